"""Board files and files of the program's own as somebody who means harm, or a broken program, may leave them."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from cofacil.board.events import Event, Json, Write
from cofacil.room.clock import ulid
from cofacil.store.codec import canonical, seal, to_doc
from cofacil.store.layout import CLOSER, header_bytes, lay_out, new_meta

START = 1_795_370_700_000
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07red\x1b[31m\x9b5i\r\n"
TURNED = "\u202e\u2066\u200f\u061cdetrevni\u2028\u200b\ufeff"
LEVELS = 10_000
LONG = 100_000
"""Letters of a name, or of a title."""


def board_id(number: int) -> str:
    return ulid(START - number, number)


def laid(number: int, *writes: Write, by: str = "ana", op: str = "card.add") -> bytes:
    """Return a board of which every byte bears out its checksum, whatever it says; each write is a change of its own."""
    meta = new_meta(board_id(number), START)
    return lay_out(meta, b"", [to_doc(_event(at, write, by, op)) for at, write in enumerate(writes, 1)])


def _event(at: int, write: Write, by: str, op: str) -> Event:
    return Event(ulid(START + at, at), START + at, by, op, (write,))


def card(number: int, **fields: Json) -> Write:
    plain: dict[str, Json] = {"kind": "question", "label": f"Q{number}", "text": f"Card {number}?", "pos": "a"}
    return Write(f"card/{number}", "", None, {**plain, **fields})


def titled(title: Json) -> Write:
    return Write("board", "title", None, title)


def sealed(number: int, write: Write, value: bytes) -> bytes:
    """Return a board of which one change holds `value` where it says HERE: what no program of ours would write, with its checksum."""
    meta = new_meta(board_id(number), START)
    lines, before = [], meta.seed
    for at, each in enumerate((titled("Sealed"), card(1), write), 1):
        body = canonical(to_doc(_event(at, each, "ana", "card.add"))).replace(b'"HERE"', value)
        line, before = seal(at, {}, before, lambda _, body=body: body)  # type: ignore[misc]
        lines.append(line)
    return header_bytes(meta) + b",".join(lines) + CLOSER


SENSELESS: Mapping[str, Callable[[int], bytes]] = {
    "senseless events": lambda n: laid(
        n, titled("Senseless"), card(1), Write("card/1", "", {"x": 1}, 7), Write("", "", None, []), op="weather.rain"
    ),
    "no such kind": lambda n: laid(n, titled("No such kind"), card(1, kind="weather"), card(2, kind=["question"])),
    "a place of the wrong type": lambda n: laid(
        n, titled("Wrong place"), card(1, pos=7), card(2, pos=["a"]), card(3, pos={"a": 1}), card(4, pos=None)
    ),
    "a person of escape codes": lambda n: laid(
        n,
        titled("Person"),
        Write("person/x", "", None, {"name": ESCAPES}),
        card(1, said=ESCAPES, heard_by=ESCAPES),
        by=ESCAPES,
    ),
    "a title of escape codes": lambda n: laid(n, titled(ESCAPES), Write("board", "purpose", None, ESCAPES), card(1)),
    "a title that is turned round": lambda n: laid(n, titled(TURNED), card(1, text=TURNED, said=TURNED), by=TURNED),
    "a title of 100,000 letters": lambda n: laid(n, titled("x" * LONG), card(1)),
    "a title of 100,000 wide letters": lambda n: laid(n, titled("漢" * LONG), card(1)),
    "a title of marks alone": lambda n: laid(n, titled("e" + "\u0301" * LONG), card(1)),
    "a title of the wrong type": lambda n: laid(n, titled({"a": [1]}), card(1)),
    "a person of 100,000 letters": lambda n: laid(
        n,
        titled("Long person"),
        Write("person/x", "", None, {"name": "y" * LONG}),
        card(1, said="y" * LONG),
        by="y" * LONG,
    ),
    "a card of 100,000 letters": lambda n: laid(n, titled("Long card"), card(1, text="wide " * (LONG // 5))),
    "a card of 100,000 lines": lambda n: laid(n, titled("Lines"), card(1, text="\n" * LONG, note="\n" * LONG)),
    "ten thousand levels": lambda n: sealed(n, card(2, odd="HERE"), b"[" * LEVELS + b"1" + b"]" * LEVELS),
    "ten thousand tables": lambda n: sealed(n, card(2, odd="HERE"), b'{"a":' * LEVELS + b"1" + b"}" * LEVELS),
    "a number of ten thousand figures": lambda n: sealed(n, card(2, pos="HERE"), b"9" * LEVELS),
    "half a letter": lambda n: sealed(n, card(2, text="HERE"), b'"\\ud800"'),
    "no number": lambda n: sealed(n, card(2, pos="HERE"), b"NaN"),
    "two tables of events": lambda n: laid(n, card(1)).replace(CLOSER, b'},\n"events":{}}\n'),
    "numbers without end": lambda n: laid(n, titled("Numbers"), card(1, pos=2**62, done={"at": -(2**62)})),
    "a meeting at the end of time": lambda n: laid(
        n, titled("Late"), Write("meeting/1", "", None, {"opened": 2**62, "closed": -1, "step": "x", "here.ana": True})
    ),
    "a header of nothing": lambda n: header_bytes(new_meta(board_id(n), START)).replace(b"cofacil/1", b""),
}
"""Files that are whole, and mean nothing, or harm; each by a number that makes it a board of its own."""


def big(place: Path, number: int, cards: int, words: str = "") -> None:
    """Write a board of so many cards, each with some words."""
    place.write_bytes(
        laid(
            number,
            titled("Big"),
            *(card(each, text=f"Card {each} {words}", pos=f"a{each:07}") for each in range(1, cards + 1)),
        )
    )


def put_no_file(place: Path, kind: str) -> None:
    """Put what is no file at a place."""
    match kind:
        case "a pipe":
            os.mkfifo(place)
        case "a dead link":
            place.symlink_to(place.with_name("nowhere"))
        case "a link to itself":
            place.symlink_to(place.name)
        case "a folder":
            place.mkdir()
            (place / "inside").write_text("inside")
        case _:
            raise ValueError(kind)


NO_FILES = ("a pipe", "a dead link", "a link to itself", "a folder")
