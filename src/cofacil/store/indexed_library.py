"""The boards in one folder with an index of them beside: what is told of them comes at once, and words are found in all of them.

The index is a convenience. Where none can be had, or it is busy or broken, the boards themselves are read.
"""

import gc
import os
import sqlite3
import stat
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from cofacil.language.search_words import words_of
from cofacil.review.matching import Fit, Query, best_of, hit_of, query_of
from cofacil.review.near_words import near_for
from cofacil.review.searchable import Item, items_of
from cofacil.room.finding import Answer, FoundOn, ReadAs, Sought
from cofacil.room.ports import Shelved
from cofacil.store.folded import Folded
from cofacil.store.index_file import NAME
from cofacil.store.library import ARCHIVE, SUFFIX, BoardLibrary, look_at, met_last_first
from cofacil.store.lock import SIDECAR
from cofacil.store.search_index import Known, SearchIndex, is_broken

FIGURES = tuple(field for field in Shelved._fields if field not in {"name", "path", "trouble"})
"""What the index tells of a board."""
_AT_ONCE = 32
"""Boards that are put into the index in one go: others wait for it as long."""
_MANY = 24
"""Boards behind which the index is so far that what is found comes as they are read."""
_ALL = 600
"""Things that are looked at one by one for the best of them; of more than these the boards that met last come first."""
_TICK, _COARSE_TICK = 50_000_000, 2_000_000_000
"""Nanoseconds within which a file may be written to again without a later time; of a disk that counts whole seconds."""
_SECOND = 1_000_000_000

Done = TypeVar("Done")


class _Stale(NamedTuple):
    """A board that is not in the index as it is now."""

    name: str
    path: Path
    stamp: str


class _State(NamedTuple):
    """What the index knows, and what of it is not so any more."""

    known: Mapping[bytes, Known]
    stale: Sequence[_Stale]


class IndexedLibrary(BoardLibrary):
    """The boards in one folder, and what they say."""

    def __init__(self, folder: str | Path, cache: Path) -> None:
        super().__init__(folder)
        self._cache = cache
        self._folded = Folded()

    def shelf(self) -> Sequence[Shelved]:
        """Return every board, the one that met last first, as it is now; one that cannot be read tells why."""
        found = self._with_index(self._indexed_shelf)
        return super().shelf() if found is None else found

    def search(self, sought: Sought, board: Path | None = None) -> Answer:
        """Return what is found on all boards, or on one."""
        query = query_of(sought)
        if board is not None and not self._is_own(board):
            answer = Answer((), is_ranked=True)
            answer.boards = _Reading([(board.stem, board)]).found(query, answer)
            return answer
        index = self._open()
        if index is None:
            return self._unindexed(query, board)
        try:
            state = self._state(index)
        except sqlite3.Error:
            state = None
        if state is not None and len(state.stale) > _MANY:
            answer = Answer((), is_ranked=False)
            answer.boards = self._found_while_made(index, query, state, board, answer)
            return answer
        first = index

        def task(index: SearchIndex) -> Answer:
            # What was compared counts for this index, and not for one that had to be made anew.
            return self._indexed(index, query, board, state if index is first else None)

        return self._with_index(task, index) or self._unindexed(query, board)

    # with the index

    def _open(self) -> SearchIndex | None:
        return SearchIndex.open(self._cache, FIGURES)

    def _with_index(self, task: Callable[[SearchIndex], Done], index: SearchIndex | None = None) -> Done | None:
        """Do something with the index, once more where it had to be made anew; None where that cannot be."""
        for _ in range(2):
            index = index or self._open()
            if index is None:
                return None
            try:
                return task(index)
            except sqlite3.Error as trouble:
                if not (is_broken(trouble) and index.throw_away()):
                    return None
            except (TypeError, ValueError, LookupError):  # what is told of a board is something else than was kept
                if not index.throw_away():
                    return None
            finally:
                index.close()
            index = None
        return None

    def _indexed_shelf(self, index: SearchIndex) -> Sequence[Shelved]:
        known, troubled = self._caught_up(index)
        named = {os.fsencode(self.place_of(name)): name for name in self.names()}
        return met_last_first(
            troubled.get(path) or _told(name, self.place_of(name), known[path])
            for path, name in named.items()
            if path in troubled or path in known
        )

    def _state(self, index: SearchIndex) -> _State:
        """Compare the index with the boards, and take out of it those that are gone."""
        known, stale = index.known(), []
        gone, folder = dict(known), os.fspath(self.folder)
        for name, path in self._paths(folder):
            before, stamp = gone.pop(os.fsencode(path), None), _stamp(path)
            if before is None or before.stamp != stamp:
                stale.append(_Stale(name, Path(path), stamp))
        if gone:
            with index.writing():
                for path_bytes in gone:
                    index.take_out(path_bytes)
            known = {path_bytes: board for path_bytes, board in known.items() if path_bytes not in gone}
        return _State(known, stale)

    def _paths(self, folder: str) -> Iterator[tuple[str, str]]:
        """Yield every board's name and path, those off the shelf behind the others."""
        yield from ((name, f"{folder}{os.sep}{name}{SUFFIX}") for name in self.names())
        yield from ((name, f"{folder}{os.sep}{ARCHIVE}{os.sep}{name}{SUFFIX}") for name in self.archived())

    def _caught_up(
        self, index: SearchIndex, state: _State | None = None
    ) -> tuple[Mapping[bytes, Known], dict[bytes, Shelved]]:
        """Read what has changed; return what the index knows, and what is told of boards that cannot be read whole."""
        state = state or self._state(index)
        read = [shelved for shelved, _items in self._reading(index, state.stale)]
        known = index.known() if read else state.known
        return known, {os.fsencode(shelved.path): shelved for shelved in read if shelved.trouble}

    def _reading(self, index: SearchIndex, stale: Iterable[_Stale]) -> "Iterator[tuple[Shelved, Sequence[Item]]]":
        """Read boards, put them into the index, and yield what is told of each and what it says."""
        boards = iter(stale)
        while batch := tuple(islice(boards, _AT_ONCE)):
            if len(batch) > 1:
                import orjson  # noqa: F401, PLC0415  # many files are read in half the time once it is there
            with _without_gc():
                read = [(each, *_read(each.name, each.path, self._folded)) for each in batch]
                with index.writing():
                    for each, shelved, items in read:
                        stamp = "" if shelved.trouble or _is_too_new(each) else each.stamp
                        index.put(os.fsencode(each.path), stamp, [getattr(shelved, name) for name in FIGURES], items)
            yield from ((shelved, items) for _each, shelved, items in read)

    def _indexed(self, index: SearchIndex, query: Query, board: Path | None, state: _State | None = None) -> Answer:
        known, troubled = self._caught_up(index, state)
        answer = Answer((), is_ranked=True)
        answer.troubles = [shelved.trouble for shelved in troubled.values() if shelved.trouble]
        indexed = _Indexed(
            index,
            known if board is None else {path: each for path, each in known.items() if path == os.fsencode(board)},
        )
        found = indexed.best(query)
        if not found and (near := near_for(query, index.vocabulary, index.has_word)):
            answer.read_as = _read_as(query._replace(near=near))
            found = indexed.best(query._replace(near=near))
        answer.boards = found
        return answer

    def _found_while_made(
        self, index: SearchIndex, query: Query, state: _State, board: Path | None, answer: Answer
    ) -> Iterator[FoundOn]:
        seen: set[Path] = set()
        left = query.sought.most
        try:
            with closing(index):
                for told, items in self._reading(index, _newest_first(state.stale)):
                    if told.trouble:
                        answer.troubles.append(told.trouble)
                    if board in {None, told.path} and (best := best_of(query, items)):
                        seen.add(told.path)
                        yield _found_on(told, query, best[:left], len(best))
                        left -= min(left, len(best))
        except sqlite3.Error:
            rest = self._unindexed(query, board)
        else:
            rest = self._with_index(lambda index: self._indexed(index, query, board)) or self._unindexed(query, board)
        for found in rest.boards:
            if found.path not in seen and not (seen and rest.read_as):
                yield found._replace(hits=found.hits[:left])
                left -= min(left, len(found.hits))
        answer.read_as = () if seen else rest.read_as

    # without it

    def _unindexed(self, query: Query, board: Path | None) -> Answer:
        boards = [(name, Path(path)) for name, path in self._paths(os.fspath(self.folder))]
        if board is not None:
            boards = [(name, path) for name, path in boards if path == board]
        stale = _newest_first(_Stale(name, path, "") for name, path in boards)
        answer = Answer((), is_ranked=False)
        answer.boards = _Reading([(each.name, each.path) for each in stale]).found(query, answer)
        return answer

    def _is_own(self, board: Path) -> bool:
        return board in {self.place_of(board.stem), self.archive_place_of(board.stem)} and board.is_file()


def indexed_where_it_is(folder: Path, cache: Path) -> BoardLibrary:
    """Return the boards in a folder, with the index where there is one: none is made by asking for a board."""
    return IndexedLibrary(folder, cache) if (cache / NAME).is_file() else BoardLibrary(folder)


class _Own(NamedTuple):
    """What may fit on one board."""

    told: Shelved
    places: Sequence[int]


class _Indexed:
    """What the index finds, as it is once it was caught up."""

    def __init__(self, index: SearchIndex, known: Mapping[bytes, Known]) -> None:
        self._index = index
        self._known = sorted(known.items(), key=lambda pair: pair[1].id)

    def best(self, query: Query) -> list[FoundOn]:
        """Return the boards on which something fits, the best first, with as many of it as are wanted."""
        places = self._index.fitting(query)
        boards = list(self._on_boards(places))
        most = max(_ALL, query.sought.most)
        if len(places) > most:  # of more than anybody reads, what was said of late counts
            boards.sort(key=lambda own: -(own.told.met or 0))
        looked_at = _as_far_as(boards, most)
        fits = [(own, best_of(query, self._items(own))) for own in boards[:looked_at]]
        fits.sort(key=lambda pair: (pair[1][0][:2] if pair[1] else (0.0, 0), pair[0].told.name))
        left, shown = query.sought.most, []
        for own, best in (*fits, *((own, []) for own in boards[looked_at:])):
            shown.append(_found_on(own.told, query, best[: max(0, left)], len(own.places)))
            left -= len(shown[-1].hits)
        return shown

    def _items(self, own: _Own) -> Iterator[Item]:
        return (item for _place, item in self._index.items(own.places))

    def _on_boards(self, places: Sequence[int]) -> Iterator[_Own]:
        start = 0
        for path, board in self._known:
            start = bisect_left(places, board.first, start)
            behind = bisect_left(places, board.behind, start)
            if behind > start:
                place = Path(os.fsdecode(path))
                yield _Own(_told(place.stem, place, board), places[start:behind])
            start = behind


def _as_far_as(boards: Sequence[_Own], most: int) -> int:
    """Return on how many boards, the first of them, there are so many places."""
    for at, own in enumerate(boards):
        most -= len(own.places)
        if most <= 0:
            return at + 1
    return len(boards)


class _Reading:
    """What is found by reading the boards themselves, one after the other."""

    def __init__(self, boards: Sequence[tuple[str, Path]]) -> None:
        self._boards = boards
        self._words: set[str] = set()

    def found(self, query: Query, answer: Answer) -> Iterator[FoundOn]:
        """Yield the boards on which something is found, as they are read."""
        left = query.sought.most
        for told, best in self._read(query, answer):
            yield _found_on(told, query, best[:left], len(best))
            left -= min(left, len(best))
        if left < query.sought.most:
            return
        near = near_for(query, self._of_length, self._has_word)
        if near:
            query = query._replace(near=near)
            answer.read_as = _read_as(query)
            for told, best in self._read(query, None):
                yield _found_on(told, query, best[:left], len(best))
                left -= min(left, len(best))

    def _read(self, query: Query, answer: Answer | None) -> Iterator[tuple[Shelved, Sequence[Fit]]]:
        for name, path in self._boards:
            told, items = _read(name, path)
            if answer is not None:
                if told.trouble:
                    answer.troubles.append(told.trouble)
                for item in items:
                    self._words.update(words_of(f"{item.text} {item.tags} {item.who} {item.more}"))
            if best := best_of(query, items):
                yield told, best

    def _of_length(self, shortest: int, longest: int) -> Sequence[str]:
        return [word for word in self._words if shortest <= len(word) <= longest]

    def _has_word(self, word: str) -> bool:
        return any(word in other for other in self._words)


def _read(name: str, path: Path, folded: Folded | None = None) -> tuple[Shelved, Sequence[Item]]:
    shelved, board = look_at(name, path, folded)
    return shelved, tuple(items_of(board))


def _found_on(told: Shelved, query: Query, best: Sequence[Fit], count: int) -> FoundOn:
    hits = tuple(hit_of(query, fit) for fit in best)
    is_archived = told.path.parent.name == ARCHIVE
    return FoundOn(told.name, told.path, told.title, told.met, count, hits, is_archived)


def _read_as(query: Query) -> tuple[ReadAs, ...]:
    return tuple(ReadAs(word.typed, tuple(query.near[word.last])) for word in query.wanted if word.last in query.near)


def _newest_first(stale: Iterable[_Stale]) -> list[_Stale]:
    """Return boards in the order in which they were written to, since what is asked for was mostly said of late."""

    def written(each: _Stale) -> int:
        with suppress(OSError):
            return each.path.stat().st_mtime_ns
        return 0

    return sorted(stale, key=written, reverse=True)


def _told(name: str, path: Path, known: Known) -> Shelved:
    return Shelved(name=name, path=path, **dict(zip(FIGURES, known.figures, strict=True)))


def _stamp(path: str) -> str:
    """Return how the files of a board stand: it changes with whatever may change what is read from them."""
    try:
        here = os.lstat(path)
        if stat.S_ISLNK(here.st_mode):
            path = os.path.realpath(path)
            here = os.stat(path)  # noqa: PTH116  # with a thousand boards it counts
    except OSError:
        return "gone"
    beside = "none"
    with suppress(OSError):
        lock = os.stat(f"{path}{SIDECAR}")  # noqa: PTH116  # as above
        beside = f"{lock.st_ino} {lock.st_size} {lock.st_mtime_ns}"
    return f"{here.st_dev} {here.st_ino} {here.st_size} {here.st_mtime_ns} {here.st_ctime_ns} {beside}"


def _is_too_new(stale: _Stale) -> bool:
    """Say whether a board was written to so lately that it may be once more, and bear the same time."""
    times = [int(figure) for figure in stale.stamp.split()[3:] if figure.isdecimal() and len(figure) > 15]
    tick = _COARSE_TICK if times and times[0] % _SECOND == 0 else _TICK
    return not times or max(times) > time.time_ns() - tick


@contextmanager
def _without_gc() -> Iterator[None]:
    """Keep the garbage collector off a long load: it would walk everything made so far again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
