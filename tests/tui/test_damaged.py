"""The page of a board that is not what was saved: each way on says how much it keeps, and is gone one key at a time."""

from pathlib import Path

import pytest
from sheets import DAY, HOSTILE, KEYS, NOW, SIZES, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.notice import Notice
from cofacil.room.ways import Backup, Way, WayOn, WaysOn
from cofacil.tui.messages import BackRequested, WayChosen
from cofacil.tui.pages.damaged import Damaged, DamagedView, gone_on, paint_damaged

PATH = Path("/b/riverside.json")
FAULT = Notice.of("damaged-at", file=PATH.name, line=8, byte=1322)
COPIES = tuple(Backup(Path(f"/k/{day}.json"), f"2026-11-{22 - day}", NOW - day * DAY, 90 - day) for day in range(1, 12))
WAYS = WaysOn(PATH, FAULT, saved=100, good=40, whole=99, backups=COPIES[:1])


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("ways", [WAYS, WAYS._replace(backups=COPIES), WAYS._replace(whole=None)])
def test_every_cell_is_painted_and_what_is_in_hand_is_always_seen(width: int, height: int, ways: WaysOn) -> None:
    for hand in range(len(ways.each)):
        for is_asked in (False, True):
            sheet = paint_damaged(Damaged(ways, hand, is_asked), window(width, height))
            assert is_whole(sheet, width, height)
            assert hand in {spot.choice for spot in sheet.spots}
            assert "…" not in words(sheet).splitlines()[-1]
    plain = ways._replace(fault=Notice.of("nothing-to-read"))
    assert is_plain(paint_damaged(Damaged(plain), window(width, height, is_ascii=True)))


def test_each_way_says_what_it_does_and_how_much_it_keeps() -> None:
    text = words(paint_damaged(Damaged(WAYS), window(80, 24)))
    for line in (
        "100 changes were saved.",
        " ▌ Look at what is whole\n ▌ all but 1 change; nothing is written",
        "   Make a new file of what is whole\n   all but 1 change; this file stays as it is",
        "   Take the backup of 21 Nov 2026, 18:57\n   11 changes fewer; what stands here now is kept in a file beside it",
        "Nothing is changed before you choose.",
    ):
        assert line in text
    assert "riverside" in text.splitlines()[0]
    assert "is damaged at line 8" in text


def test_a_way_that_there_is_not_is_not_offered() -> None:
    text = words(paint_damaged(Damaged(WAYS._replace(whole=None)), window(80, 24)))
    assert "whole" not in text
    assert " ▌ Take the backup of" in text
    assert WAYS._replace(backups=()).each == (WayOn(Way.LOOK), WayOn(Way.NEW_FILE))


def test_words_that_look_like_markup_are_only_words() -> None:
    ways = WAYS._replace(path=Path(f"/b/{HOSTILE[0][1:]}.json"), fault=FAULT.put(file=HOSTILE[1]))
    text = words(paint_damaged(Damaged(ways), window(120, 40)))
    assert HOSTILE[1] in text


async def test_a_way_that_leaves_the_file_as_it_is_is_gone_at_once() -> None:
    view = DamagedView(WAYS, brush(), KEYS)
    async with shown(view) as (app, pilot):
        await pilot.press("enter", "down", "enter")
    assert app.heard == [WayChosen(PATH, WayOn(Way.LOOK)), WayChosen(PATH, WayOn(Way.NEW_FILE))]


async def test_a_backup_is_taken_at_the_second_enter_and_esc_or_another_key_takes_the_first_back() -> None:
    view = DamagedView(WAYS._replace(backups=COPIES[:2]), brush(), KEYS)
    asked = "Enter again puts it in this board's place. Esc does not."
    async with shown(view) as (app, pilot):
        await pilot.press("down", "down", "enter")
        assert asked in on_screen(view)
        await pilot.press("escape")
        assert asked not in on_screen(view)
        await pilot.press("enter", "down")
        assert asked not in on_screen(view)
        await pilot.press("enter")
        assert app.heard == []
        await pilot.press("enter", "escape")
    chosen, back = app.heard
    assert chosen == WayChosen(PATH, WayOn(Way.BACKUP, COPIES[1]))
    assert isinstance(back, BackRequested)


async def test_a_click_on_a_backup_asks_first_too() -> None:
    view = DamagedView(WAYS, brush(), KEYS)
    async with shown(view) as (app, pilot):
        assert view.sheet is not None
        y = next(spot.y for spot in view.sheet.spots if spot.choice == 2)
        await pilot.click(DamagedView, offset=(8, y))
        assert app.heard == []
        await pilot.click(DamagedView, offset=(8, y))
    assert app.heard == [WayChosen(PATH, WayOn(Way.BACKUP, COPIES[0]))]


@pytest.mark.parametrize("chosen", WAYS.each)
def test_what_is_said_on_the_board_that_it_led_to_is_whole_at_60_columns(chosen: WayOn) -> None:
    assert len(gone_on(chosen, "riverside-2")) <= 52
