"""Streams that are closed or full end in one sentence or quietly, and a script that tries again doubles no card."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COFACIL = (sys.executable, "-m", "cofacil")
NO_SPACE = Path("/dev/full")


def shell(line: str, home: Path) -> "subprocess.CompletedProcess[str]":
    """Run a line of a shell in which $C is cofacil."""
    environ = os.environ | {"COFACIL_HOME": str(home), "C": " ".join(COFACIL)}
    command = ["/bin/bash", "-c", line]
    return subprocess.run(command, cwd=home, env=environ, capture_output=True, text=True, check=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert shell("$C new Plot --no-open", tmp_path).returncode == 0
    return tmp_path


def cards(home: Path) -> list[str]:
    return [line for line in shell("$C show plot", home).stdout.splitlines() if line.startswith("Q") and " (" in line]


@pytest.mark.parametrize(
    "streams", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", ">/dev/full 2>/dev/full", "| true"]
)
@pytest.mark.parametrize("words", ["plot question 'Who has the key?'", "plot question --note more 'Who has the key?'"])
def test_a_card_is_kept_once_whoever_can_be_told(home: Path, streams: str, words: str) -> None:
    done = shell(f"set -o pipefail; $C add {words} {streams}", home)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert len(cards(home)) == 1
    assert (done.stderr.startswith("Kept, and not to be printed: Q1")) == (streams in {">&-", ">/dev/full"})


@pytest.mark.parametrize(
    "streams", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", ">/dev/full 2>/dev/full", "| true"]
)
@pytest.mark.parametrize(
    "command",
    ["show plot", "list", "--help", "--version", "plans", "themes", "doctor", "search key", "add nowhere question x"],
)
def test_no_command_ends_in_a_traceback(home: Path, streams: str, command: str) -> None:
    done = shell(f"$C {command} {streams}", home)
    assert "Traceback" not in done.stderr + done.stdout
    assert "Exception" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


def test_a_list_whose_reader_has_gone_is_kept_to_its_end(home: Path) -> None:
    done = shell("set -o pipefail; seq 300 | sed 's/^/Card /' | $C add plot question --stdin | head -n 1", home)
    assert done.stdout.startswith("Q1\t")
    assert done.stderr == ""
    assert len(cards(home)) == 300


def test_a_board_file_is_never_opened_as_a_stream(home: Path) -> None:
    """With stdout closed the next file that is opened is number 1: what is printed would go into it."""
    shell("$C add plot question one >&- 2>&-", home)
    shell("$C doctor >&- 2>&- <&-", home)
    assert shell("$C doctor plot", home).returncode == 0
    assert len(cards(home)) == 1


def test_the_same_key_adds_once(home: Path) -> None:
    said = [shell("$C add plot question --once backup-7 'Who has the key?'", home).stdout for _ in range(3)]
    assert said == ["Q1\n"] * 3
    assert shell("$C add plot question --once backup-8 'Who has the key?'", home).stdout == "Q2\n"
    assert len(cards(home)) == 2


def test_a_list_that_broke_off_is_sent_again_without_doubles(home: Path) -> None:
    shell("seq 5 | $C add plot question --stdin --once list", home)
    again = shell("seq 9 | $C add plot question --stdin --once list", home)
    assert again.stdout.splitlines()[4:6] == ["Q5\t5", "Q6\t6"]
    assert len(cards(home)) == 9


def test_arguments_and_lines_that_are_no_text_keep_nothing(home: Path) -> None:
    for line in (
        "$C add plot question $'caf\\xe9'",
        "$C add plot question hi --as $'A\\xff'",
        "$C add plot question --once $'\\xe9' hi",
    ):
        done = shell(line, home)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
    done = shell("printf 'one\\ncaf\\xe9\\nthree\\n' > l; $C add plot question --stdin < l", home)
    assert done.returncode != 0
    assert cards(home) == []
