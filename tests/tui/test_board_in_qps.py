"""The board in a made-up language: no word of English is left on it, whatever is in hand, and whatever a key comes to."""

import asyncio
from collections.abc import Awaitable

import pytest
from bare_english import PATH, bare_words
from riverside import ANA, DEE, KOFI, VIC, Hall, HallRoom, Looking, Pane, painted

from cofacil.board.commands.absences import AbsenceCame, SetAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import SetBoard
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.commands.timer import CountUp, PauseTimer, StartTimer
from cofacil.board.errors import NotSaved, Trouble
from cofacil.board.fold import fold
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.board.model import EMPTY
from cofacil.board.prompts import Prompt
from cofacil.language.catalog import _
from cofacil.room.actions import ACTIONS
from cofacil.room.attending import Attending, Present
from cofacil.room.requests import Ask, Wish
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.tui.keys import Keymap, Press
from cofacil.tui.last_row import LastRow
from cofacil.tui.paint.board import paint_board
from cofacil.tui.session import Session

pytestmark = pytest.mark.usefixtures("qps_is_spoken")
SIZES = ((60, 18), (80, 24), (100, 30), (120, 40), (160, 45), (50, 14), (38, 10))
TYPED = (
    *("Gardd yr Afon", "Sut mae rhannu?", "Neuadd", "berfa", "mainc", "gofalwyr nos", "cacen", "wrth y giat"),
    *("Ana", "Dee", "Kofi", "Vic", "Rhys", "rhys", "Pwy sydd heb ddod?", "tatws"),
    "Not born yet: who will have this place in 30 years",  # what the file has said since the board was begun
)
ALLOWED = (*TYPED, PATH)


def in_welsh(hall: Hall) -> Hall:
    hall.do(SetBoard("Gardd yr Afon", "Sut mae rhannu?", "Neuadd"))
    return hall


def hall_in_welsh() -> Hall:
    """Return a meeting in which a little of everything has happened, in words that are not English."""
    hall = in_welsh(Hall(deck=(Prompt("pwy", "Pwy sydd heb ddod?"),)))
    for number, kind in enumerate((*Kind, *Kind)):
        hall.do(AddCard(f"card/{number}", kind, "berfa a mainc", said="Rhys", newcomers=("Rhys",), tags=("tatws",)))
    hall.do(AddCard("card/a", Kind.ACTION, "cacen", said="Rhys", owners=("Rhys", "Ana"), when="2026-11-27"))
    hall.do(MarkDone("card/0"))
    absence = hall.absence("gofalwyr nos", "Pwy sydd heb ddod?")
    hall.do(SetAbsence(absence, knows="Rhys", asks="Rhys", when="2026-11-24", where="wrth y giat"))
    hall.absence("gofalwyr nos")
    hall.do(AbsenceCame(absence, AbsenceState.INVITED))
    hall.tie("O1", "Q2")
    hall.do(StartTimer(10))
    hall.do(PutAway("card/5"))
    return hall


def run(work: Awaitable[None]) -> None:
    async def done() -> None:
        await work

    asyncio.run(done())


def session_over(hall: Hall, size: tuple[int, int], seat: Seat = ANA) -> Session:
    session = Session(seat, Looking(hall).brush, Keymap.of({}), HallRoom(hall, seat), Pane(*size))
    session.board, session.size = hall.board, size
    session.view = session.view.settled(hall.board)
    return session


def seen(session: Session) -> str:
    return "\n".join(row.text for row in painted(session.scene()).rows)


def press(session: Session, *keys: str) -> None:
    for key in keys:
        run(session.press(Press(key, key if len(key) == 1 else None)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seat", [ANA, DEE, KOFI, VIC], ids=lambda seat: str(seat.role))
def test_the_board_leaves_no_english(size: tuple[int, int], seat: Seat) -> None:
    session = session_over(hall_in_welsh(), size, seat)
    for is_room in (False, True):
        session.view = session.view._replace(is_room=is_room)
        for column in "12345":
            press(session, column)
            for _card in range(3):
                press(session, "down")
                assert bare_words(seen(session), ALLOWED) == []


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("seat", [ANA, KOFI, VIC], ids=lambda seat: str(seat.role))
def test_what_an_action_comes_to_leaves_no_english(action: str, seat: Seat) -> None:
    for column in "25":
        session = session_over(hall_in_welsh(), (80, 24), seat)
        press(session, column)
        run(session.run(action))
        assert bare_words(seen(session), ALLOWED) == []
        press(session, "enter")
        assert bare_words(seen(session), ALLOWED) == []


def test_what_others_did_leaves_no_english() -> None:
    events = hall_in_welsh().log.read(0)
    session = session_over(Hall(deck=()), (160, 45), DEE)
    session.board = EMPTY
    for event in events:
        session.last_row = LastRow()
        board = fold(session.board, [event])
        session.hear(News(board, (event,), board.position))
        assert bare_words(session.sentence, ALLOWED) == [], event.op
    assert len(events) > 20


def test_an_empty_board_and_every_timer_leave_no_english() -> None:
    hall = Hall(deck=())
    session = session_over(hall, (120, 40))
    assert (
        bare_words(seen(session), (*ALLOWED, "Riverside garden", "How do we share the garden?", "Riverside hall")) == []
    )
    for command in (StartTimer(3), PauseTimer(), CountUp()):
        welsh = hall_in_welsh()
        if isinstance(command, PauseTimer):
            welsh.do(StartTimer(3))
        welsh.do(command)
        assert bare_words(seen(session_over(welsh, (120, 40))), ALLOWED) == []
        welsh.clock.pass_minutes(5)
        assert bare_words(seen(session_over(welsh, (120, 40))), ALLOWED) == []


def test_who_asks_who_is_here_and_what_is_not_saved_leaves_no_english() -> None:
    hall = hall_in_welsh()
    session = session_over(hall, (120, 40))
    for wish in Wish:
        ask = Ask(1, "Rhys", wish, None)
        attending = Attending.of([Present(DEE), Present(Seat("Ana", Role.HOST))], None, (ask,))
        session.attending = lambda attending=attending: attending  # type: ignore[misc]  # this one
        assert bare_words(seen(session), ALLOWED) == []
    session.attending = lambda: Attending.of([Present(DEE, "card/1", "card/1")])
    assert bare_words(seen(session), ALLOWED) == []
    session.unsaved.why = NotSaved("not-saved", why="")
    assert bare_words(seen(session), ALLOWED) == []
    session.unsaved.why = None
    session.hear_trouble(Trouble("board-unread", reason=""))
    assert bare_words(seen(session), ALLOWED) == []


def test_a_picture_of_the_board_has_every_row_whole() -> None:
    for width, height in SIZES[:5]:
        picture = paint_board(session_over(hall_in_welsh(), (width, height)).scene())
        assert {row.cell_length for row in picture.rows} == {width}
        assert len(picture.rows) == height


@pytest.mark.parametrize("size", SIZES[:2])
def test_a_long_word_for_what_is_carried_is_whole(size: tuple[int, int]) -> None:
    session = session_over(hall_in_welsh(), size)
    press(session, "2")
    run(session.run("move"))
    assert _("in hand") in seen(session)


@pytest.mark.parametrize("size", SIZES[:5])
def test_what_an_empty_board_says_is_wrapped_and_never_cut_without_a_sign(size: tuple[int, int]) -> None:
    session = session_over(in_welsh(Hall(deck=())), size)
    said = " ".join(seen(session).split())
    for sentence in (
        _("Welcome. Who is here, and what brings you?"),
        _("One line each, or a pass. A name is enough."),
        _("writes down what somebody says"),
        _("shows everything else"),
    ):
        assert " ".join(sentence.split()) in said
    words = _('"The room" means all of us, also those who are here by screen.').split()
    assert " ".join(words) in said or words[0] not in said, "it goes whole where rows are few"
    assert size == SIZES[0] or words[0] in said
