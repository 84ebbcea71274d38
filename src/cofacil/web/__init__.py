"""The board as a page for a phone or a browser: what it shows, and the server that shows it."""
