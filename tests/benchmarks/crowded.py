"""Boards with so many cards on them, each card an event of its own, in a durable file."""

from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path

from cofacil.board.events import Change, Draft, Json, Write
from cofacil.board.kinds import Kind
from cofacil.board.positions import DIGITS
from cofacil.room.clock import SystemClock, ulid
from cofacil.wiring.new_board import Beginning, begin_board

WORDS = (
    "Who has a key for the shed when Ana is away over Easter?",
    "could bring a spade, two pairs of gloves and an hour on Saturday mornings",
    "Priya knows somebody who mends pumps and would not ask for money, if we fetch him from the station",
    "Tea at four",
    "The old plans of the place are in a drawer at the hall, with the pipes drawn in",
    "How do the little ones get across the road, now that the crossing is gone?",
)
TITLE = "Riverside garden"
PEOPLE = ("Ana", "Joe", "Sam", "Priya", "Mo", "Bea", "Tom")
_PLACES = list(product(DIGITS, repeat=3))


def crowded(folder: Path, cards: int) -> Path:
    """Make a board with so many cards, a quarter in each column, two thirds of them with words that people say."""
    log = begin_board(
        folder / f"{cards}.json", "Ana", Beginning(TITLE, "How do we share the garden this year?", "Riverside hall")
    )

    drafts = list(_drafts(SystemClock().now(), cards))
    log.append(lambda _: drafts)
    log.close()
    return folder / f"{cards}.json"


def _drafts(now: int, cards: int) -> Iterator[Draft]:
    for name in PEOPLE:
        yield _draft(now, "person.arrive", Write(f"person/{name.casefold()}", "", None, {"name": name}))
    words, people, kinds = cycle(WORDS), cycle(PEOPLE), tuple(Kind)
    for number in range(cards):
        row, column = divmod(number, len(kinds))
        kind = kinds[column]
        fields: dict[str, Json] = {
            "kind": str(kind),
            "label": f"{kind.letter}{row + 1}",
            "text": f"Card {number}" if number % 3 == 2 else next(words),
            "pos": f"c{''.join(_PLACES[row])}",
            "said": next(people).casefold(),
        }
        yield _draft(now, "card.add", Write(f"card/{ulid(now, number)}", "", None, fields))


def _draft(now: int, op: str, write: Write) -> Draft:
    return Draft(now, "ana", "import", "", Change(op, (write,)))
