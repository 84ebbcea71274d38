"""A person at a board without a screen: keys go into a line, what the line asks for goes to a room."""

from riverside import ANA, Hall, Looking

from cofacil.board.commands.base import Command
from cofacil.board.errors import Trouble
from cofacil.board.model import Board
from cofacil.language.worded import worded
from cofacil.room.actions import ACTIONS
from cofacil.room.seats import Seat
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.modes.opening import open_line
from cofacil.tui.view import View

NAMED = {
    "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    "backspace", "delete", "ctrl+u", "ctrl+w",
}  # fmt: skip


class Keyboard:
    """Takes steps as the board view does, one after the other."""

    def __init__(
        self, hall: Hall, view: View | None = None, seat: Seat = ANA, size: tuple[int, int] = (80, 24)
    ) -> None:
        self.hall = hall
        self.view = (view or View()).settled(hall.board)
        self.seat = seat
        self.size = size
        self.line: Mode | None = None
        self.told = ""
        self.asked: list[Command] = []
        """Every command that was asked for."""
        self.posted: list[object] = []
        self.prompt = ""

    @property
    def board(self) -> Board:
        return self.hall.board

    def desk(self) -> Desk:
        looking = Looking(self.hall, self.view, *self.size, seat=self.seat)
        return looking.desk(self.prompt)

    def open(self, action: str) -> "Keyboard":
        self.take(open_line(ACTIONS[action], self.desk()))
        return self

    def press(self, *keys: str) -> "Keyboard":
        """Press named keys, and the letters of everything else."""
        for key in keys:
            for one in (key,) if key in NAMED else key:
                assert self.line is not None, "no line is open"
                self.take(self.line.press(Press(one, None if one in NAMED else one), self.desk()))
        return self

    def paste(self, text: str) -> "Keyboard":
        assert self.line is not None
        self.take(self.line.paste(text, self.desk()))
        return self

    def take(self, step: Step | None) -> None:
        if step is None:
            return
        self.line = step.line
        self.view = step.view if step.view is not None else self.view
        self.told = step.told if step.told is not None else self.told
        self.posted += step.post
        if step.commands:
            self._ask(step)

    def _ask(self, step: Step) -> None:
        told = None
        for command in step.commands:
            self.asked.append(command)
            try:
                told = self.hall.do(command, self.seat)
            except Trouble as trouble:
                following = step.refused(trouble, self.desk()) if step.refused else None
                if following is None:
                    self.told = worded(trouble)
                self.take(following)
                return
        self.view = self.view.settled(self.board)
        if step.kept and told:
            self.take(step.kept(told, self.desk()))

    # what is seen

    @property
    def lead(self) -> str:
        assert self.line is not None
        return self.line.foot(self.desk()).lead

    @property
    def typed(self) -> str:
        assert self.line is not None
        typed = self.line.foot(self.desk()).typed
        return typed.text if typed else ""

    @property
    def readback(self) -> str:
        assert self.line is not None
        return self.line.foot(self.desk()).readback

    @property
    def notice(self) -> str:
        """What the last row says."""
        told = self.line.foot(self.desk()).told if self.line else None
        return self.told if told is None else told

    @property
    def panel(self) -> str:
        assert self.line is not None
        return "\n".join(self.line.foot(self.desk()).panel)

    def texts(self, column: int) -> list[str]:
        return [record.word("text") or record.word("who") for record in self.board.column(column)]

    def look(self, label: str) -> "Keyboard":
        self.view = self.view.to(self.board, self.hall.called(label))
        return self

    def with_only(self, *labels: str) -> "Keyboard":
        self.view = self.view._replace(only=tuple(self.hall.called(label) for label in labels))
        return self
