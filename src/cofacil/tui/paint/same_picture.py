"""The picture of a board that many look at alike: painted once for all of them."""

from collections.abc import Hashable

from cofacil.made_lately import MadeLately
from cofacil.tui.paint.board import paint_board
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.scene import Scene

_pictures: MadeLately[Picture] = MadeLately(64)
_MINUTE = 60_000
_BOARD, _NOW, _KEYS = (Scene._fields.index(name) for name in ("board", "now", "keys"))
assert _KEYS == _NOW + 1  # noqa: S101  # one slice leaves both out


def board_picture(scene: Scene) -> Picture:
    """Return the board as `paint_board` paints it; where no line is open, one picture for all scenes that are equal to the eye.

    The board of a scene is what its reader may see: who may see less has another one, and another picture.
    """
    if scene.foot is not None or scene.over or scene.over_hand:
        return paint_board(scene)
    key = _key(scene)
    if (found := _pictures.get(key)) is not None:
        return found[1]
    return _pictures.put(key, (scene.board, scene.keys, scene.brush), paint_board(scene))


def _key(scene: Scene) -> tuple[Hashable, ...]:
    board, now = scene.board, scene.now
    moment = (now // _MINUTE, board.meeting_id(now), board.timer.seen_at(now))
    # A board and keys are frozen, and known by what they are; all else is equal where its values are.
    return id(board), id(scene.keys), *moment, scene[:_BOARD], scene[_BOARD + 1 : _NOW], scene[_KEYS + 1 :]
