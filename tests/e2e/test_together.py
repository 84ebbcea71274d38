"""One board in several windows, a script writing all the while, and programs that die."""

import random
import signal
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from terminal import CTRL_U, ENTER, ESC, Terminal, begin, cards_of, cofacil, texts_of


def test_two_windows_a_wall_and_scripts_show_the_same_cards_once(tmp_path: Path) -> None:
    path = begin(tmp_path)
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(Terminal(tmp_path, "open", "riverside", size=(80, 50), environ={"COFACIL_NAME": name}))
            for name in ("Ana", "Dee")
        )
        wall = stack.enter_context(Terminal(tmp_path, "open", "riverside", "--wall", size=(80, 50)))
        for terminal in (first, second, wall):
            terminal.until("QUESTIONS 0")
        first.say("2a", "+  Offer:")
        second.say("2a", "+  Offer:")
        for number in range(10):
            first.send(f"Ana {number:02} typed this{ENTER}")
            second.send(f"Dee {number:02} typed this{ENTER}")
        added = cofacil(tmp_path, "add", "riverside", "offer", "Alone 00 by a script")
        assert added.returncode == 0, added.stderr
        lines = "".join(f"Pipe {number:02} by a script\n" for number in range(20))
        piped = cofacil(tmp_path, "add", "riverside", "offer", "--stdin", text=lines)
        assert piped.returncode == 0, piped.stderr
        assert len(piped.stdout.splitlines()) == 20
        for terminal in (first, second):
            terminal.until("OFFERS 41]")
            terminal.send(ESC)
            terminal.until("a add  e edit")
        wall.until("OFFERS 41")
        for terminal in (first, second):
            terminal.send("\x1b[H")
            terminal.until("O1 ")
            terminal.until_gone("\n  O")  # the card that was said last is turned round for a moment
        assert_same(path, first, second)
        wall.send("aXdp")
        wall.settle()
        assert len(texts_of(path)) == 41
        wall.send("qq")
        assert wall.ended() == 0
        assert {terminal.leave() for terminal in (first, second)} == {0}


def assert_same(path: Path, first: Terminal, second: Terminal) -> None:
    """Every card is there once, in the file and on both screens, in the same order."""
    expected = texts_of(path)
    assert len(expected) == len(set(expected)) == 41
    labels = {card["label"] for card in cards_of(path)}
    assert labels == {f"O{number}" for number in range(1, 42)}
    for terminal in (first, second):
        shown = terminal.text
        assert all(shown.count(text) <= 1 for text in expected)
        assert sum(text in shown for text in expected) >= 40
    assert first.rows[4:45] == second.rows[4:45]


def live_and_die(home: Path, path: Path, rng: random.Random, life: int) -> set[str]:
    """Type until the program is killed; return the words that the screen had said were kept."""
    before = len(texts_of(path))
    with Terminal(home, "open", "riverside") as terminal:
        terminal.until(f"QUESTIONS {before}]")
        terminal.say("a", "?  Question:")
        terminal.send(CTRL_U)  # what was being typed when the program was killed before is here again
        texts = [f"Life {life} thing {number}" for number in range(20)]
        end = time.monotonic() + rng.uniform(0.2, 1.0)
        for text in texts:
            terminal.flood(f"{text}{ENTER}")
            pause = time.monotonic() + rng.uniform(0, 0.1)
            while time.monotonic() < min(end, pause):
                terminal.read(0.01)
        while time.monotonic() < end:
            terminal.read(0.01)
        terminal.signal(signal.SIGKILL)
        assert terminal.ended() == -signal.SIGKILL
        rows = terminal.rows
        told = [int(part[1:-1]) for part in rows[-1].split() if part.startswith("Q") and part.endswith(".")]
        # A card is only announced behind its saving; the corner says nothing while the next one is typed.
        said = told[-1] - before if told else 0
        return set(texts[: max(0, said)])


@pytest.mark.parametrize("lives", [3, pytest.param(40, marks=pytest.mark.outside)])
def test_everything_that_had_said_saved_is_there_after_a_kill(tmp_path: Path, lives: int) -> None:
    path = begin(tmp_path)
    rng = random.Random(lives)  # noqa: S311  # a run that can be repeated
    acknowledged: set[str] = set()
    for life in range(lives):
        acknowledged |= live_and_die(tmp_path, path, rng, life)
        texts = texts_of(path)
        assert acknowledged <= set(texts)
        assert len(texts) == len(set(texts))
    assert acknowledged
    seen = cofacil(tmp_path, "doctor", "riverside")
    assert seen.returncode == 0, seen.stdout + seen.stderr
