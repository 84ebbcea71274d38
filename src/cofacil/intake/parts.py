"""Reading what other programs write: whatever they left out, or wrote otherwise, is nothing and no trouble."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cofacil.language.catalog import _
from cofacil.language.days import date_of, say_day

Part = Mapping[str, Any]


def word(part: Part, *names: str) -> str:
    """Return the first of these fields that is text, or a number that names something; "" for none."""
    for name in names:
        value = part.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if type(value) is int:
            return str(value)
    return ""


def parts(part: Part, *names: str) -> list[Part]:
    """Return the objects in the first of these fields that is a list of some, or a table of some by their names."""
    for name in names:
        value = part.get(name)
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return [each for each in value if isinstance(each, dict)]
    return []


def words(part: Part, *names: str) -> list[str]:
    """Return the words in the first of these fields that is a list."""
    for name in names:
        value = part.get(name)
        if isinstance(value, list):
            return [str(each) for each in value if isinstance(each, str) or type(each) is int]
    return []


def in_order(some: Iterable[Part], *names: str) -> list[Part]:
    """Return objects by the number that says where each stands; those without one stay behind the others as they are."""

    def place(part: Part) -> float:
        value = next((part[name] for name in names if isinstance(part.get(name), int | float)), None)
        return float("inf") if value is None or value != value else float(value)  # noqa: PLR0124  # no number at all

    return sorted(some, key=place)


def by_id(some: Iterable[Part], name: str = "id") -> dict[str, Part]:
    """Return objects by what they are known by; what is known by nothing is nobody's."""
    return {known: part for part in some if (known := word(part, name))}


def grouped(some: Iterable[Part], name: str) -> dict[str, list[Part]]:
    """Return objects by what they belong to."""
    out: dict[str, list[Part]] = {}
    for part in some:
        out.setdefault(word(part, name), []).append(part)
    return out


def standing(lists: Mapping[str, Part], cards: Iterable[Part], name: str) -> tuple[list[tuple[Part, Part]], int]:
    """Return each list with a card that names it, list by list, and how many cards stand in none of them."""
    by_list = grouped(cards, name)
    found = [(stack, card) for number, stack in lists.items() for card in by_list.pop(number, [])]
    return found, sum(map(len, by_list.values()))


def milliseconds(value: object) -> int | None:
    """Return a moment as programs write it, UTC milliseconds: ISO 8601, or the seconds since 1970."""
    if isinstance(value, dict):
        value = value.get("$date")  # as MongoDB writes it
    if type(value) is int and value > 0:
        return value * 1000 if value < 100_000_000_000 else value
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0, int(moment.timestamp() * 1000))
    except (ValueError, OverflowError):
        return None


def day(value: object) -> str:
    """Return the day of a moment here, as it is kept; "" for none."""
    if isinstance(value, str) and len(value.strip()) == len("2026-12-03"):
        moment = milliseconds(f"{value.strip()}T00:00:00")
        return value.strip() if moment is not None else ""
    at = milliseconds(value)
    try:
        return date_of(at).isoformat() if at is not None else ""
    except (ValueError, OverflowError, OSError):
        return ""


def ticked(name: str, *, is_done: bool) -> str:
    """Return one thing of a checklist as it stands in a note."""
    return _("[x] {words}", words=name) if is_done else _("[ ] {words}", words=name)


def comment(who: str, at: object, text: str) -> str:
    """Return what somebody wrote below a card as it stands in its note."""
    moment = milliseconds(at)
    if who and moment is not None:
        return _("{who}, {day}: {words}", who=who, day=say_day(date_of(moment)), words=text)
    return _("{who}: {words}", who=who, words=text) if who else text


def note_of(description: str, rows: Iterator[str] | Iterable[str]) -> str:
    """Return a note of a card's description and what stands below it."""
    below = "\n".join(row for row in rows if row.strip())
    return "\n\n".join(part for part in (description.strip(), below) if part)
