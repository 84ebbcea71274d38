"""Closing asks how each thing that is open stays so: ending with open questions is a good ending."""

from collections.abc import Mapping
from typing import ClassVar

from cofacil.board.commands.closing import StayOpen, Stays
from cofacil.board.events import EntityId
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Card, Meeting
from cofacil.language.catalog import _, ngettext
from cofacil.language.fact_words import Form, brief_words, fact_words
from cofacil.language.facts import FactKind, fact_of, facts
from cofacil.language.names import listed, us_last
from cofacil.language.numbers import count_first
from cofacil.tui.modes.mode import Desk
from cofacil.tui.pages.closing.lines import WhoFindsOut
from cofacil.tui.pages.closing.listing import MEASURE, block, said
from cofacil.tui.pages.closing.part import (
    Answer,
    Closing,
    Drawn,
    Line,
    Listed,
    OpenLine,
    Part,
    back,
    next_of,
    open_to_all,
)
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.paint.text import cell_len, fitting

_HOW, _HOW_WIDE = 27, 40
_FIGURES = {"1": Stays.OPEN, "2": Stays.WICKED, "3": Stays.EVIDENCE, "4": Stays.LET_GO}


class StaysOpen(Part):
    """Lists open questions and issues; a figure answers, and three asks who finds out."""

    title: ClassVar[str] = N_("What stays open?")

    def listed(self, board: Board, meeting: Meeting) -> Listed:
        """Return what is open, and what was let go in this meeting: that can still be taken back."""
        return tuple(
            card
            for card in open_to_all(board)
            if card.kind.spec.stays_open and (card.is_open or _is_let_go_now(card, meeting))
        )

    def first(self, board: Board, meeting: Meeting) -> EntityId:
        """Return the first of which nothing is said yet."""
        cards = self.listed(board, meeting)
        unsaid = (card for card in cards if isinstance(card, Card) and card.is_open and not card.marks)
        return next((card.id for card in (*unsaid, *cards)), "")

    def after(self, hand: EntityId, board: Board, meeting: Meeting) -> EntityId:
        return next_of(hand, self.listed(board, meeting))

    @property
    def has_new(self) -> bool:
        return False

    def line(self, hand: EntityId, desk: Desk) -> OpenLine | None:
        return None

    def answers(self, hand: EntityId, desk: Desk) -> Mapping[str, Answer]:
        if not hand:
            return {}
        return {
            figure: Answer(StayOpen(hand, stays), WhoFindsOut(about=hand) if stays is Stays.EVIDENCE else None)
            for figure, stays in _FIGURES.items()
        }

    def is_opened(self, line: Line | None) -> bool:
        return isinstance(line, WhoFindsOut)

    def draw(self, closing: Closing, scene: Scene, meeting: Meeting, most: int = 1) -> Drawn:
        cells = _HOW_WIDE if scene.width >= MEASURE else _HOW
        cards = self.listed(scene.board, meeting)
        blocks = [
            block(card, scene, ((how_words(card, scene), cells),), most, in_hand=card.id == closing.hand)
            for card in cards
            if isinstance(card, Card)
        ]
        lead = _("These stay with the board and come back by themselves:") if cards else _("Nothing is left open.")
        return Drawn((said(lead, scene),), blocks, (said(_("Ending with open questions is a good ending."), scene),))

    def foot(self, closing: Closing, desk: Desk) -> Foot:
        if isinstance(closing.line, WhoFindsOut):
            foot = closing.line.foot(desk)
            hint = foot.readback or _("Only they can say so. Enter on an empty line: nobody yet.")
            offers = (Offer("enter", _("keep")), Offer("tab", _("finish the name"), _("name")), back())
            return foot._replace(readback=hint, offers=offers)
        go_on = Offer("enter", _("go on"), stays=True)
        if not closing.hand:
            return Foot(offers=(go_on, back()))
        figures = Offer("", _("answer"), cap="1-4")
        choose = Offer("", _("another card"), _("another"), cap=desk.brush.up_down)
        return Foot(_choices(closing.hand, desk), offers=(figures, choose, go_on, back()))

    def sentence(self, board: Board, meeting: Meeting, now: int) -> str:
        count = sum(isinstance(card, Card) and card.is_open for card in self.listed(board, meeting))
        if not count:
            return ""
        return ngettext("One thing stays open.", "{Number} things stay open.", count, Number=count_first(count))


def how_words(card: Card, scene: Scene) -> str:
    """Return how a card stays open, as far as that was said; else what it meets."""
    found = facts(scene.board, card, scene.today)
    if evidence := fact_of(found, FactKind.EVIDENCE):
        if not evidence.names:
            return fact_words(evidence, Form.PAGE)
        return _("needs evidence: {names}", names=listed(us_last(evidence.names)))
    if wicked := fact_of(found, FactKind.WICKED):
        return fact_words(wicked, Form.PAGE)
    return brief_words(fact for fact in found if fact.kind in {FactKind.DONE, FactKind.MEETS})[0]


def _choices(hand: EntityId, desk: Desk) -> str:
    """Return what figures answer, as fully as it fits."""
    label = desk.board.label_of(desk.board.card(hand))
    forms = (
        _("{label}: 1 leave open   2 bigger than us   3 needs evidence   4 let go", label=label),
        _("1 leave open  2 bigger than us  3 needs evidence  4 let go"),
        _("1 open  2 bigger  3 evidence  4 let go"),
    )
    return fitting([form for form in forms if cell_len(form) <= desk.width - 2] or forms[-1:], desk.width - 2)


def _is_let_go_now(card: Card, meeting: Meeting) -> bool:
    done = card.fields.get("done")
    at = done.get("at") if isinstance(done, dict) else None
    return card.is_let_go and isinstance(at, int) and at >= meeting.opened
