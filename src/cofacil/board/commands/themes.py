"""What belongs together: gathering a card, taking it out, calling a theme otherwise, putting it away and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, own_words
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Write
from cofacil.board.in_column import theme_of
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.quiet import is_hidden_from
from cofacil.board.records import TAG, Card, CardId
from cofacil.board.themes import away_cards, away_fields, bearers, clean_theme, fields_of, given, spelled, theme_key


@dataclass(frozen=True, slots=True)
class GatherCard(Command):
    """Puts a card to those of a theme, and takes it out of the one that it stands with; others that it has stay."""

    card: CardId
    theme: str
    """A name: of a theme that there is, or of a new one."""
    beside: CardId = ""
    """The card that it goes with, which is of no theme yet; "" where there is none."""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card, name = own_words(board, self.card, who), spelled(board, self.theme)
        left = theme_of(board, card)
        writes = [card.write(field, None) for field in fields_of(card, left)] if left != theme_key(name) else []
        writes += given(card, name)
        if self.beside and self.beside != card.id:
            writes += given(own_words(board, self.beside, who), name)
        return Change("card.tag", tuple(writes))


@dataclass(frozen=True, slots=True)
class LeaveTheme(Command):
    """Takes a card out of a theme; where it was the last one, the theme is gone with it."""

    card: CardId
    theme: str
    """The key of the theme."""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = own_words(board, self.card, who)
        return Change("card.tag", tuple(card.write(field, None) for field in fields_of(card, self.theme)))


@dataclass(frozen=True, slots=True)
class RenameTheme(Command):
    """Calls a theme otherwise; by a name that another one has, the two become one."""

    theme: str
    """The key of the theme."""
    name: str
    joins: bool = False
    """Whether whoever asks knows that another theme is called so already."""

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.theme not in board.themes:
            raise Refusal("theme-not-there")
        name = spelled(board, self.name)
        is_other = theme_key(name) != self.theme
        if not is_other:
            name = clean_theme(self.name)  # the same theme, spelled another way
        joins = is_other and theme_key(name) in board.themes
        if joins and not self.joins:
            raise Refusal("theme-named-twice", name=name)
        writes: list[Write] = []
        for card in _seen(bearers(board, self.theme), board, who):
            before = [field for field in fields_of(card, self.theme) if field != TAG + name]
            writes += [card.write(field, None) for field in before]
            if before and not (is_other and fields_of(card, theme_key(name))):
                writes += [write for write in (card.write(TAG + name, True),) if write.before is not True]
        return Change("theme.join" if joins else "theme.rename", tuple(writes))


@dataclass(frozen=True, slots=True)
class PutAwayTheme(Command):
    """Takes a theme off the wall; its cards stay, and have it again when it is brought back."""

    theme: str
    """The key of the theme."""

    def decide(self, board: Board, who: Who, now: int) -> Change:
        return Change(
            "theme.put_away",
            tuple(
                card.write(field, False)
                for card in _seen(bearers(board, self.theme), board, who)
                for field in fields_of(card, self.theme)
            ),
        )


@dataclass(frozen=True, slots=True)
class BringBackTheme(Command):
    """Gives a theme that was put away to its cards again."""

    theme: str
    """The key of the theme."""

    def decide(self, board: Board, who: Who, now: int) -> Change:
        return Change(
            "theme.bring_back",
            tuple(
                card.write(field, True)
                for card in _seen(away_cards(board), board, who)
                for field in away_fields(card, self.theme)
            ),
        )


def _seen(cards: Iterable[Card], board: Board, who: Who) -> Iterator[Card]:
    """Yield the cards whose words somebody can see: a refusal would tell which of the others have a theme."""
    return (card for card in cards if not is_hidden_from(board, card.id, who))
