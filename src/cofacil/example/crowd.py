"""A board with very many cards, for measuring: events made cheaply and told in one go."""

from collections.abc import Iterator
from itertools import cycle, islice, product

from cofacil.board.events import Event, Json, Write
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.positions import DIGITS
from cofacil.room.clock import ulid

_AT_ONCE = 100
"""Cards an event: as many as somebody types from a stack of paper."""
_SPEAKERS = ("Ana", "Joe", "Sam", "Priya", "Mo", "Bea", "Tom", "Lin", "Grace", "Kofi", "Siân")
_WORDS = (
    "could bring a spade and two pairs of gloves",
    "knows somebody who mends pumps and would not ask for money",
    "would like a bench where the sun is in the evening",
    "asks how the little ones get across the road",
    "has the old plans of the place in a drawer, with the pipes drawn in",
    "thinks that the hedge wants cutting before March",
    "can be here on Tuesdays",
)


def crowd(board: Board, count: int, at: int) -> list[Event]:
    """Return the events that put `count` more cards on a board, all of them typed at one moment."""
    start = ulid(at, 0)[:10]
    meeting = board.meeting.id.partition("/")[2] if board.meeting else ""
    writes = islice(_writes(board, start, meeting), count)
    events: list[Event] = []
    while batch := tuple(islice(writes, _AT_ONCE)):
        # Behind everything of the same moment, and in order among themselves.
        e = f"{start}Z{len(events):015d}"
        events.append(Event(e, at, "ana", "import", batch, meeting, "import"))
    return events


def _writes(board: Board, start: str, meeting: str) -> Iterator[Write]:
    """Yield cards for ever, a question, an offer, an action and an issue in turn."""
    letters = [(kind.value, kind.letter, board.highest.get(kind.letter, 0) + 1) for kind in Kind]
    spoken = cycle([(f"{name} {words}", name.casefold()) for words in _WORDS for name in _SPEAKERS])
    number = 0
    # Keys of four characters that begin with c sort behind those a typed column begins with, and between() takes them on.
    for row, places in enumerate(product(DIGITS, repeat=3)):
        place = f"c{''.join(places)}"
        for kind, letter, first in letters:
            text, said = next(spoken)
            number += 1
            fields: dict[str, Json] = {
                "kind": kind,
                "label": f"{letter}{first + row}",
                "text": text,
                "pos": place,
                "said": said,
                "meeting": meeting,
            }
            yield Write(f"card/{start}Y{number:015d}", "", None, fields)
