"""Pure painting: a board, a view and a width in, rows of strips out."""
