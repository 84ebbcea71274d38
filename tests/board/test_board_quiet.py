"""Quiet writing: begun in between or by a step, shown, hidden again, typed in from paper; and steps in which nobody types."""

import pytest
from test_board_steps import laid

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddCards, AddToNote, EditCard, TakeCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import CloseMeeting, ReopenMeeting, SetBoard, TurnPrompt
from cofacil.board.commands.moving import MarkDone, MoveCard, PutAway, StrikeOut
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll, WrittenThen
from cofacil.board.commands.steps import ChangeStep, GoToStep, LayPlan
from cofacil.board.commands.timer import StartTimer
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.prompts import Prompt
from cofacil.board.quiet import hidden, hidden_count, hiding, is_hidden, seal_at, still_runs, written_since
from cofacil.board.records import Card
from refusing import refused
from wall import ANA, BEA, KOFI, MINUTE, Wall


def in_between() -> Wall:
    wall = Wall()
    wall.meet()
    wall.do(BeginQuiet(wall.new("step")))
    return wall


def texts(wall: Wall) -> list[str]:
    return [record.text for record in hidden(wall.board) if isinstance(record, Card) and not record.is_gone]


def writing(wall: Wall) -> Writing:
    assert wall.board.meeting
    return wall.board.meeting.writing


def test_what_is_written_in_a_quiet_time_is_hidden_until_it_is_shown() -> None:
    wall = in_between()
    wall.add("mine", who=KOFI)
    assert texts(wall) == ["mine"]
    wall.do(ShowAll())
    assert hidden(wall.board) == ()
    assert writing(wall) is Writing.OPEN
    assert not is_hidden(wall.board, wall.add("typed later").id)


def test_several_at_once_and_who_is_missing_are_hidden_as_well() -> None:
    wall = in_between()
    wall.do(AddCards(tuple(AddCard(wall.new("card"), Kind.OFFER, text) for text in "ab")), KOFI)
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"), KOFI)
    assert hidden_count(wall.board) == 3


def test_a_quiet_time_that_is_begun_twice_is_begun_once_and_one_in_a_quiet_step_not_at_all() -> None:
    wall = in_between()
    assert wall.do(BeginQuiet(wall.new("step")), BEA).writes == ()
    wall, steps = laid()
    wall.do(GoToStep(steps[1].id))
    assert wall.do(BeginQuiet(wall.new("step"))).writes == ()


def test_hidden_again_it_is_written_on_quietly() -> None:
    wall = in_between()
    wall.add("first", who=KOFI)
    wall.do(ShowAll())
    wall.do(HideAgain())
    assert writing(wall) is Writing.QUIET
    wall.add("second", who=BEA)
    assert texts(wall) == ["first", "second"]
    wall.do(ShowAll())
    assert texts(wall) == []


def test_nothing_that_was_not_shown_is_hidden_again() -> None:
    wall = Wall()
    wall.meet()
    with refused("Nothing has been shown yet"):
        wall.do(HideAgain())


def test_what_was_shown_before_the_meeting_went_on_is_hidden_and_writing_stays_open() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[1].id))
    wall.add("first", who=KOFI)
    wall.do(GoToStep(steps[2].id))
    assert hidden(wall.board) == ()
    wall.do(HideAgain())
    assert texts(wall) == ["first"]
    assert writing(wall) is Writing.OPEN


def test_showing_and_hiding_are_undone_and_put_back() -> None:
    wall = in_between()
    wall.add("first", who=KOFI)
    wall.do(ShowAll())
    wall.undo()
    assert texts(wall) == ["first"]
    assert writing(wall) is Writing.QUIET
    wall.redo()
    assert texts(wall) == []
    wall.do(HideAgain())
    wall.undo()
    assert texts(wall) == []


@pytest.mark.parametrize("is_step", [False, True])
def test_nothing_is_ever_shown_by_undoing_how_it_came_to_be_hidden(is_step: bool) -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[1].id) if is_step else BeginQuiet(wall.new("step")))
    wall.add("mine", who=KOFI)
    wall.undo()
    assert writing(wall) is Writing.OPEN
    assert texts(wall) == ["mine"]
    assert len(hiding(wall.board)) == 1
    wall.do(ShowAll())
    assert texts(wall) == []


def test_a_quiet_step_that_was_shown_and_is_gone_back_to_hides_what_is_written_in_it() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[1].id))
    wall.add("first", who=KOFI)
    wall.do(GoToStep(steps[2].id))
    wall.do(GoToStep(steps[1].id))
    wall.add("second", who=KOFI)
    assert texts(wall) == ["first", "second"]


def test_a_step_that_is_made_quiet_while_it_runs_hides_what_is_written_from_then_on() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id))
    wall.add("openly")
    wall.do(ChangeStep(steps[0].id, writing=Writing.QUIET))
    wall.add("quietly", who=KOFI)
    assert texts(wall) == ["quietly"]
    wall.do(ShowAll())
    wall.do(ChangeStep(steps[0].id, writing=Writing.OPEN))
    wall.do(ChangeStep(steps[0].id, writing=Writing.QUIET))
    wall.add("again", who=KOFI)
    assert texts(wall) == ["quietly", "again"]


def test_a_quiet_time_in_between_ends_where_the_meeting_goes_on_to_a_quiet_step() -> None:
    wall, steps = laid()
    wall.do(BeginQuiet(wall.new("step")))
    between = wall.add("between", who=KOFI)
    wall.do(GoToStep(steps[1].id))
    inside = wall.add("inside", who=KOFI)
    assert between.fields["sealed"] != inside.fields["sealed"]
    assert texts(wall) == ["between", "inside"]
    assert len(hiding(wall.board)) == 2


def test_where_no_step_is_known_in_which_people_write_quietly_it_is_hidden_all_the_same() -> None:
    wall = Wall()
    meeting = wall.meet()
    wall.write(meeting.id, "input", "quiet")
    card = wall.add("mine", who=KOFI)
    assert is_hidden(wall.board, card.id)
    wall.do(ShowAll())
    assert not is_hidden(wall.board, card.id)


def test_paper_that_is_typed_in_counts_as_written_then_while_the_step_still_runs() -> None:
    wall, steps = laid()
    wall.add("long before")
    wall.do(GoToStep(steps[1].id))
    wall.add("on a screen", who=KOFI)
    wall.now += MINUTE
    assert written_since(wall.board) == ()
    wall.do(ShowAll())
    wall.now += MINUTE
    typed = [wall.add(f"paper {number}") for number in (1, 2)]
    assert [card.id for card in written_since(wall.board)] == [card.id for card in typed]
    wall.do(WrittenThen(tuple(card.id for card in typed)))
    assert written_since(wall.board) == ()
    wall.do(HideAgain())
    assert texts(wall) == ["on a screen", "paper 1", "paper 2"]
    wall.undo()
    wall.undo()
    assert [card.id for card in written_since(wall.board)] == [card.id for card in typed]
    wall.do(GoToStep(steps[2].id))
    assert written_since(wall.board) == ()
    with refused("quiet writing is over"):
        wall.do(WrittenThen((typed[0].id,)))


def test_paper_of_a_quiet_time_in_between_belongs_to_it_until_the_meeting_goes_on() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id))
    wall.now += MINUTE
    wall.do(BeginQuiet(wall.new("step")))
    wall.do(ShowAll())
    wall.now += MINUTE
    card = wall.add("paper")
    assert [found.id for found in written_since(wall.board)] == [card.id]
    step = still_runs(wall.board)
    assert step
    assert step.is_aside
    wall.now += MINUTE
    wall.do(GoToStep(steps[2].id))
    assert still_runs(wall.board) is None


def test_what_nobody_has_shown_is_shown_as_the_meeting_closes_and_stays_so_where_it_goes_on() -> None:
    wall = in_between()
    wall.add("mine", who=KOFI)
    wall.do(CloseMeeting())
    assert texts(wall) == []
    wall.do(ReopenMeeting())
    assert texts(wall) == []


def test_a_meeting_that_was_left_open_shows_what_was_hidden_when_the_next_one_is_opened() -> None:
    wall = in_between()
    wall.add("mine", who=KOFI)
    wall.now += 20 * 60 * MINUTE
    assert texts(wall) == ["mine"]
    assert seal_at(wall.board, wall.now) == ""
    wall.meet()
    assert texts(wall) == []


# closed steps

CLOSED = Plan("l", "Listening", (PlannedStep("Listen", 12, "?", "", "", Writing.CLOSED), PlannedStep("Then", 5, "?")))


def listening() -> tuple[Wall, str, str]:
    wall = Wall()
    wall.meet(Prompt("1", "Who is missing?"))
    card, other = wall.add("before").id, wall.add("other").id
    wall.do(AddPerson("Grace"))
    ids = tuple(wall.new("step") for _step in CLOSED.steps)
    wall.do(LayPlan(ids, CLOSED))
    wall.do(GoToStep(ids[0]))
    return wall, card, other


def test_nobody_types_while_people_listen() -> None:
    wall, card, other = listening()
    commands: tuple[Command, ...] = (
        AddCard(wall.new("card"), Kind.OFFER, "words"),
        AddCards((AddCard(wall.new("card"), Kind.OFFER, "words"),)),
        EditCard(card, text="others"),
        AddToNote(card, "more"),
        TakeCard(card, "Ana"),
        NameAbsence(wall.new("absence"), "somebody"),
        SetBoard(purpose="another"),
        AddPerson("Mo", "seeds"),
        TurnPrompt(passed=True),
        MoveCard(card, Kind.OFFER),
        MarkDone(card),
        PutAway(card),
        TieLink(wall.new("link"), card, other),
        BeginQuiet(wall.new("step")),
    )
    for command in commands:
        with refused("time to listen"):
            wall.do(command, ANA)


def test_the_clock_the_steps_and_whoever_takes_their_words_back_go_on_while_people_listen() -> None:
    wall, card, _ = listening()
    commands: tuple[Command, ...] = (
        StartTimer(3),
        StrikeOut(card),
        PersonLeft("grace"),
        GoToStep(wall.board.plan[1].id),
    )
    for command in commands:
        assert wall.do(command, ANA).writes
    assert wall.add("and people type again")
