"""What we said we would do: one figure each, a word if they like, and nobody answers for the absent."""

import pytest
from second_meeting import Second
from sheets import SIZES, below, is_plain, is_whole, on_screen, shown, window, words
from textual.pilot import Pilot

from cofacil.board.asked_after import Came, Kept, answer_of, why_of
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import NotSaved
from cofacil.board.records import Absence, Card
from cofacil.tui.keys import Press
from cofacil.tui.messages import BackRequested, NextRequested
from cofacil.tui.pages.what_we_said import WhatWeSaidView, paint_what_we_said

HERE = ("Priya", "Mo")


def begun(*here: str, begins: bool = False) -> tuple[Second, WhatWeSaidView]:
    second = Second()
    for name in here or HERE:
        second.do(AddPerson(name))
    return second, view_of(second, begins=begins)


def view_of(second: Second, *, begins: bool = False) -> WhatWeSaidView:
    return WhatWeSaidView(below(second.board, lambda: second.now, second.ask, begins=begins))


def came(second: Second, label: str) -> tuple[Kept | Came | None, str]:
    record = second.board.records[second.called(label)]
    assert isinstance(record, Card | Absence)
    return answer_of(second.board, record), why_of(second.board, record)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_cell_is_painted_and_the_line_and_all_figures_are_seen(width: int, height: int) -> None:
    second, view = begun()
    for at in range(len(view.page.records) + 1):
        sheet = paint_what_we_said(view.page.to(at), window(width, height))
        assert is_whole(sheet, width, height)
        if at < len(view.page.records):
            assert {spot.choice for spot in sheet.spots} == set(range(4))
            assert "A word about it" in words(sheet)
    second.card("x", "Mo")
    assert is_plain(view_of(second).draw(window(width, height, is_ascii=True)))


def test_it_says_who_said_what_by_when_and_which_figure_is_which() -> None:
    _second, view = begun()
    text = words(view.draw(window(80, 24)))
    for line in (
        " Welcome. What did we say we would do?",
        "   From 22 Nov, 4 weeks ago                                              1 of 4",
        "     A1  I'll ask the caretaker about the second key",
        "         Priya, by Fri 27 Nov",
        "     1  kept",
        "     2  partly",
        "     3  not yet",
        "     4  let go",
        '     Ask Priya first. "Not yet" is a good answer.',
    ):
        assert line in text.split("\n")
    text = words(paint_what_we_said(view.page.to(2), window(80, 24)))
    for line in ("     1  came", "     2  asked, no answer yet", "     3  not asked yet", "     4  said no"):
        assert line in text.split("\n")


def test_the_key_row_says_in_full_what_each_key_does_to_what_is_asked_after() -> None:
    _second, view = begun()
    row = " 1-4 answer   Enter leave it open   ↑ back one   Tab all later   Esc later"
    assert row in words(paint_what_we_said(view.page, window(80, 24))).split("\n")


async def test_while_words_are_typed_it_is_said_how_a_figure_comes_behind_them() -> None:
    second, view = begun()
    async with shown(view) as (_app, pilot):
        await pilot.press("down", *"late")
        assert "Enter behind the words; then a figure answers." in on_screen(view)
        assert "A figure answers; words can come before it." not in on_screen(view)
        await pilot.press("enter", "3")
    assert came(second, "A2") == ("not_yet", "late")


async def test_one_figure_answers_and_goes_on_to_the_next() -> None:
    second, view = begun()
    async with shown(view) as (app, pilot):
        await pilot.press("1")
        assert "A1 kept: I'll ask the caretaker" in on_screen(view)
        assert "…." not in on_screen(view)
        assert "Thank you Priya." in on_screen(view)
        await pilot.press("3", "2", "enter")
        assert "That is all we said." in on_screen(view)
        assert "stays open" in on_screen(view)
        await pilot.press("enter")
    assert isinstance(app.heard[-1], BackRequested)
    assert [came(second, label)[0] for label in ("A1", "A2", "N2", "N3")] == [
        Kept.KEPT,
        Kept.NOT_YET,
        Came.ASKED,
        None,
    ]
    assert second.board.card(second.called("A1")).is_done


async def test_words_come_before_the_figure_or_behind_it() -> None:
    second, view = begun()
    async with shown(view) as (_app, pilot):
        await pilot.press(*"two of 3", "enter")
        assert "Now a figure says what came of it." in on_screen(view)
        await pilot.press("2")
        await pilot.press("1", "up", *"both", "enter")
    assert came(second, "A1") == (Kept.PARTLY, "two of 3")
    assert came(second, "A2") == (Kept.KEPT, "both")


@pytest.mark.parametrize("key", ["up", "down", "tab", "enter"])
@pytest.mark.parametrize("is_worded", [False, True], ids=["while they are typed", "behind Enter"])
async def test_no_key_that_leads_on_takes_the_words_with_it(key: str, *, is_worded: bool) -> None:
    second, view = begun(begins=True)
    async with shown(view) as (app, pilot):
        await pilot.press(*"two of 3", *(["enter"] if is_worded else []), key)
        assert "1 of 4" in on_screen(view)
        assert view.page.typed.text == "two of 3"
        assert app.heard == []
        if is_worded or key != "enter":
            assert "A figure keeps your words; Esc empties the line." in on_screen(view)
        await pilot.press("enter", "2")
    assert came(second, "A1") == (Kept.PARTLY, "two of 3")


async def test_behind_words_the_keys_offer_the_figures_and_nothing_that_does_nothing() -> None:
    _second, view = begun()
    async with shown(view) as (_app, pilot):
        await pilot.press(*"two of 3", "enter")
        assert on_screen(view).split("\n")[-2].strip() == "1-4 answer   Esc empty the line"


def test_what_to_ask_first_ends_with_a_sign_where_there_is_one_row_for_it() -> None:
    _second, view = begun()
    assert '     Ask Priya first. "Not yet" is a…' in words(view.draw(window(40, 12))).split("\n")


async def test_an_answer_is_changed_by_another_figure_and_taken_back_by_del() -> None:
    second, view = begun()
    async with shown(view) as (_app, pilot):
        await pilot.press("1", "up")
        assert "Answered. Another figure changes it, Del takes it back." in on_screen(view)
        await pilot.press("4", "up", "delete")
        assert "A1 stays open: no answer yet." in on_screen(view)
    assert came(second, "A1")[0] is None
    assert second.board.card(second.called("A1")).is_open


async def test_nobody_answers_for_who_is_not_here_and_the_page_says_so_kindly() -> None:
    second, view = begun("Siân")
    async with shown(view) as (_app, pilot):
        assert "Priya: not here. It stays open by itself; nobody answers for somebody else." in " ".join(
            on_screen(view).split()
        )
        assert "kept" not in on_screen(view).replace("NOT", "")
        await pilot.press("4")
        assert "Nobody answers for somebody else" in on_screen(view)
        assert second.submitted == []
        await pilot.press("1")
        assert "1  kept" in on_screen(view)
    assert "priya" in second.board.here


async def test_who_was_invited_and_has_come_can_be_said_though_who_asked_them_is_not_here() -> None:
    second, view = begun("Priya")
    async with shown(view) as (_app, pilot):
        await pilot.press("enter", "enter")
        assert "1  came" in on_screen(view)
        assert "2  Mo is here after all" in on_screen(view)
        await pilot.press("1")
    assert came(second, "N2")[0] is Came.CAME


async def test_enter_leaves_it_open_esc_goes_back_and_tab_leaves_the_rest_for_later() -> None:
    _second, view = begun(begins=True)
    async with shown(view) as (app, pilot):
        await pilot.press("enter", "enter", "up", *"a word", "escape")
        assert "2 of 4" in on_screen(view)
        assert app.heard == []
        await pilot.press("tab")
    assert isinstance(app.heard[-1], NextRequested)
    _second, view = begun(begins=True)
    async with shown(view) as (app, pilot):
        await pilot.press("escape")
    assert isinstance(app.heard[-1], BackRequested)


async def test_it_is_gone_on_with_at_what_has_no_answer() -> None:
    second, view = begun()
    async with shown(view) as (_app, pilot):
        await pilot.press("1", "escape")
    again = view_of(second)
    assert again.page.at == 1
    assert "2 of 4" in words(again.draw(window(80, 24)))


async def test_what_cannot_be_kept_stays_with_its_words() -> None:
    second, view = begun()
    async with shown(view) as (_app, pilot):
        second.trouble = NotSaved("not-saved", why="the disk is full")
        await pilot.press(*"the key", "enter", "1")
        assert "NOT SAVED: " in on_screen(view)
        assert "the key" in on_screen(view)
        second.trouble = None
        await pilot.press("1")
    assert came(second, "A1") == (Kept.KEPT, "the key")


async def test_what_is_put_away_elsewhere_meanwhile_is_asked_after_no_more() -> None:
    second, view = begun()
    async with shown(view) as (_app, _pilot):
        second.do(PutAway(second.called("A1")))
        view.hear(second.board)
        assert "1 of 3" in on_screen(view)
        assert "A2" in on_screen(view)


async def test_a_click_on_an_answer_is_that_answer() -> None:
    second, view = begun()
    async with shown(view) as (_app, pilot):
        await click(pilot, view)
    assert came(second, "A1")[0] is Kept.KEPT


async def click(pilot: Pilot[None], view: WhatWeSaidView) -> None:
    rows = on_screen(view).split("\n")
    y = next(number for number, row in enumerate(rows) if "1  kept" in row)
    await pilot.click(WhatWeSaidView, offset=(8, y))


@pytest.mark.parametrize("words", ["2 of us went", "3 beds are clear"])
async def test_a_word_that_begins_with_a_figure_is_a_word(words: str) -> None:
    second, view = begun("Priya", "Tom", "Mo")
    async with shown(view) as (_app, pilot):
        await pilot.press(words[0])
        assert came(second, "A1")[0] is not None, "a figure alone answers at once"
        await pilot.press(*words[1:])
        assert came(second, "A1") == (None, "")
        assert view.page.typed.text == words
        assert view.page.record is not None
        assert second.board.label_of(view.page.record) == "A1"
        await pilot.press("enter", "1")
        assert came(second, "A1") == (Kept.KEPT, words)


async def test_such_a_word_about_the_last_of_them_may_come_in_one_piece() -> None:
    second, view = begun("Priya", "Tom", "Mo")
    async with shown(view) as (_app, pilot):
        view.page = view.page.to(len(view.page.records) - 1)
        last = view.page.record
        assert last is not None
        for letter in "2 of us":
            await view.take(Press(letter if letter != " " else "space", letter, is_burst=True))
        await pilot.pause()
        assert view.page.typed.text == "2 of us"
        assert view.page.record is not None
        assert came(second, second.board.label_of(last)) == (None, "")


async def test_what_was_answered_before_stands_again_behind_such_a_word() -> None:
    second, view = begun("Priya", "Tom", "Mo")
    async with shown(view) as (_app, pilot):
        await pilot.press(*"late", "enter", "3", "up", "2", "space")
        assert came(second, "A1") == (Kept.NOT_YET, "late")
        assert view.page.typed.text == "2 "


async def test_a_blank_behind_anything_else_is_a_blank() -> None:
    second, view = begun("Priya", "Tom", "Mo")
    async with shown(view) as (_app, pilot):
        await pilot.press("2", "down", "up", "space", *"2 of us")
        assert came(second, "A1")[0] is Kept.PARTLY
        assert view.page.typed.text.strip() == "2 of us"
