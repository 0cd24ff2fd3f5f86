"""The rules of this house as tests, each proven by a breach."""
