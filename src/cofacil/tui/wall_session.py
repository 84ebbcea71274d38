"""The hall's window: it looks where who facilitates looks, goes where something is changed while nobody does, and keys nothing."""

import time

from cofacil.board.timer import TimerState
from cofacil.room.room import News
from cofacil.room.walls import CardShown, Wall
from cofacil.tui.just_said import JustSaid
from cofacil.tui.last_row import Said
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.wall_words import followed_words
from cofacil.tui.session import Session
from cofacil.tui.view import View

NEWS_FOR = 60_000
"""Milliseconds for which the hall is told what happened: behind that it is yesterday's news."""


class WallSession(Session):
    """Nobody's own window."""

    is_wall = True
    wall = Wall()
    shown: CardShown | None = None
    _said_at = 0

    def look_where(self, wall: Wall, shown: CardShown | None) -> None:
        """Look where others look now."""
        self.wall, self.shown = wall, shown
        self.view = self._led()
        self._show()

    def hear(self, news: News) -> None:
        if news.position <= self.board.position:
            return
        before = self.board
        self._take_board(news)
        # Whoever said it: the hall has heard it. No line is open here that could hold it longer.
        if said := JustSaid.of(before, news._replace(own=news.events), self._now, None):
            self.just_said = said
            self._window.schedule()
        self.view = self._led() if self._is_led else self.view.follow(self.board, news.events)
        self._said_at = self._now
        self._show()

    def say(self, said: Said | str) -> None:
        if said if isinstance(said, str) else said.words:
            self._said_at = self.clock()
        super().say(said)

    @property
    def sentence(self) -> str:
        return super().sentence if self._now - self._said_at < NEWS_FOR else ""

    def say_time_is_up(self) -> None:
        """Say nothing: the head says it until somebody has seen it."""

    def scene(self) -> Scene:
        is_led = self._is_led
        look = self.wall.look if is_led else None
        return (
            super()
            .scene()
            ._replace(
                wall=followed_words(self.wall, self.brush.signs, is_led=is_led),
                shown=self.shown,
                is_timer=look is not None and look.is_timer,
                closing=look.closing if look is not None else 0,
                closing_hand=look.hand if look is not None else "",
            )
        )

    def tick(self) -> bool:
        super().tick()
        return False

    def next_tick(self) -> int:
        now = self.clock()
        until = super().next_tick()
        if self.sentence:
            until = min(until, max(0, self._said_at + NEWS_FOR - now))
        if self.board.timer.state(now) is TimerState.TIME:
            until = min(until, 1000 - self.board.timer.over(now) % 1000)
        return until

    @property
    def _is_led(self) -> bool:
        return self.wall.is_led(time.monotonic_ns())

    def _led(self) -> View:
        """Return the view with what whoever leads looks at; as it is while nobody does."""
        look = self.wall.look
        if look is None or not self._is_led:
            return self.view
        view = self.view._replace(is_room=look.is_room, is_wide=look.is_wide)
        held = view.to(self.board, look.hand)
        # What is in hand there may not have come here yet.
        return held if held.column == look.column else view.to_column(self.board, look.column)
