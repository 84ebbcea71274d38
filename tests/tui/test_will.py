"""`i`: who says "I will" to a card that is there, and by when."""

from datetime import date

import pytest
from keyboard import Keyboard
from riverside import ANA, KOFI, VIC, Hall, riverside, rows_of
from sheets import brush

from cofacil.board.commands.absences import AbsenceCame
from cofacil.board.commands.moving import MarkDone, StrikeOut
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.records import Absence, Card
from cofacil.language.turned_back import turned_back
from cofacil.room.drafts import Unkept
from cofacil.room.seats import Seat
from cofacil.tui.keys import Press
from cofacil.tui.modes.confirm import Confirm
from cofacil.tui.modes.missing import Missing
from cofacil.tui.modes.will import Will
from cofacil.tui.paint.cards import detail_line
from cofacil.tui.typed import Typed
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
    assert line.readback == "Priya will, by Fri 27 November 2026 (in 5 days). Only they can say so."
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
    assert hall.board.card(hall.called("A3")).agreed is not None
    other = asked(hall, KOFI, "A1")
    assert other.readback == "Kofi will. Only they can say so."
    other.press("^fri", "enter")
    assert "kofi" in owners(hall, "A1")


def test_who_takes_part_says_it_for_nobody_else(hall: Hall) -> None:
    line = asked(hall, KOFI).press("@priya", "enter")
    assert owners(hall) == ()
    assert line.sentence
    assert asked(hall, VIC).mode is None


def test_somebody_new_is_said_to_be_new_before_enter(hall: Hall) -> None:
    line = asked(hall).press("@carol @tom")
    assert line.readback == "Carol (new) and Tom will. Only they can say so."
    line.press("enter", "3")
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


def test_before_anything_is_agreed_it_is_asked_who_is_not_in_the_room(hall: Hall) -> None:
    missing = len(hall.board.absences)
    line = asked(hall)
    assert line.foot.sentence == f"Not in the room: {missing}. Is this for us to decide?"
    for entity in [absence.id for absence in hall.board.absences if not absence.is_standing]:
        hall.do(AbsenceCame(entity, AbsenceState.DECLINED))
    assert asked(hall).foot.sentence == "Not in the room: 1. Is this for us to decide?"


def carols(hall: Hall, *keys: str, seat: Seat = ANA, label: str = "A3") -> Keyboard:
    return asked(hall, seat, label).press("@carol ^fri", "enter", *keys)


def test_who_is_not_here_is_not_decided_for_and_nothing_is_kept_before_it_is_said(hall: Hall) -> None:
    line = carols(hall)
    foot = line.foot
    assert foot.readback == "Carol is not here. We decide for ourselves only. What shall this be?"
    assert foot.sentence == "Nothing is kept yet."
    assert [f"{offer.key} {offer.words}" for offer in foot.offers] == [
        "1 invitation to Carol", "2 suggestion", "3 Carol is here, add them", "escape back",
    ]  # fmt: skip
    assert not line.submitted
    line.press("enter")
    assert line.sentence == "Nothing is kept yet: a figure says what it shall be."
    line.press("escape")
    assert (line.typed, line.foot.readback[:10]) == ("@carol ^fri", "Carol (new")
    assert line.press("enter", "escape", "escape").mode is None
    assert not line.submitted


@pytest.mark.parametrize(("width", "asked_for"), [(60, "What shall this be?"), (80, "What shall this be?"), (40, "")])
def test_what_is_asked_and_each_answer_is_seen_at_every_width(hall: Hall, width: int, asked_for: str) -> None:
    line = asked(hall, width=width).press("@carol", "enter")
    rows = rows_of(line.session.scene())
    assert any(asked_for in row for row in rows)
    keys = next(row for row in rows if "Esc" in row)
    assert "1 invitation" in keys
    assert width < 60 or ("2 suggestion" in keys and ("3 here, add" in keys or "3 Carol is here, add them" in keys))


def test_somebody_known_who_is_not_here_is_asked_after_too_and_who_is_by_screen_is_here(hall: Hall) -> None:
    hall.do(PersonLeft("priya"))
    line = asked(hall).press("@priya", "enter")
    assert line.foot.readback.startswith("Priya is not here.")
    assert not line.submitted
    line.press("3")
    assert owners(hall) == ("priya",)
    assert "priya" in hall.board.here
    hall.do(PersonLeft("priya"))
    by_screen = line.desk()._replace(board=hall.board, by_screen=("Priya",))
    step = Will(hall.called("A3"), Typed.of("@priya")).press(Press("enter"), by_screen)
    assert step is not None
    assert step.commands


def test_an_invitation_is_named_tied_and_gone_on_with_who_asks(hall: Hall) -> None:
    line = carols(hall, "1")
    assert owners(hall) == ()
    absence = hall.board.absences[-1]
    assert (absence.who, absence.is_open) == ("Carol", True)
    assert [hall.board.label_of(hall.board.records[link.end]) for link in hall.board.links_of(hall.called("A3"))] == [
        hall.board.label_of(absence)
    ]
    assert hall.board.card(hall.called("A3")).when == "2026-11-27"
    assert "carol" not in hall.board.here
    assert isinstance(line.mode, Missing)
    line.press("@bea ^tue", "enter")
    assert (hall.board.absence(absence.id).asks, hall.board.absence(absence.id).when) == ("bea", "2026-11-24")


def test_who_is_invited_already_is_named_once(hall: Hall) -> None:
    carols(hall, "1", "escape")
    count = len(hall.board.absences)
    hall.card("Mend the gate", Kind.ACTION)
    line = carols(hall, "1", label="A4")
    assert len(hall.board.absences) == count
    assert isinstance(line.mode, Missing)
    assert line.mode.absence == hall.board.absences[-1].id
    assert len(hall.board.links_of(hall.board.absences[-1].id)) == 2


def test_a_suggestion_has_nobody_who_will_and_says_so(hall: Hall) -> None:
    line = carols(hall, "2")
    card = hall.board.card(hall.called("A3"))
    assert (card.owners, card.marks) == ((), ("suggestion",))
    assert line.session.sentence == "A3 is a suggestion: whoever it is for may take it or leave it."
    assert "a suggestion" in detail_line(hall.board, card, brush().signs, date(2026, 11, 22))


def test_those_who_are_here_will_all_the_same(hall: Hall) -> None:
    asked(hall).press("@tom @carol @dave", "enter", "1", "escape")
    assert owners(hall) == ("tom",)
    assert [absence.who for absence in hall.board.absences[-2:]] == ["Carol", "Dave"]


def test_who_takes_part_adds_nobody_but_may_invite(hall: Hall) -> None:
    line = carols(hall, seat=KOFI)
    assert [offer.key for offer in line.foot.offers] == ["1", "2", "escape"]
    line.press("3")
    assert not line.submitted
    assert line.typed == "@carol ^fri3"
    line = carols(hall, "1", seat=KOFI)
    assert hall.board.absences[-1].who == "Carol"


def test_a_letter_goes_on_with_the_line(hall: Hall) -> None:
    line = carols(hall, "backspace", "i")
    assert line.typed == "@carol ^fri"
    assert line.foot.readback.startswith("Carol (new)")


@pytest.mark.parametrize("label", ["O3", "Q3", "I2"])
def test_of_what_is_no_deed_one_is_born_and_tied(hall: Hall, label: str) -> None:
    line = asked(hall, label=label)
    assert line.lead.endswith(f"From {label}, who will do what?")
    line.press("Bring the pans @sam ^fri #food")
    assert line.readback.startswith("Sam will, by Fri 27 November 2026 (in 5 days).")
    line.press("enter")
    born = hall.board.card(hall.called("A4"))
    assert (born.text, born.owners, born.when, born.tags, born.said) == (
        "Bring the pans", ("sam",), "2026-11-27", ("food",), "sam",
    )  # fmt: skip
    assert [link.end for link in hall.board.links_of(born.id)] == [hall.called(label)]
    assert owners(hall, label) == ()
    assert line.view.in_hand(hall.board) == born


def test_without_words_a_deed_has_those_it_comes_from(hall: Hall) -> None:
    asked(hall, label="O1").press("enter")
    born = hall.board.card(hall.called("A4"))
    assert (born.text, born.owners) == ("I can open up on Saturdays", ("room",))
    assert born.agreed is not None
    hall.do(StrikeOut(hall.called("O1")))
    line = asked(hall, label="O1").press("enter")
    assert line.sentence == "What will be done? A few words are enough."
    assert len(hall.board.columns[Kind.ACTION]) == 4


def test_a_deed_for_somebody_who_is_not_here_is_born_as_a_suggestion_or_invites_them(hall: Hall) -> None:
    asked(hall, label="O1").press("Hold the key @carol", "enter", "2")
    born = hall.board.card(hall.called("A4"))
    assert (born.text, born.owners, born.marks) == ("Hold the key", (), ("suggestion",))
    asked(hall, label="O1").press("@dave", "enter", "1", "escape")
    dave = hall.board.absences[-1]
    assert [link.start for link in hall.board.links_of(dave.id)] == [hall.called("O1")]
    assert len(hall.board.columns[Kind.ACTION]) == 4
    asked(hall, label="O1").press("Paint it @erin", "enter", "1", "escape")
    erin, painted = hall.board.absences[-1], hall.board.card(hall.called("A5"))
    assert [link.start for link in hall.board.links_of(erin.id)] == [painted.id]
    assert painted.owners == ()


def test_words_of_a_deed_that_is_left_wait_and_undo_takes_card_and_tie_away(hall: Hall) -> None:
    line = asked(hall, label="O3").press("Bring the pans @sam")
    assert line.mode is not None
    unkept = line.mode.unkept
    assert unkept is not None
    assert unkept == Unkept("will", hall.called("O3"), {"text": "Bring the pans @sam"})
    line.press("enter")
    count = len(hall.board.columns[Kind.ACTION])
    event = hall.room.last_done(ANA)
    assert event is not None
    hall.do(Undo(event))
    assert len(hall.board.columns[Kind.ACTION]) == count - 1
    assert [
        link for link in hall.board.links_of(hall.called("O3")) if link.id in {w.entity for w in event.writes}
    ] == []


def test_a_facilitator_marks_what_is_agreed_and_takes_it_back(hall: Hall) -> None:
    line = Keyboard(hall, View(2)).look("O1").open("agree")
    number = len(hall.board.here)
    assert line.lead == f"O1: agreed by the {number} of us here?"
    missing = len(hall.board.absences)
    assert line.foot.sentence == f"Not in the room: {missing}. Is this for us to decide?"
    line.press("enter")
    agreed = hall.board.card(hall.called("O1")).agreed
    assert agreed is not None
    assert set(agreed.here) == set(hall.board.here)
    assert set(agreed.missing) == {absence.id for absence in hall.board.absences}
    assert line.session.sentence.startswith(f"O1 is agreed by the {number} of us here; not in the room then: ")
    line = Keyboard(hall, View(2)).look("O1").open("agree")
    assert line.lead == f"O1 is agreed by the {number} of us here. Is it no longer?"
    line.press("enter")
    assert hall.board.card(hall.called("O1")).agreed is None
    assert line.session.sentence == "O1 is no longer said to be agreed."


def test_agreeing_is_left_with_escape_and_is_for_those_who_facilitate(hall: Hall) -> None:
    line = Keyboard(hall, View(2)).look("O1").open("agree").press("escape")
    assert not line.submitted
    assert Keyboard(hall, View(2), KOFI).look("O1").open("agree").mode is None
    assert Keyboard(hall, View(5)).look("N3").open("agree").sentence == "Only a card can be agreed to."


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("A3", ("@tom @priya ^fri", "enter")),
        ("A3", ("@tom @carol @dave", "enter", "1")),
        ("A3", ("@tom @carol", "enter", "2")),
        ("A3", ("@tom @carol", "enter", "3")),
        ("O1", ("we bring tea @tom @carol", "enter", "1")),
        ("O1", ("we bring tea @carol", "enter", "2")),
    ],
)
def test_one_act_is_one_undo(hall: Hall, label: str, keys: tuple[str, ...]) -> None:
    before = hall.board
    line = asked(hall, label=label).press(*keys)
    assert len(line.submitted) == 1
    event = hall.room.last_done(ANA)
    assert event is not None
    hall.do(Undo(event))
    gone = [record for record in hall.board.records.values() if record.id not in before.records]
    assert all(record.is_gone for record in gone)
    for entity, record in before.records.items():
        assert hall.board.records[entity].fields == record.fields
    said = turned_back(hall.room.last_undone(ANA) or event, hall.board)
    labels = [hall.board.label_of(record) for record in gone if isinstance(record, Card | Absence)]
    assert all(label in said for label in labels), "what is off the wall is told before what meets no more"
    again = hall.room.last_undone(ANA)
    assert again is not None
    hall.do(Redo(again))
    assert any(hall.board.records[entity].fields != record.fields for entity, record in before.records.items()) or gone
