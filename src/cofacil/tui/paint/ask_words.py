"""The words in which somebody asks to be let in, or to write, and what may be answered."""

from collections.abc import Sequence

from cofacil.language.catalog import _
from cofacil.language.numbers import count_first
from cofacil.language.worded import worded
from cofacil.room.requests import Ask, Wish
from cofacil.tui.paint.key_row import Offer


def who_asks(ask: Ask) -> str:
    """Return who asks for what."""
    if ask.wish is Wish.JOIN:
        return _("{name} asks to join.", name=ask.name)
    return _("{name} asks to write.", name=ask.name)


def known_words(ask: Ask) -> str:
    """Return what whoever answers should know."""
    if ask.wish is Wish.WRITE:
        return _("So far {name} only watches.", name=ask.name)
    return worded(ask.about) if ask.about is not None else ""


def doubt_words(asks: Sequence[Ask]) -> str:
    """Return who asks first for what, how many do, and the question whoever answers should put to themselves."""
    ask = asks[0]
    words = who_asks(ask)
    if ask.wish is Wish.JOIN:
        words = _("{name} asks to join.  Do you know this person?", name=ask.name)
    if len(asks) == 1:
        return words
    return _("{Number} ask. {who_asks}", Number=count_first(len(asks)), who_asks=words)


def ask_sentence(ask: Ask, key: str, number: int = 1) -> str:
    """Return what the last row says of who asks, and that others do, `number` in all."""
    if number > 1:
        return _(
            "{who_asks} {Number} ask now. {key} answers; go on as you were.",
            who_asks=who_asks(ask),
            Number=count_first(number),
            key=key,
        )
    if ask.wish is Wish.JOIN:
        return _("{name} asks to join. {key} answers; go on as you were.", name=ask.name, key=key)
    return _("{name} asks to write. {key} answers; go on as you were.", name=ask.name, key=key)


def ask_sentence_elsewhere(ask: Ask, key: str, number: int = 1) -> str:
    """Return what the last row of another page says of it: where the answer is, however many pages stand over the board."""
    if number > 1:
        return _(
            "{who_asks} {Number} ask now. On the board {key} answers; go on as you were.",
            who_asks=who_asks(ask),
            Number=count_first(number),
            key=key,
        )
    if ask.wish is Wish.JOIN:
        return _("{name} asks to join. On the board {key} answers; go on as you were.", name=ask.name, key=key)
    return _("{name} asks to write. On the board {key} answers; go on as you were.", name=ask.name, key=key)


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
