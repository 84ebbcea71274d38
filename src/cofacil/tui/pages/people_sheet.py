"""Who is here, as a page: names and what they bring in two columns, and the line that one more is typed on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.one_person import only_behind_commands, used
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.naming import slug_meant
from cofacil.board.records import Person
from cofacil.board.slugs import HALL
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of
from cofacil.language.here_words import here_words
from cofacil.language.worded import worded
from cofacil.room.attending import Beside
from cofacil.room.here import NOBODY_BESIDE, PAGE, Here, ways_here
from cofacil.room.seats import Seat
from cofacil.tui.pages.people_in import keeping_offers, out_words, putting_out_offers, sitting_words, stays_words
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, choice_styles, sheet, typed_row, words_rows
from cofacil.tui.pages.someone import Someone
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, beside, blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_NAME = 14
"""Cells that a name keeps before what is said behind it."""
_AROUND = 7
"""Cells before a name, between it and what is said behind it, and at the end of the row."""
_MOST_NAME = 30
"""Cells that names take where what is said behind them stands in a column."""
_WIDE = 110
"""Cells from which it also says by what somebody came in."""


@dataclass(frozen=True, slots=True)
class People:
    """What the page shows."""

    everyone: tuple[Someone, ...]
    typed: Typed = field(default_factory=Typed)
    hand: int | None = None
    """Who is in hand, None while a name is typed."""
    changing: str = ""
    """The slug of whoever the typed words will change, "" for somebody new."""
    same: str = ""
    """The slug of whom the one that is changed is said to be, once that was asked."""
    is_refused: bool = False
    """Whether the typed name was refused just now: the first letter that is typed then takes its place."""
    top: int = 0
    sentence: str = ""
    can_write: bool = True
    is_beginning: bool = False
    """Whether a meeting begins with it: then what follows is the next part, else where one came from."""
    offers_all: bool = False
    """Whether nobody of last time was taken for here yet, so that all of them can be at once."""
    joins: str = ""
    """Who was to be invited, and may be the one who was added just now; "" while that is not asked."""
    joiner: str = ""
    """The slug of that one."""
    here: Here | None = None
    """How many are here, and how; None where only those on the page are counted."""
    keeps: bool = False
    """Whether whoever sits here facilitates, and may put others out and let them do more or less."""
    asks_out: bool = False
    """Whether it is asked if the one in hand is put out."""
    asks_lift: bool = False
    """Whether it is asked if the one in hand, who is kept out, may come again."""
    has_decided: bool = False
    """Whether something was decided about somebody a moment ago: Enter means nothing as long as that, and is not offered."""
    now: int = 0
    """UTC milliseconds."""

    @property
    def columns(self) -> int:
        """Return in how many columns they stand where there is room: who is in from elsewhere has a row of their own."""
        return 1 if any(someone.is_apart for someone in self.everyone) else 2

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the slugs of those of last time who are not here yet."""
        return tuple(someone.slug for someone in self.everyone if someone.is_of_last_time and not someone.is_here)


def everyone(
    board: Board,
    now: int,
    present: Iterable[Seat] = (),
    last_time: Collection[str] = (),
    *,
    is_shared: bool = False,
    beside: Beside = NOBODY_BESIDE,
) -> tuple[Someone, ...]:
    """Return all whom the board knows: those here first, in the order they came, then those of last time, then the rest.

    Whoever types is here, and whoever looks from another computer, also before they have written anything. An account that
    only ran a command is nobody in the room.
    """
    seats = [seat for seat in present if seat.is_elsewhere or seat.role is not Role.VIEWER]
    is_open = board.meeting_at(now) is not None
    here = ways_here(board, seats, is_open=is_open, is_shared=is_shared, beside=beside)
    unwritten = others_doors = {board.one(slug_meant(board, name)): name for name in beside.names}
    unwritten = unwritten | {who.person: who.name for who in (seat.who(board) for seat in seats)}
    known = {person.slug: person for person in board.people}
    ours = [
        _someone(board, slug, known.get(slug), remote=how != HALL, name=unwritten.get(slug, ""))
        for slug, how in here.items()
    ]
    unseen = {*here, *only_behind_commands(board)}
    others = sorted((slug for slug in known if slug not in unseen), key=lambda slug: slug not in last_time)
    theirs = used(board)
    return tuple(
        replace(
            someone,
            is_used=someone.slug not in known or someone.slug in theirs,
            is_of_last_time=someone.slug in last_time and someone.slug not in unwritten,
            is_reader=here.get(someone.slug) == PAGE,
            is_beside=someone.is_here and someone.slug in others_doors,
        )
        for someone in (*ours, *(_someone(board, slug, known[slug]) for slug in others))
    )


def _someone(board: Board, slug: str, person: Person | None, *, remote: bool | None = None, name: str = "") -> Someone:
    brings, name = (person.brings, board.name_of(slug)) if person else ("", name or board.name_of(slug))
    return Someone(slug, name, brings, remote is not None, bool(remote))


def paint_people(people: People, window: Window) -> Sheet:
    """Return the page; the list scrolls, the line stays where it is."""
    width, brush = window.width, window.brush
    room, empty = window.height - 3, blank(width, brush.style("screen"))
    how = _("A name, and if they like, what they bring after a comma. No titles.")
    late = _("Late arrivals: write  @name  on any card, and they are added as here.")
    above = [empty, *words_rows(how, window, lines=2), empty] if room >= 12 else words_rows(how, window, lines=1)
    above = above if people.can_write else [empty]
    below = [empty, *words_rows(late, window, lines=2)] if room >= 14 and people.can_write else []
    line, cell = _line(people, window)
    most = room - len(above) - len(below) - 2
    columns = min(people.columns, columns_at(width))
    names, spots, top = _names(people, window, columns, min(most, max(1, -(-len(people.everyone) // columns))))
    spots = [spot._replace(y=spot.y + 1 + len(above)) for spot in spots]
    # As drawn: the line stands two rows below the names, and no higher than row 12 where there is room.
    air = [empty] * max(1, min(most + 1, 11 - len(above)) - len(names)) if room >= 18 else [empty]
    # With somebody in hand it is said at length below what was known of them.
    rows = [*above, *names, *air, line, *(below if people.hand is None else ())]
    at = len(above) + len(names) + len(air) + 1
    cursor = Offset(cell, at) if people.can_write and people.hand is None else None
    return sheet(window, _edges(people, window), rows, spots, cursor, top)


def columns_at(width: int) -> int:
    """Return how many columns of names there are."""
    return 2 if width >= 60 else 1


def _names(people: People, window: Window, columns: int, height: int) -> tuple[list[Strip], list[Spot], int]:
    """Return the rows of names, down the first column and then the second, and where each name is."""
    count, brush = len(people.everyone), window.brush
    tall = max(1, -(-count // columns))
    top = 0
    if tall > height:
        hand = people.hand if people.hand is not None else tall - 1
        seen = height - 2
        top = max(0, min(max(people.top, hand % tall - seen + 1), hand % tall, tall - seen))
    ground, hint = brush.style("screen"), brush.style("hint")
    widths = [window.width // columns] * columns
    rows: list[Strip] = []
    spots: list[Spot] = []
    is_short = tall <= height
    for number in range(top, tall if is_short else min(tall, top + height - 2)):
        cells = [at if (at := number + tall * column) < count else None for column in range(columns)]
        y = len(rows) + (0 if is_short else 1)
        rows.append(beside(_cells(people, cells, widths, brush), window.width, ground))
        spots += [
            Spot(y, column * widths[column], (column + 1) * widths[column], at)
            for column, at in enumerate(cells)
            if at is not None
        ]
    if not is_short:
        behind = tall - top - len(rows)
        over = "   " + _("{sign} {number} above", sign=brush.signs.above, number=top) if top else ""
        under = "   " + _("{sign} {number} below", sign=brush.signs.below, number=behind) if behind else ""
        rows = [row(window.width, [(over, hint)], ground), *rows, row(window.width, [(under, hint)], ground)]
    return rows, spots, top


def _cells(people: People, cells: Sequence[int | None], widths: Sequence[int], brush: Brush) -> list[Strip]:
    name = _name_cells(people, widths[0]) if people.columns == 1 else 0
    return [
        blank(width, brush.style("screen"))
        if at is None
        else _cell(
            people.everyone[at],
            _state(people.everyone[at], people, width),
            width,
            brush,
            in_hand=at == people.hand,
            name=name,
        )
        for at, width in zip(cells, widths, strict=True)
    ]


def _name_cells(people: People, width: int) -> int:
    """Return how wide names are where what is said behind each of them stands in a column."""
    names = max((cell_len(one.words) for one in people.everyone), default=0)
    states = max((cell_len(_state(one, people, width)) for one in people.everyone), default=0)
    return max(min(names, _NAME), min(names, _MOST_NAME, width - _AROUND - states))


def _cell(someone: Someone, state: str, width: int, brush: Brush, *, in_hand: bool, name: int = 0) -> Strip:
    """Return one person; `name` is how wide the names are, where what is said behind them stands in a column."""
    plain, quiet = choice_styles(brush, in_hand=in_hand)
    style = plain if someone.is_here or in_hand else brush.style("row_done")
    if name:
        state = cut(state, max(0, width - _AROUND - name), brush.signs.more)
    room = (name if state else width - 4) if name else width - 4 - (cell_len(state) + 3 if state else 0)
    words = cut(someone.words, room, brush.signs.more)
    pieces: list[Piece] = [(f" {brush.signs.mark if in_hand else ' '} ", plain)]
    pieces.append((words + " " * max(0, min(name, room) - cell_len(words)), style))
    if state:
        pieces.append((f" {brush.signs.dot} {state}", quiet))
    return row(width, pieces, plain)


def _state(someone: Someone, people: People, width: int) -> str:
    """Return what is said of somebody behind their name; for who facilitates also by what they came in, where it is wide."""
    if someone.out is not None:
        return out_words(someone.out)
    if someone.is_lost and someone.is_here:
        return _("in the hall; their seat waits")
    if someone.is_lost:
        return _("lost the line; their seat waits")
    if someone.sitting is not None and people.columns == 1:
        words = sitting_words(someone.sitting, date_of(people.now))
        came = someone.sitting.came
        is_wide = people.keeps and came is not None and width >= _WIDE
        return _("{words}, {how}", words=words, how=worded(came.how)) if is_wide and came is not None else words
    if someone.is_here:
        way = _("by page") if someone.is_reader else _("by screen")
        return way if someone.is_remote else ""
    return _("last time") if someone.is_of_last_time else _("not here")


def _line(people: People, window: Window) -> tuple[Strip, int]:
    """Return the line that is typed on, and the cell of its cursor; it has none while somebody is in hand, or nothing may be written any more."""
    width, brush = window.width, window.brush
    if not people.can_write and people.typed.is_empty:
        return blank(width, brush.style("screen")), 0
    if people.can_write and people.hand is None:
        return typed_row(width, f" {brush.signs.mark} ", people.typed, brush)
    style = brush.style("line")
    return row(width, [("   " + cut(people.typed.text, width - 4, brush.signs.more), style)], style), 0


def _edges(people: People, window: Window) -> Edges:
    return Edges(
        _("Who is here?"),
        tuple(offer for offer in _offers(people, window.brush) if not (people.has_decided and offer.key == "enter")),
        people.sentence or _standing(people),
        right=_("{number} of {count}", number=2, count=2) if people.is_beginning else "",
        state=window.saved_state if people.can_write else _("watching"),
    )


def _offers(people: People, brush: Brush) -> tuple[Offer, ...]:
    back = Offer("escape", _("back"))
    if people.hand is not None:
        return _offers_in_hand(people, people.everyone[people.hand], brush)
    if not people.can_write:
        return (back,)
    if people.joins:
        return (Offer("enter", _("yes, they joined"), _("joined")), Offer("escape", _("somebody else"), _("no")))
    if people.same:
        return (Offer("enter", _("make them one")), Offer("escape", _("leave both")))
    if people.changing:
        return (Offer("enter", _("keep")), Offer("escape", _("leave it as it was"), _("as it was")))
    if not people.typed.is_empty:
        empty = Offer("escape", _("empty the line"), _("empty"))
        return (Offer("enter", _("next name"), _("next")), Offer("tab", _("finish the name"), _("name")), empty)
    return (*_offers_on_nothing(people, brush), back)


def _offers_in_hand(people: People, someone: Someone, brush: Brush) -> tuple[Offer, ...]:
    choose, back = Offer("", _("choose"), cap=brush.up_down), Offer("escape", _("back"))
    if people.asks_out:
        return putting_out_offers()
    if people.asks_lift:
        return (
            Offer("enter", _("let them come again"), _("come again")),
            Offer("escape", _("keep them out"), _("keep out")),
        )
    keeps = keeping_offers(someone) if people.keeps else ()
    if someone.is_kept_out or not people.can_write:
        return (*keeps, choose, back)
    gone = (_("not here"),) if people.is_beginning else (_("gone home"), _("gone"))
    if stays_words(someone):
        return (*keeps, Offer(",", _("change the words"), _("change")), choose, back)
    comes = Offer("enter", *gone) if someone.is_here else Offer("enter", _("is here"), _("here"))
    return (*keeps, comes, Offer(",", _("change the words"), _("change")), choose, back)


def _offers_on_nothing(people: People, brush: Brush) -> tuple[Offer, ...]:
    change = Offer("up", _("change one"), _("one"), cap=brush.up)
    if people.is_beginning and people.offers_all and people.waiting:
        everybody = Offer("enter", _("all of last time are here"), _("all"))
        without = Offer("tab", _("go on without"), _("go on"))
        return (everybody, without, Offer("up", _("choose one"), _("one"), cap=brush.up))
    if people.is_beginning:
        return (Offer("enter", _("next name"), _("next")), change, Offer("enter", _("on an empty line: begin")))
    following = Offer("enter", _("next name"), _("next"))
    return (following, change, Offer("enter", _("on an empty line: back")))


def _standing(people: People) -> str:
    """Return how many are here; and of last time, where Enter says of all of them that they are."""
    if not (people.is_beginning and people.offers_all and people.waiting):
        return _count(people)
    number = len(people.waiting)
    return ngettext(
        "{here} here, {number} of last time: Enter says they are here.",
        "{here} here, {number} of last time: Enter says they are here.",
        number,
        here=sum(someone.is_here for someone in people.everyone),
    )


def _count(people: People) -> str:
    here = people.here
    if here is not None:
        return here_words(here.hall, here.screen, here.page, here.gone)
    those = [someone for someone in people.everyone if someone.is_here]
    remote = sum(someone.is_remote for someone in those)
    return here_words(len(those) - remote, remote, 0)
