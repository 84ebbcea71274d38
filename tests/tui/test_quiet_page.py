"""The page of quiet writing, what h asks, what looks past it; and a board on which nobody types."""

import asyncio

import pytest
from quietly import SIAN, STEPS, many_cards, planned, seen_quietly, session_of, writing_quietly
from riverside import ANA, DEE, KOFI, VIC, Hall, HallRoom, Pane, rows_of
from sheets import looks
from test_seats_together import BY_SSH, hall, room, until, window

from cofacil.board.commands.base import Command
from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll, WrittenThen
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan
from cofacil.board.quiet import hidden_count, is_hidden
from cofacil.board.redaction import redacted
from cofacil.language.happened_in_quiet import shown_words
from cofacil.room.actions import ACTIONS
from cofacil.room.attending import Attending
from cofacil.room.ports import NoRooms
from cofacil.room.seats import Seat
from cofacil.room.walls import Wall
from cofacil.tui.app import BoardApp
from cofacil.tui.keys import Press
from cofacil.tui.options import Options
from cofacil.tui.paint.quiet import paint_quiet
from cofacil.tui.session import Session

__all__ = ["hall"]

SIZES = [(40, 12), (60, 18), (80, 24), (100, 30), (120, 40), (160, 45)]


def press(session: Session, *keys: str) -> None:
    for key in keys:
        asyncio.run(session.press(Press(key, key if len(key) == 1 else None)))
        session.board = redacted(hall_of(session).board, session.seat.who(hall_of(session).board))


def hall_of(session: Session) -> Hall:
    assert isinstance(session._room, HallRoom)
    return session._room.hall


def asked(session: Session) -> list[Command]:
    assert isinstance(session._room, HallRoom)
    return session._room.submitted


def text(session: Session) -> str:
    return "\n".join(rows_of(session.scene()))


def with_wall(session: Session) -> Session:
    session.attending = lambda: Attending(wall=Wall(walls=1))
    return session


# what is seen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seat", [ANA, DEE, KOFI, SIAN, VIC])
def test_every_cell_is_painted_once_at_every_size_and_nobody_elses_words(size: tuple[int, int], seat: Seat) -> None:
    for one in (writing_quietly(), many_cards(), planned(1)):
        session = session_of(one, seat, size)
        for scene in (session.scene(), session.scene()._replace(is_wall=True, is_private=False)):
            assert scene.is_quiet
            rows = paint_quiet(scene).rows
            assert [sum(piece.cell_length for piece in row) for row in rows] == [size[0]] * size[1]
            said = "\n".join(row.text for row in rows)
            assert "shed" not in said or seat is SIAN
            assert "gate" not in said or seat is KOFI


@pytest.mark.parametrize("size", SIZES[1:])
def test_what_all_can_read_is_the_question_and_how_many(size: tuple[int, int]) -> None:
    scene = seen_quietly(ANA, size)
    rows = [row.strip() for row in rows_of(scene)]
    assert "What would you like to know, or to change?" in rows
    assert "Write for yourself. Nobody sees it yet." in rows
    assert "3 cards are written. Nobody is waiting for you." in rows
    assert rows[-1].startswith("Quiet writing since 18:29.")
    assert rows[-2].startswith("a write")
    assert "h show all" in rows[-2]


@pytest.mark.parametrize("size", SIZES[1:])
def test_a_seat_of_its_own_shows_what_was_written_there(size: tuple[int, int]) -> None:
    rows = [row.strip() for row in rows_of(seen_quietly(KOFI, size))]
    assert rows[0].startswith("What would you like to know, or to change?")
    assert "Your cards, only you see them:" in rows
    assert "· Could the gate have a number lock?" in rows
    assert "Others have written 1 card." in rows
    assert rows[-1].startswith("Hidden until a facilitator shows all.")
    assert "h show" not in rows[-2]


def test_where_there_is_no_room_for_all_the_last_ones_stand_there() -> None:
    shown = "\n".join(rows_of(session_of(many_cards(), KOFI).scene()))
    assert "19 words that go on" in shown
    assert "more above" in shown
    assert "number lock" not in shown


def test_who_facilitates_has_a_seat_of_their_own_elsewhere_or_beside_a_wall() -> None:
    hall = writing_quietly()
    assert not session_of(hall).scene().is_private
    assert with_wall(session_of(hall)).scene().is_private
    assert session_of(hall, DEE).scene().is_private
    assert "h show all of it" in rows_of(session_of(hall, DEE).scene())[-2]


def test_a_line_stands_below_what_was_written_and_a_turn_of_the_clock_paints_it_all() -> None:
    session = session_of(writing_quietly(), KOFI)
    press(session, "a", *"Who pays?")
    rows = rows_of(session.scene())
    assert "Could the gate have a number lock?" in "\n".join(rows)
    assert "Who pays?" in rows[-4]
    assert not session.tick()
    press(session, "enter", "escape")
    assert "Who pays?" in text(session)
    assert "Others have written 1 card." in text(session)
    assert not session.tick()


# what h asks


def test_h_begins_a_quiet_time_after_enter_and_not_before() -> None:
    session = session_of(planned(0))
    press(session, "h")
    assert asked(session) == []
    assert "Write quietly for a while? Others' words stay hidden." in text(session)
    press(session, "escape")
    assert asked(session) == []
    press(session, "h", "enter")
    assert [type(command) for command in asked(session)] == [BeginQuiet]
    assert session.sentence == "Quiet writing. Nobody's words can be seen, also not by us."
    assert session.scene().is_quiet


def test_h_shows_all_after_enter_and_hides_it_again_after_another() -> None:
    hall = writing_quietly()
    session = session_of(hall)
    press(session, "h")
    assert "Show all 3 cards? Enter shows, Esc waits." in text(session)
    press(session, "escape")
    assert hidden_count(hall.board) == 3
    press(session, "h", "enter")
    assert session.sentence == "All 3 cards are shown. h hides them again."
    assert "Who locks the shed?" in text(session)
    press(session, "h")
    assert "Hide all 3 cards again? Enter hides, Esc leaves them." in text(session)
    press(session, "enter")
    assert [type(command) for command in asked(session)] == [ShowAll, HideAgain]
    assert session.sentence == "Three cards are hidden again, also from us."
    assert "shed" not in text(session)
    press(session, "u", "enter")
    assert session.sentence == "All 3 cards are shown."


def test_where_nothing_was_written_h_offers_what_it_asks_and_no_more() -> None:
    session = session_of(planned(1))
    press(session, "h", "enter", "h")
    assert rows_of(session.scene())[-4].strip() == "Write on quietly? Enter goes on, Esc leaves it."
    assert rows_of(session.scene())[-2].strip() == "Enter write on quietly   Esc leave it"
    press(session, "z")
    assert session.sentence.startswith("The meeting goes on as it is. Enter would have begun it.")
    press(session, "h", "enter")
    assert session.scene().is_quiet


def test_h_takes_paper_that_was_typed_in_for_written_then() -> None:
    hall = writing_quietly()
    session = session_of(hall)
    press(session, "h", "enter", "a", *"From paper", "enter", *"Another", "enter", "escape", "h")
    assert "Two cards were typed since. These, too?" in text(session)
    press(session, "enter")
    assert isinstance(asked(session)[-1], WrittenThen)
    assert session.sentence == "Those two cards count as written then, too."
    press(session, "h", "enter")
    assert hidden_count(hall.board) == 5


def test_behind_the_step_h_begins_another_quiet_time_or_hides_what_was_shown() -> None:
    hall = writing_quietly()
    hall.do(GoToStep(hall.board.plan[3].id))
    session = session_of(hall)
    press(session, "h")
    assert "2 hide again what was shown" in text(session)
    press(session, "2")
    assert hidden_count(hall.board) == 3
    press(session, "h", "enter")
    assert hidden_count(hall.board) == 0


@pytest.mark.parametrize("size", SIZES[1:])
def test_every_answer_to_h_is_offered_at_every_size(size: tuple[int, int]) -> None:
    session = session_of(writing_quietly(), ANA, size)
    press(session, "h", "enter", "h")
    keys = rows_of(session.scene())[-2]
    assert all(key in keys for key in ("Enter ", "2 ", "Esc "))
    press(session, "escape", "a", *"From paper", "enter", "escape", "h")
    keys = rows_of(session.scene())[-2]
    assert all(key in keys for key in ("Enter these too", "2 ", "Esc "))


def test_h_is_for_who_facilitates_and_in_a_meeting() -> None:
    session = session_of(writing_quietly(), KOFI)
    press(session, "h")
    assert session.sentence == "That is for those who facilitate. Say it, and they will."
    session = session_of(Hall(deck=()))
    press(session, "h")
    assert session.sentence == "No meeting is open: the first card opens it."


def test_a_minute_more_is_given_from_the_page() -> None:
    hall = writing_quietly()
    session, before = session_of(hall), hall.board.timer.remaining(hall.now)
    press(session, "+")
    assert hall.board.timer.remaining(hall.now) == before + 60_000
    press(session, "down", "+")
    assert hall.board.timer.remaining(hall.now) == before + 60_000


# what all could read


@pytest.mark.parametrize("key", ["a", "w"])
def test_before_something_is_typed_that_all_could_read_it_is_said(key: str) -> None:
    session = session_of(writing_quietly())
    press(session, key)
    assert "What you type can be read here. Paper now, type later." in text(session)
    press(session, "enter")
    assert session.mode is not None
    assert session.mode.foot(session.desk()).typed is not None
    for own in (with_wall(session_of(writing_quietly())), session_of(writing_quietly(), DEE)):
        press(own, key)
        assert "can be read here" not in text(own)


def test_what_was_kept_is_said_without_its_words() -> None:
    session = session_of(writing_quietly())
    press(session, "a", "enter", *">I will ask @ana ^fri", "enter", "escape")
    assert session.sentence == "A1 is kept. Nobody else sees it yet."
    assert "I will ask" not in text(session)


# past the page


@pytest.mark.parametrize(
    "key", ["up", "down", "left", "right", "1", "4", "e", "m", "d", "p", "l", "i", "s", "v", "z", "/", "enter"]
)
def test_a_key_that_needs_the_board_leads_to_it_and_does_nothing_yet(key: str) -> None:
    session = session_of(writing_quietly())
    before = session.view
    press(session, key)
    assert session.sentence == "This is the board as it is. Esc goes back to the quiet page."
    assert session.view == before._replace(past=session.view.past)
    assert (session.mode, asked(session)) == (None, [])
    assert isinstance(session._window, Pane)
    assert session._window.errands == []
    assert "[1 ? QUESTIONS 4]" in text(session)
    press(session, "escape")
    assert session.scene().is_quiet


def test_what_is_open_on_the_board_is_left_first_and_the_next_quiet_time_shows_its_page() -> None:
    session = session_of(writing_quietly())
    press(session, "down", "v", "escape")
    assert not session.scene().is_quiet
    press(session, "h", "enter")
    assert not session.scene().is_quiet
    press(session, "h", "2")
    assert session.scene().is_quiet


# nobody types


@pytest.mark.parametrize("action", [name for name, action in ACTIONS.items() if action.types])
def test_while_people_listen_what_would_write_says_so_at_once(action: str) -> None:
    session = session_of(planned(2))
    asyncio.run(session.run(action))
    assert session.sentence == "This is a time to listen: nothing is typed until it is over."
    assert (session.mode, asked(session)) == (None, [])


def test_while_people_listen_the_board_says_why_and_offers_no_key_that_writes() -> None:
    rows = rows_of(session_of(planned(2)).scene())
    assert rows[-1].strip().startswith("This is a time to listen: nothing is typed until it is over.")
    assert "a add" not in rows[-2]
    assert "t timer" in rows[-2]


@pytest.mark.parametrize("step", [0, 2])
def test_an_empty_board_names_the_key_that_writes_only_where_somebody_may(step: int) -> None:
    hall = Hall(deck=())
    hall.do(LayPlan(tuple(f"step/{hall.clock.new_id()}" for _step in STEPS), Plan("first", "First", STEPS)))
    hall.do(GoToStep(hall.board.plan[step].id))
    shown = "\n".join(rows_of(session_of(hall).scene()))
    assert ("writes down what somebody says" in shown) is (step == 0)
    assert "goes to the next step" in shown


def test_a_line_that_was_open_as_people_began_to_listen_keeps_its_words() -> None:
    hall = planned(0)
    session = session_of(hall, KOFI)
    press(session, "a", *"Half a thought")
    hall.do(GoToStep(hall.board.plan[2].id))
    session.board = hall.board
    press(session, "enter")
    assert session.sentence == "This is a time to listen: nothing is typed until it is over."
    assert "Half a thought" in text(session)


def test_actions_say_the_same_of_typing_as_their_commands() -> None:
    hall = planned(0)
    card = hall.called("Q1")
    for name, action in ACTIONS.items():
        if action.build is not None:
            assert action.build(hall.board, card).types == action.types, name


# in real windows


def wall_app(live: object) -> BoardApp:
    return BoardApp(NoRooms(), ANA, Options(looks(), "projector-light", is_wall=True), live)  # type: ignore[arg-type]


async def test_a_wall_and_who_comes_later_are_given_no_hidden_words(hall: Hall) -> None:
    hall.do(BeginQuiet(f"step/{hall.clock.new_id()}"))
    card = hall.card("XYZZY", Kind.QUESTION)
    async with room(hall) as live, window(live, BY_SSH) as dee, window(live, ANA) as ana:
        assert dee.view.session.board.card(card).is_withheld
        assert ana.view.session.board.card(card).text == "XYZZY"
        app = wall_app(live)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert app.board_view is not None
            assert app.board_view.session.board.card(card).is_withheld


async def test_others_are_not_told_that_somebody_holds_or_changes_what_they_wrote_quietly(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        ana.send("h", "enter")
        await until(lambda: dee.view.session.scene().is_quiet)
        dee.send("a", *"Mine", "enter", "escape", "down", "e")
        await until(lambda: dee.view.session.mode is not None and bool(dee.view.session.mode.editing))
        card = next(card.id for card in dee.view.session.board.cards() if card.text == "Mine")
        assert is_hidden(dee.view.session.board, card)
        look = live.presence.now()
        assert look.hand_of("Dee") == ""
        assert not look.editing
        dee.send("escape", "s")
        await until(lambda: "is written quietly" in dee.view.session.sentence)
        assert live.presence.now().shown is None


def test_who_shows_all_from_a_column_without_any_of_it_looks_at_it_then() -> None:
    session = session_of(writing_quietly())
    session.view = session.view._replace(column=5)
    press(session, "h", "enter")
    assert session.view.column == Kind.QUESTION.column
    elsewhere = session_of(writing_quietly())
    press(elsewhere, "h", "enter")
    assert elsewhere.view.column == 1


def test_two_cards_are_both() -> None:
    assert shown_words(2, "h") == "Both cards are shown. h hides them again."
    assert shown_words(2) == "Both cards are shown."
    assert shown_words(3) == "All 3 cards are shown."
