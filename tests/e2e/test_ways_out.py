"""How the program ends: by hand, by signal, or before it has begun because there is no screen."""

import signal
import subprocess
from pathlib import Path

import pytest

from cofacil.terminal.driver import LEAVE
from terminal import PROGRAM, Terminal, begin, cofacil, home_environ, texts_of


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=["TERM", "HUP", "INT"]
)
def test_a_signal_ends_in_good_order_and_the_terminal_is_as_before(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    path = begin(tmp_path)
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("QUESTIONS 0]")
        terminal.send("aKept before the end\r")
        terminal.until("asked a question, Q1.")
        assert not terminal.is_as_before
        terminal.signal(number)
        assert terminal.ended() == code
        assert terminal.is_as_before
        assert terminal.output.rstrip().endswith(LEAVE) or LEAVE in terminal.output
    assert texts_of(path) == ["Kept before the end"]


def test_ctrl_c_and_ctrl_q_do_not_end_it(tmp_path: Path) -> None:
    begin(tmp_path)
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("QUESTIONS 0]")
        for key in "\x03\x11":
            terminal.say(key, "Press q to leave. The board is kept.")
            terminal.say("1", "QUESTIONS 0]")
        assert terminal.leave() == 0
        assert terminal.is_as_before


@pytest.mark.parametrize("arguments", [(), ("open", "riverside")])
def test_without_a_terminal_it_prints_lines(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    begin(tmp_path)
    cofacil(tmp_path, "add", "riverside", "offer", "A van, most mornings")
    printed = cofacil(tmp_path, *arguments)
    assert printed.returncode == 0, printed.stderr
    assert "Riverside garden" in printed.stdout
    assert "\x1b" not in printed.stdout
    assert ("A van, most mornings" in printed.stdout) == bool(arguments)


@pytest.mark.parametrize("closed", ["stdin", "stdout", "stderr"])
def test_one_end_that_is_no_terminal_is_enough_to_print_lines(tmp_path: Path, closed: str) -> None:
    begin(tmp_path)
    command = f"exec {PROGRAM} open riverside {{}}".format(
        {"stdin": "</dev/null", "stdout": "| cat; exit ${PIPESTATUS[0]}", "stderr": f"2>{tmp_path}/err"}[closed]
    )
    if closed == "stdout":
        command = command.removeprefix("exec ")
    with Terminal(tmp_path, "--version") as terminal:
        assert terminal.ended() == 0
        shell = subprocess.Popen(
            ["bash", "-c", command],
            stdin=terminal._slave,
            stdout=terminal._slave,
            stderr=terminal._slave,
            env=home_environ(tmp_path),
            start_new_session=True,
        )
        try:
            assert shell.wait(timeout=20) == 0
        finally:
            shell.kill()
        terminal.settle()
        assert "Riverside garden" in terminal.text
        assert "\x1b[?1049h" not in terminal.output


def test_a_dumb_terminal_gets_lines(tmp_path: Path) -> None:
    begin(tmp_path)
    cofacil(tmp_path, "add", "riverside", "offer", "A van, most mornings")
    with Terminal(tmp_path, "open", "riverside", environ={"TERM": "dumb"}) as terminal:
        assert terminal.ended() == 0
        assert "A van, most mornings" in terminal.text
        assert "\x1b" not in terminal.output


def test_a_window_may_be_made_tiny_and_large_again(tmp_path: Path) -> None:
    begin(tmp_path)
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("QUESTIONS 0]")
        terminal.say("aHalf a sent", "Half a sent")
        terminal.resize(38, 10)
        terminal.signal(signal.SIGWINCH)
        terminal.until("This window is 38 by 10.")
        terminal.resize(80, 24)
        terminal.signal(signal.SIGWINCH)
        terminal.until("?  Question: Half a sent")
