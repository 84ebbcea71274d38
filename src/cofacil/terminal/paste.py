"""How much of a paste is taken, before it reaches the parser, which would gather all of it."""

START = "\x1b[200~"
END = "\x1b[201~"


class PasteGate:
    """Passes terminal input on, but of one bracketed paste no more than a cap."""

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

    def pass_on(self, text: str) -> str:
        """Return what may go on to the parser."""
        passed: list[str] = []
        while text:
            end = self._end_of_mark(text, START if self._room is None else END)
            part, text = (text, "") if end is None else (text[:end], text[end:])
            self._before = (self._before + part)[1 - len(END) :]
            passed.append(self._cut(part, is_last=end is not None))
            if end is not None:
                self._room = self._cap if self._room is None else None
                self._before = ""
        return "".join(passed)

    def _end_of_mark(self, text: str, mark: str) -> int | None:
        start = (self._before + text).find(mark)
        return None if start < 0 else start + len(mark) - len(self._before)

    def _cut(self, part: str, *, is_last: bool) -> str:
        if self._room is None:
            return part
        room, self._room = self._room, self._room - len(part)
        if self._room >= 0:
            return part
        return part[: max(room, 0)] + END if is_last else part[: max(room, 0)]
