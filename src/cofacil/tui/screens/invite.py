"""Inviting one person, on the host's screen: a name, what they may do, and then what to send to them."""

from dataclasses import replace

from cofacil.board.errors import Trouble
from cofacil.board.text import NAME_LIMIT, clean_name, has_ink
from cofacil.room.door import Door
from cofacil.tui.lines.base import Press
from cofacil.tui.lines.pasting import taken
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.invite_page import NAME, ROLES, TAKES_PART, Invite, paint_invite
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.sheet_view import SheetView
from cofacil.tui.typed import Typed

_SETTLES = 1.0
"""Seconds in which Enter takes no word away again: it is shown once, and two quick ones would lose it."""


class InviteView(SheetView):
    """Makes a word for one person, and shows it once."""

    def __init__(self, door: Door, brush: Brush) -> None:
        super().__init__(brush)
        self._door = door
        self._is_fresh = False
        self.invite = Invite()

    def draw(self, window: Window) -> Sheet:
        return paint_invite(replace(self.invite, told=self.told), window)

    async def press(self, press: Press) -> None:
        self.told = ""
        if self.invite.invitation is not None:
            self._press_made(press.key)
        elif self.invite.hand is None:
            self._press_name(press)
        else:
            await self._press_role(press.key, self.invite.hand)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self.told = ""
        if choice == NAME:
            self.invite = replace(self.invite, hand=None)
        else:
            await self._make(choice)
        self.repaint()

    def paste(self, text: str) -> None:
        if self.invite.hand is None and self.invite.invitation is None:
            plain, told = taken(text)
            self.told = ""
            self._take(self.invite.name.insert(plain))
            self.told = self.told or told or ""
            self.repaint()

    def _press_name(self, press: Press) -> None:
        if press.key == "escape":
            self.go_back()
        elif press.key in {"enter", "down", "tab"}:
            if self._has_name():
                self.invite = replace(self.invite, hand=TAKES_PART)
        elif (typed := self.invite.name.press(press.key, press.character)) is not None:
            self._take(typed)

    async def _press_role(self, key: str, hand: int) -> None:
        if key in {"escape", "shift+tab"} or (key == "up" and not hand):
            self.invite = replace(self.invite, hand=None)
        elif key in {"up", "down"}:
            self.invite = replace(self.invite, hand=min(len(ROLES) - 1, hand + (1 if key == "down" else -1)))
        elif key == "enter":
            await self._make(hand)
        elif key in {str(at + 1) for at in range(len(ROLES))}:
            await self._make(int(key) - 1)

    def _press_made(self, key: str) -> None:
        if key == "escape":
            self.go_back()
        elif key == "enter" and not self._is_fresh:
            self.invite = Invite()

    def _has_name(self) -> bool:
        """Say whether there is a name, and that one is needed where there is none."""
        if has_ink(self.invite.name.text):
            return True
        self.told = "Who is it for? A name is enough."
        return False

    def _take(self, typed: Typed) -> None:
        """Take the name as it is typed now, as far as the board would keep it."""
        over = len(typed.text) - max(NAME_LIMIT, len(self.invite.name.text))
        if over > 0:
            self.told = f"No more than {NAME_LIMIT} letters fit here."
            at = typed.at - over
            typed = typed._replace(text=typed.text[:at] + typed.text[typed.at :], at=at)
        self.invite = replace(self.invite, name=typed)

    async def _make(self, hand: int) -> None:
        """Have a word made; where that cannot be, the name and the choice stay."""
        if not self._has_name():
            self.invite = replace(self.invite, hand=None)
            return
        self.invite = replace(self.invite, hand=hand)
        try:
            made = await self._door.invite(clean_name(self.invite.name.text), ROLES[hand][0])
        except Trouble as trouble:
            self.told = trouble.sentence
            return
        self.invite = replace(self.invite, invitation=made)
        self._is_fresh = True
        self.set_timer(_SETTLES, self._settle)

    def _settle(self) -> None:
        self._is_fresh = False
