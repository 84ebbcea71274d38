"""What widgets ask of the app, and what the app tells them.

Plain classes: making a dozen dataclasses takes as long as painting the first frame.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.room.attending import Attending
from cofacil.room.ports import Shelved
from cofacil.room.requests import Ask
from cofacil.room.room import News
from cofacil.room.ways import WayOn

if TYPE_CHECKING:
    from cofacil.board.plan import Plan


class AppMessage(Message):
    """Something asked for or told; it equals another of its kind that says the same."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AppMessage) and type(self) is type(other) and self._content() == other._content()

    def _content(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "opened"}

    __hash__ = Message.__hash__


class BoardChanged(AppMessage):
    """The board is another one now; several in a burst are one."""

    def __init__(self, news: News) -> None:
        self.news = news
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Give way to a newer one that waits already: that holds the whole board, and takes over these events."""
        if not isinstance(message, BoardChanged):
            return False
        fresh = message.news
        message.news = News(fresh.board, (*self.news.events, *fresh.events), fresh.position)
        return True


class PresenceChanged(AppMessage):
    """Somebody came or went; several in a burst are one."""

    def __init__(self, attending: Attending) -> None:
        self.attending = attending
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Give way to a newer one that waits already, which takes over what this says if it says nothing itself."""
        if not isinstance(message, PresenceChanged):
            return False
        message.attending = message.attending._replace(said=message.attending.said or self.attending.said)
        return True


class AskAnswered(AppMessage):
    """Somebody who facilitates answers who asks to be let in, or to write; None is *not now*."""

    def __init__(self, ask: Ask, role: Role | None) -> None:
        self.ask = ask
        self.role = role
        super().__init__()


class Noticed(AppMessage):
    """A sentence for the last row: what a key came to, or, where it `is_news`, what has happened elsewhere."""

    def __init__(self, sentence: str, *, is_news: bool = False) -> None:
        self.sentence = sentence
        self.is_news = is_news
        super().__init__()


class LeaveRequested(AppMessage):
    """Somebody wants to leave, and has been asked where something could be lost; `loses` is whether they were told so."""

    def __init__(self, *, loses: bool = False) -> None:
        self.loses = loses
        super().__init__()


class AwaitedMessage(AppMessage):
    """Something that opens another page, or must be done before the next key: keys wait for it."""

    opened: asyncio.Future[None] | None = None
    """Done when that page is on top, or cannot be: until then keys are held, so that none lands on the page below."""

    def is_done(self) -> None:
        """Let the keys go on."""
        if self.opened is not None and not self.opened.done():
            self.opened.set_result(None)


class TogetherRequested(AwaitedMessage):
    """Something that needs others is wanted: a card for everyone, to follow somebody, to ask to write."""

    def __init__(self, action: str, about: str = "") -> None:
        self.action = action
        self.about = about
        """Whom to follow."""
        super().__init__()


class CardActionChosen(AwaitedMessage):
    """Somebody who looks at one card whole does something with it; with no action they only go to it on the board."""

    def __init__(self, action: str, entity: EntityId) -> None:
        self.action = action
        self.entity = entity
        super().__init__()


class PageRequested(AwaitedMessage):
    """Somebody wants another page: help, themes, people, the large timer, a whole card."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__()


class ShelvedChosen(AwaitedMessage):
    """Somebody chose a board on the shelf: to begin its next meeting, or only to look."""

    def __init__(self, shelved: Shelved, *, begins: bool = False, shares: bool = False) -> None:
        self.shelved = shelved
        self.begins = begins
        self.shares = shares
        """Whether it is shared again as it was."""
        super().__init__()


class LookBackRequested(AwaitedMessage):
    """A board of the shelf is to be looked back on."""

    def __init__(self, shelved: Shelved) -> None:
        self.shelved = shelved
        super().__init__()


class FoundChosen(AwaitedMessage):
    """Somebody chose something that was found on a board: to open that with it in hand."""

    def __init__(self, path: Path, entity: EntityId) -> None:
        self.path = path
        self.entity = entity
        super().__init__()


class WayChosen(AwaitedMessage):
    """Somebody chose a way on from a damaged board."""

    def __init__(self, path: Path, chosen: WayOn) -> None:
        self.path = path
        self.chosen = chosen
        super().__init__()


class BoardBegun(AwaitedMessage):
    """Somebody has said what a new board is called, and what it is about."""

    def __init__(self, title: str, purpose: str, place: str, name: str = "", plan: "Plan | None" = None) -> None:
        self.title = title
        self.purpose = purpose
        self.place = place
        self.name = name
        """Who types here, when they were asked."""
        self.plan = plan
        """What its first meeting is gone through by."""
        super().__init__()


class NextRequested(AppMessage):
    """Somebody is done with a page that a meeting begins with, and wants the one behind it."""


class LookedElsewhere(AppMessage):
    """Somebody looks at something else on a page that the walls show as well."""


class BackRequested(AppMessage):
    """Somebody is done with a page and wants the one below it."""


class LetterBehindEsc(AppMessage):
    """A letter came right behind the Esc that has left a page: it is for the page below."""

    def __init__(self, letter: str, page: object) -> None:
        self.letter = letter
        self.page = page
        """The page that was left."""
        super().__init__()


class ActionChosen(AppMessage):
    """Somebody chose an action by its name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__()


class ThemeChosen(AppMessage):
    """Somebody looks at a theme, or wants to keep it."""

    def __init__(self, name: str, *, is_kept: bool = False) -> None:
        self.name = name
        self.is_kept = is_kept
        super().__init__()


class PlaceDropped(AwaitedMessage):
    """A board that lies elsewhere is to be on the list no more."""

    def __init__(self, shelved: Shelved) -> None:
        self.shelved = shelved
        super().__init__()


class PathTyped(AwaitedMessage):
    """Somebody typed where a board file is."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()
