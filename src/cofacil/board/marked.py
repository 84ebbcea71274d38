"""Marks sentences that stand in a table and are worded later, in the language of whoever reads them."""

from typing import NamedTuple


class Many(NamedTuple):
    """A sentence for one and a sentence for several; the place `number` says how many."""

    one: str
    many: str


def N_(sentence: str) -> str:  # noqa: N802  # the name that translators' tools look for
    """Return the sentence as it is; `language.catalog` words it."""
    return sentence
