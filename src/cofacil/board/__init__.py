"""What a board is: pure rules, no clock, no randomness, no files."""
