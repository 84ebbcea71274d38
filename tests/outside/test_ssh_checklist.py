"""What the door refuses, asked of it by the real `ssh`."""

import re
import signal
import socket
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest
from panes import LIMIT, Pane
from ssh_home import (
    Home,
    make_home,
    open_terminals,
    refused,
    until,
)

from free_ports import free_port

__all__ = ["make_home", "open_terminals"]  # fixtures: asked for by their names

pytestmark = pytest.mark.outside


def tell(pane: Pane, word: str, nth: int = 1) -> None:
    """Answer the door when it asks for the nth time: what is typed ahead of its question is thrown away."""
    until(lambda: pane.text.count("Word:") == nth, "it did not ask")
    pane.type(word)
    pane.press("Enter")


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
        dee.say("a", "?  Question:")


def test_a_second_session_on_one_connection_is_refused(home: Home) -> None:
    path = home.folder / "m"
    master = ("-o", f"ControlPath={path}")
    with home.shared() as server, home.pane("Dee") as dee:
        # What the master says of a refused session would be written across Dee's board.
        home.come_in(dee, home.ssh("Dee", "-M", "-E", str(home.folder / "said by the master"), *master))
        until(path.exists, "no master")
        for flags in ((), ("-tt",)):
            # Refused a session, `ssh` would connect anew.
            said = refused(home, home.ssh("Dee", *master, "-o", "ProxyCommand=false", *flags))
            assert "Session open refused by peer" in said
        assert "a second session refused" in home.access_log
        dee.say("a", "?  Question:")
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
        with home.pane("Eve", (120, 24)) as eve:
            eve.run(home.ssh("Eve"), "Word:")
            for number in (1, 2, 3):
                tell(eve, f"GARDEN-1{number}-BEAN", number)
                until(partial(home.has_noted, " wrong word\n", number), "the word is not looked at")
            eve.until("ready>")
            assert "QUESTIONS" not in eve.text
            assert "That is no word here." in eve.text


# what is claimed


def invite(home: Home, name: str, role: str = "participant") -> str:
    invited = home.cofacil("invite", "riverside", "--name", name, "--role", role)
    [word] = re.findall(r"word: (\S+)", invited)
    return str(word)


def test_a_role_or_a_name_in_the_environment_is_believed_by_nobody(home: Home) -> None:
    claims = ("USER", "LOGNAME", "ROLE", "role", "COFACIL_ROLE", "COFACIL_NAME", "COFACIL_HOME", "environment")
    said = {**dict.fromkeys(claims, "host"), "COFACIL_NAME": "Ana", "TERM_PROGRAM": "\x1b]0;owned\x07"}
    sent = ("-o", f"SetEnv={' '.join(f'{name}=host' for name in claims)}", "-o", "SendEnv=*")
    home.cofacil("add", "riverside", "question", "Who opens the gate?")
    [board] = (home.folder / "home" / "boards").glob("*.json")
    before = board.read_bytes()
    with home.shared(), home.pane("Vic", (80, 24), **said) as vic:
        home.come_in(vic, home.ssh("Vic", *sent))
        vic.until("You are watching.")
        assert home.access_log.endswith(" in as viewer by key: Vic\n")
        vic.type("dp")
        vic.press("Escape", "Enter")
        vic.until("Who opens the gate?")
        vic.until("Esc back to the board")
        assert board.read_bytes() == before


def test_showing_somebody_elses_public_key_makes_nobody_them(home: Home) -> None:
    word = invite(home, "Rhys")
    (home.folder / "Thief.pub").write_bytes((home.folder / "Dee.pub").read_bytes())
    with home.shared(), home.pane("Rhys") as rhys:
        rhys.run(home.ssh("Thief", "-v"), "Server accepts key")
        rhys.until("Word:")
        tell(rhys, word)
        rhys.until("Welcome, Rhys. You take part")
        assert "in as participant by word: Rhys" in home.access_log
        assert "Dee" not in home.access_log


# words


def test_a_word_that_was_used_brings_back_who_it_was_for_and_one_that_is_over_says_so(home: Home) -> None:
    used, over = invite(home, "Rhys"), invite(home, "Nia")
    [words] = (home.folder / "home" / "share").glob("*/words")
    with home.shared(), home.pane("Rhys") as rhys, home.pane("Again", (120, 24)) as again:
        rhys.run(home.ssh("none"), "Word:")
        tell(rhys, used)
        rhys.until("Welcome, Rhys.")
        again.run(home.ssh("none"), "Word:")
        tell(again, used)
        again.until("[1 ? QUESTIONS")
        rhys.until("ready>")
        assert home.has_noted(" in as participant by word: Rhys")
        assert home.has_noted(" in as participant by word, back: Rhys")
        a_minute_ago = time.time_ns() // 1_000_000 - 60_000
        words.write_text(re.sub(r'"until": \d+', f'"until": {a_minute_ago}', words.read_text()))
        with home.pane("Nia", (120, 24)) as nia:
            nia.run(home.ssh("none", "-o", "NumberOfPasswordPrompts=2"), "Word:")
            tell(nia, over)
            nia.until("That word was good until a moment that is over.")
            nia.press("Enter")
            nia.until("Permission denied")
        assert " wrong word\n" not in home.access_log
        assert not {used, over} & set(home.access_log.split())


def test_the_fourth_wrong_word_is_not_asked_for_and_who_guessed_waits_and_comes_in_by_a_right_one(home: Home) -> None:
    good = invite(home, "Rhys")
    with home.shared(), home.pane("Eve", (120, 24)) as eve:
        eve.run(home.ssh("none", "-o", "NumberOfPasswordPrompts=9"), "Word:")
        for number in (1, 2, 3):
            tell(eve, f"GARDEN-1{number}-BEAN", number)
            until(partial(home.has_noted, " wrong word\n", number), "the word is not looked at")
        eve.until("ready>")
        assert eve.text.count("That is no word here.") == 3
        assert eve.text.count("Word:") == 3
        assert home.has_noted(" turned away: too many words that were not good\n")
        eve.run(f"clear; {home.ssh('none', '-o', 'NumberOfPasswordPrompts=9', '-o', 'LogLevel=INFO')}", "Word:")
        for number in (4, 5):
            tell(eve, f"GARDEN-1{number}-BEAN", number - 3)
            until(partial(home.has_noted, " wrong word\n", number), "the word is not looked at")
        assert "GARDEN" not in home.access_log
        tell(eve, good, 3)
        eve.until("Welcome, Rhys. You take part")
        with home.guest("Dee") as dee:
            dee.say("a", "?  Question:")


# what a connection brings along


def listening(process: int) -> set[str]:
    """Return where a process listens: ports, and sockets in the file system."""
    held = {place.readlink().name for place in Path(f"/proc/{process}/fd").iterdir() if place.is_symlink()}
    found = set()
    for kind, state, inode, where in (("tcp", 3, 9, 1), ("tcp6", 3, 9, 1), ("unix", 5, 6, 7)):
        for row in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]:
            parts = row.split()
            is_open = parts[state] == ("0A" if kind != "unix" else "01") and (kind != "unix" or parts[3] == "00010000")
            if is_open and f"socket:[{parts[inode]}]" in held:
                found.add(parts[where])
    return found


def test_the_door_is_this_computers_alone_unless_it_is_told_to_be_more(home: Home) -> None:
    with home.shared() as server:
        assert listening(server.pid) == {f"0100007F:{home.port:04X}"}
    # Another address of this computer's own: no test listens beyond it.
    with home.shared("--host", "127.0.0.2") as server:
        assert listening(server.pid) == {f"0200007F:{home.port:04X}"}


def test_neither_an_agent_nor_a_display_is_passed_on(home: Home) -> None:
    agent = home.folder / "agent"
    listed = home.folder / "log"
    display = {"DISPLAY": "127.0.0.1:99", "SSH_AUTH_SOCK": str(agent)}
    with (
        home.shared() as server,
        subprocess.Popen(["ssh-agent", "-D", "-a", str(agent)], stdout=subprocess.PIPE) as holds,
    ):
        try:
            before = listening(server.pid)
            with home.pane("Dee", (80, 24), **display) as dee:
                more = ("-v", "-E", str(listed), "-A", "-X", "-o", "ForwardX11Trusted=yes")
                home.come_in(dee, home.ssh("Dee", *more, agent=str(agent)))
                told = ("Requesting authentication agent forwarding", "X11 forwarding request failed on channel 0")
                until(lambda: all(words in listed.read_text() for words in told), "nothing was asked for")
                assert listening(server.pid) == before == {f"0100007F:{home.port:04X}"}
                dee.say("a", "?  Question:")
        finally:
            holds.terminate()
