"""The page of who is on call and whom to reach in an emergency."""
