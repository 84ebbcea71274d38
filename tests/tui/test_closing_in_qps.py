"""Closing and the page for whoever was away in a made-up language: no word of English is left but what people typed."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bare_english import PATH, bare_words
from riverside import Hall, riverside, with_night_cleaners
from sheets import window, words
from test_closing import Screen

from cofacil.board.commands.closing import AddNextTime, FindOut, SayNoneToday, SpeakFor, StayOpen, Stays
from cofacil.board.commands.moving import PutAway
from cofacil.board.kinds import Kind
from cofacil.board.records import Absence, Card
from cofacil.export.catchup_file import as_page
from cofacil.export.markdown_page import markdown_of
from cofacil.export.text_page import text_of
from cofacil.language.catchup import catch_up
from cofacil.tui.modes.not_here import NotHere
from cofacil.tui.pages.catchup import Reading, paint_catchup
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

pytestmark = pytest.mark.usefixtures("qps_is_spoken")
SIZES = ((60, 18), (80, 24), (120, 40))
MINE = "Gwyrdd"


def gathered() -> Hall:
    hall = riverside()
    with_night_cleaners(hall)
    hall.do(StayOpen(hall.called("Q1"), Stays.WICKED))
    hall.do(StayOpen(hall.called("Q2"), Stays.EVIDENCE))
    hall.do(StayOpen(hall.called("I1"), Stays.LET_GO))
    hall.do(FindOut(hall.called("Q3"), ("Mo",)))
    hall.do(SpeakFor(hall.called("N1"), "Grace"))
    hall.do(AddNextTime("0" * 26, MINE))
    hall.do(SayNoneToday(MINE))
    return hall


def typed_by_people(hall: Hall) -> tuple[str, ...]:
    board = hall.board
    found = [board.title, board.purpose, board.place, MINE, *(person.name for person in board.people)]
    for record in board.records.values():
        if isinstance(record, Card):
            found += [record.text, board.label_of(record)]
        elif isinstance(record, Absence):
            found += [record.who, record.where, board.label_of(record)]
    return tuple(filter(None, found))


def screens(hall: Hall, size: tuple[int, int]) -> Iterator[Screen]:
    """Return every part as it begins, with each thing in hand, and with every line that it opens."""
    for part in range(4):
        screen = Screen(hall, size)
        screen.view._begin(part)
        yield screen
        for _ in range(6):
            screen.view._choose("up")
            yield screen
            if (line := screen.view.closing.line) is not None:
                assert not isinstance(line, NotHere)
                screen.view.closing = replace(screen.view.closing, line=replace(line, typed=Typed.of(f"@Mo {MINE}")))
                yield screen
        for answer in screen.view._part.answers(screen.view.closing.hand, screen.view._desk()).values():
            if answer.line is not None:
                for typed in ("", "Mo", "Mo Grace", MINE):
                    screen.view.closing = replace(screen.view.closing, line=replace(answer.line, typed=Typed.of(typed)))
                    yield screen


@pytest.mark.parametrize("size", SIZES)
def test_no_part_has_english_left(size: tuple[int, int]) -> None:
    hall = gathered()
    allowed = typed_by_people(hall)
    for screen in screens(hall, size):
        assert not bare_words(screen.text, allowed), screen.text


@pytest.mark.parametrize("size", SIZES)
def test_a_meeting_of_which_nothing_is_left_has_no_english_either(size: tuple[int, int]) -> None:
    hall = riverside()
    for kind in Kind:
        for card in hall.board.columns[kind]:
            hall.do(PutAway(card.id))
    allowed = typed_by_people(hall)
    for screen in screens(hall, size):
        assert not bare_words(screen.text, allowed), screen.text
    screen = Screen(hall, size)
    asked = screen.view._part.before_going_on(screen.view.closing, screen.view._desk())
    assert asked is not None
    for typed in ("", MINE):
        screen.view.closing = replace(screen.view.closing, line=replace(asked, typed=Typed.of(typed)))
        assert not bare_words(screen.text, allowed), screen.text


@pytest.mark.parametrize("size", SIZES)
def test_the_way_back_is_offered_in_every_part(size: tuple[int, int]) -> None:
    for screen in screens(gathered(), size):
        sheet = screen.view.draw(Window(*size, screen.view.brush))
        assert "escape" in {placed.offer.key for placed in sheet.keys.placed}


@pytest.mark.parametrize("size", SIZES)
def test_the_page_for_whoever_was_away_has_no_english_left(size: tuple[int, int]) -> None:
    hall = gathered()
    page = catch_up(hall.board, hall.board.held[-1], hall.now)
    allowed: tuple[str | re.Pattern[str], ...] = (*typed_by_people(hall), PATH)
    assert not bare_words(text_of(as_page(page)).decode(), allowed)
    assert not bare_words(markdown_of(as_page(page)).decode().replace("\\", ""), allowed)
    for reading in (
        Reading(page),
        Reading(page, is_large=True),
        Reading(page, may_keep=False),
        Reading(page, words=Typed.of(MINE)),
        Reading(page, file=Typed.of("/a/b.txt")),
        Reading(page._replace(left_out=2)),
    ):
        painted = words(paint_catchup(reading, window(*size)))
        assert not bare_words(painted, allowed), painted
