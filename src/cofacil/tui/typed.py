"""A line of text with a cursor, as it is typed; a value that every key makes anew."""

from typing import NamedTuple, Self

from rich.cells import cell_len

_JOINER = "\u200d"
_JOINERS = {"\u200c", _JOINER, "\ufe0f", "\ufe0e"}


def is_typed(character: str) -> bool:
    """Say whether a key puts something into a line: what prints, and what joins two signs into one."""
    return character.isprintable() or character in _JOINERS


class Typed(NamedTuple):
    """What has been typed so far, and where the cursor stands in it."""

    text: str = ""
    at: int = 0

    @classmethod
    def of(cls, text: str) -> "Typed":
        return cls(text, len(text))

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()

    def insert(self, text: str) -> Self:
        return self._replace(text=self.text[: self.at] + text + self.text[self.at :], at=self.at + len(text))

    def press(self, key: str, character: str | None) -> Self | None:
        """Return the line after a key, None when the key means nothing to a line."""
        moves = {
            "left": self._before(),
            "right": self._behind(),
            "home": 0,
            "end": len(self.text),
            "ctrl+left": self._word_before(),
            "ctrl+right": self._word_behind(),
            "ctrl+a": 0,
            "ctrl+e": len(self.text),
        }
        if key in moves:
            return self._replace(at=moves[key])
        cuts = {
            "backspace": (self._before(), self.at),
            "delete": (self.at, self._behind()),
            "ctrl+w": (self._word_before(), self.at),
            "ctrl+u": (0, self.at),
            "ctrl+k": (self.at, len(self.text)),
        }
        if key in cuts:
            start, end = cuts[key]
            return self._replace(text=self.text[:start] + self.text[end:], at=start)
        return self.insert(character) if character and is_typed(character) else None

    def window(self, cells: int) -> tuple[str, int]:
        """Return the part that fits into so many cells with the cursor in it, and the cursor's cell."""
        start, used = self.at, 0
        while start > 0 and (used := used + cell_len(self.text[start - 1])) < cells:
            start -= 1
        while cell_len(self.text[start : self.at]) >= cells and start < self.at:
            start += 1
        return self.text[start:], cell_len(self.text[start : self.at])

    def _before(self) -> int:
        at = self.at - 1
        while at > 0 and (cell_len(self.text[at]) == 0 or self.text[at - 1] == _JOINER):
            at -= 1
        return max(0, at)

    def _behind(self) -> int:
        at = self.at + 1
        while at < len(self.text) and (cell_len(self.text[at]) == 0 or self.text[at - 1] == _JOINER):
            at += 1
        return min(len(self.text), at)

    def _word_before(self) -> int:
        return self.text.rstrip().rfind(" ", 0, len(self.text[: self.at].rstrip())) + 1 if self.at else 0

    def _word_behind(self) -> int:
        rest = self.text[self.at :]
        ahead = len(rest) - len(rest.lstrip())
        end = rest.find(" ", ahead)
        return len(self.text) if end < 0 else self.at + end
