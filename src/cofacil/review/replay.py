"""The board as it was at any moment: what the room saw then, but for what was struck out since, or is hidden now."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cofacil.board.events import Event
from cofacil.board.fold import fold
from cofacil.board.model import EMPTY, Board
from cofacil.board.prompts import Prompt, asked
from cofacil.board.quiet import hidden
from cofacil.board.records import Meeting, Step
from cofacil.board.redaction import NOBODY, Redactions, blanked
from cofacil.board.timer import Timer
from cofacil.review.struck import struck_in, without_words
from cofacil.review.touched import Touched

_APART = 64
"""Events between two boards that are held, at first; twice as many whenever there are too many of those."""
_MOST_HELD = 100
"""Boards that are held at most: each of a long log holds a table of all that was on it."""
_LATELY = 32
"""Boards that were looked at last, and are held as well: looking goes on from there."""
_LATELY_FEWEST = 4
_LATELY_RECORDS = 100_000
"""What is on those together, about: the collector of the garbage goes through all of it now and then."""
_BACK = 32
"""Events before a moment of which the board is held too, where the way there was long: one may go back, step by step."""


class Moment(NamedTuple):
    """How everything stood at a moment."""

    position: int
    """How many events had happened."""
    at: int
    """UTC milliseconds."""
    board: Board
    event: Event | None
    """What had just happened, as the room saw it; None at the beginning."""
    meeting: Meeting | None
    """The meeting that was open."""
    prompt: Prompt | None
    """The question that was on the wall."""

    @property
    def step(self) -> Step | None:
        """Return the step of the plan that ran."""
        return self.board.step

    @property
    def timer(self) -> Timer:
        """Return the timer, of which `state` and `remaining` are asked for `at`."""
        return self.board.timer


class Replay:
    """The events of a board, and the board at each of them: position 0 is before the first, `len` behind the last."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        raw = list(events)
        touched = Touched(raw)
        touched.take(len(raw))
        self._struck = struck = touched.struck
        self._events: list[Event] = [without_words(event, struck) for event in raw] if struck else raw
        touched.events = self._events
        self._count = len(raw)
        self._held: dict[int, Board] = {0: EMPTY}
        self._places = [0]
        self._apart = _APART
        self._begin(touched)

    def _begin(self, touched: Touched | None, last: Board | None = None) -> None:
        """Make ready what is only of this one: what is hidden now is of how the log ends."""
        self._lately: dict[int, Board] = {}
        self._told: dict[int, Board] = {}
        self._redactions = Redactions()
        self._touched = touched
        self._last = fold(EMPTY, self._events[: self._count]) if last is None else last
        self._most_lately = max(_LATELY_FEWEST, min(_LATELY, _LATELY_RECORDS // max(1, len(self._last.records))))
        self._hidden_now = frozenset(record.id for record in hidden(self._last))

    def __bool__(self) -> bool:
        """Say whether anything has happened."""
        return self._count > 0

    def __len__(self) -> int:
        return self._count

    @property
    def board(self) -> Board:
        """Return the board as it is."""
        return self.board_at(self._count)

    @property
    def touched(self) -> Touched:
        """Return which events wrote to what."""
        if self._touched is None:
            self._touched = Touched(self._events)
            self._touched.take(self._count)
        return self._touched

    def with_more(self, events: Sequence[Event]) -> "Replay":
        """Return it with what has happened since; what is held of before serves both."""
        if not events:
            return self
        struck = dict(struck_in(events))
        fresh = [without_words(event, self._struck) for event in events] if self._struck else list(events)
        ahead = self._events[self._count : self._count + len(fresh)]
        is_same = all(known.e == event.e for known, event in zip(ahead, fresh, strict=False))
        if struck.keys() - self._struck.keys() or not is_same:
            # What is struck out now was on the boards that are held.
            return Replay((*self._events[: self._count], *events))
        later = object.__new__(Replay)
        later._struck = self._struck
        self._events += fresh[len(ahead) :]  # another who looks back may have gone on from here before
        later._events, later._count = self._events, self._count + len(fresh)
        later._held, later._places, later._apart = self._held, self._places, self._apart
        touched, self._touched = self._touched, None
        if touched is not None:
            touched.take(later._count)
        later._begin(touched, fold(self._last, fresh))
        return later

    def until(self, position: int) -> "Replay":
        """Return it as far as a position, as if the rest had not happened; but for what was struck out, or hidden, in that."""
        if position >= self._count:
            return self
        earlier = object.__new__(Replay)
        earlier._events, earlier._struck, earlier._count = self._events, self._struck, self._within(position)
        earlier._held, earlier._places, earlier._apart = {0: EMPTY}, [0], _APART
        earlier._begin(None, self._whole_at(earlier._count))
        earlier._hidden_now = self._hidden_now
        return earlier

    # boards

    def board_at(self, position: int) -> Board:
        """Return the board as everybody could see it when so many events had happened."""
        position = self._within(position)
        if (told := _looked_up(self._told, position)) is not None:
            return told
        whole = self._whole_at(position)
        told = self._redactions.board(whole, NOBODY)
        if self._hidden_now:
            told = self._redactions.without(told, whole, self._hidden_now)
        _put(self._told, position, told, self._most_lately)
        return told

    def event(self, position: int) -> Event:
        """Return one event, 1 for the first, as everybody could hear of it then.

        Raises:
            IndexError: when there is none.
        """
        if not 1 <= position <= self._count:
            raise IndexError(f"there is no event {position}")
        event = self._events[position - 1]
        whole = self._whole_at(position)
        kept = self._redactions.kept_from(whole, NOBODY) | (self._hidden_now & whole.records.keys())
        return blanked(event, whole, kept) if kept else event

    def moment(self, position: int, now: int | None = None) -> Moment:
        """Return how everything stood behind an event: as it happened, or at a later moment before the next one."""
        position = self._within(position)
        board = self.board_at(position)
        at = max(board.last, now or 0)
        return Moment(
            position,
            at,
            board,
            self.event(position) if position else None,
            board.meeting_at(at),
            asked(board, at) if board.meeting_at(at) else None,
        )

    def time_of(self, position: int) -> int:
        """Return when an event happened, UTC milliseconds; at position 0 when the first did."""
        if not self._count:
            return 0
        return self._events[min(max(position, 1), self._count) - 1].t

    def position_at(self, moment: int) -> int:
        """Return how many events had happened by a moment, UTC milliseconds."""
        return bisect_right(self._events, moment, hi=self._count, key=lambda event: event.t)

    def between(self, after: int, upto: int) -> Sequence[Event]:
        """Return events without the words of what was struck out, for who looks for something in them.

        What was written quietly is in them: no word of it is to be told by anything but `event` and `board_at`.
        """
        return self._events[max(0, after) : min(upto, self._count)]

    def public(self) -> Sequence[Event]:
        """Return all events as they may be given away: without a word of what was struck out, or is hidden now."""
        kept = self._redactions.kept_from(self._last, NOBODY) | (self._hidden_now & self._last.records.keys())
        events = self._events[: self._count]
        return [blanked(event, self._last, kept) for event in events] if kept else events

    def prepare(self, upto: int | None = None) -> None:
        """Hold boards on the way to a position, so that looking anywhere before it is quick; to the end without one.

        A long log is prepared in slices, behind what is on the screen: `prepared` says how far it has come.
        """
        end = self._count if upto is None else self._within(upto)
        at = self._gap()
        board = self._held[at]
        while end - at > self._apart:
            place = at - at % self._apart + self._apart
            held = self._held.get(place)
            board = fold(board, self._events[at:place]) if held is None else held
            self._hold(place, board)
            at = place

    @property
    def prepared(self) -> int:
        """Return up to where looking anywhere is quick."""
        return min(self._count, self._gap() + self._apart)

    def _gap(self) -> int:
        """Return the last place up to which no two boards that are held are too far from each other."""
        following = zip(self._places, self._places[1:], strict=False)
        return next((place for place, other in following if other - place > self._apart), self._places[-1])

    def _within(self, position: int) -> int:
        return max(0, min(position, self._count))

    def _whole_at(self, position: int) -> Board:
        """Return the board with all that was on it."""
        if position == self._count:
            return self._last
        if (known := _looked_up(self._lately, position)) is not None:
            return known
        at = self._places[bisect_right(self._places, position) - 1]
        board = self._held[at]
        near = max((other for other in self._lately if at < other < position), default=None)
        if near is not None:
            at, board = near, _looked_up(self._lately, near) or board
        if position - at > self._apart:
            # In one go: who wants to be there is not made to wait for all that lies on the way.
            place = position - position % self._apart
            board = fold(board, self._events[at:place])
            self._hold(place, board)
            at = place
        if position - at > 2 * _BACK:
            board = fold(board, self._events[at : position - _BACK])
            at = position - _BACK
            _put(self._lately, at, board, self._most_lately)
        board = fold(board, self._events[at:position])
        _put(self._lately, position, board, self._most_lately)
        return board

    def _hold(self, at: int, board: Board) -> None:
        if at in self._held:
            return
        self._held[at] = board
        insort(self._places, at)
        if len(self._places) > _MOST_HELD:
            self._apart *= 2
            for place in [place for place in self._places if place % self._apart]:
                del self._held[place]
                self._places.remove(place)


def _looked_up(boards: dict[int, Board], position: int) -> Board | None:
    """Return a board that is held, which is now the one that was looked at last."""
    board = boards.pop(position, None)
    if board is not None:
        boards[position] = board
    return board


def _put(boards: dict[int, Board], position: int, board: Board, most: int) -> None:
    """Hold a board among those that were looked at last."""
    while len(boards) >= most:
        del boards[next(iter(boards))]
    boards[position] = board
