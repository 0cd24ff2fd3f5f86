"""Twins of console/views/alerts."""
