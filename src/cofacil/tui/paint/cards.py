"""Cards as rows: in a list, one under the other with columns for who and what; or stacked, beside other columns."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.themes import SIGN
from cofacil.language.catalog import _, ngettext
from cofacil.language.fact_words import Form, brief_words, fact_words, facts_in_words, is_late, state_words
from cofacil.language.facts import Fact, FactKind, fact_of, facts, words_of
from cofacil.tui.paint.brush import Brush, Signs, kind_role
from cofacil.tui.paint.row import Piece, beside, blank, margin, row
from cofacil.tui.paint.text import cell_len, cut, fit, wrap, wrap_listed

CHIP = 5
"""Cells of a label and what stands around it; longer labels push the words."""
GAP = 1
"""Cells between two columns."""
_WHO_AT_LEAST = 4
"""Cells below which a name says nothing, the blank behind it counted."""
_ROOM_FOR_BOTH = 60
"""Cells below which a card with something before it has no room for its detail."""
_WIDE_DETAIL = 21
"""Cells of a detail that has room: *# everybody can come*, *Lin speaks for them*."""
_ALL_BELOW_EACH_OTHER = 100
"""Cells from which a list has that room beside who said it."""
LATE = Style(bold=True)
"""The weight of what should have been done by now, beside its word."""
_WITHHELD = {"short": "····· ···", "long": "······· ···· ········ ·····"}


class Face(NamedTuple):
    """What a card shows, as plain words: equal faces paint equal rows, whoever looks."""

    role: str
    """The kind, as roles call it."""
    label: str
    text: str
    who: str = ""
    detail: str = ""
    shorter: tuple[str, ...] = ()
    """The detail in ever less room."""
    is_late: bool = False
    """Whether it should have been done by now: its detail says so, and has weight."""
    has_note: bool = False
    who_first: str = ""
    """The first of several names."""
    who_more: int = 0
    """How many there are besides."""
    has_way: bool = False
    """Whether more is known of the way to somebody who is not here than that they are missing."""
    is_done: bool = False
    is_struck: bool = False
    """Whether its words were struck out, or it was let go: it is as quiet as what is done, and bears no tick."""
    in_hand: bool = False
    is_carried: bool = False
    is_fresh: bool = False
    """Whether it was kept from this screen a moment ago: the whole card is turned round."""

    @property
    def indent(self) -> int:
        """Return the cell that its words begin at: behind the bar, the chip and a blank."""
        return 2 + max(CHIP, cell_len(self.label) + 1)


class Inks(NamedTuple):
    """How a card is drawn: its bar, its chip, its words, and what is said more quietly."""

    edge: Piece
    chip: Style
    words: Style
    quiet: Style

    @classmethod
    def of(cls, card: Face, brush: Brush, *, is_surface: bool) -> "Inks":
        """Return the inks of a card that is a surface of its own, or a row of a list."""
        role, style = card.role, brush.style
        is_quiet = card.is_done or card.is_struck
        chip = style("chip_done" if is_quiet else f"kind.{role}")
        if card.is_fresh:
            turned = style(f"said.{role}")
            # The bar is a blank of the same ground, and the chip turns the other way round, so that it stays one.
            return cls((" ", turned), style(f"head.{role}"), style(f"kind.{role}"), turned)
        sign = brush.signs.hand if card.in_hand else brush.signs.mark
        edge = (sign, style(f"edge.{role}" if is_surface else f"row_edge.{role}"))
        if card.in_hand:
            return cls(edge, chip, style("card_in_hand"), style("card_detail_in_hand"))
        form = "card" if is_surface else "row"
        return cls(edge, chip, style(f"{form}_done" if is_quiet else form), style(f"{form}_detail"))


def head_pieces(card: Face, inks: Inks, brush: Brush, ink: Style, *, is_first: bool) -> list[Piece]:
    """Return what stands before a row of a card's words: the bar, and on the first row the chip.

    `ink` is that of the words behind: a row of few inks is few bytes on a terminal.
    """
    if not is_first:
        return [inks.edge, (" " * (card.indent - 1), ink)]
    tick = brush.signs.done if card.is_done else " "
    return [inks.edge, (fit(f"{tick}{card.label}", card.indent - 2), inks.chip), (" ", inks.words)]


def face(
    board: Board,
    record: Card | Absence,
    signs: Signs,
    today: date,
    *,
    in_hand: bool = False,
    beneath: str = "",
) -> Face:
    """Return what a card or an absence shows today; the theme that it stands beneath is said by the line above."""
    if isinstance(record, Absence):
        return _absence_face(board, record, signs, today)._replace(in_hand=in_hand)
    found = facts(board, record, today)
    who = fact_of(found, FactKind.WILL) or fact_of(found, FactKind.SAID)
    detail, *shorter = brief_words(found, beneath)
    return Face(
        role=kind_role(record.kind),
        label=board.label_of(record),
        text=_text(record, signs),
        who=fact_words(who, Form.CARD) if who else "",
        detail=detail,
        shorter=tuple(shorter),
        is_late=is_late(found),
        has_note=bool(record.note),
        who_first=who.names[0] if who and who.names else "",
        who_more=max(0, len(who.names) - 1) if who else 0,
        is_done=record.is_done and not record.is_let_go,
        is_struck=record.is_struck or record.is_let_go,
        in_hand=in_hand,
    )


def _text(record: Card | Absence, signs: Signs) -> str:
    """Return the words of a card, or where they are hidden from this seat, that there are some."""
    return _WITHHELD[record.word("withheld")].replace("·", signs.dot) if record.is_withheld else words_of(record)


def ties_of(board: Board) -> tuple[object, ...]:
    """Return what of a board a card is painted from beside itself: names, labels, and what it meets, in any column."""
    ends = (*board.columns.values(), board.absences) if board.links else ()
    return (board.people, board.twins, board.links, *ends)


def absence_detail(board: Board, absence: Absence, signs: Signs, today: date) -> str:
    """Return the way to somebody in words: *Bea knows one of them · asks by Tue 24 Nov, at the gate*."""
    found = facts(board, absence, today)
    return f" {signs.dot} ".join(facts_in_words(found, Form.WAY)) or state_words(found)


@lru_cache(maxsize=4096)
def list_rows(
    card: Face, width: int, brush: Brush, lines: int, lines_in_hand: int, lead: str = ""
) -> tuple[Strip, ...]:
    """Return a card as rows of a list: chip, words, who, detail. Shared by everyone who looks at this width.

    `lead` stands before it all: the figure to press for a card that is offered.
    """
    words, who_cells, detail_cells = _shared_out(card, width, lead)
    indent, free = card.indent, margin(width)
    text = wrap(card.text, words, lines_in_hand if card.in_hand else lines, brush.signs.more)
    inks = Inks.of(card, brush, is_surface=False)
    weight = inks.quiet + LATE if card.is_late else inks.quiet
    lead_ink, no_lead = brush.style("key"), " " * cell_len(lead)
    rows: list[Strip] = []
    for number, line in enumerate(text):
        tail: list[Piece] = []
        if number == 0 and who_cells:
            tail.append((fit(who_of(card, who_cells - 1, brush), who_cells), inks.quiet))
        if number == 0:
            tail.append((fit(_detail(card, detail_cells, brush), detail_cells + free), weight))
        head = head_pieces(card, inks, brush, inks.words, is_first=number == 0)
        before = (lead if number == 0 else no_lead, lead_ink)
        rows.append(row(width, [before, *head, (line, inks.words)], inks.words, tail))
    if card.in_hand and card.has_way:
        head = [(no_lead, lead_ink), *head_pieces(card, inks, brush, inks.quiet, is_first=False)]
        cells_below = width - cell_len(lead) - indent - 1 - free
        lines_below = wrap_listed(card.detail, cells_below, 2, brush.signs.dot, brush.signs.more)
        rows += [row(width, [*head, (line, weight)], inks.quiet) for line in lines_below]
    return tuple(rows)


@lru_cache(maxsize=1024)
def theme_line(name: str, width: int, brush: Brush, *, is_list: bool) -> Strip:
    """Return the quiet line that the cards of a theme stand beneath."""
    ground, quiet = brush.style("screen"), brush.style("hint")
    words = cut(f"{SIGN} {name}", width - 2 - (0 if is_list else GAP), brush.signs.more)
    return row(width, [(f" {words}", quiet)], ground)


def older_rows(cards: Sequence[Card], width: int, brush: Brush, *, is_list: bool, in_hand: bool) -> tuple[Strip, ...]:
    """Return the one row in which a column's older things stand, and how they are seen; more where it is narrow."""
    ground = brush.style("screen")
    style = brush.style("card_in_hand") if in_hand else brush.style("hint")
    side = width - (0 if is_list else GAP)
    lead = f"{brush.signs.hand if in_hand else ' '} "
    lines = wrap(_older_words(cards), max(4, side - cell_len(lead) - 1), 4, brush.signs.more)
    rows = [row(side, [(lead, style), (line, style)], style if in_hand else ground) for line in lines]
    return tuple(beside((strip,), width, ground) for strip in rows)


def _older_words(cards: Sequence[Card]) -> str:
    past = sum(card.is_done for card in cards)
    waiting = len(cards) - past
    if not past:
        return ngettext(
            "{number} older thing waits in one row: Enter shows it.",
            "{number} older things wait in one row: Enter shows them.",
            waiting,
        )
    if not waiting:
        return ngettext(
            "{number} thing was done with before: Enter shows it.",
            "{number} things were done with before: Enter shows them.",
            past,
        )
    return _("Older: {waiting} still open, {past} done with. Enter shows them.", waiting=waiting, past=past)


@lru_cache(maxsize=4096)
def stack_rows(card: Face, width: int, brush: Brush, lines: int, lines_in_hand: int, pad: int = 0) -> tuple[Strip, ...]:
    """Return a card as a surface in its column, then a row of air; with `pad` empty rows inside it above and below."""
    ground, side = brush.style("screen"), width - GAP
    rows = [*_surface(card, side, brush, (lines, lines_in_hand), pad), blank(side, ground)]
    return tuple(beside((strip,), width, ground) for strip in rows)


def _surface(card: Face, width: int, brush: Brush, lines: tuple[int, int], pad: int) -> list[Strip]:
    """Return the rows of a card: its words, then who and detail below."""
    inks, words = Inks.of(card, brush, is_surface=True), max(4, width - card.indent - 1)
    below = card.detail if card.role == "not_here" else _who_and_detail(card, words, brush)
    weight = inks.quiet + LATE if card.is_late else inks.quiet
    texts = [(line, inks.words) for line in wrap(card.text, words, lines[card.in_hand], brush.signs.more)]
    if below:
        most = 2 if card.role == "not_here" else 1
        texts += [(line, weight) for line in wrap_listed(below, words, most, brush.signs.dot, brush.signs.more)]
    rows = [
        row(width, [*head_pieces(card, inks, brush, ink, is_first=number == 0), (line, ink)], ink)
        for number, (line, ink) in enumerate(texts)
    ]
    empty = [row(width, [inks.edge], inks.words)] * pad
    return [*empty, *rows, *empty]


def _absence_face(board: Board, absence: Absence, signs: Signs, today: date) -> Face:
    found = facts(board, absence, today)
    way, short = f" {signs.dot} ".join(facts_in_words(found, Form.WAY)), state_words(found)
    is_done = absence.state in {AbsenceState.JOINED, AbsenceState.DECLINED}
    return Face(
        role="not_here",
        label=board.label_of(absence),
        text=_text(absence, signs),
        who=short,
        detail=way or short,
        is_late=is_late(found),
        has_way=bool(way),
        is_done=is_done,
    )


def who_of(card: Face, cells: int, brush: Brush) -> str:
    """Return whose it is in at most so many cells, behind the sign of a note where it has one."""
    sign = f"{brush.signs.note} " if card.has_note else ""
    room = cells - cell_len(sign)
    if card.who_more and cell_len(card.who) > room:
        # The name gives way to the figure: who else will is not to be taken for the rest of a name.
        beside = cell_len(_("{name} +{number}", name="", number=card.who_more))
        first = cut(card.who_first, room - beside, brush.signs.more)
        return sign + _("{name} +{number}", name=first, number=card.who_more)
    return f"{sign}{cut(card.who, room, brush.signs.more)}".rstrip()


def _list_cells(card: Face, width: int, lead: str) -> tuple[int, int]:
    """Return the cells for who and detail in a list of this width, the same for all cards of a kind."""
    if lead and width < _ROOM_FOR_BOTH:
        return (0 if card.role == "not_here" else 8), 0
    if card.role == "not_here":
        return 0, _WIDE_DETAIL if width >= _ALL_BELOW_EACH_OTHER else 13 if width >= 80 else 11
    if width < 80:
        return 8, 6
    # Where there is room all details begin on the same cell: the name of a theme does not push one of them.
    return 10 + min(14, max(0, width - 80) // 3), _WIDE_DETAIL if width >= _ALL_BELOW_EACH_OTHER else 12


def _shared_out(card: Face, width: int, lead: str) -> tuple[int, int, int]:
    """Return the cells of a row for a card's words, for who and for detail, with what one of them lends another."""
    who, detail = _list_cells(card, width, lead)
    words = width - cell_len(lead) - card.indent - who - detail - 1 - margin(width)
    if card.is_carried:
        return (words, *_beside_carried(who, detail))
    if who and detail:
        wanted = min(cell_len(_fitting(card, detail)), who + detail - _WHO_AT_LEAST)
        return words, who - max(0, wanted - detail), max(detail, wanted)
    if card.role == "not_here":
        missing = max(0, cell_len(card.who) + 1 - detail)
        if cell_len(card.text) + missing <= words:
            return words - missing, who, detail + missing
    return words, who, detail


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
    return cut(_fitting(card, cells), cells, brush.signs.more)


def _who_and_detail(card: Face, cells: int, brush: Brush) -> str:
    """Return both in one row: the detail as fully as it fits, and who in what that leaves."""
    who = who_of(card, cells, brush)
    if not who or not card.detail:
        return who or _fitting(card, cells)
    between = f" {brush.signs.dot} "
    least = _WHO_AT_LEAST + cell_len(between)
    detail = _fitting(card, cells - min(least, cell_len(who) + cell_len(between)))
    return who_of(card, max(1, cells - cell_len(detail) - cell_len(between)), brush) + between + detail


def _fitting(card: Face, cells: int) -> str:
    """Return the detail as fully as it fits."""
    forms = (card.detail, *card.shorter)
    return next((words for words in forms if cell_len(words) <= cells), forms[-1])


def detail_line(board: Board, record: Card | Absence, signs: Signs, today: date) -> str:
    """Return what row -4 says of what is in hand: who, when, link."""
    known = facts(board, record, today)
    found = [_cut_short(fact, signs) if fact.kind is FactKind.MEETS else fact for fact in known]
    return ", ".join(facts_in_words(found, Form.ROW))


def _cut_short(fact: Fact, signs: Signs) -> Fact:
    return fact._replace(words=tuple(cut(words, 40, signs.more) for words in fact.words))
