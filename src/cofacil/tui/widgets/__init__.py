"""The widgets the pages are made of."""
