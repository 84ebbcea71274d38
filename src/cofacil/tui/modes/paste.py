"""What is pasted: what a mode takes of it, and whether several lines become as many cards or one card with a note."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddCards
from cofacil.board.kinds import Kind
from cofacil.board.records import CardId
from cofacil.board.text import CARD_LIMIT, NOTE_LIMIT, strip_text
from cofacil.language.catalog import _
from cofacil.language.happened import count_of
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed

PASTE_LIMIT = 12_000
"""Letters that are taken of one paste."""
MOST = 100
"""Cards that one paste may make: more than any wall is read."""


def taken(text: str, *, lines: bool = False, limit: int = PASTE_LIMIT) -> tuple[str, str | None]:
    """Return what is taken of a paste, visible letters only, and what to say when it was cut."""
    plain = strip_text(text[:PASTE_LIMIT], lines=lines)
    is_cut = len(text) > PASTE_LIMIT or len(plain) > limit
    return plain[:limit], _(
        "That was longer than fits: the first {limit:,} letters are here.", limit=limit
    ) if is_cut else None


@dataclass(frozen=True, slots=True)
class Paste(Mode):
    """The question what a paste of several lines shall be; signs and dots in it are words."""

    back: Mode
    kind: Kind
    lines: tuple[str, ...] = field(default=())
    ids: tuple[CardId, ...] = ()
    """Made once, one for each line and one for a card with a note: a second Enter adds nothing twice."""

    def foot(self, desk: Desk) -> Foot:
        count = len(self.lines)
        room = max(1, desk.height - 16)
        shown = [f"     {strip_text(line)}" for line in self.lines[:room]]
        rest = [f"     {desk.brush.signs.more} and {count - room} more"] if count > room else []
        panel = (
            "",
            f"   Pasted: {count} lines. Keep them as {count} {self.kind.plural.lower()}?",
            "",
            *shown,
            *rest,
            "",
            f"     Enter  yes, {count_of(count)} cards        2  one card with a note        Esc  no",
        )
        lead = f"{self.kind.glyph} {self.kind.singular}:"
        return Foot(
            lead,
            Typed(),
            "Signs, @names and ^days in a paste stay words.",
            told="Nothing is kept yet.",
            panel=panel,
            offers=(Offer("", "", cap=_("Enter, 2 or Esc"), stays=True),),
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return Step(self.back, told="Nothing is kept of what was pasted.")
        if press.key not in {"enter", "2"}:
            return None
        if refusal := self._too_much(as_one=press.key == "2"):
            return Step(self.back, told=refusal)
        ids = self.ids or tuple(f"card/{desk.new_id()}" for _ in range(len(self.lines) + 1))
        command: Command = AddCards(
            tuple(
                AddCard(card, self.kind, line, said=desk.seat.voice)
                for card, line in zip(ids, self.lines, strict=False)
            )
        )
        if press.key == "2":
            command = AddCard(ids[-1], self.kind, self.lines[0], said=desk.seat.voice, note="\n".join(self.lines[1:]))
        return Step(replace(self, ids=ids), (command,), kept=lambda _told, _desk: Step(self.back))

    def _too_much(self, *, as_one: bool) -> str:
        if as_one:
            note = sum(len(line) + 1 for line in self.lines[1:])
            return (
                f"That is {note:,} letters; a note takes {NOTE_LIMIT:,}. Nothing is kept." if note > NOTE_LIMIT else ""
            )
        if len(self.lines) > MOST:
            return f"Those are {len(self.lines):,} lines; {MOST} at a time fit. Nothing is kept: paste them in parts."
        longest = max(len(line) for line in self.lines)
        return (
            f"One line has {longest:,} letters; a card takes {CARD_LIMIT:,}. Nothing is kept."
            if longest > CARD_LIMIT
            else ""
        )
