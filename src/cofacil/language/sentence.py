"""What stands in a table of sentences: one, two of them for a number, or a function of what belongs in it."""

from collections.abc import Callable
from typing import TypeAlias

from cofacil.board.marked import Many

__all__ = ["Many", "Sentence"]

Sentence: TypeAlias = str | Many | Callable[..., str]
"""A marked sentence, two for a number, or a function of the places where the words depend on them."""
