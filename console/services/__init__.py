"""The use cases: commands that change and queries that ask; no Qt."""
