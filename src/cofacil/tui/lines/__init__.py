"""The line that is open at the bottom of the board, one kind a file."""
