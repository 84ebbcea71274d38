"""A shadow of what a terminal shows, so that only the cells that changed are sent."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, groupby, zip_longest
from operator import ne, or_
from typing import NamedTuple

from cofacil.terminal.cells import cells, is_certain
from cofacil.terminal.colours import Depth
from cofacil.terminal.pen import Pens, UnknownSequence, narrow_text

_MOVE = re.compile(r"\x1b\[(\d*)(?:;(\d*))?H")
_SGR = re.compile(r"\x1b\[([\d;]*)m")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_UNSEEN = "\0"
_UNKNOWN_PEN = -1
# So many texts are kept as cells and pens: a screen's worth of the parts of rows that move.
_KNOWN = 256
# What changed, one byte a cell: up to four cells between are no longer to write again than to jump over.
_RUN = re.compile(rb"\x01+(?:\x00{1,4}\x01+)*")
_GAP = re.compile(rb"\x00+")
# Above this many, strokes are not drawn both ways to see which is shorter.
_FEW_STROKES = 60
# From so many, erasing cells is shorter than writing blanks: where nothing follows in the row, and where the cursor must
# be moved behind them.
_FEW_BLANKS, _MANY_BLANKS = 6, 10


class _Stroke(NamedTuple):
    """Neighbouring cells of one pen."""

    look: int
    row: int
    column: int
    chars: list[str]
    is_uncertain: bool

    @property
    def end(self) -> int:
        return self.column + len(self.chars)


class Frame:
    """Turns the text of Textual's frames into the shortest text that makes the same screen.

    What it does not know passes through, and makes it forget what the screen shows.
    """

    def __init__(self, width: int, height: int, depth: Depth = Depth.TRUE, *, erases_in_colour: bool = True) -> None:
        self._depth = depth
        self._erases_in_colour = erases_in_colour
        self._out: list[str] = []
        self._strokes: list[_Stroke] = []
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Take the terminal's new size; what it shows is not known any more."""
        self._width, self._height = max(width, 1), max(height, 1)
        self.forget()

    def forget(self) -> None:
        """Take nothing for granted: whatever comes next is sent whole."""
        self._pens = Pens(self._depth)
        self._chars = [[_UNSEEN] * self._width for _ in range(self._height)]
        self._looks = [[_UNKNOWN_PEN] * self._width for _ in range(self._height)]
        self._sources: list[tuple[int, str] | None] = [None] * self._height
        self._known: dict[tuple[int, str], tuple[list[str], list[int], bool, int]] = {}
        self._cursor: tuple[int, int] | None = None
        self._pen = _UNKNOWN_PEN
        self._ink = 0
        self._is_unseen = True

    def diff(self, text: str) -> str:
        """Return what to send for this text: empty where the screen would not change."""
        if not _MOVE.match(text):
            return self._pass_through(text)
        if self._pens.is_full:
            self.forget()
        self._out, self._strokes = [], []
        pieces = _MOVE.split(text)
        try:
            if self._is_unseen:
                self._wash(pieces)
            for index in range(1, len(pieces), 3):
                self._place(_ordinal(pieces[index]), _ordinal(pieces[index + 1]), pieces[index + 2])
            self._send_strokes()
            if not pieces[-1]:
                # Where Textual leaves the cursor is where input methods open their window.
                self._move(min(_ordinal(pieces[-3]), self._height - 1), min(_ordinal(pieces[-2]), self._width - 1))
        except UnknownSequence:
            return self._pass_through(text)
        return "".join(self._out)

    def _pass_through(self, text: str) -> str:
        """Send text as it is, drawn with a plain pen as Textual left it; neither pen nor screen is known afterwards."""
        if not text:
            return ""
        before = "" if self._pen == 0 else "\x1b[m"
        self.forget()
        return f"{before}{narrow_text(text, self._depth)}"

    def _wash(self, pieces: Sequence[str]) -> None:
        """Erase a screen of which nothing is known in the ground of most of it, where a text draws all of it: less is to be drawn."""
        self._is_unseen = False
        if not self._erases_in_colour:
            return
        ink, drawn, blanks = self._ink, set(), Counter[int]()
        for index in range(1, len(pieces), 3):
            chars, looks, _has_uncertain = self._read(pieces[index + 2].removesuffix("\n"))
            if _ordinal(pieces[index + 1]) == 0 and len(chars) >= self._width:
                drawn.add(_ordinal(pieces[index]))
            blanks.update(compress(looks, map(" ".__eq__, chars)))
        self._ink = ink
        ground = next((look for look, _count in blanks.most_common() if self._pens.fills(look)), None)
        if ground is None or not drawn.issuperset(range(self._height)):
            return
        self._out.append(self._pens.spell(self._pen, ground))
        self._pen = ground
        for row in range(self._height):
            self._move(row, 0)
            self._out.append("\x1b[K")
        self._chars = [[" "] * self._width for _ in range(self._height)]
        self._looks = [[ground] * self._width for _ in range(self._height)]

    def _place(self, row: int, column: int, source: str) -> None:
        """Put what follows a cursor move in its place."""
        source = source.removesuffix("\n")
        if not source or row >= self._height or column >= self._width:
            self._read(source)
            return
        # A row that is repainted as it was is the common case of a layout.
        if self._sources[row] == (column, source):
            return
        is_closed = self._ink == 0
        chars, looks, has_uncertain = self._read(source)
        self._sources[row] = (column, source) if is_closed and self._ink == 0 else None
        room = self._width - column
        if len(chars) > room:
            halved = not chars[room]
            chars, looks = [*chars[: room - 1], " "] if halved else chars[:room], looks[:room]
        if chars:
            self._draw(row, column, chars, looks, has_uncertain=has_uncertain)

    def _read(self, source: str) -> tuple[list[str], list[int], bool]:
        """Read text with SGR sequences into cells and their pens, which are not to be changed: a row that scrolls comes again."""
        known = self._known.get((self._ink, source))
        if known is not None:
            chars, looks, has_uncertain, self._ink = known
            return chars, looks, has_uncertain
        ink = self._ink
        chars, looks, has_uncertain = self._spell_out(source)
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[ink, source] = (chars, looks, has_uncertain, self._ink)
        return chars, looks, has_uncertain

    def _spell_out(self, source: str) -> tuple[list[str], list[int], bool]:
        chars: list[str] = []
        looks: list[int] = []
        has_uncertain = False
        is_text = True
        applied = self._pens.applied
        for piece in _SGR.split(source):
            if is_text and piece:
                is_plain = piece.isascii()
                if not piece.isprintable() if is_plain else _CONTROL.search(piece):
                    raise UnknownSequence(piece)
                run, is_uncertain = (piece, False) if is_plain else cells(piece)
                has_uncertain |= is_uncertain
                chars += run
                looks += [self._ink] * len(run)
            elif not is_text:
                ink = applied.get((self._ink, piece))
                self._ink = self._pens.apply(self._ink, piece) if ink is None else ink
            is_text = not is_text
        return chars, looks, has_uncertain

    def _draw(self, row: int, column: int, chars: list[str], looks: list[int], *, has_uncertain: bool) -> None:
        """Send the cells that differ from the shadow, and remember all of them."""
        end = column + len(chars)
        all_chars, all_looks = self._chars[row], self._looks[row]
        old_chars, old_looks = all_chars[column:end], all_looks[column:end]
        if chars == old_chars and looks == old_looks:
            return
        differs = bytes(map(or_, map(ne, chars, old_chars), map(ne, looks, old_looks)))
        for start, stop in _runs(differs, chars, looks):
            self._write(chars[start:stop], looks[start:stop], row, column + start, has_uncertain=has_uncertain)
        all_chars[column:end], all_looks[column:end] = chars, looks

    def _write(self, chars: list[str], looks: list[int], row: int, column: int, *, has_uncertain: bool) -> None:
        """Have neighbouring cells sent, a stroke for each pen."""
        if looks.count(looks[0]) == len(looks):
            self._strokes.append(_Stroke(looks[0], row, column, chars, has_uncertain))
            return
        start = 0
        for look, alike in groupby(looks):
            stop = start + len([*alike])
            self._strokes.append(_Stroke(look, row, column + start, chars[start:stop], has_uncertain))
            start = stop

    def _send_strokes(self) -> None:
        """Send the strokes in their order, or those of a pen together, whichever is shorter."""
        strokes, self._strokes = self._strokes, []
        before, sent = (self._pen, self._cursor), self._out
        if len(strokes) < 3 or not _may_change_places(strokes):
            self._draw_strokes(strokes)
            return
        self._out = []
        self._draw_strokes(self._in_turn(strokes))
        together, after = self._out, (self._pen, self._cursor)
        if len(strokes) <= _FEW_STROKES:
            self._out, (self._pen, self._cursor) = [], before
            self._draw_strokes(strokes)
            if sum(map(len, together)) < sum(map(len, self._out)):
                self._out, (self._pen, self._cursor) = together, after
        self._out = [*sent, *self._out]

    def _in_turn(self, strokes: Sequence[_Stroke]) -> list[_Stroke]:
        """Return strokes with those of a pen together, each pen followed by the one that is fewest bytes from it."""
        of_pen: dict[int, list[_Stroke]] = {}
        for stroke in strokes:
            of_pen.setdefault(stroke.look, []).append(stroke)
        turns, pen, spell = list[_Stroke](), self._pen, self._pens.spell
        while of_pen:
            _bytes, pen = min((len(spell(pen, look)), look) for look in of_pen)
            turns += of_pen.pop(pen)
        return turns

    def _draw_strokes(self, strokes: Sequence[_Stroke]) -> None:
        spelled, out = self._pens.spelled, self._out
        for stroke, following in zip_longest(strokes, strokes[1:]):
            look, row, column, chars, is_uncertain = stroke
            self._move(row, column)
            if look != self._pen:
                step = spelled.get((self._pen, look))
                out.append(self._pens.spell(self._pen, look) if step is None else step)
                self._pen = look
            if is_uncertain:
                self._write_carefully(chars, row, column)
                continue
            is_followed = following is not None and following.row == row and following.column == stroke.end
            text, passed = self._spell_run(look, chars, _MANY_BLANKS if is_followed else _FEW_BLANKS)
            out.append(text)
            self._cursor = (row, column + passed)

    def _spell_run(self, look: int, chars: list[str], many: int) -> tuple[str, int]:
        """Return what is sent for the cells of a stroke, `many` blanks at its end erased, and how many the cursor passes by it."""
        text = "".join(chars)
        inked = text.rstrip(" ")
        blanks = len(text) - len(inked)
        if blanks < many or not self._erases_in_colour or not self._pens.fills(look):
            return text, len(chars)
        return f"{inked}\x1b[{blanks}X", len(chars) - blanks

    def _write_carefully(self, chars: list[str], row: int, column: int) -> None:
        """Send cells so that a cluster which a terminal draws wider or narrower harms nothing but itself."""
        for offset, cluster in enumerate(chars):
            if not cluster:
                continue
            self._move(row, column + offset)
            width = _whole(chars, offset + 1) - offset
            if is_certain(cluster):
                self._out.append(cluster)
                self._cursor = (row, column + offset + width)
                continue
            if width > 1:
                self._out.append(" " * width)
                self._cursor = None
                self._move(row, column + offset)
            self._out.append(cluster)
            self._cursor = None

    def _move(self, row: int, column: int) -> None:
        """Send the shortest move to a cell; none where the cursor is there already."""
        if self._cursor == (row, column):
            return
        if self._cursor is not None and self._cursor[0] == row and self._cursor[1] < column:
            step = column - self._cursor[1]
            self._out.append(f"\x1b[{step if step > 1 else ''}C")
        elif self._cursor is not None and self._cursor[1] == column:
            step = row - self._cursor[0]
            self._out.append(f"\x1b[{abs(step) if abs(step) > 1 else ''}{'B' if step > 0 else 'A'}")
        elif column:
            self._out.append(f"\x1b[{row + 1};{column + 1}H")
        else:
            self._out.append(f"\x1b[{row + 1 if row else ''}H")
        self._cursor = (row, column)


def _may_change_places(strokes: list[_Stroke]) -> bool:
    """Say whether the order in which these are written makes no difference."""
    ends: dict[int, int] = {}
    for stroke in strokes:
        if stroke.is_uncertain or stroke.column < ends.get(stroke.row, 0):
            return False
        ends[stroke.row] = stroke.column + len(stroke.chars)
    return True


def _ordinal(number: str | None) -> int:
    return max(int(number), 1) - 1 if number else 0


def _whole(chars: list[str], stop: int) -> int:
    """Return the end of the character whose first cells end there."""
    while stop < len(chars) and not chars[stop]:
        stop += 1
    return stop


def _runs(differs: bytes, chars: list[str], looks: list[int]) -> Iterator[tuple[int, int]]:
    """Give the runs of cells to be sent of those that differ: whole characters, short gaps included where that costs no more."""
    has_halves = "" in chars
    for run in _RUN.finditer(differs):
        start, end = run.span()
        for gap in _GAP.finditer(run[0]):
            before, behind = run.start() + gap.start(), run.start() + gap.end()
            if not _is_cheap(chars, looks, before, behind):
                yield (_lead(chars, start), _whole(chars, before)) if has_halves else (start, before)
                start = behind
        yield (_lead(chars, start), _whole(chars, end)) if has_halves else (start, end)


def _lead(chars: list[str], start: int) -> int:
    """Return where the character in that cell begins."""
    while start and not chars[start]:
        start -= 1
    return start


def _is_cheap(chars: list[str], looks: list[int], start: int, stop: int) -> bool:
    """Say whether the cells between are better written again, with the pen before them, than jumped over."""
    gap = looks[start:stop]
    return gap.count(looks[start - 1]) == len(gap) and "".join(chars[start:stop]).isascii()
