"""Letting others in, on the host's screen: opening the door, how to join, and closing it."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

from cofacil.board.errors import Trouble
from cofacil.room.door import Door
from cofacil.room.live import LiveRoom
from cofacil.tui.lines.base import Press
from cofacil.tui.messages import Noticed, PageRequested
from cofacil.tui.paint.brush import ASCII, Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.join_page import CLOSED, CLOSING, ENDED, OPENING, Join, Share, paint_join, paint_share
from cofacil.tui.paint.qr import picture
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.sheet_view import SheetView

_LOOKS = 2_000
"""Milliseconds after which it is looked again who has joined."""
_TURNS = 0.4
"""Seconds in which a page that has just become the other one takes no keys: of two quick Enters one would leave it."""
IS_OPEN = "The board is shared now."
_WITH_NETWORK, _ONLY_HERE = range(2)


class JoinView(SheetView):
    """Lets others in to a board, shows how they join as long as it is looked at, and lets nobody in any more."""

    def __init__(self, door: Door, live: LiveRoom, brush: Brush, by_screen: Callable[[], Sequence[str]]) -> None:
        super().__init__(brush)
        self._door = door
        self._live = live
        self._by_screen = by_screen
        self._is_busy = False
        self._pressed = self._turned_by = ""
        """The last key, and for a moment the one that has turned the page: pressed twice it means nothing there."""
        self.share = Share()
        self.join: Join | None = None
        """None while the board is not shared."""

    async def look_up(self) -> None:
        """Learn how to join, where others may already; what stands against it is said."""
        if self._door.is_open:
            try:
                await self._take_word()
            except Trouble as trouble:
                self.told = trouble.sentence

    def draw(self, window: Window) -> Sheet:
        if self.join is None:
            return paint_share(replace(self.share, told=self.told), window)
        return paint_join(replace(self.join, by_screen=tuple(self._by_screen()), told=self.told), window)

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        self.repaint()
        self.wake_in(_LOOKS)

    async def press(self, press: Press) -> None:
        if press.key == "escape":
            self.go_back()
        elif self._is_busy or (self._turned_by and press.key in {self._turned_by, "enter"}):
            return
        elif self.join is None:
            self.told, self._pressed = "", press.key
            self._press_closed(press.key)
        else:
            self.told, self._pressed = "", press.key
            join, self.join = self.join, replace(self.join, asks_stop=False)
            await self._press_open(press.key, join)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.join is None and not (self._is_busy or self._turned_by):
            self._begin(choice)

    # while the board is not shared

    def _press_closed(self, key: str) -> None:
        if key in {"up", "down"}:
            self.share = replace(self.share, hand=_WITH_NETWORK if key == "up" else _ONLY_HERE)
        elif key == "enter":
            self._begin(self.share.hand)
        elif key in {"1", "2"}:
            self._begin(int(key) - 1)

    def _begin(self, way: int) -> None:
        self.share = replace(self.share, hand=way)
        self._soon(self._open(to_all=way == _WITH_NETWORK), OPENING)

    # while it is

    async def _press_open(self, key: str, before: Join) -> None:
        if key == "enter":
            self.go_back()
        elif key == "1":
            await self.ask_app(PageRequested("invite"))
        elif key == "2":
            self.join = replace(before, is_picture=not before.is_picture, asks_stop=False)
        elif key == "3" and not before.is_ours:
            return
        elif key == "3" and before.asks_stop:
            self._soon(self._close(), CLOSING)
        elif key == "3":
            self.join = replace(before, asks_stop=True)
        elif key == "4":
            self._soon(self._take_word(anew=True))

    # what takes a while

    def _soon(self, work: Coroutine[Any, Any, str], meanwhile: str = "") -> None:
        """Do one thing at a time beside the keys: the last row could say nothing while a key waited for it."""
        self._is_busy = True
        self.say(meanwhile)
        self.app.run_worker(self._do(work))

    async def _do(self, work: Coroutine[Any, Any, str]) -> None:
        """Say what came of it, wherever this person looks by then."""
        try:
            told = await work
        except Trouble as trouble:
            told = trouble.sentence
        finally:
            self._is_busy = False
        if self._is_left:
            self.app.post_message(Noticed(told or IS_OPEN))
        else:
            self.say(told)

    async def _open(self, *, to_all: bool) -> str:
        await self._door.open(self._live, to_all=to_all)
        self._turn()
        return await self._take_word()

    async def _close(self) -> str:
        await self._door.close()
        self.join = None
        self.go_back()  # to the board: on the page that shares it, the Enter of a habit would do so again
        return CLOSED

    def _turn(self) -> None:
        self._turned_by = self._pressed
        self.set_timer(_TURNS, self._has_turned)

    def _has_turned(self) -> None:
        self._turned_by = ""

    async def _take_word(self, *, anew: bool = False) -> str:
        try:
            joining = await self._door.joining(anew=anew)
        except Trouble:
            self.join = self.join or Join(is_ours=self._door.is_ours)
            raise
        drawn = () if self.brush.signs == ASCII else picture(joining.url)
        self.join = replace(self.join or Join(is_ours=self._door.is_ours), joining=joining, picture=drawn)
        return ENDED if anew else ""
