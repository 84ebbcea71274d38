"""The pages that a meeting begins with, in the made-up language: nothing is left in English, nothing is cut, no key is lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from bare_english import bare_words
from qps import CLOSED as CLOSES
from qps import OPENED as OPENS
from sheets import Meeting, below, window, words

from cofacil.board.asked_after import Came, Kept
from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.next_meeting import AboutMeeting
from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan, PlannedStep
from cofacil.language.catalog import spoken
from cofacil.room.attending import Attending, Present
from cofacil.room.seats import Seat
from cofacil.tui.pages.came_back import CameBackView
from cofacil.tui.pages.next_meeting import NextMeetingView, Preparing
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.what_we_said import WhatWeSaidView
from cofacil.tui.paint.window import Window

pytestmark = pytest.mark.usefixtures("qps_is_spoken")
SIZES = ((60, 18), (80, 24), (120, 40), (160, 45))
ALLOWED = ("Gardd", "Pwy", "Siân", "Rhys", "Mair", "Ana", "berfa", "mainc", "gofalwyr", "hadau", "drws")
PLANS = (Plan("hadau", "hadau", (PlannedStep("hadau", 5, "Pwy?"),)),)


def second(*, is_open: bool = True) -> Meeting:
    meeting = Meeting("Gardd", "Pwy?")
    meeting.people(("Siân", "hadau"), ("Rhys", ""), ("Mair", ""))
    for number, owner in enumerate(("Siân", "Rhys")):
        meeting.do(AddCard(f"card/{number}", Kind.ACTION, "berfa", owners=(owner,), when="2026-11-27"))
    meeting.card("mainc", "Mair", kind=Kind.QUESTION)
    meeting.card("mainc", "Mair")
    meeting.do(NameAbsence("absence/1", "gofalwyr"))
    meeting.do(SetAbsence("absence/1", asks="Siân"))
    meeting.do(NameAbsence("absence/2", "berfa"))
    meeting.do(CloseMeeting())
    meeting.clock.pass_minutes(28 * 24 * 60)
    if is_open:
        meeting.do(OpenMeeting(f"meeting/{meeting.clock.new_id()}"))
        meeting.do(AddPerson("Siân"))
        meeting.do(AboutMeeting(access="drws"))
    return meeting


def said(meeting: Meeting, *, begins: bool) -> WhatWeSaidView:
    return WhatWeSaidView(below(meeting.board, meeting.clock.now, meeting.ask, begins=begins))


def pages(at: Window) -> Iterator[tuple[str, Sheet]]:
    """Yield each page as it is painted, by what it shows."""
    for is_open in (False, True):
        meeting = second(is_open=is_open)
        yield from preparing(meeting, at)
        for begins in (False, True):
            yield from everybody(meeting, at, begins=begins)
    meeting = second()
    for commands in ((), answers()):
        for command in commands:
            meeting.do(command)
        for begins in (False, True):
            yield from what_came(meeting, at, begins=begins)


def preparing(meeting: Meeting, at: Window) -> Iterator[tuple[str, Sheet]]:
    plans, begins = PLANS if at.width >= 80 else (), meeting.board.meeting is None
    given = Preparing(meeting.clock.new_id, plans)
    view = NextMeetingView(below(meeting.board, meeting.clock.now, meeting.ask, begins=begins), given)
    for line in range(view.meeting.last + 1):
        view.meeting = view.meeting.to(line)
        yield f"next meeting {line}", view.draw(at)


def everybody(meeting: Meeting, at: Window, *, begins: bool) -> Iterator[tuple[str, Sheet]]:
    view = PeopleView(below(meeting.board, meeting.clock.now, meeting.ask, begins=begins))
    attending = Attending.of([Present(Seat("Ana"))])
    view.count_in(lambda: attending)
    yield "people", view.draw(at)
    for hand in range(len(view.people.everyone)):
        view.people = replace(view.people, hand=hand)
        yield f"people {hand}", view.draw(at)


def what_came(meeting: Meeting, at: Window, *, begins: bool) -> Iterator[tuple[str, Sheet]]:
    view = said(meeting, begins=begins)
    for number in range(len(view.page.records) + 1):
        view.page = view.page.to(number)
        yield f"what we said {number}", view.draw(at)
    back = CameBackView(below(meeting.board, meeting.clock.now, meeting.ask, begins=begins))
    yield "came back", back.draw(at)


def answers() -> tuple[Command, ...]:
    return (
        AnswerPromise("card/0", Kept.NOT_YET, "hadau"),
        AnswerInvitation("absence/1", Came.ASKED),
    )


@pytest.mark.parametrize("size", SIZES)
def test_no_page_has_english_left(size: tuple[int, int]) -> None:
    for name, sheet in pages(window(*size)):
        assert not bare_words(words(sheet), ALLOWED), f"{name}\n{words(sheet)}"


@pytest.mark.parametrize("size", SIZES)
def test_what_is_to_be_read_is_whole_though_it_is_longer(size: tuple[int, int]) -> None:
    for name, sheet in pages(window(*size)):
        text = "\n".join(words(sheet).splitlines()[: -sheet.below_keys])
        assert text.count(OPENS) == text.count(CLOSES), f"{name}\n{words(sheet)}"


@pytest.mark.parametrize("size", SIZES)
def test_the_sentence_of_each_page_is_whole(size: tuple[int, int]) -> None:
    with spoken("en"):
        for name, sheet in pages(window(*size)):
            below = " ".join(words(sheet).splitlines()[-sheet.below_keys :])
            assert "…" not in below, f"{name}\n{words(sheet)}"


@pytest.mark.parametrize("size", SIZES[1:])
def test_no_key_is_lost_though_its_words_are_longer(size: tuple[int, int]) -> None:
    def keys() -> list[tuple[str, set[str]]]:
        return [(name, {one.offer.key for one in page.keys.placed} - {""}) for name, page in pages(window(*size))]

    longer = keys()
    with spoken("en"):
        assert longer == keys()
