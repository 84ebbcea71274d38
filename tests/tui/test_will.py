"""`i`: who says "I will" to a card that is there, and by when."""

import pytest
from keyboard import Keyboard
from riverside import ANA, KOFI, VIC, Hall, riverside, rows_of

from cofacil.board.commands.moving import MarkDone
from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Kind
from cofacil.board.records import Card
from cofacil.room.seats import Seat
from cofacil.tui.modes.confirm import Confirm
from cofacil.tui.modes.missing import Missing
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    hall = riverside()
    hall.card("Ring the allotment group about the water", Kind.ACTION)
    return hall


def asked(hall: Hall, seat: Seat = ANA, label: str = "A3", width: int = 80) -> Keyboard:
    record = hall.board.records[hall.called(label)]
    assert isinstance(record, Card)
    return Keyboard(hall, View(record.kind.column), seat, (width, 24)).look(label).open("will")


def owners(hall: Hall, label: str = "A3") -> tuple[str, ...]:
    return hall.board.card(hall.called(label)).owners


def test_a_name_and_a_day_are_read_back_and_kept(hall: Hall) -> None:
    line = asked(hall).press("@priya ^fri")
    assert line.lead == 'A3: who says "I will"?'
    assert line.readback == "Priya will, by Fri 27 November 2026 (in 5 days)."
    line.press("enter")
    assert line.mode is None
    assert (owners(hall), hall.board.card(hall.called("A3")).when) == (("priya",), "2026-11-27")
    assert line.session.sentence == "A3: Priya will, by Fri 27 November 2026."


@pytest.mark.parametrize("typed", ["priya fri", "Priya by friday", "@priya friday", "pri ^fri"])
def test_a_known_name_and_a_day_need_no_signs(hall: Hall, typed: str) -> None:
    asked(hall).press(*typed.split(" ", maxsplit=1)[0], "tab").press(" ".join(["", *typed.split(" ")[1:]]), "enter")
    assert (owners(hall), hall.board.card(hall.called("A3")).when) == (("priya",), "2026-11-27")


def test_an_empty_line_is_we_here_for_who_facilitates_and_oneself_for_who_takes_part(hall: Hall) -> None:
    line = asked(hall)
    assert line.readback == "We here will."
    line.press("enter")
    assert line.session.sentence == "A3: we here will."
    other = asked(hall, KOFI, "A1")
    assert other.readback == "Kofi will."
    other.press("^fri", "enter")
    assert "kofi" in owners(hall, "A1")


def test_who_takes_part_says_it_for_nobody_else(hall: Hall) -> None:
    line = asked(hall, KOFI).press("@priya", "enter")
    assert owners(hall) == ()
    assert line.sentence
    assert asked(hall, VIC).mode is None


def test_somebody_new_is_said_to_be_new_before_enter(hall: Hall) -> None:
    line = asked(hall).press("@carol @tom")
    assert line.readback == "Carol (new) and Tom will."
    line.press("enter")
    assert owners(hall) == ("carol", "tom")
    assert "carol" in hall.board.here


def test_words_that_are_neither_are_not_lost_silently(hall: Hall) -> None:
    line = asked(hall).press("@tom after the rain", "enter")
    assert line.sentence == 'A name is @name, a day ^fri. No place here for "after the rain".'
    assert line.typed == "@tom after the rain"
    assert owners(hall) == ()


def test_tab_behind_the_day_chooses_the_name_in_question(hall: Hall) -> None:
    for name in ("Rhys Evans", "Rhys Other"):
        hall.do(AddPerson(name))
    line = asked(hall).press("@rhys ^fri", "tab")
    assert line.typed == "@Rhys-Evans ^fri"
    line.press("tab", "enter")
    assert owners(hall) == ("rhys-other",)


def test_of_a_card_that_is_done_it_is_asked_first(hall: Hall) -> None:
    hall.do(MarkDone(hall.called("A3")))
    line = asked(hall)
    assert isinstance(line.mode, Confirm)
    assert line.lead == 'A3 is done. Does somebody still say "I will"?'
    assert owners(hall) == ()
    assert line.press("escape").mode is None
    asked(hall).press("enter", "@priya", "enter")
    assert owners(hall) == ("priya",)


def test_all_who_will_are_said_below_where_they_do_not_fit_beside_the_words(hall: Hall) -> None:
    line = asked(hall, label="A2")
    line.press("enter")
    (below,) = (row for row in rows_of(line.session.scene()) if row.startswith(" A2 said by"))
    assert "Priya and us here will" in below


def test_who_said_so_before_stays(hall: Hall) -> None:
    asked(hall, label="A1").press("@lin", "enter")
    assert set(owners(hall, "A1")) == {"lin", "mo", "tom"}


def test_of_somebody_who_is_not_here_it_asks_who_will_ask(hall: Hall) -> None:
    line = Keyboard(hall, View(5)).look("N3").open("will")
    assert isinstance(line.mode, Missing)
    line.press("@bea ^tue", "enter")
    absence = hall.board.absence(hall.called("N3"))
    assert (absence.asks, absence.when) == ("bea", "2026-11-24")


def test_esc_keeps_nothing_and_a_paste_is_words(hall: Hall) -> None:
    line = asked(hall).paste("@priya\n")
    assert line.typed == "@priya"
    line.press("escape")
    assert line.mode is None
    assert not line.submitted
