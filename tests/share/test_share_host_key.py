"""The key of this computer: made once, kept for its owner alone, never replaced unasked."""

import base64
import hashlib
import multiprocessing
import os
import stat
from pathlib import Path

import asyncssh
import pytest

from cofacil import files
from cofacil.share.host_key import HostKeyFault, load_host_key
from troubles import tells


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "share"


def file_in(folder: Path) -> Path:
    return folder / "host_ed25519"


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def put(folder: Path, data: bytes) -> Path:
    folder.mkdir(0o700, parents=True)
    path = file_in(folder)
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def test_the_key_is_made_once(folder: Path) -> None:
    first = load_host_key(folder)
    written = file_in(folder).read_bytes()
    assert load_host_key(folder).fingerprint == first.fingerprint
    assert file_in(folder).read_bytes() == written
    assert first.private.get_algorithm() == "ssh-ed25519"


def test_nobody_else_can_get_at_it_and_nothing_is_left_beside_it(folder: Path) -> None:
    before = os.umask(0)
    try:
        load_host_key(folder)
    finally:
        os.umask(before)
    assert (mode_of(folder), mode_of(file_in(folder))) == (0o700, 0o600)
    assert list(folder.iterdir()) == [file_in(folder)]


def test_it_is_shown_as_ssh_shows_it(folder: Path) -> None:
    key = load_host_key(folder)
    kind, body = key.private.export_public_key("openssh").decode().split()
    digest = base64.b64encode(hashlib.sha256(base64.b64decode(body)).digest()).decode().rstrip("=")
    assert key.fingerprint == f"SHA256:{digest}"
    assert key.known_hosts_line("garden.example", 8022) == f"[garden.example]:8022 {kind} {body}"
    assert key.known_hosts_line("garden.example", 22) == f"garden.example {kind} {body}"


def test_a_guest_finds_it_in_the_line_for_known_hosts(folder: Path) -> None:
    key = load_host_key(folder)
    known = asyncssh.import_known_hosts(key.known_hosts_line("garden.example", 8022))
    assert known.match("garden.example", "192.0.2.1", 8022)[0] == [key.private.convert_to_public()]


@pytest.mark.parametrize("mode", [0o640, 0o620, 0o604, 0o602])
def test_a_key_that_others_can_get_at_is_not_shown(folder: Path, mode: int) -> None:
    load_host_key(folder)
    path = file_in(folder)
    path.chmod(mode)
    before = path.read_bytes()
    with tells(HostKeyFault, f"chmod 600 {path}"):
        load_host_key(folder)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_key_in_a_folder_that_others_can_get_at_is_not_shown(folder: Path, mode: int) -> None:
    load_host_key(folder)
    folder.chmod(mode)
    with tells(HostKeyFault, f"chmod 700 {folder}"):
        load_host_key(folder)


def test_no_key_is_shown_from_a_folder_of_somebody_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_host_key(folder)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    real = Path.stat

    def strange(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = real(path, follow_symlinks=follow_symlinks)
        return os.stat_result((*found[:4], 1234, *found[5:10]))

    monkeypatch.setattr(Path, "stat", strange)
    with tells(HostKeyFault, "belongs to somebody else"):
        load_host_key(folder)


def test_a_link_to_a_key_is_not_followed(folder: Path, tmp_path: Path) -> None:
    load_host_key(folder)
    elsewhere = file_in(folder).rename(tmp_path / "elsewhere")
    file_in(folder).symlink_to(elsewhere)
    with tells(HostKeyFault, "is a link"):
        load_host_key(folder)


def test_a_link_to_nowhere_is_not_filled(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(0o700, parents=True)
    file_in(folder).symlink_to(tmp_path / "nowhere")
    with tells(HostKeyFault, "is a link"):
        load_host_key(folder)
    assert not (tmp_path / "nowhere").exists()


def other_keys() -> dict[str, bytes]:
    key = asyncssh.generate_private_key("ssh-ed25519")
    whole = key.export_private_key("openssh")
    return {
        "nothing": b"",
        "no key": b"\xff\xfe\x00 no key",
        "torn": whole[: len(whole) // 2],
        "public": key.export_public_key("openssh"),
        "with a passphrase": key.export_private_key("pkcs8-pem", "beans"),
        "of another kind": asyncssh.generate_private_key("ecdsa-sha2-nistp256").export_private_key("openssh"),
    }


@pytest.mark.parametrize("what", other_keys())
def test_what_is_no_ed25519_key_stays_and_nothing_takes_its_place(folder: Path, what: str) -> None:
    data = other_keys()[what]
    path = put(folder, data)
    with tells(HostKeyFault, "cannot be read as an ed25519 key"):
        load_host_key(folder)
    assert path.read_bytes() == data
    assert list(folder.iterdir()) == [path]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "share").write_text("")
    with tells(HostKeyFault, "can neither be read nor made"):
        load_host_key(tmp_path / "share")


def test_a_disk_that_is_full_leaves_no_torn_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(files, "sync", full)
        with tells(HostKeyFault, "No space left"):
            load_host_key(folder)
    assert not list(folder.iterdir())
    assert load_host_key(folder).fingerprint


def test_a_key_that_somebody_else_makes_meanwhile_is_the_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, theirs = asyncssh.generate_private_key, []

    def late(kind: str) -> asyncssh.SSHKey:
        monkeypatch.setattr(asyncssh, "generate_private_key", real)
        theirs.append(load_host_key(folder).fingerprint)
        return real(kind)

    monkeypatch.setattr(asyncssh, "generate_private_key", late)
    assert [load_host_key(folder).fingerprint] == theirs
    assert list(folder.iterdir()) == [file_in(folder)]


def _load(folder: Path) -> str:
    return load_host_key(folder).fingerprint


def test_processes_that_make_it_at_once_agree(folder: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        shown = pool.map(_load, [folder] * 16)
    assert set(shown) == {load_host_key(folder).fingerprint}
    assert list(folder.iterdir()) == [file_in(folder)]
