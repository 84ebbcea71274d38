"""What a board shows that has nothing on it yet: the first question, the four kinds, and the one key to begin."""

from textual.strip import Strip

from cofacil.board.kinds import NOT_HERE, Kind
from cofacil.board.marked import N_
from cofacil.board.plan import Writing
from cofacil.language.catalog import _
from cofacil.room.actions import ACTIONS
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.columns import column_name
from cofacil.tui.paint.row import Piece, blank, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut, fit, wrap

_INDENT = 3
_ONE_LINE = N_("One line each, or a pass. A name is enough.")
_AIRY_FROM = 24
"""Rows of a window from which there is air between the parts."""


def is_welcome(scene: Scene) -> bool:
    """Say whether the welcome stands where cards will: nothing was ever written, and no line lays anything over it."""
    is_bare = not scene.board.highest.keys() - {"N"} and scene.view.column != NOT_HERE
    return is_bare and not scene.over_hand and not scene.over and not (scene.foot and scene.foot.panel)


def welcome_rows(scene: Scene, height: int) -> list[Strip]:
    """Return the rows; an example of each kind stands in quiet letters, so that nobody takes it for a card.

    Where they are too many, sentences go whole: the kinds and the key to begin stay longest.
    """
    ground, plain, quiet = (scene.brush.style(role) for role in ("screen", "choice", "hint"))
    empty = [blank(scene.width, ground)] if scene.height >= _AIRY_FROM else []
    hello, how = (_words(scene, words, role) for words, role in zip(_greeting(scene), ("title", "choice"), strict=True))
    names = max(cell_len(column_name(scene, kind.column)) for kind in Kind)
    kinds: list[Strip] = []
    for kind in Kind:
        head: list[Piece] = [
            (" " * _INDENT, ground),
            (f"  {kind.glyph}  ", scene.brush.style(f"kind.{kind_role(kind)}")),
            ("  " + fit(column_name(scene, kind.column), names + 3), plain),
        ]
        room = scene.width - sum(cell_len(text) for text, _style in head) - 1
        kinds.append(
            row(scene.width, [*head, (cut(_(kind.spec.example), room, scene.brush.signs.more), quiet)], ground)
        )
    begin: list[Strip] = []
    if scene.is_writable and not scene.is_wall:
        add = [_key_row(scene, "add", _("writes down what somebody says"))]
        begin = [
            *(add if scene.writing is not Writing.CLOSED else []),
            *_next_rows(scene),
            _key_row(scene, "help", _("shows everything else")),
        ]
    room_words = _words(scene, _('"The room" means all of us, also those who are here by screen.'), "hint")
    airy = [*empty, *hello, *how, *empty, *kinds, *empty, *begin, *empty, *room_words]
    close = [*hello, *how, *kinds, *begin]
    forms = (airy, [*close, *room_words], close, [*hello, *kinds, *begin], [*kinds, *begin])
    return next((rows for rows in forms if len(rows) <= height), forms[-1])


def _greeting(scene: Scene) -> tuple[str, str]:
    """Return what is asked first, and how: as the plan says, where the meeting has one; else as we would."""
    board = scene.board
    ahead = board.plan_ahead
    plan = board.plan if board.meeting_at(scene.now) else ()
    if not plan and ahead is not None and board.meeting_at(scene.now) is None:
        first = ahead.steps[0]
        return _("Welcome. {question}", question=first.question), first.guidance or _(_ONE_LINE)
    if not plan:
        return _("Welcome. Who is here, and what brings you?"), _(_ONE_LINE)
    step = board.step or plan[0]
    is_first = step.id == plan[0].id
    question = _("Welcome. {question}", question=step.question) if is_first else step.question
    return question, step.guidance or _(_ONE_LINE)


def _next_rows(scene: Scene) -> list[Strip]:
    """Return how a step is begun, for who may do so."""
    board = scene.board
    has_plan = bool(board.plan) if board.meeting_at(scene.now) else board.plan_ahead is not None
    if not has_plan or not ACTIONS["next_step"].is_for(scene.role):
        return []
    words = _("goes to the next step") if board.meeting_at(scene.now) and board.step else _("begins the first step")
    return [_key_row(scene, "next_step", words)]


def _words(scene: Scene, words: str, role: str) -> list[Strip]:
    ground, style = scene.brush.style("screen"), scene.brush.style(role)
    lines = wrap(words, scene.width - _INDENT - 1, 2, scene.brush.signs.more)
    return [row(scene.width, [(" " * _INDENT + line, style)], ground) for line in lines]


def _key_row(scene: Scene, action: str, words: str) -> Strip:
    ground, key = scene.brush.style("screen"), scene.keys[action]
    room = scene.width - _INDENT - cell_len(key) - 5
    words = cut(words, room, scene.brush.signs.more)
    pieces: list[Piece] = [(" " * (_INDENT + 2), ground), (key, scene.brush.style("key")), (f"    {words}", ground)]
    return row(scene.width, pieces, ground)
