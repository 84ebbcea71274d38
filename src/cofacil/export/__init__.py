"""A board as something else: plain lines, JSON."""
