"""What the board is called, what it is about and where people meet: three lines, one after the other."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.meetings import SetBoard
from cofacil.board.marked import N_
from cofacil.board.text import PURPOSE_SHOWN
from cofacil.language.catalog import _, ngettext
from cofacil.room.drafts import Unkept
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.modes.paste import taken
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed

_PARTS = ("purpose", "title", "place")
_LEADS = {
    "purpose": N_("What is it about?"),
    "title": N_("What is it called?"),
    "place": N_("Where do you meet?"),
}


@dataclass(frozen=True, slots=True)
class Purpose(Mode):
    """Changes what the first row says."""

    part: str = "purpose"
    typed: Typed = field(default_factory=Typed)
    was: str = ""
    """The words as they were opened: what is not touched is not written."""

    @classmethod
    def of(cls, desk: Desk, part: str = "purpose") -> "Purpose":
        words = desk.board.about.word(part)
        return cls(part, Typed.of(words), words)

    @property
    def unkept(self) -> Unkept | None:
        if self.typed.is_empty or self.typed.text == self.was:
            return None
        return Unkept("purpose", "", {"part": self.part, "text": self.typed.text, "was": self.was})

    @classmethod
    def taken_up(cls, unkept: Unkept) -> "Purpose":
        """Return the line with words that waited."""
        part = unkept.fields.get("part", "")
        words, was = (unkept.fields.get(name, "") for name in ("text", "was"))
        return cls(part if part in _PARTS else _PARTS[0], Typed.of(words), was)

    def foot(self, desk: Desk) -> Foot:
        offers = (
            Offer("enter", _("keep, then the next"), _("keep")),
            Offer("escape", _("leave it as it was"), _("as it was"), stays=True),
        )
        return Foot(_(_LEADS[self.part]), self.typed, self._readback(), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key == "enter":
            return self._keep(desk)
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text)
        return Step(replace(self, typed=self.typed.insert(plain)), sentence=sentence)

    def _readback(self) -> str:
        length = len(self.typed.text)
        if self.part != "purpose":
            return ""
        if length <= PURPOSE_SHOWN:
            return ngettext("{number} letter, fits", "{number} letters, fits", length)
        return ngettext(
            "{number} letter, will be shortened at the back row",
            "{number} letters, will be shortened at the back row",
            length,
        )

    def _keep(self, desk: Desk) -> Step:
        following = dict(zip(_PARTS, (*_PARTS[1:], ""), strict=True))[self.part]
        if self.typed.text == self.was:
            return Step(Purpose.of(desk, following)) if following else closed()
        text = self.typed.text
        command = SetBoard(
            title=text if self.part == "title" else None,
            purpose=text if self.part == "purpose" else None,
            place=text if self.part == "place" else None,
        )
        return Step(
            self, (command,), kept=lambda _news, desk: Step(Purpose.of(desk, following)) if following else closed()
        )
