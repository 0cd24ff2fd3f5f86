"""Twins of console/services."""
