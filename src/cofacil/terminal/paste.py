"""How much of a paste is taken, before it reaches the parser, which would gather all of it."""

from textual import events

START = "\x1b[200~"
END = "\x1b[201~"


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
        self._room, self._before = None, ""
        return END

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
        words = words.replace("\x1b", "")
        passed += [words[:room], mark]
        self._room = None if mark else max(0, room - len(words))
        return behind
