"""What processes say to each other of a board: small files that are theirs as long as they run, however they end."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from cofacil.room.walls import CardShown, Hold, Leading, Look, Signal
from cofacil.store import signals as module
from cofacil.store.inotify import Inotify
from cofacil.store.signals import BoardSignals

FULL = Signal(
    Leading("Siân", Look(2, "card/1", is_room=True, is_wide=True, is_timer=True), 17),
    Hold("Ana", 18, Look(5, "absence/1", closing=3)),
    CardShown("Dee", "card/2", 19),
    2,
    ("Kofi", "漢字会議"),
    ("Pia",),
    ("Mo", "Bea"),
)


class Heard:
    """What one process has heard of the others, and what it says."""

    def __init__(self, folder: Path, board: Path) -> None:
        self.last: tuple[Signal, ...] = ()
        self.count = 0
        self.signals = BoardSignals(folder, board, self.hear)

    def hear(self, others: tuple[Signal, ...]) -> None:
        self.last = others
        self.count += 1


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[tuple[Heard, Heard]]:
    both = Heard(tmp_path / "now", Path("/b/garden.json")), Heard(tmp_path / "now", Path("/b/garden.json"))
    yield both
    for one in both:
        one.signals.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.005)


async def test_what_one_says_the_other_hears_and_who_closes_says_nothing_more(pair: tuple[Heard, Heard]) -> None:
    one, other = pair
    one.signals.signal(FULL)
    await until(lambda: other.last == (FULL,))
    one.signals.signal(FULL._replace(leading=None))
    await until(lambda: other.last == (FULL._replace(leading=None),))
    assert not one.last, "nobody hears themselves"
    one.signals.close()
    await until(lambda: other.last == ())


async def test_it_is_for_its_owner_alone_and_nothing_is_left_of_it(pair: tuple[Heard, Heard], tmp_path: Path) -> None:
    one, _other = pair
    one.signals.signal(Signal())
    assert not list((tmp_path / "now").iterdir()), "who has nothing to say has no file"
    one.signals.signal(FULL)
    (file,) = (tmp_path / "now").iterdir()
    assert (tmp_path / "now").stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600
    one.signals.close()
    assert not list((tmp_path / "now").iterdir())


async def test_another_board_is_not_heard(pair: tuple[Heard, Heard], tmp_path: Path) -> None:
    one, other = pair
    elsewhere = Heard(tmp_path / "now", Path("/b/food.json"))
    elsewhere.signals.signal(FULL)
    one.signals.signal(Signal(walls=1))
    await until(lambda: other.last == (Signal(walls=1),))
    assert not elsewhere.last
    elsewhere.signals.close()


@pytest.mark.parametrize("has_notices", [True, False])
async def test_who_was_killed_says_nothing_more_and_their_file_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_notices: bool
) -> None:
    if not has_notices:
        monkeypatch.setattr(Inotify, "of_folder", lambda *_arguments, **_named: None)
        monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    script = (
        "import asyncio, sys\nfrom pathlib import Path\n"
        "from cofacil.room.walls import Signal\nfrom cofacil.store.signals import BoardSignals\n"
        "async def main():\n"
        "    BoardSignals(Path(sys.argv[1]), Path('/b/garden.json'), print).signal(Signal(walls=7))\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    here = Heard(tmp_path / "now", Path("/b/garden.json"))
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, str(tmp_path / "now"))
    try:
        await until(lambda: here.last == (Signal(walls=7),))
    finally:
        process.kill()
        await process.wait()
    await until(lambda: here.last == ())
    assert not list((tmp_path / "now").iterdir())
    here.signals.close()


async def test_a_window_of_an_older_cofacil_is_heard_and_finds_the_names_where_it_looks(
    pair: tuple[Heard, Heard],
) -> None:
    one, other = pair
    one.signals.signal(FULL)
    await until(lambda: other.last == (FULL,))
    *_before, here = json.loads(os.pread(one.signals._fd, 10_000, 0))
    assert [name for name in here if isinstance(name, str)] == ["Kofi", "漢字会議"]
    os.ftruncate(one.signals._fd, 0)
    os.pwrite(one.signals._fd, json.dumps([None, None, None, 1, ["Kofi", 7, ["Pia", "tram"]]]).encode(), 0)
    await until(lambda: other.last == (Signal(walls=1, here=("Kofi",)),))


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b'[["Ana",[2,"card/1",fal',
        b"[]",
        b"{}",
        b"\xff\xfe",
        json.dumps([["Ana", [9, "card/1", False, False, False], 1], None, None, 0]).encode(),
        json.dumps([["Ana", None, 1], None, None, 0]).encode(),
        json.dumps([None, ["Ana", "now", None], None, 0]).encode(),
        json.dumps([None, None, ["Ana", 3, 1], 0]).encode(),
    ],
)
async def test_what_is_not_whole_or_not_ours_leaves_what_was_heard_before(
    pair: tuple[Heard, Heard], words: bytes
) -> None:
    one, other = pair
    one.signals.signal(FULL)
    await until(lambda: other.last == (FULL,))
    heard = other.count
    os.pwrite(one.signals._fd, words.ljust(300), 0)
    await asyncio.sleep(0.05)
    assert (other.last, other.count) == ((FULL,), heard)
    one.signals.signal(Signal(walls=3))
    await until(lambda: other.last == (Signal(walls=3),))


@pytest.mark.parametrize(("said", "closing"), [([], 0), ([2], 2), ([-1], 0), ([True], 0), (["2"], 0), ([10**9], 0)])
async def test_a_window_of_another_cofacil_is_heard_and_what_it_says_of_closing_is_a_part(
    pair: tuple[Heard, Heard], said: list[object], closing: int
) -> None:
    one, other = pair
    one.signals.signal(FULL)
    await until(lambda: other.last == (FULL,))
    look = [4, "card/7", False, False, False, *said]
    data = json.dumps([["Ana", look, 1], None, None, 0]).encode()
    os.pwrite(one.signals._fd, data.ljust(300), 0)
    heard = Signal(Leading("Ana", Look(4, "card/7", closing=closing), 1))
    await until(lambda: other.last == (heard,))


async def test_no_escape_in_a_name_comes_in(pair: tuple[Heard, Heard]) -> None:
    one, other = pair
    one.signals.signal(Signal(shown=CardShown("A\x1b[31mna\x07" + "x" * 90, "card/1", 1)))
    await until(lambda: bool(other.last))
    shown = other.last[0].shown
    assert shown is not None
    assert shown.by.isprintable()
    assert len(shown.by) <= 32


async def test_a_file_that_somebody_took_away_is_made_again(pair: tuple[Heard, Heard], tmp_path: Path) -> None:
    one, other = pair
    one.signals.signal(FULL)
    await until(lambda: bool(other.last))
    next((tmp_path / "now").iterdir()).unlink()
    await until(lambda: other.last == ())
    one.signals.signal(Signal(walls=1))
    await until(lambda: other.last == (Signal(walls=1),))


async def test_a_folder_that_others_can_get_at_or_that_cannot_be_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "now"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    file = tmp_path / "file"
    file.write_text("")
    for place in (folder, file / "now"):
        heard = Heard(place, Path("/b/garden.json"))
        heard.signals.signal(FULL)
        assert not list(folder.iterdir())
        heard.signals.close()
