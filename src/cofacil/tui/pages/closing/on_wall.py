"""What the hall sees of closing: the part that is gone through, its question large; never what somebody is typing."""

from textual.strip import Strip

from cofacil.board.records import Meeting
from cofacil.language.catalog import _
from cofacil.tui.pages.closing.painting import part_rows
from cofacil.tui.pages.closing.part import Closing
from cofacil.tui.pages.closing.parts import PARTS
from cofacil.tui.paint.row import blank, centred
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import wrap

_BAND_FROM = 24
"""Rows of a window from which there is air around the question."""


def closing_rows(scene: Scene, meeting: Meeting, room: int) -> list[Strip]:
    """Return the part in exactly so many rows; the scene says which it is, and what is in hand."""
    at = min(scene.closing, len(PARTS)) - 1
    question = _question_rows(_(PARTS[at].title), scene)
    closing = Closing(meeting.id, at, hand=scene.closing_hand)
    body, _spots, _top = part_rows(closing, scene, meeting, max(0, room - len(question)))
    return [*question, *body][:room]


def _question_rows(question: str, scene: Scene) -> list[Strip]:
    """Return the question as a band over the whole width, as the rotating one is."""
    brush, width = scene.brush, scene.width
    style, ground = brush.style("prompt_lead"), brush.style("prompt")
    lines = [centred(width, line, style, ground) for line in wrap(question, width - 4, 2, brush.signs.more)]
    air = [blank(width, ground)] * (scene.height >= _BAND_FROM)
    return [*air, *lines, *air]
