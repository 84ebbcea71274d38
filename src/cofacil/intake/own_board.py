"""A board of ours that is put onto another: its cards, as those of any program."""

from collections import Counter

from cofacil.board.fold import fold
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.records import Card
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.intake.found import Found, Intake, LeftOut
from cofacil.intake.lists import Becomes, Into
from cofacil.intake.own_json import OwnLog
from cofacil.language.catalog import _


def own_board(log: OwnLog) -> Intake:
    """Return what is on the wall of a board."""
    board = fold(EMPTY, log.events)
    found: list[Found] = []
    left_out: Counter[LeftOut] = Counter()
    for card in board.cards():
        if card.text:
            found.append(_card(log.board, board, card))
        else:
            left_out[LeftOut.WORDLESS] += 1
    missing = _("Not here")
    for absence in board.absences:
        if absence.is_standing or not absence.who:
            continue
        has_come = absence.state is AbsenceState.JOINED
        found.append(Found(_key(log.board, absence.id), missing, absence.who, when=absence.when, is_done=has_come))
    known: dict[str, Becomes] = {**{_(kind.plural): kind for kind in Kind}, missing: Into.MISSING}
    used = {one.place for one in found}
    return Intake("cofacil", board.title, tuple(found), +left_out, {n: k for n, k in known.items() if n in used})


def _card(board_id: str, board: Board, card: Card) -> Found:
    names = tuple(ROOM if slug == ROOM_KEPT else board.name_of(slug) for slug in card.owners)
    said = board.name_of(card.said) if card.said else ""
    return Found(
        _key(board_id, card.id),
        _(card.kind.plural),
        card.text,
        card.note,
        names,
        said,
        card.when,
        card.tags,
        card.is_done,
    )


def _key(board_id: str, entity: str) -> str:
    return f"{board_id}/{entity.partition('/')[2]}"
