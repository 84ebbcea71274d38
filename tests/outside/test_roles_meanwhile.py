"""What somebody is let do while their line is broken is so when they are back, also where the host was killed in between."""

import os
import signal
import subprocess

import pytest
from panes import Pane
from ssh_home import PROGRAM, Home, make_home, only_process, open_terminals, until

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside


def share(home: Home, ana: Pane) -> None:
    """Share the board from its screen, at the port of this test."""
    ana.run(f"{PROGRAM} share riverside --port {home.port}", "[1 ? QUESTIONS")
    at_the_port = ["ss", "-Hltn", f"sport = :{home.port}"]
    until(lambda: subprocess.run(at_the_port, capture_output=True, check=True).stdout != b"", "a door")


def let(ana: Pane, name: str, key: str, said: str, *more: str) -> None:
    """Take the last one in hand on the page of who is here, and press the figure of what they are let do, and more keys."""
    ana.press("?")
    ana.say("who is here", "who is here")
    ana.press("Enter")
    ana.until("Who is here?")
    ana.press("Up")
    ana.until(f"▌ {name}")
    ana.say(key, said)
    ana.press(*more, "Escape")
    ana.until("[1 ? QUESTIONS")


def drop(home: Home, ana: Pane, name: str) -> None:
    os.kill(home.client_of(name), signal.SIGKILL)
    ana.until("has lost the line")


def test_a_role_given_while_a_line_is_broken_is_there_with_its_words_also_behind_a_killed_host(home: Home) -> None:
    with home.pane("ana") as ana, home.pane("kofi") as kofi:
        share(home, ana)
        home.come_in(kofi, home.ssh("Kofi"))
        kofi.say("a", "Question:")
        kofi.say("Who waters", "Who waters")
        drop(home, ana, "Kofi")
        let(ana, "Kofi", "2", "Kofi only watches now, for this meeting.")
        home.come_in(kofi, home.ssh("Kofi"))
        kofi.until("Ana lets you only watch from now on. What you have typed waits.")
        kofi.until("Who waters")
        kofi.press("Enter")
        kofi.until("You are watching. Nothing is written from here.")
        assert home.texts == []
        drop(home, ana, "Kofi")
        let(ana, "Kofi", "3", "Kofi facilitates with you now, for this meeting.")
        os.kill(only_process("cofacil share riverside", home.folder / "home"), signal.SIGKILL)
        ana.run("reset; clear; echo behind it", "behind it")
        share(home, ana)
        home.come_in(kofi, home.ssh("Kofi"))
        kofi.until("Who waters")
        kofi.press("Enter")
        until(lambda: home.texts == ["Who waters"], "the words on the board")
        kofi.press("Escape")
        kofi.until("Q1 from the room")  # who only takes part asks for themselves
