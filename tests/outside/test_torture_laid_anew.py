"""A board that another program laid out anew (sorted, in any order, indented) survives kills and damage as one of ours does.

At full size: see `test_torture.py`.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from laid_anew import WAYS
from tortured import HOW_MANY, lock_of, run, tokens, tokens_in

from cofacil.cli.root import cofacil

pytestmark = [pytest.mark.outside, pytest.mark.usefixtures("own_home")]

KILLS, DAMAGES = HOW_MANY or 32, HOW_MANY or 66
_WRITERS, _CARDS = 4, 6
_MOST_CALLS = 8 if HOW_MANY else 3
"""How often one kind of call is waited for: closing a file is what every import does."""
_NAMES = tuple(WAYS)


def lay_out(board: Path, number: int) -> None:
    board.write_bytes(WAYS[_NAMES[number % len(_NAMES)]](json.loads(board.read_bytes())))


class Life(threading.Thread):
    """One process that adds card after card, and is killed: half of them as it comes to the file, half in the midst of writing."""

    def __init__(self, board: Path, number: int) -> None:
        super().__init__()
        self._board = board
        self._number = number
        self._chance = random.Random(number)  # noqa: S311  # when to kill is no secret
        self.told: list[str] = []
        self.ended = 0
        self.trouble = ""

    def run(self) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "cofacil", "add", str(self._board), "question", "--stdin"]
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0) as adding:
            assert adding.stdin
            assert adding.stdout
            adding.stdin.write(b"".join(b"token%dw%d\n" % (each, self._number) for each in range(1, 200)))
            first = b""
            if self._number % 2:
                first = adding.stdout.readline()
                time.sleep(self._chance.uniform(0, 0.03))
            else:
                _wait_until_it_has_the_lock(adding.pid, self._chance.uniform(0, 0.01))
            adding.send_signal(signal.SIGKILL)
            lines = [first, *adding.stdout]
            self.told = tokens_in("".join(line.decode() for line in lines if line.endswith(b"\n")))
            self.ended = adding.wait()
            if self.ended not in {0, -signal.SIGKILL}:  # it may be done before it is killed
                self.trouble = adding.stderr.read().decode() if adding.stderr else ""


def _wait_until_it_has_the_lock(pid: int, more: float) -> None:
    """Return once a process has the file beside the board open, and so long behind that."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(OSError):  # what it has just closed
            if any(os.readlink(link).endswith(".lock") for link in Path(f"/proc/{pid}/fd").iterdir()):  # noqa: PTH115  # as text
                break
        time.sleep(0.001)
    time.sleep(more)


def test_killed_writers_of_a_board_that_is_laid_out_anew_between_them_lose_nothing(board: Path) -> None:
    told: list[str] = []
    kills = torn = rounds = 0
    while kills < KILLS:
        try:
            lay_out(board, rounds)
        except ValueError:
            # The end is torn, as a kill leaves it: no other program reads that, and the next of ours mends it.
            torn += 1
            assert run("add", str(board), "offer", "mended").returncode == 0
            lay_out(board, rounds)
        lives = [Life(board, rounds * _WRITERS + number) for number in range(_WRITERS)]
        for life in lives:
            life.start()
        for life in lives:
            life.join()
        told += [token for life in lives for token in life.told]
        assert [life.trouble for life in lives if life.trouble] == []
        kills += sum(life.ended == -signal.SIGKILL for life in lives)
        rounds += 1
        if rounds % 10 == 0 or kills >= KILLS:
            assert run("add", str(board), "offer", "mended").returncode == 0
            found = tokens(board)
            assert [token for token in told if found[token] != 1] == []
            assert max(found.values()) == 1
    assert run("doctor", str(board)).returncode == 0
    print(f"\nkills {kills}, told {len(told)}, lost 0, doubled 0, torn ends mended {torn}")  # noqa: T201  # the figures of a long run


CALLS = ("flock", "pwrite64", "fdatasync", "fsync", "fchmod", "chmod", "fchown", "chown", "rename", "write", "close")


@pytest.mark.parametrize("way", WAYS if HOW_MANY else _NAMES[1:2])
def test_a_writer_that_is_killed_at_any_call_to_the_system_leaves_all_that_was_told(board: Path, way: str) -> None:
    for number in range(3):
        run("add", str(board), "offer", f"token{number}w0")
    laid, mark = WAYS[way](json.loads(board.read_bytes())), lock_of(board).read_bytes()
    kills = Counter[str]()
    for call in CALLS if HOW_MANY else CALLS[1:9]:
        at, was_killed = 0, True
        while was_killed and at < _MOST_CALLS:
            at += 1
            board.write_bytes(laid)
            lock_of(board).write_bytes(mark)
            was_killed = is_killed_at(f"inject={call}:signal=SIGKILL:when={at}", board)
            kills[call] += was_killed
            told = [f"token{number}w0" for number in range(3 if was_killed else 4)]
            assert run("add", str(board), "offer", "token4w0").returncode == 0, (call, at)
            found = tokens(board)
            assert not [token for token in (*told, "token4w0") if found[token] != 1], (call, at)
            assert max(found.values()) == 1, (call, at)
    assert all(kills[call] for call in ("pwrite64", "fdatasync", "rename"))
    print(f"\n{way}: killed at {kills.total()} calls to the system, lost 0, doubled 0")  # noqa: T201  # as above


def is_killed_at(where: str, board: Path) -> bool:
    """Add a card, and say whether the process was killed before it could."""
    strace = ["strace", "-f", "-o", os.devnull, "-e", where]
    adding = [sys.executable, "-m", "cofacil", "add", str(board), "offer", "token3w0"]
    ended = subprocess.run([*strace, *adding], capture_output=True, check=False)
    assert ended.returncode in {0, -signal.SIGKILL, 128 + signal.SIGKILL}, ended.stderr
    return ended.returncode != 0


_OLDER = "an older copy"
DAMAGE: Mapping[str, Callable[[bytes, int, random.Random], bytes]] = {
    "a bit flipped": lambda data, at, chance: (
        data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
    ),
    "cut": lambda data, at, _: data[:at],
    "zeros": lambda data, at, _: data[:at] + bytes(len(data[at : at + 64])) + data[at + 64 :],
    "a hole": lambda data, at, chance: data[:at] + data[at + chance.randrange(1, 300) :],
    "junk behind it": lambda data, _, chance: data + chance.randbytes(chance.choice((1, 40, 600))),
    "twice": lambda data, *_: data + data,
    "turned round": lambda data, *_: data[::-1],
    "empty": lambda *_: b"",
    "something else": lambda *_: b"[1, 2, 3]\n",
    "a line gone": lambda data, at, _: data[: data.rfind(b"\n", 0, at) + 1] + data[at:].partition(b"\n")[2],
}


def test_no_damage_to_a_board_that_was_laid_out_anew_is_passed_over(board: Path) -> None:
    older = b""
    for number in range(_CARDS):
        run("add", str(board), "offer", f"token{number}w0")
        older = older or board.read_bytes()
    sound, mark = board.read_bytes(), lock_of(board).read_bytes()
    all_of_it = Counter([*(f"token{number}w0" for number in range(_CARDS)), "token99w0"])
    ended: Counter[str] = Counter()
    for trial in range(DAMAGES):
        chance = random.Random(trial)  # noqa: S311  # which damage is no secret
        where = (trial, chance.choice(_NAMES), chance.choice([*DAMAGE, _OLDER]))
        _trial, way, kind = where
        whole = WAYS[way](json.loads(older if kind == _OLDER else sound))
        data = whole if kind == _OLDER else DAMAGE[kind](whole, chance.randrange(len(whole)), chance)
        board.write_bytes(data)
        lock_of(board).write_bytes(mark)
        shown, added = typed("show", board), typed("add", board, "offer", "token99w0")
        assert shown["code"] in {0, 3}, (where, shown)
        assert board.read_bytes() == data or added["code"] == 0, where
        if added["code"]:
            assert (added["code"], str(added["said"]).count("\n")) == (3, 1), (where, added)
            ended["refused in a sentence"] += 1
        else:
            assert tokens(board) == all_of_it, where
            ended["taken, with all that was told"] += 1
    assert ended["refused in a sentence"] > DAMAGES // 2
    print(f"\ndamaged {DAMAGES}: {dict(ended)}, lost in silence 0, overwritten 0, tracebacks 0")  # noqa: T201  # as above


def typed(command: str, board: Path, *more: str) -> Mapping[str, object]:
    """Run a command in this process; it ends with a code, and by no exception."""
    done = CliRunner().invoke(cofacil, [command, str(board), *more], prog_name="cofacil")
    assert isinstance(done.exception, SystemExit | None), done.exception
    return {"code": done.exit_code, "said": done.stderr}
