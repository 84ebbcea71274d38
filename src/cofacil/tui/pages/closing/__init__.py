"""Closing a meeting, in short parts: what each asks, what is typed there, and the page that goes through them."""
