"""The knowledge page: articles by category, read, written, compared."""
