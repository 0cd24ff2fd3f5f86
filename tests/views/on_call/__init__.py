"""Tests of the page of who is on call."""
