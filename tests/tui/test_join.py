"""Letting others in, on the host's screen: opening the door, how to join, and closing it."""

import pytest
from hosting import PAGE, TAKEN, Door, hosted, until

from cofacil.board.errors import NotSaved, Refusal, Trouble
from cofacil.language.worded import worded
from cofacil.room.attending import Attending, Beside, Present
from cofacil.room.ports import Sharing, Slowed
from cofacil.room.seats import Seat
from cofacil.tui.messages import BackRequested, Noticed, PageRequested
from cofacil.tui.pages import join as join_screen
from cofacil.tui.pages.join import CLOSED, ENDED, OPENING
from troubles import made_up


@pytest.fixture(autouse=True)
def quick_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_screen, "_SETTLING", 0.05)


# while the board is not shared


@pytest.mark.parametrize(
    ("keys", "to_all"),
    [(("1",), True), (("2",), False), (("enter",), True), (("down", "enter"), False), (("down", "up", "enter"), True)],
)
async def test_a_way_to_share_opens_the_door_and_shows_how_to_join(keys: tuple[str, ...], to_all: bool) -> None:
    door = Door(is_open=False)
    async with hosted(door) as host:
        assert host.text.startswith("Share this board")
        await host.press(*keys)
        assert door.to_all == [to_all]
        assert host.text.startswith("Join this board")
        assert "WORD-11-FIRST" in host.text
        assert not host.app.heard


async def test_a_click_on_a_way_to_share_opens_the_door() -> None:
    for row, to_all in ((6, True), (8, True), (10, False), (11, False)):
        door = Door(is_open=False)
        async with hosted(door) as host:
            await host.pilot.click(offset=(30, row))
            await host.rest()
            assert door.to_all == [to_all]
            assert "WORD-11-FIRST" in host.text


async def test_while_the_door_opens_it_is_said_and_one_press_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_screen, "_SETTLING", 30)
    door = Door(is_open=False)
    door.free.clear()
    async with hosted(door) as host:
        await host.pilot.press("1", "1", "2", "enter", "x")
        await host.pilot.click(offset=(30, 10))
        assert host.last == OPENING
        assert host.text.startswith("Share this board")
        door.free.set()
        await host.app.workers.wait_for_complete()
        await host.pilot.press("enter", "enter")
        assert door.to_all == [True]
        assert "WORD-11-FIRST" in host.text
        assert not host.app.heard


async def test_a_door_that_cannot_be_opened_says_why_and_the_page_stays() -> None:
    door = Door(is_open=False)
    door.trouble = made_up(Trouble, TAKEN)
    async with hosted(door, (60, 18)) as host:
        await host.press("2")
        assert host.text.startswith("Share this board")
        assert host.last.startswith("The door cannot be opened: somebody else has port")
        assert TAKEN in " ".join(host.text.split())
        door.trouble = None
        await host.press("enter")
        assert door.to_all == [False, False]
        assert "GARDEN" not in host.text
        assert "WORD-11-FIRST" in host.text


async def test_a_door_that_opens_without_a_word_is_open_all_the_same() -> None:
    door = Door()
    door.trouble = made_up(NotSaved, "The words could not be written: the disk is full.")
    async with hosted(door) as host:
        assert host.text.startswith("Join this board")
        assert "This board is shared. How to join it cannot be shown now; 4 tries again." in host.text
        assert host.last == worded(door.trouble)
        await host.press("2")
        assert "2 " not in host.text.splitlines()[-2]
        door.trouble = None
        await host.press("4")
        assert "WORD-12-ANEW" in host.text
        assert "█▀▀▀▀▀█" in host.text


# while it is


async def test_2_changes_between_the_words_and_the_picture_where_only_one_fits() -> None:
    async with hosted(Door(), (70, 24)) as host:
        assert "2 picture" in host.text
        await host.press("2")
        assert "█▀▀▀▀▀█" in host.text
        assert "WORD" not in host.text
        assert "2 words" in host.text
        await host.press("2")
        assert "WORD-11-FIRST" in host.text


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_in_ascii_there_is_no_picture(size: tuple[int, int]) -> None:
    async with hosted(Door(), size, is_ascii=True) as host:
        await host.press("2")
        assert host.text.isascii()
        assert "2 picture" not in host.text
        assert "WORD-11-FIRST" in host.text
        assert host.view.join
        assert host.view.join.picture == ()


async def test_4_takes_another_word_and_says_that_the_old_one_ends() -> None:
    door = Door()
    async with hosted(door) as host:
        assert "4 new word" in host.text
        await host.press("4")
        assert door.asked == [False]
        assert "WORD-11-FIRST" in host.text
        assert host.last == "Who has this word comes in by it no more. 4 again makes another."
        await host.press("4")
        assert door.asked == [False, True]
        assert "WORD-12-ANEW" in host.text
        assert "WORD-11-FIRST" not in host.text
        assert host.last == ENDED
        assert host.app.heard == [Noticed(ENDED)], "on the board it may be said that the one before has run out"
        await host.press("x")
        assert ENDED not in host.text


@pytest.mark.parametrize("key", ["4", "8", "3"])
async def test_what_cannot_be_taken_back_is_asked_once_and_any_other_key_forgets_it(key: str) -> None:
    door = Door()
    async with hosted(door) as host:
        for other in ("x", "2", "6"):
            await host.press(key)
            assert f"{key} again" in host.last
            assert host.view.asks, "nothing takes the place of the question"
            await host.press(other)
            assert f"{key} again" not in host.text
        await host.press(key)
        assert (door.asked, door.is_open, door.now.page) == ([False], True, "")


async def test_a_word_is_made_at_once_where_none_is_lost() -> None:
    door = Door()
    async with hosted(door) as host:
        door.word = ""
        host.view._show(await door.look())
        await host.press("4")
        assert door.asked == [False, True]


async def test_a_question_about_a_word_that_somebody_else_has_made_anew_is_none_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(join_screen, "_LOOKS", 20)
    door = Door()
    async with hosted(door) as host:
        await host.press("4")
        door.word, door.now = "RIVER-11-BREAD", door.now._replace(word_by="Dee")
        await until(lambda: "RIVER-11-BREAD" in host.text)
        assert host.last.startswith("Dee made another word.")
        await host.press("4")
        assert door.asked == [False]


async def test_a_trouble_is_said_and_the_page_stays() -> None:
    door = Door()
    async with hosted(door) as host:
        door.trouble = made_up(NotSaved, "The disk is full. It is as it was.")
        await host.press("4", "4")
        assert host.last == "The disk is full. It is as it was."
        assert "WORD-11-FIRST" in host.text
        door.trouble = None
        await host.press("4", "4")
        assert "WORD-13-ANEW" in host.text
        assert BackRequested() not in host.app.heard


async def test_who_has_joined_is_seen_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_screen, "_LOOKS", 20)
    async with hosted(Door()) as host:
        assert host.last.startswith("2 here by screen: Dee, Kofi.")
        host.guests.append("[/b]")
        await until(lambda: host.last.startswith("3 here by screen: Dee, Kofi, [/b]."))
        assert host.last.endswith("saved")
        host.guests.clear()
        await until(lambda: host.last.startswith("Nobody is here by screen yet."))


async def test_3_asks_first_and_3_again_closes_the_door_and_goes_back_to_the_board() -> None:
    door = Door()
    async with hosted(door) as host:
        await host.press("3")
        assert host.last == "Two people lose the board. 3 again stops sharing."
        assert door.is_open
        await host.press("3")
        assert not door.is_open
        assert host.app.heard == [BackRequested(), Noticed(CLOSED)]
        await host.press("enter", "enter")
        assert not door.is_open, "the Enter of a habit shares nothing again"


@pytest.mark.parametrize(
    ("guests", "said"),
    [
        ([], "Nobody is in. 3 again stops sharing."),
        (["Dee"], "One person loses the board. 3 again stops sharing."),
        ([f"Dee{number}" for number in range(14)], "14 people lose the board. 3 again stops sharing."),
    ],
)
async def test_it_is_said_how_many_lose_the_board(guests: list[str], said: str) -> None:
    async with hosted(Door()) as host:
        host.guests[:] = guests
        await host.press("3")
        assert host.last == said


@pytest.mark.parametrize("key", ["x", "2", "down"])
async def test_any_other_key_forgets_the_question(key: str) -> None:
    door = Door()
    async with hosted(door) as host:
        await host.press("3", key)
        assert "3 again" not in host.text
        await host.press("3")
        assert "3 again stops sharing." in host.last
        assert door.is_open


async def test_while_the_door_closes_nothing_else_can_be_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_screen, "_SETTLING", 30)
    door = Door()
    async with hosted(door) as host:
        await host.press("3")
        door.free.clear()
        await host.pilot.press("3")
        assert host.last == "One moment: the door is being closed."
        await host.pilot.press("3", "1", "4", "enter")
        door.free.set()
        await host.app.workers.wait_for_complete()
        await host.pilot.press("enter", "3")
        assert door.asked == [False]
        assert door.to_all == []
        assert host.app.heard == [BackRequested(), Noticed(CLOSED)]


async def test_1_opens_the_page_for_one_person() -> None:
    async with hosted(Door()) as host:
        await host.press("1")
        assert host.app.heard == [PageRequested("invite")]


async def test_a_click_on_a_word_of_the_key_row_is_its_key() -> None:
    async with hosted(Door()) as host:
        keys = host.text.splitlines()[-2]
        await host.pilot.click(offset=(keys.index("stop"), 22))
        assert host.last.endswith("3 again stops sharing.")
        await host.pilot.click(offset=(keys.index("invite"), 22))
        assert host.app.heard == [PageRequested("invite")]
        assert "3 again" not in host.text


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_back_is_asked_for_once(key: str) -> None:
    async with hosted(Door()) as host:
        await host.pilot.press(key, key)
        assert host.app.heard == [BackRequested()]


async def test_esc_leaves_an_unshared_board_unshared() -> None:
    door = Door(is_open=False)
    async with hosted(door) as host:
        await host.pilot.press("escape", "escape")
        assert host.app.heard == [BackRequested()]
        assert door.to_all == []


# what is chosen as sharing begins


async def test_asking_and_a_port_are_chosen_before_the_door_opens() -> None:
    door = Door(is_open=False)
    async with hosted(door) as host:
        await host.press("3")
        assert "3 [x] people without a word may ask, and you answer on the board" in host.text
        await host.press("4", "9", "0", "x", "2", "2", "enter")
        assert "4 port 9022" in host.text
        assert not door.shared
        await host.press("1")
        assert door.shared == [Sharing(to_all=True, may_ask=True, port=9022)]


async def test_a_port_that_is_none_is_refused_and_escape_leaves_it_as_it_was() -> None:
    door = Door(is_open=False)
    async with hosted(door) as host:
        await host.press("4", *"99999", "enter")
        assert host.last == "A port is a number from 1 to 65535. An empty line takes the usual one."
        await host.press("escape")
        assert "4 port: the usual one, or the next that is free" in host.text
        assert not host.app.heard
        await host.press("4", "8", "0", "enter", "4", "backspace", "backspace", "enter", "2")
        assert door.shared == [Sharing(to_all=False)]


async def test_what_was_chosen_in_the_shell_is_in_hand_on_the_page() -> None:
    door = Door(is_open=False)
    door.usual = Sharing(to_all=True, may_ask=True, port=2022)
    async with hosted(door) as host:
        assert "4 port 2022" in host.text
        assert "3 [x] people without a word may ask" in host.text


# what is so by now


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_screen, "_LOOKS", 20)


@pytest.mark.usefixtures("looks_often")
async def test_who_comes_by_the_word_is_seen_and_that_it_has_run_out() -> None:
    door = Door()
    async with hosted(door, (70, 24)) as host:
        assert "It lets in 20 people, to add cards, until" in host.text
        door.now = door.now._replace(came=("Bea", "Mo"))
        await until(lambda: "2 of 20 people have come by it. It is good until" in host.text)
        assert "By it: Bea, Mo." in host.text
        door.now = door.now._replace(seats=2)
        await until(lambda: "It has let in the 2 people it is for:" in host.text)
        assert "4 makes another." in host.text


@pytest.mark.usefixtures("looks_often")
async def test_a_word_that_somebody_else_has_made_is_shown_and_who_made_it() -> None:
    door = Door()
    async with hosted(door) as host:
        door.word, door.now = "RIVER-11-BREAD", door.now._replace(word_by="Dee")
        await until(lambda: "RIVER-11-BREAD" in host.text)
        assert host.last == "Dee made another word. The one before opens nothing any more."
        door.word, door.now = "STONE-12-APPLE", door.now._replace(word_by="Ana")
        await until(lambda: host.last.startswith("Another word was made in another window."))


@pytest.mark.usefixtures("looks_often")
async def test_a_word_that_is_over_says_so_and_is_not_made_anew_by_itself() -> None:
    door = Door()
    async with hosted(door, (70, 24)) as host:
        door.word = ""
        await until(lambda: "The word was good until" in host.text)
        assert "4 makes another." in host.text
        assert door.asked == [False]


@pytest.mark.usefixtures("looks_often")
async def test_sharing_that_has_ended_is_said_and_the_page_shares_again() -> None:
    door = Door()
    async with hosted(door) as host:
        door.is_open = False
        await until(lambda: host.text.startswith("Share this board"))
        assert host.last == "This board is not shared any more."


@pytest.mark.usefixtures("looks_often")
async def test_another_window_that_shares_is_noticed_and_its_door_is_not_ended_here() -> None:
    door = Door(is_open=False)
    async with hosted(door, (70, 24)) as host:
        assert host.text.startswith("Share this board")
        door.begin_beside()
        await until(lambda: "RIVER-11-BREAD" in host.text)
        assert host.last == "The board is shared now, by another window of this computer."
        assert "Another window of this computer shares" in host.text
        assert "3 stop" not in host.text
        await host.press("8", "8")
        assert door.now.page, "the window that shares shows it"
        assert PAGE in host.text
        await host.press("6")
        assert host.last == "Who has no word may ask now; you answer on the board."
        await host.press("3", "3", "1")
        assert door.is_open
        assert host.app.heard == [PageRequested("invite")]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_5_is_said_at_every_size_and_leads_to_who_is_here(size: tuple[int, int]) -> None:
    async with hosted(Door(), size) as host:
        assert "5 who" in host.text.splitlines()[-2]
        await host.press("5")
        assert host.app.heard == [PageRequested("people")]


async def test_a_page_for_phones_is_chosen_before_the_door_opens() -> None:
    door = Door(is_open=False)
    async with hosted(door) as host:
        assert "5 [ ] a page for phones" in host.text
        await host.press("5")
        assert "5 [x] a page for phones and browsers as well, with the same word" in host.text
        await host.press("1")
        assert door.shared == [Sharing(to_all=True, has_page=True)]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_8_shows_a_page_for_phones_of_a_board_that_is_shared(size: tuple[int, int]) -> None:
    door = Door()
    async with hosted(door, size) as host:
        assert "8 phones" in host.text or "8 a page for phones" in host.text or "8: a page for phones." in host.text
        await host.press("8")
        assert not door.now.page
        assert host.last.endswith(("8 again shows it.", "8 again shows it, until sharing ends."))
        await host.press("8")
        assert host.last.startswith("A page for phones is there now")
        assert PAGE in host.text
        assert "8 " not in host.text.splitlines()[-2]


@pytest.mark.parametrize("is_open", [True, False])
async def test_what_a_page_needs_is_said_with_the_command_that_installs_it(is_open: bool) -> None:
    door = Door(is_open=is_open)
    door.page_trouble = Refusal("web-not-installed")
    async with hosted(door) as host:
        await host.press("8" if is_open else "5")
        assert host.last == "A page needs one thing more: pip install 'cofacil[web]'"
        assert is_open or "5 [ ] a page for phones" in host.text
        assert not door.now.page


async def test_who_is_in_by_page_loses_the_board_too_and_is_counted_with_those_by_screen() -> None:
    async with hosted(Door()) as host:
        attending = Attending.of([Present(Seat("Dee", via="ssh")), Present(Seat("Mo", via="page"))])
        host.view._live.presence.now = lambda: attending._replace(lost=("Bea",))  # type: ignore[method-assign]
        host.view.repaint()
        await until(lambda: host.last.startswith("1 here by screen: Dee. 1 here by page: Mo. Line lost: Bea."))
        await host.press("3")
        assert host.last == "Two people lose the board. 3 again stops sharing."


async def test_6_lets_strangers_ask_and_no_more() -> None:
    door = Door()
    async with hosted(door) as host:
        assert "6 asking" in host.text
        await host.press("6")
        assert host.last == "Who has no word may ask now; you answer on the board."
        assert "No word? Press Enter at that" in host.text
        await host.press("6")
        assert "No word? Press Enter" not in host.text


@pytest.mark.usefixtures("looks_often")
@pytest.mark.parametrize("size", [(60, 18), (70, 24), (120, 40)])
async def test_whose_words_wait_is_said_with_the_key_that_lifts_it(size: tuple[int, int]) -> None:
    door, slowed = Door(), Slowed("192.168.1.50", "riverside", 7, 0)
    async with hosted(door, size) as host:
        assert "7 " not in host.text.splitlines()[-2]
        door.now = door.now._replace(slowed=(slowed,))
        await until(lambda: "Words from 192.168.1.50 wait, 7 lifts" in " ".join(host.text.split()))
        assert size[0] < 70 or "7 l" in host.text.splitlines()[-2]
        await host.press("7")
        assert door.lifted == [slowed]
        assert "192.168.1.50" not in host.text


async def test_the_second_window_says_who_is_in_by_the_first() -> None:
    door = Door()
    door.is_ours, door.is_beside = False, True
    async with hosted(door, (70, 24)) as host:
        attending = host.view._live.presence.now()
        host.view._live.presence.now = lambda: attending._replace(  # type: ignore[method-assign]
            present=(), by_screen=(), beside=Beside(("Kofi",), ("Mo",), ("Bea",)), lost=("Bea",)
        )
        host.view.repaint()
        await until(lambda: host.last.startswith("1 here by screen: Kofi. 1 here by page: Mo. Line lost: Bea."))
