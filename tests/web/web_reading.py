"""Boards as readers of the page see them, and their pages read by a strict parser."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

import html5lib
from board_pages import example, hostile

from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.redaction import redacted
from cofacil.room.attending import Attending, Present
from cofacil.room.seats import Seat
from cofacil.web.reader import Reader, Said, Shown
from wall import Wall

ANA = Seat("Ana")
DEE = Seat("Dee", Role.COFACILITATOR, "ssh")
MO = Seat("Mo", Role.PARTICIPANT, "page")
VIC = Seat("Vic", Role.VIEWER, "page")
QUESTION = "Who lives or works here and never comes to this?"
ULID = "01M82546GZ0000000000000000"


def seen(
    board: Board,
    now: int,
    seat: Seat = MO,
    *,
    present: Sequence[Seat] = (ANA, DEE),
    prompt: str = "",
    said: Said = Said(),  # noqa: B008  # it never changes
    is_waiting: bool = False,
    may_ask: bool = True,
    trouble: str = "",
) -> Shown:
    """Return a board as a seat may see it, with nothing that is hidden from that."""
    there = Attending.of(tuple(Present(one) for one in (*present, seat)))
    reader = Reader(seat, "the-token", is_waiting=is_waiting, may_ask=may_ask)
    return Shown(redacted(board, seat.who(board)), reader, there, now, prompt, said, ULID, trouble)


def on(wall: Wall, seat: Seat = MO, **more: object) -> Shown:
    return seen(wall.board, wall.now, seat, **more)  # type: ignore[arg-type]  # as `seen` takes them


def of_the_example(seat: Seat = MO, **more: object) -> Shown:
    """Return what `cofacil demo` shows, in the middle of a second meeting."""
    made = example()
    return seen(made.board, made.now, seat, prompt=QUESTION, **more)  # type: ignore[arg-type]


def of_the_hostile(seat: Seat = MO, **more: object) -> Shown:
    made = hostile()
    return seen(made.board, made.now, seat, **more)  # type: ignore[arg-type]


def read(page: str) -> Element:
    """Return a page as a strict parser reads it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def with_class(tree: Element, name: str) -> Iterator[Element]:
    return (element for element in tree.iter() if name in element.get("class", "").split())


def by_id(tree: Element, name: str) -> Element:
    found = [element for element in tree.iter() if element.get("id") == name]
    assert len(found) == 1, name
    return found[0]
