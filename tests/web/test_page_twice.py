"""Who presses a button twice on the way in does it once; and who asks says which of several boards they mean."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp.web import BaseRequest
from browsing import LIMIT, Browser, Page, page_of_a_board
from serving import ANA, board
from web_reading import read, with_class
from yarl import URL

from cofacil.board.kinds import Role
from cofacil.share.limits import Limits
from cofacil.web import letters
from cofacil.web.seated import PageBoard
from cofacil.web.server import PageServer

TAKEN = "There is already somebody called"
ASKED = "You have asked to be let in."
CHOOSE = "Choose first which board you want to be let in to."


@pytest.fixture(autouse=True)
def slow_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each form be a while on its way, as from a phone: the second press has come before the first is read."""
    at_once = letters.read_form

    async def read_form(request: BaseRequest, most: int, patience: float) -> dict[str, str]:
        await asyncio.sleep(0.1)
        return await at_once(request, most, patience)

    monkeypatch.setattr(letters, "read_form", read_form)


async def twice(browser: Browser, path: str, times: int = 2, **form: Any) -> list[str]:
    """Send one form several times before the first is answered; return what came of each."""
    await browser.get()
    return list(await asyncio.gather(*(browser.post(path, follow=False, **form) for _time in range(times))))


async def test_who_presses_ask_twice_has_asked_once(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=4)) as page:
        page.comes_to_facilitate()
        browser = page.browser()
        answers = await twice(browser, "/ask", 3, name="Bea")
        assert not any(TAKEN in answer for answer in answers)
        assert ASKED in await browser.get()
        assert [ask.name for ask in page.live.presence.now().asks] == ["Bea"]
        assert page.place.access_log.count("asks to join by the page") == 1


async def test_two_browsers_that_ask_by_one_name_are_two_people(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=4)) as page:
        page.comes_to_facilitate()
        await twice(page.browser(), "/ask", name="Bea")
        assert TAKEN in (await twice(page.browser(), "/ask", name="Bea"))[0]


async def test_who_presses_come_in_twice_is_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with page_of_a_board(tmp_path) as page:
        at_once = page.place.lobby.words.count_in

        async def count_in(*told: Any) -> None:
            await asyncio.sleep(0.2)
            await at_once(*told)

        monkeypatch.setattr(page.place.lobby.words, "count_in", count_in)
        for word, name in ((page.place.word_on_the_wall(), "Bea"), (page.place.word_for("Cy"), "Cy")):
            browser = page.browser()
            answers = await twice(browser, "/enter", word=word, name=name)
            assert not any(TAKEN in answer for answer in answers)
            assert 'class="board' in await browser.get()
        assert page.live.presence.now().by_screen == ("Bea", "Cy")
        assert len(page.place.invitations.room_used(0).people) == 1


async def test_the_first_answer_may_be_lost_and_the_second_leads_in(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=4)) as page:
        host, browser = page.comes_to_facilitate(), page.browser()
        await browser.get()
        before = {cookie.key: cookie.value for cookie in browser.http.cookie_jar}
        form: dict[str, Any] = {"word": page.place.word_on_the_wall(), "name": "Bea"}
        await browser.post("/enter", follow=False, **form)
        browser.http.cookie_jar.update_cookies(before, URL(browser.url))
        assert 'class="board' in await browser.post("/enter", **form)
        # The same where somebody was let in who asked, and looks again and again.
        asking = page.browser()
        await twice(asking, "/ask", name="Cy")
        before = {cookie.key: cookie.value for cookie in asking.http.cookie_jar}
        host.answer(page.live.presence.now().asks[0], Role.PARTICIPANT)
        await asking.get("/waiting", allow_redirects=False)
        asking.http.cookie_jar.update_cookies(before, URL(asking.url))
        assert 'class="board' in await asking.get("/waiting")
        assert page.live.presence.now().by_screen == ("Bea", "Cy")


async def test_another_form_or_the_old_cookie_alone_leads_nowhere(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        browser = page.browser()
        await browser.get()
        before = {cookie.key: cookie.value for cookie in browser.http.cookie_jar}
        token, word = browser.token, page.place.word_on_the_wall()
        await browser.post("/enter", follow=False, word=word, name="Bea")
        for other in ("GARDEN-42-BEAN", ""):
            browser.http.cookie_jar.update_cookies(before, URL(browser.url))
            assert 'name="word"' in await browser.post("/enter", token=token, word=other, name="Bea")
            assert browser.status == 403
        browser.http.cookie_jar.update_cookies(before, URL(browser.url))
        assert 'name="word"' in await browser.get("/waiting")


async def test_a_wrong_word_that_is_sent_twice_is_one_guess(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        answers = await twice(page.browser(), "/enter", 3, word="GARDEN-42-BEAN", name="Bea")
        assert all("That is no word here." in answer for answer in answers)
        assert page.place.access_log.count(" wrong word\n") == 1


@pytest.mark.parametrize("is_answered", [True, False])
async def test_who_has_asked_and_finds_a_word_comes_in_by_it_in_their_own_name(
    tmp_path: Path, is_answered: bool
) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=4)) as page:
        host, browser = page.comes_to_facilitate(), page.browser()
        await twice(browser, "/ask", name="Bea")
        (ask,) = page.live.presence.now().asks
        form: dict[str, Any] = {"word": page.place.word_on_the_wall(), "name": "Bea"}
        assert "That is no word here." in await browser.post("/enter", **form | {"word": "GARDEN-42-BEAN"})
        assert page.live.presence.now().asks == (ask,)
        if is_answered:
            host.answer(ask, Role.VIEWER)
        assert 'class="board' in await browser.post("/enter", **form)
        assert page.live.presence.now().asks == ()
        (seated,) = page.place.lobby.seated
        assert (seated.guest.name, seated.guest.role) == ("Bea", Role.PARTICIPANT)
        assert not page.place.lobby.counts.refused
        assert TAKEN in await page.browser().enter(form["word"], "Bea")


# of several boards


@asynccontextmanager
async def two_boards(folder: Path, *titles: str) -> AsyncIterator[tuple[Page, Page]]:
    """Share two boards by one page; the second facilitates itself."""
    async with AsyncExitStack() as stack:
        page = await stack.enter_async_context(page_of_a_board(folder, Limits(asking=4)))
        shed = await stack.enter_async_context(board())
        (garden,) = page.place.lobby.boards.values()
        first, second = (
            garden._replace(name=name, title=partial(str, title), presence=presence)
            for name, title, presence in zip(
                ("garden", "shed"), titles, (garden.presence, shed.live.presence), strict=True
            )
        )
        page.place.lobby.boards = {"garden": first, "shed": second}
        server = PageServer(page.place.lobby, [PageBoard(first, page.live), PageBoard(second, shed.live)])
        await server.open("127.0.0.1", [0], folder / "share")
        both, other = Page(page.place, page.board, server), Page(page.place, shed, server)
        try:
            yield both, other
        finally:
            await both.close()
            server.end_entering()
            with suppress(TimeoutError):
                async with asyncio.timeout(LIMIT):
                    await server.close()


async def test_who_asks_says_which_of_several_boards_they_mean(tmp_path: Path) -> None:
    async with two_boards(tmp_path, "Riverside <garden>", "The shed") as (garden, shed):
        garden.comes_to_facilitate()
        host = shed.live.presence.join(ANA, shed.heard.append)
        browser = garden.browser()
        tree = read(await browser.get())
        options = [(one.get("value"), one.text) for one in tree.iter("option")]
        assert options == [("", "Choose one"), ("garden", "Riverside <garden>"), ("shed", "The shed")]
        assert len(list(with_class(tree, "asking"))) == 1
        for wanted in ("", "attic", "garden shed"):
            shown = await browser.post("/ask", name="Bea", board=wanted)
            assert browser.status == 403
            assert CHOOSE in shown
            assert 'value="Bea"' in shown
        assert ASKED in await browser.post("/ask", name="Bea", board="shed")
        assert garden.live.presence.now().asks == ()
        (ask,) = shed.live.presence.now().asks
        host.answer(ask, Role.PARTICIPANT)
        await browser.get("/waiting")
        assert shed.live.presence.now().by_screen == ("Bea",)


async def test_what_was_chosen_stays_chosen_where_something_else_was_wrong(tmp_path: Path) -> None:
    async with two_boards(tmp_path, "Kitchen", "Kitchen") as (garden, shed):
        shed.live.presence.join(ANA, shed.heard.append)
        browser = garden.browser()
        assert "Kitchen (garden)" in await browser.get()
        tree = read(await browser.post("/ask", name=" ", board="shed"))
        assert [one.get("value") for one in tree.iter("option") if "selected" in one.attrib] == ["shed"]
        assert "A name is asked for here" in "".join(tree.itertext())


async def test_with_one_board_there_is_nothing_to_choose(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=4)) as page:
        assert "<select" not in await page.browser().get()
