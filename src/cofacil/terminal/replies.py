"""What a terminal answers is never a key: whole replies are taken out of what it sends, at any split of their bytes.

Hardly anything is asked here; yet a program that ran before may have asked, and the answer comes to whoever reads next.
Source: ECMA-48 (control sequences and strings); xterm's "XTerm Control Sequences".
"""

import re
from collections.abc import Callable

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from cofacil.terminal.paste import END, START

_ESC, _BELL, _ST = "\x1b", "\x07", "\x9c"
_CANCELS = "\x18\x1a\x03"
"""CAN and SUB end what they are in by the standard; ctrl+c is a person who waits for that."""
_STRINGS = "P]X^_"
"""What DCS, OSC, SOS, PM and APC begin with behind their Esc."""
_EIGHT_BITS = {chr(0x40 + ord(sign)): f"{_ESC}{sign}" for sign in f"{_STRINGS}["}
"""The same as single letters, which hardly any terminal sends."""
_LONGEST = 64
"""Letters of a control sequence that may be one: a key's, or the mouse's, has a dozen at most."""
_MOUSE = re.compile(r"\x1b\[<\d{1,5};-?\d{1,6};-?\d{1,6}[Mm]")
_SYNC = re.compile(r"\x1b\[\?2026;\d\$y")
"""The one answer that is asked for: whether frames can be drawn at once."""
_PLACE = re.compile(r"\x1b\[([2-9]|\d{2,4});(\d{1,4})R")
"""Where the cursor stands; in the first row it is not asked for: the key F3 says the same."""
_FOCUS = frozenset({"\x1b[I", "\x1b[O"})
_KEY = re.compile(
    r"\x1b\[(?:\d{1,7}(?:;\d{0,3}(?:;\d{1,7}(?::\d{1,7}){0,9})?)?u|\d{1,2}(?:;\d{1,3})?~|27;\d{1,3};\d{1,7}~|1;(?!1[A-S])\d{1,3}[ABCDEFHPQRS])"
)
"""A key with those that are held beside it, by the ways of xterm (also *modifyOtherKeys*) and of kitty."""


_REST = re.compile(
    # What only a program sends: the forms of answers and keys behind `[`, and strings that say what they are, or that end here.
    r"\[(?:[?>=<]|\d{1,7}(?:[;:$&~]|[cRntuxyw])|[A-DFHIO]\Z)|\]\d{1,4};|P(?:[>!]\||[01][$+]r|\d{1,4};\d|tmux;)|_G|[P\]X^_][^\x1b\x07]*(?:\x07|\x1b\\)"
)
"""What may follow an Esc that was taken for a key, alone or with a letter: its rest came late, as on a slow line."""
_BEGINS = re.compile(f"[{_ESC}{''.join(_EIGHT_BITS)}]")
_ENDS = re.compile(f"[{_ESC}{_BELL}{_ST}{_CANCELS}]")


class ReplyGate:
    """Passes on what a terminal sends, but for what it answers.

    What has begun at the end of a read waits here for the rest. `settle` takes for keys what may be some: an Esc, and the
    two letters that Alt sends with one that could begin a string; `give_up` ends what never comes to its end.
    """

    def __init__(self, told_place: Callable[[int, int], object] = lambda _row, _column: None) -> None:
        self._told_place = told_place
        self._held = ""
        """The beginning of a sequence."""
        self._places = 0
        """Letters that still belong to what an old mouse says."""
        self._is_string = self._is_paste = False
        self._settled = ""
        """What was taken for keys, where nothing has come since."""

    @property
    def waits(self) -> bool:
        """Say whether something has begun of which it is not known yet what it is, or where it ends."""
        return bool(self._held) or self._is_string or self._places > 0

    @property
    def may_be(self) -> str:
        """Return the keys that what waits may be, "" for none."""
        return self._held if not self._is_string and len(self._held) <= 2 else ""

    def pass_on(self, text: str) -> str:
        """Return what is no reply of it."""
        if text and self._settled:
            sent, self._settled = self._settled + text, ""
            text = sent if _REST.match(sent, 1) else text
        text, self._held = self._held + text, ""
        passed: list[str] = []
        at = 0
        while at < len(text):
            if self._is_paste:
                at = self._pasted(text, at, passed)
            elif self._places:
                at, self._places = at + 1, self._places - 1
            elif self._is_string:
                at = self._behind_string(text, at)
            else:
                if text[at] in _EIGHT_BITS:
                    text, at = _EIGHT_BITS[text[at]] + text[at + 1 :], 0
                at = self._typed(text, at, passed)
        return "".join(passed)

    def settle(self) -> str:
        """Return what waited as the keys that it may be; anything else goes on waiting."""
        keys = self.may_be
        if keys:
            self._held, self._settled = "", keys
        return keys

    def expect_no_rest(self) -> None:
        """Take what comes for what it is: what began with the last Esc would have come by now."""
        self._settled = ""

    def give_up(self) -> None:
        """Wait no more for the end of a reply."""
        self._held, self._is_string, self._places = "", False, 0

    def _pasted(self, text: str, at: int, passed: list[str]) -> int:
        """Pass on the words of a paste, up to its end; return where that is."""
        end = text.find(END, at)
        self._is_paste = end < 0
        end = end if end >= 0 else len(text)
        passed.append(text[at:end])
        return end

    def _behind_string(self, text: str, at: int) -> int:
        """Return where a string has ended, which goes on where it has not."""
        found = _ENDS.search(text, at)
        if found is None:
            return len(text)
        if found[0] != _ESC:
            self._is_string = False
            return found.start() if found[0] in _CANCELS else found.end()
        if found.end() == len(text):
            self._held = _ESC
            return len(text)
        self._is_string = False
        return found.end() + 1 if text[found.end()] == "\\" else found.start()

    def _typed(self, text: str, at: int, passed: list[str]) -> int:
        """Pass on what is typed, up to the next sequence or behind this one; return where that is."""
        if text[at] != _ESC:
            begins = _BEGINS.search(text, at)
            end = begins.start() if begins else len(text)
            passed.append(text[at:end])
            return end
        sequence, end = self._sequence(text, at)
        passed.append(sequence)
        return end

    def _sequence(self, text: str, at: int) -> tuple[str, int]:
        """Return what is passed on of the sequence that an Esc begins, and where it ends."""
        kind = text[at + 1 : at + 2]
        if not kind or (kind in _STRINGS and at + 2 == len(text)):
            self._held = text[at:]
            return "", len(text)
        if kind in _STRINGS:
            self._is_string = True
            return "", at + 2
        if kind == "\\":
            return "", at + 2  # the end of a string that was given up
        if kind == "[":
            return self._control(text, at)
        return _ESC, at + 1

    def _control(self, text: str, at: int) -> tuple[str, int]:
        """Return a control sequence where it is a key, the mouse, the focus or the beginning of a paste."""
        end = at + 2
        if text[end : end + 1] == "[":
            end += 1  # the Linux console's own keys
        while end < len(text) and "\x20" <= text[end] <= "\x3f":
            end += 1
        if end == len(text):
            self._held = text[at:] if end - at <= _LONGEST else f"{_ESC}[?"
            return "", end
        if not "\x40" <= text[end] <= "\x7e":
            return "", end  # it breaks off
        sequence, end = text[at : end + 1], end + 1
        if sequence == "\x1b[M":
            self._places = 3
            return "", end
        if place := _PLACE.fullmatch(sequence):
            self._told_place(int(place[1]), int(place[2]))
        self._is_paste = sequence == START
        return (sequence if _is_meant(sequence) else ""), end


def _is_meant(sequence: str) -> bool:
    """Say whether somebody has done something to send this: a key, the mouse, another window, a paste."""
    return (
        sequence in ANSI_SEQUENCES_KEYS
        or sequence in _FOCUS
        or sequence in (START, END)
        or _KEY.fullmatch(sequence) is not None
        or _MOUSE.fullmatch(sequence) is not None
        or _SYNC.fullmatch(sequence) is not None
    )
