"""The slice of tickets: commands that change them, queries that show them."""
