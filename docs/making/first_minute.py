"""The recording: the first minute of the example, played in a real terminal at the pace of a hand."""

import re
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from making.cast import Cast, Frame
from making.film import film
from making.playing import wears
from making.rows import GROUNDS, rows_of
from making.still import still
from making.terminal import ENTER, ESC, NOW, PROMPT, NotShown, Terminal
from making.walks import HALL, Told

NAME = "first-minute"
TOLD = Told(
    "The first minute of the example",
    "In a terminal somebody types cofacil demo, and a board comes up: a group in the middle of its second meeting.",
)
_PACES = (0.11, 0.08, 0.13, 0.09, 0.1, 0.14, 0.07)
"""Seconds between two letters, over and over: nobody types like a clock."""
_TIMER = re.compile(r"\d\d:\d\d [▇▁]")
_TICK = 1.6
"""Seconds in which the program has noticed that another second has begun."""


class Beat(NamedTuple):
    """Something that is typed, and how long it is looked at then."""

    caption: str
    """What is told below the screen from now on, "" for what was told before."""
    keys: str
    shows: str
    looks: float


BEATS = (
    Beat("One command shows an example. Nothing of it is kept.", "cofacil demo", "cofacil demo", 0.7),
    Beat("", ENTER, "nothing of it is kept", 1.2),
    Beat("A group is in the middle of its second meeting. Tom says something.", "", "OFFERS", 4.4),
    Beat("Write it down: a, his words, and who it was.", "a", "First letter:", 1.0),
    Beat("", "I have two long ladders @tom", "an offer by Tom", 1.4),
    Beat(
        "Enter keeps it. The line stays open for the next one; Esc closes it.", ENTER, "Tom added an offer, O16.", 2.2
    ),
    Beat("", ESC, "O16 said by Tom", 1.6),
    Beat("Somebody will do something about it: i, their own words, by when.", "i", "who will do what?", 1.2),
    Beat("", "I will bring them @tom ^sat", "Tom will, by Sat 26 December", 1.6),
    Beat("", ENTER, "Tom: I will bring them.", 3.2),
    Beat("Who is not in the room? w, a group, then who knows one of them.", "w", "Who? A group, not a person.", 1.4),
    Beat("", "Night bus drivers", "Night bus drivers", 0.8),
    Beat("", ENTER, "who knows one of them?", 1.2),
    Beat("", "@nadia", "Nadia knows one of them.", 1.0),
    Beat("", ENTER, "who asks, by when", 1.2),
    Beat("", "@nadia ^tue", "by Tue", 1.2),
    Beat("", ENTER, "Who else? A group, not a person.", 1.8),
    Beat("", ESC, "a add", 0.8),
    Beat("On to the next step of the meeting: n, then Enter. Its timer begins.", "n", "Next: 6 of 8", 2.6),
    Beat("", ENTER, "6 of 8", 4.0),
    Beat("And so the meeting goes on.", "", "6 of 8", 5.0),
)
_LAST = 60.0


def record(home: Path, scheme: str) -> Cast:
    """Play it, and return what was seen when: by the script's clock, however long this computer took.

    Raises:
        NotShown: something else was on the screen than what is told.
    """
    wears(home, scheme)
    with Terminal(home, None, HALL) as terminal:
        terminal.until(PROMPT)
        return Cast(HALL, TOLD.title, tuple(_Player(terminal, scheme).play()))


class _Player:
    """Plays the beats, and keeps what is seen."""

    def __init__(self, terminal: Terminal, scheme: str) -> None:
        self._terminal = terminal
        self._ground = GROUNDS[scheme]
        self._now = 0.0
        self._caption = ""
        self._paces = cycle(_PACES)

    def play(self) -> Iterator[Frame]:
        yield self._seen("")
        for beat in BEATS:
            self._caption = beat.caption or self._caption
            for key in beat.keys:
                yield from self._wait(next(self._paces))
                self._terminal.press(key)
                self._terminal.settle(0.08)
                yield self._seen(key)
            self._terminal.until(beat.shows)
            yield self._seen("")
            yield from self._wait(beat.looks)
            self._terminal.pause()
        if self._now > _LAST:
            raise NotShown(f"the minute is {self._now:.1f} seconds long")
        yield from self._wait(_LAST - self._now)

    def _wait(self, seconds: float) -> Iterator[Frame]:
        """Let time pass, second by second: each is on the screen before the next begins."""
        end = self._now + seconds
        while int(self._now) < int(end):
            self._now = float(int(self._now) + 1)
            self._tick()
            yield self._seen("")
        self._now = end

    def _tick(self) -> None:
        before = self._terminal.text
        self._terminal.now = NOW.timestamp() + self._now
        has_timer = bool(_TIMER.search(before))
        limit = time.monotonic() + (15 * _TICK if has_timer else 0)
        while self._terminal.text == before and time.monotonic() < limit:
            self._terminal.read(0.05)
        self._terminal.settle(0.08)

    def _seen(self, key: str) -> Frame:
        return Frame(self._now, rows_of(self._terminal.screen, self._ground), self._caption, key)


def film_files(cast: Cast, scheme: str) -> Iterator[tuple[str, str]]:
    """Yield the recording for those who have asciinema, as a picture that moves, and as one that stands still."""
    ground = GROUNDS[scheme].ground
    told = " ".join((TOLD.told, *(beat.caption for beat in BEATS[2:] if beat.caption)))
    yield f"{NAME}-{scheme}.cast", cast.written()
    yield f"{NAME}-{scheme}.svg", film(Cast.read(cast.written(), GROUNDS[scheme]), ground, TOLD.title, told)
    yield f"{NAME}-{scheme}-still.svg", still(cast.frames[-1].rows, ground, TOLD.title, told)
