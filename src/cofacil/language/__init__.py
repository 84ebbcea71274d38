"""Every word a person reads, and reading what they type."""
