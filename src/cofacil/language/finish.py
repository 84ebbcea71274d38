"""What Tab makes of a name that was begun: each of those it could be, one after the other."""

import re
from collections.abc import Callable

from cofacil.board.model import Board
from cofacil.board.naming import beginning, meant
from cofacil.board.records import Person
from cofacil.board.text import BEHIND_A_WORD, bare
from cofacil.board.themes import SIGN, names_of, theme_key
from cofacil.language.card_line import Captured, NamesRead
from cofacil.language.one_name import read_name

_OPENING = '"“„«»'


def finished_names(before: str, board: Board) -> tuple[str, ...]:
    """Return what may stand before the cursor with its last `@name` finished; nothing where none is begun there.

    An `@` alone is the beginning of everybody's name.
    """
    head, sign, started = before.rpartition("@")
    if not sign or (head and not head[-1].isspace()):
        return ()
    # A blank would end the name for who reads on behind it.
    return tuple(f"{head}@{person.name.replace(' ', '-')} " for person in _begun(board, started))


def finished_theme(before: str, board: Board) -> tuple[str, ...]:
    """Return what may stand before the cursor with its last `#theme` finished; nothing where none is begun there."""
    head, sign, started = before.rpartition(SIGN)
    if not sign or (head and not head[-1].isspace()) or " " in started:
        return ()
    begun = bare(theme_key(started))
    names = (name for key, name in names_of(board.themes).items() if bare(key).startswith(begun))
    return tuple(f"{head}{SIGN}{name.replace(' ', '-')} " for name in names)


def finished_name(before: str, board: Board) -> tuple[str, ...]:
    """Return what may stand before the cursor on a line that is one name, or a name and a comma; nothing behind that."""
    if "," in before:
        return ()
    return tuple(person.name for person in _begun(board, before.strip()))


def finished_in(before: str, board: Board) -> tuple[str, ...]:
    """Return what may stand before the cursor on a line of names with its last one finished, sign or none."""
    if "@" in before:
        return finished_names(before, board)
    head = before[: before.rfind(" ") + 1]
    started = before[len(head) :]
    return tuple(f"{head}@{person.name.replace(' ', '-')} " for person in _begun(board, started)) if started else ()


def chosen_names(line: str, board: Board, read: Callable[[str], Captured | NamesRead]) -> tuple[str, ...]:
    """Return a line with the name that fits several as each of those it could be; nothing where it is read as sure."""
    if (at := read(line).unsure_at) < 0:
        return ()
    start, end = [word.span() for word in re.finditer(r"\S+", line)][at]
    word = line[start:end]
    name = word.removeprefix("@").rstrip(BEHIND_A_WORD)
    behind = (word[len(word.rstrip(BEHIND_A_WORD)) :] + line[end:]) or " "
    could = meant(board, [name])
    people = could.people if could else ()
    return tuple(f"{line[:start]}@{person.name.replace(' ', '-')}{behind}" for person in people)


def chosen_name(line: str, board: Board) -> tuple[str, ...]:
    """Return a line that is one name, and perhaps a comma and more, with a name that fits several as each of those."""
    name, comma, behind = line.partition(",")
    is_unsure = bool(name.strip()) and bool(read_name(name, board).unread)
    return tuple(person.name + comma + behind for person in _begun(board, name.strip())) if is_unsure else ()


def _begun(board: Board, started: str) -> tuple[Person, ...]:
    begun = started.lstrip(_OPENING)
    if begun.strip() or not started:
        return beginning(board, begun)
    return ()
