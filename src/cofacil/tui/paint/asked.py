"""The words in which somebody asks to be let in, or to write, and what may be answered."""

from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.requests import Ask, Wish
from cofacil.tui.paint.key_row import Offer


def asked_words(ask: Ask) -> str:
    """Return who asks for what."""
    return f"{ask.name} asks to {'join' if ask.wish is Wish.JOIN else 'write'}."


def known_words(ask: Ask) -> str:
    """Return what whoever answers should know."""
    if ask.wish is Wish.WRITE:
        return f"So far {ask.name} only watches."
    return worded(ask.about) if ask.about is not None else ""


def doubt_words(ask: Ask) -> str:
    """Return who asks for what, and the question whoever answers should put to themselves."""
    return f"{asked_words(ask)}  Do you know this person?" if ask.wish is Wish.JOIN else asked_words(ask)


def told_words(ask: Ask, key: str) -> str:
    """Return what the last row says of it."""
    return f"{asked_words(ask)} {key} answers; go on as you were."


def answer_offers(ask: Ask, first: str = "") -> tuple[Offer, ...]:
    """Return the keys that answer; behind `first`, where that has to be pressed before: none is one that somebody is typing."""
    joins, lead = ask.wish is Wish.JOIN, f"{first} " if first else ""
    lets = _("let {name} in, to add cards", name=ask.name) if joins else _("let {name} write", name=ask.name)
    if first:
        offers = [Offer(first, _("then Enter: {lets}", lets=lets), _("then Enter: yes"))]
    else:
        offers = [Offer("enter", lets, _("yes"))]
    offers += [Offer("" if first else "8", _("only watch"), cap=f"{lead}8")] if joins else []
    return (*offers, Offer("" if first else "9", _("not now"), cap=f"{lead}9"))
