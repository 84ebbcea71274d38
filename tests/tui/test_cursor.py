"""The terminal's own cursor stands where the focus is, on every page, for who follows it with a braille line or a magnifier."""

from hosting import Door
from rich.segment import Segment
from sheets import brush
from test_board_screen import Screen, shown
from test_seats_together import until
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.tui.messages import PageRequested
from cofacil.tui.page_stack import PAGE_NAMES
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.focus import focus
from cofacil.tui.widgets.rows_view import RowsView

BEGINS = {
    "big_timer": "How do we share the garden?",
    "catchup": "Riverside garden, Sunday",
    "closing": "",
    "colours": "Projector, light",
    "find_boards": "",
    "gathered": "Themes",
    "help": "",
    "invite": "",
    "join": "Join this board",
    "look_back": "Priya",
    "meeting": "",
    "new_board": "",
    "own_names": "? Questions",
    "people": "",
    "plans": "1  Just the board, no steps",
    "promises": "I will ask the caretaker",
    "questions": "The questions of this meeting",
    "steps": "The steps of this meeting",
    "this_meeting": "",
    "whole": "Offer O3, all of it",
}
"""What stands at the cursor of each page as it opens, "" for a line that is typed on."""
OVER_NOTHING = {"about", "came_back", "example", "goodbye", "keep_as_page", "share_again", "what_we_said", "write_anew"}
"""What opens no page over this board: another board, a sentence, or what is not there."""


def view_of(screen: Screen) -> RowsView:
    page = screen.app.screen
    assert isinstance(page, Page)
    return page.view


def at_cursor(screen: Screen) -> str:
    """Return what the row of the cursor says from there on."""
    view, at = view_of(screen), screen.app.cursor_position
    return view.render_line(at.y).crop(at.x).text.rstrip()


def is_typed_there(screen: Screen) -> bool:
    """Say whether the cell of the cursor is drawn as the place of the next letter."""
    at = screen.app.cursor_position
    under = next(iter(view_of(screen).render_line(at.y).crop(at.x, at.x + 1)))
    return under.style == screen.app.brush.style("line_cursor")


def follow(screen: Screen) -> None:
    screen.app.options = screen.app.options._replace(cursor=True)
    screen.app.door = Door()
    view_of(screen).repaint()


async def test_on_every_page_the_cursor_stands_where_the_focus_is() -> None:
    assert BEGINS.keys() | OVER_NOTHING == PAGE_NAMES
    async with shown() as screen:
        follow(screen)
        for name, begins in BEGINS.items():
            screen.app.screen.post_message(PageRequested(name))
            await until(lambda: len(screen.app.screen_stack) == 2)
            await screen.pilot.pause()
            await screen.pilot.pause()
            assert is_typed_there(screen) == (not begins), name
            assert at_cursor(screen).startswith(begins), name
            # The board below it goes on.
            before = screen.app.cursor_position
            screen.view.repaint()
            assert screen.app.cursor_position == before, name
            await screen.app.pages.back()
            await until(lambda: len(screen.app.screen_stack) == 1)
            await screen.pilot.pause()
            assert at_cursor(screen).startswith("O3"), f"back from {name}"


async def test_on_the_board_it_goes_with_the_card_the_line_the_editor_and_a_question() -> None:
    async with shown() as screen:
        follow(screen)
        assert at_cursor(screen).startswith("O3")
        await screen.press("down")
        assert at_cursor(screen).startswith("O4")
        await screen.press("a", "x")
        assert is_typed_there(screen)
        await screen.press("left")
        assert at_cursor(screen).startswith("x")
        await screen.press("escape", "escape", "e")
        assert is_typed_there(screen)
        await screen.press("escape", "m")
        assert at_cursor(screen).startswith("O4")
        await screen.press("escape", "q")
        assert at_cursor(screen).endswith("Leave?")
        await screen.press("escape", "slash")
        await screen.type("cooking")
        assert is_typed_there(screen)
        await screen.press("tab", "1")
        # No card is left there to stand on: the column has a head.
        assert at_cursor(screen).startswith("[1 ? QUESTIONS 0]")


async def test_it_stays_where_it_is_for_who_does_not_follow_it() -> None:
    async with shown() as screen:
        await screen.press("down")
        assert screen.app.cursor_position == Offset(0, 0)
        screen.app.options = screen.app.options._replace(has_colours=False)
        view_of(screen).repaint()
        assert at_cursor(screen).startswith("O4")


def test_it_stands_on_words_behind_the_mark_and_at_the_page_where_nothing_is_in_hand() -> None:
    look = brush()
    style, plain = look.style("choice_in_hand"), look.style("choice")
    rows = [Strip.blank(80, plain), Strip([Segment("   ", plain), Segment(f" {look.signs.mark} नि two", style)])]
    assert focus(rows, look) == Offset(6, 1)
    assert focus(rows[:1], look) == Offset(1, 0)
    assert focus([], look) == Offset(0, 0)
