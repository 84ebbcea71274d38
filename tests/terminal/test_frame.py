import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal_screens import Screen

from cofacil.terminal.colours import Depth
from cofacil.terminal.found_widths import ASK
from cofacil.terminal.frame import Frame
from cofacil.terminal.guard import permits
from cofacil.terminal.pen import Pens

WIDTH, HEIGHT = 20, 4

Drawing = list[tuple[tuple[int, int], list[tuple[str, str]]]]

CLUSTERS = st.sampled_from(["a", "b", " ", " ", ".", "é", "ü", "e\u0301", "漢", "字", "한", "😀", "🚀", "│", "●"])
SGRS = st.sampled_from(
    ["", "1", "3;4", "7", "9", "31", "97;44", "38;5;200", "38;2;1;2;3;48;2;9;9;9", "48;2;9;9;9", "1;38;2;1;2;3"]
)
RUNS = st.lists(st.tuples(SGRS, st.lists(CLUSTERS, min_size=1, max_size=12).map("".join)), min_size=1, max_size=4)
PLACES = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))
SEGMENTS = st.tuples(PLACES, RUNS)
FRAMES = st.lists(SEGMENTS, min_size=1, max_size=6)


def spelled(frame: Drawing) -> str:
    """Write a frame as Textual does: a move, styled runs, each ended by a reset, and rows that stay on the screen."""
    pieces = []
    for (row, column), runs in frame:
        pieces.append(f"\x1b[{row + 1};{column + 1}H")
        room = WIDTH - column
        for sgr, text in runs:
            fitting = ""
            for cluster in re.findall(r".[\u0300-\u036f]?", text):
                width = 2 if ord(cluster[0]) > 0x3000 else 1
                if width > room:
                    break
                fitting, room = fitting + cluster, room - width
            pieces.append(f"\x1b[{sgr}m{fitting}\x1b[0m" if sgr and fitting else fitting)
    return "".join(pieces) + "\x1b[1;1H"


class Pair:
    """Two terminals: one gets all that Textual sends, the other what the frame lets through."""

    def __init__(self, depth: Depth = Depth.TRUE) -> None:
        self.plain, self.short = Screen(WIDTH, HEIGHT), Screen(WIDTH, HEIGHT)
        self.frame = Frame(WIDTH, HEIGHT, depth)

    def feed(self, text: str) -> str:
        sent = self.frame.diff(text)
        self.plain.feed(text)
        self.short.feed(sent)
        return sent

    @property
    def is_same(self) -> bool:
        return self.plain.rows == self.short.rows


@settings(max_examples=120, deadline=None)
@given(st.lists(FRAMES, min_size=1, max_size=6))
def test_the_screen_is_the_same_as_without_the_frame(
    frames: list[Drawing],
) -> None:
    pair = Pair()
    for frame in frames:
        sent = pair.feed(spelled(frame))
        assert permits(sent)
        assert pair.is_same
        assert pair.short.cursor == pair.plain.cursor


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), FRAMES.map(spelled)), min_size=1, max_size=8), FRAMES.map(spelled))
def test_screens_of_one_process_each_show_their_own(turns: list[tuple[int, str]], to_all: str) -> None:
    pairs = [Pair(), Pair(), Pair(Depth.MANY)]
    for number, text in turns:
        pairs[number].feed(text)
        for pair in pairs[:2]:
            pair.feed(to_all)
            assert pair.is_same
            assert pair.short.cursor == pair.plain.cursor


def test_what_two_screens_show_alike_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[str] = []
    turn = Frame._turned

    def counted(frame: Frame, text: str) -> str:
        turned.append(text)
        return turn(frame, text)

    monkeypatch.setattr(Frame, "_turned", counted)
    pairs = [Pair(Depth.FEW), Pair(Depth.FEW)]
    for text in ("\x1b[1;1H\x1b[1;44malike e\u0301\x1b[0m\x1b[1;1H", "\x1b[1;1Hother\x1b[1;1H"):
        assert len({pair.feed(text) for pair in pairs}) == 1
    assert len(turned) == 2
    pairs[0].feed("\x1b[2;1Hits own\x1b[1;1H")
    for pair in pairs:
        pair.feed("\x1b[1;1Hto both\x1b[2;1Hbelow  \x1b[1;1H")
        assert pair.is_same
    assert len(turned) == 5


def test_a_letter_that_terminals_draw_in_other_widths_is_each_ones_own() -> None:
    frames = [Frame(WIDTH, HEIGHT, asks=True) for _ in range(2)]
    text = "\x1b[2;1Ha \U0001f469\u200d\U0001f469\u200d\U0001f467 b\x1b[1;1H"
    first, second = (frame.diff(text) for frame in frames)
    assert ASK in first
    assert ASK in second
    frames[0].found.learn(2, 5)
    cleared = "\x1b[2;1H" + " " * WIDTH + "\x1b[1;1H"
    known, unknown = ((frame.diff(cleared), frame.diff(text))[1] for frame in frames)
    assert len(known) < len(unknown)


PASSING = st.sampled_from(
    ["\x1b[2J", "\x1b[2;3H\x1b[K", "\x1b[3;1H\x1b[58;5;1mx\x1b[0m", "\x1b[1;1H\x1b[44m\x1b[2K\x1b[0m"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(FRAMES.map(spelled), PASSING), max_size=6))
def test_what_is_not_known_passes_and_nothing_after_it_is_lost(texts: list[str]) -> None:
    pair = Pair()
    for text in texts:
        pair.feed(text)
        assert pair.is_same


def test_the_same_frame_again_sends_nothing() -> None:
    pair = Pair()
    text = "\x1b[1;1H\x1b[1mé 漢 ❤️ 😀\x1b[0m x\n\x1b[2;1Hrow\x1b[1;1H"
    assert pair.feed(text)
    assert pair.feed(text) == ""


def test_only_the_cells_that_changed_are_sent() -> None:
    pair = Pair()
    pair.feed("\x1b[2;1H\x1b[31mone card here\x1b[0m\x1b[1;1H")
    assert pair.feed("\x1b[2;1H\x1b[31mone cart here\x1b[0m\x1b[1;1H") == "\x1b[2;8Ht\x1b[H"


def test_the_pen_is_kept_between_cells() -> None:
    pair = Pair()
    pair.feed("\x1b[1;1Haaaa    bbbb\x1b[1;1H")
    sent = pair.feed("\x1b[1;1H\x1b[1maaaa\x1b[0m    \x1b[1mbbbb\x1b[0m\x1b[1;1H")
    assert sent == "\x1b[1maaaa\x1b[4Cbbbb\x1b[H"


def test_a_wide_character_that_changes_leaves_the_cursor_known() -> None:
    pair = Pair()
    pair.feed("\x1b[1;1H漢 same words x\x1b[1;1H")
    assert pair.feed("\x1b[1;1H字 same words y\x1b[1;1H") == "字\x1b[12Cy\x1b[H"
    assert pair.is_same


@pytest.mark.parametrize(("over", "again"), [("\x1b[1;4Hb", "\x1b[1;3H漢"), ("\x1b[1;3Ha", "\x1b[1;3Ha ")])
def test_half_a_wide_character_is_sent_again(over: str, again: str) -> None:
    # Most terminals blank the other half; pyte keeps it.
    pair = Pair()
    pair.feed("\x1b[1;1H  漢  \x1b[1;1H")
    pair.feed(over)
    assert pair.feed(again).endswith(again[-1])


@pytest.mark.parametrize("forget", ["resize", "resume"])
def test_after_a_resize_and_a_resume_everything_is_sent_again(forget: str) -> None:
    pair = Pair()
    text = "\x1b[1;1H\x1b[1mword\x1b[0m\x1b[2;1H漢字\x1b[1;1H"
    first = pair.feed(text)
    pair.short.clear()
    if forget == "resize":
        pair.frame.resize(WIDTH, HEIGHT)
    else:
        pair.frame.forget()
    assert pair.feed(text) == first
    assert pair.is_same


def test_what_lies_outside_the_screen_is_left_out() -> None:
    pair = Pair()
    assert pair.feed(f"\x1b[9;1Hbelow\x1b[1;{WIDTH + 3}Hbeside") == ""
    pair.feed(f"\x1b[1;{WIDTH}H漢")
    assert pair.short.row(0)[-1][0] == " "


@pytest.mark.parametrize("cluster", ["❤️", "👩‍🚀", "👍🏽", "🇩🇪", "⚡"])
def test_a_slip_of_a_terminal_stays_with_its_cluster(cluster: str) -> None:
    # pyte draws most of these with another width than Textual, as some terminals do.
    pair = Pair()
    pair.feed("\x1b[1;1H" + "x" * WIDTH + "\x1b[1;1H")
    pair.feed(f"\x1b[1;1Hab{cluster}cd\x1b[1mef\x1b[0m\x1b[1;1H")
    cells = [cell[0] for cell in pair.short.row(0)]
    assert "".join(cells[:2]) == "ab"
    assert "".join(cells[4:8]) == "cdef"
    assert "x" not in cells[:8]


@pytest.mark.parametrize(("depth", "longest"), [(Depth.MANY, "8;5;"), (Depth.FEW, None), (Depth.NONE, None)])
def test_fewer_colours_are_sent_to_a_terminal_that_has_fewer(depth: Depth, longest: str | None) -> None:
    frame = Frame(WIDTH, HEIGHT, depth)
    for text in ("\x1b[1;1H\x1b[1;38;2;255;0;0;48;2;0;0;9mword\x1b[0m", "\x1b[2J\x1b[38;2;255;0;0mpassing"):
        sent = frame.diff(text)
        assert ";2;" not in sent
        assert (longest in sent) if longest else ("8;5" not in sent)


def test_a_long_evening_of_colours_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pens, "limit", 50)
    pair = Pair()
    for shade in range(200):
        pair.feed(f"\x1b[1;1H\x1b[38;2;{shade};1;1mfade\x1b[0m\x1b[2;2Hstays\x1b[1;1H")
        assert pair.is_same
    assert len(pair.frame._pens._pens) <= 60


def drawn_whole(rows: list[str]) -> str:
    """Write a whole screen as Textual does, on a blue ground, the first letters of each row in bold."""
    cells = (f"{row:<{WIDTH}}" for row in rows)
    lines = (f"\x1b[{y};1H\x1b[1;44m{row[:2]}\x1b[0m\x1b[44m{row[2:]}\x1b[0m" for y, row in enumerate(cells, 1))
    return "\n".join(lines) + "\x1b[1;1H"


def test_a_screen_of_which_nothing_is_known_is_erased_in_the_ground_of_most_of_it() -> None:
    pair = Pair()
    sent = pair.feed(drawn_whole(["ab words", "", "cd", ""]))
    assert pair.is_same
    assert sent.count("\x1b[K") == HEIGHT
    assert sent.count("44") == 1
    assert "X" not in sent
    # What is known is drawn as ever.
    assert pair.feed(drawn_whole(["ab words", "", "ce", ""])) == "\x1b[3;2He\x1b[H"
    pair.short.clear()
    pair.frame.forget()
    # Where a text draws only some of it, nothing of the rest may be erased.
    assert "\x1b[K" not in pair.feed("\x1b[2;1H\x1b[44m                    \x1b[0m\x1b[1;1H")


def test_a_terminal_that_erases_without_colours_is_sent_its_blanks() -> None:
    frame = Frame(WIDTH, HEIGHT, erases_in_colour=False)
    sent = frame.diff(drawn_whole(["ab words", "", "cd", ""]))
    assert "\x1b[K" not in sent
    assert sent.count(" ") > 60


def test_all_that_a_pen_writes_is_written_together_where_that_is_shorter() -> None:
    pair = Pair()
    rows = [f"\x1b[{y};1H\x1b[38;2;1;2;3mone\x1b[0m \x1b[38;2;7;8;9mtwo\x1b[0m" for y in range(1, HEIGHT + 1)]
    sent = pair.feed("".join(rows) + "\x1b[1;1H")
    assert pair.is_same
    assert sent.count("38;2;1;2;3") == sent.count("38;2;7;8;9") == 1


def test_what_follows_below_in_the_same_column_is_a_short_way_away() -> None:
    pair = Pair()
    pair.feed("\x1b[1;1Habcd\x1b[2;1Habcd\x1b[1;1H")
    assert pair.feed("\x1b[1;1Habxd\x1b[2;1Habcx\x1b[1;1H") == "\x1b[2Cx\x1b[Bx\x1b[H"


def test_a_control_among_words_passes_as_it_is() -> None:
    for text in ("\x1b[1;1Ha\tb", "\x1b[1;1H漢\x0e", "\x1b[1;1Ha\n\nb", "\x1b[1;1H\x1b[1mrow\n"):
        frame = Frame(WIDTH, HEIGHT)
        sent = frame.diff(text)
        assert (sent == f"\x1b[m{text}") == (text != "\x1b[1;1H\x1b[1mrow\n")


def test_clusters_are_cells_of_their_own_however_many_there_are() -> None:
    pair = Pair()
    for first in range(0x61, 0x7B):
        for mark in range(0x300, 0x330):
            sent = pair.feed(f"\x1b[1;3H{chr(first)}{chr(mark)}漢z\x1b[1;1H")
            assert f"{chr(first)}{chr(mark)}" in sent
    assert pair.is_same
    assert pair.frame.diff("\x1b[1;3H\ud800\x1b[1;1H").endswith("\ud800\x1b[1;1H")


@pytest.mark.parametrize("marks", ["\u0301", "\u0323\u0301", "\u0fb2\u0f71"])
def test_of_a_letter_of_more_marks_than_any_language_has_the_terminal_is_sent_some(marks: str) -> None:
    frame = Frame(WIDTH, HEIGHT)
    letter = "e" + marks * 5_000
    sent = frame.diff(f"\x1b[1;1Ha{letter}b\x1b[1;1H")
    assert letter[:31] in sent
    assert sent.count(marks[-1]) <= 30
    assert len(sent) < 100
    assert frame.diff(f"\x1b[1;1Ha{letter}b\x1b[1;1H") == ""
