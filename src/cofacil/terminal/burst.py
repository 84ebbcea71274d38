"""What comes in one piece, longer than anybody types at once: a paste without brackets, a cat on the keyboard."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import TypeGuard

from textual import events
from textual.message import Message

AT_ONCE = 5
"""Keys that a slow link, or a busy computer, may join into one read: who types fast presses five in half a second.

A key that is held is one, however often it comes: of so many arrows, or letters, each counts.
"""
GOES_ON = 0.25
"""Seconds of quiet that end a burst: what was joined goes on in the next reads; a key that is pressed behind it counts."""


class BurstKey(events.Key):
    """A key that came in one piece with many others: no command to anybody, but words where words are typed."""


BurstKey.handler_name = events.Key.handler_name


class Bursts:
    """Tells keys that were pressed from those that only came."""

    def __init__(self) -> None:
        self._ready = inf
        """The moment from which what comes is pressed on a screen: what was typed ahead of it all comes at once."""
        self._until = 0.0
        """The moment until which what comes belongs to the last burst."""

    def begin(self, now: float) -> None:
        """Know that from about `now`, in seconds, there is a screen to press keys on."""
        self._ready = now + GOES_ON

    def marked(self, piece: Iterable[Message], now: float) -> Iterator[Message]:
        """Give what came in one piece, at `now` in seconds: each key of a burst as one."""
        messages = list(piece)
        if any(isinstance(message, events.Key) and not _is_typed(message) for message in messages):
            self._until = 0.0  # an arrow, or Esc: somebody is there
        typed = [message.key for message in messages if _is_typed(message)]
        pressed = sum(key != before for before, key in zip(["", *typed], typed, strict=False))
        is_burst = bool(typed) and now >= self._ready and (pressed > AT_ONCE or now < self._until)
        if is_burst:
            self._until = now + GOES_ON
        for message in messages:
            yield BurstKey(message.key, message.character) if is_burst and _is_typed(message) else message


def _is_typed(message: Message) -> TypeGuard[events.Key]:
    """Say whether it is a key that text is made of: what moves about comes with no text."""
    return isinstance(message, events.Key) and (message.is_printable or message.key in {"enter", "tab"})
