"""A board as Trello exports it: lists, and cards that name theirs; checklists, members and labels stand beside them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cofacil.intake.found import Found, Intake, LeftOut
from cofacil.intake.parts import (
    Part,
    by_id,
    comment,
    day,
    grouped,
    in_order,
    note_of,
    parts,
    standing,
    ticked,
    word,
    words,
)

_SAID = frozenset({"commentCard", "copyCommentCard"})
"""What happened there that was said below a card; a card that was copied brought what was said with it."""


def is_trello(tables: Part) -> bool:
    return any("idList" in card for card in parts(tables, "cards")) or (
        "lists" in tables and any(name in tables for name in ("idOrganization", "shortLink", "idMemberCreator"))
    )


def trello(tables: Part) -> Intake:
    """Return what is in an export of Trello's."""
    lists = by_id(in_order(parts(tables, "lists"), "pos"))
    beside = _Beside(tables)
    cards, lost = standing(lists, in_order(parts(tables, "cards"), "pos"), "idList")
    left_out: Counter[LeftOut] = Counter({LeftOut.IN_NO_LIST: lost})
    found: list[Found] = []
    for stack, card in cards:
        if card.get("closed") is True or stack.get("closed") is True:
            left_out[LeftOut.ARCHIVED] += 1
            continue
        left_out[LeftOut.ATTACHMENT] += len(parts(card, "attachments"))
        if word(card, "cardRole") in {"mirror", "board", "separator"}:
            left_out[LeftOut.LINKED] += 1
        elif not word(card, "name"):
            left_out[LeftOut.WORDLESS] += 1
        else:
            found.append(beside.found(card, word(stack, "name", "id")))
    return Intake("Trello", word(tables, "name"), tuple(found), +left_out)


class _Beside:
    """What stands beside the cards."""

    def __init__(self, tables: Part) -> None:
        self._members = by_id(parts(tables, "members"))
        self._labels = by_id(parts(tables, "labels"))
        self._checklists = grouped(in_order(parts(tables, "checklists"), "pos"), "idCard")
        said = [action for action in parts(tables, "actions") if word(action, "type") in _SAID]
        self._comments: dict[str, list[Part]] = {}
        for action in reversed(said):  # the newest stands first
            self._comments.setdefault(word(_inner(action, "data", "card"), "id"), []).append(action)

    def found(self, card: Part, place: str) -> Found:
        number = word(card, "id")
        labels = parts(card, "labels") or [self._labels.get(label, {}) for label in words(card, "idLabels")]
        people = [word(self._members.get(member, {}), "fullName", "username") for member in words(card, "idMembers")]
        return Found(
            key=f"trello/{number}",
            place=place,
            text=word(card, "name"),
            note=note_of(word(card, "desc"), self._below(card, number)),
            people=tuple(filter(None, people)),
            named=tuple(filter(None, map(_who, self._comments.get(number, [])))),
            when=day(card.get("due")),
            tags=tuple(filter(None, (word(label, "name") for label in labels))),
            is_done=card.get("dueComplete") is True,
        )

    def _below(self, card: Part, number: str) -> Iterator[str]:
        for checklist in self._checklists.get(number, []) or parts(card, "checklists"):
            yield word(checklist, "name")
            for item in in_order(parts(checklist, "checkItems"), "pos"):
                yield ticked(word(item, "name"), is_done=item.get("state") == "complete")
        for action in self._comments.get(number, []):
            yield comment(_who(action), action.get("date"), word(_inner(action, "data"), "text"))


def _who(action: Part) -> str:
    return word(_inner(action, "memberCreator"), "fullName", "username")


def _inner(part: Part, *names: str) -> Part:
    value: Any = part
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}
