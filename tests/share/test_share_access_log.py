"""Who came in is written down for the owner alone, and what cannot be written stops nobody."""

import errno
import os
import re
import stat
from pathlib import Path

import pytest

from cofacil.share.access_log import AccessLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def access_log(path: Path) -> AccessLog:
    return AccessLog(path)


def test_each_thing_is_a_line_with_when_from_where_what_and_who(access_log: AccessLog, path: Path) -> None:
    access_log.note("192.0.2.1", "knocked")
    access_log.note("192.0.2.1", "came in as viewer", "Vic")
    first, second = path.read_text().splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ 192\.0\.2\.1 knocked", first)
    assert second.endswith(" 192.0.2.1 came in as viewer: Vic")


@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_only_its_owner_can_read_it(access_log: AccessLog, path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        access_log.note("192.0.2.1", "knocked")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_never_followed(access_log: AccessLog, path: Path, tmp_path: Path, is_there: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    if is_there:
        elsewhere.write_text("mine\n")
    path.symlink_to(elsewhere)
    access_log.note("192.0.2.1", "knocked")
    assert path.is_symlink()
    assert elsewhere.exists() == is_there
    assert not is_there or elsewhere.read_text() == "mine\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "Dee\x1b[2J\x1b]0;gone\x07",
        "Dee\n2026-11-22T18:57:00Z 192.0.2.9 came in as host: Eve",
        "Dee\r\x08\x7f\x00\x85\x9b31m",
        "Dee\u202e\u2066\u2028\u2029Eve",
        "Dee\udcff\ud800",
    ],
)
def test_nothing_that_a_terminal_would_act_on_is_written(access_log: AccessLog, path: Path, hostile: str) -> None:
    access_log.note("192.0.2.1", "was refused", hostile)
    access_log.note(hostile, hostile)
    text = path.read_bytes().decode()
    assert text.count("\n") == 2
    assert all(line.isprintable() for line in text.split("\n"))
    assert " was refused: Dee" in text


def test_lines_are_put_behind_what_stands_there(access_log: AccessLog, path: Path) -> None:
    path.write_text("before\n")
    access_log.note("192.0.2.1", "knocked")
    AccessLog(path).note("192.0.2.1", "left")
    assert [line.split(" ")[-1] for line in path.read_text().splitlines()] == ["before", "knocked", "left"]


def test_a_log_that_cannot_be_written_stops_nobody(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    AccessLog(tmp_path / "nowhere" / "journal").note("192.0.2.1", "knocked")
    path.mkdir()
    AccessLog(path).note("192.0.2.1", "knocked")
    AccessLog(Path("/dev/full")).note("192.0.2.1", "knocked")

    def full(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    AccessLog(tmp_path / "other").note("192.0.2.1", "knocked")


def test_no_file_stays_open(access_log: AccessLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def count() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208  # a folder that changes while it is looked at

    access_log.note("192.0.2.1", "knocked")
    before = count()
    for _ in range(20):
        access_log.note("192.0.2.1", "knocked")
    monkeypatch.setattr(os, "write", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "broken")))
    for _ in range(20):
        access_log.note("192.0.2.1", "knocked")
    assert count() == before


def test_a_flood_of_one_kind_fills_no_disk_and_hides_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 6000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    log = AccessLog(tmp_path / "journal")
    for number in range(500):
        log.note(f"192.0.2.{number % 200}", "wrong word")
    log.note("192.0.2.1", "in as viewer by word", "Vic")
    log.note("192.0.2.1", "went without coming in")
    rows = log.path.read_text().splitlines()
    assert len(rows) == 62
    assert rows[-3].endswith(" wrong word; more of these in this minute are not written down")
    assert [row.partition("192.0.2.1 ")[2] for row in rows[-2:]] == [
        "in as viewer by word: Vic",
        "went without coming in",
    ]
    now += 60
    log.note("192.0.2.1", "wrong word")
    assert log.path.read_text().endswith(" 192.0.2.1 wrong word\n")
