"""Sharing a board from the board itself: the pages that `j` opens over it, and what it says itself."""

import asyncio
from functools import partial

import pytest
from hosting import Door, until
from sheets import on_screen
from test_board_screen import Screen
from test_board_screen import shown as board_shown

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind, Role
from cofacil.language.worded import worded
from cofacil.room.requests import Wish
from cofacil.room.seats import Seat
from cofacil.tui.messages import Noticed
from cofacil.tui.pages.help import HelpView
from cofacil.tui.pages.invite import InviteView
from cofacil.tui.pages.join import ENDED, IS_OPEN, JoinView
from cofacil.tui.widgets.rows_view import RowsView
from troubles import made_up


def on_top(screen: Screen) -> RowsView | None:
    return screen.app.pages.top()


def join_page(screen: Screen) -> JoinView:
    view = on_top(screen)
    assert isinstance(view, JoinView)
    return view


async def test_a_guest_is_told_who_can_show_it() -> None:
    async with board_shown() as screen:
        await screen.press("j")
        assert screen.rows[-1].lstrip().startswith("Whoever facilitates can show how to join this board.")
        assert on_top(screen) is screen.view


async def test_j_shows_how_to_join_and_esc_is_the_board_again() -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door()
        screen.live.presence.join(Seat("Dee", via="ssh"), lambda _: None)
        before = screen.rows[:-1]
        await screen.press("j")
        view = join_page(screen)
        assert "WORD-11-FIRST" in on_screen(view)
        assert "3 here by screen: Kofi, Siân, Dee." in on_screen(view)
        await screen.press("4", "4")
        await until(lambda: "WORD-12-ANEW" in on_screen(view))
        assert door.asked == [False, True]
        await screen.press("escape")
        await screen.until(lambda: screen.app.screen is screen.view.screen)
        assert screen.rows[:-1] == before


async def test_j_offers_to_share_a_board_that_is_not_shared() -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door(is_open=False)
        await screen.press("j")
        view = join_page(screen)
        assert "1 with this network" in on_screen(view)
        assert door.asked == []
        await screen.press("1")
        await until(lambda: "WORD-11-FIRST" in on_screen(view))
        assert door.to_all == [True]


async def test_a_door_that_can_make_no_word_says_so_and_can_still_be_closed() -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door()
        door.trouble = made_up(Trouble, "The words could not be read: the disk is gone.")
        await screen.press("j")
        view = join_page(screen)
        assert "The words could not be read: the disk is gone." in on_screen(view)
        await screen.press("3", "3")
        await until(lambda: not door.is_open)


@pytest.mark.parametrize("trouble", [None, made_up(Trouble, "Somebody else has port 8022 here.")])
async def test_whoever_left_while_the_door_opened_is_told_on_the_board(trouble: Trouble | None) -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door(is_open=False)
        door.free.clear()
        await screen.press("j", "1", "escape")
        await screen.until(lambda: screen.app.screen is screen.view.screen)
        await asyncio.sleep(0.6)  # longer than a page that is being left takes no keys
        door.trouble = trouble
        door.free.set()
        said = worded(trouble) if trouble else IS_OPEN
        await screen.until(lambda: screen.rows[-1].lstrip().startswith(said))


async def test_what_the_door_tells_follows_the_answer_to_a_key_and_ends_by_no_key() -> None:
    async with board_shown() as screen:
        screen.app.say("So it is.")
        screen.app.post_message(Noticed("Words from 192.0.2.9 wait.", is_news=True))
        await screen.until(lambda: bool(screen.view.session.last_row.since))
        assert screen.rows[-1].lstrip().startswith("So it is.")
        await screen.press("down")
        assert screen.rows[-1].lstrip().startswith("Words from 192.0.2.9 wait.")
        await screen.press("down")
        assert screen.rows[-1].lstrip().startswith("Words from 192.0.2.9 wait.")


async def test_what_is_typed_behind_1_waits_for_the_page_of_one_person() -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door()
        await screen.press("j")
        below = join_page(screen)
        screen.send("1Di\n\n")
        await screen.until(lambda: bool(door.invited))
        assert door.invited == [("Di", Role.PARTICIPANT)]
        assert isinstance(on_top(screen), InviteView)
        await screen.press("escape")
        await screen.until(lambda: on_top(screen) is below)
        assert "WORD-11-FIRST" in on_screen(below)


async def test_nobody_is_invited_through_a_closed_door() -> None:
    async with board_shown() as screen:
        screen.app.door = Door(is_open=False)
        await screen.app.pages.open("invite")
        assert on_top(screen) is screen.view


@pytest.mark.parametrize("is_taken", [True, False])
async def test_how_words_are_marked_is_said_where_the_board_has_the_mouse(*, is_taken: bool) -> None:
    async with board_shown() as screen:
        screen.app.options = screen.app.options._replace(mouse=is_taken)
        screen.app.door = Door()
        await screen.press("j")
        assert ("hold Shift" in on_screen(join_page(screen))) == is_taken
        await screen.press("1", "D", "enter", "enter")
        invite = on_top(screen)
        assert isinstance(invite, InviteView)
        await until(lambda: "shows a fingerprint" in on_screen(invite))
        assert ("hold Shift" in on_screen(invite)) == is_taken


async def test_what_was_read_gives_way_to_who_has_come_meanwhile_and_nothing_does_before() -> None:
    async with board_shown() as screen:
        screen.app.door = Door()
        await screen.press("j")
        view = join_page(screen)
        assert last(view).startswith("3 here by screen: Kofi, Siân, Dee.")
        await screen.press("4", "4")
        await until(lambda: last(view).startswith(ENDED))
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        await screen.pilot.pause()
        assert last(view).startswith(ENDED), "nobody has come"
        await screen.press("4", "4")
        await until(lambda: "WORD-13-ANEW" in on_screen(view))
        screen.live.presence.join(Seat("Lin", via="ssh"), lambda _: None)
        view.repaint()
        await screen.pilot.pause()
        assert last(view).startswith(ENDED), "it was not read yet"
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        await screen.pilot.pause()
        assert last(view).startswith("4 here by screen: Lin, Kofi, Siân, Dee.")


async def test_who_asks_is_said_again_behind_every_answer_on_the_page_as_long_as_they_wait() -> None:
    async with board_shown() as screen:
        screen.app.door = Door()
        await screen.press("j")
        view = join_page(screen)
        asking = screen.live.presence.asks.ask("Rhys", Wish.JOIN)
        await until(lambda: last(view).startswith("Rhys asks to join. On the board j answers"))
        await screen.press("2")
        assert last(view).startswith("Rhys asks to join."), "a key that says nothing takes it away from nobody"
        await screen.press("4", "4")
        await until(lambda: last(view).startswith(ENDED))
        screen.live.presence.join(Seat("Lin", via="ssh"), lambda _: None)
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        await screen.pilot.pause()
        assert last(view).startswith("Rhys asks to join.")
        screen.app.post_message(Noticed("Words from 192.168.1.7 wait."))
        await screen.pilot.pause()
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        await screen.pilot.pause()
        assert last(view).startswith("Rhys asks to join.")
        asking.cancel()
        await until(lambda: not last(view).startswith("Rhys asks to join."))


async def test_of_two_who_ask_the_other_is_named_once_one_waits_no_more() -> None:
    async with board_shown() as screen:
        screen.app.door = Door()
        await screen.press("j")
        view = join_page(screen)
        screen.live.presence.asks.ask("Rhys", Wish.JOIN)
        await until(lambda: last(view).startswith("Rhys asks to join."))
        lin = screen.live.presence.asks.ask("Lin", Wish.JOIN)
        await until(lambda: last(view).startswith("Lin asks to join. Two ask now."))
        lin.cancel()
        await until(lambda: last(view).startswith("Lin asks no more."))
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        await until(lambda: last(view).startswith("Rhys asks to join. On the board j answers"))


async def test_of_three_who_ask_it_is_read_what_became_of_each_and_then_who_waits() -> None:
    async with board_shown() as screen:
        screen.app.door = Door()
        await screen.press("j")
        view = join_page(screen)
        asks = screen.live.presence.asks
        asks.ask("Rhys", Wish.JOIN)
        others = [asks.ask(name, Wish.JOIN) for name in ("Lin", "Bo")]
        await until(lambda: "Bo asks to join. Three ask now." in on_screen(view))
        await screen.press("4", "4")
        await until(lambda: last(view).startswith(ENDED))
        await screen.pilot.pause()
        for name, other in zip(("Lin", "Bo"), others, strict=True):
            other.cancel()
            await until(partial(said_since, view, f"{name} asks no more."))
        said = [ENDED, "Lin asks no more.", "Bo asks no more.", "Rhys asks to join. On the board j answers"]
        for number, words in enumerate(said):
            assert last(view).startswith(words), said[:number]
            screen.hall.clock.pass_minutes(1 / 12)
            view.repaint()
            await screen.pilot.pause()
        assert last(view).startswith(said[-1])


async def test_why_nothing_is_kept_stays_on_every_page_until_it_is_mended() -> None:
    gone = Trouble("board-gone-since", file="garden.json")
    async with board_shown() as screen:
        screen.app.door = Door()
        await screen.press("j")
        view = join_page(screen)
        screen.app._hear_trouble(gone)
        await until(lambda: last(view).startswith(worded(gone)))
        screen.hall.clock.pass_minutes(1)
        screen.live.presence.join(Seat("Lin", via="ssh"), lambda _: None)
        await screen.pilot.pause()
        view.repaint()
        assert last(view).startswith(worded(gone)), "somebody has come, and it is so still"
        await screen.press("2")
        assert last(view).startswith(worded(gone)), "a key that says nothing takes it away from nobody"
        await screen.press("4", "4")
        await until(lambda: last(view).startswith(ENDED))
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        assert last(view).startswith(worded(gone)), "the answer to a key has been read"
        asking = screen.live.presence.asks.ask("Rhys", Wish.JOIN)
        await until(
            lambda: last(view).startswith("Rhys asks to join. On the board j answers; go on as you were. “garden")
        )
        asking.cancel()
        await until(lambda: last(view).startswith("Rhys asks no more."))
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        assert last(view).startswith(worded(gone))


async def test_why_nothing_is_kept_is_said_on_a_page_that_is_opened_since_and_that_it_is_again() -> None:
    gone, back = Trouble("board-gone-since", file="garden.json"), "can be read now"
    async with board_shown() as screen:
        screen.app._hear_trouble(gone)
        await screen.press("question_mark")
        await until(lambda: isinstance(on_top(screen), HelpView))
        help_page = on_top(screen)
        assert isinstance(help_page, HelpView)
        begun = worded(gone)[:50]
        assert begun in on_screen(help_page), "also on a page that was opened since"
        screen.app._hear_trouble(None)
        await until(lambda: begun not in on_screen(help_page) and back in on_screen(help_page))


async def test_what_others_do_is_read_before_who_is_here_by_now() -> None:
    async with board_shown() as screen:
        screen.app.door = Door()
        await screen.press("j")
        view = join_page(screen)
        await screen.live.submit(Seat("Dee"), AddCard("card/x", Kind.OFFER, "x", said="Dee"))
        await until(lambda: last(view).startswith("Dee added an offer"))
        screen.live.presence.join(Seat("Lin", via="ssh"), lambda _: None)
        await screen.pilot.pause()
        view.repaint()
        assert last(view).startswith("Dee added an offer"), "it was not read yet"
        screen.hall.clock.pass_minutes(1)
        view.repaint()
        assert last(view).startswith("4 here by screen: Lin, Kofi, Siân, Dee.")


async def test_what_others_do_while_the_door_opens_is_not_lost_once_it_is_open() -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door(is_open=False)
        door.free.clear()
        await screen.press("j", "1")
        view = join_page(screen)
        await until(lambda: last(view).startswith("One moment: the door is being opened."))
        await screen.live.submit(Seat("Dee"), AddCard("card/x", Kind.OFFER, "x", said="Dee"))
        await until(lambda: last(view).startswith("Dee added an offer"))
        door.free.set()
        await until(lambda: "WORD-11-FIRST" in on_screen(view))
        assert last(view).startswith("Dee added an offer")


async def test_a_click_that_opens_the_door_ends_what_was_said_of_another_key() -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door(is_open=False)
        door.page_trouble = made_up(Trouble, "A part is missing.")
        await screen.press("j", "5")
        view = join_page(screen)
        await until(lambda: last(view).startswith("A part is missing."))
        await view.choose(0)
        await until(lambda: "WORD-11-FIRST" in on_screen(view))
        assert "A part is missing." not in on_screen(view)


def said_since(view: JoinView, words: str) -> bool:
    return words in [one.words for one in view.last_row.since]


def last(view: JoinView) -> str:
    return on_screen(view).splitlines()[-1].strip()
