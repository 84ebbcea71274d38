"""What comes back by itself: what people wanted to do differently, then all that is still open, by what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.carried import Carried, came_back, comes_from
from cofacil.board.commands.moving import PutAway
from cofacil.board.kinds import Kind, Mark
from cofacil.board.last_time import wanted_next_time
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, say_day_near, say_day_short
from cofacil.language.facts import words_of
from cofacil.language.names import commas, names_of, us_last
from cofacil.tui.keys import Press
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.meeting_rows import above_right, question_row, until_next_change
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, Spot, choice_styles, sheet, words_rows
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut, fit, wrap
from cofacil.tui.paint.window import Window

_HEAD = 24
"""Cells for the name of a group, where they are enough."""
_AIRY_FROM = 20
"""Rows of a window from which there is air between the parts."""


class Group(NamedTuple):
    """Things of one sort that came back."""

    name: str
    """Marked; worded where it is shown."""
    records: tuple[Carried, ...]


_PROMISED, _ASKS, _WICKED, _INVITE = (
    N_("Still to do"),
    N_("Asks nobody met"),
    N_("Bigger than us"),
    N_("To invite"),
)
_FIRST, *_OTHERS = (kind.spec.came_back for kind in Kind)
_ORDER = (_PROMISED, _FIRST, _ASKS, *_OTHERS, _WICKED, _INVITE)


def groups_of(board: Board) -> tuple[Group, ...]:
    """Return what came back, by what it is; what there is nothing of is left out."""
    found: dict[str, list[Carried]] = {name: [] for name in _ORDER}
    for record in came_back(board):
        found[_sort_of(board, record)].append(record)
    return tuple(Group(name, tuple(records)) for name, records in found.items() if records)


def _sort_of(board: Board, record: Carried) -> str:
    if isinstance(record, Absence):
        return _INVITE
    if Mark.WICKED in record.marks:
        return _WICKED
    if record.owners:
        return _PROMISED
    if record.kind is Kind.QUESTION and "ask" in record.marks and not board.links_of(record.id):
        return _ASKS
    return record.kind.spec.came_back


@dataclass(frozen=True, slots=True)
class CameBack:
    """What the page shows."""

    board: Board
    groups: tuple[Group, ...]
    wanted: tuple[str, ...]
    """What people wanted to do differently this time."""
    now: int
    """UTC milliseconds."""
    hand: int = 0
    """What is in hand, counted through all groups."""
    sentence: str = ""

    @property
    def records(self) -> tuple[Carried, ...]:
        return tuple(record for group in self.groups for record in group.records)

    @property
    def in_hand(self) -> Carried | None:
        return self.records[self.hand] if self.hand < len(self.records) else None


class CameBackView(BoardPage):
    """Lists what came back; nothing of it needs an answer now, and what is over can be put away."""

    def __init__(self, below: Below) -> None:
        super().__init__(below)
        self._begins = below.begins
        board, now = below.board, below.clock()
        self.page = CameBack(board, groups_of(board), wanted_next_time(board, now), now)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing came back, and nobody wanted anything else this time."""
        return not self.page.groups and not self.page.wanted

    def hear(self, board: Board, sentence: str = "") -> None:
        before, groups = self.page, groups_of(board)
        after = replace(before, board=board, groups=groups, wanted=wanted_next_time(board, self.clock()))
        held = before.in_hand
        hand = next((at for at, record in enumerate(after.records) if held and record.id == held.id), before.hand)
        self.page = replace(after, hand=max(0, min(hand, len(after.records) - 1)))
        if sentence:
            self.sentence = sentence
        self.repaint()

    def until_next(self) -> int:
        return until_next_change(self.page.board, self.clock())

    def draw(self, window: Window) -> Sheet:
        return paint_came_back(replace(self.page, now=self.clock(), sentence=self.sentence), self.keys, window)

    async def press(self, press: Press) -> None:
        self.sentence = ""
        key = {"left": "up", "right": "down"}.get(press.key, press.key)
        if press.key == "escape":
            self.go_back()
        elif press.key in {"enter", "tab"}:
            self._done()
        elif (hand := moved(key, self.page.hand, len(self.page.records))) is not None:
            self.page = replace(self.page, hand=hand)
        elif self.is_key(press, "put_away") and self.page.in_hand is not None:
            await self._put_away(self.page.in_hand)
        else:
            self.sentence = means_nothing(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self.page = replace(self.page, hand=choice)
        self.repaint()

    def _done(self) -> None:
        if self._begins:
            self.go_on()
        else:
            self.go_back()

    async def _put_away(self, record: Carried) -> None:
        if await self.keep(PutAway(record.id)):
            back = _("{key} on the board brings it back.", key=self.keys["undo"])
            self.sentence = f"{self.sentence} {back}"


def paint_came_back(page: CameBack, keys: Mapping[str, str], window: Window) -> Sheet:
    """Return the page: last time's wishes first, then a row or two for each group, and what is in hand in words."""
    width, brush = window.width, window.brush
    room, empty = window.height - 3, blank(width, brush.style("screen"))
    air = [empty] if window.height >= _AIRY_FROM else []
    rows = [question_row(page.board, _("Welcome. This is still with us."), page.now, window), *air]
    for part in (_wished(page, window, room), _kept_here(page, window)):
        rows += [*part, *(air if part else [])]
    groups, spots = _groups(page, window, 1 + len(rows))
    below = [*_in_hand(page, window), *_notice(window)] if page.records else []
    seen = max(1, room - len(rows) - len(below))
    hand_row = next((spot.y - 1 - len(rows) for spot in spots if spot.choice == page.hand), 0)
    top = max(0, min(hand_row - seen + 1, len(groups) - seen)) if len(groups) > seen else 0
    spots = [spot._replace(y=spot.y - top) for spot in spots if top <= spot.y - 1 - len(rows) < top + seen]
    rows += [*groups[top : top + seen], *([empty] * min(1, max(0, seen - len(groups)))), *below]
    offers = (
        Offer("enter", _("to the board"), _("board")),
        Offer("", _("choose one"), _("choose"), cap=brush.up_down),
        Offer(keys["put_away"], _("put it away"), _("put away")),
        Offer("escape", _("board")),
    )
    edges = Edges(
        page.board.topic,
        offers if page.records else (offers[0], offers[-1]),
        page.sentence or _standing(page),
        right=above_right(page.board, page.now, window),
        state=window.saved_state,
    )
    return sheet(window, edges, rows, spots)


def _wished(page: CameBack, window: Window, room: int) -> list[Strip]:
    """Return what people wanted to do differently this time."""
    if not page.wanted:
        return []
    most = max(1, room // 4)
    rows = words_rows(_("Last time you wanted to:"), window, lines=1)
    for words in page.wanted[:most]:
        rows += words_rows(words, window, "title", INDENT + 2, lines=1)
    if len(page.wanted) > most:
        more = _("{sign} {number} more", sign=window.brush.signs.more, number=len(page.wanted) - most)
        rows += words_rows(more, window, "hint", INDENT + 2, lines=1)
    return rows


def _kept_here(page: CameBack, window: Window) -> list[Strip]:
    """Return how to get in, where somebody has said it for this meeting: who is late reads it here."""
    access = page.board.meeting.access if page.board.meeting else ""
    words = _("The way in: {words}", words=access)
    return words_rows(words, window, "hint", lines=1) if access and window.height >= _AIRY_FROM else []


def _groups(page: CameBack, window: Window, first: int) -> tuple[list[Strip], list[Spot]]:
    """Return the rows of the groups, each with the labels of what is in it, and where each label is."""
    width, brush = window.width, window.brush
    plain, quiet = choice_styles(brush, in_hand=False)
    in_hand, _quiet = choice_styles(brush, in_hand=True)
    titles = [f"{_(group.name)} {len(group.records)}" for group in page.groups]
    head = min(max(_HEAD if width >= 80 else 0, *map(cell_len, titles), 1), width // 2)
    rows: list[Strip] = []
    spots: list[Spot] = []
    number = 0
    for group, title in zip(page.groups, titles, strict=True):
        pieces, at = [(" " * INDENT + fit(cut(title, head, brush.signs.more), head) + "  ", plain)], INDENT + head + 2
        indent = at
        for record in group.records:
            label = page.board.label_of(record)
            if at + cell_len(label) > width - 1:
                rows.append(row(width, pieces, brush.style("screen")))
                pieces, at = [(" " * indent, plain)], indent
            spots.append(Spot(first + len(rows), at, at + cell_len(label), number))
            pieces.append((label, in_hand if number == page.hand else quiet))
            pieces.append(("  ", plain))
            at, number = at + cell_len(label) + 2, number + 1
        if len(group.records) == 1:
            words = cut(words_of(group.records[0]), width - at - 1, brush.signs.more)
            pieces.append((words, plain))
        rows.append(row(width, pieces, brush.style("screen")))
    return rows, spots


def _in_hand(page: CameBack, window: Window) -> list[Strip]:
    """Return what is in hand in words, and the day that it comes from."""
    record, width, brush = page.in_hand, window.width, window.brush
    if record is None:
        return []
    style, detail = brush.style("choice_in_hand"), brush.style("card_detail_in_hand")
    lead = f" {brush.signs.mark} {page.board.label_of(record)}  "
    lines = wrap(words_of(record), width - cell_len(lead) - 1, 2, brush.signs.more)
    rows = [
        row(width, [(lead if n == 0 else " " * cell_len(lead), style), (line, style)], style)
        for n, line in enumerate(lines)
    ]
    about = cut(_about(page, record), width - cell_len(lead) - 1, brush.signs.more)
    return [*rows, row(width, [(" " * cell_len(lead) + about, detail)], style)]


def _about(page: CameBack, record: Carried) -> str:
    """Return who and from when, in few words: *Joe, from 22 Nov, Grace finds out*."""
    board, parts = page.board, []
    if isinstance(record, Absence):
        parts += [_("{who} asks", who=board.name_of(record.asks))] if record.asks else []
    elif record.owners or record.said:
        parts.append(commas(us_last(names_of(board, record.owners or (record.said,)))))
    if (meeting := comes_from(board, record)) is not None:
        parts.append(_("from {day}", day=say_day_short(date_of(meeting), date_of(page.now))))
    finders = us_last(names_of(board, record.members("finds_out")))
    if finders:
        parts.append(ngettext("{names} finds out", "{names} find out", len(finders), names=commas(finders)))
    return commas(parts)


def _notice(window: Window) -> list[Strip]:
    if window.height < _AIRY_FROM:
        return []
    words = _("They are on the board, each with the day it comes from. Nothing needs an answer now.")
    return [blank(window.width, window.brush.style("screen")), *words_rows(words, window, "hint", lines=2)]


def _standing(page: CameBack) -> str:
    count = len(page.records)
    if not count:
        return _("Nothing else came back.")
    meetings = {meeting for record in page.records if (meeting := comes_from(page.board, record)) is not None}
    if len(meetings) > 1:
        return ngettext(
            "{number} thing came back from earlier meetings.", "{number} things came back from earlier meetings.", count
        )
    day = say_day_near(date_of(max(meetings)), date_of(page.now)) if meetings else ""
    return ngettext("{number} thing came back from {day}.", "{number} things came back from {day}.", count, day=day)
