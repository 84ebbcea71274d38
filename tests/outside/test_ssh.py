"""A board over SSH as people meet it: the real `ssh`, each in a terminal of its own."""

import os
import re
import signal
from contextlib import ExitStack

import pytest
from panes import LIMIT
from ssh_home import (
    AS_BEFORE,
    CLOSED,
    PROGRAM,
    REVOKED,
    STOPPED_FOR_NOW,
    Home,
    make_home,
    only_process,
    open_terminals,
    until,
)

__all__ = ["make_home", "open_terminals"]  # fixtures: asked for by their names

pytestmark = pytest.mark.outside

# the board


def test_two_guests_and_the_facilitator_see_what_each_of_them_writes(home: Home) -> None:
    with ExitStack() as stack:
        ana = stack.enter_context(home.pane("Ana", (120, 40)))
        ana.run(f"{PROGRAM} share riverside --port {home.port}", "[1 ? QUESTIONS 0]")
        dee = stack.enter_context(home.guest("Dee"))
        kofi = stack.enter_context(home.guest("Kofi", (100, 30), TERM="xterm"))
        everybody = (ana, dee, kofi)
        for number, (who, text) in enumerate(
            (
                (ana, "Où est la clé ?"),
                (dee, "Ça va, Siân – naïve?"),
                (kofi, "誰が門を開けますか"),
                (dee, "Beds 🌱🪴 for all"),
            )
        ):
            who.say("a", "?  Question:")
            who.say(text, f"?  Question: {text}")
            who.press("Enter")
            who.until(f"[1 ? QUESTIONS {number + 1}]")
            who.press("Escape")
            who.until_gone("?  Question:")
            for one in everybody:
                one.until(text)
        dee.say("a", "?  Question:")
        dee.paste("qqq pasted: not keys\x07")
        dee.until("?  Question: qqq pasted: not keys")
        dee.press("Enter", "Escape")
        for one in everybody:
            one.until("qqq pasted: not keys")
        kofi.resize(60, 20)
        kofi.until("qqq pasted: not keys")
        until(lambda: max(map(len, kofi.rows)) <= 60 and bool(kofi.rows[19]), "the new size is filled")
        for keys in ("C-c", "C-q", "C-z", "C-\\", "C-d"):
            for one in everybody:
                one.press(keys)
        for one in everybody:
            one.press("C-c")
            one.until("Press q to leave. The board is kept.")
        assert len(home.texts) == 5


@pytest.mark.parametrize("term", ["xterm", "screen-256color", "vt100", "tmux-256color"])
def test_whatever_terminal_it_is_the_board_is_drawn_and_the_terminal_given_back(home: Home, term: str) -> None:
    with home.shared(), home.pane("Dee", TERM=term) as dee:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        dee.say("aBeds for all", "?  Question: Beds for all")
        dee.press("Enter", "Escape")
        dee.until("Q1")
        assert dee.modes != AS_BEFORE
        dee.say("q", "Leave the board?")
        dee.press("Enter")
        dee.until("ready>")
        assert dee.modes == AS_BEFORE
        assert "Beds" not in dee.text
        assert dee.settings(home.folder) == before


def test_a_dumb_terminal_is_told_and_the_shell_is_back(home: Home) -> None:
    with home.shared(), home.pane("Dee", TERM="dumb") as dee:
        answer = dee.answer(home.ssh("Dee"))
        assert "This terminal cannot draw a board." in answer
        assert "end 1" in answer
        assert dee.modes == AS_BEFORE


# ways out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_when_the_server_is_asked_to_end_every_terminal_is_given_back(home: Home, number: signal.Signals) -> None:
    with home.shared() as server, home.pane("Dee") as dee, home.guest("Kofi") as kofi:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        kofi.say("aHalf a sent", "Half a sent")
        server.send_signal(number)
        for one in (dee, kofi):
            one.until(CLOSED if number == signal.SIGINT else STOPPED_FOR_NOW)
            one.until("ready>")
            assert one.modes == AS_BEFORE
            assert "closed by remote" not in one.text
        assert dee.settings(home.folder) == before
        assert server.wait(LIMIT) == (0 if number == signal.SIGINT else 128 + number)


@pytest.mark.parametrize("by", ["SIGTERM", "SIGHUP", "q"])
def test_when_the_facilitator_goes_every_terminal_is_given_back(home: Home, by: str) -> None:
    with home.pane("Ana") as ana, home.pane("Dee") as dee:
        before = ana.settings(home.folder), dee.settings(home.folder)
        ana.run(f"{PROGRAM} share riverside --port {home.port} & echo pid=$!; fg", "[1 ? QUESTIONS 0]")
        home.come_in(dee, home.ssh("Dee"))
        if by == "q":
            ana.say("q", "You are sharing: one person loses the board.")
            ana.press("Enter")
        else:
            os.kill(process_of(home), signal.Signals[by])
        dee.until(CLOSED if by == "q" else STOPPED_FOR_NOW)
        for one in (ana, dee):
            one.until("ready>")
            assert one.modes == AS_BEFORE
        assert (ana.settings(home.folder), dee.settings(home.folder)) == before


def process_of(home: Home) -> int:
    """Return the process that shares the board."""
    return only_process(f"share riverside --port {home.port}$")


def test_ctrl_z_stops_neither_the_facilitators_board_nor_anybody_elses(home: Home) -> None:
    with home.pane("Ana") as ana:
        ana.run(f"{PROGRAM} share riverside --port {home.port}", "[1 ? QUESTIONS 0]")
        with home.guest("Dee") as dee:
            ana.press("C-z")
            os.kill(process_of(home), signal.SIGTSTP)
            dee.say("aBeds for all", "?  Question: Beds for all")
            dee.press("Enter")
            ana.until("Beds for all")
            dee.press("C-z")
            ana.say("aAnd a tap", "And a tap")
            ana.press("Enter")
            dee.until("And a tap")


def test_who_may_come_no_more_has_their_terminal_back_at_once(home: Home) -> None:
    with home.shared(), home.pane("Dee") as dee, home.guest("Kofi") as kofi:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        home.cofacil("members", "riverside", "revoke", "Dee")
        dee.until(REVOKED)
        dee.until("ready>")
        assert dee.modes == AS_BEFORE
        assert dee.settings(home.folder) == before
        dee.type("clear")
        dee.press("Enter")
        dee.until_gone("end ")  # of the answer before
        assert "Permission denied" in dee.answer(home.ssh("Dee", "-o", "BatchMode=yes"))
        kofi.say("aBeds for all", "?  Question: Beds for all")


def test_enter_tilde_dot_hangs_up_and_the_seat_is_free_again(home: Home) -> None:
    with home.shared(), home.pane("Dee") as dee:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        dee.press("Enter")
        dee.type("~.")
        dee.until("ready>")
        assert dee.rows[-1].startswith("ready>"), "below all that was drawn"
        assert dee.modes.endswith(" 1"), "lines wrap"
        assert dee.settings(home.folder) == before
        dee.run("tput rmcup; reset", "ready>")
        until(lambda: dee.modes == AS_BEFORE, "reset gives the terminal back")
        until(lambda: home.access_log.endswith(" lost the line: Dee\n"), "nobody noticed")


def test_after_a_kill_the_same_door_opens_again_and_what_was_said_to_be_saved_is_there(home: Home) -> None:
    invited = home.cofacil("invite", "riverside", "--name", "Rhys", "--port", str(home.port))
    word = re.findall(r"word: (\S+)", invited)[0]
    with home.shared() as server, home.pane("Dee") as dee:
        before, fingerprint = dee.settings(home.folder), home.fingerprint()
        home.come_in(dee, home.ssh("Dee"))
        for number in range(5):
            dee.say("a" if number == 0 else "", "?  Question:")
            dee.type(f"Number {number}")
            dee.press("Enter")
            dee.until(f"Q{number + 1}.")
        server.kill()
        until(lambda: "closed by remote host" in dee.text or "ready>" in dee.text, f"ssh goes on:\n{dee.text}")
        assert dee.settings(home.folder) == before
    with home.shared():
        assert home.texts == [f"Number {number}" for number in range(5)]
        assert home.fingerprint() == fingerprint
        with home.guest("Dee") as dee, home.pane("Rhys") as rhys:
            dee.until("Number 4")
            rhys.run(home.ssh("none"), "Word:")
            rhys.type(word.lower())
            rhys.press("Enter")
            rhys.until("Number 4")
            assert "in as participant by word: Rhys" in home.access_log


def test_what_the_door_has_to_say_is_said_while_guests_are_in(home: Home) -> None:
    home.cofacil("invite", "riverside", "--name", "Rhys")
    [words] = (home.folder / "home" / "share").glob("*/words")
    with home.shared() as server, home.guest("Dee"), home.pane("Rhys") as rhys:
        words.write_bytes(b"{")
        rhys.run(home.ssh("none"), "Word:")
        rhys.type("AAAAA-AAAAA")
        rhys.press("Enter")
        assert server.stderr
        assert "is not as cofacil wrote it, so no word opens anything" in server.stderr.readline()
