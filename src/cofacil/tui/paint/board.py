"""The whole board as rows: four at the top, cards, four at the bottom."""

from collections.abc import Mapping

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.kinds import NOT_HERE, Kind
from cofacil.language.catalog import _
from cofacil.tui.paint.columns import column_spans, not_here_row, paint_cards, side_by_side
from cofacil.tui.paint.foot import foot
from cofacil.tui.paint.head import head
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.scrolling import Visible
from cofacil.tui.paint.text import cell_len, cut, wrap


def paint_board(scene: Scene) -> Picture:
    """Return the board as exactly `scene.height` rows of exactly `scene.width` cells."""
    (top, heads), (bottom, keys) = head(scene), foot(scene)
    if scene.is_tight and scene.foot is not None:
        top = [*top[:2], top[3]]
    height = max(1, scene.height - len(top) - len(bottom))
    words = len(side_by_side(scene)) == len(Kind)
    if words:
        height -= 1
    rows, view, shown = paint_cards(scene, height)
    rows = _opened(scene, rows, shown) if scene.over_hand else _laid_over(scene, rows)
    if words:
        rows.append(not_here_row(scene))
    columns = column_spans(scene, tuple(shown))
    return Picture((*top, *rows, *bottom), view, shown, len(top), columns, heads, keys)


def hand_cursor(scene: Scene, picture: Picture | None) -> Offset | None:
    """Return where the card in hand begins, None while it is not seen."""
    if picture is None:
        return None
    column, hand = picture.shown.get(picture.view.column), picture.view.place(scene.board)
    return Offset(2, picture.first + column.ends.index(hand)) if column and hand in column.ends else None


def _laid_over(scene: Scene, rows: list[Strip]) -> list[Strip]:
    """Return the rows with what the open line lays over them, or the welcome of a board that has nothing on it yet."""
    ground = scene.brush.style("screen")
    if scene.over:
        return [*scene.over[: len(rows)], *rows[len(scene.over) :]][: len(rows)]
    panel = scene.foot.panel if scene.foot else ()
    if not panel and not scene.board.highest.keys() - {"N"} and scene.view.column != NOT_HERE:
        panel = welcome(scene)
    if not panel:
        return rows
    plain, chosen = scene.brush.style("choice"), scene.brush.style("choice_in_hand")
    empty = blank(scene.width, ground)
    out = []
    for text in panel[: len(rows)]:
        style = chosen if text.startswith("\t") else plain
        indent = _indent(text)
        words = cut(text.strip(), scene.width - len(indent), scene.brush.signs.more)
        out.append(row(scene.width, [(indent + words, style)], style) if words else empty)
    return out + [empty] * (len(rows) - len(out))


def _opened(scene: Scene, rows: list[Strip], shown: Mapping[int, Visible]) -> list[Strip]:
    """Return the rows with the editor in the place of the card in hand: rows above stay, those below make room."""
    hand = scene.view.place(scene.board)
    column = shown.get(scene.view.column)
    ends = column.ends if column else ()
    at = ends.index(hand) if hand in ends else 0
    behind = next((y for y in range(at, len(ends)) if ends[y] != hand), len(rows))
    at = max(0, min(at, len(rows) - len(scene.over_hand)))
    over = list(scene.over_hand)[: len(rows)]
    below = rows[behind:] if len(shown) == 1 else rows[at + len(over) :]
    empty = blank(scene.width, scene.brush.style("screen"))
    return [*rows[:at], *over, *below, *[empty] * len(rows)][: len(rows)]


def _indent(text: str) -> str:
    bare = text.lstrip("\t")
    return " " * (len(bare) - len(bare.lstrip()))


def welcome(scene: Scene) -> tuple[str, ...]:
    """Return what an empty board says: what to do first, in the words of the room."""
    hello, how = _("Welcome. Who is here, and what brings you?"), _("One line each, or a pass. A name is enough.")
    middle = " " * max(0, (scene.width - cell_len(how)) // 2)
    offers = [
        (scene.keys["add"], _("writes down what somebody says")),
        (scene.keys["timer"], _("starts the timer")),
        (scene.keys["missing"], _("names who is missing")),
        (scene.keys["help"], _("shows everything else")),
    ]
    shown = offers if scene.is_writable and not scene.is_wall else []
    lines = [
        "",
        f"{middle}{hello}",
        "",
        f"{middle} {how}",
        "",
        *_hanging(scene, "   ", _("Nothing is on the board yet.")),
        *(line for key, words in shown for line in _hanging(scene, f"     {key}   ", words)),
        "",
        *_hanging(scene, "   ", _('"The room" means all of us, also those who are here by screen.')),
    ]
    return tuple(lines if scene.height >= 24 else [line for line in lines[1:] if line])


def _hanging(scene: Scene, head: str, words: str) -> list[str]:
    """Return words in up to two lines, the second below where the first begins."""
    indent = cell_len(head)
    first, *more = wrap(words, scene.width - indent - 1, 2, scene.brush.signs.more)
    return [head + first, *(" " * indent + line for line in more)]
