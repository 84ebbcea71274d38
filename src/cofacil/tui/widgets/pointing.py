"""The mouse on the board: click to look, drag a card, press what the key row offers. The same steps as keys make."""

from typing import NamedTuple

from cofacil.board.commands.base import Command
from cofacil.board.events import EntityId
from cofacil.board.kinds import IN_COLUMN
from cofacil.board.records import Card
from cofacil.language.catalog import _
from cofacil.tui.modes.mode import Step, closed
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.session import Session


class _Down(NamedTuple):
    """Where a button went down, and what is there."""

    x: int
    y: int
    offer: Offer | None = None
    card: EntityId = ""
    """The card that a drag would carry, "" for none."""


class Pointing:
    """Turns clicks and drags into steps; what a button went down on decides what its release can mean."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._down: _Down | None = None

    def down(self, x: int, y: int) -> None:
        """Take notice that the button went down: what is there is taken in hand."""
        session, picture = self._session, self._session.picture
        if session.is_wall or picture is None:
            return
        self._down = _Down(x, y, picture.offer_at(x, y))
        if session.mode is not None or self._down.offer is not None:
            return
        if (head := picture.head_at(x, y)) is not None:
            session.look(session.view.to_column(session.board, head))
        elif (spot := picture.card_at(x, y)) is not None:
            view = session.view.to_column(session.board, spot.column)
            cards = view.cards(session.board)
            if spot.at is not None and spot.at < len(cards):
                card = cards[spot.at]
                view = view.to(session.board, card.id)
                if isinstance(card, Card):
                    self._down = self._down._replace(card=card.id)
            elif spot.at is not None and spot.at == len(cards) and view.standing(session.board).waiting:
                view = view.with_older().settled(session.board)
            session.look(view)

    async def up(self, x: int, y: int) -> None:
        """Press the offer that the button went down and up on, or put down the card that was dragged."""
        session, picture = self._session, self._session.picture
        down, self._down = self._down, None
        if down is None or picture is None:
            return
        offer = picture.offer_at(x, y)
        if down.offer is not None:
            if offer == down.offer and offer.press is not None:
                await session.press(offer.press)
        elif down.card and offer is None and (x, y) != (down.x, down.y) and session.mode is None:
            await self._drop(down.card, x, y)

    def wheel(self, by: int) -> None:
        """Look a card further."""
        session = self._session
        if session.mode is None and not session.is_wall:
            session.look(session.view.step(session.board, by))

    async def _drop(self, card: EntityId, x: int, y: int) -> None:
        session, picture = self._session, self._session.picture
        if picture is None or card not in session.board.records:
            return
        head, spot = picture.head_at(x, y), picture.card_at(x, y)
        column = spot.column if spot else head
        if column is None:
            return
        at = spot.at if spot else None
        if said := self._stays_with(card, column, at):
            session.say(said)
        elif (command := self._moved(card, column, at)) is not None:
            await session.take(
                Step(None, (command,), kept=lambda news, desk: closed()._replace(view=desk.view.to(news.board, card)))
            )

    def _stays_with(self, card: EntityId, column: int, at: int | None) -> str:
        """Return why a card cannot stand there: it stands with its theme, or what is there does; "" where it can."""
        session = self._session
        standing = session.view.standing(session.board, column)
        if at is None or at >= len(standing.cards) or not any(other.id == card for other in standing.cards):
            return ""  # in another column it finds its place by itself
        own, there = standing.beneath.get(card, ""), standing.named(at)
        if own == there:
            return ""
        label = session.board.label_of(session.board.card(card))
        if own:
            return _("{label} stands with the others of its theme, {theme}.", label=label, theme=own)
        return _("Those there stand together: {label} is not of the theme {theme}.", label=label, theme=there)

    def _moved(self, card: EntityId, column: int, at: int | None) -> Command | None:
        """Return the command that puts a card there, None where it stands there already."""
        from cofacil.board.commands.absences import CardToAbsence  # noqa: PLC0415  # start-up time
        from cofacil.board.commands.moving import MoveCard  # noqa: PLC0415  # start-up time

        session = self._session
        kind = IN_COLUMN.get(column)
        if kind is None:
            return CardToAbsence(card, f"absence/{session.new_id()}")
        cards = [other.id for other in session.view.cards(session.board, column)]
        ahead = cards[at] if at is not None and at < len(cards) else None
        return None if ahead == card else MoveCard(card, kind, ahead)
