"""On the page of a card the board's keys for that card work; any other says once that it does nothing."""

import pytest
from riverside import ANA, DEE, KOFI, VIC
from sheets import KEYS, Meeting, brush, on_screen
from sheets import shown as sheet_shown
from test_board_screen import Screen, shown
from textual import events

from cofacil.board.commands.moving import PutAway
from cofacil.board.kinds import Kind
from cofacil.board.records import Card
from cofacil.room.seats import Seat
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.move import Move
from cofacil.tui.modes.pick import Pick
from cofacil.tui.modes.will import Will
from cofacil.tui.pages.card import ShownView, WholeView
from cofacil.tui.pages.help import HelpView
from cofacil.tui.pages.page import Page

SIZES = [(40, 12), (60, 18), (80, 24), (120, 40)]


def page(screen: Screen) -> WholeView:
    top = screen.app.screen
    assert isinstance(top, Page)
    assert isinstance(top.view, WholeView)
    return top.view


def help_page(screen: Screen) -> HelpView:
    top = screen.app.pages.top()
    assert isinstance(top, HelpView)
    return top


def is_on_board(screen: Screen) -> bool:
    return screen.app.pages.top() is screen.view


def last_row(screen: Screen) -> str:
    return on_screen(page(screen)).splitlines()[-1]


async def open_card(screen: Screen, label: str) -> None:
    session = screen.session
    session.look(session.view.to(session.board, screen.hall.called(label)))
    await screen.press("enter")
    assert page(screen).entity == screen.hall.called(label)


def card(screen: Screen, label: str) -> Card:
    return screen.live.board.card(screen.hall.called(label))


@pytest.mark.parametrize(("key", "mode"), [("e", Edit), ("l", Pick), ("m", Move), ("i", Will)])
@pytest.mark.parametrize("size", SIZES)
async def test_what_asks_for_words_opens_on_the_board_for_the_card_that_was_read(
    key: str, mode: type, size: tuple[int, int]
) -> None:
    async with shown(size=size) as screen:
        await open_card(screen, "O3")
        await screen.press("right", key)
        await screen.until(lambda: is_on_board(screen))
        assert isinstance(screen.session.mode, mode)
        assert screen.in_hand == "O4"


async def test_letters_that_are_typed_at_once_land_in_the_line_and_nowhere_else() -> None:
    async with shown() as screen:
        await open_card(screen, "O3")
        screen.send("eddp mild")
        await screen.until(lambda: isinstance(screen.session.mode, Edit) and "mild" in screen.session.mode.words.text)
        assert screen.session.mode.words.text.endswith("ddp mild")  # type: ignore[union-attr]
        assert not card(screen, "O3").is_done
        assert not card(screen, "O3").is_gone


async def test_done_and_put_away_stay_on_the_page_and_say_what_they_did() -> None:
    async with shown() as screen:
        await open_card(screen, "O3")
        await screen.press("d")
        assert card(screen, "O3").is_done
        assert "taken up" in on_screen(page(screen))
        assert last_row(screen).lstrip().startswith("O3 is taken up.")
        await screen.press("d")
        assert not card(screen, "O3").is_done
        await screen.press("p")
        assert card(screen, "O3").is_gone
        assert "put away, off the wall" in on_screen(page(screen))
        assert last_row(screen).lstrip().startswith("O3 is put away. u brings it back.")


async def test_what_is_put_away_is_not_mistaken_for_the_card_that_took_its_place() -> None:
    async with shown() as screen:
        await open_card(screen, "O3")
        await screen.press("p", "d", "e", "p")
        assert is_on_board(screen) is False
        assert last_row(screen).lstrip().startswith("O3 is put away. u undoes")
        assert not [other for other in screen.live.board.columns[Kind.OFFER] if other.is_done]
        assert [other.label for other in screen.live.board.columns[Kind.OFFER]].count("O4") == 1
        await screen.press("u")
        assert not card(screen, "O3").is_gone
        await screen.press("d")
        assert card(screen, "O3").is_done


async def test_the_keys_are_those_of_the_group_and_capitals_do_no_harm() -> None:
    async with shown() as screen:
        await open_card(screen, "O3")
        screen.app.post_message(events.Key("upper_d", "D"))
        await screen.until(lambda: card(screen, "O3").is_done)


@pytest.mark.parametrize(("seat", "key"), [(VIC, "e"), (VIC, "d"), (VIC, "i"), (KOFI, "d"), (KOFI, "m"), (KOFI, "s")])
async def test_what_a_seat_may_not_do_is_said_on_the_page(seat: Seat, key: str) -> None:
    async with shown(seat) as screen:
        await open_card(screen, "O3")
        await screen.press(key)
        asks = "You are watching." if seat is VIC else "That is for those who facilitate."
        assert last_row(screen).lstrip().startswith(asks)
        assert not card(screen, "O3").is_done


async def test_what_a_seat_may_do_is_offered_and_nothing_else() -> None:
    for seat, offered in ((ANA, {"edit", "done", "move"}), (KOFI, {"edit", "link", "I will"}), (VIC, set())):
        async with shown(seat, (160, 45)) as screen:
            await open_card(screen, "O3")
            keys = on_screen(page(screen)).splitlines()[-2]
            assert {word for word in ("edit", "done", "move", "link", "I will", "put away") if word in keys} >= offered
            assert ("done" in keys, "move" in keys) == (seat is ANA, seat is ANA)


async def test_show_everyone_and_help_go_over_the_board() -> None:
    async with shown() as screen:
        await open_card(screen, "O3")
        await screen.press("s")
        await screen.until(lambda: isinstance(screen.app.pages.top(), ShownView))
        await screen.press("s")
        await screen.until(lambda: is_on_board(screen))
        await open_card(screen, "O3")
        await screen.press("?")
        await screen.until(lambda: isinstance(screen.app.pages.top(), HelpView))
        await screen.press("escape")
        await screen.until(lambda: is_on_board(screen))


async def test_keys_in_one_go_behind_help_or_a_card_for_everyone_are_no_keys_of_the_board() -> None:
    async with shown() as screen:
        await open_card(screen, "O3")
        screen.send("?mild")
        await screen.until(lambda: isinstance(screen.app.pages.top(), HelpView))
        await screen.until(lambda: help_page(screen).help.typed.text == "mild")
        await screen.press("escape")
        await screen.until(lambda: is_on_board(screen))
        await open_card(screen, "O3")
        screen.send("sp")
        await screen.until(lambda: isinstance(screen.app.pages.top(), ShownView))
        await screen.pilot.pause()
        assert screen.session.mode is None
        assert not card(screen, "O3").is_gone


async def test_a_card_that_is_shown_to_everyone_is_edited_as_any_other() -> None:
    async with shown() as screen:
        session = screen.session
        session.look(session.view.to(session.board, screen.hall.called("O3")))
        await screen.press("s")
        await screen.until(lambda: isinstance(screen.app.pages.top(), ShownView))
        await screen.press("e")
        await screen.until(lambda: is_on_board(screen))
        assert isinstance(screen.session.mode, Edit)


async def test_an_absence_that_is_shown_whole_gets_somebody_who_asks() -> None:
    async with shown() as screen:
        session = screen.session
        session.look(session.view.to(session.board, screen.hall.called("N3")))
        await screen.press("s")
        await screen.until(lambda: isinstance(screen.app.pages.top(), ShownView))
        await screen.press("i")
        await screen.until(lambda: is_on_board(screen))
        assert isinstance(screen.session.mode, Missing)
        assert (screen.session.mode.part, screen.session.mode.absence) == (MissingPart.ASKER, screen.hall.called("N3"))


async def test_what_somebody_else_put_away_meanwhile_is_left_alone() -> None:
    async with shown() as screen:
        await open_card(screen, "O3")
        screen.hall.do(PutAway(screen.hall.called("O3")), DEE)
        screen.session.hear(screen.hall.do(PutAway(screen.hall.called("O2")), DEE))
        await screen.press("d")
        assert not [other for other in screen.session.board.columns[Kind.OFFER] if other.is_done]


@pytest.mark.parametrize(
    ("key", "said"), [("x", "x"), ("a", "a"), ("tab", "Tab"), ("enter", "Enter"), ("space", "Space"), ("é", "é")]
)
async def test_a_key_that_means_nothing_says_so_once(key: str, said: str) -> None:
    meeting = Meeting()
    card = meeting.card("first")
    view = WholeView(meeting.board, card, brush(), KEYS, meeting.clock.now)
    async with sheet_shown(view, size=(60, 18)) as (app, pilot):
        app.post_message(events.Key(key, {"space": " ", "tab": "\t", "enter": "\r"}.get(key, key)))
        await pilot.pause()
        last = on_screen(view).splitlines()[-1]
        assert last.lstrip().startswith(f"{said} does nothing on this page. Esc goes back.")
        await pilot.press("down")
        assert "does nothing" not in on_screen(view)


@pytest.mark.parametrize(("seat", "state"), [(ANA, "saved"), (VIC, "watching")])
async def test_who_only_watches_is_told_that_and_of_nothing_saved(seat: Seat, state: str) -> None:
    async with shown(seat) as screen:
        await screen.press("enter")
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        page = screen.app.screen
        assert isinstance(page, Page)
        assert on_screen(page.view).splitlines()[-1].rstrip().endswith(state)  # type: ignore[arg-type]
