"""The room view: large type is few words, not big letters. Heads stay, cards have air, and there are no keys but one."""

from textual.strip import Strip

from cofacil.language.catalog import _
from cofacil.tui.paint.board import above_line, laid_over, standing_rows
from cofacil.tui.paint.columns import column_spans, paint_cards
from cofacil.tui.paint.foot import foot
from cofacil.tui.paint.head import column_heads, timer_pieces
from cofacil.tui.paint.key_row import KeyRow
from cofacil.tui.paint.last_row import last_lines, last_rows
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.row import blank, centred, margin, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut

_BAND_FROM = 24
"""Rows of a window from which the question is a band of three rows."""


def paint_room(scene: Scene) -> Picture:
    """Return the column in hand with air around it, readable from the back row; from 120 columns two side by side."""
    spans = column_spans(scene.board, scene.view, scene.width)
    heads, head_spans = column_heads(scene, spans)
    top = [_purpose(scene), step_row(scene), heads]
    bottom = [*question_rows(scene), *last_rows(scene)]
    standing, keys = standing_rows(scene), KeyRow()
    # A sentence of two rows lies over the last of the cards: it moves none.
    height = max(1, scene.height - len(top) - len(bottom) + len(last_lines(scene)) - 1)
    if scene.foot is not None:
        # What is typed takes the rows of the question, and more of them over the last cards: the others stay.
        bottom, keys = foot(scene)
    above = max(1, scene.height - len(top) - len(bottom))
    # An editor among the cards is seen whole.
    rows, view, shown = paint_cards(scene, max(1, (above if scene.over_hand else height) - len(standing)))
    rows = laid_over(scene, above_line(scene, rows, standing, above), shown)
    picture = (*top, *rows, *bottom)[: scene.height]
    return Picture(picture, view, shown, len(top), spans, head_spans, keys, len(last_lines(scene)))


def _purpose(scene: Scene) -> Strip:
    style = scene.brush.style("purpose")
    right = timer_pieces(scene)
    cells = sum(cell_len(text) for text, _style in right) + 2 * margin(scene.width)
    text = cut(scene.board.topic, scene.width - cells - 2, scene.brush.signs.more)
    return words_row(scene.width, [(text, style)], style, right)


def step_row(scene: Scene) -> Strip:
    """Return the question of the step that runs, in the middle; an empty row without one."""
    brush, width, ground = scene.brush, scene.width, scene.brush.style("screen")
    step = scene.board.step if scene.board.meeting_at(scene.now) else None
    if step is None:
        return blank(width, ground)
    return centred(width, cut(step.question, width - 2, brush.signs.more), brush.style("step"), ground)


def question_rows(scene: Scene) -> list[Strip]:
    """Return the question as a band of its own, three rows where they are many."""
    brush, width, question = scene.brush, scene.width, scene.prompt
    is_band = scene.height >= _BAND_FROM
    if not question:
        return [blank(width, brush.style("screen"))] * (3 if is_band else 1)
    style = brush.style("prompt")
    lead = "  " + _("Not in the room?") + "   " if width >= 80 else ""
    question = cut(question, width - 2 * margin(width) - cell_len(lead), brush.signs.more)
    # From the back row it is read as one: all of it is bold.
    words = words_row(width, [(lead, brush.style("prompt_lead")), (question, brush.style("prompt_lead"))], style)
    return [blank(width, style), words, blank(width, style)] if is_band else [words]
