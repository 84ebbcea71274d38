"""Where a column has room for all of its words nothing is cut, and nothing moves when another card is taken in hand."""

import re

import pytest
from riverside import Hall, Looking, rows_of

from cofacil.board.commands.cards import AddCard
from cofacil.board.kinds import Kind
from cofacil.board.slugs import ROOM
from cofacil.tui.view import View

LONG = (
    "The hedge by the gate is so high that the smallest children are afraid of it, so their parents stay away "
    "and nobody has asked who could cut it"
)


def hall_of(count: int) -> Hall:
    hall = Hall()
    for number in range(count):
        hall.card(f"{LONG} {number}")
    return hall


@pytest.mark.parametrize(("width", "height"), [(60, 18), (80, 24), (100, 30), (120, 36), (160, 45), (200, 50)])
def test_a_few_cards_are_whole_whatever_is_in_hand(width: int, height: int) -> None:
    hall = hall_of(2)
    before = []
    for place in (0, 1):
        view = View(Kind.OFFER.column).settled(hall.board).step(hall.board, place)
        rows = rows_of(Looking(hall, view, width, height).scene())
        assert not any("…" in row for row in rows[4:-4])
        said = "".join(" ".join(rows[4:-4]).split())
        assert said.count("smallest") == 2
        before.append([row[:7].strip(" ▌█") for row in rows[4:-4]])
    assert before[0] == before[1], "labels stand where they stood"


def test_many_cards_are_cut_so_that_more_of_them_are_seen() -> None:
    rows = rows_of(Looking(hall_of(12), View(Kind.OFFER.column).settled(hall_of(12).board), 80, 24).scene())
    assert sum("…" in row for row in rows[4:-4]) >= 3


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_of_several_who_will_the_first_and_how_many_more_are_named(width: int) -> None:
    hall = Hall()
    names = ("Marta Lindqvist-Hammarström", "Olu Bakare")
    hall.do(AddCard("card/a", Kind.ACTION, "Buy twenty bulbs", owners=(*names, ROOM), newcomers=names))
    view = View(Kind.ACTION.column).settled(hall.board)
    text = "\n".join(rows_of(Looking(hall, view, width, 24).scene())[4:-4])
    assert re.search(r"\+2\b", text) or "Olu Bakare" in text
    assert not re.search(r"Marta\S*…(?! \+2)", text), text
