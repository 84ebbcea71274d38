"""What a saved board tells, weeks later: the board at any moment, who does what by when, the story of one card."""
