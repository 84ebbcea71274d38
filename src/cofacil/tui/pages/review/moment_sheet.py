"""How a moment is painted: the board by the painter of the live one, what happened around it, and the line of its meeting."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.kinds import COLUMNS, Role
from cofacil.board.plan import Writing
from cofacil.board.quiet import writing_at
from cofacil.language.catalog import _, ngettext
from cofacil.language.course_words import clock_to_the_second, clock_words
from cofacil.language.days import date_of, say_day_long, say_day_short
from cofacil.review.meetings import MeetingHeld, meeting_at
from cofacil.tui.pages.review.around import around
from cofacil.tui.pages.review.leaf import READ_ONLY, Desk
from cofacil.tui.pages.review.player import Player
from cofacil.tui.pages.review.steps_line import Part, PartCells, laid_along, steps_line
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, sheet
from cofacil.tui.paint.board import above_line, standing_rows
from cofacil.tui.paint.columns import column_spans, paint_cards
from cofacil.tui.paint.head import Heads, head, timer_pieces
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.quiet import quiet_rows
from cofacil.tui.paint.row import Piece, blank, margin, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.scrolling import Visible
from cofacil.tui.paint.text import cell_len, cut, fitting
from cofacil.tui.paint.window import Window
from cofacil.tui.view import View

ON_LINE = -1_000
"""A click on the line of the meeting: the choices from here down are the cells of the row."""
ON_CARD = -10_000
"""A click on a card: the choices from here down are its column and its place in it."""
PLACES = 100_000
"""More cards than a column has."""
_MINUTE = 60_000
_AIR_FROM = 22
"""Rows of a window from which empty rows stand between the board, what happened, and the line."""
_CLOCKS_FROM = 18
"""Rows of a window from which the line of the meeting has its times of day above it."""
_EVENTS = ((45, 9), (36, 7), (24, 4), (18, 3), (0, 2))
"""From so many rows of a window on, so many events are listed."""


class Shown(NamedTuple):
    """What is painted."""

    at: int
    """How many events had happened."""
    now: int
    """When it is, UTC milliseconds."""
    view: View
    top: int
    """The first event that is listed."""
    player: Player


class Painted(NamedTuple):
    """A painted moment, the view and the first event as they were painted."""

    sheet: Sheet
    view: View
    top: int


def paint_moment(shown: Shown, desk: Desk, window: Window, said: str) -> Painted:
    """Return the page."""
    scene = _scene(shown, desk, window)
    rows, heads = head(scene)
    head_rows = [_first_row(scene, desk), *(rows[1::2] if scene.is_tight else rows[1:])]
    listed = around(desk, shown.at, shown.top, Window(window.width, _events_in(window), window.brush))
    air = [blank(window.width, window.brush.style("screen"))] if window.height >= _AIR_FROM else []
    meeting = meeting_of(desk, shown.at)
    laid = line_of(desk, meeting, window.width)
    line = steps_line(laid, scene.now, window.width, window.brush)[0 if window.height >= _CLOCKS_FROM else 1 :]
    below = [*air, *listed.rows, *air, *line]
    height = max(1, window.height - len(head_rows) - len(below) - 2)
    cards, view, columns = _cards(scene, height)
    first = len(head_rows)
    spots = [
        *_on_heads(heads, first - 1),
        *_on_cards(scene, columns, first, height),
        *(Spot(first + height + len(air) + y, 0, window.width, listed.top + y) for y in range(len(listed.rows))),
        *_on_line(laid, window.height - 3),
    ]
    edges = Edges(
        "",
        _offers(desk, window),
        said or _sentence(shown, desk, meeting, window.width - cell_len(_(READ_ONLY)) - 4),
        state=_(READ_ONLY),
    )
    made = sheet(window, edges, [*head_rows[1:], *cards, *below], spots)
    return Painted(replace(made, rows=(head_rows[0], *made.rows[1:])), view, listed.top)


def meeting_of(desk: Desk, at: int) -> MeetingHeld | None:
    """Return the meeting that a moment belongs to; the first one where it is before all."""
    return meeting_at(desk.meetings, at) or (desk.meetings[0] if desk.meetings else None)


def line_of(desk: Desk, meeting: MeetingHeld | None, width: int) -> tuple[PartCells, ...]:
    """Return the stretches of a meeting along the row."""
    if meeting is None:
        return ()
    left = margin(width)
    return laid_along(_parts(meeting, desk.replay.time_of(meeting.last)), width - 2 * left + 1, left)


def _parts(meeting: MeetingHeld, ended: int) -> tuple[Part, ...]:
    """Return the stretches of a meeting: its steps, and what was before the first; the whole of it where it has none."""
    until = max(meeting.closed or ended, meeting.opened)
    if not meeting.steps:
        return (Part(meeting.opened, until, clock_words(meeting.opened)),)
    steps = [
        Part(step.began, max(step.began, step.ended or until), clock_words(step.began), str(step.number or ""))
        for step in meeting.steps
    ]
    begins = steps[0].began
    is_before = begins - meeting.opened > _MINUTE
    return (*([Part(meeting.opened, begins, clock_words(meeting.opened))] if is_before else ()), *steps)


def _scene(shown: Shown, desk: Desk, window: Window) -> Scene:
    then = desk.replay.moment(shown.at, shown.now)
    writing = writing_at(then.board, then.at)
    return Scene(
        window.width,
        window.height,
        then.board,
        shown.view,
        window.brush,
        then.at,
        desk.board_keys,
        is_writable=False,
        role=Role.VIEWER,
        prompt=then.prompt.text if then.prompt else "",
        writing=writing,
        is_quiet=writing is Writing.QUIET,
    )


def _first_row(scene: Scene, desk: Desk) -> Strip:
    """Return what the meeting was about, and when this was; where it is narrow the timer stands there too, as on the board."""
    brush, width, style = scene.brush, scene.width, scene.brush.style("purpose")
    day, clock = date_of(scene.now), clock_to_the_second(scene.now)
    short = _("{day}, {clock}", day=say_day_short(day, desk.today), clock=clock)
    forms: tuple[str, ...] = (
        (_("{day}, {clock}", day=say_day_long(day), clock=clock), short) if width >= 100 else (short, clock)
    )
    right: list[Piece] = []
    if scene.is_small:
        forms = (clock,)
        right = [("  ", style), *timer_pieces(scene)] if timer_pieces(scene) else []
    room = width - 2 * margin(width) - sum(cell_len(text) for text, _style in right) - 2
    when = fitting(forms, room - min(cell_len(scene.board.topic), room // 2))
    topic = cut(scene.board.topic, room - cell_len(when), brush.signs.more)
    return words_row(width, [(topic, style)], style, [(when, brush.style("digits")), *right])


def _cards(scene: Scene, height: int) -> tuple[list[Strip], View, Mapping[int, Visible]]:
    """Return the cards as the room saw them: while people wrote quietly, that they did."""
    if scene.is_quiet:
        return quiet_rows(scene, height), scene.view, {}
    standing = standing_rows(scene)
    rows, view, columns = paint_cards(scene, max(1, height - len(standing)))
    return above_line(scene, rows, standing, height), view, columns


def _events_in(window: Window) -> int:
    return next(events for rows, events in _EVENTS if window.height >= rows)


# where a click means something


def _on_heads(heads: Heads, y: int) -> list[Spot]:
    return [Spot(y, span.left, span.right, -number) for number, span in heads.items() if number in COLUMNS]


def _on_cards(scene: Scene, columns: Mapping[int, Visible], first: int, height: int) -> list[Spot]:
    spans = column_spans(scene.board, scene.view, scene.width)
    return [
        Spot(first + y, spans[number].left, spans[number].right, ON_CARD - number * PLACES - place)
        for number, column in columns.items()
        for y, place in enumerate(column.ends[:height])
        if place >= 0
    ]


def _on_line(laid: tuple[PartCells, ...], y: int) -> list[Spot]:
    return [Spot(y, x, x + 1, ON_LINE - x) for placed in laid for x in range(placed.left, placed.right - 1)]


# what the last rows say


def _offers(desk: Desk, window: Window) -> tuple[Offer, ...]:
    brush = window.brush
    meetings = (Offer("", _("meeting"), cap=_("PgUp PgDn")),) if len(desk.meetings) > 1 else ()
    return (
        Offer("", _("event"), cap=brush.left_right),
        Offer("", _("step"), cap=brush.up_down),
        Offer(" ", _("play")),
        Offer("", _("speed"), cap="+ -"),
        Offer("enter", _("its story"), _("story")),
        *meetings,
        Offer(desk.keys["help"], _("more"), stays=True),
        Offer("escape", _("back")),
    )


def _sentence(shown: Shown, desk: Desk, meeting: MeetingHeld | None, room: int) -> str:
    """Return where in all that has happened this is, as fully as it fits."""
    player, count = shown.player, len(desk.replay)
    if player.is_on and player.speed == 1:
        return _("Playing as fast as it was. Space stops.")
    if player.is_on:
        return _("Playing {speed} times as fast. Space stops.", speed=player.speed)
    short = ngettext("{at} of {number} event.", "{at} of {number} events.", count, at=shown.at)
    whole = _("{place} The board as it was.", place=short)
    if meeting is None or len(desk.meetings) < 2:
        return fitting((whole, short), room)
    there = ngettext(
        "{at} of {number} event, meeting {meeting} of {meetings}.",
        "{at} of {number} events, meeting {meeting} of {meetings}.",
        count,
        at=shown.at,
        meeting=meeting.number,
        meetings=len(desk.meetings),
    )
    return fitting((_("{place} The board as it was.", place=there), there, short), room)
