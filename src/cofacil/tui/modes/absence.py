"""How far the way to somebody who is not here has come: one figure."""

from dataclasses import dataclass

from cofacil.board.commands.absences import AbsenceCame
from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState
from cofacil.tui.keys import Press
from cofacil.tui.modes.missing import Missing, Part
from cofacil.tui.modes.mode import Desk, Mode, Step, closed, ended
from cofacil.tui.paint.cards import absence_detail
from cofacil.tui.paint.scene import Foot

_STATES = dict(zip("12345", AbsenceState, strict=True))


@dataclass(frozen=True, slots=True)
class AbsenceLine(Mode):
    """Asks what came of it."""

    absence: EntityId

    def foot(self, desk: Desk) -> Foot:
        absence = desk.board.absence(self.absence)
        label = desk.board.label_of(absence)
        return Foot(
            f"{label} {absence.who}",
            None,
            readback=absence_detail(desk.board, absence, desk.brush.signs),
            keys="1 noticed   2 bridge   3 invited   4 joined   5 said no   Enter who knows them?|who knows   Esc",
            told=f"What came of {label}?",
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key in _STATES:
            command = AbsenceCame(self.absence, _STATES[press.key])
            return Step(self, (command,), kept=ended)
        if press.key == "enter":
            return Step(Missing(part=Part.BRIDGE, absence=self.absence, is_answer=False))
        return None
