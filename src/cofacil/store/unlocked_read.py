"""Judging a board file without the lock, while others may be writing to it."""

import time
from pathlib import Path

from cofacil.board.errors import Trouble
from cofacil.store.disk import cause_unread
from cofacil.store.high_water import Mark
from cofacil.store.lock import BoardLock
from cofacil.store.open_file import OpenFile
from cofacil.store.verdict import State, Verdict, judge

_AGAIN = 0.02
_LOOKS = 5


def read_whole(place: Path) -> tuple[bytes, Mark | None]:
    """Return a file as it is, and what its mark says of it.

    Raises:
        BoardMissing: when there is none.
        Trouble: when the disk would not.
    """
    file = OpenFile(place, for_writing=False)
    lock = BoardLock(place, for_writing=False)
    try:
        return file.read_all(), lock.mark()
    except OSError as trouble:
        raise Trouble("file-unread", file=place.name, why=cause_unread(trouble, place)) from trouble
    finally:
        lock.close()
        file.close()


def judge_unlocked(file: OpenFile, lock: BoardLock) -> Verdict:
    """Judge the whole file; what somebody is writing at this moment is left for later."""
    before, found = b"", None
    for _ in range(_LOOKS):
        if file.is_replaced(file.now()):
            file.open()
        mark, data = lock.mark(), file.read_all()
        found = judge(data, mark, file.path.name)
        if not lock.is_free():
            if (durable := _as_marked(found, mark)) is not None:
                return durable
        elif found.state in {State.SOUND, State.RELAID} or data == before:
            return found
        before = data
        time.sleep(_AGAIN)
    assert found is not None  # noqa: S101  # the loop runs at least once
    return found


def _as_marked(found: Verdict, mark: Mark | None) -> Verdict | None:
    """Leave out what is not durable yet, or return None where even less than that is there."""
    if mark is None or found.header is None or found.chain.count < mark.number:
        return None
    found.chain.cut(mark.number, mark.checksum)
    return found._replace(state=State.SOUND, fault=None)
