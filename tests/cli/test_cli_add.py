"""`cofacil add`; its plain form is read without a parser, and means what the parser would make of it."""

import fcntl
import importlib
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from cli_running import Cofacil, line_of

from cofacil.board.commands.meetings import OpenMeeting
from cofacil.cli.add import PLAIN, plain_add
from cofacil.store.board_file import BoardFile
from cofacil.store.lock import sidecar


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


def test_a_card_is_added_and_its_label_printed(cofacil: Cofacil) -> None:
    cofacil.begin()
    labels = [
        cofacil("add", "riverside-garden", kind, "words").stdout for kind in ("question", "offer", "action", "issue")
    ]
    assert labels == ["Q1\n", "O1\n", "A1\n", "I1\n"]
    assert cofacil("add", "riverside-garden", "OFFER", "more").stdout == "O2\n"


def test_the_speaker_is_kept_by_the_name_that_was_given(cofacil: Cofacil) -> None:
    cofacil.begin()
    cofacil("add", "river", "offer", "I can open up", "--said", "Siân W")
    assert "O1 (offer, said by Siân W): I can open up" in cofacil("show", "river").stdout


def test_words_are_kept_as_they_were_typed(cofacil: Cofacil) -> None:
    cofacil.begin()
    words = "? @ana ^fri #garden [b]bold[/b] [@click=app.quit]x[/] {0} %s \\n"
    assert cofacil("add", "river", "question", words).exit_code == 0
    assert f": {words}\n" in cofacil("show", "river").stdout


def test_words_that_begin_with_a_dash_stand_behind_two(cofacil: Cofacil) -> None:
    cofacil.begin()
    assert cofacil("add", "river", "question", "--", "-5 degrees?").stdout == "Q1\n"
    assert "-5 degrees?" in cofacil("show", "river").stdout


def test_control_characters_are_taken_out_of_words(cofacil: Cofacil) -> None:
    path = cofacil.begin()
    cofacil("add", "river", "question", "red \x1b[31malert\x1b[0m\x07 \u202eback\x9b2J")
    shown = cofacil("show", "river").stdout
    assert "Q1 (question, said by the room): red alert back\n" in shown
    assert "\\u001b" not in path.read_text()


@pytest.mark.parametrize("words", ["", "   ", "\u200b", "x" * 2001])
def test_words_that_cannot_be_kept_are_refused_in_a_sentence(cofacil: Cofacil, words: str) -> None:
    path = cofacil.begin()
    before = path.read_bytes()
    result = cofacil("add", "river", "question", words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(".\n")
    assert path.read_bytes() == before


def test_each_line_of_a_pipe_becomes_a_card_and_is_told_back(cofacil: Cofacil) -> None:
    cofacil.begin()
    result = cofacil("add", "river", "offer", "--stdin", text="a van\n\n  pans \n")
    assert result.stdout == "O1\ta van\nO2\tpans\n"
    assert result.exit_code == 0


def test_a_line_that_cannot_be_kept_is_told_by_its_number_and_the_others_are_kept(cofacil: Cofacil) -> None:
    cofacil.begin()
    endless = "x" * 200_000
    result = cofacil("add", "river", "offer", "--stdin", text=f"one\n{'y' * 2001}\n{endless}\nfour\n")
    assert result.stdout == "O1\tone\nO2\tfour\n"
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["Line 2", "Line 3"]
    assert result.exit_code == 1


def test_a_line_is_told_back_before_the_next_one_is_given(cofacil: Cofacil) -> None:
    path = cofacil.begin()
    adding = cofacil.start("add", str(path), "offer", "--stdin")
    assert adding.stdin
    for number in (1, 2, 3):
        adding.stdin.write(f"offer {number}\n".encode())
        assert line_of(adding.stdout) == f"O{number}\toffer {number}\n".encode()
        assert f"offer {number}" in path.read_text()
    adding.communicate()
    assert adding.returncode == 0


def test_what_another_process_added_meanwhile_is_counted(cofacil: Cofacil) -> None:
    path = cofacil.begin()
    adding = cofacil.start("add", str(path), "offer", "--stdin")
    assert adding.stdin
    adding.stdin.write(b"first\n")
    line_of(adding.stdout)
    assert cofacil("add", str(path), "offer", "second").stdout == "O2\n"
    adding.stdin.write(b"third\n")
    assert line_of(adding.stdout) == b"O3\tthird\n"
    adding.communicate()


def test_a_board_that_is_not_there_ends_with_3(cofacil: Cofacil) -> None:
    cofacil.begin()
    result = cofacil("add", "rivreside", "offer", "x")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "There is no board called “rivreside”. Did you mean “riverside-garden”?\n"


def test_a_name_that_two_boards_begin_with_lists_both(cofacil: Cofacil) -> None:
    cofacil.begin("Riverside garden")
    cofacil.begin("Riverside kitchen")
    result = cofacil("add", "river", "offer", "x")
    assert result.exit_code == 3
    assert "“riverside-garden” or “riverside-kitchen”" in result.stderr


def test_a_damaged_board_is_refused_and_left_as_it_is(cofacil: Cofacil) -> None:
    path = cofacil.begin()
    cofacil("add", "river", "offer", "pans")
    damaged = path.read_bytes().replace(b"pans", b"pens")
    path.write_bytes(damaged)
    result = cofacil("add", "river", "offer", "x")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "damaged at line" in result.stderr
    assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    "content", [b"", b"[1, 2, 3]\n", b'{"_default": {"1": {"text": "mine"}}}', b"\0" * 100, b"hello"]
)
def test_a_file_of_another_program_is_refused_and_left_as_it_is(
    cofacil: Cofacil, tmp_path: Path, content: bytes
) -> None:
    foreign = tmp_path / "foreign.json"
    foreign.write_bytes(content)
    result = cofacil("add", str(foreign), "offer", "x")
    assert result.exit_code == 3
    assert "foreign.json" in result.stderr
    assert foreign.read_bytes() == content


def test_a_board_of_a_newer_format_is_read_and_not_written(cofacil: Cofacil) -> None:
    path = newer(cofacil)
    before = path.read_bytes()
    result = cofacil("add", str(path), "offer", "x")
    assert result.exit_code == 4
    assert "newer cofacil" in result.stderr
    assert path.read_bytes() == before
    shown = cofacil("show", str(path))
    assert shown.exit_code == 0
    assert "O1 (offer, said by the room): pans" in shown.stdout
    assert "newer cofacil" in shown.stderr


def newer(cofacil: Cofacil) -> Path:
    """Return a board as a cofacil to come would write it."""
    from cofacil.store.chain import Chain
    from cofacil.store.layout import CLOSER, Meta, header_bytes

    made = cofacil.begin()
    cofacil("add", str(made), "offer", "pans")
    tables = json.loads(made.read_bytes())
    meta = Meta(tables["_meta"]["1"] | {"format": "cofacil/2"})
    docs = [{key: value for key, value in doc.items() if key != "x"} for doc in tables["events"].values()]
    path = cofacil.home / "newer.json"
    path.write_bytes(header_bytes(meta) + Chain(meta.seed, len(header_bytes(meta))).lines_for(docs) + CLOSER)
    return path


def test_a_board_that_somebody_is_writing_to_ends_with_4(cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch) -> None:
    path = cofacil.begin()
    monkeypatch.setattr(BoardFile, "open", partial(BoardFile.open, patience=0.05))
    with sidecar(path).open("rb+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = cofacil("add", "river", "offer", "x")
    assert result.exit_code == 4
    assert "The board is busy" in result.stderr


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_lost(cofacil: Cofacil) -> None:
    import resource

    path = cofacil.begin()
    cofacil("add", "river", "offer", "pans")
    before = path.read_bytes()

    def full() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, len(before) + 20))

    adding = cofacil.start("add", str(path), "offer", "one too many", before=full)
    out, err = adding.communicate()
    assert (adding.returncode, out) == (1, b"")
    assert b"Not saved" in err
    assert b"Traceback" not in err
    assert path.read_bytes() == before
    assert cofacil("add", "river", "offer", "room again").stdout == "O2\n"


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
    assert made == [(*plain, PLAIN, "Ana")]


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


@pytest.mark.parametrize(("board", "code", "told"), [("garden", 0, b""), ("nowhere", 3, b"There is no board called")])
def test_the_plain_form_ends_as_any_other(tmp_path: Path, board: str, code: int, told: bytes) -> None:
    cofacil = Cofacil(tmp_path)
    cofacil.begin("Garden")
    adding = cofacil.start("add", board, "offer", "words")
    out, err = adding.communicate()
    assert (adding.returncode, out) == (code, b"" if code else b"O1\n")
    assert err.startswith(told)
    assert err.count(b"\n") == (1 if code else 0)


def shown(cofacil: Cofacil, kind: str) -> dict[str, object]:
    """Return the last card of a kind, as it is shown to programs."""
    (*_others, card) = json.loads(cofacil("show", "river", "--json").stdout)["cards"][kind]
    return {name: card[name] for name in ("said", "will", "by", "tags", "note")}


def test_an_action_bears_who_will_by_when_what_about_and_a_note(cofacil: Cofacil) -> None:
    cofacil.begin()
    typed = [
        "--will",
        "Priya",
        "--will",
        "Mo",
        "--by",
        "2027-03-12",
        "--tag",
        "#Gate",
        "--tag",
        "beds",
        "--note",
        "Ring.",
    ]
    result = cofacil("add", "river", "action", "Ask the caretaker", *typed, "--said", "Bea")
    assert (result.exit_code, result.stdout) == (0, "A1\n")
    assert result.stderr.splitlines() == [f"New on this board: {name}." for name in ("Bea", "Priya", "Mo")]
    assert shown(cofacil, "action") == {
        "said": "Bea", "will": ["Mo", "Priya"], "by": "2027-03-12", "tags": ["Gate", "beds"], "note": "Ring.",
    }  # fmt: skip
    assert cofacil("add", "river", "offer", "a van", "--by", "in 2 weeks", "--tag", "van").exit_code == 0
    assert (shown(cofacil, "offer")["tags"], shown(cofacil, "offer")["will"]) == (["van"], [])


@pytest.mark.parametrize(
    ("typed", "said", "will"),
    [
        (("--said", "Joe"), "Joe", ["Joe"]),
        (("--will", "Joe"), "Joe", ["Joe"]),
        (("--will", "us", "--will", "Joe"), "Joe", ["Joe", "all"]),
        (("--will", "we here"), None, ["all"]),
        (("--said", "Bea", "--will", "Joe"), "Bea", ["Joe"]),
        ((), None, []),
    ],
)
def test_who_speaks_an_action_says_i_will_as_on_the_board(
    cofacil: Cofacil, typed: tuple[str, ...], said: str | None, will: list[str]
) -> None:
    cofacil.begin()
    assert cofacil("add", "river", "action", "Ask", *typed).exit_code == 0
    card = shown(cofacil, "action")
    names = card["will"]
    assert isinstance(names, list)
    assert card["said"] == said
    assert len(names) == len(will)
    assert {name for name in will if name != "all"} <= set(names)


def test_each_line_of_a_pipe_bears_what_was_typed_beside_it(cofacil: Cofacil) -> None:
    cofacil.begin()
    cofacil("add", "river", "action", "--stdin", "--will", "Joe", "--tag", "gate", text="one\ntwo\n")
    cards = json.loads(cofacil("show", "river", "--json").stdout)["cards"]["action"]
    assert [(card["text"], card["will"], card["tags"]) for card in cards] == [
        ("one", ["Joe"], ["gate"]),
        ("two", ["Joe"], ["gate"]),
    ]


def test_nobody_says_i_will_for_somebody_who_is_not_in_the_meeting(cofacil: Cofacil) -> None:
    path = cofacil.begin()
    cofacil.do(path, OpenMeeting("meeting/1", ()))
    assert cofacil("add", "river", "action", "Ask", "--said", "Mo").exit_code == 0
    before = path.read_bytes()
    for typed in (("--will", "Joe"), ("--will", "Mo", "--will", "Joe"), ("--said", "Mo", "--will", "Joe")):
        result = cofacil("add", "river", "action", "Ring", *typed)
        assert (result.exit_code, result.stdout) == (1, "")
        assert 'Joe is not here, and only they can say "I will".' in result.stderr
        assert path.read_bytes() == before
    assert cofacil("add", "river", "action", "Ring", "--will", "Mo").exit_code == 0
    assert cofacil("add", "river", "action", "Ring", "--said", "Joe", "--will", "Joe").exit_code == 0
    assert cofacil("add", "river", "action", "Ring", "--will", "us").exit_code == 0


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("action", ("--by", "nxt"), '"nxt" is not a day I know'),
        ("offer", ("--will", "Joe"), "Only an action has somebody who will"),
    ],
)
def test_what_a_card_cannot_bear_is_refused_and_nothing_is_added(
    cofacil: Cofacil, kind: str, typed: tuple[str, str], told: str
) -> None:
    path = cofacil.begin()
    before = path.read_bytes()
    result = cofacil("add", "river", kind, "Ask", *typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert path.read_bytes() == before


def test_a_day_that_has_been_is_kept_and_said(cofacil: Cofacil) -> None:
    cofacil.begin()
    result = cofacil("add", "river", "action", "Ask", "--by", "2020-03-12")
    assert (result.exit_code, result.stdout) == (0, "A1\n")
    assert result.stderr == "Thu 12 March 2020 has been. It is kept all the same.\n"
    assert shown(cofacil, "action")["by"] == "2020-03-12"


def test_which_figure_was_taken_for_the_day_is_said_where_both_could_be(cofacil: Cofacil) -> None:
    cofacil.begin()
    result = cofacil("add", "river", "action", "Ask", "--by", "3/12/2030")
    assert (result.exit_code, result.stdout) == (0, "A1\n")
    assert result.stderr == "Day first: 3/12/2030 is 3 December.\n"
    assert shown(cofacil, "action")["by"] == "2030-12-03"


NO_TEXT = "one\ncaf\xe9 au lait\nthree\n".encode("latin-1")


def test_of_a_file_that_is_not_utf_8_nothing_is_kept_and_its_lines_are_named(cofacil: Cofacil, tmp_path: Path) -> None:
    path = cofacil.begin()
    before = path.read_bytes()
    file = tmp_path / "notes.txt"
    file.write_bytes(NO_TEXT)
    with file.open("rb") as stream:
        ended = subprocess.run(
            [sys.executable, "-m", "cofacil", "add", str(path), "offer", "--stdin"],
            stdin=stream, capture_output=True, check=False, env={**os.environ, **cofacil.env},
        )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.startswith(b"Line 2 is not UTF-8 text. Nothing was added")
    assert path.read_bytes() == before


def test_a_pipe_ends_at_the_line_that_is_not_utf_8_and_no_line_is_kept_in_part(cofacil: Cofacil) -> None:
    path = cofacil.begin()
    adding = cofacil.start("add", str(path), "offer", "--stdin")
    out, err = adding.communicate(NO_TEXT)
    assert (adding.returncode, out) == (1, b"O1\tone\n")
    assert err.startswith(b"Line 2: it is not UTF-8 text")
    shown = cofacil("show", "river").stdout
    assert "caf" not in shown
    assert "three" not in shown


def test_a_line_longer_than_any_that_is_looked_at_is_not_kept_in_part(cofacil: Cofacil) -> None:
    cofacil.begin()
    result = cofacil("add", "river", "offer", "--stdin", text="begin" + " " * 100_000 + "end\nshort\n")
    assert result.stdout == "O1\tshort\n"
    assert result.stderr.startswith("Line 1: ")


def test_letters_that_a_look_at_a_long_line_cuts_in_two_are_no_fault(cofacil: Cofacil) -> None:
    cofacil.begin()
    result = cofacil("add", "river", "offer", "--stdin", text="x" + "é" * 100_000 + "\nshort\n")
    assert result.stdout == "O1\tshort\n"
    assert "UTF-8" not in result.stderr


@pytest.mark.parametrize("typed", [("caf\udce9",), ("milk", "--said", "Ren\udce9"), ("milk", "--tag", "\udce9")])
def test_words_that_were_typed_and_are_not_utf_8_are_refused(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    path = cofacil.begin()
    before = path.read_bytes()
    assert plain_add(("add", "river", "offer", *typed), {}) is None
    result = cofacil("add", "river", "offer", *typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is not UTF-8 text" in result.stderr
    assert path.read_bytes() == before
    assert cofacil("new", "caf\udce9", "--no-open").exit_code == 2


def test_a_board_whose_path_is_not_utf_8_is_found_all_the_same(cofacil: Cofacil, tmp_path: Path) -> None:
    path = cofacil.begin()
    there = tmp_path / "caf\udce9.json"
    path.rename(there)
    assert cofacil("add", str(there), "offer", "milk").stdout == "O1\n"
