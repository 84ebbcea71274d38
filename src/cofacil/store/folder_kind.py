"""What kind of folder a file lies in: a network's, a cloud's, another system's; for whoever has to do something about it."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cofacil.board.notice import Notice

MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_MOUNT_LINE = re.compile(r"^(?P<source>.*) on (?P<place>/.*) \((?P<form>[^,)]+)")
"""What `mount` prints on macOS and the BSDs."""
_PATIENCE = 2.0

_NETWORK: Mapping[str, str] = {
    "nfs": "NFS",
    "nfs4": "NFS",
    "cifs": "SMB",
    "smb3": "SMB",
    "smbfs": "SMB",
    "afpfs": "AFP",
    "afs": "AFS",
    "ceph": "Ceph",
    "lustre": "Lustre",
    "gpfs": "GPFS",
    "webdav": "WebDAV",
    "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "fuse.davfs": "WebDAV",
    "fuse.sshfs": "SSHFS",
    "fuse.ceph": "Ceph",
    "fuse.glusterfs": "GlusterFS",
    "fuse.gvfsd-fuse": "GVFS",
    "fuse.kio-fuse": "KIO",
    "fuse.smbnetfs": "SMB",
    "fuse.curlftpfs": "FTP",
}
_CLOUD: Mapping[str, str] = {
    "fuse.rclone": "rclone",
    "fuse.s3fs": "S3",
    "fuse.goofys": "S3",
    "fuse.gcsfuse": "Google Cloud",
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.onedriver": "OneDrive",
}
_OF_A_MACHINE: Mapping[str, str] = {
    "9p": "9P",
    "virtiofs": "virtiofs",
    "vboxsf": "VirtualBox",
    "vmhgfs": "VMware",
    "fuse.vmhgfs-fuse": "VMware",
    "prl_fs": "Parallels",
}
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_IN_LAYERS = frozenset({"overlay", "overlayfs", "aufs", "fuse.fuse-overlayfs"})


class Mount(NamedTuple):
    """What is mounted where."""

    place: str
    form: str
    """The kind of file system, as the system calls it."""
    source: str = ""


class FolderKind(NamedTuple):
    """What a folder is, in words that stand within a sentence."""

    said: Notice | None = None
    """None for a folder of this computer's own disk, and where nobody knows."""
    is_far: bool = False
    """Whether what is written there goes through a line that can break."""


def kind_of(path: Path) -> FolderKind:
    """Return the kind of the folder that a file is in, or of a folder itself."""
    found = _mount_of(os.path.realpath(path), list(mounts()))
    return _kind(found) if found is not None else FolderKind()


def mounts() -> Iterator[Mount]:
    """Yield what is mounted, in the order in which it came."""
    try:
        rows = MOUNTS.read_text(errors="surrogateescape").splitlines()
    except OSError:
        yield from _told_by_mount()
        return
    for row in rows:
        before, _, behind = row.partition(" - ")
        fields, kind = before.split(" "), behind.split(" ")
        if len(fields) > 4 and len(kind) > 1:
            yield Mount(_plain(fields[4]), kind[0], _plain(kind[1]))


def _mount_of(path: str, known: list[Mount]) -> Mount | None:
    """Return what is mounted where a path is; of two at one place, the later lies over the other."""
    fitting = (mount for mount in known if path == mount.place or path.startswith(f"{mount.place.rstrip('/')}/"))
    return max(enumerate(fitting), key=lambda found: (len(found[1].place), found[0]), default=(0, None))[1]


def _kind(mount: Mount) -> FolderKind:
    form = mount.form
    if form in _NETWORK:
        return FolderKind(Notice.of("network-folder", form=_NETWORK[form]), is_far=True)
    if form in _CLOUD:
        return FolderKind(Notice.of("cloud-folder", form=_CLOUD[form]), is_far=True)
    if form == "drvfs" or (form == "9p" and re.match(r"[A-Za-z]:\\|drvfs", mount.source)):
        return FolderKind(Notice.of("windows-folder"))
    if form in _OF_A_MACHINE:
        return FolderKind(Notice.of("machine-folder", form=_OF_A_MACHINE[form]))
    if form in _IN_MEMORY:
        return FolderKind(Notice.of("memory-folder"))
    if form in _IN_LAYERS:
        return FolderKind(Notice.of("container-folder"))
    if form.startswith("fuse."):
        return FolderKind(Notice.of("program-folder", form=form.removeprefix("fuse.")), is_far=True)
    return FolderKind()


def _plain(word: str) -> str:
    r"""Return a word of the table, in which a blank is written as \040."""
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), word)


@lru_cache(maxsize=1)  # a program has to be started for it
def _told() -> tuple[Mount, ...]:
    try:
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=_PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    found = (_MOUNT_LINE.match(row) for row in said.splitlines())
    return tuple(Mount(match["place"], match["form"].strip(), match["source"]) for match in found if match)


def _told_by_mount() -> Iterator[Mount]:
    yield from _told()
