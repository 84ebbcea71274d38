"""Cards as rows: in a list, one under the other with columns for who and what; or stacked, beside other columns."""

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.language.fact_words import Form, brief_words, fact_words, facts_in_words, state_words
from cofacil.language.facts import Fact, FactKind, fact_of, facts, words_of
from cofacil.tui.paint.brush import Brush, Signs, kind_role
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.text import cell_len, cut, fit, wrap

LABEL = 5
"""Cells for a label in a list; longer labels push the words."""
_WHO_AT_LEAST = 4
"""Cells below which a name says nothing, the blank behind it counted."""
_WITHHELD = {"short": "····· ···", "long": "······· ···· ········ ·····"}


class Face(NamedTuple):
    """What a card shows, as plain words: equal faces paint equal rows, whoever looks."""

    role: str
    """The kind, as roles call it."""
    label: str
    text: str
    who: str = ""
    detail: str = ""
    labels: str = ""
    """The detail where there is room for labels only."""
    has_note: bool = False
    has_way: bool = False
    """Whether more is known of the way to somebody who is not here than that they are missing."""
    is_done: bool = False
    in_hand: bool = False
    is_carried: bool = False


def face(
    board: Board, record: Card | Absence, signs: Signs, *, in_hand: bool = False, is_carried: bool = False
) -> Face:
    """Return what a card or an absence shows."""
    if isinstance(record, Absence):
        return _absence_face(board, record, signs, in_hand=in_hand)
    found = facts(board, record)
    who = fact_of(found, FactKind.WILL) or fact_of(found, FactKind.SAID)
    detail, labels = brief_words(found)
    withheld = _WITHHELD[record.word("withheld")].replace("·", signs.dot) if record.is_withheld else ""
    return Face(
        role=kind_role(record.kind),
        label=board.label_of(record),
        text=withheld or words_of(record),
        who=fact_words(who, Form.CARD) if who else "",
        detail=detail,
        labels=labels,
        has_note=bool(record.note),
        is_done=record.is_done or record.is_struck,
        in_hand=in_hand,
        is_carried=is_carried,
    )


def ties_of(board: Board) -> tuple[object, ...]:
    """Return what of a board a card is painted from beside itself: names, labels, and what it meets, in any column."""
    ends = (*board.columns.values(), board.absences) if board.links else ()
    return (board.people, board.twins, board.links, *ends)


def absence_detail(board: Board, absence: Absence, signs: Signs) -> str:
    """Return the way to somebody in words: *Bea knows one of them · asks by Tue 24 Nov, at the gate*."""
    found = facts(board, absence)
    return f" {signs.dot} ".join(facts_in_words(found, Form.WAY)) or state_words(found)


@lru_cache(maxsize=4096)
def list_rows(card: Face, width: int, brush: Brush, lines: int, lines_in_hand: int) -> tuple[Strip, ...]:
    """Return a card as rows of a list: label, words, who, detail. Shared by everyone who looks at this width."""
    who_cells, detail_cells = (10, 12) if width >= 80 else (8, 6)
    if card.role == "not_here":
        who_cells, detail_cells = 0, 13 if width >= 80 else 11
    indent = 2 + max(LABEL, cell_len(card.label) + 1)
    words = width - indent - who_cells - detail_cells - 1
    if card.is_carried:
        who_cells, detail_cells = _beside_carried(who_cells, detail_cells)
    text = wrap(card.text, words, lines_in_hand if card.in_hand else lines, brush.signs.more)
    style, quiet = _styles(card, brush)
    rows: list[Strip] = []
    for number, line in enumerate(text):
        head: list[Piece] = [(brush.signs.mark, brush.style(f"mark.{card.role}")) if card.in_hand else (" ", style)]
        head += [(fit(f"{_done(card, brush)}{card.label}" if number == 0 else "", indent - 1), style)]
        tail = [(fit(who_of(card, who_cells - 1, brush), who_cells), quiet)] if number == 0 and who_cells else []
        tail += [(fit(_detail(card, detail_cells, brush), detail_cells), quiet)] if number == 0 else []
        rows.append(row(width, [*head, (line, style)], style, tail))
    if card.in_hand and card.has_way:
        mark = (brush.signs.mark, brush.style(f"mark.{card.role}"))
        lines_below = wrap(card.detail, width - indent - 1, 2, brush.signs.more)
        rows += [row(width, [mark, (" " * (indent - 1), quiet), (line, quiet)], quiet) for line in lines_below]
    return tuple(rows)


@lru_cache(maxsize=4096)
def stack_rows(card: Face, width: int, brush: Brush, lines: int, lines_in_hand: int) -> tuple[Strip, ...]:
    """Return a card as a block of one of several columns: words, then who and detail below, then air."""
    indent = 2 + max(4, cell_len(card.label) + 1)
    words = max(4, width - indent - 1)
    style, quiet = _styles(card, brush)
    ground = brush.style("card")
    said = (card.detail,) if card.role == "not_here" else (who_of(card, words, brush), card.detail)
    below = f" {brush.signs.dot} ".join(part for part in said if part)
    texts = [
        (line, style) for line in wrap(card.text, words, lines_in_hand if card.in_hand else lines, brush.signs.more)
    ]
    texts += [(line, quiet) for line in (wrap(below, words, 1, brush.signs.more) if below else ())]
    rows: list[Strip] = []
    for number, (line, ink) in enumerate(texts):
        mark = (brush.signs.mark, brush.style(f"mark.{card.role}")) if card.in_hand else (" ", style)
        label = fit(card.label if number == 0 else "", indent - 2)
        tick = (_done(card, brush) if number == 0 else " ", ground)
        rows.append(row(width, [tick, mark, (label, style), (fit(line, words), ink)], ground))
    rows.append(row(width, [], ground))
    return tuple(rows)


def _absence_face(board: Board, absence: Absence, signs: Signs, *, in_hand: bool) -> Face:
    found = facts(board, absence)
    way, short = f" {signs.dot} ".join(facts_in_words(found, Form.WAY)), state_words(found)
    is_done = absence.state in {AbsenceState.JOINED, AbsenceState.DECLINED}
    return Face(
        role="not_here",
        label=board.label_of(absence),
        text=absence.who,
        who=short,
        detail=way or short,
        labels=short,
        has_way=bool(way),
        is_done=is_done,
        in_hand=in_hand,
    )


def who_of(card: Face, cells: int, brush: Brush) -> str:
    """Return whose it is in at most so many cells, behind the sign of a note where it has one."""
    sign = f"{brush.signs.note} " if card.has_note else ""
    return f"{sign}{cut(card.who, cells - cell_len(sign), brush.signs.more)}".rstrip()


def _beside_carried(who_cells: int, detail_cells: int) -> tuple[int, int]:
    """Return the cells for who and detail of a card that is carried: who gives way to the words for it."""
    both = who_cells + detail_cells
    said = min(both, max(detail_cells, cell_len(_("in hand"))))
    return (both - said, said) if both - said >= _WHO_AT_LEAST else (0, both)


def _detail(card: Face, cells: int, brush: Brush) -> str:
    if card.is_carried:
        return cut(_("in hand"), cells, brush.signs.more)
    if card.role == "not_here":
        return cut(card.who, cells - 1, brush.signs.more)
    return cut(card.detail if cells > 8 else card.labels, cells, brush.signs.more)


def _done(card: Face, brush: Brush) -> str:
    """Return what stands ahead of a label: a tick takes the blank there, so that nothing moves."""
    return brush.signs.done if card.is_done else " "


def _styles(card: Face, brush: Brush) -> tuple[Style, Style]:
    if card.in_hand:
        return brush.style("card_in_hand"), brush.style("card_detail_in_hand")
    return brush.style("done" if card.is_done else "card"), brush.style("card_detail")


def detail_line(board: Board, record: Card | Absence, signs: Signs) -> str:
    """Return what row -4 says of what is in hand: who, when, link."""
    found = [_cut_short(fact, signs) if fact.kind is FactKind.MEETS else fact for fact in facts(board, record)]
    return ", ".join(facts_in_words(found, Form.ROW))


def _cut_short(fact: Fact, signs: Signs) -> Fact:
    return fact._replace(words=tuple(cut(words, 40, signs.more) for words in fact.words))
