"""What we said we would do: each promise and each invitation of earlier meetings, one at a time, one figure each."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.asked_after import Came, Kept, answer_of, asked_after, askers, is_asker_here, why_of
from cofacil.board.carried import Carried, comes_from
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.base import Command
from cofacil.board.commands.next_meeting import ComeAgain
from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.slugs import ROOM_KEPT
from cofacil.board.text import CARD_SHOWN
from cofacil.language.ago import ago
from cofacil.language.answer_words import ANSWERS
from cofacil.language.catalog import _
from cofacil.language.days import date_of, day_of, say_day_near, say_day_short
from cofacil.language.facts import words_of
from cofacil.language.names import listed, names_of, us_last
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.meeting_rows import above_right, question_row, until_next_change
from cofacil.tui.pages.sheet import (
    INDENT,
    Edges,
    Sheet,
    Spot,
    choice_row,
    keys_of,
    limited,
    sheet,
    typed_row,
    words_rows,
)
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut, wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_AIRY_FROM = 20
"""Rows of a window from which there is air between the parts."""
_LOW_UNDER = 16
"""Rows of a window below which only what must be seen is."""
_MOST_MISSING = 4
"""People whose *is here after all* is offered."""


@dataclass(frozen=True, slots=True)
class WhatWeSaid:
    """What the page shows."""

    board: Board
    records: tuple[Carried, ...]
    now: int
    """UTC milliseconds."""
    at: int = 0
    """Which of them is asked after; behind the last, what came of them all."""
    typed: Typed = field(default_factory=Typed)
    is_worded: bool = False
    """Whether the words are said, and a figure is waited for."""
    sentence: str = ""
    begins: bool = False

    @property
    def record(self) -> Carried | None:
        """Return what is asked after now, None behind the last."""
        return self.records[self.at] if self.at < len(self.records) else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the slugs of those who would have to answer, where none of them is here."""
        record = self.record
        if record is None or is_asker_here(self.board, record):
            return ()
        return tuple(dict.fromkeys(map(self.board.one, askers(record))))[:_MOST_MISSING]

    @property
    def answers(self) -> tuple[Kept | Came, ...]:
        """Return what can be answered: for who is not here nothing, but that who was invited has come."""
        if self.record is None:
            return ()
        if isinstance(self.record, Card):
            return () if self.missing else tuple(Kept)
        return (Came.CAME,) if self.missing else tuple(Came)

    def to(self, at: int) -> "WhatWeSaid":
        """Return it with another in hand, and an empty line."""
        return replace(self, at=max(0, min(len(self.records), at)), typed=Typed(), is_worded=False)


class _Figure(NamedTuple):
    """A figure that has answered just now, and what stood there before."""

    typed: str
    record: EntityId
    before: Kept | Came | None
    why: str


class WhatWeSaidView(BoardPage):
    """Asks after each promise and each invitation once; nobody answers for the absent."""

    def __init__(self, below: Below) -> None:
        super().__init__(below)
        records = asked_after(below.board)
        self.page = WhatWeSaid(below.board, records, below.clock(), begins=below.begins)
        self.page = self.page.to(self._next_open(0))
        self._figure: _Figure | None = None

    def hear(self, board: Board, sentence: str = "") -> None:
        before = self.page
        in_hand, records = before.record, asked_after(board)
        at = next((n for n, record in enumerate(records) if in_hand and record.id == in_hand.id), None)
        if at is None:
            at = len(records) if in_hand is None else min(before.at, len(records))
        self.page = replace(before, board=board, records=records, at=at)
        if sentence:
            self.sentence = sentence
        self.repaint()

    def until_next(self) -> int:
        return until_next_change(self.page.board, self.clock())

    def draw(self, window: Window) -> Sheet:
        return paint_what_we_said(replace(self.page, now=self.clock(), sentence=self.sentence), window)

    @property
    def takes_words(self) -> bool:
        # A figure that has answered the last of them may have begun a word about it.
        return self.page.record is not None or self._figure is not None

    async def press(self, press: Press) -> None:
        self.sentence, page = "", self.page
        figure, self._figure = self._figure, None
        may_choose = page.typed.is_empty or page.is_worded
        if figure is not None and press.character == " " and page.typed.is_empty:
            await self._was_a_word(figure)
        elif press.key == "escape":
            self._leave_line_or_page()
        elif press.key == "enter":
            await self._enter()
        elif press.key in {"tab", "up", "down"}:
            self._turn(press.key)
        elif may_choose and press.character is not None and "1" <= press.character <= "9":
            await self._press_figure(press.character)
        elif may_choose and press.key in {"backspace", "delete"} and page.typed.is_empty:
            await self._take_back()
        elif page.record is not None and (typed := page.typed.press(press.key, press.character)) is not None:
            self._take(typed)
        self.repaint()

    def unkept(self) -> Unkept | None:
        page = self.page
        return on_page("what_we_said", page.typed.text, page.record.id) if page.record is not None else None

    def take_up(self, unkept: Unkept) -> bool:
        at = next((at for at, record in enumerate(self.page.records) if record.id == unkept.about), None)
        if at is not None:
            self.page = replace(self.page.to(at), typed=Typed.of(unkept.fields.get("text", "")))
        return at is not None

    def paste(self, text: str) -> None:
        if self.page.record is None:
            super().paste(text)
            return
        plain, sentence = taken(text)
        self.sentence = ""
        self._take(self.page.typed.insert(plain))
        self.sentence = self.sentence or sentence or ""
        self.repaint()

    async def choose(self, choice: int) -> None:
        """Answer by a figure, or say that somebody is here after all."""
        page = self.page
        if page.record is None:
            self.page = page.to(choice)
        elif choice < len(page.answers):
            await self._answer(page.record, page.answers[choice], page.typed.text)
        elif choice - len(page.answers) < len(page.missing):
            await self.keep(ComeAgain((page.missing[choice - len(page.answers)],)))
        elif page.missing:
            self.sentence = _("Nobody answers for somebody else: it stays open by itself. Enter goes on.")
        self.repaint()

    async def _press_figure(self, figure: str) -> None:
        """Answer by a figure; a blank right behind it says that it began a word about what was asked after."""
        page, record = self.page, self.page.record
        before = (answer_of(page.board, record), why_of(page.board, record)) if record is not None else None
        await self.choose(int(figure) - 1)
        is_answered = record is not None and self.page.at != page.at
        if record is not None and before is not None and is_answered and page.typed.is_empty:
            self._figure = _Figure(figure, record.id, *before)

    async def _was_a_word(self, figure: "_Figure") -> None:
        """Take back what a figure answered: *2 of us went* is a word about it; go on with that word."""
        at = next((at for at, record in enumerate(self.page.records) if record.id == figure.record), None)
        if at is None:
            return
        record = self.page.records[at]
        if await self.keep(_answers(record, figure.before, figure.why)):
            self.page = replace(self.page.to(at), typed=Typed.of(f"{figure.typed} "))
            self.sentence = _("Nothing is answered by that {figure}: it is a word now.", figure=figure.typed)

    def _take(self, typed: Typed) -> None:
        line, sentence = limited(typed, self.page.typed, CARD_SHOWN)
        self.sentence = sentence or self.sentence
        self.page = replace(self.page, typed=line, is_worded=False)

    def _leave_line_or_page(self) -> None:
        if self.page.typed.is_empty:
            self.go_back()
        else:
            self.page = replace(self.page, typed=Typed(), is_worded=False)

    def _turn(self, key: str) -> None:
        """Go to the one before or behind, or leave the rest; words that stand in the line are kept, or emptied, first."""
        page = self.page
        if not page.typed.is_empty:
            self.sentence = _words_wait(page)
        elif key == "tab":
            self._done()
        else:
            self.page = page.to(page.at + (-1 if key == "up" else 1))

    def _done(self) -> None:
        """Go on to the next part: what was not answered stays open."""
        if self.page.begins:
            self.go_on()
        else:
            self.go_back()

    async def _enter(self) -> None:
        """Leave it open and go on; where words were typed, a figure says what they are about."""
        page = self.page
        if page.record is None:
            self._done()
        elif page.typed.is_empty:
            self.page = page.to(page.at + 1)
        elif (answer := answer_of(page.board, page.record)) is not None:
            await self._answer(page.record, answer, page.typed.text)
        elif not page.answers or page.is_worded:
            self.sentence = _words_wait(page)
        else:
            self.page = replace(page, is_worded=True)
            self.sentence = _("Now a figure says what came of it.")

    async def _answer(self, record: Carried, answer: Kept | Came, why: str) -> None:
        if await self.keep(_answers(record, answer, why)):
            self.page = self.page.to(self._next_open(self.page.at + 1))

    async def _take_back(self) -> None:
        record = self.page.record
        if record is None or answer_of(self.page.board, record) is None:
            return
        await self.keep(_answers(record, None))

    def _next_open(self, start: int) -> int:
        """Return the next that has no answer, from a place on; the end where there is none."""
        page = self.page
        rest = range(start, len(page.records))
        return next((at for at in rest if answer_of(page.board, page.records[at]) is None), len(page.records))


def _answers(record: Carried, answer: Kept | Came | None, why: str = "") -> Command:
    """Return the command that answers what is asked after; None takes back what was answered."""
    if isinstance(record, Card):
        return AnswerPromise(record.id, answer if isinstance(answer, Kept) else None, why)
    return AnswerInvitation(record.id, answer if isinstance(answer, Came) else None, why)


def _words_wait(page: WhatWeSaid) -> str:
    """Return why nothing else comes up while words stand in the line: they would be gone."""
    if not page.answers:
        return _("Nobody answers for somebody else: it stays open by itself. Esc empties the line.")
    return _("A figure keeps your words; Esc empties the line.")


def paint_what_we_said(page: WhatWeSaid, window: Window) -> Sheet:
    """Return the page: what was said, who said it, and the figures that answer; behind the last, what came of them all."""
    cursor = None
    if page.record is None:
        rows, spots = _all_of_them(page, window)
    else:
        rows, spots, cursor = _one(page, page.record, window)
    edges = Edges(
        page.board.topic,
        _offers(page, window),
        page.sentence or _standing(page),
        right=above_right(page.board, page.now, window),
        state=window.saved_state,
    )
    return sheet(window, edges, rows, spots, cursor)


def _one(page: WhatWeSaid, record: Carried, window: Window) -> tuple[list[Strip], list[Spot], Offset]:
    width, brush = window.width, window.brush
    room, empty = window.height - 3, blank(width, brush.style("screen"))
    air = [empty] if window.height >= _AIRY_FROM else []
    rows = [question_row(page.board, _question(record), page.now, window), *air]
    is_low = window.height < _LOW_UNDER
    rows += [*([] if is_low else _when(page, record, window)), *air]
    rows += _words(page, record, window, lines=1 if is_low else 3)
    rows += [] if is_low else [empty, *air]
    choices = _choices(page)
    spots = [Spot(1 + len(rows) + y, 0, width, y) for y in range(len(choices))]
    answered = answer_of(page.board, record)
    rows += [
        choice_row(
            width,
            brush,
            [(f"  {y + 1}  {words}", False)],
            in_hand=answered is not None and y < len(page.answers) and page.answers[y] is answered,
        )
        for y, words in enumerate(choices)
    ]
    rows += [*air, *words_rows(_guidance(page, record, answered), window, "hint", INDENT + 2, lines=1 if is_low else 2)]
    line, cell = typed_row(width, f" {_('A word about it, if you like:')} ", page.typed, brush)
    spots = [spot for spot in spots if spot.y < room - len(air)]
    rows = [*rows[: room - 1 - len(air)], *[empty] * (room - 1 - len(air) - len(rows)), line, *air]
    return rows, spots, Offset(cell, 1 + rows.index(line))


def _question(record: Carried) -> str:
    if isinstance(record, Absence):
        return _("Welcome. Whom did we want to ask?")
    return _("Welcome. What did we say we would do?")


def _when(page: WhatWeSaid, record: Carried, window: Window) -> list[Strip]:
    """Return the row that says which meeting it comes from, and which of all this is."""
    meeting = comes_from(page.board, record)
    if meeting is None:
        return []
    day = say_day_near(date_of(meeting), date_of(page.now))
    is_today = date_of(meeting) == date_of(page.now)
    words = (
        _("From a meeting earlier today") if is_today else _("From {day}, {ago}", day=day, ago=ago(meeting, page.now))
    )
    number = _("{number} of {count}", number=page.at + 1, count=len(page.records))
    style = window.brush.style("hint")
    cells = window.width - INDENT - cell_len(number) - 3
    left = [(" " * INDENT + cut(words, cells, window.brush.signs.more), style)]
    return [row(window.width, left, window.brush.style("screen"), [(f"{number} ", style)])]


def _words(page: WhatWeSaid, record: Carried, window: Window, lines: int) -> list[Strip]:
    """Return the label and the words, and below them who said it and by when."""
    width, brush = window.width, window.brush
    label = page.board.label_of(record)
    indent = " " * (INDENT + 2)
    lead = f"{indent}{label}  "
    said = wrap(words_of(record), width - cell_len(lead) - 1, lines, brush.signs.more)
    title, ground = brush.style("title"), brush.style("screen")
    rows = [
        row(width, [(lead if number == 0 else " " * cell_len(lead), ground), (line, title)], ground)
        for number, line in enumerate(said)
    ]
    who = _who(page.board, record, date_of(page.now))
    cells = width - cell_len(lead) - 1
    rows += [
        row(width, [(" " * cell_len(lead) + line, brush.style("choice_detail"))], ground)
        for line in wrap(who, cells, min(2, lines), brush.signs.more)
    ]
    return rows


def _who(board: Board, record: Carried, today: date) -> str:
    """Return who said it, and by when: *Priya, by Fri 27 Nov*."""
    if isinstance(record, Card):
        who = listed(us_last(names_of(board, record.owners)))
    elif record.asks:
        who = _("{who} asks", who=board.name_of(record.asks))
    elif record.knows:
        who = _("{who} knows one of them", who=board.name_of(record.knows))
    else:
        who = _("nobody has said that they ask")
    day = day_of(record.when)
    return _("{who}, by {day}", who=who, day=say_day_short(day, today, weekday=True)) if day else who


def _choices(page: WhatWeSaid) -> list[str]:
    after_all = [_("{name} is here after all", name=page.board.name_of(slug)) for slug in page.missing]
    return [*(_(ANSWERS[answer]) for answer in page.answers), *after_all]


def _guidance(page: WhatWeSaid, record: Carried, answered: Kept | Came | None) -> str:
    if answered is not None:
        why = why_of(page.board, record)
        if why:
            return _('Answered: "{words}". Another figure changes it, Del takes it back.', words=why)
        return _("Answered. Another figure changes it, Del takes it back.")
    if page.missing:
        names = listed(names_of(page.board, page.missing))
        return _("{names}: not here. It stays open by itself; nobody answers for somebody else.", names=names)
    first = next((slug for slug in askers(record) if slug != ROOM_KEPT and page.board.one(slug) in page.board.here), "")
    if isinstance(record, Absence):
        return (
            _('Ask {name} first. "Not asked yet" is a good answer.', name=page.board.name_of(first))
            if first
            else _('Ask everybody. "Not asked yet" is a good answer.')
        )
    if first:
        return _('Ask {name} first. "Not yet" is a good answer.', name=page.board.name_of(first))
    return _('Ask everybody. "Not yet" is a good answer.')


def _all_of_them(page: WhatWeSaid, window: Window) -> tuple[list[Strip], list[Spot]]:
    """Return what came of all of them, a row each, as far as there is room."""
    width, brush = window.width, window.brush
    empty, room = blank(width, brush.style("screen")), window.height - 3
    rows = [question_row(page.board, _("That is all we said."), page.now, window), empty]
    answers = {record.id: answer_of(page.board, record) for record in page.records}
    words = {entity: _(ANSWERS[answer]) if answer else _("stays open") for entity, answer in answers.items()}
    cells = max(map(cell_len, words.values()), default=0) + 2
    spots = []
    for at, record in enumerate(page.records):
        if len(rows) >= room - 1 and at < len(page.records) - 1:
            more = _("{sign} {number} more", sign=brush.signs.more, number=len(page.records) - at)
            rows += words_rows(more, window, "hint", lines=1)
            break
        spots.append(Spot(1 + len(rows), 0, width, at))
        label = page.board.label_of(record)
        text = cut(words_of(record), width - INDENT - cells - cell_len(label) - 3, brush.signs.more)
        answer = words[record.id]
        pieces = [(answer + " " * (cells - cell_len(answer)), True), (f"{label}  ", True), (text, False)]
        rows.append(choice_row(width, brush, pieces, in_hand=False))
    return rows, spots


def _standing(page: WhatWeSaid) -> str:
    if page.record is None:
        return _("What stays open is still with us.") if page.records else _("Nothing is left to ask after.")
    if not page.typed.is_empty and not page.is_worded:
        return _("Enter behind the words; then a figure answers.")
    return _("A figure answers; words can come before it.") if len(page.answers) > 1 else ""


def _offers(page: WhatWeSaid, window: Window) -> tuple[Offer, ...]:
    brush = window.brush
    later = Offer("escape", _("later"))
    if page.record is None:
        onward = Offer("enter", _("go on") if page.begins else _("back to the board"))
        return (onward, Offer("up", _("back one"), cap=brush.up), Offer("escape", _("board")))
    if not page.typed.is_empty and not page.is_worded:
        return (Offer("enter", _("then a figure")), Offer("escape", _("empty the line"), _("empty")))
    count = len(page.answers) + len(page.missing)
    figures = Offer("", _("answer"), cap=f"1-{count}" if count > 1 else "1")
    if not page.typed.is_empty:
        return (figures, Offer("escape", _("empty the line"), _("empty")))
    onward = Offer("enter", _("leave it open"), _("next"))
    before, rest = Offer("up", _("back one"), _("back"), cap=brush.up), Offer("tab", _("all later"), _("rest"))
    offers = (figures, onward, before, rest, later)
    # The figures stand on the page as well: they give way first.
    return offers if len(keys_of(offers, window.width, window.brush).placed) == len(offers) else offers[1:]
