"""What a guest's terminal says of itself is a claim: what is odd is not believed, and no size is too large."""

import pytest

from cofacil.share.terminal import HIGHEST, LOWEST, NARROWEST, WIDEST, capability_of, size_of
from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth

UTF8 = {"LANG": "en_GB.UTF-8"}
HOSTILE = (
    "",
    "x" * 65,
    "xterm\x1b[2J",
    "xterm\n",
    "xterm\x00",
    "xtérm",
    "xterm\u202e256color",
    "\udcff",
    "x" * 1_000_000,
)


@pytest.mark.parametrize(
    ("term", "depth"),
    [
        ("xterm-256color", Depth.MANY),
        ("xterm-direct", Depth.TRUE),
        ("xterm", Depth.FEW),
        ("screen-256color", Depth.MANY),
        ("vt100", Depth.NONE),
    ],
)
def test_a_terminal_is_believed_as_far_as_its_name_goes(term: str, depth: Depth) -> None:
    capability = capability_of(term, UTF8)
    assert capability.depth is depth
    assert capability.is_full_screen
    assert capability.is_ascii == (term == "vt100")


@pytest.mark.parametrize("term", [*HOSTILE, "dumb", "unknown"])
def test_no_board_is_drawn_on_a_terminal_with_an_odd_name(term: str) -> None:
    assert not capability_of(term, UTF8).is_full_screen


def test_what_counts_is_read_of_its_environment() -> None:
    assert capability_of("xterm", {"COLORTERM": "truecolor"}).depth is Depth.TRUE
    assert capability_of("xterm-256color", {"NO_COLOR": "1"}).depth is Depth.NONE
    assert capability_of("xterm", {"LC_ALL": "C", **UTF8}).is_ascii
    assert not capability_of("xterm", {"LC_CTYPE": "C.UTF-8", "LANG": "C"}).is_ascii
    assert not capability_of("xterm", {"TERM_PROGRAM": "Apple_Terminal"}).answers_queries


@pytest.mark.parametrize("value", HOSTILE)
def test_an_odd_value_is_as_if_it_had_not_been_said(value: str) -> None:
    names = ("COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "TERM_PROGRAM")
    assert capability_of("xterm-256color", dict.fromkeys(names, value)) == capability_of("xterm-256color", {})


def test_nothing_else_of_its_environment_counts() -> None:
    more = {"TERM": "dumb", "role": "host", "COFACIL_NAME": "Ana", "COFACIL_HOME": "/", "COLUMNS": "9", "LINES": "1"}
    assert capability_of("xterm-256color", more) == capability_of("xterm-256color", {})
    assert capability_of("xterm-256color", {}) == Capability(Depth.MANY)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ((80, 24), (80, 24)),
        ((0, 0), (80, 24)),
        ((132, 0), (132, 24)),
        ((1, 1), (NARROWEST, LOWEST)),
        ((-5, -1), (NARROWEST, LOWEST)),
        ((2**31 - 1, 2**32 - 1), (WIDEST, HIGHEST)),
        ((400, 160), (400, 160)),
        ((401, 161), (400, 160)),
        ((20, 6), (20, 6)),
    ],
)
def test_a_size_is_one_that_a_board_may_be_drawn_in(said: tuple[int, int], taken: tuple[int, int]) -> None:
    assert size_of(*said) == taken
