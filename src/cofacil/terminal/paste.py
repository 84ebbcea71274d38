"""How much of a paste is taken, before it reaches the parser, which would gather all of it."""

import re
from typing import NamedTuple

from textual import events

_BEGINNING = 40
"""Letters of what was left out that are looked at, to say where it goes on."""
_ROW_END = re.compile(r"\n|\r(?!\n)")
START = "\x1b[200~"
END = "\x1b[201~"


class Pasted(str):
    """What was taken of a paste that was too long, and what is known of the rest."""

    __slots__ = ("goes_on", "left_out", "rows_left_out")
    left_out: int
    """Letters that were left out."""
    rows_left_out: int
    """Ends of rows among them."""
    goes_on: str
    """What the rest begins with."""

    @classmethod
    def cut(cls, taken: str, rest: "Rest") -> "Pasted":
        pasted = cls(taken)
        pasted.left_out, pasted.rows_left_out, pasted.goes_on = rest
        return pasted


class Rest(NamedTuple):
    """What of a paste was left out."""

    letters: int = 0
    rows: int = 0
    begins: str = ""

    def with_more(self, words: str) -> "Rest":
        begins = self.begins + words[: max(0, _BEGINNING - len(self.begins))]
        return Rest(self.letters + len(words), self.rows + len(_ROW_END.findall(words)), begins)


class BrokenPaste(events.Paste):
    """A paste whose end never came: what has come of it."""


BrokenPaste.handler_name = events.Paste.handler_name


class PasteGate:
    """Passes terminal input on, but of one bracketed paste no more than a cap, and none of it as keys."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._room: int | None = None
        """What may still come of the paste that is going on; None between pastes."""
        self._before = ""
        """The last characters, in case a mark is split between two reads."""
        self._rest = Rest()
        """What was left out of the paste that is going on."""
        self._over: list[tuple[int, Rest]] = []
        """The same of those that are over and have not been handed on, with the letters that were taken of each."""

    @property
    def is_open(self) -> bool:
        """Say whether a paste is going on."""
        return self._room is not None

    @property
    def may_be_esc(self) -> bool:
        """Say whether what came last of a paste is an Esc: its end, or a key of a person who waits for that."""
        return self.is_open and self._before == "\x1b"

    def end(self) -> str:
        """End the paste that is going on; return its last mark."""
        self._before = ""
        self._end(self._room or 0)
        return END

    def whole(self, taken: str) -> str:
        """Return the words of the paste that is handed on, which know what was left out of it."""
        while self._over:
            length, rest = self._over.pop(0)
            if length == len(taken):
                return Pasted.cut(taken, rest) if rest.letters else taken
        return taken

    def _end(self, room: int) -> None:
        """Take notice that a paste is over, of which so many letters more might have come."""
        self._over.append((self._cap - room, self._rest))
        self._room, self._rest = None, Rest()

    def pass_on(self, text: str) -> str:
        """Return what may go on to the parser."""
        passed: list[str] = []
        while text:
            text = self._typed(text, passed) if self._room is None else self._pasted(text, passed, self._room)
        return "".join(passed)

    def _typed(self, text: str, passed: list[str]) -> str:
        """Pass on what is typed, up to a paste; return what comes behind its first mark."""
        start = (self._before + text).find(START)
        end = len(text) if start < 0 else start + len(START) - len(self._before)
        passed.append(text[:end])
        self._before = (self._before + text[:end])[1 - len(START) :]
        if start >= 0:
            self._room, self._before = self._cap, ""
        return text[end:]

    def _pasted(self, text: str, passed: list[str], room: int) -> str:
        """Pass on the words of a paste; return what comes behind its last mark.

        An Esc in it would have the parser take what follows for keys.
        """
        text, self._before = self._before + text, ""
        words, mark, behind = text.partition(END)
        if not mark:
            begun = next((size for size in range(len(END) - 1, 0, -1) if words.endswith(END[:size])), 0)
            words, self._before = words[: len(words) - begun], words[len(words) - begun :]
        words = words.replace("\x1b", "").replace("\0", "")
        passed += [words[:room], mark]
        if len(words) > room:
            self._rest = self._rest.with_more(words[room:])
        self._room = max(0, room - len(words))
        if mark:
            self._end(self._room)
        return behind
