"""How a board is seen: full-screen pages over a room."""
