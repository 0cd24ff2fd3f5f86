"""Consoles share one desk: operations go to a hub, its rows come back."""
