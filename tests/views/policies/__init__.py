"""Tests of the knowledge page."""
