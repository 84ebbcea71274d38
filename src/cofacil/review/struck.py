"""What was struck out, struck out from the beginning: its words are in no event, and so on no board that is folded from them.

Whoever took their words back has taken them from every page that tells of how it was before, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from cofacil.board.events import EntityId, Event, Json, Write
from cofacil.board.fields import WITHOUT_WORDS

Struck: TypeAlias = Mapping[EntityId, Json]
"""What the field `struck` of each card holds that was struck out, when and by whom."""
_PROMISE = "promise"
"""The set of what came of it: the answer may be known, and not why."""


def struck_in(events: Iterable[Event]) -> Iterator[tuple[EntityId, Json]]:
    """Yield each card that is struck out in some events, and what its field holds then."""
    for event in events:
        for write in event.writes:
            if (struck := struck_by(write)) is not None:
                yield write.entity, struck


def struck_by(write: Write) -> Json:
    """Return what the field `struck` of a card holds behind a write that strikes it out, None for any other write."""
    field = write.field  # asked of every write of a log, and few have to do with it
    if field == "struck":
        struck = write.after
    elif not field and isinstance(write.after, dict) and "struck" in write.after:
        struck = write.after["struck"]
    else:
        return None
    return struck if struck and write.entity.startswith("card/") else None


def without_words(event: Event, struck: Struck) -> Event:
    """Return an event without the words of what was struck out, before it or since; the same one where it has none."""
    if not any(write.entity in struck for write in event.writes) and not any(
        field.partition(" ")[0] in struck for field in event.clash
    ):
        return event
    writes = tuple(_blanked(write, struck) if write.entity in struck else write for write in event.writes)
    clash = tuple(_named(field) if field.partition(" ")[0] in struck else field for field in event.clash)
    return event._replace(writes=writes, clash=clash)


def _blanked(write: Write, struck: Struck) -> Write:
    """Return a write of such a card: one of its words becomes one that says nothing, by whom and when it was is still told."""
    if write.field:
        return (
            write._replace(before=_open(write.field, write.before), after=_open(write.field, write.after))
            if (_is_open(write.field))
            else Write(write.entity, "text", None, None)
        )
    made = write.after if isinstance(write.after, dict) else {}
    told = {name: _open(name, value) for name, value in made.items() if _is_open(name)}
    return write._replace(after={**told, "struck": struck[write.entity]})


def _is_open(field: str) -> bool:
    return field.partition(".")[0] in WITHOUT_WORDS or field.startswith(f"{_PROMISE}.")


def _open(field: str, value: Json) -> Json:
    if field.startswith(f"{_PROMISE}.") and isinstance(value, dict):
        return {"answer": value.get("answer")}
    return value


def _named(field: str) -> str:
    entity, _space, name = field.partition(" ")
    return field if _is_open(name) else entity
