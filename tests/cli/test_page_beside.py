"""A page for phones that is asked for in the second window of a computer: the one that shares shows it, and both say where."""

import asyncio

import pytest
from test_host_door import beside, door, home, journal, live

from cofacil.board.errors import Refusal, Trouble
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Sharing
from cofacil.share import how_to_join
from cofacil.wiring import shared_page
from troubles import tells

__all__ = ["beside", "home", "live"]  # fixtures: asked for by their names


async def test_the_second_window_has_the_page_shown_and_says_where_it_is(live: LiveRoom, beside: LiveRoom) -> None:
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    await second.look_around(beside)
    assert second.page_trouble is None
    await second.show_page()
    shown = await second.look()
    assert shown.page.startswith("http://localhost:")
    assert await first.look() == shown
    assert first._shared
    assert first._shared.page
    assert second._shared is None
    assert ": a page for phones is shown, says Ana\n" in journal()
    await second.show_page()
    assert (await second.look()).page == shown.page, "there is one already"
    await first.close()
    with tells(Refusal, "not shared any more"):
        await second.show_page()


async def test_the_fingerprint_of_its_certificate_is_in_both_windows(live: LiveRoom, beside: LiveRoom) -> None:
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    await second.look_around(beside)
    assert first._shared
    # As where it is shown to this network: no test listens beyond this computer.
    for memory in first._shared.memories:
        memory.keep_page("", "https://192.168.1.24:8080/", "AB:CD")
    shown = await second.look()
    assert (shown.page, shown.page_fingerprint) == ("https://192.168.1.24:8080/", "AB:CD")
    assert await first.look() == shown
    await first.close()


async def test_why_there_is_no_page_is_told_in_the_window_that_wants_it_and_it_may_be_wanted_again(
    live: LiveRoom, beside: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    await second.look_around(beside)
    with monkeypatch.context() as without:
        without.setattr(shared_page, "has_page", lambda: False)
        for _time in range(2):
            with tells(Trouble, r"The window that shares this board says: .*cofacil\[web\]"):
                await second.show_page()
    assert not (await second.look()).page
    await second.show_page()
    assert (await second.look()).page
    await first.close()


async def test_a_window_that_does_not_answer_shows_no_page_later(
    live: LiveRoom, beside: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(how_to_join, "_PAGE_PATIENCE", 0.2)
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    assert first._shared
    assert first._shared.windows
    windows = first._shared.windows
    assert windows._looks
    windows._looks.cancel()
    await second.look_around(beside)
    with tells(Trouble, "The window that shares this board does not answer."):
        await second.show_page()
    windows._look()
    await asyncio.sleep(0.2)
    assert not (await first.look()).page
    await first.close()
