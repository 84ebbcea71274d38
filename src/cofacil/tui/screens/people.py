"""Who is here, on the screen: names typed at the door, one a line."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from cofacil.board.commands.base import Command
from cofacil.board.commands.people import AddPerson, ChangePerson, PersonLeft
from cofacil.board.errors import BoardBusy, NotSaved, Trouble
from cofacil.board.model import Board
from cofacil.room.room import Told
from cofacil.room.telling import tell
from cofacil.tui.lines.base import Press
from cofacil.tui.lines.pasting import taken
from cofacil.tui.messages import ChangeRequested
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.people_page import People, columns_at, everyone, paint_people
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.sheet_view import SheetView
from cofacil.tui.typed import Typed


class PeopleView(SheetView):
    """Adds those who come in, changes what they are called and bring, and lets them go home."""

    def __init__(self, board: Board, brush: Brush, clock: Callable[[], int], can_write: bool = True) -> None:
        super().__init__(brush)
        self.board = board
        self._clock = clock
        self.people = People(everyone(board, clock()), can_write=can_write)
        self.told = "" if can_write else "You are watching. Nothing is written from here."

    def hear(self, board: Board, told: str = "") -> None:
        in_hand = self._in_hand
        self.board = board
        shown = everyone(board, self._clock())
        hand = next((at for at, someone in enumerate(shown) if in_hand == someone.slug), None)
        self.people = replace(self.people, everyone=shown, hand=hand)
        if told:
            self.told = told
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        sheet = paint_people(replace(self.people, told=self.told), window)
        self.people = replace(self.people, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        if press.key == "escape" or not self.people.can_write:
            if press.key in {"escape", "enter"}:
                self.go_back()
            return
        self.people, self.told = replace(self.people, is_trouble=False), ""
        if press.key in {"up", "down"} or (self.people.hand is not None and press.key in {"left", "right"}):
            self._look(press.key)
        elif press.key == "enter":
            await self._enter()
        elif press.key == "tab" and self.people.hand is not None:
            await self._come_or_go(self.people.hand)
        elif (typed := self.people.typed.press(press.key, press.character)) is not None:
            self.people = replace(self.people, typed=typed, hand=None)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.people.can_write:
            self.people = replace(self.people, hand=choice)
            self.repaint()

    def paste(self, text: str) -> None:
        if self.people.can_write:
            plain, told = taken(text)
            self.people = replace(self.people, typed=self.people.typed.insert(plain), hand=None, is_trouble=False)
            self.told = told or ""
            self.repaint()

    @property
    def _in_hand(self) -> str:
        hand = self.people.hand
        return "" if hand is None else self.people.everyone[hand].slug

    def _look(self, key: str) -> None:
        """Take somebody else in hand; below the last one is the line."""
        count, hand = len(self.people.everyone), self.people.hand
        tall = -(-count // columns_at(self.size.width))
        if hand is None:
            hand = count - 1 if key == "up" and count else None
        elif key in {"up", "down"}:
            hand = max(0, hand - 1) if key == "up" else hand + 1
        else:
            beside = hand + (tall if key == "right" else -tall)
            hand = beside if 0 <= beside < count else hand
        self.people = replace(self.people, hand=hand if hand is not None and hand < count else None)

    async def _enter(self) -> None:
        people = self.people
        if people.hand is not None:
            someone = people.everyone[people.hand]
            self.people = replace(people, typed=Typed.of(someone.words), hand=None, changing=someone.slug)
            self.told = f"{someone.name}: change the words, then Enter."
            return
        name, comma, brings = (part.strip() for part in people.typed.text.partition(","))
        if not name and not comma:
            self.go_back()
        elif not name:
            self.told = "A name first, then a comma and what they bring."
        elif people.changing:
            await self._ask(ChangePerson(people.changing, name, brings))
        else:
            await self._ask(AddPerson(name, brings))

    async def _come_or_go(self, hand: int) -> None:
        someone = self.people.everyone[hand]
        went = await self._ask(PersonLeft(someone.slug) if someone.is_here else AddPerson(someone.name), clears=False)
        if went:
            self.told = f"{someone.name} has gone home." if someone.is_here else f"{someone.name} is here."

    async def _ask(self, command: Command, *, clears: bool = True) -> bool:
        """Ask for a change and wait for the answer; words that could not be kept stay where they are."""
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self.screen.post_message(ChangeRequested(command, answer))
        try:
            told = await answer
        except Trouble as trouble:
            is_trouble = isinstance(trouble, NotSaved | BoardBusy)
            self.people = replace(self.people, is_trouble=is_trouble)
            why = trouble.sentence.removeprefix("Not saved: ")
            self.told = f"NOT SAVED: {why} Enter tries again." if is_trouble else why
            return False
        if clears:
            self.people = replace(self.people, typed=Typed(), changing="")
        self.hear(told.board, tell(told.own, told.board))
        return True
