from dataclasses import replace

import pytest
from sheets import HOSTILE, KEYS, NOW, SIZES, Meeting, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.errors import BoardMissing, NotSaved, ReadOnly
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages.people import People, PeopleView, Someone, everyone, paint_people
from cofacil.tui.typed import Typed


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("count", [0, 1, 12, 90])
def test_every_cell_is_painted_and_whoever_is_in_hand_is_seen(width: int, height: int, count: int) -> None:
    crowd = tuple(
        Someone(f"p{n}", HOSTILE[n % 4], "brings " * n, is_here=n % 3 > 0, is_remote=n % 5 == 1) for n in range(count)
    )
    for hand in {None, *([0, count // 2, count - 1] if count else [])}:
        page = People(crowd, Typed.of("Rhys, a saw"), hand)
        sheet = paint_people(page, window(width, height))
        assert is_whole(sheet, width, height)
        assert "Rhys, a saw" in words(sheet)
        if hand is not None:
            assert hand in {spot.choice for spot in sheet.spots}
    plain = tuple(replace(someone, name="Tom") for someone in crowd)
    assert is_plain(paint_people(People(plain), window(width, height, is_ascii=True)))


def test_those_here_come_first_and_the_others_say_so() -> None:
    meeting = Meeting()
    meeting.people(("Tom", "builds things"), ("Lin", ""))
    meeting.do(PersonLeft("tom"))
    meeting.do(AddPerson("Kofi", how="screen"))
    known = everyone(meeting.board, NOW)
    assert [someone.is_here for someone in known] == [True] * (len(known) - 1) + [False]
    text = words(paint_people(People(known), window(80, 24)))
    assert "Tom, builds things · not here" in text
    assert "Kofi · by screen" in text
    assert "No titles." in text


def test_words_that_look_like_markup_are_only_words() -> None:
    text = words(paint_people(People((Someone("x", HOSTILE[1], " ".join(HOSTILE)),)), window(160, 45)))
    assert all(part in text for part in HOSTILE)


async def test_a_name_and_enter_adds_somebody_and_words_that_cannot_be_kept_stay() -> None:
    meeting = Meeting()
    view = PeopleView(meeting.board, brush(), KEYS, lambda: NOW, meeting.ask, can_write=True)
    async with shown(view) as (_app, pilot):
        view.paste("Rhys, a saw")
        await pilot.press("enter")
        assert "Rhys, a saw" in on_screen(view)
        view.paste("rhys")
        await pilot.press("enter")
        assert "There is already somebody called Rhys here" in on_screen(view)
        assert view.people.typed.text == "rhys"
        for kind in (NotSaved, ReadOnly, BoardMissing):
            meeting.trouble = kind("not-saved", why="the disk is full")
            view.paste("ian" if kind is NotSaved else "")
            await pilot.press("enter")
            assert "NOT SAVED: " in on_screen(view)
            assert "the disk is full" in on_screen(view)
        assert view.people.typed.text == "rhysian"
    assert meeting.board.here.count("rhys") == 1


async def test_arrows_take_somebody_in_hand_who_is_changed_or_goes_home() -> None:
    meeting = Meeting()
    meeting.people(("Rhys", ""))
    view = PeopleView(meeting.board, brush(), KEYS, lambda: NOW, meeting.ask, can_write=True)
    async with shown(view) as (app, pilot):
        await pilot.press("up", "tab")
        assert "Rhys has gone home." in on_screen(view)
        assert "rhys" not in meeting.board.here
        await pilot.press("tab")
        assert "rhys" in meeting.board.here
        await pilot.press("enter")
        view.paste(", a saw")
        await pilot.press("enter", "enter")
    person = meeting.board.person("rhys")
    assert person is not None
    assert person.brings == "a saw"
    assert isinstance(app.heard[-1], BackRequested)


def test_who_watches_is_told_so_and_has_no_line() -> None:
    meeting = Meeting()
    view = PeopleView(meeting.board, brush(), KEYS, lambda: NOW, meeting.ask, can_write=False)
    text = words(view.draw(window(80, 24)))
    assert "You are watching." in text
    assert "Enter next name" not in text
