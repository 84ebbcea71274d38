"""The mouse on the board: click to look, drag a card, click a word of the key row."""

from textual import events

from cofacil.board.commands.base import Command
from cofacil.board.kinds import Kind
from cofacil.board.records import Card
from cofacil.tui.modes.mode import Step, closed
from cofacil.tui.offers import pressed_by
from cofacil.tui.paint.columns import column_widths, side_by_side
from cofacil.tui.widgets.showing import Showing


class Pointing:
    """Turns clicks and drags into the same steps that keys make."""

    def __init__(self, view: Showing) -> None:
        self._view = view
        self._taken: tuple[int, int, str] | None = None

    async def down(self, event: events.MouseDown) -> None:
        view = self._view
        view.capture_mouse()
        if view.line is not None or view.is_wall or view.picture is None:
            return
        column, at = self._under(event.x, event.y)
        if column is None:
            return
        view.view = view.view.to_column(view.board, column)
        cards = view.view.cards(view.board)
        if at is not None and at < len(cards):
            view.view = view.view.to(view.board, cards[at].id)
            if isinstance(cards[at], Card):
                self._taken = (event.x, event.y, cards[at].id)
        view.repaint()

    async def up(self, event: events.MouseUp) -> None:
        view = self._view
        view.release_mouse()
        taken, self._taken = self._taken, None
        if event.y == view.size.height - 2:
            await self._key_row(event.x)
        elif taken and (event.x, event.y) != taken[:2] and view.line is None:
            await self._drop(taken[2], event.x, event.y)

    def wheel(self, by: int) -> None:
        """Look a card further."""
        view = self._view
        if view.line is None and not view.is_wall:
            view.view = view.view.step(view.board, by)
            view.repaint()

    async def _drop(self, card: str, x: int, y: int) -> None:
        from cofacil.board.commands.absences import CardToAbsence  # noqa: PLC0415  # start-up time
        from cofacil.board.commands.moving import MoveCard  # noqa: PLC0415  # start-up time

        view = self._view
        column, at = self._under(x, y)
        if column is None or card not in view.board.records:
            return
        kind = Kind.in_column(column)
        command: Command
        if kind is None:
            command = CardToAbsence(card, f"absence/{view.new_id()}")
        else:
            cards = [other.id for other in view.view.cards(view.board, column)]
            ahead = cards[at] if at is not None and at < len(cards) else None
            if ahead == card:
                return
            command = MoveCard(card, kind, ahead)
        await view.take(
            Step(None, (command,), kept=lambda told, desk: closed()._replace(view=desk.view.to(told.board, card)))
        )

    async def _key_row(self, x: int) -> None:
        view = self._view
        text = view.render_line(view.size.height - 2).text
        start = 0
        for offer in text.replace("   ", "  ").split("  ") if view.line is None else text.split("   "):
            at = text.find(offer, start)
            if offer.strip() and at <= x < at + len(offer):
                if (pressed := pressed_by(offer)) is not None:
                    await view.press(pressed)
                return
            start = at + len(offer)

    def _under(self, x: int, y: int) -> tuple[int | None, int | None]:
        """Return the column under a cell, and which of its cards: None where there is none."""
        view = self._view
        picture = view.picture
        if picture is None:
            return None, None
        if y == picture.first - 1 and not view.view.is_room:
            return self._head_under(x), None
        shown = list(picture.shown)
        scene = view.scene(*view.size)
        margin, width = (
            (0, view.size.width // len(shown)) if view.view.is_room else column_widths(scene, side_by_side(scene))
        )
        number = (x - margin) // max(1, width)
        row = y - picture.first
        if not 0 <= number < len(shown) or not 0 <= row < len(picture.shown[shown[number]].ends):
            return None, None
        at = picture.shown[shown[number]].ends[row]
        return shown[number], at if at >= 0 else None

    def _head_under(self, x: int) -> int | None:
        heads = self._view.render_line(self._view.picture.first - 1 if self._view.picture else 3)
        at, under = 0, None
        for segment in heads:
            name = segment.text.strip(" [")
            if name and at <= x:
                under = int(name[0])
            at += segment.cell_length
        return under
