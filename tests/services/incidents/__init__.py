"""Tests of the incidents slice."""
