"""Saying "I will" to a card that is there: who, and by when."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.cards import TakeCard
from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.board.records import CardId
from cofacil.board.slugs import ROOM
from cofacil.language.card_line import Captured, knows_name, read_line, with_plain_day
from cofacil.language.catalog import _
from cofacil.language.days import say_day, say_in
from cofacil.language.finish import chosen_names, finished_in
from cofacil.language.names import listed, us_last
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed, ended
from cofacil.tui.modes.paste import taken
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed


@dataclass(frozen=True, slots=True)
class Will(Mode):
    """Keeps who will, and a day; with nobody named it is whoever takes part themselves, or we here."""

    card: CardId
    typed: Typed = field(default_factory=Typed)

    def foot(self, desk: Desk) -> Foot:
        card = desk.board.card(self.card)
        offers = (
            Offer("enter", _("keep")),
            Offer("tab", _("finish the name"), _("name")),
            Offer("escape", _("back"), stays=True),
        )
        lead = _('{label}: who says "I will"?', label=desk.board.label_of(card))
        return Foot(lead, self.typed, self._readback(desk), sentence=_("Only they can say so."), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key == "enter":
            return self._keep(desk)
        if press.key == "tab":
            finished = self.typed.choose(
                lambda line: chosen_names(line, desk.board, lambda text: self._read(desk, text))
            ) or self.typed.finish(lambda before: finished_in(before, desk.board))
            return Step(replace(self, typed=finished)) if finished else None
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text)
        return Step(replace(self, typed=self.typed.insert(plain)), sentence=sentence)

    def _line(self, desk: Desk, text: str) -> str:
        """Return what was typed; a name that is known is one whether it has its sign or not."""
        first = text.split()[:1]
        is_name = "@" not in text and first and knows_name(desk.board, first[0])
        return f"@{text.lstrip()}" if is_name else text

    def _read(self, desk: Desk, line: str | None = None) -> Captured:
        text = self._line(desk, self.typed.text if line is None else line)
        return with_plain_day(read_line(text, desk.board, desk.today), desk.today)

    def _doubt(self, captured: Captured) -> str:
        """Say what this line has no place for, or which name fits several; "" when all of it is kept."""
        over = [*([f'"{captured.text}"'] if captured.text else []), *(f"#{tag}" for tag in captured.tags)]
        if captured.unsure or not over:
            return captured.unsure
        return _("A name is @name, a day ^fri. No place here for {words}.", words=", ".join(over))

    def _readback(self, desk: Desk) -> str:
        captured = self._read(desk)
        if doubt := self._doubt(captured):
            return doubt
        return " ".join([self._said(captured, desk), *captured.notices])

    def _said(self, captured: Captured, desk: Desk) -> str:
        is_us = self._owners(captured, desk) == (ROOM,)
        who, when = listed(us_last(self._named(captured, desk))), captured.when
        if when is None:
            return _("We here will.") if is_us else _("{names} will.", names=who)
        words = N_("We here will, by {day} ({distance}).") if is_us else N_("{names} will, by {day} ({distance}).")
        return _(words, names=who, day=say_day(when), distance=say_in(when, desk.today))

    def _named(self, captured: Captured, desk: Desk) -> tuple[str, ...]:
        """Return who will, in words; somebody new is called so before Enter."""
        return tuple(
            _("{name} (new)", name=name) if name in captured.newcomers else name
            for name in self._owners(captured, desk)
        )

    def _owners(self, captured: Captured, desk: Desk) -> tuple[str, ...]:
        leads = desk.seat.role.includes(Role.COFACILITATOR)
        return captured.names or ((ROOM,) if leads else (desk.seat.name,))

    def _keep(self, desk: Desk) -> Step:
        captured = self._read(desk)
        if doubt := self._doubt(captured):
            return Step(self, sentence=doubt)
        takes = tuple(
            TakeCard(self.card, name, captured.when_iso, tuple(new for new in captured.newcomers if new == name))
            for name in self._owners(captured, desk)
        )
        return Step(self, takes, kept=ended)
