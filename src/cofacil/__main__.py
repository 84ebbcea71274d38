"""Lets `python -m cofacil` do what `cofacil` does."""

from cofacil.cli import main

if __name__ == "__main__":
    main()
