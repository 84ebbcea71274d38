"""`cofacil export --redact`: initials in the place of names in every format, and what whoever exports is told of it."""

import json
import re
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.kinds import Kind
from cofacil.export.formats import FORMATS


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    path = cofacil.begin()
    cofacil.do(path, OpenMeeting("meeting/1", ()))
    words = "Will Priya ask Dave Okafor?"
    people = ("Priya",)
    cofacil.do(
        path, AddCard("card/1", Kind.ACTION, words, "Priya's note", "Priya", people, "2026-12-03", ("Priya",), people)
    )
    cofacil.do(path, AddCard("card/2", Kind.OFFER, "Grace and a van", said="Grace", newcomers=("Grace",)))
    cofacil.do(path, NameAbsence("absence/1", "Dave Okafor"))
    cofacil.do(path, NameAbsence("absence/2", "Night cleaners"))
    return cofacil


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("how", ["--redact", "--nobody"])
def test_no_name_stands_in_any_format(cofacil: Cofacil, tmp_path: Path, name: str, how: str) -> None:
    target = tmp_path / f"council.{name}"
    result = cofacil("export", "riverside", how, "--to", str(target))
    assert result.exit_code == 0, result.stderr
    data = target.read_bytes()
    if name != "pdf":  # whose bytes are packed; it is made of the same page as .html
        assert not re.search(rb"(?<!\w)(priya|dave|okafor|grace)(?!\w)", data, re.IGNORECASE)


def test_who_exports_is_told_what_to_look_at(cofacil: Cofacil) -> None:
    result = cofacil("export", "riverside", "--redact", "--format", "csv")
    assert result.stderr.splitlines() == [
        "Taken out as names, and may be words as well: Grace (1), Priya (3). `cofacil export --keep WORD` leaves one.",
        "Taken for people, and not named: N2 Dave Okafor. `--keep “WORDS”` names a group.",
        "Taken for groups, and named: N3 Night cleaners. `--also “WORDS”` takes one out.",
    ]
    kept = cofacil("export", "riverside", "--redact", "--keep", "Grace", "--also", "Night cleaners", "--format", "csv")
    assert "Grace and a van" in kept.stdout
    assert "Night cleaners" not in kept.stdout
    assert "named: N3" not in kept.stderr


def test_what_was_left_in_small_letters_is_told_and_can_be_taken_out(cofacil: Cofacil) -> None:
    cofacil("add", "riverside", "question", "By what grace will we share it?")
    told = cofacil("export", "riverside", "--redact", "--format", "csv")
    assert "By what grace will we share it?" in told.stdout
    assert "Left in small letters, as words, and may be names: grace (1). `--also WORD` takes one out." in told.stderr
    also = cofacil("export", "riverside", "--redact", "--also", "grace", "--format", "csv")
    assert "grace" not in also.stdout
    assert "Left in small letters" not in also.stderr


def test_words_to_keep_want_to_be_asked_for(cofacil: Cofacil) -> None:
    result = cofacil("export", "riverside", "--keep", "Grace")
    assert result.exit_code == 2
    assert "--redact" in result.stderr


def test_the_log_of_one_board_without_names_is_another_boards(cofacil: Cofacil) -> None:
    ids = {
        json.loads(cofacil("export", "riverside", "--format", "json", *how).stdout)["board"]
        for how in ([], ["--redact"])
    }
    assert len(ids) == 2
