"""Having changes kept: asking, waiting a moment, saying when it is not saved, and trying again."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.events import Event
from cofacil.board.kinds import Role
from cofacil.board.records import Absence, Card
from cofacil.language.happened import undo_words
from cofacil.language.worded import worded
from cofacil.room.actions import Action
from cofacil.room.room import Told
from cofacil.room.seats import Seat
from cofacil.tui.messages import ChangeRequested, LastDoneRequested
from cofacil.tui.modes.mode import Desk, Step, closed
from cofacil.tui.widgets.showing import Showing

Answer = TypeVar("Answer")
PATIENCE = 0.25
"""Seconds that keys are held for an answer; behind that the last row says *saving*, and keys go on."""
TRY_AGAIN = 5.0
"""Seconds between two tries to save what could not be saved."""
LONG_AGO = 120_000
"""Milliseconds behind which an undo asks first."""


class Keeping:
    """The board view's way to the room; one change after the other, in the order they were asked for."""

    def __init__(self, view: Showing) -> None:
        self._view = view
        self.trouble = ""
        self.unread = ""
        """Why the board cannot be read any more, "" while it can."""
        self._why = ""
        self.is_saving = False
        self.is_writable = True
        self._pending: set[asyncio.Future[Coroutine[Any, Any, None]]] = set()
        self._again: list[Step] = []
        self._held: list[Callable[[], Awaitable[None]]] = []
        self._timer_runs = False

    @property
    def unsaved(self) -> int:
        """Return how many changes wait to be tried again."""
        return max(1, len(self._again)) if self.trouble else 0

    def why_not(self, action: Action, seat: Seat, asks: str) -> str:
        """Return why somebody cannot do something here, "" where they can; `asks` is the key that asks to write."""
        if action.is_for(seat.role) and (self.is_writable or action.role is Role.VIEWER):
            return ""
        if seat.role is Role.VIEWER:
            return f"You are watching. {f'{asks} asks to write.' if seat.via == 'ssh' else 'Nothing is written from here.'}"
        return "You can write already." if action.only else "That is for those who facilitate. Say it, and they will."

    def say_unread(self, trouble: Trouble | None) -> None:
        """Say why what others do is not seen any more; None once it is again."""
        self.unread = worded(trouble) if trouble else ""
        self._view.repaint()

    async def keep(self, step: Step) -> None:
        """Ask for a step's commands, and take the step that comes of it."""
        if self.is_saving:
            self._view.say("One moment: the last one is still being saved.")
            return
        keeping = asyncio.ensure_future(self._kept(step))
        self._pending.add(keeping)
        done, _ = await asyncio.wait({keeping}, timeout=PATIENCE)
        if done:
            self._pending.discard(keeping)
            await keeping.result()
            return
        self.is_saving = True
        self._view.repaint()
        keeping.add_done_callback(lambda ended: self._view.call_later(self._late, ended))

    def stop(self) -> None:
        """Wait for no answer any more: the window has gone; what was asked for is kept all the same."""
        for keeping in self._pending:
            keeping.add_done_callback(_drop)
            keeping.cancel()

    def hold(self, typed: Callable[[], Awaitable[None]]) -> None:
        """Let what is typed into a line wait until the line that is being saved has made room for it."""
        self._held.append(typed)

    def forget_line(self) -> None:
        """Try a line's step no more by itself once somebody types on: Enter asks for it anew."""
        waiting = [step for step in self._again if step.line is None]
        if len(waiting) < len(self._again):
            self.trouble = f"{self._why} Enter tries again."
        self._again = waiting

    def line_closed(self) -> None:
        """Say no more of what is not saved: whoever closed the line wanted it no longer."""
        if not self._again:
            self.trouble = ""

    async def turning(self, *, is_redo: bool) -> Step:
        """Return the step that undoes, or puts back, what this person did last; it asks when that is long past."""
        from cofacil.board.commands.undo import PutBack, TurnBack  # noqa: PLC0415  # start-up time
        from cofacil.tui.modes.confirm import Confirm  # noqa: PLC0415  # start-up time

        answer: asyncio.Future[Event | None] = asyncio.get_running_loop().create_future()
        self._view.screen.post_message(LastDoneRequested(is_redo, answer))
        try:
            event = await answer
        except Trouble as trouble:
            return closed(worded(trouble))
        if event is None:
            nothing = (
                "There is nothing to put back." if is_redo else "You have changed nothing yet that could be undone."
            )
            return closed(nothing)
        if is_redo:
            return Step(None, (PutBack(event),), kept=lambda _told, _desk: closed())
        view = self._view
        words = undo_words(event, view.board)

        def undo(_desk: Desk) -> Step:
            return Step(None, (TurnBack(event),), kept=lambda told, _desk: self._undone(told, words))

        if view.clock() - event.t <= LONG_AGO and self._is_seen(event):
            return undo(view.desk())
        return Step(Confirm(f"Undo {words}?", undo, "Enter undo   Esc leave it", "It stays."))

    async def _late(self, ended: "asyncio.Future[Coroutine[Any, Any, None]]") -> None:
        self.is_saving = False
        self._pending.discard(ended)
        await ended.result()
        held, self._held = self._held, []
        for typed in held:
            await typed()

    async def _kept(self, step: Step) -> Coroutine[Any, Any, None]:
        told: Told | None = None
        try:
            for command in step.commands:
                told = await self._ask(command)
        except Trouble as trouble:
            return self._refused(step, trouble)
        return self._settle(step, told)

    async def _ask(self, command: Command) -> Told:
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._view.screen.post_message(ChangeRequested(command, answer))
        return await answer

    async def _settle(self, step: Step, told: Told | None) -> None:
        if self.trouble and not self._again:
            self.trouble = ""
        if told is not None:
            self._view.show_board(Told(told.board, told.own, told.position))
        if step.kept and told is not None:
            await self._go_on(step, step.kept(told, self._view.desk()))

    async def _refused(self, step: Step, trouble: Trouble) -> None:
        view = self._view
        if not isinstance(trouble, Refusal):
            self._why = f"NOT SAVED: {_cause(worded(trouble))}"
            self.trouble = f"{self._why} What you typed is still here, and is tried again every 5 seconds."
            self._again.append(step)
            self._try_later()
            view.repaint()
            return
        if not self._again:
            self.trouble = ""
        following = step.refused(trouble, view.desk()) if step.refused else None
        if following is not None:
            await self._go_on(step, following)
        else:
            view.say(worded(trouble))

    async def _go_on(self, step: Step, following: Step) -> None:
        """Take what comes of a step; a line that was opened meanwhile stays, with where this person looks."""
        opened = self._view.line
        if opened is not step.line:
            following = following._replace(line=opened, view=None)
        await self._view.take(following)

    def _try_later(self) -> None:
        if not self._timer_runs:
            self._timer_runs = True
            self._view.set_timer(TRY_AGAIN, self._try_again)

    async def _try_again(self) -> None:
        self._timer_runs = False
        steps, self._again = self._again, []
        for number, step in enumerate(steps):
            if self.is_saving:
                self._again += steps[number:]
                self._try_later()
                return
            await self.keep(step)

    def _undone(self, told: Told, words: str) -> Step:
        event = told.own[-1] if told.own else None
        subject = self._subject(event) if event else None
        if subject is not None:
            self._view.view = self._view.view.to(told.board, subject)
        return closed(None if event is None or event.clash else f"Undone: {words}. y puts it back.")

    def _subject(self, event: Event) -> str | None:
        return next(iter(_subjects(event)), None)

    def _is_seen(self, event: Event) -> bool:
        """Say whether all that an undo would change is on this screen, or is nothing that stands anywhere."""
        return all(self._is_on_screen(subject) for subject in _subjects(event))

    def _is_on_screen(self, subject: str) -> bool:
        record = self._view.board.records.get(subject)
        if not isinstance(record, Card | Absence) or record.is_gone:
            return True
        picture = self._view.picture
        column = self._view.board.column_of(record)
        shown = picture.shown.get(column) if picture else None
        if shown is None:
            return False
        cards = self._view.view.cards(self._view.board, column)
        return any(0 <= at < len(cards) and cards[at].id == subject for at in set(shown.ends))


def _drop(ended: "asyncio.Future[Coroutine[Any, Any, None]]") -> None:
    """Let go of what would have come of an answer that nobody waits for."""
    if not ended.cancelled() and ended.exception() is None:
        ended.result().close()


def _subjects(event: Event) -> tuple[str, ...]:
    """Return the cards and absences that an event wrote to, each once."""
    return tuple(dict.fromkeys(w.entity for w in event.writes if w.entity.startswith(("card/", "absence/"))))


def _cause(sentence: str) -> str:
    """Return why something was not saved, without saying twice that it was not."""
    return sentence.removeprefix("Not saved: ").removesuffix(" and try again.").rstrip(".") + "."
