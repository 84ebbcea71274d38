"""The board as it was at a moment, and what happened around it: by event, by step, by meeting, or as it went on by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cofacil.board.events import Event, subjects_of
from cofacil.board.kinds import COLUMN_KEYS
from cofacil.board.model import Board
from cofacil.language.catalog import _
from cofacil.review.meetings import MeetingHeld
from cofacil.tui.keys import Press
from cofacil.tui.pages.review.leaf import Desk, Drawn, Leaf, ToStory, Turn
from cofacil.tui.pages.review.moment_sheet import ON_CARD, ON_LINE, PLACES, Shown, line_of, meeting_of, paint_moment
from cofacil.tui.pages.review.player import Player
from cofacil.tui.pages.review.steps_line import moment_at
from cofacil.tui.paint.window import Window
from cofacil.tui.view import SIDE_BY_SIDE, View


@dataclass(frozen=True, slots=True)
class Moment(Leaf):
    """A moment that somebody looks at."""

    at: int
    """How many events had happened."""
    now: int = 0
    """When it is, UTC milliseconds: the moment of the last of them, or later while it is played."""
    view: View = field(default_factory=View)
    top: int = 1
    """The first event that is listed."""
    player: Player = field(default_factory=Player)

    @classmethod
    def behind(cls, at: int, desk: Desk, entity: str = "", before: "Moment | None" = None) -> "Moment":
        """Return the moment right behind an event, with what that touched in hand."""
        base = before or cls(at)
        at = max(min(1, len(desk.replay)), min(len(desk.replay), at))
        board = desk.replay.board_at(at)
        view = _looking(board, desk.replay.event(at) if at else None, base.view, entity)
        return replace(base, at=at, now=desk.replay.time_of(at), view=view)

    def draw(self, desk: Desk, window: Window, sentence: str) -> Drawn:
        painted = paint_moment(Shown(self.at, self.now, self.view, self.top, self.player), desk, window, sentence)
        return Drawn(painted.sheet, replace(self, view=painted.view, top=painted.top))

    def press(self, press: Press, desk: Desk) -> Turn | None:
        key = press.key.casefold()
        if key == "escape":
            return Turn(is_back=True)
        if key == "enter":
            return self._story(desk)
        if key in _PLAYS:
            return Turn(replace(self, player=_PLAYS[key](self.player)))
        if key in COLUMN_KEYS or key in {"tab", "shift+tab"}:
            return self._look(key, desk)
        if key == desk.keys["wide"]:
            return self._wide(desk)
        at = self._to(key, desk)
        if at is None:
            return None
        if at == self.at:
            return Turn(self.stopped(), sentence=_edge_words(key, at, desk))
        return Turn(self.behind(at, desk, before=self.stopped()))

    def _wide(self, desk: Desk) -> Turn:
        """Show one column alone, or all side by side again."""
        if desk.width < SIDE_BY_SIDE:
            return Turn(self, sentence=_("One column is all there is at this width."))
        return Turn(replace(self, view=self.view._replace(is_wide=not self.view.is_wide)))

    def choose(self, choice: int, desk: Desk) -> Turn | None:
        stopped = self.stopped()
        if choice > 0:
            return self._story(desk) if choice == self.at else Turn(self.behind(choice, desk, before=stopped))
        if choice > ON_LINE:
            return Turn(replace(stopped, view=stopped.view.to_column(desk.replay.board_at(self.at), -choice)))
        if choice > ON_CARD:
            when = moment_at(line_of(desk, meeting_of(desk, self.at), desk.width), ON_LINE - choice)
            return None if when is None else Turn(self.behind(desk.replay.position_at(when), desk, before=stopped))
        column, place = divmod(ON_CARD - choice, PLACES)
        board = desk.replay.board_at(self.at)
        cards = stopped.view.cards(board, column)
        if place < len(cards):
            return Turn(replace(stopped, view=stopped.view.to(board, cards[place].id)))
        has_older = bool(stopped.view.standing(board, column).waiting)
        return Turn(replace(stopped, view=stopped.view.with_older(column).settled(board))) if has_older else None

    def tick(self, desk: Desk) -> int:
        """Return the milliseconds until something else is to be seen while it is played."""
        stretch, left = self._stretch(desk)
        return self.player.tick(stretch, left)

    def played(self, passed: int, desk: Desk) -> "Moment":
        """Return it so many milliseconds later while it is played: behind the next event once that has happened."""
        stretch, left = self._stretch(desk)
        gone = self.player.gone(stretch, passed)
        if gone < left:
            return replace(self, now=self.now + gone)
        return self.behind(self.at + 1, desk, before=self)

    def stopped(self) -> "Moment":
        return replace(self, player=self.player.stopped())

    def _stretch(self, desk: Desk) -> tuple[int, int]:
        """Return how long nothing happens from the event on, and how much of that is left at the moment."""
        began, ends = desk.replay.time_of(self.at), desk.replay.time_of(self.at + 1)
        return max(0, ends - began), max(0, ends - self.now)

    def _to(self, key: str, desk: Desk) -> int | None:
        """Return the event that a key leads to, None where it leads to none."""
        count = len(desk.replay)
        simple = {"left": self.at - 1, "right": self.at + 1, "home": 1, "end": count}
        if key in simple:
            return max(min(1, count), min(count, simple[key]))
        if key in {"up", "down", "pageup", "pagedown"}:
            firsts = _steps_begin(desk.meetings) if key in {"up", "down"} else [it.first for it in desk.meetings]
            if key in {"up", "pageup"}:
                return max((first for first in firsts if first < self.at), default=self.at)
            return min((first for first in firsts if first > self.at), default=self.at)
        return None

    def _look(self, key: str, desk: Desk) -> Turn:
        """Look around on the board of the moment; nothing goes on."""
        board = desk.replay.board_at(self.at)
        if key in COLUMN_KEYS:
            view = self.view.to_column(board, COLUMN_KEYS[key])
        else:
            view = self.view.step(board, 1 if key == "tab" else -1)
        return Turn(replace(self.stopped(), view=view))

    def _story(self, desk: Desk) -> Turn:
        board = desk.replay.board_at(self.at)
        if self.view.is_on_older and (shown := self.view.look(board, "enter")):
            return Turn(replace(self.stopped(), view=shown))
        hand = self.view.in_hand(board)
        if hand is None:
            return Turn(self.stopped(), sentence=_("No card is in hand here: Tab takes one."))
        return Turn(self.stopped(), to=ToStory(hand.id, self.at))


def _steps_begin(meetings: Sequence[MeetingHeld]) -> list[int]:
    """Return where steps begin; a meeting without any is one itself."""
    return sorted({first for meeting in meetings for first in (meeting.first, *(step.first for step in meeting.steps))})


def _edge_words(key: str, at: int, desk: Desk) -> str:
    if at >= len(desk.replay) or key in {"down", "pagedown", "right", "end"}:
        if key == "down":
            return _("No step begins behind this one.")
        if key == "pagedown":
            return _("This is the last meeting.")
        return _("This is the last thing that has happened.")
    return _("This is where the board begins.")


def _looking(board: Board, event: Event | None, view: View, entity: str = "") -> View:
    """Return where one looks behind an event: at what it touched, at the column of a step that it began, else where one was."""
    subjects = (entity,) if entity else subjects_of(event) if event else ()
    for subject in subjects:
        if (there := view.to(board, subject)) is not view or subject in view.hands:
            return there
    if event is not None and event.op == "step.go":
        return view.at_step(board).settled(board)
    return view.settled(board)


_PLAYS: Mapping[str, Callable[[Player], Player]] = {
    " ": Player.turned,
    "+": Player.faster,
    "=": Player.faster,
    "-": Player.slower,
}
"""Keys that play, or change how fast."""
