"""The words in which somebody asks to be let in, or to write, and what may be answered."""

from cofacil.room.requests import Ask, Wish


def asked_words(ask: Ask) -> str:
    """Return who asks for what."""
    return f"{ask.name} asks to {'join' if ask.wish is Wish.JOIN else 'write'}."


def known_words(ask: Ask) -> str:
    """Return what whoever answers should know."""
    return ask.about if ask.wish is Wish.JOIN else f"So far {ask.name} only watches."


def doubt_words(ask: Ask) -> str:
    """Return who asks for what, and the question whoever answers should put to themselves."""
    return f"{asked_words(ask)}  Do you know this person?" if ask.wish is Wish.JOIN else asked_words(ask)


def told_words(ask: Ask, key: str) -> str:
    """Return what the last row says of it."""
    return f"{asked_words(ask)} {key} answers; go on as you were."


def answer_keys(ask: Ask, lead: str = "") -> str:
    """Return the keys that answer, each behind those that come first: none of them is one that somebody is typing."""
    lets = f"let {ask.name} in, to add cards" if ask.wish is Wish.JOIN else f"let {ask.name} write"
    watch = (f"{lead}8 only watch",) if ask.wish is Wish.JOIN else ()
    first = f"{lead}then Enter: {lets}|then Enter: yes" if lead else f"Enter {lets}|yes"
    return "   ".join((first, *watch, f"{lead}9 not now"))
