"""How to join from another computer: one line to type, one word, and a picture where there is room for it."""

from dataclasses import dataclass
from datetime import datetime

from rich.cells import chop_cells
from textual.strip import Strip

from cofacil.room.ports import Joining
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.row import Piece, beside, blank, row
from cofacil.tui.paint.sheet import INDENT, Frame, Sheet, sheet, words_rows
from cofacil.tui.paint.text import cell_len

_WORDS = 40
"""Cells that the words keep beside the picture, more where the line to type is longer."""


@dataclass(frozen=True, slots=True)
class Join:
    """What the page shows."""

    joining: Joining
    picture: tuple[Strip, ...] = ()
    """Rows of the picture; none where it cannot be drawn."""
    is_picture: bool = False
    """Whether the picture alone is looked at, where it does not fit beside the words."""
    told: str = ""


def paint_join(join: Join, window: Window) -> Sheet:
    """Return the page."""
    can_be_seen = bool(join.picture) and len(join.picture) <= window.height - 3
    cells = max(_WORDS, INDENT + cell_len(_in_two(join.joining.command)[1]) + 1)
    fits = can_be_seen and window.width >= cells + join.picture[0].cell_length
    if fits:
        body = _beside(_words(join.joining, Window(cells, window.height, window.brush)), join.picture, window)
    elif join.is_picture and can_be_seen:
        body = _beside([], join.picture, window)
    else:
        body = _words(join.joining, window)
    picture = () if fits or not can_be_seen else (("2", "the words" if join.is_picture else "the picture"),)
    keys = (*picture, ("3", "another word: the old one ends"), ("Esc", "back"))
    return sheet(window, Frame("Join this board", keys, join.told or _last(join.joining)), body)


def _words(joining: Joining, window: Window) -> list[Strip]:
    brush, width = window.brush, window.width
    ground = brush.style("screen")
    empty = blank(width, ground)
    lines = _typed_lines(joining.command, width - INDENT - 1)
    until = datetime.fromtimestamp(joining.until / 1000).astimezone()

    def said(*texts: str, role: str = "choice") -> list[Strip]:
        return [strip for text in texts for strip in words_rows(text, window, role)]

    def shown(*texts: str) -> list[Strip]:
        pieces: list[list[Piece]] = [[(" " * INDENT, ground), (text, brush.style("title"))] for text in texts]
        return [row(width, piece, ground) for piece in pieces]

    return [
        empty,
        *said("On a computer, in a terminal, type:"),
        *shown(*lines),
        empty,
        *said("It asks for a word:"),
        *shown(joining.word),
        *said(f"for {joining.seats} people, until {until:%H:%M}. You can add."),
        empty,
        *said("It shows a fingerprint. The same?"),
        *said(joining.fingerprint, role="hint"),
    ]


def _in_two(command: str) -> tuple[str, str]:
    """Return what stands before the address, and the address: a quoted name in it may hold blanks."""
    words = command.split(" ", 3 if command.startswith("ssh -p ") else 1)
    return " ".join(words[:-1]), f"  {words[-1]}"


def _typed_lines(command: str, cells: int) -> list[str]:
    """Return the line to type in as few rows as it needs: no letter of it may be missing."""
    if cell_len(command) <= cells:
        return [command]
    return [line for part in _in_two(command) for line in chop_cells(part, cells)]


def _beside(words: list[Strip], picture: tuple[Strip, ...], window: Window) -> list[Strip]:
    """Return the words with the picture at their right."""
    ground = window.brush.style("screen")
    left = words[0].cell_length if words else (window.width - picture[0].cell_length) // 2
    height = max(len(words), len(picture))
    lead = [*words, *[blank(left, ground)] * (height - len(words))]
    if not words:
        lead = [blank(left, ground)] * height
    gone = blank(picture[0].cell_length, ground)
    right = [*picture, *[gone] * (height - len(picture))]
    return [beside([one, other], window.width, ground) for one, other in zip(lead, right, strict=True)]


def _last(joining: Joining) -> str:
    if joining.is_local:
        return "Only this computer can join so far: --host lets others in."
    return "No computer? Say it, somebody will write it. For one person: cofacil invite."
