"""Two real windows of one board in closing: one of them closes the meeting while somebody types in the other."""

import json
import os
import signal

import pytest
from panes import Pane
from ssh_home import PROGRAM, Home, make_home, only_process, open_terminals, until

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside


def into_closing(pane: Pane, card: str = "") -> None:
    pane.run(f"{PROGRAM} open riverside", "? more")
    if card:
        pane.type("a")
        pane.until("Enter keep")
        pane.type(card)
        pane.press("Enter", "Escape")
        pane.until(card[1:])
    pane.say("?", "Esc")
    pane.type("close the meeting")
    pane.press("Enter")
    pane.until("What will we do?")


def ops(home: Home, op: str) -> int:
    """Return how many events of a kind stand in the file."""
    text = (home.folder / "home" / "boards" / "riverside.json").read_text()
    return text.count(json.dumps(op))


def test_what_is_typed_as_the_meeting_is_closed_elsewhere_is_kept_with_it(home: Home) -> None:
    with home.pane("Ana") as ana, home.pane("Bea", COFACIL_NAME="Bea") as bea:
        into_closing(ana, ">I will sweep")
        into_closing(bea)
        for _part in range(3):
            ana.press("Right")
        ana.until("4 of 4")
        ana.type("Start with food")
        ana.until("Next time: Start with food")
        for part in range(4):
            bea.until(f"{part + 1} of 4")
            bea.press("Enter")
        bea.until("For you who could not be here")
        ana.until("The meeting was closed on another screen.")
        ana.until("Next time: Start with food")
        ana.press("Enter")
        ana.until_gone("Next time: Start with food")
        ana.press("Enter")
        ana.until("For you who could not be here")
        until(lambda: "Start with food" in home.cofacil("catchup", "riverside"), "what was typed is on the page")
        assert ops(home, "meeting.close") == 1
        assert ops(home, "meeting.open") == 1


def test_half_a_line_of_closing_outlives_a_window_that_is_killed(home: Home) -> None:
    with home.pane("Ana") as ana:
        into_closing(ana, ">I will sweep")
        ana.press("Right", "Right", "Right")
        ana.until("4 of 4")
        ana.type("Start with food")
        ana.until("Next time: Start with food")
        drafts = home.folder / "home"
        until(
            lambda: any("Start with food" in file.read_text() for file in drafts.rglob("*draft*/**/*.json")),
            "it is in its file half a second behind the last key",
        )
        os.kill(only_process(f"{PROGRAM} open riverside$", home.folder / "home"), signal.SIGKILL)
        ana.until("ready>")
        ana.run("reset; " + f"{PROGRAM} open riverside", "One line is not kept yet")
        ana.say("?", "Esc")
        ana.type("close the meeting")
        ana.press("Enter")
        ana.until("Next time: Start with food")
