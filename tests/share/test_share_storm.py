"""A storm: guests write, mend, resize, leave and drop off all at once, and at the end everybody sees the same board."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import asyncssh
import pytest
from serving import Board, Line, Place, board, connect, opened, seated, sit, until

from cofacil.board.kinds import Role
from cofacil.room.live import LiveRoom
from cofacil.share.limits import Limits
from cofacil.share.public_key import key_text
from cofacil.terminal import burst

CLIENTS = {name: asyncssh.generate_private_key("ssh-ed25519") for name in ("Anwen", "Bea", "Cai", "Dai", "Eli")}
CROWD = Limits()
WRITTEN_EACH = 12
SIZE = (120, 44)
SAME = slice(2, 41)
"""The rows of the board: above them stands the clock, below it what this seat may do and was told."""
OUT, HOME, UP, CLEAR = "\x1b\x1b", "\x1b[H", "\x1b[A", "\x15"


class Guest:
    """One client, and what it has typed so far."""

    def __init__(self, number: int, seed: int, place: Place, live: LiveRoom) -> None:
        self._live = live
        self._name, self._number, self._place = list(CLIENTS)[number], number, place
        self._rng = random.Random(seed * 100 + number)  # noqa: S311  # a storm that can be raised again
        self._count = 0
        self._in_hand = ""
        self.kept: list[str] = []
        """What has to be on the board, once."""
        self.unsure: list[str] = []
        """What was on its way when the line dropped: on the board once, or not at all."""

    async def storm(self) -> None:
        while self._count < WRITTEN_EACH:
            # These come as somebody new: that a line is open again for who is back is another test's.
            await until(lambda: self._name not in self._live.presence.now().by_screen)
            self._live.presence.forget_left(self._name)
            async with await connect(self._place.port, key=CLIENTS[self._name]) as conn:
                line = await sit(conn, size=self._size())
                await line.until("1 ?")
                await self._stay(conn, line)

    async def _stay(self, conn: asyncssh.SSHClientConnection, line: Line) -> None:
        """Write until it is time to leave: in good order, or in the middle of a line."""
        written: list[str] = []
        self._in_hand = ""
        while True:
            [what] = self._rng.choices(("write", "mend", "resize", "leave", "drop"), (8, 4, 3, 1, 1))
            if what == "write" or (what == "mend" and not self._in_hand):
                written.append(self._write(line))
            elif what == "mend":
                written.append(self._mend(line))
            elif what == "resize":
                line.resize(*self._size())
            elif what == "leave":
                await self._leave(line)
                self.kept += written
                return
            else:
                line.type("and half a li")
                await asyncio.sleep(self._rng.random() * 0.1)
                conn.abort()
                self.unsure += written
                return
            await asyncio.sleep(self._rng.random() * 0.03)

    async def _leave(self, line: Line) -> None:
        line.type(OUT)
        await line.until("a add")
        line.type("q\r")
        assert await line.ended() == 0

    def _write(self, line: Line) -> str:
        self._count += 1
        self._in_hand = text = f"Guest {self._number} thing {self._count}"
        line.type(f"{OUT}{self._rng.choice('1234')}a{CLEAR}{text}\r")
        return text

    def _mend(self, line: Line) -> str:
        self._count += 1
        self._in_hand += f" and {self._count}"
        line.type(f"{UP} and {self._count}\r")
        return self._in_hand

    def _size(self) -> tuple[int, int]:
        return self._rng.randint(60, 140), self._rng.randint(18, 50)


def texts_in(made: Board) -> Counter[str]:
    """Return every text that a card was given, by writing or by mending it."""
    given = (write for event in made.events for write in event.writes if write.entity.startswith("card/"))
    return Counter(
        str(write.after["text"]) if isinstance(write.after, dict) else str(write.after)
        for write in given
        if write.field in {"", "text"}
    )


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.outside) for seed in range(2, 4))])
async def test_after_a_storm_nothing_is_lost_or_doubled_and_all_screens_are_equal(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(burst, "AT_ONCE", 1_000)  # these type as no hand does, commands among the words
    async with board() as made, opened(tmp_path, made.screens, CROWD) as place, AsyncExitStack() as stack:
        enter = stack.enter_async_context
        for name, key in CLIENTS.items():
            place.members.add(name, Role.COFACILITATOR, key_text(key))
        stayed = [await enter(seated(place.port, name, size=SIZE)) for name in ("Dee", "Vic", "Kofi")]
        guests = [Guest(number, seed, place, made.live) for number in range(len(CLIENTS))]
        await asyncio.gather(*(guest.storm() for guest in guests))
        await place.has_seated(len(stayed))
        texts = texts_in(made)
        kept = [text for guest in guests for text in guest.kept]
        unsure = [text for guest in guests for text in guest.unsure]
        assert len(kept) + len(unsure) >= WRITTEN_EACH * len(CLIENTS)
        assert {text: texts[text] for text in kept} == dict.fromkeys(kept, 1)
        assert texts.keys() <= {*kept, *unsure}
        assert set(texts.values()) == {1}
        assert any(" and " in text for text in texts), "some were mended"
        fresh = await enter(seated(place.port, "Ana", size=SIZE))
        await assert_same(fresh, *stayed)


async def assert_same(fresh: Line, *others: Line) -> None:
    """Every column looks the same on every screen."""
    await fresh.until("1 ?")
    for column in "12345":
        for line in (fresh, *others):
            line.type(f"{column}{HOME}")
        await fresh.until(f"[{column} ")
        for line in others:
            await line.until(f"[{column} ")
            await line.until_so(partial(is_same, line, fresh), f"the same as\n{fresh.text}")


def is_same(one: Line, other: Line) -> bool:
    return one.rows[SAME] == other.rows[SAME]
