"""What forms ask of a board: read as a line in the terminal is, and asked of the room by its own commands."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import BringBack, PutAway
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.naming import could_be_here
from cofacil.board.records import Absence, Card
from cofacil.language.card_line import read_line, read_when
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of
from cofacil.language.names import listed
from cofacil.room.attending import Attending
from cofacil.room.seats import Seat

MISSING = "missing"
_ID = re.compile("[0-9A-Z]{26}")
Form = Mapping[str, str]


class NotSo(Exception):
    """Something in a form cannot be taken as it is."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words


class NewHere(NotSo):
    """Somebody in a form is not known yet: sent once more as it is, it adds them."""

    def __init__(self, names: tuple[str, ...]) -> None:
        sentence = ngettext(
            "{names} is new here. Send it once more as it is, and they are added.",
            "{names} are new here. Send it once more as it is, and they are added.",
            len(names),
            names=listed(names),
        )
        super().__init__("words", sentence)


class Moment(NamedTuple):
    """The board as who asks sees it, when they ask."""

    board: Board
    seat: Seat
    attending: Attending
    now: int
    has_read_new: bool = False
    """Whether who asks was told of this very form that somebody in it is new."""

    @property
    def today(self) -> date:
        return date_of(self.now)


def adding(form: Form, moment: Moment, new_id: str) -> Command:
    """Return the command that adds what a form says; the same form sent twice adds one thing.

    Raises:
        NotSo: it cannot be taken as it is.
        NewHere: it adds somebody, of whom they were not told before.
        Refusal: it adds somebody, and is refused all the same.
    """
    words, ulid = form.get("words", "").strip(), form.get("id", "")
    ulid = ulid if _ID.fullmatch(ulid) else new_id
    if not words:
        raise NotSo("words", _("Nothing to keep yet: write the words first."))
    if form.get("kind") == MISSING:
        return NameAbsence(f"absence/{ulid}", " ".join(words.split()))
    kind = next((kind for kind in Kind if kind == form.get("kind")), None)
    if kind is None:
        raise NotSo("", _("Choose first what it is: a question, an offer, an action, an open issue."))
    return _card(words, kind, f"card/{ulid}", moment)


def _card(words: str, kind: Kind, entity: str, moment: Moment) -> AddCard:
    first, _newline, rest = words.partition("\n")
    read = read_line(first, moment.board, moment.today)
    if read.unsure:
        raise NotSo("words", read.unsure)
    card = read.card(entity, kind, moment.seat.voice)
    _only_those_here(card.owners, moment)
    _say_who_is_new(card, moment)
    note = "\n".join(part for part in (card.note, rest.strip()) if part)
    return AddCard(
        id=card.id,
        kind=card.kind,
        text=card.text,
        note=note,
        said=card.said,
        owners=card.owners,
        when=card.when,
        tags=card.tags,
        newcomers=card.newcomers,
    )


def _say_who_is_new(card: AddCard, moment: Moment) -> None:
    """Say whom a card would add, before it does; what stands against the card itself comes first."""
    sitting = (moment.seat.name, *moment.attending.by_screen)
    new = tuple(name for name in card.newcomers if name not in sitting)
    if new and not moment.has_read_new and moment.seat.role.includes(card.role):
        card.decide(moment.board, moment.seat.who(moment.board), moment.now)
        raise NewHere(new)


def _only_those_here(owners: tuple[str, ...], moment: Moment) -> None:
    """Refuse that somebody will, who is not here to say so."""
    here = (moment.seat.name, *moment.attending.by_screen)
    away = [name for name in owners if name not in here and not could_be_here(moment.board, name, moment.now)]
    if away:
        sentence = ngettext(
            "{names} is not here. We decide for ourselves only.",
            "{names} are not here. We decide for ourselves only.",
            len(away),
            names=listed(away),
        )
        raise NotSo("words", sentence)


def changing(form: Form, moment: Moment) -> Command:
    """Return the command that changes one's own.

    Raises:
        NotSo: it cannot be taken as it is.
        Refusal: there is no such thing.
    """
    record, words = _record(form, moment.board), form.get("words", "").strip()
    if not words:
        raise NotSo("words", _("Nothing to keep yet: write the words first."))
    if isinstance(record, Absence):
        return SetAbsence(record.id, who=" ".join(words.split()))
    typed, seen = form.get("when", "").strip(), form.get("seen_when", "").strip()
    when: str | None = None
    if typed != seen:
        read = read_when(typed, moment.today)
        if typed and read.day is None:
            raise NotSo("when", read.sentence)
        when = read.day.isoformat() if read.day else ""
    note, seen_note = form.get("note"), form.get("seen_note")
    return EditCard(
        record.id,
        text=" ".join(words.split()),
        note=note if note != seen_note else None,
        when=when,
        seen=form.get("seen", ""),
        seen_note=seen_note,
    )


def putting_away(form: Form, moment: Moment) -> Command:
    return PutAway(_record(form, moment.board).id)


def bringing_back(form: Form, moment: Moment) -> Command:
    return BringBack(_record(form, moment.board).id)


def _record(form: Form, board: Board) -> Card | Absence:
    record = board.records.get(form.get("id", ""))
    if not isinstance(record, Card | Absence):
        raise Refusal("card-not-here")
    return record
