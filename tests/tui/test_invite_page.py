"""Inviting one person: a name, what they may do, and what is sent to them, shown once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hosting import JOINING, LONG_JOINING, PAGE, Door, looked_at, until
from sheets import HOSTILE, KEYS, NOW, SIZES, Bare, Meeting, brush, is_plain, is_whole, on_screen, shown, window, words
from textual.pilot import Pilot

from cofacil.board.errors import NotSaved, Refusal
from cofacil.board.kinds import Role
from cofacil.room.ports import Invitation, Invited
from cofacil.terminal.widths import cell_len
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages import invite as invite_screen
from cofacil.tui.pages.invite import NAME, ROLES, Invite, InviteView, paint_invite
from cofacil.tui.typed import Typed
from troubles import made_up

WORD = "7K3PX-9QW2M"
DEE = Invitation("Dee", Role.PARTICIPANT, JOINING.command, WORD, NOW, JOINING.fingerprint)
LONGEST = DEE._replace(name="漢字会議" * 8, command=LONG_JOINING.command, role=Role.COFACILITATOR)
ONCE = "It is theirs alone. It is shown only here and only now: send it before you go on."


def flat(text: str) -> str:
    return " ".join(text.split())


@asynccontextmanager
async def invited(door: Door, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[InviteView, Bare, Pilot[None]]]:
    view = InviteView(door, brush(), KEYS)
    async with shown(view, size=size) as (app, pilot):
        yield view, app, pilot


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invite_screen, "_SETTLES", 0.05)


# what is painted


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_the_pages_are_as_they_were_looked_at(size: tuple[int, int]) -> None:
    looked_at("invite/name", paint_invite(Invite(Typed.of("Dee")), window(*size)))
    looked_at("invite/role", paint_invite(Invite(Typed.of("Dee"), 1), window(*size)))
    looked_at("invite/made", paint_invite(Invite(invitation=DEE), window(*size)))
    looked_at("invite/made_page", paint_invite(Invite(invitation=DEE._replace(page=PAGE)), window(*size)))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_who_has_only_a_phone_is_sent_the_page_with_the_same_word(size: tuple[int, int]) -> None:
    text = words(paint_invite(Invite(invitation=DEE._replace(page=PAGE)), window(*size)))
    assert PAGE in text
    assert WORD in text
    assert DEE.command in text
    assert PAGE not in words(paint_invite(Invite(invitation=DEE), window(*size)))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("hand", [None, 0, 1, 2])
@pytest.mark.parametrize("name", ["", "Dee", *HOSTILE, "漢字会議" * 8])
def test_every_cell_is_painted_and_everything_is_reached(width: int, height: int, hand: int | None, name: str) -> None:
    for sentence in ("", "There is already a Dee here. Add a letter of the family name."):
        sheet = paint_invite(Invite(Typed.of(name), hand, sentence=sentence), window(width, height))
        assert is_whole(sheet, width, height)
        assert {spot.choice for spot in sheet.spots} == {0, 1, 2, NAME}
        assert sheet.rows[0].text.rstrip().endswith("only your screen")
        assert (sheet.cursor is None) == (hand is not None)
        if sheet.cursor:
            assert (sheet.cursor.y, NAME) in {(spot.y, spot.choice) for spot in sheet.spots}
            assert sheet.cursor.x == 3 + cell_len(name) or cell_len(name) > width - 5
        assert sentence in flat(words(sheet))
        assert "Esc" in sheet.rows[-2].text
        assert "Enter" in sheet.rows[-2].text
    assert is_plain(paint_invite(Invite(Typed.of("Dee"), hand), window(width, height, is_ascii=True)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("made", [DEE, LONGEST, *(DEE._replace(name=name) for name in HOSTILE)])
def test_no_letter_of_what_is_to_be_sent_is_missing(size: tuple[int, int], made: Invitation) -> None:
    sheet = paint_invite(Invite(invitation=made), window(*size))
    text = words(sheet)
    assert is_whole(sheet, *size)
    assert made.command.replace(" ", "") in "".join(text.split())
    assert WORD in text
    assert ONCE in flat(text)
    assert "For " + made.name[:8] in flat(text)
    assert sheet.rows[0].text.rstrip().endswith("only your screen")
    assert "Enter invite another   Esc back" in text
    assert sheet.cursor is None


@pytest.mark.parametrize("role", [invited.role for invited in ROLES])
def test_it_says_for_whom_as_what_and_until_when(role: Role) -> None:
    text = words(paint_invite(Invite(invitation=DEE._replace(role=role)), window(80, 24)))
    does = {
        Role.COFACILITATOR: "who facilitates with you",
        Role.PARTICIPANT: "who takes part",
        Role.VIEWER: "who only watches",
    }[role]
    assert f"For Dee, {does}, until Sun 22 November 2026, " in text


# keys


@pytest.mark.parametrize(
    ("keys", "role"),
    [
        (("enter",), Role.PARTICIPANT),
        (("up", "enter"), Role.COFACILITATOR),
        (("down", "down", "enter"), Role.VIEWER),
        (("1",), Role.COFACILITATOR),
        (("2",), Role.PARTICIPANT),
        (("3",), Role.VIEWER),
    ],
)
async def test_a_name_and_a_role_make_a_word(keys: tuple[str, ...], role: Role) -> None:
    door = Door()
    async with invited(door) as (view, app, pilot):
        await pilot.press("D", "e", "e", "enter")
        assert " ▌ 2 take part" in on_screen(view)
        await pilot.press(*keys)
        assert door.invited == [("Dee", role)]
        assert "7K3PX-10001" in on_screen(view)
        assert JOINING.command in on_screen(view)
        assert not app.heard


async def test_figures_and_letters_belong_to_the_name_while_it_is_typed() -> None:
    door = Door()
    async with invited(door) as (view, _, pilot):
        await pilot.press("1", "2", "3", "q", "left", "backspace")
        assert view.invite.name.text == "12q"
        assert door.invited == []


async def test_without_a_name_nobody_is_invited() -> None:
    door = Door()
    async with invited(door) as (view, _, pilot):
        for keys in (("enter",), ("space", "enter"), ("down",)):
            await pilot.press(*keys)
            assert "Who is it for? A name is enough." in on_screen(view)
            assert view.invite.hand is None
        await pilot.click(offset=(10, 8))
        assert "A name is enough." in on_screen(view)
        assert door.invited == []


async def test_a_click_chooses_a_role_or_goes_back_to_the_name() -> None:
    door = Door()
    async with invited(door) as (view, _, pilot):
        await pilot.press("D", "i", "enter")
        await pilot.click(offset=(10, 3))
        assert view.invite.hand is None
        await pilot.click(offset=(10, 8))
        assert door.invited == [("Di", Role.VIEWER)]
        assert "7K3PX-10001" in on_screen(view)


@pytest.mark.parametrize("keys", [("escape",), ("up", "up"), ("shift+tab",)])
async def test_the_name_can_be_mended(keys: tuple[str, ...]) -> None:
    door = Door()
    async with invited(door) as (_, app, pilot):
        await pilot.press("D", "i", "enter", *keys, "backspace", "e", "e", "enter", "enter")
        assert door.invited == [("Dee", Role.PARTICIPANT)]
        assert not app.heard


async def test_a_trouble_is_said_and_the_words_stay() -> None:
    door = Door()
    door.trouble = made_up(Refusal, "There is already a Dee here. Add a letter of the family name.")
    async with invited(door) as (view, _, pilot):
        await pilot.press("D", "e", "e", "enter", "3")
        assert "There is already a Dee here. Add a letter of the family name." in on_screen(view).splitlines()[-1]
        assert (view.invite.name.text, view.invite.hand) == ("Dee", 2)
        door.trouble = made_up(NotSaved, "The disk is full. It is as it was.")
        await pilot.press("enter")
        assert "The disk is full. It is as it was." in on_screen(view).splitlines()[-1]
        door.trouble = None
        await pilot.press("escape", "space", "M", "enter", "3")
        assert door.invited[-1] == ("Dee M", Role.VIEWER)
        assert "7K3PX-10003" in on_screen(view)


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_is_only_a_name(name: str) -> None:
    door = Door()
    async with invited(door) as (view, _, pilot):
        view.paste(name)
        await pilot.press("enter", "enter")
        assert door.invited == [(name, Role.PARTICIPANT)]
        assert name in on_screen(view)


async def test_a_paste_is_cleaned_one_line_and_no_longer_than_a_name() -> None:
    async with invited(Door()) as (view, _, pilot):
        view.paste("Dee\x1b[31m\nof the\u202e garden" + "x" * 100)
        assert view.invite.name.text.startswith("Dee of the garden")
        assert len(view.invite.name.text) == 32
        assert "No more than 32 letters fit here." in on_screen(view)
        await pilot.press("y")
        assert len(view.invite.name.text) == 32


async def test_only_the_line_takes_a_paste_and_blanks_around_a_name_are_left_out() -> None:
    door = Door()
    async with invited(door) as (view, _, pilot):
        await pilot.press("space", "D", "i", "space", "enter")
        view.paste("more")
        await pilot.press("enter")
        view.paste("more")
        assert view.invite.name.text == "Di"
        assert door.invited == [("Di", Role.PARTICIPANT)]


async def test_a_second_quick_enter_does_not_take_the_word_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invite_screen, "_SETTLES", 30)
    door = Door()
    async with invited(door) as (view, app, pilot):
        await pilot.press("D", "e", "e", "enter")
        door.free.clear()
        asyncio.get_running_loop().call_later(0.1, door.free.set)
        await pilot.press("enter", "enter", "enter")
        await until(lambda: "7K3PX-10001" in on_screen(view))
        await pilot.pause()
        assert len(door.invited) == 1
        assert "7K3PX-10001" in on_screen(view)
        assert not app.heard


async def test_enter_invites_another_and_the_word_before_is_seen_no_more() -> None:
    door = Door()
    async with invited(door) as (view, _, pilot):
        await pilot.press("D", "i", "enter", "1")
        await until(lambda: not view._is_fresh)
        await pilot.press("x", "down", "2")
        assert "7K3PX-10001" in on_screen(view)
        await pilot.press("enter")
        assert "7K3PX" not in on_screen(view)
        assert view.invite == Invite()
        await pilot.press("M", "o", "enter", "enter")
        assert door.invited[-1] == ("Mo", Role.PARTICIPANT)
        assert "7K3PX-10002" in on_screen(view)


@pytest.mark.parametrize("keys", [(), ("D", "i"), ("D", "i", "enter", "enter")])
async def test_esc_goes_back_once(keys: tuple[str, ...]) -> None:
    async with invited(Door()) as (_, app, pilot):
        await pilot.press(*keys, "escape", "escape")
        assert app.heard == [BackRequested()]


async def test_a_window_too_small_keeps_the_word() -> None:
    async with invited(Door()) as (view, _, pilot):
        await pilot.press("D", "i", "enter", "enter")
        await pilot.resize_terminal(38, 10)
        await until(lambda: not view._is_fresh)
        await pilot.press("enter")
        assert "7K3PX" not in on_screen(view)
        await pilot.resize_terminal(80, 24)
        await until(lambda: "7K3PX-10001" in on_screen(view))


async def test_whom_an_invitation_is_for_is_read_as_on_the_board_and_said_before() -> None:
    door, meeting = Door(), Meeting()
    meeting.people(("Siân Evans", ""), ("Sam", ""))
    async with invited(door) as (view, _, pilot):
        view.board = meeting.board
        await pilot.press(*"sian")
        assert "Known: Siân Evans." in on_screen(view)
        await pilot.press("enter", "enter")
        assert door.invited == [("Siân Evans", Role.PARTICIPANT)]


async def test_a_name_that_fits_two_invites_nobody_and_tab_chooses() -> None:
    door, meeting = Door(), Meeting()
    meeting.people(("Siân Evans", ""), ("Sam", ""))
    async with invited(door) as (view, _, pilot):
        view.board = meeting.board
        await pilot.press("s", "enter")
        assert view.invite.hand is None
        assert "Tab chooses: s could be" in on_screen(view)
        await pilot.press("tab", "tab")
        assert view.invite.name.text in {"Siân Evans", "Sam"}
        await pilot.press("ctrl+u", *"Rhys")
        assert "New: Rhys." in on_screen(view)


async def test_a_word_that_ends_another_is_asked_about_once() -> None:
    door = Door()
    door.now = door.now._replace(
        invited=(Invited("Dee", Role.VIEWER, NOW), Invited("Lou", Role.VIEWER, NOW, has_come=True, is_spent=True))
    )
    async with invited(door) as (view, _, pilot):
        await until(lambda: bool(view.invite.invited))
        await pilot.press(*"dee", "enter", "enter")
        assert "dee has a word that opens nothing any more then." in " ".join(on_screen(view).split())
        assert view.asks
        await pilot.press("down", "enter", "up", "enter")
        assert not door.invited, "as another thing it is asked again"
        await pilot.press("enter")
        assert door.invited == [("dee", Role.PARTICIPANT)]
    async with invited(door) as (view, _, pilot):
        await until(lambda: bool(view.invite.invited))
        await pilot.press(*"Lou", "enter", "enter")
        assert door.invited[-1] == ("Lou", Role.PARTICIPANT), "their word is none any more"
