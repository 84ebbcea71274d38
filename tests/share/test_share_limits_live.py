"""The limits of a server that show only in real connections: silence, how much may be under way, a crowd before log-in."""

import asyncio
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from serving import board, connect, logged_in, opened, seated, sit, until

from cofacil.share.server import WINDOW

CROWD = "127.0.0.{}"
"""Addresses that are all this computer's."""


async def test_who_answers_nothing_any_more_loses_the_seat_and_who_only_watches_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = asyncssh.listen

    async def listen(*where: Any, **how: Any) -> asyncssh.SSHAcceptor:
        assert (how["keepalive_interval"], how["keepalive_count_max"]) == (15, 3)
        return await real(*where, **how | {"keepalive_interval": 0.1})

    monkeypatch.setattr(asyncssh, "listen", listen)
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
        assert line.chan._send_window <= WINDOW == 64 * 1024


async def test_so_many_may_be_at_the_door_in_all_wherever_they_come_from(tmp_path: Path) -> None:
    async with opened(tmp_path) as place, AsyncExitStack() as stack:
        for number in range(16):
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", place.port, local_addr=(CROWD.format(2 + number // 4), 0)
            )
            stack.enter_context(closing(writer))
            assert (await reader.readline()).startswith(b"SSH-2.0")
        with pytest.raises((asyncssh.Error, OSError)):
            await connect(place.port)
        assert place.access_log.endswith(" 127.0.0.1 turned away: too many are at the door\n")
    await until(lambda: not place.lobby.counts.arriving)
