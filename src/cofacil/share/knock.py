"""Somebody nobody knows, who asks to be let in: their name, and an answer from whoever facilitates."""

import asyncio
import codecs
from collections.abc import Callable
from typing import Any, TypeVar

from rich.cells import cell_len

from cofacil.board.errors import Trouble
from cofacil.board.text import NAME_LIMIT, clean_name
from cofacil.language.worded import worded
from cofacil.room.requests import Wish
from cofacil.room.seats import WayBack
from cofacil.share.boards import Guest, SharedBoard, Stranger
from cofacil.share.lobby import TAKEN, Lobby

Result = TypeVar("Result")

PATIENCE = 180.0
"""Seconds in which somebody has to say their name and those who facilitate have to answer."""
WHO = "You are not known here yet. What is your name? "
_TRIES = 3
"""Names of others that somebody may say before they are told no more of who is known here."""
ASKED = "{} can see that you ask. One moment; ctrl+c leaves."
NOBODY = "Nobody is there who could let you in. Try again in a while, or ask for a word."
NO_ANSWER = "Nobody has answered. Try again in a while, or ask for a word."
NOT_NOW = "Not now. Ask whoever facilitates in another way."
_ENOUGH = "\x03\x04"
_ENTER = "\r\n"
_RUB_OUT = "\x7f\b"


class NotLetIn(Exception):
    """What somebody is told who is not let in; "" for who left by themselves."""


class Knock:
    """Talks with a stranger in plain lines, before there is any board on their terminal."""

    def __init__(self, lobby: Lobby, board: SharedBoard, stranger: Stranger, write: Callable[[bytes], object]) -> None:
        self._lobby = lobby
        self._board = board
        self._stranger = stranger
        self.name = ""
        """What they say they are called, once nobody else is called so."""
        self._write = write
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._typed = ""
        self._line: asyncio.Future[str] | None = None
        self._left: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def feed(self, data: bytes) -> None:
        """Take what was typed; behind the name nothing means anything but leaving."""
        for letter in self._decode(data):
            if letter in _ENOUGH:
                self.leave()
            elif self._line is None or self._line.done():
                continue
            elif letter in _ENTER:
                self._write(b"\r\n")
                self._line.set_result(self._typed)
            elif letter in _RUB_OUT:
                self._write(b"\b \b" * cell_len(self._typed[-1:]))
                self._typed = self._typed[:-1]
            elif letter.isprintable() and len(self._typed) < NAME_LIMIT:
                self._typed += letter
                self._write(letter.encode())

    def leave(self) -> None:
        """Ask no more."""
        if not self._left.done():
            self._left.set_result(None)

    async def guest(self) -> Guest:
        """Return who they are, once they are let in.

        Raises:
            NotLetIn: they are not, or have left.
        """
        presence = self._board.presence
        if not presence.now.leads:
            raise NotLetIn(NOBODY)
        try:
            async with asyncio.timeout(PATIENCE):
                self.name = await self._name()
                answer = presence.asks.ask(self.name, Wish.JOIN, self._stranger.words)
                self._write(f"{ASKED.format(' and '.join(presence.now.leads[:2]))}\r\n".encode())
                decided = await self._unless_left(answer)
        except TimeoutError:
            raise NotLetIn(NO_ANSWER) from None
        if decided.role is None:
            raise self._refused(f"not let in by {decided.by}")
        address = self._stranger.address
        self._lobby.access_log.note(address, f"let in as {decided.role} by {decided.by}", self.name)
        return Guest(self.name, decided.role, address, way_back=WayBack.ASK)

    def _refused(self, why: str, words: str = NOT_NOW) -> NotLetIn:
        """Return what a stranger is told, counted: from where too many were refused nobody asks any more."""
        self._lobby.counts.refused[self._stranger.address] += 1
        self._lobby.access_log.note(self._stranger.address, why, self.name)
        return NotLetIn(words)

    async def _name(self) -> str:
        question, tries = WHO, 0
        while tries < _TRIES:
            self._write(question.encode())
            self._typed, self._line = "", asyncio.get_running_loop().create_future()
            try:
                name = clean_name(await self._unless_left(self._line))
            except Trouble as trouble:
                question = f"{worded(trouble)} What is your name? "
                continue
            if self._lobby.claim(self._board, name):
                return name
            question, tries = f"{TAKEN.format(name)} What is your name? ", tries + 1
        raise self._refused("tried the names of others")

    async def _unless_left(self, answer: "asyncio.Future[Result]") -> Result:
        """Wait for something, unless they leave; nobody waits for it then."""
        try:
            both: tuple[asyncio.Future[Any], ...] = (answer, self._left)
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if self._left.done():
                # Asking and leaving, again and again, is pressing too.
                raise self._refused("went without an answer", "")
            return answer.result()
        finally:
            answer.cancel()
