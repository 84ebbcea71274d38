"""Somebody nobody knows, who asks to be let in: their name, and an answer from whoever facilitates."""

import asyncio
import codecs
import time
from collections.abc import Sequence
from typing import Any, TypeVar

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.text import NAME_LIMIT, clean_name
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.requests import Wish
from cofacil.room.seats import WayBack
from cofacil.share.boards import Guest, SharedBoard, Stranger
from cofacil.share.invitations import until_tonight
from cofacil.share.known_guests import CameBy
from cofacil.share.lobby import Lobby, NameTaken
from cofacil.share.rows import Paper
from cofacil.terminal.burst import GOES_ON
from cofacil.terminal.widths import letters

Result = TypeVar("Result")

PATIENCE = 180.0
"""Seconds in which somebody has to say their name and those who facilitate have to answer."""
_TRIES = 3
"""Names of others that somebody may say before they are told no more of who is known here."""
_LONGEST = 4 * NAME_LIMIT
"""Letters of a line that are kept: what is longer is said to be."""
_ENOUGH = "\x03\x04"
_ENTER = "\r\n"
_RUB_OUT = "\x7f\b"


class NotLetIn(Trouble):
    """Somebody is not let in."""


class HasLeft(Exception):
    """Somebody went before there was an answer."""


class Knock:
    """Talks with a stranger in plain lines, before there is any board on their terminal."""

    def __init__(self, lobby: Lobby, board: SharedBoard, stranger: Stranger, paper: Paper, owner: object) -> None:
        self._lobby = lobby
        self._owner = owner
        """Whose the name is as long as they are here."""
        self._is_back = False
        self._board = board
        self._stranger = stranger
        self.name = ""
        """What they say they are called, once nobody else is called so."""
        self._paper = paper
        self._write = paper.write
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._typed = ""
        self._more = 0
        """Letters that were typed and are not kept."""
        self._heard = 0.0
        self._line: asyncio.Future[str] | None = None
        self._left: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def feed(self, data: bytes) -> None:
        """Take what was typed; behind the name nothing means anything but leaving."""
        self._heard = time.monotonic()
        for letter in self._decode(data):
            if letter in _ENOUGH:
                self.leave()
            elif self._line is None or self._line.done():
                continue
            elif letter in _ENTER:
                self._write(b"\r\n")
                self._line.set_result(self._typed)
            elif letter in _RUB_OUT:
                *before, (_last, width) = letters(self._typed) or [("", 0)]
                self._write(b"\b \b" * width)
                self._typed = "".join(letter for letter, _cells in before)
            elif letter.isprintable():
                self._more += len(self._typed) >= _LONGEST
                if len(self._typed) < _LONGEST:
                    self._typed += letter
                    self._write(letter.encode())

    def leave(self) -> None:
        """Ask no more."""
        if not self._left.done():
            self._left.set_result(None)

    async def guest(self) -> Guest:
        """Return who they are, once they are let in.

        Raises:
            NotLetIn: they are not.
            HasLeft: they went.
        """
        presence = self._board.presence
        if not presence.now().leads:
            raise NotLetIn("nobody-leads")
        try:
            async with asyncio.timeout(PATIENCE):
                self.name = await self._name()
                stranger = self._stranger
                if out := self._lobby.why_out(self._board, stranger.address, self.name, stranger.proved):
                    raise NotLetIn.of(out)
                if not (leads := presence.now().leads):
                    raise NotLetIn("nobody-leads")
                answer = presence.asks.ask(self.name, Wish.JOIN, self._stranger.known)
                self._paper.say(_asked_whom(leads))
                decided = await self._unless_left(answer)
        except TimeoutError:
            raise NotLetIn("nobody-answers") from None
        if decided.role is None:
            self._note_refusal(f"not let in by {decided.by}")
            raise NotLetIn("not-let-in-now")
        address = self._stranger.address
        self._lobby.access_log.note(address, f"let in as {decided.role} by {decided.by}", self.name)
        keys = self._stranger.keys
        way_back = WayBack.LINE if keys else WayBack.ASK
        until = until_tonight(time.time_ns() // 1_000_000)
        return Guest(
            self.name,
            decided.role,
            address,
            way_back=way_back,
            came_by=CameBy.ASKING,
            until=until,
            keys=keys,
            is_back=self._is_back,
        )

    def _note_refusal(self, why: str) -> None:
        """Count that a stranger was not let in: from where too many were refused nobody asks any more."""
        self._lobby.counts.refused[self._stranger.address] += 1
        self._lobby.access_log.note(self._stranger.address, why, self.name)

    async def _name(self) -> str:
        why, tries = _("You are not known here yet."), 0
        while tries < _TRIES:
            self._paper.say(why)
            self._write(_("What is your name? ").encode())
            self._typed, self._more, self._line = "", 0, asyncio.get_running_loop().create_future()
            try:
                typed = await self._unless_left(self._line)
                if self._more:
                    raise Refusal("name-too-long", limit=NAME_LIMIT)
                name = clean_name(typed)
                self._is_back = await self._lobby.claim(self._board, name, self._owner, CameBy.ASKING, CameBy.WALL)
            except Refusal as refusal:
                why = worded(refusal)
                tries += isinstance(refusal, NameTaken)
                await self._unless_left(asyncio.ensure_future(self._quiet()))
            else:
                return name
        self._note_refusal("tried the names of others")
        raise NotLetIn("not-let-in-now")

    async def _quiet(self) -> None:
        """Wait until nothing comes any more: of rows that were pasted the second is no answer to the next question."""
        while (left := self._heard + GOES_ON - time.monotonic()) > 0:  # noqa: ASYNC110  # nobody tells of silence
            await asyncio.sleep(left)

    async def _unless_left(self, answer: "asyncio.Future[Result]") -> Result:
        """Wait for something, unless they leave; nobody waits for it then."""
        try:
            both: tuple[asyncio.Future[Any], ...] = (answer, self._left)
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if self._left.done():
                # Asking and leaving, again and again, is pressing too.
                self._note_refusal("went without an answer")
                raise HasLeft
            return answer.result()
        finally:
            answer.cancel()


def _asked_whom(leads: Sequence[str]) -> str:
    """Return who can let somebody in, two of them at most, in the words of who asks."""
    if len(leads) == 1:
        return _("{name} can see that you ask. One moment; ctrl+c leaves.", name=leads[0])
    return _("{one} and {other} can see that you ask. One moment; ctrl+c leaves.", one=leads[0], other=leads[1])
