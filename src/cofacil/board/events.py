"""What happened: events, the writes they are made of, and turning one round."""

from typing import NamedTuple, TypeAlias

Json: TypeAlias = str | int | bool | list["Json"] | dict[str, "Json"] | None
"""What a field may hold. No floats: two machines must read the same bytes."""

EntityId: TypeAlias = str
"""`type/id`, or plain `board` and `timer`."""


class Write(NamedTuple):
    """One field of one entity, before and after. A named tuple, as are events: opening a board makes very many."""

    entity: EntityId
    field: str
    """The field's name, a dotted one for a member of a set; "" makes the entity, `after` holding its first fields."""
    before: Json
    after: Json


class Change(NamedTuple):
    """What a command decided: a word for people, and the writes it wants."""

    op: str
    writes: tuple[Write, ...]
    of: str | None = None
    """The event that is undone or redone."""
    clash: tuple[str, ...] = ()
    """`entity field` of what an undo left alone, since somebody has changed it."""


class Draft(NamedTuple):
    """A change on its way into the log: who, when and from where; the store adds `e` and the checksum."""

    t: int
    """UTC milliseconds, never smaller than the event's before; what the change itself holds goes by the clock."""
    by: str
    """The typist's name, or "" for a secret ballot."""
    via: str
    """screen, ssh, page, add, line or import."""
    meeting: str
    """The ULID of the meeting it happened in, or ""."""
    change: Change


class Event(NamedTuple):
    """Something that happened, for good."""

    e: str
    """A ULID whose time is `t`, never smaller than the one before: the order of the log."""
    t: int
    """UTC milliseconds, never smaller than the event's before."""
    by: str
    op: str
    writes: tuple[Write, ...]
    meeting: str = ""
    via: str = "screen"
    of: str | None = None
    clash: tuple[str, ...] = ()
    v: int = 1
    """The version of the op."""


def subjects_of(event: Event) -> tuple[EntityId, ...]:
    """Return the cards and absences that an event wrote to, each once."""
    return tuple(dict.fromkeys(w.entity for w in event.writes if w.entity.startswith(("card/", "absence/"))))
