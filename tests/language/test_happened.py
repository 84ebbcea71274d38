"""The sentence for the last row: the name first, in the past tense, the label last."""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from bare_english import bare_words
from checkouts import ROOT
from compiling import compile_catalogs

import cofacil.board
from cofacil.board.commands.absences import AbsenceCame, CardToAbsence, NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddCards, EditCard, TakeCard
from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.meetings import CloseMeeting, SetBoard, TurnPrompt
from cofacil.board.commands.moving import BringBack, MarkDone, MoveCard, PutAway, Reopen, StrikeOut
from cofacil.board.commands.people import AddPerson, ChangePerson, PersonLeft
from cofacil.board.commands.timer import (
    CountUp,
    GiveTime,
    PauseTimer,
    ResumeTimer,
    StartTimer,
    StopTimer,
    TimerSeen,
)
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.events import Event, Write
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.board.slugs import ROOM
from cofacil.language.catalog import spoken
from cofacil.language.days import date_of, day_of
from cofacil.language.happened import _TELLS, stays_words, tell, undo_question
from cofacil.language.names import chained, commas, either, listed, names_of, us_last
from cofacil.language.numbers import count_first, count_of
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from refusing import refused

ABSENCE = "absence/n"


@pytest.fixture
def said(room: Room, ana: Seat, dee: Seat, clock: HandClock) -> Room:
    """A board with one of each on it."""
    for name in ("Mo", "Sam", "Priya", "Bea"):
        room.do(ana, AddPerson(name))
    room.do(ana, AddCard("card/q", Kind.QUESTION, "Who opens the gate?"))
    room.do(ana, AddCard("card/o", Kind.OFFER, "A spare greenhouse", said="Mo"))
    room.do(ana, AddCard("card/a", Kind.ACTION, "Ring the school"))
    room.do(ana, AddCard("card/i", Kind.ISSUE, "The gate is too narrow"))
    room.do(ana, NameAbsence(ABSENCE, "Night cleaners at the school"))
    return room


def sentence_of(room: Room, seat: Seat, *commands: Command) -> str:
    out = None
    for command in commands:
        out = room.do(seat, command)
    assert out is not None
    return tell(out.own, out.board, seat.who(out.board).person)


def test_all_who_said_i_will_are_named_where_an_action_was_added(said: Room, ana: Seat) -> None:
    card = AddCard("card/x", Kind.ACTION, "Buy bulbs", said="Mo", owners=("Mo", "Sam"))
    assert sentence_of(said, ana, card) == "Mo and Sam: Buy bulbs. A2."
    card = AddCard("card/y", Kind.ACTION, "Buy soil", said="Mo", owners=(ROOM, "Mo", "Bea"), when="2026-11-27")
    assert sentence_of(said, ana, card) == "Mo, Bea and us here: Buy soil. A3, by Fri 27 November 2026."


def test_added(said: Room, ana: Seat) -> None:
    assert sentence_of(said, ana, AddCard("card/1", Kind.OFFER, "x", said="Mo")) == "Mo added an offer, O2."
    assert sentence_of(said, ana, AddCard("card/2", Kind.QUESTION, "x")) == "The room asked a question, Q2."
    assert sentence_of(said, ana, AddCard("card/3", Kind.QUESTION, "x", said="Sam")) == "Sam asked a question, Q3."
    assert sentence_of(said, ana, AddCard("card/4", Kind.ISSUE, "x")) == "The room added an open issue, I2."


def test_kept_with_a_speaker(said: Room, ana: Seat) -> None:
    card = AddCard(
        "card/1", Kind.ACTION, "I will ask the caretaker", said="Priya", owners=("Priya",), when="2026-11-27"
    )
    assert sentence_of(said, ana, card) == "Priya: I will ask the caretaker. A2, by Fri 27 November 2026."
    card = AddCard("card/2", Kind.ACTION, "I will ring", said="Priya", owners=("Priya",))
    assert sentence_of(said, ana, card) == "Priya: I will ring. A3."


def test_moved_done_and_put_away(said: Room, ana: Seat) -> None:
    assert sentence_of(said, ana, MoveCard("card/o", Kind.ACTION)) == "Ana moved O1 to Actions. It is still called O1."
    assert sentence_of(said, ana, MoveCard("card/o", Kind.OFFER)) == "Ana moved O1 to Offers."
    words = [sentence_of(said, ana, MarkDone(f"card/{letter}")) for letter in "aoqi"]
    assert words == ["A1 is done.", "O1 is taken up.", "Q1 is answered.", "I1 is settled."]
    assert sentence_of(said, ana, Reopen("card/a")) == "A1 is open again."
    assert sentence_of(said, ana, PutAway("card/o")) == "O1 is put away. u brings it back."
    assert sentence_of(said, ana, BringBack("card/o")) == "O1 is back on the wall."
    assert (
        sentence_of(said, ana, StrikeOut("card/o")) == "O1 is struck out. Only the board's file still holds its words."
    )


def test_absences(said: Room, ana: Seat) -> None:
    named = sentence_of(said, ana, NameAbsence("absence/2", "Night cleaners at the school"))
    assert named == "Kept: Night cleaners at the school, N3. Nobody has said yet that they know one of them."
    known = sentence_of(said, ana, SetAbsence(ABSENCE, knows="Bea"))
    assert known == "Bea knows one of them: Night cleaners at the school, N2."
    asks = sentence_of(said, ana, SetAbsence(ABSENCE, asks="Bea", when="2026-11-24"))
    assert asks == "Bea said they will ask Night cleaners at the school, by Tue 24 Nov."
    assert sentence_of(said, ana, AbsenceCame(ABSENCE, AbsenceState.DECLINED)) == "N2: said no."
    assert sentence_of(said, ana, PutAway(ABSENCE)) == "N2 is put away. u brings it back."


def test_the_timer(said: Room, ana: Seat, dee: Seat, clock: HandClock) -> None:
    assert sentence_of(said, ana, StartTimer(10)) == "Ten minutes, started by Ana."
    assert sentence_of(said, ana, StartTimer(1)) == "One minute, started by Ana."
    assert sentence_of(said, ana, StartTimer(45)) == "45 minutes, started by Ana."
    assert sentence_of(said, ana, StartTimer(1, seconds=30)) == "01:30 on the clock, started by Ana."
    assert sentence_of(said, dee, GiveTime(1)) == "Dee gave one more minute."
    assert sentence_of(said, dee, GiveTime(-1)) == "Dee took a minute."
    assert sentence_of(said, dee, PauseTimer()) == "Dee stopped the clock for now."
    assert sentence_of(said, dee, GiveTime(-1)) == "Dee took a minute."
    assert sentence_of(said, dee, ResumeTimer()) == "The timer goes on."
    assert sentence_of(said, dee, StopTimer()) == "Dee took the timer off."
    assert sentence_of(said, ana, CountUp()) == "Counting up, started by Ana."


def test_time_that_is_given_behind_zero_is_given_and_not_taken(said: Room, ana: Seat, clock: HandClock) -> None:
    sentence_of(said, ana, StartTimer(1))
    clock.pass_minutes(5)
    assert sentence_of(said, ana, TimerSeen()).startswith("Time.")
    assert sentence_of(said, ana, GiveTime(1)) == "Ana gave one more minute."


def test_people_and_the_meeting(said: Room, ana: Seat) -> None:
    assert sentence_of(said, ana, AddPerson("Kofi", how="screen")) == "Kofi is here."
    assert sentence_of(said, ana, ChangePerson("mo", "Maureen")) == "Mo is called Maureen now."
    assert sentence_of(said, ana, SetBoard(purpose="Sharing")) == "Ana changed what the board says of itself."
    assert sentence_of(said, ana, PersonLeft("kofi")) == "Kofi has gone home."
    assert sentence_of(said, ana, TurnPrompt()) == "New question above."
    assert sentence_of(said, ana, TurnPrompt(passed=True)) == "Passed for now: it comes back later."
    assert sentence_of(said, ana, CloseMeeting()) == "The meeting is closed. What is open comes back next time."


def test_ties_and_promises(said: Room, ana: Seat) -> None:
    assert sentence_of(said, ana, TieLink("link/1", "card/o", "card/q")) == "O1 meets Q1."
    assert sentence_of(said, ana, Untie("card/q", "card/o")).startswith("O1 no longer meets Q1.")
    assert sentence_of(said, ana, TakeCard("card/a", "Mo", "2026-11-27")) == "A1: Mo will, by Fri 27 November 2026."
    assert sentence_of(said, ana, TakeCard("card/a", ROOM)) == "A1: Mo and us here will, by Fri 27 November 2026."


def test_a_tie_that_was_taken_away_says_how_it_comes_back(said: Room, ana: Seat) -> None:
    said.do(ana, TieLink("link/1", "card/o", "card/q"))
    untied = said.do(ana, Untie("card/o", "card/q"))
    assert tell(untied.own, untied.board, "ana") == "O1 no longer meets Q1. u ties them again."
    question = undo_question(untied.own[-1], untied.board, date_of(untied.own[-1].t))
    assert question.startswith("Undo your untying of O1, ")
    back = said.do(ana, Undo(untied.own[-1]))
    assert tell(back.own, back.board, "ana") == "O1 meets Q1 again. y takes that back."


def test_all_of_us_alone_are_we(said: Room, ana: Seat) -> None:
    assert sentence_of(said, ana, TakeCard("card/a", ROOM)) == "A1: we here will."
    by_friday = TakeCard("card/a", ROOM, "2026-11-27")
    assert sentence_of(said, ana, by_friday) == "A1: we here will, by Fri 27 November 2026."


def turned(room: Room, seat: Seat, *commands: Command) -> list[str]:
    """Do something, undo it, put it back; return what is said of the last two to whoever did it."""
    event = [room.do(seat, command) for command in commands][-1].own[-1]
    undone = room.do(seat, Undo(event))
    back = room.do(seat, Redo(undone.own[-1]))
    return [tell(news.own, news.board, seat.who(news.board).person) for news in (undone, back)]


@pytest.mark.parametrize(
    ("commands", "undone", "back"),
    [
        (
            (PutAway("card/o"),),
            "O1 is back on the wall. y takes it off again.",
            "O1 is put away again. u brings it back.",
        ),
        (
            (PutAway("card/o"), BringBack("card/o")),
            "O1 is put away again. y brings it back.",
            "O1 is back on the wall. u takes it off again.",
        ),
        (
            (AddCard("card/1", Kind.OFFER, "x"),),
            "O2 is off the wall again. y puts it back.",
            "O2 is back on the wall. u takes it off again.",
        ),
        (
            (AddCards(tuple(AddCard(f"card/{n}", Kind.ISSUE, "x") for n in range(3))),),
            "I2 to I4 are off the wall again. y puts them back.",
            "I2 to I4 are back on the wall. u takes them off again.",
        ),
        (
            (MoveCard("card/o", Kind.ACTION),),
            "O1 is in Offers again. y moves it back.",
            "O1 is in Actions again. u moves it back.",
        ),
        (
            (AddCard("card/1", Kind.OFFER, "x"), MoveCard("card/1", Kind.OFFER, "card/o")),
            "O2 stands where it stood before. y moves it back.",
            "O2 stands where it stood before. u moves it back.",
        ),
        ((MarkDone("card/q"),), "Q1 is open again. y takes that back.", "Q1 is marked as done again. u opens it."),
        (
            (EditCard("card/o", text="One greenhouse"),),
            "O1 is as it was before. y changes it again.",
            "O1 is changed again. u takes that back.",
        ),
        (
            (TakeCard("card/a", "Mo", "2026-11-27"),),
            "A1 is as it was before. y changes it again.",
            "A1 is changed again. u takes that back.",
        ),
        (
            (NameAbsence("absence/2", "The baker"),),
            "N3 is off the wall again. y puts it back.",
            "N3 is back on the wall. u takes it off again.",
        ),
        (
            (SetAbsence(ABSENCE, knows="Bea"),),
            "N2 is as it was before. y changes it again.",
            "N2 is changed again. u takes that back.",
        ),
        (
            (CardToAbsence("card/o", "absence/2"),),
            "O1 is back on the wall. y takes it off again.",
            "N3 is back on the wall. u takes it off again.",
        ),
        (
            (TieLink("link/1", "card/o", "card/q"),),
            "O1 and Q1 meet no more. y ties them again.",
            "O1 meets Q1 again. u takes that back.",
        ),
        (
            (ChangePerson("mo", "Maureen"),),
            "Maureen is called Mo again. y takes that back.",
            "Mo is called Maureen again. u takes that back.",
        ),
    ],
)
def test_undo_and_redo_say_what_they_did(
    said: Room, ana: Seat, commands: Sequence[Command], undone: str, back: str
) -> None:
    assert turned(said, ana, *commands) == [undone, back]


def test_whoever_may_undo_is_asked_in_a_whole_sentence(said: Room, ana: Seat) -> None:
    moved = said.do(ana, MoveCard("card/o", Kind.ACTION)).own[-1]
    day = date_of(moved.t)
    assert re.fullmatch(r"Undo your move of O1, \d\d:\d\d\?", undo_question(moved, said.board, day))
    later = undo_question(moved, said.board, day + timedelta(days=1))
    assert re.fullmatch(r"Undo your move of O1, yesterday \d\d:\d\d\?", later)


def test_what_stays_is_named_with_what_undo_goes_on_to(said: Room, ana: Seat) -> None:
    struck = said.do(ana, StrikeOut("card/o")).own[-1]
    assert stays_words(struck, said.board, "u") == "O1 stays struck out. u again undoes what came before that."
    assert stays_words(struck, said.board, "") == "O1 stays struck out. There is nothing before that to undo."
    started = said.do(ana, StartTimer(5)).own[-1]
    assert stays_words(started, said.board, "u") == "The timer stays as it is. u again undoes what came before it."


def test_the_keys_that_are_told_are_those_the_group_has_chosen(said: Room, ana: Seat) -> None:
    away = said.do(ana, PutAway("card/o"))
    assert tell(away.own, away.board, "ana", "z", "x") == "O1 is put away. z brings it back."
    assert tell(away.own, away.board, "ana", "", "") == "O1 is put away."
    undone = said.do(ana, Undo(away.own[-1]))
    assert tell(undone.own, undone.board, "ana", "z", "x") == "O1 is back on the wall. x takes it off again."


@pytest.mark.parametrize("reader", ["", "dee"])
def test_how_to_turn_it_back_is_told_to_nobody_else(said: Room, ana: Seat, reader: str) -> None:
    away = said.do(ana, PutAway("card/o"))
    assert tell(away.own, away.board, reader) == "O1 is put away."
    undone = said.do(ana, Undo(away.own[-1]))
    assert tell(undone.own, undone.board, reader) == "O1 is back on the wall."


def test_several_cards_are_told_together(said: Room, ana: Seat) -> None:
    many = tuple(AddCard(f"card/{n}", Kind.ISSUE, "x") for n in range(3))
    assert sentence_of(said, ana, AddCards(many[:2])) == "Ana added two open issues, I2 and I3."
    more = tuple(AddCard(f"card/more{n}", Kind.QUESTION, "x") for n in range(13))
    assert sentence_of(said, ana, AddCards(more)) == "Ana added 13 questions, Q2 to Q14."


def test_who_came_together_is_told_together(said: Room, ana: Seat) -> None:
    here = tuple(Write(f"person/{slug}", "", None, {"name": slug.title()}) for slug in ("rhys", "mair"))
    assert tell([Event("e", 0, "mo", "person.add", here)], said.board) == "Rhys and Mair are here."


@pytest.mark.parametrize("op", [*_TELLS, "something.newer"])
def test_nothing_that_happens_is_told_in_english_where_another_language_is_spoken(
    said: Room, op: str, tmp_path: Path
) -> None:
    compile_catalogs(ROOT / "locale", tmp_path)
    writes = (
        (),
        (Write("card/o", "gone", None, True), Write("card/o", "text", None, "x")),
        (Write("card/q", "", None, {"mode": "up", "length": 60_000}), Write("card/a", "", None, {})),
        (Write(ABSENCE, "asks", None, "bea"), Write("timer", "left", 2, 1)),
        (Write("link/1", "", None, {"from": "card/o", "to": "card/q"}),),
    )
    typed = ("Mo", "Bea", "Ana", *(word for card in said.board.cards() for word in card.text.split()))
    with spoken("qps", tmp_path):
        for some in writes:
            for clash in ((), ("card/o text",), ("person/x name",)):
                event = Event("e", 0, "mo", op, some, clash=clash)
                words = f"{tell([event], said.board, 'mo')} {undo_question(event, said.board, date_of(event.t))}"
                assert not bare_words(words, (*typed, "Night cleaners at the school"))


def test_an_undo_that_leaves_somebodys_words_says_so(said: Room, ana: Seat, dee: Seat) -> None:
    edit = said.do(ana, EditCard("card/o", text="One greenhouse", note="glass")).own[-1]
    said.do(dee, EditCard("card/o", text="Two greenhouses"))
    undone = said.do(ana, Undo(edit))
    assert tell(undone.own, undone.board) == "Dee has changed O1 since. Their words stay; the rest is undone."
    edit = said.do(ana, EditCard("card/a", text="Ring Mary")).own[-1]
    said.do(dee, EditCard("card/a", text="Ring Jane"))
    undone = said.do(ana, Undo(edit))
    assert (
        tell(undone.own, undone.board) == "Dee has changed A1 since. It stays as it is; there was nothing left to undo."
    )


def written_ops() -> set[str]:
    """Return every op that a command writes, as the sources name them."""
    folder = Path(next(iter(cofacil.board.__path__))) / "commands"
    source = "\n".join(path.read_text() for path in folder.glob("*.py"))
    return set(re.findall(r'"((?:card|absence|link|timer|prompt|board|meeting|person|turn)\.[a-z_]+)"', source))


def test_every_op_that_a_command_writes_has_a_sentence_of_its_own() -> None:
    fields = {"board.title"}
    assert len(written_ops()) > 25
    assert written_ops() - fields <= set(_TELLS)


@pytest.mark.parametrize("op", [*_TELLS, "something.newer"])
def test_no_sentence_breaks_on_an_event_that_another_program_wrote(said: Room, op: str) -> None:
    strange: Sequence[tuple[Write, ...]] = (
        (),
        (Write("card/gone", "text", None, 3),),
        (Write("card/o", "when", None, "not a day"),),
        (Write("timer", "ends", None, "x"), Write("timer", "left", True, None)),
        (Write("link/1", "", None, {"from": "card/none", "to": 4}),),
        (Write("absence/none", "", None, {}), Write(ABSENCE, "asks", None, "bea")),
        (Write("person/x", "name", None, None), Write("meeting/1", "here.y", None, None)),
    )
    for writes in strange:
        words = tell([Event("e", 0, "mo", op, writes)], said.board, "mo")
        assert words
        assert words[-1] in ".?"
        assert "{" not in words
        assert "\n" not in words


def test_what_comes_along_is_not_worth_a_sentence_beside_the_rest(room: Room, ana: Seat) -> None:
    first = room.do(ana, AddCard("card/1", Kind.OFFER, "x", said="Ana"))
    assert [event.op for event in first.own][-1] == "card.add"
    assert len(first.own) > 1
    assert tell(first.own, first.board) == "Ana added an offer, O1."
    assert tell(first.own[:1], first.board) == "The meeting is open."
    assert tell((), first.board) == ""


def test_a_change_that_goes_on_with_a_closed_meeting_or_opens_the_next_says_so(room: Room, ana: Seat) -> None:
    room.do(ana, AddCard("card/1", Kind.OFFER, "x", said="Ana"))
    room.do(ana, CloseMeeting())
    late = room.do(ana, AddCard("card/2", Kind.OFFER, "y", said="Ana"))
    assert tell(late.own, late.board) == "Ana added an offer, O2. The meeting goes on."
    room.do(ana, CloseMeeting())
    room.clock.pass_minutes(90)  # type: ignore[attr-defined]  # a clock held by hand
    later = room.do(ana, AddCard("card/3", Kind.OFFER, "z", said="Ana"))
    assert tell(later.own, later.board) == "Ana added an offer, O3. The next meeting is open."


def test_long_words_are_shortened_so_that_the_label_is_still_seen(said: Room, ana: Seat) -> None:
    words = sentence_of(
        said, ana, NameAbsence("absence/2", "Everybody who has ever come past the gate and has not dared to ask")
    )
    assert "…, N3." in words
    assert len(words) < 90


def test_numbers_names_and_days() -> None:
    assert [count_of(n) for n in (0, 1, 12, 13, -1)] == ["no", "one", "twelve", "13", "-1"]
    assert [count_first(n) for n in (0, 2, 13)] == ["No", "Two", "13"]
    assert day_of("2026-11-27")
    assert day_of("") is None
    assert day_of("soon") is None


def test_people_are_a_list_in_words(said: Room) -> None:
    def in_words(*slugs: str) -> str:
        return listed(us_last(names_of(said.board, slugs)))

    assert in_words("mo") == "Mo"
    assert in_words("mo", "room") == "Mo and us here"
    assert in_words("mo", "room", "sam") == "Mo, Sam and us here"
    assert in_words() == ""
    names = ("Mo", "Sam", "Bea")
    assert (commas(names), chained(names), either(names)) == ("Mo, Sam, Bea", "Mo and Sam and Bea", "Mo or Sam or Bea")
    assert commas(()) == chained(()) == either(()) == ""


def test_a_refusal_is_a_sentence_too(said: Room, vic: Seat) -> None:
    with refused(r"^You are watching\. Nothing is written from here\.$"):
        said.do(vic, AddCard("card/1", Kind.OFFER, "x"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I'll ask the caretaker about the second key", "Sam: I'll ask the caretaker about… A2."),
        ("Shall I ask him?", "Sam: Shall I ask him? A2."),
        ("I will.", "Sam: I will. A2."),
        ("I will", "Sam: I will. A2."),
    ],
)
def test_no_mark_stands_behind_another_where_words_end_in_one(said: Room, ana: Seat, text: str, told: str) -> None:
    assert sentence_of(said, ana, AddCard("card/b", Kind.ACTION, text, said="Sam", owners=("Sam",))) == told


def test_who_has_left_is_said_to_have_left_what_they_were_at(said: Room) -> None:
    for name, via, words in (("Mo", "page", "Mo has left the page."), ("Sam", "ssh", "Sam has left the screen.")):
        out = said.do(Seat(name, Role.COFACILITATOR, via), PersonLeft(name.casefold()))
        assert tell(out.own, out.board, "ana") == words
