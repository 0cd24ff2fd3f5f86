"""Tests, laid out as twins of the source tree."""
