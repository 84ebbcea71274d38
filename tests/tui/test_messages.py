"""Messages in a burst: what the newest takes over of those it stands for."""

from cofacil.board.events import Event
from cofacil.board.model import EMPTY
from cofacil.board.notice import Notice
from cofacil.room.attending import Attending
from cofacil.room.room import News
from cofacil.tui.messages import BoardChanged, Noticed, PresenceChanged

KOFI = Notice.of("here-by-screen", who="Kofi")


def news(position: int) -> News:
    return News(EMPTY._replace(position=position), (Event(f"e{position}", position, "ana", "card.add", ()),), position)


def test_a_burst_of_changes_is_one_with_the_events_of_all() -> None:
    first, second, third = (BoardChanged(news(number)) for number in (1, 2, 3))
    assert first.can_replace(second)
    assert second.can_replace(third)
    assert [event.e for event in third.news.events] == ["e1", "e2", "e3"]
    assert third.news.position == 3
    assert not third.can_replace(Noticed("x"))


def test_who_came_is_still_said_when_nothing_newer_is() -> None:
    came, silent = PresenceChanged(Attending(said=KOFI)), PresenceChanged(Attending())
    assert came.can_replace(silent)
    assert silent.attending.said == KOFI
