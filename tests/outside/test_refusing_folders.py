"""The real program on a file system that refuses: strace answers for it, and a second user has left a lock."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from cofacil.store.lock import sidecar

pytestmark = pytest.mark.outside

PROGRAM = Path(sys.executable).with_name("cofacil")
NO_LOCKS = "“garden.json” can only be looked at: no file can be locked in its folder"
NO_SYNC = "Not saved: in its folder nobody says when words are safe on the disk."
SAID = {
    "flock:error=ENOLCK": NO_LOCKS,
    "flock:error=EPERM": NO_LOCKS,
    "flock:error=ESTALE": "Not saved: the folder of the file was moved or mounted anew. Try again",
    "fdatasync,fsync:error=EINVAL": NO_SYNC,
    "fdatasync:error=EIO": "Not saved: the disk is breaking down.",
    "fdatasync:error=EDQUOT": "Not saved: your share of the disk is used up.",
    "fdatasync:error=ESTALE": "Not saved: the folder of the file was moved or mounted anew. Try again",
    "fdatasync:error=ENOTCONN": "Not saved: the folder of the file does not answer.",
    "pwrite64:error=EDQUOT": "Not saved: your share of the disk is used up.",
    "pread64:error=ESTALE": "Not saved: the folder of the file was moved or mounted anew. Try again",
}


class Garden:
    """A board that the real program has made."""

    def __init__(self, folder: Path) -> None:
        self.environ = {
            "PATH": os.environ["PATH"],
            "COFACIL_HOME": str(folder / "home"),
            "COFACIL_NAME": "Ana",
            "LANG": "C.UTF-8",
        }
        self.run("new", "Garden", "--no-open")
        self.file = folder / "home" / "boards" / "garden.json"

    def run(self, *arguments: str, before: tuple[str, ...] = (), is_right: bool = True) -> str:
        done = subprocess.run(
            [*before, str(PROGRAM), *arguments], env=self.environ, capture_output=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stderr
        assert (done.returncode == 0) is is_right, (done.returncode, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def refused(self, what: str) -> tuple[str, ...]:
        """Return what stands before a command that the system is to refuse something to, of this board."""
        files = (part for file in (self.file, sidecar(self.file)) for part in ("-P", str(file)))
        return ("strace", "-f", "-o", os.devnull, *files, "-e", f"inject={what}")


@pytest.fixture
def garden(tmp_path: Path) -> Garden:
    return Garden(tmp_path)


@pytest.mark.parametrize("refusal", SAID)
def test_what_the_system_refuses_is_a_sentence_and_nothing_is_half_saved(garden: Garden, refusal: str) -> None:
    before = garden.file.read_bytes()
    said = garden.run("add", "garden", "question", "water?", before=garden.refused(refusal), is_right=False)
    assert said.startswith(SAID[refusal])
    assert said.count("\n") == 1
    assert garden.file.read_bytes() == before
    assert garden.run("add", "garden", "question", "water?") == "Q1\n"


def test_where_only_the_newer_way_is_not_known_words_are_saved_in_the_older(garden: Garden) -> None:
    assert garden.run("add", "garden", "question", "water?", before=garden.refused("fdatasync:error=EINVAL")) == "Q1\n"
    assert "water?" in garden.run("show", "garden")


IS_ROOT = os.geteuid() == 0
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all") if IS_ROOT else ()
"""Without this a mode of a file is nothing to root; the program lies where only its owner reads it."""
AS_ANOTHER = (
    sys.executable,
    "-c",
    "import os, runpy, sys; os.geteuid = lambda: os.getuid() + 1; sys.argv = sys.argv[1:]; runpy.run_module('cofacil', run_name='__main__')",
)
"""The program as somebody who is not who owns the files: what those are allowed is the system's to say all the same."""


@pytest.mark.parametrize("who", ["somebody else looks", *(["root has given it away"] if IS_ROOT else [])])
def test_a_lock_that_another_left_is_named_to_whoever_may_not_write_to_it(tmp_path: Path, who: str) -> None:
    garden = Garden(tmp_path)
    lock = sidecar(garden.file)
    before = BOUND
    if who == "somebody else looks":
        before = (*BOUND, *AS_ANOTHER)
    else:
        nobody = pwd.getpwnam("nobody")
        os.chown(lock, nobody.pw_uid, nobody.pw_gid)
    lock.chmod(0o444)
    owner = pwd.getpwuid(lock.stat().st_uid).pw_name
    said = garden.run("add", "garden", "question", "water?", before=before, is_right=False)
    assert f"garden.json.lock, the file that locks it, is {owner}'s, and only {owner} may write to it" in said
    told = garden.run("doctor", "garden", before=before)
    assert f"Writing: garden.json.lock, the file that locks it, is {owner}'s" in told
    garden.run("show", "garden", before=before)
    lock.unlink()
    assert garden.run("add", "garden", "question", "water?", before=before) == "Q1\n"


def test_a_folder_of_backups_that_nobody_may_look_into_is_named(tmp_path: Path) -> None:
    garden = Garden(tmp_path)
    garden.run("backup", "garden")
    [folder] = (tmp_path / "home" / "backups").iterdir()
    for closed in (folder, folder.parent):
        closed.chmod(0)
        assert "No backup was made in" in garden.run("backup", "garden", before=BOUND, is_right=False)
        assert "Access is not allowed" in garden.run("restore", "garden", before=BOUND, is_right=False)
        assert "Backups" in garden.run("doctor", before=BOUND)
        closed.chmod(0o700)
