"""Boards of other programs, and lines from paper: what a file holds, as cards of ours."""
