"""Tests of console/services/tickets."""
