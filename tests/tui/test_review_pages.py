"""Looking back on the screen: each page, the board as it was, each story, whole at every size and in every language."""

import re
from typing import Any

import pytest
from bare_english import bare_words
from hosting import looked_at
from looking_back import all_leaves, book, desk_of, drawn
from qps import CLOSED, OPENED
from sheets import KEYS, SIZES, Meeting, is_whole, window, words

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.closing import FindOut
from cofacil.board.commands.moving import StrikeOut
from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Card
from cofacil.review import answering
from cofacil.review.answering import card_told
from cofacil.review.book import Book
from cofacil.review.questions import CardTold
from cofacil.tui.pages.review.around import around
from cofacil.tui.pages.review.leaf import Leaf
from cofacil.tui.pages.review.listing import Listing
from cofacil.tui.pages.review.moment import Moment
from cofacil.tui.pages.review.player import SPEEDS, Player
from cofacil.tui.pages.review.steps_line import Part, laid_along, moment_at, steps_line
from cofacil.tui.pages.review.story import Story
from cofacil.tui.paint import columns
from cofacil.tui.paint.board import standing_rows
from cofacil.tui.paint.columns import paint_cards
from cofacil.tui.paint.head import head
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.window import Window
from wall import Wall

NAMES = (
    *("Ana", "Dee", "Joe", "Sam", "Priya", "Mo", "Bea", "Tom", "Lin", "Grace", "Kofi", "Siân", "Nadia"),
    *("Enter", "Esc", "Tab", "PgUp", "PgDn"),
)
MIN = 60_000


def at(label: str) -> str:
    record = book().board.called(label)
    assert record is not None
    return record.id


def named(position: int) -> Moment:
    return Moment.behind(position, desk_of(book()))


# what it looks like


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (160, 45), (40, 12)])
def test_the_drawings_of_looking_back(size: tuple[int, int]) -> None:
    for name, leaf in {
        "review/j1_first": Listing("1", 2),
        "review/j2_moment": named(47),
        "review/j3_story": Story(at("A1"), 3),
    }.items():
        looked_at(name, drawn(leaf, window(*size)).sheet)


@pytest.mark.parametrize(
    ("name", "leaf"),
    [
        ("offers", Listing("3")),
        ("open", Listing("4")),
        ("missing", Listing("5")),
        ("themes", Listing("6")),
    ],
)
def test_the_lists_of_looking_back(name: str, leaf: Leaf) -> None:
    looked_at(f"review/{name}", drawn(leaf, window(80, 24)).sheet)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_whoever_is_missing_from_every_meeting_is_read_whole_beside_who_speaks_for_them(size: tuple[int, int]) -> None:
    page = words(drawn(Listing("5"), window(*size)).sheet)
    behind = page[page.index("Not born yet:") :]
    assert "Lin speaks for them" in behind.splitlines()[0]
    read = " ".join(
        " ".join(behind.split()).replace("Lin speaks for them", "").replace("always", "").replace("▌", "").split()
    )
    assert read.startswith("Not born yet: who will have this place in 30 years")


def test_where_there_is_room_no_column_is_broken() -> None:
    wall = Wall()
    wall.meet()
    for name in ("Siân Evans-Prothero", "Joe Okafor-Fitzgerald"):
        wall.do(AddPerson(name))
    wall.do(NameAbsence("absence/1", "Night cleaners"))
    wall.do(SetAbsence("absence/1", knows="Siân Evans-Prothero"))
    issue = wall.add("Nobody knows who pays", Kind.ISSUE)
    wall.do(FindOut(issue.id, ("Joe Okafor-Fitzgerald",)))
    saved = Book(wall.events)
    for key, told in (("5", "Siân Evans-Prothero knows one of them"), ("4", "Joe Okafor-Fitzgerald finds out")):
        assert told in words(drawn(Listing(key), window(120, 40), saved).sheet)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_whole_at_every_size(size: tuple[int, int]) -> None:
    for name, leaf in all_leaves(book()):
        for is_ascii in (False, True):
            sheet = drawn(leaf, window(*size, is_ascii=is_ascii)).sheet
            assert is_whole(sheet, *size), f"{name}\n{words(sheet)}"
            plain = words(sheet).replace("â", "a")  # Siân has her name
            assert not is_ascii or plain.isascii(), f"{name}\n{words(sheet)}"


@pytest.mark.usefixtures("qps_is_spoken")
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_looking_back_has_no_english_left(size: tuple[int, int]) -> None:
    for name, leaf in all_leaves(book()):
        sheet = drawn(leaf, window(*size)).sheet
        assert not bare_words(words(sheet), NAMES), f"{name}\n{words(sheet)}"
        rows = words(sheet).splitlines()
        for row in (rows[-1 - sheet.below_keys], rows[0]):
            assert row.count(OPENED) == row.count(CLOSED) or "…" in row, row


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_every_row_says_that_nothing_is_written(size: tuple[int, int]) -> None:
    for name, leaf in all_leaves(book()):
        assert words(drawn(leaf, window(*size)).sheet).splitlines()[-1].endswith("read only"), name


def test_the_first_page_answers_without_a_key() -> None:
    text = words(drawn(Listing(), window(80, 24)).sheet)
    for answer in (
        "Who does what by when",
        "Joe        I will fetch the barrels",
        "not yet",
        "Who was missing",
        "came on",
    ):
        assert answer in text


# the board as it was


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (160, 45)])
@pytest.mark.parametrize("position", [60, 86, 112, 150])
def test_the_board_is_painted_as_it_was_on_the_wall(size: tuple[int, int], position: int) -> None:
    """The rows are those that whoever facilitated saw then: of its cards, its step, its timer, its columns."""
    moment, seen, room = named(position), book().replay.board_at(position), window(*size)
    page = drawn(moment, room).sheet.rows
    scene = Scene(*size, seen, moment.view, room.brush, book().replay.time_of(position), KEYS)
    heads, _spans = head(scene)
    assert [strip.text for strip in page[1:4:2]] == [strip.text for strip in heads[1:4:2]]
    first = next(y for y, strip in enumerate(page) if re.match(r" [ ▌] (\d\d:){2}", strip.text))
    below = standing_rows(scene)
    height = first - 4 - len(below) - (1 if size[1] >= 22 else 0)
    cards, _view, _shown = paint_cards(scene, height)
    seen_rows = [strip.text for strip in (*cards, *below)]
    assert [strip.text for strip in page[4 : 4 + len(seen_rows)]] == seen_rows


def test_the_question_that_was_on_the_wall_is_seen_and_no_key_that_answers_it() -> None:
    row = words(drawn(named(54), window(120, 40)).sheet).splitlines()[2]
    assert row.startswith(" WHO'S NOT IN THE ROOM?  Who")
    assert not row.endswith("name them")


def test_what_was_written_quietly_is_hidden_as_it_was_from_the_room() -> None:
    first = next(n for n in range(1, 99) if book().replay.event(n).op == "card.quietly")
    for size in ((60, 18), (80, 24), (120, 40)):
        text = words(drawn(named(first + 2), window(*size)).sheet)
        assert "Write for yourself. Nobody sees it yet." in text
        assert "3 cards are written." in text
        assert "Something was written quietly." in text
        for label in ("I1", "I2", "I3"):
            card = book().board.called(label)
            assert card is not None
            assert card.word("text")[:20] not in text


def test_a_card_that_was_struck_out_is_struck_out_at_every_moment() -> None:
    meeting = Meeting()
    card = meeting.card("Xylophone lessons for all", note="Xylophone")
    meeting.card("My van", "Joe", kind=Kind.QUESTION)
    meeting.do(StrikeOut(card))
    saved = Book(meeting.room.log.read(0))
    desk = desk_of(saved)
    leaves: list[Leaf] = [Moment.behind(n, desk) for n in range(1, len(saved.replay) + 1)]
    leaves += [Listing(page) for page in "13456"] + [Story(card)]
    for leaf in leaves:
        text = words(drawn(leaf, window(120, 40), saved).sheet)
        assert "ylophone" not in text, text
    assert "struck out" in words(drawn(Story(card), window(80, 24), saved).sheet)


def test_what_has_been_seen_is_found_and_not_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    columns._column_cache.clear()  # it holds so many of all tests, and is emptied when it is full
    room = window(120, 40)
    stretch = range(60, 80)
    for position in stretch:
        drawn(named(position), room)
    painted = []

    def count(*_args: object) -> object:
        painted.append(1)
        raise AssertionError("painted again")

    monkeypatch.setattr(columns, "_paint_column", count)
    for position in reversed(stretch):
        drawn(named(position), room)
    assert not painted


def test_a_board_on_which_nothing_happened_can_be_looked_at() -> None:
    empty = Book(())
    for size in SIZES:
        for _name, leaf in (("1", Listing()), ("3", Listing("3")), ("6", Listing("6"))):
            assert is_whole(drawn(leaf, window(*size), empty).sheet, *size)
        assert is_whole(drawn(Moment.behind(0, desk_of(empty)), window(*size), empty).sheet, *size)


# what is around a moment


def test_the_event_in_hand_has_one_before_it_and_one_behind_it() -> None:
    desk, top = desk_of(book()), 1
    for position in [*range(1, 152), *range(151, 0, -1), 9, 140, 3]:
        shown = around(desk, position, top, Window(80, 4, desk.brush))
        top = shown.top
        rows = range(shown.top, shown.top + len(shown.rows))
        beside = {position - 1, position, position + 1} & set(range(1, 152))
        assert beside <= set(rows)
        assert shown.rows[position - top].text.startswith(" ▌ ")


def test_another_day_stands_in_the_place_of_its_clock() -> None:
    desk = desk_of(book())
    text = "\n".join(strip.text for strip in around(desk, 99, 98, Window(80, 3, desk.brush)).rows)
    assert re.search(r"^ {3}25 Oct +The meeting is closed\.", text, re.MULTILINE)
    assert re.search(r"^ ▌ \d\d:\d\d:\d\d +The meeting is open\.", text, re.MULTILINE)


# the line of a meeting


PARTS = (
    Part(0, 10 * MIN, "18:05", "1"),
    Part(10 * MIN, 40 * MIN, "18:15", "2"),
    Part(40 * MIN, 41 * MIN, "18:45", "3"),
)


def line(now: int, width: int = 42) -> tuple[str, str]:
    room = window(width, 18)
    laid = laid_along(PARTS, width - 1)
    clocks, bar = steps_line(laid, now, width, room.brush)
    return clocks.text.rstrip(), bar.text.rstrip()


def test_the_line_is_full_as_far_as_the_meeting_has_come() -> None:
    assert line(0)[1].startswith("▇")
    assert "[1]" in line(0)[1]
    full = [line(now * MIN)[1].count("▇") for now in range(42)]
    assert full == sorted(full)
    assert len(set(full)) > 12
    assert line(25 * MIN)[1].count("[2]") == 1
    assert "▁" not in line(41 * MIN)[1]
    assert line(25 * MIN)[0].split() == ["18:05", "18:15", "18:45"]


def test_a_cell_of_the_line_is_a_moment_of_the_meeting() -> None:
    laid = laid_along(PARTS, 60)
    moments = [moment_at(laid, x) for x in range(laid[-1].right)]
    assert moments == sorted(moment for moment in moments if moment is not None)
    assert moments[0] == 0
    assert moment_at(laid, 60) is None


def test_many_steps_have_a_cell_each_and_stay_in_the_row() -> None:
    parts = tuple(Part(n * MIN, (n + 1) * MIN, "18:05", str(n + 1)) for n in range(30))
    for width in (40, 58, 100, 300):
        laid = laid_along(parts, width)
        assert laid[-1].right <= width
        for strip in steps_line(laid, 5 * MIN, width, window(width, 18).brush):
            assert strip.cell_length == width


# playing


def test_quiet_stretches_are_short_and_busy_ones_can_be_followed() -> None:
    usual = Player()
    assert usual.lasts(20 * MIN) == usual.faster().lasts(20 * MIN)
    assert usual.lasts(20_000) == 1000
    assert usual.lasts(0) >= 40
    slow = usual
    for _ in SPEEDS:
        slow = slow.slower()
    assert slow.speed == 1
    fast = usual
    for _ in SPEEDS:
        fast = fast.faster()
    assert fast.speed == SPEEDS[-1] >= 60


def test_played_it_comes_to_every_event_in_its_turn() -> None:
    desk, moment = desk_of(book()), named(1)
    seen = [1]
    while moment.at < 40:
        before, moment = moment, moment.played(200, desk)
        assert before.now <= moment.now
        if moment.at != seen[-1]:
            seen.append(moment.at)
    assert seen == list(range(1, 41))


def test_of_thousands_only_what_the_first_page_needs_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall()
    wall.meet()
    for number in range(1200):
        wall.add(f"deed {number}", Kind.ACTION)
        wall.add(f"offer {number}", Kind.OFFER)
    made: list[str] = []

    def telling(board: Board, card: Card, *rest: Any) -> CardTold:
        made.append(card.id)
        return card_told(board, card, *rest)

    monkeypatch.setattr(answering, "card_told", telling)
    saved = Book(wall.events)
    assert (saved.answers.counts.offers_open, len(saved.answers.promises)) == (1200, 1200)
    assert not made
    drawn(Listing("1"), window(80, 24), saved)
    assert 0 < len(made) <= 300
    assert saved.answers.promises[1199].card.text == "deed 1199"
