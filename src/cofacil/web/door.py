"""The way in by the page: the same words, names and asking as over SSH."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.board.text import clean_name
from cofacil.room.requests import Answer, Wish
from cofacil.room.seats import WayBack
from cofacil.share.boards import Guest, Stranger
from cofacil.share.invitations import Admission, WordRefused
from cofacil.share.knock import PATIENCE
from cofacil.share.lobby import Lobby, Said
from cofacil.web.seated import PageBoard, Seated

_WORD, _NAME = "word", "name"


class NotIn(Trouble):
    """Somebody does not come in; `field` is what they would have to say otherwise."""

    def __init__(self, field: str, why: Trouble | Notice) -> None:
        super().__init__(why.name, **dict(why.places))
        self.field = field


class Asking:
    """A stranger who has asked to be let in, and waits."""

    def __init__(self, lobby: Lobby, board: PageBoard, name: str, stranger: Stranger) -> None:
        self._lobby = lobby
        self.board = board
        self.name = name
        self._stranger = stranger
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

    def _hear(self, answered: asyncio.Future[Answer]) -> None:
        self._timer.cancel()
        self._lobby.wait_no_more(self)
        role, by = answered.result() if not answered.cancelled() else (None, "")
        if role is not None:
            self._lobby.access_log.note(self.address, f"let in as {role} by {by}", self.name)
            self.guest = Guest(self.name, role, self.address)
            return
        self._lobby.give_up(self.board.shared, self.name)
        if by:
            self.why_not = Notice.of("not-let-in-now")
            self._note_refusal(f"not let in by {by}")

    def _note_refusal(self, why: str) -> None:
        self._lobby.counts.refused[self.address] += 1
        self._lobby.access_log.note(self.address, why, self.name)


class PageDoor:
    """Lets people in to boards by the page."""

    def __init__(self, lobby: Lobby, boards: Sequence[PageBoard], forget: Callable[[Seated], object]) -> None:
        self.lobby = lobby
        self.boards = boards
        self._forget = forget
        self._looking = asyncio.Lock()

    @property
    def title(self) -> str:
        """Return what the board is called that the word lets in to, "" where it may be one of several."""
        return self.boards[0].shared.title() if len(self.boards) == 1 else ""

    @property
    def may_ask(self) -> bool:
        return self.lobby.counts.limits.asking > 0

    async def enter(self, form: Mapping[str, str], address: str) -> Seated:
        """Let somebody in by a word, and by the name they say where the word is everybody's.

        Raises:
            NotIn: they are not let in.
        """
        try:
            name = clean_name(form.get("name", ""))
        except Refusal as refusal:
            raise NotIn(_NAME, refusal) from refusal
        board, admission = await self._by_word(form.get("word", "").strip(), address)
        if not admission.name:
            self._claim(board, name)
            try:
                await self.lobby.words.count_in(board.shared, address, admission, name)
            except WordRefused as refusal:
                self.lobby.give_up(board.shared, name)
                raise NotIn(_WORD, refusal) from refusal
        guest = Guest(admission.name or name, admission.role, address, way_back=WayBack.WORD)
        return self._seat(board, guest, "word")

    async def _by_word(self, said: str, address: str) -> tuple[PageBoard, Admission]:
        """Return who comes in by a word, and to which board; one wrong word is one guess, however many boards there are."""
        if not said:
            raise NotIn(_WORD, Notice.of("page-word-missing"))
        board = await self._board_of(said)
        try:
            shared = board.shared
            return board, await self.lobby.words.take(shared, shared.name.casefold(), address, said)
        except WordRefused as refusal:
            raise NotIn(_WORD, refusal) from refusal

    async def _board_of(self, said: str) -> PageBoard:
        """Return the board that a word belongs to, the first where it belongs to none: one look at a time."""
        if len(self.boards) > 1:
            async with self._looking:
                for board in self.boards:
                    with suppress(Trouble):  # what cannot be read is told of behind this
                        if await asyncio.to_thread(board.shared.invitations.knows, said):
                            return board
        return self.boards[0]

    def ask(self, form: Mapping[str, str], address: str) -> Asking:
        """Ask those who facilitate to let somebody in.

        Raises:
            NotIn: they cannot be asked now.
        """
        board, counts = self.boards[0], self.lobby.counts
        if not counts.lets_ask(address):
            raise NotIn("", Notice.of("too-many-ask"))
        if not board.live.presence.now().leads:
            raise NotIn("", Notice.of("nobody-leads"))
        try:
            name = clean_name(form.get("name", ""))
        except Refusal as refusal:
            raise NotIn(_NAME, refusal) from refusal
        self._claim(board, name)
        self.lobby.access_log.note(address, "asks to join by the page")
        return Asking(self.lobby, board, name, Stranger(address))

    def let_in(self, asking: Asking) -> Seated:
        """Give a seat to who was let in.

        Raises:
            NotIn: there is none.
        """
        guest = asking.guest
        if guest is None:
            raise NotIn("", asking.why_not or Notice.of("not-let-in-now"))
        return self._seat(asking.board, guest, "asking")

    def _claim(self, board: PageBoard, name: str) -> None:
        try:
            self.lobby.claim(board.shared, name)
        except Refusal as refusal:
            raise NotIn(_NAME, refusal) from refusal

    def _seat(self, board: PageBoard, guest: Guest, how: str) -> Seated:
        seated = Seated(self.lobby, board, guest, self._forget)
        if not seated.come():
            self.lobby.give_up(board.shared, guest.name)
            raise NotIn("", Notice.of("no-seat"))
        role = Role(guest.role)
        self.lobby.access_log.note(guest.address, f"in as {role} by {how}, by the page", guest.name)
        return seated
