"""A board as a table: what Python's own reader makes of it, and what no spreadsheet takes for a formula."""

import csv
import io
import time
from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from exporting import Written, example
from hypothesis import example as hypothesis_example
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.commands.moving import MarkDone, StrikeOut
from cofacil.board.events import Event
from cofacil.board.fold import fold
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.prompts import Prompt, asked
from cofacil.example.meeting import example_log
from cofacil.export.given_away import Giving
from cofacil.export.initials import Names
from cofacil.export.table_csv import table_csv
from cofacil.language.table_cells import as_cell, out_of_cell
from cofacil.settings import Settings
from cofacil.wiring.practice import load_practice


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture
def written() -> Written:
    written = Written()
    written.do(OpenMeeting("meeting/1", (Prompt("one", "Who comes after us?", "000"),)))
    return written


def test_a_row_for_each_card_and_each_who_is_missing(written: Written) -> None:
    card = AddCard(
        "card/1", Kind.ACTION, "Open the gate", "at six", "Tom", ("Tom",), "2026-12-03", ("gate",), newcomers=("Tom",)
    )
    written.do(card)
    written.do(NameAbsence("absence/1", "Night cleaners"))
    written.do(MarkDone("card/1"))
    data = table_csv(written.exported())
    assert data.startswith(b'\xef\xbb\xbf"Label","Column","Words"')
    assert data.count(b"\r\n") == 3
    action, absence = rows_of(data)
    assert action["Label"] == "A1"
    assert action["Column"] == "Actions"
    assert action["Words"] == "Open the gate"
    assert action["Said by"] == action["Will do it"] == "Tom"
    assert action["By when"] == "2026-12-03"
    assert action["Done"] == "done"
    assert action["Themes"] == "gate"
    assert action["Question on the wall"] == absence["Question on the wall"] == "Who comes after us?"
    assert absence["Column"] == "Not here"
    assert absence["How far"] == "noticed"


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1", "'=1", '"=1+1"'])
def test_nothing_is_a_formula(written: Written, words: str) -> None:
    written.do(AddCard("card/1", Kind.QUESTION, words, note=words))
    row = rows_of(table_csv(written.exported()))[0]
    assert row["Words"] == row["Note"] == f"'{words}"
    assert out_of_cell(row["Words"]) == words


def test_nothing_is_a_formula_where_cells_end_otherwise(written: Written) -> None:
    written.do(AddCard("card/1", Kind.QUESTION, "a;=1+1"))
    assert rows_of(table_csv(written.exported()))[0]["Words"] == "a; =1+1"


@given(st.text())
@hypothesis_example(" \n")
def test_every_cell_is_text(words: str) -> None:
    cell = as_cell(words)
    assert cell.lstrip(" ")[:1] not in {*"=+-@\t\r\n＝＋－＠"}
    assert as_cell(cell) == cell or cell.startswith("'")


@given(st.text().filter(lambda words: not set(words) & set(";\t|")))
def test_what_was_typed_is_read_back(words: str) -> None:
    if not words.startswith("'"):
        assert out_of_cell(as_cell(words)) == words


def test_struck_words_are_not_in_it_and_names_are_where_wanted(written: Written) -> None:
    written.do(AddCard("card/1", Kind.QUESTION, "my secret"))
    written.do(StrikeOut("card/1"))
    assert b"secret" not in table_csv(written.exported())
    data = table_csv(example().exported())
    assert b"Priya" in data
    assert b"Priya" not in table_csv(example().exported(Giving(Names.INITIALS)))
    assert len(rows_of(data)) == 50


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Auckland", "2026-11-23"), ("America/Los_Angeles", "2026-11-22")])
def test_the_day_of_a_meeting_is_that_of_its_own_clock(zone: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        written = Written()
        written.do(OpenMeeting("meeting/1", ()))
        written.do(AddCard("card/1", Kind.QUESTION, "Who opens the gate?"))
        assert rows_of(table_csv(written.exported()))[-1]["Meeting"] == day
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_question_on_the_wall_is_found_without_folding_every_card(monkeypatch: pytest.MonkeyPatch) -> None:
    from cofacil.export import table_csv as module

    practice, _said = load_practice(Settings())
    log = example_log(practice, 1_797_793_500_000, 300).read(0)
    folded: list[object] = []

    def counted(board: Board, events: Sequence[Event]) -> Board:
        folded.append(events)
        return fold(board, events)

    every = {}
    board = EMPTY
    for event in log:
        for write in event.writes:
            if not write.field and write.entity.startswith(("card/", "absence/")):
                prompt = asked(board, event.t)
                every[write.entity] = prompt.text if prompt else board.step.question if board.step else ""
        board = fold(board, [event])
    monkeypatch.setattr(module, "fold", counted)
    assert module.questions_on_the_wall(SimpleNamespace(log=log)) == every  # type: ignore[arg-type]  # all that is asked of it
    assert len(set(every.values())) > 2
    assert len(folded) < len(log) / 2
