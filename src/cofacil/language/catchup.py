"""The page for whoever was away: what a meeting was about, what was not decided for them, and how to come or be heard.

Nobody who was missing is named on it, nor who knows them: it is read by them. What was struck out, and what is written
quietly and not shown, never stands on it.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from cofacil.board.kinds import Kind, Mark
from cofacil.board.model import Board
from cofacil.board.quiet import hidden as hidden_records
from cofacil.board.quiet import is_hidden
from cofacil.board.records import Absence, Card, Meeting
from cofacil.board.slugs import ROOM
from cofacil.board.text import as_sentence, bare
from cofacil.board.timer import MINUTE
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, day_of, say_day_long
from cofacil.language.names import either, listed, names_of
from cofacil.language.names_in_text import Sought, words_of
from cofacil.language.numbers import count_first, count_of
from cofacil.language.who_is_missing import missing

PRINT, LARGE = 72, 46
"""Letters of a row on paper, and in large print: 12 and 18 points on a sheet that is 21 cm wide."""
_LONGEST = 6 * 60
"""Minutes: of what took longer, somebody forgot to close it."""
_MOST_WAYS = 3
"""Names of those to speak to: nobody reads a list."""


class Part(StrEnum):
    """What a line of the page is."""

    TITLE = "title"
    WORDS = "words"
    HEAD = "head"
    ITEM = "item"
    """One of several below a head."""


class Line(NamedTuple):
    """One line of the page, as long as it is: who prints it wraps it."""

    part: Part
    text: str


class CatchUp(NamedTuple):
    """The page, line by line."""

    lines: tuple[Line, ...]
    left_out: int = 0
    """Cards that are not on it because they name somebody who was missing."""

    def changed(self, at: int, text: str) -> "CatchUp":
        """Return it with other words in one of its lines; a line without words is none, nor is a head without items."""
        words = " ".join(text.split())
        changed = self.lines[at]._replace(text=words)
        lines = (*self.lines[:at], *((changed,) if words else ()), *self.lines[at + 1 :])
        followed = zip(lines, (*(line.part for line in lines[1:]), Part.TITLE), strict=True)
        return self._replace(
            lines=tuple(line for line, behind in followed if line.part is not Part.HEAD or behind is Part.ITEM)
        )


def catch_up(board: Board, meeting: Meeting, now: int, later: Board | None = None) -> CatchUp:
    """Return the page of a meeting, from the board as it was when that ended.

    `later` is the board of today: what was struck out since, or named as missing, is left out by it.
    """
    return _Page(board, meeting, now, later or board).page()


class _Page:
    """Makes the page of one meeting."""

    def __init__(self, board: Board, meeting: Meeting, now: int, later: Board) -> None:
        self.board, self.meeting, self.now, self.later = board, meeting, now, later
        self.today = date_of(meeting.opened)
        self.missing = _missing(board, later)
        self.sought = _sought(board, later)
        self.left_out = 0
        hidden = {card.id for source in (board, later) for card in hidden_records(source)}
        self.cards = [card for card in board.cards() if card.id not in hidden and self._may_be_read(card)]

    def page(self) -> CatchUp:
        lines = [Line(Part.TITLE, _("For you who could not be here")), *self._words(self._about(), self._met())]
        undecided, *unsettled = (kind for kind in Kind if kind.spec.stays_open)
        others = sorted((kind for kind in Kind if not kind.spec.stays_open), key=lambda kind: not kind.has_owners)
        lines += self._sections(undecided, *others)
        lines += self._section(_("What we are still looking for somebody for"), self._not_taken())
        lines += self._section(_("What we do not know yet"), self._not_known())
        lines += self._sections(*unsettled)
        lines += self._section(_("What we want to do differently next time"), self._fit(self.meeting.next_time))
        lines += self._words(*self._how_to_come())
        return CatchUp(tuple(lines), self.left_out)

    def _sections(self, *kinds: Kind) -> Iterator[Line]:
        for kind in kinds:
            yield from self._section(_(kind.spec.told_away) if kind.spec.told_away else "", self._of_kind(kind))

    def _about(self) -> str:
        day, title = say_day_long(self.today), self.board.title
        purpose = self.meeting.purpose or self.board.purpose
        purpose = "" if self._names_missing(purpose) else purpose
        where = _("{title}, {day}.", title=title, day=day) if title else _("{day}.", day=day)
        return f"{where} {purpose}".strip()

    def _met(self) -> str:
        """Say how many people there were, and for how long, as far as that is known."""
        count = sum(name.startswith("here.") and bool(stay) for name, stay in self.meeting.fields.items())
        minutes = max(0, (self.meeting.closed or self.now) - self.meeting.opened) // MINUTE
        people = ngettext("One person", "{Number} people", count, Number=count_first(count))
        missed = _("We missed you. This is what we did.")
        if not count:
            return missed
        if not 1 <= minutes <= _LONGEST:
            return _("{people} talked. {missed}", people=people, missed=missed)
        lasted = ngettext("a minute", "{number} minutes", minutes, number=count_of(minutes))
        return _("{people} talked for {lasted}. {missed}", people=people, lasted=lasted, missed=missed)

    def _of_kind(self, kind: Kind) -> list[str]:
        cards = [card for card in self.cards if card.kind is kind and not _needs_evidence(card)]
        if kind.has_owners:
            return self._fit(map(self._promise, (card for card in self.cards if self._is_promise(card))))
        if kind.spec.stays_open:
            return self._fit(self._open_words(card) for card in cards if card.is_open)
        return self._fit(self._said(card) for card in cards if self._is_of_meeting(card) and not card.is_let_go)

    def _is_of_meeting(self, card: Card) -> bool:
        """Say whether a card was written in this meeting, or in none since the one before: from paper, or by a script."""
        if card.meeting:
            return card.meeting == self.meeting.id.partition("/")[2]
        before = [other for other in self.later.held if other.opened < self.meeting.opened]
        ended = (before[-1].closed or before[-1].opened) if before else 0
        return ended <= card.at <= (self.meeting.closed or self.now)

    def _is_promise(self, card: Card) -> bool:
        return card.is_open and bool(card.owners)

    def _not_taken(self) -> list[str]:
        """Return the actions that nobody has said they will do."""
        cards = (card for card in self.cards if card.is_open and card.kind.has_owners and not card.owners)
        return self._fit(map(self._promise, cards))

    def _promise(self, card: Card) -> str:
        """Return what will be done, and by whom: nobody is named who was missing."""
        names, day = self._named(card.owners), day_of(card.when)
        text, who = as_sentence(card.text), self._who(names)
        if day is None:
            return _("{who}: {words}", who=who, words=text) if who else text
        by = say_day_long(day)
        if not who:
            return _("{words} By {day}.", words=text, day=by)
        return _("{who}: {words} By {day}.", who=who, words=text, day=by)

    def _who(self, names: Sequence[str]) -> str:
        """Return names as whoever was away reads them: those who were there are not *us here* to them."""
        others = [name for name in names if name != ROOM]
        if ROOM not in names:
            return listed(others)
        return _("{names} and all of us who came", names=listed(others)) if others else _("All of us who came")

    def _open_words(self, card: Card) -> str:
        if Mark.WICKED in card.marks:
            return _("{words} This is bigger than us.", words=as_sentence(card.text))
        return card.text

    def _said(self, card: Card) -> str:
        names = self._named((card.said,) if card.said else ())
        return _("{who}: {words}", who=names[0], words=card.text) if names else card.text

    def _not_known(self) -> list[str]:
        return self._fit(map(self._evidence, (card for card in self.cards if card.is_open and _needs_evidence(card))))

    def _evidence(self, card: Card) -> str:
        names = self._named(card.finds_out)
        if not names:
            return _("{words} Nobody is finding out yet.", words=as_sentence(card.text))
        return ngettext(
            "{words} {names} is finding out.",
            "{words} {names} are finding out.",
            len(names) + (ROOM in names),
            words=as_sentence(card.text),
            names=self._who(names),
        )

    def _how_to_come(self) -> Iterator[str]:
        """Yield where people meet and how to get in, and whom to speak to: who opened the meeting, and who asks people."""
        place, access = self.meeting.where or self.board.place, self.meeting.access
        if place:
            yield _("We meet here: {place}", place=as_sentence(place))
        if access:
            yield as_sentence(access)
        open_to_all = (absence for absence in self.board.absences if not is_hidden(self.board, absence.id))
        askers = [absence.asks for absence in open_to_all if absence.asks]
        # Who opened it and is on no list of those who were here is only what an account is called.
        opened = self.meeting.by if f"here.{self.meeting.by}" in self.meeting.fields else ""
        names = self._named(dict.fromkeys(slug for slug in (opened, *askers) if slug))
        if names:
            yield _("Come, or tell us another way: speak to {names}.", names=either(names[:_MOST_WAYS]))
        else:
            yield _("Come, or tell us another way.")

    def _named(self, slugs: Iterable[str]) -> list[str]:
        """Return names, but for those who were missing themselves."""
        names = names_of(self.later, map(self.later.one, slugs))
        return [name for name in dict.fromkeys(names) if name == ROOM or bare(name) not in self.missing]

    def _may_be_read(self, card: Card) -> bool:
        today = self.later.records.get(card.id)
        is_struck = card.is_struck or (isinstance(today, Card) and today.is_struck)
        return not (is_struck or card.is_withheld) and bool(card.text)

    def _fit(self, texts: Iterable[str]) -> list[str]:
        """Return texts but for those that name somebody who was missing; count what is left out."""
        out: list[str] = []
        for text in texts:
            if self._names_missing(text):
                self.left_out += 1
            else:
                out.append(text)
        return out

    def _names_missing(self, text: str) -> bool:
        return self.sought.is_in(text)

    def _section(self, head: str, items: Sequence[str]) -> list[Line]:
        return [Line(Part.HEAD, head), *(Line(Part.ITEM, item) for item in items)] if head and items else []

    def _words(self, *texts: str) -> list[Line]:
        return [Line(Part.WORDS, text) for text in texts if text and not self._names_missing(text)]


def _absences(*boards: Board) -> Iterator[Absence]:
    """Yield whom these boards have ever named as missing; those not born yet are nobody."""
    for board in boards:
        for record in board.records.values():
            if isinstance(record, Absence) and record.who and not record.is_standing:
                yield record


def _missing(*boards: Board) -> frozenset[str]:
    """Return the same as names are compared."""
    return frozenset(filter(None, (bare(absence.who) for absence in _absences(*boards))))


def _sought(*boards: Board) -> Sought:
    """Return how whoever was missing may be named: a person also by a part of their name, which nobody else here bears."""
    sought = Sought()
    missed = _missing(*boards)
    people = (person for board in boards for person in board.people if bare(person.name) not in missed)
    others = {word.bare for person in people for word in words_of(person.name)}
    for absence in _absences(*boards):
        found = missing(absence, frozenset())
        sought.add_whole(absence.who, "")
        for name in (absence.who,) if found.is_person else found.names:
            sought.add(name, "", others)
    sought.settle(())
    return sought


def _needs_evidence(card: Card) -> bool:
    return Mark.EVIDENCE in card.marks or bool(card.finds_out)
