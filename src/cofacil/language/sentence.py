"""What stands in a table of sentences: one, two of them for a number, or a function of what belongs in it."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Many(NamedTuple):
    """A sentence for one and a sentence for several; the place `number` says how many."""

    one: str
    many: str


Sentence: TypeAlias = str | Many | Callable[..., str]
"""A marked sentence, two for a number, or a function of the places where the words depend on them."""
