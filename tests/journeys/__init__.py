"""Whole tasks of a person, through the real application."""
