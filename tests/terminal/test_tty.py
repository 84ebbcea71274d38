import re
import signal
import sys
import time

import pytest
from terminal_pty import Terminal

from cofacil.terminal import keys, tty
from cofacil.terminal.colours import Depth
from cofacil.terminal.driver import LEAVE, BoardDriver
from cofacil.terminal.guard import permits
from cofacil.terminal.tty import TtyDriver, driver_class

MODES = re.compile(r"\x1b\[\?(\d+)([hl])")
READY = "Q7"


def open_modes(sent: str) -> set[str]:
    """Return the modes that are not as a terminal starts with them."""
    usual = {"7": "h", "25": "h"}
    state = usual | dict(MODES.findall(sent))
    return {mode for mode, letter in state.items() if letter != usual.get(mode, "l")}


def assert_given_back(terminal: Terminal) -> None:
    sent = terminal.sent.decode()
    assert open_modes(sent) == set()
    assert sent.count("\x1b[>1u") == sent.count("\x1b[<u")
    assert terminal.is_as_before


def test_keys_draw_and_leaving_gives_the_terminal_back() -> None:
    with Terminal() as terminal:
        terminal.wait_for(READY)
        assert {"1049", "1002", "1006", "2004", "1004", "25", "7"} <= open_modes(terminal.sent.decode())
        assert "1003" not in open_modes(terminal.sent.decode())
        assert not terminal.is_as_before
        before = len(terminal.sent)
        terminal.press("j")
        terminal.settle()
        assert terminal.screen.text.splitlines()[1].startswith("▌")
        assert 0 < len(terminal.sent) - before < 450
        assert permits(terminal.sent.decode())
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.sent.decode().endswith(LEAVE)
        assert_given_back(terminal)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_gives_the_terminal_back(number: signal.Signals, code: int) -> None:
    with Terminal() as terminal:
        terminal.wait_for(READY)
        terminal.signal(number)
        assert terminal.wait_for_end() == code
        assert_given_back(terminal)


def test_a_failure_gives_the_terminal_back_before_it_is_told() -> None:
    with Terminal() as terminal:
        terminal.wait_for(READY)
        terminal.press("x")
        assert terminal.wait_for_end() == 1
        assert_given_back(terminal)
        assert "as the test asked" in terminal.sent.decode().rpartition("\x1b[?1049l")[2]


def test_a_new_size_is_drawn() -> None:
    with Terminal() as terminal:
        terminal.wait_for(READY)
        terminal.screen.resize(60, 12)
        terminal.screen.clear()
        terminal.set_size(60, 12)
        terminal.wait_for("row 11")
        lines = terminal.screen.text.splitlines()
        assert (len(lines), len(lines[0])) == (12, 60)
        assert "row 0" in lines[0]


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() -> None:
    with Terminal() as terminal:
        terminal.wait_for(READY)
        terminal.press("jj")
        terminal.settle()
        before = terminal.screen.rows
        for _ in range(2):
            terminal.press("z")
            terminal.wait_until_stopped()
            assert_given_back(terminal)
            terminal.screen.clear()
            terminal.signal(signal.SIGCONT)
            terminal.wait_for(READY)
            assert terminal.screen.rows == before
            assert not terminal.is_as_before
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert_given_back(terminal)


def test_stopped_from_outside_the_board_is_drawn_again() -> None:
    with Terminal() as terminal:
        terminal.wait_for(READY)
        before = terminal.screen.rows
        terminal.signal(signal.SIGSTOP)
        terminal.wait_until_stopped()
        terminal.screen.clear()
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(READY)
        assert terminal.screen.rows == before
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert_given_back(terminal)


def test_a_slow_terminal_misses_nothing_and_is_not_sent_every_frame() -> None:
    with Terminal(160, 120) as terminal:
        terminal.wait_for(READY)
        before = len(terminal.sent)
        for _ in range(100):
            # Nobody reads, and a pseudo-terminal holds a few kilobytes.
            terminal.press("t")
            time.sleep(0.02)
        terminal.press("j")
        terminal.wait_for_row(1, "▌")
        assert 64 * 1024 < len(terminal.sent) - before < 160 * 1024
        shown = terminal.screen.rows
        terminal.press("z")
        terminal.wait_until_stopped()
        terminal.screen.clear()
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(READY)
        assert terminal.screen.rows == shown


def test_a_terminal_that_was_slow_is_given_back_too() -> None:
    with Terminal(160, 45) as terminal:
        terminal.wait_for(READY)
        for _ in range(10):
            terminal.press("t")
            time.sleep(0.05)
        terminal.signal(signal.SIGTERM)
        time.sleep(0.3)
        assert terminal.wait_for_end() == 143
        assert_given_back(terminal)


def test_with_the_stock_driver_everything_still_works() -> None:
    with Terminal(environ={"COFACIL_DRIVER": "stock"}) as terminal:
        terminal.wait_for(READY)
        terminal.press("j")
        terminal.settle()
        assert terminal.screen.text.splitlines()[1].startswith("▌")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(
    ("environ", "has", "lacks"),
    [
        ({"COLORTERM": ""}, "38;5;", ";2;"),
        ({"COLORTERM": "", "TERM": "xterm"}, ";40", "8;5;"),
        ({"NO_COLOR": "1"}, "\x1b[1m", "8;2;"),
    ],
)
def test_a_terminal_with_fewer_colours_is_sent_no_others(environ: dict[str, str], has: str, lacks: str) -> None:
    with Terminal(environ=environ) as terminal:
        terminal.wait_for(READY)
        sent = terminal.sent.decode()
        assert has in sent
        assert lacks not in sent


def test_the_environment_chooses_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = driver_class({"TERM": "xterm-256color"})
    assert chosen is not None
    assert issubclass(chosen, TtyDriver)
    assert issubclass(chosen, BoardDriver)
    assert chosen.capability.depth is Depth.MANY
    assert driver_class({"TERM": "xterm-256color", "COFACIL_DRIVER": "stock"}) is None
    monkeypatch.setattr(keys, "XTermParser", object)
    assert driver_class({"TERM": "xterm-256color"}) is None


def test_where_there_is_no_unix_terminal_the_stock_driver_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert tty.driver_class({"TERM": "xterm"}) is None
