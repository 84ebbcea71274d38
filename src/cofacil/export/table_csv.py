"""A board as a table for a spreadsheet: a row for each card and for each who is missing.

It begins with the mark of UTF-8, without which Excel takes it for the system's own letters; LibreOffice and others pass over
it. Every cell is in quotes, rows end as RFC 4180 says, and no cell is a formula, whatever people have typed.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from cofacil.board.events import EntityId
from cofacil.board.fold import fold
from cofacil.board.kinds import Mark
from cofacil.board.model import EMPTY, Board
from cofacil.board.prompts import asked
from cofacil.board.records import Absence, Card
from cofacil.export.exported import Exported
from cofacil.export.json_report import moment
from cofacil.language.catalog import _
from cofacil.language.column_names import column_called
from cofacil.language.days import date_of
from cofacil.language.facts import HIDDEN, LET_GO_WORDS, STRUCK
from cofacil.language.names import commas, names_of, us_last
from cofacil.language.states import STATES
from cofacil.language.table_cells import as_cell

UTF_8 = b"\xef\xbb\xbf"


def table_csv(exported: Exported) -> bytes:
    """Return the file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heads())
    writer.writerows([as_cell(cell) for cell in row] for row in _rows(exported))
    return UTF_8 + out.getvalue().encode()


def heads() -> tuple[str, ...]:
    """Return what stands above each column."""
    return (
        _("Label"),
        _("Column"),
        _("Words"),
        _("Note"),
        _("Said by"),
        _("Will do it"),
        _("By when"),
        _("Done"),
        _("Themes"),
        _("Marks"),
        _("Meets"),
        _("Question on the wall"),
        _("Who knows them"),
        _("Who asks them"),
        _("Where"),
        _("How far"),
        _("Meeting"),
        _("Added"),
    )


def _rows(exported: Exported) -> Iterator[list[str]]:
    board, questions = exported.board, questions_on_the_wall(exported)
    days = {meeting.id.partition("/")[2]: date_of(meeting.opened).isoformat() for meeting in board.held}
    for card in board.cards():
        yield _card_row(board, card, questions.get(card.id, ""), days.get(card.meeting, ""))
    for absence in board.absences:
        yield _absence_row(board, absence, questions.get(absence.id, ""), days.get(absence.meeting, ""))


_ASK_NOTHING = ("card/", "absence/", "person/", "link/")


def questions_on_the_wall(exported: Exported) -> Mapping[EntityId, str]:
    """Return the question that was on the wall as each card was written, of the deck or of the step that ran."""
    found: dict[EntityId, str] = {}
    board = EMPTY
    for event in exported.log:
        made = [w.entity for w in event.writes if not w.field and w.entity.startswith(("card/", "absence/"))]
        if made:
            prompt = asked(board, event.t)
            words = prompt.text if prompt else board.step.question if board.step else ""
            found |= dict.fromkeys(made, words)
        # A fold of one event takes as long as there are things on the board: no card says what is asked.
        asking = tuple(write for write in event.writes if not write.entity.startswith(_ASK_NOTHING))
        if asking:
            board = fold(board, [event._replace(writes=asking)])
    return found


def _card_row(board: Board, card: Card, question: str, day: str) -> list[str]:
    words = _(HIDDEN) if card.is_withheld else _(STRUCK) if card.is_struck else card.text
    done = _(LET_GO_WORDS) if card.is_let_go else _(card.kind.done_word) if card.is_done else ""
    ends = [link.end if link.start == card.id else link.start for link in board.links_of(card.id)]
    return [
        board.label_of(card),
        column_called(board, card.kind.column),
        words,
        card.note,
        _named(board, (card.said,) if card.said else ()),
        _named(board, card.owners),
        card.when,
        done,
        commas(card.tags),
        commas([_marked(mark) for mark in card.marks]),
        commas([board.label_of(board.records[end]) for end in ends]),
        question,
        "",
        "",
        "",
        "",
        day,
        moment(card.at) or "",
    ]


def _absence_row(board: Board, absence: Absence, question: str, day: str) -> list[str]:
    knows = _named(board, (absence.knows,) if absence.knows else ())
    asks = _named(board, (absence.asks,) if absence.asks else ())
    return [
        board.label_of(absence),
        column_called(board, board.column_of(absence)),
        _(HIDDEN) if absence.is_withheld else absence.who,
        *("", "", ""),
        absence.when,
        *("", "", "", ""),
        absence.prompt or question,
        knows,
        asks,
        absence.where,
        "" if absence.is_standing else _(STATES[absence.state].choice),
        day,
        moment(absence.at) or "",
    ]


def _named(board: Board, slugs: tuple[str, ...]) -> str:
    return commas(us_last(names_of(board, slugs)))


def _marked(mark: str) -> str:
    match mark:
        case Mark.WICKED:
            return _("bigger than us")
        case Mark.EVIDENCE:
            return _("needs evidence")
        case Mark.SUGGESTION:
            return _("a suggestion")
        case _:
            return mark
