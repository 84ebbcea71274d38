"""What widgets ask of the app, and what the app tells them."""

import asyncio
from dataclasses import dataclass

from textual.message import Message

from cofacil.board.commands.base import Command
from cofacil.board.events import Event
from cofacil.room.ports import Shelved
from cofacil.room.room import Told


@dataclass
class ChangeRequested(Message):
    """Somebody wants the board to change; the answer is what everyone was told, or a Trouble."""

    command: Command
    answer: asyncio.Future[Told]


@dataclass
class LastDoneRequested(Message):
    """Somebody wants to know what they would undo, or put back, next."""

    is_redo: bool
    answer: asyncio.Future[Event | None]


class BoardChanged(Message):
    """The board is another one now; several in a burst are one."""

    def __init__(self, told: Told) -> None:
        self.told = told
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Let a newer one stand for an older: it holds the whole board, and keeps the events of both."""
        if not isinstance(message, BoardChanged):
            return False
        fresh = self.told
        self.told = Told(fresh.board, (*message.told.events, *fresh.events), fresh.position)
        return True


@dataclass
class Noticed(Message):
    """A sentence for the last row."""

    sentence: str


@dataclass
class NotSavedYet(Message):
    """What cannot be saved, and why; "" when it has been."""

    sentence: str


class LeaveRequested(Message):
    """Somebody wants to leave, and has said so twice."""


@dataclass
class PageRequested(Message):
    """Somebody wants another page: help, themes, people, the large timer, a whole card."""

    name: str
    opened: asyncio.Future[None] | None = None
    """Done when the page is on top: until then keys are held, so that none lands on the page below."""


@dataclass
class ShelvedChosen(Message):
    """Somebody chose a board on the shelf."""

    shelved: Shelved


@dataclass
class BoardBegun(Message):
    """Somebody has said what a new board is called, and what it is about."""

    title: str
    purpose: str
    place: str
    name: str = ""
    """Who types here, when they were asked."""


class BackRequested(Message):
    """Somebody is done with a page and wants the one below it."""


@dataclass
class ActionChosen(Message):
    """Somebody chose an action by its name."""

    name: str


@dataclass
class ThemeChosen(Message):
    """Somebody looks at a theme, or wants to keep it."""

    name: str
    is_kept: bool = False


@dataclass
class PathTyped(Message):
    """Somebody typed where a board file is."""

    path: str
