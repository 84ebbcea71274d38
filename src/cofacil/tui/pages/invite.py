"""Inviting one person: for whom, as what; then the line and the word to send to them."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Role
from cofacil.board.text import NAME_LIMIT, clean_name, has_ink
from cofacil.language.days import say_day
from cofacil.language.worded import worded
from cofacil.room.door import Door, Invitation
from cofacil.tui.keys import Press
from cofacil.tui.modes.pasted_text import taken
from cofacil.tui.pages.join import Part, laid_out, sentences, told_whole, type_words, typed_rows, word_parts
from cofacil.tui.pages.sheet import INDENT, Frame, Offer, Sheet, choice_row, sheet, typed_pieces, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut, wrap
from cofacil.tui.typed import Typed

ROLES = (
    (Role.COFACILITATOR, "facilitate with you", "who facilitates with you"),
    (Role.PARTICIPANT, "take part: add, and change their own", "who takes part"),
    (Role.VIEWER, "only watch", "who only watches"),
)
"""What somebody may be invited as, how it is asked for, and how it is said."""
TAKES_PART = 1
NAME = len(ROLES)
"""What a click on the line chooses; on a role it is the role's place."""
_ONLY_YOURS = "only your screen"
_GIVES = "You will see a line to type and a word, to send to them in any way you like."
_NOTHING_SENT = "cofacil sends nothing: you send it yourself."
_ONCE = "It works once. It is shown only here and only now: send it before you go on."


@dataclass(frozen=True, slots=True)
class Invite:
    """What the page shows."""

    name: Typed = field(default_factory=Typed)
    hand: int | None = None
    """The role in hand, None while the name is typed."""
    invitation: Invitation | None = None
    """What is to be sent, once there is something."""
    told: str = ""


def paint_invite(invite: Invite, window: Window) -> Sheet:
    """Return the page."""
    if invite.invitation is not None:
        return _paint_made(invite.invitation, invite.told, window)
    parts = _asking(invite, window)
    body, spots = laid_out([*parts, *told_whole(invite.told, window)], window)
    cursor = None
    if invite.hand is None:
        at = next((spot.y for spot in spots if spot.choice == NAME), 0)
        cursor = Offset(_line(invite, window)[1], at)
    return sheet(window, _frame(_keys(invite, window), invite.told, window), body, spots, cursor)


def _asking(invite: Invite, window: Window) -> list[Part]:
    brush, width = window.brush, window.width
    air = Part([blank(width, brush.style("screen"))], 8)
    line, _ = _line(invite, window)
    parts = [
        air._replace(gives_way=7),
        Part(words_rows("Who is it for?", window)),
        Part([line], choice=NAME),
        air,
        Part(words_rows("What may they do?", window)),
    ]
    for at, (_, words, _) in enumerate(ROLES):
        lines = wrap(words, width - INDENT - 3, 3, brush.signs.more)
        leads = (f"{at + 1} ", *["  "] * 2)
        rows = [
            choice_row(width, brush, [(lead + text, False)], in_hand=at == invite.hand)
            for lead, text in zip(leads, lines, strict=False)
        ]
        parts.append(Part(rows, choice=at))
    return [*parts, air._replace(gives_way=9), Part(words_rows(_GIVES, window, "hint"), 9)]


def _line(invite: Invite, window: Window) -> tuple[Strip, int]:
    """Return the row with the name, and the cell of its cursor."""
    width, brush = window.width, window.brush
    cells = width - INDENT - 1
    if invite.hand is not None:
        return choice_row(width, brush, [(cut(invite.name.text, cells, brush.signs.more), False)], in_hand=False), 0
    style = brush.style("line")
    pieces, cell = typed_pieces(invite.name, cells, brush)
    return row(width, [(f" {brush.signs.mark} ", style), *pieces], style), INDENT + cell


def _keys(invite: Invite, window: Window) -> tuple[Offer, ...]:
    if invite.hand is None:
        return (("Enter", "next"), ("Esc", "back"))
    make, back = ("make the word", "the name again") if window.width >= 60 else ("make it", "back")
    return ((window.brush.signs.up_down, "choose"), ("Enter", make), ("Esc", back))


def _frame(keys: tuple[Offer, ...], told: str, window: Window) -> Frame:
    nothing = _NOTHING_SENT if cell_len(_NOTHING_SENT) <= window.width else "cofacil sends nothing itself."
    return Frame("Invite one person", keys, told or nothing, _ONLY_YOURS)


def _paint_made(invitation: Invitation, told: str, window: Window) -> Sheet:
    air = Part([blank(window.width, window.brush.style("screen"))], 8)
    until = datetime.fromtimestamp(invitation.until / 1000).astimezone()
    does = next(said for role, _, said in ROLES if role is invitation.role)
    cells = window.width - INDENT - 1
    whom, when = f"For {invitation.name}, {does}", f"until {say_day(until.date())}, {until:%H:%M}."
    brief = f"{whom}." if cell_len(whom) < cells else f"For {cut(invitation.name, cells - 4, window.brush.signs.more)}"
    more_air = air._replace(gives_way=9)
    parts = [
        air._replace(gives_way=7),
        Part(sentences(window, f"{whom},", when), 3, words_rows(brief, window, lines=1)),
        air,
        Part(words_rows(type_words(invitation.command, window), window), 4),
        more_air,
        Part(typed_rows(invitation.command, window)),
        air,
        *word_parts("It asks for a word:", invitation.word, window, more_air),
        air._replace(gives_way=9),
        Part(words_rows("The first time ssh shows a fingerprint:", window), 6),
        Part(words_rows(invitation.fingerprint, window, "hint"), 6),
        air,
        Part(words_rows(_ONCE, window)),
    ]
    body, _ = laid_out([*parts, *told_whole(told, window)], window)
    return sheet(window, _frame((("Enter", "invite another"), ("Esc", "back")), told, window), body)


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
            self.told = worded(trouble)
            return
        self.invite = replace(self.invite, invitation=made)
        self._is_fresh = True
        self.set_timer(_SETTLES, self._settle)

    def _settle(self) -> None:
        self._is_fresh = False
