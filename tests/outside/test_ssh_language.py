"""Two guests with the real `ssh` at one board, each in the language that their terminal speaks."""

from pathlib import Path

import pytest
from compiling import compile_catalogs
from panes import Pane
from qps import made_up
from ssh_home import STOPPED_FOR_NOW, Home, make_home, open_terminals

__all__ = ["make_home", "open_terminals"]  # fixtures: asked for by their names

pytestmark = pytest.mark.outside

ROOT = Path(__file__).parents[2]
STANDS_STILL = "If the screen"
TO_LEAVE = "Press {key} to leave. The board is kept."


@pytest.fixture(autouse=True)
def built() -> None:
    """Have the made-up language where this checkout looks for those that it speaks."""
    compile_catalogs(ROOT / "locale", ROOT / "build" / "locale")


def come_in(home: Home, pane: Pane, language: str, stands_still: str) -> None:
    """Join, send what the terminal speaks, and go on from the welcome to the board."""
    pane.run(f"LANG={language} {home.ssh(pane.name, '-o', 'SendEnv=LANG')}", stands_still)
    pane.press("Enter")
    pane.until("Who opens the gate?")


def test_two_guests_see_the_same_board_each_in_their_own_words(home: Home) -> None:
    home.cofacil("add", "riverside", "question", "Who opens the gate?")
    with home.shared() as server, home.pane("Dee", (120, 30)) as dee, home.pane("Kofi", (120, 30)) as kofi:
        come_in(home, dee, "qps.UTF-8", made_up(STANDS_STILL).split(" ~")[0])
        come_in(home, kofi, "C.UTF-8", STANDS_STILL)
        kofi.say("aAnd who shuts it?", "And who shuts it?")
        kofi.press("Enter", "Escape")
        dee.until("And who shuts it?")
        for pane, words in ((dee, made_up(TO_LEAVE)), (kofi, TO_LEAVE)):
            pane.press("C-c")
            pane.until(words.format(key="q"))
        server.terminate()
        dee.until(made_up(STOPPED_FOR_NOW).split(".")[0])
        kofi.until(STOPPED_FOR_NOW)
        for pane in (dee, kofi):
            pane.until("ready>")
