"""Words in every script on a real terminal: a card shows what `cat` shows in the same pane."""

import shlex
from unicodedata import normalize

import pytest
from many_scripts import SCRIPTS
from panes import Pane
from ssh_home import PROGRAM, Home, make_home, open_terminals

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside

_END = "fin"
"""A letter that moved would move this."""
# As a board keeps them.
_LINES = [normalize("NFC", f"{text} {_END}") for text, _cells in SCRIPTS.values()]


def ending(pane: Pane) -> list[str]:
    return [row for row in pane.rows if row.endswith(_END)]


def cards(pane: Pane) -> list[str]:
    """Return the words of the cards, without the bar and the label before them."""
    return [row.split(maxsplit=2)[2] for row in ending(pane)]


def test_a_card_in_every_script_shows_what_cat_shows(home: Home) -> None:
    file = home.folder / "words"
    file.write_text("".join(f"{line}\n" for line in _LINES))
    words = shlex.quote(str(file))
    with home.pane("Ana", (70, 3 * len(_LINES))) as pane:
        pane.answer(f"{PROGRAM} add riverside question --stdin <{words} >/dev/null")
        pane.answer(f"cat {words}")
        # Each line as the terminal draws it where nothing but a newline is behind it.
        shown = ending(pane)
        assert len(shown) == len(SCRIPTS) == 24
        pane.run(f"{PROGRAM} open riverside", "? more")
        assert cards(pane) == shown
        # What has been asked about by now is drawn in one piece, over what stood there.
        pane.press("C-l")
        for _card in _LINES:
            pane.press("Down")
        pane.until(f" Q{len(_LINES)} ")
        assert cards(pane) == shown
