"""What was just said is seen: in hand in its own column, turned round for three seconds, or in the row above the line."""

import asyncio

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from keyboard import Keyboard
from riverside import ANA, DEE, Hall, HallRoom, painted, riverside

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import MarkDone
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import COLUMNS, Kind
from cofacil.board.records import Absence, Card
from cofacil.language.facts import words_of
from cofacil.room.room import News
from cofacil.tui.just_said import FRESH
from cofacil.tui.keys import Press
from cofacil.tui.paint.picture import Picture
from cofacil.tui.view import View
from troubles import made_up

SECOND = 1000
WORDS = "Chleb żytni 漢字, and somebody who brings it every other Saturday"


def at(column: int, size: tuple[int, int], *, is_room: bool = False, hall: Hall | None = None) -> Keyboard:
    return Keyboard(hall or riverside(), View(column, is_room=is_room), size=size)


def quiet() -> Hall:
    """Return a board on which no timer runs."""
    hall = Hall(deck=())
    for kind in Kind:
        hall.card("A van", kind)
    return hall


def wait(one: Keyboard, milliseconds: int) -> None:
    one.hall.clock.pass_minutes(milliseconds / 60_000)
    one.session.tick()


def paint(one: Keyboard) -> Picture:
    picture = painted(one.session.scene())
    one.session.painted(picture)
    return picture


def texts(picture: Picture) -> list[str]:
    return [strip.text for strip in picture.rows]


def turned(one: Keyboard, kind: Kind | None) -> list[str]:
    """Return the words that are painted turned round, in a kind's colour, among the cards."""
    picture = paint(one)
    role = str(kind) if kind else "not_here"
    styles = (one.session.brush.style(f"said.{role}"), one.session.brush.style(f"kind.{role}"))
    end = len(picture.rows) - (4 if one.session.size[1] >= 18 else 3)
    return [
        segment.text.strip()
        for strip in picture.rows[picture.first : end]
        for segment in strip
        if segment.style in styles and len(segment.text.strip()) > 6
    ]


# kept in its own column


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36), (160, 45)])
def test_it_is_in_hand_in_its_own_column_and_the_one_looked_at_is_not_left(kind: Kind, size: tuple[int, int]) -> None:
    for column in (1, 2, 3, 4):
        one = at(column, size).open("add")
        before = one.view
        one.press(kind.glyph, "Who mows", "enter")
        made = one.board.columns[kind][-1]
        assert made.text == "Who mows"
        assert one.view.column == column
        assert one.view.hands[kind.column - 1] == made.id
        others = [n for n in COLUMNS if n != kind.column]
        assert [one.view.hands[n - 1] for n in others] == [before.hands[n - 1] for n in others]
        picture = paint(one)
        if kind.column in picture.shown:
            assert len(one.board.columns[kind]) - 1 in picture.shown[kind.column].ends, "it is scrolled to"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_it_is_turned_round_for_three_seconds_and_not_longer(size: tuple[int, int]) -> None:
    one = at(2, size, hall=quiet()).open("add").press("A lawn roller", "enter")
    assert "A lawn roller" in turned(one, Kind.OFFER)
    assert one.session.next_tick() == FRESH
    wait(one, FRESH - 1)
    assert one.session.scene().fresh == one.session.just_said.entity
    assert "A lawn roller" in turned(one, Kind.OFFER)
    assert one.session.next_tick() == 1
    one.hall.clock.pass_minutes(1 / 60_000)
    assert not one.session.tick(), "all of it is painted anew, not only the figures"
    assert one.session.scene().fresh == ""
    assert turned(one, Kind.OFFER) == []
    assert any("A lawn roller" in row for row in texts(paint(one)))


def test_without_a_line_the_window_wakes_up_once_to_turn_it_back() -> None:
    one = at(2, (80, 24), hall=quiet()).open("add").press("A lawn roller", "enter", "escape")
    assert "A lawn roller" in turned(one, Kind.OFFER)
    one.hall.clock.pass_minutes(FRESH / 60_000)
    assert not one.session.tick()
    assert turned(one, Kind.OFFER) == []
    assert one.session.next_tick() == 60 * SECOND - one.hall.now % (60 * SECOND)
    one.hall.clock.pass_minutes(SECOND / 60_000)
    assert one.session.tick(), "from then on only the figures differ"


def test_what_is_only_changed_is_not_turned_round() -> None:
    one = at(2, (80, 24)).open("edit").press(" and me", "enter")
    assert one.board.columns[Kind.OFFER][0].text.endswith("and me")
    assert turned(one, Kind.OFFER) == []
    assert one.session.just_said.entity == ""


def test_of_several_pasted_cards_the_last_is_in_hand_and_turned_round() -> None:
    one = at(2, (120, 36)).open("add").paste("a press\nbean seed\ntime on Tuesdays").press("enter")
    assert one.board.columns[Kind.OFFER][-1].text == "time on Tuesdays"
    assert one.view.hands[1] == one.board.columns[Kind.OFFER][-1].id
    assert turned(one, Kind.OFFER) == ["time on Tuesdays"]


# where its column is not on the screen


PLACES = [
    ((60, 18), False, 5), ((80, 24), False, 5), ((100, 30), False, 5),
    ((60, 18), True, 5), ((80, 24), True, 5), ((120, 36), True, 5),
]  # fmt: skip


@pytest.mark.parametrize(("size", "is_room", "below"), PLACES)
@pytest.mark.parametrize("typed", ["Who mows", WORDS])
def test_the_row_above_the_line_says_it_where_its_column_is_not_seen(
    size: tuple[int, int], is_room: bool, below: int, typed: str
) -> None:
    one = at(1, size, is_room=is_room).open("add").press(f">{typed}", "enter")
    row = texts(paint(one))[-below]
    assert row.split()[0] == "A3"
    assert typed[:9] in row
    assert row.startswith(" A3  in Actions: ")
    wait(one, 60 * SECOND)
    assert texts(paint(one))[-below] == row, "it stays while the line is open"
    one.press("and now three rows of it, with more words than two of them take " * 4)
    rows = texts(paint(one))
    y = rows.index(row)
    assert rows[y + 1].lstrip().startswith(">"), "also above a line that has grown"
    one.press("escape")
    assert row not in texts(paint(one))


def test_it_stays_for_three_seconds_after_the_line_was_left() -> None:
    one = at(1, (80, 24)).open("add").press(">Who mows", "enter", "escape")
    wait(one, FRESH - 1)
    assert any("in Actions: " in row for row in texts(paint(one)))
    wait(one, 1)
    assert not any("in Actions: " in row for row in texts(paint(one)))


@pytest.mark.parametrize("action", ["edit", "add", "missing", "timer", "move"])
def test_what_was_said_long_ago_is_no_news_in_the_next_line(action: str) -> None:
    one = at(1, (80, 24)).open("add").press(">Who mows", "enter", "escape")
    wait(one, 60 * SECOND)
    one.open(action)
    assert not any("in Actions: " in row for row in texts(paint(one)))


def test_who_is_not_here_is_said_there_too() -> None:
    one = at(2, (80, 24)).open("missing").press("Night cleaners", "enter")
    assert texts(paint(one))[-5].split() == ["N5", "in", "Not", "here:", "Night", "cleaners"]
    assert turned(one, None)
    assert one.view.column == 2
    wide = at(2, (160, 45)).open("missing").press("Night cleaners", "enter")
    assert not any("in Not here: " in row for row in texts(paint(wide)))
    assert "Night cleaners" in turned(wide, None)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("is_room", [False, True])
def test_what_a_filter_leaves_out_is_said_and_the_filter_stays(size: tuple[int, int], is_room: bool) -> None:
    one = at(2, size, is_room=is_room).open("find").press("caretaker", "tab").open("add")
    one.press("A lawn roller", "enter")
    rows = texts(paint(one))
    said = next(y for y, row in enumerate(rows) if "A lawn roller" in row)
    assert rows[said].split()[0] == "O10"
    assert rows[said].startswith(" O10  in Offers: ")
    assert 'Only what has "caretaker"' in rows[said + 1]
    assert rows[said + 2].lstrip().startswith("+")


class FullRoom(HallRoom):
    """A room whose disk is full at first."""

    is_full = True

    async def submit(self, *commands: Command) -> News:
        if self.is_full:
            raise made_up(NotSaved, "The disk is full.")
        return await super().submit(*commands)


def test_what_is_saved_late_when_its_line_was_left_is_said_for_three_seconds_as_well() -> None:
    one = at(1, (80, 24)).open("add")
    one.session._room = room = FullRoom(one.hall, ANA)
    one.press(">Who mows", "enter", "escape")
    assert one.session.unsaved.why is not None
    room.is_full = False
    asyncio.run(one.session._try_all())
    assert "in Actions: " in texts(paint(one))[-5]
    wait(one, FRESH)
    assert not any("in Actions: " in row for row in texts(paint(one))), "no line holds it any longer"


# others


_CHANGES = st.lists(
    st.tuples(st.sampled_from(["add", "name", "edit", "done"]), st.integers(0, 40)), min_size=1, max_size=8
)
_LINES = ("", "add", "edit", "missing", "find", "link", "timer", "move", "purpose")


def others_do(hall: Hall, what: str, number: int) -> News:
    """Let somebody else change the board; return the news of it."""
    cards = [card for kind in Kind for card in hall.board.columns[kind]]
    if what == "name":
        return hall.do(NameAbsence(f"absence/{hall.clock.new_id()}", f"People {number}", ""), DEE)
    if what == "add":
        kind = tuple(Kind)[number % 4]
        return hall.do(AddCard(f"card/{hall.clock.new_id()}", kind, f"{WORDS} {number}"[: 8 + number]), DEE)
    card = cards[number % len(cards)]
    if what == "done" and not card.is_done:
        return hall.do(MarkDone(card.id), DEE)
    return hall.do(EditCard(card.id, text=card.text[:-1] + str(number % 10)), DEE)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([(60, 18), (80, 24), (100, 30), (120, 36), (160, 45)]),
    st.sampled_from(COLUMNS),
    st.integers(0, 12),
    st.sampled_from(_LINES),
    st.booleans(),
    _CHANGES,
)
def test_what_others_say_moves_neither_hand_nor_column_nor_scroll(
    size: tuple[int, int], column: int, steps: int, line: str, is_room: bool, changes: list[tuple[str, int]]
) -> None:
    hall = riverside()
    for number in range(14):
        hall.card(f"offer {number}", tuple(Kind)[number % 2])
    one = at(column, size, is_room=is_room, hall=hall)
    one.session.look(one.view.step(hall.board, steps))
    if line and not (column == 5 and line in {"edit", "move", "add"}):
        one.open(line)
    picture = paint(one)
    place, ends = one.view.place(hall.board), picture.shown[column].ends
    # A sign that says how many are below takes the last row: what stands there goes up by one.
    assume(place not in ends[-5:])
    view, tops = one.view, picture.view.tops
    for what, number in changes:
        news = others_do(hall, what, number)
        one.session.hear(news)
        assert (one.view.column, one.view.hands) == (view.column, view.hands)
        after = paint(one)
        assert after.view.tops == tops
        assert one.view.tops == view.tops or one.session.mode is None
        assert one.session.scene().fresh == "", "only what was said here is turned round"
        assert one.session.scene().said == ""


def test_what_others_say_turns_nothing_round_while_ones_own_is() -> None:
    one = at(2, (120, 36)).open("add").press("A lawn roller", "enter")
    one.session.hear(one.hall.do(AddCard("card/theirs", Kind.OFFER, "A second van"), DEE))
    assert turned(one, Kind.OFFER) == ["A lawn roller"]
    record = one.view.in_hand(one.board)
    assert isinstance(record, Card | Absence)
    assert words_of(record) == "A lawn roller"


class BusyRoom(HallRoom):
    """A room in which somebody else says something at the same moment."""

    async def submit(self, *commands: Command) -> News:
        ours = await super().submit(*commands)
        theirs = self.hall.do(AddCard("card/theirs", Kind.QUESTION, "Who mows"), DEE)
        return theirs._replace(events=(*ours.events, *theirs.events), own=ours.own)


def test_what_others_say_at_the_same_moment_is_not_taken_for_ones_own() -> None:
    one = at(2, (120, 36)).open("add")
    before = one.view
    one.session._room = BusyRoom(one.hall, ANA)
    one.press("A lawn roller", "enter")
    assert one.session.board.records[one.session.just_said.entity].word("text") == "A lawn roller"
    assert one.view.hands[0] == before.hands[0]
    assert turned(one, Kind.QUESTION) == []


def test_what_another_window_of_the_same_person_says_moves_nothing_here() -> None:
    one = at(2, (80, 24))
    before = one.view
    one.session.hear(one.hall.do(AddCard("card/theirs", Kind.OFFER, "A second van")))
    assert one.view == before
    assert turned(one, Kind.OFFER) == []


def test_a_key_that_is_pressed_meanwhile_leaves_it_turned_round() -> None:
    one = at(2, (80, 24)).open("add").press("A lawn roller", "enter", "escape")
    asyncio.run(one.session.press(Press("up")))
    assert "A lawn roller" in turned(one, Kind.OFFER)
    record = one.view.in_hand(one.board)
    assert record is not None
    assert words_of(record) != "A lawn roller"
