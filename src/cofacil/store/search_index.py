"""The index of all boards: what they say and how they stand, in a file that can be thrown away at any time.

The only place with SQL. It holds what anybody may read of the boards, is its owner's alone, and is made anew, in silence,
whenever it is not what was written.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self
from zlib import crc32

from cofacil.language.search_words import words_of
from cofacil.review.matching import SHORTEST_WITHIN, Query, Wanted
from cofacil.review.searchable import Item
from cofacil.room.finding import OPEN
from cofacil.store.index_file import IndexFile

_BROKEN = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
"""What SQLite says of a file that is not what was written; anything else is of the disk, or of another process."""
_APPLICATION = 0x636F6669
_SHIFT = 20
"""Bits of a row's number that are its own on one board; those above are the board's."""
_PATIENCE = 5.0
"""Seconds that are waited for another process that writes to it."""
_TEXTS = ("text", "tags", "who", "more")
_JOIN = " ".join
_COLUMNS = ", ".join((*_TEXTS, "facets"))
_PLACES = "?, ?, ?, ?, ?"
_BOTH = "found JOIN item ON item.id = found.rowid"
_WRITTEN = 2_000
"""Things that are written at a time."""
_ASKED = 500
"""Values of one question: older SQLite takes no more than 999."""
_LABEL = re.compile("[a-z][0-9]+[a-z]?")
_IN_MEMORY = 32 * 1024 * 1024
"""Bytes of new words that are held before they are written in order: the fewer parts, the less has to be made one."""
_LONG_LIST = 100_000
"""Letters of a list of numbers from which on importing orjson pays."""
_MOST_WITHIN = 200
"""Words within which one is looked for: every one of them is searched for itself."""
_SECURE_FROM = (3, 42, 0)
"""The version of SQLite from which on the words of what is taken out are overwritten at once."""
_TOKENS = "unicode61 remove_diacritics 2 categories 'L* M* N* P* S* C*'"
"""Whatever is no space: what a word is, `search_words` has said, for every script and every version of Unicode."""

_TABLES = (
    "CREATE TABLE board (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, stamp TEXT NOT NULL, figures TEXT NOT NULL, seal INTEGER NOT NULL)",
    f"CREATE TABLE item (id INTEGER PRIMARY KEY, {', '.join(Item._fields)})",
    "CREATE TABLE term (word TEXT PRIMARY KEY) WITHOUT ROWID",
)
_FOUND = f"CREATE VIRTUAL TABLE found USING fts5({_COLUMNS}, content='', columnsize=0, tokenize=\"{_TOKENS}\")"
_FOUND_PLAINLY = f"CREATE TABLE found (rowid INTEGER PRIMARY KEY, {_COLUMNS})"
"""Where this SQLite knows no full text: the words of each thing, which are looked through one by one."""


class Known(NamedTuple):
    """A board as it stands in the index."""

    id: int
    stamp: str
    """How its files stood when it was read."""
    told: str
    """What is told of it, as JSON."""

    @property
    def first(self) -> int:
        """Return the place before which nothing of it stands."""
        return self.id << _SHIFT

    @property
    def behind(self) -> int:
        """Return the place behind which nothing of it stands."""
        return (self.id + 1) << _SHIFT

    @property
    def figures(self) -> list[Any]:
        """Return what is told of it, in the order in which it was kept."""
        return list(json.loads(self.told))


class IndexBroken(sqlite3.DatabaseError):
    """What stands in the file is not what was written there, or not of this version."""


def is_broken(trouble: sqlite3.Error) -> bool:
    """Say whether a file is to be made anew, behind what SQLite says of it."""
    code = getattr(trouble, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return isinstance(code, int) and code & 0xFF in _BROKEN


class SearchIndex:
    """An index that is open, for one task in one thread."""

    def __init__(self, file: IndexFile, figures: Sequence[str]) -> None:
        """Open it, and make it where the file is empty; `figures` are the names of what is told of a board.

        Raises:
            sqlite3.Error: it has to be made anew, or cannot be used now.
        """
        self._file = file
        # What is kept in it, and how: an index of another version is made anew.
        kept = (*_TABLES, _FOUND, _FOUND_PLAINLY, *figures)
        self._version = crc32("\n".join(kept).encode()) & 0x7FFF_FFFF
        self._base = sqlite3.connect(file.path, timeout=_PATIENCE, isolation_level=None)
        try:
            self._set_up()
        except BaseException:
            self._base.close()
            raise
        self._has_terms: set[str] = set()
        self._is_plain = not self._knows_full_text()

    @classmethod
    def open(cls, folder: Path, figures: Sequence[str]) -> "Self | None":
        """Open the index in a folder, made anew where it is broken; None where none can be had."""
        for _ in range(2):
            file = IndexFile.open(folder)
            if file is None:
                return None
            try:
                return cls(file, figures)
            except sqlite3.Error as trouble:
                is_anew = is_broken(trouble) and file.make_anew()
            file.close()
            if not is_anew:
                return None
        return None

    def close(self) -> None:
        self._base.close()
        self._file.close()

    def throw_away(self) -> bool:
        """Throw it away, since something in it was not what was written; say whether that could be done."""
        self._base.close()
        return self._file.make_anew()

    # the boards

    def known(self) -> Mapping[bytes, Known]:
        """Return the boards that are in it, by their paths.

        Raises:
            sqlite3.Error: what is told of one is not what was written.
        """
        found = {}
        for board, path, stamp, figures, seal in self._base.execute("SELECT id, path, stamp, figures, seal FROM board"):
            if not isinstance(figures, str) or _seal(path, stamp, figures) != seal:
                raise IndexBroken("not what was written")
            found[path] = Known(board, stamp, figures)
        return found

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is put or taken out meanwhile, or nothing of it."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def put(self, path: bytes, stamp: str, figures: Sequence[Any], items: Iterable[Item]) -> None:
        """Keep a board as it is now: of what can be found only what is another than before is written."""
        told = json.dumps(figures)
        row = self._base.execute("SELECT id FROM board WHERE path = ?", (path,)).fetchone()
        if row is None:
            row = self._base.execute("INSERT INTO board (path, stamp, figures, seal) VALUES (?, '', '', 0)", (path,))
            board = int(row.lastrowid or 0)
        else:
            board = int(row[0])
        self._base.execute(
            "UPDATE board SET stamp = ?, figures = ?, seal = ? WHERE id = ?",
            (stamp, told, _seal(path, stamp, told), board),
        )
        self._put_items(board, items)

    def take_out(self, path: bytes) -> None:
        """Forget a board that is not there any more."""
        row = self._base.execute("SELECT id FROM board WHERE path = ?", (path,)).fetchone()
        if row is not None:
            self._put_items(int(row[0]), ())
            self._base.execute("DELETE FROM board WHERE id = ?", row)

    def _put_items(self, board: int, items: Iterable[Item]) -> None:
        first, behind = board << _SHIFT, (board + 1) << _SHIFT
        rows = self._base.execute("SELECT * FROM item WHERE id >= ? AND id < ?", (first, behind)).fetchall()
        before = {row[1]: (row[0], Item._make(row[1:])) for row in rows}
        number = max((row[0] for row in rows), default=first - 1) + 1
        new: list[tuple[int, Item]] = []
        old: list[tuple[int, Item]] = []
        for item in items:
            place, known = before.pop(item.entity, (0, None))
            if known == item:
                continue
            if known is not None:
                old.append((place, known))
            else:
                place, number = number, number + 1
            new.append((place, item))
        gone = list(before.values())
        self._delete([*old, *gone])
        self._insert(new)
        self._forget_words(item for _, item in (*old, *gone))
        if gone and not self._is_plain and sqlite3.sqlite_version_info < _SECURE_FROM:
            # Until its parts are made one, it holds the words of what was taken out.
            self._base.execute("INSERT INTO found (found) VALUES ('optimize')")

    def _insert(self, rows: Sequence[tuple[int, Item]]) -> None:
        for start in range(0, len(rows), _WRITTEN):  # the words of a large board at one time would be gigabytes
            self._insert_some(rows[start : start + _WRITTEN])

    def _insert_some(self, rows: Sequence[tuple[int, Item]]) -> None:
        texts = [_texts(item) for _, item in rows]
        marks = ", ".join("?" * len(Item._fields))
        self._base.executemany(f"INSERT INTO item VALUES (?, {marks})", [(place, *item) for place, item in rows])  # noqa: S608  # places only
        self._base.executemany(
            f"INSERT INTO found (rowid, {_COLUMNS}) VALUES (?, {_PLACES})",  # noqa: S608  # our own words
            [self._row(place, item, several) for (place, item), several in zip(rows, texts, strict=True)],
        )
        words = set().union(*(text for several in texts for text in several if text)) - self._has_terms
        self._base.executemany("INSERT OR IGNORE INTO term VALUES (?)", zip(words))
        self._has_terms |= words

    def _row(self, place: int, item: Item, texts: Sequence[Sequence[str]]) -> tuple[Any, ...]:
        """Return what is kept of something to be found: in full text the words, else with blanks around each of them."""
        text, tags, who, more = map(_JOIN, texts)
        if self._is_plain:
            return place, f" {text} ", f" {tags} ", f" {who} ", f" {more} ", _facets(item)
        return place, text, tags, who, more, _facets(item)

    def _delete(self, rows: Sequence[tuple[int, Item]]) -> None:
        for start in range(0, len(rows), _WRITTEN):
            self._delete_some(rows[start : start + _WRITTEN])

    def _delete_some(self, rows: Sequence[tuple[int, Item]]) -> None:
        places = [(place,) for place, _ in rows]
        if self._is_plain:
            self._base.executemany("DELETE FROM found WHERE rowid = ?", places)
        else:
            self._base.executemany(
                f"INSERT INTO found (found, rowid, {_COLUMNS}) VALUES ('delete', ?, {_PLACES})",  # noqa: S608  # our own words
                [self._row(place, item, _texts(item)) for place, item in rows],
            )
        self._base.executemany("DELETE FROM item WHERE id = ?", places)

    def _forget_words(self, items: Iterable[Item]) -> None:
        """Take out the words that are nowhere any more."""
        for word in {word for item in items for text in _texts(item) for word in text}:
            asked, values = self._asking(_Alternatives((_Phrase((word,), is_whole=True),)))
            if self._base.execute(f"SELECT 1 FROM found WHERE {asked} LIMIT 1", values).fetchone() is None:  # noqa: S608  # our own words
                self._base.execute("DELETE FROM term WHERE word = ?", (word,))
                self._has_terms.discard(word)

    # searching

    def vocabulary(self, shortest: int, longest: int) -> list[str]:
        """Return the words that stand in it and have so many letters."""
        rows = self._base.execute("SELECT word FROM term WHERE length(word) BETWEEN ? AND ?", (shortest, longest))
        return [word for (word,) in rows]

    def has_word(self, word: str) -> bool:
        """Say whether any word is this one, begins so, or holds it."""
        return bool(self._within(word, 1)) or self._begins(word)

    def fitting(self, query: Query) -> Sequence[int]:
        """Return the places of all that may fit, in order: those of one board stand side by side."""
        asked, values = self._where(query)
        source = _BOTH if query.sought.since else "found"
        # As one text: to hand out some hundred thousand rows one by one takes three times as long.
        rows = self._base.execute(f"SELECT group_concat(found.rowid) FROM {source} WHERE {asked}", values)  # noqa: S608  # our own words
        return sorted(_numbers(rows.fetchone()[0] or ""))

    def items(self, places: Sequence[int]) -> Iterator[tuple[int, Item]]:
        """Yield what stands at some places, and each of these."""
        for start in range(0, len(places), _ASKED):
            some = places[start : start + _ASKED]
            marks = ", ".join("?" * len(some))
            for row in self._base.execute(f"SELECT * FROM item WHERE id IN ({marks})", some):  # noqa: S608  # marks only
                yield row[0], Item._make(row[1:])

    def _where(self, query: Query) -> tuple[str, list[Any]]:
        sought = query.sought
        parts = [self._alternatives(wanted, query.near.get(wanted.last, ())) for wanted in query.wanted]
        facets = [*([f"=kind:{sought.kind}"] if sought.kind else []), *([f"=is:{OPEN}"] if sought.is_open else [])]
        parts += [_Alternatives((_Phrase((facet,), is_whole=True),), ("facets",)) for facet in facets]
        asked, values = self._asking(*parts) if parts else ("1", [])
        if sought.since:
            asked += " AND item.touched >= ?"
            values.append(sought.since)
        return asked, values

    def _alternatives(self, wanted: Wanted, near: Sequence[str]) -> "_Alternatives":
        columns: tuple[str, ...] = ("who",) if wanted.is_name else ("tags",) if wanted.is_tag else _TEXTS
        phrases = [_Phrase(wanted.words)]
        if len(wanted.words) == 1:
            within = self._within(wanted.last, _MOST_WITHIN) if len(wanted.last) >= SHORTEST_WITHIN else []
            phrases += [_Phrase((word,), is_whole=True) for word in (*within, *near)]
        label = f"=label:{wanted.last}" if columns == _TEXTS and _LABEL.fullmatch(wanted.last) else ""
        return _Alternatives(tuple(phrases), columns, label)

    def _within(self, word: str, most: int) -> list[str]:
        rows = self._base.execute("SELECT word FROM term WHERE instr(word, ?) > 1 LIMIT ?", (word, most))
        return [word for (word,) in rows]

    def _begins(self, word: str) -> bool:
        rows = self._base.execute("SELECT word FROM term WHERE word >= ? ORDER BY word LIMIT 1", (word,)).fetchone()
        return rows is not None and rows[0].startswith(word)

    def _asking(self, *parts: "_Alternatives") -> tuple[str, list[Any]]:
        if not self._is_plain:
            return "found MATCH ?", [" AND ".join(part.in_full_text() for part in parts)]
        asked, values = [], []
        for part in parts:
            tests, those = part.in_plain_text()
            asked.append(tests)
            values += those
        return " AND ".join(asked), values

    # the file

    def _set_up(self) -> None:
        run = self._base.execute
        run("PRAGMA secure_delete = ON")
        run("PRAGMA temp_store = MEMORY")
        run("PRAGMA cache_size = -65536")
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cell_size_check = ON")
        version, application = run("PRAGMA user_version").fetchone()[0], run("PRAGMA application_id").fetchone()[0]
        if (version, application) == (self._version, _APPLICATION):
            run("SELECT id FROM board LIMIT 1")
            return
        if run("SELECT count(*) FROM sqlite_master").fetchone()[0] or version or application:
            raise IndexBroken("another version's")
        with self.writing():
            if run("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:  # nobody was quicker
                self._make()

    def _make(self) -> None:
        run = self._base.execute
        for table in _TABLES:
            run(table)
        try:
            run(_FOUND)
        except sqlite3.OperationalError:
            run(_FOUND_PLAINLY)
        else:
            run("INSERT INTO found (found, rank) VALUES ('hashsize', ?)", (_IN_MEMORY,))
            if sqlite3.sqlite_version_info >= _SECURE_FROM:
                run("INSERT INTO found (found, rank) VALUES ('secure-delete', 1)")
        run(f"PRAGMA application_id = {_APPLICATION}")
        run(f"PRAGMA user_version = {self._version}")

    def _knows_full_text(self) -> bool:
        made = self._base.execute("SELECT sql FROM sqlite_master WHERE name = 'found'").fetchone()
        return made is not None and "fts5" in made[0]


class _Phrase(NamedTuple):
    """Words that stand side by side, the last of them only begun unless it is whole."""

    words: tuple[str, ...]
    is_whole: bool = False


class _Alternatives(NamedTuple):
    """What fits one word that is searched for: any of these, in any of these columns; or a label."""

    phrases: tuple[_Phrase, ...]
    columns: tuple[str, ...] = _TEXTS
    label: str = ""

    def in_full_text(self) -> str:
        either = " OR ".join(f"{_quoted(' '.join(p.words))}{'' if p.is_whole else ' *'}" for p in self.phrases)
        asked = f"{{{' '.join(self.columns)}}} : ({either})"
        return f"({asked} OR facets : {_quoted(self.label)})" if self.label else f"({asked})"

    def in_plain_text(self) -> tuple[str, list[str]]:
        values = [f" {' '.join(p.words)}{' ' if p.is_whole else ''}" for p in self.phrases]
        tests = [f"instr({column}, ?)" for column in self.columns for _ in self.phrases]
        values = values * len(self.columns)
        if self.label:
            tests.append("instr(facets, ?)")
            values.append(f" {self.label} ")
        return f"({' OR '.join(tests)})", values


def _texts(item: Item) -> tuple[Sequence[str], ...]:
    return (words_of(item.text), words_of(item.tags), _names(item.who), words_of(item.more))


_names = lru_cache(maxsize=4096)(words_of)
"""The same few names with every card."""


def _numbers(listed: str) -> list[int]:
    if len(listed) < _LONG_LIST:
        return [int(number) for number in listed.split(",") if number]
    import orjson  # noqa: PLC0415  # only a long list is read so much sooner

    return list(orjson.loads(f"[{listed}]"))


def _facets(item: Item) -> str:
    label = f"=label:{item.label.lower()} " if item.label else ""
    return f" =kind:{item.kind} =is:{item.state} {label}"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _seal(path: bytes, stamp: str, figures: str) -> int:
    return crc32(b"\0".join((path, stamp.encode(), figures.encode())))
