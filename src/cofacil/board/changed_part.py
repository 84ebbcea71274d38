"""What differs between a row of records and the row it was made from: where one of thousands has changed, one is looked at."""

from typing import Any, NamedTuple


class ChangedPart(NamedTuple):
    """The part in which two rows differ; before it and behind it they hold the same."""

    first: int
    """Where it begins in both."""
    before: int
    """Where it ends in the row as it was."""
    after: int
    """Where it ends in the row as it is."""


def changed_part(before: tuple[Any, ...], after: tuple[Any, ...]) -> ChangedPart:
    """Return the part in which two rows differ; an empty one where they are the same."""
    shorter = min(len(before), len(after))
    first = _alike(before[:shorter], after[:shorter])
    rest = shorter - first
    behind = _alike(before[len(before) - rest :][::-1], after[len(after) - rest :][::-1])
    return ChangedPart(first, len(before) - behind, len(after) - behind)


def _alike(one: tuple[Any, ...], other: tuple[Any, ...]) -> int:
    """Return how many members at the beginning of two rows of one length are the same.

    Halves are compared, and not members: that is done without a word of ours for each, and stops at once at the same object.
    """
    low, high = 0, len(one)
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
