"""A facilitator's computer and its guests, each with the real `ssh` in a terminal of their own."""

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from panes import LIMIT, Pane, Tmux, tmux

from free_ports import free_port

PROGRAM = Path(sys.executable).with_name("cofacil")
GUESTS = {"Dee": "cofacilitator", "Kofi": "participant", "Vic": "viewer"}
AS_BEFORE = "0 1 0 0 1"
"""No other screen, a cursor, no mouse, lines wrap."""
CLOSED = "The board is no longer shared. What was written is kept."
STOPPED_FOR_NOW = "The computer that shares this board has stopped for now."
REVOKED = "You are no longer among those who may join here."


class Home:
    """A facilitator's computer with one board on it, and the guests' keys; or as it is before anything was begun."""

    def __init__(self, folder: Path, terminals: Tmux, *, is_bare: bool = False) -> None:
        self.folder = folder
        self.port = free_port()
        self._terminals = terminals
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ours = {"COFACIL_HOME": str(folder / "home"), "COFACIL_NAME": "Ana", "TZ": "UTC", "LANG": "C.UTF-8"}
        self.environ = {**kept, **ours, "TERM": "screen-256color"}
        if is_bare:
            return
        self.cofacil("new", "Riverside", "--no-open")
        for name, role in GUESTS.items():
            key = folder / name
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
            self.cofacil("members", "riverside", "add", "--name", name, "--role", role, "--key", f"{key}.pub")

    def cofacil(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(PROGRAM), *arguments], env=self.environ, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def texts(self) -> list[str]:
        """The words of every card, as any program reads them from the file."""
        [path] = (self.folder / "home" / "boards").glob("*.json")
        written = json.loads(path.read_bytes())["events"].values()
        changes = [change for event in written for change in event["w"] if change[0].startswith("card/")]
        return [after["text"] for _, field, _, after in changes if not field]

    @property
    def access_log(self) -> str:
        place = self.folder / "home" / "share" / "journal"
        return place.read_text() if place.exists() else ""

    def has_noted(self, what: str, times: int = 1) -> bool:
        return self.access_log.count(what) == times

    @contextmanager
    def shared(self, *more: str) -> Iterator[subprocess.Popen[str]]:
        """Share the board without a screen."""
        command = [str(PROGRAM), "share", "riverside", "--port", str(self.port), "--no-screen", *more]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self.environ, stdout=pipe, stderr=pipe, encoding="utf-8") as server:
            try:
                assert server.stdout
                said = server.stdout.readline()
                assert said.startswith(f"Shared: ssh -p {self.port} riverside@"), said or server.communicate()
                yield server
            finally:
                server.kill()

    @contextmanager
    def pane(self, name: str, size: tuple[int, int] = (80, 24), **environ: str) -> Iterator[Pane]:
        with self._terminals.pane(name, {**self.environ, **environ}, size) as pane:
            yield pane

    @contextmanager
    def guest(self, name: str, size: tuple[int, int] = (80, 24), **environ: str) -> Iterator[Pane]:
        """Have somebody join in a terminal of their own."""
        with self.pane(name, size, **environ) as pane:
            self.come_in(pane, self.ssh(name))
            yield pane

    def come_in(self, pane: Pane, command: str) -> None:
        """Type the line, and go on from the welcome to the board; who comes back is there at once."""
        pane.type(f"clear; {command}")
        pane.press("Enter")
        if pane.until_one_of("Enter to the board", "[1 ? QUESTIONS") != "[1 ? QUESTIONS":
            pane.press("Enter")
        pane.until("[1 ? QUESTIONS")

    def ssh(self, name: str, *more: str, after: str = "", program: str = "ssh", agent: str = "none") -> str:
        """Return what somebody types, with nothing of this computer's own settings."""
        options = {
            "UserKnownHostsFile": str(self.folder / "known_hosts"),
            "GlobalKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "accept-new",
            "IdentitiesOnly": "yes",
            "IdentityAgent": agent,
            "LogLevel": "ERROR",
        }
        said = [part for option, value in options.items() for part in ("-o", f"{option}={value}")]
        place = (
            ["-p", str(self.port), *more, "riverside@localhost"] if program == "ssh" else ["-P", str(self.port), *more]
        )
        key = self.folder / name
        has_key = key.exists() or key.with_suffix(".pub").exists()
        said += ["-o", f"IdentityFile={key if has_key else 'none'}"]
        typed = shlex.join([program, "-F", "/dev/null", *said, *place])
        return f"{typed} {after}".strip()

    def client_of(self, name: str) -> int:
        """Return the process of somebody's `ssh`."""
        return only_process(f"^ssh .*IdentityFile={self.folder / name} ")

    def fingerprint(self) -> str:
        """Return what the key is that the door shows to everybody."""
        scan = ["ssh-keyscan", "-p", str(self.port), "-t", "ed25519", "127.0.0.1"]
        line = subprocess.run(scan, capture_output=True, check=True).stdout
        shown = subprocess.run(["ssh-keygen", "-lf", "-"], input=line, capture_output=True, check=True).stdout
        return shown.decode().split()[1]


def only_process(command: str, home: Path | None = None) -> int:
    """Return the one process whose command line matches, and that lives in a home: other tests have theirs."""
    found = subprocess.run(["pgrep", "-f", command], capture_output=True, encoding="utf-8", check=True).stdout.split()
    if home is not None:
        lives_there = f"COFACIL_HOME={home}".encode()
        found = [one for one in found if lives_there in Path(f"/proc/{one}/environ").read_bytes().split(b"\0")]
    assert len(found) == 1, found
    return int(found[0])


def until(is_so: Callable[[], bool], what: str) -> None:
    limit = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < limit, what
        time.sleep(0.02)


def refused(home: Home, command: str) -> str:
    """Run something that has to fail at once; return what it said."""
    done = subprocess.run(
        ["bash", "-c", command],
        env=home.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode != 0, done.stdout
    return done.stdout + done.stderr


@pytest.fixture(name="terminals", scope="module")
def open_terminals() -> Iterator[Tmux]:
    with tmux() as made:
        yield made


@pytest.fixture(name="home")
def make_home(tmp_path: Path, terminals: Tmux) -> Home:
    return Home(tmp_path, terminals)
