"""`cofacil search`: what it prints, for people and for programs, and what it ends with."""

import json
from datetime import date
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.events import Json, Write
from cofacil.export.found_report import FOUND_FIELDS, found_report
from cofacil.language.past_days import read_past_day
from cofacil.room.finding import Answer


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    for title in ("Riverside garden", "Hospital food"):
        cofacil.begin(title)
    cofacil("add", "riverside", "offer", "I know the school caretaker", "--said", "Mo")
    cofacil("add", "riverside", "action", "I will ask the caretaker", "--will", "Priya", "--by", "fri")
    cofacil("add", "hospital", "question", "Who asks in 東京 about \x1b[31mnight meals?")
    return cofacil


def test_a_line_a_board_and_one_for_each_thing_with_what_was_found_marked(cofacil: Cofacil) -> None:
    result = cofacil("search", "caretaker")
    rows = result.stdout.splitlines()
    assert result.exit_code == 0
    assert rows[0] == "riverside-garden, Riverside garden: 2"
    assert rows[1].startswith("  A1 (action; Priya; by ")
    assert rows[1].endswith("): I will ask the [caretaker]")
    assert rows[2].startswith("  O1 (offer; Mo; ")
    assert rows[-1] == "Found: 2, on 1 board"


def test_a_slip_is_said(cofacil: Cofacil) -> None:
    assert "“caretakr” stands nowhere; read as caretaker." in cofacil("search", "caretakr").stdout


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        (("caretaker", "--kind", "OFFER"), ["O1"]),
        (("caretaker", "--who", "priya"), ["A1"]),
        (("--who", "priya", "--open", "--kind", "action"), ["A1"]),
        (("@priya", "--kind", "action"), ["A1"]),
        (("caretaker", "--since", "yesterday"), ["A1", "O1"]),
        (("caretaker", "--since", "2 weeks", "--most", "1"), ["A1"]),
        (("京", "--board", "hospital"), ["Q1"]),
        (("京", "--board", "riverside"), []),
        (("--kind", "question"), ["Q1"]),
    ],
    ids=str,
)
def test_only_what_is_wanted(cofacil: Cofacil, typed: tuple[str, ...], labels: list[str]) -> None:
    result = cofacil("search", *typed, "--json")
    found = [hit["label"] for board in json.loads(result.stdout)["boards"] for hit in board["found"]]
    assert found == labels
    assert result.exit_code == (0 if labels else 1)


def test_json_holds_what_the_manual_page_says(cofacil: Cofacil) -> None:
    result = cofacil("search", "caretakr", "--json")
    report = json.loads(result.stdout)
    documented = [name for names, _ in FOUND_FIELDS for name in names.split(", ") if ":" not in name]
    assert sorted(report) == sorted(found_report(Answer((), is_ranked=True))) == sorted(documented)
    hit = report["boards"][0]["found"][0]
    told = next(words for names, words in FOUND_FIELDS if names == "boards: found")
    assert all(field in told for field in hit)
    assert [hit["text"][start:end] for start, end in hit["places"]] == ["caretaker"]
    assert report["read_as"] == [{"typed": "caretakr", "words": ["caretaker"]}]
    assert result.stdout.isascii()


def test_nothing_found_ends_with_1(cofacil: Cofacil) -> None:
    result = cofacil("search", "zebra")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nothing was found" in result.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((), "What is to be found?"),
        (("???",), "holds no letter"),
        (("x", "--since", "blah"), "“blah” is not a day I know"),
        (("x", "--kind", "blah"), "blah"),
    ],
)
def test_what_is_not_understood_ends_with_2(cofacil: Cofacil, typed: tuple[str, ...], said: str) -> None:
    result = cofacil("search", *typed)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "`cofacil search --help` says more." in result.stderr


def test_a_board_that_does_not_exist_and_one_that_is_damaged(cofacil: Cofacil) -> None:
    assert cofacil("search", "x", "--board", "nowhere").exit_code == 3
    path = cofacil.home / "boards" / "hospital-food.json"
    path.write_bytes(path.read_bytes().replace(b"night", b"knight"))
    result = cofacil("search", "caretaker")
    assert result.exit_code == 3
    assert "Found: 2, on 1 board" in result.stdout
    assert "hospital-food.json" in result.stderr


def test_nothing_that_was_typed_reaches_the_terminal_as_a_command(cofacil: Cofacil) -> None:
    fields: dict[str, Json] = {
        "kind": "question",
        "label": "Q9",
        "text": "night \x1b]0;x\x07owl",
        "note": "night\x1b[2J",
    }
    cofacil.write(cofacil.home / "boards" / "hospital-food.json", Write("card/9", "", None, fields))
    assert "\x1b" not in cofacil("search", "night").stdout


def test_what_is_past_is_read_as_past() -> None:
    today = date(2026, 11, 29)  # a Sunday
    for words, day in {
        "yesterday": date(2026, 11, 28),
        "today": today,
        "2 weeks": date(2026, 11, 15),
        "2w ago": date(2026, 11, 15),
        "a month ago": date(2026, 10, 30),
        "last week": date(2026, 11, 22),
        "fri": date(2026, 11, 27),
        "last Sunday": date(2026, 11, 22),
        "1 dec": date(2025, 12, 1),
        "1 nov": date(2026, 11, 1),
        "december": date(2025, 12, 1),
        "2026": date(2026, 1, 1),
        "2026-03": date(2026, 3, 1),
        "2025-12-24": date(2025, 12, 24),
        "24/12/2025": date(2025, 12, 24),
    }.items():
        assert read_past_day(words, today) == day, words


def test_where_there_is_no_board_it_says_so(tmp_path: Path) -> None:
    result = Cofacil(tmp_path / "empty")("search", "caretaker")
    assert result.stderr == "There is no board yet to look on. `cofacil new TITLE` begins one.\n"
    assert result.exit_code == 1
