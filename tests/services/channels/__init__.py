"""Tests of the steps of runbooks, on real peers."""
