"""The page of themes, and one theme alone: its cards of all kinds side by side."""

import pytest
from sheets import KEYS, NOW, SIZES, Meeting, below, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Kind, Role
from cofacil.board.themes import names_of, put_away
from cofacil.language.days import date_of
from cofacil.tui.messages import BackRequested, CardActionChosen
from cofacil.tui.pages.gathered import Alone, GatheredView, Listing, paint_alone, paint_listing


@pytest.fixture
def meeting() -> Meeting:
    """Return a board with the themes Garden gate, of all kinds, and Money, of one card."""
    meeting = Meeting()
    for kind in Kind:
        for number in range(2):
            meeting.do(AddCard(f"card/{kind}{number}", kind, f"{kind} {number} of it", tags=("Garden gate",)))
    meeting.do(AddCard("card/m", Kind.ISSUE, "it costs", tags=("Money",)))
    return meeting


def page(meeting: Meeting, theme: str = "", role: Role = Role.HOST) -> GatheredView:
    return GatheredView(below(meeting.board, lambda: NOW, meeting.ask, role=role), theme=theme)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_cell_is_painted_and_what_is_in_hand_is_seen(meeting: Meeting, width: int, height: int) -> None:
    for hand in range(8):
        for plain in (False, True):
            here = window(width, height, is_ascii=plain)
            sheet = paint_alone(meeting.board, Alone("garden gate", hand), date_of(NOW), "", here)
            assert is_whole(sheet, width, height)
            assert hand in {spot.choice for spot in sheet.spots}
            assert not plain or is_plain(sheet)
    sheet = paint_listing(Listing(meeting.board, 1), KEYS, "", window(width, height), may_change=True)
    assert is_whole(sheet, width, height)
    assert {spot.choice for spot in sheet.spots} == {0, 1}


@pytest.mark.parametrize(("width", "beside"), [(40, 1), (60, 2), (80, 2), (120, 4)])
def test_kinds_stand_side_by_side_as_far_as_there_is_room(meeting: Meeting, width: int, beside: int) -> None:
    sheet = paint_alone(meeting.board, Alone("garden gate"), date_of(NOW), "", window(width, 60))
    heads = [row.text for row in sheet.rows if "Questions 2" in row.text]
    assert sum(name in heads[0] for name in ("Questions", "Offers", "Actions", "Open issues")) == beside
    text = words(sheet)
    assert all(
        f"{kind} {number} of it" in " ".join(text.split()) for kind in ("question", "offer") for number in (0, 1)
    )


async def test_a_theme_is_called_otherwise_and_by_anothers_name_asks_first(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        assert "# Garden gate" in on_screen(view)
        assert "? 2  + 2  > 2  ! 2" in on_screen(view)
        await pilot.press("e", "ctrl+u")
        await pilot.press(*"The gate", "enter")
        assert "The theme Garden gate is called The gate now." in on_screen(view)
        await pilot.press("e", "ctrl+u", *"money", "enter")
        assert "Money is a theme already. Enter makes the two one." in on_screen(view)
        assert len(meeting.board.themes) == 2
        await pilot.press("escape")
        assert len(meeting.board.themes) == 2
        await pilot.press("e", "ctrl+u", *"money", "enter", "enter")
        assert names_of(meeting.board.themes) == {"money": "Money"}
        assert "are one theme now: Money." in on_screen(view)


@pytest.mark.parametrize(
    ("size", "offered"),
    [
        ((80, 24), "↑ ↓ choose   Enter all its cards   e call it otherwise   p put away   Esc back"),
        ((60, 18), "↑ ↓ choose   Enter cards   e name   p put away   Esc back"),
        ((40, 12), "↑ ↓ choose   Enter cards   Esc back"),
    ],
)
async def test_what_can_be_done_with_a_theme_is_offered_in_a_narrow_window_too(
    meeting: Meeting, size: tuple[int, int], offered: str
) -> None:
    view = page(meeting)
    async with shown(view, size):
        assert on_screen(view).split("\n")[-2].strip() == offered


async def test_a_letter_behind_the_question_is_another_name(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("e", "ctrl+u", *"money", "enter", "s", "enter")
        assert names_of(meeting.board.themes) == {"money": "Money", "moneys": "moneys"}


async def test_the_name_of_a_third_is_asked_about_anew(meeting: Meeting) -> None:
    meeting.do(AddCard("card/w", Kind.ISSUE, "it is dry", tags=("Water",)))
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("e", "ctrl+u", *"money", "enter", "ctrl+u", *"water", "enter")
        assert "Water is a theme already." in on_screen(view)
        assert len(meeting.board.themes) == 3


async def test_an_odd_name_or_a_full_disk_is_said_and_the_words_stay(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("e", "ctrl+u", "!", "enter")
        assert '"!" cannot be said or found.' in on_screen(view)
        view.paste("x" * 40)
        assert "No more than 32 letters fit here." in on_screen(view)
        meeting.trouble = NotSaved("not-saved", why="the disk is full")
        await pilot.press("enter")
        assert "NOT SAVED: " in on_screen(view)
        assert "Enter tries again." in on_screen(view)
        assert view.takes_words
        await pilot.press("escape", "p")
        assert "p tries again." in on_screen(view)
        assert view.is_trouble


async def test_a_theme_is_put_away_and_brought_back(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("p")
        assert "The theme Garden gate is put away, its cards stay." in on_screen(view)
        assert "put away, with 8 cards" in on_screen(view)
        assert list(put_away(meeting.board)) == ["garden gate"]
        assert view.listing.theme == "garden gate", "it stays in hand"
        await pilot.press("enter")
        assert "p brings it back" in on_screen(view)
        await pilot.press("p")
        assert "The theme Garden gate is back, with 8 cards." in on_screen(view)
        assert not put_away(meeting.board)


async def test_enter_shows_one_alone_and_goes_to_its_cards(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (app, pilot):
        await pilot.press("enter", "down", "right", "enter")
        assert "8 cards" in on_screen(view)
        chosen = [message for message in app.heard if isinstance(message, CardActionChosen)]
        assert [(message.action, message.entity) for message in chosen] == [("", "card/offer0")]
        await pilot.press("escape")
        assert view.alone is None


async def test_opened_from_a_search_esc_leaves_it(meeting: Meeting) -> None:
    view = page(meeting, "garden gate")
    async with shown(view) as (app, pilot):
        assert "question 0" in on_screen(view)
        await pilot.press("escape")
        assert any(isinstance(message, BackRequested) for message in app.heard)


async def test_who_watches_or_takes_part_looks_and_changes_nothing(meeting: Meeting) -> None:
    view = page(meeting, role=Role.PARTICIPANT)
    async with shown(view) as (_app, pilot):
        assert "call it otherwise" not in on_screen(view)
        await pilot.press("e", "p")
        assert "p does nothing on this page" in on_screen(view)
        assert not put_away(meeting.board)


async def test_it_is_shown_as_others_change_it(meeting: Meeting) -> None:
    view = page(meeting, "money")
    async with shown(view):
        meeting.do(AddCard("card/n", Kind.OFFER, "I can lend some", tags=("money",)))
        view.hear(meeting.board)
        assert "I can lend some" in on_screen(view)


async def test_without_a_theme_it_says_how_there_would_be_one() -> None:
    view = page(Meeting())
    async with shown(view) as (_app, pilot):
        assert "No theme yet. g on a card asks what it goes with" in on_screen(view)
        await pilot.press("enter", "e", "p", "down")
