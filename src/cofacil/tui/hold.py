"""Taking something in hand that was chosen elsewhere: on a page, or among what was found."""

from cofacil.board.events import EntityId
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.tui.session import Session


def hold(session: Session, entity: EntityId) -> None:
    """Take something in hand, or say that it is put away; what has no place on the wall leaves the board as it is."""
    session.look(session.view.to(session.board, entity))
    record = session.board.records.get(entity)
    if isinstance(record, Card | Absence) and record.is_gone:
        session.say(_("{label} is put away: it is not on the wall.", label=session.board.label_of(record)))


def off_the_wall(session: Session, entity: EntityId) -> str:
    """Return why nothing can be done with something that no longer stands on the board."""
    record = session.board.records.get(entity)
    if record is None:
        return _("It is not on this board any more.")
    label, key = session.board.label_of(record), session.keymap.keys["undo"]
    return _("{label} is put away. {key} undoes what you did last.", label=label, key=key)
