"""The limits of a server that show only in real connections: silence, how much may be under way, a crowd before log-in."""

import asyncio
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from serving import LIMIT, Person, board, connect, logged_in, opened, seated, sit, until

from cofacil.share import login
from cofacil.share.limits import Limits
from cofacil.share.server import WINDOW

CROWD = "127.0.0.{}"
"""Addresses that are all this computer's."""
CROWDED = "So many are at the door that some have to come again. Those who are in feel nothing of it."


async def test_who_answers_nothing_any_more_loses_the_seat_and_who_only_watches_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = asyncssh.SSHServerConnectionOptions.construct

    async def construct(**how: Any) -> asyncssh.SSHServerConnectionOptions:
        if "keepalive_interval" in how:
            assert (how["keepalive_interval"], how["keepalive_count_max"]) == (15, 3)
            how["keepalive_interval"] = 0.1
        return await real(**how)  # type: ignore[no-any-return]

    monkeypatch.setattr(asyncssh.SSHServerConnectionOptions, "construct", construct)
    async with board() as made, opened(tmp_path, made.screens) as place, seated(place.port, "Vic") as vic:
        await vic.until("QUESTIONS 0")
        async with logged_in(place.port, "Dee") as silent:
            line = await sit(silent)
            await line.until("QUESTIONS 0")
            assert silent._transport
            silent._transport.pause_reading()
            await place.has_seated(1)
            assert not vic.is_closed
            silent.abort()


async def test_no_more_is_under_way_to_the_server_than_it_takes(tmp_path: Path) -> None:
    async with opened(tmp_path) as place, seated(place.port, "Dee") as line:
        await line.says("Dee is")
        assert line.chan._send_window <= WINDOW == 16 * 1024


async def silent(port: int, address: str, stack: AsyncExitStack, says: bytes = b"") -> asyncio.StreamReader:
    """Call, and say no more than that."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
    stack.enter_context(closing(writer))
    writer.write(says)
    return reader


async def test_whoever_waits_to_be_spoken_to_is(tmp_path: Path) -> None:
    async with opened(tmp_path) as place, AsyncExitStack() as stack:
        assert await (await silent(place.port, CROWD.format(2), stack)).readline() == b"SSH-2.0-cofacil\r\n"


async def test_a_flood_of_the_silent_keeps_nobody_out_here_or_there(tmp_path: Path) -> None:
    few = Limits(waiting=20, arriving=8)
    async with opened(tmp_path, limits=few) as place, AsyncExitStack() as stack:
        for number in range(60):
            await silent(place.port, CROWD.format(1 + number % 2), stack)
        async with seated(place.port, "Dee") as line:
            await line.says("Dee is")
        assert place.notices == [CROWDED]
        assert " 127.0.0.2 turned away: too many are at the door\n" in place.access_log


async def test_forty_at_once_from_one_address_wait_for_their_turn_and_come_in(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=Limits(seats_of_one=40, takes_over=False)) as place, AsyncExitStack() as stack:
        lines = await asyncio.gather(*(stack.enter_async_context(seated(place.port, "Dee")) for _ in range(40)))
        for line in lines:
            await line.says("Dee is")
        assert len(place.lobby.seated) == 40
        assert not len(place.lobby.arrivals)


async def test_who_has_to_go_from_the_door_is_told_why(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=Limits(waiting=1, arriving=0)) as place, AsyncExitStack() as stack:
        first = await silent(place.port, CROWD.format(2), stack)
        await silent(place.port, CROWD.format(2), stack)
        said = await first.read()
        assert said.startswith(b"SSH-2.0-cofacil\r\n\0\0\0")
        assert b"\nToo many are at the door at this moment. Try again in a\nminute." in said


async def test_an_ssh_reads_why_it_has_to_go_from_the_door(tmp_path: Path) -> None:
    class Slow(Person):
        """Is asked a word, and thinks."""

        banner = ""
        is_asked = asyncio.Event()

        def auth_banner_received(self, msg: str, lang: str) -> None:  # noqa: ARG002
            self.banner += msg

        async def kbdint_challenge_received(self, *_asked: object) -> list[str]:  # type: ignore[override]
            self.is_asked.set()
            await asyncio.sleep(LIMIT)
            return []

    few = Limits(arriving=2, typing_left_alone=1)
    async with opened(tmp_path, limits=few) as place:
        people = [Slow("?") for _ in range(3)]
        knocks: list[asyncio.Future[Any]] = []
        for person in people:
            person.is_asked = asyncio.Event()
            knocks.append(asyncio.ensure_future(connect(place.port, person)))
            if person is not people[-1]:
                await asyncio.wait_for(person.is_asked.wait(), LIMIT)
        # The first is left alone, and the last has only come.
        with pytest.raises(asyncssh.DisconnectError, match="Too many are at the door"):
            await knocks[1]
        assert people[1].banner == "Too many are at the door at this moment. Try again in a\r\nminute.\r\n"
        await asyncio.wait_for(people[2].is_asked.wait(), LIMIT)
        assert not knocks[0].done()
        async with seated(place.port, "Dee") as line:
            await line.says("Dee is")
        for knock in knocks:
            knock.cancel()
        await asyncio.gather(*knocks, return_exceptions=True)


async def test_who_has_not_exchanged_keys_gives_way_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "_LINGERS_FROM", 0.0)
    async with opened(tmp_path, limits=Limits(arriving=3, typing_left_alone=0)) as place, AsyncExitStack() as stack:
        lingering = [await silent(place.port, CROWD.format(1), stack, b"SSH-2.0-slow\r\n") for _ in range(3)]
        for reader in lingering:
            assert await reader.readline() == b"SSH-2.0-cofacil\r\n"
        async with seated(place.port, "Dee") as line:
            await line.says("Dee is")
        assert b"Too many are at the door" in await lingering[0].read()
        assert len(place.lobby.arrivals) == 2


async def test_who_types_a_word_for_too_long_is_told(tmp_path: Path) -> None:
    class Slow(Person):
        async def kbdint_challenge_received(self, *_asked: object) -> list[str]:  # type: ignore[override]
            await asyncio.sleep(LIMIT)
            return []

    async with opened(tmp_path, limits=Limits(login_seconds=0.5)) as place:
        with pytest.raises(asyncssh.DisconnectError, match="Nothing was typed for a long time"):
            await connect(place.port, Slow("?"))
        assert " turned away: nothing was said\n" in place.access_log
        await until(lambda: not len(place.lobby.arrivals))


async def test_who_says_nothing_any_more_behind_a_wrong_word_is_told_and_gone(tmp_path: Path) -> None:
    class Silent(Person):
        """Types one wrong word, and then nothing at all."""

        def kbdint_auth_requested(self) -> Any:
            return "" if self._answers else asyncio.sleep(LIMIT)

    async with opened(tmp_path, limits=Limits(login_seconds=0.5)) as place:
        with pytest.raises(asyncssh.DisconnectError, match="Nothing was typed for a long time"):
            await asyncio.wait_for(connect(place.port, Silent("GARDEN-42-BEAN")), 5)
        assert " wrong word\n" in place.access_log
        await until(lambda: not len(place.lobby.arrivals))
