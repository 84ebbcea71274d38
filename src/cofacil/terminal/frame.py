"""A shadow of what a terminal shows, so that only the cells that changed are sent."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, zip_longest
from typing import NamedTuple

from cofacil.terminal.cells import cells
from cofacil.terminal.colours import Depth
from cofacil.terminal.found_widths import Found
from cofacil.terminal.pen import UnknownSequence, narrow_text
from cofacil.terminal.script import FIRST_NAME, HALF, NAMES, Cells, State, script_for
from cofacil.terminal.widths import is_plain

_MOVE = re.compile(r"\x1b\[(\d*)(?:;(\d*))?H")
_SGR = re.compile(r"\x1b\[([\d;]*)m")
# Lone surrogates among them: they stand for clusters here.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

_UNSEEN = "\0"
_UNKNOWN_PEN = -1
_UNKNOWN_COLUMN = -1
# So many texts are kept as cells and pens: what the rows of some screens show lately.
_KNOWN = 1024
# So many frames are kept with what was sent for them, of those that are no longer than a part of a screen.
_TURNS, _SHORT = 64, 8192
# What changed, one byte a cell: up to four cells between are no longer to write again than to jump over.
_RUN = re.compile(rb"[^\x00]+(?:\x00{1,4}[^\x00]+)*")
_GAP = re.compile(rb"\x00+")
_ALIKE = re.compile(r"(.)\1*", re.DOTALL)
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
    chars: str
    is_odd: bool
    is_uncertain: bool


class Frame:
    """Turns the text of Textual's frames into the shortest text that makes the same screen.

    What it does not know passes through, and makes it forget what the screen shows.
    """

    def __init__(
        self, width: int, height: int, depth: Depth = Depth.TRUE, *, erases_in_colour: bool = True, asks: bool = False
    ) -> None:
        self._depth = depth
        self._erases_in_colour = erases_in_colour
        self.found = Found(asks=asks)
        self._out: list[str] = []
        self._strokes: list[_Stroke] = []
        self.resize(width, height)

    @property
    def height(self) -> int:
        return self._height

    def resize(self, width: int, height: int) -> None:
        """Take the terminal's new size; what it shows is not known any more."""
        self._width, self._height = max(width, 1), max(height, 1)
        self.forget()

    def forget(self) -> None:
        """Take nothing for granted: whatever comes next is sent whole."""
        self._script = script_for(self._depth)
        self._pens, self._spoken = self._script.pens, self._script.spoken
        self._chars = [_UNSEEN * self._width] * self._height
        self._looks = [_UNSEEN * self._width] * self._height
        self._sources: list[tuple[int, str] | None] = [None] * self._height
        self._cursor: tuple[int, int] | None = None
        self._pen = _UNKNOWN_PEN
        self._ink = 0
        self._is_unseen = True
        self._is_alike = True
        """Whether what is sent last would be the same to any other terminal of this depth."""

    def diff(self, text: str) -> str:
        """Return what to send for this text: empty where the screen would not change."""
        if not _MOVE.match(text):
            return self._pass_through(text)
        if self._script.is_full:
            self.forget()
        script, turns = self._script, self._script.turns
        key = (text, self._width, self._erases_in_colour, self._state())
        if (found := turns.get(key)) is not None:
            self._be(found[1])
            return found[0]
        sent = self._turned(text)
        if self._is_alike and len(text) <= _SHORT and self._script is script:
            if len(turns) >= _TURNS:
                turns.clear()
            turns[key] = (sent, self._state())
        return sent

    def _state(self) -> State:
        return State(tuple(self._chars), tuple(self._looks), self._cursor, self._pen, self._ink, self._is_unseen)

    def _be(self, state: State) -> None:
        """Take it for shown what another one's screen shows that was as this one is."""
        self._chars, self._looks = list(state.chars), list(state.looks)
        self._cursor, self._pen, self._ink, self._is_unseen = state[2:]
        # Which text a row was drawn from is not known any more.
        self._sources = [None] * self._height

    def _turned(self, text: str) -> str:
        """Return what to send for this text, and remember what the screen shows then."""
        self._out, self._strokes, self._is_alike = [], [], True
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
        ink, drawn, blanks = self._ink, set(), Counter[str]()
        for index in range(1, len(pieces), 3):
            read = self._read(pieces[index + 2].removesuffix("\n"))
            if _ordinal(pieces[index + 1]) == 0 and len(read.chars) >= self._width:
                drawn.add(_ordinal(pieces[index]))
            blanks.update(compress(read.looks, map(" ".__eq__, read.chars)))
        self._ink = ink
        ground = next((ord(look) for look, _count in blanks.most_common() if self._pens.fills(ord(look))), None)
        if ground is None or not drawn.issuperset(range(self._height)):
            return
        self._out.append(self._pens.spell(self._pen, ground))
        self._pen = ground
        for row in range(self._height):
            self._move(row, 0)
            self._out.append("\x1b[K")
        self._chars = [" " * self._width] * self._height
        self._looks = [chr(ground) * self._width] * self._height

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
        read = self._read(source)
        self._sources[row] = (column, source) if is_closed and self._ink == 0 else None
        room = self._width - column
        if len(read.chars) > room:
            end = _lead(read.chars, room)
            read = read._replace(chars=read.chars[:end] + " " * (room - end), looks=read.looks[:room])
        if read.chars:
            self._draw(row, column, read)

    def _read(self, source: str) -> Cells:
        """Read text with SGR sequences into cells: a row that scrolls comes again."""
        held = self._script.known
        known = held.get((self._ink, source))
        if known is not None:
            read, self._ink = known
            return read
        ink = self._ink
        read = self._spell_out(source)
        if len(held) >= _KNOWN:
            held.clear()
        held[ink, source] = (read, self._ink)
        return read

    def _spell_out(self, source: str) -> Cells:
        chars: list[str] = []
        looks: list[str] = []
        is_odd = has_uncertain = False
        is_text = True
        applied = self._pens.applied
        for piece in _SGR.split(source):
            if is_text and piece:
                run = piece
                if not piece.isascii():
                    run, is_uncertain = self._cells_of(piece)
                    has_uncertain |= is_uncertain
                    is_odd |= run is not piece
                elif not piece.isprintable():
                    raise UnknownSequence(piece)
                chars.append(run)
                looks.append(chr(self._ink) * len(run))
            elif not is_text:
                ink = applied.get((self._ink, piece))
                self._ink = self._pens.apply(self._ink, piece) if ink is None else ink
            is_text = not is_text
        return Cells("".join(chars), "".join(looks), is_odd, has_uncertain)

    def _cells_of(self, piece: str) -> tuple[str, bool]:
        """Return a character for each cell of a text, and whether any of them is of uncertain width."""
        if _CONTROL.search(piece):
            raise UnknownSequence(piece)
        if is_plain(piece):
            return piece, False
        clusters, is_uncertain = cells(piece)
        return "".join([one if len(one) == 1 else self._script.name_of(one) for one in clusters]), is_uncertain

    def _draw(self, row: int, column: int, read: Cells) -> None:
        """Send the cells that differ from the shadow, and remember all of them."""
        chars, looks, is_odd, is_uncertain = read
        end = column + len(chars)
        all_chars, all_looks = self._chars[row], self._looks[row]
        old_chars, old_looks = all_chars[column:end], all_looks[column:end]
        if chars == old_chars and looks == old_looks:
            return
        self._chars[row] = f"{all_chars[:column]}{chars}{all_chars[end:]}"
        self._looks[row] = f"{all_looks[:column]}{looks}{all_looks[end:]}"
        differs = _differing((chars, old_chars), (looks, old_looks))
        if is_uncertain:
            self._is_alike = False
            # What is drawn wider than it was laid out takes cells of its neighbours, which are drawn again behind it.
            behind = len(all_chars[end:].partition(_UNSEEN)[0])
            chars, looks = f"{chars}{all_chars[end : end + behind]}", f"{looks}{all_looks[end : end + behind]}"
            read = read._replace(chars=chars, looks=looks)
            differs = self._with_spilt(chars, differs + bytes(behind))
        strokes = self._strokes
        for start, stop in _runs(differs, read):
            look = looks[start]
            if looks.count(look, start, stop) == stop - start:
                strokes.append(_Stroke(ord(look), row, column + start, chars[start:stop], is_odd, is_uncertain))
                continue
            for alike in _ALIKE.finditer(looks, start, stop):
                at, behind = alike.span()
                strokes.append(_Stroke(ord(alike[1]), row, column + at, chars[at:behind], is_odd, is_uncertain))

    def _with_spilt(self, chars: str, differs: bytes) -> bytes:
        """Return what is to be drawn, with the cells that what stands before them may take."""
        spilt = bytearray(differs)
        for offset, char in enumerate(chars):
            if spilt[offset] and _is_name(char) and (spill := self.found.spill(self._spoken[ord(char)])):
                start = _whole(chars, offset + 1)
                stop = min(start + spill, len(spilt))
                spilt[start:stop] = b"\1" * (stop - start)
        return bytes(spilt)

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
        turns, pen, spell, spelled = list[_Stroke](), self._pen, self._pens.spell, self._pens.spelled
        while of_pen:
            if pen not in of_pen:
                _bytes, pen = min((len(spelled.get((pen, look)) or spell(pen, look)), look) for look in of_pen)
            turns += of_pen.pop(pen)
        return turns

    def _draw_strokes(self, strokes: Sequence[_Stroke]) -> None:
        spelled, out = self._pens.spelled, self._out
        for stroke, following in zip_longest(strokes, strokes[1:]):
            look, row, column, chars, is_odd, is_uncertain = stroke
            self._move(row, column)
            if look != self._pen:
                step = spelled.get((self._pen, look))
                out.append(self._pens.spell(self._pen, look) if step is None else step)
                self._pen = look
            if is_uncertain:
                self._write_carefully(look, chars, row, column)
                continue
            is_followed = following is not None and following.row == row and following.column == column + len(chars)
            text, passed = self._spell_run(look, chars, _MANY_BLANKS if is_followed else _FEW_BLANKS)
            out.append(text.translate(self._spoken) if is_odd else text)
            self._cursor = (row, column + passed)

    def _spell_run(self, look: int, chars: str, many: int) -> tuple[str, int]:
        """Return what is sent for the cells of a stroke, `many` blanks at its end erased, and how many the cursor passes by it."""
        inked = chars.rstrip(" ")
        blanks = len(chars) - len(inked)
        if blanks < many or not self._erases_in_colour or not self._pens.fills(look):
            return chars, len(chars)
        return f"{inked}\x1b[{blanks}X", len(chars) - blanks

    def _write_carefully(self, look: int, chars: str, row: int, column: int) -> None:
        """Send cells so that a letter which a terminal draws wider or narrower harms nothing but itself."""
        out, found, is_washed = self._out, self.found, False
        for offset, char in enumerate(chars):
            if char == HALF:
                continue
            letter = self._spoken.get(ord(char), char)
            width = _whole(chars, offset + 1) - offset
            self._move(row, column + offset)
            if found.is_as_laid_out(letter):
                out.append(letter)
                self._cursor = (row, column + offset + width)
                continue
            if not is_washed and width > 1:
                # What a letter leaves free shows nothing old.
                if self._erases_in_colour and self._pens.fills(look):
                    is_washed = True
                    out.append(f"\x1b[{len(chars) - offset}X")
                else:
                    out.append(" " * width)
                    self._cursor = (row, _UNKNOWN_COLUMN)
                    self._move(row, column + offset)
            out += (letter, found.question(letter, row, column + offset, self._width))
            self._cursor = (row, _UNKNOWN_COLUMN)

    def _move(self, row: int, column: int) -> None:
        """Send the shortest move to a cell; none where the cursor is there already."""
        if self._cursor == (row, column):
            return
        if not row and not column:
            self._out.append("\x1b[H")
        elif self._cursor is not None and self._cursor[0] == row:
            step = column - self._cursor[1]
            if step < 0 or self._cursor[1] == _UNKNOWN_COLUMN:
                self._out.append(f"\x1b[{column + 1 if column else ''}G")
            else:
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


def _differing(*pairs: tuple[str, str]) -> bytes:
    """Return a byte for each place of equally long texts: not zero where those of any pair differ."""
    count, differs = len(pairs[0][0]), 0
    for one, other in pairs:
        differs |= _as_number(one) ^ _as_number(other)
    spread = differs.to_bytes(4 * count, "little")
    # A character is three bytes of four.
    low, middle, high = spread[0::4], spread[1::4], spread[2::4]
    parts = int.from_bytes(low, "little") | int.from_bytes(middle, "little") | int.from_bytes(high, "little")
    return parts.to_bytes(count, "little")


def _as_number(text: str) -> int:
    return int.from_bytes(text.encode("utf-32-le", "surrogatepass"), "little")


def _is_name(char: str) -> bool:
    return FIRST_NAME <= ord(char) < FIRST_NAME + NAMES


def _whole(chars: str, stop: int) -> int:
    """Return the end of the character whose first cells end there."""
    while stop < len(chars) and chars[stop] == HALF:
        stop += 1
    return stop


def _runs(differs: bytes, read: Cells) -> Iterator[tuple[int, int]]:
    """Give the runs of cells to be sent of those that differ: whole characters, short gaps included where that costs no more."""
    chars, looks, is_odd, _is_uncertain = read
    for run in _RUN.finditer(differs):
        start, end = run.span()
        for gap in _GAP.finditer(differs, start, end):
            before, behind = gap.span()
            if not _is_cheap(chars, looks, before, behind):
                yield (_lead(chars, start), _whole(chars, before)) if is_odd else (start, before)
                start = behind
        yield (_lead(chars, start), _whole(chars, end)) if is_odd else (start, end)


def _lead(chars: str, start: int) -> int:
    """Return where the character in that cell begins."""
    while start and chars[start] == HALF:
        start -= 1
    return start


def _is_cheap(chars: str, looks: str, start: int, stop: int) -> bool:
    """Say whether the cells between are better written again, with the pen before them, than jumped over."""
    return looks.count(looks[start - 1], start, stop) == stop - start and chars[start:stop].isascii()
