"""The words typed at every door of this process, each looked at in its turn."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from cofacil.board.errors import Trouble
from cofacil.board.notice import Notice
from cofacil.share.access_log import AccessLog
from cofacil.share.boards import SharedBoard
from cofacil.share.fair_queue import FairQueue
from cofacil.share.guesses import SAVED, SLOWLIER, SLOWLY, SLOWLY_OWN, Guesses, block_of
from cofacil.share.invitations import Admission, Invitations, WordRefused
from cofacil.share.wordlist import can_be_a_word, is_only_ones_own

_AT_ONCE = 2
"""Words looked at at the same time: each takes 16 MiB and a twentieth of a second of a processor."""
_TELLS_AGAIN = 60.0
"""Seconds in which whoever shares is told of guessing once."""


class Lane:
    """Gives each address its turn: so many at the same time, one for each pace, and those that were not used before."""

    def __init__(self, at_once: int = 1, pace: float = 0.0, saved: int = 0) -> None:
        """Give a turn each `pace` seconds; where nobody came for a while, up to `saved` more at once."""
        self._free = at_once
        self._pace = pace
        self._ahead = saved * pace
        self._due = 0.0
        """When the next turn would come if none had been saved."""
        self._waiting: FairQueue[asyncio.Future[None]] = FairQueue()
        self._later: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, address: str, rank: int = 0) -> AsyncIterator[None]:
        """Wait for a turn, and have it: those of the lower rank from one address come first."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.put(address, turn, rank)
        self._give()
        try:
            await turn
            yield
        finally:
            if turn.done() and not turn.cancelled():
                self._free += 1
                self._give()
            else:
                turn.cancel()
                # Or who comes and goes would take the turns of all others from there.
                self._waiting.take_out(address, turn)

    def _give(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._free and self._waiting:
            if (wait := self._due - self._ahead - now) > 0:
                self._give_later(wait)
                return
            turn = self._waiting.next()
            if not turn.done():
                self._free -= 1
                self._due = max(self._due, now) + self._pace
                turn.set_result(None)

    def _give_later(self, wait: float) -> None:
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(wait, self._go_on)

    def _go_on(self) -> None:
        self._later = None
        self._give()


class Words:
    """Looks at words: from a quiet address at once, from one that has guessed slowly."""

    def __init__(self, access_log: AccessLog, tell: Callable[[Trouble | Notice], object]) -> None:
        self.guesses = Guesses()
        self._access_log = access_log
        self._tell = tell
        self._quick = Lane(_AT_ONCE)
        self._slow = {True: Lane(1, SLOWLY, SAVED), False: Lane(1, SLOWLIER, SAVED)}
        """By whether somebody has come in from there: whoever guesses from elsewhere takes no turn from a hall."""
        self._slow_own = {is_known: Lane(1, SLOWLY_OWN, SAVED) for is_known in (False, True)}
        self._tells_again = 0.0

    async def take(  # noqa: PLR0913  # who says it, and where from
        self,
        board: SharedBoard | None,
        door: str,
        address: str,
        typed: str,
        rank: int = 0,
        *,
        waits: Callable[[], object] = lambda: None,
        browser: str = "",
    ) -> Admission:
        """Return who comes in by a word; `door` is its name, or what they have called a board that is none.

        `rank` is how many words this one connection has had wrong; `waits` is called where the word is not looked at at once.
        `browser` is what the cookie comes to of whoever comes by the page.

        Raises:
            WordRefused: the word opens nothing, and why.
        """
        if not can_be_a_word(typed):
            # A slip, or what stood in somebody's clipboard: it could have opened nothing, and tells nobody anything.
            self._access_log.note(address, "no word")
            raise WordRefused("word-not-known")
        block = block_of(address)
        while self.guesses.is_quiet(address, door):
            async with self._quick.turn(block, rank):
                # Others from there were looked at meanwhile: guesses that come all at once gain nothing.
                if self.guesses.is_quiet(address, door):
                    return await self._look(board, door, address, typed, browser)
        waits()
        lanes = self._slow_own if is_only_ones_own(typed) else self._slow
        async with lanes[self.guesses.is_known(address)].turn(block, rank):
            return await self._look(board, door, address, typed, browser)

    async def count_in(self, board: SharedBoard, address: str, admission: Admission, name: str) -> None:
        """Count somebody who comes by the word on the wall, unless they have come by it before.

        Raises:
            WordRefused: so many others have.
        """
        try:
            counted = await asyncio.to_thread(board.invitations.count_in, admission, name, _now())
        except WordRefused:
            raise
        except Trouble as trouble:
            self._tell(trouble)
            raise WordRefused("words-not-read") from None
        if counted.is_new:
            self.guesses.right(address, board.name)
            if not counted.left:
                self._tell(Notice.of("word-ran-out-here", number=counted.seats))

    async def _look(self, board: SharedBoard | None, door: str, address: str, typed: str, browser: str) -> Admission:
        """Look a word up, and count it where it is wrong."""
        try:
            # That there is no such board takes the same time as a wrong word.
            look = (
                partial(board.invitations.take, now=_now(), before_use=partial(_refuse_who_is_out, board, browser))
                if board
                else Invitations.look_nowhere
            )
            admission = await asyncio.to_thread(look, typed)
        except WordRefused as refusal:
            if (name := refusal.places.get("name")) is not None:
                self._access_log.note(address, f"kept out: put out for today by {refusal.places['by']}", str(name))
            else:
                self._access_log.note(address, "a word that opens nothing any more")
            raise
        except Trouble as trouble:
            self._tell(trouble)
            raise WordRefused("words-not-read") from None
        if admission is None:
            self._access_log.note(address, "wrong word")
            if self.guesses.wrong(address, door):
                self._tell_of_guessing(address)
            raise WordRefused("word-not-known")
        if admission.is_back and not (board is not None and board.known.came_by_word(admission.name)):
            # Whoever it was for is not known any more: they were put out, or the board is shared anew.
            self._access_log.note(address, "a word that was used", admission.name)
            is_out = board is not None and board.known.was_put_out(admission.name)
            raise WordRefused("word-used-put-out" if is_out else "word-used")
        self.guesses.came_in(address)
        # One that was used forgives nothing: whoever had it could guess on and on. One on the wall does by its people.
        if not admission.is_room and not admission.is_back:
            self.guesses.right(address, door)
        return admission

    def _tell_of_guessing(self, address: str) -> None:
        now = time.monotonic()
        if now < self._tells_again:
            return
        self._tells_again = now + _TELLS_AGAIN
        self._tell(
            Notice.of(
                "guessing-slowed", address=block_of(address), number=len({one.address for one in self.guesses.slowed()})
            )
        )


def _refuse_who_is_out(board: SharedBoard, browser: str, name: str) -> None:
    """Say to who is kept out that they are, and not that their word was used; one that was not is theirs still.

    Raises:
        WordRefused: they are kept out.
    """
    out = board.kept_out.whoever(board.people.ways_to_say(name), (), _now(), browser)
    if out is not None:
        raise WordRefused("kept-out-today", by=out.by, name=out.name)


def _now() -> int:
    return time.time_ns() // 1_000_000
