"""Tests of what monitoring sends."""
