"""The board's interaction without a screen: what keys, pastes, others and time make of what one person sees.

It holds where they look, the mode that is open and what is not saved yet; it asks the room by one call, and hears once.
`BoardView` puts it on a terminal; tests drive it as it is.
"""

import asyncio
from collections.abc import Awaitable, Callable
from operator import is_

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.board.model import EMPTY, Board
from cofacil.board.prompts import Prompt
from cofacil.board.timer import MINUTE, TimerState
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.attending import Attending
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.tui.bursts import burst_words, is_line_open, unbound_words
from cofacil.tui.file_gone import only_here
from cofacil.tui.just_said import JustSaid
from cofacil.tui.keys import Keymap, Press
from cofacil.tui.laid_desk import lay_desk
from cofacil.tui.laid_scene import lay_scene
from cofacil.tui.last_row import LastRow, Moment, Said, answer, happened, while_time_is_up
from cofacil.tui.left_lines import LeftLines
from cofacil.tui.modes.mode import Desk, Leave, LookUp, Mode, Step, closed
from cofacil.tui.outside import RoomPort, WindowPort
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.too_small import is_too_small
from cofacil.tui.quiet_page import action_on_page, is_on_page, look_around, past_words
from cofacil.tui.unsaved import Unsaved
from cofacil.tui.view import View
from cofacil.tui.wall_prompt import WallPrompt

PATIENCE = 0.25
"""Seconds that keys are held for an answer; behind that the last row says *saving*, and keys go on."""

_NOBODY = Attending()


class Session:
    """One person at one board."""

    board: Board = EMPTY
    view = View()
    mode: Mode | None = None
    last_row = LastRow()
    """What was said last, and what ends it."""
    waits = ""
    """What is to be said of words that waited here."""
    unread = ""
    """Why the board cannot be read any more, "" while it can."""
    only_here = 0
    """How many changes are on the screen and in no file that is known."""
    is_wall = False
    is_kept = True
    is_saving = False
    size = (0, 0)
    """Columns and rows of the window."""
    picture: Picture | None = None
    """What was painted last."""
    just_said = JustSaid()
    """What was kept last from here."""
    is_following = False
    """Whether this person follows another, wherever that one looks."""
    _is_behind = False
    """Whether a step has begun while something was open here: its column is gone to behind that."""
    _asks_to_leave = False
    """Whether one more q closes a window that has no row to ask in."""
    _seen: tuple[object, ...] = ()
    _timer = TimerState.OFF
    _desk: tuple[tuple[object, ...], tuple[object, ...], Desk] | None = None

    def __init__(self, seat: Seat, brush: Brush, keymap: Keymap, room: RoomPort, window: WindowPort) -> None:
        self.seat = seat
        self.brush = brush
        self.keymap = keymap
        self.attending: Callable[[], Attending] = lambda: _NOBODY
        """Returns who is connected at this moment."""
        self.unsaved = Unsaved()
        self._wall_prompt = WallPrompt()
        self.lines = LeftLines(keymap.keys, lambda: (self.mode, (*self.unsaved.steps, *self._pending.values())))
        """What was typed here and is not kept."""
        self.clock = room.now
        self.new_id = room.new_id
        self._room = room
        self._window = window
        self._now = room.now()
        self._pending: dict[asyncio.Future[News], Step] = {}
        """What the room has not answered yet."""
        self._held: list[Callable[[], Awaitable[None]]] = []
        """What was typed while a mode was being saved: it waits until that has made room for it."""

    # what it is told

    def hear(self, news: News) -> None:
        """Show the board as it now is; the hand and the scroll stay where they are. An older one is never shown."""
        if news.position <= self.board.position:
            return
        self._take_board(news)
        self._show()

    def hear_presence(self, said: str) -> None:
        """Show who is connected; it never moves anything else, but a question that somebody else has answered goes."""
        self._now = self.clock()
        if self.mode is not None and self.mode.is_past(self.desk()):
            self._open(closed())
        self.say(happened(said, self._now))

    def hear_trouble(self, trouble: Trouble | None) -> None:
        """Say why what others do is not seen any more; None once it is again."""
        self.unread, self.only_here = worded(trouble) if trouble else "", only_here(trouble, self.board)
        if not trouble and self.unsaved.why is not None:
            self._window.soon(self._try_all)
        self._show()

    def say(self, said: Said | str) -> None:
        """Say something in the last row; what is only words is what a key came to."""
        self.last_row = self.last_row.say(answer(said) if isinstance(said, str) else said, self.clock())
        self._show()

    @property
    def moment(self) -> Moment:
        """Return how things are, which a sentence is held against."""
        return Moment(self.board, self.attending(), self._now)

    @property
    def sentence(self) -> str:
        """Return what is said now."""
        return self.last_row.words(self.moment, is_held=self.mode is not None or self._asks_to_leave)

    @property
    def may_write(self) -> bool:
        return self.seat.role is not Role.VIEWER

    # what it shows

    def desk(self) -> Desk:
        """Return what a mode may look at; the same as long as nothing of it has changed."""
        attending, last = self.attending(), self._desk
        parts = (self.board, self.view, self.seat, self.brush, self.lines.left, attending)
        moment = (self._now, self.size, self.unsaved.count, self.lines.trouble, self.unread)
        if last is not None and all(map(is_, parts, last[0])) and moment == last[1]:
            return last[2]
        desk = lay_desk(self, self._prompt())
        self._desk = (parts, moment, desk)
        return desk

    def scene(self) -> Scene:
        """Return everything that the picture depends on."""
        return lay_scene(self, self._prompt(), is_fresh=self.just_said.is_fresh(self._now))

    def painted(self, picture: Picture) -> None:
        """Take notice of what was painted: where columns begin now, and what is seen of them."""
        self.picture = picture
        if self.mode is None or picture.view._replace(tops=self.view.tops) == self.view:
            self.view = picture.view

    @property
    def prompt(self) -> str:
        """Return the question that is on the wall, "" while there is none."""
        return prompt.text if (prompt := self._prompt()) else ""

    # keys

    async def press(self, press: Press) -> None:
        """Let a key do what it does here."""
        if press.is_burst and not is_line_open(self.mode, self.desk()) and not self.is_saving:
            self._refuse_burst()
            return
        before, self.last_row = self.last_row, self.last_row.at_key()
        self._now = self.clock()
        if self.is_wall or is_too_small(*self.size):
            await self._leave_unasked(press)
        elif self.mode and self.is_saving:
            self._held.append(lambda: self.press(press))
        elif (
            not await (self._press_mode(self.mode, press) if self.mode else self._press_board(press))
            and before != self.last_row
        ):
            self._show()

    async def _press_mode(self, mode: Mode, press: Press) -> bool:
        """Let a key do what it does in a mode; say whether it did anything."""
        if self.unsaved.holds(mode):
            return await self._press_waiting(mode, press)
        return await self._take(self.lines.leave(mode, mode.press(press, self.desk()), may_write=self.may_write))

    async def _press_waiting(self, mode: Mode, press: Press) -> bool:
        """Let a key do what it does in a line that waits to be saved: nothing that is typed joins that."""
        if press.key == "enter":
            await self._try_all()
        elif press.key == "escape":
            await self._take(closed())
        elif press.character and mode.next_line is not None:
            return await self._take(mode.next_line.press(press, self.desk()))
        else:
            return False
        return True

    async def _press_board(self, press: Press) -> bool:
        """Let a key do what it does where no mode is open; say whether it did anything."""
        page = (self.board, self.view, press.key, self._now)
        if (looking := look_around(*page)) is not None:
            self.last_row = self.last_row.say(answer(past_words(self.view, looking)), self._now)
            self.look(looking)
        elif action := self.keymap.action(press.key) or action_on_page(*page):
            await self.run(action)
        elif words := unbound_words(press, self.keymap.keys, self.seat.role):
            self.last_row = self.last_row.say(answer(words), self._now)
            self._show()
        else:
            return False
        return True

    async def paste(self, text: str) -> None:
        """Let a paste do what it does here."""
        self._now = self.clock()
        if self.mode and self.is_saving:
            self._held.append(lambda: self.paste(text))
        elif self.mode and (mode := self.mode.next_line if self.unsaved.holds(self.mode) else self.mode):
            await self._take(mode.paste(text, self.desk()))
        elif not self.mode and not self.is_wall and self.may_write:
            self.say(_("Nothing was pasted: no line is open. {key} opens one.", key=self.keymap.keys["add"]))
        else:
            self._refuse_burst()

    def _refuse_burst(self) -> None:
        if not self.is_wall:
            said = burst_words(self.mode, self.keymap.keys, may_write=self.may_write)
            if self.mode is not None and self.mode.is_question:
                self._open(closed())  # an Enter behind them is no answer either
            if said != self.sentence:
                self.say(said)

    async def run(self, action: str) -> None:
        """Do an action by its name, as help does."""
        from cofacil.tui.router import step_for  # noqa: PLC0415  # start-up time: the app fetches it behind the first frame

        self.last_row = self.last_row.at_key()
        self._hold_prompt()
        await self._take(step_for(action, self.desk()))

    async def take(self, step: Step) -> None:
        """Take a step that comes from elsewhere: a card that was dragged."""
        self._now = self.clock()
        await self._take(step)

    def look(self, view: View) -> None:
        """Look elsewhere."""
        self.view = view
        self._show()

    # time

    def tick(self) -> bool:
        """Take notice that time has passed; say whether only the figures at the top can differ by it."""
        before, self._now = self._now, self.clock()
        is_whole = self.mode is not None or self.view.is_room or self.last_row.turns_in(before) is not None
        is_whole = is_whole or self.just_said.is_fresh(before) or is_on_page(self.board, self.view, before)
        return not is_whole and before // MINUTE == self._now // MINUTE

    def say_time_is_up(self) -> None:
        """Say once that the timer has reached zero."""
        before, self._timer = self._timer, self.board.timer.state(self.clock())
        if before is TimerState.RUNNING and self._timer is TimerState.TIME:
            self.say(while_time_is_up(_("Time. Finish what you are saying.")))

    def next_tick(self) -> int:
        """Return milliseconds until something differs by time alone: each second while the timer runs, else each minute."""
        now = self.clock()
        changes = (self.board.timer.next_change(now), self.last_row.turns_in(now), self.just_said.left(now))
        return min((MINUTE - now % MINUTE, *filter(None, changes)))

    def stop(self) -> None:
        """Wait for no answer any more: the window has gone; what was asked for is kept all the same."""
        for pending in self._pending:
            pending.cancel()

    # what comes of a step

    async def _take(self, step: Step | None) -> bool:
        """Take a step: show its mode, ask for its commands, go on with what comes of them; say whether there was one."""
        if step is None:
            return False
        self._open(step)
        for errand in step.errands:
            await self._window.run(errand)
        if self.is_saving and (step.look_up is not None or step.commands):
            self.say(_("One moment: the last one is still being saved."))
        elif step.look_up is not None:
            await self._look_up(step.look_up)
        elif step.commands:
            await self._keep(step)
        else:
            self._show()
        if step.pressed is not None:
            before = self.last_row
            await self._press_board(step.pressed)
            self.say(self.last_row.behind(step.sentence or "", before))
        return True

    def _open(self, step: Step) -> None:
        """Show a step's mode, what it says, and where it looks."""
        is_opening = self.mode is None and step.mode is not None
        if is_opening:
            self._hold_prompt()
        if (self.mode is None) != (step.mode is None):
            self._desk = None  # what is asked on the wall is held while a mode is open
            self.just_said = self.just_said if self.just_said.is_fresh(self._now) else JustSaid()
        sentence = self.lines.take_up(step.mode) if self.mode is None or self.mode.is_question else None
        self.mode = step.mode
        if step.drop is not None:
            self.lines.drop(step.drop)
        self._look_as(step)
        if is_opening and step.mode and step.mode.foot(self.desk()).sentence is not None:
            self.last_row = self.last_row.covered()
        if (sentence := step.sentence if step.sentence is not None else sentence) is not None:
            self.last_row = self.last_row.at_key().say(answer(sentence), self._now)

    def _look_as(self, step: Step) -> None:
        """Look where a step looks; where it closes what was open, at a step of the meeting that has begun meanwhile."""
        if step.view is not None:
            self.view = step.view.settled(step.mode.board(self.desk()) if step.mode else self.board)
        elif self._is_behind and step.mode is None and not self.is_following:
            self.view = self.view.at_step(self.board)
        self._is_behind = self._is_behind and step.mode is not None

    async def _look_up(self, look_up: LookUp) -> None:
        try:
            event = await self._room.last(is_redo=look_up.is_redo)
            staying = None if look_up.is_redo else await self._room.staying()
        except Trouble as trouble:
            await self._take(closed(worded(trouble)))
        else:
            await self._take(look_up.found(event, staying, self.desk()))

    async def _keep(self, step: Step) -> None:
        """Ask for a step's commands, behind those that wait to be saved."""
        if self.unsaved.why is None:
            await self._ask_for(step)
        else:
            self.unsaved.put(step)
            await self._try_all()

    async def _ask_for(self, step: Step) -> None:
        """Ask for a step's commands, and take the step that comes of it; one change after the other."""
        pending = asyncio.ensure_future(self._room.submit(*step.commands))
        self._pending[pending] = step
        done, _waiting = await asyncio.wait({pending}, timeout=PATIENCE)
        if done:
            await self._answered(step, pending)
            return
        self.is_saving = True
        self._show()
        pending.add_done_callback(lambda _pending: self._window.soon(lambda: self._answered_late(step, pending)))

    async def _answered_late(self, step: Step, pending: asyncio.Future[News]) -> None:
        self.is_saving = False
        await self._answered(step, pending)
        held, self._held = self._held, []
        for typed in held:
            await typed()

    async def _answered(self, step: Step, pending: asyncio.Future[News]) -> None:
        """Take the step that comes of an answer; a mode that was opened meanwhile stays, with where this person looks."""
        del self._pending[pending]
        try:
            news = pending.result()
        except Refusal as refusal:
            self.unsaved.done(step)
            is_open = self.mode is step.mode
            if not is_open:
                self.lines.put_back(step.mode)
            following = step.refused(refusal, self.desk()) if step.refused and is_open else None
            if following is None:
                self.say(worded(refusal))
                return
        except Trouble as trouble:
            self._not_saved(step, trouble)
            return
        else:
            self.unsaved.done(step)
            self.lines.changed(is_soon=True)
            self._take_own(news)
            following = step.kept(news, self.desk()) if step.kept else None
        if following is None:
            self._show()
        elif self.mode is not step.mode:
            await self._take(following._replace(mode=self.mode, view=None))
        else:
            await self._take(following)

    def _take_board(self, news: News, *, is_own: bool = False) -> None:
        if news.position < self.board.position:
            return
        from cofacil.language.happened import tell  # noqa: PLC0415  # start-up time, as above

        self._now = self.clock()
        before, self.board = self.board, news.board
        self.view = self.view.settled(self.board)
        self._follow_step(before)
        me = self.seat.who(self.board).person if self.may_write else ""
        undo, redo = (self.keymap.keys[name] for name in ("undo", "redo"))
        words = tell(news.events, self.board, me, undo, redo, self.brush.signs.more)
        self.last_row = self.last_row.say(happened(words, self._now, news.events, is_own=is_own))
        self._window.schedule()

    def _follow_step(self, before: Board) -> None:
        """Look where the step is that has just begun; never while something is open here, which ends first."""
        if self.board.meeting is before.meeting and self.board.steps is before.steps:
            return
        step, last = self.board.step, before.step
        if step is None or (last is not None and (step.id, step.column) == (last.id, last.column)):
            return
        self._is_behind = self.mode is not None
        if self.mode is None and not self.is_following:
            self.view = self.view.at_step(self.board)

    def _take_own(self, news: News) -> None:
        """Show what came of one's own step: what it made is in hand within its column, and turned round."""
        before = self.board
        self._take_board(news, is_own=True)
        if said := JustSaid.of(before, news, self._now, self.mode):
            self.just_said = said
            self.view = self.view.holding(self.board, said.entity)
            self._window.schedule()

    def _not_saved(self, step: Step, trouble: Trouble) -> None:
        self.unsaved.take(step, trouble)
        self._put_off()
        self.lines.changed(is_soon=True)
        self._show()

    def _put_off(self) -> None:
        if self.unsaved.is_to_be_tried():
            self._window.soon(self._try_again, self.unsaved.seconds)

    async def _try_again(self) -> None:
        self._now, self.unsaved.is_due = self.clock(), False
        await self._try_all()

    async def _try_all(self) -> None:
        """Ask for what is not saved, one after the other, as far as it goes and nothing else is being saved."""
        while self.unsaved.steps and not self.is_saving:
            step = self.unsaved.steps[0]
            await self._ask_for(step)
            if self.unsaved.has(step):
                break
        self._put_off()

    # the rest

    def _show(self) -> None:
        """Have everything painted, and others told of what is in hand here where that is another thing now."""
        self._window.repaint()
        if self.last_row.turns_at is not None:
            self._window.schedule()
        self.lines.changed()
        mode, view = self.mode, self.view
        seen = (self.hand, mode.editing if mode else "", mode is None, view.column, view.is_room, view.is_wide)
        if seen != self._seen:
            self._seen = seen
            self._window.looked()

    @property
    def is_all_kept(self) -> bool:
        """Say whether everything that was typed and asked for here is on the board."""
        return self.unsaved.why is None and not self.lines.left and not self.unread

    @property
    def hand(self) -> EntityId:
        """Return what is in hand, "" for nothing."""
        return self.view.hands[self.view.column - 1]

    def _hold_prompt(self) -> None:
        """Hold the question on the wall: it never turns while a mode is open."""
        if self.mode is None:
            self._wall_prompt.hold(self.board, self._now)

    def _prompt(self) -> Prompt | None:
        return self._wall_prompt.now(self.board, self._now, is_held=self.mode is not None)

    async def _leave_unasked(self, press: Press) -> None:
        """Leave where there is no row to ask in: at a second press on the wall; never what is not saved, or a line that waits."""
        is_again, self._asks_to_leave = self._asks_to_leave or not self.is_wall, False
        is_safe = self.is_wall or self.is_all_kept
        if self.keymap.action(press.key) != "leave" or self.mode is not None or not is_safe:
            self._show()
        elif is_again:
            await self._window.run(Leave())
        else:
            self._asks_to_leave = True
            self.say(_("{key} again closes this window. The board is kept.", key=self.keymap.keys["leave"]))
