"""`cofacil import`: said before it is done, done as one, undone as one, and nothing twice."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cli_running import Cofacil
from other_boards import deck, planka, trello, wekan, written

from cofacil.board.commands.undo import Undo
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile

MAP = ("--map", "To discuss=question,Doing=action,Finished=nothing")


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "party.json"
    file.write_bytes(written(trello()))
    return file


def board(cofacil: Cofacil, name: str) -> dict[str, Any]:
    shown = cofacil("show", name, "--json")
    assert shown.exit_code == 0, shown.stderr
    return dict(json.loads(shown.stdout))


def test_it_is_said_and_not_done(cofacil: Cofacil, export: Path) -> None:
    result = cofacil("import", str(export), *MAP[:1], "To discuss=question,Doing=action", "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Trello, Street party:",
        "  To discuss: 2, as Questions",
        "  Doing: 1, as Actions",
        "Left out: 2 cards that were put away there.",
        "Left out: 1 card without words.",
        "Left out: 1 card of a list that is not in the file.",
        "Left out: 1 file that hangs on a card.",
        "Nothing was done: without --dry-run it is imported.",
    ]
    assert not list((cofacil.home / "boards").glob("*.json"))


def test_it_becomes_a_board_and_the_second_time_nothing(cofacil: Cofacil, export: Path) -> None:
    said = ("--map", "To discuss=question,Doing=action")
    result = cofacil("import", str(export), *said)
    assert result.exit_code == 0, result.stderr
    assert Path(result.stdout.strip()).name == "street-party.json"
    assert result.stderr.endswith("Imported 3 things. One undo takes all of them away again.\n")
    before = board(cofacil, "street-party")
    again = cofacil("import", str(export), *said, "--into", "street")
    assert again.exit_code == 0
    assert "3 were imported before: they are left as they are now." in again.stderr
    assert board(cofacil, "street-party") == before
    assert before["title"] == "Street party"
    assert [person["name"] for person in before["people"]] == ["Ana", "Tom Reed"]


@pytest.mark.parametrize("is_dry", [False, True])
def test_without_a_board_it_is_said_which_has_most_of_it_already(
    cofacil: Cofacil, export: Path, *, is_dry: bool
) -> None:
    said = ("--map", "To discuss=question,Doing=action")
    cofacil.begin("Another")
    assert cofacil("import", str(export), *said).exit_code == 0
    again = cofacil("import", str(export), *said, *(["--dry-run"] if is_dry else []))
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == (
        "“street-party” has 3 of these 3 things already. --into street-party takes in what is new; "
        "--title TITLE begins another board. Nothing was imported.\n"
    )
    assert len(list((cofacil.home / "boards").glob("*.json"))) == 2
    assert cofacil("import", str(export), *said, "--title", "Party again").exit_code == 0


def test_an_import_that_was_undone_may_come_again(cofacil: Cofacil, export: Path) -> None:
    said = ("--map", "To discuss=question,Doing=action")
    path = Path(cofacil("import", str(export), *said, "--as", "Root").stdout.strip())
    with closing(BoardFile.open(path, for_writing=True)) as log:
        room = Room(log, SystemClock())
        room.pull()
        event = room.last_done(Seat("Ana"))
        assert event is not None
        room.do(Seat("Ana"), Undo(event))
        assert not any(room.board.columns.values())
    assert cofacil("import", str(export), *said).exit_code == 0


@pytest.mark.parametrize("tables", [wekan(), planka(), deck()])
def test_the_other_programs(cofacil: Cofacil, tmp_path: Path, tables: dict[str, object]) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(written(tables))
    maps = "To discuss=question,Doing=action" + (",Finished=nothing" if "item" in tables else "")
    result = cofacil("import", str(file), "--map", maps, "--title", "Ours")
    assert result.exit_code == 0, result.stderr
    cards = board(cofacil, "ours")["cards"]
    assert [card["text"] for card in cards["question"]] == ["The date", "Who brings tables?"]
    assert [card["will"] for card in cards["action"]] == [["Tom Reed"]]


def test_where_nobody_can_be_asked_the_lists_are_named(cofacil: Cofacil, export: Path) -> None:
    result = cofacil("import", str(export))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "“To discuss”, “Doing”. --map 'To discuss=question'" in result.stderr
    unknown = cofacil("import", str(export), "--map", "Nope=question")
    assert "There is no list “Nope” in that file. There are: “To discuss”, “Doing”." in unknown.stderr


def test_in_a_terminal_each_list_is_asked_for(cofacil: Cofacil, export: Path) -> None:
    main, other = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "cofacil", "import", str(export)],
        stdin=other,
        stdout=other,
        stderr=other,
        start_new_session=True,
        env={**os.environ, **cofacil.env},
    )
    os.close(other)
    seen = b""
    for wanted, typed in (
        (b"To discuss (2 cards) > ", b"9\n"),
        (b"> ", b"1\n"),
        (b"Doing (1 card) > ", b"0\n"),
        (b"again.", b""),
    ):
        seen = b""
        while wanted not in seen:
            assert select.select([main], [], [], 20)[0], seen
            seen += os.read(main, 4096)
        os.write(main, typed)
    assert child.wait(20) == 0
    os.close(main)
    assert b"Doing: 1, left out" in seen or len(list((cofacil.home / "boards").glob("*.json"))) == 1


@pytest.mark.parametrize("make", [trello, wekan, planka, deck])
def test_who_said_something_below_a_card_is_not_named_where_names_are_taken_out(
    cofacil: Cofacil, tmp_path: Path, make: Callable[[], dict[str, Any]]
) -> None:
    file, out = tmp_path / "x.json", tmp_path / "out.json"
    file.write_bytes(written(make()).replace(b"Tom Reed", b"Zebedee Quux"))
    said = ("--map", "To discuss=question,Doing=nothing") + (("--map", "Finished=nothing") if make is planka else ())
    assert cofacil("import", str(file), *said).exit_code == 0
    name = next((cofacil.home / "boards").glob("*.json")).stem
    assert cofacil("export", name, "--to", str(out), "--redact").exit_code == 0
    assert not re.search("zebedee|quux", out.read_text("utf-8"), re.IGNORECASE)
    keys = [
        write[3].get("from")
        for event in json.loads(out.read_text("utf-8"))["events"]
        for write in event["w"]
        if not write[1]
    ]
    assert not any(keys), "by what it was called there, anybody who may look there finds who it is"


def test_our_own_board_comes_back_whole(cofacil: Cofacil, tmp_path: Path) -> None:
    cofacil.begin()
    cofacil("add", "riverside", "offer", "My van", "--said", "Tom")
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    assert cofacil("export", "riverside-garden", "--to", str(first)).exit_code == 0
    other = Cofacil(tmp_path / "another home")
    dry = other("import", str(first), "--dry-run")
    assert "A board of cofacil's, Riverside garden: 3 changes." in dry.stdout
    assert other("import", str(first)).exit_code == 0
    assert other("export", "riverside-garden", "--to", str(second)).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert other("doctor", "riverside-garden").exit_code == 0
    assert other("add", "riverside-garden", "offer", "One more").exit_code == 0
    refused = cofacil("import", str(first), "--title", "Other")
    assert refused.exit_code == 2


def test_our_own_board_comes_twice_only_where_the_other_has_not_all_of_it(cofacil: Cofacil, tmp_path: Path) -> None:
    path, file = cofacil.begin(), tmp_path / "one.json"
    before = path.read_bytes()
    cofacil("add", "riverside", "offer", "My van", "--said", "Tom")
    assert cofacil("export", "riverside-garden", "--to", str(file)).exit_code == 0
    for more in ((), ("--dry-run",)):
        again = cofacil("import", str(file), *more)
        assert (again.exit_code, again.stdout) == (0, f"{path}\n")
        assert "as riverside-garden, with all that is in this file. Nothing was imported." in again.stderr
    path.write_bytes(before)
    path.with_name(f"{path.name}.lock").unlink(missing_ok=True)
    older = cofacil("import", str(file))
    assert "You have this board already, as riverside-garden. This is another copy of it." in older.stderr
    assert Path(older.stdout.strip()).name == "riverside-garden-2.json"


@pytest.mark.parametrize(("is_own", "name"), [(True, "riverside-garden.json"), (False, "street-party.json")])
def test_a_pipe_among_the_boards_holds_nobody_up(
    cofacil: Cofacil, tmp_path: Path, export: Path, name: str, *, is_own: bool
) -> None:
    cofacil.begin()
    first = tmp_path / "one.json"
    cofacil("export", "riverside-garden", "--to", str(first))
    os.mkfifo(cofacil.home / "boards" / "pipe.json")
    words = (str(first),) if is_own else (str(export), "--map", "To discuss=question,Doing=action")
    with cofacil.start("import", *words) as importing:
        try:
            out, _err = importing.communicate(timeout=20)
        finally:
            importing.kill()
    assert out.decode().strip().endswith(name)


def test_our_own_board_goes_onto_another(cofacil: Cofacil, tmp_path: Path) -> None:
    cofacil.begin()
    cofacil("add", "riverside", "offer", "My van", "--said", "Tom")
    cofacil("new", "Party", "--no-open")
    for name in ("one.json", "one.csv"):
        file = tmp_path / name
        assert cofacil("export", "riverside-garden", "--to", str(file)).exit_code == 0
        assert cofacil("import", str(file), "--into", "party").exit_code == 0
        assert "nothing new" in cofacil("import", str(file), "--into", "party").stderr
    cards = board(cofacil, "party")["cards"]
    assert [(card["text"], card["said"]) for card in cards["offer"]] == [("My van", "Tom")] * 2
    assert len(board(cofacil, "party")["not_here"]) == 1


def test_lines_from_a_pipe(cofacil: Cofacil) -> None:
    cofacil.begin()
    result = cofacil("import", "-", "--into", "riverside", text="? Who opens?\n+ my van @Tom\nnot sure\n")
    assert result.exit_code == 1
    assert "“not sure”" in result.stderr
    said = ("--map", "lines=issue")
    result = cofacil("import", "-", "--into", "riverside", *said, text="? Who opens?\n+ my van @Tom\nnot sure\n")
    assert result.exit_code == 0, result.stderr
    assert "Imported 3 things." in result.stderr


def test_letters_that_had_to_be_guessed_are_said(cofacil: Cofacil, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("words;kind\nÜber die Brücke;question\n".encode("cp1252"))
    result = cofacil("import", str(file))
    assert "read as Windows-1252" in result.stderr
    assert Path(result.stdout.strip()).name == "old.json"


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b"\x89PNG\0\0", written(trello())[:-40]])
def test_what_is_no_board_is_one_sentence_and_no_board(cofacil: Cofacil, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(data)
    result = cofacil("import", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert not list((cofacil.home / "boards").glob("*.json"))
    missing = cofacil("import", str(tmp_path / "none.json"))
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)


def test_two_thousand_cards_are_one_change(cofacil: Cofacil, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(written(trello(2000)))
    assert cofacil("import", str(file), "--map", "To discuss=offer,Doing=nothing").exit_code == 0
    assert board(cofacil, "street-party")["changes"] == 3


def test_a_line_that_nothing_says_what_it_is_is_named(cofacil: Cofacil, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("? Who has a ladder?\nAsk the caretaker\n+ a van\n")
    result = cofacil("import", str(paper))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "Nothing says what this line is: “Ask the caretaker”. A sign before it does (? + > !)"
    )
    assert "--map 'lines=question' says it." in result.stderr
    assert cofacil("import", str(paper), "--map", "lines=action").exit_code == 0


def test_a_list_that_is_called_as_a_kind_is_that_unless_it_is_said_otherwise(cofacil: Cofacil, tmp_path: Path) -> None:
    data = trello()
    for each, name in zip(data["lists"], ("Offers", "open issues"), strict=False):
        each["name"] = name
    file = tmp_path / "x.json"
    file.write_bytes(written(data))
    assert "Offers: 1, as Offers" in cofacil("import", str(file), "--dry-run").stdout
    assert "Offers: 1, as Questions" in cofacil("import", str(file), "--map", "offers=question", "--dry-run").stdout
