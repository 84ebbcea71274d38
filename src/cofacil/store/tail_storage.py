"""The storage behind TinyDB: reads what is new at the end of a board file, and appends there."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tinydb.storages import Storage

from cofacil.board.errors import NewerFormat, NotSaved, ReadOnly, Refusal, Trouble
from cofacil.board.notice import Notice
from cofacil.files import sync
from cofacil.store.chain import Chain
from cofacil.store.codec import SEAL_LINE, Encode, canonical, parse, seal_of
from cofacil.store.disk import cause, cause_unread, put_instead
from cofacil.store.high_water import Mark
from cofacil.store.layout import CLOSER, Header, lay_out, meta_of, written
from cofacil.store.leftovers import keep_tail
from cofacil.store.lock import PATIENCE, BoardLock, sidecar
from cofacil.store.lock_state import lock_cause, means_no_lock
from cofacil.store.open_file import OpenFile
from cofacil.store.unlocked_read import judge_unlocked
from cofacil.store.verdict import State, Verdict, checksum_at, judge

Tables = dict[str, dict[str, Any]]


class TailStorage(Storage):
    """One board file, of which the events verified so far are known by their places and not kept."""

    def __init__(self, path: str | Path, *, for_writing: bool = True, patience: float = PATIENCE) -> None:
        """Open and verify a board; a writer puts a torn or a relaid one right.

        Raises:
            BoardMissing: when there is no such file.
            BoardDamaged: when a writer would have to overwrite what was acknowledged, or when it is no board at all.
        """
        super().__init__()
        self.path = Path(os.path.realpath(path))
        self.damage: Notice | None = None
        """What a reader should be told is wrong with the file, None for nothing."""
        self.chain = Chain(0, 0)
        self.header: Header
        self._relaid: bytes | None = None
        self._is_doubtful = True
        self._was_writable = False
        self._patience = patience
        self._file = OpenFile(self.path, for_writing=for_writing)
        self._lock = self._new_lock(patience)
        try:
            self._begin()
            self._was_writable = self.is_writable
        except BaseException:
            self.close()
            raise

    @property
    def is_writable(self) -> bool:
        """Say whether this is a board to write to: what is forbidden only for a while does not make it one to look at."""
        return self._file.obstacle is None or (self._file.is_forbidden and self._was_writable)

    @property
    def why_not_writable(self) -> Notice | None:
        """Return why it is none to write to; None where it is one."""
        return None if self.is_writable or self._file.obstacle is None else self._file.obstacle.notice

    def pull(self) -> None:
        """Take in what others appended, as far as it is durable, without waiting for anybody."""
        with self._lock.threads:
            if self._lock.depth:
                return
            try:
                self._pull()
            except OSError as trouble:
                self._doubt()
                raise self._cannot(trouble) from trouble

    def __enter__(self) -> Self:
        """Hold the lock, and know everything that others appended; may be nested.

        Raises:
            NotSaved: when the disk would not even say what is there.
            ReadOnly, NewerFormat: when this file may not be written to.
            BoardBusy: when others would not let go of it.
            BoardDamaged: when the file is not what was acknowledged.
        """
        if self._file.is_forbidden and not self._lock.depth:
            self._file.ask_again()
            self._lock.begin_writing()
        self._refuse_forbidden()
        try:
            self._lock.take()
        except OSError as trouble:
            if means_no_lock(trouble):
                self._forbid(trouble)
                self._refuse_forbidden()
            self._doubt()
            raise NotSaved("not-saved", why=cause(trouble, self.path)) from trouble
        if self._lock.depth == 1:
            try:
                self._catch_up()
                if self._file.is_forbidden:
                    self._refuse_forbidden()
            except OSError as trouble:
                self._let_go()
                self._doubt()
                raise NotSaved("not-saved", why=cause(trouble, self.path)) from trouble
            except BaseException:
                self._let_go()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()

    def _let_go(self) -> None:
        if self._lock.depth == 1:
            self._file.let_links_go()
        self._lock.let_go()

    def append(self, docs: Sequence[Mapping[str, Any]]) -> None:
        """Append documents, all of them durable when this returns, or none of them.

        Raises:
            NotSaved: when the disk would not; nothing of it is in the file.
        """
        with self:
            self.add(docs)

    def add(self, docs: Sequence[Mapping[str, Any]], encode: Encode = canonical) -> bytes:
        """Append documents, while the lock is held; return their lines."""
        lines = self.chain.lines_for(docs, encode)
        self._put(lines + CLOSER)
        self.chain.take(lines)
        self._lock.set_mark(self._own_mark())
        return lines

    def stamp(self) -> tuple[int, int, int, int]:
        """Return how the board stands, as long as the lock is held: see `watch.Stamp`."""
        here = os.fstat(self._file.fd)
        return (here.st_ino, here.st_size, here.st_mtime_ns, self._lock.marked())

    def span(self, after: int, upto: int) -> bytes:
        """Return the lines of the events behind `after` up to `upto`."""
        return self._bytes(*self.chain.span(after, upto))

    def bytes_until(self, end: int) -> bytes:
        """Return the file from its beginning to a byte, as cofacil lays it out."""
        return self._bytes(0, end)

    def read(self) -> Tables:
        """Return all tables, for TinyDB: the whole file is read and parsed."""
        self.pull()
        events = parse(self.span(0, self.chain.count))
        for doc in events.values():
            del doc["x"]
        return {"_meta": {"1": dict(self.header.meta.doc)}, **self.header.tables, "events": events}

    def write(self, data: Tables) -> None:
        """Replace the whole file at once by other tables of the same board, for migration and merge only."""
        meta, events = meta_of(data), data.get("events", {})
        if meta is None or meta.board != self.header.meta.board or len(events) < self.chain.count:
            raise Refusal("history-not-replaced")
        others = {name: table for name, table in data.items() if name not in {"_meta", "events"}}
        with self:
            self.replace(lay_out(meta, written(others), [events[key] for key in sorted(events, key=int)]))

    def replace(self, image: bytes) -> None:
        """Replace the whole file at once by these bytes, a sound board; the lock is held."""
        try:
            put_instead(self.path, image)
        except OSError as trouble:
            raise NotSaved("not-saved", why=cause(trouble, self.path)) from trouble
        self._file.open()
        self._adopt(judge(image, None, self.path.name))
        self._lock.set_mark(self._own_mark())

    def become(self, image: bytes) -> None:
        """Replace the whole file at once by another board, a sound one; the lock is held.

        What was noted of the old one is taken away first: between two steps nothing is noted, and either is sound.
        """
        before = self._lock.mark()
        try:
            self._lock.forget_mark()
            put_instead(self.path, image)
        except OSError as trouble:
            if before is not None:
                self._lock.set_mark(before)
            raise NotSaved("not-saved", why=cause(trouble, self.path)) from trouble
        self._file.open()
        self._adopt(judge(image, None, self.path.name))
        self._lock.set_mark(self._own_mark())

    def close(self) -> None:
        """Let go of the file and of its lock."""
        with suppress(OSError):
            self._file.close()
            self._lock.close()

    def _refuse_forbidden(self) -> None:
        if self._file.obstacle is not None:
            raise type(self._file.obstacle).of(self._file.obstacle.notice)

    def _doubt(self) -> None:
        """Open both files anew before anything is believed: a descriptor that failed once may never be good again."""
        self._file.doubt()
        self._lock.doubt()

    def _new_lock(self, patience: float) -> BoardLock:
        if self.is_writable:
            try:
                return BoardLock(self.path, for_writing=True, patience=patience)
            except OSError as trouble:
                self._forbid(trouble)
        return BoardLock(self.path, for_writing=False, patience=patience)

    def _forbid(self, trouble: OSError) -> None:
        """Note that nothing may be written here, as there is no lock to be had.

        Raises:
            NotSaved: when it may be had the next time.
        """
        why = lock_cause(trouble, sidecar(self.path)) if means_no_lock(trouble) else None
        self._file.forbid(trouble, why)

    def _begin(self) -> None:
        if self.is_writable:
            try:
                with self:
                    return  # to hold it once is to have verified it
            except ReadOnly:
                if not self._file.is_forbidden:
                    raise
        # What may not be written to can be looked at all the same.
        try:
            self._look()
        except OSError as trouble:
            raise self._cannot(trouble) from trouble

    def _bytes(self, start: int, stop: int) -> bytes:
        if self._relaid is not None:
            return self._relaid[start:stop]
        try:
            return self._file.read(start, stop)
        except OSError as trouble:
            self._doubt()
            raise self._cannot(trouble) from trouble

    def _cannot(self, trouble: OSError) -> Trouble:
        """Return that the file could not be read, which for a writer means that nothing was saved."""
        if self._lock.depth:
            return NotSaved("not-saved", why=cause(trouble, self.path))
        return Trouble("file-unread", file=self.path.name, why=cause_unread(trouble, self.path))

    def _adopt(self, found: Verdict) -> None:
        if found.header is None:
            raise found.trouble
        self.header, self.chain = found.header, found.chain
        self._relaid = found.image if found.is_laid_again else None
        self._is_doubtful = self._relaid is not None
        if found.header.meta.is_newer:
            form = found.header.meta.doc["format"]
            self._file.obstacle = NewerFormat("newer-format", file=self.path.name, format=form)

    # Reading without the lock

    def _pull(self) -> None:
        here = self._file.now()
        if self._file.is_replaced(here):
            self._lock.doubt()  # with the file its sidecar may have been replaced
            self._look()
            return
        news = None if self._is_doubtful else self._news(here)
        if news is None:
            self._look()
        elif news != CLOSER:
            self._follow(news)

    def _news(self, here: os.stat_result) -> bytes | None:
        """Return the bytes behind the last known line, or None where that line is no longer what it was."""
        known = SEAL_LINE if self.chain.count else 0
        data = self._file.read(self.chain.end - known, here.st_size)
        if known and not data.startswith(seal_of(self.chain.checksum) + b"\n"):
            return None
        return data[known:]

    def _follow(self, news: bytes) -> None:
        """Take in new lines up to the mark; those behind it are durable only if nobody is writing."""
        end, mark = self.chain.end, self._lock.mark()
        self.chain.follow(news, mark.number if mark and mark.board == self.header.meta.board else 0)
        if news[self.chain.end - end :] == CLOSER or not self._lock.is_free():
            return
        # Whoever was writing may have gone on between the two looks.
        news = self._news(self._file.now()) or b""
        end = self.chain.end
        self.chain.follow(news)
        if news[self.chain.end - end :] != CLOSER:
            self._look()

    def _look(self) -> None:
        """Judge the whole file as a reader: take what is good, and say what is not."""
        found = judge_unlocked(self._file, self._lock)
        self.damage = found.fault
        self._keep_history(found)
        self._adopt(found)

    def _keep_history(self, found: Verdict) -> None:
        count = self.chain.count
        if found.chain.count < count or (count and checksum_at(found, count) != self.chain.checksum):
            raise found.since(self.header.meta.board, count, self.path.name)

    # Writing, under the lock

    def _catch_up(self) -> None:
        here, mark = self._file.now(), self._lock.mark()
        if here.st_nlink > 1:
            self._file.take_links(here, self._patience)
            here = self._file.now()
        news = None if self._is_doubtful or self._file.is_replaced(here) else self._news(here)
        if news is not None:
            end = self.chain.end
            if news != CLOSER:
                self.chain.follow(news)
                news = news[self.chain.end - end :]
            if news == CLOSER and self._agrees(mark):
                return
        self._judge(mark)

    def _agrees(self, mark: Mark | None) -> bool:
        if mark is None or mark.board != self.header.meta.board or mark.number > self.chain.count:
            return mark is None
        return mark.number < self.chain.count or mark.checksum == self.chain.checksum

    def _judge(self, mark: Mark | None) -> None:
        """Judge the whole file as a writer: put right what is not lost, refuse the rest."""
        self._file.open()
        self._file.take_links(self._file.now(), self._patience)
        found = judge(self._file.read_all(), mark, self.path.name)
        self._keep_history(found)
        if found.header and found.header.meta.is_newer:
            # What is damage to this cofacil may be the way of a newer one: its file is never written to.
            self.damage = found.fault
            self._adopt(found)
            return
        if found.state is State.DAMAGED:
            raise found.trouble
        self._adopt(found)
        if found.state is State.TORN:
            self._mend(found)
        elif found.state is State.RELAID:
            self.replace(found.image)

    def _mend(self, found: Verdict) -> None:
        try:
            keep_tail(self.path, found.tail)
            self._file.close_at(found.chain.end)
            sync(self._file.fd)
        except OSError as trouble:
            raise NotSaved("not-put-right", why=cause(trouble, self.path)) from trouble

    def _put(self, data: bytes) -> None:
        try:
            self._file.put(data, self.chain.end)
        except OSError as trouble:
            # After a failed sync the system counts its pages as clean: only another descriptor tells the truth.
            self._is_doubtful = True
            raise NotSaved("not-saved", why=cause(trouble, self.path)) from trouble

    def _own_mark(self) -> Mark:
        return Mark(self.header.meta.board, self.chain.count, self.chain.checksum)
