"""Closing asks for one small thing that somebody will do before the group meets again, or why there is none today."""

from typing import ClassVar

from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Card, Meeting
from cofacil.language.catalog import _, ngettext
from cofacil.language.fact_words import Form, brief_words, fact_words
from cofacil.language.facts import FactKind, fact_of, facts
from cofacil.language.numbers import count_first
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.mode import Desk
from cofacil.tui.modes.will import Will
from cofacil.tui.pages.closing.lines import WhyNone
from cofacil.tui.pages.closing.listing import BESIDE_FROM, MEASURE, block, said
from cofacil.tui.pages.closing.part import Closing, Drawn, Listed, OpenLine, Part, back, on_empty, open_to_all
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.paint.text import cell_len

_WHO, _DAY = 13, 15
_WHO_WIDE, _DAY_WIDE = 24, 22


class SmallAction(Part):
    """Lists what somebody will do; what is typed is an action like any other."""

    title: ClassVar[str] = N_("What will we do?")

    def listed(self, board: Board, meeting: Meeting) -> Listed:
        return tuple(card for card in open_to_all(board) if card.is_open and (card.kind.has_owners or card.owners))

    def line(self, hand: EntityId, desk: Desk) -> OpenLine | None:
        return Will(hand) if hand else Capture(Kind.ACTION)

    def before_going_on(self, closing: Closing, desk: Desk) -> OpenLine | None:
        """Ask once why there is none, where this meeting has no action yet and nobody has said why."""
        board, ulid = desk.board, closing.meeting.partition("/")[2]
        meeting = board.records.get(closing.meeting)
        is_said = isinstance(meeting, Meeting) and bool(meeting.none_today)
        has_one = any(card.kind.has_owners and card.meeting == ulid for card in board.cards())
        is_asked = closing.hand == "" and not isinstance(closing.line, WhyNone)
        return WhyNone() if is_asked and not is_said and not has_one else None

    def draw(self, closing: Closing, scene: Scene, meeting: Meeting, most: int = 1) -> Drawn:
        who_cells, day_cells = (_WHO_WIDE, _DAY_WIDE) if scene.width >= MEASURE else (_WHO, _DAY)
        room = day_cells if scene.width >= BESIDE_FROM else scene.width
        blocks = []
        for record in self.listed(scene.board, meeting):
            found = facts(scene.board, record, scene.today)
            will = fact_of(found, FactKind.WILL)
            who = fact_words(will, Form.CARD) if will else _("nobody yet")
            days = brief_words(found) if record.when else ("",)
            day = next((words for words in days if cell_len(words) < room), days[-1])
            blocks.append(
                block(record, scene, ((who, who_cells), (day, day_cells)), most, in_hand=record.id == closing.hand)
            )
        question = said(
            _("Is there one small thing you will do before we meet again?"), scene, in_hand=not closing.hand
        )
        if meeting.none_today:
            hint = said(_("None today: {why}", why=meeting.none_today), scene)
        else:
            hint = said(_("If there is none today, say why in a few words. That is an answer too."), scene, "hint")
        return Drawn((), blocks, (question, hint))

    def foot(self, closing: Closing, desk: Desk) -> Foot:
        line = closing.line
        if line is None:
            return Foot(offers=(back(),))
        foot = line.foot(desk)
        is_empty = line.typed.is_empty
        keep = Offer("enter", _("keep"))
        if isinstance(line, WhyNone):
            return foot._replace(
                readback=foot.readback or _("Enter on an empty line: go on without."), offers=(keep, on_empty(), back())
            )
        if isinstance(line, Will):
            hint = _("@name, or @us for all of us; ^fri by when. Enter on an empty line: go on.")
            return foot._replace(
                readback=hint if is_empty else foot.readback, offers=(keep, on_empty(), *_tab(), back()), sentence=None
            )
        if isinstance(line, Capture) and line.kind is Kind.ACTION:
            foot = foot._replace(lead=_("I will:"))
        if is_empty:
            foot = foot._replace(readback=_("In their own words: @who says it, ^fri by when."))
        asks = self.before_going_on(closing, desk) is not None
        goes_on = on_empty(_("on an empty line: none today"), _("empty: none today")) if asks else on_empty()
        others = (goes_on, *self._choose(desk, closing)) if is_empty else _tab()
        return foot._replace(offers=(Offer("enter", _("keep, write the next"), _("keep")), *others, back()))

    def sentence(self, board: Board, meeting: Meeting, now: int) -> str:
        count = sum(isinstance(record, Card) and bool(record.owners) for record in self.listed(board, meeting))
        if not count:
            return _('Nobody has said "I will" yet.')
        return ngettext(
            'One action has somebody who said "I will".',
            '{Number} actions have somebody who said "I will".',
            count,
            Number=count_first(count),
        )

    def _choose(self, desk: Desk, closing: Closing) -> tuple[Offer, ...]:
        """Offer the last of the list, to say who does it."""
        meeting = desk.board.records.get(closing.meeting)
        listed = self.listed(desk.board, meeting) if isinstance(meeting, Meeting) else ()
        return (Offer("up", desk.board.label_of(listed[-1]), cap=desk.brush.up),) if listed else ()


def _tab() -> tuple[Offer, ...]:
    return (Offer("tab", _("finish the name"), _("name")),)
