"""What the terminal writes with: attributes and two colours, and the shortest SGR from one pen to another."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cofacil.terminal.colours import Depth, narrow, narrow_pair


class UnknownSequence(ValueError):
    """Something that this layer cannot follow, an SGR code or another control: what holds it passes as it is."""


class Pen(NamedTuple):
    """One way to draw a cell."""

    attributes: int
    """Bits in the order of `_ATTRIBUTES`."""
    fg: str
    """SGR parameters, empty for the terminal's own colour; likewise `bg`."""
    bg: str


PLAIN = Pen(0, "", "")

_SGR = re.compile(r"\x1b\[([\d;]*)m")

_ATTRIBUTES = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53")
_BIT = {code: 1 << index for index, code in enumerate(_ATTRIBUTES)}
_ENDS = {
    "22": _BIT["1"] | _BIT["2"],
    "23": _BIT["3"],
    "24": _BIT["4"] | _BIT["21"],
    "25": _BIT["5"] | _BIT["6"],
    "27": _BIT["7"],
    "28": _BIT["8"],
    "29": _BIT["9"],
    "54": _BIT["51"] | _BIT["52"],
    "55": _BIT["53"],
}
_SEEN_ON_BLANKS = sum(bit for code, bit in _BIT.items() if code not in {"1", "2", "3"})
"""What is drawn on blanks as well: all but bold, dim and italic."""
_FOREGROUNDS = {"39": ""} | {str(code): str(code) for code in (*range(30, 38), *range(90, 98))}
_BACKGROUNDS = {"49": ""} | {str(code): str(code) for code in (*range(40, 48), *range(100, 108))}


def apply(pen: Pen, params: str) -> Pen:
    """Return the pen after an SGR sequence with these parameters.

    Raises:
        UnknownSequence: at a code that is not known here.
    """
    for code in _codes(params):
        if code in ("", "0"):
            pen = PLAIN
        elif code in _BIT:
            pen = pen._replace(attributes=pen.attributes | _BIT[code])
        elif code in _ENDS:
            pen = pen._replace(attributes=pen.attributes & ~_ENDS[code])
        elif code.startswith("38;") or code in _FOREGROUNDS:
            pen = pen._replace(fg=_FOREGROUNDS.get(code, code))
        elif code.startswith("48;") or code in _BACKGROUNDS:
            pen = pen._replace(bg=_BACKGROUNDS.get(code, code))
        else:
            raise UnknownSequence(code)
    return pen


def narrow_text(text: str, depth: Depth) -> str:
    """Return text with the colours of its SGR sequences in that depth; all else stays as it is."""
    if depth is Depth.TRUE:
        return text
    return _SGR.sub(lambda match: _narrow_sequence(match[0], match[1], depth), text)


def _narrow_sequence(sequence: str, params: str, depth: Depth) -> str:
    try:
        codes = list(_codes(params))
    except UnknownSequence:
        return sequence
    shown = [narrow(code, depth) if ";" in code or _is_colour(code) else code for code in codes]
    changed = [new for new, old in zip(shown, codes, strict=True) if new or not old]
    # An SGR sequence without parameters is a reset: one that only held colours goes altogether.
    return f"\x1b[{';'.join(changed)}m" if changed else ""


def _is_colour(code: str) -> bool:
    return bool(_FOREGROUNDS.get(code) or _BACKGROUNDS.get(code))


def spell(old: Pen | None, new: Pen) -> str:
    """Return the shortest SGR sequence that turns one pen into another; `old` is None where it is not known."""
    whole = _from_nothing(new)
    if old is None:
        return whole
    if old == new:
        return ""
    step = f"\x1b[{';'.join(_steps(old, new))}m"
    return step if len(step) <= len(whole) else whole


def _from_nothing(new: Pen) -> str:
    if new == PLAIN:
        return "\x1b[m"
    return f"\x1b[{';'.join(['0', *_steps(PLAIN, new)])}m"


def _steps(old: Pen, new: Pen) -> Iterator[str]:
    lost, gained = old.attributes & ~new.attributes, new.attributes & ~old.attributes
    for end, bits in _ENDS.items():
        if lost & bits:
            yield end
            # One code ends both bold and dim: what should stay is said again.
            gained |= new.attributes & bits
    for code, bit in _BIT.items():
        if gained & bit:
            yield code
    if old.fg != new.fg:
        yield new.fg or "39"
    if old.bg != new.bg:
        yield new.bg or "49"


def _codes(params: str) -> Iterator[str]:
    """Split parameters, an extended colour with its numbers kept together."""
    parts = iter(params.split(";"))
    for part in parts:
        if part not in ("38", "48"):
            yield part
            continue
        form = next(parts, "")
        numbers = [next(parts, "") for _ in range({"2": 3, "5": 1}.get(form, 0))]
        if not numbers or not all(number.isdecimal() and int(number) < 256 for number in numbers):
            raise UnknownSequence(params)
        yield ";".join((part, form, *numbers))


class Pens:
    """The pens of one terminal by number, in its depth: equal numbers look the same on it."""

    limit = 4096
    """Above this many a screen is drawn anew, so that a long evening of gradients stays small."""

    def __init__(self, depth: Depth) -> None:
        self._depth = depth
        self._pens = [PLAIN]
        self._ids = {PLAIN: 0}
        self.applied: dict[tuple[int, str], int] = {}
        """What `apply` has returned: a frame looks here first, as it asks for every piece of every row."""
        self.spelled: dict[tuple[int, int], str] = {}
        """What `spell` has returned, likewise."""

    @property
    def is_full(self) -> bool:
        return len(self._pens) > self.limit or len(self.applied) > 4 * self.limit or len(self.spelled) > 4 * self.limit

    def apply(self, pen: int, params: str) -> int:
        """Return the number of the pen after an SGR sequence.

        Raises:
            UnknownSequence: at a code that is not known here.
        """
        key = (pen, params)
        number = self.applied.get(key)
        if number is None:
            number = self.applied[key] = self._number(apply(self._pens[pen], params))
        return number

    def spell(self, old: int, new: int) -> str:
        """Return the shortest SGR sequence between two pens; a negative `old` is not known."""
        key = (old, new)
        sequence = self.spelled.get(key)
        if sequence is None:
            before = self._pens[old] if old >= 0 else None
            sequence = self.spelled[key] = spell(before, self._pens[new])
        return sequence

    def fills(self, pen: int) -> bool:
        """Say whether a blank of this pen is nothing but its ground: it can be erased instead of being written."""
        return not self._pens[pen].attributes & _SEEN_ON_BLANKS

    def _number(self, pen: Pen) -> int:
        fg, bg = narrow_pair(pen.fg, pen.bg, self._depth)
        shown = Pen(pen.attributes, fg, bg)
        number = self._ids.get(shown)
        if number is None:
            number = self._ids[shown] = len(self._pens)
            self._pens.append(shown)
        return number
