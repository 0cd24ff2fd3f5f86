"""Twins of console/services/importing."""
