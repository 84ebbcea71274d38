"""Choosing one of several things on the board: by figure, by arrows, by its label, or by words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cofacil.board.commands.base import Command
from cofacil.board.kinds import KINDS, Kind
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.language.facts import words_of
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed, ended
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.text import fit, wrap
from cofacil.tui.search import find
from cofacil.tui.typed import Typed

Chosen = Card | Absence
_FIGURES = "123456789"
_SPACIOUS = 14
"""Rows from which there is air between the parts of the list."""
_PAGE = 8
_MOVES = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE}


class Row(NamedTuple):
    """One row of the list."""

    text: str
    choice: int = -1
    """Which choice it belongs to, -1 for none."""
    is_first: bool = False
    """Whether that one begins here, where its figure stands."""
    figure: str = ""
    """What is pressed for it."""


class Listed(NamedTuple):
    """What can be chosen at this moment: what is tied, then what is not."""

    tied: Sequence[Chosen]
    free: Sequence[Chosen]
    hand: int
    """What Enter takes, -1 for nothing."""

    @property
    def total(self) -> int:
        return len(self.tied) + len(self.free)

    @property
    def is_tied_in_hand(self) -> bool:
        return 0 <= self.hand < len(self.tied)


@dataclass(frozen=True, slots=True)
class Pick(Mode):
    """Offers what is likely, as much of it as there are rows; arrows reach the rest, words narrow it down."""

    lead: str
    """What stands before the typed words: *O6 meets:*."""
    title: str
    first: tuple[Chosen, ...]
    """What is offered before anything is typed."""
    command: Callable[[Chosen], Command]
    heading: str = ""
    """The row above it all: the card this is about."""
    hint: str = N_("A number, or words to find another.")
    is_wanted: Callable[[Chosen], bool] = field(default=lambda _record: True)
    tied: tuple[Chosen, ...] = ()
    """What is chosen already: it stands on top, and has no figure, so that no slip of the finger takes it away."""
    untie: Callable[[Chosen], Command] | None = None
    """Takes that away."""
    typed: Typed = field(default_factory=Typed)
    at: int = -1

    def foot(self, desk: Desk) -> Foot:
        listed = self._listed(desk.board)
        rows = self._rows(listed, desk)
        readback = _(self.hint)
        if listed.is_tied_in_hand:
            label = desk.board.label_of(listed.tied[listed.hand])
            readback = _("Enter takes the tie to {label} away. Both stay where they are.", label=label)
        panel = tuple(row.text for row in rows)
        return Foot(self.lead, self.typed, readback, panel=panel, offers=_offers(listed, rows, desk))

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        listed = self._listed(desk.board)
        if press.key in _MOVES:
            at = 0 if listed.hand < 0 else listed.hand + _MOVES[press.key]
            return Step(replace(self, at=max(0, min(listed.total - 1, at))))
        if press.key == "enter":
            is_one = 0 <= listed.hand < listed.total
            return (
                self._take(listed, listed.hand) if is_one else Step(self, sentence=_("A number, or words, then Enter."))
            )
        figure = press.character or ""
        if figure.isdecimal() and self.typed.is_empty and not press.is_burst:
            choice = next((row.choice for row in self._rows(listed, desk) if row.figure == figure), None)
            return None if choice is None else self._take(listed, choice)
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed, at=-1)) if typed else None

    def _take(self, listed: Listed, choice: int) -> Step:
        if choice < len(listed.tied) and self.untie is not None:
            return Step(self, (self.untie(listed.tied[choice]),), kept=ended)
        return Step(self, (self.command(listed.free[choice - len(listed.tied)]),), kept=ended)

    def _listed(self, board: Board) -> Listed:
        if self.typed.is_empty:
            return Listed(self.tied, self.first, self.at)
        tied_ids = {record.id for record in self.tied}
        found = find(board, self.typed.text).records
        tied = [record for record in found if record.id in tied_ids]
        free = [record for record in found if record.id not in tied_ids and self.is_wanted(record)]
        # Of what words have found, Enter takes the first that is not tied yet.
        first = len(tied) if free else 0 if tied else -1
        return Listed(tied, free, first if self.at < 0 else self.at)

    # the list

    def _rows(self, listed: Listed, desk: Desk) -> list[Row]:
        """Return the rows of the list that are seen, the choice in hand among them, with figures for the first of them."""
        heading = [Row(self.heading)] if self.heading else []
        room = _room(desk) - len(heading)
        rows = _seen(list(self._all_rows(listed, desk, air=room >= _SPACIOUS)), listed.hand, room, desk)
        figures = iter(_FIGURES)
        for number, shown in enumerate(rows):
            if shown.is_first and shown.choice >= len(listed.tied) and (figure := next(figures, "")):
                is_marked = shown.text.startswith("\t")
                text = f"  {figure}{shown.text.removeprefix(chr(9))[3:]}"
                rows[number] = shown._replace(text="\t" * is_marked + text, figure=figure)
        return [*heading, *rows]

    def _all_rows(self, listed: Listed, desk: Desk, *, air: bool) -> Iterator[Row]:
        empty = [Row("")] if air else []
        if listed.tied:
            yield from (*empty, Row("   " + _("Tied already. Enter takes the tie away.")), *empty)
        for at, record in enumerate(listed.tied):
            yield from _choice(record, at, listed.hand, desk)
        yield from (*empty, Row(f"   {self.title}"), *empty)
        for at, record in enumerate(listed.free, len(listed.tied)):
            yield from _choice(record, at, listed.hand, desk)
        if not listed.free:
            yield Row(" " * 7 + _("Nothing on the wall fits that."))


def _choice(record: Chosen, at: int, hand: int, desk: Desk) -> Iterator[Row]:
    """Yield the rows of one choice."""
    cells = max(20, desk.width - 26)
    who = desk.board.name_of(record.said) if isinstance(record, Card) and record.said else ""
    first, *rest = wrap(words_of(record), cells, 2, desk.brush.signs.more)
    mark = "\t" if at == hand else ""
    yield Row(f"{mark}       {desk.board.label_of(record)} {fit(first, cells)}  {who}", at, is_first=True)
    for line in rest:
        yield Row(f"{mark}          {line}", at)


def _room(desk: Desk) -> int:
    """Return how many rows there are between the heads and the line, as the board is laid out at this size."""
    if desk.width < 60 or desk.height < 18:
        return desk.height - 6
    return desk.height - (9 if desk.width >= 120 else 8)


def _seen(rows: list[Row], hand: int, room: int, desk: Desk) -> list[Row]:
    """Return as many rows as there is room for, with signs for those above and below."""
    if len(rows) <= room:
        return rows
    last = max((number for number, row in enumerate(rows) if row.choice == hand >= 0), default=0)
    top = min(max(0, last - room + 2), len(rows) - room)
    shown = rows[top : top + room]
    signs, lead = desk.brush.signs, " " * 7
    if top:
        above = sum(row.is_first for row in rows[: top + 1])
        shown[0] = Row(lead + _("{sign} {number} above", sign=signs.above, number=above))
    if top + room < len(rows):
        below = sum(row.is_first for row in rows[top + room - 1 :])
        shown[-1] = Row(lead + _("{sign} {number} below", sign=signs.below, number=below))
    return shown


def _offers(listed: Listed, rows: Sequence[Row], desk: Desk) -> tuple[Offer, ...]:
    figures = "".join(row.figure for row in rows)
    cap = f"{figures[0]}-{figures[-1]}" if len(figures) > 1 else figures
    take = (
        Offer("enter", _("take the tie away"), _("untie")) if listed.is_tied_in_hand else Offer("enter", _("take it"))
    )
    return (
        *((Offer("", _("choose"), cap=cap),) if figures else ()),
        Offer("", _("look"), cap=desk.brush.up_down),
        take,
        Offer("escape", _("back"), stays=True),
    )


_ABSENCE_MEETS = tuple(map(str, (Kind.OFFER, Kind.QUESTION, Kind.ACTION, Kind.ISSUE)))
"""What somebody who is not here likely meets, the likeliest first."""


def likely_ends(board: Board, record: Chosen) -> tuple[Chosen, ...]:
    """Return what something could be tied to, the likeliest first: an offer meets a question, and the other way round."""
    kinds = record.kind.spec.meets if isinstance(record, Card) else _ABSENCE_MEETS
    tied = {other.id for other in tied_ends(board, record)}
    out: list[Chosen] = []
    for kind in kinds:
        column: tuple[Chosen, ...] = board.columns[KINDS[kind]] if kind else board.absences
        free = [other for other in column if other.id not in tied and other.id != record.id]
        out += [other for other in free if not (isinstance(other, Card) and other.is_done)]
    return tuple(out)


def tied_ends(board: Board, record: Chosen) -> tuple[Chosen, ...]:
    """Return what something is tied to, in the order in which it was tied, each once."""
    ends = [link.end if link.start == record.id else link.start for link in board.links_of(record.id)]
    found = (board.records[end] for end in dict.fromkeys(ends))
    return tuple(other for other in found if isinstance(other, Card | Absence))
