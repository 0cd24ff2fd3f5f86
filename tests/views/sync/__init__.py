"""Twins of console/views/sync."""
