"""What monitoring sends: asked for, taken in, and made incidents (SPEC 7.10)."""
