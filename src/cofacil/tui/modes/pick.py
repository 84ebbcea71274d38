"""Choosing one of several things on the board: by figure, by arrows, by its label, or by words."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True, slots=True)
class Pick(Mode):
    """Offers up to nine at a time; words narrow them down."""

    lead: str
    """What stands before the typed words: *O6 meets:*."""
    title: str
    first: tuple[Chosen, ...]
    """What is offered before anything is typed."""
    command: Callable[[Chosen], Command]
    heading: tuple[str, ...] = ()
    """Lines above the title: the card this is about."""
    hint: str = N_("A number, or words to find another.")
    is_wanted: Callable[[Chosen], bool] = field(default=lambda _record: True)
    typed: Typed = field(default_factory=Typed)
    at: int = -1

    def foot(self, desk: Desk) -> Foot:
        offered = self._offered(desk.board)
        panel = [*self.heading, "", f"   {self.title}", ""]
        cells = max(20, desk.width - 26)
        for number, record in enumerate(offered, 1):
            words = words_of(record)
            who = desk.board.name_of(record.said) if isinstance(record, Card) and record.said else ""
            first, *rest = wrap(words, cells, 2, desk.brush.signs.more)
            mark = "\t" if number - 1 == self.at else ""
            panel.append(f"{mark}  {number}    {desk.board.label_of(record)} {fit(first, cells)}  {who}")
            panel += [f"          {line}" for line in rest]
        if not offered:
            panel.append(" " * 7 + _("Nothing on the wall fits that."))
        offers = (
            Offer("", _("choose"), cap="1-9"),
            Offer("", _("look"), cap=desk.brush.up_down),
            Offer("enter", _("take it")),
            Offer("escape", _("back"), stays=True),
        )
        return Foot(self.lead, self.typed, _(self.hint), panel=tuple(panel), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        offered = self._offered(desk.board)
        if press.key == "escape":
            return closed()
        if press.key in {"up", "down"}:
            return Step(replace(self, at=max(0, min(len(offered) - 1, self.at + (1 if press.key == "down" else -1)))))
        if press.key == "enter":
            at = max(self.at, 0)
            if at >= len(offered) or (self.at < 0 and self.typed.is_empty):
                return Step(self, sentence=_("A number, or words, then Enter."))
            return self._take(offered[at])
        figure = press.character or ""
        if figure.isdecimal() and self.typed.is_empty and not press.is_burst:
            return self._take(offered[int(figure) - 1]) if 0 < int(figure) <= len(offered) else None
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed, at=-1)) if typed else None

    def _take(self, record: Chosen) -> Step:
        return Step(self, (self.command(record),), kept=ended)

    def _offered(self, board: Board) -> tuple[Chosen, ...]:
        if self.typed.is_empty:
            return self.first[:9]
        return tuple(record for record in find(board, self.typed.text).records if self.is_wanted(record))[:9]


_ABSENCE_MEETS = tuple(map(str, (Kind.OFFER, Kind.QUESTION, Kind.ACTION, Kind.ISSUE)))
"""What somebody who is not here likely meets, the likeliest first."""


def likely_ends(board: Board, record: Chosen) -> tuple[Chosen, ...]:
    """Return what something could be tied to, the likeliest first: an offer meets a question, and the other way round."""
    kinds = record.kind.spec.meets if isinstance(record, Card) else _ABSENCE_MEETS
    tied = {end for link in board.links_of(record.id) for end in (link.start, link.end)}
    out: list[Chosen] = []
    for kind in kinds:
        column: tuple[Chosen, ...] = board.columns[KINDS[kind]] if kind else board.absences
        free = [other for other in column if other.id not in tied and other.id != record.id]
        out += [other for other in free if not (isinstance(other, Card) and other.is_done)][:9]
    return tuple(out)
