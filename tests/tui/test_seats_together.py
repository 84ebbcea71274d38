"""Two people on one board: who changes what, a card for everyone, following, and coming back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from planned import begun
from riverside import ANA, DEE, KOFI, VIC, Hall, riverside
from sheets import looks
from textual.pilot import Pilot

from cofacil.board.commands.one_person import MakeOne
from cofacil.board.commands.people import ChangePerson, PersonLeft
from cofacil.board.kinds import NOT_HERE, Kind, Role
from cofacil.board.notice import Notice
from cofacil.room import left_seats, presence
from cofacil.room.drafts import Drafts, NoDrafts
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms
from cofacil.room.requests import Wish
from cofacil.room.seats import Seat
from cofacil.store.draft_file import DraftFolder
from cofacil.tui.app import BoardApp
from cofacil.tui.messages import BoardChanged, PresenceChanged
from cofacil.tui.modes.admit import Admit
from cofacil.tui.options import Options
from cofacil.tui.pages.card import ShownView
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.steps import StepsView
from cofacil.tui.pages.welcome import WelcomeView
from cofacil.tui.widgets.board_view import BoardView

NO_DRAFTS = NoDrafts()
BY_SSH = Seat("Dee", DEE.role, "ssh")


class Window:
    """One person's screens."""

    def __init__(self, app: BoardApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def view(self) -> BoardView:
        assert self.app.board_view is not None
        return self.app.board_view

    @property
    def rows(self) -> list[str]:
        return [self.view.render_line(y).text for y in range(self.view.size.height)]

    @property
    def sees_for_all(self) -> str:
        """Return the label's words of the card that is shown to everyone here, "" when none is."""
        top = self.app.screen
        if not (isinstance(top, Page) and isinstance(top.view, ShownView)):
            return ""
        return "\n".join(top.view.render_line(y).text for y in range(top.view.size.height))

    @property
    def top(self) -> str:
        """Return the last row of the page on top."""
        page = self.app.screen
        assert isinstance(page, Page)
        return page.view.render_line(23).text

    def send(self, *keys: str) -> None:
        from textual import events

        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))


@asynccontextmanager
async def window(live: LiveRoom, seat: Seat, drafts: Drafts = NO_DRAFTS) -> AsyncIterator[Window]:
    options = Options(looks(), "projector-light", drafts=drafts)
    app = BoardApp(NoRooms(), seat, options, live)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield Window(app, pilot)


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setattr(presence, "PACE", 0.01)
    return riverside()


@pytest.fixture
def drafts(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DraftFolder:
    """A place for words, on a board that is kept."""
    monkeypatch.setattr(hall.log, "description", "/nowhere/riverside.json")
    monkeypatch.setattr(hall.log, "board_id", "01KAK7ZZZZ0000000000000000")
    return DraftFolder(tmp_path / "drafts")


@asynccontextmanager
async def room(hall: Hall) -> AsyncIterator[LiveRoom]:
    live = LiveRoom(hall.room)
    await live.open()
    try:
        yield live
    finally:
        await live.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.01)


def look_at(one: Window, hall: Hall, label: str) -> None:
    session = one.view.session
    session.look(session.view.to(session.board, hall.called(label)))


async def test_who_came_and_went_is_said_to_the_others_and_counted(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        async with window(live, BY_SSH) as dee:
            await until(lambda: ana.rows[-1].lstrip().startswith("Dee is here by screen."))
            assert "12 here, 3 by screen" in ana.rows[-1]
            assert "Dee is here" not in dee.rows[-1]
        await until(lambda: ana.rows[-1].lstrip().startswith("Dee has left the screen."))
        await until(lambda: "11 here, 2 by screen" in ana.rows[-1])


async def test_who_left_their_screen_is_here_no_more_and_is_again_when_they_are_back(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        assert "dee" in live.board.here, "written down as here by screen, from a window that is closed by now"
        async with window(live, BY_SSH), window(live, BY_SSH):
            await until(lambda: ana.rows[-1].lstrip().startswith("Dee is here by screen."))
        await until(lambda: "dee" not in live.board.here)
        await until(lambda: ana.rows[-1].lstrip().startswith("Dee has left the screen."))
        events = live.board.position
        async with window(live, BY_SSH) as dee:
            await until(lambda: "dee" in live.board.here)
            assert "Dee is here" not in dee.rows[-1]
            async with window(live, BY_SSH):
                pass
            await ana.pilot.pause()
            assert "dee" in live.board.here, "their other window is open"
        await until(lambda: "dee" not in live.board.here)
        assert live.board.position == events + 2


async def test_who_only_watches_writes_nothing_by_coming_and_going(hall: Hall) -> None:
    async with room(hall) as live:
        events = live.board.position
        async with window(live, WATCHER) as vic:
            await vic.pilot.pause()
        await asyncio.sleep(0.05)
        assert live.board.position == events


async def test_who_is_called_otherwise_stays_themselves_in_every_window(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee, window(live, BY_SSH) as other:
        dee.send("f")
        await until(lambda: dee.rows[-1].lstrip().startswith("You follow Ana."))
        await live.submit(ANA, ChangePerson("dee", "Deirdre"))
        await live.submit(ANA, ChangePerson("ana", "Anna"))
        await until(lambda: dee.view.session.seat.name == other.view.session.seat.name == "Deirdre")
        await until(lambda: live.presence.now().by_screen == ("Deirdre",))
        await until(lambda: live.presence.now().leads == ("Anna", "Deirdre"))
        assert "12 here, 3 by screen" in ana.rows[-1]
        look_at(ana, hall, "O6")
        await until(lambda: dee.view.session.hand == hall.called("O6"))
        other.send("2", "a", *"Beds", "enter")
        await until(lambda: live.board.columns[Kind.OFFER][-1].text == "Beds")
        assert live.board.columns[Kind.OFFER][-1].by == "dee"
        other.send("escape", "u")
        await until(lambda: live.board.columns[Kind.OFFER][-1].text != "Beds")
        assert [person.name for person in live.board.people].count("Deirdre") == 1


async def test_who_turns_out_to_be_another_is_that_one_in_their_window(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        await live.submit(ANA, MakeOne("dee", "mo"))
        await until(lambda: dee.view.session.seat.name == "Mo")
        await until(lambda: live.presence.now().by_screen == ("Mo",))
        await until(lambda: "11 here, 3 by screen" in ana.rows[-1])
        dee.send("2", "a", *"Beds", "enter")
        await until(lambda: live.board.columns[Kind.OFFER][-1].text == "Beds")
        assert live.board.columns[Kind.OFFER][-1].by == "mo"
        assert "Dee" not in [person.name for person in live.board.people]


async def test_whoever_sits_down_by_the_name_they_have_now_or_without_its_accents_is_that_person(hall: Hall) -> None:
    hall.do(ChangePerson("mo", "Maureen"))
    people = len(hall.board.people)
    async with room(hall) as live:
        for name, slug in (("maureen", "mo"), ("Mo", "mo"), ("sian", "siân")):
            async with window(live, Seat(name, Role.COFACILITATOR)) as someone:
                someone.send("2", "a", *name, "enter")
                await until(lambda: live.board.columns[Kind.OFFER][-1].text == name)  # noqa: B023
                assert live.board.columns[Kind.OFFER][-1].by == slug
        assert len(live.board.people) == people


async def test_who_is_changing_the_card_in_hand_is_said(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        look_at(ana, hall, "O3")
        look_at(dee, hall, "O3")
        dee.send("e")
        await until(lambda: ana.rows[20].lstrip().startswith("Dee is changing O3."))
        dee.send("escape")
        await until(lambda: ana.rows[20].lstrip().startswith("O3 said by Sam"))


async def test_a_card_is_shown_to_everyone_and_ended_by_who_facilitates(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee, window(live, VIC) as vic:
        look_at(ana, hall, "O3")
        ana.send("s")
        await until(lambda: bool(ana.sees_for_all and dee.sees_for_all and vic.sees_for_all))
        assert "Ana asks everyone to look here" in dee.sees_for_all
        assert "Cooking for twenty" in vic.sees_for_all
        assert "end it for all" not in vic.sees_for_all
        vic.send("s")
        await vic.pilot.pause()
        assert ana.sees_for_all
        dee.send("s")
        await until(lambda: not (ana.sees_for_all or dee.sees_for_all or vic.sees_for_all))


async def test_a_card_for_everyone_waits_for_who_is_typing(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        dee.send("a", "x")
        await until(lambda: dee.view.session.mode is not None)
        look_at(ana, hall, "O3")
        ana.send("s")
        await until(lambda: bool(ana.sees_for_all))
        await asyncio.sleep(0.1)
        assert not dee.sees_for_all
        dee.send("escape")
        await until(lambda: bool(dee.sees_for_all))


@pytest.mark.parametrize("ends", ["it is looked at", "it is ended"])
async def test_who_is_typing_is_told_of_a_card_for_everyone_until_they_look_or_it_is_ended(
    hall: Hall, ends: str
) -> None:
    told = "Ana asks everyone to look at O3. Esc shows it."
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        look_at(ana, hall, "O3")
        dee.send("a", "x")
        await dee.pilot.pause()
        ana.send("s")
        await until(lambda: dee.rows[-1].lstrip().startswith(told))
        dee.send("y")
        await until(lambda: "xy" in "".join(dee.rows[-4:]))
        assert dee.rows[-1].lstrip().startswith(told), "it is so still"
        if ends == "it is ended":
            ana.send("s")
            await until(lambda: "look at" not in dee.rows[-1])
            return
        dee.send("escape")
        await until(lambda: "asks everyone to look here" in dee.sees_for_all)
        dee.send("escape")
        await until(lambda: not dee.sees_for_all)
        dee.send("down")
        await dee.pilot.pause()
        assert "look at" not in dee.rows[-1], "Esc shows nothing any more"


async def test_on_another_page_it_is_said_how_to_get_to_a_card_for_everyone(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        dee.send("?")
        await until(lambda: len(dee.app.screen_stack) > 1)
        ana.send("s")
        await until(lambda: "asks everyone to look at" in dee.top)
        dee.send("escape")
        await until(lambda: "asks everyone to look here" in dee.sees_for_all)


async def test_a_card_for_everyone_waits_for_who_types_names_on_another_page(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        await dee.app.pages.open("people")
        look_at(ana, hall, "O3")
        ana.send("s")
        await until(lambda: bool(ana.sees_for_all))
        await asyncio.sleep(0.1)
        assert not dee.sees_for_all
        await dee.app.pages.back()
        await until(lambda: bool(dee.sees_for_all))


async def test_who_only_watches_turns_nobodys_screen(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, VIC) as vic:
        place = vic.app.together._place
        assert place is not None
        place.show(hall.called("O3"))
        await asyncio.sleep(0.1)
        assert live.presence.now().shown is None
        assert not ana.sees_for_all


@pytest.mark.parametrize(
    ("seat", "is_offered"), [(BY_SSH, True), (VIC, False), (Seat("Kofi", Role.PARTICIPANT, "ssh"), False)]
)
async def test_the_large_timer_offers_its_keys_to_who_facilitates_alone(
    hall: Hall, seat: Seat, *, is_offered: bool
) -> None:
    async with room(hall) as live, window(live, seat) as one:
        await one.app.pages.open("big_timer")
        page = one.app.screen
        assert isinstance(page, Page)
        await until(lambda: "t or Esc board" in page.view.render_line(22).text)
        assert ("one more minute" in page.view.render_line(22).text) == is_offered


async def test_following_until_one_looks_for_oneself(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        look_at(ana, hall, "O3")
        dee.send("f")
        await until(lambda: dee.rows[-1].lstrip().startswith("You follow Ana."))
        look_at(ana, hall, "I1")
        await until(lambda: dee.view.session.view.column == 4)
        dee.send("left")
        await until(lambda: dee.view.session.view.column == 3)
        look_at(ana, hall, "O5")
        await asyncio.sleep(0.1)
        assert dee.view.session.view.column == 3


async def test_nobody_to_follow_is_said(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        ana.send("f")
        await until(lambda: ana.rows[-1].lstrip().startswith("Nobody else is here whom you could follow."))


async def test_who_comes_back_finds_their_place_and_their_half_typed_line(hall: Hall, drafts: DraftFolder) -> None:
    async with room(hall) as live:
        async with window(live, BY_SSH, drafts) as dee:
            look_at(dee, hall, "O5")
            dee.send("a", "h", "a", "l", "f")
            await until(lambda: dee.view.session.mode is not None and dee.view.session.mode.unkept is not None)
            await until(lambda: "half" in dee.rows[20])
        async with window(live, BY_SSH, drafts) as dee:
            assert (
                dee.rows[-1].lstrip().startswith("Welcome back, Dee. Your place and your words are as you left them.")
            )
            assert dee.view.session.view.hands[1] == hall.called("O5")
            assert "half" in dee.rows[20]


async def test_what_was_left_too_long_ago_is_gone(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_seats, "COMES_BACK", 0.0)
    async with room(hall) as live:
        for is_open in (True, False):
            if not is_open:
                monkeypatch.setattr(live.presence.left, "meeting", str)
            async with window(live, BY_SSH) as dee:
                look_at(dee, hall, "O5")
            async with window(live, BY_SSH) as dee:
                assert ("Welcome back, Dee." in dee.rows[-1]) is is_open, "as long as the meeting lasts, it waits"


async def test_who_joins_is_shown_where_they_are_and_who_comes_back_is_not(hall: Hall) -> None:
    options = Options(looks(), "projector-light", welcomes=True)
    async with room(hall) as live:
        for is_first in (True, False):
            app = BoardApp(NoRooms(), BY_SSH, options, live)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                top = app.screen
                assert isinstance(top, Page)
                assert isinstance(top.view, WelcomeView) is is_first
                await pilot.press("x" if is_first else "f")
                await until(lambda app=app: app.screen.query(BoardView).first() is app.board_view)  # type: ignore[misc]


ASKS = "Vic asks to write. j answers; go on as you were."
WATCHER = Seat("Vic", VIC.role, "ssh")


async def test_who_watches_asks_to_write_and_can_once_they_are_let(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, WATCHER) as vic:
        vic.send("a")
        await until(lambda: vic.rows[-1].lstrip().startswith("You are watching. r asks to write."))
        assert vic.rows[-2].lstrip().startswith("You are watching.  r ask to write  Enter all of it")
        vic.send("r")
        await until(lambda: vic.rows[-1].lstrip().startswith("Ana can see that you ask. Go on watching."))
        await until(lambda: ana.rows[-1].lstrip().startswith(ASKS))
        assert ana.rows[-4].lstrip().startswith("Vic asks to write.")
        assert ana.rows[-3].lstrip().startswith("So far Vic only watches.")
        assert ana.rows[-2].lstrip().startswith("j then Enter: let Vic write   j 9 not now")
        ana.send("j", "enter")
        await until(lambda: vic.rows[-1].lstrip().startswith("Ana lets you write."))
        assert ana.rows[-1].lstrip().startswith("Vic can write now.")
        await until(lambda: "asks" not in "".join(ana.rows[-4:]))
        vic.send("2", "a", *"Beds", "enter")
        await until(lambda: "Offers 10" in ana.rows[3])
        vic.send("escape", "m")
        await until(lambda: vic.rows[-1].lstrip().startswith("That is for those who facilitate."))
        vic.send("r")
        await until(lambda: vic.rows[-1].lstrip().startswith("You can write already."))


def _drafts_of(slug: str, folder: Path) -> list[Path]:
    return list(folder.rglob(f"*{slug}*.json"))


async def test_words_of_who_only_watches_wait_nowhere_and_those_of_who_was_let_write_do(
    hall: Hall, drafts: DraftFolder, tmp_path: Path
) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, WATCHER, drafts) as vic:
        assert not _drafts_of("vic", tmp_path)
        vic.send("r")
        await until(lambda: ana.rows[-1].lstrip().startswith(ASKS))
        ana.send("j", "enter")
        await until(lambda: vic.rows[-1].lstrip().startswith("Ana lets you write."))
        vic.send("2", "a", *"Beds", "escape")
        await until(lambda: bool(vic.view.session.lines.left))
        await vic.view.session.lines.settle()
        assert _drafts_of("vic", tmp_path)


async def test_an_ask_takes_no_key_and_no_letter_from_who_is_typing(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, WATCHER) as vic:
        ana.send("2", "a", *"abc")
        await until(lambda: "abc" in ana.rows[-4])
        vic.send("r")
        await until(lambda: ana.rows[-1].lstrip().startswith(ASKS))
        ana.send(*"j8", "enter")
        await until(lambda: "abcj8" in "".join(ana.rows[4:-4]))
        assert live.presence.now().asks, "nobody has answered"
        ana.send("escape", "enter")
        await until(lambda: isinstance(ana.app.screen, Page) and ana.app.screen.view is not ana.view)
        assert live.presence.now().asks, "Enter alone answers nothing"


async def test_not_now_is_told_and_later_leaves_them_waiting(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, WATCHER) as vic:
        vic.send("r")
        await until(lambda: ana.rows[-1].lstrip().startswith(ASKS))
        ana.send("j", "escape")
        await until(lambda: ana.rows[-1].lstrip().startswith("Vic still waits."))
        ana.send("j", "8")
        await ana.pilot.pause()
        assert live.presence.now().asks, "who watches is not let watch"
        ana.send("9")
        await until(lambda: vic.rows[-1].lstrip().startswith("Not now, says Ana."))
        assert ana.rows[-1].lstrip().startswith("Vic is told: not now.")


async def test_an_answer_closes_the_question_on_every_screen_and_says_who_gave_it(hall: Hall) -> None:
    async with (
        room(hall) as live,
        window(live, ANA) as ana,
        window(live, BY_SSH) as dee,
        window(live, WATCHER) as vic,
    ):
        vic.send("r")
        await until(lambda: ana.rows[-1].lstrip().startswith(ASKS) and dee.rows[-1].lstrip().startswith(ASKS))
        dee.send("j")
        await until(lambda: dee.rows[-2].lstrip().startswith("Enter let Vic write"))
        ana.send("j", "enter")
        await until(lambda: vic.rows[-1].lstrip().startswith("Ana lets you write."))
        await until(lambda: dee.rows[-1].lstrip().startswith("Ana lets Vic write."))
        assert dee.view.session.mode is None
        assert "let Vic write" not in dee.rows[-2]


async def test_of_two_who_answer_the_second_is_told_that_it_is_done(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, WATCHER) as vic:
        vic.send("r")
        await until(lambda: ana.rows[-1].lstrip().startswith(ASKS))
        ask = live.presence.now().asks[0]
        assert ana.app.together.answer(ask, Role.PARTICIPANT) == "Vic can write now."
        assert ana.app.together.answer(ask, None) == "Vic waits no more."


async def test_the_second_who_asks_is_told_of_while_the_first_waits(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        live.presence.asks.ask("Rhys", Wish.JOIN)
        await until(lambda: ana.rows[-1].lstrip().startswith("Rhys asks to join. j answers"))
        live.presence.asks.ask("Mo", Wish.JOIN)
        await until(lambda: "Mo asks to join. Two ask now. j answers" in "".join(ana.rows[-3:]))
        await until(lambda: "Two ask. Rhys asks to join.  Do you know this person?" in "".join(ana.rows[-6:]))
        ana.send("j")
        await until(lambda: "Enter yes   8 only watch" in "".join(ana.rows[-6:]))
        ana.send("enter")
        await until(lambda: " Mo asks to join.  Do you" in "".join(ana.rows[-6:]))
        assert [ask.name for ask in live.presence.now().asks] == ["Mo"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 18), (60, 17), (40, 18)])
async def test_what_is_known_of_who_asks_stands_there_once_while_it_is_answered(
    hall: Hall, size: tuple[int, int]
) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        await ana.pilot.resize_terminal(*size)
        live.presence.asks.ask("Rhys", Wish.JOIN, Notice.of("stranger-without-key", address="10.0.0.7"))
        await until(lambda: "Rhys asks to join." in "".join(ana.rows))
        ana.send("j")
        await until(lambda: isinstance(ana.view.session.mode, Admit) and "j answers" not in "".join(ana.rows))
        assert " ".join("".join(ana.rows).split()).count("From 10.0.0.7, without a key") == 1


async def test_where_nobody_facilitates_there_is_nobody_to_ask(hall: Hall) -> None:
    async with room(hall) as live, window(live, WATCHER) as vic:
        vic.send("r")
        await until(lambda: vic.rows[-1].lstrip().startswith("Nobody who could let you write"))


async def test_that_somebody_asks_is_said_no_more_once_it_is_over(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        async with window(live, WATCHER) as vic:
            vic.send("r")
            await until(lambda: ana.rows[-1].lstrip().startswith(ASKS))
            ana.send("j", "9", "down")
            await until(lambda: vic.rows[-1].lstrip().startswith("Not now"))
            assert "asks to write" not in ana.rows[-1]
        asking = live.presence.asks.ask("Rhys", Wish.JOIN)
        await until(lambda: "Rhys" in "".join(ana.rows[-4:-1]))
        assert ana.rows[-1].lstrip().startswith("Vic is told: not now."), "that is read first"
        hall.clock.pass_minutes(1)
        ana.view.tick()
        await until(lambda: "Vic has left the screen. Rhys asks to join." in "".join(ana.rows[-2:]))
        asking.cancel()
        await until(lambda: "Rhys" not in "".join(ana.rows[-4:-1]))
        await until(lambda: ana.rows[-1].lstrip().startswith("Rhys asks no more."))


async def test_on_another_page_it_is_said_how_to_get_to_the_answer(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        ana.send("?")
        await until(lambda: isinstance(ana.app.screen, Page) and ana.app.screen.view is not ana.view)
        asking = live.presence.asks.ask("Rhys", Wish.JOIN)
        page = ana.app.screen
        assert isinstance(page, Page)
        await until(lambda: "Rhys asks to join. On the board j answers" in page.view.render_line(23).text)
        asking.cancel()


async def test_the_words_of_somebody_who_is_known_no_more_are_nobody_elses(hall: Hall) -> None:
    async with room(hall) as live:
        for is_forgotten in (False, True):
            async with window(live, BY_SSH) as dee:
                if dee.view.session.mode is None:
                    dee.send("a", *"half")
                await until(lambda dee=dee: "half" in dee.rows[-4])  # type: ignore[misc]  # this one
            if is_forgotten:
                live.presence.forget_left("Dee")
            async with window(live, BY_SSH) as other:
                session = other.view.session
                assert (session.mode is None, session.lines.left) == (is_forgotten, ())


async def test_what_is_somebody_elses_is_said_before_anything_is_typed(hall: Hall) -> None:
    kofi = Seat("Kofi", Role.PARTICIPANT, "ssh")
    async with room(hall) as live, window(live, kofi) as guest:
        assert "done" not in guest.rows[-2]
        assert "edit" in guest.rows[-2]
        look_at(guest, hall, "O3")
        guest.send("e")
        await until(lambda: guest.rows[-1].lstrip().startswith("O3 is not yours to change."))
        assert guest.view.session.mode is None


async def test_news_that_comes_while_the_screens_are_taken_down_breaks_nothing(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        told = await live.submit(BY_SSH, PersonLeft("tom"))
        stack = ana.app._screen_stack[:]
        ana.app._screen_stack.clear()
        try:
            ana.app.show_board(BoardChanged(told))
            ana.app.show_presence(PresenceChanged(live.presence.now()))
        finally:
            ana.app._screen_stack.extend(stack)


async def test_a_step_is_followed_on_every_screen_and_by_no_line_that_is_open(hall: Hall) -> None:
    begun(hall, 5)
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee, window(live, KOFI) as kofi:
        assert [one.view.session.view.column for one in (ana, dee, kofi)] == [2, 2, 2]
        dee.send("a")
        await until(lambda: dee.view.session.mode is not None)
        ana.send("n", "enter")
        await until(lambda: kofi.view.session.view.column == NOT_HERE)
        assert ana.view.session.view.column == NOT_HERE
        assert kofi.rows[1].startswith(" 6 of 8  Who should be part of this")
        await until(lambda: dee.rows[1].startswith(" 6 of 8"))
        assert dee.view.session.view.column == 2
        await dee.pilot.press("escape")
        assert dee.view.session.view.column == NOT_HERE


async def test_who_follows_another_goes_on_following_when_a_step_begins(hall: Hall) -> None:
    begun(hall, 5)
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        await dee.pilot.press("f")
        assert dee.view.session.is_following
        ana.send("n", "enter")
        await until(lambda: dee.view.session.view.column == NOT_HERE)
        ana.send("1", "down")
        await until(lambda: dee.view.session.view.column == 1)
        await until(lambda: dee.view.session.hand == ana.view.session.hand)
        await dee.pilot.press("4")
        assert not dee.view.session.is_following


async def test_two_windows_that_go_on_together_go_on_once(hall: Hall) -> None:
    begun(hall, 5)
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        await ana.pilot.press("n")
        await dee.pilot.press("n")
        ana.send("enter")
        dee.send("enter")
        await until(lambda: ana.view.session.mode is None and dee.view.session.mode is None)
        await until(lambda: dee.rows[1] == ana.rows[1])
        assert ana.rows[1].startswith(" 6 of 8")
        assert len([event for event in hall.log.read(0) if event.op == "step.go"]) == 6


async def test_the_page_of_all_steps_is_opened_from_the_strip_and_from_help_and_goes_back(hall: Hall) -> None:
    begun(hall, 5)
    async with room(hall) as live, window(live, ANA) as ana:
        await ana.pilot.press("n", "3")
        top = ana.app.screen
        assert isinstance(top, Page)
        assert isinstance(top.view, StepsView)
        await ana.pilot.press("down", "p", "u")
        await until(lambda: len(live.board.plan) == 8)
        assert ana.app.screen is not top
        await ana.pilot.press("?", *"all steps", "enter")
        await until(lambda: isinstance(ana.app.screen, Page) and isinstance(ana.app.screen.view, StepsView))
        await ana.pilot.press("down", "enter")
        await until(lambda: ana.rows[1].startswith(" 6 of 8"))
