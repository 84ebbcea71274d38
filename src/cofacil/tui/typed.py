"""A line of text with a cursor, as it is typed; a value that every key makes anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Self

from cofacil.terminal.widths import cell_len
from cofacil.tui.clusters import end_of, start_of

_JOINERS = {"\u200c", "\u200d", "\ufe0f", "\ufe0e"}


def is_typed(character: str) -> bool:
    """Say whether a key puts something into a line: what prints, and what joins two signs into one."""
    return character.isprintable() or character in _JOINERS


def cursor_cells(letter: str) -> str:
    """Return what is painted where the cursor stands: the letter there, a blank where none takes a cell."""
    return letter if cell_len(letter) else " "


class Seen(NamedTuple):
    """What of a typed line is seen."""

    before: str
    under: str
    """What is painted under the cursor."""
    behind: str

    @property
    def cell(self) -> int:
        """Return the cell that the cursor begins at."""
        return cell_len(self.before)


class Typed(NamedTuple):
    """What has been typed so far, and where the cursor stands in it: never in the middle of a letter."""

    text: str = ""
    at: int = 0
    begun: str = ""
    """What stood before the cursor, or in the line, when Tab finished it: pressed again, it goes on to what else it could be."""

    @classmethod
    def of(cls, text: str) -> "Typed":
        return cls(text, len(text))

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()

    def insert(self, text: str) -> Self:
        return self._settled(self.text[: self.at] + text + self.text[self.at :], self.at + len(text))

    def press(self, key: str, character: str | None) -> Self | None:
        """Return the line after a key, None when the key means nothing to a line."""
        if (place := _MOVES.get(key)) is not None:
            return self._replace(at=place(self), begun="")
        if (span := _CUTS.get(key)) is not None:
            start, end = span(self)
            return self._settled(self.text[:start] + self.text[end:], start)
        return self.insert(character) if character and is_typed(character) else None

    def finish(self, finished: Callable[[str], Sequence[str]]) -> Self | None:
        """Return the line with the next of what it could be `finished` as before the cursor, None where it is nothing else."""
        before, behind = self.text[: self.at], self.text[self.at :]
        if behind[:1] not in {"", " ", ","}:
            return None
        for begun in (self.begun, before):
            options = [option.rstrip() if behind else option for option in finished(begun)] if begun else []
            if options and (begun == before or before in options):
                following = options[(options.index(before) + 1) % len(options) if before in options else 0]
                is_other = following != before
                return self._replace(text=following + behind, at=len(following), begun=begun) if is_other else None
        return None

    def choose(self, chosen: Callable[[str], Sequence[str]]) -> Self | None:
        """Return the next of what the whole line could be as `chosen`; the cursor stays between the same words."""
        for begun in (self.text, self.begun):
            options = chosen(begun) if begun else ()
            if options and (begun == self.text or self.text in options):
                following = options[(options.index(self.text) + 1) % len(options) if self.text in options else 0]
                if following == self.text:
                    return None
                is_before = following[: self.at] == self.text[: self.at]
                at = self.at if is_before else max(0, len(following) - len(self.text) + self.at)
                return self._replace(text=following, at=end_of(following, at), begun=begun)
        return None

    def window(self, cells: int) -> Seen:
        """Return the line from where the cursor, and as much before it as fits, is seen in so many cells."""
        end = self.behind
        under = cursor_cells(self.text[self.at : end])
        room = cells - cell_len(under)
        start, used = self.at, 0
        while start > 0:
            earlier = start_of(self.text, start - 1)
            used += cell_len(self.text[earlier:start])
            if used > room:
                break
            start = earlier
        return Seen(self.text[start : self.at], under, self.text[end:])

    def _settled(self, text: str, at: int) -> Self:
        """Return another text with the cursor there, or behind the letter that has come together there."""
        return self._replace(text=text, at=end_of(text, at), begun="")

    @property
    def before(self) -> int:
        """Return the place a letter before the cursor."""
        return start_of(self.text, self.at - 1)

    @property
    def behind(self) -> int:
        """Return the place a letter behind the cursor."""
        return end_of(self.text, self.at + 1)

    @property
    def word_before(self) -> int:
        """Return the place where the word before the cursor begins."""
        at = self.text.rstrip().rfind(" ", 0, len(self.text[: self.at].rstrip())) + 1 if self.at else 0
        return start_of(self.text, at)

    @property
    def word_behind(self) -> int:
        """Return the place where the word behind the cursor ends."""
        rest = self.text[self.at :]
        ahead = len(rest) - len(rest.lstrip())
        end = rest.find(" ", ahead)
        return len(self.text) if end < 0 else end_of(self.text, self.at + end)


_MOVES: Mapping[str, Callable[[Typed], int]] = {
    "left": lambda typed: typed.before,
    "right": lambda typed: typed.behind,
    "home": lambda _typed: 0,
    "end": lambda typed: len(typed.text),
    "ctrl+left": lambda typed: typed.word_before,
    "ctrl+right": lambda typed: typed.word_behind,
    "ctrl+a": lambda _typed: 0,
    "ctrl+e": lambda typed: len(typed.text),
}
"""Where the cursor goes."""
_CUTS: Mapping[str, Callable[[Typed], tuple[int, int]]] = {
    "backspace": lambda typed: (typed.before, typed.at),
    "delete": lambda typed: (typed.at, typed.behind),
    "ctrl+w": lambda typed: (typed.word_before, typed.at),
    "ctrl+u": lambda typed: (0, typed.at),
    "ctrl+k": lambda typed: (typed.at, len(typed.text)),
}
"""What is taken away."""
