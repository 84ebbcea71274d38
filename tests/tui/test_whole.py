import pytest
from sheets import HOSTILE, KEYS, NOW, SIZES, Meeting, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.absences import SetAbsence
from cofacil.board.commands.cards import TakeCard
from cofacil.board.commands.moving import PutAway
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.records import Absence, Card
from cofacil.language.days import date_of
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages.card import Whole, WholeView, paint_whole

BEDS = "Two raised beds that people in wheelchairs can reach, and an afternoon to show how they are built"


def found(board: Board, entity: str) -> Card | Absence:
    record = board.records[entity]
    assert isinstance(record, Card | Absence)
    return record


def page(meeting: Meeting, entity: str, top: int = 0) -> Whole:
    return Whole(meeting.board, found(meeting.board, entity), date_of(NOW), top)


def a_card(meeting: Meeting, note: str = "") -> str:
    card = meeting.card(BEDS, note=note)
    meeting.link(card, meeting.card("The gate is too narrow for a wheelchair", "Priya", kind=Kind.ISSUE))
    return card


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("note", ["", "one line", "\n".join(" ".join(HOSTILE) for _ in range(90))])
def test_every_cell_is_painted_wherever_it_is_scrolled(width: int, height: int, note: str) -> None:
    meeting = Meeting()
    card = a_card(meeting, note)
    for top in (0, 1, 5, 10**6):
        assert is_whole(paint_whole(page(meeting, card, top), window(width, height)), width, height)
    assert is_whole(paint_whole(Whole(EMPTY, None, date_of(NOW)), window(width, height)), width, height)
    plain = paint_whole(page(meeting, a_card(meeting, "plain " * 200)), window(width, height, is_ascii=True))
    assert is_plain(plain)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_scrolling_shows_every_line_of_a_long_note(width: int, height: int) -> None:
    meeting = Meeting()
    card = a_card(meeting, "\n".join(f"line-{n}." for n in range(60)))
    seen = "".join(words(paint_whole(page(meeting, card, top), window(width, height))) for top in range(90))
    assert all(f"line-{n}." in seen for n in range(60))
    assert "written " in seen


def test_it_shows_all_that_belongs_to_a_card() -> None:
    meeting = Meeting()
    card = a_card(meeting, "There is wood in the shed.")
    meeting.do(TakeCard(card, "Tom", "2026-12-03"))
    text = words(paint_whole(page(meeting, card), window(80, 24)))
    for part in (
        "      O1",
        "      Two raised beds that people in wheelchairs can reach, and an\n\n      afternoon to show",
        "There is wood in the shed.",
        "said by Tom, as heard by Ana",
        "Tom will, by Thu 3 December 2026",
        "meets I1   The gate is too narrow for a wheelchair",
        "by Ana, Sun 22 Nov",
    ):
        assert part in text


def test_it_shows_somebody_who_is_not_here_and_the_way_to_them() -> None:
    meeting = Meeting()
    meeting.people(("Bea", ""))
    absence = meeting.absence("Night cleaners at the school")
    meeting.do(SetAbsence(absence, None, "Bea", "Bea", "2026-11-24", "the school gate"))
    text = words(paint_whole(page(meeting, absence), window(80, 24)))
    assert "Bea knows one of them · asks by Tue 24 Nov, the school gate" in text
    assert 'named after "Who could not get in here today?"' in text


def test_words_that_look_like_markup_are_only_words() -> None:
    meeting = Meeting()
    card = meeting.card(" ".join(HOSTILE), said="Tom", note=HOSTILE[1])
    text = words(paint_whole(page(meeting, card), window(80, 24)))
    assert all(part in text for part in HOSTILE)
    assert text.count(HOSTILE[1]) == 2


async def test_left_and_right_go_to_the_next_and_what_is_put_away_says_so() -> None:
    meeting = Meeting()
    first, second = meeting.card("first"), meeting.card("second", note="more\n" * 40)
    view = WholeView(meeting.board, first, brush(), KEYS, meeting.clock.now)
    async with shown(view) as (app, pilot):
        await pilot.press("right", "right", "end")
        assert view.entity == second
        assert "written " in on_screen(view)
        await pilot.press("left")
        meeting.do(PutAway(first))
        view.hear(meeting.board, "O1 is put away.")
        assert "put away, off the wall" in on_screen(view)
        assert on_screen(view).split("\n")[-1].startswith(" O1 is put away.")
        await pilot.press("escape")
    assert isinstance(app.heard[-1], BackRequested)
