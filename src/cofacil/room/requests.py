"""Somebody asks those who facilitate: to be let in, or to write. Of this moment, never in the file."""

import asyncio
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from cofacil.board.kinds import Role
from cofacil.board.notice import Notice


class Wish(StrEnum):
    """What somebody asks for."""

    JOIN = "join"
    WRITE = "write"


class Ask(NamedTuple):
    """Somebody who waits for an answer."""

    number: int
    name: str
    wish: Wish
    about: Notice | None = None
    """What is known of them: where from, and whether they have proved a key."""


class Answer(NamedTuple):
    """What somebody who facilitates said."""

    role: Role | None
    """What whoever asked may do from now on, None for *not now*."""
    by: str
    """The name of who answered."""

    def told(self, ask: Ask) -> Notice:
        """Return what others who could have answered are told."""
        if self.role is None:
            return Notice.of("told-not-now-by", name=ask.name, by=self.by)
        if ask.wish is Wish.WRITE:
            return Notice.of("let-write-by", name=ask.name, by=self.by)
        if self.role is Role.VIEWER:
            return Notice.of("let-watch-by", name=ask.name, by=self.by)
        return Notice.of("let-in-by", name=ask.name, by=self.by)


MAY_BE_GIVEN: dict[Wish, tuple[Role, ...]] = {
    Wish.JOIN: (Role.PARTICIPANT, Role.VIEWER),
    Wish.WRITE: (Role.PARTICIPANT,),
}
"""Nobody comes to facilitate by asking."""


class Asks:
    """Those who wait for an answer, who asked first coming first."""

    def __init__(self, changed: Callable[[Notice | None], object]) -> None:
        """`changed` is called with what is to be said of it to those who can answer, if anything is."""
        self._changed = changed
        self._count = 0
        self._answers: dict[Ask, asyncio.Future[Answer]] = {}

    @property
    def waiting(self) -> tuple[Ask, ...]:
        return tuple(self._answers)

    def ask(self, name: str, wish: Wish, about: Notice | None = None) -> asyncio.Future[Answer]:
        """Ask, and return what will hold the answer; who cancels it asks no more."""
        self._count += 1
        ask = Ask(self._count, name, wish, about)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._answers[ask] = answer
        answer.add_done_callback(lambda ended: self._end(ask, is_withdrawn=ended.cancelled()))
        self._changed(None)
        return answer

    def answer(self, ask: Ask, role: Role | None, by: str) -> bool:
        """Give an answer; say whether somebody was still waiting for it."""
        waiting = self._answers.get(ask)
        if waiting is None or waiting.done() or (role is not None and role not in MAY_BE_GIVEN[ask.wish]):
            return False
        waiting.set_result(Answer(role, by))
        return True

    def _end(self, ask: Ask, *, is_withdrawn: bool) -> None:
        del self._answers[ask]
        self._changed(Notice.of("asks-no-more", name=ask.name) if is_withdrawn else None)
