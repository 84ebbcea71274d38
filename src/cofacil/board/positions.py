"""Places in a column: keys that sort, and between any two of which another fits.

A key is a whole number and a fraction, base 62. The number's first letter says how many figures follow, so that adding at
the end counts up and stays short for ever, and only putting things between others makes keys longer.
"""

import re

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LONGEST = 40
"""A column is laid out anew when a key would pass this."""
FIRST = "a0"
_KEY = re.compile("[A-Za-z][0-9A-Za-z]*")


def between(before: str | None, after: str | None) -> str:
    """Return a key that sorts behind `before` and ahead of `after`; None is the end of the column.

    Raises:
        ValueError: when the two are not in order.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"{before!r} does not come before {after!r}")
    if before is None:
        return FIRST if after is None else _ahead_of(after)
    if after is None:
        return _count(_whole(before), 1)
    whole_before, whole_after = _whole(before), _whole(after)
    if whole_before == whole_after:
        return whole_before + _middle(before[len(whole_before) :], after[len(whole_after) :])
    following = _count(whole_before, 1)
    return following if following < after else whole_before + _middle(before[len(whole_before) :], "")


def behind(last: str | None) -> str:
    """Return a key for the end of a column whose last key is `last`, which another program may have written."""
    return between(last, None) if last and is_key(last) else FIRST


def is_key(key: str) -> bool:
    """Say whether this is a key that others can be put beside."""
    return _KEY.fullmatch(key) is not None and len(key) >= _size(key[0])


def evenly(count: int) -> list[str]:
    """Return `count` short keys in order, for a column that is laid out anew."""
    keys: list[str] = []
    for _ in range(count):
        keys.append(behind(keys[-1] if keys else None))
    return keys


def _ahead_of(after: str) -> str:
    whole = _whole(after)
    return whole if whole < after else _count(whole, -1)


def _whole(key: str) -> str:
    return key[: _size(key[0])]


def _size(head: str) -> int:
    """Return how long a whole number is, its first letter counted."""
    return ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2


def _count(whole: str, by: int) -> str:
    head, size = whole[0], len(whole) - 1
    value = 0
    for figure in whole[1:]:
        value = value * 62 + DIGITS.index(figure)
    value += by
    if value == 62**size:
        head, size, value = ("a", 1, 0) if head == "Z" else _wider(head, size)
    elif value < 0:
        head, size = ("Z", 1) if head == "a" else _wider_down(head, size)
        value = 62**size - 1
    return head + _figures(value, size)


def _wider(head: str, size: int) -> tuple[str, int, int]:
    return (chr(ord(head) + 1), size + 1, 0) if head >= "a" else (chr(ord(head) + 1), size - 1, 0)


def _wider_down(head: str, size: int) -> tuple[str, int]:
    return (chr(ord(head) - 1), size - 1) if head >= "a" else (chr(ord(head) - 1), size + 1)


def _figures(value: int, size: int) -> str:
    out = ""
    for _ in range(size):
        value, rest = divmod(value, 62)
        out = DIGITS[rest] + out
    return out


def _middle(low: str, high: str) -> str:
    """Return a fraction between two, "" standing for nothing below and for the whole above; it never ends in 0."""
    shared = 0
    while shared < len(high) and (low[shared : shared + 1] or "0") == high[shared]:
        shared += 1
    if shared:
        return high[:shared] + _middle(low[shared:], high[shared:])
    lowest = DIGITS.index(low[0]) if low else 0
    highest = DIGITS.index(high[0]) if high else 62
    if highest - lowest > 1:
        return DIGITS[(lowest + highest) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[lowest] + _middle(low[1:], "")
