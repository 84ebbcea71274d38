"""Quiet writing in real terminals, and on the page of a phone: of what was written no byte reaches anybody but who wrote it, until it is shown."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from page_visitor import Visitor
from panes import Pane
from ssh_home import PROGRAM, Home, make_home, open_terminals, until

from free_ports import free_port

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside

# Letters that stand nowhere else on any screen: only cells that differ are sent, and so no word need come in one piece.
SECRETS = {"Ana": "ѦѨѪ", "Dee": "ѮѰѲ", "Kofi": "ҐҖҘ", "Bea": "ӁӃӇ"}
NEW_NAME = "Ԁԇԍ"
"""Somebody whom Kofi names for the first time, as who said it."""


class Listener:
    """Everything that was ever sent to one terminal."""

    def __init__(self, home: Home, pane: Pane) -> None:
        self._file = home.folder / f"{pane.name}.sent"
        self._file.touch()
        pane._tmux.run("pipe-pane", "-t", pane.name, "-O", f"cat >>{self._file}")

    @property
    def text(self) -> str:
        return self._file.read_bytes().decode(errors="replace")

    def has(self, secret: str) -> bool:
        return any(letter in self.text for letter in secret)


Panes: TypeAlias = dict[str, tuple[Pane, Listener]]
"""By name, each terminal and what was sent to it."""


@contextmanager
def everybody(home: Home) -> Iterator[tuple[Panes, Visitor]]:
    """Open two windows here, a wall, three guests' terminals and a phone, and listen to each from its first byte."""
    word = home.cofacil("invite", "riverside", "--name", "Mair").partition("word: ")[2].split()[0]
    phone = Visitor(free_port())
    with ExitStack() as stack:
        stack.enter_context(home.shared("--web", "--web-port", str(phone.port)))
        stack.callback(phone.go)
        phone.enter(word, "Mair")
        phone.listen()
        panes: Panes = {}
        for name, size in (("Ana", (80, 24)), ("Bea", (120, 40)), ("wall", (100, 30))):
            pane = stack.enter_context(home.pane(name, size, COFACIL_NAME="Ana" if name == "wall" else name))
            panes[name] = (pane, Listener(home, pane))
            pane.run(f"{PROGRAM} open riverside{' --wall' if name == 'wall' else ''}", "Who has the key?")
        for name, size in (("Dee", (80, 24)), ("Kofi", (60, 18)), ("Vic", (160, 45))):
            pane = stack.enter_context(home.pane(name, size))
            panes[name] = (pane, Listener(home, pane))
            home.come_in(pane, home.ssh(name))
        yield panes, phone


def write(pane: Pane, words: str) -> None:
    """Write a card on the quiet page, and wait until it is kept."""
    pane.say("a", ":")
    pane.until("Esc stop")
    pane.say(words, words.split(" ", 1)[0])
    pane.press("Enter")
    pane.until("is kept. Nobody else sees it yet.")
    pane.press("Escape")
    pane.until_gone("Esc stop")


def told(home: Home, *arguments: str) -> str:
    """Run a command as somebody else at this computer; return all that it says."""
    done = subprocess.run(
        [str(PROGRAM), *arguments],
        env={**home.environ, "COFACIL_NAME": "Mo"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout + done.stderr


def files(folder: Path) -> str:
    return "\n".join(path.read_text(errors="replace") for path in folder.rglob("*") if path.is_file())


def write_quietly(panes: Panes) -> None:
    """Have Dee begin a quiet time, and four people write in it."""
    ana, dee = panes["Ana"][0], panes["Dee"][0]
    ana.say("a", "?  Question:")
    ana.say("Where is it?", "Where is it?")
    ana.press("Enter", "Escape")  # the first card opens the meeting
    dee.until("QUESTIONS 2")
    dee.say("h", "Write quietly for a while?")
    dee.press("Enter")
    for pane, _listener in panes.values():
        pane.until_one_of("Write for yourself", "People write for themselves")
    write(panes["Kofi"][0], f"{SECRETS['Kofi']} for the gate @{NEW_NAME}")
    write(dee, f"{SECRETS['Dee']} in the shed")
    write(ana, f"{SECRETS['Ana']} by the wall")
    write(panes["Bea"][0], f"{SECRETS['Bea']} and the path")
    panes["wall"][0].until("4 cards are written.")
    panes["Vic"][0].until("Others have written 4 cards.")
    panes["Kofi"][0].until("Others have written 3 cards.")


def look_around(panes: Panes) -> None:
    """Have others look past the page, search, undo and put back."""
    ana, bea, dee, vic = (panes[name][0] for name in ("Ana", "Bea", "Dee", "Vic"))
    for pane in (bea, vic, ana):
        pane.press("Down")
        pane.until("This is the board as it is.")
        pane.press("Down", "Down", "Down", "Down", "Up")
    bea.say("/", "Find:")
    bea.say("gate", "Nothing on the wall has these words")
    bea.press("Escape")
    bea.until_gone("Find:")
    bea.type("vv")
    vic.press("Enter")
    vic.until("Esc")
    vic.press("Escape")
    dee.say("u", "Undo your adding")
    dee.press("Enter")
    dee.until("off the wall again")
    dee.say("y", "back on the wall")


def test_of_what_is_written_quietly_no_byte_reaches_anybody_but_who_wrote_it(home: Home) -> None:
    home.cofacil("add", "riverside", "question", "Who has the key?")
    with everybody(home) as (panes, phone):
        write_quietly(panes)
        look_around(panes)
        commands = (
            "show riverside",
            "show riverside --json",
            "list",
            "list --json",
            "catchup riverside",
            "add riverside offer ladder",
        )
        said = [told(home, *command.split()) for command in commands]
        said += [home.access_log, files(home.folder / "home" / "now")]
        panes["wall"][0].until("5 cards are written.")
        for name, secret in (*SECRETS.items(), ("Kofi", NEW_NAME)):
            for other, (_pane, listener) in panes.items():
                assert listener.has(secret) == (other == name), f"{name}'s words, and what {other} was sent"
            assert not any(letter in text for text in said for letter in secret), name
        until(lambda: "5 cards" in phone.heard.decode(errors="replace"), "the phone is told nothing")
        said = [
            phone.heard.decode(errors="replace"),
            *(phone.ask("GET", path).body for path in ("/", "/card?id=card/1")),
        ]
        assert not any(letter in text for text in said for secret in (*SECRETS.values(), NEW_NAME) for letter in secret)

        # Once they are shown, they reach everybody: what was listened to is all that is sent.
        ana = panes["Ana"][0]
        ana.say("h", "Show all 5 cards?")
        ana.press("Enter")
        ana.until("All 5 cards are shown.")
        for other in ("Vic", "wall"):
            listener = panes[other][1]
            until(lambda listener=listener: all(map(listener.has, SECRETS.values())), f"{other} was sent them")  # type: ignore[misc]
        until(lambda: all(secret in phone.heard.decode(errors="replace") for secret in SECRETS.values()), "the phone")
        assert NEW_NAME in told(home, "show", "riverside")
