"""Coming in by the page: the same words, names, roles and guesses as over SSH."""

import asyncio
from pathlib import Path

import pytest
from browsing import page_of_a_board
from serving import until

from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.kinds import Role
from cofacil.room.live import LiveRoom
from cofacil.share.boards import People, SharedBoard
from cofacil.share.guesses import FREE
from cofacil.share.limits import Limits
from cofacil.web.door import NotIn, PageDoor
from cofacil.web.seated import PageBoard
from cofacil.wiring.shared_board import in_the_hall


async def test_somebody_comes_in_by_a_word_of_their_own_and_is_in_every_count(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        page.comes_to_facilitate()
        browser = page.browser()
        assert 'name="word"' in await browser.get()
        shown = await browser.post("/enter", word=page.place.word_for("Bea"), name="somebody")
        assert browser.status == 200
        assert 'class="board' in shown
        assert page.live.presence.now().by_screen == ("Bea",)
        (seated,) = page.place.lobby.seated
        assert (seated.guest.name, seated.guest.role) == ("Bea", Role.PARTICIPANT)
        assert page.place.lobby.counts.seats.total() == 1
        assert "in as participant by word, by the page: Bea" in page.place.access_log


async def test_who_comes_by_the_word_on_the_wall_is_called_as_they_say_and_nobody_is_called_the_same(
    tmp_path: Path,
) -> None:
    async with page_of_a_board(tmp_path) as page:
        word = page.place.word_on_the_wall()
        first, second = page.browser(), page.browser()
        await first.enter(word, "Bea")
        refused = await second.enter(word, "bea")
        assert second.status == 403
        assert "There is already somebody called bea here." in refused
        await second.post("/enter", word=word, name="Bea W")
        assert page.live.presence.now().by_screen == ("Bea", "Bea W")


def know_the_hall(live: LiveRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the door know who is in the hall, as that of a board which is shared does."""
    monkeypatch.setattr(SharedBoard, "people", People(in_hall=lambda name: in_the_hall(name, live.board, live.now())))


async def test_who_says_the_name_of_one_in_the_hall_is_asked_on_the_page_whether_that_is_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_a_board(tmp_path) as page:
        live = page.live
        know_the_hall(live, monkeypatch)
        await page.board.do(AddPerson("Lou"))
        await page.board.do(AddPerson("Mo"))
        await page.board.do(PersonLeft("mo"))
        word = page.place.word_on_the_wall()
        lou, other, mo = (page.browser() for _number in range(3))
        asked = await lou.enter(word, "lou")
        assert lou.status == 403
        assert "Lou is in the hall already. Is that you?" in asked
        assert '<button class="quiet-button" name="is_me" value="lou">Yes, that is me</button>' in asked
        assert word in asked, "it was good, and nobody types it twice"
        assert live.presence.now().by_screen == ()
        await lou.post("/enter", word=word, name="lou", is_me="lou")
        assert lou.status == 200
        await other.enter(word, "Lou")
        assert "There is already somebody called Lou here." in await other.post(
            "/enter", word=word, name="Lou", is_me="Lou"
        )
        asked = await other.post("/enter", word=word, name="Lou B", is_me="Lou")
        assert other.status == 200
        await mo.enter(word, "Mo")
        assert mo.status == 200, "who has gone home is asked nothing"
        assert live.presence.now().by_screen == ("Lou", "Lou B", "Mo")


async def test_the_seat_of_one_whose_line_broke_and_who_is_in_the_hall_now_is_nobodys_unasked_by_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_a_board(tmp_path) as page:
        live = page.live
        know_the_hall(live, monkeypatch)
        word = page.place.word_on_the_wall()
        kofi, other = page.browser(), page.browser()
        await kofi.enter(word, "Kofi")
        (seated,) = page.place.lobby.seated
        page.place.known.given("Kofi", Role.COFACILITATOR)
        seated._is_lost()  # type: ignore[attr-defined]  # nothing was heard from there for a while
        await page.board.do(AddPerson("Kofi", is_at_no_screen=True, was_by_screen=True))
        asked = await other.enter(word, "Kofi")
        assert other.status == 403
        assert "Kofi is in the hall already. Is that you?" in asked
        assert live.presence.now().by_screen == ()
        await other.post("/enter", word=word, name="Kofi B")
        assert live.presence.now().by_screen == ("Kofi B",)
        await kofi.get()
        assert live.presence.now().by_screen == ("Kofi B", "Kofi"), "the seat waits for its own browser as before"
        seated._is_lost()  # type: ignore[attr-defined]  # as above
        await until(lambda: "kofi" not in live.board.here)
        await page.board.do(AddPerson("Kofi", is_at_no_screen=True))
        phone = page.browser()
        assert "Is that you?" in await phone.enter(word, "Kofi")
        await phone.post("/enter", word=word, name="Kofi", is_me="Kofi")
        assert live.presence.now().by_screen == ("Kofi B", "Kofi")
        (again,) = (one for one in page.place.lobby.seated if one.guest.name == "Kofi")
        assert again.guest.role_now is Role.COFACILITATOR, "who says that it is them has it as it was"


async def test_a_wrong_word_lets_nobody_in_and_what_was_typed_as_a_name_stays(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        browser = page.browser()
        shown = await browser.enter("GARDEN-42-BEAN", "Bea <b>")
        assert browser.status == 403
        assert "Bea &lt;b&gt;" in shown
        assert "GARDEN-42-BEAN" not in shown
        assert page.place.lobby.seated == set()
        assert "wrong word" in page.place.access_log


async def test_wrong_words_on_the_page_and_by_ssh_are_counted_at_the_same_door_whatever_letters_its_board_has(
    tmp_path: Path,
) -> None:
    async with page_of_a_board(tmp_path) as page:
        (shared,) = page.place.lobby.boards.values()
        board = PageBoard(shared._replace(name="Garden"), page.live)
        door = PageDoor(page.place.lobby, [board], lambda _seated: None)
        for _time in range(FREE):
            with pytest.raises(NotIn):
                await door.enter({"name": "Bea", "word": "garden-42-bean"}, "192.0.2.9")
        (slowed,) = page.place.lobby.words.guesses.slowed("Garden")
        assert (slowed.address, slowed.wrong) == ("192.0.2.9", FREE)


async def test_a_browser_that_hangs_up_as_it_comes_in_leaves_its_name_to_whoever_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_a_board(tmp_path) as page:
        lobby = page.place.lobby
        (shared,) = lobby.boards.values()
        door = PageDoor(lobby, [PageBoard(shared, page.live)], lambda _seated: None)
        form = {"name": "Bea", "word": page.place.word_on_the_wall()}
        with monkeypatch.context() as slow:
            slow.setattr(lobby.words, "count_in", for_ever)
            coming = asyncio.create_task(door.enter(form, "192.0.2.9"))
            await until(lambda: bool(lobby.named))
            coming.cancel()
            with pytest.raises(asyncio.CancelledError):
                await coming
        assert not lobby.named
        assert (await door.enter(form, "192.0.2.9")).guest.name == "Bea"


async def for_ever(*_given: object) -> None:
    await asyncio.Event().wait()


async def test_whose_answer_was_lost_on_its_way_comes_in_by_the_same_name_at_once(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        word = page.place.word_on_the_wall()
        lost, again, another = page.browser(), page.browser(), page.browser()
        await lost.get()
        await lost.post("/enter", follow=False, word=word, name="Bea")
        await again.enter(word, "Bea")
        assert again.status == 200
        assert page.live.presence.now().by_screen == ("Bea",)
        assert len(page.place.invitations.room_used(0).people) == 1
        refused = await another.enter(word, "Bea")
        assert "There is already somebody called Bea here." in refused


async def test_a_cookie_from_before_the_log_in_is_nobodys_behind_it(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        browser = page.browser()
        await browser.get()
        before = {cookie.key: cookie.value for cookie in browser.http.cookie_jar}
        await browser.post("/enter", word=page.place.word_for("Bea"), name="Bea")
        after = {cookie.key: cookie.value for cookie in browser.http.cookie_jar}
        assert before.keys() == after.keys()
        assert before != after
        other = page.browser()
        other.http.cookie_jar.update_cookies(before)
        assert 'name="word"' in await other.get(headers={"Cookie": "; ".join(map("=".join, before.items()))})


async def test_all_seats_are_shared_with_those_over_ssh(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, Limits(seats=1)) as page:
        await page.reader("Bea")
        late = page.browser()
        shown = await late.enter(page.place.word_for("Cy"), "Cy")
        assert late.status == 403
        assert "All seats are taken." in shown


async def test_who_has_no_word_asks_and_is_let_in(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=4)) as page:
        browser = page.browser()
        assert "Ask to be let in" in await browser.get()
        assert "Nobody is there who could let you in." in await browser.post("/ask", name="Bea")
        host = page.comes_to_facilitate()
        await browser.post("/ask", name="Bea")
        assert (await browser.get("/waiting", headers={"Accept": "application/json"})) == "{}"
        (ask,) = page.live.presence.now().asks
        assert ask.name == "Bea"
        assert host.answer(ask, Role.VIEWER)
        shown = await browser.get("/waiting")
        assert 'class="board' in shown
        (seated,) = page.place.lobby.seated
        assert seated.guest.role is Role.VIEWER


@pytest.mark.parametrize("leaves", [True, False])
async def test_who_is_not_let_in_reads_so_and_their_name_is_free_again(tmp_path: Path, leaves: bool) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=4)) as page:
        host, browser = page.comes_to_facilitate(), page.browser()
        await browser.get()
        await browser.post("/ask", name="Bea")
        (ask,) = page.live.presence.now().asks
        if leaves:
            await browser.post("/leave")
        else:
            host.answer(ask, None)
            assert "Not now." in await browser.get("/waiting")
        assert page.live.presence.now().asks == ()
        assert page.place.lobby.counts.refused.total() == 1
        await page.browser().enter(page.place.word_on_the_wall(), "Bea")
        assert page.live.presence.now().by_screen == ("Bea",)


async def test_who_was_put_out_reads_so_by_whatever_they_come_and_whom_to_ask(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        host, own, wall = page.comes_to_facilitate(), page.place.word_for("Bea"), page.place.word_on_the_wall()
        standing = page.live.presence.standing
        for end, said in (
            (0, "You were put out of this meeting, and that word opens nothing any more."),
            (page.live.now() + 3_600_000, "Ana has put Bea out of this meeting, until midnight. Only who facilitates"),
        ):
            await page.browser().enter(own, "Bea")
            standing.put_out(host, "bea", end)
            assert said in await page.browser().enter(own, "Bea")
            assert ("Bea" in page.live.presence.now().by_screen) is False
            own = page.place.word_for("Bea")
        assert said in await page.browser().enter(wall, "bea")
        assert said in await page.browser().enter(own, "somebody"), "by a word that was not used yet"
        assert standing.lift(host, "Bea")
        await page.browser().enter(own, "Bea")
        assert page.live.presence.now().by_screen == ("Bea",), "that is theirs still"


async def test_who_was_put_out_for_today_stays_out_in_their_browser_under_any_name_and_by_whatever_they_come(
    tmp_path: Path,
) -> None:
    async with page_of_a_board(tmp_path, Limits(asking=5)) as page:
        host, wall, own = page.comes_to_facilitate(), page.place.word_on_the_wall(), page.place.word_for("Lou")
        standing, sam = page.live.presence.standing, page.browser()
        await sam.enter(wall, "Sam")
        standing.put_out(host, "sam", page.live.now() + 3_600_000)
        said = "Ana has put Sam out of this meeting, until midnight. Only who facilitates"
        for word, name in ((wall, "Samantha"), (wall, "Kim"), (own, "Lou")):
            await until(lambda: not page.place.lobby.seated)
            await sam.get("/parted")
            assert said in await sam.enter(word, name)
            assert sam.status == 403
        assert said in await sam.post("/ask", name="Samantha")
        assert page.live.presence.now().by_screen == ()
        assert "kept out: put out for today by Ana: Samantha" in page.place.access_log
        await page.browser().enter(wall, "Nia")
        assert page.live.presence.now().by_screen == ("Nia",), "it is no browser of theirs"
        assert standing.lift(host, "Sam")
        await sam.enter(own, "Lou")
        assert sam.status == 200, "a word that was refused is not used"
        assert page.live.presence.now().by_screen == ("Nia", "Lou")


async def test_who_was_put_out_for_now_comes_in_again_with_their_browser(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        host, wall, sam = page.comes_to_facilitate(), page.place.word_on_the_wall(), page.browser()
        await sam.enter(wall, "Sam")
        page.live.presence.standing.put_out(host, "sam")
        await until(lambda: not page.place.lobby.seated)
        await sam.get("/parted")
        await sam.enter(wall, "Samantha")
        assert page.live.presence.now().by_screen == ("Samantha",)


async def test_who_was_let_do_less_and_put_out_does_no_more_when_they_come_again_by_the_page(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        host, wall, standing = page.comes_to_facilitate(), page.place.word_on_the_wall(), page.live.presence.standing
        await page.browser().enter(wall, "Bea")
        standing.let(host, "bea", Role.VIEWER)
        standing.put_out(host, "bea")
        await page.browser().enter(wall, "Bea")
        (seat,) = [one.seat for one in page.live.presence.now().present if one.seat.name == "Bea"]
        assert seat.role is Role.VIEWER
