"""Closing a meeting: its parts, what is typed there, and what it comes to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from riverside import ANA, DEE, Hall, HallRoom, Looking, riverside, with_night_cleaners
from sheets import KEYS, SIZES, Bare, brush, is_plain, is_whole, shown
from textual.pilot import Pilot

from cofacil.board.asked_after import Kept
from cofacil.board.coming_back import coming_back
from cofacil.board.commands.absences import SetAbsence
from cofacil.board.commands.answers import AnswerPromise
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.closing import AddNextTime, SayNoneToday, SpeakFor, StayOpen, Stays
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.records import Card, Meeting
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.tui.keys import Press
from cofacil.tui.messages import BackRequested, CardActionChosen, PageRequested
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.closing.part import Closing
from cofacil.tui.pages.closing.parts import PARTS
from cofacil.tui.pages.closing.view import GOODBYE, ClosingView
from cofacil.tui.paint.window import Window

SPOKEN = (
    "Is there one small thing you will do before we meet again?",
    "What stays open?",
    "Who will we ask to join us?",
    "What shall we do differently next time?",
)


class Screen:
    """The page over the hall, and the keys that are pressed on it."""

    def __init__(
        self, hall: Hall, size: tuple[int, int] = (80, 24), seat: Seat = ANA, *, is_ascii: bool = False
    ) -> None:
        self.hall, self.size = hall, size
        self.is_ascii = is_ascii
        self.room = HallRoom(hall, seat)
        self.looking = Looking(hall, width=size[0], height=size[1], seat=seat, is_ascii=is_ascii)
        self.trouble: Exception | None = None
        meeting = hall.board.meeting
        assert meeting
        self.view = self.over(Closing(meeting.id))
        self.app: Bare | None = None
        self.pilot: Pilot[None] | None = None

    def over(self, closing: Closing) -> ClosingView:
        return ClosingView(
            Below(self.hall.board, brush(is_ascii=self.is_ascii), KEYS, lambda: self.hall.now, self.submit),
            closing,
            lambda: self.looking.session().desk(),
            lambda: self.looking.session().scene(),
        )

    async def submit(self, *commands: Command) -> News:
        if self.trouble:
            raise self.trouble
        return await self.room.submit(*commands)

    @property
    def rows(self) -> list[str]:
        sheet = self.view.draw(Window(*self.size, self.view.brush))
        self.view.sheet = sheet
        assert is_whole(sheet, *self.size)
        return [strip.text.rstrip() for strip in sheet.rows]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def last_rows(self) -> int:
        """Return the rows below the keys but one."""
        return self.view.sheet.below_keys - 1 if self.view.sheet else 0

    @property
    def lead(self) -> str:
        foot = self.view._foot()
        return foot.lead

    @property
    def in_hand(self) -> str:
        record = self.hall.board.records.get(self.view.closing.hand)
        return self.hall.board.label_of(record) if record else ""

    @property
    def last(self) -> str:
        return self.rows[-1].strip()

    async def press(self, *keys: str) -> "Screen":
        for key in keys:
            self.rows  # noqa: B018  # a key is pressed on what is seen
            await self.view.take(Press(key, key if len(key) == 1 else None))
        return self

    async def write(self, words: str) -> "Screen":
        return await self.press(*words)

    async def at(self, part: int) -> "Screen":
        return await self.press(*["right"] * part)

    async def heard(self, kind: type) -> list[object]:
        assert self.app
        assert self.pilot
        await self.pilot.pause()
        return [message for message in self.app.heard if isinstance(message, kind)]


@asynccontextmanager
async def closing(
    hall: Hall | None = None, size: tuple[int, int] = (80, 24), seat: Seat = ANA
) -> AsyncIterator[Screen]:
    screen = Screen(hall or riverside(), size, seat)
    async with shown(screen.view, size=size) as (app, pilot):
        screen.app, screen.pilot = app, pilot
        yield screen


@pytest.fixture
def hall() -> Hall:
    return riverside()


def card(hall: Hall, label: str) -> Card:
    record = hall.board.called(label)
    assert isinstance(record, Card)
    return record


def meeting(hall: Hall) -> Meeting:
    found = hall.board.held[-1]
    assert isinstance(found, Meeting)
    return found


# going through it


async def test_the_name_of_the_step_gives_way_before_a_part_s_title_is_cut(hall: Hall) -> None:
    plan = Plan("p", "P", (PlannedStep("How it was", 10, "How was this?", is_closing=True),))
    hall.do(LayPlan(steps := (f"step/{hall.clock.new_id()}",), plan))
    hall.do(GoToStep(steps[0]))
    async with closing(hall) as screen:
        assert screen.rows[1].startswith(" 1 of 1  How it was   1 of 4  What will we do? ")
        await screen.at(3)
        assert screen.rows[1].startswith(" 1 of 1   4 of 4  What shall we do differently next time? ")


@pytest.mark.parametrize("size", SIZES)
async def test_how_to_go_on_is_offered_in_every_part_at_every_size_and_nothing_twice(
    hall: Hall, size: tuple[int, int]
) -> None:
    async with closing(hall, size) as screen:
        for _part in PARTS:
            keys = screen.rows[-2 - screen.last_rows]
            assert "go on" in keys or "none today" in keys or "close it" in keys
            assert keys.count("Enter") == 1 or "empty" in keys
            await screen.press("right")


async def test_how_things_stay_open_stands_in_even_gaps(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        assert "1 leave open   2 bigger than us   3 needs evidence   4 let go" in screen.lead


@pytest.mark.parametrize(
    ("size", "day"),
    [
        ((60, 18), "partly, late, 20 Nov"),
        ((80, 24), "partly, late"),
        ((112, 32), "partly, late, 20 Nov"),
        ((160, 45), "partly, late, 20 Nov"),
    ],
)
async def test_what_was_answered_and_by_when_is_cut_at_no_width(hall: Hall, size: tuple[int, int], day: str) -> None:
    late = AddCard("card/late", Kind.ACTION, "Ring the council", owners=("Tom",), when="2026-11-20")
    hall.do(late)
    for label in ("A1", "A2"):
        hall.do(PutAway(hall.called(label)))
    hall.do(CloseMeeting())
    hall.clock.pass_minutes(7 * 24 * 60)
    hall.do(OpenMeeting("meeting/second"))
    hall.do(AddPerson("Tom"))
    hall.do(AnswerPromise("card/late", Kept.PARTLY))
    async with closing(hall, size) as screen:
        rows = "\n".join(screen.rows)
        assert any(row.rstrip().endswith(day) for row in screen.rows)
        assert "late…" not in rows


async def test_enter_on_an_empty_line_goes_from_part_to_part_and_closes_behind_the_last(hall: Hall) -> None:
    async with closing(hall) as screen:
        for number, spoken in enumerate(SPOKEN, 1):
            assert f"{number} of {len(PARTS)}" in screen.rows[1]
            assert spoken in screen.text
            assert hall.board.meeting
            await screen.press("enter")
        assert hall.board.meeting is None
        assert [message.name for message in await screen.heard(PageRequested)] == [GOODBYE]  # type: ignore[attr-defined]


async def test_arrows_turn_the_parts_where_nothing_is_typed(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.press("right", "right", "left")
        assert SPOKEN[1] in screen.rows[1]
        await screen.press("left", "left", "left")
        assert "1 of 4" in screen.rows[1]
        await screen.press(*["right"] * 9)
        assert "4 of 4" in screen.rows[1]
        assert hall.board.meeting
        await screen.write("ab")
        await screen.press("left")
        assert "4 of 4" in screen.rows[1]


@pytest.mark.parametrize("part", range(len(PARTS)))
async def test_esc_goes_to_the_board_from_everywhere_and_what_was_typed_waits(hall: Hall, part: int) -> None:
    async with closing(hall) as screen:
        await screen.at(part)
        typed = part != 1
        if typed:
            await screen.write("half a line")
        await screen.press("escape")
        assert await screen.heard(BackRequested)
        assert hall.board.meeting
        screen.view = screen.over(screen.view.closing)
        assert f"{part + 1} of 4" in screen.rows[1]
        assert ("half a line" in screen.text) == typed


async def test_the_step_stands_before_the_part_where_there_is_a_plan(hall: Hall) -> None:
    plan = Plan(
        "p",
        "P",
        (PlannedStep("Talk", 5, "What is on your mind?"), PlannedStep("Close", 8, "How was this?", is_closing=True)),
    )
    steps = (f"step/{hall.clock.new_id()}", f"step/{hall.clock.new_id()}")
    hall.do(LayPlan(steps, plan))
    hall.do(GoToStep(steps[1]))
    async with closing(hall) as screen:
        assert screen.rows[1].startswith(" 2 of 2  Close   1 of 4  What will we do?")
        assert screen.rows[1].endswith("08:00 ▇▇▇▇▇▇▇▇")
    async with closing(hall, (60, 18)) as screen:
        assert screen.rows[1] == "1 of 4  What will we do?"


@pytest.mark.parametrize("title", ["How it was", "How this evening was for all of us"])
async def test_what_is_asked_is_read_whole_before_the_step_is_named(hall: Hall, title: str) -> None:
    step = f"step/{hall.clock.new_id()}"
    hall.do(LayPlan((step,), Plan("p", "P", (PlannedStep(title, 8, "How was this?", is_closing=True),))))
    hall.do(GoToStep(step))
    async with closing(hall) as screen:
        await screen.at(3)
        assert screen.rows[1].startswith(" 1 of 1   4 of 4  What shall we do differently next time?")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", range(len(PARTS)))
async def test_every_part_fills_the_window_and_its_fixed_rows_stay(
    hall: Hall, size: tuple[int, int], part: int
) -> None:
    with_night_cleaners(hall)
    async with closing(hall, size) as screen:
        await screen.at(part)
        rows = screen.rows
        assert rows[0].lstrip().startswith("How do we share")
        assert f"{part + 1} of 4" in rows[1]
        assert "Esc" in rows[-2] or "Esc" in rows[-3]


@pytest.mark.parametrize("part", range(len(PARTS)))
async def test_every_part_can_be_shown_in_plain_letters(hall: Hall, part: int) -> None:
    screen = Screen(hall, is_ascii=True)
    screen.view._begin(part)
    assert is_plain(screen.view.draw(Window(80, 24, screen.view.brush)))


# one small action


async def test_what_is_typed_first_is_an_action_as_on_the_board(hall: Hall) -> None:
    async with closing(hall) as screen:
        before = len(hall.board.columns[Kind.ACTION])
        await screen.write("Ring the depot @mo ^fri")
        assert "an action by Mo, by Fri 27 November 2026" in screen.rows[-3]
        await screen.press("enter")
        added = hall.board.columns[Kind.ACTION][before:]
        assert [(one.text, one.owners, one.when) for one in added] == [("Ring the depot", ("mo",), "2026-11-27")]
        assert screen.last.startswith("Mo: Ring the depot. A3, by Fri 27 November 2026.")
        assert "Ring the depot" in screen.text
        assert screen.lead == "I will:"
        await screen.write("And the other one")
        assert "And the other one" in screen.rows[-4]


@pytest.mark.parametrize(("key", "owners"), [("1", ()), ("2", ()), ("3", ("zora",))])
async def test_who_is_named_and_not_here_is_asked_about_as_on_the_board(
    hall: Hall, key: str, owners: tuple[str, ...]
) -> None:
    async with closing(hall) as screen:
        before = len(hall.board.columns[Kind.ACTION])
        await screen.write("Ring the depot @zora ^fri")
        await screen.press("enter")
        assert "Zora is not here." in screen.text
        assert "1 invitation" in screen.text
        assert screen.lead == "I will:"
        unkept = screen.view.unkept()
        assert unkept
        assert unkept.fields["text"] == "Ring the depot @zora ^fri"
        await screen.press("escape")
        assert "Ring the depot @zora ^fri" in screen.rows[-4]
        await screen.press("enter", "enter")
        assert len(hall.board.columns[Kind.ACTION]) == before
        await screen.press(key)
        [added] = hall.board.columns[Kind.ACTION][before:]
        assert (added.text, added.owners) == ("Ring the depot", owners)
        assert screen.lead == "I will:"
        assert screen.view.unkept() is None


async def test_a_name_is_finished_by_tab_and_a_doubtful_one_is_not_kept(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.write("Ring @pri")
        await screen.press("tab")
        assert "@Priya" in screen.rows[-4]


async def test_without_an_action_of_this_meeting_it_is_asked_once_why_there_is_none() -> None:
    hall = riverside()
    for one in tuple(hall.board.columns[Kind.ACTION]):
        hall.do(PutAway(one.id))
    async with closing(hall) as screen:
        assert "on an empty line: none today" in screen.rows[-2]
        await screen.press("enter")
        assert screen.lead == "None today, because:"
        await screen.write("We are tired")
        await screen.press("enter")
        assert meeting(hall).none_today == "We are tired"
        assert "None today: We are tired" in screen.text
        assert screen.last.startswith("None today, and why is kept.")
        await screen.press("enter")
        assert "2 of 4" in screen.rows[1]


async def test_why_there_is_none_need_not_be_said() -> None:
    hall = riverside()
    for one in tuple(hall.board.columns[Kind.ACTION]):
        hall.do(PutAway(one.id))
    async with closing(hall) as screen:
        await screen.press("enter", "enter")
        assert "2 of 4" in screen.rows[1]
        assert meeting(hall).none_today == ""


async def test_up_takes_the_last_action_in_hand_to_say_who_does_it(hall: Hall) -> None:
    hall.card("Ring the allotment group about the water", Kind.ACTION)
    async with closing(hall) as screen:
        assert "nobody yet" in screen.text
        assert "↑ A3" in screen.rows[-2]
        await screen.press("up")
        assert screen.in_hand == "A3"
        await screen.write("@tom ^fri")
        await screen.press("enter")
        assert card(hall, "A3").owners == ("tom",)
        assert screen.in_hand == ""
        assert screen.lead == "I will:"
        await screen.press("up", "down")
        assert screen.in_hand == ""


async def test_an_empty_line_about_a_card_promises_nothing_for_anybody(hall: Hall) -> None:
    hall.card("Ring the allotment group", Kind.ACTION)
    async with closing(hall) as screen:
        await screen.press("up", "enter")
        assert card(hall, "A3").owners == ()
        assert "2 of 4" in screen.rows[1]


# what stays open


async def test_figures_answer_how_something_stays_open_and_the_next_is_in_hand(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        first = screen.in_hand
        await screen.press("2")
        assert card(hall, first).marks == ("wicked",)
        assert screen.last.startswith(f"{first} is marked: bigger than us.")
        assert any(first in row and "bigger than us" in row for row in screen.rows)
        second = screen.in_hand
        assert second != first
        await screen.press("4")
        assert card(hall, second).is_let_go
        assert any(second in row and "let go" in row for row in screen.rows)
        await screen.press("up", "1")
        assert card(hall, second).is_open


async def test_a_part_says_something_of_its_own_and_no_more_what_came_of_the_one_before(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        await screen.press("2")
        assert "bigger than us" in screen.last
        await screen.press("enter")
        assert "bigger than us" not in screen.last
        assert "that they will ask somebody" in screen.last


async def test_in_a_narrow_window_it_is_said_that_enter_goes_on_from_an_empty_line(hall: Hall) -> None:
    async with closing(hall, (60, 18)) as screen:
        assert "Enter keep   Enter empty: go on" in screen.text
        await screen.at(2)
        assert "Enter empty: go on" in screen.text


async def test_what_needs_evidence_asks_who_finds_out(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        first = screen.in_hand
        await screen.press("3")
        assert screen.lead == f"{first}: who finds out?"
        assert card(hall, first).marks == ("evidence",)
        await screen.write("grace")
        assert "Grace finds out." in screen.rows[-3]
        await screen.press("enter")
        assert card(hall, first).finds_out == ("grace",)
        assert any("needs evidence: Grace" in row for row in screen.rows)
        assert screen.in_hand != first
        await screen.press("3", "enter")
        assert "2 of 4" in screen.rows[1]
        assert screen.view.closing.line is None


async def test_a_day_beside_who_finds_out_is_told_where_it_goes(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        await screen.press("3")
        await screen.write("@grace ^fri")
        assert "Only names fit here, no day. Back on the board, e sets it." in screen.rows[-3]
        await screen.press("enter")
        assert screen.last.startswith("Only names fit here, no day. Back on the board, e sets it.")
        assert not card(hall, "Q1").finds_out


async def test_of_a_group_that_is_invited_nothing_is_asked(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(2)
        assert screen.in_hand != "N3"
        while screen.in_hand != "N3":
            await screen.press("down")
        assert screen.lead == "N3 is invited already. Nothing is asked here."
        await screen.press("x")
        assert "does nothing on this page" in screen.last
        await screen.press("enter")
        assert "4 of 4" in screen.rows[1]


async def test_a_day_beside_who_speaks_is_told_that_it_has_no_place(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(2)
        while "speaks" not in screen.lead:
            await screen.press("down")
        await screen.write("@grace ^fri")
        assert screen.rows[-3].strip() == "Only names fit here, no day."


async def test_it_begins_at_the_first_of_which_nothing_is_said_yet(hall: Hall) -> None:
    hall.do(StayOpen(hall.called("Q1"), Stays.WICKED))
    async with closing(hall) as screen:
        await screen.at(1)
        assert screen.in_hand == "Q2"


async def test_only_what_is_open_is_asked_about_and_what_was_let_go_today(hall: Hall) -> None:
    hall.do(StayOpen(hall.called("Q1"), Stays.LET_GO))
    hall.do(PutAway(hall.called("Q2")))
    async with closing(hall) as screen:
        await screen.at(1)
        assert "Q1" in screen.text
        assert " Q2 " not in screen.text
    hall.do(CloseMeeting())
    hall.clock.pass_minutes(24 * 60)
    hall.card("What now?", Kind.QUESTION)
    async with closing(hall) as screen:
        await screen.at(1)
        assert " Q1 " not in screen.text


async def test_undo_and_redo_work_where_nothing_is_typed(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        hand = screen.view.closing.hand
        ask = screen.view.ask_app
        asked: list[object] = []

        async def take(message: object) -> None:
            asked.append(message)

        screen.view.ask_app = take  # type: ignore[method-assign]
        await screen.press("u", "y")
        screen.view.ask_app = ask  # type: ignore[method-assign]
        assert asked == [CardActionChosen("undo", hand), CardActionChosen("redo", hand)]


async def test_a_key_that_means_nothing_says_so_and_nothing_open_is_no_trouble() -> None:
    hall = riverside()
    for cards in (hall.board.columns[Kind.QUESTION], hall.board.columns[Kind.ISSUE]):
        for one in cards:
            hall.do(PutAway(one.id))
    async with closing(hall) as screen:
        await screen.at(1)
        assert "Nothing is left open." in screen.text
        await screen.press("3")
        assert "3 does nothing on this page" in screen.last
        await screen.press("up", "down", "enter")
        assert "3 of 4" in screen.rows[1]


# who to invite


async def test_who_knows_one_of_them_then_who_asks_and_by_when(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(2)
        assert screen.in_hand == "N2"
        await screen.write("Bea")
        await screen.press("enter")
        absence = hall.board.absence(hall.called("N2"))
        assert absence.knows == "bea"
        assert "who asks" in screen.lead
        await screen.write("@bea ^tue")
        await screen.press("enter")
        assert hall.board.absence(hall.called("N2")).asks == "bea"
        assert screen.last.startswith("Bea said they will ask Under-16s, by Tue 24 Nov.")
        assert any("Bea asks by Tue 24 Nov" in row for row in screen.rows)
        assert screen.in_hand == "N3"


async def test_it_begins_at_the_first_to_whom_nobody_knows_a_way(hall: Hall) -> None:
    hall.do(SetAbsence(hall.called("N2"), knows="Bea"))
    async with closing(hall) as screen:
        await screen.at(2)
        assert screen.in_hand == "N4"  # N3 is invited


async def test_an_empty_line_behind_a_bridge_goes_back_to_the_list(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(2)
        await screen.write("Bea")
        await screen.press("enter", "enter")
        assert "3 of 4" in screen.rows[1]
        assert screen.in_hand == "N3"
        await screen.press("enter")
        assert "4 of 4" in screen.rows[1]


async def test_those_not_born_yet_stand_last_and_are_asked_who_speaks_for_them(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(2)
        await screen.press("down", "down", "down")
        assert screen.in_hand == "N1"
        assert screen.lead == "N1: who speaks for them next time?"
        await screen.write("grace and mo")
        await screen.press("enter")
        assert screen.last.startswith("One name")
        await screen.press("ctrl+u")
        await screen.write("grace")
        await screen.press("enter")
        assert hall.board.absence(hall.called("N1")).speaks == "grace"
        assert "Grace speaks for them next time" in screen.text


async def test_below_the_list_somebody_else_is_named(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(2)
        await screen.press(*["down"] * 6)
        assert screen.lead == "Not here:"
        await screen.write("Night cleaners")
        await screen.press("enter")
        assert hall.board.absences[-1].who == "Night cleaners"
        assert screen.view.closing.hand == hall.board.absences[-1].id
        assert "who knows one of them?" in screen.lead


# next time


async def test_next_time_is_kept_line_by_line_and_stands_above(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(3)
        for line in ("Start with what people brought to eat", "Meet on a Saturday once"):
            await screen.write(line)
            await screen.press("enter")
        assert meeting(hall).next_time == ("Start with what people brought to eat", "Meet on a Saturday once")
        assert "· Start with what people brought to eat" in screen.text
        count = len(coming_back(hall.board))
        assert f"what is still open comes back by itself: {count} things" in screen.text
        assert "on an empty line: close it" in screen.rows[-2]


async def test_it_thanks_for_the_time_that_people_have_given(hall: Hall) -> None:
    hall.at("19:35")
    async with closing(hall) as screen:
        await screen.at(3)
        assert screen.last.startswith("Thank you. Twelve of us, 90 minutes.")


async def test_a_line_that_is_longer_than_the_board_takes_is_cut_as_it_is_typed(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(3)
        screen.view.paste("x" * 250)
        assert screen.last.startswith("No more than 200 letters fit here.")
        await screen.press("enter")
        assert meeting(hall).next_time == ("x" * 200,)


async def test_what_is_still_hidden_is_said_to_be_shown_when_it_closes_and_is_asked_about_nowhere(hall: Hall) -> None:
    step = f"step/{hall.clock.new_id()}"
    hall.do(
        LayPlan(
            (step,), Plan("p", "P", (PlannedStep("Quiet", 5, "What would you like?", "", "question", Writing.QUIET),))
        )
    )
    hall.do(GoToStep(step))
    hall.card("A secret word", Kind.QUESTION)
    hall.absence("Secret people")
    async with closing(hall) as screen:
        for part in (1, 1):
            await screen.at(part)
            for key in ("home", "end"):
                await screen.press(key)
                assert "ecret" not in screen.text
        await screen.at(1)
        assert "2 cards that were written quietly are shown to everybody" in " ".join(screen.text.split())
        await screen.press("enter")
        assert hall.board.meeting is None
    assert "A secret word" in "".join(card.text for card in hall.board.columns[Kind.QUESTION])


# what goes wrong


async def test_a_meeting_that_is_closed_on_another_screen_is_said_once_and_nothing_is_lost(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(3)
        await screen.write("Begin with the food")
        hall.do(CloseMeeting(), DEE)
        screen.view.hear(hall.board)
        assert "closed on another screen" in " ".join(screen.text.split())
        assert "Begin with the food" in screen.rows[-4] or "Begin with the food" in screen.rows[-5]
        await screen.press("enter")
        assert meeting(hall).next_time == ("Begin with the food",)
        assert hall.board.meeting is None
        await screen.press("enter")
        assert await screen.heard(PageRequested)
        assert hall.board.meetings == 1


async def test_an_action_behind_the_end_opens_the_meeting_again_and_closing_closes_it(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.write("Ring the depot @mo")
        hall.do(CloseMeeting(), DEE)
        screen.view.hear(hall.board)
        await screen.press("enter")
        assert hall.board.meeting
        assert "The meeting goes on." in " ".join(screen.text.split())
        await screen.press(*["enter"] * 4)
        assert hall.board.meeting is None
        assert hall.board.meetings == 1


async def test_another_meeting_that_was_begun_meanwhile_is_not_closed(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(3)
        hall.do(CloseMeeting(), DEE)
        hall.clock.pass_minutes(24 * 60)
        hall.card("The next one")
        screen.view.hear(hall.board)
        assert hall.board.meetings == 2
        await screen.press("enter")
        assert hall.board.meeting
        assert await screen.heard(PageRequested)


async def test_two_who_close_at_once_close_once(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(3)
        hall.do(CloseMeeting(), DEE)  # and this page has not heard of it yet
        await screen.press("enter")
        assert await screen.heard(PageRequested)
        assert sum(event.op == "meeting.close" for event in hall.log.read(0)) == 1


async def test_a_card_that_is_put_away_meanwhile_is_said_and_the_words_stay(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        first = screen.in_hand
        await screen.press("3")
        await screen.write("grace")
        hall.do(PutAway(hall.called(first)), DEE)
        screen.view.hear(hall.board)
        await screen.press("enter")
        assert f"{first} was put away while you were looking at it. Its words are kept." in " ".join(
            screen.text.split()
        )
        assert "grace" in screen.text
        await screen.press("ctrl+u", "up")
        assert screen.in_hand != first


async def test_what_is_put_away_meanwhile_leaves_the_hand(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        first = screen.in_hand
        hall.do(PutAway(hall.called(first)), DEE)
        screen.view.hear(hall.board)
        assert screen.in_hand not in {first, ""}
        await screen.press("2")
        assert card(hall, first).marks == ()


@pytest.mark.parametrize(("part", "typed"), [(0, "Ring the depot"), (2, "Bea"), (3, "Begin with food")])
async def test_what_cannot_be_saved_stays_in_its_line_and_enter_tries_again(hall: Hall, part: int, typed: str) -> None:
    async with closing(hall) as screen:
        await screen.at(part)
        await screen.write(typed)
        screen.trouble = NotSaved("not-saved", why=OSError(28, "full"))
        before = hall.board
        await screen.press("enter")
        assert screen.last.startswith("NOT SAVED:") or "NOT SAVED:" in screen.text
        assert typed in screen.text
        screen.trouble = None
        await screen.press("enter")
        assert hall.board is not before
        assert "NOT SAVED" not in screen.text


async def test_a_meeting_that_cannot_be_closed_now_stays_open_and_says_so(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(3)
        screen.trouble = NotSaved("not-saved", why=OSError(28, "full"))
        await screen.press("enter")
        assert "NOT SAVED:" in screen.text
        assert not await screen.heard(PageRequested)
        screen.trouble = None
        await screen.press("enter")
        assert hall.board.meeting is None


async def test_a_click_takes_something_in_hand(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        screen.rows  # noqa: B018  # it is painted
        assert screen.view.sheet
        spot = next(spot for spot in screen.view.sheet.spots if spot.choice == 2)
        assert screen.view.sheet.choice_at(spot.left, spot.y) == 2
        await screen.view.choose(2)
        assert screen.in_hand == "Q3"


async def test_a_paste_where_nothing_is_typed_does_nothing_and_says_so(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.at(1)
        screen.view.paste("1234")
        assert "Nothing was pasted" in screen.last


def test_a_long_list_scrolls_and_what_is_in_hand_is_seen() -> None:
    hall = riverside()
    for number in range(40):
        hall.card(f"Question {number}", Kind.QUESTION)
    screen = Screen(hall, (60, 18))
    screen.view._begin(1)
    for _ in range(45):
        screen.view._choose("down")
        assert screen.in_hand in screen.text
    assert "above" in screen.text


@pytest.mark.parametrize("command", [AddNextTime("0" * 26, "[/b] [@click=app.quit]x[/]"), SayNoneToday("[red]no[/]")])
def test_what_people_type_is_never_markup(hall: Hall, command: Command) -> None:
    hall.do(command)
    screen = Screen(hall)
    screen.view._begin(0 if isinstance(command, SayNoneToday) else 3)
    words = (
        command.text if isinstance(command, AddNextTime) else command.why if isinstance(command, SayNoneToday) else ""
    )
    assert words in screen.text


def test_who_speaks_is_seen_in_the_list(hall: Hall) -> None:
    hall.do(SpeakFor(hall.called("N1"), "Grace"))
    screen = Screen(hall, (120, 40))
    screen.view._begin(2)
    assert "Grace speaks for them next time" in screen.text


LISTENING = Plan("l", "Listening", (PlannedStep("The telling", 12, "What somebody tells", "", "", Writing.CLOSED),))


def listens(hall: Hall) -> Hall:
    """Begin a step in which nobody types."""
    hall.do(LayPlan((f"step/{hall.clock.new_id()}",), LISTENING))
    hall.do(GoToStep(hall.board.plan[0].id))
    return hall


@pytest.mark.parametrize("size", SIZES)
async def test_closing_begun_while_people_listen_ends_that_step_with_one_key(hall: Hall, size: tuple[int, int]) -> None:
    async with closing(listens(hall), size) as screen:
        assert screen.lead == "This is a time to listen: nothing is typed until it is over."
        assert "end the step" in screen.text
        await screen.write("Ring")
        assert not screen.view.takes_words
        screen.view.paste("Ring")
        assert hall.board.step
        before = screen.view.closing
        await screen.press("enter")
        assert hall.board.step is None
        assert screen.view.closing == before, "the first part is still to be answered"
        await (await screen.write("I will ring")).press("enter")
        assert any(card.text == "I will ring" for card in hall.board.cards())


async def test_words_typed_before_others_began_to_listen_are_there_when_that_is_over(hall: Hall) -> None:
    async with closing(hall) as screen:
        await screen.write("I will ring")
        listens(hall)
        screen.view.hear(hall.board)
        assert "end the step" in screen.text
        await screen.press("enter")
        assert "I will ring" in screen.text
        await screen.press("enter")
        assert any(card.text == "I will ring" for card in hall.board.cards())


async def test_why_a_step_cannot_be_ended_is_said_and_nothing_is_lost(hall: Hall) -> None:
    async with closing(listens(hall)) as screen:
        screen.trouble = NotSaved("not-saved", why="the disk is full")
        await screen.press("enter")
        assert "the disk is full" in screen.text
        screen.trouble = None
        await screen.press("enter")
        assert hall.board.step is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_where_all_fits_nothing_that_is_listed_is_cut_and_else_each_has_a_row(
    hall: Hall, size: tuple[int, int]
) -> None:
    def page() -> str:
        screen = Screen(hall, size)
        screen.view = screen.over(replace(screen.view.closing, part=2, hand=""))
        return "\n".join(row.replace("nobody yet", "").replace("▌", "") for row in screen.rows)

    who = "People who clean at night and have never been asked to come to anything here in all these years"
    hall.absence(who)
    assert who in " ".join(page().split())
    for number in range(size[1]):
        hall.absence(f"{who} {number}")
    assert page().count("People who clean") > size[1] // 3
    assert "in all these years" not in page()
