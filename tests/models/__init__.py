"""Twins of console/models."""
