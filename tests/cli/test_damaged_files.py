"""Whatever file is thrown at a command that only reads: a sentence, its exit code, no traceback, and nothing written.

`COFACIL_DAMAGED=1000 python -m pytest tests/cli/test_damaged_files.py tests/tui/test_damaged_books.py` throws a thousand.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from cli_running import Cofacil
from click.testing import Result
from damaging import damaged, sound
from hostile import NO_FILES, put_no_file

from cofacil.export.formats import FORMATS
from cofacil.store.lock import SIDECAR

HOW_MANY = int(os.environ.get("COFACIL_DAMAGED", "40"))
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BINARY = {"pdf"}
_AT_A_TIME = 20


def commands(path: str, out: Path, good: str) -> Iterator[tuple[str, ...]]:
    """Yield everything that only reads a board, or writes elsewhere."""
    yield from (
        ("review", path, "--lines"),
        ("review", path, "--meeting", "1", "--lines"),
        ("show", path),
        ("show", path, "--json"),
    )
    yield from (("export", path, "--format", name) for name in FORMATS if name not in _BINARY)
    yield from (("export", path, "--redact", "--format", name) for name in ("txt", "json"))
    yield from (("catchup", path), ("doctor", path), ("doctor",), ("list",), ("list", "--json"), ("members", path))
    yield from (("search", "words", "gate", "--board", path), ("search", "a"), ("search", "--open", "--json"))
    if not Path(path).is_fifo():  # a pipe is read until it ends, as whoever typed it wanted
        yield from (
            ("import", path, "--dry-run"),
            ("import", path, "--dry-run", "--map", "x=question"),
            ("import", path, "--into", good, "--dry-run"),
        )
    yield from (
        ("merge", path, good, "--to", str(out / "one.json")),
        ("merge", path, path, "--to", str(out / "two.json")),
    )
    yield from (
        ("forget", path, "ana", "--to", str(out / "three.json")),
        ("forget", path, "Q1", "--to", str(out / "four.json")),
    )
    yield ("doctor", path, "--salvage", str(out / "five.json"))
    yield ("backup", path)


def everything_in(folder: Path) -> dict[str, object]:
    """Return every name in a folder, and the bytes of every file, but for locks: two commands keep writers from it meanwhile."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == SIDECAR and not path.stat().st_size:
            continue
        is_file = path.is_file() and not path.is_symlink()
        found[str(path.relative_to(folder))] = path.read_bytes() if is_file else path.is_dir()
    return found


def fault_of(result: Result, typed: tuple[str, ...]) -> str:
    """Return what is wrong with how a command ended, "" for nothing."""
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return f"{type(result.exception).__name__}: {result.exception}"
    codes = {0, 1, 2, 3, 4} if "--map" in typed else {0, 1, 3, 4}  # a board of ours has no lists
    if result.exit_code not in codes:
        return f"exit code {result.exit_code}: {result.stderr}"
    last = result.stderr.strip().splitlines()[-1:] or [""]
    if result.exit_code and "doctor" not in typed and not last[0].endswith((".", "?", "!")):
        return f"no sentence: {result.stderr!r}"
    if "export" not in typed and "--json" not in typed and (odd := _FORBIDDEN.search(result.stdout + result.stderr)):
        return f"sends {odd[0]!r} to a terminal"
    return ""


@pytest.mark.parametrize("first", range(0, HOW_MANY, _AT_A_TIME))
def test_a_damaged_file_is_told_of_and_left_as_it_is(first: int, tmp_path: Path) -> None:
    faults = []
    for seed in range(first, min(first + _AT_A_TIME, HOW_MANY)):
        folder, out = tmp_path / str(seed) / "boards", tmp_path / str(seed) / "out"
        folder.mkdir(parents=True)
        out.mkdir()
        cofacil, path = Cofacil(folder.parent), folder / "odd.json"
        good = out / "good.json"
        good.write_bytes(sound(Random(seed)))  # noqa: S311  # which board is no secret
        damaged(path, seed)
        before = everything_in(folder)
        for typed in commands(str(path), out, str(good)):
            if fault := fault_of(cofacil(*typed), typed):
                faults.append(f"{seed}: {' '.join(typed).replace(str(path), 'P')}: {fault}")
            if everything_in(folder) != before:
                faults.append(f"{seed}: {typed[0]} has written")
                before = everything_in(folder)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("kind", NO_FILES)
@pytest.mark.parametrize(
    "typed",
    [("share", "--no-screen", "--port", "0"), ("open",), ("add", "offer"), ("rename",), ("archive",), ("backup",)],
)
def test_what_is_no_file_is_told_by_what_writes_or_shares(tmp_path: Path, kind: str, typed: tuple[str, ...]) -> None:
    cofacil = Cofacil(tmp_path)
    cofacil.begin("Garden")
    path = tmp_path / "boards" / "odd.json"
    put_no_file(path, kind)
    command, *more = typed
    result = cofacil(command, str(path), *more, *(["A lamp"] if command in {"add", "rename"} else []))
    assert not fault_of(result, typed)
    if command != "archive":  # whatever it is, it may be put away
        assert result.exit_code in {1, 3}
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("kind", NO_FILES)
@pytest.mark.parametrize("command", ["share", "members", "invite", "open", "show"])
def test_what_is_no_file_is_told_alike_by_its_name_and_by_its_path(tmp_path: Path, kind: str, command: str) -> None:
    cofacil = Cofacil(tmp_path)
    path = tmp_path / "boards" / "odd.json"
    path.parent.mkdir()
    put_no_file(path, kind)
    more = ("--no-screen", "--port", "0") if command == "share" else ()
    by_path, by_name = (cofacil(command, typed, *more) for typed in (str(path), "odd"))
    assert by_path.stderr == by_name.stderr
    assert by_path.stderr.count("\n") == 1
    assert "Did you mean" not in by_path.stderr, "it is no other board"
