"""The lines that only closing opens: words for a meeting, and names for a card or for those who cannot come."""

from abc import abstractmethod
from dataclasses import dataclass, field, replace
from typing import Self

from cofacil.board.commands.base import Command
from cofacil.board.commands.closing import AddNextTime, FindOut, SayNoneToday, SpeakFor
from cofacil.board.commands.meetings import LINE_LIMIT
from cofacil.board.events import EntityId
from cofacil.language.card_line import NamesRead, read_names
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import listed, us_last
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, ended
from cofacil.tui.modes.paste import taken
from cofacil.tui.name_tab import tabbed
from cofacil.tui.pages.sheet import limited
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed


@dataclass(frozen=True, slots=True)
class TypedLine(Mode):
    """A line that Enter keeps; what keys there are else belongs to the page."""

    typed: Typed = field(default_factory=Typed)

    @abstractmethod
    def lead(self, desk: Desk) -> str:
        """Return what it asks."""

    @abstractmethod
    def command(self, desk: Desk) -> Command | str:
        """Return what Enter would keep, or why it cannot be kept as it is."""

    def readback(self, desk: Desk) -> str:
        """Return what will be kept, as it is read back."""
        return ""

    def foot(self, desk: Desk) -> Foot:
        return Foot(self.lead(desk), self.typed, "" if self.typed.is_empty else self.readback(desk))

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "enter":
            command = self.command(desk)
            return Step(self, sentence=command) if isinstance(command, str) else Step(self, (command,), kept=ended)
        typed = self.typed.press(press.key, press.character)
        return self._with(typed) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text)
        step = self._with(self.typed.insert(plain))
        return step._replace(sentence=sentence or step.sentence)

    def _with(self, typed: Typed) -> Step:
        typed, sentence = limited(typed, self.typed, LINE_LIMIT)
        return Step(self._as(typed), sentence=sentence or None)

    def _as(self, typed: Typed) -> Self:
        return replace(self, typed=typed)


@dataclass(frozen=True, slots=True)
class WhyNone(TypedLine):
    """Why nobody will do anything before the next meeting."""

    def lead(self, desk: Desk) -> str:
        return _("None today, because:")

    def command(self, desk: Desk) -> Command | str:
        return SayNoneToday(self.typed.text)

    def readback(self, desk: Desk) -> str:
        return _("Kept with this meeting. That is an answer too.")


@dataclass(frozen=True, slots=True)
class NextTime(TypedLine):
    """One thing to do differently next time."""

    def lead(self, desk: Desk) -> str:
        return _("Next time:")

    def command(self, desk: Desk) -> Command | str:
        return AddNextTime(desk.new_id(), self.typed.text)

    def readback(self, desk: Desk) -> str:
        return _("The next meeting begins with it.")


@dataclass(frozen=True, slots=True)
class NamesLine(TypedLine):
    """A line of names, each with its sign or without."""

    about: EntityId = ""

    @abstractmethod
    def said(self, read: NamesRead) -> str:
        """Return what will be kept of the names that were read."""

    def read(self, desk: Desk, line: str | None = None) -> NamesRead:
        return read_names(self.typed.text if line is None else line, desk.board, day_goes=self.day_goes(desk))

    def day_goes(self, desk: Desk) -> str:
        """Return where a day is said instead, "" where there is none."""
        return ""

    def readback(self, desk: Desk) -> str:
        read = self.read(desk)
        return read.unread or self.said(read)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key != "tab":
            return super(NamesLine, self).press(press, desk)
        finished = tabbed(self.typed, desk.board, lambda text: self.read(desk, text))
        return self._with(finished) if finished else None


@dataclass(frozen=True, slots=True)
class WhoFindsOut(NamesLine):
    """Who finds out what nobody here knows."""

    def lead(self, desk: Desk) -> str:
        return _("{label}: who finds out?", label=desk.board.label_of(desk.board.card(self.about)))

    def command(self, desk: Desk) -> Command | str:
        read = self.read(desk)
        return read.unread or FindOut(self.about, read.names, read.newcomers)

    def said(self, read: NamesRead) -> str:
        names = us_last([read.introduced(name) for name in read.names])
        return ngettext("{names} finds out.", "{names} find out.", len(names), names=listed(names))

    def day_goes(self, desk: Desk) -> str:
        return _("Back on the board, {key} sets it.", key=desk.keys["edit"])


@dataclass(frozen=True, slots=True)
class WhoSpeaks(NamesLine):
    """Who speaks next time for those who cannot come at all."""

    def lead(self, desk: Desk) -> str:
        return _("{label}: who speaks for them next time?", label=desk.board.label_of(desk.board.absence(self.about)))

    def command(self, desk: Desk) -> Command | str:
        read = self.read(desk)
        if read.unread:
            return read.unread
        if len(read.names) != 1 or not read.speaker:
            return _("One name: who speaks for them is one of us.")
        return SpeakFor(self.about, read.speaker, read.newcomers)

    def said(self, read: NamesRead) -> str:
        if len(read.names) != 1 or not read.speaker:
            return _("One name: who speaks for them is one of us.")
        return _("{who} speaks for them next time.", who=read.introduced(read.speaker))
