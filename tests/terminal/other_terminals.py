"""Terminals that draw letters of several signs in widths of their own."""

import re
from collections.abc import Callable

from wcwidth import iter_graphemes, wcwidth

from cofacil.terminal.widths import letters, width_of

_PIECE = re.compile(r"\x1b\[([\d;?]*)([A-Za-z])|[^\x1b]+")


def by_sign(text: str) -> list[tuple[str, int]]:
    """As tmux and xterm do: each sign for itself, a joiner or what takes no cell to the one before."""
    found: list[tuple[str, int]] = []
    for character in text:
        width = 2 if "\U0001f3fb" <= character <= "\U0001f3ff" else 0 if character == "\ufe0f" else width_of(character)
        if found and (not width or found[-1][0].endswith("\u200d")):
            found[-1] = (found[-1][0] + character, found[-1][1])
        else:
            found.append((character, width))
    return found


def each_picture(text: str) -> list[tuple[str, int]]:
    """As those that know nothing of joined pictures."""
    found: list[tuple[str, int]] = []
    for character in text:
        width = 2 if "\U0001f3fb" <= character <= "\U0001f3ff" else 0 if character == "\ufe0f" else width_of(character)
        if found and not width:
            found[-1] = (found[-1][0] + character, found[-1][1])
        else:
            found.append((character, width))
    return found


def by_letter(text: str) -> list[tuple[str, int]]:
    """As those that give every letter the cells of its first sign."""
    return [(letter, max(1, wcwidth(letter[0]))) for letter in iter_graphemes(text)]


def as_laid_out(text: str) -> list[tuple[str, int]]:
    return list(letters(text))


WAYS: dict[str, Callable[[str], list[tuple[str, int]]]] = {
    "by sign": by_sign,
    "each picture": each_picture,
    "by letter": by_letter,
    "as laid out": as_laid_out,
}


class Other:
    """What such a terminal shows: a letter in the first of its cells, None in the others; rows do not wrap."""

    def __init__(self, width: int, height: int, way: Callable[[str], list[tuple[str, int]]]) -> None:
        self.rows: list[list[str | None]] = [[" "] * width for _ in range(height)]
        self._width, self._way = width, way
        self._y = self._x = 0
        self.answers: list[tuple[int, int]] = []
        """What it has answered, as row and column from 1."""

    def feed(self, text: str) -> None:
        for piece in _PIECE.finditer(text):
            if piece[2] is None:
                for letter, width in self._way(piece[0]):
                    self._draw(letter, width)
            else:
                self._obey(piece[2], [int(number) if number else 0 for number in piece[1].strip("?").split(";")])

    def _obey(self, command: str, numbers: list[int]) -> None:
        first = numbers[0] or 1
        match command:
            case "H":
                self._y, self._x = first - 1, (numbers[1] or 1) - 1 if len(numbers) > 1 else 0
            case "G" | "C":
                self._x = first - 1 if command == "G" else self._x + first
            case "A" | "B":
                self._y += first if command == "B" else -first
            case "X" | "K":
                self._erase_from(self._x, self._x + first if command == "X" else self._width)
            case "n":
                self.answers.append((self._y + 1, min(self._x, self._width - 1) + 1))
            case _:
                assert command == "m"

    def _erase_from(self, start: int, stop: int) -> None:
        for x in range(start, min(stop, self._width)):
            self._erase(x)

    def _erase(self, x: int) -> None:
        """Blank a cell, and the other cells of the letter in it."""
        row = self.rows[self._y]
        start = x
        while start and row[start] is None:
            start -= 1
        stop = x + 1
        while stop < self._width and row[stop] is None:
            stop += 1
        row[start:stop] = [" "] * (stop - start)

    def _draw(self, letter: str, width: int) -> None:
        self._x = min(self._x, self._width - 1)
        row = self.rows[self._y]
        if not width:
            # It belongs to the letter before it, wherever that stands.
            x = self._x - 1
            while x > 0 and row[x] is None:
                x -= 1
            if x >= 0:
                row[x] = f"{row[x]}{letter}"
            return
        for x in range(self._x, min(self._x + width, self._width)):
            self._erase(x)
        if self._x + width <= self._width:
            row[self._x : self._x + width] = [letter, *[None] * (width - 1)]
        self._x += width
