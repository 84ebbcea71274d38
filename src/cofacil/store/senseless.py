"""A file of which every byte is as it was saved, and in which something stands that nobody can read."""

from cofacil.board.errors import BoardDamaged
from cofacil.board.notice import Notice
from cofacil.store.codec import parse, to_events
from cofacil.store.verdict import State, Verdict, checksum_at

_AT_ONCE = 256


def as_read(found: Verdict, name: str) -> Verdict:
    """Return a verdict of which the good part ends before the first change that is none; what is newer is not judged."""
    if found.header is None or found.header.meta.is_newer:
        return found
    good = _readable(found)
    if good == found.chain.count:
        return found
    line = found.header.lines + good + 1
    found.chain.cut(good, checksum_at(found, good))
    return found._replace(
        state=State.DAMAGED, fault=Notice.of("no-change-on-line", file=name, number=good + 1, line=line), line=line
    )


def _readable(found: Verdict) -> int:
    """Return how many changes can be read before one cannot."""
    count, numbers = found.chain.count, set[str]()
    for start in range(0, count, _AT_ONCE):
        stop = min(start + _AT_ONCE, count)
        if not _can_be_read(found, start, stop, numbers):
            return next(at for at in range(start, stop) if not _can_be_read(found, at, at + 1, numbers))
    return count


def _can_be_read(found: Verdict, after: int, upto: int, numbers: set[str]) -> bool:
    """Say whether some changes can be read, each under a number of its own; then their numbers are among `numbers`."""
    start, stop = found.chain.span(after, upto)
    try:
        docs = parse(found.image[start:stop])
        to_events(docs)
    except BoardDamaged:
        return False
    if len(docs) < upto - after or not numbers.isdisjoint(docs):
        return False
    numbers.update(docs)
    return True
