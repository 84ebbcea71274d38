"""The page of quiet writing: on what all can read the question and a count, on a seat of its own what was written there."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.kinds import Role
from cofacil.board.plan import Writing
from cofacil.board.quiet import hidden, running_asides
from cofacil.board.records import Step
from cofacil.language.catalog import _, ngettext
from cofacil.language.facts import words_of
from cofacil.language.quiet_words import others_words, quiet_question
from cofacil.tui.paint.foot import foot
from cofacil.tui.paint.head import timer_pieces
from cofacil.tui.paint.key_row import KeyRow, Offer
from cofacil.tui.paint.last_row import last_lines
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.row import blank, centred, margin, row, words_row
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.paint.text import cell_len, cut, wrap
from cofacil.tui.paint.wall import with_head

_MOST = 4
"""Rows that a question takes."""


class Line(NamedTuple):
    """A row of words, and how many empty rows stand above it where there is room."""

    words: str
    role: str = "choice"
    above: int = 0


def paint_quiet(scene: Scene) -> Picture:
    """Return the page as exactly `scene.height` rows of exactly `scene.width` cells."""
    scene = scene._replace(sentence=scene.sentence or state_of(scene))
    if scene.is_wall:
        return with_head(scene, _centred(scene, _for_all(scene), scene.height))
    bottom, keys = _bottom(scene)
    height = max(0, scene.height - 1 - len(bottom))
    body = _own(scene, height) if scene.is_private else _centred(scene, _for_all(scene), height)
    ground = blank(scene.width, scene.brush.style("screen"))
    rows = (_top(scene), *[*body, *[ground] * height][:height], *bottom)[-scene.height :]
    return Picture(rows, scene.view, keys=keys, below_keys=len(last_lines(scene)))


def quiet_rows(scene: Scene, height: int) -> list[Strip]:
    """Return in so many rows what the hall reads while people write quietly."""
    rows = _centred(scene, _for_all(scene), height)
    return [*rows, *[blank(scene.width, scene.brush.style("screen"))] * (height - len(rows))][:height]


def state_of(scene: Scene) -> str:
    """Return what is true as long as people write quietly: what the last row says where nothing has just happened."""
    if scene.is_private and not scene.role.includes(Role.COFACILITATOR):
        return _("Hidden until a facilitator shows all.")
    step = _step(scene)
    if step is None or step.began is None:
        return _("Quiet writing.")
    return _("Quiet writing since {clock}.", clock=f"{scene.at(step.began):%H:%M}")


def _step(scene: Scene) -> Step | None:
    """Return the quiet time that runs, begun in between or by the plan."""
    asides = running_asides(scene.board)
    if asides:
        return asides[-1]
    step = scene.board.step
    return step if step is not None and step.writing is Writing.QUIET else None


# what stands where


def _top(scene: Scene) -> Strip:
    """Return the first row: what stands there is not said again below."""
    brush, right = scene.brush, timer_pieces(scene)
    words = quiet_question(scene.board) if scene.is_private else scene.board.purpose or scene.board.title
    room = scene.width - sum(cell_len(text) for text, _style in right) - 2 * margin(scene.width) - 2
    style = brush.style("purpose")
    return words_row(scene.width, [(cut(words, room, brush.signs.more), style)], style, right)


def _bottom(scene: Scene) -> tuple[list[Strip], KeyRow]:
    """Return the line that is open, or nothing in its place; keys, and what happened."""
    if scene.foot is not None or scene.asks:
        return foot(scene)
    return foot(scene._replace(foot=Foot(sentence=scene.sentence, offers=_offers(scene))))


def _offers(scene: Scene) -> tuple[Offer, ...]:
    keys, more = scene.keys, Offer(scene.keys["help"], _("more"), stays=True)
    if not scene.is_writable:
        return (*((Offer(keys["ask_to_write"], _("ask to write")),) if scene.may_ask else ()), more)
    write = Offer(keys["add"], _("write yours"), _("write"))
    if not scene.role.includes(Role.COFACILITATOR):
        return (write, Offer(keys["undo"], _("undo")), more)
    runs = scene.board.timer.is_set(scene.now) and not scene.board.timer.counts_up
    minute = (Offer("+", _("one more minute"), _("a minute")),) if runs else ()
    on = (Offer(keys["next_step"], _("next step"), _("next")),) if "next_step" in keys and scene.board.plan else ()
    return (write, Offer(keys["hush"], _("show all of it"), _("show all")), *minute, *on, more)


def _for_all(scene: Scene) -> list[Line]:
    """Return what the hall reads: what to write about, that nobody sees it yet, how many have."""
    lines: list[Line] = []
    if (question := quiet_question(scene.board)) != (scene.board.purpose or scene.board.title):
        lines += _wrapped(scene, question, "title")
    lines += _wrapped(scene, _("Write for yourself. Nobody sees it yet."), "choice" if lines else "title", 1)
    lines += _wrapped(scene, _("On paper in the hall, on your own screen if you have one."), "choice", 3)
    return [*lines, *_wrapped(scene, _written_words(_number(scene)), "choice", 2)]


def _wrapped(scene: Scene, words: str, role: str, above: int = 0) -> list[Line]:
    lines = wrap(words, scene.width - 2, _MOST, scene.brush.signs.more)
    return [Line(line, role, above if number == 0 else 0) for number, line in enumerate(lines)]


def _centred(scene: Scene, lines: Sequence[Line], height: int) -> list[Strip]:
    """Return lines in the middle, somewhat above it; where they are too many, the air between them goes first."""
    ground, air = scene.brush.style("screen"), 3
    while air and sum(min(line.above, air) for line in lines) + len(lines) > height:
        air -= 1
    rows: list[Strip] = []
    for line in lines:
        rows += [blank(scene.width, ground)] * min(line.above, air)
        rows.append(centred(scene.width, line.words, scene.brush.style(line.role), ground))
    return [blank(scene.width, ground)] * (max(0, height - len(rows)) // 3) + rows


def _own(scene: Scene, height: int) -> list[Strip]:
    """Return what was written from this seat, the last of it where there is no room for all, and how much others have."""
    brush, width = scene.brush, scene.width
    ground, plain, hint = (brush.style(role) for role in ("screen", "choice", "hint"))
    others = _words(scene, others_words(hidden(scene.board)), "choice")
    own = [record for record in hidden(scene.board) if not record.is_withheld and not record.is_gone]
    head = _words(scene, _("Your cards, only you see them:") if own else _none_yet(scene), "choice" if own else "hint")
    room = max(0, height - len(head) - len(others) - 3)
    shown: list[Strip] = []
    left = len(own)
    for record in reversed(own):
        lines = wrap(words_of(record), width - 8, 2, brush.signs.more)
        if len(shown) + len(lines) > room - (1 if left > 1 else 0) and shown:
            break
        first = f"     {brush.signs.dot} "
        shown = [
            *(
                row(width, [(first if number == 0 else " " * len(first), hint), (line, plain)], ground)
                for number, line in enumerate(lines)
            ),
            *shown,
        ]
        left -= 1
    if left:
        words = ngettext("{up} {number} more above", "{up} {number} more above", left, up=brush.up)
        shown = [row(width, [(f"     {words}", hint)], ground), *shown]
    empty = [blank(width, ground)]
    return [*empty, *head, *(empty + shown if own else []), *empty, *others]


def _none_yet(scene: Scene) -> str:
    if not scene.is_writable:
        return _("You are watching. People write for themselves now; it is shown later.")
    return _("Write for yourself. Nobody sees it yet. {key} opens a line.", key=scene.keys["add"])


def _words(scene: Scene, words: str, role: str) -> list[Strip]:
    ground, style = scene.brush.style("screen"), scene.brush.style(role)
    lines = wrap(words, scene.width - 4, 2, scene.brush.signs.more)
    return [row(scene.width, [(f"   {line}", style)], ground) for line in lines]


# how much there is


def _number(scene: Scene) -> int:
    return sum(not record.is_gone for record in hidden(scene.board))


def _written_words(number: int) -> str:
    if not number:
        return _("Nothing is written yet. Nobody is waiting for you.")
    return ngettext(
        "One card is written. Nobody is waiting for you.",
        "{number} cards are written. Nobody is waiting for you.",
        number,
    )
