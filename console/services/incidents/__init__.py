"""Incidents: what people do to them, and what is shown of them."""
