"""Tests of console/views/dashboard."""
