"""Days as they stand on the wall: late, today, tomorrow, and with their year where they are far away."""

import re
from datetime import date, timedelta

import pytest
from riverside import DEE, Hall, Looking, painted, riverside, rows_of
from sheets import KEYS, window, words
from textual.strip import Strip

from cofacil.board.commands.absences import SetAbsence
from cofacil.board.commands.cards import EditCard
from cofacil.board.commands.moving import MarkDone
from cofacil.board.kinds import NOT_HERE, Kind
from cofacil.board.records import Card
from cofacil.language.days import date_of
from cofacil.room.attending import Attending, Present
from cofacil.tui.pages.card import Whole, paint_whole
from cofacil.tui.pages.welcome import Greeting, paint_welcome
from cofacil.tui.view import View

SIZES = [(60, 18), (80, 24), (100, 30), (120, 36), (160, 45)]


@pytest.fixture
def hall() -> Hall:
    return riverside()


def by(hall: Hall, days: int) -> Hall:
    """Give A1 a day so many from today."""
    hall.do(EditCard(hall.called("A1"), when=(date_of(hall.now) + timedelta(days=days)).isoformat()))
    return hall


def on_board(hall: Hall, size: tuple[int, int], *, is_room: bool = False) -> list[Strip]:
    # Another card than the one that is looked at is in hand.
    view = View(Kind.ACTION.column, is_room=is_room).settled(hall.board)
    return list(painted(Looking(hall, view.to(hall.board, hall.called("A2")), *size).scene()).rows)


def is_bold(rows: list[Strip], words: str) -> bool:
    found = [segment for strip in rows for segment in strip if words in segment.text]
    assert found, words
    return all(segment.style is not None and bool(segment.style.bold) for segment in found)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (183, "24 May"), (-1, "late"), (-200, "late"), (184, "May 2027")]
)
def test_a_day_is_whole_at_every_size(hall: Hall, size: tuple[int, int], days: int, said: str) -> None:
    text = "\n".join(strip.text for strip in on_board(by(hall, days), size))
    assert re.search(rf"\b{said}\b", text), text
    assert not re.search(r"(late,|today|tomorrow|by \d+)[^ ]*…", text), text


@pytest.mark.parametrize("size", SIZES[1:])
@pytest.mark.parametrize(
    ("days", "said"), [(-1, "late, 21 Nov"), (184, "25 May 2027"), (5, "by 27 Nov"), (-365, "late, 22 Nov 2025|late")]
)
def test_from_80_columns_on_the_day_itself_is_there(hall: Hall, size: tuple[int, int], days: int, said: str) -> None:
    text = "\n".join(strip.text for strip in on_board(by(hall, days), size))
    assert re.search(rf"\b({said})\b", text), text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("days", "said"), [(-1, "late"), (1, "tomorrow"), (400, "2027|Dec 2027")])
def test_a_long_name_gives_way_to_the_day(hall: Hall, size: tuple[int, int], days: int, said: str) -> None:
    names = ("Bartholomew Featherstonehaugh", "漢字漢字漢字漢字")
    hall.do(EditCard(hall.called("A1"), owners=names, newcomers=names))
    text = "\n".join(strip.text for strip in on_board(by(hall, days), size))
    assert re.search(rf"\b({said})\b", text), text


@pytest.mark.parametrize("size", SIZES)
def test_late_has_weight_until_it_is_done(hall: Hall, size: tuple[int, int]) -> None:
    assert is_bold(on_board(by(hall, -1), size), "late, 21 Nov" if size[0] >= 80 else "late")
    assert not is_bold(on_board(by(hall, 1), size), "tomorrow")
    by(hall, -1).do(MarkDone(hall.called("A1")))
    rows = on_board(hall, size)
    assert not re.search(r"\blate\b(?! evenings)", "\n".join(strip.text for strip in rows))
    assert not is_bold(rows, "21 Nov")


def test_late_has_weight_in_the_room_view_and_on_the_page_of_the_card(hall: Hall) -> None:
    assert is_bold(on_board(by(hall, -1), (80, 24), is_room=True), "late, 21 Nov")
    card = hall.board.records[hall.called("A1")]
    assert isinstance(card, Card)
    for today, bold in ((date_of(hall.now), True), (date_of(hall.now) - timedelta(days=1), False)):
        rows = list(paint_whole(Whole(hall.board, card, today), window(80, 24)).rows)
        assert is_bold(rows, "will, by Sat 21 November 2026") is bold
        assert ("(late)" in "\n".join(strip.text for strip in rows)) is bold


@pytest.mark.parametrize("size", SIZES)
def test_somebody_who_should_have_been_asked_by_now_has_weight_too(hall: Hall, size: tuple[int, int]) -> None:
    label = hall.board.label_of(hall.board.absences[0])
    absence = hall.board.absences[0].id
    hall.do(SetAbsence(absence, asks="Bea", when="2026-11-20"))
    view = View(NOT_HERE).settled(hall.board)
    others = [other for other in hall.board.absences if other.id != absence]
    rows = list(painted(Looking(hall, view.to(hall.board, others[-1].id) if others else view, *size).scene()).rows)
    assert any(label in strip.text for strip in rows)
    assert is_bold(rows, "late")


def test_at_midnight_what_was_tomorrow_is_today_though_nothing_has_changed(hall: Hall) -> None:
    looking = Looking(by(hall, 1), View(Kind.ACTION.column).settled(hall.board), 120, 36)
    for said in ("tomorrow", "today", "late, 23 Nov"):
        assert any(said in row for row in rows_of(looking.scene())), said
        hall.clock.pass_minutes(24 * 60)


def test_what_was_said_another_day_bears_it_in_the_row_and_to_whom_comes_in(hall: Hall) -> None:
    looking = Looking(hall, View(Kind.OFFER.column).settled(hall.board), 80, 24)
    label = next(row for row in rows_of(looking.scene()) if " said by " in row)
    assert not re.search(r"yesterday|Nov", label)
    hall.clock.pass_minutes(24 * 60)
    assert any(re.search(r"said by \w+ yesterday \d\d:\d\d", row) for row in rows_of(looking.scene()))
    hall.clock.pass_minutes(24 * 60)
    assert any(re.search(r"said by \w+ 22 Nov \d\d:\d\d", row) for row in rows_of(looking.scene()))
    seat = DEE._replace(via="ssh")
    greeting = Greeting(hall.board, seat, Attending.of((Present(seat),)), hall.now)
    assert re.search(r"Lately\n +22 Nov  ", words(paint_welcome(greeting, KEYS, window(80, 24))))


def test_a_day_is_a_day_of_the_reader(hall: Hall) -> None:
    assert date_of(hall.now) == date(2026, 11, 22)
