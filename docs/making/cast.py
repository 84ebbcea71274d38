"""A recording as asciinema keeps it (version 2): a line of JSON for each change, with keys and what is told as marks."""

import json
from collections.abc import Iterator
from typing import NamedTuple, Self

import pyte

from cofacil.export.painted import Piece
from making.rows import Ground, Row, rows_of

_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"


class Frame(NamedTuple):
    """What was seen from a moment on."""

    at: float
    """Seconds from the beginning."""
    rows: tuple[Row, ...]
    caption: str = ""
    key: str = ""
    """What was pressed then."""


class Cast(NamedTuple):
    """A whole recording."""

    size: tuple[int, int]
    title: str
    frames: tuple[Frame, ...]

    @property
    def length(self) -> float:
        return self.frames[-1].at

    def written(self) -> str:
        """Return the file: what changed on the screen, no more."""
        width, height = self.size
        head = {"version": 2, "width": width, "height": height, "title": self.title, "env": {"TERM": "xterm-256color"}}
        return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (head, *self._lines()))

    def _lines(self) -> Iterator[list[object]]:
        before, caption = Frame(0, ((),) * self.size[1]), ""
        yield [0.0, "o", _HIDE]
        for frame in self.frames:
            at = round(frame.at, 2)
            if frame.caption != caption:
                caption = frame.caption
                yield [at, "m", caption]
            if frame.key:
                yield [at, "i", frame.key]
            if changed := _changed(before.rows, frame.rows):
                yield [at, "o", changed]
            before = frame
        yield [round(self.length, 2), "o", _SHOW]

    @classmethod
    def read(cls, written: str, colours: Ground) -> Self:
        """Read a recording, and draw it as a terminal does."""
        head, *lines = map(json.loads, written.splitlines())
        size = head["width"], head["height"]
        screen, caption, frames = pyte.Screen(*size), "", []
        stream = pyte.Stream(screen)
        for at, kind, words in lines:
            if kind == "m":
                caption = words
            elif kind == "o" and words not in {_HIDE, _SHOW}:
                stream.feed(words)
                screen.cursor.hidden = True
                frames.append(Frame(at, rows_of(screen, colours), caption))
        frames.append(Frame(lines[-1][0], frames[-1].rows, caption))
        return cls(size, head["title"], tuple(frames))


def _changed(before: tuple[Row, ...], rows: tuple[Row, ...]) -> str:
    pairs = enumerate(zip(before, rows, strict=True), start=1)
    return "".join(f"\x1b[{y};1H{_lettered(row)}" for y, (was, row) in pairs if was != row)


def _lettered(row: Row) -> str:
    return "".join(f"\x1b[0;{_look(piece)}m{piece.text}" for piece in row) + "\x1b[0m"


def _look(piece: Piece) -> str:
    bold = "1;" if piece.is_bold else ""
    return f"{bold}38;2;{_parts(piece.letters)};48;2;{_parts(piece.ground)}"


def _parts(colour: str) -> str:
    return ";".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
