"""Names of events that sort in the order they happened."""

import os

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]
_TIME_LETTERS = 10
_RANDOM_BITS = 80
_STEP_BYTES = 5


def encode(value: int, bits: int = 130) -> str:
    """Write a number in Crockford's base 32, ten bits at a time; a ULID has 128."""
    return "".join([_PAIRS[value >> shift & 1023] for shift in range(bits - 10, -1, -10)])


def decode(ulid: str) -> int:
    """Read a ULID back into its 128 bits."""
    value = 0
    for letter in ulid:
        value = value << 5 | _VALUES[letter]
    return value


def following(last: str, t: int) -> str:
    """Make the ULID behind `last` for the moment `t`, UTC milliseconds; `last` is "" for the first."""
    moment = encode(t, 50)
    if moment > last[:_TIME_LETTERS]:
        return moment + encode(int.from_bytes(os.urandom(_RANDOM_BITS // 8)), _RANDOM_BITS)
    # A step of one would give two copies of a board the same names while their clocks are behind its last event.
    return encode(decode(last) + 1 + int.from_bytes(os.urandom(_STEP_BYTES)))
