"""A terminal played by pyte, for comparing what two streams show."""

import re

import pyte

# What pyte does not know and would print as text.
_STRIP = re.compile(r"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\[\d* q")

Cell = tuple[str, str, str, bool, bool, bool, bool, bool]


class Screen:
    """What a terminal shows after some text: characters and styles."""

    def __init__(self, width: int, height: int) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self._screen)
        self._screen.reset_mode(7, private=True)

    def feed(self, text: str) -> None:
        self._stream.feed(_STRIP.sub("", text))

    def clear(self) -> None:
        self._screen.reset()
        self._screen.reset_mode(7, private=True)

    def resize(self, width: int, height: int) -> None:
        self._screen.resize(height, width)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def row(self, number: int) -> list[Cell]:
        line = self._screen.buffer[number]
        cells = (line[column] for column in range(self._screen.columns))
        return [
            (
                cell.data,
                cell.fg,
                cell.bg,
                cell.bold,
                cell.italics,
                cell.underscore,
                cell.strikethrough,
                cell.reverse,
            )
            for cell in cells
        ]

    @property
    def rows(self) -> list[list[Cell]]:
        return [self.row(number) for number in range(self._screen.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        return self._screen.cursor.y, self._screen.cursor.x
