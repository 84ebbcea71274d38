"""The story of one card, or of somebody who was missing, from the beginning to now; each moment leads to the board as it was."""

from dataclasses import dataclass, replace

from textual.strip import Strip

from cofacil.board.events import EntityId
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _, ngettext
from cofacil.language.course_words import clock_words
from cofacil.language.days import date_of, say_day_short
from cofacil.made_lately import MadeLately
from cofacil.review.story import Story as StoryTold
from cofacil.review.story import Told
from cofacil.tui.keys import Press
from cofacil.tui.pages.review.leaf import READ_ONLY, Desk, Drawn, Leaf, ToMoment, ToStory, Turn
from cofacil.tui.pages.review.told import told_words
from cofacil.tui.pages.sheet import Edges, choice_styles, listed, sheet, words_rows
from cofacil.tui.paint.cards import face, list_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, margin, row
from cofacil.tui.paint.text import cell_len, fit, wrap
from cofacil.tui.paint.window import Window

_INDENT = 3
_AIRY_FROM = 20
"""Rows of a window from which the card has air around it."""


@dataclass(frozen=True, slots=True)
class Story(Leaf):
    """Whose story it is, and which moment of it is in hand."""

    entity: EntityId
    hand: int = 0
    top: int = 0

    @classmethod
    def of(cls, entity: EntityId, desk: Desk, at: int = 0) -> "Story":
        """Return it with the moment in hand that was at an event, or the last one before it."""
        told = _read(entity, desk)
        return cls(entity, max(0, told.before(at)) if told and at else 0)

    def draw(self, desk: Desk, window: Window, sentence: str) -> Drawn:
        told = _read(self.entity, desk)
        if told is None:
            edges = Edges(_("It is not on this board."), (Offer("escape", _("back")),), sentence, state=_(READ_ONLY))
            return Drawn(sheet(window, edges, ()), self)
        ground = blank(window.width, window.brush.style("screen"))
        air = [ground] if window.height >= _AIRY_FROM else []
        card = [*air, *_card(self.entity, desk, window), ground]
        room = window.height - 3 - len(card)
        inner = Window(window.width, room, window.brush)
        when, texts = _worded(told, desk)
        cells = max(map(cell_len, when), default=0)

        def block(at: int) -> list[Strip]:
            return _moment_rows(when[at], cells, texts[at], window, in_hand=at == self.hand)

        hand = max(0, min(self.hand, len(texts) - 1))
        shown = listed(block, len(texts), hand, self.top, inner, 1 + len(card))
        made = sheet(
            window, self._edges(told, sentence, window, desk), [*card, *shown.rows], shown.spots, top=shown.top
        )
        return Drawn(made, replace(self, top=shown.top, hand=hand))

    def press(self, press: Press, desk: Desk) -> Turn | None:
        told = _read(self.entity, desk)
        count = len(told.moments) if told else 0
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -count, "end": count}
        if press.key == "escape":
            return Turn(is_back=True)
        if told is None or not count:
            return None
        if press.key in moves:
            return Turn(replace(self, hand=max(0, min(count - 1, self.hand + moves[press.key]))))
        if press.key == "enter":
            return self.choose(self.hand, desk)
        if press.key == "tab" and (other := told.moments[self.hand].other):
            return Turn(to=ToStory(other, told.moments[self.hand].position))
        return None

    def choose(self, choice: int, desk: Desk) -> Turn | None:
        told = _read(self.entity, desk)
        if told is None or not 0 <= choice < len(told.moments):
            return None
        return Turn(replace(self, hand=choice), ToMoment(told.moments[choice].position, self.entity))

    def _edges(self, told: StoryTold, sentence: str, window: Window, desk: Desk) -> Edges:
        moment = told.moments[self.hand] if self.hand < len(told.moments) else None
        other = (Offer("tab", _("story of {label}", label=moment.label)),) if moment and moment.other else ()
        offers = (
            Offer("", _("event"), cap=window.brush.up_down),
            Offer("enter", _("the board at that moment"), _("the board then")),
            *other,
            Offer(desk.keys["help"], _("more")),
            Offer("escape", _("back")),
        )
        count = len(told.moments)
        said = sentence or ngettext(
            "{number} thing happened to {label}.", "{number} things happened to {label}.", count, label=told.label
        )
        title = _("{label}, from beginning to now", label=told.label)
        return Edges(title, offers, said, _("looking back"), _(READ_ONLY))


_stories: MadeLately[StoryTold | None] = MadeLately(64)
_words: MadeLately[tuple[list[str], list[str]]] = MadeLately(64)


def _read(entity: EntityId, desk: Desk) -> StoryTold | None:
    """Return a story, told once for a board however many keys are pressed on it."""
    key = (id(desk.book), entity)
    found = _stories.get(key)
    return found[1] if found is not None else _stories.put(key, (desk.book,), desk.book.story(entity))


def _worded(told: StoryTold, desk: Desk) -> tuple[list[str], list[str]]:
    """Return when each of its moments was, and what happened, in words."""
    key = (id(told), desk.today, desk.brush)
    if (found := _words.get(key)) is not None:
        return found[1]
    texts = [told_words(moment, told, desk, desk.brush.signs.more) for moment in told.moments]
    return _words.put(key, (told,), ([_when(moment, desk) for moment in told.moments], texts))


def _card(entity: EntityId, desk: Desk, window: Window) -> list[Strip]:
    """Return it as it stands on the board today."""
    record = desk.board.records[entity]
    assert isinstance(record, Card | Absence)  # noqa: S101  # it has a story
    brush, width = window.brush, window.width
    rows = [*list_rows(face(desk.board, record, brush.signs, desk.today), width, brush, 5, 5)]
    note = record.note if isinstance(record, Card) and not record.is_withheld else ""
    return [*rows, *(words_rows(note, window, "hint", 7, 3) if note else ())]


def _when(moment: Told, desk: Desk) -> str:
    return _("{day} {clock}", day=say_day_short(date_of(moment.at), desk.today), clock=clock_words(moment.at))


def _moment_rows(when: str, cells: int, words: str, window: Window, *, in_hand: bool) -> list[Strip]:
    brush, width = window.brush, window.width
    plain, quiet = choice_styles(brush, in_hand=in_hand)
    indent = _INDENT + cells + 2
    lines = wrap(words, width - indent - 1 - margin(width), 4, brush.signs.more)
    lead = f" {brush.signs.mark} " if in_hand else " " * _INDENT
    return [
        row(
            width,
            [
                (lead if y == 0 else " " * _INDENT, plain),
                (fit(when if y == 0 else "", cells), quiet),
                ("  ", plain),
                (line, plain),
            ],
            plain,
        )
        for y, line in enumerate(lines)
    ]
