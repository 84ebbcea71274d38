import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.terminal.capability import depth_of
from cofacil.terminal.colours import Depth, narrow, narrow_pair

CHANNEL = st.integers(0, 255)


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Depth.TRUE),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, Depth.TRUE),
        ({"TERM": "xterm-kitty"}, Depth.TRUE),
        ({"TERM": "xterm-256color"}, Depth.MANY),
        ({"TERM": "screen-256color", "NO_COLOR": ""}, Depth.MANY),
        ({"TERM": "xterm"}, Depth.FEW),
        ({"TERM": "screen"}, Depth.FEW),
        ({"TERM": "linux"}, Depth.FEW),
        ({"TERM": "vt100"}, Depth.NONE),
        ({}, Depth.NONE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Depth.NONE),
    ],
)
def test_the_environment_says_how_many_colours(environ: dict[str, str], depth: Depth) -> None:
    assert depth_of(environ) is depth


@pytest.mark.parametrize(
    ("colour", "many", "few"),
    [
        ("38;2;255;0;0", "38;5;196", "91"),
        ("48;2;0;0;0", "48;5;16", "40"),
        ("48;2;255;255;255", "48;5;231", "107"),
        ("38;2;128;128;128", "38;5;244", "90"),
        ("38;5;9", "38;5;9", "91"),
        ("48;5;196", "48;5;196", "101"),
        ("31", "31", "31"),
        ("", "", ""),
    ],
)
def test_a_colour_becomes_its_nearest(colour: str, many: str, few: str) -> None:
    assert narrow(colour, Depth.TRUE) == colour
    assert narrow(colour, Depth.MANY) == many
    assert narrow(colour, Depth.FEW) == few
    assert narrow(colour, Depth.NONE) == ""


@given(CHANNEL, CHANNEL, CHANNEL, st.sampled_from(["38", "48"]), st.sampled_from(list(Depth)))
def test_narrowing_twice_changes_nothing_more(red: int, green: int, blue: int, ground: str, depth: Depth) -> None:
    once = narrow(f"{ground};2;{red};{green};{blue}", depth)
    assert narrow(once, depth) == once


@given(CHANNEL, CHANNEL, CHANNEL, st.sampled_from([Depth.MANY, Depth.FEW]))
def test_words_that_could_be_read_stay_readable(red: int, green: int, blue: int, depth: Depth) -> None:
    near = (red + 3) % 256
    fg, bg = narrow_pair(f"38;2;{near};{green};{blue}", f"48;2;{red};{green};{blue}", depth)
    as_background = fg.replace("38;5", "48;5") if depth is Depth.MANY else str(int(fg) + 10)
    assert as_background != bg


@pytest.mark.parametrize(
    ("fg", "bg", "few"),
    [
        ("38;2;68;68;68", "48;2;255;255;255", "30"),
        ("38;2;68;68;68", "48;2;238;238;238", "30"),
        ("38;2;168;168;168", "48;2;0;0;0", "90"),
        ("38;2;255;95;255", "48;2;0;0;0", "95"),
        ("38;2;0;215;135", "48;2;255;255;255", "36"),
    ],
)
def test_words_that_were_read_from_the_back_are_not_faint_in_sixteen_colours(fg: str, bg: str, few: str) -> None:
    assert narrow_pair(fg, bg, Depth.FEW)[0] == few
