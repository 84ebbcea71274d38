"""Whatever stands in the place of a file of cofacil's own: a command does its work, or says why not.

Nobody waits for ever, no board is changed by it, and nobody is among those who may come in who was not before. Every command over
every file, with files of 50 megabytes: `COFACIL_DAMAGED=1000 python -m pytest tests/cli/test_own_files_tampered.py`.
"""

import os
import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import asyncssh
import pytest
from cli_running import Cofacil
from click.testing import Result

from cofacil.store.shelf_state import board_in

_IS_FULL = "COFACIL_DAMAGED" in os.environ
LARGE = 50_000_000 if _IS_FULL else 2_000_000
"""Bytes of a file that is far too large."""
SECONDS = 60 if _IS_FULL else 15
FILES = (
    *(
        "places",
        "places.lock",
        "elsewhere",
        "elsewhere.lock",
        "cache",
        "cache/boards.sqlite3",
        "cache/boards.guard",
        "backups",
        "backups/BOARD",
    ),
    *(
        "backups/BOARD/DAY",
        "share",
        "share/BOARD",
        "share/BOARD/members",
        "share/BOARD/members.lock",
        "share/BOARD/words",
    ),
    *("share/BOARD/words.lock", "share/BOARD/door", "share/BOARD/door.lock", "share/BOARD/now", "share/BOARD/out"),
    *(
        "share/host_ed25519",
        "share/journal",
        "config",
        "config/config.toml",
        "config/config.toml.lock",
        "config/themes",
        "config/themes/own.toml",
    ),
    *("config/plans/own.toml", "config/decks/own.toml", "boards/garden.json.lock"),
)
COMMANDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "": (("list",), ("members", "garden"), ("backup",), ("add", "garden", "offer", "Tea")),
    "cache": (("search", "gate"), ("show", "gar"), ("list", "--json"), ("doctor",)),
    "backups": (("backup",), ("restore", "garden"), ("forget", "garden", "Bo", "--to", "anew"), ("doctor", "garden")),
    "share": (
        *(("members", "garden"), ("invite", "garden"), ("invite", "garden", "--name", "Cy")),
        ("members", "garden", "add", "--name", "Di", "--role", "viewer", "--key", "KEY"),
    ),
    "config": (("themes",), ("plans",), ("add", "garden", "offer", "Tea"), ("doctor",)),
    "boards": (
        ("show", "garden"),
        ("review", "garden", "--lines"),
        ("export", "garden"),
        ("add", "garden", "offer", "Tea"),
    ),
}
"""What reads the files of each folder; at full size every command meets each of them."""
_ALL = tuple(dict.fromkeys(typed for some in COMMANDS.values() for typed in some))


def words(data: bytes) -> Callable[[Path], None]:
    def put(place: Path) -> None:
        cleared(place)
        place.write_bytes(data)
        place.chmod(0o600)

    return put


def cleared(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def cut(place: Path) -> None:
    data = place.read_bytes() if place.is_file() else b"half"
    words(data[: len(data) // 2])(place)


def linked(place: Path) -> None:
    there = place.with_name(f"{place.name}.elsewhere")
    if os.path.lexists(place):
        place.rename(there)
    place.symlink_to(there)


def link_to_nothing(place: Path) -> None:
    cleared(place)
    place.symlink_to(place.with_name("nowhere"))


def folder(place: Path) -> None:
    cleared(place)
    place.mkdir(0o700)
    (place / "inside").write_text("inside")


def pipe(place: Path) -> None:
    cleared(place)
    os.mkfifo(place, 0o600)


def open_to_all(place: Path) -> None:
    if not place.exists():
        place.write_bytes(b"")
    place.chmod(0o777)


DAMAGE: Mapping[str, Callable[[Path], None]] = {
    "empty": words(b""),
    "cut": cut,
    "any bytes": words(random.Random(5).randbytes(3000)),  # noqa: S311  # a run that can be repeated
    "JSON of another shape": words(b'{"format": 7, "words": {"a": [1]}, "out": [7], "boards": 1, "events": []}'),
    "JSON of almost the shape": words(
        b'{"format": "cofacil-words/2", "salt": "", "words": [{"name": 7}], "until": "x"}'
    ),
    "deep JSON": words(b"[" * 100_000),
    "deep tables": words(b'{"a":' * 50_000),
    "deep TOML": words(b"a = " + b"[" * 50_000),
    "a deep name": words(b"a" + b".a" * 5_000 + b" = 1\n"),
    "too large": words(b"x" * LARGE),
    "too many lines": words(b"01ARZ3NDEKTSV4RRFFQ69G5FAV 1 /x\n" * (LARGE // 32)),
    "not UTF-8": words(b"name = \xff\xfe\xe9\n"),
    "a link": linked,
    "a link to nothing": link_to_nothing,
    "a folder": folder,
    "a pipe": pipe,
    "open to all": open_to_all,
}


_SHARP = {"a pipe", "a folder", "deep TOML", "open to all"}
"""What every command meets that reads the files of that folder; of the others each meets one."""


class TooLong(BaseException):
    """Somebody would still be waiting."""


@contextmanager
def patience() -> Iterator[None]:
    def over(*_given: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cofacil = Cofacil(tmp_path_factory.mktemp("own") / "home")
    cofacil.begin("Garden")
    for name in ("kofi", "di"):
        key = asyncssh.generate_private_key("ssh-ed25519")
        key.write_public_key(str(cofacil.home / f"{name}.pub"))
    for typed in (
        ("add", "garden", "question", "Who opens the gate?"),
        (
            "members",
            "garden",
            "add",
            "--name",
            "Kofi",
            "--role",
            "participant",
            "--key",
            str(cofacil.home / "kofi.pub"),
        ),
        ("invite", "garden", "--name", "Bo"),
        ("backup",),
        ("search", "gate"),
    ):
        result = cofacil(*typed)
        assert result.exit_code == 0, result.stderr
    for name in ("themes", "plans", "decks"):
        (cofacil.home / "config" / name).mkdir(parents=True)
    return cofacil.home


def place_of(home: Path, name: str) -> Path:
    board = board_in(home / "boards" / "garden.json")
    [day] = (home / "backups" / board).iterdir()
    place = home / name.replace("BOARD", board).replace("DAY", day.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def fault_of(result: Result, typed: tuple[str, ...]) -> str:
    if isinstance(result.exception, TooLong):
        return "is not over"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return f"{type(result.exception).__name__}: {result.exception}"
    if result.exit_code not in {0, 1, 3, 4}:
        return f"exit code {result.exit_code}: {result.stderr}"
    if (
        typed == ("members", "garden")
        and not result.exit_code
        and not set(re.findall(r"^(\w+):", result.stdout, re.MULTILINE)) <= {"Kofi", "Members"}
    ):
        return f"more may come in: {result.stdout}"
    if result.exit_code and not (result.stdout + result.stderr).strip():
        return "says nothing"
    return ""


@pytest.mark.parametrize("name", FILES)
def test_what_was_tampered_with_is_passed_over_or_told(sound: Path, name: str, tmp_path: Path) -> None:
    faults = []
    commands = _ALL if _IS_FULL else COMMANDS[name.partition("/")[0] if name.partition("/")[0] in COMMANDS else ""]
    for at, (damage, put) in enumerate(DAMAGE.items()):
        home = Path(shutil.copytree(sound, tmp_path / damage, symlinks=True))
        cofacil = Cofacil(home)
        put(place_of(home, name))
        board = home / "boards" / "garden.json"
        before = board.read_bytes()
        for typed in commands if _IS_FULL or damage in _SHARP else commands[at % len(commands) :][:1]:
            with patience():
                result = cofacil(*(word.replace("KEY", str(home / "di.pub")) for word in typed))
            if fault := fault_of(result, typed):
                faults.append(f"{damage}: {' '.join(typed)}: {fault}")
            if typed[0] != "add" and board.read_bytes() != before:
                faults.append(f"{damage}: {' '.join(typed)} has written to the board")
            before = board.read_bytes()
        shutil.rmtree(home)
    assert not faults, "\n".join(faults)
