"""Sharing that is begun, answered and ended from the open board: the facilitator never leaves it."""

import os
import re
import signal
import subprocess

import pytest
from panes import Pane
from ssh_home import AS_BEFORE, CLOSED, PROGRAM, STOPPED_FOR_NOW, Home, make_home, only_process, open_terminals, until

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside


def opened(home: Home, ana: Pane, choice: str = "2") -> str:
    """Share the board that stands open, and read from the page how to join and by which word."""
    ana.say("j", "Share this board")
    ana.say(choice, "It asks for a word:")
    found = re.search(r"ssh -p (\d+)\s+riverside@", ana.text)
    word = re.search(r"[A-Z]+-\d\d-[A-Z]+", ana.text)
    assert found
    assert word
    home.port = int(found[1])
    return word[0]


def come_in_by(home: Home, pane: Pane, word: str) -> None:
    """Join with the word for the room, in the name of the pane."""
    pane.run(home.ssh(pane.name), "Word:")
    pane.type(word.lower())
    pane.press("Enter")
    pane.until("What is your name?")
    pane.type(pane.name)
    pane.press("Enter")
    pane.say("\r", "[1 ? QUESTIONS")


def test_a_board_that_stands_open_is_shared_and_its_process_is_not_stopped_meanwhile(home: Home) -> None:
    with home.pane("Ana", (120, 40)) as ana, home.pane("Rhys") as rhys:
        ana.run(f"{PROGRAM} open riverside", "[1 ? QUESTIONS 0]")
        word = opened(home, ana)
        come_in_by(home, rhys, word)
        ana.until("1 here by screen: Rhys.")
        ana.press("Escape")
        ana.until("[1 ? QUESTIONS 0]")
        rhys.say("aWho has the key?", "a question by Rhys")
        rhys.press("Enter")
        ana.until("Who has the key?")

        # Stopped, this process would keep Rhys's board standing still.
        ana.press("C-z")
        os.kill(only_process(f"{PROGRAM} open riverside$", home.folder / "home"), signal.SIGTSTP)
        ana.say("aIn the shop", "?  Question: In the shop")
        ana.press("Enter")
        rhys.until("In the shop")
        assert home.texts == ["Who has the key?", "In the shop"]


def test_sharing_is_ended_and_begun_again_and_who_leaves_is_told_who_loses_the_board(home: Home) -> None:
    with home.pane("Ana", (120, 40)) as ana, home.pane("Rhys") as rhys:
        before = rhys.settings(home.folder)
        ana.run(f"{PROGRAM} open riverside", "[1 ? QUESTIONS 0]")
        come_in_by(home, rhys, opened(home, ana))
        ana.until("1 here by screen: Rhys.")
        ana.say("3", "One person loses the board. 3 again stops sharing.")
        ana.say("3", "Not shared any more.")
        rhys.until(CLOSED)
        assert rhys.modes == AS_BEFORE
        assert rhys.settings(home.folder) == before

        ana.press("Escape")
        ana.until("[1 ? QUESTIONS 0]")
        come_in_by(home, rhys, opened(home, ana))
        ana.until("1 here by screen: Rhys.")
        ana.press("Escape")
        ana.until("[1 ? QUESTIONS 0]")
        ana.say("q", "You are sharing: one person loses the board.")
        ana.press("Enter")
        ana.until("ready>")
        rhys.until(CLOSED)


def test_a_second_window_lets_strangers_ask_shows_the_page_and_counts_as_the_first(home: Home) -> None:
    with home.pane("Ana", (120, 40)) as ana, home.pane("Two", (120, 40)) as two, home.pane("Rhys") as rhys:
        for window in (ana, two):
            window.run(f"{PROGRAM} open riverside", "[1 ? QUESTIONS 0]")
        ana.say("j", "Share this board")
        ana.say("5", "5 [x] a page for phones and browsers as well")
        ana.press("Escape")
        ana.until("[1 ? QUESTIONS 0]")
        opened(home, ana)
        ana.say("8", "8 again shows it.")
        ana.say("8", "http://localhost:")
        two.say("j", "Another window of this computer shares this board.")
        two.until("http://localhost:")
        two.say("6", "Who has no word may ask now; you answer on the board.")
        ana.until("6 nobody may ask")
        rhys.run(home.ssh("Rhys"), "Word:")
        rhys.press("Enter")
        rhys.until("What is your name?")
        rhys.type("Rhys")
        rhys.press("Enter")
        ana.until("Rhys asks to join.")
        ana.press("Escape")
        ana.until("j then Enter: let Rhys in")
        ana.say("j", "Do you know this person?")
        ana.press("Enter")
        rhys.until("Welcome, Rhys.")
        two.say("x", "1 here by screen: Rhys.")
        os.kill(only_process(f"^ssh .*IdentityFile=none .*-p {home.port} "), signal.SIGKILL)
        two.until("Line lost: Rhys.")
        ana.until("1 here, 1 gone")


def test_ssh_prints_no_word_of_ours_broken_at_the_edge_of_a_narrow_terminal(home: Home) -> None:
    with home.pane("Ana", (120, 40)) as ana, home.pane("Rhys", (60, 18)) as rhys:
        ana.run(f"{PROGRAM} open riverside", "[1 ? QUESTIONS 0]")
        wall = opened(home, ana)
        rhys.run(home.ssh("Rhys"), "Word:")
        asked = {
            "WRONG-12-WORDS": "letter by letter.",
            wall: "Welcome. What is your name?",
            "": "A name is asked for here",
            "x" * 45: "A name has 32 letters here at most",
            "Ana": "There is already somebody called Ana here.",
        }
        for typed, words in asked.items():
            answer(rhys, typed)
            rhys.until(words)
            # What they type themselves ends where it ends.
            assert [row for row in rhys.unbroken if row not in rhys.rows and "xxx" not in row] == []
        rhys.press("C-c")
        rhys.until("ready>")
        rhys.run(home.ssh("Rhys").replace("LogLevel=ERROR", "LogLevel=INFO"), "Word:")
        for number in (1, 2, 3):
            answer(rhys, "WRONG-12-WORDS")
            until(lambda: rhys.text.count("letter by letter.") >= number, "an answer")  # noqa: B023  # called at once
        rhys.until("Received disconnect")
        rhys.until("ready>")
        assert rhys.unbroken == rhys.rows


def answer(pane: Pane, typed: str) -> None:
    if typed:
        pane.type(typed)
    pane.press("Enter")


def test_somebody_is_invited_from_the_page_and_comes_in_as_that(home: Home) -> None:
    with home.pane("Ana") as ana, home.pane("Nia") as nia:
        ana.run(f"{PROGRAM} open riverside", "[1 ? QUESTIONS 0]")
        opened(home, ana)
        ana.say("1", "Who is it for?")
        ana.type("Nia")
        ana.press("Enter")
        ana.until("What may they do?")
        ana.say("1", "For Nia, who facilitates with you")
        word = re.search(r"^\s+([0-9A-Z]{5}-[0-9A-Z]{5})\s*$", ana.text, re.MULTILINE)
        assert word
        nia.run(home.ssh("Nia"), "Word:")
        nia.type(word[1])
        nia.press("Enter")
        nia.until("Welcome, Nia. You facilitate")
        assert " in as cofacilitator by word: Nia\n" in home.access_log
        assert word[1] not in home.access_log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_the_open_board_ends_every_terminal_is_given_back(home: Home, number: signal.Signals) -> None:
    with home.pane("Ana") as ana, home.pane("Dee") as dee:
        before = dee.settings(home.folder)
        ana.run(f"{PROGRAM} open riverside", "[1 ? QUESTIONS 0]")
        opened(home, ana)
        home.come_in(dee, home.ssh("Dee"))
        dee.say("aBeds for all", "?  Question: Beds for all")
        dee.press("Enter")
        dee.until("[1 ? QUESTIONS 1]")
        os.kill(only_process(f"{PROGRAM} open riverside$", home.folder / "home"), number)
        dee.until("ready>")
        if number is not signal.SIGKILL:
            assert dee.modes == AS_BEFORE
            assert STOPPED_FOR_NOW in dee.text
        assert dee.settings(home.folder) == before
        assert home.texts == ["Beds for all"]


def test_who_knocks_without_a_word_is_let_in_by_who_facilitates(home: Home) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home.folder / "Mo")], check=True)
    with home.pane("Ana") as ana, home.pane("Rhys") as rhys, home.pane("Mo") as mo:
        ana.run(f"{PROGRAM} share riverside --ask --port {home.port}", "[1 ? QUESTIONS 0]")
        rhys.run(home.ssh("Rhys"), "Word:")
        rhys.press("Enter")
        rhys.until("What is your name?")
        rhys.type("Rhys")
        rhys.press("Enter")
        rhys.until("Ana can see that you ask.")
        ana.until("Rhys asks to join.  Do you know this person?")
        ana.say("aTyped on j9", "Typed on j9")
        ana.press("Enter", "Escape")
        ana.until("Rhys asks to join.  Do you know this person?")
        ana.say("j", "Do you know this person?")
        ana.press("Enter")
        rhys.say("\r", "Typed on j9")
        assert " let in as participant by Ana: Rhys\n" in home.access_log

        # With a key they are known by it, and told no where nobody knows them.
        mo.run(home.ssh("Mo").replace("riverside@", "riverside+ask@"), "What is your name?")
        mo.type("Mo")
        mo.press("Enter")
        ana.until("Key SHA256:")
        ana.say("j", "9 not now")
        ana.type("9")
        mo.until("Not now. Ask whoever facilitates in another way.")
        mo.until("ready>")
        until(lambda: home.has_noted("not let in by Ana: Mo"), "it was not written down")
