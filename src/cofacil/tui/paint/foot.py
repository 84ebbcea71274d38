"""The four rows at the bottom, which never move: the card in hand or the line, what will be kept, keys, what happened."""

from collections.abc import Iterable

from rich.style import Style
from textual.strip import Strip

from cofacil.board.plan import Writing
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.language.states import STATES
from cofacil.made_lately import MadeLately
from cofacil.room.actions import ACTIONS, KEY_ROW
from cofacil.tui.paint.ask_words import answer_offers, doubt_words, known_words
from cofacil.tui.paint.cards import detail_line, ties_of
from cofacil.tui.paint.key_row import KeyRow, Offer, fitted
from cofacil.tui.paint.last_row import last_rows
from cofacil.tui.paint.row import Piece, margin, row, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.typing import typing_rows
from cofacil.tui.paint.welcome import is_welcome
from cofacil.tui.view import SIDE_BY_SIDE

FOOT, FOOT_TIGHT = 4, 3
"""The rows that always stand at the bottom, and where rows must be saved."""
_WATCHING = ("whole", "find", "room_view", "wide", "leave")
"""What the key row offers to who only watches."""
_FIRST_AT_80 = 9
"""Offers of the board where columns do not stand side by side."""
_key_row_cache: MadeLately[tuple[Strip, KeyRow]] = MadeLately(256)
_in_hand_rows: MadeLately[Strip] = MadeLately(256)


def foot(scene: Scene) -> tuple[list[Strip], KeyRow]:
    """Return the last four rows, three of them where rows must be saved, and what the key row offers.

    A line that is typed on grows upwards, over the cards, and so do they where a sentence needs two rows.
    """
    open_line = scene.foot
    in_hand = scene.view.in_hand(scene.board)
    if open_line is None:
        rows = [_in_hand_cached(scene, in_hand)]
    elif open_line.typed is None:
        rows = [_said(scene, words, scene.brush.style("readback")) for words in (*open_line.above, open_line.lead)]
    else:
        rows = typing_rows(scene, open_line, open_line.typed)
    if not scene.is_tight:
        rows.append(_readback(scene, in_hand))
    strip, keys = keys_row(scene)
    return [*rows, strip, *last_rows(scene)], keys


def _in_hand_cached(scene: Scene, record: Card | Absence | None) -> Strip:
    things = (record, *ties_of(scene.board))
    key = (*map(id, things), scene.asks, scene.editor, scene.is_wall, scene.width, scene.today, scene.brush)
    if (found := _in_hand_rows.get(key)) is not None:
        return found[1]
    return _in_hand_rows.put(key, things, _in_hand(scene, record))


def _in_hand(scene: Scene, record: Card | Absence | None) -> Strip:
    style = scene.brush.style("readback")
    if scene.asks:
        return _said(scene, doubt_words(scene.asks), style)
    if record is None:
        return row(scene.width, [], style)
    has_hint = scene.width >= 80 and isinstance(record, Card)
    hint = _("Enter: all of it") if has_hint else ""
    room = scene.width - 2 * margin(scene.width) - cell_len(hint) - (1 if hint else 0)
    if scene.editor:
        words = _("{who} is changing {label}.", who=scene.editor, label=scene.board.label_of(record))
    else:
        words = detail_line(scene.board, record, scene.brush.signs, scene.today)
    text = cut(words, room, scene.brush.signs.more)
    return words_row(scene.width, [(text, style)], style, [(hint, scene.brush.style("hint"))])


def _said(scene: Scene, words: str, style: Style) -> Strip:
    room = scene.width - 2 * margin(scene.width)
    return words_row(scene.width, [(cut(words, room, scene.brush.signs.more), style)], style)


def _readback(scene: Scene, in_hand: Card | Absence | None) -> Strip:
    style = scene.brush.style("readback")
    if scene.foot is not None:
        return _said(scene, scene.foot.readback, style)
    if known := known_words(scene.asks[0]) if scene.asks else _ways(scene, in_hand):
        return _said(scene, known, style)
    return _said(scene, "" if scene.asks else _guidance(scene), scene.brush.style("hint"))


def _guidance(scene: Scene) -> str:
    """Return how the step that runs goes best, "" where the welcome says so above."""
    step = scene.board.step if scene.board.meeting_at(scene.now) else None
    return step.guidance if step is not None and not is_welcome(scene) else ""


def _ways(scene: Scene, in_hand: Card | Absence | None) -> str:
    """Return what may come of somebody who is not here, while they are in hand."""
    if not isinstance(in_hand, Absence) or not scene.is_writable:
        return ""
    choices = (f"{figure} {_(words.choice)}" for figure, words in enumerate(STATES.values(), 1))
    return _("Enter: {choices}", choices="  ".join(choices))


def keys_row(scene: Scene) -> tuple[Strip, KeyRow]:
    """Return the keys of this moment, as many as fit, at most nine at 80 columns; and what each of them is."""
    offers = scene.foot.offers if scene.foot else None
    seat = (scene.is_writable, scene.role, scene.may_ask, scene.writing)
    key = (id(scene.keys), offers, scene.asks, *seat, bool(scene.board.plan), scene.width, scene.brush)
    if (found := _key_row_cache.get(key)) is not None:
        return found[1]
    return _key_row_cache.put(key, (scene.keys,), _paint_keys(scene))


def _paint_keys(scene: Scene) -> tuple[Strip, KeyRow]:
    lead, keys = "", KeyRow()
    left, width = margin(scene.width), scene.width - margin(scene.width)
    if scene.foot:
        keys = fitted(scene.foot.offers, width, scene.brush, left=left)
    elif scene.asks:
        keys = fitted(answer_offers(scene.asks[0], scene.keys["join"]), width, scene.brush, left=left)
    elif scene.is_writable:
        keys = _board_keys(scene, KEY_ROW, left)
    else:
        lead = _("You are watching.") + "  "
        asks = ("ask_to_write",) if scene.may_ask else ()
        keys = _board_keys(scene, (*asks, *_WATCHING), left + cell_len(lead))
    ground = scene.brush.style("keys")
    pieces: list[Piece] = [(lead, ground), *keys.pieces]
    return words_row(scene.width, pieces, ground), keys


def _board_keys(scene: Scene, names: Iterable[str], left: int) -> KeyRow:
    """Return what the board offers of these actions; how to find everything else always stands last."""
    is_narrow = scene.width < SIDE_BY_SIDE
    left_out = _left_out(scene)
    offered = [
        Offer(scene.keys[name], _(ACTIONS[name].short))
        for name in names
        if ACTIONS[name].is_for(scene.role)
        and name not in left_out
        and not (is_narrow and name == "wide")
        and not (ACTIONS[name].types and scene.writing is Writing.CLOSED)
    ]
    more = Offer(scene.keys["help"], _(ACTIONS["help"].short), stays=True)
    most = _FIRST_AT_80 - 1 if is_narrow else len(offered)
    return fitted([*offered[:most], more], scene.width - margin(scene.width), scene.brush, gaps=(2,), left=left)


def _left_out(scene: Scene) -> frozenset[str]:
    """Return what gives way in a narrow row: *done*, and the timer where steps bring their own, else the steps."""
    if not scene.is_small:
        return frozenset()
    return frozenset({"done", "timer" if scene.board.plan else "next_step"})
