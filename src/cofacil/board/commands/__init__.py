"""What people can ask of a board; each command carries its own rule."""
