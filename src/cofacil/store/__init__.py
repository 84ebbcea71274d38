"""How a board is kept: one TinyDB file that is its own journal."""
