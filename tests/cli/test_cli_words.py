"""Whatever is typed wrongly is answered in a sentence with what to do, and never in a machine's words."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_running import Cofacil

NEVER = re.compile(r"\b(error|invalid|failed|denied|traceback|exception|session|user)\b", re.IGNORECASE)


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        (("shwo",), 2, "Did you mean 'show'?"),
        (("--nonsense",), 2, "--nonsense"),
        (("add",), 2, "BOARD"),
        (("add", "river", "bogus", "x"), 2, "'question', 'offer', 'action', 'issue'"),
        (("add", "river", "offer"), 2, "--stdin"),
        (("add", "river", "offer", "x", "--stdin"), 2, "--stdin"),
        (("add", "river", "offer", "two", "words"), 2, "words"),
        (("add", "river", "offer", "x", "--as", "n" * 40), 1, "A name has 32 letters here at most"),
        (("demo", "--cards", "many"), 2, "--cards"),
        (("demo", "--cards", "3"), 2, "--cards"),
        (("show", "nowhere"), 3, "`cofacil new` makes the first one"),
        (("show", "no/where.json"), 3, "There is no board at no/where.json"),
        (("show", "n" * 5000), 3, "There is no board"),
        (("open", "nowhere"), 3, "There is no board called “nowhere”"),
        (("doctor", "nowhere"), 3, "There is no board called “nowhere”"),
        (("doctor", "--accept"), 2, "Say which board"),
        (("new", ""), 1, "nothing to read"),
        (("new", "x" * 61), 1, "60 fit here"),
        (("new", "x", "--at", "/dev/null/x.json"), 1, "/dev/null/x.json"),
        (("new", "x", "--at", "/proc/x.json"), 1, "No board can be made"),
        (("completion", "tcsh"), 2, "'bash', 'zsh', 'fish'"),
        (("show", "\x1b[31mred"), 3, "There is no board"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    cofacil: Cofacil, typed: tuple[str, ...], code: int, told: str
) -> None:
    result = cofacil(*typed)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert not NEVER.search(result.stderr)
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", ["", "add", "completion", "demo", "doctor", "list", "new", "open", "show", "themes"]
)
def test_help_speaks_plainly(cofacil: Cofacil, command: str) -> None:
    result = cofacil(*filter(None, (command, "--help")))
    assert result.exit_code == 0
    assert "Usage: cofacil" in result.stdout
    assert not NEVER.search(result.stdout)


def test_the_version_is_told(cofacil: Cofacil) -> None:
    assert re.fullmatch(r"cofacil \d+\.\d+\.\d+\S*\n", cofacil("--version").stdout)


def test_a_reader_that_goes_away_ends_it_quietly(cofacil: Cofacil) -> None:
    cofacil.begin()
    with cofacil.start("demo", "--cards", "3000") as showing:
        assert showing.stdout
        assert showing.stderr
        showing.stdout.readline()
        showing.stdout.close()
        assert showing.stderr.read() == b""
    assert showing.returncode == 1


def test_a_reader_that_goes_away_while_cards_are_added_loses_none_of_them(cofacil: Cofacil) -> None:
    path = cofacil.begin()
    with cofacil.start("add", str(path), "offer", "--stdin") as adding:
        assert adding.stdin
        assert adding.stdout
        assert adding.stderr
        adding.stdout.close()
        adding.stdin.write(b"one\n")
        adding.stdin.flush()
        adding.stdin.write(b"two\n")
        adding.stdin.close()
        assert adding.stderr.read() == b""
    assert adding.returncode == 0
    assert "O2 (offer, said by the room): two" in cofacil("show", str(path)).stdout


def test_output_that_cannot_be_written_is_told(cofacil: Cofacil) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "cofacil", "demo"], stdout=full, stderr=subprocess.PIPE, env=cofacil.env, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr == b"What was to be printed could not be written: No space left on device.\n"


def test_a_terminal_that_lacks_a_letter_gets_a_sign_for_it(cofacil: Cofacil) -> None:
    env = cofacil.env | {"PYTHONIOENCODING": "latin-1"}
    typed = [sys.executable, "-m", "cofacil", "show", "nowhere"]
    ended = subprocess.run(typed, capture_output=True, env=env, check=False)
    assert ended.returncode == 3
    assert ended.stderr.startswith(b"There is no board called ?nowhere?.")
