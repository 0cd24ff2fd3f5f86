"""The queue: the list of tickets, the ticket beside it and what is done there."""
