"""The pages around the board, one a file: what each shows, and what its keys do."""
