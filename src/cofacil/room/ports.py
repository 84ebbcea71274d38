"""What the screens are given from the world outside: the shelf of boards, and the way in for those at other computers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.room.finding import Answer, Sought

if TYPE_CHECKING:
    from cofacil.board.events import Event
    from cofacil.board.plan import Plan
    from cofacil.room.live import LiveRoom  # `cofacil add` finds a board, and opens none as a room
    from cofacil.room.ways import Copied, WayOn, WaysOn


class Shelved(NamedTuple):
    """One board of the library, as the home screen and `cofacil list` tell of it."""

    name: str
    """The file's stem, which is what people type."""
    path: Path
    title: str
    purpose: str
    met: int | None
    """When its last meeting was opened, UTC milliseconds; None when it has not met."""
    here: int
    """How many people were there then."""
    promised: int
    """Open cards that somebody said "I will" to, and people whom somebody said they will ask."""
    to_invite: int
    """Absences that are neither joined nor declined, the standing one left out."""
    open: int
    """Cards that are still open."""
    trouble: Notice | None = None
    """Why the file could not be read, None when it could."""
    plan: str = ""
    """The title of the plan that the meeting that is open goes through, "" for none."""
    step: int = 0
    """The number of the step that runs, 0 for none."""
    steps: int = 0
    """How many the plan has."""
    is_sitting: bool = False
    """Whether nobody has closed its last meeting: it is open now, unless that began too long ago."""
    was_shared: bool = False
    """Whether it was shared by a process that has died, and can be shared again as it was."""
    board: str = ""
    """Its ULID, which every copy of it bears; "" where that cannot be read."""
    copy_of: str = ""
    """The path of the board that it is a copy of, as long as nobody has said what it is to be; "" for the board itself."""
    conflict: str = ""
    """What has made such a copy, where its name tells: a folder that is synced, as two computers changed it at once."""


class Saved(Protocol):
    """A board that is looked back on: what has happened on it, and more as it comes; nothing of it is ever changed."""

    @property
    def name(self) -> str:
        """Return what the board is called among others; "" where it is kept nowhere."""
        ...

    @property
    def description(self) -> str:
        """Return where it is kept, as people write it; "" where it is kept nowhere."""
        ...

    @property
    def board_id(self) -> str:
        """Return which board it is, whatever it is called; "" where that cannot be read any more."""
        ...

    @property
    def damage(self) -> Notice | None:
        """Return what is wrong with it, where only what is whole can be looked at; None for nothing."""
        ...

    @property
    def is_newer(self) -> bool:
        """Say whether a newer cofacil made it: what is new in it is left out."""
        ...

    @property
    def is_live(self) -> bool:
        """Say whether more may happen on it while somebody looks back."""
        ...

    async def read(self, after: int) -> "Sequence[Event]":
        """Return what has happened behind a position, with every word of it: for a `Replay`, and nothing else.

        Raises:
            Trouble: it cannot be read, or is another board now.
        """
        ...

    def follow(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` on the running event loop when there may be more to read; return what ends that."""
        ...

    async def close(self) -> None:
        """Let go of it."""
        ...


class Rooms(Protocol):
    """Opens boards as live rooms; given to the screens by `cli`."""

    @property
    def folder(self) -> Path:
        """Return where boards are kept."""
        ...

    def shelf(self) -> Sequence[Shelved]:
        """Return every board, the one that met last first; among them those that lie elsewhere and were opened here."""
        ...

    async def glance(self, path: Path) -> Shelved:
        """Return what is told of a board file that somebody named; one that can be read is on the shelf from now on."""
        ...

    def drop(self, path: Path) -> None:
        """Take a board off the shelf that lies elsewhere; its file stays."""
        ...

    def called(self, title: str) -> Shelved | None:
        """Return a board that bears a title already, None for none."""
        ...

    def search(self, sought: Sought) -> Answer:
        """Return what is found on all boards; to be called on a thread, and so is taking what it found."""
        ...

    async def open(self, path: Path) -> "LiveRoom":
        """Open a board that is there.

        Raises:
            Trouble: it is not there, damaged, or cannot be read.
        """
        ...

    async def saved(self, path: Path) -> Saved:
        """Open a board to look back on it, damaged or not; nothing is ever written.

        Raises:
            Trouble: it is not there, cannot be read, or nothing of it is whole.
        """
        ...

    async def ways_on(self, path: Path) -> "WaysOn | Copied | None":
        """Return what may be done with a board that cannot be opened as it is, None where it can.

        Raises:
            Trouble: it is not there, or cannot be read.
        """
        ...

    async def go_on(self, path: Path, chosen: "WayOn") -> "LiveRoom":
        """Go one of the ways on from a damaged board, or from a copy, and open what comes of it.

        Raises:
            Trouble: nothing could be written, or read; what stood there stays.
        """
        ...

    def plans(self) -> "tuple[tuple[Plan, ...], tuple[Notice, ...]]":
        """Return the plans that a meeting can be gone through by, and what is to be said of files that are none."""
        ...

    async def begin(self, title: str, purpose: str, place: str, plan: "Plan | None" = None) -> "LiveRoom":
        """Begin a board of its own, and open it; with a plan its first meeting begins, and is gone through by that.

        Raises:
            Trouble: it could not be kept.
        """
        ...

    async def write_anew(self, live: "LiveRoom") -> str:
        """Write a board whose file is gone to a new one, where it goes on; return where that is.

        Raises:
            Trouble: it could not be written.
        """
        ...

    async def example(self) -> "LiveRoom":
        """Open a finished example, of which nothing is kept."""
        ...


class NoRooms:
    """For who joined one board: there is no shelf to look along."""

    folder = Path()

    def shelf(self) -> Sequence[Shelved]:
        return ()

    async def glance(self, path: Path) -> Shelved:  # noqa: ARG002
        raise Refusal("only-this-board")

    def drop(self, path: Path) -> None:
        """There is no shelf."""

    def called(self, title: str) -> Shelved | None:  # noqa: ARG002
        return None

    def search(self, sought: Sought) -> Answer:  # noqa: ARG002
        return Answer((), is_ranked=True)

    async def open(self, path: Path) -> "LiveRoom":  # noqa: ARG002
        raise Refusal("only-this-board")

    async def saved(self, path: Path) -> Saved:  # noqa: ARG002
        raise Refusal("only-this-board")

    async def ways_on(self, path: Path) -> "WaysOn | Copied | None":  # noqa: ARG002
        return None

    async def go_on(self, path: Path, chosen: "WayOn") -> "LiveRoom":  # noqa: ARG002
        raise Refusal("only-this-board")

    def plans(self) -> "tuple[tuple[Plan, ...], tuple[Notice, ...]]":
        return (), ()

    async def begin(self, title: str, purpose: str, place: str, plan: "Plan | None" = None) -> "LiveRoom":  # noqa: ARG002
        raise Refusal("only-this-board")

    async def write_anew(self, live: "LiveRoom") -> str:  # noqa: ARG002
        raise Refusal("only-this-board")

    async def example(self) -> "LiveRoom":
        raise Refusal("only-this-board")


class Sharing(NamedTuple):
    """How a board is to be shared."""

    to_all: bool
    """With everybody who reaches this computer; else only with whoever sits at it."""
    may_ask: bool = False
    """Whether who has no word may ask to be let in."""
    port: int = 0
    """Where others find it, 0 for the usual place, or the first one behind it that is free."""
    has_page: bool = False
    """Whether phones and browsers find a page of it as well."""


class Invited(NamedTuple):
    """Somebody who was invited by name."""

    name: str
    role: Role
    until: int
    """UTC milliseconds."""
    has_come: bool = False
    is_spent: bool = False
    """Whether their word was used, and opens nothing any more: they were put out, or the board is shared anew."""


class Slowed(NamedTuple):
    """An address whose words wait for their turn: too many wrong ones have come from there."""

    address: str
    door: str
    """The board, as it is called before the `@`; "" for all of them."""
    wrong: int
    """How many."""
    until: int
    """When that has healed by itself; UTC milliseconds."""


class Joining(NamedTuple):
    """How somebody joins a shared board from another computer."""

    command: str
    """The one line to type: `ssh -p 8022 riverside@192.168.1.24`; "" while this computer is in no network."""
    url: str
    """The same for a picture that a camera reads; "" where no other device would find it."""
    word: str
    """What opens the door to anybody in the room, "" while there is none."""
    seats: int
    """How many people may come in by it, however often each of them comes."""
    until: int
    """UTC milliseconds; of a word that is over, when that was, and 0 where there was none."""
    fingerprint: str
    """What a guest's `ssh` shows the first time."""
    is_local: bool
    """Whether only this computer can join so far."""
    may_ask: bool = False
    """Whether who has no word may ask to be let in."""
    came: tuple[str, ...] = ()
    """Who has come in by the word, each once."""
    word_by: str = ""
    """Who made the word."""
    invited: tuple[Invited, ...] = ()
    """Those who were invited by name, and may come yet or have come."""
    slowed: tuple[Slowed, ...] = ()
    """Those who have to wait, since they guessed."""
    page: str = ""
    """Where a phone finds the page of this board, "" where none is served."""
    page_fingerprint: str = ""
    """What its browser shows of the certificate, "" where there is none."""

    @property
    def has_run_out(self) -> bool:
        """Say whether the word has let in everybody that it is for."""
        return bool(self.word) and len(self.came) >= self.seats


class Invitation(NamedTuple):
    """What is sent to one person who is invited: the line to type, and a word that lets in nobody else."""

    name: str
    role: Role
    command: str
    word: str
    until: int
    """UTC milliseconds."""
    fingerprint: str
    """What their `ssh` shows the first time."""
    page: str = ""
    """Where a browser takes the same word, "" where it would find nothing."""


class WasShared(NamedTuple):
    """How a board was shared by a process that has died."""

    port: int
    is_local: bool
    """Whether only this computer could join."""


class Door(Protocol):
    """Opens and closes the way in, and says what others need to find it."""

    @property
    def is_open(self) -> bool: ...

    @property
    def is_ours(self) -> bool:
        """Say whether it is opened and closed from this screen."""
        ...

    @property
    def is_beside(self) -> bool:
        """Say whether another window of this computer has opened it."""
        ...

    @property
    def usual(self) -> Sharing:
        """Return how a board is shared unless somebody chooses otherwise."""
        ...

    @property
    def page_trouble(self) -> Trouble | None:
        """Return what stands against showing a page for phones, None for nothing that is known before it is tried."""
        ...

    async def show_page(self) -> None:
        """Show a page for phones and browsers of a board that is shared.

        Raises:
            Trouble: it cannot be shown, or not from here.
        """
        ...

    async def look_around(self, live: "LiveRoom") -> None:
        """Take notice whether another window of this computer shares a board by now, or does so no more."""
        ...

    async def open(self, live: "LiveRoom", sharing: Sharing) -> None:
        """Let others in to a board.

        Raises:
            Trouble: the door cannot be opened.
        """
        ...

    def was_open(self, live: "LiveRoom") -> WasShared | None:
        """Return how a board was shared as the process died that did so; None where nobody can open that door again."""
        ...

    async def open_again(self, live: "LiveRoom") -> None:
        """Open the same door again, to the same boards and with the same words.

        Raises:
            Trouble: the door cannot be opened.
        """
        ...

    async def close(self) -> None:
        """Let nobody in any more, and give everybody their terminal back."""
        ...

    async def joining(self, *, anew: bool = False) -> Joining:
        """Return how to join, with a word for everybody in the room; another one where `anew`, which ends the one before.

        Raises:
            Trouble: no word can be kept.
        """
        ...

    async def look(self) -> Joining:
        """Return how to join as it is at this moment; no word is made by that.

        Raises:
            Trouble: it cannot be known, or the board is not shared any more.
        """
        ...

    async def invite(self, name: str, role: Role) -> Invitation:
        """Make a word for one person, until the end of today.

        Raises:
            Trouble: nobody can be invited so, or no word can be kept.
        """
        ...

    async def let_ask(self, *, may: bool) -> None:
        """Let those ask to be let in who have no word, or no more.

        Raises:
            Trouble: that is chosen elsewhere, or the door is closed.
        """
        ...

    async def lift(self, slowed: Slowed) -> None:
        """Have words from there looked at as if none had been wrong.

        Raises:
            Trouble: the door is closed.
        """
        ...
