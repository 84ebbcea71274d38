"""The way in by the page: the same words, names and asking as over SSH."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.notice import Notice
from cofacil.board.text import clean_name
from cofacil.room.requests import Answer, Wish
from cofacil.room.seats import WayBack
from cofacil.share.boards import Guest, Stranger
from cofacil.share.guesses import block_of
from cofacil.share.invitations import Admission, WordRefused
from cofacil.share.knock import PATIENCE
from cofacil.share.known_guests import CameBy
from cofacil.share.lobby import IsInHall, Lobby, Said
from cofacil.share.wordlist import can_be_a_word
from cofacil.share.words import Lane
from cofacil.web.seated import VIA, PageBoard, Seated

_WORD, _NAME = "word", "name"
_LOOKS_EACH, _LOOKS_SAVED = 0.1, 100
"""Seconds between two words of which it is looked to which of several boards they belong, and how many come at once."""


class NotIn(Exception):
    """Somebody does not come in, and why; `field` is what they would have to say otherwise."""

    def __init__(self, field: str, why: Trouble | Notice) -> None:
        super().__init__(str(why))
        self.field = field
        self.why = why


class IsThatYou(NotIn):
    """Somebody says the name of one who is in the hall: they are asked whether they are the same."""

    def __init__(self, name: str, why: IsInHall) -> None:
        super().__init__(_NAME, why)
        self.name = name
        """As they have said it."""


class Asking:
    """A stranger who has asked to be let in, and waits."""

    def __init__(self, lobby: Lobby, board: PageBoard, name: str, stranger: Stranger, claim: object) -> None:
        self._lobby = lobby
        self.board = board
        self.name = name
        self._stranger = stranger
        self.claim = claim
        self.guest: Guest | None = None
        """Who they are, once they are let in."""
        self.why_not: Trouble | Notice | None = None
        """Why they are not."""
        self._answer = board.live.presence.asks.ask(name, Wish.JOIN, stranger.known)
        self._answer.add_done_callback(self._hear)
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self.end, Notice.of("nobody-answers"))
        lobby.wait(self)

    @property
    def address(self) -> str:
        return self._stranger.address

    @property
    def is_waiting(self) -> bool:
        return not self._answer.done()

    def end(self, why: Said | None) -> None:
        """Ask no more."""
        if self.is_waiting:
            self.why_not = why
            self._answer.cancel()
            self._note_refusal("went without an answer")

    async def ended(self) -> None:
        """There is nothing to wait for."""

    async def withdraw(self) -> None:
        """Ask no more, since there is another way in; return once the name is free."""
        if self.is_waiting:
            self._answer.cancel()
            await asyncio.sleep(0)  # those who hear of it come first
        self._lobby.give_up(self.board.shared, self.name, self.claim)

    def _hear(self, answered: asyncio.Future[Answer]) -> None:
        self._timer.cancel()
        self._lobby.wait_no_more(self)
        role, by = answered.result() if not answered.cancelled() else (None, "")
        if role is not None:
            self._lobby.access_log.note(self.address, f"let in as {role} by {by}", self.name)
            self.guest = Guest(self.name, role, self.address, way_back=WayBack.ASK, came_by=CameBy.ASKING)
            return
        self._lobby.give_up(self.board.shared, self.name, self.claim)
        if by:
            self.why_not = Notice.of("not-let-in-now")
            self._note_refusal(f"not let in by {by}")

    def _note_refusal(self, why: str) -> None:
        self._lobby.counts.refused[self.address] += 1
        self._lobby.access_log.note(self.address, why, self.name)


class _Came(NamedTuple):
    name: str
    by: CameBy
    is_back: bool
    """Whether they were here before."""


class PageDoor:
    """Lets people in to boards by the page."""

    def __init__(self, lobby: Lobby, boards: Sequence[PageBoard], forget: Callable[[Seated], object]) -> None:
        self.lobby = lobby
        self.boards = boards
        self._forget = forget
        self._looking = Lane(1, _LOOKS_EACH, _LOOKS_SAVED)

    @property
    def title(self) -> str:
        """Return what the board is called that the word lets in to, "" where it may be one of several."""
        return self.boards[0].shared.title() if len(self.boards) == 1 else ""

    @property
    def may_ask(self) -> bool:
        return self.lobby.counts.limits.asking > 0

    @property
    def to_choose(self) -> tuple[tuple[str, str], ...]:
        """Return the boards that somebody who asks may be let in to, where there are several: what each is known by, and called."""
        titles = Counter(board.shared.title() for board in self.boards)
        called = ((board.shared.name, board.shared.title()) for board in self.boards)
        told = tuple((name, title if titles[title] == 1 else f"{title} ({name})") for name, title in called)
        return told if len(told) > 1 and self.may_ask else ()

    async def enter(
        self, form: Mapping[str, str], address: str, asking: Asking | None = None, *, browser: str = ""
    ) -> Seated:
        """Let somebody in by a word, and by the name they say where the word is everybody's.

        Who was `asking` asks no more as soon as they have a word. `browser` is what the cookie comes to that they have.

        Raises:
            NotIn: they are not let in.
            IsThatYou: they are not before they have said who they are.
        """
        try:
            name = clean_name(form.get("name", ""))
        except Refusal as refusal:
            raise NotIn(_NAME, refusal) from refusal
        board, admission = await self._by_word(form.get("word", "").strip(), address, browser)
        if admission.is_room and (out := self.lobby.why_out(board.shared, address, name, (), browser)) is not None:
            raise NotIn("", out)
        if asking is not None:
            await asking.withdraw()
        if admission.name:
            came = _Came(admission.name, CameBy.WORD, admission.is_back)
            return self._seat(board, self._guest_by(came, board, admission, address), "word", None)
        claim = object()
        is_back = await self._claim(board, name, claim, CameBy.WALL, is_sure=name == form.get("is_me"))
        came = _Came(name, CameBy.WALL, is_back)
        try:
            if not came.is_back:
                await self._count_in(board, address, admission, name)
        except BaseException:  # also where their browser has hung up meanwhile
            self.lobby.give_up(board.shared, name, claim)
            raise
        return self._seat(board, self._guest_by(came, board, admission, address), "word", claim)

    async def _count_in(self, board: PageBoard, address: str, admission: Admission, name: str) -> None:
        try:
            await self.lobby.words.count_in(board.shared, address, admission, name)
        except WordRefused as refusal:
            raise NotIn(_WORD, refusal) from refusal

    def _guest_by(self, came: "_Came", board: PageBoard, admission: Admission, address: str) -> Guest:
        """Return who comes in by a word: who is back, as whom the host has let them be since."""
        known = board.shared.known.called(came.name) if came.is_back else None
        return Guest(
            known.name if known else came.name,
            known.role if known else admission.role,
            address,
            way_back=WayBack.WORD,
            came_by=known.came_by if known else came.by,
            until=known.until if known else admission.until,
            is_back=known is not None,
        )

    async def _by_word(self, said: str, address: str, browser: str) -> tuple[PageBoard, Admission]:
        """Return who comes in by a word, and to which board; one wrong word is one guess, however many boards there are."""
        if not said:
            raise NotIn(_WORD, Notice.of("page-word-missing"))
        board = await self._board_of(said, address)
        try:
            words = self.lobby.words
            return board, await words.take(board.shared, board.shared.name, address, said, browser=browser)
        except WordRefused as refusal:
            raise NotIn(_WORD, refusal) from refusal

    async def _board_of(self, said: str, address: str) -> PageBoard:
        """Return the board that a word belongs to, the first where it belongs to none: one look at a time."""
        if len(self.boards) > 1 and can_be_a_word(said):
            async with self._looking.turn(block_of(address)):
                for board in self.boards:
                    with suppress(Trouble):  # what cannot be read is told of behind this
                        if await asyncio.to_thread(board.shared.invitations.knows, said):
                            return board
        return self.boards[0]

    async def ask(self, form: Mapping[str, str], address: str, *, browser: str = "") -> Asking:
        """Ask those who facilitate to let somebody in; `browser` is what the cookie comes to that they have.

        Raises:
            NotIn: they cannot be asked now.
        """
        counts = self.lobby.counts
        if not counts.lets_ask(address):
            raise NotIn("", Notice.of("too-many-ask"))
        board = self._chosen(form.get("board", ""))
        if not board.live.presence.now().leads:
            raise NotIn("", Notice.of("nobody-leads"))
        try:
            name = clean_name(form.get("name", ""))
        except Refusal as refusal:
            raise NotIn(_NAME, refusal) from refusal
        if (out := self.lobby.why_out(board.shared, address, name, (), browser)) is not None:
            raise NotIn(_NAME, out)
        claim = object()
        await self._claim(board, name, claim)
        self.lobby.access_log.note(address, "asks to join by the page")
        return Asking(self.lobby, board, name, Stranger(address), claim)

    def _chosen(self, name: str) -> PageBoard:
        found = [board for board in self.boards if board.shared.name == name] if len(self.boards) > 1 else self.boards
        if not found:
            raise NotIn("board", Notice.of("page-board-missing"))
        return found[0]

    def let_in(self, asking: Asking) -> Seated:
        """Give a seat to who was let in.

        Raises:
            NotIn: there is none.
        """
        guest = asking.guest
        if guest is None:
            raise NotIn("", asking.why_not or Notice.of("not-let-in-now"))
        return self._seat(asking.board, guest, "asking", asking.claim)

    async def _claim(self, board: PageBoard, name: str, claim: object, *ways: CameBy, is_sure: bool = True) -> bool:
        """Take a name; say whether it is somebody's who is back."""
        try:
            return await self.lobby.claim(board.shared, name, claim, *ways, is_sure=is_sure)
        except IsInHall as there:
            raise IsThatYou(name, there) from there
        except Refusal as refusal:
            raise NotIn(_NAME, refusal) from refusal

    def _seat(self, board: PageBoard, guest: Guest, how: str, claim: object) -> Seated:
        if (out := self.lobby.why_out(board.shared, guest.address, guest.name)) is not None:
            self.lobby.give_up(board.shared, guest.name, claim)
            raise NotIn("", out)
        if guest.is_back:
            self.lobby.take_over(board.shared, guest, VIA)
        seated = Seated(self.lobby, board, guest, self._forget, claim)
        if not seated.come():
            self.lobby.give_up(board.shared, guest.name, claim)
            raise NotIn("", Notice.of("no-seat"))
        self.lobby.access_log.note(guest.address, f"in as {guest.role_now} by {how}, by the page", guest.name)
        return seated
