"""The board on the screen: one widget, which shows a view of it and turns keys into steps. It holds no rule."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext

from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.model import EMPTY, Board
from cofacil.language.happened import tell
from cofacil.room.actions import ACTIONS
from cofacil.room.presence import Attending
from cofacil.room.room import Told
from cofacil.room.seats import Seat
from cofacil.tui.keys import Keymap, Press, plain_key
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.paint.board import Picture, hand_cursor, paint_board
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.foot import typing_cursor
from cofacil.tui.paint.head import head
from cofacil.tui.paint.room_view import paint_room
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.too_small import is_too_small, paint_too_small
from cofacil.tui.typed import Typed, is_typed
from cofacil.tui.view import View
from cofacil.tui.widgets.keeping import Keeping
from cofacil.tui.widgets.leaving import Q_AGAIN, leave_unasked
from cofacil.tui.widgets.pointing import Pointing
from cofacil.tui.widgets.question import Question
from cofacil.tui.widgets.rows_view import RowsView
from cofacil.tui.widgets.ticking import Ticking


class BoardView(RowsView):
    """Shows one board to one person; keys, lines and changes meet here in the order they come."""

    def __init__(
        self, seat: Seat, brush: Brush, keymap: Keymap, clock: Callable[[], int], new_id: Callable[[], str]
    ) -> None:
        super().__init__(id="board")
        self.seat = seat
        self.brush = brush
        self.keymap = keymap
        self.clock = clock
        self.new_id = new_id
        self.board: Board = EMPTY
        self.view = View()
        self.line: Mode | None = None
        self.draft = Typed()
        self.told = ""
        self._answer = ""
        self.is_wall = False
        self.is_kept = True
        self.presence: Callable[[], Attending] = Attending
        """Returns who is connected at this moment."""
        self.looked: Callable[[], None] = _nothing
        """Called whenever the board was painted: others may follow."""
        self.follows_hand = False
        self.picture: Picture | None = None
        self.keeping = Keeping(self)
        self.pointing = Pointing(self)
        self.question = Question(self)
        self.ticking = Ticking(self)

    # what it is told

    def show_board(self, told: Told) -> None:
        """Show the board as it now is; the hand and the scroll stay where they are."""
        if told.position < self.board.position:
            return
        self.board = told.board
        self.view = self.view.settled(self.board)
        if words := tell(told.events, self.board, self.seat.who.person if self.keeping.is_writable else ""):
            self.told = words
        if self.is_wall:
            self.view = self.view.follow(self.board, told.events)
        self.repaint()
        self.ticking.schedule()

    @property
    def attending(self) -> Attending:
        return self.presence()

    def show_presence(self, attending: Attending) -> None:
        """Show who is connected; it never moves anything else."""
        self.told = attending.said or self.told
        self.repaint()

    def say(self, sentence: str) -> None:
        """Say something in the last row, until the next key."""
        self._answer = sentence
        self.repaint()

    # what it shows

    def desk(self) -> Desk:
        """Return what an open line may look at."""
        prompt, attending = self.question.shown, self.attending
        return Desk(
            self.board,
            self.view,
            self.clock(),
            self.seat,
            self.brush,
            *self.size,
            self.new_id,
            prompt=prompt.text if prompt else "",
            prompt_id=prompt.id if prompt else "",
            keys=self.keymap.keys,
            unsaved=self.keeping.unsaved,
            is_kept=self.is_kept,
            guests=len(attending.by_screen) if self.seat.via == "screen" else 0,
            ask=attending.ask_for(self.seat),
            draft=self.draft,
        )

    def scene(self, width: int, height: int) -> Scene:
        """Return everything that the picture depends on."""
        attending = self.attending
        scene = Scene(
            width,
            height,
            self.board,
            self.view,
            self.brush,
            self.clock(),
            self.keymap.keys,
            told=self._answer or self.told,
            trouble=self.keeping.trouble or self.keeping.unread,
            is_writable=self.keeping.is_writable,
            role=self.seat.role,
            is_saving=self.keeping.is_saving,
            is_wall=self.is_wall,
            is_kept=self.is_kept,
            by_screen=attending.by_screen,
            editor=attending.editor_of(self.view.hands[self.view.column - 1], self.seat.name),
            ask=attending.ask_for(self.seat),
            may_ask=self.seat.via == "ssh",
            prompt=self.question.held,
        )
        return self._with_line(scene, self.line) if self.line else scene

    def _with_line(self, scene: Scene, line: Mode) -> Scene:
        desk = self.desk()
        foot = line.foot(desk)
        return scene._replace(
            board=line.board(desk),
            view=line.view(desk),
            # What its last key came to is said until the next key.
            foot=foot._replace(told=self._answer) if self._answer else foot,
            over=line.over(desk),
            over_hand=line.over_hand(desk),
        )

    def paint(self, width: int, height: int) -> Sequence[Strip]:
        if is_too_small(width, height):
            is_typing, is_saved = self.line is not None, not self.keeping.trouble
            return paint_too_small(width, height, self.brush, is_typing=is_typing, is_saved=is_saved)
        scene = self.scene(width, height)
        self.picture = paint_room(scene) if self.view.is_room else paint_board(scene)
        if scene.view is self.view:
            self.view = self.picture.view
        self._scene = scene
        self.looked()
        return self.picture.rows

    def repaint_figures(self) -> None:
        """Paint again what differs from one second to the next."""
        scene = self.scene(*self.size)
        if self.picture is None or self.line is not None or self.view.is_room or scene.is_tight:
            self.repaint()
        else:
            self.repaint_top(head(scene))

    def cursor(self) -> Offset | None:
        hand = hand_cursor(self._scene, self.picture) if self.picture and self.follows_hand else None
        return (typing_cursor(self._scene) if self.picture else None) or hand

    # keys

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self.hand_on(event):
            return
        key = plain_key(event.key, event.character)
        if key.startswith("alt+") and len(key) == 5:
            await self.press(Press("escape"))
            key = key[4:]
            await self.press(Press(key, key))
            return
        is_more_to_come = self.line is not None and event.is_printable and self.message_queue_size
        with self.painted_later() if is_more_to_come else nullcontext():
            await self.press(Press(key, event.character if is_typed(event.character or "\0") else None))

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.line and self.keeping.is_saving:
            self.keeping.hold(lambda: self.on_paste(event))
        elif self.line:
            await self.take(self.line.paste(event.text, self.desk()))
        elif not self.is_wall:
            self.say(f"Nothing was pasted: no line is open. {self.keymap.keys['add']} opens one.")

    async def press(self, press: Press) -> None:
        """Let a key do what it does here."""
        before, self._answer = self._answer, ""
        if self.is_wall or is_too_small(*self.size):
            is_again = before == Q_AGAIN or not self.is_wall
            leave_unasked(self, press, is_again=is_again, is_saved=not self.keeping.trouble)
            return
        if self.line and self.keeping.is_saving:
            self.keeping.hold(lambda: self.press(press))
        elif self.line:
            if before:
                self.repaint()
            self.keeping.forget_line()
            await self.take(self.line.press(press, self.desk()))
        elif (looking := self.view.look(self.board, press.key)) is not None:
            self.view = looking
            self.repaint()
        else:
            await self.run(self.keymap.action(press.key) or "")

    async def run(self, action: str) -> None:
        """Do an action by its name, as help does."""
        from cofacil.tui.modes.opening import open_line  # noqa: PLC0415  # start-up time: the app fetches it behind the first frame

        if action in {"room_view", "wide"}:
            self.view = self.view.switched(action, self.size.width)
            self.say("" if action != "wide" or self.size.width >= 100 else "One column is all there is at this width.")
            return
        done = ACTIONS.get(action)
        if done is None:
            return
        if done.needs_hand and self.view.in_hand(self.board) is None:
            self.say("Nothing is in hand: this column is empty.")
            return
        if why_not := self.keeping.why_not(done, self.seat, self.keymap.keys["ask_to_write"]):
            self.say(why_not)
            return
        if action in {"undo", "redo"}:
            await self.take(await self.keeping.turning(is_redo=action == "redo"))
            return
        self.line_opens()
        await self.take(open_line(done, self.desk()))

    async def take(self, step: Step | None) -> None:
        """Take a step: show its line, ask for its commands, go on with what comes of them."""
        if step is None:
            return
        if self.line is None and step.line is not None:
            self.line_opens()
        self.line = step.line
        self.draft = self.draft if step.draft is None else step.draft
        if step.line is None:
            self.keeping.line_closed()
        if step.view is not None:
            self.view = step.view.settled(step.line.board(self.desk()) if step.line else self.board)
        if step.told is not None:
            self._answer = step.told
        for message in step.post:
            await self.ask_app(message)
        if step.commands:
            with self.painted_once():
                await self.keeping.keep(step)
        else:
            self.repaint()

    def line_opens(self) -> None:
        """Hold the question on the wall: it never turns while a line is open."""
        if self.line is None:
            self._answer = ""
            self.question.hold()

    # time, and the mouse

    def on_mount(self) -> None:
        self.ticking.schedule()

    def on_unmount(self) -> None:
        self.ticking.stop()
        self.keeping.stop()

    async def on_mouse_down(self, event: events.MouseDown) -> None:
        await self.pointing.down(event)

    async def on_mouse_up(self, event: events.MouseUp) -> None:
        await self.pointing.up(event)

    def on_mouse_scroll_down(self) -> None:
        self.pointing.wheel(1)

    def on_mouse_scroll_up(self) -> None:
        self.pointing.wheel(-1)


def _nothing() -> None:
    """Do nothing."""
