"""The live room: a room on one worker thread, and everyone who watches it told on the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVarTuple

from cofacil.board.commands.base import Command
from cofacil.board.errors import NotSaved, Refusal, Trouble
from cofacil.board.events import Event
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.notice import Notice
from cofacil.board.quiet import hidden
from cofacil.board.redaction import NOBODY, Redactions, redacted_events
from cofacil.room.few_at_a_time import BEFORE, FewAtATime
from cofacil.room.log import Log
from cofacil.room.presence import Presence
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat

Arguments = TypeVarTuple("Arguments")
Hears = Callable[[News], None]
"""Called with what is new on the board."""
HearsTrouble = Callable[[Trouble | None], None]
"""Called with why the log cannot be read, and with None once it can be again."""
READ_AGAIN = 1.0
"""Seconds between two tries to read what could not be read."""
_AT_ONCE = 2048
"""Events that are read in one go of what was: nobody waits longer for what they ask meanwhile."""

Seats = Callable[[], Seat]
"""Returns the seat from which somebody looks, as it is now."""


class Subscriber:
    """Somebody who is told of every change, and what they have not been told yet."""

    __slots__ = ("_seen", "hears", "hears_trouble", "is_behind", "untold")

    def __init__(
        self, hears: Hears, hears_trouble: HearsTrouble | None, seen: Callable[[News], News], *, is_behind: bool
    ) -> None:
        self.is_behind = is_behind
        """Whether they are told behind all others."""
        self.hears = hears
        self.hears_trouble = hears_trouble
        self._seen = seen
        """Returns news as they may see it, at the moment that they are told."""
        self.untold: News | None = None

    def untold_then(self, news: News) -> News:
        """Return what they have not been told yet together with something newer."""
        return news if self.untold is None else self.untold.then(news)

    def tell(self) -> None:
        """Tell them what they have not been told yet, if anything."""
        news, self.untold = self.untold, None
        if news is not None:
            self.hears(self._seen(news))


class LiveRoom:
    """Owns the one thread that touches the log; answers the asker, and tells every subscriber.

    It is the door that hidden words do not go through: whoever looks is given the board, and what happened, as their seat may
    see it. Nothing else of a room is handed out.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="room")
        self._loop = asyncio.get_running_loop()
        self._subscribers: list[Subscriber] = []
        self._telling = FewAtATime()
        self._trouble: Trouble | None = None
        self._read_again: asyncio.TimerHandle | None = None
        self._stop_watching: Callable[[], None] | None = None
        self._is_closed = False
        self.presence = Presence()
        self.practice = room.practice
        """The deck, and the plans that a meeting can be gone through by."""
        self.is_kept = bool(room.log.description)
        """Whether the board is kept anywhere."""
        self.now = room.clock.now
        """Returns UTC milliseconds, by the room's own clock."""
        self.new_id = room.clock.new_id
        """Returns a new ULID for something that a command will make."""
        self._whole: Board = room.board
        """The board as it was last told, with all that is on it."""
        self._redactions = Redactions()
        self.presence.clock = self.now
        self.presence.left.meeting = lambda: self._whole.meeting.id if self._whole.meeting is not None else ""

    @property
    def board(self) -> Board:
        """Return the board as it was last told, with what everybody may see of it."""
        return self.board_for(None)

    def board_for(self, seat: Seat | None) -> Board:
        """Return the board as it was last told, as a seat may see it; None is nobody's. Equal seats share one object."""
        return self._redactions.board(self._whole, _who(seat, self._whole))

    @property
    def hidden_writers(self) -> frozenset[str]:
        """Return the names of those whose words are hidden now: whoever takes one of them would be shown the words."""
        return frozenset(self._whole.name_of(record.by) for record in hidden(self._whole) if record.by)

    @property
    def is_writable(self) -> bool:
        return self._room.log.is_writable

    @property
    def why_not_writable(self) -> Notice | None:
        """Return why it can only be looked at here, and what can be done about it; None where it can be written to."""
        return self._room.log.why_not_writable

    @property
    def name(self) -> str:
        """Return what the board is called among others, short enough to type; "" where it is kept nowhere."""
        return self._room.log.name

    @property
    def description(self) -> str:
        """Return where the board is kept, as people write it; "" where it is kept nowhere."""
        return self._room.log.description

    @property
    def board_id(self) -> str:
        return self._room.log.board_id

    async def open(self) -> Board:
        """Begin to notice other processes, and read the log: nothing is written unnoticed in between."""
        self._stop_watching = self._room.log.changes(self._soon_pull)
        await self._loop.run_in_executor(self._open_worker(), self._pull)
        return self.board

    async def submit(self, seat: Seat, *commands: Command, asker: Hears | None = None) -> News:
        """Let commands be decided and kept, one after the other; who stops waiting does not stop them.

        Everyone who subscribed is told, `asker` aside, who is answered here: with everything they have not been told yet.
        Where one is refused, those before it are kept all the same, and the asker is told of them like everybody.

        Raises:
            Trouble: one of them was not; it is for the person who asked.
        """
        # What counts is what they may do now, whatever their window has heard of it.
        seat = self.presence.standing.now(seat)
        answer: asyncio.Future[News] = self._loop.create_future()
        keeping = self._open_worker().submit(self._keep, seat, commands)
        keeping.add_done_callback(lambda kept: self._on_loop(self._answer, kept, answer, asker))
        return self._seen_by(seat, await answer)

    def note_screen(self, seat: Seat, *, is_there: bool) -> None:
        """Note that who joined from another computer has left their screen, or is back; nobody waits for that.

        Whoever has another window open is still there; who was put out is not, wherever they are written down as here.
        """
        if not seat.is_elsewhere or self._is_closed or (not is_there and seat.name in self.presence.now().by_screen):
            return
        from cofacil.board.commands.people import AtScreen  # noqa: PLC0415  # start-up time

        # It is the room that notes it: who was put out, or let only watch meanwhile, has gone as well. Who is back only to
        # watch is noted where they are written down as here: they are not in the hall, as it may stand there.
        if not is_there or seat.who(self.board).person in self.board.here:
            seat = seat._replace(role=Role.PARTICIPANT)
        is_out = not is_there and self.presence.standing.is_out(seat)
        self._worker.submit(self._note_quietly, seat, AtScreen(is_there, is_out))

    async def happened(self) -> tuple[Event, ...]:
        """Return all that has happened, without what is written quietly now.

        Raises:
            Trouble: it cannot be read.
        """
        return await self._loop.run_in_executor(self._open_worker(), self._read_all)

    async def last_done(self, seat: Seat) -> Event | None:
        return await self._loop.run_in_executor(self._open_worker(), self._look_up, self._room.last_done, seat)

    async def last_undone(self, seat: Seat) -> Event | None:
        return await self._loop.run_in_executor(self._open_worker(), self._look_up, self._room.last_undone, seat)

    async def last_staying(self, seat: Seat) -> Event | None:
        return await self._loop.run_in_executor(self._open_worker(), self._look_up, self._room.last_staying, seat)

    async def history(self, after: int) -> list[Event]:
        """Return what has happened behind a position, with every word of it: for a `Replay`, and nothing else.

        That takes out at each moment what was hidden then. What others ask meanwhile comes in between.

        Raises:
            Trouble: the log cannot be read.
        """
        events: list[Event] = []
        while after + len(events) < self._whole.position:
            start = after + len(events)
            upto = min(start + _AT_ONCE, self._whole.position)
            found = await self._loop.run_in_executor(self._open_worker(), self._room.log.history, start, upto)
            if not found:
                break
            events += found
        return events

    def subscribe(
        self,
        hears: Hears,
        hears_trouble: HearsTrouble | None = None,
        seat: Seats | None = None,
        *,
        is_behind: bool = False,
    ) -> Callable[[], None]:
        """Call `hears` on the event loop after every change, `hears_trouble` when others' changes cannot be read.

        What is told is what `seat` may see; without one, what everybody may. Who `is_behind` is told behind all others.

        Returns:
            what ends that.
        """
        subscriber = Subscriber(
            hears, hears_trouble, lambda news: self._seen_by(seat() if seat else None, news), is_behind=is_behind
        )
        self._subscribers.append(subscriber)
        if hears_trouble and self._trouble:
            hears_trouble(self._trouble)

        def leave() -> None:
            self._telling.drop(subscriber.tell)
            with suppress(ValueError):
                self._subscribers.remove(subscriber)

        return leave

    async def go_on_in(self, make: Callable[[Log], Log]) -> None:
        """Go on in another log that holds the same events, made of the present one; everybody stays where they are.

        Raises:
            Trouble: it could not be made; the room goes on as it was.
        """
        if self._stop_watching:
            self._stop_watching()
        try:
            await self._loop.run_in_executor(self._open_worker(), self._exchange, make)
        finally:
            self._stop_watching = self._room.log.changes(self._soon_pull)
            self._soon_pull()

    async def close(self) -> None:
        """Let go of the log, behind whatever is still being kept."""
        if self._is_closed:
            return
        if self._stop_watching:
            self._stop_watching()
        if self._read_again:
            self._read_again.cancel()
        self._is_closed = True
        self.presence.close()
        await asyncio.shield(self._loop.run_in_executor(self._worker, self._room.log.close))
        self._worker.shutdown(wait=False)

    def _open_worker(self) -> ThreadPoolExecutor:
        if self._is_closed:
            raise NotSaved("room-closed")
        return self._worker

    def _on_loop(self, function: Callable[[*Arguments], object], *arguments: *Arguments) -> None:
        """Let the event loop do something; where it has ended, nobody waits for that any more."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(function, *arguments)

    # on the worker

    def _keep(self, seat: Seat, commands: Sequence[Command]) -> News:
        """Let commands be decided and kept; where one fails, everyone is told of those before it."""
        news = News(self._room.board, (), self._room.board.position)
        try:
            for command in commands:
                news = news.then(self._room.do(seat, command))
        except BaseException:
            if news.events:
                self._on_loop(self._publish, news)
            raise
        return news

    def _exchange(self, make: Callable[[Log], Log]) -> None:
        before, after = self._room.log, make(self._room.log)
        after.read(0)
        self._room.log = after
        before.close()

    def _read_all(self) -> tuple[Event, ...]:
        events = self._room.log.read(0)
        self._pull()  # what the log has handed out, the room has to know
        return redacted_events(events, self._room.board, NOBODY)

    def _look_up(self, last: Callable[[Seat], Event | None], seat: Seat) -> Event | None:
        """Return something that a seat has done, with what of it they may see: others may have written on since."""
        event, board = last(seat), self._room.board
        return redacted_events([event], board, _who(seat, board))[0] if event else None

    def _pull(self) -> None:
        news = self._room.pull()
        if news.events or self._trouble:
            self._on_loop(self._publish, news)

    def _note_quietly(self, seat: Seat, command: Command) -> None:
        """Keep what no person asked for: where that cannot be, nobody is kept from anything."""
        with suppress(Trouble, OSError):
            self._on_loop(self._publish, self._room.do(seat, command))

    # on the event loop

    def _answer(self, kept: Future[News], answer: asyncio.Future[News], asker: Hears | None) -> None:
        """Give the asker what came of their commands, and let everyone else be told; who waits no more is one of them."""
        error = kept.exception()
        if answer.done():
            if error is None:
                self._publish(kept.result())
        elif error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(self._publish(kept.result(), asker))

    def _publish(self, news: News, asker: Hears | None = None) -> News:
        """Let everyone but the asker be told soon; return what the asker is told at once."""
        self._whole = news.board
        self._publish_trouble(None)
        answer, for_others = news, news._replace(own=())
        for subscriber in self._subscribers:
            if asker is not None and subscriber.hears == asker:
                answer = subscriber.untold_then(news)
                subscriber.untold = None
            elif news.events:
                subscriber.untold = subscriber.untold_then(for_others)
                # What came from elsewhere was asked for by nobody here, who would have to paint first.
                before = BEFORE if asker is not None else 1
                self._telling.call(subscriber.tell, before, is_behind=subscriber.is_behind)
        return answer

    def _seen_by(self, seat: Seat | None, news: News) -> News:
        """Return news as a seat may see them: the same where nothing is hidden from it."""
        who = _who(seat, news.board)
        board = self._redactions.board(news.board, who)
        if board is news.board:
            return news
        events, own = (self._redactions.events(told, news.board, who) for told in (news.events, news.own))
        return News(board, events, news.position, own)

    def _publish_trouble(self, trouble: Trouble | None) -> None:
        """Tell everyone why the log cannot be read, when that is news; try again until it can."""
        if self._read_again:
            self._read_again.cancel()
        self._read_again = (
            self._loop.call_later(READ_AGAIN, self._soon_pull) if trouble and not self._is_closed else None
        )
        if str(trouble) == str(self._trouble):
            return
        self._trouble = trouble
        for subscriber in tuple(self._subscribers):
            if subscriber.hears_trouble:
                subscriber.hears_trouble(trouble)

    def _soon_pull(self) -> None:
        with suppress(RuntimeError):  # the worker has been shut down: we are leaving
            self._worker.submit(self._pull_quietly)

    def _pull_quietly(self) -> None:
        try:
            self._pull()
        except Trouble as trouble:
            self._on_loop(self._publish_trouble, trouble)
        except OSError as error:
            unread = Trouble("board-unread", reason=error)
            self._on_loop(self._publish_trouble, unread)


def _who(seat: Seat | None, board: Board) -> Who:
    """Return who looks from a seat, on a board on which something is hidden: elsewhere all see the same."""
    if seat is None or not board.sealed:
        return NOBODY
    try:
        return seat.who(board)
    except Refusal:  # nobody can have that name, and so nobody has written by it
        return NOBODY
