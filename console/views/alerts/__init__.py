"""What a person is told of: the inbox, the way to the desktop, and its trial."""
