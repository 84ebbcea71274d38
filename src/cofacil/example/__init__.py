"""A made-up meeting to look at, and a crowd of cards to measure with; nothing of it is kept."""
