"""The four rows at the top, which never move: purpose, timer, question, columns."""

from collections.abc import Sequence

from textual.strip import Strip

from cofacil.board.kinds import COLUMNS, NOT_HERE, Kind
from cofacil.board.prompts import shown
from cofacil.board.timer import MINUTE, Timer, TimerState, digits
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.cache import Kept
from cofacil.tui.paint.columns import column_widths, side_by_side
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut

BAR = 8
_kept: Kept[Strip] = Kept(64)
_heads_kept: Kept[list[Strip]] = Kept(64)


def head(scene: Scene) -> list[Strip]:
    """Return rows 1 to 4."""
    board, timer, view = scene.board, scene.board.timer, scene.view
    figures = digits(timer.remaining(scene.now), up=timer.counts_up), timer.state(scene.now)
    return _heads_kept.get(
        (board.about, board.columns, board.absences, scene.keys),
        (
            *(scene.now // MINUTE, figures, prompt_of(scene)),
            *(view.column, view.is_wide, view.only, scene.width, scene.height, scene.brush, scene.is_wall),
        ),
        lambda: [_purpose(scene), _timer(scene), _prompt(scene), _columns(scene)],
    )


def prompt_of(scene: Scene) -> str:
    """Return the question that is on the wall, "" while there is none."""
    if scene.prompt:
        return scene.prompt
    meeting = scene.board.meeting_at(scene.now)
    prompt = shown(meeting, scene.now) if meeting else None
    return prompt.text if prompt else ""


def timer_pieces(scene: Scene, cells: int = BAR) -> list[Piece]:
    """Return the timer's figures and its bar, nothing while it is off."""
    timer, brush = scene.board.timer, scene.brush
    state = timer.state(scene.now)
    if state in {TimerState.OFF, TimerState.OVER}:
        return []
    if state is TimerState.TIME:
        figures: Piece = ("TIME", brush.style("time"))
    else:
        paused = " paused" if state is TimerState.PAUSED else ""
        figures = (digits(timer.remaining(scene.now), up=timer.counts_up) + paused, brush.style("digits"))
    return [figures] if scene.is_small or timer.counts_up else [figures, (" ", brush.style("step")), *bar(scene, cells)]


def bar(scene: Scene, cells: int) -> list[Piece]:
    """Return how much is left as a bar: a cell is full as long as a part of it is left."""
    timer, brush = scene.board.timer, scene.brush
    full = -(-timer.remaining(scene.now) * cells // timer.length) if timer.length else 0
    full = min(cells, full)
    return [
        (brush.signs.full * full, brush.style("bar_full")),
        (brush.signs.empty * (cells - full), brush.style("bar_empty")),
    ]


def left_words(timer: Timer, now: int) -> str:
    """Return how much is left in words, for those who do not read figures across a hall."""
    if timer.state(now) not in {TimerState.RUNNING, TimerState.PAUSED} or timer.counts_up or not timer.length:
        return ""
    left = timer.remaining(now)
    if left * 8 <= timer.length:
        return "nearly over"
    return "less than half left" if left * 2 < timer.length else "more than half left"


def _purpose(scene: Scene) -> Strip:
    brush, board, style = scene.brush, scene.board, scene.brush.style("purpose")
    quiet = brush.style("place")
    clock = f"{scene.clock:%H:%M}"
    if scene.is_small:
        right: list[Piece] = timer_pieces(scene)
        middle = ""
    else:
        where = board.place.partition(". ")[0].rstrip(".")
        place = f" {brush.signs.dot} {cut(where, 40, brush.signs.more)}" if scene.width >= 120 and where else ""
        middle = board.title + place if board.title != board.purpose else place.lstrip(f" {brush.signs.dot}")
        right = [(f"{middle}  {clock}" if middle else clock, quiet)]
    right_cells = sum(cell_len(text) for text, _ in right)
    purpose = cut(board.purpose or board.title, scene.width - right_cells - 2, brush.signs.more)
    return row(scene.width, [(purpose, style)], style, right)


def _timer(scene: Scene) -> Strip:
    ground = scene.brush.style("step")
    if scene.is_small:
        return row(scene.width, [], ground)
    words = left_words(scene.board.timer, scene.now) if scene.width >= 120 else ""
    right = timer_pieces(scene)
    return row(scene.width, [], ground, [(f"{words}  ", scene.brush.style("place")), *right] if words else right)


def _prompt(scene: Scene) -> Strip:
    brush = scene.brush
    style, lead = brush.style("prompt"), brush.style("prompt_lead")
    question = prompt_of(scene)
    if not question:
        return row(scene.width, [], brush.style("screen"))
    words = "" if scene.is_small else ("WHO'S NOT IN THE ROOM?  " if scene.width >= 120 else "NOT IN THE ROOM?  ")
    ask = f"{scene.keys.get('missing', 'w')} name{' them' if scene.width >= 120 else ''}"
    fits = cell_len(words) + cell_len(question) + cell_len(ask) + 1 <= scene.width and not scene.is_wall
    question = cut(question, scene.width - cell_len(words), brush.signs.more)
    return row(scene.width, [(words, lead), (question, style)], style, [(ask, lead)] if fits else [])


def _columns(scene: Scene) -> Strip:
    board, view = scene.board, scene.view
    return _kept.get(
        (board.columns, board.absences, board.about),
        (view.column, view.is_wide, view.only, scene.width, scene.brush),
        lambda: _paint_columns(scene),
    )


def _paint_columns(scene: Scene) -> Strip:
    numbers = side_by_side(scene)
    if len(numbers) >= 4:
        return _heads(scene, numbers)
    forms = (_names(scene, form) for form in ("whole", "no_signs", "bare"))
    fitting = (pieces for pieces in forms if sum(cell_len(text) for text, _ in pieces) <= scene.width)
    pieces = next(fitting, None) or _names(scene, "bare")
    return row(scene.width, pieces, scene.brush.style("column"))


def _names(scene: Scene, form: str) -> list[Piece]:
    """Return the row of columns: words for all while they fit, then without signs, then words for the one in hand."""
    pieces: list[Piece] = []
    for number in COLUMNS:
        in_hand = number == scene.view.column
        words = in_hand or (form != "bare" and not scene.is_small)
        sign = "" if form == "no_signs" else f"{_glyph(number)} "
        name = f"{number} {sign}{_name(scene, number) + ' ' if words else ''}{_count(scene, number)}"
        pieces.append(_framed(scene, number, name))
    return pieces


def _framed(scene: Scene, number: int, name: str) -> Piece:
    brush = scene.brush
    if number == scene.view.column:
        return f"[{name.upper()}]", brush.style(f"kind.{kind_role(Kind.in_column(number))}")
    return f" {name} ", brush.style("column")


def _heads(scene: Scene, numbers: Sequence[int]) -> Strip:
    margin, width = column_widths(scene, numbers)
    ground = scene.brush.style("column")
    pieces: list[Piece] = [(" " * margin, ground)]
    for number in numbers:
        name = f"{number} {_glyph(number)} {_name(scene, number)} {_count(scene, number)}"
        text, style = _framed(scene, number, name)
        pieces += [(" ", ground), (text, style), (" " * (width - 1 - cell_len(text)), ground)]
    return row(scene.width, pieces, ground)


def _glyph(number: int) -> str:
    kind = Kind.in_column(number)
    return kind.glyph if kind else "_"


def _name(scene: Scene, number: int) -> str:
    kind = Kind.in_column(number)
    if kind is None:
        return "Not here"
    own = scene.board.about.fields.get(f"column.{kind}")
    names = own if isinstance(own, list) and len(own) == 2 else [kind.plural, kind.short]
    return str(names[0] if scene.width >= 100 else names[1])


def _count(scene: Scene, number: int) -> int:
    if number == NOT_HERE and scene.view.only is None:
        return len(scene.board.absences)
    return len(scene.view.cards(scene.board, number))
