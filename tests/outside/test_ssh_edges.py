"""The board over the real `ssh` where it is used less often: the mouse, an old terminal, lines and terminals that are gone."""

import hashlib
import os
import pty
import select
import signal
import string
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from panes import LIMIT, Pane
from ssh_home import (
    AS_BEFORE,
    PROGRAM,
    STOPPED_FOR_NOW,
    Home,
    make_home,
    open_terminals,
    until,
)

__all__ = ["make_home", "open_terminals"]  # fixtures: asked for by their names

pytestmark = pytest.mark.outside

WITH_A_MOUSE = "1 0 1 1 1"
"""Another screen, no cursor, a mouse that tells where it is, lines that do not wrap."""
DOWN = 65
"""The button that a wheel is, turned towards oneself."""


# how it is used


def point(pane: Pane, words: str, button: int = 0) -> None:
    """Click on words on the screen, or turn the wheel over them."""
    [(row, text)] = [(number, text) for number, text in enumerate(pane.rows, start=1) if words in text]
    where = f"{button};{text.index(words) + 1};{row}"
    pane.type(f"\x1b[<{where}M" if button else f"\x1b[<{where}M\x1b[<{where}m")


def test_a_click_takes_a_card_in_hand_and_the_wheel_goes_on_from_it(home: Home) -> None:
    for number in range(1, 5):
        home.cofacil("add", "riverside", "question", f"Number {number}")
    with home.shared(), home.guest("Dee") as dee:
        dee.until("Q1 from the room")
        assert dee.modes == WITH_A_MOUSE
        point(dee, "Number 3")
        dee.until("Q3 from the room")
        point(dee, "Number 1", DOWN)
        dee.until("Q4 from the room")
        point(dee, "2 + Offers")
        dee.until("[2 + OFFERS 0]")
        point(dee, "a add")
        dee.until("+  Offer:")


def test_a_terminal_that_knows_ascii_alone_is_sent_nothing_else(home: Home) -> None:
    home.cofacil("add", "riverside", "offer", "A ladder")
    with home.shared(), home.pane("Dee", TERM="vt100") as dee:
        dee.run(home.ssh("Dee"), "Enter to the board")
        assert dee.text.isascii()
        dee.press("Enter")
        dee.until("[1 ? QUESTIONS")
        for keys, words in (
            ("2", "[2 + OFFERS 1]"),
            ("v", "A ladder"),
            ("v", "a add"),
            ("?", "What you can do here"),
            ("\x1b", "a add"),
            ("t", "Timer:"),
            ("\x1b", "a add"),
            ("w", "_  Not here:"),
            ("\x1b", "a add"),
            ("q", "Leave the board?"),
        ):
            dee.say(keys, words)
            assert dee.text.isascii()


# a viewer


# All but ctrl+c and ctrl+q: what they say tells that all the others have been taken.
EVERYTHING = (
    *(f"{key}\x1b" for key in string.printable if key not in "\r\n~"),
    *(f"{key}Some words\r\x1b\x1b" for key in "aedmplwtjs?/rx"),
    *(f"\x1b[{number}~\x1b[1;5{way}\x1b{way}" for number in range(1, 25) for way in "ABCDHF"),
    *(chr(code) for code in range(1, 32) if code not in (3, 13, 17, 27)),
    "\x1b[<0;10;6M\x1b[<32;40;9M\x1b[<0;40;9m\x1b[<65;10;6M\x1b[<2;10;6M\x1b[<2;10;6m",
    "\x1b[200~qdp\ny\r\x1bq\x1b[201~\x1b",
    "\r\x1b" * 3,
    *(f"{key}\r\x1b" for key in string.ascii_letters + string.punctuation if key not in "~qQ"),
)


def kept_in(folder: Path) -> dict[str, str]:
    """Return a hash of each file, besides what the door writes down."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"journal", "guests"}
    }


def test_a_viewer_who_presses_every_key_and_pastes_everything_leaves_every_file_as_it_was(home: Home) -> None:
    for kind in ("question", "offer", "action"):
        home.cofacil("add", "riverside", kind, f"The {kind} of all")
    with home.shared(), home.pane("Vic", (120, 40)) as vic:
        # Leaving is what a viewer may do: whoever leaves comes back, and goes on pressing keys.
        home.come_in(vic, f"stty -isig -ixon; while sleep 0.1; do {home.ssh('Vic')}; done")
        until(lambda: any((home.folder / "home" / "backups").rglob("*.json")), "no backup was made at the beginning")
        before = kept_in(home.folder / "home")
        for keys in EVERYTHING:
            vic.type(keys)
        for text in ("".join(map(chr, range(1, 256))), "one\ntwo\n" * 50, "@Vic +an offer ^fri\n", "q\ry\r"):
            vic.paste(text)
            vic.press("Escape")
        limit = time.monotonic() + 4 * LIMIT
        while "Press q to leave" not in vic.text:
            assert time.monotonic() < limit, vic.text
            for key in ("Escape", "C-c"):
                vic.press(key)
                time.sleep(0.2)
        assert kept_in(home.folder / "home") == before
        # The same keys are another matter when somebody presses them who may.
        with home.guest("Dee", (120, 40)) as dee:
            dee.type("".join(EVERYTHING[10:14]))
            until(lambda: kept_in(home.folder / "home") != before, "nothing was written")


# lines and terminals that are gone


def test_a_line_that_is_killed_in_the_middle_of_a_paste_leaves_no_half_card_and_harms_nobody(home: Home) -> None:
    with home.shared(), home.guest("Kofi") as kofi:
        with home.guest("Dee") as dee:
            kofi.until("Dee is here")
            dee.say("a", "?  Question:")
            dee.paste("".join(f"Pasted line {number:04}, and more of it\n" for number in range(550)))
            time.sleep(0.2)
            assert "Pasted" not in dee.text
            os.kill(home.client_of("Dee"), signal.SIGKILL)
            until(lambda: home.access_log.endswith(" lost the line: Dee\n"), "the seat is not free")
        kofi.say("aStill here", "?  Question: Still here")
        kofi.press("Enter")
        kofi.until("[1 ? QUESTIONS 1]")
        with home.guest("Dee") as dee:
            # What had come of the paste waits for an answer; nothing of it is on the board.
            dee.until_one_of("Still here", "Keep them as")
            assert home.texts == ["Still here"]
            assert "Pasted" not in kofi.text


@contextmanager
def shared_in_a_window(home: Home) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Share the board with its screen in a terminal of its own; closing the number that comes closes the window."""
    ours, theirs = pty.openpty()
    command = [str(PROGRAM), "share", "riverside", "--port", str(home.port)]
    with subprocess.Popen(
        ["setsid", "--ctty", "--wait", *command], stdin=theirs, stdout=theirs, stderr=theirs, env=home.environ
    ) as process:
        os.close(theirs)
        try:
            shown = b""
            while b"QUESTIONS" not in shown:
                assert select.select([ours], [], [], LIMIT)[0], shown
                shown += os.read(ours, 65536)
            yield process, ours
        finally:
            process.kill()


def test_when_the_facilitators_window_is_closed_every_guests_terminal_is_given_back(home: Home) -> None:
    with home.pane("Dee") as dee, home.pane("Kofi") as kofi, shared_in_a_window(home) as (process, window):
        before = [guest.settings(home.folder) for guest in (dee, kofi)]
        home.come_in(dee, home.ssh("Dee"))
        home.come_in(kofi, home.ssh("Kofi"))
        kofi.say("aHalf a sent", "Half a sent")
        os.close(window)
        for guest in (dee, kofi):
            guest.until(STOPPED_FOR_NOW)
            guest.until("ready>")
            assert guest.modes == AS_BEFORE
        assert [guest.settings(home.folder) for guest in (dee, kofi)] == before
        assert process.wait(LIMIT) == 128 + signal.SIGHUP
        assert home.texts == []
