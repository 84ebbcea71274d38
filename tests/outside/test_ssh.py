"""A board over SSH as people meet it: the real `ssh`, each in a terminal of its own."""

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from panes import LIMIT, Pane, Tmux, tmux

pytestmark = pytest.mark.outside

PROGRAM = Path(sys.executable).with_name("cofacil")
GUESTS = {"Dee": "cofacilitator", "Kofi": "participant", "Vic": "viewer"}
AS_BEFORE = "0 1 0 0 1"
"""No other screen, a cursor, no mouse, lines wrap."""
CLOSED = "The board is no longer shared. What was written is kept."
REVOKED = "You are no longer among those who may join here."


@pytest.fixture(scope="module")
def terminals() -> Iterator[Tmux]:
    with tmux() as made:
        yield made


class Home:
    """A facilitator's computer with one board on it, and the guests' keys."""

    def __init__(self, folder: Path, terminals: Tmux) -> None:
        self.folder = folder
        self.port = free_port()
        self._terminals = terminals
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ours = {"COFACIL_HOME": str(folder / "home"), "COFACIL_NAME": "Ana", "TZ": "UTC", "LANG": "C.UTF-8"}
        self.environ = {**kept, **ours, "TERM": "screen-256color"}
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
    def journal(self) -> str:
        return (self.folder / "home" / "share" / "journal").read_text()

    def has_noted(self, what: str, times: int = 1) -> bool:
        return self.journal.count(what) == times

    @contextmanager
    def shared(self) -> Iterator[subprocess.Popen[str]]:
        """Share the board without a screen."""
        command = [str(PROGRAM), "share", "riverside", "--port", str(self.port), "--no-screen"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self.environ, stdout=pipe, stderr=pipe, encoding="utf-8") as server:
            try:
                assert server.stdout
                assert server.stdout.readline().startswith(f"Shared: ssh -p {self.port} riverside@localhost ")
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

    def ssh(self, name: str, *more: str, after: str = "", program: str = "ssh") -> str:
        """Return what somebody types, with nothing of this computer's own settings."""
        options = {
            "UserKnownHostsFile": str(self.folder / "known_hosts"),
            "GlobalKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "accept-new",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "LogLevel": "ERROR",
        }
        said = [part for option, value in options.items() for part in ("-o", f"{option}={value}")]
        place = (
            ["-p", str(self.port), *more, "riverside@localhost"] if program == "ssh" else ["-P", str(self.port), *more]
        )
        key = self.folder / name
        said += ["-o", f"IdentityFile={key if key.exists() else 'none'}"]
        typed = shlex.join([program, "-F", "/dev/null", *said, *place])
        return f"{typed} {after}".strip()

    def fingerprint(self) -> str:
        """Return what the key is that the door shows to everybody."""
        scan = ["ssh-keyscan", "-p", str(self.port), "-t", "ed25519", "127.0.0.1"]
        line = subprocess.run(scan, capture_output=True, check=True).stdout
        shown = subprocess.run(["ssh-keygen", "-lf", "-"], input=line, capture_output=True, check=True).stdout
        return shown.decode().split()[1]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path, terminals: Tmux) -> Home:
    return Home(tmp_path, terminals)


def until(is_so: Callable[[], bool], what: str) -> None:
    limit = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < limit, what
        time.sleep(0.02)


# the board


def test_two_guests_and_the_facilitator_see_what_each_of_them_writes(home: Home) -> None:
    with ExitStack() as stack:
        ana = stack.enter_context(home.pane("Ana", (120, 40)))
        ana.run(f"{PROGRAM} share riverside --port {home.port}", "[1 ? QUESTIONS 0]")
        dee = stack.enter_context(home.guest("Dee"))
        kofi = stack.enter_context(home.guest("Kofi", (100, 30), TERM="xterm"))
        everybody = (ana, dee, kofi)
        for number, (who, text) in enumerate(
            (
                (ana, "Où est la clé ?"),
                (dee, "Ça va, Siân – naïve?"),
                (kofi, "誰が門を開けますか"),
                (dee, "Beds 🌱🪴 for all"),
            )
        ):
            who.say("a", "? Question:")
            who.say(text, f"? Question: {text}")
            who.press("Enter")
            who.until(f"[1 ? QUESTIONS {number + 1}]")
            who.press("Escape")
            who.until_gone("? Question:")
            for one in everybody:
                one.until(text)
        dee.say("a", "? Question:")
        dee.paste("qqq pasted: not keys\x07")
        dee.until("? Question: qqq pasted: not keys")
        dee.press("Enter", "Escape")
        for one in everybody:
            one.until("qqq pasted: not keys")
        kofi.resize(60, 20)
        kofi.until("qqq pasted: not keys")
        until(lambda: max(map(len, kofi.rows)) <= 60 and bool(kofi.rows[19]), "the new size is filled")
        for keys in ("C-c", "C-q", "C-z", "C-\\", "C-d"):
            for one in everybody:
                one.press(keys)
        for one in everybody:
            one.press("C-c")
            one.until("Press q to leave. The board is kept.")
        assert len(home.texts) == 5


@pytest.mark.parametrize("term", ["xterm", "screen-256color", "vt100", "tmux-256color"])
def test_whatever_terminal_it_is_the_board_is_drawn_and_the_terminal_given_back(home: Home, term: str) -> None:
    with home.shared(), home.pane("Dee", TERM=term) as dee:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        dee.say("aBeds for all", "? Question: Beds for all")
        dee.press("Enter", "Escape")
        dee.until("Q1")
        assert dee.modes != AS_BEFORE
        dee.say("q", "Leave the board?")
        dee.press("Enter")
        dee.until("ready>")
        assert dee.modes == AS_BEFORE
        assert "Beds" not in dee.text
        assert dee.settings(home.folder) == before


def test_a_dumb_terminal_is_told_and_the_shell_is_back(home: Home) -> None:
    with home.shared(), home.pane("Dee", TERM="dumb") as dee:
        answer = dee.answer(home.ssh("Dee"))
        assert "This terminal cannot draw a board." in answer
        assert "end 1" in answer
        assert dee.modes == AS_BEFORE


# ways out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_when_the_server_is_asked_to_end_every_terminal_is_given_back(home: Home, number: signal.Signals) -> None:
    with home.shared() as server, home.pane("Dee") as dee, home.guest("Kofi") as kofi:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        kofi.say("aHalf a sent", "Half a sent")
        server.send_signal(number)
        for one in (dee, kofi):
            one.until(CLOSED)
            one.until("ready>")
            assert one.modes == AS_BEFORE
            assert "closed by remote" not in one.text
        assert dee.settings(home.folder) == before
        assert server.wait(LIMIT) == (0 if number == signal.SIGINT else 128 + number)


@pytest.mark.parametrize("by", ["SIGTERM", "SIGHUP", "q"])
def test_when_the_facilitator_goes_every_terminal_is_given_back(home: Home, by: str) -> None:
    with home.pane("Ana") as ana, home.pane("Dee") as dee:
        before = ana.settings(home.folder), dee.settings(home.folder)
        ana.run(f"{PROGRAM} share riverside --port {home.port} & echo pid=$!; fg", "[1 ? QUESTIONS 0]")
        home.come_in(dee, home.ssh("Dee"))
        if by == "q":
            ana.say("q", "Leave the board?")
            ana.press("Enter")
        else:
            os.kill(process_of(home), signal.Signals[by])
        dee.until(CLOSED)
        for one in (ana, dee):
            one.until("ready>")
            assert one.modes == AS_BEFORE
        assert (ana.settings(home.folder), dee.settings(home.folder)) == before


def process_of(home: Home) -> int:
    """Return the process that shares the board."""
    found = subprocess.run(
        ["pgrep", "-f", f"share riverside --port {home.port}$"], capture_output=True, encoding="utf-8", check=True
    )
    return int(found.stdout.split()[-1])


def test_ctrl_z_stops_neither_the_facilitators_board_nor_anybody_elses(home: Home) -> None:
    with home.pane("Ana") as ana:
        ana.run(f"{PROGRAM} share riverside --port {home.port}", "[1 ? QUESTIONS 0]")
        with home.guest("Dee") as dee:
            ana.press("C-z")
            os.kill(process_of(home), signal.SIGTSTP)
            dee.say("aBeds for all", "? Question: Beds for all")
            dee.press("Enter")
            ana.until("Beds for all")
            dee.press("C-z")
            ana.say("aAnd a tap", "And a tap")
            ana.press("Enter")
            dee.until("And a tap")


def test_who_may_come_no_more_has_their_terminal_back_at_once(home: Home) -> None:
    with home.shared(), home.pane("Dee") as dee, home.guest("Kofi") as kofi:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        home.cofacil("members", "riverside", "revoke", "Dee")
        dee.until(REVOKED)
        dee.until("ready>")
        assert dee.modes == AS_BEFORE
        assert dee.settings(home.folder) == before
        assert "Permission denied" in dee.answer(home.ssh("Dee", "-o", "BatchMode=yes"))
        kofi.say("aBeds for all", "? Question: Beds for all")


def test_enter_tilde_dot_hangs_up_and_the_seat_is_free_again(home: Home) -> None:
    with home.shared(), home.pane("Dee") as dee:
        before = dee.settings(home.folder)
        home.come_in(dee, home.ssh("Dee"))
        dee.press("Enter")
        dee.type("~.")
        until(lambda: home.journal.endswith(" left: Dee\n"), "nobody noticed")
        dee.press("Enter")
        assert dee.settings(home.folder) == before


def test_after_a_kill_the_same_door_opens_again_and_what_was_said_to_be_saved_is_there(home: Home) -> None:
    invited = home.cofacil("invite", "riverside", "--name", "Rhys", "--port", str(home.port))
    word = re.findall(r"word: (\S+)", invited)[0]
    with home.shared() as server, home.pane("Dee") as dee:
        before, fingerprint = dee.settings(home.folder), home.fingerprint()
        home.come_in(dee, home.ssh("Dee"))
        for number in range(5):
            dee.say("a" if number == 0 else "", "? Question:")
            dee.type(f"Number {number}")
            dee.press("Enter")
            dee.until(f"Q{number + 1}.")
        server.kill()
        until(lambda: "closed by remote host" in dee.text or "ready>" in dee.text, f"ssh goes on:\n{dee.text}")
        assert dee.settings(home.folder) == before
    with home.shared():
        assert home.texts == [f"Number {number}" for number in range(5)]
        assert home.fingerprint() == fingerprint
        with home.guest("Dee") as dee, home.pane("Rhys") as rhys:
            dee.until("Number 4")
            rhys.run(home.ssh("none"), "Word:")
            rhys.type(word.lower())
            rhys.press("Enter")
            rhys.until("Number 4")
            assert "in as participant by word: Rhys" in home.journal


def test_what_the_door_has_to_say_is_said_while_guests_are_in(home: Home) -> None:
    home.cofacil("invite", "riverside", "--name", "Rhys")
    [words] = (home.folder / "home" / "share").glob("*/words")
    with home.shared() as server, home.guest("Dee"), home.pane("Rhys") as rhys:
        words.write_bytes(b"{")
        rhys.run(home.ssh("none"), "Word:")
        rhys.type("AAAA")
        rhys.press("Enter")
        assert server.stderr
        assert "is not as cofacil wrote it, so no word opens anything" in server.stderr.readline()


# what is refused


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


def test_neither_commands_nor_files_nor_forwarding_are_to_be_had(home: Home) -> None:
    with home.shared() as server:
        assert "A board needs a terminal" in refused(home, home.ssh("Dee", "-T"))
        for flags in ((), ("-tt",), ("-T",)):
            said = refused(home, home.ssh("Dee", *flags, after="id"))
            assert "uid=" not in said
            assert "request failed" in said or "Connection to" in said
        assert "request failed" in refused(home, home.ssh("Dee", "-s", after="sftp"))
        for modern in ((), ("-O",)):
            there = f"riverside@localhost:{home.folder}/left"
            refused(home, home.ssh("Dee", *modern, program="scp", after=f"/etc/hostname {there}"))
            refused(home, home.ssh("Dee", *modern, program="scp", after=f"{there} {home.folder}/fetched"))
        refused(home, home.ssh("Dee", "riverside@localhost", program="sftp"))
        assert not list(home.folder.glob("left*"))
        said = refused(home, home.ssh("Dee", "-W", f"127.0.0.1:{home.port}"))
        assert "forwarding failed" in said
        taken = f"{free_port()}:127.0.0.1:{home.port}"
        said = refused(home, home.ssh("Dee", "-N", "-o", "ExitOnForwardFailure=yes", "-R", taken))
        assert "remote port forwarding failed" in said
        assert server.poll() is None


@pytest.mark.parametrize("how", ["-L", "-D"])
def test_nothing_is_reached_through_a_guests_connection(home: Home, how: str) -> None:
    here = free_port()
    with home.shared(), home.pane("Dee") as dee:
        target = f"{here}:127.0.0.1:{home.port}" if how == "-L" else str(here)
        home.come_in(dee, home.ssh("Dee", how, target))
        with socket.create_connection(("127.0.0.1", here), LIMIT) as through:
            if how == "-D":
                through.sendall(b"\x05\x01\x00")
                assert through.recv(2) == b"\x05\x00"
                through.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x01" + home.port.to_bytes(2, "big"))
            answer = through.recv(100)
            assert b"SSH" not in answer
        dee.say("a", "? Question:")


def test_a_second_session_on_one_connection_is_refused(home: Home) -> None:
    path = home.folder / "m"
    master = ("-o", f"ControlPath={path}")
    with home.shared() as server, home.pane("Dee") as dee:
        home.come_in(dee, home.ssh("Dee", "-M", *master))
        until(path.exists, "no master")
        for flags in ((), ("-tt",)):
            # Refused a session, `ssh` would connect anew.
            said = refused(home, home.ssh("Dee", *master, "-o", "ProxyCommand=false", *flags))
            assert "Session open refused by peer" in said
        assert "a second session refused" in home.journal
        dee.say("a", "? Question:")
        server.terminate()
        assert server.wait(LIMIT) == 128 + signal.SIGTERM


def test_without_a_key_or_with_an_unknown_one_or_a_password_nobody_comes_in(home: Home) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home.folder / "Eve")], check=True)
    with home.shared():
        for name in ("Eve", "none"):
            said = refused(home, home.ssh(name, "-tt", "-o", "BatchMode=yes"))
            assert "Permission denied (publickey,keyboard-interactive)" in said
        said = refused(home, home.ssh("Dee", "-tt", "-o", "PreferredAuthentications=password,none"))
        assert "Permission denied" in said
        with home.pane("Eve") as eve:
            eve.run(home.ssh("Eve"), "Word:")
            for number in (1, 2, 3):
                eve.type(f"GUESS-{number}")
                eve.press("Enter")
                until(partial(home.has_noted, " wrong word\n", number), "the word is not looked at")
            eve.until("ready>")
            assert "QUESTIONS" not in eve.text
            assert "Not known, or used already." in eve.text
