"""A board survives what happens to programs and disks, seen through the command line alone.

At full size, a thousand kills and damaged files and a tear at every byte:
`COFACIL_TORTURE=1000 python -m pytest -m outside tests/outside/test_torture.py tests/outside/test_torture_laid_anew.py -n 0 -s`
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from tortured import HOW_MANY, begun, lock_of, run, tokens, tokens_in

from cofacil.cli.root import cofacil

pytestmark = [pytest.mark.outside, pytest.mark.usefixtures("own_home")]

WRITERS = 4
LIVES = -(-HOW_MANY // WRITERS) or 12
STEP = 1 if HOW_MANY else 23
"""Bytes from one tear of an append to the next."""


class Writer(threading.Thread):
    """Adds card after card through a pipe, and is killed and started again."""

    def __init__(self, board: Path, number: int) -> None:
        super().__init__()
        self._board = board
        self._number = number
        self._chance = random.Random(number)  # noqa: S311  # when to kill is no secret
        self._made = 0
        self.told: list[str] = []
        self.kills = 0

    def run(self) -> None:
        for _ in range(LIVES):
            self._live()

    def _live(self) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "cofacil", "add", str(self._board), "question", "--stdin"]
        with subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, start_new_session=True
        ) as adding:
            assert adding.stdin
            assert adding.stdout
            until = 0.0
            while not until or time.monotonic() < until:
                self._made += 1
                adding.stdin.write(f"token{self._made}w{self._number}\n".encode())
                # The next word goes out before this one is told back: a kill finds one in the middle.
                self._made += 1
                adding.stdin.write(f"token{self._made}w{self._number}\n".encode())
                self.told += tokens_in((adding.stdout.readline() + adding.stdout.readline()).decode())
                until = until or time.monotonic() + self._chance.uniform(0, 0.1)
            adding.stdin.write(b"".join(f"token{self._made + n}w{self._number}\n".encode() for n in (1, 2, 3)))
            self._made += 3
            time.sleep(self._chance.uniform(0, 0.004))
            adding.send_signal(signal.SIGKILL)
            self.told += tokens_in("".join(line.decode() for line in adding.stdout if line.endswith(b"\n")))
        self.kills += adding.returncode == -signal.SIGKILL


def test_killed_writers_lose_nothing_that_was_told_back(board: Path) -> None:
    writers = [Writer(board, number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert run("add", str(board), "offer", "recovered").returncode == 0
    told = [token for writer in writers for token in writer.told]
    found = tokens(board)
    assert sum(writer.kills for writer in writers) == WRITERS * LIVES
    assert len(told) > WRITERS * LIVES
    assert not [token for token in told if found[token] != 1]
    assert max(found.values()) == 1
    assert run("doctor", str(board)).returncode == 0
    kills = sum(writer.kills for writer in writers)
    print(f"\nkills {kills}, told {len(told)}, lost 0, doubled 0")  # noqa: T201  # the figures of a long run


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], check=False).returncode:
        pytest.skip("nothing may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_named_and_nothing_is_lost(small_disk: Path) -> None:
    board = small_disk / "board.json"
    begun(board)
    ballast = small_disk / "ballast"
    kept = []
    with ballast.open("wb", buffering=0) as filling, suppress(OSError):
        while filling.write(b"x" * 4096):
            pass
    refused = None
    for number in range(60):
        ended = run("add", str(board), "offer", f"token{number}w0 " + "x" * 150)
        if ended.returncode == 0:
            kept.append(f"token{number}w0")
        else:
            refused = ended
            break
    assert refused is not None
    assert refused.stderr == "Not saved: the disk is full. Free some room and try again.\n"
    assert (refused.returncode, run("show", str(board)).returncode) == (1, 0)
    ballast.unlink()
    assert run("add", str(board), "offer", "token99w0").returncode == 0
    assert tokens(board) == Counter([*kept, "token99w0"])


def test_a_file_that_may_not_grow_is_told_and_nothing_is_lost(board: Path) -> None:
    import resource

    run("add", str(board), "offer", "token1w0")
    before = board.read_bytes()

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 5, len(before) + 5))

    ended = run("add", str(board), "offer", "token2w0", before=small)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Not saved: the file may not grow")
    assert board.read_bytes() == before


def test_a_disk_that_may_only_be_read_is_read(small_disk: Path) -> None:
    board = small_disk / "board.json"
    run("new", "Torture", "--at", str(board), "--no-open")
    run("add", str(board), "offer", "token1w0")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    adding = run("add", str(board), "offer", "token2w0")
    assert adding.returncode == 1
    assert "read-only" in adding.stderr
    shown = run("show", str(board))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "token1w0" in shown.stdout


def test_no_flipped_byte_is_passed_over(board: Path) -> None:
    for number in range(3):
        run("add", str(board), "offer", f"token{number}w0")
    sound, mark = board.read_bytes(), lock_of(board).read_bytes()
    for at in range(len(sound)):
        damaged = bytearray(sound)
        damaged[at] ^= 1 << at % 7
        board.write_bytes(damaged)
        lock_of(board).write_bytes(mark)
        ended = CliRunner().invoke(cofacil, ["add", str(board), "offer", "token9w0"], prog_name="cofacil")
        assert isinstance(ended.exception, SystemExit | None), (at, ended.exception)
        if ended.exit_code:
            assert (ended.exit_code, ended.stderr.count("\n")) == (3, 1), at
            assert board.read_bytes() == damaged, at
        else:
            assert tokens(board) == Counter(["token0w0", "token1w0", "token2w0", "token9w0"]), at


def test_an_older_copy_put_back_is_refused(board: Path) -> None:
    run("add", str(board), "offer", "token1w0")
    older = board.read_bytes()
    run("add", str(board), "offer", "token2w0")
    board.write_bytes(older)
    ended = run("add", str(board), "offer", "token3w0")
    assert ended.returncode == 3
    assert "older copy" in ended.stderr
    assert board.read_bytes() == older


def test_an_append_torn_at_any_byte_is_put_right(board: Path) -> None:
    run("add", str(board), "offer", "token1w0")
    before, mark = board.read_bytes(), lock_of(board).read_bytes()
    run("add", str(board), "offer", "token2w0")
    whole = board.read_bytes()
    start = len(before) - len(b"}}\n")
    for cut in range(start, len(whole), STEP):
        torn = whole[:cut] + before[cut:]
        board.write_bytes(torn)
        lock_of(board).write_bytes(mark)
        assert run("add", str(board), "offer", "token3w0").returncode == 0, cut
        found = tokens(board)
        assert (found["token1w0"], found["token3w0"]) == (1, 1), cut
