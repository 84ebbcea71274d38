"""A terminal that knows ASCII alone is sent nothing else: the board, every line that can be open, and the pages."""

import pytest
from riverside import Hall, Looking, riverside, rows_of, with_night_cleaners
from sheets import KEYS, window, words
from test_board_painting import lines_of

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import SetBoard
from cofacil.board.commands.people import ChangePerson
from cofacil.board.kinds import COLUMNS, Kind
from cofacil.board.records import Absence, Card
from cofacil.language.days import date_of
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.mode import Mode
from cofacil.tui.modes.paste import Paste
from cofacil.tui.modes.what_came import WhatCame
from cofacil.tui.pages.card import Whole, paint_whole
from cofacil.tui.pages.people_sheet import People, everyone, paint_people
from cofacil.tui.pages.timer import BigTimer, paint_timer
from cofacil.tui.view import View

SIZES = ((40, 12), (60, 18), (80, 24), (120, 40), (160, 45))
LONG = "words that go on and on, further than any row of any window is wide " * 2
THEIRS = str.maketrans(dict.fromkeys("\u6f22\u5b57", "x"))
"""What the lines of `lines_of` have typed in them."""


@pytest.fixture(scope="module")
def hall() -> Hall:
    """Return a hall whose people write ASCII, and much of it."""
    hall = riverside()
    hall.do(ChangePerson("siân", "Sian", "brings cake"))
    with_night_cleaners(hall)
    hall.do(SetBoard(title="t" * 60, purpose=LONG, place=LONG))
    for kind in Kind:
        hall.do(
            AddCard(
                f"card/{hall.clock.new_id()}", kind, LONG, note=LONG, said="Bartholomew Featherstonehaugh",
                newcomers=("Bartholomew Featherstonehaugh",), when="2026-11-27",
            )
        )  # fmt: skip
    hall.absence(LONG)
    hall.tie("O10", "Q6")
    hall.do(EditCard(hall.called("O3"), note="one\n" * 40))
    return hall


def odd(rows: list[str]) -> list[str]:
    """Return the rows that hold what an ASCII terminal cannot show."""
    return [row for row in rows if not row.isascii()]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_board_sends_no_drawn_sign(hall: Hall, width: int, height: int) -> None:
    theirs = riverside()
    telling = Looking(theirs, is_ascii=True).session()
    telling.hear(theirs.do(NameAbsence("absence/long", LONG)))
    named = telling.sentence
    assert "..." in named
    for column in COLUMNS:
        for form in (View(column), View(column, is_wide=True), View(column, is_room=True)):
            records = hall.board.column(column)
            for record in records:
                looking = Looking(
                    hall, form.settled(hall.board).to(hall.board, record.id), width, height, is_ascii=True
                )
                assert odd(rows_of(looking.scene(sentence=named))) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_open_line_sends_a_drawn_sign(hall: Hall, width: int, height: int) -> None:
    for label in ("O3", "O10"):
        view = View(2).settled(hall.board).to(hall.board, hall.called(label))
        looking = Looking(hall, view, width, height, is_ascii=True)
        lines: list[Mode | None] = [
            *(line for line in lines_of(looking) if not isinstance(line, Paste)),
            Paste(Capture(Kind.OFFER), Kind.OFFER, (LONG,) * 90),
            WhatCame(hall.called("N5")),
            WhatCame(hall.called("N6")),
            *(Missing(part=part, absence=hall.called("N6")) for part in MissingPart),
        ]
        for line in lines:
            assert odd([row.translate(THEIRS) for row in rows_of(looking.scene(line))]) == [], line


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_page_sends_a_drawn_sign(hall: Hall, width: int, height: int) -> None:
    plain = window(width, height, is_ascii=True)
    for record in hall.board.records.values():
        if isinstance(record, Card | Absence):
            told = LONG if record.id == hall.called("O3") else ""
            assert words(paint_whole(Whole(hall.board, record, date_of(hall.now), 3, told), plain)).isascii()
    assert words(paint_people(People(everyone(hall.board, hall.now)), plain)).isascii()
    assert words(paint_timer(BigTimer(hall.board, hall.now, KEYS, LONG * 2, LONG), plain)).isascii()
