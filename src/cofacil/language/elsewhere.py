"""Whether whoever reads sits at another computer: what only concerns this one (its folders, its disk) is told them otherwise.

Kept in the context, as the language is: each seat of one process has its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePath

from cofacil.paths import OwnPath

_IS_ELSEWHERE: ContextVar[bool] = ContextVar("is_elsewhere", default=False)


def read_elsewhere() -> None:
    """Have what is said from here on, in this context and in the tasks that it starts, read at another computer."""
    _IS_ELSEWHERE.set(True)


@contextmanager
def said_elsewhere() -> Iterator[None]:
    """Have what is said for the length of a block read at another computer."""
    before = _IS_ELSEWHERE.set(True)
    try:
        yield
    finally:
        _IS_ELSEWHERE.reset(before)


def is_elsewhere() -> bool:
    """Say whether whoever reads sits at another computer."""
    return _IS_ELSEWHERE.get()


def name_only(place: object) -> object:
    """Return of a path what the thing itself is called; everything else as it is."""
    return PurePath(place).name if isinstance(place, PurePath | OwnPath) else place
