"""Stays: who is written down as here at a meeting, and how."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cofacil.board.events import Json
from cofacil.board.model import Board
from cofacil.board.records import Meeting
from cofacil.board.slugs import HALL, SCREEN


class Stay(NamedTuple):
    """One stay of somebody that has not ended; they have several where a merge left them under two names."""

    person: str
    """The slug of who they are, also where it was written under another."""
    field: str
    """Where the meeting keeps it."""
    kept: Mapping[str, Json]

    @property
    def how(self) -> str:
        return str(self.kept.get("how") or "")


def stays_at(board: Board, meeting: Meeting | None) -> Iterator[Stay]:
    """Yield the stays of all who are written down as here; none without a meeting."""
    if meeting is None:
        return
    for slug in meeting.here:
        field = f"here.{slug}"
        if isinstance(kept := meeting.fields[field], dict):
            yield Stay(board.one(slug), field, kept)


def how_at(board: Board, meeting: Meeting | None) -> dict[str, str]:
    """Return how each one is here, in the order in which they came: in the hall, where any of their names is."""
    how: dict[str, str] = {}
    for stay in stays_at(board, meeting):
        if how.get(stay.person) != HALL:
            how[stay.person] = stay.how
    return how


def begun(how: str, now: int, *, was_by_screen: bool) -> dict[str, Json]:
    """Return a stay that begins; one in the hall tells where they were here by screen before."""
    kept: dict[str, Json] = {"how": how, "from": now, "to": None}
    return moved(kept) if how == HALL and was_by_screen else kept


def moved(kept: Mapping[str, Json]) -> dict[str, Json]:
    """Return a stay by screen as one in the hall; it tells by what they came."""
    return {**kept, "how": HALL, "was": SCREEN}


def back_by_screen(kept: Mapping[str, Json]) -> dict[str, Json]:
    """Return a stay by screen as it goes on, also where somebody has said meanwhile that they are in the hall.

    Who sits at a screen is seen there by nobody. Were they taken to be in the hall still as they leave it, they would be
    counted there to the end; who has gone to the hall after all is seen, and is here again with one key.
    """
    return {name: value for name, value in kept.items() if name != "was"} | {"how": SCREEN, "to": None}


def is_by_screen(kept: Json) -> bool:
    """Say whether somebody came by screen to a stay, wherever they are said to be by now."""
    return isinstance(kept, dict) and SCREEN in (kept.get("how"), kept.get("was"))
