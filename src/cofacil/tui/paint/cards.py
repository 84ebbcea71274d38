"""Cards as rows: in a list, one under the other with columns for who and what; or stacked, beside other columns."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.days import say_day_short
from cofacil.language.happened import day_of
from cofacil.tui.paint.brush import Brush, Signs, kind_role
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.text import cell_len, cut, fit, wrap

LABEL = 5
"""Cells for a label in a list; longer labels push the words."""
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
    is_done: bool = False
    in_hand: bool = False
    is_carried: bool = False


def face(
    board: Board, record: Card | Absence, signs: Signs, *, in_hand: bool = False, is_carried: bool = False
) -> Face:
    """Return what a card or an absence shows."""
    if isinstance(record, Absence):
        return _absence_face(board, record, signs, in_hand=in_hand)
    whose = record.owners or ((record.said,) if record.said else ())
    who = ", ".join("us here" if slug == "room" else board.name_of(slug) for slug in whose)
    meets = [board.label_of(board.records[end]) for end in met_by(board, record)]
    day = day_of(record.when)
    until = f"by {say_day_short(day)}" if day else ""
    withheld = _WITHHELD[record.word("withheld")].replace("·", signs.dot) if record.is_withheld else ""
    return Face(
        role=kind_role(record.kind),
        label=board.label_of(record),
        text=withheld or record.text,
        who=who,
        detail=until or (f"meets {', '.join(meets)}" if meets else ""),
        labels=say_day_short(day) if day else " ".join(meets),
        is_done=record.is_done or record.is_struck,
        in_hand=in_hand,
        is_carried=is_carried,
    )


def met_by(board: Board, record: Card | Absence) -> list[str]:
    """Return the entities that something is tied to."""
    return [link.end if link.start == record.id else link.start for link in board.links_of(record.id)]


def absence_detail(board: Board, absence: Absence, signs: Signs) -> str:
    """Return the way to somebody in words: *Bea knows one of them · asks by Tue 24 Nov, at the gate*."""
    parts = [f"{board.name_of(absence.knows)} knows one of them"] if absence.knows else []
    day = day_of(absence.when)
    until = f" by {say_day_short(day, weekday=True)}" if day else ""
    where = f", {absence.where}" if absence.where else ""
    if absence.asks:
        who = "asks" if absence.asks == absence.knows else f"{board.name_of(absence.asks)} asks"
        parts.append(f"{who}{until}{where}")
    elif until or where:
        parts.append((until + where).strip(" ,"))
    state = {"bridged": "bridge found", "invited": "invited", "joined": "joined", "declined": "said no"}.get(
        absence.state
    )
    said = f" {signs.dot} ".join([*parts, state] if state else parts)
    return said or ("always" if absence.is_standing else "nobody yet")


@lru_cache(maxsize=4096)
def list_rows(card: Face, width: int, brush: Brush, lines: int, lines_in_hand: int) -> tuple[Strip, ...]:
    """Return a card as rows of a list: label, words, who, detail. Shared by everyone who looks at this width."""
    who_cells, detail_cells = (10, 12) if width >= 80 else (8, 6)
    if card.role == "not_here":
        who_cells, detail_cells = 0, 13 if width >= 80 else 11
    indent = 2 + max(LABEL, cell_len(card.label) + 1)
    words = width - indent - who_cells - detail_cells - 1
    text = wrap(card.text, words, lines_in_hand if card.in_hand else lines, brush.signs.more)
    style, quiet = _styles(card, brush)
    rows: list[Strip] = []
    for number, line in enumerate(text):
        head: list[Piece] = [(brush.signs.mark, brush.style(f"mark.{card.role}")) if card.in_hand else (" ", style)]
        head += [(fit(f"{_done(card, brush)}{card.label}" if number == 0 else "", indent - 1), style)]
        tail = (
            [(fit(cut(card.who, who_cells - 1, brush.signs.more), who_cells), quiet)]
            if number == 0 and who_cells
            else []
        )
        tail += [(fit(_detail(card, detail_cells, brush), detail_cells), quiet)] if number == 0 else []
        rows.append(row(width, [*head, (line, style)], style, tail))
    if card.role == "not_here" and card.in_hand and card.detail not in {"always", "nobody yet"}:
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
    said = (card.detail,) if card.role == "not_here" else (card.who, card.detail)
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
    short = "always" if absence.is_standing else "nobody yet"
    if absence.state in {AbsenceState.INVITED, AbsenceState.JOINED, AbsenceState.DECLINED}:
        short = "said no" if absence.state is AbsenceState.DECLINED else str(absence.state)
    elif absence.asks:
        short = f"{board.name_of(absence.asks)} asks"
    elif absence.knows:
        short = f"{board.name_of(absence.knows)} knows"
    is_done = absence.state in {AbsenceState.JOINED, AbsenceState.DECLINED}
    detail = absence_detail(board, absence, signs)
    return Face("not_here", board.label_of(absence), absence.who, short, detail, short, is_done, in_hand)


def _detail(card: Face, cells: int, brush: Brush) -> str:
    if card.is_carried:
        return "in hand"
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
    at = clock_of(record.at)
    if isinstance(record, Absence):
        after = f' after "{record.prompt}"' if record.prompt else ""
        return f"{board.label_of(record)} noticed {at}{after}"
    said = f"said by {board.name_of(record.said)}" if record.said else "from the room"
    parts = [f"{board.label_of(record)} {said} {at}"]
    for end in met_by(board, record):
        other = board.records[end]
        words = other.text if isinstance(other, Card) else other.word("who")
        parts.append(f'meets {board.label_of(other)} "{cut(words, 40, signs.more)}"')
    parts += [f"tag {tag}" for tag in record.tags]
    return ", ".join(parts)


def clock_of(milliseconds: int) -> str:
    """Return a moment as hours and minutes in the reader's own zone."""
    return datetime.fromtimestamp(milliseconds / 1000).astimezone().strftime("%H:%M")
