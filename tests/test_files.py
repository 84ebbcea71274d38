"""Files written whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cofacil import files
from cofacil.files import real


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def names_in(folder: Path) -> list[str]:
    return [place.name for place in folder.iterdir()]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        files.put_new(path, b"theirs")
    assert path.read_bytes() == b"mine"
    assert names_in(tmp_path) == ["file"]


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_new_file_has_the_mode_it_is_given(tmp_path: Path, mode: int) -> None:
    files.put_new(tmp_path / "file", b"words", mode)
    assert mode_of(tmp_path / "file") == mode


def test_a_disk_without_hard_links_takes_new_files_and_keeps_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    files.put_new(path, b"mine")
    with pytest.raises(FileExistsError):
        files.put_new(path, b"theirs")
    assert path.read_bytes() == b"mine"
    assert names_in(tmp_path) == ["file"]


def test_what_takes_the_place_of_a_file_is_its_owners_alone_or_like_another(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    path.chmod(0o664)
    files.put_instead(path, b"shared", like=path.stat())
    assert (path.read_bytes(), mode_of(path)) == (b"shared", 0o664)
    files.put_instead(path, b"private")
    assert (path.read_bytes(), mode_of(path)) == (b"private", 0o600)
    assert names_in(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("put", "where", "call"),
    [
        *(
            (put, where, call)
            for put in (files.put_new, files.put_instead)
            for where, call in ((files, "sync"), (os, "pwrite"))
        ),
        (files.put_new, Path, "rename"),
        (files.put_instead, Path, "replace"),
    ],
)
def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put: Callable[[Path, bytes], None], where: object, call: str
) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    monkeypatch.setattr(where, call, refusing(errno.ENOSPC))
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path / "file", b"words")
    assert not names_in(tmp_path)


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    files.put_new(path, b"words")
    files.put_instead(path, b"other words")
    assert path.read_bytes() == b"other words"


def test_a_disk_that_takes_a_little_at_a_time_gets_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda fd, data, at: real(fd, data[:3], at))
    files.put_new(tmp_path / "file", b"ten letters")
    assert (tmp_path / "file").read_bytes() == b"ten letters"


def test_what_a_path_leads_to_is_known_of_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dead").symlink_to("nowhere")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert real(tmp_path / "loop") == tmp_path / "loop"
    assert real(tmp_path / "dead") == tmp_path / "nowhere"
    assert real(tmp_path / "link") == tmp_path / "file"
