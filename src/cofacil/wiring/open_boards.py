"""The boards that are open in this process, each a live room; one is copied once a day."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cofacil import paths
from cofacil.board.errors import Trouble
from cofacil.board.notice import Notice
from cofacil.board.plan import Plan
from cofacil.language.worded import worded
from cofacil.room.clock import SystemClock
from cofacil.room.finding import Answer, Sought
from cofacil.room.live import LiveRoom
from cofacil.room.log import Log
from cofacil.room.ports import Saved, Shelved
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.ways import Copied, Way, WayOn, WaysOn
from cofacil.store.board_file import BoardFile
from cofacil.store.elsewhere import Elsewhere
from cofacil.store.folded import Folded
from cofacil.store.library import BoardLibrary, look_at, met_last_first
from cofacil.store.openings import Openings
from cofacil.store.places import Places
from cofacil.store.shelf_state import board_in
from cofacil.store.signals import BoardSignals

if TYPE_CHECKING:
    from cofacil.store.indexed_library import IndexedLibrary

_BACKUP_AFTER = 1.0
"""Seconds: the first frame is on the screen by then."""


class OpenBoards:
    """Opens, begins and closes boards in the running event loop."""

    def __init__(self, folder: Path, cache: Path, practice: Practice, typist: str) -> None:
        self.folder = folder
        """Where the boards of this computer lie."""
        self._cache = cache
        self._practice = practice
        self.typist = typist
        """Who begins a board; changed when somebody tells their name."""
        self._elsewhere = Elsewhere(paths.elsewhere(), folder)
        self._places = Places(paths.places(), folder, self._elsewhere, Openings(paths.openings_folder()))
        self._folded = Folded()
        self._live: list[LiveRoom] = []
        self._backups: set[asyncio.Task[None]] = set()
        self.notice: Callable[[str], object] | None = None
        """Shows a sentence in the last row; set by the screens."""

    @cached_property
    def _library(self) -> "IndexedLibrary":
        # Start-up time: who opens one board looks through none.
        from cofacil.store.indexed_library import IndexedLibrary

        return IndexedLibrary(self.folder, self._cache)

    def shelf(self) -> Sequence[Shelved]:
        from cofacil.share.last_door import last_doors  # start-up time

        elsewhere = [look_at(path.stem, path, self._folded)[0] for path in self._elsewhere.there]
        shelf = met_last_first((*self._library.shelf(), *elsewhere)) if elsewhere else self._library.shelf()
        shelf = self._places.with_copies(shelf)
        left_open = last_doors(paths.share_folder())
        if not left_open:
            return shelf
        return [board._replace(was_shared=str(board.path) in left_open) for board in shelf]

    async def glance(self, path: Path) -> Shelved:
        shelved, _board = await asyncio.to_thread(look_at, path.stem, path, self._folded)
        if shelved.trouble is None:
            self.remember(path)
        return shelved

    def remember(self, path: Path) -> None:
        """Have a board on the shelf from now on that lies elsewhere."""
        self._elsewhere.remember(path)

    def drop(self, path: Path) -> None:
        self._elsewhere.forget(path)

    def called(self, title: str) -> Shelved | None:
        return self._library.called(title)

    def search(self, sought: Sought) -> Answer:
        return self._library.search(sought)

    async def open(self, path: Path) -> LiveRoom:
        """Open a board, for writing where that is allowed.

        Raises:
            BoardCopied: it is a copy of which nobody has said what it is to be.
            Trouble: it is missing, damaged or busy.
        """
        log = await asyncio.to_thread(self._opened, path)
        live = await self._enter(log)
        self._copy_later(log.path, log.board_id)
        return live

    def _opened(self, path: Path) -> BoardFile:
        """Open a board; of a copy not even the lock beside it is made."""
        with suppress(OSError):
            if (copied := self._places.copied(path, board_in(path))) is not None:
                raise copied
        log = BoardFile.open(path, for_writing=True)
        try:
            self._places.claim(log.path, log.board_id)
        except Trouble:
            log.close()
            raise
        return log

    async def saved(self, path: Path) -> Saved:
        from cofacil.store.saved_file import SavedFile  # start-up time

        return await asyncio.to_thread(SavedFile, path)

    async def ways_on(self, path: Path) -> WaysOn | Copied | None:
        from cofacil.wiring.copies import copied_or_damaged  # start-up time

        return await asyncio.to_thread(copied_or_damaged, self._places, path)

    async def go_on(self, path: Path, chosen: WayOn) -> LiveRoom:
        if chosen.way in {Way.OWN, Way.MOVED, Way.JOIN}:
            from cofacil.wiring.copies import settled  # start-up time

            return await self.open(await asyncio.to_thread(settled, self._places, self._library, path, chosen.way))
        if chosen.backup is not None:
            from cofacil.store.backup import restore  # start-up time

            await asyncio.to_thread(restore, path, chosen.backup.path)
            return await self.open(path)
        if chosen.way is Way.NEW_FILE:
            from cofacil.wiring.copies import salvaged  # start-up time

            new = BoardLibrary(path.parent).place_for(path.stem)
            return await self.open((await asyncio.to_thread(salvaged, self._places, path, new)).path)
        from cofacil.store.whole_part import WholePart  # start-up time

        return await self._enter(await asyncio.to_thread(WholePart, path))

    def plans(self) -> tuple[tuple[Plan, ...], tuple[Notice, ...]]:
        return self._practice.plans()

    async def begin(self, title: str, purpose: str, place: str, plan: Plan | None = None) -> LiveRoom:
        """Begin a board in the folder of boards, and its first meeting where that has a plan.

        Raises:
            Trouble: it could not be made.
        """
        from cofacil.wiring.new_board import Beginning, begin_board  # start-up time

        path, beginning = self._library.place_for(title), Beginning(title, purpose, place, plan)
        log = await asyncio.to_thread(begin_board, path, self.typist, beginning, self._practice)
        self._places.note(log.path, log.board_id)
        return await self._enter(log)

    async def write_anew(self, live: LiveRoom) -> str:
        from cofacil.wiring.copies import written_anew  # start-up time

        made: list[BoardFile] = []

        def make(log: Log) -> Log:
            made.append(written_anew(self._places, self.folder, log))
            return made[0]

        await live.go_on_in(make)
        self.remember(made[0].path)
        self._attend_others(live, made[0].path)
        return live.description

    async def example(self, cards: int | None = None, *, is_first: bool = False) -> LiveRoom:
        """Open the example, or its first meeting, which is kept nowhere."""
        from cofacil.example.meeting import example_log  # start-up time

        return await self._enter(example_log(self._practice, SystemClock().now(), cards, is_first=is_first))

    async def close(self) -> None:
        """Let go of every board, behind what is still being kept."""
        for task in tuple(self._backups):
            task.cancel()
        for live in self._live:
            with suppress(RuntimeError):  # the screens have closed it already
                await live.close()

    async def _enter(self, log: Log) -> LiveRoom:
        live = LiveRoom(Room(log, SystemClock(), self._practice))
        self._live.append(live)
        if isinstance(log, BoardFile):
            log.hold(self._places)
        try:
            await live.open()
        except Trouble:
            await live.close()  # or other windows would take it for open
            raise
        if isinstance(log, BoardFile):
            self._attend_others(live, log.path)
        return live

    @staticmethod
    def _attend_others(live: LiveRoom, place: Path) -> None:
        """Hear what other windows of this computer say of the same file."""
        if live.presence.neighbours is not None:
            live.presence.neighbours.close()
        live.presence.neighbours = BoardSignals(paths.signals_folder(), place, live.presence.hear_others)

    def _copy_later(self, path: Path, board: str) -> None:
        task = asyncio.get_running_loop().create_task(self._copy(path, board))
        self._backups.add(task)
        task.add_done_callback(self._backups.discard)

    async def _copy(self, path: Path, board: str) -> None:
        await asyncio.sleep(_BACKUP_AFTER)
        try:
            await asyncio.to_thread(_copy_of_today, path, board)
        except Trouble as trouble:
            if self.notice:
                self.notice(worded(trouble))


def _copy_of_today(path: Path, board: str) -> None:
    from cofacil.store.backup import back_up

    # A reader of its own: the room's file belongs to the room's thread.
    log = BoardFile.open(path, for_writing=False)
    try:
        back_up(log, paths.backups(board), time.time_ns() // 1_000_000)
    finally:
        log.close()
