"""Tests of the war-room."""
