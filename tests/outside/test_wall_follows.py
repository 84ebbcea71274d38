"""The wall on the projector in a terminal of its own: it follows who facilitates from another process, and outlives them."""

import os
import signal

import pytest
from panes import Pane
from ssh_home import PROGRAM, Home, make_home, only_process, open_terminals

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside

SIZES = [(60, 18), (80, 24), (120, 36), (160, 45)]


def wall_of(home: Home, pane: Pane) -> None:
    pane.run(f"{PROGRAM} open riverside --wall", "follows changes")
    assert home.texts


def begun(home: Home) -> None:
    for kind, words in (("question", "Who has the key?"), ("offer", "A ladder"), ("offer", "Cooking for twenty")):
        home.cofacil("add", "riverside", kind, words)


def look_and_hold(ana: Pane, wall: Pane) -> None:
    ana.type("2")
    ana.press("Down")
    wall.until("+ OFFERS 2]")
    wall.until("follows Ana")
    ana.say("b", "wall held")
    wall.until("held by Ana")
    ana.say("1", "QUESTIONS 1]")
    wall.until("+ OFFERS 2]")
    ana.type("b")
    wall.until("? QUESTIONS 1]")


def show_a_card(ana: Pane, wall: Pane) -> None:
    ana.type("2s")
    wall.until("Ana asks everyone to look here")
    ana.until("end it for all")
    ana.type("s")
    wall.until_gone("Ana asks everyone")


def show_the_timer(ana: Pane, wall: Pane) -> None:
    ana.say("t", "Timer:")
    ana.type("9")
    ana.press("Enter")
    ana.until_gone("Timer:")
    ana.say("t", "Timer:")
    ana.type("t")
    wall.until("more than half left")
    wall.until_gone("+ OFFERS 2]")


@pytest.mark.parametrize("size", SIZES)
def test_a_wall_follows_the_window_of_who_facilitates_and_outlives_it(home: Home, size: tuple[int, int]) -> None:
    begun(home)
    with home.pane("Ana", size) as ana, home.pane("wall", size) as wall:
        ana.run(f"{PROGRAM} open riverside", "QUESTIONS 1]")
        wall_of(home, wall)
        look_and_hold(ana, wall)
        show_a_card(ana, wall)
        show_the_timer(ana, wall)
        os.kill(only_process(f"{PROGRAM} open riverside$", home.folder / "home"), signal.SIGKILL)
        wall.until("follows changes")
        wall.until("+ OFFERS 2]")
        home.cofacil("add", "riverside", "issue", "The gate squeaks")
        wall.until("ISSUES 1]")
        wall.until("The gate squeaks")
        wall.type("qq")
        wall.until("ready>")


def test_a_wall_follows_who_facilitates_from_afar_and_their_card_reaches_every_window(home: Home) -> None:
    begun(home)
    with home.shared() as server, home.pane("Ana") as ana, home.pane("wall", (120, 36)) as wall:
        ana.run(f"{PROGRAM} open riverside", "[1 ? QUESTIONS 1]")
        wall_of(home, wall)
        with home.guest("Dee") as dee, home.guest("Vic") as vic:
            ana.type("2")
            wall.until("follows Ana")
            dee.type("4")
            wall.until("follows Dee")
            wall.until("! OPEN ISSUES 0]")
            dee.type("2s")
            for pane in (dee, vic, ana, wall):
                pane.until("Dee asks everyone to look here")
            ana.type("s")  # whoever facilitates ends it, wherever they sit
            for pane in (dee, vic, ana, wall):
                pane.until_gone("Dee asks everyone")
            dee.say("b", "wall held")
            wall.until("held by Dee")
            ana.until("wall held by Dee")
            server.kill()
            wall.until("follows Ana")
