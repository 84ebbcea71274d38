"""Writing down what somebody says: the line stays open, so that the next card costs only words and Enter."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.cards import ROOM, EditCard
from cofacil.board.kinds import Kind
from cofacil.board.records import CardId
from cofacil.room.capture import Captured, finish_name, read_back, read_line
from cofacil.room.room import Told
from cofacil.tui.lines.base import PASTE_LIMIT, Desk, OpenLine, Press, Step, closed
from cofacil.tui.lines.pasted import Pasted
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed

_SIGNS = {kind.glyph: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Capture(OpenLine):
    """A card as it is typed, read back in words before it is kept."""

    column: Kind
    """The kind that a line without a sign makes."""
    typed: Typed = field(default_factory=Typed)
    sign: Kind | None = None
    """The kind that a first letter has chosen."""
    last: CardId = ""
    """The card that was kept last, which ↑ takes up again."""
    again: CardId = ""
    """The card that is being mended."""

    @property
    def kind(self) -> Kind:
        return self.sign or self.column

    def foot(self, desk: Desk) -> Foot:
        captured = read_line(self.typed.text, desk.board, desk.today)
        lead = f"{self.kind.glyph} {self.kind.singular}:"
        return Foot(
            lead,
            self.typed,
            readback=self._readback(captured, desk),
            keys=f"Enter keep, write the next   Tab finish the name   Esc stop   {desk.brush.signs.up} last card again",
            told=" ".join(captured.notices) or None,
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key == "enter":
            return self._keep(desk)
        if press.key == "tab":
            return Step(replace(self, typed=Typed.of(finish_name(self.typed.text, desk.board))))
        if press.key == "up":
            return self._take_up(desk)
        if not self.typed.text and not self.again:
            if press.character in _SIGNS:
                return Step(replace(self, sign=_SIGNS[press.character]))
            if press.key == "backspace" and self.sign:
                return Step(replace(self, sign=None))
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
        if len(lines) > 1:
            return Step(Pasted(self, self.kind, tuple(lines)))
        if not lines:
            return None
        if len(lines[0]) > PASTE_LIMIT:
            return Step(
                self, told=f"That is {len(lines[0]):,} letters in one line. Paste it in parts: a card takes 2,000."
            )
        return Step(replace(self, typed=self.typed.insert(lines[0])))

    def _readback(self, captured: Captured, desk: Desk) -> str:
        if captured.unsure:
            return captured.unsure
        if self.typed.is_empty:
            kinds = "? question  + offer  > action  ! issue  " if desk.width >= 80 else "? + > ! its kind  "
            return f"First letter: {kinds}@name who  ^fri when  #tag"
        if self.again:
            again = desk.board.card(self.again).kind
            anew = f": {read_back(captured, again, desk.today)}" if captured.names or captured.when else ""
            return f"the last card again, with these words{anew}"
        return read_back(captured, self.kind, desk.today)

    def _keep(self, desk: Desk) -> Step:
        if self.typed.is_empty:
            return Step(self, told="Nothing to keep yet. Type the words, or Esc stops.")
        captured = read_line(self.typed.text, desk.board, desk.today)
        if captured.unsure:
            return Step(self, told=captured.unsure)
        if self.again:
            command = self._mended(captured, desk)
            return Step(self, (command,), kept=lambda _told, _desk: Step(self._fresh()))
        card = f"card/{desk.new_id()}"
        return Step(self, (captured.card(card, self.kind),), kept=lambda told, desk: self._kept(told, desk, card))

    def _mended(self, captured: Captured, desk: Desk) -> EditCard:
        """Return the change of the last card; a name or a day that was not typed anew stays as it was kept."""
        is_action = desk.board.card(self.again).kind is Kind.ACTION
        speakers = [name for name in captured.names if name != ROOM]
        return EditCard(
            self.again,
            text=captured.text,
            note=captured.note or None,
            said=speakers[0] if speakers else None,
            owners=captured.names if captured.names and is_action else None,
            when=captured.when_iso or None,
            newcomers=captured.newcomers,
        )

    def _kept(self, told: Told, desk: Desk, card: CardId) -> Step:
        record = told.board.records.get(card)
        in_hand = record is not None and desk.view.column == self.kind.column
        view = desk.view.to(told.board, card) if in_hand else desk.view
        return Step(replace(self._fresh(), last=card), view=view)

    def _fresh(self) -> "Capture":
        return replace(self, typed=Typed(), again="")

    def _take_up(self, desk: Desk) -> Step | None:
        if not self.last or not self.typed.is_empty:
            return None
        return Step(replace(self, again=self.last, typed=Typed.of(desk.board.card(self.last).text)))
