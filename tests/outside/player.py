"""A facilitator at a terminal, whose keys are counted, and what stands open by the file alone."""

import json
import re
import time
from pathlib import Path
from typing import Any, NamedTuple

from panes import LIMIT, Pane

from cofacil.terminal.burst import AT_ONCE, GOES_ON

_CARD = re.compile(r"[▌ ](?: |(✓))([QOAIN]\d+) ")
_OLDER = "Enter shows"
"""What ends the row in which older things stand."""
_TALL = 70
"""Rows of a window in which a whole column is seen at once."""


class Player:
    """Presses keys and types words: the keys besides words and names are counted."""

    def __init__(self, pane: Pane) -> None:
        self.pane = pane
        self.keys = 0
        self._quiet_from = 0.0

    def key(self, *names: str, shows: str = "") -> None:
        """Press keys, each alone, and wait for what should come of the last."""
        for name in names:
            time.sleep(max(0.0, self._quiet_from - time.monotonic()))
            self.pane.press(name)
            self.keys += 1
        if shows:
            self.pane.until(shows)

    def words(self, text: str, shows: str = "") -> None:
        """Type words into a line that is open, and wait until they stand there."""
        self.pane.type(text)
        if len(set(text)) > AT_ONCE:
            self._quiet_from = time.monotonic() + 2 * GOES_ON
        self.pane.until(shows or text[-20:])

    def line(self, text: str, shows: str) -> None:
        """Type a line that is kept by Enter, as fast as people who have done it twice."""
        self.pane._tmux.run("send-keys", "-t", self.pane.name, "-l", "--", f"{text}\r")
        self.keys += 1
        self._quiet_from = time.monotonic() + 2 * GOES_ON
        self.pane.until(shows)

    def until(self, *words: str) -> None:
        for each in words:
            self.pane.until(each)


class Standing(NamedTuple):
    """What is still to do, and what is not, by labels."""

    open: frozenset[str]
    """What comes back."""
    over: frozenset[str]
    """What must not."""


def standing(path: Path) -> Standing:
    """Fold a file, and tell what is open from what is over, by a rule that has nothing of the program's.

    A card is over once it is done or let go, an absence once somebody came or they said no; what was put away is neither.
    """
    records: dict[str, dict[str, Any]] = {}
    for event in json.loads(path.read_bytes())["events"].values():
        for entity, field, _, after in event["w"]:
            records.setdefault(entity, {}).update({field: after} if field else after)
    things = [of for name, of in records.items() if name.startswith(("card/", "absence/"))]
    stays = [of for of in things if not of.get("gone") and not of.get("standing")]
    over = frozenset(of["label"] for of in stays if of.get("done") or of.get("state") in {"joined", "declined"})
    return Standing(frozenset(of["label"] for of in stays) - over, over)


class Wall(NamedTuple):
    """What the five columns show."""

    at_first: frozenset[str]
    """The labels that are seen before anybody asks for what is older."""
    all: Standing
    """Everything, older things shown one by one: what is ticked or let go is over."""


def on_the_wall(player: Player) -> Wall:
    """Read all five columns from the screen, those not born yet left out: they are missing from every meeting."""
    pane = player.pane
    pane.resize(80, _TALL)
    at_first: set[str] = set()
    found: dict[str, bool] = {}
    for column in "12345":
        pane.type(column)
        pane.until(f"[{column} ")
        at_first |= _cards(_still(pane)).keys()
        if _OLDER in pane.text:
            pane.press("End", "Enter")
            pane.until_gone(_OLDER)
        found |= _cards(_still(pane))
    pane.press("Escape")
    pane.resize(80, 24)
    _still(pane)
    over = frozenset(label for label, is_over in found.items() if is_over)
    return Wall(frozenset(at_first - {"N1"}), Standing(frozenset(found) - over - {"N1"}, over))


def labels_on(player: Player) -> frozenset[str]:
    """Return every label that a page names."""
    player.pane.resize(80, _TALL)
    text = _still(player.pane)
    player.pane.resize(80, 24)
    _still(player.pane)
    return frozenset(re.findall(r"\b[QOAIN]\d+\b", text))


def _cards(text: str) -> dict[str, bool]:
    """Return the labels of the cards of a column, and whether each is over."""
    rows = text.splitlines()[4:-4]
    cards = ((_CARD.match(row), row.rstrip()) for row in rows)
    return {found[2]: bool(found[1]) or row.endswith("let go") for found, row in cards if found}


def _still(pane: Pane) -> str:
    """Wait until a terminal stands still; return what it shows."""
    limit, before = time.monotonic() + LIMIT, ""
    while (now := pane.text) != before:
        assert time.monotonic() < limit
        before = now
        time.sleep(0.15)
    return now
