"""Opening a line again with the words that waited for it, as its kind, its column and its fields were."""

from collections.abc import Container

from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Record
from cofacil.room.drafts import Unkept
from cofacil.tui.modes.capture import Capture, kind_called
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.missing import Missing
from cofacil.tui.modes.mode import Desk, Mode
from cofacil.tui.modes.paste import Paste
from cofacil.tui.modes.purpose import Purpose
from cofacil.tui.modes.will import Will
from cofacil.tui.typed import Typed

NEW = frozenset({"card", "paste"})
"""The lines that the key to add takes up."""


def taken_up(desk: Desk, lines: Container[str], about: EntityId | None = None) -> Mode | None:
    """Return the line that was left last of those called so, filled again; None where none waits.

    `about` is the card or the absence that it has to be about, None for any.
    """
    waiting = (line for line in reversed(desk.left) if line.line in lines and about in {None, line.about})
    return next((_opened(line, desk.board) for line in waiting), None)


def line_of(unkept: Unkept, board: Board) -> Mode:
    """Return the line that words belong to, filled with them."""
    return _opened(unkept, board)


def reachable(unkept: Unkept, board: Board) -> Unkept | None:
    """Return words that waited as there is still a line for them; None where all of them are on the board already."""
    if unkept.made and unkept.made in board.records:
        return None
    is_open, record = unkept.is_open, board.records.get(unkept.about)
    found = _reachable(unkept._replace(made="", is_open=False), record, board)
    return found._replace(is_open=is_open) if found is not None else None


def _reachable(unkept: Unkept, record: Record | None, board: Board) -> Unkept | None:
    match unkept.line:
        case "edit":
            return _of_card(unkept, record) if isinstance(record, Card) else _as_new_card(unkept, ("words", "note"))
        case "will" if not isinstance(record, Card) or record.is_gone or record.is_struck:
            return _as_new_card(unkept, ("text",), Kind.ACTION)
        case "missing" if unkept.about and not isinstance(record, Absence):
            return _as_new_card(unkept, ("text",))
        case "card" | "paste" | "missing" | "purpose" | "will":
            return _opened(unkept, board).unkept
        case "page" if not unkept.about.startswith("meeting/") or (board.meeting and board.meeting.id == unkept.about):
            return unkept
        case "page":
            return as_new_card(unkept)
        case _:
            return _as_new_card(unkept, tuple(unkept.fields))


def as_new_card(unkept: Unkept) -> Unkept | None:
    """Return words that were typed on a page as those of a new card: there is no place for them any more."""
    return _as_new_card(unkept, ("text",))


def _of_card(unkept: Unkept, card: Card) -> Unkept | None:
    """Return a change of a card; None where it is kept, or the words of the card are struck out for good."""
    is_kept = _typed(Edit.taken_up(unkept)) == _typed(Edit.of(card))
    return None if is_kept or card.is_struck else Edit.taken_up(unkept).unkept


def _typed(edit: Edit) -> tuple[str, ...]:
    return (edit.words.text, edit.note.text, edit.who.text, edit.when.text)


def _as_new_card(unkept: Unkept, fields: tuple[str, ...], kind: Kind = Kind.QUESTION) -> Unkept | None:
    """Return words whose own line can be opened no more as those of a new card."""
    text = " ".join(filter(None, (" ".join(unkept.fields.get(field, "").split()) for field in fields)))
    return Capture(kind, Typed.of(text)).unkept if text else None


def _opened(unkept: Unkept, board: Board) -> Mode:
    match unkept.line:
        case "edit":
            return Edit.taken_up(unkept)
        case "missing":
            return Missing.taken_up(unkept)
        case "will":
            return Will.on(board.card(unkept.about), Typed.of(unkept.fields.get("text", "")))
        case "purpose":
            return Purpose.taken_up(unkept)
        case "paste":
            kind = kind_called(unkept.fields.get("kind", ""))
            return Paste(Capture.taken_up(unkept, board), kind, tuple(unkept.fields.get("lines", "").split("\n")))
        case _:
            return Capture.taken_up(unkept, board)
