"""The four kinds of card, and the fifth column for those who are not here."""

from collections.abc import Mapping
from enum import StrEnum

NOT_HERE = 5
"""The number of the column of absences."""
COLUMNS = range(1, 6)
"""The columns as people count them: four kinds, then those who are not here."""


class Kind(StrEnum):
    """What a card is."""

    QUESTION = "question"
    OFFER = "offer"
    ACTION = "action"
    ISSUE = "issue"

    @classmethod
    def in_column(cls, number: int) -> "Kind | None":
        """Return the kind that stands in a column, None for those who are not here."""
        return _IN_COLUMN.get(number)

    @property
    def column(self) -> int:
        return _COLUMN_OF[self]

    @property
    def letter(self) -> str:
        """Return the first letter of its cards' labels."""
        return self.value[0].upper()

    @property
    def glyph(self) -> str:
        """Return the sign that stands for it on the screen and begins a line that adds one."""
        return {"question": "?", "offer": "+", "action": ">", "issue": "!"}[self.value]

    @property
    def noun(self) -> str:
        """Return it as it is spoken of: an offer, an open issue."""
        return {"question": "a question", "offer": "an offer", "action": "an action", "issue": "an open issue"}[
            self.value
        ]

    @property
    def singular(self) -> str:
        return {"question": "Question", "offer": "Offer", "action": "Action", "issue": "Open issue"}[self.value]

    @property
    def plural(self) -> str:
        return {"question": "Questions", "offer": "Offers", "action": "Actions", "issue": "Open issues"}[self.value]

    @property
    def short(self) -> str:
        """Return the plural where the room is narrow, to six letters but for Questions and Actions."""
        return "Issues" if self is Kind.ISSUE else self.plural

    @property
    def done_word(self) -> str:
        """Return what is said of one that is done with."""
        return {"question": "answered", "offer": "taken up", "action": "done", "issue": "settled"}[self.value]


KINDS: Mapping[str, Kind] = {str(kind): kind for kind in Kind}
"""Every kind by the word that stands for it in the file."""


class AbsenceState(StrEnum):
    """How far the way to somebody who is not here has come."""

    NOTICED = "noticed"
    BRIDGED = "bridged"
    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"


class Role(StrEnum):
    """What a seat may do."""

    HOST = "host"
    COFACILITATOR = "cofacilitator"
    PARTICIPANT = "participant"
    VIEWER = "viewer"

    def includes(self, other: "Role") -> bool:
        """Say whether this role may do all that the other may."""
        ranks = (Role.VIEWER, Role.PARTICIPANT, Role.COFACILITATOR, Role.HOST)
        return ranks.index(self) >= ranks.index(other)


_IN_COLUMN: Mapping[int, Kind] = dict(enumerate(Kind, 1))
_COLUMN_OF: Mapping[Kind, int] = {kind: number for number, kind in _IN_COLUMN.items()}
