"""A board as Planka hands it out: the board itself, and beside it everything that is on it, as its program reads it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cofacil.intake.found import Found, Intake, LeftOut
from cofacil.intake.parts import Part, by_id, comment, day, grouped, in_order, note_of, parts, standing, ticked, word

_PUT_AWAY = frozenset({"archive", "trash"})


def is_planka(tables: Part) -> bool:
    inner = _included(tables)
    return any("listId" in card and "_id" not in card for card in parts(inner, "cards")) or "boardMemberships" in inner


def planka(tables: Part) -> Intake:
    """Return what is in a board of Planka's."""
    inner = _included(tables)
    board = tables.get("item")
    lists = by_id(in_order(parts(inner, "lists"), "position"))
    beside = _Beside(inner)
    cards, lost = standing(lists, in_order(parts(inner, "cards"), "position"), "listId")
    left_out = Counter({LeftOut.ATTACHMENT: len(parts(inner, "attachments")), LeftOut.IN_NO_LIST: lost})
    found: list[Found] = []
    for stack, card in cards:
        if word(stack, "type") in _PUT_AWAY or stack.get("isArchived") is True:
            left_out[LeftOut.ARCHIVED] += 1
        elif not word(card, "name"):
            left_out[LeftOut.WORDLESS] += 1
        else:
            is_closed = word(stack, "type") == "closed"
            found.append(beside.found(card, word(stack, "name", "id"), is_closed=is_closed))
    title = word(board, "name") if isinstance(board, dict) else word(tables, "name")
    return Intake("Planka", title, tuple(found), +left_out)


def _included(tables: Part) -> Part:
    inner: Any = tables.get("included")
    return inner if isinstance(inner, dict) else tables


class _Beside:
    """What stands beside the cards."""

    def __init__(self, inner: Part) -> None:
        self._users = by_id(parts(inner, "users"))
        self._labels = by_id(parts(inner, "labels"))
        self._of_members = grouped(parts(inner, "cardMemberships"), "cardId")
        self._of_labels = grouped(parts(inner, "cardLabels"), "cardId")
        self._task_lists = grouped(in_order(parts(inner, "taskLists"), "position"), "cardId")
        tasks = in_order(parts(inner, "tasks"), "position")
        self._of_lists = grouped(tasks, "taskListId")
        self._of_cards = grouped((task for task in tasks if not word(task, "taskListId")), "cardId")
        said = [action for action in parts(inner, "actions") if action.get("type") == "commentCard"]
        self._comments = grouped((*parts(inner, "comments"), *said), "cardId")

    def found(self, card: Part, place: str, *, is_closed: bool) -> Found:
        number = word(card, "id")
        people = (self._called(word(one, "userId")) for one in self._of_members.get(number, []))
        labels = (word(self._labels.get(word(one, "labelId"), {}), "name") for one in self._of_labels.get(number, []))
        done = any(card.get(name) is True for name in ("isClosed", "isDueCompleted", "isDueDateCompleted"))
        return Found(
            key=f"planka/{number}",
            place=place,
            text=word(card, "name"),
            note=note_of(word(card, "description"), self._below(number)),
            people=tuple(filter(None, people)),
            named=tuple(filter(None, (self._called(word(one, "userId")) for one in self._comments.get(number, [])))),
            when=day(card.get("dueDate")),
            tags=tuple(filter(None, labels)),
            is_done=done or is_closed,
        )

    def _called(self, user: str) -> str:
        return word(self._users.get(user, {}), "name", "username")

    def _below(self, number: str) -> Iterator[str]:
        for tasks in self._task_lists.get(number, []):
            yield word(tasks, "name")
            for task in self._of_lists.get(word(tasks, "id"), []):
                yield ticked(word(task, "name"), is_done=task.get("isCompleted") is True)
        for task in self._of_cards.get(number, []):
            yield ticked(word(task, "name"), is_done=task.get("isCompleted") is True)
        comments = sorted(self._comments.get(number, []), key=lambda each: str(each.get("createdAt")))
        for one in comments:
            data = one.get("data")
            text = word(one, "text") or (word(data, "text") if isinstance(data, dict) else "")
            yield comment(self._called(word(one, "userId")), one.get("createdAt"), text)
