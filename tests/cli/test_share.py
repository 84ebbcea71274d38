"""`cofacil share`: what stops it is one sentence; what it shows is what guests need; it ends when it is asked to."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import asyncssh
import pytest
from cli_running import Cofacil, line_of
from test_cli_terminal import Terminal
from test_cli_words import NEVER

from cofacil.board.kinds import Role
from cofacil.share.invitations import Invitations, WordRefused

PATIENCE = 20


class Shared(NamedTuple):
    """A door that a process of its own has opened, and what it said of it."""

    process: subprocess.Popen[bytes]
    lines: tuple[str, ...]

    @property
    def port(self) -> int:
        found = re.search(r"-p (\d+) ", self.lines[0])
        assert found
        return int(found[1])

    @property
    def fingerprint(self) -> str:
        found = re.search(r"SHA256:[\w+/]{43}", self.lines[1])
        assert found
        return found[0]

    def end(self, number: signal.Signals) -> int:
        """Ask it to end; return what it ended with."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    cofacil.begin("Garden")
    return cofacil


@contextmanager
def shared(cofacil: Cofacil, *boards: str) -> Iterator[Shared]:
    """Share boards without a screen, until the test is over."""
    process = cofacil.start("share", *boards, "--no-screen", "--port", "0")
    try:
        lines = tuple(line_of(process.stdout).decode().rstrip("\n") for _ in range(len(boards) + 3))
        yield Shared(process, lines)
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def refused(cofacil: Cofacil, *typed: str) -> tuple[int | None, str]:
    """Share what cannot be; return what the process ended with, and its sentence."""
    process = cofacil.start("share", *typed)
    try:
        out, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    sentence = err.decode()
    assert out == b""
    assert sentence.count("\n") == 1
    assert not NEVER.search(sentence)
    return process.returncode, sentence


def share_folder(cofacil: Cofacil) -> Path:
    return cofacil.home / "share"


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        (("garden",), 1, "There is no screen here to draw a board on. --no-screen opens the door without one."),
        ((), 2, "BOARD..."),
        (("garden", "--port", "70000", "--no-screen"), 2, "--port"),
        (("garden", "--max-seats", "0", "--no-screen"), 2, "--max-seats"),
        (("\x1b[31mred", "--no-screen"), 3, "There is no board"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    cofacil: Cofacil, typed: tuple[str, ...], code: int, told: str
) -> None:
    ended, sentence = refused(cofacil, *typed)
    assert ended == code
    assert told in sentence
    assert "\x1b" not in sentence
    assert not share_folder(cofacil).exists()


def test_an_unknown_board_is_told_as_open_tells_it_and_what_comes_near_is_named(cofacil: Cofacil) -> None:
    opened = cofacil("open", "gadren")
    ended, sentence = refused(cofacil, "garden", "gadren", "--no-screen")
    assert (ended, sentence) == (opened.exit_code, opened.stderr)
    assert ended == 3
    assert "Did you mean “garden”?" in sentence
    assert not share_folder(cofacil).exists()


def test_a_port_that_somebody_else_has_is_said(cofacil: Cofacil) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended, sentence = refused(cofacil, "garden", "--no-screen", "--port", str(port))
    assert ended == 1
    assert f"somebody else has port {port} here" in sentence
    assert "--port takes another" in sentence


def test_an_address_that_this_computer_has_not_is_said(cofacil: Cofacil) -> None:
    ended, sentence = refused(cofacil, "garden", "--no-screen", "--host", "192.0.2.1", "--port", "0")
    assert ended == 1
    assert "The door cannot be opened at 192.0.2.1" in sentence


def test_two_boards_of_one_name_are_not_shared_together(cofacil: Cofacil, tmp_path: Path) -> None:
    assert cofacil("new", "Garden", "--at", str(tmp_path / "garden.json"), "--no-open").exit_code == 0
    ended, sentence = refused(cofacil, "garden", str(tmp_path / "garden.json"), "--no-screen", "--port", "0")
    assert ended == 1
    assert sentence == "Two of these boards have one name. Give one of the files another name first.\n"
    assert not share_folder(cofacil).exists()


def test_one_board_that_is_named_twice_is_shared_once(cofacil: Cofacil) -> None:
    cofacil.begin("Other")
    process = cofacil.start("share", "garden", "gard", "other", "--no-screen", "--port", "0")
    try:
        lines = [line_of(process.stdout).decode() for _ in range(3)]
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)
    assert [re.findall(r"(\w+)@", line) for line in lines] == [["garden"], ["other"], []]


def test_a_members_file_that_does_not_parse_stops_the_start_with_its_line(cofacil: Cofacil) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519").export_public_key("openssh")
    cofacil("members", "garden", "add", "--name", "Dee", "--role", "viewer", "--key", "-", text=key)
    (file,) = share_folder(cofacil).glob("*/members")
    file.write_text(f'{file.read_text()}\nrestrict role=host name="Eve" {key.decode()}')
    before = file.read_bytes()
    ended, sentence = refused(cofacil, "garden", "--no-screen", "--port", "0")
    assert ended == 1
    assert sentence.startswith("Line 3 of ")
    assert file.read_bytes() == before


def test_a_key_that_others_can_read_is_shown_to_nobody(cofacil: Cofacil) -> None:
    with shared(cofacil, "garden") as door:
        assert door.end(signal.SIGTERM) == 143
    file = share_folder(cofacil) / "host_ed25519"
    file.chmod(0o644)
    before = file.read_bytes()
    ended, sentence = refused(cofacil, "garden", "--no-screen", "--port", "0")
    assert ended == 1
    assert "chmod 600" in sentence
    assert file.read_bytes() == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 0), (signal.SIGHUP, 129)])
def test_without_a_screen_it_says_how_to_join_and_ends_when_it_is_asked_to(
    cofacil: Cofacil, number: signal.Signals, code: int
) -> None:
    with shared(cofacil, "garden") as door:
        first, fingerprint, known, last = door.lines
        assert first.startswith(f"Shared: ssh -p {door.port} garden@localhost (only this computer can join so far")
        assert door.fingerprint in fingerprint
        assert known.startswith(f"For known_hosts: [localhost]:{door.port} ssh-ed25519 AAAA")
        assert "cofacil members" in last
        assert "cofacil invite" in last
        assert door.end(number) == code
        assert door.process.stdout
        assert door.process.stderr
        assert (door.process.stdout.read(), door.process.stderr.read()) == (b"", b"")


def test_without_a_screen_it_says_once_that_a_boards_file_has_gone_and_once_that_it_is_back(cofacil: Cofacil) -> None:
    path = cofacil.home / "boards" / "garden.json"
    cofacil("add", "garden", "offer", "A lamp")  # it has been written to here
    away = path.with_suffix(".away")
    with shared(cofacil, "garden") as door:
        path.rename(away)
        assert line_of(door.process.stderr).decode() == (
            "“garden.json” is gone from its folder. Nothing is kept until it is back.\n"
        )
        away.rename(path)
        assert (
            line_of(door.process.stderr).decode() == "“garden.json” can be read now, and all that was saved is in it.\n"
        )
        door.end(signal.SIGTERM)
        assert door.process.stderr
        assert door.process.stderr.read() == b""


def test_what_it_shows_is_the_key_that_guests_meet(cofacil: Cofacil) -> None:
    with shared(cofacil, "garden") as door:
        met = asyncio.run(asyncssh.get_server_host_key("127.0.0.1", door.port, config=None))
        assert met
        assert met.get_fingerprint() == door.fingerprint
        assert met.export_public_key("openssh").decode().split(" ")[1].strip() == door.lines[2].split(" ")[-1]


def test_the_key_of_this_computer_is_kept_between_starts(cofacil: Cofacil) -> None:
    cofacil.begin("Other")
    prints: list[str] = []
    for board in ("garden", "other", "garden"):
        with shared(cofacil, board) as door:
            prints.append(door.fingerprint)
            assert door.end(signal.SIGINT) == 0
    assert len(set(prints)) == 1


def test_sharing_writes_nothing_on_the_board(cofacil: Cofacil) -> None:
    path = cofacil.home / "boards" / "garden.json"
    before = path.read_bytes()
    with shared(cofacil, "garden") as door:
        assert door.end(signal.SIGTERM) == 143
    assert path.read_bytes() == before


def test_with_a_screen_the_last_row_says_it_and_ctrl_z_stops_nobodys_board(cofacil: Cofacil) -> None:
    terminal = Terminal(cofacil, "share", "garden", "--port", "0", size=(24, 120))
    terminal.see("Shared on this computer only. j shows how to join.")
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.type("v")
    terminal.see("v board")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 143
    assert terminal.seen.endswith(b"\x1b[?1049l\x1b[?25h")
    assert b"Traceback" not in terminal.seen


def is_over(cofacil: Cofacil, word: str) -> bool:
    """Say whether a word lets in nobody any more."""
    (file,) = share_folder(cofacil).glob("*/words")
    try:
        return Invitations(file).take(word, time.time_ns() // 1_000_000) is None
    except WordRefused:
        return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_word_on_the_wall_ends_with_whoever_stops_sharing_and_not_with_a_process_that_is_ended(
    cofacil: Cofacil, number: signal.Signals
) -> None:
    now = time.time_ns() // 1_000_000
    cofacil("invite", "garden", "--name", "Dee")
    (file,) = share_folder(cofacil).glob("*/words")
    with shared(cofacil, "garden") as door:
        # As who facilitates from elsewhere has it made: this process shows none.
        word = Invitations(file).open_room(Role.PARTICIPANT, 20, now + 3_600_000, now)
        door.end(number)
    has_stopped = number is signal.SIGINT
    assert is_over(cofacil, word) is has_stopped
    assert (file.parent / "door").exists() is not has_stopped
    assert [one.name for one in Invitations(file).open_invitations(now)] == ["Dee"]


def test_the_word_on_the_wall_ends_with_the_screen_that_shared_it(cofacil: Cofacil) -> None:
    terminal = Terminal(cofacil, "open", "garden", size=(24, 120))
    terminal.see("QUESTIONS")
    terminal.type("j")
    terminal.see("Share this board")
    terminal.type("2")
    terminal.see("It asks for a word:")
    found = re.search(r"\x1b\[\d+;\d+H([A-Z]+-\d\d-[A-Z]+)", terminal.seen.decode())
    assert found
    assert not is_over(cofacil, found[1])
    terminal.type("\x1b")
    terminal.see("QUESTIONS")
    terminal.type("q")
    terminal.see("Leave the board?")
    terminal.type("\r")
    assert terminal.end() == 0
    assert is_over(cofacil, found[1])


def test_a_door_whose_process_was_killed_is_opened_again_by_enter_with_the_same_word(cofacil: Cofacil) -> None:
    terminal = Terminal(cofacil, "open", "garden", size=(24, 120))
    terminal.see("QUESTIONS")
    terminal.type("j")
    terminal.see("Share this board")
    terminal.type("2")
    terminal.see("It asks for a word:")
    found = re.search(r"\x1b\[\d+;\d+H([A-Z]+-\d\d-[A-Z]+)", terminal.seen.decode())
    assert found
    (kept,) = share_folder(cofacil).glob("*/door")
    assert kept.stat().st_mode & 0o777 == 0o600
    terminal.process.kill()
    terminal.end()
    for command in (("open", "garden"), ()):
        again = Terminal(cofacil, *command, size=(24, 120))
        again.see("it was shared" if command else "It was shared as its program ended.")
        again.type("\r")
        again.see("Shared again as it was")
        again.type("j")
        again.see(found[1])
        assert not is_over(cofacil, found[1])
        again.process.kill()
        again.end()


def test_help_speaks_plainly_and_needs_no_ssh(cofacil: Cofacil) -> None:
    result = cofacil("share", "--help")
    assert result.exit_code == 0
    assert "Usage: cofacil share [OPTIONS] BOARD..." in result.stdout
    assert not NEVER.search(result.stdout)
    code = "import sys, cofacil.cli, cofacil.cli.share; sys.exit('asyncssh' in sys.modules or 'textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
