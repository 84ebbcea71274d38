"""One thing on a board, as its fields tell of it: cards, people, absences, links, meetings and their steps."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from cofacil.board.events import EntityId, Json, Write
from cofacil.board.kinds import KINDS, NOT_HERE, AbsenceState, Kind
from cofacil.board.plan import NOT_HERE_WORD, Writing
from cofacil.board.text import shown
from cofacil.board.timer import Timer

CardId: TypeAlias = EntityId
LET_GO = "let_go"
"""How a card is done with that was let go: nobody does it, and it does not come back."""
_LATEST = 253_402_000_000_000
"""UTC milliseconds: a little before the last moment that a calendar has."""
TAG = "tag."
"""What the field of each of a card's themes begins with: its name stands behind it."""
_FIGURES = 9
"""How many figures of a label are looked at: no board gives more."""


class Record(NamedTuple):
    """An entity's fields, and who wrote them. A field that a newer cofacil wrote is kept and not looked at."""

    id: EntityId
    fields: Mapping[str, Json]
    version: str = ""
    """The `e` of the event that wrote to it last."""
    by: str = ""
    """Whose event made it."""
    at: int = 0
    """When it was made, UTC milliseconds."""
    writers: frozenset[str] = frozenset()
    """Everybody whose events wrote to it."""
    last_by: str = ""
    """Whose event wrote to it last."""
    touched: int = 0
    """When it was written to last, UTC milliseconds."""

    def write(self, field: str, after: Json) -> Write:
        """Return the write that would give `field` this value."""
        return Write(self.id, field, self.fields.get(field), after)

    def word(self, field: str, *, lines: bool = False) -> str:
        """Return a field as text that may be shown, in one line unless `lines`; "" when it is absent or something else."""
        value = self.fields.get(field)
        if not isinstance(value, str):
            return ""
        return value if value.isprintable() else shown(value, lines=lines)  # nearly every word of every card may be

    def number(self, field: str) -> int | None:
        """Return a field as a number that a calendar knows as milliseconds; None when it is absent or something else."""
        value = self.fields.get(field)
        return value if type(value) is int and 0 <= value < _LATEST else None

    def members(self, field: str) -> tuple[str, ...]:
        """Return the members of a set: the ends of its dotted fields, in order of name."""
        start = field + "."
        return tuple(
            sorted(name[len(start) :] for name, value in self.fields.items() if name.startswith(start) and value)
        )

    @property
    def is_gone(self) -> bool:
        return bool(self.fields.get("gone"))

    @property
    def is_withheld(self) -> bool:
        """Say whether `redaction` took its words out for the seat that looks."""
        return bool(self.fields.get("withheld"))


class Agreement(NamedTuple):
    """That those who were here agreed to something."""

    at: int
    """UTC milliseconds."""
    here: tuple[str, ...]
    """The slugs of those who were here then."""
    missing: tuple[EntityId, ...]
    """The absences of those who were not."""


class Card(Record):
    """A question, an offer, an action or an open issue."""

    __slots__ = ()

    @property
    def kind(self) -> Kind:
        return KINDS[str(self.fields["kind"])]

    @property
    def label(self) -> str:
        return self.word("label")

    @property
    def text(self) -> str:
        """Return its words, "" once they were struck out."""
        return "" if self.is_struck else self.word("text")

    @property
    def note(self) -> str:
        return "" if self.is_struck else self.word("note", lines=True)

    @property
    def place(self) -> tuple[str, str]:
        """Return what it is sorted by within its column."""
        pos = self.fields.get("pos")
        return (pos if isinstance(pos, str) else "", self.id)

    @property
    def said(self) -> str:
        """Return the slug of who said it, "" for the room."""
        return self.word("said")

    @property
    def when(self) -> str:
        """Return by when, as an ISO date; empty for no day."""
        return self.word("when")

    @property
    def owners(self) -> tuple[str, ...]:
        """Return the slugs of those who said "I will"; `ROOM_KEPT` is "we here will"."""
        return self.members("owner")

    def promised_in(self, owner: str) -> str:
        """Return the ULID of the meeting in which somebody said "I will", "" where it is not known."""
        said = self.fields.get(f"owner.{owner}")
        return said if isinstance(said, str) else self.meeting

    @property
    def tags(self) -> tuple[str, ...]:
        """Return its themes by name, in the order in which it was given them."""
        names = (name[len(TAG) :] for name, value in self.fields.items() if value and name.startswith(TAG))
        return () if self.is_struck else tuple(map(shown, names))

    @property
    def meeting(self) -> str:
        """Return the ULID of the meeting in which it was written, "" for none."""
        return self.word("meeting")

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what is said of it besides its kind: wicked (bigger than us), evidence, suggestion."""
        return self.members("mark")

    @property
    def finds_out(self) -> tuple[str, ...]:
        """Return the slugs of those who find out what nobody here knows; `ROOM_KEPT` is all of us."""
        return self.members("finds_out")

    @property
    def agreed(self) -> Agreement | None:
        """Return by whom it was agreed, None where nobody has said that it is."""
        kept = self.fields.get("agreed")
        if not isinstance(kept, dict):
            return None
        at, here, missing = (kept.get(name) for name in ("at", "here", "missing"))
        return Agreement(at if type(at) is int and 0 <= at < _LATEST else 0, _words_in(here), _words_in(missing))

    @property
    def is_done(self) -> bool:
        return bool(self.fields.get("done"))

    @property
    def is_let_go(self) -> bool:
        """Say whether it is done with because it was let go, and not because anybody did it."""
        done = self.fields.get("done")
        return isinstance(done, dict) and done.get("how") == LET_GO

    @property
    def is_open(self) -> bool:
        get = self.fields.get  # asked of every card of a board
        return not (get("gone") or get("done") or get("struck"))

    @property
    def is_struck(self) -> bool:
        return bool(self.fields.get("struck"))


class Person(Record):
    """A name, and what they bring. Never a title or a job."""

    __slots__ = ()

    @property
    def slug(self) -> str:
        return self.id.partition("/")[2]

    @property
    def name(self) -> str:
        return self.word("name")

    @property
    def brings(self) -> str:
        return self.word("brings")

    @property
    def same(self) -> str:
        """Return the slug of who this turned out to be, "" for themselves."""
        return self.word("same")


class Absence(Record):
    """Someone who is not in the room, and the way to them."""

    __slots__ = ()

    @property
    def label(self) -> str:
        return self.word("label")

    @property
    def who(self) -> str:
        return self.word("who")

    @property
    def knows(self) -> str:
        """Return the slug of the bridge, "" while nobody is known to know one of them."""
        return self.word("knows")

    @property
    def asks(self) -> str:
        return self.word("asks")

    @property
    def asks_in(self) -> str:
        """Return the ULID of the meeting in which somebody said that they ask, "" where it is not known."""
        return self.word("asks_in")

    @property
    def when(self) -> str:
        return self.word("when")

    @property
    def where(self) -> str:
        return self.word("where")

    @property
    def speaks(self) -> str:
        """Return the slug of who speaks for them next time, where they cannot come themselves."""
        return self.word("speaks")

    @property
    def meeting(self) -> str:
        """Return the ULID of the meeting in which they were named, "" for none."""
        return self.word("meeting")

    @property
    def state(self) -> AbsenceState:
        word = self.word("state")
        return AbsenceState(word) if word in tuple(AbsenceState) else AbsenceState.NOTICED

    @property
    def prompt(self) -> str:
        """Return the question it was an answer to."""
        return self.word("prompt")

    @property
    def is_standing(self) -> bool:
        """Say whether this is the one that is always there: those not born yet."""
        return bool(self.fields.get("standing"))

    @property
    def is_open(self) -> bool:
        return self.is_not_here and self.state is not AbsenceState.DECLINED

    @property
    def is_not_here(self) -> bool:
        """Say whether they are still missing: who said no is, who joined is not."""
        return not self.is_gone and self.state is not AbsenceState.JOINED


def not_here_count(absences: Iterable[Absence]) -> int:
    """Return how many are still missing."""
    return sum(absence.is_not_here for absence in absences)


class Link(Record):
    """A tie between two entities: an offer meets a question."""

    __slots__ = ()

    @property
    def start(self) -> EntityId:
        return self.word("from")

    @property
    def end(self) -> EntityId:
        return self.word("to")

    @property
    def kind(self) -> str:
        return self.word("kind") or "meets"


class Meeting(Record):
    """One sitting on a board."""

    __slots__ = ()

    @property
    def opened(self) -> int:
        return self.number("opened") or 0

    @property
    def closed(self) -> int | None:
        return self.number("closed")

    @property
    def here(self) -> tuple[str, ...]:
        """Return the slugs of those who are here and have not left."""
        start = "here."
        return tuple(
            name[len(start) :]
            for name, stay in self.fields.items()
            if name.startswith(start) and isinstance(stay, dict) and stay.get("to") is None
        )

    @property
    def writing(self) -> Writing:
        """Return how people write in it, as it holds; how they do is worked out by `quiet.writing_in`."""
        return _writing(self.word("input"))

    @property
    def step(self) -> EntityId:
        """Return the step that runs, "" before the first and where there is no plan."""
        return self.word("step")

    @property
    def plan(self) -> str:
        """Return the title of the plan that was laid, "" for none."""
        return self.word("plan")

    @property
    def planned(self) -> int:
        """Return how many minutes the plan took that was laid, before anything of it was changed; 0 without one."""
        return self.number("planned") or 0

    @property
    def purpose(self) -> str:
        """Return what this sitting is about, "" where that is what the board is about."""
        return self.word("purpose")

    @property
    def where(self) -> str:
        """Return where this sitting is, "" where that is the board's place."""
        return self.word("place")

    @property
    def access(self) -> str:
        """Return how to get in, what is step-free and who helps; "" where nobody has said."""
        return self.word("access")

    @property
    def next_time(self) -> tuple[str, ...]:
        """Return what people said at its end that they would do differently next time, in the order it was said."""
        return tuple(filter(None, (self.word(f"next_time.{name}") for name in self.members("next_time"))))

    @property
    def none_today(self) -> str:
        """Return why nobody said at its end that they would do something, "" where somebody did or nobody was asked."""
        return self.word("none_today")


class Step(Record):
    """One step of a meeting: so many minutes, and a question on the wall."""

    __slots__ = ()

    @property
    def meeting(self) -> EntityId:
        return self.word("meeting")

    @property
    def place(self) -> tuple[str, str]:
        """Return what it is sorted by within its meeting."""
        return (self.word("pos"), self.id)

    @property
    def title(self) -> str:
        return self.word("title")

    @property
    def minutes(self) -> int:
        return self.number("minutes") or 0

    @property
    def question(self) -> str:
        return self.word("question")

    @property
    def guidance(self) -> str:
        return self.word("guidance")

    @property
    def column(self) -> int:
        """Return the number of the column that it is about, 0 for none."""
        word = self.word("column")
        if word == NOT_HERE_WORD:
            return NOT_HERE
        return KINDS[word].column if word in KINDS else 0

    @property
    def writing(self) -> Writing:
        return _writing(self.word("writing"))

    @property
    def began(self) -> int | None:
        """Return when it began, UTC milliseconds: so much later as it was left for others, where it was gone back to."""
        return self.number("began")

    @property
    def ended(self) -> int | None:
        return self.number("ended")

    @property
    def is_closing(self) -> bool:
        """Say whether the closing is gone through in it."""
        return bool(self.fields.get("closing"))

    @property
    def is_shown(self) -> bool:
        """Say whether what was written quietly in it has been shown to all."""
        return bool(self.fields.get("revealed"))

    @property
    def is_aside(self) -> bool:
        """Say whether it is no step of the plan: a quiet time that somebody began in between."""
        return bool(self.fields.get("aside"))

    def took(self, now: int) -> int:
        """Return the milliseconds that it has taken by a moment."""
        return max(0, (self.ended or now) - self.began) if self.began is not None else 0


def _words_in(kept: Json) -> tuple[str, ...]:
    """Return the words of a list; what another program wrote there beside words is not looked at."""
    return tuple(word for word in kept if isinstance(word, str)) if isinstance(kept, list) else ()


def _writing(word: str) -> Writing:
    return Writing(word) if word in tuple(Writing) else Writing.OPEN


def label_number(label: str) -> int:
    """Return the figures of a label, 0 where there are none."""
    try:
        return int(label[1 : 1 + _FIGURES])
    except ValueError:
        return 0


def timer_of(record: Record) -> Timer:
    """Return the timer that the fields of the entity `timer` tell of."""
    return Timer(
        counts_up=record.word("mode") == "up",
        length=record.number("length") or 0,
        started=record.number("started"),
        ends=record.number("ends"),
        left=record.number("left"),
        seen=record.number("seen"),
    )


RECORDS: Mapping[str, type[Record]] = {
    "card": Card,
    "person": Person,
    "absence": Absence,
    "link": Link,
    "meeting": Meeting,
    "step": Step,
}
"""Which record a type of entity becomes; a type that is not known yet stays a plain record."""
