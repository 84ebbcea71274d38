"""What is said to somebody whose language is not known yet: in that of the host, and in English."""

from collections.abc import Callable

from cofacil.language.catalog import language_now, spoken


def in_both(say: Callable[[], str]) -> str:
    """Return what is said here, and behind it the same in English where that is another language."""
    own = say()
    if language_now() == "en":
        return own
    with spoken("en"):
        english = say()
    return own if own == english else f"{own.rstrip()} / {english}"
