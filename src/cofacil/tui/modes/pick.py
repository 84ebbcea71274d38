"""Choosing one of several things on the board: by figure, by arrows, by its label, or by words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.kinds import KINDS, Kind
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.made_lately import MadeLately
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed, ended
from cofacil.tui.paint.cards import face, list_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.scrolling import visible
from cofacil.tui.paint.text import cut, fit
from cofacil.tui.paint.window import Window
from cofacil.tui.search import find
from cofacil.tui.typed import Typed

Chosen = Card | Absence
FIGURES = "123456789"
_SPACIOUS = 14
"""Rows from which there is air between the parts of the list."""
_LINES, _LINES_IN_HAND = 2, 3
"""Rows that the words of a choice take at most, and those of the choice in hand."""
_NARROW = 60
"""Cells below which the figures have no blank before them."""
_PAGE = 8
MOVES = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE}


class Shown(NamedTuple):
    """What is seen of the list."""

    rows: Sequence[Strip]
    figures: Mapping[int, str]
    """From a choice to what is pressed for it."""


class Listed(NamedTuple):
    """What can be chosen at this moment: what is tied, then what is not."""

    tied: Sequence[Chosen]
    free: Sequence[Chosen]
    hand: int
    """What Enter takes, -1 for nothing."""

    @property
    def total(self) -> int:
        return len(self.tied) + len(self.free)

    def at(self, choice: int) -> Chosen:
        return self.tied[choice] if choice < len(self.tied) else self.free[choice - len(self.tied)]

    @property
    def is_tied_in_hand(self) -> bool:
        return 0 <= self.hand < len(self.tied)


_lists: MadeLately[Shown] = MadeLately(16)


@dataclass(frozen=True, slots=True)
class Pick(Mode):
    """Offers what is likely, as much of it as there are rows; arrows reach the rest, words narrow it down."""

    lead: str
    """What stands before the typed words: *O6 meets:*."""
    title: str
    first: tuple[Chosen, ...]
    """What is offered before anything is typed."""
    command: Callable[[Chosen], Command]
    about: Chosen | None = None
    """The card this is about, above it all."""
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
        readback = _(self.hint)
        if listed.is_tied_in_hand:
            label = desk.board.label_of(listed.tied[listed.hand])
            readback = _("Enter takes the tie to {label} away. Both stay where they are.", label=label)
        figures = self._shown(desk).figures
        return Foot(self.lead, self.typed, readback, offers=_offers(listed, "".join(figures.values()), desk))

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        listed = self._listed(desk.board)
        if press.key in MOVES:
            at = 0 if listed.hand < 0 else listed.hand + MOVES[press.key]
            return Step(replace(self, at=max(0, min(listed.total - 1, at))))
        if press.key == "enter":
            is_one = 0 <= listed.hand < listed.total
            return (
                self._take(listed, listed.hand) if is_one else Step(self, sentence=_("A number, or words, then Enter."))
            )
        figure = press.key if press.character else ""
        if figure.isdecimal() and self.typed.is_empty and not press.is_burst:
            figures = self._shown(desk).figures
            choice = next((choice for choice, pressed in figures.items() if pressed == figure), None)
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

    def over(self, desk: Desk) -> tuple[Strip, ...]:
        rows = self._shown(desk).rows
        empty = blank(desk.width, desk.brush.style("screen"))
        return (*rows, *[empty] * (desk.height - len(rows)))

    def _shown(self, desk: Desk) -> Shown:
        """Return what is seen of the list; the line below it and the rows above ask for the same."""
        key = (id(self), id(desk.board), desk.width, desk.height, desk.today, desk.brush)
        if (found := _lists.get(key)) is not None:
            return found[1]
        return _lists.put(key, (self, desk.board), self._paint(self._listed(desk.board), desk))

    def _paint(self, listed: Listed, desk: Desk) -> Shown:
        """Return the rows of the list that are seen, the choice in hand among them, and figures for the first of them."""
        heading = self._heading(desk)
        window = Window(desk.width, max(1, room_for_choices(desk) - len(heading)), desk.brush)
        figures: dict[int, str] = {}
        painted: dict[tuple[int, str], list[Strip]] = {}

        def block(at: int) -> list[Strip]:
            key = (at, figures.get(at, ""))
            if key not in painted:
                painted[key] = self._block(listed, *key, desk, window)
            return painted[key]

        count, hand = max(1, listed.total), listed.hand if listed.hand >= 0 else None
        seen = visible(count, hand, 0, block, window)
        if self.typed.is_empty:  # else they are letters of the words
            free = [choice for choice in dict.fromkeys(seen.ends) if len(listed.tied) <= choice < listed.total]
            figures.update(zip(free, FIGURES, strict=False))
            seen = visible(count, hand, 0, block, window)
        return Shown((*heading, *seen.rows), figures)

    def _heading(self, desk: Desk) -> list[Strip]:
        """Return the card this is about: none that is in hand."""
        if self.about is None:
            return []
        shown = face(desk.board, self.about, desk.brush.signs, desk.today)
        return [*list_rows(shown, desk.width, desk.brush, 1 if desk.is_tight else _LINES, 1)]

    def _block(self, listed: Listed, at: int, figure: str, desk: Desk, window: Window) -> list[Strip]:
        """Return one choice, below the words that stand above the first of its part of the list."""
        rows: list[Strip] = []
        if listed.tied and at == 0:
            rows += words_above(_("Tied already. Enter takes the tie away."), window)
        if at == len(listed.tied):
            rows += words_above(self.title, window)
        if at < listed.total:
            record = listed.at(at)
            shown = face(desk.board, record, desk.brush.signs, desk.today, in_hand=at == listed.hand)
            lead = figure_lead(figure, desk.width)
            rows += list_rows(shown, desk.width, desk.brush, _LINES, _LINES_IN_HAND, lead)
        if not listed.free and at + 1 >= listed.total:
            rows += words_above(self.title, window) if listed.tied else []
            rows += [words_line(_("Nothing on the wall fits that."), 7, window)]
        return rows


def figure_lead(figure: str, width: int) -> str:
    """Return the cells before a choice, with its figure in them."""
    return fit(figure, 2) if width < _NARROW else f" {fit(figure, 2)}"


def words_above(words: str, window: Window) -> list[Strip]:
    """Return the row of words above a part of the list, with air around it where there is room."""
    empty = [blank(window.width, window.brush.style("screen"))] if window.height >= _SPACIOUS else []
    return [*empty, words_line(words, len(figure_lead("", window.width)), window), *empty]


def words_line(words: str, indent: int, window: Window) -> Strip:
    """Return a row of words that are nothing to choose."""
    text = cut(words, window.width - indent, window.brush.signs.more)
    pieces = [(" " * indent, window.brush.style("screen")), (text, window.brush.style("choice"))]
    return row(window.width, pieces, window.brush.style("screen"))


def room_for_choices(desk: Desk) -> int:
    """Return how many rows there are between the heads and the line, as the board is laid out at this size."""
    if desk.width < 60 or desk.height < 18:
        return desk.height - 6
    return desk.height - (9 if desk.width >= 120 else 8)


def cap_of_figures(figures: str) -> str:
    """Return the figures that can be pressed, as a key row shows them."""
    return f"{figures[0]}-{figures[-1]}" if len(figures) > 1 else figures


def _offers(listed: Listed, figures: str, desk: Desk) -> tuple[Offer, ...]:
    cap = cap_of_figures(figures)
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
