import pytest
from sheets import HOSTILE, KEYS, SIZES, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.methods.plan import shipped_plans
from cofacil.tui.messages import BackRequested, BoardBegun
from cofacil.tui.pages.new_board import NewBoard, NewBoardView, paint_new_board
from cofacil.tui.pages.plan_choice import PlanChoice
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
    assert view.sentence == "No more than 60 letters fit here. Left out: “xxxxxxxxxxxxxxxxxxx…”."


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


PLANS = shipped_plans()


def planned(asks_name: bool = False) -> NewBoardView:
    view = NewBoardView(brush(), KEYS, asks_name, "Ana")
    view.offer(PLANS, "first-meeting")
    return view


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("count", [3, 4])
def test_plans_stand_below_the_lines_and_where_there_is_no_room_in_their_place(
    width: int, height: int, count: int
) -> None:
    for at in range(count + 1):
        for hand in (0, 7):
            page = NewBoard((Typed.of("  ".join(HOSTILE)),) * count, at, PlanChoice(PLANS, hand))
            sheet = paint_new_board(page, "", window(width, height))
            assert is_whole(sheet, width, height)
            reached = {spot.choice for spot in sheet.spots}
            assert at in reached
            assert (sheet.cursor is not None) == (at < count)
            if at == count:
                assert 100 + hand in reached


def test_the_page_is_as_it_is_drawn() -> None:
    lines = ("Riverside garden", "How do we share the garden?", "Riverside hall.")
    page = NewBoard(tuple(map(Typed.of, lines)), 1, PlanChoice(PLANS, 1))
    text = words(paint_new_board(page, "", window(80, 24)))
    assert text.splitlines()[0].endswith("1 of 2")
    assert (
        "   How should we go through the meeting?\n"
        "    1  Just the board, no steps\n"
        " ▌  2  A first meeting together              8 steps, 90 minutes\n"
        "    3  Offers and asks                       7 steps, 45 minutes\n"
    ) in text
    assert "… 5 more" in words(paint_new_board(page, "", window(60, 18)))


async def test_the_plan_in_hand_is_begun_with_and_none_is_one_key() -> None:
    view = planned()
    async with shown(view) as (app, pilot):
        await pilot.press("h", "i", "enter", "enter", "enter", "enter")
    assert app.heard == [BoardBegun("hi", "", "", "", PLANS[0])]
    view = planned()
    async with shown(view) as (app, pilot):
        await pilot.press("h", "i", "enter", "enter", "enter", "1", "enter")
    assert app.heard == [BoardBegun("hi", "", "")]


async def test_arrows_go_through_the_plans_and_out_of_them_and_letters_are_no_words_there() -> None:
    view = planned()
    async with shown(view, (60, 18)) as (_app, pilot):
        await pilot.press("x", "ctrl+u", "down", "down", "down", "x")
        assert "x does nothing here: Enter goes on." in on_screen(view)
    view = planned()
    async with shown(view) as (_app, pilot):
        await pilot.press("down", "down", "down", "down", "down")
        assert view.begun.choice.chosen is PLANS[2]
        await pilot.press("x")
        assert "x does nothing here: Enter goes on." in on_screen(view)
        await pilot.press("up", "up", "up", "up")
        assert view.begun.at == 2
        assert view.begun.choice.hand == 0
        await pilot.press("x")
        assert view.begun.lines[2].text == "x"
        await pilot.click(NewBoardView, offset=(10, 14))
        assert view.begun.is_choosing
        view.paste("words")
        assert [line.text for line in view.begun.lines] == ["", "", "x"]


def test_what_was_chosen_is_in_hand_when_the_page_is_opened_again() -> None:
    view = planned()
    view.begun = NewBoard(view.begun.lines, 3, PlanChoice(PLANS, 0))
    again = NewBoardView(brush(), KEYS, False, "Ana", view.begun)
    again.offer(PLANS, "first-meeting")
    assert again.begun.choice.chosen is None
    view.begun = NewBoard(view.begun.lines, 3, PlanChoice(PLANS, 3))
    again = NewBoardView(brush(), KEYS, False, "Ana", view.begun)
    again.offer(PLANS[1:], "first-meeting")
    assert again.begun.choice.chosen is PLANS[2]


def test_the_first_of_two_pages_goes_on_to_the_second_and_only_a_page_alone_begins() -> None:
    first = NewBoard((Typed.of("Riverside"),) * 4, 4, PlanChoice(PLANS, 1))
    assert "Enter next" in words(paint_new_board(first, "", window(80, 24)))
    alone = NewBoard((Typed.of("Riverside"),) * 4, 3)
    assert "Enter begin" in words(paint_new_board(alone, "", window(80, 24)))
