"""Who is here, as a page: names and what they bring in two columns, and the line that one more is typed on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.one_person import used
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.records import Person
from cofacil.board.slugs import HALL, SCREEN
from cofacil.language.catalog import _, ngettext
from cofacil.room.seats import Seat
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, choice_styles, sheet, typed_row, words_rows
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, beside, blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed


@dataclass(frozen=True, slots=True)
class Someone:
    """One person as the page shows them."""

    slug: str
    name: str
    brings: str = ""
    is_here: bool = True
    is_remote: bool = False
    is_of_last_time: bool = False
    """Whether they were at the meeting before, and sit at no screen now."""
    is_used: bool = True
    """Whether anything on the board is theirs: else the name may be a slip, and can be taken away."""

    @property
    def words(self) -> str:
        """Return them as they are typed: the name, and behind a comma what they bring."""
        return f"{self.name}, {self.brings}" if self.brings else self.name


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

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the slugs of those of last time who are not here yet."""
        return tuple(someone.slug for someone in self.everyone if someone.is_of_last_time and not someone.is_here)


def everyone(
    board: Board, now: int, present: Iterable[Seat] = (), last_time: Collection[str] = ()
) -> tuple[Someone, ...]:
    """Return all whom the board knows: those here first, in the order they came, then those of last time, then the rest.

    Whoever types is here, and whoever looks from another computer, also before they have written anything.
    """
    here = {slug: _is_remote(board, slug) for slug in board.here} if board.meeting_at(now) else {}
    unwritten: dict[str, str] = {}
    for seat in present:
        if seat.via == "ssh" or seat.role is not Role.VIEWER:
            who = seat.who(board)
            here.setdefault(who.person, seat.how != HALL)
            unwritten[who.person] = who.name
    known = {person.slug: person for person in board.people}
    ours = [
        _someone(board, slug, known.get(slug), remote=remote, name=unwritten.get(slug, ""))
        for slug, remote in here.items()
    ]
    others = sorted((slug for slug in known if slug not in here), key=lambda slug: slug not in last_time)
    theirs = used(board)
    return tuple(
        replace(
            someone,
            is_used=someone.slug not in known or someone.slug in theirs,
            is_of_last_time=someone.slug in last_time and someone.slug not in unwritten,
        )
        for someone in (*ours, *(_someone(board, slug, known[slug]) for slug in others))
    )


def _someone(board: Board, slug: str, person: Person | None, *, remote: bool | None = None, name: str = "") -> Someone:
    brings, name = (person.brings, board.name_of(slug)) if person else ("", name or board.name_of(slug))
    return Someone(slug, name, brings, remote is not None, bool(remote))


def _is_remote(board: Board, slug: str) -> bool:
    stay = board.meeting.fields.get(f"here.{slug}") if board.meeting else None
    return isinstance(stay, dict) and stay.get("how") == SCREEN


def paint_people(people: People, window: Window) -> Sheet:
    """Return the page; the list scrolls, the line stays where it is."""
    width, brush = window.width, window.brush
    room, empty = window.height - 3, blank(width, brush.style("screen"))
    how = _("A name, and if they like, what they bring after a comma. No titles.")
    late = _("Late arrivals: write  @name  on any card, and they are added as here.")
    above = [empty, *words_rows(how, window, lines=2), empty] if room >= 12 else words_rows(how, window, lines=1)
    below = [empty, *words_rows(late, window, lines=2)] if room >= 14 and people.can_write else []
    line, cell = _line(people, window)
    most = room - len(above) - len(below) - 2
    columns = columns_at(width)
    names, spots, top = _names(people, window, columns, min(most, max(1, -(-len(people.everyone) // columns))))
    spots = [spot._replace(y=spot.y + 1 + len(above)) for spot in spots]
    # As drawn: the line stands two rows below the names, and no higher than row 12 where there is room.
    air = [empty] * max(1, min(most + 1, 11 - len(above)) - len(names)) if room >= 18 else [empty]
    rows = [*above, *names, *air, line, *below]
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
    return [
        blank(width, brush.style("screen"))
        if at is None
        else _cell(people.everyone[at], width, brush, in_hand=at == people.hand)
        for at, width in zip(cells, widths, strict=True)
    ]


def _cell(someone: Someone, width: int, brush: Brush, *, in_hand: bool) -> Strip:
    plain, quiet = choice_styles(brush, in_hand=in_hand)
    style = plain if someone.is_here or in_hand else brush.style("row_done")
    state = _state(someone)
    room = width - 4 - (cell_len(state) + 3 if state else 0)
    pieces: list[Piece] = [(f" {brush.signs.mark if in_hand else ' '} ", plain)]
    pieces.append((cut(someone.words, room, brush.signs.more), style))
    if state:
        pieces.append((f" {brush.signs.dot} {state}", quiet))
    return row(width, pieces, plain)


def _state(someone: Someone) -> str:
    if someone.is_here:
        return _("by screen") if someone.is_remote else ""
    return _("last time") if someone.is_of_last_time else _("not here")


def _line(people: People, window: Window) -> tuple[Strip, int]:
    """Return the line that is typed on, and the cell of its cursor; it has none while somebody is in hand."""
    width, brush = window.width, window.brush
    if not people.can_write:
        return blank(width, brush.style("screen")), 0
    if people.hand is None:
        return typed_row(width, f" {brush.signs.mark} ", people.typed, brush)
    style = brush.style("line")
    return row(width, [("   " + cut(people.typed.text, width - 4, brush.signs.more), style)], style), 0


def _edges(people: People, window: Window) -> Edges:
    return Edges(
        _("Who is here?"),
        _offers(people, window.brush),
        people.sentence or _standing(people),
        right=_("{number} of {count}", number=2, count=2) if people.is_beginning else "",
        state=window.saved_state if people.can_write else _("watching"),
    )


def _offers(people: People, brush: Brush) -> tuple[Offer, ...]:
    back = Offer("escape", _("back"))
    if not people.can_write:
        return (back,)
    if people.hand is not None:
        return _offers_in_hand(people, people.everyone[people.hand], brush)
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
    gone = (_("not here"),) if people.is_beginning else (_("gone home"), _("gone"))
    comes = Offer("enter", *gone) if someone.is_here else Offer("enter", _("is here"), _("here"))
    return (comes, Offer(",", _("change the words"), _("change")), choose, back)


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
        return _count(people.everyone)
    number = len(people.waiting)
    return ngettext(
        "{here} here, {number} of last time: Enter says they are here.",
        "{here} here, {number} of last time: Enter says they are here.",
        number,
        here=sum(someone.is_here for someone in people.everyone),
    )


def _count(everyone: Sequence[Someone]) -> str:
    here = [someone for someone in everyone if someone.is_here]
    remote = sum(someone.is_remote for someone in here)
    if not here:
        return _("Nobody is written down as here yet.")
    if not remote:
        return ngettext("{number} here.", "{number} here.", len(here))
    return ngettext(
        "{number} here: {hall} in the hall, {screen} by screen.",
        "{number} here: {hall} in the hall, {screen} by screen.",
        len(here),
        hall=len(here) - remote,
        screen=remote,
    )
