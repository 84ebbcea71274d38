"""One focusable widget of painted rows: it sends only those that differ from what is on the screen."""

import asyncio
import time
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cofacil.board.model import Board
from cofacil.language.catalog import _
from cofacil.room.walls import Look
from cofacil.terminal.paste import BrokenPaste
from cofacil.tui.keys import Keymap
from cofacil.tui.messages import AwaitedMessage, Noticed
from cofacil.tui.options import Options

_PAGE_PATIENCE = 6.0
"""Seconds that keys are held for a page to open: a little longer than a board waits for a busy file."""
_LOOK_UP = 0.05
"""Seconds between two looks whether somebody is leaving meanwhile."""


@runtime_checkable
class HasKeymap(Protocol):
    """An app whose windows have keys of the group's own."""

    keymap: Keymap


@runtime_checkable
class HasOptions(Protocol):
    """An app with choices that people have made for themselves."""

    options: Options


class RowsView(Widget, can_focus=True):
    """Shows rows that pure functions have painted, and repaints those that changed."""

    DEFAULT_CSS = """
    RowsView { width: 100%; height: 100%; }
    """
    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._rows: Sequence[Strip] = ()
        self.is_seen = False
        """Whether a frame of it has come: a key that was pressed before was meant for what stood there then."""
        self._holds = 0
        self._is_late = False

    @abstractmethod
    def paint(self, width: int, height: int) -> Sequence[Strip]:
        """Return `height` rows of `width` cells."""

    def cursor(self) -> Offset | None:
        """Return where the next letter goes, None while nothing is typed."""
        return None

    @abstractmethod
    def focus_place(self) -> Offset:
        """Return where the terminal's own cursor belongs while nothing is typed, for who wants it to follow."""

    @property
    def is_followed(self) -> bool:
        """Say whether the terminal's own cursor is seen: where it is wanted, or no colours tell what is in hand."""
        app = self.app
        return isinstance(app, HasOptions) and (app.options.cursor or not app.options.has_colours)

    @property
    def is_mouse_taken(self) -> bool:
        """Say whether the mouse is the board's, and marks no words for the terminal."""
        app = self.app
        return isinstance(app, HasOptions) and app.options.mouse

    @property
    def keymap(self) -> Keymap:
        app = self.app
        return app.keymap if isinstance(app, HasKeymap) else Keymap.of({})

    def for_all(self, look: Look) -> Look:
        """Return what the wall shows while who facilitates is on this page: the board, where the page is their own."""
        return look

    def hear(self, board: Board, sentence: str) -> None:
        """Take notice that the board is another one now; pages that show it paint anew."""

    async def ask_app(self, message: Message) -> None:
        """Post a message; where it asks for another page, hold the keys until that is there."""
        if not isinstance(message, AwaitedMessage):
            self.post_message(message)
            return
        message.opened = asyncio.get_running_loop().create_future()
        self.screen.post_message(message)
        give_up = time.monotonic() + _PAGE_PATIENCE
        # Who leaves meanwhile waits for no page: until this has ended, their screens cannot.
        while not message.opened.done() and self.app.return_code is None and time.monotonic() < give_up:
            await asyncio.wait({message.opened}, timeout=_LOOK_UP)

    def say_broken(self, event: events.Paste) -> None:
        """Say of a paste whose end never came that there may be more of it."""
        if isinstance(event, BrokenPaste):
            self.app.post_message(Noticed(_("The end of that paste never came: what came of it is here.")))

    def pass_on(self, event: events.Key) -> bool:
        """Pass a key on to the page that has come over this one; say whether there is one."""
        if self.app.screen is self.screen:
            return False
        for view in self.app.screen.query("RowsView"):
            view.post_message(type(event)(event.key, event.character))
        return True

    @contextmanager
    def painted_later(self) -> Iterator[None]:
        """Let what happens meanwhile be shown behind what waits already: letters of one write are one picture."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            if not self._is_late:
                self._is_late = True
                self.call_later(self._repaint_late)

    def _repaint_late(self) -> None:
        if self._is_late:
            self.repaint()

    def repaint(self) -> None:
        """Paint anew, and send what differs."""
        width, height = self.size
        if self._holds:
            return
        if not width or not height:
            self._rows = ()  # the first frame has not come yet: what was painted ahead for it is old
            return
        self._is_late = False
        before = self._rows
        self._paint_rows(width, height)
        self._send(before, width)

    def repaint_top(self, rows: Sequence[Strip]) -> None:
        """Show these rows at the top, and send what differs; those below stay."""
        width, height = self.size
        if self._holds or not self._is_of(width, height):
            self.repaint()
            return
        before, self._rows = self._rows, (*rows, *self._rows[len(rows) :])
        self._send(before, width)

    def _send(self, before: Sequence[Strip], width: int) -> None:
        """Have those rows drawn again that were others before."""
        if len(before) != len(self._rows) or (before and before[0].cell_length != width):
            self.refresh()
            return
        changed = [
            _differing(y, old, new)
            for y, (old, new) in enumerate(zip(before, self._rows, strict=True))
            if old is not new and old != new
        ]
        if changed:
            self.refresh(*changed)

    def _paint_rows(self, width: int, height: int) -> None:
        self._rows = self.paint(width, height)
        if self.app.screen is not self.screen:
            return  # what is covered by a page has not the focus
        cursor = self.cursor()
        if cursor is None and self.is_followed:
            cursor = self.focus_place()
        if cursor is not None:
            self.app.cursor_position = cursor

    def on_mount(self) -> None:
        """Paint ahead of the first frame, which comes before the first resize: Textual asks for the cursor before the rows."""
        self._paint_rows(*self.app.size)

    def render_lines(self, crop: Region) -> list[Strip]:
        self.is_seen = True
        if not self._rows:
            self._paint_rows(*self.size)
        blank = Strip.blank(crop.width)
        rows = [self._rows[y] if y < len(self._rows) else blank for y in range(crop.y, crop.bottom)]
        if crop.x == 0 and crop.width == self.size.width:
            return rows
        return [strip.crop(crop.x, crop.right) for strip in rows]

    def render_line(self, y: int) -> Strip:
        return self._rows[y] if y < len(self._rows) else Strip.blank(self.size.width)

    def come_back(self) -> None:
        """Show what is so now: the page that lay over this one has gone."""
        self.repaint()

    def on_resize(self) -> None:
        if not self._is_of(*self.size):  # the first frame may have come before
            self.repaint()

    def _is_of(self, width: int, height: int) -> bool:
        """Say whether what was painted last has this size."""
        return len(self._rows) == height and all(strip.cell_length == width for strip in self._rows[:1])


def _differing(y: int, old: Strip, new: Strip) -> Region:
    """Return a row up to the end of what is another one now, by whole segments: Textual sends it from its first cell anyway."""
    end = new.cell_length
    for before, after in zip(reversed([*old]), reversed([*new]), strict=False):
        if before is not after and before != after:
            break
        end -= after.cell_length
    return Region(0, y, end or new.cell_length, 1)
