"""Changing a card in place: its words, its note, who, and when. Nothing is kept before Enter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from textual.strip import Strip

from cofacil.board.commands.cards import EditCard
from cofacil.board.errors import Trouble
from cofacil.board.records import Card, CardId
from cofacil.board.text import NOTE_LIMIT, strip_text
from cofacil.language.as_typed import as_typed
from cofacil.language.card_line import NamesRead, names_line, read_names, read_when, sign_in_words
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import day_of, say_day, say_in
from cofacil.language.finish import chosen_names, finished_in
from cofacil.language.line_reading import is_joint
from cofacil.language.names import chained, us_last
from cofacil.room.drafts import Unkept
from cofacil.tui.keys import Press
from cofacil.tui.modes.conflict import conflict_step
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.modes.not_here import NotHere
from cofacil.tui.modes.paste import PASTE_LIMIT, letters_of
from cofacil.tui.modes.who_is_here import is_here
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.columns import hand_cells
from cofacil.tui.paint.editor import editor_rows, heard_rows, up_or_down
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, blank
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.text import cell_len, fit
from cofacil.tui.typed import Typed

PARTS = ("words", "note", "who", "when")
_INDENT = 7
"""The least of it."""


@dataclass(frozen=True, slots=True)
class Edit(Mode):
    """The four parts of a card as they are typed."""

    card: CardId
    seen: str
    """The words as the editor opened."""
    words: Typed
    note: Typed
    who: Typed
    when: Typed
    part: str = "words"
    is_fresh: bool = False
    """Whether a part was only just entered: the first letter typed there takes the place of the whole day."""
    was: tuple[str, str, str] = field(default=("", "", ""))
    """Note, who and when as the editor opened: what is not touched is not written."""

    @property
    def editing(self) -> CardId:
        return self.card

    @property
    def unkept(self) -> Unkept | None:
        note, who, when = self.was
        typed = {"words": self.words.text, "note": self.note.text, "who": self.who.text, "when": self.when.text}
        before = {"words": self.seen, "note": note, "who": who, "when": when}
        if not any(words.strip() for part, words in typed.items() if words != before[part]):
            return None  # what was only taken away is no words that could be lost
        return Unkept("edit", self.card, {**typed, **{f"{part}_was": words for part, words in before.items()}})

    @classmethod
    def taken_up(cls, unkept: Unkept) -> "Edit":
        """Return the editor with words that waited; what it changes is still what was seen when it was opened first."""
        words, note, who, when = (Typed.of(unkept.fields.get(part, "")) for part in PARTS)
        seen, *was = (unkept.fields.get(f"{part}_was", "") for part in PARTS)
        return cls(unkept.about, seen, words, note, who, when, was=(was[0], was[1], was[2]))

    @classmethod
    def of(cls, card: Card) -> "Edit":
        who = names_line(card)
        day = day_of(card.when)
        when = say_day(day) if day else ""
        return cls(
            card.id,
            card.text,
            words=Typed.of(card.text),
            note=Typed.of(card.note),
            who=Typed.of(who),
            when=Typed.of(when),
            was=(card.note, who, when),
        )

    def foot(self, desk: Desk) -> Foot:
        label = desk.board.label_of(desk.board.card(self.card))
        return Foot(
            "",
            readback=self._readback(desk),
            sentence=_("You are changing {label}.", label=label),
            offers=self._offers(),
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed(_("It is as it was.")) if self.part == "words" else Step(replace(self, part="words"))
        if press.key in {"tab", "shift+tab"}:
            return Step(self._tab(1 if press.key == "tab" else -1, desk))
        if press.key == "enter":
            return Step(self._with(self.note.insert("\n"))) if self.part == "note" else self._keep(desk)
        if press.key in {"up", "down"}:
            by = 1 if press.key == "down" else -1
            return Step(self._up_or_down(by, _cells(desk) - _indent(self._labels(desk)) - 2))
        before = Typed() if self.is_fresh and self.part == "when" and press.character else self._typed()
        typed = before.press(press.key, press.character)
        return Step(replace(self._with(typed), is_fresh=False)) if typed else None

    def _up_or_down(self, by: int, cells: int) -> "Edit":
        """Move a row within a part, or on to the next one as the rows stand."""
        typed = up_or_down(self._typed(), by, cells)
        at = PARTS.index(self.part) + by
        if typed != self._typed() or not 0 <= at < len(PARTS):
            return self._with(typed)
        return replace(self, part=PARTS[at], is_fresh=True)

    def paste(self, text: str, desk: Desk) -> Step | None:
        if letters_of(text) > PASTE_LIMIT:
            sentence = ngettext(
                "That is {number:,} letter; a note takes {limit:,}. Paste it in parts.",
                "That is {number:,} letters; a note takes {limit:,}. Paste it in parts.",
                letters_of(text),
                limit=NOTE_LIMIT,
            )
            return Step(self, sentence=sentence)
        return Step(self._with(self._typed().insert(strip_text(text, lines=self.part == "note"))))

    def over_hand(self, desk: Desk) -> tuple[Strip, ...]:
        card, brush, width = desk.board.card(self.card), desk.brush, _cells(desk)
        labels, role = self._labels(desk), kind_role(desk.board.card(self.card).kind)
        indent = _indent(labels)
        edge: Piece = (brush.signs.hand, brush.style(f"edge.{role}"))
        chip, quiet, ground = brush.style(f"kind.{role}"), brush.style("card_detail"), brush.style("card")

        def part(name: str, typed: Typed) -> tuple[Strip, ...]:
            ink = chip if name in {"words", self.part} else quiet
            first: Piece = (fit(f" {labels[name]}", indent - 2), ink)
            return editor_rows((edge, first, (" ", ground)), typed, width, brush, is_open=self.part == name)

        listener = desk.board.name_of(card.by) if card.by else desk.seat.name
        heard = _("as heard by {name}", name=listener)
        if card.said:
            heard = _("as heard by {name}, said by {speaker}", name=listener, speaker=desk.board.name_of(card.said))
        return (
            *part("words", self.words),
            *heard_rows(edge, indent, (heard, quiet), ground, width, brush),
            *part("note", self.note),
            *part("who", self.who),
            *part("when", self.when),
            blank(width, brush.style("screen")),
        )

    def _labels(self, desk: Desk) -> Mapping[str, str]:
        """Return what stands before each part."""
        label = desk.board.label_of(desk.board.card(self.card))
        return {"words": label, "note": _("Note"), "who": _("Who"), "when": _("When")}

    def _offers(self) -> tuple[Offer, ...]:
        leave = (
            Offer("escape", _("leave it as it was"), _("as it was"), stays=True)
            if self.part == "words"
            else Offer("escape", _("back to the words, Enter there keeps"), _("words: Enter keeps"), stays=True)
        )
        if self.part == "note":
            return (Offer("enter", _("new line")), Offer("tab", _("who / when")), leave)
        return (Offer("enter", _("keep")), Offer("tab", _("words / note / who / when"), _("note, who, when")), leave)

    def _tab(self, by: int, desk: Desk) -> "Edit":
        """Finish the name that is being typed, and go on to another part; where it could be several, go through them."""
        who = self.who
        if self.part == "who" and who.text != self.was[1]:

            def following(typed: Typed) -> Typed | None:
                return typed.choose(
                    lambda line: chosen_names(_signed(line), desk.board, lambda text: self._names(desk, text))
                ) or typed.finish(lambda before: finished_in(before, desk.board))

            who = following(who) or who
            if by > 0 and who is not self.who and following(who):
                return replace(self, who=who)
        part = PARTS[(PARTS.index(self.part) + by) % len(PARTS)]
        return replace(self, who=who, part=part, is_fresh=True)

    def _typed(self) -> Typed:
        return {"words": self.words, "note": self.note, "who": self.who, "when": self.when}[self.part]

    def _with(self, typed: Typed) -> "Edit":
        if self.part == "words":
            return replace(self, words=typed)
        if self.part == "note":
            return replace(self, note=typed)
        return replace(self, who=typed) if self.part == "who" else replace(self, when=typed)

    def _readback(self, desk: Desk) -> str:
        if self.part == "words" and (sign := sign_in_words(self.words.text, self.seen.split())):
            return _('"{sign}" stays words here. Tab goes on to who and when.', sign=as_typed(sign))
        if self.part == "who":
            return self._readback_who(desk)
        if self.part == "when" and self.when.text.strip():
            day, notice = read_when(self.when.text, desk.today)
            if notice or day is None:
                return notice
            return _("by {day} ({distance})", day=say_day(day), distance=say_in(day, desk.today))
        return _("fri, 3/12, in 2 weeks; empty for no day.") if self.part == "when" else ""

    def _readback_who(self, desk: Desk) -> str:
        kind, names = desk.board.card(self.card).kind, self._names(desk)
        fitting, is_typed = names.for_kind(kind), self.who.text.strip() != self.was[1]
        if is_typed and names.unread:
            return names.unread
        if is_typed and fitting.names:
            away = self._away(fitting.names, desk) if kind.has_owners else ()
            who = chained([fitting.introduced(name, away) for name in us_last(fitting.names)])
            said = _("{names} will.", names=who) if kind.has_owners else _("said by {name}.", name=who)
            return " ".join(filter(None, (said, fitting.sentence)))
        if kind.has_owners:
            return _("@name, as many as you like; @us for all of us here. Enter keeps.")
        return _("@name of who said it; empty for the room. Enter keeps.")

    def _names(self, desk: Desk, line: str | None = None) -> NamesRead:
        day_goes = _("It has its own line: Tab goes there.")
        return read_names(self.who.text if line is None else line, desk.board, desk.board.card(self.card), day_goes)

    def _keep(self, desk: Desk) -> Step:
        command = self._command(desk)
        if isinstance(command, str):
            return Step(self, sentence=command)
        if away := self._away(command.owners or (), desk):
            return Step(NotHere(self, command, away, lambda _news, _desk, _card: closed(), self._refused(command)))
        return Step(self, (command,), kept=lambda _news, _desk: closed(), refused=self._refused(command))

    def _away(self, owners: tuple[str, ...], desk: Desk) -> tuple[str, ...]:
        """Return who would newly say "I will" and is not here to do so."""
        board, said = desk.board, desk.board.card(self.card).owners
        return tuple(name for name in owners if not is_here(name, desk) and board.slug_for(name) not in said)

    def _command(self, desk: Desk) -> EditCard | str:
        """Return what Enter would keep, or a sentence about what cannot be read."""
        note_was, who_was, when_was = self.was
        changed_who = self.who.text.strip() != who_was
        names = self._names(desk) if changed_who else NamesRead()
        if names.unread:
            return names.unread
        when: str | None = None
        if self.when.text.strip() != when_was:
            day, notice = read_when(self.when.text, desk.today)
            if self.when.text.strip() and day is None:
                return notice
            when = day.isoformat() if day else ""
        card = desk.board.card(self.card)
        names = names.for_kind(card.kind)
        return EditCard(
            self.card,
            text=self.words.text if self.words.text != self.seen else None,
            note=self.note.text if self.note.text != note_was else None,
            said=self._said(names, desk) if changed_who else None,
            owners=names.names if changed_who and card.kind.has_owners else None,
            when=when,
            newcomers=names.newcomers if changed_who else (),
            seen=self.seen,
            seen_note=note_was,
        )

    def _said(self, names: NamesRead, desk: Desk) -> str | None:
        """Return who said it, None to leave that: who says "I will" is who said it, as long as they are named."""
        card = desk.board.card(self.card)
        if not card.kind.has_owners:
            return names.speaker
        named = {person.slug for name in names.names if (person := desk.board.known(name))}
        return names.speaker if card.said in card.owners and card.said not in named else None

    def _refused(self, command: EditCard) -> Callable[[Trouble, Desk], Step | None]:
        return lambda trouble, _desk: conflict_step(trouble, self, command)


def _signed(line: str) -> str:
    """Return a line of names with a sign before each, where none has one: one alone would make words of the others."""
    names = line.replace(",", " ").split()
    return line if "@" in line else " ".join(name if is_joint(name) else f"@{name}" for name in names)


def _cells(desk: Desk) -> int:
    """Return the cells that the editor takes: those of the card in its column."""
    return hand_cells(desk.board, desk.view, desk.width)


def _indent(labels: Mapping[str, str]) -> int:
    """Return the cell that what is typed begins at."""
    return max(_INDENT, 3 + max(map(cell_len, labels.values())))
