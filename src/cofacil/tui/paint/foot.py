"""The four rows at the bottom, which never move: the card in hand or the line, what will be kept, keys, what happened."""

from collections.abc import Mapping

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.records import Absence, Card
from cofacil.board.slugs import slug_of
from cofacil.room.actions import ACTIONS
from cofacil.tui.keys import KEYS
from cofacil.tui.paint.asked import answer_keys, doubt_words, known_words
from cofacil.tui.paint.brush import Signs
from cofacil.tui.paint.cache import Kept
from cofacil.tui.paint.cards import detail_line
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.paint.text import cell_len, cut

KEY_ROW = (
    "add",
    "edit",
    "move",
    "done",
    "put_away",
    "missing",
    "timer",
    "undo",
    "find",
    "link",
    "room_view",
    "wide",
    "leave",
)
"""What the key row offers, the most needed first; *more* always stands last."""
_FIRST_AT_80 = 9
_kept: Kept[Strip] = Kept(64)
_TYPED_AT_LEAST = 20
"""Cells that a line keeps for what is typed, however long its lead is."""


def foot(scene: Scene) -> list[Strip]:
    """Return the last four rows; three of them where rows must be saved."""
    open_line = scene.foot
    rows = [_typing(scene, open_line) if open_line else _in_hand(scene)]
    if not scene.is_tight:
        rows.append(_readback(scene))
    return [*rows, keys_row(scene), last_row(scene)]


def _in_hand(scene: Scene) -> Strip:
    style = scene.brush.style("readback")
    if scene.ask:
        return row(scene.width, [(cut(doubt_words(scene.ask), scene.width, scene.brush.signs.more), style)], style)
    record = scene.view.in_hand(scene.board)
    if record is None:
        return row(scene.width, [], style)
    has_hint = scene.width >= 80 and isinstance(record, Card) and not scene.is_wall
    hint = "Enter: all of it" if has_hint else ""
    room = scene.width - len(hint) - (1 if hint else 0)
    words = detail_line(scene.board, record, scene.brush.signs)
    if scene.editor:
        words = f"{scene.editor} is changing {scene.board.label_of(record)}."
    text = cut(words, room, scene.brush.signs.more)
    return row(scene.width, [(text, style)], style, [(hint, scene.brush.style("hint"))])


def _typing(scene: Scene, line: Foot) -> Strip:
    brush = scene.brush
    if line.typed is None:
        style = brush.style("readback")
        return row(scene.width, [(cut(line.lead, scene.width, brush.signs.more), style)], style)
    style, cursor = brush.style("line"), brush.style("line_cursor")
    lead = cut(line.lead, scene.width - _TYPED_AT_LEAST, brush.signs.more) + ("" if line.lead.endswith("@") else " ")
    text, at = line.typed.window(scene.width - cell_len(lead) - 1)
    before = _cells(text, at)
    under = text[len(before) : len(before) + 1] or " "
    rest = text[len(before) + 1 :]
    return row(scene.width, [(lead, brush.style("line")), (before, style), (under, cursor), (rest, style)], style)


def typing_cursor(scene: Scene) -> Offset | None:
    """Return where the next letter goes, None while nothing is typed."""
    if scene.foot is None or scene.foot.typed is None:
        return None
    lead = cut(scene.foot.lead, scene.width - _TYPED_AT_LEAST, scene.brush.signs.more)
    lead_cells = cell_len(lead) + (0 if scene.foot.lead.endswith("@") else 1)
    cell = lead_cells + scene.foot.typed.window(scene.width - lead_cells - 1)[1]
    return Offset(cell, scene.height - (3 if scene.is_tight else 4))


def _cells(text: str, cells: int) -> str:
    at = 0
    while at < len(text) and cell_len(text[:at]) < cells:
        at += 1
    while at < len(text) and cell_len(text[at]) == 0:
        at += 1
    return text[:at]


def _readback(scene: Scene) -> Strip:
    style = scene.brush.style("readback")
    text = scene.foot.readback if scene.foot else known_words(scene.ask) if scene.ask else _ways(scene)
    return row(scene.width, [(cut(text, scene.width, scene.brush.signs.more), style)], style)


def _ways(scene: Scene) -> str:
    """Return what may come of somebody who is not here, while they are in hand."""
    is_absence = isinstance(scene.view.in_hand(scene.board), Absence) and scene.is_writable
    return "Enter: 1 noticed  2 bridge  3 invited  4 joined  5 said no" if is_absence else ""


def keys_row(scene: Scene) -> Strip:
    """Return the keys of this moment, as many as fit, at most nine at 80 columns."""
    line = scene.foot.keys if scene.foot else None
    return _kept.get(
        (scene.keys,),
        (line, scene.ask, scene.is_wall, scene.is_writable, scene.role, scene.may_ask, scene.width, scene.brush),
        lambda: _paint_keys(scene),
    )


def _paint_keys(scene: Scene) -> Strip:
    brush, ground = scene.brush, scene.brush.style("keys")
    if scene.foot:
        return row(scene.width, _keyed(scene.foot.keys, scene), ground)
    if scene.is_wall:
        return row(scene.width, [], ground)
    if scene.ask:
        return row(scene.width, _keyed(answer_keys(scene.ask, f"{scene.keys.get('join', 'j')} "), scene), ground)
    if not scene.is_writable:
        asks = ("ask_to_write",) if scene.may_ask else ()
        offered = _offer(scene, (*asks, "whole", "find", "room_view", "wide", "leave"), scene.keys)
        return row(scene.width, [("You are watching.  ", ground), *offered], ground)
    return row(scene.width, _offer(scene, KEY_ROW, scene.keys), brush.style("keys"))


def _offer(scene: Scene, names: tuple[str, ...], keys: Mapping[str, str]) -> list[Piece]:
    brush = scene.brush
    more = f"{keys.get('help', '?')} more"
    offered: list[str] = []
    most = _FIRST_AT_80 if scene.width < 100 else len(names) + 1
    used = cell_len(more)
    for name in names:
        if (name == "wide" and scene.width < 100) or not ACTIONS[name].is_for(scene.role):
            continue
        text = f"{keys.get(name, KEYS.get(name, '')).capitalize() if name == 'whole' else keys.get(name, '')} {ACTIONS[name].short}"
        if len(offered) + 1 >= most or used + cell_len(text) + 2 > scene.width:
            break
        offered.append(text)
        used += cell_len(text) + 2
    pieces: list[Piece] = []
    for text in [*offered, more]:
        key, _, words = text.partition(" ")
        pieces += [(key, brush.style("key")), (f" {words}  ", brush.style("keys"))]
    pieces[-1] = (pieces[-1][0].rstrip(), brush.style("keys"))
    return pieces


def _keyed(keys: str, scene: Scene) -> list[Piece]:
    """Return a line's own keys, three blanks apart: in full, else in short, else as many as fit; the way back always."""
    offers = keys.split("   ")
    full, short = [offer.partition("|")[0] for offer in offers], [_in_short(offer) for offer in offers]
    shown = full if _cells_of(full) <= scene.width else short
    while _cells_of(shown) > scene.width and len(shown) > 1:
        del shown[next(at for at in reversed(range(len(shown))) if not shown[at].startswith("Esc"))]
    pieces: list[Piece] = []
    for offer in shown:
        key, blank, words = offer.partition(" ")
        pieces += [(key, scene.brush.style("key")), (f"{blank}{words}   ", scene.brush.style("keys"))]
    return pieces


def _in_short(offer: str) -> str:
    """Return an offer as it is said where there is little room: what stands behind its stroke."""
    full, _, words = offer.partition("|")
    return f"{full.partition(' ')[0]} {words}" if words else full


def _cells_of(offers: list[str]) -> int:
    return sum(cell_len(offer) + 3 for offer in offers) - 3


def last_row(scene: Scene) -> Strip:
    """Return what just happened, who is here, and whether it is saved."""
    brush = scene.brush
    style = brush.style("told")
    if scene.trouble:
        trouble = brush.style("trouble")
        return row(scene.width, [(cut(scene.trouble, scene.width, brush.signs.more), trouble)], trouble)
    right = f"{_here(scene)}  {saved_state(scene)}".strip()
    told = scene.foot.told if scene.foot and scene.foot.told is not None else scene.told
    if cell_len(told) + cell_len(right) + 2 > scene.width:
        right = saved_state(scene)
    told = told.replace(Signs().more, brush.signs.more)
    text = cut(told, scene.width - cell_len(right) - 2, brush.signs.more)
    return row(scene.width, [(text, style)], style, [(right, brush.style("saved"))])


def saved_state(scene: Scene) -> str:
    """Return whether what is seen is kept, in a word or two."""
    if not scene.is_kept:
        return "not kept"
    if scene.is_saving:
        return "saving" + scene.brush.signs.more
    return "saved" if scene.is_writable else "watching"


def _here(scene: Scene) -> str:
    """Return who is here: a number, from 80 columns how many of them by screen, from 120 their names."""
    board, screens = scene.board, scene.by_screen
    slugs = set(board.here if board.meeting_at(scene.now) else ()) | {slug_of(name) for name in screens}
    if not slugs:
        return ""
    number = f"{len(slugs)} here"
    if not screens or scene.width < 80:
        return number
    names = f"{', '.join(screens)} by screen {scene.brush.signs.dot} {number}"
    return (
        names if scene.width >= 120 and cell_len(names) <= scene.width // 2 else f"{number}, {len(screens)} by screen"
    )
