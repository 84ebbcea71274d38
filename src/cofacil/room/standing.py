"""What people from elsewhere may do in this meeting, as who facilitates lets them; and whom they have put out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from cofacil.board.errors import Refusal
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.room.seats import Seat

MAY_BE_LET = (Role.VIEWER, Role.PARTICIPANT, Role.COFACILITATOR)
"""What somebody may be let do here: nobody is made host."""
LET: Mapping[Role, Notice] = {
    Role.HOST: Notice.of("let-facilitate", who=""),
    Role.COFACILITATOR: Notice.of("let-facilitate", who=""),
    Role.PARTICIPANT: Notice.of("let-write", who=""),
    Role.VIEWER: Notice.of("let-watch", who=""),
}
"""What somebody is told whom somebody lets do another thing."""
LET_BY_FILE: Mapping[Role, Notice] = {
    Role.HOST: Notice.of("let-facilitate-by-file"),
    Role.COFACILITATOR: Notice.of("let-facilitate-by-file"),
    Role.PARTICIPANT: Notice.of("let-write-by-file"),
    Role.VIEWER: Notice.of("let-watch-by-file"),
}
"""What a member is told of whom the members file says another thing now."""
ONLY_WATCH = frozenset({LET[Role.VIEWER].name, LET_BY_FILE[Role.VIEWER].name})
"""Behind which of these words wait that somebody was typing."""


class Out(NamedTuple):
    """Somebody who was put out, and is kept out for a while."""

    name: str
    by: str
    until: int
    """UTC milliseconds."""


BY_WALL = Notice.of("came-by-wall")
"""How somebody came who said the word that is there for everybody."""


class Came(NamedTuple):
    """By what somebody from elsewhere has come in."""

    how: Notice
    since: int
    """UTC milliseconds, of the first time."""
    keys: tuple[str, ...] = ()
    """The fingerprints of the keys they are known by."""
    in_file: Role | None = None
    """What the members file lets them do, None for who is not in it."""
    comes_as: Role | None = None
    """What they may do if they are put out and come again by the same way; None where it is said as they are let in."""
    is_let: bool = False
    """Whether they were let do another thing than they came in for."""


def left_words(seat: Seat) -> Notice:
    """Return that somebody has gone who was here from elsewhere, by the way they were."""
    return Notice.of("left-the-page" if seat.is_by_page else "left-the-screen", who=seat.name)


class Doors(Protocol):
    """The ways in from elsewhere, as far as they have to know what is decided in the room."""

    @property
    def is_open(self) -> bool:
        """Say whether anybody can come in."""
        ...

    def role_given(self, seat: Seat, by: str) -> None:
        """Take notice that somebody may do another thing now; `by` is "" where the members file says so."""
        ...

    def put_out(self, seat: Seat, by: str, until: int) -> None:
        """Close the lines of somebody; let them in by nothing until then, where that is not 0."""
        ...

    def lift(self, name: str, by: str) -> bool:
        """Let somebody come again who was kept out; say whether they were."""
        ...

    def kept_out(self) -> tuple[Out, ...]:
        """Return who is kept out at this moment."""
        ...

    def came(self) -> Mapping[str, Came]:
        """Return by what each person came in, by who they are on the board."""
        ...

    def away(self, person: str) -> Seat | None:
        """Return the seat of somebody who has come in and has not left it: whose line broke finds it so; None for others."""
        ...


class NoDoors:
    """A room that nobody comes to from elsewhere."""

    is_open = False

    def role_given(self, seat: Seat, by: str) -> None:
        """Tell nobody."""

    def put_out(self, seat: Seat, by: str, until: int) -> None:
        """Close nothing."""

    def lift(self, name: str, by: str) -> bool:  # noqa: ARG002
        return False

    def kept_out(self) -> tuple[Out, ...]:
        return ()

    def came(self) -> Mapping[str, Came]:
        return MappingProxyType({})

    def away(self, person: str) -> Seat | None:  # noqa: ARG002
        return None


class Taken(Protocol):
    """A seat that is taken, as far as it is decided here what may be done there."""

    @property
    def seat(self) -> Seat: ...

    @property
    def is_wall(self) -> bool: ...

    @property
    def leads(self) -> bool: ...

    def take_role(self, role: Role) -> None: ...

    def tell(self, said: Notice | None = None) -> None: ...

    def hear(self, said: Notice | None = None) -> None: ...


class Seats(Protocol):
    """All seats of a room."""

    @property
    def places(self) -> tuple[Taken, ...]: ...

    @property
    def clock(self) -> Callable[[], int]: ...

    def turn_out(self, person: str) -> None: ...

    def tell_all(self) -> None: ...

    def tell(self, about: None, said: Notice | None = None) -> None: ...


class Standing:
    """Decides what each seat from elsewhere may do, whatever it came in with, and by which way."""

    def __init__(self, presence: Seats) -> None:
        self.doors: Doors = NoDoors()
        self._presence = presence
        self._given: dict[str, Role] = {}
        """By person: what they were let do here."""
        self._out: dict[str, Out] = {}
        """By person: those who were put out, and have not been let in since."""
        self._said_away: dict[str, Notice] = {}
        """By person: what they are told once they are back, whose line had broken."""

    def set_doors(self, doors: Doors) -> None:
        """Have others come in by these doors from now on."""
        self.doors = doors
        self._presence.tell_all()

    def sits(self, seat: Seat) -> Seat:
        """Return a seat as it is taken now: what somebody was let do holds at every window of theirs."""
        out = self._out.get(whose(seat))
        if out is not None and out.until <= self._presence.clock():
            del self._out[whose(seat)]
        role = self._given.get(whose(seat)) if seat.is_elsewhere else None
        return seat if role is None else seat._replace(role=role)

    def now(self, seat: Seat) -> Seat:
        """Return a seat with what it may do at this moment.

        Raises:
            Refusal: who sat there was put out.
        """
        if not seat.is_elsewhere:
            return seat
        if whose(seat) in self._out:
            raise Refusal("put-out-here")
        taken = next((one for one in self._presence.places if one.seat.via == seat.via and _same(one.seat, seat)), None)
        return seat if taken is None else seat._replace(role=taken.seat.role)

    def is_out(self, seat: Seat) -> bool:
        """Say whether who sat there was put out, and has not come again."""
        return whose(seat) in self._out

    def out(self) -> tuple[Out, ...]:
        """Return who is out at this moment: those who are kept out, and those who may come again and have not."""
        kept = self.doors.kept_out()
        names = {out.name for out in kept}
        may_come = (out for out in self._out.values() if not out.until and out.name not in names)
        return (*kept, *may_come) if self.doors.is_open else kept

    def forget(self, person: str) -> None:
        """Know nothing of somebody any more: whoever comes by this name is another one."""
        self._given.pop(person, None)
        self._said_away.pop(person, None)

    def said_away(self, seat: Seat) -> Notice | None:
        """Return what somebody is told who is back, once: what they were let do while they were away."""
        return self._said_away.pop(whose(seat), None) if seat.is_elsewhere else None

    def let(self, by: Taken, person: str, role: Role) -> None:
        """Let somebody do more, or less, at once and at every window of theirs, as long as this meeting goes on.

        Whose line has broken finds it so as they are back.

        Raises:
            Refusal: whoever asks does not facilitate, or the other is the host or not in any more.
        """
        if role not in MAY_BE_LET:
            raise Refusal("nobody-made-host")
        if by.leads and (away := self.away(person)) is not None:
            self._let_away(by, away, person, role)
            return
        places = self._of(by, person)
        if all(place.seat.role is role for place in places):
            return
        self._given[person] = role
        self._change(places, role, LET[role].put(who=by.seat.name), by.seat.name)

    def away(self, person: str) -> Seat | None:
        """Return the seat that waits for somebody who sits nowhere at this moment, None where none does."""
        if any(whose(place.seat) == person and place.seat.is_elsewhere for place in self._presence.places):
            return None
        away = self.doors.away(person)
        return away if away is None or away.role is not Role.HOST else None

    def _let_away(self, by: Taken, away: Seat, person: str, role: Role) -> None:
        if away.role is role:
            return
        self._given[person] = role
        self._said_away[person] = LET[role].put(who=by.seat.name)
        self.doors.role_given(away._replace(role=role), by.seat.name)
        self._presence.tell_all()

    def given(self, place: Taken, role: Role, by: str, said: Notice) -> None:
        """Take what was answered to somebody who has asked to write: it holds as what they are let do."""
        self._given[whose(place.seat)] = role
        places = [one for one in self._presence.places if one.seat.is_elsewhere and _same(one.seat, place.seat)]
        self._change(places or [place], role, said, by)

    def says_file(self, person: str, role: Role) -> None:
        """Let a member do what the members file says of them by now, whatever they were let do before."""
        self._given.pop(person, None)
        places = [one for one in self._presence.places if one.seat.is_elsewhere and whose(one.seat) == person]
        if any(one.seat.role is not role for one in places):
            self._change(places, role, LET_BY_FILE[role], "")

    def put_out(self, by: Taken, person: str, until: int = 0) -> None:
        """Take every seat of somebody away at once, and close their lines; until then nothing lets them in again.

        Raises:
            Refusal: whoever asks does not facilitate, or the other is the host or not in any more.
        """
        places = self._of(by, person)
        seat = places[0].seat
        self._given.pop(person, None)
        self._out[person] = Out(seat.name, by.seat.name, until)
        self._presence.turn_out(person)
        said = Notice.of("put-out-by", who=seat.name, by=by.seat.name)
        for other in self._presence.places:
            if other is not by:
                other.hear(said if other.leads else left_words(seat))
        self.doors.put_out(seat, by.seat.name, until)

    def lift(self, by: Taken, name: str) -> bool:
        """Let somebody come again who is kept out; say whether they were.

        Raises:
            Refusal: whoever asks does not facilitate.
        """
        if not by.leads:
            raise Refusal("ask-who-facilitates")
        self._out = {person: out for person, out in self._out.items() if out.name != name}
        is_lifted = self.doors.lift(name, by.seat.name)
        self._presence.tell_all()
        return is_lifted

    def _of(self, by: Taken, person: str) -> list[Taken]:
        """Return where somebody sits about whom something may be decided."""
        if not by.leads:
            raise Refusal("ask-who-facilitates")
        places = [place for place in self._presence.places if whose(place.seat) == person and not place.is_wall]
        if not any(place.seat.is_elsewhere for place in places):
            raise Refusal("not-in-any-more")
        if whose(by.seat) == person:
            raise Refusal("not-oneself")
        if any(place.seat.role is Role.HOST for place in places):
            raise Refusal("host-stays", name=places[0].seat.name)
        return [place for place in places if place.seat.is_elsewhere]

    def _change(self, places: list[Taken], role: Role, said: Notice, by: str) -> None:
        for place in places:
            place.take_role(role)
        for place in places:
            place.tell(said)
        self.doors.role_given(places[0].seat, by)
        self._presence.tell(None)


def whose(seat: Seat) -> str:
    """Return whose seat it is: who the board knows them as."""
    return seat.person or seat.name


def _same(one: Seat, other: Seat) -> bool:
    return one.person == other.person if one.person and other.person else one.name == other.name
