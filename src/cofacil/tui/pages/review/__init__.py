"""Looking back at a saved board: its pages, the board as it was, the story of one card. Nothing is written from here."""
