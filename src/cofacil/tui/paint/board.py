"""The whole board as rows: four at the top, cards, four at the bottom."""

from collections.abc import Mapping

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.kinds import IN_COLUMN, Kind
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.language.facts import words_of
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.columns import column_name, column_spans, not_here_row, paint_cards, side_by_side
from cofacil.tui.paint.focus import focus
from cofacil.tui.paint.foot import FOOT, FOOT_TIGHT, foot
from cofacil.tui.paint.head import head
from cofacil.tui.paint.last_row import last_lines
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.row import blank, margin, row, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.scrolling import Visible
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.typing import line_row
from cofacil.tui.paint.welcome import is_welcome, welcome_rows


def paint_board(scene: Scene) -> Picture:
    """Return the board as exactly `scene.height` rows of exactly `scene.width` cells."""
    (top, heads), (bottom, keys) = head(scene), foot(scene)
    if scene.is_tight and scene.foot is not None:
        top = [*top[:2], top[3]]
    standing = standing_rows(scene)
    height = max(1, scene.height - len(top) - FOOT_TIGHT if scene.is_tight else scene.height - len(top) - FOOT)
    rows, view, shown = paint_cards(scene, max(1, height - len(standing)))
    columns = column_spans(scene.board, scene.view, scene.width)
    height = min(height, max(1, scene.height - len(top) - len(bottom)))
    rows = laid_over(scene, above_line(scene, rows, standing, height), shown)
    return Picture((*top, *rows, *bottom), view, shown, len(top), columns, heads, keys, len(last_lines(scene)))


def standing_rows(scene: Scene) -> list[Strip]:
    """Return the rows that stand below the cards: those who are not here as words, and what a search has left out."""
    rows = [not_here_row(scene)] if len(side_by_side(scene.view, scene.width)) == len(Kind) else []
    if _is_filtered(scene):
        brush = scene.brush
        words = _('Only what has "{words}" {dot} Esc shows all', words=scene.view.found, dot=brush.signs.dot)
        style = brush.style("match")
        room = scene.width - 2 * margin(scene.width)
        rows.append(words_row(scene.width, [(cut(words, room, brush.signs.more), style)], style))
    return rows


def above_line(scene: Scene, cards: list[Strip], standing: list[Strip], height: int) -> list[Strip]:
    """Return cards and what stands below them in so many rows: a line of several rows grows over the last of the cards."""
    room = max(0, height - len(standing))
    empty = [blank(scene.width, scene.brush.style("screen"))] * (room - len(cards))
    return [*cards[:room], *empty, *standing][:height]


def hand_cursor(scene: Scene, picture: Picture | None) -> Offset | None:
    """Return where the card in hand begins, None while it is not seen."""
    if picture is None:
        return None
    column, hand = picture.shown.get(picture.view.column), picture.view.place(scene.board)
    if not column or hand not in column.ends:
        return None
    return Offset(picture.columns[picture.view.column].left + 2, picture.first + column.ends.index(hand))


def board_focus(scene: Scene, picture: Picture) -> Offset:
    """Return where the terminal's own cursor belongs while nothing is typed: a question, the card in hand, the column in hand."""
    if scene.foot is not None and scene.foot.lead and not scene.foot.is_carrying:
        return Offset(margin(scene.width), line_row(scene) - len(scene.foot.above))
    if (hand := hand_cursor(scene, picture)) is not None:
        return hand
    head = picture.heads.get(picture.view.column)
    return Offset(head.left, picture.first - 1) if head is not None else focus(picture.rows, scene.brush)


def editor_cursor(scene: Scene, picture: Picture | None) -> Offset | None:
    """Return where the next letter goes in an editor among the cards, None where none is open."""
    if picture is None or not scene.over_hand:
        return None
    column, cursor = picture.shown.get(picture.view.column), scene.brush.style("line_cursor")
    for y, strip in enumerate(column.rows if column else ()):
        x = picture.columns[picture.view.column].left
        for segment in strip:
            if segment.style is cursor:
                return Offset(x, picture.first + y)
            x += segment.cell_length
    return None


def laid_over(scene: Scene, rows: list[Strip], shown: Mapping[int, Visible]) -> list[Strip]:
    """Return the rows with what the open line lays over them, or the welcome of a board that has nothing on it yet."""
    if (said := _said_elsewhere(scene, shown)) is not None:
        at = max(0, len(rows) - (2 if _is_filtered(scene) else 1))
        rows = [*rows[:at], said, *rows[at + 1 :]]
    ground = scene.brush.style("screen")
    if scene.over:
        return [*scene.over, *[blank(scene.width, ground)] * len(rows)][: len(rows)]
    panel = scene.foot.panel if scene.foot else ()
    if is_welcome(scene):
        return (welcome_rows(scene, len(rows)) + [blank(scene.width, ground)] * len(rows))[: len(rows)]
    if not panel:
        return rows
    plain, empty = scene.brush.style("choice"), blank(scene.width, ground)
    out = []
    for text in panel[: len(rows)]:
        indent = " " * (len(text) - len(text.lstrip()))
        words = cut(text.strip(), scene.width - len(indent), scene.brush.signs.more)
        out.append(row(scene.width, [(indent + words, plain)], plain) if words else empty)
    return out + [empty] * (len(rows) - len(out))


def _said_elsewhere(scene: Scene, shown: Mapping[int, Visible]) -> Strip | None:
    """Return what was kept from here a moment ago as a row, where its own column does not show it."""
    record = scene.board.records.get(scene.said)
    if not isinstance(record, Card | Absence) or record.is_gone:
        return None
    column = scene.board.column_of(record)
    if column in shown and (scene.view.only is None or record.id in scene.view.only):
        return None
    brush, kind = scene.brush, IN_COLUMN.get(column)
    label = scene.board.label_of(record)
    where = _("in {column}:", column=column_name(scene, column))
    style = brush.style(f"said.{kind_role(kind)}")
    words = cut(words_of(record), scene.width - cell_len(label) - cell_len(where) - 8, brush.signs.more)
    return row(
        scene.width, [(f" {label}  ", brush.style(f"kind.{kind_role(kind)}")), (f"{where} {words}", style)], style
    )


def _is_filtered(scene: Scene) -> bool:
    """Say whether a search keeps only some cards on the board, and is not being typed."""
    return scene.view.only is not None and not scene.over
