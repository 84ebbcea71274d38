"""Inviting one person: for whom, as what; then the line and the word to send to them."""

from dataclasses import dataclass, field
from datetime import datetime

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.kinds import Role
from cofacil.days import say_day
from cofacil.room.door import Invitation
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.join_page import Part, laid_out, sentences, told_whole, type_words, typed_rows, word_parts
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.sheet import INDENT, Frame, Offer, Sheet, choice_row, sheet, typed_pieces, words_rows
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
