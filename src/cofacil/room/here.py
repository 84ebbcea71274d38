"""How many are here, and how: one count for every screen."""

from collections.abc import Iterable
from typing import NamedTuple

from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.naming import slug_meant
from cofacil.board.slugs import SCREEN
from cofacil.board.stays import how_at
from cofacil.room.attending import Attending, Beside
from cofacil.room.seats import Seat

PAGE = "page"
"""How somebody is here who reads the page in a browser, and has no screen of ours beside it."""

NOBODY_BESIDE = Beside()


class Here(NamedTuple):
    """How many people are here: each once, whatever they have open."""

    hall: int = 0
    screens: tuple[str, ...] = ()
    """The names of those who are here by screen."""
    pages: tuple[str, ...] = ()
    """The names of those who read the page."""
    gone: int = 0
    """Those who were here at this meeting, and are not any more."""

    @property
    def screen(self) -> int:
        return len(self.screens)

    @property
    def page(self) -> int:
        return len(self.pages)

    @property
    def number(self) -> int:
        return self.hall + self.screen + self.page

    @property
    def elsewhere(self) -> int:
        return self.screen + self.page

    @classmethod
    def of(cls, board: Board, attending: Attending, now: int) -> "Here":
        """Count who is at a board at a moment: those written down as here, and whoever sits at a screen or reads."""
        return _counted.of(board, attending, is_open=board.meeting_at(now) is not None)


NOBODY_HERE = Here()


class _Counted:
    """What was counted last: every screen of a process asks for the same."""

    def __init__(self) -> None:
        self._last: tuple[Board, Attending, bool] | None = None
        self._here = Here()

    def of(self, board: Board, attending: Attending, *, is_open: bool) -> Here:
        last = self._last
        if last is None or last[0] is not board or last[1] is not attending or last[2] is not is_open:
            self._here = _count(board, attending, is_open=is_open)
            self._last = (board, attending, is_open)
        return self._here


_counted = _Counted()


def _count(board: Board, attending: Attending, *, is_open: bool) -> Here:
    seats = [one.seat for one in attending.present if not one.is_wall]
    how = ways_here(board, seats, is_open=is_open, is_shared=attending.is_shared, beside=attending.beside)
    called = {slug_meant(board, name): name for name in attending.beside.names}
    called |= {seat.who(board).person: seat.name for seat in seats}
    names: dict[str, list[str]] = {SCREEN: [], PAGE: []}
    for person, way in how.items():
        if way in names:
            names[way].append(called.get(person) or board.name_of(person))
    were = {board.one(slug) for slug in _stays(board)} if is_open else set()
    lost = {board.one(slug_meant(board, name)) for name in attending.lost}
    screens, pages = map(tuple, names.values())
    return Here(len(how) - len(screens) - len(pages), screens, pages, len((were | lost) - set(how)))


def ways_here(
    board: Board, seats: Iterable[Seat], *, is_open: bool, is_shared: bool, beside: Beside = NOBODY_BESIDE
) -> dict[str, str]:
    """Return how each one is here, by who they are: hall, screen or page. Who only watches on this computer is nobody.

    Where the board is shared from here, nobody is at a screen of whom that is only written down: their line has broken.
    Those who came in by another window of this computer, `beside`, are here as well.
    """
    how = how_at(board, board.meeting) if is_open else {}
    if is_shared:
        how = {slug: way for slug, way in how.items() if way != SCREEN}
    found = {board.one(slug_meant(board, name)): PAGE for name in beside.pages}
    found |= {board.one(slug_meant(board, name)): SCREEN for name in beside.screens}
    for seat in seats:
        if seat.is_elsewhere or (seat.role is not Role.VIEWER and not seat.is_guess):
            person = seat.who(board).person
            if found.get(person, PAGE) == PAGE:
                found[person] = PAGE if seat.via == "page" else seat.how
    return {**how, **found}


def _stays(board: Board) -> Iterable[str]:
    """Yield whoever was here at the meeting that is open, also for a while."""
    fields = board.meeting.fields if board.meeting is not None else {}
    return (
        name.removeprefix("here.")
        for name, stay in fields.items()
        if name.startswith("here.") and isinstance(stay, dict)
    )
