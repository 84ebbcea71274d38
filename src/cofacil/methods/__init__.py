"""The practice as values: decks read from TOML."""
