"""What a terminal sends, as Textual's events: on the event loop, without a thread and without polling.

`XTermParser` is the one private name of Textual's that cofacil stands on; it is used in this file only.
"""

import asyncio
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextvars import Context
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.messages import InBandWindowResize

from cofacil.terminal.burst import Bursts
from cofacil.terminal.paste import END, START, BrokenPaste, PasteGate
from cofacil.terminal.replies import ReplyGate

if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser
else:
    try:
        from textual._xterm_parser import XTermParser
    except ImportError:
        XTermParser = object

ESC_DELAY = 0.025
"""Seconds that an Esc waits for the rest of a sequence: longer than the gaps inside one, shorter than anybody notices."""
ALT_DELAY = 0.1
"""Seconds that Esc and a letter wait which may begin what a terminal answers: on a slow line it comes in pieces."""
GIVE_UP = 2.0
"""Seconds of quiet behind which a reply, or a paste, whose end does not come is over."""
PASTE_CAP = 32 * 1024
"""Characters of one paste that are taken; the rest is left out, and counted."""
PASTE_CHUNK = 512
"""Bytes of a paste that are taken at a time with a `pace`: they wait in the parser and paint nothing."""
_END = END.encode()
_CTRL_C = b"\x03"

# What the parser raises at sequences that no terminal sends; its generator is dead afterwards.
_BROKEN = (ValueError, ArithmeticError, LookupError, RuntimeError, StopIteration)


_GOES_ON = "\x1b[O"
"""What a sequence may go on with behind its Esc that passes the gate of replies."""
_ESC_AND_KEY = re.compile(rf"\x1b(?=[^{re.escape(_GOES_ON)}])")
"""An Esc that begins no sequence: a key, and another typed fast behind it, which tmux joins."""


class _Parser(XTermParser):
    @property
    def is_waiting(self) -> bool:
        """It holds an Esc that may be a key or the beginning of a sequence."""
        return self._timeout_time is not None

    def settle(self) -> Iterable[Message]:
        """Take what it holds for keys."""
        if self.is_waiting:
            self._timeout_time = 0.0
            yield from self.tick()


def is_available() -> bool:
    """Say whether Textual's parser is there and does what is needed of it."""
    if XTermParser is object:
        return False
    try:
        parser = _Parser()
        early = list(parser.feed("\x1b"))
        late = list(parser.settle())
        list(parser.feed(""))
    except (AttributeError, TypeError, *_BROKEN):
        return False
    return not early and len(late) == 1 and isinstance(late[0], events.Key) and late[0].key == "escape"


class Keys:
    """Turns the bytes of one terminal into events, and hands each to `tell`.

    With a `pace`, input is taken `chunk` bytes at a time with that many seconds between, so that one who floods does
    not hold up the others, a paste faster; `waiting` says how much has not been taken yet. `told_place` hears the row and
    the column that a terminal answers with where it is asked for its cursor.
    """

    def __init__(
        self,
        tell: Callable[[Message], object],
        *,
        esc_delay: float = ESC_DELAY,
        paste_cap: int = PASTE_CAP,
        chunk: int = 4096,
        pace: float = 0.0,
        told_place: Callable[[int, int], object] = lambda _row, _column: None,
    ) -> None:
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._esc_delay, self._chunk, self._pace = esc_delay, chunk, pace
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._gate = PasteGate(paste_cap)
        self._parser = _Parser()
        # The parser keeps keys in a cache of the class, and a key keeps the App in whose context it was made.
        self._nowhere = Context()
        self._queue = bytearray()
        self._replies = ReplyGate(told_place)
        self._gate_timer: asyncio.TimerHandle | None = None
        self._rest_until = 0.0
        """The moment until which the rest may come of what an Esc began that was taken for a key."""
        self._taken = b""
        """The last bytes that were taken."""
        self._esc_timer: asyncio.TimerHandle | None = None
        self._pace_timer: asyncio.TimerHandle | None = None
        self._is_closed = False
        self._found: list[Message] = []
        """What one piece has become so far."""
        self._bursts = Bursts()
        self._is_broken = False
        """Whether the paste that is handed on had no end."""

    @property
    def waiting(self) -> int:
        """Bytes that came and were not taken yet."""
        return len(self._queue)

    def screen_is_there(self) -> None:
        """Tell what comes in one piece from what is pressed, a moment from now: what was typed before comes now, all of it."""
        self._bursts.begin(self._loop.time())

    def feed(self, data: bytes) -> None:
        """Take bytes from the terminal."""
        if self._is_closed:
            return
        self._queue += data
        if self._pace_timer is None:
            self._take()

    def close(self) -> None:
        """Take nothing more, and let go of the App."""
        if self._is_closed:
            return
        self._is_closed = True
        self._queue.clear()
        for timer in (self._esc_timer, self._pace_timer, self._gate_timer):
            if timer is not None:
                timer.cancel()
        self._end_parser()

    def _take(self) -> None:
        self._pace_timer = None
        while self._queue and not self._is_closed:
            data = self._next()
            is_pasting = self._gate.is_open
            if is_pasting and data == _CTRL_C:
                self._end_paste()
                continue
            if self._loop.time() > self._rest_until:
                self._replies.expect_no_rest()
            text = self._replies.pass_on(self._gate.pass_on(self._decoder.decode(data)))
            is_plain = not is_pasting and not self._gate.is_open and START not in text
            before, *typed = _ESC_AND_KEY.split(text) if is_plain else (text,)
            self._parse(before)
            for rest in typed:
                self._parse("\x1b")
                self._settle()
                self._parse(rest)
            self._hand_on()
            self._wait_for_rest()
            if self._queue and self._pace:
                self._pace_timer = self._loop.call_later(self._pace, self._take)
                return

    def _next(self) -> bytes:
        """Return what is taken now: of a paste more, but never past its end."""
        size = self._chunk
        if self._pace and self._gate.is_open:
            # Its end may have begun in what was taken before.
            end = (self._taken + self._queue[:PASTE_CHUNK]).find(_END)
            size = PASTE_CHUNK if end < 0 else end + len(_END) - len(self._taken)
        data = bytes(self._queue[:size])
        del self._queue[:size]
        self._taken = (self._taken + data)[1 - len(_END) :]
        return data

    def _parse(self, text: str) -> None:
        # An empty text would end the parser.
        if text:
            self._report(self._parser.feed(text))
        if self._esc_timer is not None:
            self._esc_timer.cancel()
        waits = not self._is_closed and self._parser.is_waiting
        self._esc_timer = self._loop.call_later(self._esc_delay, self._settle_late) if waits else None

    def _wait_for_rest(self) -> None:
        """Wait for the rest of what has begun, and not for ever."""
        if self._gate_timer is not None:
            self._gate_timer.cancel()
            self._gate_timer = None
        if self._is_closed:
            return
        if self._gate.is_open:
            delay, do = ALT_DELAY if self._gate.may_be_esc else GIVE_UP, self._end_paste
        elif keys := self._replies.may_be:
            delay, do = self._esc_delay if len(keys) == 1 else ALT_DELAY, self._settle_keys
        elif self._replies.waits:
            delay, do = GIVE_UP, self._replies.give_up
        else:
            return
        self._gate_timer = self._loop.call_later(delay, do)

    def _settle_keys(self) -> None:
        """Take for keys what waited for more."""
        self._rest_until = self._loop.time() + GIVE_UP
        for letter in self._replies.settle():
            self._parse(letter)
            self._settle()
        self._hand_on()

    def _end_paste(self) -> None:
        """End a paste whose end does not come; what has come of it is one."""
        self._is_broken = True
        self._parse(self._gate.end())
        self._hand_on()
        self._is_broken = False
        self._wait_for_rest()

    def _settle_late(self) -> None:
        self._settle()
        self._hand_on()

    def _settle(self) -> None:
        if self._esc_timer is not None:
            self._esc_timer.cancel()
        self._esc_timer = None
        self._report(self._parser.settle())

    def _report(self, messages: Iterable[Message]) -> None:
        try:
            self._nowhere.run(self._found.extend, self._believed(messages))
        except _BROKEN:
            self._parser = _Parser()

    def _hand_on(self) -> None:
        """Tell what one piece has become."""
        found, self._found = self._found, []
        for message in self._bursts.marked(found, self._loop.time()):
            self._tell(message)

    def _believed(self, messages: Iterable[Message]) -> Iterable[Message]:
        for message in messages:
            if isinstance(message, (events.Resize, InBandWindowResize)):
                # The size comes from the terminal's own door; else whoever types one in is believed.
                self._parser.mouse_pixels = False
            elif isinstance(message, events.Key) and message.key.startswith("alt+") and message.character:
                # Esc and a letter typed fast: tmux joins them, and so does the delay.
                letter = message.character
                yield events.Key("escape", "\x1b")
                yield events.Key(letter if letter.isalnum() else message.key.removeprefix("alt+"), letter)
            elif isinstance(message, events.Paste):
                kind = BrokenPaste if self._is_broken else events.Paste
                yield kind(self._gate.whole(message.text))
            else:
                yield message

    def _end_parser(self) -> None:
        # The same cache keeps the parser, and a parser that is not ended all that it waits with.
        for _ in self._parser.feed(""):
            pass
