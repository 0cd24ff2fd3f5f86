"""Twins of console/views."""
