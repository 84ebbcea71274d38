import pytest
from sheets import HOSTILE, KEYS, SIZES, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.tui.messages import BackRequested, BoardBegun
from cofacil.tui.pages.new_board import NewBoard, NewBoardView, paint_new_board
from cofacil.tui.typed import Typed


def begun(*lines: str, at: int = 0) -> NewBoard:
    return NewBoard(tuple(Typed.of(line) for line in lines), at)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("count", [3, 4])
def test_every_cell_is_painted_and_every_line_is_reached(width: int, height: int, count: int) -> None:
    for at in range(count):
        for line in ("", "garden", "  ".join(HOSTILE) * 5):
            sheet = paint_new_board(begun(*[line] * count, at=at), "", window(width, height))
            assert is_whole(sheet, width, height)
            assert {spot.choice for spot in sheet.spots} == set(range(count))
            assert sheet.cursor is not None
            assert (sheet.cursor.y, at) in {(spot.y, spot.choice) for spot in sheet.spots}
    assert is_plain(paint_new_board(begun("a", "b", "c" * 90), "", window(width, height, is_ascii=True)))


def test_it_asks_and_counts_the_letters_of_the_purpose() -> None:
    page = begun("Riverside garden", "How do we share the garden?", "Riverside hall", at=1)
    text = words(paint_new_board(page, "", window(80, 24)))
    assert "   What is the group or the place called?\n   Riverside garden\n" in text
    assert "   What is this meeting about?  It stays at the top of the screen.\n ▌ How do we share the garden?" in text
    assert "27 letters, fits" in text
    assert "Where do you meet, and what should people know to get in and take part?" in text
    assert "Who types here?" not in text
    assert "not saved yet" in text


def test_a_long_purpose_is_said_to_be_shortened() -> None:
    text = words(paint_new_board(begun("", "x" * 60, "", at=1), "", window(120, 36)))
    assert "60 letters, will be shortened at the back row" in text
    text = words(paint_new_board(begun("", "x" * 60, "", at=1), "", window(80, 24)))
    assert "x" * 50 in text, "the words come first"
    assert "60 letters, shortened" in text


def test_a_long_purpose_that_is_not_typed_any_more_takes_its_whole_row() -> None:
    purpose = "A place for everyone by the river, what would make it open to all of us?"
    assert purpose in words(paint_new_board(begun("", purpose, "", at=2), "", window(80, 24)))


def test_words_that_look_like_markup_are_only_words() -> None:
    text = words(paint_new_board(begun(*HOSTILE), "", window(80, 24)))
    assert all(part in text for part in HOSTILE)


async def test_the_last_enter_begins_the_board_and_needs_a_name_for_it() -> None:
    view = NewBoardView(brush(), KEYS, asks_name=True, name="Ana")
    async with shown(view) as (app, pilot):
        await pilot.press("enter", "enter", "enter", "enter")
        assert "A word is enough to begin." in on_screen(view)
        await pilot.press("h", "i", "down", "down", "down", "enter", "escape", "escape")
    assert app.heard[0] == BoardBegun("hi", "", "", "Ana")
    assert [type(message) for message in app.heard[1:]] == [BackRequested]
    again = NewBoardView(brush(), KEYS, True, "Ana", view.begun)
    assert "hi" in words(again.draw(window(80, 24)))


def test_a_paste_is_one_line_and_stops_at_the_limit() -> None:
    view = NewBoardView(brush(), KEYS, asks_name=False, name="Ana")
    view.paste("one\ntwo \x1b[31mthree" + "x" * 100)
    text = view.begun.lines[0].text
    assert text.startswith("one two three")
    assert len(text) == 60
    assert view.sentence == "No more than 60 letters fit here."


async def test_a_title_that_a_board_bears_already_is_said_while_the_other_lines_are_typed() -> None:
    view = NewBoardView(brush(), KEYS, asks_name=False, name="Ana")
    view.called = {"hi": object()}.get
    said = "One is called so already."
    async with shown(view, (60, 18)) as (_app, pilot):
        await pilot.press("h", "i")
        assert said not in on_screen(view)
        await pilot.press("enter")
        assert said in on_screen(view)
        await pilot.press("w", "h", "y")
        assert f"{said} Esc goes back." in on_screen(view)
        await pilot.press("up")
        assert said not in on_screen(view)
        await pilot.press("s", "down")
        assert said not in on_screen(view)
        await pilot.press("up", "backspace")
        await pilot.click(NewBoardView, offset=(10, 5))
        assert said in on_screen(view)
