"""Saying how far the way to somebody who is not here has come: one figure each."""

from dataclasses import dataclass

from cofacil.board.commands.absences import AbsenceCame
from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState
from cofacil.language.catalog import _
from cofacil.language.states import STATES
from cofacil.tui.keys import Press
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.mode import Desk, Mode, Step, closed, ended
from cofacil.tui.paint.cards import absence_detail
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot

_STATES = {str(figure): state for figure, state in enumerate(AbsenceState, 1)}


@dataclass(frozen=True, slots=True)
class WhatCame(Mode):
    """Asks what came of it."""

    absence: EntityId

    def foot(self, desk: Desk) -> Foot:
        absence = desk.board.absence(self.absence)
        label = desk.board.label_of(absence)
        return Foot(
            f"{label} {absence.who}",
            None,
            readback=absence_detail(desk.board, absence, desk.brush.signs, desk.today),
            sentence=_("What came of {label}?", label=label),
            offers=(
                *(Offer(figure, _(STATES[state].choice)) for figure, state in _STATES.items()),
                Offer("enter", _("who knows them?"), _("who knows")),
                Offer("escape", "", stays=True),
            ),
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key in _STATES:
            command = AbsenceCame(self.absence, _STATES[press.key])
            return Step(self, (command,), kept=ended)
        if press.key == "enter":
            return Step(Missing(part=MissingPart.BRIDGE, absence=self.absence, is_answer=False))
        return None
