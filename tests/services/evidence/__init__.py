"""Tests of the sources of evidence, on real peers."""
