"""The kinds of card, each with all that is its own, and behind their columns the one for those who are not here."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, Self

from cofacil.board.marked import N_, Many


class KindSpec(NamedTuple):
    """What one kind of card has of its own: signs, columns and words; a new kind is one more of these."""

    letter: str
    """The first letter of its cards' labels."""
    glyph: str
    """The sign that stands for it on the screen and begins a line that adds one."""
    singular: str
    plural: str
    short: str
    """The plural where the room is narrow, to six letters but for Questions and Actions."""
    brief: str
    """What one is called in a hint."""
    word: str
    """What one is called within a line."""
    counted: str
    """How many there are, within a line."""
    noun: str
    """It as it is spoken of: an offer, an open issue."""
    by: str
    """What will be kept, read back: by whom."""
    from_room: str
    """The same, where it is nobody's in particular."""
    added: str
    added_by_room: str
    added_several: Many
    """Several at once; `number` is a word."""
    pasted: Many
    """What is asked before several lines become as many cards."""
    done: str
    """Said when one is done with."""
    done_word: str
    """What it is then; the file keeps this word, in English."""
    belongs: str
    """What an empty column says belongs there."""
    example: str
    """One as somebody might say it, for a board that has nothing on it yet."""
    came_back: str
    """What those are called that came back from an earlier meeting, still open."""
    meets: tuple[str, ...]
    """What it likely meets, kinds by their words, the likeliest first; "" for those who are not here."""
    told_away: str = ""
    """What stands above such cards on the page for whoever was away; "" for a kind that is not on it."""
    stays_open: bool = False
    """Whether closing asks how one that is open stays so; of another kind it comes back by what it is."""
    has_owners: bool = False
    """Whether those named on one say "I will", as many as do; of another kind one said it, and nobody owns it."""


class Kind(StrEnum):
    """What a card is."""

    spec: KindSpec

    def __new__(cls, word: str, spec: KindSpec) -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        member.spec = spec
        return member

    QUESTION = (
        "question",
        KindSpec(
            letter="Q",
            glyph="?",
            singular=N_("Question"),
            plural=N_("Questions"),
            short=N_("Questions"),
            brief=N_("question"),
            word=N_("question"),
            counted=N_("questions {number}"),
            noun=N_("a question"),
            by=N_("a question by {who}"),
            from_room=N_("a question from the room"),
            added=N_("{who} asked a question, {label}."),
            added_by_room=N_("The room asked a question, {label}."),
            added_several=Many("{who} added {number} question, {labels}.", "{who} added {number} questions, {labels}."),
            pasted=Many(
                "Pasted: {number} line. Keep it as {number} question?",
                "Pasted: {number} lines. Keep them as {number} questions?",
            ),
            done=N_("{label} is answered."),
            done_word=N_("answered"),
            belongs=N_("What we would like to know."),
            example=N_("Who opens the gate, and when?"),
            came_back=N_("Open questions"),
            meets=("offer", "action", "", "issue"),
            told_away=N_("We did not decide these for you. Tell us what you think:"),
            stays_open=True,
        ),
    )
    OFFER = (
        "offer",
        KindSpec(
            letter="O",
            glyph="+",
            singular=N_("Offer"),
            plural=N_("Offers"),
            short=N_("Offers"),
            brief=N_("offer"),
            word=N_("offer"),
            counted=N_("offers {number}"),
            noun=N_("an offer"),
            by=N_("an offer by {who}"),
            from_room=N_("an offer from the room"),
            added=N_("{who} added an offer, {label}."),
            added_by_room=N_("The room added an offer, {label}."),
            added_several=Many("{who} added {number} offer, {labels}.", "{who} added {number} offers, {labels}."),
            pasted=Many(
                "Pasted: {number} line. Keep it as {number} offer?",
                "Pasted: {number} lines. Keep them as {number} offers?",
            ),
            done=N_("{label} is taken up."),
            done_word=N_("taken up"),
            belongs=N_("What somebody could bring."),
            example=N_("I can open up on Saturdays"),
            came_back=N_("Offers not taken up"),
            meets=("question", "", "issue", "action"),
            told_away=N_("What people offered"),
        ),
    )
    ACTION = (
        "action",
        KindSpec(
            letter="A",
            glyph=">",
            singular=N_("Action"),
            plural=N_("Actions"),
            short=N_("Actions"),
            brief=N_("action"),
            word=N_("action"),
            counted=N_("actions {number}"),
            noun=N_("an action"),
            by=N_("an action by {who}"),
            from_room=N_("an action from the room"),
            added=N_("{who} added an action, {label}."),
            added_by_room=N_("The room added an action, {label}."),
            added_several=Many("{who} added {number} action, {labels}.", "{who} added {number} actions, {labels}."),
            pasted=Many(
                "Pasted: {number} line. Keep it as {number} action?",
                "Pasted: {number} lines. Keep them as {number} actions?",
            ),
            done=N_("{label} is done."),
            done_word=N_("done"),
            belongs=N_("What somebody will do."),
            example=N_("I will ask the caretaker by Friday"),
            came_back=N_("Said by nobody yet"),
            meets=("question", "issue", "offer", ""),
            told_away=N_("What some of us will do"),
            has_owners=True,
        ),
    )
    ISSUE = (
        "issue",
        KindSpec(
            letter="I",
            glyph="!",
            singular=N_("Open issue"),
            plural=N_("Open issues"),
            short=N_("Issues"),
            brief=N_("issue"),
            word=N_("open issue"),
            counted=N_("open issues {number}"),
            noun=N_("an open issue"),
            by=N_("an open issue by {who}"),
            from_room=N_("an open issue from the room"),
            added=N_("{who} added an open issue, {label}."),
            added_by_room=N_("The room added an open issue, {label}."),
            added_several=Many(
                "{who} added {number} open issue, {labels}.", "{who} added {number} open issues, {labels}."
            ),
            pasted=Many(
                "Pasted: {number} line. Keep it as {number} open issue?",
                "Pasted: {number} lines. Keep them as {number} open issues?",
            ),
            done=N_("{label} is settled."),
            done_word=N_("settled"),
            belongs=N_("What is in the way, or not settled."),
            example=N_("Nobody knows who owns the shed"),
            came_back=N_("Open issues"),
            meets=("offer", "action", "question", ""),
            told_away=N_("What is not settled"),
            stays_open=True,
        ),
    )

    @property
    def column(self) -> int:
        return _COLUMN_OF[self]

    @property
    def letter(self) -> str:
        return self.spec.letter

    @property
    def glyph(self) -> str:
        return self.spec.glyph

    @property
    def noun(self) -> str:
        return self.spec.noun

    @property
    def singular(self) -> str:
        return self.spec.singular

    @property
    def plural(self) -> str:
        return self.spec.plural

    @property
    def short(self) -> str:
        return self.spec.short

    @property
    def done_word(self) -> str:
        return self.spec.done_word

    @property
    def has_owners(self) -> bool:
        return self.spec.has_owners


KINDS: Mapping[str, Kind] = {str(kind): kind for kind in Kind}
"""Every kind by the word that stands for it in the file."""
SIGNS: dict[str, Kind] = {kind.glyph: kind for kind in Kind}
"""Every kind by the sign that begins a line."""
NOT_HERE = len(Kind) + 1
"""The number of the column of absences."""
COLUMNS = range(1, NOT_HERE + 1)
"""The columns as people count them: the kinds, then those who are not here."""
COLUMN_KEYS: Mapping[str, int] = {str(number): number for number in COLUMNS}
"""The columns by the figure that is pressed for each."""


class AbsenceState(StrEnum):
    """How far the way to somebody who is not here has come."""

    NOTICED = "noticed"
    BRIDGED = "bridged"
    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"


class Mark(StrEnum):
    """What is said of a card besides its kind."""

    WICKED = "wicked"
    """It is bigger than us."""
    EVIDENCE = "evidence"
    SUGGESTION = "suggestion"


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


IN_COLUMN: Mapping[int, Kind] = dict(enumerate(Kind, 1))
"""The kind that stands in each column; in that of those who are not here stands none."""
_COLUMN_OF: Mapping[Kind, int] = {kind: number for number, kind in IN_COLUMN.items()}
