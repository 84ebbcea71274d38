"""The scene that a session lays for its painter: everything that the picture of its board depends on."""

from typing import Protocol

from cofacil.board.errors import Refusal
from cofacil.board.plan import Writing
from cofacil.board.prompts import Prompt
from cofacil.board.quiet import writing_at
from cofacil.language.worded import worded
from cofacil.room.here import Here
from cofacil.tui.just_said import JustSaid
from cofacil.tui.laid_desk import Laid
from cofacil.tui.last_row import LastRow
from cofacil.tui.modes.mode import Desk, Mode
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.wall_words import wall_words
from cofacil.tui.quiet_page import is_mirrored, is_on_page


class Seen(Laid, Protocol):
    """What a scene is laid from: a session."""

    mode: Mode | None
    last_row: LastRow
    unread: str
    is_wall: bool
    is_saving: bool
    just_said: JustSaid

    @property
    def sentence(self) -> str: ...

    @property
    def may_write(self) -> bool: ...

    def desk(self) -> Desk: ...


def lay_scene(session: Seen, prompt: Prompt | None, *, is_fresh: bool) -> Scene:
    """Return the scene of this moment; `is_fresh` says whether what was kept last from here was kept just now."""
    attending, moment = session.attending(), session.moment
    board, view, said = session.board, session.view, session.just_said
    writing = writing_at(board, moment.now)
    scene = Scene(
        *session.size,
        board,
        view,
        session.brush,
        moment.now,
        session.keymap.keys,
        sentence=session.sentence or (worded(Refusal("time-to-listen")) if writing is Writing.CLOSED else ""),
        trouble=session.unsaved.sentence() if session.unsaved.why else session.unread,
        is_writable=session.may_write,
        role=session.seat.role,
        is_saving=session.is_saving,
        left=len(session.lines.left),
        is_wall=session.is_wall,
        is_kept=session.is_kept,
        here=Here.of(board, attending, moment.now),
        editor=attending.editor_of(view.hands[view.column - 1], session.seat.name),
        asks=attending.asks_for(session.seat),
        may_ask=session.seat.via == "ssh",
        fresh=said.entity if is_fresh else "",
        said=said.entity if said.is_shown(session.mode, moment.now) else "",
        prompt=prompt.text if prompt else "",
        wall=wall_words(attending.wall, session.seat, session.brush.signs),
        is_held=attending.wall.is_held,
        writing=writing,
        is_quiet=is_on_page(board, view, moment.now),
        is_private=not session.is_wall and not is_mirrored(session.seat, attending),
    )
    return scene if session.mode is None else _with_mode(scene, session, session.mode)


def _with_mode(scene: Scene, session: Seen, mode: Mode) -> Scene:
    """Return the scene with what is open at the bottom of the board, and what that lays over the cards."""
    foot = mode.foot(desk := session.desk())
    over, over_hand = mode.over(desk), mode.over_hand(desk)
    return scene._replace(
        board=mode.board(desk),
        view=mode.view(desk),
        foot=foot,
        sentence=session.last_row.words(session.moment, foot.sentence, is_held=True),
        is_typing=mode.unkept is not None,
        over=over,
        over_hand=over_hand,
        is_quiet=scene.is_quiet and not (over or over_hand or foot.panel or foot.is_carrying),
    )
