"""Somebody proves a key by which another is known who is still here, or has gone: two may sit at one computer."""

import asyncio

from cofacil.language.catalog import _
from cofacil.share.knock import HasLeft
from cofacil.share.rows import Paper

PATIENCE = 60.0
"""Seconds in which Enter has to come."""
_ENOUGH, _ENTER = b"\x03\x04", b"\r\n"


class Again:
    """Asks, in plain lines, whether who has come is the one whom their key belongs to: nobody slips into a seat unawares."""

    def __init__(self, name: str, paper: Paper, *, is_here: bool) -> None:
        self._name = name
        self._paper = paper
        self._is_here = is_here
        self._said: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def feed(self, data: bytes) -> None:
        """Take what was typed: Enter, or leaving."""
        if any(letter in data for letter in _ENOUGH):
            self.leave()
        elif any(letter in data for letter in _ENTER) and not self._said.done():
            self._said.set_result(True)

    def leave(self) -> None:
        """Want nothing."""
        if not self._said.done():
            self._said.set_result(False)

    async def settle(self) -> None:
        """Return once they have said that it is them.

        Raises:
            HasLeft: they went, or said nothing.
        """
        if self._is_here:
            words = _(
                "{name} is here already, by this key. Enter has that seat in this window, and closes the other.",
                name=self._name,
            )
        else:
            words = _("{name} was here, by this key. Enter goes on as {name}.", name=self._name)
        other = _(
            "Somebody else at this computer: ctrl+c, then `ssh -o PubkeyAuthentication=no` and the rest of the line."
        )
        self._paper.say(words)
        self._paper.say(other)
        try:
            async with asyncio.timeout(PATIENCE):
                if not await self._said:
                    raise HasLeft
        except TimeoutError:
            raise HasLeft from None
