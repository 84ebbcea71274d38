"""What a reader of the page does to the board, and what they are told of others."""

import asyncio
from pathlib import Path

import pytest
from browsing import Events, Page, page_of_a_board
from serving import until

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.kinds import Kind, Role
from cofacil.board.records import Card
from cofacil.web import seated as module

ULID = "01JDZZZZZZZZZZZZZZZZZZZZZZ"


def cards(page: Page) -> list[Card]:
    return [card for column in page.live.board.columns.values() for card in column]


def the_card(page: Page) -> Card:
    (card,) = cards(page)
    return card


async def test_without_a_script_a_card_is_added_by_a_form_and_the_page_says_so(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        shown = await bea.post("/add", kind="offer", words="A <van> on Saturdays #gate", id=ULID)
        assert bea.status == 200
        card = the_card(page)
        assert (card.kind, card.text, page.live.board.name_of(card.said)) == (Kind.OFFER, "A <van> on Saturdays", "Bea")
        assert card.id == f"card/{ULID}"
        assert "A &lt;van&gt; on Saturdays" in shown
        assert page.board.events[-1].via == "page"
        assert "O1" in shown
        await bea.post("/add", kind="offer", words="sent twice", id=ULID)
        assert the_card(page).text == "A <van> on Saturdays"


async def test_who_is_missing_is_named(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        await bea.send("/add", kind="missing", words="  the night\n shift ")
        named = [one.who for one in page.live.board.absences if not one.is_standing]
        assert named == ["the night shift"]


async def test_what_cannot_be_kept_is_said_and_given_back(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        told = await bea.send("/add", kind="action", words="@ana opens the gate")
        assert bea.status == 409
        assert told["errors"][""] or told["errors"]["words"]
        shown = await bea.post("/add", kind="nothing", words="the words stay <here>")
        assert "Choose first what it is" in shown
        assert "the words stay &lt;here&gt;" in shown
        assert "the words stay" not in await bea.get()
        assert cards(page) == []


async def test_who_is_new_in_a_card_is_named_before_they_are_added_and_the_same_once_more_adds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_a_board(tmp_path) as page:
        monkeypatch.setattr(module, "_READS_NEW", 30.0)
        bea = await page.reader("Bea")
        told = await bea.send("/add", kind="action", words="@joe opens the gate")
        assert told["errors"] == {"": "We decide for ourselves only: say I will for yourself."}
        told = await bea.send("/add", kind="offer", words="@joe A van")
        assert bea.status == 409
        assert told["errors"] == {"words": "Joe is new here. Send it once more as it is, and they are added."}
        await bea.send("/add", kind="offer", words="@joe A van")
        assert bea.status == 409, "a second press has read nothing"
        assert "joe" not in {person.slug for person in page.live.board.people}
        monkeypatch.setattr(module, "_READS_NEW", 0.0)
        await bea.send("/add", kind="offer", words="@jo A van")
        assert bea.status == 409, "it was said of other words"
        await bea.send("/add", kind="offer", words="@jo A van")
        assert bea.status == 200
        assert page.live.board.name_of(the_card(page).said) == "Jo"
        await bea.send("/add", kind="offer", words="@bea Tea")
        assert bea.status == 200, "of who sends it nothing is asked"


async def test_who_facilitates_is_told_too_of_whom_an_action_would_add(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_a_board(tmp_path) as page:
        monkeypatch.setattr(module, "_READS_NEW", 0.0)
        dee = await page.reader("Dee", Role.COFACILITATOR)
        shown = await dee.post("/add", kind="action", words="@joe opens the gate")
        assert "Joe is new here. Send it once more as it is, and they are added." in shown
        assert "@joe opens the gate" in shown
        assert not cards(page)
        await dee.post("/add", kind="action", words="@joe opens the gate")
        assert [page.live.board.name_of(slug) for slug in the_card(page).owners] == ["Joe"]


async def test_ones_own_card_is_changed_and_another_ones_is_not(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        await bea.send("/add", kind="offer", words="A van", id=ULID)
        form = await bea.get("/card", params={"id": f"card/{ULID}"})
        assert 'action="/change"' in form
        await bea.post(
            "/change", id=f"card/{ULID}", words="A big van", seen="A van", note="blue", seen_note="", when=""
        )
        assert (the_card(page).text, the_card(page).note) == ("A big van", "blue")
        cy = await page.reader("Cy")
        told = await cy.send(
            "/change", id=f"card/{ULID}", words="Mine", seen="A big van", note="blue", seen_note="blue"
        )
        assert cy.status == 409
        assert told["errors"][""]
        assert the_card(page).text == "A big van"


async def test_two_who_change_the_same_words_lose_none_of_them(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        await bea.send("/add", kind="offer", words="A van", id=ULID)
        await page.board.do(EditCard(f"card/{ULID}", text="Ana's van", seen="A van"))
        shown = await bea.post("/change", id=f"card/{ULID}", words="Bea's van", seen="A van", note="", seen_note="")
        assert bea.status == 409
        assert "Bea&#x27;s van" in shown or "Bea's van" in shown or "Bea&#39;s van" in shown
        assert the_card(page).text == "Ana's van"


async def test_a_day_that_is_none_is_said_at_its_field(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        await bea.send("/add", kind="offer", words="A van", id=ULID)
        told = await bea.send(
            "/change", id=f"card/{ULID}", words="A van", seen="A van", note="", seen_note="", when="soon"
        )
        assert "is not a day I know" in told["errors"]["when"]
        await bea.send("/put-away", id=f"card/{ULID}")
        assert cards(page) == []


async def test_who_only_watches_changes_nothing_and_asks_to_write(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        host = page.comes_to_facilitate()
        vic = await page.reader("Vic", Role.VIEWER)
        before = len(page.board.events)
        for path in ("/add", "/change", "/put-away", "/bring-back"):
            told = await vic.send(path, kind="offer", words="A van", id=ULID)
            assert told["errors"]
        assert len(page.board.events) == before
        async with vic.stream() as events:
            await events.next("parts")
            await vic.send("/ask-to-write")
            (ask,) = page.live.presence.now().asks
            assert host.answer(ask, Role.PARTICIPANT)
            await events.shows('action="/add"')
        await vic.send("/add", kind="offer", words="A van")
        assert the_card(page).text == "A van"


async def test_a_change_reaches_every_stream_and_only_what_has_changed_is_sent(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea, cy = await page.reader("Bea"), await page.reader("Cy")
        async with bea.stream() as events, cy.stream() as others:
            assert "now" in await events.next()
            whole = await events.next("parts")
            assert {"top", "form", "who", "counts"} <= whole.keys()
            await others.next("parts")
            told = await cy.send("/add", kind="offer", words="A van")
            assert "O1" in told["said"]
            await events.shows("A van")
            assert "form" not in (await anew(events, page))
            assert await said(events) == "The room asked a question, Q1."
            await others.shows("A van")


async def anew(events: Events, page: Page) -> dict[str, str]:
    """Return the parts that are sent after one more change."""
    await page.board.do(AddCard(f"card/{page.live.new_id()}", Kind.QUESTION, "Who has a key?"))
    told: dict[str, str] = {}
    while "Who has a key?" not in "".join(told.values()):
        told = await events.next("parts")
    return told


async def said(events: Events) -> str:
    told = await events.next("said")
    return str(told["words"])


async def test_the_seat_of_a_phone_that_sleeps_is_kept_a_while_and_is_theirs_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLICKERS", 0.05)
    async with page_of_a_board(tmp_path) as page:
        bea = page.browser()
        await bea.enter(page.place.word_on_the_wall(), "Bea")
        async with bea.stream() as events:
            await events.next("parts")
        await until(lambda: page.live.presence.now().by_screen == ())
        assert page.place.lobby.counts.seats.total() == 0
        assert page.live.presence.now().lost == ("Bea",)
        assert 'class="board' in await bea.get()
        assert page.live.presence.now().by_screen == ("Bea",)
        assert page.live.presence.now().lost == ()


async def test_who_comes_in_by_another_browser_has_their_seat_and_the_first_one_is_nobodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLICKERS", 0.05)
    async with page_of_a_board(tmp_path) as page:
        phone, word = page.browser(), page.place.word_on_the_wall()
        await phone.enter(word, "Bea")
        async with phone.stream() as events:
            await events.next("parts")
            assert "already somebody called Bea" in await page.browser().enter(word, "Bea")
        await until(lambda: page.live.presence.now().by_screen == ())
        laptop = page.browser()
        assert 'class="board' in await laptop.enter(word, "Bea")
        assert page.live.presence.now().by_screen == ("Bea",)
        assert "You are not on the board any more." in await phone.get()
        assert page.place.lobby.counts.seats.total() == 1


async def test_who_leaves_is_gone_at_once_and_reads_so(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea, word = page.browser(), page.place.word_for("Bea")
        await bea.enter(word, "Bea")
        async with bea.stream() as events:
            await events.next("parts")
            shown = await bea.post("/leave")
            assert "You have left the board." in shown
            assert await events.next("go") == {"to": "/parted"}
        assert page.live.presence.now().by_screen == ()
        assert 'name="word"' in await bea.get()
        await bea.post("/enter", word=word, name="Bea")
        assert page.live.presence.now().by_screen == ("Bea",)


async def test_stop_sharing_ends_every_stream_with_a_page_that_says_so(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        async with bea.stream() as events:
            await events.next("parts")
            stopping = asyncio.create_task(page.place.server.close())
            assert await events.next("go") == {"to": "/parted"}
            assert "The board is no longer shared." in await bea.get("/parted")
            await asyncio.wait_for(stopping, 5)
        assert page.place.lobby.seated == set()
        assert page.live.presence.now().by_screen == ()


async def test_words_written_quietly_reach_nobody_else(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea, cy = await page.reader("Bea"), await page.reader("Cy")
        await bea.send("/add", kind="offer", words="openly")
        await page.board.do(BeginQuiet(f"step/{page.live.new_id()}"))
        async with cy.stream() as events, bea.stream() as own:
            await events.next("parts")
            await own.next("parts")
            await bea.send("/add", kind="offer", words="a secret wish")
            await own.shows("a secret wish")
            await page.board.do(AddCard(f"card/{page.live.new_id()}", Kind.QUESTION, "all of us?"))
            await asyncio.sleep(0.3)
            assert "secret" not in await cy.get()
            assert "secret" not in "".join(events.parts.values())
            assert "secret" in await bea.get()


async def test_a_reader_is_answered_in_the_language_of_their_browser(
    tmp_path: Path, catalogs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.language.catalog.shipped_catalogs", lambda _package=None: catalogs)
    async with page_of_a_board(tmp_path) as page:
        browser = page.browser(**{"Accept-Language": "xx, qps;q=0.8, en;q=0.2"})
        assert '<html lang="qps"' in await browser.get()
        assert "⟦" in await browser.post("/enter", word="wrong", name="Bea")
        bea = await page.reader("Bea", language="qps")
        cy = await page.reader("Cy", language="en-GB,de;q=0.5")
        async with bea.stream() as events, cy.stream() as others:
            await events.next("parts")
            await others.next("parts")
            await page.board.do(AddCard(f"card/{page.live.new_id()}", Kind.QUESTION, "Who has a key?"))
            assert "⟦" in await said(events)
            assert "⟦" not in await said(others)
