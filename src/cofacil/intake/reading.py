"""A file of whatever program: what its letters are, whose it is, and what is in it."""

import codecs
import json
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from cofacil.board.errors import Trouble
from cofacil.board.model import Board
from cofacil.intake.deck import deck, is_deck
from cofacil.intake.found import Intake
from cofacil.intake.lines import lines
from cofacil.intake.own_json import OwnLog, is_own, own_log
from cofacil.intake.planka import is_planka, planka
from cofacil.intake.table import heads_in, rows_of, table
from cofacil.intake.trello import is_trello, trello
from cofacil.intake.wekan import is_wekan, wekan

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_LINES = frozenset({".txt", ".md"})
_PROGRAMS: tuple[tuple[Callable[[Mapping[str, Any]], bool], Callable[[Mapping[str, Any]], Intake]], ...] = (
    (is_trello, trello),
    (is_wekan, wekan),
    (is_deck, deck),
    (is_planka, planka),
)
"""What tells a program's export, and what reads it; the surest first."""


class Text(NamedTuple):
    """What a file says."""

    words: str
    guessed: str = ""
    """Which letters it was taken to be written in, where nothing in it says so."""


def read_text(data: bytes) -> Text:
    """Return bytes as text: UTF-8, or UTF-16 with or without its mark, else what old programs of the west write.

    Raises:
        Trouble: it is no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Text(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as trouble:
                raise Trouble("import-no-text") from trouble
    if b"\0" in data[:4096]:
        return _wide(data)
    try:
        return Text(data.decode())
    except UnicodeDecodeError:
        pass
    try:
        return Text(data.decode("cp1252"), "Windows-1252")
    except UnicodeDecodeError:
        return Text(data.decode("latin-1"), "Latin-1")


def read_file(data: bytes, name: str, board: Board, now: int) -> OwnLog | Intake:
    """Return what is in a file of this name; names in plain lines are those of a board, where one is known.

    Raises:
        Trouble: it is of no program that is known here, broken off, or empty.
    """
    text = read_text(data)
    path = PurePath(name)
    if not text.words.strip():
        raise Trouble("import-empty")
    if text.words.lstrip()[:1] in {"{", "["} and path.suffix.casefold() not in _LINES:
        return _of_program(text.words)
    found = (table if _is_table(text.words, path) else _lines_of(board))(text.words, path.stem, now)
    return found._replace(encoding=text.guessed)


def _lines_of(board: Board) -> Callable[[str, str, int], Intake]:
    return lambda text, title, now: lines(text, title, board, now)


def _is_table(text: str, path: PurePath) -> bool:
    if path.suffix.casefold() in _TABLES:
        return True
    if path.suffix.casefold() in _LINES:
        return False
    first = rows_of(text.strip().partition("\n")[0])
    return bool(first) and len(first[0]) > 1 and "words" in heads_in(first[0])


def _of_program(text: str) -> OwnLog | Intake:
    tables = _tables(text)
    if is_own(tables):
        return own_log(tables)
    if str(tables.get("format", "")).startswith("cofacil-show/"):
        raise Trouble("import-of-show")
    if "_meta" in tables and "events" in tables:
        raise Trouble("import-of-board-file")
    for tells, reads in _PROGRAMS:
        if tells(tables):
            return reads(tables)
    raise Trouble("import-of-no-program")


def _tables(text: str) -> Mapping[str, Any]:
    """Return the tables of a file of JSON; a list of boards, or of stacks, is the one table of those."""
    try:
        tables: object = json.loads(text)
    except json.JSONDecodeError as trouble:
        if not text[trouble.pos :].strip() or trouble.msg.startswith("Unterminated"):
            raise Trouble("import-cut-off", line=trouble.lineno) from trouble
        raise Trouble("import-broken", line=trouble.lineno, column=trouble.colno) from trouble
    except (RecursionError, ValueError) as trouble:  # nested too deeply, or a number of too many figures
        raise Trouble("import-broken", line=1, column=1) from trouble
    if isinstance(tables, dict):
        return tables
    for inside, name in (("stacks", "boards"), ("cards", "stacks")):
        if isinstance(tables, list) and any(isinstance(one, dict) and inside in one for one in tables):
            return {name: tables}
    raise Trouble("import-of-no-program")


def _wide(data: bytes) -> Text:
    """Return text of two bytes a letter that does not say so."""
    evens, odds = data[:4096:2].count(0), data[1:4096:2].count(0)
    encoding = "utf-16-le" if odds > evens else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise Trouble("import-no-text") from trouble
    if max(evens, odds) * 4 < min(len(data), 4096) // 2 or "\0" in text:
        raise Trouble("import-no-text")
    return Text(text, "UTF-16")
