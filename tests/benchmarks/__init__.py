"""Figures and ratios; nothing here asserts an absolute time."""
