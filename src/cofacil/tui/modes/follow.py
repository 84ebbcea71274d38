"""Choosing whom to follow, where several facilitate: one figure each."""

from dataclasses import dataclass

from cofacil.language.catalog import _
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, DoTogether, Mode, Step, closed
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot

MOST = 9
"""Of whom one is chosen by a single figure."""


@dataclass(frozen=True, slots=True)
class Follow(Mode):
    """Asks whom to follow."""

    names: tuple[str, ...]

    def foot(self, desk: Desk) -> Foot:
        offers = tuple(Offer(str(at), name) for at, name in enumerate(self.names[:MOST], 1))
        return Foot(_("Whom do you follow?"), offers=(*offers, Offer("escape", _("look for yourself"), stays=True)))

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed(_("You look for yourself."))
        if press.key in {str(at) for at in range(1, len(self.names[:MOST]) + 1)}:
            return Step(None, errands=(DoTogether("follow", self.names[int(press.key) - 1]),))
        return None
