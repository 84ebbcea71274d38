"""`cofacil members`: who may come in, listed and changed."""

import re
import subprocess
import sys
from pathlib import Path

import asyncssh
import pytest
from cli_running import Cofacil
from test_cli_terminal import Terminal
from test_cli_words import NEVER


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    cofacil.begin("Garden")
    return cofacil


@pytest.fixture
def dee() -> asyncssh.SSHKey:
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.set_comment("dee@laptop")
    return key


def public(key: asyncssh.SSHKey, folder: Path, name: str = "key.pub") -> str:
    key.write_public_key(folder / name)
    return str(folder / name)


def file_of(cofacil: Cofacil) -> Path:
    (file,) = cofacil.home.glob("share/*/members")
    return file


def test_a_board_without_members_says_how_to_add_one(cofacil: Cofacil) -> None:
    result = cofacil("members", "garden")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    assert "cofacil members garden add --name NAME --role ROLE --key FILE.pub" in result.stdout
    assert not (cofacil.home / "share").exists()


def test_somebody_is_let_in_given_another_role_and_let_in_no_more(
    cofacil: Cofacil, dee: asyncssh.SSHKey, tmp_path: Path
) -> None:
    added = cofacil("members", "garden", "add", "--name", "Dee", "--role", "viewer", "--key", public(dee, tmp_path))
    shown = dee.get_fingerprint()
    assert (added.exit_code, added.stdout) == (0, f"Dee may come in as viewer, with the key {shown}\n")
    assert cofacil("members", "garden").stdout == f"Members: 1\nDee: viewer; {shown}; dee@laptop\n"
    assert cofacil("members", "gard", "role", "dee", "cofacilitator").stdout == "Dee is cofacilitator now\n"
    assert cofacil("members", "garden").stdout == f"Members: 1\nDee: cofacilitator; {shown}; dee@laptop\n"
    assert cofacil("members", "garden", "revoke", "Dee").stdout == "Dee may not come in any more\n"
    assert cofacil("members", "garden").stdout.startswith("Nobody may come in by key yet")


def test_the_file_belongs_to_the_board_whatever_it_is_called(
    cofacil: Cofacil, dee: asyncssh.SSHKey, tmp_path: Path
) -> None:
    cofacil("members", "garden", "add", "--name", "Dee", "--role", "viewer", "--key", public(dee, tmp_path))
    assert re.fullmatch("[0-9A-Z]{26}", file_of(cofacil).parent.name)
    cofacil.begin("Other")
    assert cofacil("members", "other").stdout.startswith("Nobody")
    path = (cofacil.home / "boards" / "garden.json").rename(tmp_path / "moved.json")
    assert cofacil("members", str(path)).stdout.startswith("Members: 1\nDee: ")


def test_a_key_may_come_through_a_pipe(cofacil: Cofacil, dee: asyncssh.SSHKey) -> None:
    typed = ("members", "garden", "add", "--name", "Dee", "--role", "host", "--key", "-")
    result = cofacil(*typed, text=dee.export_public_key("openssh"))
    assert result.exit_code == 0, result.stderr
    assert dee.get_fingerprint() in cofacil("members", "garden").stdout


def test_hostile_words_are_listed_as_words(
    cofacil: Cofacil, dee: asyncssh.SSHKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # a worker of pytest has one, and Rich believes it
    name = '[b]D\x1b[31m"ee\\[/b] :house:'
    dee.set_comment("[red]x[/red]\x1b]0;gone\x07")
    typed = ("members", "garden", "add", "--name", name, "--role", "viewer", "--key", "-")
    assert cofacil(*typed, text=dee.export_public_key("openssh")).exit_code == 0
    listed = cofacil("members", "garden").stdout
    assert '[b]D"ee\\[/b] :house:: viewer; ' in listed
    assert "\x1b" not in listed
    terminal = Terminal(cofacil, "members", "garden", size=(24, 120))
    assert terminal.end() == 0
    seen = terminal.seen.decode()
    assert '[b]D"ee\\[/b] :house:' in seen
    assert "[red]x[/red]" in seen
    assert "\x07" not in seen


def test_a_terminal_of_80_columns_gets_a_table_with_whole_fingerprints(cofacil: Cofacil, dee: asyncssh.SSHKey) -> None:
    typed = ("members", "garden", "add", "--name", "Dee", "--role", "cofacilitator", "--key", "-")
    cofacil(*typed, text=dee.export_public_key("openssh"))
    terminal = Terminal(cofacil, "members", "garden")
    assert terminal.end() == 0
    assert "Comment" in terminal.seen.decode()
    assert f"cofacilitator  {dee.get_fingerprint()}" in terminal.seen.decode()


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ((), 2, "BOARD"),
        (("nowhere",), 3, "There is no board"),
        (("nowhere", "revoke", "Dee"), 3, "There is no board"),
        (("garden", "bogus"), 2, "bogus"),
        (("garden", "add"), 2, "--name"),
        (("garden", "add", "--name", "Dee", "--role", "boss", "--key", "-"), 2, "'cofacilitator'"),
        (("garden", "add", "--name", "Dee", "--role", "host", "--key", "no.pub"), 2, "no.pub"),
        (("garden", "add", "--name", "Dee", "--role", "host", "--key", "-"), 1, "There is no key in that"),
        (("garden", "role", "Dee"), 2, "participant, viewer"),
        (("garden", "role", "Dee", "host"), 1, "There is nobody called Dee here"),
        (("garden", "revoke", "\x1b[31mDee"), 1, "There is nobody called Dee here"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    cofacil: Cofacil, typed: tuple[str, ...], code: int, told: str
) -> None:
    result = cofacil("members", *typed, text="")
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert not NEVER.search(result.stderr)
    assert "\x1b" not in result.stderr


def test_a_line_that_is_not_right_is_told_and_nothing_is_changed(
    cofacil: Cofacil, dee: asyncssh.SSHKey, tmp_path: Path
) -> None:
    cofacil("members", "garden", "add", "--name", "Dee", "--role", "host", "--key", public(dee, tmp_path))
    file = file_of(cofacil)
    file.write_text(f'{file.read_text()}environment="A=b" {dee.export_public_key("openssh").decode()}')
    before = file.read_bytes()
    for typed in ((), ("revoke", "Dee"), ("role", "Dee", "viewer")):
        result = cofacil("members", "garden", *typed)
        assert result.exit_code == 1
        assert result.stderr.startswith("Line 2 of ")
    assert file.read_bytes() == before


@pytest.mark.parametrize("typed", [("--help",), ("garden", "add", "--help"), ("no-board", "role", "-h")])
def test_help_speaks_plainly_and_needs_no_board(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    result = cofacil("members", *typed)
    assert result.exit_code == 0
    assert "Usage: cofacil members" in result.stdout
    assert not NEVER.search(result.stdout)


def test_its_help_needs_no_ssh() -> None:
    code = "import sys, cofacil.cli, cofacil.cli.members; sys.exit('asyncssh' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
