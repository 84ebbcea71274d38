"""When two people changed the same words of a card: nothing is lost, and somebody says which shall stand."""

from dataclasses import dataclass, replace

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddToNote, EditCard, EditConflict
from cofacil.board.errors import Trouble
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.drafts import Unkept
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot


@dataclass(frozen=True, slots=True)
class Conflict(Mode):
    """Two people changed the same words or note: both, yours, or theirs; the rest is kept whichever it is."""

    back: Mode
    """The line that holds what was typed."""
    command: EditCard
    """What was asked for and met the other words."""
    parts: tuple[str, ...] = ("text",)
    """What met: `text`, `note`, or both."""
    after: Mode | None = None
    """The line that is open once it is settled."""

    @property
    def unkept(self) -> Unkept | None:
        return self.back.unkept

    def foot(self, desk: Desk) -> Foot:
        card = desk.board.card(self.command.card)
        panel: list[str] = []
        for part in self.parts:
            theirs, yours = (card.text, self.command.text) if part == "text" else (card.note, self.command.note)
            head = _("Somebody kept other words first:") if part == "text" else _("Somebody kept another note first:")
            panel += ["", " " * 3 + head, *self._lines(theirs, desk)]
            panel += ["", " " * 3 + _("Yours:"), *self._lines(yours or "", desk)]
        offers = (
            Offer("1", _("both")),
            Offer("2", _("yours")),
            Offer("3", _("theirs")),
            Offer("escape", _("back"), stays=True),
        )
        return Foot(_("Which shall it be?"), panel=tuple(panel), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return Step(self.back, sentence=_("Nothing is kept yet: your words are here."))
        if press.key == "3":
            return self._ask((self._rest(),), _("Theirs stay."))
        if press.key == "1":
            return self._ask((self._rest(), *self._behind()), self._both())
        if press.key == "2":
            return self._ask((self._over(desk),), None)
        return None

    def _lines(self, text: str, desk: Desk) -> list[str]:
        """Return as many rows of words as leave the other side room."""
        rows, most = text.split("\n"), max(1, (desk.height - 9) // (2 * len(self.parts)) - 2)
        shown = rows if len(rows) <= most else [*rows[: most - 1], desk.brush.signs.more]
        return [f"     {row}" for row in shown]

    def _both(self) -> str:
        if self.parts == ("note",):
            return _("Both are in the note, yours behind theirs.")
        return _("Theirs are the card, yours are in its note.")

    def _rest(self) -> EditCard:
        """Return what met nothing."""
        rest = self.command
        if "text" in self.parts:
            rest = replace(rest, text=None, seen="")
        return replace(rest, note=None, seen_note=None) if "note" in self.parts else rest

    def _behind(self) -> list[AddToNote]:
        """Return what puts yours behind the note: of a note that was only written on, what was added."""
        typed = [self.command.text] if "text" in self.parts else []
        if "note" in self.parts:
            note, seen = self.command.note or "", self.command.seen_note or ""
            typed.append(note.removeprefix(seen) if seen and note.startswith(f"{seen}\n") else note)
        return [AddToNote(self.command.card, text) for text in typed if text and text.strip()]

    def _over(self, desk: Desk) -> EditCard:
        """Return what writes over what is shown here, and over nothing that comes meanwhile."""
        card, over = desk.board.card(self.command.card), self.command
        if "text" in self.parts:
            over = replace(over, seen=card.text)
        return replace(over, seen_note=card.note) if "note" in self.parts else over

    def _ask(self, commands: tuple[Command, ...], sentence: str | None) -> Step:
        done = Step(self.after, sentence=sentence)
        wanted = tuple(command for command in commands if not _is_empty(command))
        if not wanted:
            return done
        return Step(
            self,
            wanted,
            kept=lambda _news, _desk: done,
            refused=lambda trouble, _desk: self._met_again(trouble),
        )

    def _met_again(self, trouble: Trouble) -> Step | None:
        """Ask anew when the other part has met something meanwhile too."""
        if not isinstance(trouble, EditConflict):
            return None
        parts = tuple(part for part in ("text", "note") if part in (*self.parts, *trouble.parts))
        return Step(replace(self, parts=parts), sentence=worded(trouble))


def conflict_step(trouble: Trouble, back: Mode, command: EditCard, after: Mode | None = None) -> Step | None:
    """Return the choice that two people's words ask for, None where the trouble is another."""
    if not isinstance(trouble, EditConflict):
        return None
    return Step(Conflict(back, command, trouble.parts, after), sentence=worded(trouble))


def _is_empty(command: Command) -> bool:
    return isinstance(command, EditCard) and replace(command, seen="", seen_note=None) == EditCard(command.card)
