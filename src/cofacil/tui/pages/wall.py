"""The hall's page: the board, the timer alone or a card for everyone, one in the place of the other."""

from cofacil.board.records import Absence, Card
from cofacil.board.timer import TimerState
from cofacil.language.days import date_of
from cofacil.room.seats import Seat
from cofacil.tui.keys import Keymap
from cofacil.tui.outside import RoomPort
from cofacil.tui.pages.card import Whole, paint_whole, shown_title
from cofacil.tui.pages.closing.on_wall import closing_rows
from cofacil.tui.pages.timer import BigTimer, paint_timer
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.quiet import paint_quiet
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.wall import head_rows, paint_wall, wall_last, with_head
from cofacil.tui.paint.window import Window
from cofacil.tui.wall_session import WallSession
from cofacil.tui.widgets.board_view import BoardView

_EDGES = 2
"""Rows at the bottom of a page that say what keys do, and what happened: a wall has its own."""


class WallView(BoardView):
    """Shows one board to a hall."""

    def __init__(self, seat: Seat, brush: Brush, keymap: Keymap, room: RoomPort) -> None:
        super().__init__(seat, brush, keymap, room, WallSession)

    def picture_of(self, scene: Scene) -> Picture:
        if scene.is_quiet:
            return paint_quiet(scene)
        record = scene.board.records.get(scene.shown.entity) if scene.shown else None
        if scene.shown and isinstance(record, Card | Absence):
            whole = Whole(scene.board, record, date_of(scene.now), title=shown_title(scene.shown))
            return with_head(scene, paint_whole(whole, _below_head(scene)).rows[:-_EDGES])
        if scene.closing and (meeting := scene.board.meeting_at(scene.now)) is not None:
            room = scene.height - head_rows(scene.height) - 1
            return with_head(scene, closing_rows(scene, meeting, room))
        return _timer(scene) if scene.is_timer else paint_wall(scene)


def _timer(scene: Scene) -> Picture:
    """Return the timer alone; at zero the head of the wall above it says how long it has been."""
    page = BigTimer(scene.board, scene.now, scene.keys, scene.prompt)
    if scene.board.timer.state(scene.now) is TimerState.TIME:
        return with_head(scene, paint_timer(page, _below_head(scene)).rows[:-_EDGES])
    window = Window(scene.width, scene.height - 1 + _EDGES, scene.brush)
    return Picture((*paint_timer(page, window).rows[:-_EDGES], wall_last(scene)), scene.view)


def _below_head(scene: Scene) -> Window:
    """Return the window of a page whose last two rows are left out, between the wall's head and its last row."""
    return Window(scene.width, scene.height - head_rows(scene.height) - 1 + _EDGES, scene.brush)
