"""What is open at the bottom of the board while somebody writes or chooses, one kind a file."""
