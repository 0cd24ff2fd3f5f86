"""Twins of console/cli."""
