"""The four rows at the top, which never move: purpose, timer, question, columns."""

from collections.abc import Mapping
from typing import TypeAlias

from textual.strip import Strip

from cofacil.board.carried import older
from cofacil.board.course import planned_end
from cofacil.board.kinds import COLUMNS, IN_COLUMN, NOT_HERE, Kind
from cofacil.board.own_names import called
from cofacil.board.records import not_here_count
from cofacil.board.text import PURPOSE_SHOWN
from cofacil.board.timer import MINUTE, Timer, TimerState, digits
from cofacil.language.catalog import _
from cofacil.language.course_words import clock_words, place_words
from cofacil.language.timer_words import left_words, paused, time_is_up
from cofacil.made_lately import MadeLately
from cofacil.tui.paint.brush import Brush, kind_role
from cofacil.tui.paint.cards import GAP
from cofacil.tui.paint.columns import Span, column_glyph, column_name, column_spans
from cofacil.tui.paint.row import Piece, margin, row, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut, fit

BAR = 8
_TALL_FROM = 45
"""Rows of a window from which the bar is two rows high; figures of two rows would not tell an 8 from a 0."""
_WORDS_FROM = 120
"""Cells of a window from which there is room for the place, the step's title, and how much is left in words."""
_PLACE_AT_LEAST = 40
"""Cells for the place where it is shown and does not fit whole."""
_TITLE_AT_LEAST = 12
"""Cells for the title where it is shown and does not fit whole."""
Heads: TypeAlias = Mapping[int, Span]
"""The cells of the words that stand for each column."""
_head_cache: MadeLately[tuple[list[Strip], Heads]] = MadeLately(256)


def head(scene: Scene) -> tuple[list[Strip], Heads]:
    """Return rows 1 to 4, and where each column's head stands in the last of them."""
    board, view = scene.board, scene.view
    figures = board.timer.seen_at(scene.now)
    counts = (*map(len, board.columns.values()), not_here_count(board.absences))
    steps = board.steps.get(board.meeting.id) if board.meeting else None
    things = (
        board.about,
        scene.keys,
        board.meeting,
        steps,
        *((board.columns, board.absences) if view.only is not None else ()),
    )
    look = (
        view.column,
        view.is_wide,
        view.only,
        view.unfolded,
        *(len(older(board, kind)) for kind in Kind),
        scene.width,
        scene.height,
        scene.brush,
    )
    key = (*map(id, things), counts, scene.now // MINUTE, figures, scene.prompt, *look)
    if (found := _head_cache.get(key)) is not None:
        return found[1]
    return _head_cache.put(key, things, _paint_head(scene))


def _paint_head(scene: Scene) -> tuple[list[Strip], Heads]:
    columns, heads = _columns(scene)
    return [_purpose(scene), _step(scene), _prompt(scene), columns], heads


def timer_pieces(scene: Scene, cells: int = BAR) -> list[Piece]:
    """Return the timer's figures and its bar, nothing while it is off."""
    timer, brush = scene.board.timer, scene.brush
    figures = time_piece(timer, scene.now, brush)
    if figures is None:
        return []
    return [figures] if scene.is_small or timer.counts_up else [figures, (" ", brush.style("step")), *bar(scene, cells)]


def time_piece(timer: Timer, now: int, brush: Brush) -> Piece | None:
    """Return the timer's figures, the word at zero; None while it is off."""
    state = timer.state(now)
    if state in {TimerState.OFF, TimerState.OVER}:
        return None
    if state is TimerState.TIME:
        return time_is_up(), brush.style("time")
    shown = digits(timer.remaining(now), up=timer.counts_up)
    words = paused(shown) if state is TimerState.PAUSED else shown
    return words, brush.style("digits")


def bar(scene: Scene, cells: int) -> list[Piece]:
    """Return how much is left as a bar: a cell is full as long as a part of it is left."""
    timer, brush = scene.board.timer, scene.brush
    full = -(-timer.remaining(scene.now) * cells // timer.length) if timer.length else 0
    full = min(cells, full)
    is_tall = scene.height >= _TALL_FROM and not scene.view.is_room
    return [
        ((brush.signs.block if is_tall else brush.signs.full) * full, brush.style("bar_full")),
        (brush.signs.empty * (cells - full), brush.style("bar_empty")),
    ]


def _bar_above(scene: Scene) -> list[Piece]:
    """Return the upper row of a bar that is two rows high; nothing where there is no lower one."""
    timer = scene.board.timer
    if timer.counts_up:
        return []
    full, _empty = bar(scene, BAR)
    return [full, (" " * (BAR - cell_len(full[0])), scene.brush.style("place"))]


def _purpose(scene: Scene) -> Strip:
    brush, board, style = scene.brush, scene.board, scene.brush.style("purpose")
    quiet = brush.style("place")
    clock = _clock(scene)
    if scene.is_small:
        right: list[Piece] = timer_pieces(scene)
    else:
        beside = _beside(scene, clock)
        right = [(f"{beside}  {clock}" if beside else clock, quiet)]
        if scene.height >= _TALL_FROM and timer_pieces(scene, 0):
            right += [("  ", quiet), *_bar_above(scene)]
    right_cells = sum(cell_len(text) for text, _ in right) + 2 * margin(scene.width)
    purpose = cut(board.topic, scene.width - right_cells - 2, brush.signs.more)
    return words_row(scene.width, [(purpose, style)], style, right)


def _clock(scene: Scene) -> str:
    """Return the time of day, and where there is room for it until when the meeting goes."""
    clock = f"{scene.clock:%H:%M}"
    end = planned_end(scene.board, scene.now) if scene.width >= _WORDS_FROM else None
    return clock if end is None else _("{clock}, until {end}", clock=clock, end=clock_words(end))


def _beside(scene: Scene, clock: str) -> str:
    """Return the board's title and the place, in what a purpose that fits leaves free: of that, nothing is cut.

    What the group calls all this stands before the title where there is room for both and the place.
    """
    board, more = scene.board, scene.brush.signs.more
    dot = f" {scene.brush.signs.dot} "
    room = scene.width - 2 * margin(scene.width) - cell_len(clock) - 4 - min(cell_len(board.topic), PURPOSE_SHOWN)
    if scene.height >= _TALL_FROM and timer_pieces(scene, 0):
        room -= BAR + 2
    where = board.where.partition(". ")[0].rstrip(".") if scene.width >= _WORDS_FROM else ""
    title = board.title if board.title != board.topic else ""
    whole = dot.join(filter(None, (called(board), title)))
    if scene.width >= _WORDS_FROM and cell_len(whole) + _PLACE_AT_LEAST <= room:
        title = whole
    title = cut(title, room, more) if room >= _TITLE_AT_LEAST or cell_len(title) <= room else ""
    left = room - cell_len(title) - (cell_len(dot) if title else 0)
    place = cut(where, left, more) if left >= min(_PLACE_AT_LEAST, cell_len(where)) else ""
    return dot.join(filter(None, (title, place)))


def _step(scene: Scene) -> Strip:
    """Return the step that runs, and the timer: the words for how much is left give way to the question."""
    ground, width, quiet = scene.brush.style("step"), scene.width, scene.brush.style("place")
    right = [] if scene.is_small else timer_pieces(scene)
    room = width - 2 * margin(width) - sum(cell_len(text) for text, _style in right)
    left = step_pieces(scene, room - (2 if right else 0))
    words = left_words(scene.board.timer, scene.now) if width >= _WORDS_FROM else ""
    if words and cell_len(words) + 4 + sum(cell_len(text) for text, _style in left) <= room:
        right = [(f"{words}  ", quiet), *right]
    return words_row(width, left, ground, right)


def step_pieces(scene: Scene, room: int) -> list[Piece]:
    """Return the step that runs in so many cells: its question, which number it is, where it is wide its title; else nothing."""
    step, brush = scene.board.step, scene.brush
    if step is None or scene.board.meeting_at(scene.now) is None:
        return []
    style, quiet = brush.style("step"), brush.style("place")
    number = "" if scene.is_small else place_words(scene.board, step) + "  "
    title = step.title + "   " if scene.width >= _WORDS_FROM else ""
    if cell_len(number + title + step.question) > room:
        title = ""
    question = cut(step.question, room - cell_len(number + title), brush.signs.more)
    return [(number, quiet), (title, quiet), (question, style)]


def _prompt(scene: Scene) -> Strip:
    brush = scene.brush
    style, lead = brush.style("prompt"), brush.style("prompt_lead")
    question = scene.prompt
    if not question:
        return row(scene.width, [], brush.style("screen"))
    is_wide, key = scene.width >= 120, scene.keys.get("missing", "")
    words = "" if scene.is_small else (_("WHO'S NOT IN THE ROOM?") if is_wide else _("NOT IN THE ROOM?")) + "  "
    ask = _("{key} name them", key=key) if is_wide else _("{key} name", key=key)
    room = scene.width - 2 * margin(scene.width) - cell_len(words)
    # Where somebody looks back nobody is named any more, and no key does it.
    fits = bool(key) and cell_len(question) + cell_len(ask) + 1 <= room
    question = cut(question, room, brush.signs.more)
    return words_row(scene.width, [(words, lead), (question, style)], style, [(ask, lead)] if fits else [])


def _columns(scene: Scene) -> tuple[Strip, Heads]:
    spans = column_spans(scene.board, scene.view, scene.width)
    if len(spans) >= len(Kind):
        return column_heads(scene, spans)
    forms = (_names(scene, form) for form in ("whole", "no_signs", "bare"))
    fitting = (pieces for pieces in forms if sum(cell_len(text) for text, _style in pieces) <= scene.width)
    pieces = next(fitting, None) or _names(scene, "bare")
    at, heads = 0, {}
    for number, (text, _style) in zip(COLUMNS, pieces, strict=True):
        heads[number] = Span(at, at + cell_len(text))
        at += cell_len(text)
    return row(scene.width, pieces, scene.brush.style("column")), heads


def _names(scene: Scene, form: str) -> list[Piece]:
    """Return the row of columns: words for all while they fit, then without signs, then words for the one in hand."""
    pieces: list[Piece] = []
    for number in COLUMNS:
        in_hand = number == scene.view.column
        words = in_hand or (form != "bare" and not scene.is_small)
        sign = "" if form == "no_signs" else f"{column_glyph(number)} "
        name = f"{number} {sign}{column_name(scene, number) + ' ' if words else ''}{how_many(scene, number)}"
        pieces.append(_framed(scene, number, name))
    return pieces


def _framed(scene: Scene, number: int, name: str) -> Piece:
    role = kind_role(IN_COLUMN.get(number))
    if number == scene.view.column:
        return f"[{name.upper()}]", scene.brush.style(f"kind.{role}")
    return f" {name} ", scene.brush.style(f"head.{role}")


def column_heads(scene: Scene, spans: Mapping[int, Span]) -> tuple[Strip, Heads]:
    """Return the row of heads, each over its column and as wide, and the cells that each can be clicked on."""
    ground, bar = scene.brush.style("screen"), scene.brush.style("column")
    pieces: list[Piece] = []
    heads: dict[int, Span] = {}
    for number, span in spans.items():
        name = f"{number} {column_glyph(number)} {column_name(scene, number)} {how_many(scene, number)}"
        text, style = _framed(scene, number, name)
        gap = GAP if len(spans) > 1 else 0
        cells = span.right - span.left - gap
        fill = style if number == scene.view.column else bar
        heads[number] = Span(span.left, span.left + cell_len(text))
        pieces += [
            (fit(text, min(cells, cell_len(text))), style),
            (" " * (cells - cell_len(text)), fill),
            (" " * gap, ground),
        ]
    return row(scene.width, pieces, ground), heads


def how_many(scene: Scene, number: int) -> int:
    """Return how many stand in a column: what is over and out of sight counts no more."""
    if number == NOT_HERE and scene.view.only is None:
        return not_here_count(scene.board.absences)
    standing = scene.view.standing(scene.board, number)
    return len(standing.cards) + sum(card.is_open for card in standing.waiting)
