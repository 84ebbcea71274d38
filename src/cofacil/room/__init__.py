"""A board that is open now: takes commands, tells everyone who is watching."""
