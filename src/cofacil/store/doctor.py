"""What state a board file is in, and taking it as it is when a person says so."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cofacil.board.errors import BoardDamaged, Trouble
from cofacil.board.notice import Notice
from cofacil.store.codec import parse, to_events
from cofacil.store.disk import cause_unread
from cofacil.store.high_water import Mark
from cofacil.store.layout import CLOSER
from cofacil.store.leftovers import rescue_file
from cofacil.store.lock import BoardLock
from cofacil.store.open_file import OpenFile
from cofacil.store.replace import replace_kept
from cofacil.store.senseless import as_read
from cofacil.store.unlocked_read import judge_unlocked, read_whole
from cofacil.store.verdict import State, Verdict, checksum_at, judge

_CLOCK_AHEAD = 60_000
"""Milliseconds that the last change may lie in the future before it is worth a word."""


class MarkState(StrEnum):
    """How the high-water mark stands to the file."""

    LEVEL = "level"
    BEHIND = "behind"
    """The last append was durable and its writer died before it said so."""
    AHEAD = "ahead"
    """More was acknowledged than is there."""
    DIFFERENT = "different"
    """It speaks of other changes, or of another board."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Report:
    """What `cofacil doctor` tells of one board."""

    path: Path
    state: State
    fault: Notice | None
    """What is wrong, None for nothing."""
    line: int
    """The line on which the good part ends, 1 for the first."""
    byte: int
    """The byte at which the good part ends."""
    size: int
    events: int
    """How many changes are good."""
    board: str
    """The ULID of the board that was saved here, the file's own where nobody noted it; "" when neither says."""
    format: str
    is_newer: bool
    created: int | None
    """UTC milliseconds."""
    mark: MarkState
    saved: int | None
    """How many changes were acknowledged, as the mark says."""
    holder: int | None
    """The process that is writing to it now."""
    rescued: int
    """Bytes in the rescue file beside it."""
    ahead: int
    """Milliseconds that the last change lies in the future, 0 up to a minute."""

    @property
    def is_sound(self) -> bool:
        return self.state in {State.SOUND, State.RELAID}


def examine(path: str | Path, now: int) -> Report:
    """Look at a board file and change nothing; `now` is UTC milliseconds.

    Raises:
        BoardMissing: when there is none.
    """
    place = Path(os.path.realpath(path))
    file = OpenFile(place, for_writing=False)
    lock = BoardLock(place, for_writing=False)
    try:
        holder = lock.holder()
        found, mark = as_read(judge_unlocked(file, lock), place.name), lock.mark()
        size = file.now().st_size
    except OSError as trouble:
        raise Trouble("file-unread", file=place.name, why=cause_unread(trouble, place)) from trouble
    finally:
        lock.close()
        file.close()
    meta = found.header.meta.doc if found.header else {}
    rescue = rescue_file(place)
    return Report(
        path=place,
        state=found.state,
        fault=found.fault,
        line=found.line,
        byte=found.byte,
        size=size,
        events=found.chain.count,
        board=mark.board if mark else meta.get("board", ""),
        format=meta.get("format", ""),
        is_newer=bool(found.header and found.header.meta.is_newer),
        created=meta.get("created"),
        mark=_mark_state(mark, found),
        saved=mark.number if mark else None,
        holder=holder,
        rescued=rescue.stat().st_size if rescue.exists() else 0,
        ahead=_ahead(found, now),
    )


def accept(path: str | Path) -> Notice:
    """Take a file as it is: its good part becomes the board, and the whole of it is kept in the rescue file.

    Returns:
        what is given up by that.

    Raises:
        BoardDamaged: when there is no good part.
        NotSaved: when the disk would not; the file is as it was.
    """
    place = Path(os.path.realpath(path))
    data, mark = read_whole(place)
    found = as_read(judge(data, None, place.name), place.name)
    if found.header is None:
        raise BoardDamaged("nothing-to-accept", file=place.name)
    replace_kept(place, found.image[: found.chain.end] + CLOSER)
    return _given_up(found, mark)


def _given_up(found: Verdict, mark: Mark | None) -> Notice:
    count = found.chain.count
    if found.state is State.DAMAGED:
        return Notice.of("accepted-up-to", number=count, line=found.line)
    state = _mark_state(mark, found)
    if state is MarkState.AHEAD and mark:
        return Notice.of("accepted-without-later", number=count, later=mark.number - count)
    if state is MarkState.DIFFERENT:
        return Notice.of("accepted-instead", number=count)
    return Notice.of("accepted-whole", number=count)


def _mark_state(mark: Mark | None, found: Verdict) -> MarkState:
    if mark is None or found.header is None:
        return MarkState.MISSING
    if mark.board != found.header.meta.board:
        return MarkState.DIFFERENT
    if mark.number > found.chain.count:
        return MarkState.AHEAD
    if mark.checksum != checksum_at(found, mark.number):
        return MarkState.DIFFERENT
    return MarkState.LEVEL if mark.number == found.chain.count else MarkState.BEHIND


def _ahead(found: Verdict, now: int) -> int:
    count = found.chain.count
    if not count:
        return 0
    start, stop = found.chain.span(count - 1, count)
    try:
        t = to_events(parse(found.image[start:stop]))[-1].t
    except BoardDamaged:
        return 0
    ahead = t - now
    return ahead if ahead > _CLOCK_AHEAD else 0
