"""Carrying a card: arrows for its place, a figure for another column; one event at the end."""

from dataclasses import dataclass, replace

from cofacil.board.commands.absences import CardToAbsence
from cofacil.board.commands.moving import MoveCard
from cofacil.board.errors import Refusal
from cofacil.board.events import EntityId, Event
from cofacil.board.fold import fold
from cofacil.board.kinds import COLUMN_KEYS, IN_COLUMN, NOT_HERE, Kind
from cofacil.board.model import Board
from cofacil.board.records import CardId
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.made_lately import MadeLately
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.view import View

_boards: MadeLately[Board] = MadeLately(2)
_rows_of_others: MadeLately[tuple[EntityId, ...]] = MadeLately(8)


@dataclass(frozen=True, slots=True)
class Move(Mode):
    """A card in hand, and where it would be put down."""

    card: CardId
    column: int
    place: int
    home: View
    """Where this person looked before: Esc goes back there."""
    is_moved: bool = False

    @classmethod
    def of(cls, desk: Desk, card: CardId) -> "Move":
        among = desk.view.standing(desk.board).among(card)
        place = next((at for at, other in enumerate(among) if other.id == card), 0)
        return cls(card, desk.view.column, place, desk.view)

    def foot(self, desk: Desk) -> Foot:
        label = desk.board.label_of(desk.board.card(self.card))
        return Foot(
            _(
                "Carrying {label}. Up, down: its place. Left, right or 1 to {last}: another column.",
                label=label,
                last=NOT_HERE,
            ),
            readback=_("To {last} Not here? A card about people there becomes an absence.", last=NOT_HERE),
            sentence=_("Nothing has changed yet."),
            is_carrying=True,
            offers=(
                Offer("", _("carry"), cap=_("arrows or 1-{last}", last=NOT_HERE)),
                Offer("enter", _("put it down"), stays=True),
                Offer("escape", _("put it back where it was"), _("as it was"), stays=True),
            ),
        )

    def board(self, desk: Desk) -> Board:
        kind = IN_COLUMN.get(self.column)
        if not kind or not self.is_moved:
            return desk.board
        key = (id(desk.board), self.card, kind, self.place, desk.now)
        if (found := _boards.get(key)) is not None:
            return found[1]
        return _boards.put(key, (desk.board,), self._after(self._command(desk, kind), desk))

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return self._put_back()
        if press.key == "enter":
            return self.put_down(desk)
        if press.key in COLUMN_KEYS:
            column = COLUMN_KEYS[press.key]
            kind = IN_COLUMN.get(column)
            place = len(self._others(desk, column)) if kind else 0
            return replace(self, column=column, place=place, is_moved=True).put_down(desk)
        moved = self._moved(press.key, desk)
        return Step(moved, view=self._view(moved, desk)) if moved else None

    def _moved(self, key: str, desk: Desk) -> "Move | None":
        by = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -(10**6), "end": 10**6}.get(key)
        if by is not None and self.column != NOT_HERE:
            others = len(self._others(desk, self.column))
            return replace(self, place=max(0, min(others, self.place + by)), is_moved=True)
        if key in {"left", "right"}:
            column = max(1, min(NOT_HERE, self.column + (1 if key == "right" else -1)))
            place = min(self.place, len(self._others(desk, column)))
            return replace(self, column=column, place=place, is_moved=True)
        return None

    def _others(self, desk: Desk, column: int) -> tuple[EntityId, ...]:
        """Return among whom it would stand in a column: those of its theme, or those that stand alone.

        Each key and each picture asks for them; as long as the board is the same, so are they.
        """
        kind = IN_COLUMN.get(column)
        if kind is None:
            return ()
        key = (id(desk.board), self.card, kind, desk.view.only, desk.view.unfolded)
        if (found := _rows_of_others.get(key)) is not None:
            return found[1]
        is_home = desk.board.card(self.card).kind is kind
        there = desk.board if is_home else self._after(MoveCard(self.card, kind), desk)
        among = desk.view.standing(there, column).among(self.card)
        others = tuple(card.id for card in among if card.id != self.card)
        return _rows_of_others.put(key, (desk.board,), others)

    def _after(self, command: MoveCard, desk: Desk) -> Board:
        """Return the board as it would be behind a command; as it is, where it is refused."""
        who = desk.seat.who(desk.board)
        try:
            change = command.decide(desk.board, who, desk.now)
        except Refusal:
            return desk.board
        return fold(desk.board, [Event("", desk.now, who.person, change.op, change.writes)])

    def _view(self, moved: "Move", desk: Desk) -> View:
        view = desk.view._replace(column=moved.column)
        return view if moved.column == NOT_HERE else view.to(moved.board(desk), self.card)

    def _command(self, desk: Desk, kind: Kind) -> MoveCard:
        others = self._others(desk, kind.column)
        return MoveCard(self.card, kind, others[self.place] if self.place < len(others) else None)

    def _put_back(self) -> Step:
        return Step(None, view=self.home, sentence=_("It is back where it was. Nothing has changed."))

    def put_down(self, desk: Desk) -> Step:
        """Return the step that keeps the card where it is carried."""
        if not self.is_moved:
            return self._put_back()
        kind = IN_COLUMN.get(self.column)
        if kind is None:
            absence = f"absence/{desk.new_id()}"
            return Step(
                self,
                (CardToAbsence(self.card, absence),),
                kept=lambda news, desk: Step(None, view=desk.view.to(news.board, absence)),
                refused=lambda trouble, _desk: Step(None, view=self.home, sentence=worded(trouble)),
            )
        return Step(
            self,
            (self._command(desk, kind),),
            kept=lambda news, desk: Step(None, view=desk.view.to(news.board, self.card)),
            refused=lambda trouble, _desk: Step(None, view=self.home, sentence=worded(trouble)),
        )
