"""Tests of console/services/statistics."""
