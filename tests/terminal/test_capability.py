import pytest

from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth


def test_a_terminal_of_today_can_do_everything() -> None:
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "de_DE.UTF-8"}
    assert Capability.of(environ, is_tty=True) == Capability(Depth.TRUE)


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_no_board_is_drawn_where_nothing_can_be_moved(term: str) -> None:
    assert not Capability.of({"TERM": term}, is_tty=True).is_full_screen


def test_no_board_is_drawn_into_a_pipe() -> None:
    assert not Capability.of({"TERM": "xterm"}, is_tty=False).is_full_screen


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "linux", "LANG": "C.UTF-8"},
        {"TERM": "vt100"},
        {"TERM": "xterm", "LANG": "C"},
        {"TERM": "xterm", "LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"},
        {"TERM": "xterm", "LC_CTYPE": "de_DE.ISO-8859-1"},
    ],
)
def test_ascii_is_drawn_where_nothing_else_is_sure(environ: dict[str, str]) -> None:
    assert Capability.of(environ, is_tty=True).is_ascii


@pytest.mark.parametrize("environ", [{"TERM": "xterm"}, {"TERM": "xterm", "LC_ALL": "", "LANG": "en_GB.utf8"}])
def test_glyphs_are_drawn_where_the_locale_knows_them(environ: dict[str, str]) -> None:
    assert not Capability.of(environ, is_tty=True).is_ascii


def test_apple_terminal_is_asked_nothing() -> None:
    assert not Capability.of({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, is_tty=True).answers_queries
