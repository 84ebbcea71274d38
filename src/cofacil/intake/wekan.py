"""A board as Wekan exports it: MongoDB's tables side by side, which name each other by `_id`."""

from collections import Counter
from collections.abc import Iterator

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


def is_wekan(tables: Part) -> bool:
    return word(tables, "_format").startswith("wekan-board") or any(
        "_id" in card and "listId" in card for card in parts(tables, "cards")
    )


def wekan(tables: Part) -> Intake:
    """Return what is in an export of Wekan's."""
    lists = by_id(in_order(parts(tables, "lists"), "sort"), "_id")
    beside = _Beside(tables)
    cards, lost = standing(lists, in_order(parts(tables, "cards"), "sort"), "listId")
    left_out = Counter({LeftOut.ATTACHMENT: len(parts(tables, "attachments")), LeftOut.IN_NO_LIST: lost})
    found: list[Found] = []
    # Whoever puts a whole lane away there leaves its cards as they are.
    lanes_away = {word(lane, "_id") for lane in parts(tables, "swimlanes") if lane.get("archived") is True}
    for stack, card in cards:
        is_away = card.get("archived") is True or stack.get("archived") is True
        if is_away or word(card, "swimlaneId") in lanes_away:
            left_out[LeftOut.ARCHIVED] += 1
        elif word(card, "type") in {"cardType-linkedCard", "cardType-linkedBoard"}:
            left_out[LeftOut.LINKED] += 1
        elif not word(card, "title"):
            left_out[LeftOut.WORDLESS] += 1
        else:
            found.append(beside.found(card, word(stack, "title", "_id")))
    return Intake("Wekan", word(tables, "title"), tuple(found), +left_out)


class _Beside:
    """What stands beside the cards."""

    def __init__(self, tables: Part) -> None:
        self._users = by_id(parts(tables, "users"), "_id")
        self._labels = by_id(parts(tables, "labels"), "_id")
        self._checklists = grouped(in_order(parts(tables, "checklists"), "sort"), "cardId")
        self._items = grouped(in_order(parts(tables, "checklistItems"), "sort"), "checklistId")
        self._comments = grouped(in_order(parts(tables, "comments")), "cardId")

    def found(self, card: Part, place: str) -> Found:
        number = word(card, "_id")
        people = dict.fromkeys((*words(card, "assignees"), *words(card, "members")))
        labels = (word(self._labels.get(label, {}), "name") for label in words(card, "labelIds"))
        return Found(
            key=f"wekan/{number}",
            place=place,
            text=word(card, "title"),
            note=note_of(word(card, "description"), self._below(number)),
            people=tuple(filter(None, map(self._called, people))),
            said=word(card, "requestedBy"),
            named=tuple(filter(None, (self._called(word(one, "userId")) for one in self._comments.get(number, [])))),
            when=day(card.get("dueAt")),
            tags=tuple(filter(None, labels)),
            is_done=bool(card.get("endAt")),
        )

    def _called(self, user: str) -> str:
        found = self._users.get(user, {})
        profile = found.get("profile")
        return (
            word(profile, "fullname") or word(found, "username")
            if isinstance(profile, dict)
            else word(found, "username")
        )

    def _below(self, number: str) -> Iterator[str]:
        for checklist in self._checklists.get(number, []):
            yield word(checklist, "title")
            for item in self._items.get(word(checklist, "_id"), []) or parts(checklist, "items"):
                yield ticked(word(item, "title"), is_done=item.get("isFinished") is True)
        comments = self._comments.get(number, [])
        for one in sorted(comments, key=lambda each: str(each.get("createdAt"))):
            yield comment(self._called(word(one, "userId")), one.get("createdAt"), word(one, "text"))
