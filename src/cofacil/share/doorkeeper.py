"""What the doors to one board do of what was decided in the room: who is ended, kept out, let do another thing, and written down."""

import asyncio
import time
from collections.abc import Mapping
from contextvars import Context, copy_context

from cofacil.board.errors import Refusal
from cofacil.board.notice import Notice
from cofacil.room.seats import Seat
from cofacil.room.standing import BY_WALL, Came, Out
from cofacil.share.access_log import HERE
from cofacil.share.boards import SharedBoard
from cofacil.share.kept_out import KeptOut
from cofacil.share.known_guests import CameBy, KnownGuest
from cofacil.share.lobby import Lobby, SeatedGuest
from cofacil.share.public_key import fingerprint_of

_CAME_BY: Mapping[CameBy, Notice] = {
    CameBy.KEY: Notice.of("came-by-key"),
    CameBy.WORD: Notice.of("came-by-word"),
    CameBy.WALL: BY_WALL,
    CameBy.ASKING: Notice.of("came-by-asking"),
}


class Doorkeeper:
    """Holds the doors to one board, by ssh and by the page, to what those who facilitate decide."""

    is_open = True

    def __init__(self, lobby: Lobby, board: SharedBoard) -> None:
        self._lobby = lobby
        self._board = board
        self._people = board.people
        self._outside: Context = copy_context()
        """What is ended is ended outside every App: who puts somebody out has one of their own."""

    def role_given(self, seat: Seat, by: str) -> None:
        """Let it be the same when they come back, and write it down."""
        for guest in self._guests(seat):
            self._board.known.given(guest.name, seat.role)
        self._note(f"{seat.role} from now on, by {by or 'the members file'}", seat)

    def put_out(self, seat: Seat, by: str, until: int) -> None:
        """Know them no more, keep them out where that was said, and close every line of theirs."""
        guests, seated = self._guests(seat), self._seated(seat)
        if until:
            proved = {key for one in seated for key in one.guest.proved}
            shown = {key for guest in guests for key in guest.keys} | {key for one in seated for key in one.guest.keys}
            names = {seat.name, *(guest.name for guest in guests), *(one.guest.name for one in seated)}
            ways = {way for name in names for way in self._people.ways_to_say(name)}
            browsers = {one.browser for one in seated if one.browser}
            known_by = (tuple(sorted(those)) for those in (ways, proved, shown - proved, browsers))
            out = KeptOut(seat.name, by, until, *known_by)
            self._board.kept_out.put(out, _now())
        for guest in guests:
            self._board.known.put_out(guest.name)
        why = put_out_words(by, until)
        loop = asyncio.get_running_loop()
        for one in seated:
            loop.call_soon(one.end, why, context=self._outside)
        self._note(f"put out{' for today' if until else ''} by {by}", seat)

    def lift(self, name: str, by: str) -> bool:
        is_lifted = self._board.kept_out.lift(name, _now())
        if is_lifted:
            self._lobby.access_log.note(HERE, f"{self._board.name}: may come again, by {by}", name)
        return is_lifted

    def kept_out(self) -> tuple[Out, ...]:
        return tuple(Out(one.name, one.by, one.until) for one in self._board.kept_out.now(_now()))

    def came(self) -> Mapping[str, Came]:
        members = {member.name: member for member in self._board.members.now()}
        came = {}
        for guest in self._board.known.now():
            member = members.get(guest.name) if guest.came_by is CameBy.KEY else None
            keys = (fingerprint_of(member.key), *guest.fingerprints) if member is not None else guest.fingerprints
            role = member.role if member is not None else None
            how = _CAME_BY[guest.came_by]
            came[self._person(guest.name)] = Came(
                how, guest.since, keys, role, guest.comes_as, guest.role is not guest.first
            )
        return came

    def away(self, person: str) -> Seat | None:
        known = (one for one in self._board.known.now() if not one.has_left)
        found = next((one for one in known if self._person(one.name) == person), None)
        return Seat(found.name, found.role, "ssh", person) if found is not None else None

    def _guests(self, seat: Seat) -> list[KnownGuest]:
        return [guest for guest in self._board.known.now() if self._person(guest.name) == seat.person]

    def _seated(self, seat: Seat) -> list[SeatedGuest]:
        seated = (one for one in self._lobby.seated if one.board is self._board)
        return [one for one in seated if self._person(one.guest.name) == seat.person]

    def _person(self, name: str) -> str:
        try:
            return self._people.person(name)
        except Refusal:  # nobody can have that name on the board any more
            return ""

    def _note(self, what: str, seat: Seat) -> None:
        self._lobby.access_log.note(HERE, f"{self._board.name}: {what}", seat.name)


def put_out_words(by: str, until: int) -> Notice:
    """Return what somebody is told who was put out."""
    return Notice.of("put-out-today", by=by) if until else Notice.of("put-out", by=by)


def _now() -> int:
    return time.time_ns() // 1_000_000
