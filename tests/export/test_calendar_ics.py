"""Actions and invitations as a calendar: read by two programs, the same at each export."""

from datetime import date
from typing import Any

import icalendar
import pytest
import vobject
from exporting import START, Written, carried, example
from hypothesis import example as with_words
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.export.calendar_ics import calendar_ics
from cofacil.export.given_away import Giving
from cofacil.export.initials import Names


def events_in(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


@pytest.fixture
def written() -> Written:
    written = Written()
    written.do(AddCard("card/A", Kind.ACTION, "Clear the beds", owners=("Tom",), when="2026-12-03", newcomers=("Tom",)))
    written.do(NameAbsence("absence/N", "Night cleaners"))
    written.do(SetAbsence("absence/N", knows="Tom", asks="Ana", when="2026-11-30", where="the gate, at six; or later"))
    return written


def test_what_has_a_day_is_an_event_of_that_day(written: Written) -> None:
    first, second = events_in(calendar_ics(written.exported()))
    assert first["SUMMARY"] == "Ana asks: Night cleaners"
    assert first["LOCATION"] == "the gate, at six; or later"
    assert first["DTSTART"].dt == date(2026, 11, 30)
    assert first["DTEND"].dt == date(2026, 12, 1)
    assert first["DTSTART"].params["VALUE"] == "DATE"
    assert second["SUMMARY"] == "Tom: Clear the beds"
    assert second["UID"] == "A@01J0000000000000000000000B.cofacil"


def test_another_program_reads_it(written: Written) -> None:
    calendar = vobject.readOne(calendar_ics(written.exported()).decode())
    assert [event.summary.value for event in calendar.vevent_list] == [
        "Ana asks: Night cleaners",
        "Tom: Clear the beds",
    ]
    assert calendar.vevent_list[0].location.value == "the gate, at six; or later"
    assert calendar.vevent_list[1].dtstart.value == date(2026, 12, 3)


def test_the_last_day_of_all_is_an_event_without_an_end(written: Written) -> None:
    written.do(EditCard("card/A", when="9999-12-31"))
    last = events_in(calendar_ics(written.exported()))[-1]
    assert last["DTSTART"].dt == date.max
    assert "DTEND" not in last


def test_it_is_the_same_at_each_export_and_the_same_event_after_a_change(written: Written) -> None:
    before = calendar_ics(written.exported())
    assert calendar_ics(written.exported()._replace(now=START + 10**9)) == before
    written.clock.pass_minutes(1)
    written.do(EditCard("card/A", text="Clear both beds", when="2026-12-04"))
    after = events_in(calendar_ics(written.exported()))[1]
    assert after["UID"] == events_in(before)[1]["UID"]
    assert after["DTSTAMP"].dt > events_in(before)[1]["DTSTAMP"].dt


def test_what_is_over_is_no_event(written: Written) -> None:
    written.do(MarkDone("card/A"))
    written.do(AbsenceCame("absence/N", AbsenceState.DECLINED))
    assert events_in(calendar_ics(written.exported())) == []
    written.do(AddCard("card/B", Kind.ACTION, "Gone", when="2026-12-03"))
    written.do(PutAway("card/B"))
    assert events_in(calendar_ics(written.exported())) == []


def test_rows_are_short_and_end_as_they_must(written: Written) -> None:
    words = "Żółw, gdy; pada \\ deszcz: " * 20
    written.do(AddCard("card/L", Kind.ACTION, words, note="one\ntwo", when="2026-12-05"))
    data = calendar_ics(written.exported())
    rows = data.split(b"\r\n")
    assert max(map(len, rows)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert events_in(data)[-1]["SUMMARY"] == words.strip()
    assert vobject.readOne(data.decode()).vevent_list[-1].description.value.startswith("one\ntwo\n")


def test_initials_stand_in_it(written: Written) -> None:
    data = calendar_ics(written.exported(Giving(Names.INITIALS)))
    assert b"Tom" not in data
    assert events_in(data)[1]["SUMMARY"] == "T.: Clear the beds"
    assert events_in(data)[1]["UID"] != events_in(calendar_ics(written.exported()))[1]["UID"]


def test_the_example_has_its_days(clock: object) -> None:
    assert len(events_in(calendar_ics(example().exported()))) >= 4


@with_words("C:\\New folder\\N")
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_whatever_people_type_is_read_back(words: str) -> None:
    written = Written()
    try:
        written.do(AddCard("card/A", Kind.ACTION, words, when="2026-12-03"))
    except Exception:  # noqa: BLE001  # nothing to read
        return
    kept = written.room.board.card("card/A").text
    data = calendar_ics(carried(tuple(written.log.read(0)), Giving()))
    assert events_in(data)[0]["SUMMARY"] == kept
    assert vobject.readOne(data.decode()).vevent.summary.value == kept
