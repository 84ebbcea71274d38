"""Saying "I will": to a deed that is there, or to something from which one is born; who, and by when.

Only those who are here can say so. Who is named and is not here is invited, or it becomes a suggestion for them.
"""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.agreeing import AddFrom, Invite, Suggest, invited
from cofacil.board.commands.at_once import AtOnce
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, TakeCard
from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Card, CardId
from cofacil.board.slugs import ROOM
from cofacil.board.text import CARD_SHOWN, shorten
from cofacil.language.agreement_words import before_agreeing
from cofacil.language.card_line import Captured, read_line, with_plain_day, with_sign
from cofacil.language.catalog import _
from cofacil.language.days import say_day, say_in
from cofacil.language.names import listed, us_last
from cofacil.room.drafts import Unkept
from cofacil.tui.keys import Press
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.mode import Desk, Mode, Step, closed, ended
from cofacil.tui.modes.not_here import leads, not_here_words, ways_for
from cofacil.tui.modes.paste import taken
from cofacil.tui.modes.who_is_here import is_here
from cofacil.tui.name_tab import tabbed
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.text import cell_len
from cofacil.tui.typed import Typed


@dataclass(frozen=True, slots=True)
class Will(Mode):
    """Keeps who will, and a day; with nobody named it is whoever takes part themselves, or we here."""

    card: CardId
    typed: Typed = field(default_factory=Typed)
    is_born: bool = False
    """Whether a deed is born of it: of what is none itself."""
    away: tuple[str, ...] = ()
    """Those who were named and are not here: what it shall be instead is asked."""

    @classmethod
    def on(cls, card: Card, typed: Typed | None = None) -> "Will":
        """Return the line about a card: a deed is born of what is none itself."""
        return cls(card.id, typed or Typed(), is_born=not card.kind.has_owners)

    @property
    def unkept(self) -> Unkept | None:
        return None if self.typed.is_empty else Unkept("will", self.card, {"text": self.typed.text})

    def foot(self, desk: Desk) -> Foot:
        card, captured = desk.board.card(self.card), self._read(desk)
        label = desk.board.label_of(card)
        lead = (
            _("From {label}, who will do what?", label=label)
            if self.is_born
            else _('{label}: who says "I will"?', label=label)
        )
        if self.away:
            return Foot(
                lead,
                self.typed,
                not_here_words(self.away, desk),
                sentence=_("Nothing is kept yet."),
                offers=ways_for(self.away, desk),
            )
        readback, sentence = self._readback(captured, desk), before_agreeing(desk.board)
        only = _("Only they can say so.")
        if not sentence:
            sentence = only
        elif ROOM not in self._owners(captured, desk) and cell_len(f"{readback} {only}") < desk.width - 2:
            readback = f"{readback} {only}"
        return Foot(
            lead,
            self.typed,
            readback,
            sentence=sentence,
            offers=self._offers(desk),
            sign=Kind.ACTION.glyph if self.is_born else "",
            role=kind_role(Kind.ACTION) if self.is_born else "",
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if self.away:
            return self._answered(press, desk)
        if press.key == "escape":
            return closed()
        if press.key == "enter":
            return self._keep(desk)
        if press.key == "tab":
            finished = tabbed(self.typed, desk.board, lambda text: self._read(desk, text))
            return Step(replace(self, typed=finished)) if finished else None
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text)
        return Step(replace(self, typed=self.typed.insert(plain), away=()), sentence=sentence)

    def _offers(self, desk: Desk) -> tuple[Offer, ...]:
        nobody = _("on an empty line: we here will") if leads(desk) and not self.is_born else ""
        empty = (Offer("", nobody, cap=_("Enter")),) if nobody else ()
        return (
            Offer("enter", _("keep")),
            Offer("tab", _("finish the name"), _("name")),
            *empty,
            Offer("escape", _("back"), stays=True),
        )

    # reading the line

    def _line(self, desk: Desk, text: str) -> str:
        """Return what was typed; a name that is known is one whether it has its sign or not, where words mean nothing."""
        return text if self.is_born else with_sign(text, desk.board, desk.today)

    def _read(self, desk: Desk, line: str | None = None) -> Captured:
        text = self._line(desk, self.typed.text if line is None else line)
        return with_plain_day(read_line(text, desk.board, desk.today), desk.today)

    def _doubt(self, captured: Captured) -> str:
        """Say what this line has no place for, or which name fits several; "" when all of it is kept."""
        over = [*([f'"{captured.text}"'] if captured.text else []), *(f"#{tag}" for tag in captured.tags)]
        if captured.unsure or not over or self.is_born:
            return captured.unsure
        return _("A name is @name, a day ^fri. No place here for {words}.", words=", ".join(over))

    def _readback(self, captured: Captured, desk: Desk) -> str:
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
        return captured.names or ((ROOM,) if leads(desk) else (desk.seat.name,))

    # keeping it

    def _keep(self, desk: Desk) -> Step:
        captured = self._read(desk)
        if doubt := self._doubt(captured):
            return Step(self, sentence=doubt)
        if self.is_born and not self._words(captured, desk):
            return Step(self, sentence=_("What will be done? A few words are enough."))
        owners = self._owners(captured, desk)
        if away := tuple(name for name in owners if _is_new(name, captured, desk) or not is_here(name, desk)):
            return Step(replace(self, away=away))
        return self._kept(desk, captured, owners, captured.newcomers)

    def _words(self, captured: Captured, desk: Desk) -> str:
        """Return the words of a deed that is born: those typed, else those of what it comes from."""
        source = desk.board.card(self.card)
        own = "" if source.is_withheld else source.text
        return captured.text or shorten(own, CARD_SHOWN)

    def _kept(self, desk: Desk, captured: Captured, owners: tuple[str, ...], newcomers: tuple[str, ...]) -> Step:
        """Return the step that keeps who will; who is new is added as here."""
        if self.is_born:
            born = self._born(desk, captured, owners, newcomers)
            return Step(self, (born,), kept=lambda news, desk: _in_hand(born.card.id, news.board, desk))
        return Step(self, (AtOnce.of("card.take", *self._takes(captured, owners, newcomers)),), kept=ended)

    def _takes(self, captured: Captured, owners: tuple[str, ...], newcomers: tuple[str, ...]) -> tuple[Command, ...]:
        return tuple(
            TakeCard(self.card, name, captured.when_iso, tuple(new for new in newcomers if new == name))
            for name in owners
        )

    def _born(
        self, desk: Desk, captured: Captured, owners: tuple[str, ...], newcomers: tuple[str, ...] = ()
    ) -> AddFrom:
        said = next((name for name in owners if name != ROOM), "")
        card = AddCard(
            f"card/{desk.new_id()}",
            Kind.ACTION,
            self._words(captured, desk),
            captured.note,
            said,
            owners=owners,
            when=captured.when_iso,
            tags=captured.tags,
            newcomers=newcomers,
        )
        return AddFrom(card, f"link/{desk.new_id()}", self.card)

    # who is not here

    def _answered(self, press: Press, desk: Desk) -> Step | None:
        """Return what a key makes of the question what it shall be, since somebody is not here; nothing is kept before."""
        captured, back = self._read(desk), replace(self, away=())
        stay = tuple(name for name in self._owners(captured, desk) if name not in self.away)
        match press.key:
            case "1":
                return self._invite(desk, captured, stay)
            case "2":
                return self._suggest(desk, captured, stay)
            case "3" if leads(desk):
                return self._kept(desk, captured, (*stay, *self.away), self.away)
            case "escape":
                return Step(back)
            case "enter":
                return Step(self, sentence=_("Nothing is kept yet: a figure says what it shall be."))
            case _:
                return back.press(press, desk)

    def _invite(self, desk: Desk, captured: Captured, stay: tuple[str, ...]) -> Step:
        """Return the step that invites who is not here; who asks the first of them, and by when, is asked next."""
        commands: list[Command] = [*self._takes(captured, stay, ())] if not self.is_born else []
        about: EntityId = self.card
        if self.is_born and captured.text:
            born = self._born(desk, captured, stay)
            commands, about = [born], born.card.id
        first = ""
        for name in self.away:
            absence = f"absence/{desk.new_id()}"
            first = first or invited(desk.board, name, absence)
            when = "" if self.is_born else captured.when_iso
            commands.append(Invite(absence, f"link/{desk.new_id()}", name, about, when))
        then = Missing(part=MissingPart.ASKER, absence=first, is_answer=False, is_kept_now=True)
        return Step(self, (AtOnce.of("absence.name", *commands),), kept=lambda _news, _desk: Step(then))

    def _suggest(self, desk: Desk, captured: Captured, stay: tuple[str, ...]) -> Step:
        if self.is_born:
            born = self._born(desk, captured, stay)
            both = AtOnce.of("card.suggest", born, Suggest(born.card.id))
            return Step(self, (both,), kept=lambda news, desk: _in_hand(born.card.id, news.board, desk))
        all_of_it = AtOnce.of("card.suggest", *self._takes(captured, stay, ()), Suggest(self.card))
        return Step(self, (all_of_it,), kept=ended)


def _in_hand(entity: EntityId, board: Board, desk: Desk) -> Step:
    """Return the step that ends the line with what has come of it in hand."""
    return closed()._replace(view=desk.view.to(board, entity))


def _is_new(name: str, captured: Captured, desk: Desk) -> bool:
    return name in captured.newcomers and name not in (desk.seat.name, *desk.by_screen)
