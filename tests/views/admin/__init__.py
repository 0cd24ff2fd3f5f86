"""Twins of console/views/admin."""
