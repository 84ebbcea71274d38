"""The board as on the wall, painted for a picture: so high that every card is on it."""

from collections.abc import Iterator

from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from cofacil import paths
from cofacil.board.kinds import COLUMNS
from cofacil.board.model import Board
from cofacil.board.prompts import asked
from cofacil.export.painted import Painted, Piece
from cofacil.language.catalog import language_now
from cofacil.settings import load_settings
from cofacil.terminal.widths import cell_len
from cofacil.tui.paint.brush import DRAWN, brush_of
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.wall import paint_wall
from cofacil.tui.themes import Look, load_themes
from cofacil.tui.view import OLDER, View

_WIDTH, _HEIGHT = 160, 36
"""Cells of a picture: as wide as all five columns take, and as high as a wall at least."""
_TALL = 8
"""Rows of a card and the air below it, more than most take: with so many for each that is not seen yet, few are painted twice."""


def painted_wall(board: Board, now: int) -> Painted:
    """Return a board as it stood at a moment, UTC milliseconds, in the theme that is set here."""
    looks, _faults = load_themes(paths.shipped_themes(), paths.themes_folder())
    wanted = load_settings(paths.config_file())[0].theme
    look = looks[wanted if wanted in looks else next(iter(looks))]
    # Every card is shown, what is older too, and none of them is in anybody's hand.
    view = View(hands=(OLDER,) * len(COLUMNS), unfolded=tuple(COLUMNS))
    prompt = asked(board, now) if board.meeting_at(now) else None
    scene = Scene(
        width=_WIDTH,
        height=_HEIGHT,
        board=board,
        view=view,
        brush=brush_of(look, DRAWN, language_now()),
        now=now,
        is_wall=True,
        is_writable=False,
        prompt=prompt.text if prompt else "",
    )
    rows = _whole(scene)
    ground = look.colours["background"]
    return Painted(_WIDTH, ground.lower(), tuple(tuple(_pieces(row, look)) for row in rows))


def _whole(scene: Scene) -> tuple[Strip, ...]:
    """Return the rows of a wall so high that no card stands below its last one, and no higher."""
    picture = paint_wall(scene)
    while below := max((seen.below for seen in picture.shown.values()), default=0):
        scene = scene._replace(height=scene.height + _TALL * below)
        picture = paint_wall(scene)
    ends = [seen.ends for seen in picture.shown.values()]
    used = 1 + max((at for rows in ends for at, end in enumerate(rows) if end >= 0), default=0)
    height = max(map(len, ends), default=0)
    spare = max(0, min(height - used - 1, scene.height - _HEIGHT))
    last = picture.first + height
    return (*picture.rows[: last - spare], *picture.rows[last:])


def _pieces(row: Strip, look: Look) -> Iterator[Piece]:
    for text, style, _control in row:
        drawn = style or Style.null()
        letters = _colour(drawn.color, look.colours["text"])
        ground = _colour(drawn.bgcolor, look.colours["background"])
        yield Piece(text, cell_len(text), letters, ground, bool(drawn.bold))


def _colour(drawn: Color | None, otherwise: str) -> str:
    return (drawn.get_truecolor().hex if drawn and not drawn.is_default else otherwise).lower()
