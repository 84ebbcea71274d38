"""Inviting one person: for whom, as what; then the line and the word to send to them."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.board.model import EMPTY, Board
from cofacil.board.slugs import slug_of
from cofacil.board.text import NAME_LIMIT, has_ink
from cofacil.language.catalog import _
from cofacil.language.days import say_day
from cofacil.language.finish import finished_name
from cofacil.language.one_name import read_name, who_is_meant
from cofacil.language.worded import worded
from cofacil.room.attending import Attending
from cofacil.room.here import Here
from cofacil.room.ports import Door, Invitation, Invited, Slowed
from cofacil.tui.keys import Press
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.join_sheet import LIFTS, invited_words, waiting_words
from cofacil.tui.pages.sections import Section, air, laid_out, sentence_rows, whole_sentence
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, choice_row, limited, sheet, typed_pieces, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.pages.way_in import marking_sections, title_rows, type_words, typed_rows, word_sections
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import row
from cofacil.tui.paint.text import cell_len, cut, fitting, wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed


class RoleChoice(NamedTuple):
    """What somebody may be invited as."""

    role: Role
    words: str
    """How it is chosen."""
    made: str
    """Whom the word is for, and until when; a new row begins at the line break where one is not enough."""
    brief: str
    """Whom it is for, where rows are few."""


ROLES = (
    RoleChoice(
        Role.COFACILITATOR,
        N_("facilitate with you"),
        N_("For {name}, who facilitates with you,\nuntil {day}, {clock}."),
        N_("For {name}, who facilitates with you."),
    ),
    RoleChoice(
        Role.PARTICIPANT,
        N_("take part: add, and change their own"),
        N_("For {name}, who takes part,\nuntil {day}, {clock}."),
        N_("For {name}, who takes part."),
    ),
    RoleChoice(
        Role.VIEWER,
        N_("only watch"),
        N_("For {name}, who only watches,\nuntil {day}, {clock}."),
        N_("For {name}, who only watches."),
    ),
)
TAKES_PART = 1
NAME = len(ROLES)
"""What a click on the line chooses; on a role it is the role's place."""
_LOOKS = 2_000
"""Milliseconds after which it is looked again who has come."""
_SETTLES = 1.0
"""Seconds in which Enter takes no word away again: it is shown once, and two quick ones would lose it."""


@dataclass(frozen=True, slots=True)
class Invite:
    """What the page shows."""

    name: Typed = field(default_factory=Typed)
    hand: int | None = None
    """The role in hand, None while the name is typed."""
    invitation: Invitation | None = None
    """What is to be sent, once there is something."""
    invited: tuple[Invited, ...] = ()
    """Those who were invited by name, and whether they have come."""
    slowed: tuple[Slowed, ...] = ()
    """Those whose words wait, since they guessed."""
    here: tuple[str, ...] = ()
    """Those who are here from elsewhere."""
    now: int = 0
    """UTC milliseconds."""
    takes_mouse: bool = True
    """Whether the board has the mouse, which marks words for the terminal otherwise."""
    sentence: str = ""


class InviteView(SheetView):
    """Makes a word for one person, and shows it once."""

    for_who_leads = True

    def __init__(
        self,
        door: Door,
        brush: Brush,
        keys: Mapping[str, str],
        board: Board = EMPTY,
        attending: Callable[[], Attending] = Attending,
    ) -> None:
        super().__init__(brush, keys)
        self._door = door
        self._attending = attending
        """Returns who is connected at this moment."""
        self._is_fresh = self._is_looking = False
        self._asked: tuple[str, int] | None = None
        """For whom, and as what, it was asked whether another word is made."""
        self.board = board
        """Whose people may be invited by the beginning of their name."""
        self.invite = Invite()

    def wake(self) -> None:
        self.repaint()
        self.wake_in(_LOOKS)
        if not (self._is_looking or self._is_left):
            self._is_looking = True
            self.app.run_worker(self._look_again())

    async def _look_again(self) -> None:
        """Show who has come by now, and whose words wait; and that sharing has ended."""
        try:
            joining = await self._door.look()
        except Trouble as trouble:
            self.say(worded(trouble))
        else:
            self.invite = replace(self.invite, invited=joining.invited, slowed=joining.slowed)
            self.repaint()
        finally:
            self._is_looking = False

    async def _lift(self) -> None:
        """Have words from everywhere looked at without waiting."""
        try:
            for slowed in self.invite.slowed:
                await self._door.lift(slowed)
        except Trouble as trouble:
            self.sentence = worded(trouble)
        else:
            self.invite = replace(self.invite, slowed=())
            self.sentence = _("Words from everywhere are looked at without waiting again.")

    def hear(self, board: Board, sentence: str) -> None:  # noqa: ARG002  # what happened there is not said here
        self.board = board
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        now = time.time_ns() // 1_000_000
        said = self.sentence or self._read_back()
        here = Here.of(self.board, self._attending(), now)
        shown = replace(self.invite, sentence=said, now=now, here=(*here.screens, *here.pages))
        return paint_invite(replace(shown, takes_mouse=self.is_mouse_taken), window)

    @property
    def asks(self) -> bool:
        return self._asked is not None

    async def press(self, press: Press) -> None:
        self.sentence = ""
        asked, self._asked = self._asked, None
        if self.invite.invitation is not None:
            await self._press_made(press.key)
        elif self.invite.hand is None:
            self._press_name(press)
        else:
            await self._press_role(press.key, self.invite.hand, asked)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self.sentence = ""
        asked, self._asked = self._asked, None
        if choice == NAME:
            self.invite = replace(self.invite, hand=None)
        else:
            await self._make(choice, asked)
        self.repaint()

    def paste(self, text: str) -> None:
        if self.invite.hand is None and self.invite.invitation is None:
            plain, sentence = taken(text)
            self.sentence = ""
            self._take(self.invite.name.insert(plain))
            self.sentence = self.sentence or sentence or ""
            self.repaint()

    def _press_name(self, press: Press) -> None:
        if press.key == "escape":
            self.go_back()
        elif press.key == "tab" and (finished := self.invite.name.finish(self._finished)) is not None:
            self.invite = replace(self.invite, name=finished)
        elif press.key in {"enter", "down", "tab"}:
            if self._has_name():
                name = read_name(self.invite.name.text, self.board).name
                self.invite = replace(self.invite, name=Typed.of(name), hand=TAKES_PART)
        elif (typed := self.invite.name.press(press.key, press.character)) is not None:
            self._take(typed)

    async def _press_role(self, key: str, hand: int, asked: "tuple[str, int] | None") -> None:
        if key in {"escape", "shift+tab"} or (key == "up" and not hand):
            self.invite = replace(self.invite, hand=None)
        elif key in {"up", "down"}:
            self.invite = replace(self.invite, hand=min(len(ROLES) - 1, hand + (1 if key == "down" else -1)))
        elif key == "enter":
            await self._make(hand, asked)
        elif key in {str(at + 1) for at in range(len(ROLES))}:
            await self._make(int(key) - 1, asked)
        elif key == LIFTS and self.invite.slowed:
            await self._lift()

    async def _press_made(self, key: str) -> None:
        if key == "escape":
            self.go_back()
        elif key == LIFTS and self.invite.slowed:
            await self._lift()
        elif key == "enter" and not self._is_fresh:
            self.invite = Invite(invited=self.invite.invited, slowed=self.invite.slowed)

    def _has_name(self) -> bool:
        """Say whether there is a name that means somebody, and what is needed where there is none."""
        if not has_ink(self.invite.name.text):
            self.sentence = _("Who is it for? A name is enough.")
            return False
        self.sentence = read_name(self.invite.name.text, self.board).unread
        return not self.sentence

    def _finished(self, before: str) -> tuple[str, ...]:
        return finished_name(before, self.board)

    def _read_back(self) -> str:
        """Say whom the name that is being typed means, and whether they are new."""
        invite = self.invite
        is_typed = invite.invitation is None and invite.hand is None and has_ink(invite.name.text)
        return who_is_meant(invite.name.text, self.board) if is_typed else ""

    def _take(self, typed: Typed) -> None:
        """Take the name as it is typed now, as far as the board would keep it."""
        name, sentence = limited(typed, self.invite.name, NAME_LIMIT)
        self.sentence = sentence or self.sentence
        self.invite = replace(self.invite, name=name)

    async def _make(self, hand: int, asked: "tuple[str, int] | None") -> None:
        """Have a word made; where that cannot be, the name and the choice stay. It is `asked` where it ends another."""
        if not self._has_name():
            self.invite = replace(self.invite, hand=None)
            return
        self.invite = replace(self.invite, hand=hand)
        name = read_name(self.invite.name.text, self.board).name
        for_whom = slug_of(name), hand
        if asked != for_whom and any(
            slug_of(one.name) == for_whom[0] and not one.is_spent for one in self.invite.invited
        ):
            self._asked = for_whom
            self.sentence = _(
                "{name} has a word that opens nothing any more then. Enter again makes another.", name=name
            )
            return
        try:
            made = await self._door.invite(name, ROLES[hand].role)
        except Trouble as trouble:
            self.sentence = worded(trouble)
            return
        self.invite = replace(self.invite, invitation=made)
        self._is_fresh = True
        self.set_timer(_SETTLES, self._settle)

    def _settle(self) -> None:
        self._is_fresh = False


def paint_invite(invite: Invite, window: Window) -> Sheet:
    """Return the page."""
    if invite.invitation is not None:
        return _paint_made(invite, invite.invitation, window)
    body, spots = laid_out([*_asking(invite, window), *whole_sentence(invite.sentence, window)], window)
    cursor = None
    if invite.hand is None:
        at = next((spot.y for spot in spots if spot.choice == NAME), 0)
        cursor = Offset(_line(invite, window)[1], at)
    return sheet(window, _edges(_offers(invite, window), invite.sentence, window), body, spots, cursor)


def _asking(invite: Invite, window: Window) -> list[Section]:
    brush, width = window.brush, window.width
    line, _cell = _line(invite, window)
    sections = [
        air(window, 7),
        Section(words_rows(_("Who is it for?"), window)),
        Section([line], choice=NAME),
        air(window),
        Section(words_rows(_("What may they do?"), window)),
    ]
    for at, invited in enumerate(ROLES):
        lines = wrap(_(invited.words), width - INDENT - 3, 3, brush.signs.more)
        leads = (f"{at + 1} ", *["  "] * 2)
        rows = [
            choice_row(width, brush, [(lead + text, False)], in_hand=at == invite.hand)
            for lead, text in zip(leads, lines, strict=False)
        ]
        sections.append(Section(rows, choice=at))
    gives = _("You will see a line to type and a word, to send to them in any way you like.")
    return [*sections, air(window, 9), Section(words_rows(gives, window, "hint"), 9), *_as_it_is(invite, window)]


def _as_it_is(invite: Invite, window: Window) -> list[Section]:
    """Return who was invited and has come or not, and whose words wait."""
    sections: list[Section] = []
    if invite.slowed:
        # Figures are letters while a name is typed: the key is the one of the page below then.
        is_typing = invite.hand is None and invite.invitation is None
        key = _("Esc, then {key}", key=LIFTS) if is_typing else LIFTS
        waits = [
            strip
            for words in waiting_words(invite.slowed, invite.now, key)
            for strip in words_rows(words, window, "sentence")
        ]
        sections += [air(window, 10), Section(waits, 5, waits[:2])]
    if invite.invited:
        sections += [
            air(window, 10),
            Section(words_rows(invited_words(invite.invited, invite.here), window, "hint", lines=4), 8),
        ]
    return sections


def _line(invite: Invite, window: Window) -> tuple[Strip, int]:
    """Return the row with the name, and the cell of its cursor."""
    width, brush = window.width, window.brush
    cells = width - INDENT - 1
    if invite.hand is not None:
        return choice_row(width, brush, [(cut(invite.name.text, cells, brush.signs.more), False)], in_hand=False), 0
    style = brush.style("line")
    pieces, cell = typed_pieces(invite.name, cells, brush)
    return row(width, [(f" {brush.signs.mark} ", style), *pieces], style), INDENT + cell


def _offers(invite: Invite, window: Window) -> tuple[Offer, ...]:
    if invite.hand is None:
        return (Offer("enter", _("next")), Offer("escape", _("back")))
    return (
        Offer("", _("choose"), cap=window.brush.up_down),
        Offer("enter", _("make the word"), _("make it")),
        Offer("escape", _("the name again"), _("back")),
    )


def _edges(offers: tuple[Offer, ...], sentence: str, window: Window) -> Edges:
    nothing = (_("cofacil sends nothing: you send it yourself."), _("cofacil sends nothing itself."))
    sentence = sentence or fitting(nothing, window.width)
    return Edges(_("Invite one person"), offers, sentence, _("only your screen"), most_rows=1)


def _paint_made(invite: Invite, invitation: Invitation, window: Window) -> Sheet:
    """Return the page with what is to be sent."""
    sentence = invite.sentence
    until = datetime.fromtimestamp(invitation.until / 1000).astimezone()
    invited = next(invited for invited in ROLES if invited.role is invitation.role)
    made = _(invited.made, name=invitation.name, day=say_day(until.date()), clock=f"{until:%H:%M}")
    once = _("It is theirs alone. It is shown only here and only now: send it before you go on.")
    some, little = air(window), air(window, 9)
    sections = [
        air(window, 7),
        Section(sentence_rows(made, window), 3, words_rows(_for_whom(invitation, invited, window), window, lines=1)),
        some,
        *_line_to_type(invitation.command, window, little),
        *(marking_sections(window, takes_mouse=invite.takes_mouse) if invitation.command else ()),
        some,
        *word_sections(invitation.word, window, little),
        *_page_to_open(invitation.page, window),
        little,
        Section(words_rows(_("The first time ssh shows a fingerprint:"), window), 6),
        Section(words_rows(invitation.fingerprint, window, "hint"), 6),
        some,
        Section(words_rows(once, window)),
        *_as_it_is(invite, window),
    ]
    body, _spots = laid_out([*sections, *whole_sentence(sentence, window)], window)
    offers = (Offer("enter", _("invite another")), Offer("escape", _("back")))
    return sheet(window, _edges(offers, sentence, window), body)


def _page_to_open(page: str, window: Window) -> list[Section]:
    """Return where a phone takes the same word."""
    if not page:
        return []
    label = words_rows(_("Or on a phone, in its browser, with the same word:"), window)
    return [air(window, 9), Section(label, 5), Section(title_rows(page, window), 5)]


def _line_to_type(command: str, window: Window, little: Section) -> list[Section]:
    if not command:
        alone = _("This computer is in no network now. Once it is, the page before shows the line to type.")
        return [Section(words_rows(alone, window, "title"))]
    return [Section(words_rows(type_words(command, window), window), 4), little, Section(typed_rows(command, window))]


def _for_whom(invitation: Invitation, invited: RoleChoice, window: Window) -> str:
    """Return whom it is for in one row: as what, unless the name needs it all."""
    cells = window.width - INDENT - 1
    whole = _(invited.brief, name=invitation.name)
    if cell_len(whole) <= cells:
        return whole
    around = cell_len(_("For {name}", name=""))
    return _("For {name}", name=cut(invitation.name, cells - around, window.brush.signs.more))
