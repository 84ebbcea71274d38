"""The last row, or two where a sentence needs them: what just happened, who is here, and whether it is saved."""

from collections.abc import Sequence

from textual.strip import Strip

from cofacil.language.catalog import _, ngettext
from cofacil.language.here_words import elsewhere_words, here_brief
from cofacil.tui.paint.row import margin, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut, fitting, wrap

_MOST = 3
_GAP = 2
"""Blanks between what is said and what stands at the right."""


def last_rows(scene: Scene) -> list[Strip]:
    """Return the last row; two of them rather than a sentence without its end."""
    rights = _rights(scene)
    *above, last = _lines(scene, rights)
    style = scene.brush.style("trouble" if scene.trouble else "sentence")
    strips = [words_row(scene.width, [(line, style)], style) for line in above]
    room = scene.width - 2 * margin(scene.width) - _GAP - cell_len(last)
    right = "" if scene.trouble else fitting(rights, room)
    return [*strips, words_row(scene.width, [(last, style)], style, [(right, scene.brush.style("saved"))])]


def last_lines(scene: Scene) -> tuple[str, ...]:
    """Return what the last row says, in as many lines as it needs: hardly ever more than two, and never more than three."""
    return _lines(scene, _rights(scene))


def _lines(scene: Scene, rights: Sequence[str]) -> tuple[str, ...]:
    said, right = (scene.trouble, "") if scene.trouble else (scene.sentence, rights[-1])
    return said_in(said, right, scene.width, scene.brush.signs.more, 2 if scene.is_tight else _MOST)


def said_in(sentence: str, right: str, width: int, more: str, most: int = _MOST) -> tuple[str, ...]:
    """Return a sentence in one line beside what stands at the right, or in several of which the last stands beside it."""
    room = width - 2 * margin(width)
    beside = max(1, room - (cell_len(right) + _GAP if right else 0))
    lines = wrap(sentence, room, 9, more)
    if cell_len(lines[-1]) > beside:
        lines = (*lines[:-1], *wrap(lines[-1], beside, 2, more))
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], cut(" ".join(lines[most - 1 :]), beside, more))


def state_words(scene: Scene) -> str:
    """Return the least that stands at the right: whether all is kept; in the room view behind the key that leads out of it."""
    return _rights(scene)[-1]


def _rights(scene: Scene) -> list[str]:
    """Return what may stand at the right, the most first: how the wall looks, who is here, whether all is kept."""
    state = saved_state(scene)
    if _is_bare(scene) and not scene.is_wall:
        back = _("{key} board", key=scene.keys["room_view"])
        forms: list[tuple[str, ...]] = [(scene.wall, back, state), (back, state)]
        return ["   ".join(filter(None, form)) for form in forms]
    forms = [(scene.wall, _here(scene), state), (scene.wall, state), (state,)]
    # A wall that is held by mistake is noticed late: that is always said.
    if scene.wall and scene.is_held:
        forms.pop()
    return ["  ".join(filter(None, form)) for form in forms]


def _is_bare(scene: Scene) -> bool:
    """Say whether this is the room view, which has no keys but one while no line is open."""
    return scene.view.is_room and scene.foot is None


def saved_state(scene: Scene) -> str:
    """Return whether what is seen is kept, in a word or two; "" while words are typed that are not."""
    if not scene.is_kept:
        return _("not kept")
    if scene.trouble:
        return _("NOT SAVED")
    if scene.is_saving:
        return _("saving{more}", more=scene.brush.signs.more)
    if scene.is_typing:
        return ""
    if scene.left:
        return ngettext("one line waits", "{number} lines wait", scene.left)
    return _("saved") if scene.is_writable else _("watching")


def _here(scene: Scene) -> str:
    """Return who is here: a number, from 80 columns how many of them not in the hall or gone, from 120 their names."""
    here = scene.here
    if not (here.elsewhere or here.gone) and scene.board.meeting_at(scene.now) is None:
        return ""  # whoever types here by themselves knows it
    if scene.width < 80:
        return here_brief(here.number, 0, 0) if here.number else ""
    if not (here.number or here.gone):
        return ""
    names = elsewhere_words(here.screens, here.pages)
    number, dot = here_brief(here.number, 0, 0, here.gone), scene.brush.signs.dot
    whole = _("{names} {dot} {here}", names=names, dot=dot, here=number) if names else ""
    if whole and scene.width >= 120 and cell_len(whole) <= scene.width // 2:
        return whole
    return here_brief(here.hall, here.screen, here.page, here.gone)
