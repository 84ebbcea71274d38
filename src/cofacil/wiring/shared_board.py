"""One board as it is shared: who may come in to it, and what each guest is shown."""

from collections.abc import Iterable, Iterator
from functools import partial

from cofacil import paths
from cofacil.board.model import Board
from cofacil.board.naming import slug_meant
from cofacil.board.slugs import HALL
from cofacil.board.stays import how_at
from cofacil.language.days import date_of
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms
from cofacil.room.saved_room import SavedRoom
from cofacil.room.seats import Seat
from cofacil.share.boards import Guest, People, Screens, SharedBoard
from cofacil.share.driver import SshDriver
from cofacil.share.how_to_join import HowToJoin
from cofacil.share.invitations import Invitations
from cofacil.share.kept_out import KeptOutList
from cofacil.share.known_guests import KnownGuests
from cofacil.share.members import Members
from cofacil.store.draft_file import DraftFolder
from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.wiring.doors import GuestDoor
from cofacil.wiring.shared_book import SharedBook


class GuestScreens:
    """Makes what guests of one board are shown; nothing of it is kept but a half-typed line, while they may be back."""

    def __init__(self, live: LiveRoom, options: Options) -> None:
        self._live = live
        self._options = options
        self._shelf = SharedBook(live)
        self.folder = paths.share_folder() / live.board_id
        """Where it stands who may come in, and who has."""
        self.known = KnownGuests(self.folder / "guests")
        self._drafts = DraftFolder(self.folder / "drafts", is_for_a_while=True)
        # Who comes when that is nobody's seat any more is another one, whatever they are called.
        self.known.forgotten = partial(forget_left, live, self._drafts)
        self.how_to_join: HowToJoin | None = None
        """Who tells those how others join who facilitate; None before anybody can come in."""

    def screens(self, guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
        """Return the screens of the meeting."""
        seat = Seat(guest.name, guest.role_now, "ssh")
        app = BoardApp(NoRooms(), seat, self._options_for(guest, terminal), self._live, driver)
        app.book = self._shelf.book
        # Also of who does not facilitate yet: they may be let, and it asks each time.
        app.door = GuestDoor(lambda: self.how_to_join, lambda: app.seat.name, lambda: app.together.leads)
        return app

    async def reviews(self, guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
        """Return the screens of looking back."""
        from cofacil.tui.review_app import ReviewApp  # most guests come to the meeting

        book = await self._shelf.book()
        return ReviewApp(SavedRoom(self._live), book, self._options_for(guest, terminal), driver)

    async def lines(self) -> Iterable[str]:
        """Return what the board answers, in plain lines."""
        from cofacil.review.lines import review_lines  # as above

        return review_lines((await self._shelf.book()).answers, date_of(self._live.now()))

    def _options_for(self, guest: Guest, terminal: Capability) -> Options:
        return self._options._replace(
            ascii=terminal.is_ascii,
            has_colours=terminal.depth is not Depth.NONE,
            cursor=False,
            notices=(),
            keep_page=None,
            keep_board=None,
            keep_setting=_keep_nothing,
            drafts=self._options.drafts if guest.key else self._drafts,
            place=self._place_of(guest),
            keep_place=partial(self.known.looks, guest.name),
            way_back=guest.way_back,
        )

    def _place_of(self, guest: Guest) -> str:
        """Return where somebody looked who is back; "" for who comes first."""
        found = self.known.called(guest.name) if guest.is_back else None
        return found.place if found is not None else ""


def shared_board(name: str, live: LiveRoom, typist: str, screens: GuestScreens) -> SharedBoard:
    """Return a board as those who come in find it.

    Raises:
        Trouble: who may come in, or may not, cannot be read: that stops the start, and not the first guest.
    """
    members = Members(screens.folder / "members")
    members.read()
    kept_out = KeptOutList(screens.folder / "out")
    kept_out.now(live.now())
    invitations = Invitations(screens.folder / "words", members.names)
    return SharedBoard(
        name,
        members,
        invitations,
        screens.screens,
        screens.reviews,
        screens.lines,
        live.presence,
        partial(_names_taken, live, typist, members, invitations),
        screens.known,
        kept_out,
        lambda: live.board.title,
        People(
            lambda said: Seat(said, via="ssh").at(live.board).person,
            lambda said: ways_to_say(said, live.board),
            lambda said: in_the_hall(said, live.board, live.now()),
        ),
    )


def forget_left(live: LiveRoom, drafts: DraftFolder, name: str) -> None:
    """Let nothing wait that somebody left whose seat is nobody's any more."""
    seat = Seat(name, via="ssh").at(live.board)
    live.presence.forget_left(seat.name)
    live.presence.standing.forget(seat.person)
    drafts.forget(live.board_id, seat)


def ways_to_say(name: str, board: Board) -> Iterator[str]:
    """Yield every name by which somebody would sit down as this person, or would be taken for them."""
    slug = slug_meant(board, name)
    yield from (name, board.name_of(slug), *board.selves(slug))


def in_the_hall(name: str, board: Board, now: int) -> str:
    """Return what whoever a name means is called, where they are written down as in the hall; "" for nobody."""
    person = board.one(slug_meant(board, name))
    return board.name_of(person) if how_at(board, board.meeting_at(now)).get(person) == HALL else ""


def _names_taken(live: LiveRoom, typist: str, members: Members, invitations: Invitations) -> frozenset[str]:
    """Return the names that nobody may take who comes by the word on the wall."""
    seated = (one.seat.name for one in live.presence.now().present)
    known = (member.name for member in members.now())
    invited = (someone.name for someone in invitations.open_invitations(live.now()))
    names = (typist, *seated, *known, *invited, *live.hidden_writers)
    return frozenset(way for name in names for way in ways_to_say(name, live.board))


def _keep_nothing(name: str, value: object) -> None:
    """Keep no setting of a guest: the settings are the host's."""
