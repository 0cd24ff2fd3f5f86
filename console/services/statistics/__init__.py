"""Figures of tickets, incidents and knowledge in a period (SPEC 12)."""
