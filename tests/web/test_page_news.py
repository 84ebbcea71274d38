"""What a window is sent: only what is new, the same bytes for all who see the same, and nothing of what is hidden from it."""

import asyncio
import json
import random
import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browsing import Page, page_of_a_board
from serving import until
from web_reading import DEE, MO, VIC, on

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Who
from cofacil.board.redaction import Redactions
from cofacil.room.attending import Attending, Present
from cofacil.room.seats import Seat
from cofacil.web import columns as columns_of
from cofacil.web import news as news_of
from cofacil.web.columns import columns
from cofacil.web.news import news
from cofacil.web.parts import NO_PARTS, board_parts
from cofacil.web.reader import Shown
from cofacil.web.seated import Seated
from wall import Wall

KOFI = Seat("Kofi", Role.PARTICIPANT, "page")
_ITEM = re.compile(r'<li id="([^"]+)"[^>]*>.*?</li>', re.DOTALL)
_STAYS = re.compile(r'<li data-same="([^"]+)"></li>')
_THERE = Attending.of(tuple(map(Present, (MO, KOFI, DEE, VIC))))


class Readers:
    """Readers of one wall, each of whom is given the board as they may see it, as a room does."""

    def __init__(self) -> None:
        self.wall = Wall()
        self.wall.meet()
        self._redactions = Redactions()

    def shown(self, seat: Seat) -> Shown:
        board = self._redactions.board(self.wall.board, seat.who(self.wall.board))
        return on(self.wall, seat)._replace(board=board, attending=_THERE)


class Window:
    """Shows what it is sent, as the script does."""

    def __init__(self, readers: Readers, seat: Seat) -> None:
        self.readers, self.seat = readers, seat
        self.parts: dict[str, str] = {}
        self.sent = NO_PARTS
        self.came = b""
        self.told: dict[str, str] = {}

    def hear(self) -> None:
        before, self.sent = self.sent, board_parts(self.readers.shown(self.seat))
        self.came = news(before, self.sent)
        items = {found.group(1): found.group() for part in self.parts.values() for found in _ITEM.finditer(part)}
        self.told = json.loads(b"{" + self.came + b"}")
        for name, html in self.told.items():
            if name in {*self.sent.common, "you", "state", "form"}:
                self.parts[name] = _STAYS.sub(lambda at: "".join(items[one] for one in at.group(1).split()), html)
            else:
                self._put(name, html)

    def _put(self, name: str, html: str) -> None:
        """Lay an item over the one with its id."""
        for part, shown in self.parts.items():
            self.parts[part] = _ITEM.sub(lambda at: html if at.group(1) == name else at.group(), shown)


def doings(wall: Wall, chance: random.Random) -> Iterator[None]:
    """Do this and that on a wall."""
    people = [who(seat) for seat in (MO, KOFI, DEE)]
    cards: list[str] = []
    for number in range(60):
        person = chance.choice(people)
        if not cards or chance.random() < 0.5:
            cards.append(wall.new("card"))
            tags = ("water",) if chance.random() < 0.4 else ()
            wall.do(AddCard(cards[-1], chance.choice(list(Kind)), f"number {number}", tags=tags), person)
        elif chance.random() < 0.7:
            wall.do(EditCard(chance.choice(cards), f"changed {number}"), people[2])
        else:
            wall.do(PutAway(cards.pop(chance.randrange(len(cards)))), people[2])
        yield


@pytest.mark.parametrize("chance", range(4))
def test_what_a_window_is_sent_piece_by_piece_is_the_whole_board(chance: int) -> None:
    readers = Readers()
    windows = [Window(readers, seat) for seat in (MO, KOFI, VIC, DEE)]
    for at, _done in enumerate(doings(readers.wall, random.Random(chance))):  # noqa: S311  # no secret
        if at == 30:
            windows[1].seat = KOFI._replace(role=Role.COFACILITATOR)
        if at == 45:
            windows[1].seat = KOFI._replace(role=Role.VIEWER)
        for window in windows:
            window.hear()
            whole = columns(readers.shown(window.seat))
            assert {name: window.parts[name] for name in whole} == whole


def test_of_a_column_only_the_card_that_is_new_is_sent_and_the_others_are_named() -> None:
    readers = Readers()
    wall, window = readers.wall, Window(readers, VIC)
    cards = [wall.add(words) for words in ("the first", "the second", "the third")]
    window.hear()
    wall.do(EditCard(cards[1].id, "another one"))
    wall.add("the fourth")
    window.hear()
    assert b"another one" in window.came
    assert b"the fourth" in window.came
    assert not any(words in window.came for words in (b"the first", b"the second", b"the third"))
    ids = [card.id.replace("/", "-") for card in cards]
    assert _STAYS.findall(window.told["column-question"]) == [ids[0], ids[2]]
    assert window.told.keys() == {"counts", "column-question"}
    assert len(window.came) < 2000


def test_all_who_see_the_same_share_it_and_ones_own_are_marked_beside() -> None:
    readers = Readers()
    own = readers.wall.new("card")
    readers.wall.do(AddCard(own, Kind.OFFER, "a van"), who(MO))
    mo, kofi = (board_parts(readers.shown(seat)) for seat in (MO, KOFI))
    assert mo.common is kofi.common
    assert "yours" not in "".join(kofi.common.values())
    assert "yours" in mo.own[own.replace("/", "-")]
    assert not any("van" in part for part in kofi.own.values())


def test_what_is_no_longer_ones_own_loses_its_mark() -> None:
    readers = Readers()
    window = Window(readers, MO)
    readers.wall.do(AddCard(readers.wall.new("card"), Kind.OFFER, "a van"), who(MO))
    window.hear()
    assert "yours" in window.parts["column-offer"]
    window.seat = KOFI
    window.hear()
    assert "yours" not in window.parts["column-offer"]


def test_hidden_words_are_in_no_bytes_that_another_is_sent() -> None:
    readers = Readers()
    readers.wall.add("openly")
    readers.wall.do(BeginQuiet(readers.wall.new("step")))
    windows = [Window(readers, seat) for seat in (MO, KOFI, DEE, VIC)]
    written: set[str] = set()
    for at in range(8):
        writer = (MO, KOFI)[at % 2]
        readers.wall.do(AddCard(readers.wall.new("card"), Kind.OFFER, f"secret of {writer.name}"), who(writer))
        written.add(writer.name)
        for window in (windows, windows[::-1])[at // 2 % 2]:
            window.hear()
            fresh = Window(readers, window.seat)
            fresh.hear()
            for other in ("Mo", "Kofi"):
                secret, is_theirs = f"secret of {other}".encode(), other == window.seat.name
                assert secret not in window.came or is_theirs
                assert (secret in fresh.came) is (is_theirs and other in written)


def who(seat: Seat) -> Who:
    return Who(seat.name.casefold(), seat.name, str(seat.role))


async def made_for(page: Page, readers: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Return how many columns, and how many pieces of what is sent, are made as one card is added before so many."""
    made = [0, 0]
    column, fragment = columns_of._column, news_of._fragment

    def counted(at: int, does):  # type: ignore[no-untyped-def]  # whatever it takes
        def counting(*arguments):  # type: ignore[no-untyped-def]  # likewise
            made[at] += 1
            return does(*arguments)

        return counting

    async with AsyncExitStack() as stack:
        streams = []
        for number in range(readers):
            browser = await page.reader(f"Reader {chr(65 + number)}{readers}")
            await browser.send("/add", kind="question", words=f"the own one of {number}, {readers}")
            streams.append(await stack.enter_async_context(browser.stream()))
        for events in streams:
            await events.shows('class="column')
        await asyncio.sleep(0.5)
        monkeypatch.setattr(columns_of, "_column", counted(0, column))
        monkeypatch.setattr(news_of, "_fragment", counted(1, fragment))
        await page.board.do(AddCard(f"card/{page.live.new_id()}", Kind.OFFER, f"a van for {readers}"))
        for events in streams:
            await events.shows(f"a van for {readers}")
        monkeypatch.undo()
    return made[0], made[1]


async def test_a_change_is_made_into_a_page_once_however_many_read_and_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_a_board(tmp_path) as page:
        await made_for(page, 1, monkeypatch)  # with the first one a name comes to the board, and a meeting begins
        few = await made_for(page, 2, monkeypatch)
        many = await made_for(page, 6, monkeypatch)
    assert few == many
    assert few[0] == 1


async def test_who_sits_at_a_terminal_is_told_before_those_who_read_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_a_board(tmp_path) as page:
        told: list[str] = []
        bea = await page.reader("Bea")
        page.live.subscribe(lambda _news: told.append("terminal"))
        async with bea.stream() as events:
            await events.next("parts")
            (seated,) = page.place.lobby.seated
            assert isinstance(seated, Seated)
            (stream,) = seated._streams
            wake = stream.wake

            def noted(said: str = "") -> None:
                told.append("page")
                wake(said)

            monkeypatch.setattr(stream, "wake", noted)
            await page.board.do(AddCard(f"card/{page.live.new_id()}", Kind.OFFER, "a van"))
            await until(lambda: len(told) > 1)
    assert told[:2] == ["terminal", "page"]
