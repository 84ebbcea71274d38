"""The door of this process, which whoever sits at its screen opens and closes."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextvars import copy_context
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.notice import Notice
from cofacil.language.worded import worded
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Sharing, WasShared
from cofacil.tui.options import Options
from cofacil.wiring.doors import BesideDoor, ShownDoor, file_of
from cofacil.wiring.terms import EVERYWHERE, LOOPBACK, PORTS, Terms, Web

if TYPE_CHECKING:
    from cofacil.share.how_to_join import HowToJoin
    from cofacil.share.lobby import Said
    from cofacil.wiring.guests import Shared

Result = TypeVar("Result")


class HostDoor(ShownDoor):
    """Opens and closes the door, always outside every App: what an App begins takes that App's place for its own."""

    def __init__(self, options: Options, typist: Callable[[], str], terms: Terms | None = None) -> None:
        self.terms = terms or Terms()
        self.notice: Callable[[str], object] = lambda _sentence: None
        """Tells whoever shares a sentence."""
        self.opens: Callable[[Path], Awaitable[LiveRoom]] = _opens_nothing
        """Opens a board that was shared together with the one on the screen."""
        super().__init__(typist)
        self._options = options._replace(welcomes=self.terms.welcomes)
        self._typist = typist
        self._context = copy_context()
        self._lives: Mapping[str, LiveRoom] = {}
        self._shared: Shared | None = None
        self._beside: BesideDoor | None = None
        """The same board's door that another window has opened."""
        self._turning = asyncio.Lock()

    @property
    def is_open(self) -> bool:
        return self._shared is not None or self._beside is not None

    @property
    def is_ours(self) -> bool:
        return self._beside is None

    @property
    def is_beside(self) -> bool:
        return self._beside is not None

    @property
    def usual(self) -> Sharing:
        from cofacil.share.address import is_loopback

        asking = self.terms.limits.asking if self.terms.limits else 0
        one = self.terms.ports[0] if len(self.terms.ports) == 1 else 0
        return Sharing(not is_loopback(self.terms.host), asking > 0, one, self.terms.web is not None)

    @property
    def page_trouble(self) -> Refusal | None:
        from cofacil.wiring.shared_page import has_page

        # Of another window that one knows it.
        return None if self._beside is not None or has_page() else Refusal("web-not-installed")

    async def show_page(self) -> None:
        """Show the page for phones and browsers of the boards that are shared; another window that has the door does it.

        Raises:
            Trouble: it cannot be shown.
        """
        if self._beside is not None:
            await (await self._beside.how_to_join()).show_page(self._by())
            return
        async with self._turning:
            if self._shared is None:
                raise Refusal("not-shared-any-more")
            web = self.terms.web or Web()
            self._shared = await self._apart(self._shared.show_page(web, self._lives))
            self.terms = self.terms._replace(web=web)

    async def look_around(self, live: LiveRoom) -> None:
        """Take notice whether another window of this computer shares a board."""
        if self._shared is not None or self._turning.locked() or not live.is_kept:
            self._beside = None  # what is held here is held by this window
            return
        beside = self._beside if self._beside is not None and self._beside.live is live else BesideDoor(live)
        self._beside = beside if await asyncio.to_thread(beside.look) else None

    async def open(self, live: LiveRoom, sharing: Sharing) -> None:
        """Let others in to a board, and to those that were shared with it before.

        Raises:
            Trouble: the door cannot be opened.
        """
        if not live.is_kept:
            raise Refusal("example-not-shared")
        self.terms = self._as_chosen(sharing)
        lives = self._lives if live in self._lives.values() else {live.name: live}
        from cofacil.share.address import is_loopback

        others = EVERYWHERE if is_loopback(self.terms.host) else self.terms.host
        await self.open_to(lives, others if sharing.to_all else LOOPBACK)

    def _as_chosen(self, sharing: Sharing) -> Terms:
        """Return on what terms a board is shared that somebody shares from the board."""
        from cofacil.share.limits import STRANGERS, Limits

        ports = self.terms.ports
        if sharing.port != self.usual.port:
            ports = (sharing.port,) if sharing.port else PORTS
        limits = (self.terms.limits or Limits())._replace(asking=STRANGERS if sharing.may_ask else 0)
        web = (self.terms.web or Web()) if sharing.has_page else None
        return self.terms._replace(limits=limits, ports=ports, web=web)

    async def open_to(self, lives: Mapping[str, LiveRoom], host: str) -> "Shared":
        """Let others in to some boards, the first of them the one on this screen.

        Raises:
            Trouble: the door cannot be opened, or who may come in cannot be read.
        """
        async with self._turning:
            if self._shared is None:
                _be_the_boards(lives)
                self._lives = lives
                self._shared = await self._apart(self._open(lives, host))
                if self._shared.windows is not None:
                    self._shared.windows.show_page = self.show_page
            return self._shared

    def was_open(self, live: LiveRoom) -> WasShared | None:
        from cofacil.share.address import is_loopback
        from cofacil.share.last_door import last_doors

        last = last_doors(paths.share_folder()).get(file_of(live)) if live.is_kept and not self.is_open else None
        return WasShared(last.port, is_loopback(last.host)) if last is not None else None

    async def open_again(self, live: LiveRoom) -> None:
        """Open the door again that was open as its process died, to every board that it was open to.

        Raises:
            Trouble: nobody can open it, or one of the boards.
        """
        from cofacil.share.last_door import last_doors
        from cofacil.share.limits import Limits

        last = last_doors(paths.share_folder()).get(file_of(live))
        if last is None:
            raise Refusal("not-shared-any-more")
        web = Web.again(last.page_url, last.page) if last.page_url else None
        limits = Limits(seats=last.seats, asking=last.asking)
        self.terms = self.terms._replace(ports=(last.port, *PORTS), limits=limits, web=web)
        others = [Path(board) for board in last.boards if board != file_of(live)]
        lives = {live.name: live, **{path.stem: await self.opens(path) for path in others}}
        await self.open_to(lives, last.host)

    async def close(self, *, is_over: bool = True) -> None:
        """Let nobody in any more, also not by the word that was on the wall.

        Where it is not `over`, the process only ends: the same door can be opened again.
        """
        async with self._turning:
            self._beside = None
            if self._shared is not None:
                self.terms = self._as_it_is(self._shared)
                try:
                    await self._apart(self._shared.end(is_over=is_over))
                finally:
                    self._shared = None

    def _as_it_is(self, shared: "Shared") -> Terms:
        """Return the terms with whether strangers may ask by now: shared again it is so again."""
        from cofacil.share.limits import Limits

        asking = shared.server.lobby.counts.limits.asking
        return self.terms._replace(limits=(self.terms.limits or Limits())._replace(asking=asking))

    async def how_to_join(self) -> "HowToJoin":
        if self._beside is not None:
            return await self._beside.how_to_join()
        if self._shared is None:
            raise Refusal("not-shared-any-more")
        return self._shared.how_to_join[0]

    async def _open(self, lives: Mapping[str, LiveRoom], host: str) -> "Shared":
        # What the server needs takes a tenth of a second to fetch, in which the screen would stand still.
        await asyncio.to_thread(import_module, "cofacil.wiring.guests")
        from cofacil.wiring.guests import start_sharing

        return await start_sharing(lives, host, self.terms, self._options, self._typist(), self._notice)

    def tell_of_files(self, lives: Mapping[str, LiveRoom]) -> None:
        """Tell whoever shares, and has no board before them, when the file of one cannot be read, and when it can be again."""
        for live in lives.values():
            live.subscribe(_hears_no_news, partial(self._hear_trouble, live))

    def _hear_trouble(self, live: LiveRoom, trouble: Trouble | None) -> None:
        self._notice(trouble or Notice.of("board-back", file=Path(file_of(live)).name))

    def _notice(self, said: "Said | Trouble") -> None:
        """Tell whoever shares something, in their language: it is noticed where a guest is served, in theirs."""
        self.notice(self._context.copy().run(worded, said))

    async def _apart(self, work: Coroutine[Any, Any, Result]) -> Result:
        return await asyncio.get_running_loop().create_task(work, context=self._context)


def _be_the_boards(lives: Mapping[str, LiveRoom]) -> None:
    """Share no file with what is kept for a board that another file is by now.

    Raises:
        NotSaved: saying which.
    """
    from cofacil.store.places import Places

    for live in lives.values():
        if (copied := Places.here().copied_since(Path(file_of(live)), live.board_id)) is not None:
            raise copied


def _hears_no_news(_news: object) -> None:
    """Who looks after the door is told of no change."""


async def _opens_nothing(path: Path) -> LiveRoom:  # noqa: ARG001
    raise Refusal("only-this-board")
