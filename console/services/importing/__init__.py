"""Tickets from other systems: reading files, understanding their columns, writing what is new."""
