"""The board on a screen: keys, mouse, others' changes and trouble, over a room in memory."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from riverside import ANA, DEE, KOFI, VIC, Hall, riverside
from sheets import looks
from textual import events
from textual.pilot import Pilot
from textual.strip import Strip

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.moving import MoveCard, PutAway
from cofacil.board.commands.timer import StartTimer
from cofacil.board.errors import NotSaved
from cofacil.board.events import Draft, Event
from cofacil.board.kinds import Kind
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.tui import unsaved
from cofacil.tui.app import BoardApp
from cofacil.tui.modes.capture import Capture
from cofacil.tui.options import Options
from cofacil.tui.pages.help import HelpView
from cofacil.tui.pages.page import Page
from cofacil.tui.session import Session
from cofacil.tui.widgets.board_view import BoardView
from troubles import made_up


class ShakyLog(MemoryLog):
    """A log on a disk that may be full, or slow."""

    name = "riverside"
    description = "/nowhere/riverside.json"
    trouble = ""
    slow = 0.0

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        time.sleep(self.slow)
        if self.trouble:
            raise made_up(NotSaved, self.trouble)
        return super().append(make)


class Screen:
    """A board, the app it is shown by, and what stands on it."""

    def __init__(self, hall: Hall, live: LiveRoom, app: BoardApp, pilot: Pilot[None], log: ShakyLog) -> None:
        self.hall, self.live, self.app, self.pilot, self.log = hall, live, app, pilot, log

    @property
    def view(self) -> BoardView:
        assert self.app.board_view
        return self.app.board_view

    @property
    def session(self) -> Session:
        return self.view.session

    @property
    def rows(self) -> list[str]:
        return [self.view.render_line(y).text.rstrip() for y in range(self.view.size.height)]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def typed(self) -> str:
        return self.session.mode.typed.text if isinstance(self.session.mode, Capture) else ""

    @property
    def in_hand(self) -> str:
        record = self.session.view.in_hand(self.session.board)
        return self.session.board.label_of(record) if record else ""

    def offers(self) -> list[str]:
        return [card.text for card in self.live.board.columns[Kind.OFFER]]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, words: str) -> None:
        """Send letters, and wait until they have been taken."""
        self.send(words)
        await self.pilot.pause()

    def send(self, words: str) -> None:
        """Send letters as a terminal does: all at once, nobody waiting for anything."""
        for letter in words:
            self.app.post_message(events.Key("enter" if letter == "\n" else letter, letter if letter != "\n" else "\r"))

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not holds():  # noqa: ASYNC110  # what is waited for has no event
                await asyncio.sleep(0.01)


@asynccontextmanager
async def shown(
    seat: Seat = ANA, size: tuple[int, int] = (80, 24), hall: Hall | None = None, *, is_wall: bool = False
) -> AsyncIterator[Screen]:
    hall = hall or riverside()
    log = ShakyLog(hall.log.read(0))
    hall.room.log = log
    log.read(0)
    live = LiveRoom(hall.room)
    await live.open()
    options = Options(looks(), "projector-light", is_wall=is_wall)
    app = BoardApp(NoRooms(), seat, options, live)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert app.board_view
            session = app.board_view.session
            session.look(session.view.to(live.board, hall.called("O3")))
            yield Screen(hall, live, app, pilot, log)
    finally:
        await live.close()


async def test_a_line_words_and_enter_add_a_card() -> None:
    async with shown() as screen:
        await screen.press("a")
        await screen.type("A lawn roller @mo")
        assert "an offer by Mo" in screen.rows[21]
        await screen.press("enter")
        assert screen.offers()[-1] == "A lawn roller"
        assert screen.rows[-1].lstrip().startswith("Mo added an offer, O10.")
        assert screen.rows[-1].rstrip().endswith("saved")
        assert isinstance(screen.session.mode, Capture)
        await screen.press("escape")
        assert screen.session.mode is None


async def test_keys_sent_in_one_burst_all_land_where_they_belong() -> None:
    async with shown() as screen:
        await screen.type("aA lawn roller\nThree spades\n>Ring them @pri ^fri\n")
        await screen.until(lambda: len(screen.live.board.columns[Kind.ACTION]) == 3)
        assert screen.offers()[-2:] == ["A lawn roller", "Three spades"]
        assert screen.live.board.columns[Kind.ACTION][-1].when == "2026-11-27"
        assert screen.typed == ""


async def test_esc_and_a_letter_joined_are_esc_and_then_the_letter() -> None:
    async with shown() as screen:
        await screen.press("a")
        await screen.type("half")
        screen.app.post_message(events.Key("alt+m", None))
        await screen.pilot.pause()
        assert "Carrying O3." in screen.text
        assert len(screen.offers()) == 9


@pytest.mark.parametrize("keys", [[("alt+m", None)], [("escape", "\x1b"), ("m", "m")]])
@pytest.mark.parametrize("page", ["help", "whole", "people", "promises", "big_timer"])
async def test_a_letter_joined_to_the_esc_that_leaves_a_page_is_for_the_board(
    page: str, keys: list[tuple[str, str | None]]
) -> None:
    async with shown() as screen:
        await screen.app.pages.open(page)
        await screen.until(lambda: screen.app.screen.size.height > 0 and screen.app.pages.top() is not screen.view)
        await screen.pilot.pause()
        for key, character in keys:
            screen.app.post_message(events.Key(key, character))
        await screen.until(lambda: "Carrying O3." in screen.text)
        assert screen.app.pages.top() is screen.view


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_no_reflex_of_the_hand_ends_the_meeting(key: str) -> None:
    async with shown() as screen:
        await screen.press(key)
        assert screen.app.is_running
        assert screen.rows[-1].lstrip().startswith("Press q to leave. The board is kept.")
        await screen.press("q", "escape")
        assert screen.app.is_running
        await screen.press("q", "enter")
        await screen.until(lambda: not screen.app.is_running)


async def test_keys_that_mean_nothing_do_nothing() -> None:
    async with shown() as screen:
        before = screen.rows
        await screen.press("c", "k", "o", "x", "6", "0", "space", "f1", "tab", "exclamation_mark", "ctrl+a", "k")
        assert screen.app.is_running
        assert screen.rows[:-1] == before[:-1]
        assert "does nothing here." in screen.rows[-1]
        assert screen.session.mode is None


async def test_v_is_the_room_view_and_back_and_its_keys_still_work() -> None:
    async with shown() as screen:
        board = screen.rows
        await screen.press("v")
        assert "v board" in screen.rows[-1]
        await screen.press("down", "a")
        assert screen.rows[20].startswith(" +  Offer:")
        await screen.press("escape", "up", "V")
        assert screen.rows == board
        await screen.press("v", "escape")
        assert screen.rows == board


async def test_z_is_one_wide_column_where_there_is_more_than_one() -> None:
    async with shown(size=(100, 30)) as screen:
        pair = screen.rows
        await screen.press("z")
        assert "Q1" not in screen.text
        await screen.press("z")
        assert screen.rows == pair
        await screen.pilot.resize_terminal(80, 24)
        await screen.press("z")
        assert not screen.session.view.is_wide


async def test_undo_is_done_at_once_where_it_is_seen_and_asks_where_it_is_not() -> None:
    async with shown() as screen:
        await screen.press("d")
        assert screen.rows[-1].lstrip().startswith("O3 is taken up.")
        await screen.press("u")
        assert screen.rows[-1].lstrip().startswith("O3 is open again. y takes that back.")
        await screen.press("y")
        assert screen.live.board.card(screen.hall.called("O3")).is_done
        await screen.press("1", "u")
        assert "of O3, 18:57?" in screen.rows[20]
        await screen.press("escape")
        assert screen.live.board.card(screen.hall.called("O3")).is_done
        await screen.press("u", "enter")
        assert not screen.live.board.card(screen.hall.called("O3")).is_done
        assert screen.in_hand == "O3", "one sees what was undone"


async def test_an_undo_of_what_has_scrolled_away_asks() -> None:
    hall = riverside()
    for number in range(30):
        hall.card(f"offer {number}")
    async with shown(hall=hall) as screen:
        await screen.press("d", "end")
        assert not any(" O3 " in row for row in screen.rows[4:20])
        await screen.press("u")
        assert "Undo your done of O3, 18:57?" in screen.rows[20]


async def test_an_undo_of_what_is_long_past_asks() -> None:
    async with shown() as screen:
        await screen.press("d")
        screen.hall.clock.pass_minutes(3)
        await screen.press("u")
        assert "Undo your done of O3" in screen.text
        await screen.press("enter")
        assert not screen.live.board.card(screen.hall.called("O3")).is_done


async def test_what_was_put_away_comes_back_with_u() -> None:
    async with shown() as screen:
        await screen.press("p")
        assert screen.rows[-1].lstrip().startswith("O3 is put away. u brings it back.")
        assert screen.in_hand == "O4"
        await screen.press("u")
        assert screen.in_hand == "O3"


async def test_refused_words_stay_in_the_line_and_the_sentence_says_why() -> None:
    async with shown() as screen:
        await screen.press("a")
        screen.app.post_message(events.Paste("x" * 2_500))
        await screen.pilot.pause()
        await screen.press("enter")
        assert len(screen.offers()) == 10, "what is longer than a card becomes its note"
        await screen.press("ctrl+u")
        screen.app.post_message(events.Paste("y" * 11_000))
        await screen.pilot.pause()
        await screen.press("enter")
        assert "10,000 fit here" in screen.text
        assert len(screen.typed) == 11_000
        assert len(screen.offers()) == 10


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (["e", "ctrl+u", "enter"], "There is nothing to read in that yet."),
        (["e", "shift+tab", "z", "enter"], '"z" is not a day I know.'),
        (["t", "-", "-", "-", "-", "-", "-", "-"], "Less than a minute is left: 0 Enter stops it."),
        (["/", "z", "z", "z", "z", "enter"], "Nothing to go to yet. Type other words, or Esc."),
        (["w", "\u3164", "enter"], "There is nothing to read in that yet."),
        (["a", "enter"], "Nothing to keep yet. Type the words, or Esc stops."),
    ],
)
async def test_why_a_key_came_to_nothing_is_said_whatever_line_is_open(keys: list[str], sentence: str) -> None:
    async with shown() as screen:
        await screen.press(*keys)
        assert screen.rows[-1].lstrip().startswith(sentence)
        assert screen.session.mode is not None
        await screen.press("x")
        assert not screen.rows[-1].lstrip().startswith(sentence)


async def test_a_viewers_keys_write_nothing() -> None:
    async with shown(VIC) as screen:
        before = screen.live.board.position
        for key in "aemdpluywt":
            await screen.press(key)
            assert screen.session.mode is None
            assert screen.rows[-1].lstrip().startswith("You are watching.")
        await screen.press("/", "o", "1", "enter")
        assert screen.in_hand == "O1"
        assert screen.live.board.position == before


async def test_a_participants_key_that_leads_is_refused_in_words() -> None:
    async with shown(KOFI) as screen:
        before = screen.live.board.position
        for key in "mdt":
            await screen.press(key)
            assert screen.session.mode is None
        await screen.press("p")
        assert screen.live.board.position == before
        await screen.type("aA ladder\n")
        assert screen.offers()[-1] == "A ladder"


async def test_the_wall_keys_nothing_and_looks_where_something_happens() -> None:
    async with shown(is_wall=True) as screen:
        before = screen.live.board.position
        await screen.type("aadp1\n")
        assert screen.live.board.position == before
        assert screen.session.mode is None
        await screen.live.submit(ANA, AddCard("card/x", Kind.ISSUE, "The gate squeaks"))
        await screen.until(lambda: screen.in_hand == "I4")


async def test_anothers_change_arrives_while_a_line_is_open_and_the_typed_words_stay() -> None:
    async with shown() as screen:
        await screen.press("a")
        await screen.type("Half a sent")
        await screen.live.submit(DEE, AddCard("card/x", Kind.OFFER, "From afar", said="Dee"))
        await screen.live.submit(DEE, PutAway(screen.hall.called("O1")))
        await screen.until(lambda: "From afar" in screen.text)
        assert screen.typed == "Half a sent"
        assert screen.in_hand == "O3"
        await screen.type("ence\n")
        assert screen.offers()[-2:] == ["From afar", "Half a sentence"]


async def test_the_question_does_not_turn_while_a_line_is_open() -> None:
    hall = riverside()
    async with shown(hall=hall) as screen:
        question = screen.rows[2]
        await screen.press("a")
        screen.hall.clock.pass_minutes(60)
        await screen.live.submit(DEE, StartTimer(5))
        await screen.pilot.pause()
        assert screen.rows[2] == question


async def test_what_is_not_saved_is_said_tried_again_and_never_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 0.2)
    async with shown() as screen:
        screen.log.trouble = "The disk is full."
        await screen.type("aA lawn roller\n")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        assert "disk is full" in screen.text
        assert screen.typed == "A lawn roller"
        await asyncio.sleep(0.3)
        assert "NOT SAVED: " in screen.text
        screen.log.trouble = ""
        await screen.until(lambda: "A lawn roller" in screen.offers())
        await screen.until(lambda: "NOT SAVED" not in screen.text)
        assert screen.offers().count("A lawn roller") == 1
        assert screen.typed == ""


async def test_what_is_typed_while_a_line_waits_to_be_saved_is_the_next_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 0.05)
    async with shown() as screen:
        screen.log.trouble = "The disk is full."
        await screen.type("aA lawn\n")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        await screen.press("backspace", "left", "ctrl+u")
        await screen.type("A roll")
        assert screen.typed == "A roll"
        assert "NOT SAVED: " in screen.text
        screen.log.trouble = ""
        await screen.until(lambda: screen.offers()[9:] == ["A lawn"])
        await screen.until(lambda: "NOT SAVED" not in screen.text)
        await screen.type("er\n")
        assert screen.offers()[9:] == ["A lawn", "A roller"]


async def test_a_change_without_a_line_is_tried_again_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 0.05)
    async with shown() as screen:
        screen.log.trouble = "The disk is full."
        await screen.press("d")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        screen.log.trouble = ""
        await screen.until(lambda: screen.live.board.card(screen.hall.called("O3")).is_done)
        await screen.until(lambda: "NOT SAVED" not in screen.text)


async def test_trouble_is_over_when_a_second_try_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 0.1)
    async with shown() as screen:
        screen.log.trouble = "The disk is full."
        await screen.press("d")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        screen.log.trouble = ""
        await screen.live.submit(DEE, PutAway(screen.hall.called("O3")))
        await screen.until(lambda: "NOT SAVED" not in screen.text)


async def test_what_is_typed_while_a_slow_disk_saves_is_the_next_card() -> None:
    async with shown() as screen:
        screen.log.slow = 1.0
        screen.send("aA lawn roller\n")
        await screen.until(lambda: "saving" in screen.rows[-1])
        screen.send("Three spades")
        screen.log.slow = 0.0
        await screen.until(lambda: screen.typed == "Three spades")
        assert screen.offers()[-1] == "A lawn roller"
        await screen.press("enter")
        assert screen.offers()[-2:] == ["A lawn roller", "Three spades"]


async def test_the_timer_runs_through_zero_and_time_stands_until_somebody_has_seen_it() -> None:
    async with shown() as screen:
        await screen.type("t1\n\n")
        assert screen.rows[1].strip() == "01:00 ▇▇▇▇▇▇▇▇"
        assert screen.rows[-1].lstrip().startswith("One minute, started by Ana.")
        screen.hall.clock.pass_minutes(0.5)
        screen.view.tick()
        assert screen.rows[1].strip() == "00:30 ▇▇▇▇▁▁▁▁"
        screen.hall.clock.pass_minutes(0.5)
        screen.view.tick()
        assert screen.rows[1].strip() == "TIME ▁▁▁▁▁▁▁▁"
        screen.hall.clock.pass_minutes(5)
        screen.view.tick()
        assert screen.rows[1].strip() == "TIME ▁▁▁▁▁▁▁▁"
        await screen.press("t", "enter")
        assert not screen.rows[1].strip()


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_too_small_a_window_and_back_changes_nothing(size: tuple[int, int]) -> None:
    async with shown(size=size) as screen:
        await screen.press("a")
        await screen.type("Half a sent")
        before = screen.rows
        await screen.pilot.resize_terminal(38, 10)
        await screen.until(lambda: "This window is 38 by 10." in screen.text)
        await screen.type("xyz\n")
        await screen.pilot.resize_terminal(*size)
        await screen.until(lambda: screen.rows == before)
        await screen.pilot.resize_terminal(120, 36)
        assert screen.typed == "Half a sent"
        assert len(screen.offers()) == 9


@pytest.mark.parametrize("width", [79, 80, 99, 100, 119, 120, 159, 160, 200, 300])
async def test_every_width_is_painted_after_a_resize(width: int) -> None:
    async with shown() as screen:
        await screen.pilot.resize_terminal(width, 30)
        await screen.until(lambda: screen.view.size == (width, 30))
        await screen.pilot.pause()
        assert {screen.view.render_line(y).cell_length for y in range(30)} == {width}


async def test_a_window_of_another_size_is_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as screen:
        painted: list[tuple[int, int]] = []
        paint = BoardView.paint

        def counted(view: BoardView, width: int, height: int) -> Sequence[Strip]:
            painted.append((width, height))
            return paint(view, width, height)

        monkeypatch.setattr(BoardView, "paint", counted)
        await screen.pilot.resize_terminal(90, 27)
        await screen.pilot.pause()
    assert painted == [(90, 27)]


class TestMouse:
    async def test_a_click_takes_a_card_in_hand(self) -> None:
        async with shown() as screen:
            await screen.pilot.click("#board", offset=(20, 4))
            assert screen.in_hand == "O1"

    async def test_a_click_on_a_column_goes_there(self) -> None:
        async with shown() as screen:
            await screen.pilot.click("#board", offset=(38, 3))
            assert screen.session.view.column == 3

    async def test_the_wheel_steps(self) -> None:
        async with shown() as screen:
            screen.app.post_message(events.MouseScrollDown(None, 5, 5, 0, 1, 0, False, False, False))
            await screen.pilot.pause()
            assert screen.in_hand == "O4"

    async def test_a_word_of_the_key_row_is_its_key(self) -> None:
        async with shown() as screen:
            await screen.pilot.click("#board", offset=(screen.rows[22].index("timer"), 22))
            assert "Timer:" in screen.rows[20]
            await screen.pilot.click("#board", offset=(screen.rows[22].index("Esc"), 22))
            assert screen.session.mode is None

    async def test_every_word_of_the_key_row_can_be_clicked(self) -> None:
        words = ["add", "edit", "move", "missing", "timer"]
        async with shown() as screen:
            for word in words:
                await screen.pilot.click("#board", offset=(screen.rows[22].index(word), 22))
                assert screen.session.mode is not None, word
                await screen.press("escape")
                await screen.press("escape")

    async def test_the_keys_of_an_open_line_can_be_clicked(self) -> None:
        async with shown() as screen:
            await screen.type("aA lawn roller")
            await screen.pilot.click("#board", offset=(screen.rows[22].index("keep"), 22))
            assert screen.offers()[-1] == "A lawn roller"

    async def drag(self, screen: Screen, start: tuple[int, int], end: tuple[int, int]) -> None:
        await screen.pilot.mouse_down("#board", offset=start)
        await screen.pilot.hover("#board", offset=end)
        await screen.pilot.mouse_up("#board", offset=end)
        await screen.pilot.pause()

    async def test_a_card_is_dragged_to_another_place(self) -> None:
        async with shown() as screen:
            await self.drag(screen, (20, 6), (20, 4))
            assert [card.label for card in screen.live.board.columns[Kind.OFFER]][:3] == ["O3", "O1", "O2"]

    async def test_a_card_is_dragged_to_another_column(self) -> None:
        async with shown(size=(120, 36)) as screen:
            await self.drag(screen, (40, 5), (70, 5))
            assert screen.live.board.columns[Kind.ACTION][0].label == "O1"
            await self.drag(screen, (70, 5), (100, 3))
            assert "O1" in [card.label for card in screen.live.board.columns[Kind.ISSUE]]

    async def test_a_click_alone_moves_nothing(self) -> None:
        async with shown() as screen:
            before = screen.live.board.position
            await self.drag(screen, (20, 6), (20, 6))
            assert screen.live.board.position == before

    async def test_a_viewer_drags_nothing(self) -> None:
        async with shown(VIC) as screen:
            before = screen.live.board.position
            await self.drag(screen, (20, 6), (20, 4))
            assert screen.live.board.position == before

    async def test_while_a_line_is_open_a_click_throws_no_words_away(self) -> None:
        async with shown() as screen:
            await screen.type("aHalf a sent")
            await self.drag(screen, (20, 6), (20, 4))
            assert screen.typed == "Half a sent"


async def test_what_is_pasted_without_a_line_is_not_taken_for_keys() -> None:
    async with shown() as screen:
        before = screen.live.board.position
        screen.app.post_message(events.Paste("dpdp"))
        await screen.pilot.pause()
        assert screen.live.board.position == before
        assert screen.rows[-1].lstrip().startswith("Nothing was pasted: no line is open.")


async def test_two_seats_one_moves_and_the_others_hand_stays() -> None:
    async with shown() as screen:
        await screen.live.submit(DEE, MoveCard(screen.hall.called("O9"), Kind.OFFER, screen.hall.called("O1")))
        await screen.until(lambda: screen.rows[4].lstrip().startswith("▌ O9"))
        assert screen.in_hand == "O3"


async def test_keys_typed_right_behind_help_search_there_and_do_nothing_on_the_board() -> None:
    async with shown() as screen:
        await screen.press("?", "t", "h", "e", "m")
        assert screen.session.mode is None
        page = screen.app.screen
        assert isinstance(page, Page)
        assert isinstance(page.view, HelpView)
        assert page.view.help.typed.text == "them"


async def test_a_q_typed_in_a_window_too_small_does_not_leave_while_a_line_is_open() -> None:
    async with shown() as screen:
        await screen.press("a")
        await screen.type("Half a card")
        await screen.pilot.resize_terminal(38, 10)
        assert "Your line waits." in screen.text
        await screen.press("q")
        await screen.pilot.resize_terminal(80, 24)
        assert screen.app.is_running
        assert screen.typed == "Half a card"


async def test_words_that_were_not_kept_wait_for_the_next_line() -> None:
    async with shown() as screen:
        await screen.press("a")
        await screen.type("Half a thought")
        await screen.press("escape")
        assert "Your words wait: a takes them up again." in screen.rows[-1]
        await screen.press("a")
        assert screen.typed == "Half a thought"
        await screen.press("enter", "escape", "a")
        assert screen.typed == ""
