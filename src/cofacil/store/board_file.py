"""A board in a file: the log behind a room."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cofacil.board.errors import BoardDamaged, NotSaved, Refusal
from cofacil.board.events import Draft, Event
from cofacil.board.notice import Notice
from cofacil.paths import tilde
from cofacil.store.codec import Doc, PlainEncoder, parse, to_doc, to_events
from cofacil.store.disk import cause, make_folder
from cofacil.store.held_lines import HeldLines
from cofacil.store.layout import CLOSER, header_bytes, is_ulid, new_meta
from cofacil.store.lock import PATIENCE
from cofacil.store.replace import make_board
from cofacil.store.tail_storage import TailStorage
from cofacil.store.ulid import following

if TYPE_CHECKING:
    from cofacil.store.open_board import Noted, OpenBoard
    from cofacil.store.watch import OwnWrites

_AT_ONCE = 256
"""Events that are parsed in one go: the next documents are made in the memory of the last ones, while it is warm."""

_LONG = 1024
"""Events from which on a load is long."""


class BoardFile:
    """The events of one board, in a TinyDB file that is its own journal."""

    def __init__(self, storage: TailStorage) -> None:
        self._storage = storage
        self._handed = 0
        self._last: tuple[int, Event] | None = None
        self._encode = PlainEncoder()
        self._own: OwnWrites | None = None
        """What was written from here, once somebody watches what others write."""
        self._held: HeldLines | None = None
        """What stood in the file, for whoever has it open when it goes."""
        self._disk = 0
        self._places: Noted | None = None
        self._open: OpenBoard | None = None
        """Knows whether this file is the board still, once somebody shows it."""

    @classmethod
    def create(cls, path: str | Path, now: int, board_id: str, *, patience: float = PATIENCE) -> Self:
        """Make a new board and open it for writing; `now` is UTC milliseconds, `board_id` a ULID.

        Raises:
            Refusal: when there is something at that path already.
            NotSaved: when nothing can be written there.
        """
        if not is_ulid(board_id):
            raise ValueError(f"{board_id!r} is no ULID")
        place = Path(os.path.realpath(path))
        meta = new_meta(board_id, now)
        try:
            make_folder(place.parent)
            make_board(place, header_bytes(meta) + CLOSER, patience=patience)
        except FileExistsError as trouble:
            raise Refusal("place-taken", path=place) from trouble
        except OSError as trouble:
            raise NotSaved("board-not-made", path=place, why=cause(trouble, place)) from trouble
        return cls.open(place, for_writing=True, patience=patience)

    @classmethod
    def open(cls, path: str | Path, *, for_writing: bool, patience: float = PATIENCE) -> Self:
        """Open a board; who may only read it gets one to read, whatever was asked.

        Raises:
            BoardMissing: when there is none.
            BoardDamaged: when a writer would have to overwrite what was acknowledged, or when it is no board at all.
            BoardBusy: when others would not let go of it.
        """
        return cls(TailStorage(path, for_writing=for_writing, patience=patience))

    @property
    def path(self) -> Path:
        """Where the file is, links followed."""
        return self._storage.path

    @property
    def name(self) -> str:
        """What people type to open it: the file's stem."""
        return self.path.stem

    @property
    def description(self) -> str:
        """Where it is kept: the path, as people write it."""
        return tilde(self.path)

    @property
    def board_id(self) -> str:
        """The ULID of the board, the same in every copy of it."""
        return self._storage.header.meta.board

    @property
    def is_writable(self) -> bool:
        """Say whether this process may append."""
        return self._storage.is_writable

    @property
    def why_not_writable(self) -> Notice | None:
        """Return why it may not, and what can be done about it; None where it may."""
        return self._storage.why_not_writable

    @property
    def damage(self) -> Notice | None:
        """What is wrong with the file, for who looks at its good part; None for nothing."""
        return self._storage.damage

    @property
    def storage(self) -> TailStorage:
        """The bytes below, for those who care for a file as a whole."""
        return self._storage

    def hold(self, places: "Noted | None" = None) -> None:
        """Hold from now on what is read and written: where the file goes, it can be written anew.

        By `places` others see that it is open, and nothing is read or written here once another file is the board.
        """
        self._held = HeldLines(self._storage.header)
        self._disk = self.path.parent.stat().st_dev
        if places is not None:
            from cofacil.store.open_board import OpenBoard  # noqa: PLC0415  # `cofacil add` shows nothing

            self._places, self._open = places, OpenBoard(places, self.path, self.board_id)

    def is_of_this_disk(self, folder: Path) -> bool:
        """Say whether a folder is on the disk on which the board's own was as this was held: nothing was mounted over it, or taken away."""
        return folder.stat().st_dev == self._disk

    def written_anew(self, place: Path) -> "BoardFile":
        """Write what is held as a new file, and open that; it goes on where this one is.

        Raises:
            Refusal: there is something at that place already.
            NotSaved: not all is held, or nothing can be written there.
        """
        held = self._held
        if held is None or held.count < self._handed:
            raise NotSaved("board-not-held", file=self.path.name)
        try:
            make_folder(place.parent)
            make_board(place, held.image())
        except FileExistsError as trouble:
            raise Refusal("place-taken", path=place) from trouble
        except OSError as trouble:
            raise NotSaved("board-not-made", path=place, why=cause(trouble, place)) from trouble
        new = BoardFile.open(place, for_writing=True)
        new.hold(self._places)
        return new

    def read(self, after: int) -> Sequence[Event]:
        """Return the events behind position `after`, as far as they are durable."""
        self._storage.pull()
        self._be_the_board()
        events = self._events(after)
        self._handed = self._storage.chain.count
        return events

    def at(self, position: int) -> Event:
        """Return the one event at `position`, 1 for the first."""
        if not 1 <= position <= self._storage.chain.count:
            raise IndexError(f"there is no event {position}")
        return self._parsed(position - 1, position)[0]

    def history(self, after: int, upto: int) -> Sequence[Event]:
        """Return the events behind `after` up to `upto`, as far as they are known here; nothing is read anew."""
        return self._events(after, upto)

    def documents(self) -> list[Doc]:
        """Return what is kept of each event, without its checksum.

        Raises:
            BoardDamaged: naming what is no event.
        """
        self._events(0)
        docs = parse(self._storage.span(0, self._storage.chain.count))
        for doc in docs.values():
            del doc["x"]
        return list(docs.values())

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        """Hand `make` what others appended since the last read or append, append what it returns, durably.

        Returns:
            what others appended, then what was appended now.

        Raises:
            Refusal: passed through from `make`; nothing is written.
            NotSaved, ReadOnly, NewerFormat, BoardBusy, BoardDamaged: nothing was written.
        """
        with self._storage, self._own or nullcontext():
            self._be_the_board()
            others = self._events(self._handed)
            made = self._named(make(others))
            if made:
                lines = self._storage.add([to_doc(event) for event in made], self._encode)
                if self._held is not None:
                    self._held.take(lines, self._storage.chain.count - len(made), self._storage.chain.count)
                self._last = (self._storage.chain.count, made[-1])
                if self._own:
                    self._own.last = self._storage.stamp()
            self._handed = self._storage.chain.count
        if made:
            self._encode.count()
        return [*others, *made]

    def changes(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` on the running event loop when others may have appended; return what ends that."""
        from cofacil.store.watch import Changes, OwnWrites  # noqa: PLC0415  # `cofacil add` watches nothing, and ctypes takes its time

        self._own = self._own or OwnWrites()
        return Changes(self.path, self._own, wake, self._open.stamp if self._open else None).stop

    def close(self) -> None:
        """Let go of the file."""
        self._storage.close()
        if self._open is not None:
            self._open.close()

    def _be_the_board(self) -> None:
        """Go no further once another file is the board.

        Raises:
            NotSaved: saying which.
        """
        if self._open is not None:
            self._open.check()

    def _events(self, after: int, upto: int | None = None) -> list[Event]:
        known = self._storage.chain.count
        count = known if upto is None else min(upto, known)
        events: list[Event] = []
        if after >= count:
            return events
        first, end = self._storage.chain.span(after, count)
        with _without_gc(count - after):
            for start in range(after, count, _AT_ONCE):
                events += self._parsed(start, min(start + _AT_ONCE, count), end - first)
        if events and count == known:
            self._last = (count, events[-1])
        return events

    def _parsed(self, after: int, upto: int, in_all: int = 0) -> list[Event]:
        above = self._storage.header.lines
        lines = self._storage.span(after, upto)
        try:
            docs = parse(lines, in_all)
            events = to_events(docs)
        except BoardDamaged:
            if upto - after == 1:
                raise BoardDamaged("no-change-on-line", file=self.path.name, number=upto, line=above + upto) from None
            return [event for at in range(after, upto) for event in self._parsed(at, at + 1)]
        if len(docs) != upto - after:
            raise BoardDamaged("number-twice", file=self.path.name, first=above + after + 1, last=above + upto)
        if self._held is not None:
            self._held.take(lines, after, upto)
        return events

    def _named(self, drafts: Sequence[Draft]) -> list[Event]:
        """Give drafts their names and times: neither ever goes back behind the event before."""
        if not drafts:
            return []
        before = self._newest()
        if before and not is_ulid(before.e):
            raise BoardDamaged("last-change-nameless", file=self.path.name)
        e, t = (before.e, before.t) if before else ("", 0)
        events = []
        for draft in drafts:
            t = max(t, draft.t)
            e = following(e, t)
            change = draft.change
            events.append(
                Event(e, t, draft.by, change.op, change.writes, draft.meeting, draft.via, change.of, change.clash)
            )
        return events

    def _newest(self) -> Event | None:
        count = self._storage.chain.count
        if not count:
            return None
        if self._last is None or self._last[0] != count:
            self._last = (count, self.at(count))
        return self._last[1]


@contextmanager
def _without_gc(count: int) -> Iterator[None]:
    """Keep the garbage collector off a long load: it would walk everything made so far again and again."""
    if count < _LONG or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
