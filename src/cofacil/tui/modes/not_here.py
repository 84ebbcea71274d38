"""What a deed shall be, since somebody who is named for it is not here: only who is here decides for themselves.

Source: document 000, *decide only for those in the room, and invite the rest*.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from textual.strip import Strip

from cofacil.board.commands.agreeing import Invite, Suggest
from cofacil.board.commands.at_once import AtOnce
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.errors import Trouble
from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.board.records import CardId
from cofacil.board.slugs import ROOM
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import listed
from cofacil.room.drafts import Unkept
from cofacil.room.room import News
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import margin
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.text import cell_len
from cofacil.tui.typed import Typed


class After(Protocol):
    """What comes once the card is kept."""

    def __call__(self, news: News, desk: Desk, card: CardId) -> Step: ...


@dataclass(frozen=True, slots=True)
class NotHere(Mode):
    """A card that was typed, or changed, before it is kept: as an invitation, as a suggestion, or because they are here after all."""

    line: Mode
    """The line that it was typed on."""
    command: AddCard | EditCard
    """What would be kept if all of them were here."""
    away: tuple[str, ...]
    kept: After
    refused: Callable[[Trouble, Desk], Step | None] | None = None

    @property
    def unkept(self) -> Unkept | None:
        return self.line.unkept

    @property
    def typed(self) -> Typed:
        """Return what is typed on its line."""
        typed: Typed = getattr(self.line, "typed", Typed())
        return typed

    @property
    def editing(self) -> EntityId:
        return self.line.editing

    def over_hand(self, desk: Desk) -> tuple[Strip, ...]:
        return self.line.over_hand(desk)

    def foot(self, desk: Desk) -> Foot:
        return self.line.foot(desk)._replace(
            readback=not_here_words(self.away, desk),
            sentence=_("Nothing is kept yet."),
            offers=ways_for(self.away, desk),
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        match press.key:
            case "1":
                return self._keep(AtOnce.of("absence.name", self._of_those_here(desk), *self._invitations(desk)))
            case "2":
                return self._keep(AtOnce.of("card.suggest", self._of_those_here(desk), Suggest(self._card)))
            case "3" if leads(desk):
                # Who was known already is said to be here as well.
                newcomers = tuple(dict.fromkeys((*self.command.newcomers, *self.away)))
                return self._keep(replace(self.command, newcomers=newcomers))
            case "escape":
                return Step(self.line)
            case "enter":
                return Step(self, sentence=_("Nothing is kept yet: a figure says what it shall be."))
            case _:
                return self.line.press(press, desk)

    def paste(self, text: str, desk: Desk) -> Step | None:
        return self.line.paste(text, desk)

    def _keep(self, command: Command) -> Step:
        return Step(self, (command,), kept=lambda news, desk: self.kept(news, desk, self._card), refused=self.refused)

    @property
    def _card(self) -> CardId:
        return self.command.id if isinstance(self.command, AddCard) else self.command.card

    def _of_those_here(self, desk: Desk) -> AddCard | EditCard:
        """Return the card as only those who are here say it."""
        command = self.command
        owners = tuple(name for name in command.owners or () if name not in self.away)
        newcomers = tuple(name for name in command.newcomers if name not in self.away)
        said: str | None = next((name for name in owners if name != ROOM), "" if ROOM in owners else desk.seat.voice)
        if isinstance(command, AddCard):
            return replace(command, said=said or "", owners=owners, newcomers=newcomers)
        said = None if command.said in self.away else command.said
        return replace(command, said=said, owners=owners, newcomers=newcomers)

    def _invitations(self, desk: Desk) -> tuple[Invite, ...]:
        return tuple(
            Invite(f"absence/{desk.new_id()}", f"link/{desk.new_id()}", name, self._card) for name in self.away
        )


def leads(desk: Desk) -> bool:
    """Say whether this seat may say of somebody that they are here."""
    return desk.seat.role.includes(Role.COFACILITATOR)


def ways_for(away: tuple[str, ...], desk: Desk) -> tuple[Offer, ...]:
    """Return what a deed can be for those who are not here."""
    names = listed(away)
    added = ngettext("{names} is here, add them", "{names} are here, add them", len(away), names=names)
    invitation = Offer("1", _("invitation to {names}", names=names), _("invitation"))
    suggestion = Offer("2", _("suggestion"))
    here = (Offer("3", added, _("here, add")),) if leads(desk) else ()
    return (invitation, suggestion, *here, Offer("escape", _("back"), stays=True))


def not_here_words(names: tuple[str, ...], desk: Desk) -> str:
    """Return why it is asked what it shall be; where there is little room, only what is asked."""
    whole = ngettext(
        "{names} is not here. We decide for ourselves only. What shall this be?",
        "{names} are not here. We decide for ourselves only. What shall this be?",
        len(names),
        names=listed(names),
    )
    if cell_len(whole) <= desk.width - 2 * margin(desk.width):
        return whole
    return ngettext(
        "{names} is not here. What shall this be?",
        "{names} are not here. What shall this be?",
        len(names),
        names=listed(names),
    )
