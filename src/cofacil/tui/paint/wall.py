"""The wall: the board as a hall sees it. Its head has large figures and all five counts, and there are no keys."""

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from cofacil.board.kinds import COLUMNS, IN_COLUMN, Kind
from cofacil.board.timer import TimerState, digits
from cofacil.language.catalog import _, ngettext
from cofacil.language.here_words import here_brief, here_words
from cofacil.language.timer_words import left_words
from cofacil.tui.paint.board import laid_over, standing_rows
from cofacil.tui.paint.brush import DRAWN, kind_role
from cofacil.tui.paint.columns import column_glyph, column_name, column_spans, paint_cards
from cofacil.tui.paint.figures import scaled
from cofacil.tui.paint.head import column_heads, how_many
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.room_view import question_rows, step_row
from cofacil.tui.paint.row import Piece, blank, margin, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut, fitting, wrap

TIME_FOR = 10_000
"""Milliseconds for which the word for it stands there: behind that, how long it has been."""
_LARGE_FROM, _TALL_FROM = 20, 34
"""Rows of a window from which the figures are three rows high, and five."""
_SLIM, _BROAD = 28, 48
"""Cells that figures take at most where they are three rows high, and five."""
_LEAST_WORDS = 24
"""Cells that stay for the purpose beside the figures."""
_HALVES = {"##": "█", "# ": "▀", " #": "▄", "  ": " "}


def paint_wall(scene: Scene) -> Picture:
    """Return the board as exactly `scene.height` rows of exactly `scene.width` cells."""
    spans = column_spans(scene.board, scene.view, scene.width)
    heads, head_spans = column_heads(scene, spans)
    # Columns side by side bear their counts themselves; below all of cards stands who is not here.
    beside = COLUMNS if len(spans) == len(Kind) else spans if len(spans) > 1 else ()
    counted = [number for number in COLUMNS if number not in beside]
    top = [*wall_head(scene, counted), *_step_rows(scene), *([heads] if len(spans) > 1 else [])]
    bottom = [*(question_rows(scene) if scene.prompt else []), wall_last(scene)]
    standing = standing_rows(scene)
    height = max(1, scene.height - len(top) - len(bottom))
    rows, view, shown = paint_cards(scene, max(1, height - len(standing)))
    rows = laid_over(scene, [*rows, *standing][:height], shown)
    return Picture((*top, *rows, *bottom)[: scene.height], view, shown, len(top), spans, head_spans)


def _step_rows(scene: Scene) -> list[Strip]:
    """Return the row of the step that runs; it is there with every plan, so that nothing moves as a step begins."""
    has_plan = scene.board.plan and scene.board.meeting_at(scene.now)
    return [step_row(scene)] if has_plan else []


def head_rows(height: int) -> int:
    """Return how many rows the head of a wall takes: the same whether a timer runs or not."""
    return 2 if height < _LARGE_FROM else 3 if height < _TALL_FROM else 5


def wall_head(scene: Scene, counted: Sequence[int] = tuple(COLUMNS)) -> list[Strip]:
    """Return what the group meets about, how many stand in columns, and how much time is left; at zero it is turned round."""
    rows, brush, width = head_rows(scene.height), scene.brush, scene.width
    is_time = scene.board.timer.state(scene.now) is TimerState.TIME
    style = brush.style("time") if is_time else brush.style("purpose")
    ink, quiet = (style, style) if is_time else (brush.style("digits"), brush.style("place"))
    figures = _figures(scene, rows)
    room = width - 2 * margin(width) - 2 - max(map(cell_len, figures), default=0)
    purpose = _("Time. Finish what you are saying.") if is_time else scene.board.topic
    below: list[list[Piece]] = [[(cut(_below(scene), max(0, room), brush.signs.more), quiet)]] if rows > 2 else []
    most = rows - bool(counted) - len(below)
    lines: list[list[Piece]] = [[(line, style)] for line in wrap(purpose, max(1, room), most, brush.signs.more)]
    # What they are beside is as wide as it can be: they stay as they are when a timer begins.
    counts = _counts(scene, counted, width - 2 * margin(width) - (2 + _cells(rows) if rows > 2 else 0), style)
    words = [*lines, *[[]] * (most - len(lines)), *([counts] if counted else []), *below]
    figures += [""] * (rows - len(figures))
    return [words_row(width, pieces, style, [(figure, ink)]) for pieces, figure in zip(words, figures, strict=True)]


def _below(scene: Scene) -> str:
    """Return what stands below the purpose: the board, the time of day, how much is left in words."""
    timer, now = scene.board.timer, scene.now
    if timer.state(now) is TimerState.TIME:
        return ""
    title = scene.board.title if scene.board.topic != scene.board.title else ""
    state = _("standing still") if timer.state(now) is TimerState.PAUSED else left_words(timer, now)
    return f" {scene.brush.signs.dot} ".join(filter(None, (title, f"{scene.clock:%H:%M}", state)))


def time_words(scene: Scene) -> str:
    """Return the figures of the timer: what is left, the word at zero, then what is over; "" while it is off."""
    timer, now = scene.board.timer, scene.now
    match timer.state(now):
        case TimerState.OFF | TimerState.OVER:
            return ""
        case TimerState.TIME:
            over = timer.over(now)
            # Translators: large figures are drawn for these four letters; a word with others stands in one row.
            return _("TIME") if over < TIME_FOR else f"+{digits(over, up=True)}"
        case TimerState.RUNNING | TimerState.PAUSED:
            return digits(timer.remaining(now), up=timer.counts_up)


def _figures(scene: Scene, rows: int) -> list[str]:
    """Return the figures of the timer in so many rows, as many cells wide; in the middle of them where they are not drawn."""
    words = time_words(scene)
    if not words:
        return []
    if rows < 3:
        return [words]
    most = min(_cells(rows), scene.width - _LEAST_WORDS)
    drawn: Sequence[str] = scaled(words, most, 5, 0)
    if rows < 5:
        # Half a cell is drawn in no plain letter.
        drawn = _halved(drawn) if scene.brush.signs.block == DRAWN.block else []
    if drawn:
        return [line.replace("#", scene.brush.signs.block) for line in drawn]
    blank_figure = " " * cell_len(words)
    return [words if y == rows // 2 else blank_figure for y in range(rows)]


def _cells(rows: int) -> int:
    """Return how many cells figures of so many rows take at most."""
    return _SLIM if rows < 5 else _BROAD


def _halved(drawn: Sequence[str]) -> list[str]:
    """Return figures in half as many rows: each cell holds two of theirs."""
    if not drawn:
        return []
    padded = [*drawn, *[" " * len(drawn[0])] * (len(drawn) % 2)]
    pairs = zip(padded[::2], padded[1::2], strict=True)
    return ["".join(_HALVES[a + b] for a, b in zip(upper, lower, strict=True)) for upper, lower in pairs]


def _counts(scene: Scene, counted: Sequence[int], room: int, ground: Style) -> list[Piece]:
    """Return how many stand in each of these columns, each in its colour; the one in hand in brackets."""
    in_hand = scene.view.column
    pieces = [_count(scene, number, has_name=True) for number in counted]
    if sum(cell_len(text) + 1 for text, _style in pieces) > room:
        pieces = [_count(scene, number, has_name=number == in_hand) for number in counted]
    return [part for piece in pieces for part in (piece, (" ", ground))]


def _count(scene: Scene, number: int, *, has_name: bool) -> Piece:
    count = how_many(scene, number)
    name = f"{column_name(scene, number)} " if has_name else ""
    words = f"{column_glyph(number)} {name}{count}"
    style = scene.brush.style(f"kind.{kind_role(IN_COLUMN.get(number))}")
    return (f"[{words.upper()}]" if number == scene.view.column else f" {words} ", style)


def wall_last(scene: Scene) -> Strip:
    """Return what has just happened, else what is true now; and whom the wall follows."""
    brush, style = scene.brush, scene.brush.style("sentence")
    room = scene.width - 2 * margin(scene.width)
    if scene.trouble:
        trouble = brush.style("trouble")
        return words_row(scene.width, [(cut(scene.trouble, room, brush.signs.more), trouble)], trouble)
    follows = scene.wall
    room -= cell_len(follows) + 2
    words = cut(scene.sentence or _now(scene, room), room, brush.signs.more)
    return words_row(scene.width, [(words, style)], style, [(follows, brush.style("saved"))])


def _now(scene: Scene, room: int) -> str:
    """Return what is true of the meeting at this moment, in so many cells."""
    if scene.board.meeting_at(scene.now) is None:
        return _("No meeting is open.")
    here = scene.here
    if here.elsewhere or here.gone:
        counted = here_words(here.hall, here.screen, here.page, here.gone)
        brief = here_brief(here.hall, here.screen, here.page, here.gone)
        return fitting((_("The meeting is open. {here}", here=counted), counted, brief), room)
    return ngettext(
        "The meeting is open, {number} is here.",
        "The meeting is open, {number} are here.",
        here.number,
        number=here.number,
    )


def with_head(scene: Scene, body: Sequence[Strip]) -> Picture:
    """Return other rows than cards between the wall's own first and last ones."""
    head = wall_head(scene)
    room = max(0, scene.height - len(head) - 1)
    rows = [*body, *[blank(scene.width, scene.brush.style("screen"))] * room][:room]
    return Picture((*head, *rows, wall_last(scene))[: scene.height], scene.view)
