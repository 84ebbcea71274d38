"""One person as the page of who is here shows them."""

from dataclasses import dataclass
from typing import NamedTuple

from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Role
from cofacil.room.standing import Came, Out


class Sitting(NamedTuple):
    """Where somebody sits, as far as the page shows it."""

    role: Role
    ways: tuple[str, ...]
    since: int
    """UTC milliseconds."""
    came: Came | None = None
    is_me: bool = False

    @property
    def is_elsewhere(self) -> bool:
        return bool({"ssh", "page"} & set(self.ways))

    @property
    def may_be_changed(self) -> bool:
        """Say whether who facilitates may let them do another thing, or put them out."""
        return self.is_elsewhere and self.role is not Role.HOST and not self.is_me


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
    sitting: Sitting | None = None
    """Where they sit at this moment, None for who only is in the hall."""
    is_reader: bool = False
    """Whether the page in a browser is all they have open."""
    is_beside: bool = False
    """Whether they are in by another window of this computer, where it is decided what they may do."""
    is_lost: bool = False
    """Whether their line has broken, and their seat waits."""
    away: Role | None = None
    """What they may do once they are back whose seat waits, None for all others."""
    out: Out | None = None
    """By whom they were put out, None for all others, and for who has come again."""

    @property
    def words(self) -> str:
        """Return them as they are typed: the name, and behind a comma what they bring."""
        return f"{self.name}, {self.brings}" if self.brings else self.name

    @property
    def is_kept_out(self) -> bool:
        """Say whether nothing lets them in before somebody says so, or their time is over."""
        return self.out is not None and bool(self.out.until)

    @property
    def may_do(self) -> Role | None:
        """Return what somebody may do here of whom who facilitates may say otherwise, None for all others."""
        if self.sitting is None:
            return self.away
        return self.sitting.role if self.sitting.may_be_changed else None

    @property
    def is_apart(self) -> bool:
        """Say whether there is more to say of them than that they are here."""
        return self.out is not None or self.is_lost or (self.sitting is not None and self.sitting.is_elsewhere)


def comes(someone: Someone, name: str = "", brings: str = "") -> AddPerson:
    """Return what writes down that somebody is here, as the page shows them; `name` is what was typed for them."""
    is_seen = not someone.is_here
    return AddPerson(name or someone.name, brings, is_at_no_screen=is_seen, was_by_screen=someone.is_lost)
