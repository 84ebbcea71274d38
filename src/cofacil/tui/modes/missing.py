"""Naming someone who is not in the room, in up to three lines: who, who knows them, who asks by when and where; then the next."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.meetings import TurnPrompt
from cofacil.board.events import EntityId
from cofacil.board.kinds import SIGNS
from cofacil.board.marked import N_
from cofacil.board.records import Absence
from cofacil.language.card_line import Captured, read_line, with_plain_day, with_sign
from cofacil.language.catalog import _
from cofacil.language.days import day_of, say_day, say_in
from cofacil.language.finish import chosen_names, finished_in, finished_name, finished_names
from cofacil.room.drafts import Unkept
from cofacil.tui.keys import Press
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.modes.paste import taken
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.typed import Typed


class MissingPart(StrEnum):
    """Which of the three lines is open."""

    WHO = "who"
    BRIDGE = "bridge"
    ASKER = "asker"


_NO_PERSON = N_("A group, not a person. Who knows them is asked next.")
_WORDS_OF_A_NAME = 3
"""A name of more is doubted: it may be a sentence."""
_NEXT = {MissingPart.WHO: MissingPart.BRIDGE, MissingPart.BRIDGE: MissingPart.ASKER, MissingPart.ASKER: None}


@dataclass(frozen=True, slots=True)
class Missing(Mode):
    """Keeps each part at its own Enter, so that Esc is enough at any point."""

    prompt: str = ""
    """The question that was on the wall when the line opened."""
    prompt_id: str = ""
    part: MissingPart = MissingPart.WHO
    absence: EntityId = ""
    """Kept already, once the first part is."""
    typed: Typed = field(default_factory=Typed)
    was: str = ""
    """Who they were when that was opened again: what is not touched is not written."""
    is_answer: bool = True
    """Whether naming answers the question on the wall, which then turns; not when an older one is taken up again."""
    is_kept_now: bool = False
    """Whether the Enter before this one has kept something."""
    named: EntityId = ""
    """Who was named before in this line, which stays open for the next: that answers the question, which turns as it closes."""

    @classmethod
    def again(cls, absence: Absence) -> "Missing":
        """Return the mode that says anew who somebody is that was named before."""
        return cls(absence=absence.id, typed=Typed.of(absence.who), was=absence.who, is_answer=False)

    @property
    def unkept(self) -> Unkept | None:
        if self.typed.is_empty or self.typed.text == self.was:
            return None
        fields = {"part": str(self.part), "text": self.typed.text, "was": self.was}
        if self.is_answer:
            fields |= {"prompt": self.prompt, "prompt_id": self.prompt_id}
        return Unkept("missing", self.absence, fields)

    @property
    def next_line(self) -> "Missing | None":
        return replace(self, typed=Typed()) if self.part is MissingPart.WHO and not self.absence else None

    @classmethod
    def taken_up(cls, unkept: Unkept) -> "Missing":
        """Return the line with words that waited."""
        fields = unkept.fields
        return cls(
            fields.get("prompt", ""),
            fields.get("prompt_id", ""),
            next((part for part in MissingPart if part == fields.get("part")), MissingPart.WHO),
            unkept.about,
            Typed.of(fields.get("text", "")),
            fields.get("was", ""),
            is_answer="prompt" in fields,
        )

    def foot(self, desk: Desk) -> Foot:
        return Foot(
            self._lead(desk),
            self.typed,
            self._readback(desk),
            sentence=self._sentence(desk),
            offers=self._offers(),
            sign="_",
            role="not_here",
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return self._leave(desk)
        if press.key == "enter":
            return self._enter(desk)
        if press.key == "tab":
            finished = (self._chosen(desk) or self._finished(desk)) if self.absence else None
            return Step(replace(self, typed=finished)) if finished else None
        if press.key in SIGNS and self.part is MissingPart.WHO and not self.absence and self.typed.is_empty:
            # Whoever begins with a sign writes a card, wherever they look.
            return Step(Capture(SIGNS[press.key], sign=SIGNS[press.key]))
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text)
        return Step(replace(self, typed=self.typed.insert(plain)), sentence=sentence)

    def _line(self, desk: Desk, text: str) -> str:
        """Return what was typed; a name is one whether it has its sign or not."""
        if self.part is MissingPart.BRIDGE and text.strip() and not text.lstrip().startswith("@"):
            is_quoted = not text.lstrip()[0].isalnum()
            return "@" + (" " if is_quoted else "-").join(text.split())
        return with_sign(text, desk.board, desk.today) if self.part is MissingPart.ASKER else text

    def _chosen(self, desk: Desk) -> Typed | None:
        """Return the line with the name that fits several as the next of those it could be."""
        if self.part is MissingPart.BRIDGE and "@" not in self.typed.text:
            return None
        return self.typed.choose(lambda line: chosen_names(line, desk.board, lambda text: self._read(desk, text)))

    def _finished(self, desk: Desk) -> Typed | None:
        """Return the line with the name before the cursor finished."""

        def finished(before: str) -> tuple[str, ...]:
            if self.part is MissingPart.BRIDGE and "@" not in before:
                return finished_name(before, desk.board)
            return (finished_names if "@" in before or " " in before else finished_in)(before, desk.board)

        return self.typed.finish(finished)

    def _read(self, desk: Desk, line: str | None = None) -> Captured:
        """Read the line; who asks says the day in plain words as well: *@bea by friday at the gate*."""
        captured = read_line(self._line(desk, self.typed.text if line is None else line), desk.board, desk.today)
        return with_plain_day(captured, desk.today) if self.part is MissingPart.ASKER else captured

    def _lead(self, desk: Desk) -> str:
        if self.part is MissingPart.WHO:
            return _("Not here:")
        cells = max(8, desk.width - cell_len(self._asks("", desk)) - 26)
        return self._asks(cut(desk.board.absence(self.absence).who, cells, desk.brush.signs.more), desk)

    def _asks(self, who: str, desk: Desk) -> str:
        if self.part is MissingPart.BRIDGE:
            return _("{who} - who knows one of them?", who=who)
        return _("{who} {dot} who asks, by when, and where?", who=who, dot=desk.brush.signs.dot)

    def _offers(self) -> tuple[Offer, ...]:
        if self.part is MissingPart.WHO:
            return (
                Offer("enter", _("keep, then: who knows them?"), _("then who knows")),
                Offer("escape", _("leave"), stays=True),
            )
        keep = (
            Offer("enter", _("keep, then: who will ask?"), _("then who asks"))
            if self.part is MissingPart.BRIDGE
            else Offer("enter", _("keep"))
        )
        finish = Offer("tab", _("finish the name"), _("name"))
        return (keep, finish, Offer("escape", _("enough for now"), stays=True))

    def _sentence(self, desk: Desk) -> str | None:
        if self.part is MissingPart.WHO:
            return _("Asked: {question}", question=self.prompt) if self.prompt and not self.named else None
        absence = desk.board.absence(self.absence)
        if self.part is MissingPart.BRIDGE:
            who = cut(absence.who, 36, desk.brush.signs.more)
            label = desk.board.label_of(absence)
            if self.is_kept_now:
                return _("Kept: {who}, {label}. Now: who knows one of them?", who=who, label=label)
            if not absence.knows:
                return _("Nobody is named yet who knows one of {who}, {label}.", who=who, label=label)
            name = cut(desk.board.name_of(absence.knows), 14, desk.brush.signs.more)
            return _("{label}: {name} knows one of them. Another name takes that place.", label=label, name=name)
        if not absence.knows:
            return _("Who will ask? Only they can say so.")
        name = cut(desk.board.name_of(absence.knows), 14, desk.brush.signs.more)
        return _("{name} knows one of them. Who will ask? Only they can say so.", name=name)

    def _readback(self, desk: Desk) -> str:
        if self.part is MissingPart.WHO:
            if self._is_only_names(desk):
                return _(_NO_PERSON)
            turns = self.prompt and not self.named
            empty = _("Enter on an empty line: next question") if turns else _("Enter on an empty line: leave")
            asked = _("Who else? A group, not a person.") if self.named else _("Who? A group, not a person.")
            return "      ".join((asked, empty))
        captured = self._read(desk)
        if captured.unsure or self.typed.is_empty:
            return captured.unsure or _("@name.   Enter on an empty line: go on")
        if over := self._over(captured):
            return over
        if self.part is MissingPart.BRIDGE:
            if any(len(name.split()) > _WORDS_OF_A_NAME for name in captured.newcomers):
                return _('Is "{name}" somebody\'s name? Enter keeps it.', name=captured.newcomers[0])
            return _("{name} knows one of them.", name=self._named(captured))
        return " ".join(filter(None, [captured.unread, self._asking(captured, desk), *captured.notices]))

    def _is_only_names(self, desk: Desk) -> bool:
        """Say whether nothing but names with their signs is typed, which are people and no group."""
        captured = read_line(self.typed.text, desk.board, desk.today)
        return bool(captured.names) and not captured.text

    def _over(self, captured: Captured) -> str:
        """Say what this part has no place for, "" when all of it is kept."""
        others = [f"@{name}" for name in captured.names[1:]]
        if self.part is MissingPart.ASKER:
            over = [*others, *(f"#{tag}" for tag in captured.tags)]
            return _("Only one name fits here, not {words} too.", words=", ".join(over)) if over else ""
        days = [say_day(captured.when)] if captured.when else []
        words = [f'"{captured.text}"'] if captured.text else []
        over = [*others, *days, *(f"#{tag}" for tag in captured.tags), *words]
        if not over:
            return ""
        return _("Only one name fits here; the rest is asked next. Too much: {words}.", words=", ".join(over))

    def _named(self, captured: Captured) -> str:
        """Return the one name that was typed, and whether it is new; "" for none."""
        name = next(iter(captured.names), "")
        return _("{name} (new)", name=name) if name in captured.newcomers else name

    def _asker_command(self, captured: Captured) -> SetAbsence:
        """Return what Enter keeps of who asks; what is not typed stays as it was."""
        name = captured.names[0] if captured.names else None
        when, where = captured.when_iso or None, captured.text or None
        return SetAbsence(self.absence, asks=name, when=when, where=where, newcomers=captured.newcomers)

    def _asking(self, captured: Captured, desk: Desk) -> str:
        """Say who asks, by when and where as it will be kept."""
        command, absence = self._asker_command(captured), desk.board.absence(self.absence)
        before = desk.board.name_of(absence.asks) if absence.asks else _("Somebody")
        name, where = self._named(captured) or before, command.where or absence.where
        when = day_of(command.when or absence.when)
        if when is None:
            return _("{name} asks, {where}.", name=name, where=where) if where else _("{name} asks.", name=name)
        day, distance = say_day(when), say_in(when, desk.today)
        if where:
            return _("{name} asks, by {day} ({distance}), {where}.", name=name, day=day, distance=distance, where=where)
        return _("{name} asks, by {day} ({distance}).", name=name, day=day, distance=distance)

    def _enter(self, desk: Desk) -> Step:
        if self.part is MissingPart.WHO:
            return self._name(desk)
        if self.typed.is_empty:
            return self._go_on(desk)
        captured = self._read(desk)
        if captured.unsure:
            return Step(self, sentence=captured.unsure)
        if over := self._over(captured):
            return Step(self, sentence=over)
        if self.part is MissingPart.ASKER:
            return self._set(self._asker_command(captured))
        name = captured.names[0] if captured.names else None
        return self._set(SetAbsence(self.absence, knows=name, newcomers=captured.newcomers))

    def _name(self, desk: Desk) -> Step:
        if self._is_only_names(desk) and self.typed.text != self.was:
            return Step(self, sentence=_(_NO_PERSON))
        if self.absence:
            is_same = self.typed.text == self.was
            return self._go_on(desk) if is_same else self._set(SetAbsence(self.absence, who=self.typed.text))
        if self.typed.is_empty:
            if self.named or not self.prompt:
                return self._leave(desk)
            return Step(self, (TurnPrompt(passed=True, seen=self.prompt_id),), kept=lambda _news, _desk: closed())
        absence = f"absence/{desk.new_id()}"
        command = NameAbsence(absence, self.typed.text, self.prompt)
        then = replace(self, part=MissingPart.BRIDGE, absence=absence, typed=Typed(), is_kept_now=True)
        return Step(self, (command,), kept=lambda _news, _desk: Step(then))

    def _set(self, command: Command) -> Step:
        after: Callable[..., Step] = self._go_on
        return Step(self, (command,), kept=lambda _news, desk: after(desk, is_kept_now=True))

    def _go_on(self, desk: Desk, *, is_kept_now: bool = False) -> Step:
        following = _NEXT[self.part]
        if following is None and self.is_answer and is_kept_now:
            again = replace(self, part=MissingPart.WHO, absence="", typed=Typed(), is_kept_now=False)
            return Step(replace(again, named=self.absence))
        if following is None:
            return self._leave(desk)
        return Step(replace(self, part=following, typed=Typed(), is_kept_now=is_kept_now))

    def _leave(self, desk: Desk) -> Step:
        """End the line; what was on the wall was answered, so the question turns, and what was kept is said with it."""
        if (named := self.absence or self.named) and self.prompt and self.is_answer:
            said = _kept_words(desk.board.absence(named), desk)
            turn = TurnPrompt(seen=self.prompt_id)
            return Step(None, (turn,), kept=lambda news, _desk: closed(said if news.own else None))
        return closed()


def _kept_words(absence: Absence, desk: Desk) -> str:
    """Return the furthest that was come with somebody, and that the question has turned."""
    label, name = desk.board.label_of(absence), desk.board.name_of(absence.asks or absence.knows)
    name = cut(name, 14, desk.brush.signs.more)
    if absence.asks:
        return _("{name} asks {label}. The question above is a new one.", name=name, label=label)
    if absence.knows:
        return _("{name} knows one of {label}. The question above is a new one.", name=name, label=label)
    return _("{label} is kept. The question above is a new one.", label=label)
