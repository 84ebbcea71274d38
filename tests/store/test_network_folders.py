"""Folders that refuse a lock or a sync, that do not answer, or of which a lock was left by another: said, and nothing half kept."""

import errno
import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from storing import BOARD, START, adding, names_in, new_board, texts, words

from cofacil import files
from cofacil.board.errors import NotSaved, ReadOnly, Trouble
from cofacil.board.notice import Notice
from cofacil.language.elsewhere import said_elsewhere
from cofacil.language.worded import worded
from cofacil.store import folder_kind
from cofacil.store.board_file import BoardFile
from cofacil.store.folder_kind import kind_of
from cofacil.store.forget import write
from cofacil.store.in_the_way import in_the_way
from cofacil.store.lock import sidecar
from cofacil.store.take_in import take_in
from troubles import tells

NO_LOCKS = [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EPERM]
NO_SYNC = [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP]
TABLE = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
30 22 0:31 / /run/tmp rw - tmpfs tmpfs rw,size=1k
40 22 0:40 / /mnt/our\\040group rw,relatime shared:7 master:1 - nfs4 nas:/export rw,vers=4.2
41 22 0:41 / /mnt/smb rw - cifs //nas/share rw
42 22 0:42 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\
43 22 0:43 / /mnt/host rw - 9p share rw
44 22 0:44 / /home/ana/far rw - fuse.sshfs ana@host: rw
45 22 0:45 / /home/ana/cloud rw - fuse.rclone drive: rw
46 22 0:46 / /home/ana/dav rw - fuse.davfs2 https://x rw
47 22 0:47 / /srv rw - overlay overlay rw,lowerdir=/a
48 22 0:48 / /mnt/d rw - drvfs D: rw
49 22 0:49 / /home/ana/own rw - fuse.bindfs /x rw
50 22 8:2 / /mnt/smb/over rw - ext4 /dev/sdb rw
51 22 0:51 / /mnt/twice rw - ext4 /dev/sdc rw
52 22 0:52 / /mnt/twice rw - nfs nas:/twice rw
broken line
"""
KINDS = {
    "/home/ana/garden.json": "",
    "/run/tmp/garden.json": "a folder in memory, which is empty once the computer is off",
    "/mnt/our group/garden.json": "a network folder (NFS)",
    "/mnt/our grouping/garden.json": "",
    "/mnt/smb": "a network folder (SMB)",
    "/mnt/smb/deep/down/garden.json": "a network folder (SMB)",
    "/mnt/smb/over/garden.json": "",
    "/mnt/c/Users/ana/garden.json": "a folder of Windows, seen from WSL",
    "/mnt/d/garden.json": "a folder of Windows, seen from WSL",
    "/mnt/host/garden.json": "a folder that this machine has of another (9P)",
    "/home/ana/far/garden.json": "a network folder (SSHFS)",
    "/home/ana/cloud/garden.json": "a folder in a cloud (rclone)",
    "/home/ana/dav/garden.json": "a network folder (WebDAV)",
    "/srv/garden.json": "a folder of this container, which goes when the container does",
    "/home/ana/own/garden.json": "a folder that a program makes up (bindfs)",
    "/mnt/twice/garden.json": "a network folder (NFS)",
}


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that the system calls one of NFS."""
    table = tmp_path / "mounts"
    table.write_text(f"22 1 8:1 / / rw - ext4 /dev/root rw\n40 22 0:40 / {tmp_path}/net rw - nfs4 nas:/export rw\n")
    monkeypatch.setattr(folder_kind, "MOUNTS", table)
    folder = tmp_path / "net"
    folder.mkdir()
    return folder


@pytest.fixture
def no_sync(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def refuse(number: int) -> None:
        monkeypatch.setattr(files, "_surest", refusing(number))
        monkeypatch.setattr(os, "fsync", refusing(number))

    return refuse


# what a folder is


@pytest.mark.parametrize("place", KINDS)
def test_a_folder_is_called_what_it_is(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text(TABLE)
    monkeypatch.setattr(folder_kind, "MOUNTS", table)
    monkeypatch.setattr(os.path, "realpath", str)
    said = kind_of(Path(place)).said
    assert (worded(said) if said else "") == KINDS[place]


def test_without_a_table_mount_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As macOS has it."""
    told = "/dev/disk1s1 on / (apfs, local)\n//ana@nas/share on /Volumes/share (smbfs, nodev)\n"
    monkeypatch.setattr(folder_kind, "MOUNTS", tmp_path / "none")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: type("Done", (), {"stdout": told}))
    folder_kind._told.cache_clear()
    try:
        assert kind_of(Path("/Volumes/share/x")).said == Notice.of("network-folder", form="SMB")
        assert kind_of(Path("/Volumes/other")).said is None
    finally:
        folder_kind._told.cache_clear()


# locks that are refused


@pytest.mark.parametrize("number", NO_LOCKS)
def test_where_nothing_can_be_locked_a_board_can_only_be_looked_at(
    network: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = new_board(network, 2)
    before = path.read_bytes()
    with monkeypatch.context() as bad:
        bad.setattr(fcntl, "flock", refusing(number))
        file = BoardFile.open(path, for_writing=True)
        assert (file.is_writable, len(file.read(0))) == (False, 2)
        with tells(
            ReadOnly, r"can only be looked at: no file can be locked in a network folder \(NFS\), so two at once"
        ):
            file.append(adding(3))
        with said_elsewhere():
            with pytest.raises(ReadOnly) as told:
                file.append(adding(3))
            assert "Tell whoever shares it" in worded(told.value)
        assert path.read_bytes() == before
    file.append(adding(3))
    assert texts(path) == words(3)


@pytest.mark.parametrize("number", NO_LOCKS)
def test_a_board_that_is_open_says_so_when_its_folder_refuses_locks(
    network: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    file = BoardFile.open(new_board(network, 2), for_writing=True)
    with monkeypatch.context() as bad:
        bad.setattr(fcntl, "flock", refusing(number))
        for _try in range(2):
            with tells(ReadOnly, "no file can be locked in a network folder"):
                file.append(adding(3))
        assert file.is_writable  # who sits at it goes on being one who writes
    file.append(adding(3))
    assert texts(file.path) == words(3)


@pytest.mark.parametrize("make", [
    lambda path: BoardFile.create(path, START, BOARD),
    lambda path: take_in(path, BOARD, START, []),
    lambda path: write(new_board(path.parent.parent, 2).read_bytes(), path),
])  # fmt: skip
def test_no_board_is_made_where_none_can_be_locked(
    network: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object]
) -> None:
    new_board(network.parent, 1).unlink()
    real = fcntl.flock

    def refuse(fd: int, how: int) -> None:
        if str(network) in str(Path(f"/proc/self/fd/{fd}").readlink()):
            raise OSError(errno.ENOLCK, "No locks available")
        real(fd, how)

    monkeypatch.setattr(fcntl, "flock", refuse)
    with tells(NotSaved, "No board can be made at .*no file can be locked in a network folder.*share it from there"):
        make(network / "b.json")
    assert "b.json" not in names_in(network)


# syncs that are refused


@pytest.mark.parametrize("number", NO_SYNC)
def test_what_knows_no_fdatasync_is_asked_in_the_older_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    asked: list[int] = []
    file = BoardFile.open(new_board(tmp_path, 1), for_writing=True)
    monkeypatch.setattr(files, "_surest", refusing(number))
    monkeypatch.setattr(os, "fsync", asked.append)
    file.append(adding(2))
    assert asked
    assert texts(file.path) == words(2)


@pytest.mark.parametrize("number", NO_SYNC)
def test_where_nobody_says_what_is_on_the_disk_nothing_counts_as_saved(
    network: Path, no_sync: Callable[[int], None], number: int
) -> None:
    file = BoardFile.open(new_board(network, 2), for_writing=True)
    before = file.path.read_bytes()
    no_sync(number)
    for _try in range(2):
        with tells(NotSaved, r"Not saved: in a network folder \(NFS\) nobody says when words are safe"):
            file.append(adding(3))
    assert file.path.read_bytes() == before
    with tells(NotSaved, "No board can be made at .*nobody says when"):
        BoardFile.create(network / "b.json", START, BOARD)
    assert [name for name in names_in(network) if not name.endswith(".lock")] == ["board.json"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.ESTALE])
def test_a_sync_that_was_tried_and_failed_is_not_tried_in_another_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    asked: list[int] = []
    file = BoardFile.open(new_board(tmp_path, 1), for_writing=True)
    monkeypatch.setattr(files, "_surest", refusing(number))
    monkeypatch.setattr(os, "fsync", asked.append)
    with pytest.raises(NotSaved):
        file.append(adding(2))
    assert not asked


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EACCES, errno.ENOTSUP])
def test_a_folder_that_knows_no_sync_of_its_names_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(number))
    BoardFile.create(tmp_path / "b.json", START, BOARD).close()
    assert texts(tmp_path / "b.json") == []


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.ESTALE])
def test_a_new_board_whose_name_does_not_get_to_the_disk_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(number))
    with tells(NotSaved, "No board can be made at"):
        BoardFile.create(tmp_path / "b.json", START, BOARD)
    assert names_in(tmp_path) == ["b.json.lock"]


# folders that are gone, or do not answer


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ESTALE, "which was moved or mounted anew. Try again"),
        (errno.EIO, "which does not answer. Look at the network, and try again"),
        (errno.ETIMEDOUT, "which does not answer. Look at the network, and try again"),
        (errno.ENOTCONN, "which does not answer. Look at the network, and try again"),
        (errno.EHOSTDOWN, "which does not answer. Look at the network, and try again"),
        (errno.EDQUOT, "your share of the disk is used up. Free some room and try again"),
    ],
)
@pytest.mark.parametrize("call", ["pwrite", "pread", "flock"])
def test_a_network_folder_that_is_away_is_named_and_no_disk_is_blamed(
    network: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str, call: str
) -> None:
    file = BoardFile.open(new_board(network, 2), for_writing=True)
    with monkeypatch.context() as bad:
        bad.setattr(fcntl if call == "flock" else os, call, refusing(number))
        with tells(NotSaved, f"Not saved: .*{told}") as met:
            file.append(adding(3))
        assert "try again" not in worded(met.value.cause)
        assert "Try again" not in worded(met.value.cause)
        with said_elsewhere():
            assert "NFS" not in worded(met.value)
    file.append(adding(3))
    assert texts(file.path) == words(3)


def test_a_disk_of_this_computer_that_fails_is_still_blamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = BoardFile.open(new_board(tmp_path, 2), for_writing=True)
    monkeypatch.setattr(os, "pwrite", refusing(errno.EIO))
    with tells(NotSaved, "the disk is breaking down"):
        file.append(adding(3))


# a lock that was left


@pytest.fixture
def barred(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, int], None]:
    """Has the system bar a file from us, as another user's; root may do everything."""
    real_open, real_access, real_lstat = os.open, os.access, Path.lstat

    def bar(path: Path, owner: int) -> None:
        def guarded(name: str, flags: int, mode: int = 0o777) -> int:
            if Path(name) == path and flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
                raise OSError(errno.EACCES, "Permission denied", str(name))
            return real_open(name, flags, mode)

        def may(name: Path, how: int) -> bool:
            return Path(name) != path and real_access(name, how)

        def owned(found: Path) -> os.stat_result:
            here = real_lstat(found)
            return os.stat_result((*here[:4], owner, *here[5:])) if found == path else here

        monkeypatch.setattr(os, "open", guarded)
        monkeypatch.setattr(os, "access", may)
        monkeypatch.setattr(Path, "lstat", owned)

    return bar


def test_a_lock_of_another_user_is_named_with_whose_it_is(tmp_path: Path, barred: Callable[[Path, int], None]) -> None:
    path = new_board(tmp_path, 2)
    barred(sidecar(path), 12345)
    file = BoardFile.open(path, for_writing=True)
    assert len(file.read(0)) == 2
    for trouble in (file, BoardFile.open(path, for_writing=True)):
        with tells(
            ReadOnly,
            r"board\.json\.lock, the file that locks it, is 12345's, and only 12345 may write to it.*delete that file",
        ):
            trouble.append(adding(3))
    assert [notice.name for notice in in_the_way(path)] == ["lock-of-another"]


def test_a_lock_of_ones_own_that_may_only_be_read_is_named(tmp_path: Path, barred: Callable[[Path, int], None]) -> None:
    path = new_board(tmp_path, 2)
    barred(sidecar(path), os.geteuid())
    with tells(ReadOnly, r"board\.json\.lock, the file that locks it, may only be read\. `chmod u\+w` on it"):
        BoardFile.open(path, for_writing=True).append(adding(3))
    assert [notice.name for notice in in_the_way(path)] == ["lock-read-only"]


def test_a_folder_in_which_no_lock_can_be_made_is_named(tmp_path: Path, barred: Callable[[Path, int], None]) -> None:
    path = new_board(tmp_path, 2)
    sidecar(path).unlink()
    barred(sidecar(path), 12345)
    with tells(ReadOnly, "whose folder it is in, lets you make no file there"):
        BoardFile.open(path, for_writing=True).append(adding(3))


@pytest.mark.parametrize("thing", ["link", "folder", "pipe"])
def test_what_is_no_lock_where_one_belongs_is_named_and_waited_for_by_nobody(tmp_path: Path, thing: str) -> None:
    path = new_board(tmp_path, 2)
    sidecar(path).unlink()
    match thing:
        case "link":
            sidecar(path).symlink_to(tmp_path / "elsewhere")
        case "folder":
            sidecar(path).mkdir()
        case _:
            os.mkfifo(sidecar(path))
    assert len(BoardFile.open(path, for_writing=False).read(0)) == 2
    file = BoardFile.open(path, for_writing=True)
    assert len(file.read(0)) == 2
    with tells(
        ReadOnly,
        r"board\.json\.lock, where the file belongs that locks it, is a link, a folder or another thing\. Move it away",
    ):
        file.append(adding(3))
    assert [notice.name for notice in in_the_way(path)] == ["lock-no-file"]
    sidecar(path).rmdir() if thing == "folder" else sidecar(path).unlink()
    file.append(adding(3))
    assert texts(path) == words(3)


# asked by the doctor


def test_nothing_is_in_the_way_on_a_disk_of_ones_own_and_asking_changes_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    before = path.stat(), sidecar(path).stat()
    assert in_the_way(path) == ()
    with BoardFile.open(path, for_writing=True).storage:
        assert in_the_way(path) == ()
    assert (path.stat().st_mtime_ns, sidecar(path).stat().st_mtime_ns) == tuple(here.st_mtime_ns for here in before)


def test_all_that_is_in_the_way_is_told_at_once(
    network: Path, monkeypatch: pytest.MonkeyPatch, no_sync: Callable[[int], None]
) -> None:
    path = new_board(network, 2)
    monkeypatch.setattr(fcntl, "flock", refusing(errno.ENOLCK))
    no_sync(errno.EINVAL)
    assert [notice.name for notice in in_the_way(path)] == ["locks-refused", "sync-refused"]


def test_a_board_that_cannot_even_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_board(tmp_path, 2)
    monkeypatch.setattr(os, "open", refusing(errno.ESTALE))
    [why] = in_the_way(path)
    assert "moved or mounted anew" in worded(Trouble("only-why", why=why))
