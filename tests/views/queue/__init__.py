"""Tests of the queue page."""
