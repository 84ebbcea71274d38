"""What somebody typed, as a sentence can show it."""

_LONGEST_SHOWN = 16
"""Letters: the rest of a sentence about them still fits in the narrowest row."""


def as_typed(text: str) -> str:
    """Return words for a sentence about them: nothing a terminal would obey, and no more than fits."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
