"""Whole pages, one a file."""
