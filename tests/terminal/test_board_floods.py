"""Whatever a terminal sends to a board: only keys that were meant change its file, and nothing breaks, hangs or grows.

`COFACIL_FLOOD=10000000` sends so many bytes of random and mutated input, in place of a few.
"""

import asyncio
import gc
import os
import resource
import sys
from itertools import count
from pathlib import Path
from random import Random

import pytest
from flooded import Flooded, flooded, texts, words_in
from streams import amid_replies, no_lone_esc, replies, streams

FLOOD = int(os.environ.get("COFACIL_FLOOD", "20000"))
"""Bytes of hostile input; a tenth of that of replies alone, a hundredth of keys amid them."""
_PARTS = 4
"""Boards among which it is divided, so that a computer with several cores has done with it sooner."""
_BY_HAND = 16
"""Of so many streams one goes through the terminal itself, which is slow; the others are handed to its driver."""
_TELLS = 500
"""Streams between two words of how far it is."""
_GROWS = 48 << 20
"""Bytes that the process may grow by, whatever comes: the interpreter keeps what it once took."""
_WORDS = ("?who has the key", "+a van", ">ring ana", "!no light", "water", "दुकान में", "漢字", "👩‍🌾 x")
_ESC, _UP, _DOWN = b"\x1b[27u", b"\x1b[A", b"\x1b[B"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)


def memory() -> int:
    gc.collect()
    with Path("/proc/self/statm").open() as pages:
        return int(pages.read().split()[1]) * resource.getpagesize()


async def test_replies_alone_leave_the_file_as_it_is(tmp_path: Path) -> None:
    chance = Random(11)  # noqa: S311  # the same for one seed
    async with flooded(tmp_path) as board:
        before = board.path.read_bytes()
        for number in count():
            await (board.hand if number % _BY_HAND else board.feed)(replies(chance))
            if board.sent >= FLOOD / 10:
                break
        await board.settled()
        assert board.path.read_bytes() == before
        assert board.opened == 1


def tell(words: str) -> None:
    """Say how far it is, past Textual, which takes what is printed: `-s` shows it."""
    if sys.__stdout__ is not None:
        sys.__stdout__.write(f"{words}\n")
        sys.__stdout__.flush()


def meant(chance: Random) -> list[bytes]:
    """Return keys that somebody presses: cards of all kinds, moved, taken back and put away."""
    keys: list[bytes] = []
    for _ in range(6):
        keys += [b"a", *(letter.encode() for letter in chance.choice(_WORDS)), b"\r", _ESC]
        # No page is opened: one that is being left takes no keys for a moment, however busy the computer is.
        keys += chance.choices((_UP, _DOWN, b"1", b"2", b"3", b"4", b"u", b"p"), k=3)
    return keys


async def test_keys_amid_replies_come_to_what_the_keys_alone_come_to(tmp_path: Path) -> None:
    for turn in count():
        found, sent = [], 0
        for with_replies in (False, True):
            chance, noise = Random(turn), Random(turn + 1)  # noqa: S311
            async with flooded(tmp_path, f"turn-{turn}-{with_replies:d}") as board:
                for key in meant(chance):
                    if with_replies:
                        await board.feed(no_lone_esc(amid_replies((key,), noise)))
                    else:
                        await board.send(key)
                        await board.settled()
                path = board.path
                sent = board.sent
            found.append(await texts(tmp_path, path))
        assert found[0] == found[1]
        assert any(cards for _kind, cards in found[0])
        if sent * (turn + 1) >= FLOOD / 100:
            break


@pytest.mark.parametrize("seed", range(_PARTS))
async def test_nothing_breaks_hangs_or_grows(tmp_path: Path, seed: int) -> None:
    async with flooded(tmp_path) as board:
        before = 0
        for number, stream in enumerate(streams(seed)):
            await (board.hand if number % _BY_HAND else board.feed)(stream)
            if not before and board.sent >= FLOOD / _PARTS / 10:
                before = memory()
            if not number % _TELLS:
                tell(f"part {seed}: {board.sent} bytes, grown by {memory() - before if before else 0}")
            if board.sent >= FLOOD / _PARTS:
                break
        await board.rest()
        grown = memory() - before
        tell(
            f"part {seed}: {board.sent} bytes sent, {board.drawn} drawn, opened {board.opened} times, grown by {grown}"
        )
        assert grown < _GROWS
        await still_works(board)
    assert "still here" in words_in(board.path)


async def still_works(board: Flooded) -> None:
    """Type a card as anybody does, wherever the keys that came have led."""
    await board.close()
    await board.open()
    await press(board, b"a")
    if "Enter write all the same" in board.seen:
        await press(board, b"\r")  # the flood has begun that each writes for themselves
    await press(board, b"\x15", *(letter.encode() for letter in "still here"), b"\r")


async def press(board: Flooded, *keys: bytes) -> None:
    """Press keys one after the other."""
    for key in keys:
        await board.send(key)
        await board.settled()
        await asyncio.sleep(0.05)
