"""Boards as Nextcloud Deck exports them: one file holds all that somebody owns, with its stacks and their cards inside."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cofacil.intake.found import Found, Intake, LeftOut
from cofacil.intake.parts import Part, comment, day, in_order, note_of, parts, word
from cofacil.language.catalog import _


def is_deck(tables: Part) -> bool:
    return any("stacks" in board for board in _boards(tables))


def deck(tables: Part) -> Intake:
    """Return what is in an export of Deck's; where it holds several boards, a list is called by both."""
    boards = [board for board in _boards(tables) if not (board.get("archived") is True or board.get("deletedAt"))]
    left_out: Counter[LeftOut] = Counter()
    found: list[Found] = []
    for board in boards:
        for stack in in_order(parts(board, "stacks"), "order"):
            place = word(stack, "title") or word(stack, "id")
            if len(boards) > 1:
                place = _("{board}: {list}", board=word(board, "title"), list=place)
            for card in in_order(parts(stack, "cards"), "order"):
                if card.get("archived") is True or card.get("deletedAt") or stack.get("deletedAt"):
                    left_out[LeftOut.ARCHIVED] += 1
                elif not word(card, "title"):
                    left_out[LeftOut.WORDLESS] += 1
                else:
                    left_out[LeftOut.ATTACHMENT] += len(parts(card, "attachments"))
                    found.append(_found(card, place))
    title = word(boards[0], "title") if len(boards) == 1 else ""
    return Intake("Nextcloud Deck", title, tuple(found), +left_out)


def _boards(tables: Part) -> list[Part]:
    """Return the boards in a file; older ones, and those of `--legacy-format`, have them by their numbers and no more."""
    if "boards" in tables:
        return parts(tables, "boards")
    if "stacks" in tables:
        return [tables]
    return [board for board in tables.values() if isinstance(board, dict) and "stacks" in board]


def _found(card: Part, place: str) -> Found:
    labels = (word(label, "title") for label in parts(card, "labels"))
    return Found(
        key=f"deck/{word(card, 'id')}",
        place=place,
        text=word(card, "title"),
        note=note_of(word(card, "description"), _comments(card)),
        people=tuple(filter(None, map(_called, parts(card, "assignedUsers")))),
        named=tuple(filter(None, map(_who, parts(card, "comments")))),
        when=day(card.get("duedate")),
        tags=tuple(filter(None, labels)),
        is_done=bool(card.get("done")),
    )


def _comments(card: Part) -> Iterator[str]:
    for one in parts(card, "comments"):
        yield comment(_who(one), one.get("creationDateTime"), word(one, "message"))


def _who(comment: Part) -> str:
    return word(comment, "actorDisplayName", "actorId")


def _called(user: Part) -> str:
    inner: Any = user.get("participant")
    return word(inner if isinstance(inner, dict) else user, "displayname", "uid")
