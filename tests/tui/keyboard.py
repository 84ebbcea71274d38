"""A person at a board without a screen: a session over a hall, driven key by key."""

import asyncio
from collections.abc import Awaitable

from riverside import ANA, Hall, HallRoom, Looking, Pane
from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.model import Board
from cofacil.board.prompts import Prompt
from cofacil.room.actions import ACTIONS
from cofacil.room.seats import Seat
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Errand, Mode, Step
from cofacil.tui.paint.scene import Foot
from cofacil.tui.view import View

NAMED = {
    "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    "backspace", "delete", "ctrl+u", "ctrl+w",
}  # fmt: skip


class Keyboard:
    """Presses keys, and tells what came of them."""

    def __init__(
        self, hall: Hall, view: View | None = None, seat: Seat = ANA, size: tuple[int, int] = (80, 24)
    ) -> None:
        self.hall = hall
        self.session = Looking(hall, (view or View()).settled(hall.board), *size, seat=seat).session()
        self.room, self.pane = HallRoom(hall, seat), Pane(*size)
        self.session._room, self.session._window = self.room, self.pane
        self.ask("")

    def ask(self, prompt: str) -> "Keyboard":
        """Put a question on the wall, or none."""
        shown = Prompt("", prompt) if prompt else None
        self.session._prompt = lambda: shown  # type: ignore[method-assign]  # the deck is not what is tested here
        self.session._desk = None
        return self

    @property
    def board(self) -> Board:
        self.session.board = self.hall.board
        return self.session.board

    @property
    def view(self) -> View:
        return self.session.view

    @property
    def mode(self) -> Mode | None:
        return self.session.mode

    @property
    def sentence(self) -> str:
        """What the last key came to, "" for nothing that was said."""
        return self.session.last_row.key.words

    @property
    def submitted(self) -> list[Command]:
        return self.room.submitted

    @property
    def errands(self) -> list[Errand]:
        return self.pane.errands

    def desk(self) -> Desk:
        self.session.tick()
        return self.session.desk()

    def open(self, action: str) -> "Keyboard":
        assert action in ACTIONS
        return self._do(self.session.run(action))

    def press(self, *keys: str) -> "Keyboard":
        """Press named keys, and the letters of everything else."""
        for key in keys:
            for one in (key,) if key in NAMED else key:
                assert self.mode is not None, "no mode is open"
                character = None if one in NAMED else one
                self._do(self.session.press(Press(self.session.keymap.plain_key(one, character), character)))
        return self

    def paste(self, text: str) -> "Keyboard":
        assert self.mode is not None
        return self._do(self.session.paste(text))

    def take(self, step: Step) -> "Keyboard":
        return self._do(self.session.take(step))

    def _do(self, work: Awaitable[None]) -> "Keyboard":
        async def done() -> None:
            await work

        self.session.board = self.hall.board
        asyncio.run(done())
        return self

    # what is seen

    @property
    def foot(self) -> Foot:
        assert self.mode is not None
        return self.mode.foot(self.desk())

    @property
    def lead(self) -> str:
        """What stands before what is typed: the sign in its chip, and what is asked for."""
        return " ".join(part for part in (self.foot.sign, self.foot.lead) if part)

    @property
    def typed(self) -> str:
        return self.foot.typed.text if self.foot.typed else ""

    @property
    def readback(self) -> str:
        return self.foot.readback

    @property
    def offered(self) -> list[str]:
        return [f"{offer.shown} {offer.words}".strip() for offer in self.foot.offers]

    @property
    def notice(self) -> str:
        """What the last row says."""
        sentence = self.foot.sentence if self.mode else None
        return sentence if sentence is not None and not self.sentence else self.sentence

    @property
    def panel(self) -> str:
        """What is laid over the cards."""
        return "\n".join((*self.foot.panel, *(strip.text.rstrip() for strip in self.over)))

    @property
    def over(self) -> tuple[Strip, ...]:
        assert self.mode is not None
        return self.mode.over(self.desk())

    def texts(self, column: int) -> list[str]:
        return [record.word("text") or record.word("who") for record in self.board.column(column)]

    def look(self, label: str) -> "Keyboard":
        self.session.view = self.view.to(self.board, self.hall.called(label))
        return self

    def with_only(self, *labels: str) -> "Keyboard":
        self.session.view = self.view._replace(only=tuple(self.hall.called(label) for label in labels))
        return self
