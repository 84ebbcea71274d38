"""The four rows at the bottom, which never move: the card in hand or the line, what will be kept, keys, what happened."""

from collections.abc import Iterable

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.records import Absence, Card
from cofacil.board.slugs import slug_of
from cofacil.language.catalog import _, ngettext
from cofacil.language.fact_words import STATES
from cofacil.room.actions import ACTIONS, KEY_ROW
from cofacil.tui.paint.ask_words import answer_offers, doubt_words, known_words
from cofacil.tui.paint.brush import Signs
from cofacil.tui.paint.cache import PaintCache
from cofacil.tui.paint.cards import detail_line, ties_of
from cofacil.tui.paint.key_row import KeyRow, Offer, fitted
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.view import SIDE_BY_SIDE

_WATCHING = ("whole", "find", "room_view", "wide", "leave")
"""What the key row offers to who only watches."""
_FIRST_AT_80 = 9
"""Offers of the board where columns do not stand side by side."""
_key_row_cache: PaintCache[tuple[Strip, KeyRow]] = PaintCache(256)
_in_hand_rows: PaintCache[Strip] = PaintCache(256)
_TYPED_AT_LEAST = 20
"""Cells that a line keeps for what is typed, however long its lead is."""


def foot(scene: Scene) -> tuple[list[Strip], KeyRow]:
    """Return the last four rows, three of them where rows must be saved; and what the key row offers."""
    open_line = scene.foot
    in_hand = scene.view.in_hand(scene.board)
    rows = [_typing(scene, open_line) if open_line else _in_hand_cached(scene, in_hand)]
    if not scene.is_tight:
        rows.append(_readback(scene, in_hand))
    strip, keys = keys_row(scene)
    return [*rows, strip, last_row(scene)], keys


def _in_hand_cached(scene: Scene, record: Card | Absence | None) -> Strip:
    things = (record, *ties_of(scene.board))
    key = (*map(id, things), scene.ask, scene.editor, scene.is_wall, scene.width, scene.brush)
    if (found := _in_hand_rows.get(key)) is not None:
        return found[1]
    return _in_hand_rows.put(key, things, _in_hand(scene, record))


def _in_hand(scene: Scene, record: Card | Absence | None) -> Strip:
    style = scene.brush.style("readback")
    if scene.ask:
        return row(scene.width, [(cut(doubt_words(scene.ask), scene.width, scene.brush.signs.more), style)], style)
    if record is None:
        return row(scene.width, [], style)
    has_hint = scene.width >= 80 and isinstance(record, Card) and not scene.is_wall
    hint = _("Enter: all of it") if has_hint else ""
    room = scene.width - cell_len(hint) - (1 if hint else 0)
    if scene.editor:
        words = _("{who} is changing {label}.", who=scene.editor, label=scene.board.label_of(record))
    else:
        words = detail_line(scene.board, record, scene.brush.signs)
    text = cut(words, room, scene.brush.signs.more)
    return row(scene.width, [(text, style)], style, [(hint, scene.brush.style("hint"))])


def _typing(scene: Scene, line: Foot) -> Strip:
    brush = scene.brush
    if line.typed is None:
        style = brush.style("readback")
        return row(scene.width, [(cut(line.lead, scene.width, brush.signs.more), style)], style)
    style, cursor = brush.style("line"), brush.style("line_cursor")
    lead = cut(line.lead, scene.width - _TYPED_AT_LEAST, brush.signs.more) + ("" if line.lead.endswith("@") else " ")
    seen = line.typed.window(scene.width - cell_len(lead) - 1)
    pieces = [(lead, style), (seen.before, style), (seen.under, cursor), (seen.behind, style)]
    return row(scene.width, pieces, style)


def typing_cursor(scene: Scene) -> Offset | None:
    """Return where the next letter goes, None while nothing is typed."""
    if scene.foot is None or scene.foot.typed is None:
        return None
    lead = cut(scene.foot.lead, scene.width - _TYPED_AT_LEAST, scene.brush.signs.more)
    lead_cells = cell_len(lead) + (0 if scene.foot.lead.endswith("@") else 1)
    cell = lead_cells + scene.foot.typed.window(scene.width - lead_cells - 1).cell
    return Offset(cell, scene.height - (3 if scene.is_tight else 4))


def _readback(scene: Scene, in_hand: Card | Absence | None) -> Strip:
    style = scene.brush.style("readback")
    text = scene.foot.readback if scene.foot else known_words(scene.ask) if scene.ask else _ways(scene, in_hand)
    return row(scene.width, [(cut(text, scene.width, scene.brush.signs.more), style)], style)


def _ways(scene: Scene, in_hand: Card | Absence | None) -> str:
    """Return what may come of somebody who is not here, while they are in hand."""
    if not isinstance(in_hand, Absence) or not scene.is_writable:
        return ""
    choices = (f"{figure} {_(words.choice)}" for figure, words in enumerate(STATES.values(), 1))
    return _("Enter: {choices}", choices="  ".join(choices))


def keys_row(scene: Scene) -> tuple[Strip, KeyRow]:
    """Return the keys of this moment, as many as fit, at most nine at 80 columns; and what each of them is."""
    offers = scene.foot.offers if scene.foot else None
    seat = (scene.is_wall, scene.is_writable, scene.role, scene.may_ask)
    key = (id(scene.keys), offers, scene.ask, *seat, scene.width, scene.brush)
    if (found := _key_row_cache.get(key)) is not None:
        return found[1]
    return _key_row_cache.put(key, (scene.keys,), _paint_keys(scene))


def _paint_keys(scene: Scene) -> tuple[Strip, KeyRow]:
    lead, keys = "", KeyRow()
    if scene.foot:
        keys = fitted(scene.foot.offers, scene.width, scene.brush)
    elif scene.is_wall:
        pass
    elif scene.ask:
        keys = fitted(answer_offers(scene.ask, scene.keys["join"]), scene.width, scene.brush)
    elif scene.is_writable:
        keys = _board_keys(scene, KEY_ROW)
    else:
        lead = _("You are watching.") + "  "
        asks = ("ask_to_write",) if scene.may_ask else ()
        keys = _board_keys(scene, (*asks, *_WATCHING), cell_len(lead))
    ground = scene.brush.style("keys")
    pieces: list[Piece] = [(lead, ground), *keys.pieces]
    return row(scene.width, pieces, ground), keys


def _board_keys(scene: Scene, names: Iterable[str], left: int = 0) -> KeyRow:
    """Return what the board offers of these actions; how to find everything else always stands last."""
    is_narrow = scene.width < SIDE_BY_SIDE
    offered = [
        Offer(scene.keys[name], _(ACTIONS[name].short))
        for name in names
        if ACTIONS[name].is_for(scene.role) and not (is_narrow and name == "wide")
    ]
    more = Offer(scene.keys["help"], _(ACTIONS["help"].short), stays=True)
    most = _FIRST_AT_80 - 1 if is_narrow else len(offered)
    return fitted([*offered[:most], more], scene.width, scene.brush, gaps=(2,), left=left)


def last_row(scene: Scene) -> Strip:
    """Return what just happened, who is here, and whether it is saved."""
    brush = scene.brush
    style = brush.style("sentence")
    if scene.trouble:
        trouble = brush.style("trouble")
        return row(scene.width, [(cut(scene.trouble, scene.width, brush.signs.more), trouble)], trouble)
    right = f"{_here(scene)}  {saved_state(scene)}".strip()
    sentence = scene.foot.sentence if scene.foot and scene.foot.sentence is not None else scene.sentence
    if cell_len(sentence) + cell_len(right) + 2 > scene.width:
        right = saved_state(scene)
    sentence = sentence.replace(Signs().more, brush.signs.more)
    text = cut(sentence, scene.width - cell_len(right) - 2, brush.signs.more)
    return row(scene.width, [(text, style)], style, [(right, brush.style("saved"))])


def saved_state(scene: Scene) -> str:
    """Return whether what is seen is kept, in a word or two."""
    if not scene.is_kept:
        return _("not kept")
    if scene.is_saving:
        return _("saving{more}", more=scene.brush.signs.more)
    if scene.left:
        return ngettext("one line waits", "{number} lines wait", scene.left)
    return _("saved") if scene.is_writable else _("watching")


def _here(scene: Scene) -> str:
    """Return who is here: a number, from 80 columns how many of them by screen, from 120 their names."""
    board, screens = scene.board, scene.by_screen
    slugs = set(board.here if board.meeting_at(scene.now) else ()) | {slug_of(name) for name in screens}
    if not slugs:
        return ""
    number = ngettext("{number} here", "{number} here", len(slugs))
    if not screens or scene.width < 80:
        return number
    names = _("{names} by screen {dot} {here}", names=", ".join(screens), dot=scene.brush.signs.dot, here=number)
    if scene.width >= 120 and cell_len(names) <= scene.width // 2:
        return names
    return _("{here}, {number} by screen", here=number, number=len(screens))
