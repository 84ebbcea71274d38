"""The core of the board's interaction: how often it asks, paints and looks at the clock; what a mouse can mean."""

import asyncio
import itertools
from collections.abc import Awaitable

import pytest
from keyboard import Keyboard
from riverside import ANA, Hall, HallRoom, Looking, Pane, painted, riverside

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import MarkDone, MoveCard
from cofacil.board.kinds import COLUMNS, Kind
from cofacil.room.actions import ACTIONS
from cofacil.room.room import News
from cofacil.tui.keys import KEYS, Keymap, Press
from cofacil.tui.modes.mode import Step
from cofacil.tui.paint.cards import stack_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.session import Session
from cofacil.tui.view import View
from cofacil.tui.widgets.pointing import Pointing

OWN = dict(zip(KEYS, "bcghijknopqrsvwxyzadef/?", strict=False)) | {"whole": "enter"}
"""Another key for every action."""


class CountingRoom(HallRoom):
    """A room that counts how often its clock is looked at, and how often it is asked."""

    looks = 0
    calls = 0

    def now(self) -> int:
        self.looks += 1
        return super().now()

    async def submit(self, *commands: Command) -> News:
        self.calls += 1
        return await super().submit(*commands)


def run(work: Awaitable[None]) -> None:
    async def done() -> None:
        await work

    asyncio.run(done())


def session_over(hall: Hall, size: tuple[int, int] = (80, 24), keymap: Keymap | None = None) -> Session:
    brush = Looking(hall).brush
    session = Session(ANA, brush, keymap or Keymap.of({}), CountingRoom(hall, ANA), Pane(*size))
    session.board, session.size = hall.board, size
    session.view = View().settled(hall.board).to(hall.board, hall.called("O3"))
    return session


def press(session: Session, *keys: str) -> None:
    for key in keys:
        run(session.press(Press(key, key if len(key) == 1 else None)))


def room_of(session: Session) -> CountingRoom:
    assert isinstance(session._room, CountingRoom)
    return session._room


def pane_of(session: Session) -> Pane:
    assert isinstance(session._window, Pane)
    return session._window


def test_a_change_is_asked_for_once_and_painted_once() -> None:
    session = session_over(riverside())
    press(session, "a", *"A lawn roller")
    room, pane = room_of(session), pane_of(session)
    room.calls = pane.paintings = 0
    press(session, "enter")
    assert (room.calls, pane.paintings) == (1, 1)
    assert session.sentence == "The room added an offer, O10."


def test_several_commands_of_one_step_are_one_call() -> None:
    hall = riverside()
    session = session_over(hall)
    run(session.take(Step(None, (MarkDone(hall.called("O3")), MarkDone(hall.called("O4"))))))
    room, pane = room_of(session), pane_of(session)
    assert (len(room.submitted), room.calls, pane.paintings) == (2, 1, 1)
    assert session.sentence == "O4 is taken up."


@pytest.mark.parametrize(("key", "moments"), [("down", 1), ("a", 1), ("d", 2), ("t", 1), ("?", 1), ("x", 1)])
def test_a_key_has_one_moment_and_its_answer_another(key: str, moments: int) -> None:
    session = session_over(riverside())
    room_of(session).looks = 0
    press(session, key)
    session.scene()
    assert room_of(session).looks == moments


def test_a_timer_never_shows_more_than_it_was_started_with(monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_over(riverside())
    moments = itertools.count(room_of(session).now(), 7)
    monkeypatch.setattr(room_of(session).hall.clock, "now", lambda: next(moments))
    press(session, "t", "1", "0", "enter", "enter")
    timer = session.board.timer
    assert timer.remaining(session.scene().now) <= timer.length == 10 * 60_000


def test_a_key_has_one_desk() -> None:
    session = session_over(riverside())
    press(session, "a")
    desk = session.desk()
    assert session.desk() is desk
    session.scene()
    assert session.desk() is desk
    session.look(session.view.step(session.board, 1))
    assert session.desk() is not desk


def test_what_others_did_is_never_shown_older_than_it_was() -> None:
    hall = riverside()
    session = session_over(hall)
    old = hall.do(AddCard("card/1", Kind.OFFER, "One"))
    new = hall.do(AddCard("card/2", Kind.OFFER, "Two"))
    session.hear(new)
    session.hear(old)
    assert session.board is new.board


def test_a_card_that_a_hundred_seats_see_is_painted_once() -> None:
    hall = riverside()
    sessions = [session_over(hall, (120, 36)) for _ in range(100)]
    for session in sessions:
        painted(session.scene())
    news = hall.do(EditCard(hall.called("O5"), text="Three raised beds, and an afternoon"))
    before = first = stack_rows.cache_info().misses
    for number, session in enumerate(sessions):
        session.hear(news)
        assert any("Three raised beds" in row.text for row in painted(session.scene()).rows)
        if number == 0:
            # As it is shown; and as far as it takes to know that there is no room for all the words.
            first = stack_rows.cache_info().misses
            assert before < first <= before + 4
    assert stack_rows.cache_info().misses == first


class Mouse:
    """A mouse over a session that has been painted."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.pointing = Pointing(session)
        self.paint()

    def paint(self) -> None:
        self.session.painted(painted(self.session.scene()))

    def spot(self, offer: str) -> tuple[int, int]:
        """Return a cell of an offer of the key row, by its words."""
        picture = self.session.picture
        assert picture
        placed = next(placed for placed in picture.keys.placed if offer in placed.offer.words)
        return placed.right - 1, len(picture.rows) - 2

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.pointing.down(*start)
        run(self.pointing.up(*end))
        self.paint()

    def click(self, x: int, y: int) -> None:
        self.drag((x, y), (x, y))


class TestPointing:
    @pytest.fixture
    def mouse(self) -> Mouse:
        return Mouse(session_over(riverside()))

    def test_a_click_on_an_offer_presses_its_key(self, mouse: Mouse) -> None:
        mouse.click(*mouse.spot("timer"))
        assert mouse.session.mode is not None
        mouse.click(*mouse.spot("large"))
        assert pane_of(mouse.session).errands

    def test_a_drag_let_go_over_the_key_row_presses_nothing(self, mouse: Mouse) -> None:
        before = mouse.session.board.position
        mouse.drag((20, 6), mouse.spot("missing"))
        assert mouse.session.mode is None
        assert mouse.session.board.position == before

    def test_a_press_and_its_release_on_two_offers_press_neither(self, mouse: Mouse) -> None:
        mouse.drag(mouse.spot("timer"), mouse.spot("add"))
        assert mouse.session.mode is None

    def test_an_offer_is_pressed_by_no_drag_out_of_it(self, mouse: Mouse) -> None:
        before = mouse.session.board.position
        mouse.drag(mouse.spot("missing"), (20, 6))
        assert (mouse.session.mode, mouse.session.board.position) == (None, before)

    def test_an_offer_of_several_keys_presses_none(self, mouse: Mouse) -> None:
        mouse.click(*mouse.spot("timer"))
        before = mouse.session.mode
        mouse.click(*mouse.spot("a minute"))
        assert mouse.session.mode is before

    @pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
    def test_the_blank_right_of_the_heads_is_no_column(self, width: int) -> None:
        mouse = Mouse(session_over(riverside(), (width, 30)))
        picture = mouse.session.picture
        assert picture
        end = max(span.right for span in picture.heads.values())
        for x in range(end, width):
            mouse.click(x, picture.first - 1)
            assert mouse.session.view.column == 2
        for column in COLUMNS if width != 120 else range(1, 5):
            picture = mouse.session.picture
            assert picture
            mouse.click(picture.heads[column].left, picture.first - 1)
            assert mouse.session.view.column == column

    def test_a_card_is_carried_to_where_it_is_let_go(self, mouse: Mouse) -> None:
        mouse.drag((20, 6), (20, 4))
        assert isinstance(room_of(mouse.session).submitted[-1], MoveCard)

    def test_where_a_card_is_clicked_is_where_it_is_seen_in_the_room_view(self) -> None:
        session = session_over(riverside(), (120, 36))
        session.view = session.view.in_room_view()
        mouse = Mouse(session)
        picture = session.picture
        assert picture
        row = next(y for y, strip in enumerate(picture.rows) if "Q2" in strip.text)
        mouse.click(10, row)
        record = session.view.in_hand(session.board)
        assert record
        assert record.word("label") == "Q2"


def test_hints_name_the_key_that_the_group_has_chosen() -> None:
    keymap = Keymap.of({"undo": "c", "redo": "a", "add": "k", "put_away": "o", "leave": "x", "room_view": "u"})
    assert not keymap.notices
    hall = riverside()
    session = session_over(hall, keymap=keymap)
    press(session, "o")
    assert session.sentence == "O3 is put away. c brings it back."
    press(session, "c")
    assert session.scene().sentence.endswith("a takes it off again.")
    run(session.paste("nothing is open"))
    assert session.scene().sentence == "Nothing was pasted: no line is open. k opens one."
    press(session, "5", "down")
    run(session.run("strike_out"))
    assert session.scene().sentence == "Only a card's words can be struck out; o puts this away."
    press(session, "u")
    assert "u board" in painted(session.scene()).rows[-1].text


def test_every_offer_of_the_board_presses_the_action_it_names() -> None:
    keymap = Keymap.of(OWN)
    session = session_over(riverside(), (200, 40), keymap)
    picture = painted(session.scene())
    offers: dict[str, Offer] = {placed.offer.words: placed.offer for placed in picture.keys.placed}
    for name, action in ACTIONS.items():
        if action.rank or name == "help":
            pressed = offers[action.short].press
            assert pressed
            assert keymap.action(pressed.key) == name


def test_unknown_names_are_no_silence() -> None:
    with pytest.raises(KeyError):
        run(session_over(riverside()).run("nothing"))
    assert Keyboard(riverside()).open("help").errands
