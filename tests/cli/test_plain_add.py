"""`cofacil add BOARD KIND TEXT` is read without a parser, and means what the parser would make of it."""

import importlib
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.kinds import Kind
from cofacil.cli.plain_add import KINDS, plain_add

TYPED = [
    ("add", "garden", "offer", "words"),
    ("add", "garden", "offer", ""),
    ("add", "./a b.json", "issue", "? @ana --said x"),
    ("add", "garden", "question", "--stdin"),
]


@pytest.mark.parametrize("typed", TYPED)
def test_the_plain_form_means_what_the_parser_makes_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    made: list[tuple[object, ...]] = []
    monkeypatch.setattr(importlib.import_module("cofacil.cli.add"), "add_to_board", lambda *given: made.append(given))
    assert Cofacil(tmp_path)(*typed).exit_code == 0
    plain = plain_add(typed, {})
    assert plain is not None
    assert made == [(*plain, "", "Ana")]


@pytest.mark.parametrize(
    "typed",
    [
        (),
        ("add",),
        ("add", "garden", "offer"),
        ("add", "garden", "OFFER", "words"),
        ("add", "garden", "bogus", "words"),
        ("add", "garden", "offer", "-h"),
        ("add", "garden", "offer", "--help"),
        ("add", "--", "offer", "words"),
        ("add", "--stdin", "offer", "words"),
        ("add", "garden", "offer", "--", "words"),
        ("add", "garden", "offer", "words", "--said", "Sam"),
        ("new", "garden", "offer", "words"),
    ],
)
def test_anything_else_is_left_to_the_parser(typed: tuple[str, ...]) -> None:
    assert plain_add(typed, {}) is None


@pytest.mark.parametrize("name", ["COFACIL_ADD_SAID", "COFACIL_ADD_NAME", "_COFACIL_COMPLETE"])
def test_options_in_the_environment_are_left_to_the_parser(name: str) -> None:
    assert plain_add(TYPED[0], {name: "Sam"}) is None


def test_the_kinds_are_those_of_the_board() -> None:
    assert tuple(map(str, Kind)) == KINDS


@pytest.mark.parametrize(("board", "code", "told"), [("garden", 0, b""), ("nowhere", 3, b"There is no board called")])
def test_the_plain_form_ends_as_any_other(tmp_path: Path, board: str, code: int, told: bytes) -> None:
    cofacil = Cofacil(tmp_path)
    cofacil.begin("Garden")
    adding = cofacil.start("add", board, "offer", "words")
    out, err = adding.communicate()
    assert (adding.returncode, out) == (code, b"" if code else b"O1\n")
    assert err.startswith(told)
    assert err.count(b"\n") == (1 if code else 0)
