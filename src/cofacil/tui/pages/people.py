"""Who is here: names and what they bring, in two columns, and the line that one more is typed on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.one_person import MakeOne, TakeAway, used
from cofacil.board.commands.people import AddPerson, ChangePerson, PersonLeft
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.naming import whole
from cofacil.board.records import Person
from cofacil.board.slugs import HALL, SCREEN
from cofacil.language.catalog import _, ngettext
from cofacil.language.finish import chosen_name, finished_name
from cofacil.language.happened import tell
from cofacil.language.one_name import read_name, who_would_be_here
from cofacil.language.worded import worded
from cofacil.room.seats import Seat
from cofacil.tui.keys import Press
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, choice_styles, sheet, typed_row, words_rows
from cofacil.tui.pages.sheet_view import SheetView, Submit
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, beside, blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed, is_typed

_QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Someone:
    """One person as the page shows them."""

    slug: str
    name: str
    brings: str = ""
    is_here: bool = True
    is_remote: bool = False
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
    is_trouble: bool = False
    can_write: bool = True
    is_beginning: bool = False
    """Whether the board was only just begun: then what follows is the meeting, else where one came from."""


class PeopleView(SheetView):
    """Adds those who come in, changes what they are called and bring, and lets them go home."""

    def __init__(
        self,
        board: Board,
        brush: Brush,
        keys: Mapping[str, str],
        clock: Callable[[], int],
        submit: Submit,
        *,
        can_write: bool = True,
    ) -> None:
        super().__init__(brush, keys)
        self.board = board
        self._clock = clock
        self._submit = submit
        self._present: Callable[[], Iterable[Seat]] = tuple
        """Returns the seats that are taken at this moment."""
        self.people = People(everyone(board, clock()), can_write=can_write)
        self.sentence = "" if can_write else _("You are watching. Nothing is written from here.")

    def begin(self) -> None:
        """Let it be the page on which a board begins."""
        self.people = replace(self.people, is_beginning=True)

    def count_in(self, present: Callable[[], Iterable[Seat]]) -> None:
        """Count those in who sit at a screen at this moment."""
        self._present = present
        self.hear(self.board)

    def hear(self, board: Board, sentence: str = "") -> None:
        in_hand = self._in_hand
        self.board = board
        shown = everyone(board, self._clock(), self._present())
        hand = next((at for at, someone in enumerate(shown) if in_hand == someone.slug), None)
        self.people = replace(self.people, everyone=shown, hand=hand)
        if sentence:
            self.sentence = sentence
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        sheet = paint_people(replace(self.people, sentence=self.sentence or self._read_back()), window)
        self.people = replace(self.people, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        if self._goes_back(press.key):
            self.go_back()
        elif self.people.can_write:
            await self._write(press)

    def _goes_back(self, key: str) -> bool:
        is_open = bool(self.people.same or self.people.changing)
        return (key == "escape" and not is_open) or (key == "enter" and not self.people.can_write)

    async def _write(self, press: Press) -> None:
        # A blank goes on with the name: there is already a Pip here, so it is Pip H.
        is_next = self.people.is_refused and press.character not in {None, " "} and is_typed(press.character or "")
        self.people, self.sentence = replace(self.people, is_trouble=False, is_refused=False), ""
        if press.key == "escape" and not self.people.same:
            self.people = replace(self.people, typed=Typed(), changing="")
        if press.key != "enter":
            self.people = replace(self.people, same="")
        if press.key in {"up", "down"} or (self.people.hand is not None and press.key in {"left", "right"}):
            self._look(press.key)
        elif press.key == "enter":
            await self._enter()
        elif self.people.hand is not None and press.key in {"tab", "delete", "backspace"}:
            await self._put_right(self.people.everyone[self.people.hand], press.key)
        elif press.key == "tab":
            line = self.people.typed
            finished = line.finish(lambda before: finished_name(before, self.board)) or line.choose(
                lambda text: chosen_name(text, self.board)
            )
            self.people = replace(self.people, typed=finished or line)
        elif (typed := (Typed() if is_next else self.people.typed).press(press.key, press.character)) is not None:
            self.people = replace(self.people, typed=typed, hand=None)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.people.can_write:
            self.people = replace(self.people, hand=choice)
            self.repaint()

    @property
    def takes_words(self) -> bool:
        return self.people.can_write

    def paste(self, text: str) -> None:
        if self.people.can_write:
            plain, told = taken(text)
            line = Typed() if self.people.is_refused else self.people.typed
            self.people = replace(
                self.people, typed=line.insert(plain), hand=None, same="", is_trouble=False, is_refused=False
            )
            self.sentence = told or ""
            self.repaint()

    @property
    def _in_hand(self) -> str:
        hand = self.people.hand
        return "" if hand is None else self.people.everyone[hand].slug

    def _look(self, key: str) -> None:
        """Take somebody else in hand; below the last one is the line."""
        count, hand = len(self.people.everyone), self.people.hand
        tall = -(-count // columns_at(self.size.width))
        if hand is None:
            hand = count - 1 if key == "up" and count else None
        elif key in {"up", "down"}:
            hand = max(0, hand - 1) if key == "up" else hand + 1
        else:
            beside = hand + (tall if key == "right" else -tall)
            hand = beside if 0 <= beside < count else hand
        self.people = replace(self.people, hand=hand if hand is not None and hand < count else None)

    async def _enter(self) -> None:
        people = self.people
        if people.hand is not None:
            someone = people.everyone[people.hand]
            self.people = replace(people, typed=Typed.of(someone.words), hand=None, changing=someone.slug)
            self.sentence = _(
                "{name}: change the words. Somebody else's name asks whether they are one.", name=someone.name
            )
            return
        name, comma, brings = (part.strip() for part in people.typed.text.partition(","))
        if not name and not comma:
            self.go_back()
        elif not name:
            self.sentence = _("A name first, then a comma and what they bring.")
        elif people.changing:
            await self._change(people.changing, name, brings)
        else:
            read = read_name(name, self.board)
            self.sentence = read.unread
            is_added = not read.unread and await self._ask(AddPerson(read.name, brings))
            self.people = replace(self.people, is_refused=not is_added and not self.people.is_trouble)

    async def _change(self, slug: str, name: str, brings: str) -> None:
        """Change what somebody is called or brings; where that is another's name, ask whether the two are one."""
        other = self._other(slug, name)
        if other is None:
            exact = name.strip(_QUOTES).strip() if name[0] in _QUOTES else name
            await self._ask(ChangePerson(slug, exact, brings))
        elif self.people.same != other.slug:
            self.people = replace(self.people, same=other.slug)
            self.sentence = self._asks_whether_same(slug, other)
        elif await self._ask(MakeOne(slug, other.slug), clears=not brings or brings == other.brings):
            self.people = replace(self.people, same="", changing=other.slug if self.people.changing else "")
            if brings and brings != other.brings:
                await self._ask(ChangePerson(other.slug, brings=brings))

    def _other(self, slug: str, name: str) -> Person | None:
        """Return whom a name means besides the one who is to be called so; in quotes it is that name alone."""
        is_quoted = name[:1] in _QUOTES
        found = self.board.known(name.strip(_QUOTES).strip()) if is_quoted else whole(self.board, name)
        return found if found is not None and found.slug != slug else None

    def _asks_whether_same(self, slug: str, other: Person) -> str:
        name = self.board.name_of(slug)
        return _("Is {name} the same person as {other}? Enter makes them one.", name=name, other=other.name)

    def _read_back(self) -> str:
        """Say whom the name that is being typed means, and who would be new; in hand, what can be done with a slip."""
        people = self.people
        if people.hand is not None:
            someone = people.everyone[people.hand]
            return (
                ""
                if someone.is_used
                else _("Nothing is {name}'s yet. Del takes a slip off the list.", name=someone.name)
            )
        name = people.typed.text.partition(",")[0].strip()
        if not name or not people.can_write:
            return ""
        if people.changing:
            other = self._other(people.changing, name)
            if other is None:
                return ""
            return _("{other} is known here. Is this the same person?", other=other.name)
        here = {someone.slug for someone in people.everyone if someone.is_here}
        return who_would_be_here(name, self.board, here)

    async def _take_away(self, someone: Someone) -> None:
        """Take a name off the list that nobody used; say so."""
        if await self._ask(TakeAway(someone.slug), clears=False):
            key = self.keys["undo"]
            self.sentence = _("{name} is off the list. {key} on the board brings it back.", name=someone.name, key=key)

    async def _put_right(self, someone: Someone, key: str) -> None:
        """Let whoever is in hand come or go, or take their name away."""
        await (self._come_or_go(someone) if key == "tab" else self._take_away(someone))

    async def _come_or_go(self, someone: Someone) -> None:
        went = await self._ask(PersonLeft(someone.slug) if someone.is_here else AddPerson(someone.name), clears=False)
        if went:
            gone, here = _("{name} has gone home.", name=someone.name), _("{name} is here.", name=someone.name)
            self.sentence = gone if someone.is_here else here

    async def _ask(self, command: Command, *, clears: bool = True) -> bool:
        """Ask for a change and wait for the answer; words that could not be kept stay where they are."""
        try:
            news = await self._submit(command)
        except Trouble as trouble:
            is_trouble = not isinstance(trouble, Refusal)
            self.people = replace(self.people, is_trouble=is_trouble)
            self.sentence = (
                _("NOT SAVED: {why} Enter tries again.", why=worded(trouble.cause)) if is_trouble else worded(trouble)
            )
            return False
        if clears:
            self.people = replace(self.people, typed=Typed(), changing="")
        self.hear(news.board, tell(news.own, news.board, more=self.brush.signs.more))
        return True


def everyone(board: Board, now: int, present: Iterable[Seat] = ()) -> tuple[Someone, ...]:
    """Return all whom the board knows: those here first, in the order they came, then those who are not.

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
    everybody = (*ours, *(_someone(board, slug, person) for slug, person in known.items() if slug not in here))
    theirs = used(board)
    return tuple(
        replace(someone, is_used=False) if someone.slug in known and someone.slug not in theirs else someone
        for someone in everybody
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
    state = _("by screen") if someone.is_remote else "" if someone.is_here else _("not here")
    room = width - 4 - (cell_len(state) + 3 if state else 0)
    pieces: list[Piece] = [(f" {brush.signs.mark if in_hand else ' '} ", plain)]
    pieces.append((cut(someone.words, room, brush.signs.more), style))
    if state:
        pieces.append((f" {brush.signs.dot} {state}", quiet))
    return row(width, pieces, plain)


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
        people.sentence or _count(people.everyone),
        state=window.saved_state if people.can_write else _("watching"),
        is_trouble=people.is_trouble,
    )


def _offers(people: People, brush: Brush) -> tuple[Offer, ...]:
    back = Offer("escape", _("back"))
    if not people.can_write:
        return (back,)
    if people.hand is not None:
        someone = people.everyone[people.hand]
        return (
            Offer("enter", _("change")),
            Offer("tab", _("gone home"), _("gone")) if someone.is_here else Offer("tab", _("is here"), _("here")),
            Offer("", _("choose"), cap=brush.up_down),
            back,
        )
    if people.same:
        return (Offer("enter", _("make them one")), Offer("escape", _("leave both")))
    if people.changing:
        return (Offer("enter", _("keep")), Offer("escape", _("leave it as it was"), _("as it was")))
    if not people.typed.is_empty:
        return (Offer("enter", _("next name"), _("next")), Offer("tab", _("finish the name"), _("name")), back)
    return (
        Offer("enter", _("next name"), _("next")),
        Offer("up", _("change one"), _("change"), cap=brush.up),
        Offer("enter", _("on an empty line: begin") if people.is_beginning else _("on an empty line: back")),
        back,
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
