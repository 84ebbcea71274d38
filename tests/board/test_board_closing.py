"""What is said as a meeting ends: how things stay open, who finds out, who speaks for whom, what to change next time."""

import pytest

from cofacil.board.coming_back import coming_back
from cofacil.board.commands.absences import AbsenceCame, NameAbsence
from cofacil.board.commands.closing import AddNextTime, FindOut, SayNoneToday, SpeakFor, StayOpen, Stays
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard
from cofacil.board.commands.moving import MarkDone, PutAway, Reopen, StrikeOut
from cofacil.board.commands.one_person import MakeOne, used
from cofacil.board.commands.people import AddPerson
from cofacil.board.just_closed import STILL_THERE
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.slugs import ROOM, ROOM_KEPT
from refusing import refused
from wall import ANA, BEA, KOFI, Wall


def begun() -> Wall:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside garden"))
    wall.meet()
    return wall


def test_one_answer_to_what_stays_open_takes_the_place_of_the_other() -> None:
    wall = begun()
    card = wall.add("May we dig near the old wall?").id
    for stays, marks, is_open in (
        (Stays.WICKED, ("wicked",), True),
        (Stays.EVIDENCE, ("evidence",), True),
        (Stays.LET_GO, (), False),
        (Stays.WICKED, ("wicked",), True),
        (Stays.OPEN, (), True),
    ):
        wall.do(StayOpen(card, stays))
        now = wall.board.card(card)
        assert (now.marks, now.is_open, now.is_let_go) == (marks, is_open, stays is Stays.LET_GO)


@pytest.mark.parametrize("stays", list(Stays))
def test_the_same_answer_twice_changes_nothing(stays: Stays) -> None:
    wall = begun()
    card = wall.add().id
    wall.do(StayOpen(card, stays))
    wall.now += 1
    assert wall.do(StayOpen(card, stays)).writes == ()


@pytest.mark.parametrize("stays", [Stays.WICKED, Stays.EVIDENCE, Stays.LET_GO])
def test_an_answer_is_undone_with_all_that_it_took_away(stays: Stays) -> None:
    wall = begun()
    card = wall.add().id
    wall.do(AddPerson("Grace"))
    wall.do(FindOut(card, ("Grace",)))
    before = wall.board.card(card).fields
    if stays is not Stays.EVIDENCE:
        wall.do(StayOpen(card, stays))
        assert wall.board.card(card).finds_out == ()
        wall.undo(ANA)
    assert {name: value for name, value in wall.board.card(card).fields.items() if value is not None} == before
    wall.undo(ANA)
    assert wall.board.card(card).marks == ()


def test_what_is_done_is_not_opened_by_saying_how_it_stays_open() -> None:
    wall = begun()
    card = wall.add().id
    wall.do(MarkDone(card))
    wall.do(StayOpen(card, Stays.WICKED))
    assert wall.board.card(card).is_done
    assert not wall.board.card(card).is_let_go


def test_what_was_let_go_can_be_opened_again_by_d() -> None:
    wall = begun()
    card = wall.add().id
    wall.do(StayOpen(card, Stays.LET_GO))
    wall.do(Reopen(card))
    assert wall.board.card(card).is_open


def test_who_finds_out_takes_the_place_of_who_did_and_marks_that_it_needs_evidence() -> None:
    wall = begun()
    card = wall.add().id
    wall.do(StayOpen(card, Stays.WICKED))
    wall.do(FindOut(card, ("Grace", "Mo"), ("Grace", "Mo")))
    assert wall.board.card(card).finds_out == ("grace", "mo")
    assert wall.board.card(card).marks == ("evidence",)
    assert "grace" in wall.board.here
    wall.do(FindOut(card, (ROOM,)))
    assert wall.board.card(card).finds_out == (ROOM_KEPT,)
    assert wall.do(FindOut(card, (ROOM,))).writes == ()


def test_who_takes_part_says_only_for_themselves_that_they_find_out() -> None:
    wall = begun()
    card = wall.add().id
    wall.do(FindOut(card, ("Kofi",), ("Kofi",)), KOFI)
    assert wall.board.card(card).finds_out == ("kofi",)
    with refused("for ourselves only"):
        wall.do(FindOut(card, ("Bea", "Kofi"), ("Bea",)), KOFI)
    wall.do(FindOut(card, ("Bea",), ("Bea",)))
    with refused("for ourselves only"):
        wall.do(FindOut(card, ("Kofi",)), KOFI)  # it would take Bea's name off


@pytest.mark.parametrize("away", [PutAway, StrikeOut])
def test_a_card_that_is_gone_meanwhile_gets_no_answer(away: type[PutAway] | type[StrikeOut]) -> None:
    wall = begun()
    card = wall.add().id
    wall.do(away(card), BEA)
    with refused("Q1 (was put away|was struck out)"):
        wall.do(StayOpen(card, Stays.WICKED))
    with refused("Q1 (was put away|was struck out)"):
        wall.do(FindOut(card, ("Ana",)))


def test_somebody_speaks_for_those_not_born_yet_and_for_nobody_else() -> None:
    wall = begun()
    (not_born,) = wall.board.absences
    wall.do(SpeakFor(not_born.id, "Grace", ("Grace",)))
    assert wall.board.absence(not_born.id).speaks == "grace"
    assert "grace" not in wall.board.here  # who speaks next time need not be here
    wall.undo(ANA)
    assert wall.board.absence(not_born.id).speaks == ""
    other = wall.new("absence")
    wall.do(NameAbsence(other, "Under-16s"))
    with refused("can come themselves"):
        wall.do(SpeakFor(other, "Grace"))


def test_next_time_is_kept_line_by_line_in_the_order_it_was_said() -> None:
    wall = begun()
    for number, text in enumerate(("Start with what people brought to eat", "Meet on a Saturday once")):
        assert wall.do(AddNextTime(f"{number:026}", text)).writes
        assert not wall.do(AddNextTime(f"{number:026}", text)).writes
    assert wall.board.meeting
    assert wall.board.meeting.next_time == ("Start with what people brought to eat", "Meet on a Saturday once")
    wall.undo(ANA)
    assert list(wall.board.meeting.next_time) == ["Start with what people brought to eat"]


def test_why_there_is_no_action_today_is_kept_and_taken_back() -> None:
    wall = begun()
    wall.do(SayNoneToday("Nobody has time before the new year"))
    assert wall.board.meeting
    assert wall.board.meeting.none_today == "Nobody has time before the new year"
    assert wall.do(SayNoneToday("Nobody has time before the new year")).writes == ()
    wall.do(SayNoneToday(" "))
    assert wall.board.meeting.none_today == ""


def test_a_late_word_belongs_to_the_meeting_that_was_closed_and_opens_none() -> None:
    wall = begun()
    card = wall.add().id
    wall.do(CloseMeeting(), BEA)
    wall.now += STILL_THERE - 1
    wall.do(AddNextTime("0" * 26, "Begin with the food"))
    wall.do(SayNoneToday("We are tired"))
    wall.do(StayOpen(card, Stays.WICKED))
    assert wall.board.meeting is None
    assert wall.board.held[-1].next_time == ("Begin with the food",)
    wall.now += 2
    with refused("No meeting is open"):
        wall.do(AddNextTime("1" * 26, "Too late"))
    with refused("No meeting is open"):
        wall.do(SayNoneToday("Too late"))


def test_what_is_open_comes_back_and_nothing_that_is_closed() -> None:
    wall = begun()
    cards = [wall.add(f"words {kind}", kind) for kind in Kind]
    closed = [wall.add(f"closed {number}").id for number in range(4)]
    for command in (MarkDone(closed[0]), PutAway(closed[1]), StrikeOut(closed[2]), StayOpen(closed[3], Stays.LET_GO)):
        wall.do(command)
    wall.do(StayOpen(cards[0].id, Stays.WICKED))
    groups = [wall.new("absence") for _ in range(3)]
    for group, state in zip(groups, (AbsenceState.INVITED, AbsenceState.JOINED, AbsenceState.DECLINED), strict=True):
        wall.do(NameAbsence(group, f"group {state}"))
        wall.do(AbsenceCame(group, state))
    assert [record.id for record in coming_back(wall.board)] == [*(card.id for card in cards), groups[0]]


def test_two_names_that_are_one_persons_find_out_and_speak_as_one() -> None:
    wall = begun()
    card, (not_born,) = wall.add().id, wall.board.absences
    for name in ("Grace", "Gracie"):
        wall.do(AddPerson(name))
    wall.do(FindOut(card, ("Gracie",)))
    wall.do(SpeakFor(not_born.id, "Gracie"))
    assert "gracie" in used(wall.board)
    wall.do(MakeOne("gracie", "grace"))
    assert wall.board.card(card).finds_out == ("grace",)
    assert wall.board.absence(not_born.id).speaks == "grace"
