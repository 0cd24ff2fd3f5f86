"""What the hub was given, what it refused, and what a person does about it."""
