"""What widgets ask of the app, and what the app tells them.

Plain classes: making a dozen dataclasses takes as long as painting the first frame.
"""

import asyncio

from textual.message import Message

from cofacil.board.commands.base import Command
from cofacil.board.events import Event
from cofacil.room.ports import Shelved
from cofacil.room.room import Told


class Asked(Message):
    """Something asked for or told; it equals another of its kind that says the same."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = Message.__hash__


class ChangeRequested(Asked):
    """Somebody wants the board to change; the answer is what everyone was told, or a Trouble."""

    def __init__(self, command: Command, answer: asyncio.Future[Told]) -> None:
        self.command = command
        self.answer = answer
        super().__init__()


class LastDoneRequested(Asked):
    """Somebody wants to know what they would undo, or put back, next."""

    def __init__(self, is_redo: bool, answer: asyncio.Future[Event | None]) -> None:
        self.is_redo = is_redo
        self.answer = answer
        super().__init__()


class BoardChanged(Asked):
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


class Noticed(Asked):
    """A sentence for the last row."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__()


class LeaveRequested(Asked):
    """Somebody wants to leave, and has said so twice."""


class PageRequested(Asked):
    """Somebody wants another page: help, themes, people, the large timer, a whole card."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.opened: asyncio.Future[None] | None = None
        """Done when the page is on top: until then keys are held, so that none lands on the page below."""
        super().__init__()


class ShelvedChosen(Asked):
    """Somebody chose a board on the shelf."""

    def __init__(self, shelved: Shelved) -> None:
        self.shelved = shelved
        super().__init__()


class BoardBegun(Asked):
    """Somebody has said what a new board is called, and what it is about."""

    def __init__(self, title: str, purpose: str, place: str, name: str = "") -> None:
        self.title = title
        self.purpose = purpose
        self.place = place
        self.name = name
        """Who types here, when they were asked."""
        super().__init__()


class BackRequested(Asked):
    """Somebody is done with a page and wants the one below it."""


class ActionChosen(Asked):
    """Somebody chose an action by its name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__()


class ThemeChosen(Asked):
    """Somebody looks at a theme, or wants to keep it."""

    def __init__(self, name: str, *, is_kept: bool = False) -> None:
        self.name = name
        self.is_kept = is_kept
        super().__init__()


class PathTyped(Asked):
    """Somebody typed where a board file is."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()
