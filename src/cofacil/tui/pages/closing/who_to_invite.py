"""Closing asks whom the group will ask to join, who knows one of them, and who asks: a few of them, asked well."""

from typing import ClassVar

from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.quiet import is_hidden
from cofacil.board.records import Absence, Meeting
from cofacil.language.catalog import _, ngettext
from cofacil.language.fact_words import Form, fact_words, state_words
from cofacil.language.facts import Fact, FactKind, fact_of, facts
from cofacil.language.numbers import count_first
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.mode import Desk
from cofacil.tui.pages.closing.lines import WhoSpeaks
from cofacil.tui.pages.closing.listing import MEASURE, block, said
from cofacil.tui.pages.closing.part import Closing, Drawn, Line, Listed, OpenLine, Part, back, next_of, on_empty
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot, Scene

_WAY, _WAY_WIDE = 36, 52


class WhoToInvite(Part):
    """Lists who is missing, those not born yet last; what is typed is who knows them, then who asks and by when."""

    title: ClassVar[str] = N_("Who will we ask to join us?")

    def listed(self, board: Board, meeting: Meeting) -> Listed:
        found = [absence for absence in board.absences if absence.is_open and not is_hidden(board, absence.id)]
        return tuple(sorted(found, key=lambda absence: absence.is_standing))

    def first(self, board: Board, meeting: Meeting) -> EntityId:
        """Return the first to whom nobody knows a way yet."""
        listed = self.listed(board, meeting)
        lost = (absence for absence in listed if isinstance(absence, Absence) and _is_lost(absence))
        to_ask = (it for it in listed if isinstance(it, Absence) and it.state is not AbsenceState.INVITED)
        return next((absence.id for absence in (*lost, *to_ask, *listed)), "")

    def after(self, hand: EntityId, board: Board, meeting: Meeting) -> EntityId:
        return next_of(hand, self.listed(board, meeting)) if hand else ""

    def line(self, hand: EntityId, desk: Desk) -> OpenLine | None:
        if not hand:
            return Missing(is_answer=False)
        absence = desk.board.absence(hand)
        if absence.is_standing:
            return WhoSpeaks(about=hand)
        if absence.state is AbsenceState.INVITED:
            return None
        part = MissingPart.ASKER if absence.knows else MissingPart.BRIDGE
        return Missing(part=part, absence=hand, is_answer=False)

    def is_opened(self, line: Line | None) -> bool:
        return isinstance(line, Missing) and line.is_kept_now

    def held(self, hand: EntityId, line: Line) -> EntityId:
        return line.absence or hand if isinstance(line, Missing) else hand

    def draw(self, closing: Closing, scene: Scene, meeting: Meeting, most: int = 1) -> Drawn:
        cells = _WAY_WIDE if scene.width >= MEASURE else _WAY
        blocks = [
            block(absence, scene, ((way_words(absence, scene), cells),), most, in_hand=absence.id == closing.hand)
            for absence in self.listed(scene.board, meeting)
            if isinstance(absence, Absence)
        ]
        few = said(_("Two or three people asked well are worth more than a long list."), scene)
        return Drawn((said(_("Who knows one of them, and who asks?"), scene),), blocks, (few,))

    def foot(self, closing: Closing, desk: Desk) -> Foot:
        line = closing.line
        if line is None:
            go_on = Offer("enter", _("go on"), stays=True)
            choose = Offer("", _("another"), cap=desk.brush.up_down)
            label = desk.board.label_of(desk.board.absence(closing.hand)) if closing.hand else ""
            lead = _("{label} is invited already. Nothing is asked here.", label=label) if label else ""
            return Foot(lead, offers=(go_on, choose, back()))
        foot = line.foot(desk)
        others = Offer("", _("another"), cap=desk.brush.up_down)
        if not line.typed.is_empty:
            keep = Offer("enter", _("keep"))
            finish = (Offer("tab", _("finish the name"), _("name")),) if closing.hand else ()
            return foot._replace(offers=(keep, *finish, back()))
        hint = _("@name, or the name alone. Only they can say that they ask.")
        if not closing.hand and isinstance(line, Missing) and not line.absence:
            hint = _("Somebody else? A group, not a person.")
        offers = (Offer("enter", _("keep")), others, on_empty(), back())
        return foot._replace(readback=hint, sentence=None, offers=offers)

    def sentence(self, board: Board, meeting: Meeting, now: int) -> str:
        asked = sum(isinstance(one, Absence) and bool(one.asks) for one in self.listed(board, meeting))
        if not asked:
            return _("Nobody has said yet that they will ask somebody.")
        return ngettext(
            "One of them has somebody who asks.",
            "{Number} of them have somebody who asks.",
            asked,
            Number=count_first(asked),
        )


def way_words(absence: Absence, scene: Scene) -> str:
    """Return how far the way to somebody is: who asks by when, who knows them, or that nobody does yet."""
    found = facts(scene.board, absence, scene.today)
    if absence.is_standing:
        speaks = fact_of(found, FactKind.SPEAKS)
        return fact_words(speaks, Form.PAGE) if speaks else _("who speaks for them next time?")
    asks = fact_of(found, FactKind.ASKS, FactKind.ASKS_TOO)
    if asks and absence.state is not AbsenceState.INVITED:
        # Alone on its row, who knows them too is said with their name.
        return fact_words(Fact(FactKind.ASKS, *asks[1:]), Form.WAY)
    return state_words(found)


def _is_lost(absence: Absence) -> bool:
    return not (absence.is_standing or absence.knows or absence.asks or absence.state is AbsenceState.INVITED)
