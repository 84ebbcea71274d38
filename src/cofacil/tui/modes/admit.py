"""Answering somebody who asks to be let in, or to write."""

from dataclasses import dataclass

from cofacil.board.kinds import Role
from cofacil.language.catalog import _
from cofacil.room.requests import Ask, Wish
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import AnswerAsk, Desk, Mode, OpenPage, Step, closed
from cofacil.tui.paint.ask_words import answer_offers, doubt_words, known_words
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot


@dataclass(frozen=True, slots=True)
class Admit(Mode):
    """Says who asks; Enter lets them, 9 does not, Esc leaves them waiting."""

    ask: Ask

    def is_past(self, desk: Desk) -> bool:
        return self.ask not in desk.asks

    def foot(self, desk: Desk) -> Foot:
        offers = (
            *answer_offers(self.ask),
            Offer(desk.keys["join"], _("how to join"), _("how")),
            Offer("escape", _("later"), stays=True),
        )
        known = known_words(self.ask)
        return Foot(
            doubt_words((self.ask, *(ask for ask in desk.asks if ask != self.ask))),
            readback=known,
            # A low window has no row for what is known: it stands in the last one, and nowhere else.
            sentence=known if desk.is_tight else "",
            offers=offers,
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "enter":
            return self._answer(Role.PARTICIPANT)
        if press.key == "8" and self.ask.wish is Wish.JOIN:
            return self._answer(Role.VIEWER)
        if press.key == "9":
            return self._answer(None)
        if press.key.casefold() == desk.keys["join"]:
            return Step(None, errands=(OpenPage("join"),))
        return closed(_("{name} still waits.", name=self.ask.name)) if press.key == "escape" else None

    def _answer(self, role: Role | None) -> Step:
        return Step(None, errands=(AnswerAsk(self.ask, role),))
