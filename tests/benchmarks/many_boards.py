"""Very many boards in a folder, for measuring: made-up words that are as common and as rare as words are, some of them said twice."""

import itertools
import random
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from cofacil.board.events import Event, Json, Write
from cofacil.board.kinds import Kind
from cofacil.board.positions import DIGITS
from cofacil.files import put_instead
from cofacil.room.clock import ulid
from cofacil.store.codec import checksum_of, to_doc
from cofacil.store.high_water import Mark
from cofacil.store.layout import CLOSER, Meta, lay_out, new_meta
from cofacil.store.lock import sidecar

START = 1_763_730_000_000
DAY = 86_400_000
_WORDS = 60_000
"""How many words there are in all of them."""
_PEOPLE = ("Ana", "Joe", "Sam", "Priya", "Mo", "Bea", "Tom", "Lin", "Grace", "Kofi", "Siân", "Dee")


def make_boards(folder: Path, count: int, cards: int) -> None:
    """Make so many boards of so many cards, of which every tenth is done and every twentieth was moved."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(11)  # noqa: S311  # the same boards every time
    words = vocabulary(chance)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    places = ["".join(place) for place in itertools.islice(itertools.product(DIGITS[1:], repeat=3), cards)]
    for number in range(count):
        at = START + number * DAY // 8
        meta = new_meta(ulid(at, number), at)
        spoken = iter(chance.choices(words, cum_weights=weights, k=cards * 12 + 8))
        events = _events(number, at, cards, spoken, places)
        _keep(folder / f"{words[-number - 1]}-{number}.json", meta, events)


def vocabulary(chance: random.Random) -> list[str]:
    """Return the words, the commonest first; every hundredth has an accent."""
    made = {"".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 11))): None for _ in range(_WORDS)}
    return [word.replace("e", "é", 1) if at % 100 == 50 else word for at, word in enumerate(made)]


def _events(number: int, at: int, cards: int, spoken: Iterator[str], places: list[str]) -> Iterator[Event]:
    names = iter(range(1, 10 * cards))

    def event(op: str, *writes: Write) -> Event:
        serial = next(names)
        return Event(ulid(at + serial * 1000, serial), at + serial * 1000, "ana", op, writes, meeting)

    meeting = ulid(at, number + 1)
    said = itertools.cycle(name.casefold() for name in _PEOPLE)
    title = " ".join(itertools.islice(spoken, 2))
    yield event(
        "board.set", Write("board", "", None, {"title": title, "purpose": " ".join(itertools.islice(spoken, 6))})
    )
    here: dict[str, Json] = {f"here.{name.casefold()}": {"how": "room", "from": at, "to": None} for name in _PEOPLE}
    yield event("meeting.open", Write(f"meeting/{meeting}", "", None, {"opened": at, **here}))
    yield event("person.add", *(Write(f"person/{n.casefold()}", "", None, {"name": n}) for n in _PEOPLE))
    kinds = itertools.cycle(Kind)
    for card in range(cards):
        kind, entity = next(kinds), f"card/{ulid(at, 1000 + card)}"
        text = " ".join(itertools.islice(spoken, 8 + card % 7))
        fields: dict[str, Json] = {"kind": kind.value, "label": f"{kind.letter}{card // 4 + 1}", "text": text}
        yield event(
            "card.add", Write(entity, "", None, fields | {"pos": places[card], "said": next(said), "meeting": meeting})
        )
        if card % 10 == 0:
            yield event("card.done", Write(entity, "done", None, {"at": at, "how": "done"}))
        if card % 20 == 0:
            yield event("card.move", Write(entity, "pos", places[card], f"{places[card]}V"))


def _keep(path: Path, meta: Meta, events: Iterator[Event]) -> None:
    docs = [to_doc(event) for event in events]
    image = lay_out(meta, b"", docs)
    mark = Mark(meta.board, len(docs), checksum_of(image.removesuffix(CLOSER)))
    put_instead(path, image, is_synced=False)
    put_instead(sidecar(path), mark.to_bytes(), is_synced=False)


if __name__ == "__main__":
    make_boards(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
