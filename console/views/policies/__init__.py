"""The page on which agreements and working hours are read, tried out and published."""
