"""What was found in a file as what the board takes in: cut where it is too long, with names that people can have."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from cofacil.board.commands.importing import TakenIn
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind
from cofacil.board.slugs import ROOM
from cofacil.board.text import (
    CARD_LIMIT,
    CARD_SHOWN,
    NAME_LIMIT,
    NOTE_LIMIT,
    clean_name,
    clean_text,
    has_ink,
    means_us,
    shorten,
    strip_text,
)
from cofacil.board.themes import clean_theme
from cofacil.intake.found import Found
from cofacil.intake.lists import Becomes, Into
from cofacil.language.catalog import _
from cofacil.language.names import commas, us_last

NewId = Callable[[], str]
"""Returns a new ULID."""


class Ready(NamedTuple):
    """All of a file, ready to be taken in."""

    taken: tuple[TakenIn, ...]
    known: int = 0
    """How many were taken in before."""
    left: int = 0
    """How many stand in lists that are left out."""
    cut: int = 0
    """How many had more words than a card and its note hold."""


def ready(found: Collection[Found], into: Mapping[str, Becomes], known: Collection[str], new_id: NewId) -> Ready:
    """Return what is taken in; `known` are the keys of what was taken in before."""
    taken: list[TakenIn] = []
    seen: set[str] = set(known)
    before = left = cut = 0
    for one in found:
        becomes = into[one.place]
        if becomes is Into.NOTHING:
            left += 1
        elif one.key in seen:
            before += 1
        else:
            seen.add(one.key)
            made, is_cut = _taken(one, becomes, new_id)
            taken.append(made)
            cut += is_cut
    return Ready(tuple(taken), before, left, cut)


def _taken(one: Found, becomes: Becomes, new_id: NewId) -> tuple[TakenIn, bool]:
    if not isinstance(becomes, Kind):
        text = shorten(strip_text(one.text), CARD_SHOWN)
        missing = TakenIn(f"absence/{new_id()}", one.key, None, text, when=one.when, is_done=one.is_done)
        return missing, text != strip_text(one.text)
    text, more = _words(one.text)
    people = _names(one.people)
    said = next(iter(_names((one.said,))), "")
    beside = "" if becomes.has_owners or not people else _("With: {names}", names=commas(us_last(people)))
    note = strip_text("\n\n".join(filter(None, (more, one.note, beside))), lines=True)
    cut = note[:NOTE_LIMIT]
    made = TakenIn(
        id=f"card/{new_id()}",
        key=one.key,
        kind=becomes,
        text=text,
        note=cut.rstrip() if has_ink(cut) else "",
        said=_speaker(said, people if becomes.has_owners else []),
        owners=tuple(people) if becomes.has_owners else (),
        named=tuple(name for name in _names((*one.people, *one.named)) if name != ROOM),
        when=one.when,
        tags=_tags(one.tags),
        is_done=one.is_done,
    )
    return made, cut != note


def _speaker(said: str, owners: list[str]) -> str:
    """Return who said it: an action that nobody is said to have spoken, whoever will do it, as on the board."""
    spoke = said or next((name for name in owners if name != ROOM), "")
    return "" if spoke == ROOM else spoke


def _words(text: str) -> tuple[str, str]:
    """Return what a card's own words are, and what of them goes into its note."""
    first, _line, rest = text.partition("\n")
    words = strip_text(first)
    if len(words) <= CARD_LIMIT:
        return words, rest
    return shorten(words, CARD_SHOWN), f"{words}\n{rest}".strip()


def _names(names: Collection[str]) -> list[str]:
    """Return names that people can have; what means all of us is `ROOM`."""
    out: dict[str, None] = {}
    for name in names:
        if name == ROOM or (name and means_us(name)):
            out[ROOM] = None
            continue
        try:
            out[clean_name(shorten(strip_text(name), NAME_LIMIT))] = None
        except Refusal:
            continue  # nobody can be called so
    return list(out)


def _tags(names: Collection[str]) -> tuple[str, ...]:
    out: dict[str, None] = {}
    for name in names:
        try:
            out[clean_theme(shorten(strip_text(name), NAME_LIMIT))] = None
        except Refusal:
            continue
    return tuple(out)


def can_be_read(text: str) -> bool:
    """Say whether anything of a text can be kept as a card's words."""
    try:
        clean_text(strip_text(text.partition("\n")[0])[:CARD_LIMIT])
    except Refusal:
        return False
    return True
