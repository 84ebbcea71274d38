"""The board on a terminal: a session's keys, clicks and time come in here, and its picture goes out."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from cofacil.room.seats import Seat
from cofacil.terminal.burst import BurstKey
from cofacil.tui import messages
from cofacil.tui.keys import Keymap, Press
from cofacil.tui.modes.mode import AnswerAsk, DoTogether, Errand, Leave, OpenPage
from cofacil.tui.outside import RoomPort
from cofacil.tui.paint.board import board_focus, editor_cursor
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.head import head
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.same_picture import board_picture
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.too_small import is_too_small, paint_too_small
from cofacil.tui.paint.typing import typing_cursor
from cofacil.tui.session import Session
from cofacil.tui.typed import is_typed
from cofacil.tui.widgets.pointing import Pointing
from cofacil.tui.widgets.rows_view import RowsView


class BoardView(RowsView):
    """Shows one board to one person."""

    def __init__(self, seat: Seat, brush: Brush, keymap: Keymap, room: RoomPort, kind: type[Session] = Session) -> None:
        super().__init__(id="board")
        self.session = kind(seat, brush, keymap, room, self)
        self.on_looked: Callable[[], None] = _nothing
        """Called when something else is in hand: others may follow."""
        self._scene: Scene | None = None
        self._pointing = Pointing(self.session)
        self._next_tick: asyncio.TimerHandle | None = None
        self._has_left = False
        """Whether this window is being closed: what is typed behind that changes nothing."""

    # what a session needs of its window

    def soon(self, work: Callable[[], Awaitable[None]], seconds: float = 0) -> None:
        if seconds:
            self.set_timer(seconds, work)
        else:
            self.call_later(work)

    async def run(self, errand: Errand) -> None:
        self._has_left = self._has_left or isinstance(errand, Leave)
        await self.ask_app(_message(errand))

    def looked(self) -> None:
        self.on_looked()

    def stay(self) -> None:
        """Go on: it was not left after all."""
        self._has_left = False

    # what it shows

    def paint(self, width: int, height: int) -> Sequence[Strip]:
        session = self.session
        session.size = (width, height)
        if is_too_small(width, height):
            self._scene = session.picture = None  # nothing of the board is there to be pointed at, or painted on
            is_typing, is_saved = session.mode is not None, session.is_all_kept
            keys = session.keymap.keys
            return paint_too_small(width, height, session.brush, keys, is_typing=is_typing, is_saved=is_saved)
        self._scene = scene = session.scene()
        picture = self.picture_of(scene)
        session.painted(picture)
        return picture.rows

    def picture_of(self, scene: Scene) -> Picture:
        """Return the board as it is looked at now."""
        if scene.is_quiet:
            from cofacil.tui.paint.quiet import paint_quiet  # noqa: PLC0415  # start-up time: it is there behind the first frame

            return paint_quiet(scene)
        if self.session.view.is_room:
            from cofacil.tui.paint.room_view import paint_room  # noqa: PLC0415  # as above

            return paint_room(scene)
        return board_picture(scene)

    def come_back(self) -> None:
        self.session.tick()
        super().come_back()
        self.on_looked()

    def on_resize(self) -> None:
        """Take notice of the time; the base paints behind it, as Textual calls every class's own."""
        self.session.tick()

    def cursor(self) -> Offset | None:
        if self._scene is None:
            return None
        return typing_cursor(self._scene) or editor_cursor(self._scene, self.session.picture)

    def focus_place(self) -> Offset:
        picture = self.session.picture
        return board_focus(self._scene, picture) if self._scene is not None and picture is not None else Offset()

    # keys

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self._has_left or self.pass_on(event):
            return
        key = self.session.keymap.plain_key(event.key, event.character)
        if key.startswith("alt+") and len(key) == 5:
            await self.session.press(Press("escape"))
            key = key[4:]
            await self.session.press(Press(key, key))
            return
        is_more_to_come = self.session.mode is not None and event.is_printable and self.message_queue_size
        with self.painted_later() if is_more_to_come else nullcontext():
            character = event.character if is_typed(event.character or "\0") else None
            await self.session.press(Press(key, character, isinstance(event, BurstKey)))

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if not self._has_left:
            await self.session.paste(event.text)
            self.say_broken(event)

    # the mouse

    async def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._pointing.down(event.x, event.y)

    async def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        await self._pointing.up(event.x, event.y)

    def on_mouse_scroll_down(self) -> None:
        self._pointing.wheel(1)

    def on_mouse_scroll_up(self) -> None:
        self._pointing.wheel(-1)

    # time

    def on_mount(self) -> None:
        self.schedule()

    def on_unmount(self) -> None:
        self._stop()
        self.session.stop()

    def tick(self) -> None:
        """Show that time has passed."""
        is_figures = self.session.tick()
        if is_figures and self._scene is not None and not self._scene.is_tight:
            self._scene = self.session.scene()
            self.repaint_top(head(self._scene)[0])
        else:
            self.repaint()
        self.schedule()

    def schedule(self) -> None:
        """Say it when the time is up, and wake up when something differs next by time alone."""
        self.session.say_time_is_up()  # which may schedule as well
        self._stop()
        # Not a timer of Textual's, which is a task each: the figures change every second.
        delay = (self.session.next_tick() + 2) / 1000
        self._next_tick = asyncio.get_running_loop().call_later(delay, self.call_later, self.tick)

    def _stop(self) -> None:
        if self._next_tick is not None:
            self._next_tick.cancel()


def _message(errand: Errand) -> Message:
    match errand:
        case OpenPage(name=name):
            return messages.PageRequested(name)
        case DoTogether(action=action, about=about):
            return messages.TogetherRequested(action, about)
        case AnswerAsk(ask=ask, role=role):
            return messages.AskAnswered(ask, role)
        case Leave(loses=loses):
            return messages.LeaveRequested(loses=loses)


def _nothing() -> None:
    """Do nothing."""
