"""Which line, or which command, an action comes to."""

from collections.abc import Callable, Mapping

from cofacil.board.commands.base import own_card
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.commands.moving import BringBack, StrikeOut
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind
from cofacil.board.records import Absence, Card, CardId
from cofacil.language.happened import count_of
from cofacil.language.worded import worded
from cofacil.room.actions import Action
from cofacil.tui.messages import LeaveRequested, PageRequested
from cofacil.tui.modes.absence import AbsenceLine
from cofacil.tui.modes.admit import Admit
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.confirm import Confirm
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.find import Find
from cofacil.tui.modes.missing import Missing, Part
from cofacil.tui.modes.mode import Desk, Step, closed, ended
from cofacil.tui.modes.move import Move
from cofacil.tui.modes.pick import Pick, likely_ends
from cofacil.tui.modes.purpose import Purpose
from cofacil.tui.modes.timer import TimerLine
from cofacil.tui.typed import Typed

Opens = Callable[[Desk], Step]


def open_line(action: Action, desk: Desk) -> Step:
    """Return what an action does first: a command at once, a line, or another page."""
    if action.build is not None:
        record = desk.view.in_hand(desk.board)
        entity = record.id if record else ""
        return Step(None, (action.build(desk.board, entity),), kept=ended)
    opens = _OPENS.get(action.name)
    return opens(desk) if opens else Step(None, post=(PageRequested(action.name),))


def _add(desk: Desk) -> Step:
    kind = Kind.in_column(desk.view.column)
    return Step(Capture(kind, desk.draft)) if kind else _missing(desk)


def _missing(desk: Desk) -> Step:
    return Step(Missing(desk.prompt, desk.prompt_id))


def _edit(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if isinstance(record, Absence):
        return Step(Missing(part=Part.WHO, absence=record.id, typed=Typed.of(record.who), is_answer=False))
    assert record is not None  # noqa: S101  # the action needs something in hand
    if record.is_struck:
        return closed(f"{desk.board.label_of(record)} is struck out at somebody's wish. It stays so.")
    try:
        return Step(Edit.of(own_card(desk.board, record.id, desk.seat.who)))
    except Refusal as refusal:
        return closed(worded(refusal))  # said before anything is typed, not behind it


def _move(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if isinstance(record, Card):
        return Step(Move.of(desk, record.id))
    label = desk.board.label_of(record) if record else "It"
    return closed(f"{label} keeps its place: those who are not here stand in the order they were named.")


def _whole(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if isinstance(record, Absence):
        return Step(AbsenceLine(record.id))
    return Step(None, post=(PageRequested("whole"),))


def _link(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if record is None:
        return closed()
    label = desk.board.label_of(record)
    words = record.text if isinstance(record, Card) else record.who
    is_offer = isinstance(record, Card) and record.kind is Kind.OFFER
    return Step(
        Pick(
            lead=f"{label} meets:",
            title="Which question or ask does it meet?" if is_offer else "What does it meet?",
            first=likely_ends(desk.board, record),
            command=lambda other: TieLink(f"link/{desk.new_id()}", record.id, other.id),
            heading=(f"\t {label}   {words}",),
            is_wanted=lambda other: other.id != record.id,
        )
    )


def _leave(desk: Desk) -> Step:
    kept = "All is kept." if desk.is_kept else "Nothing of this example is kept."
    question = f"Leave the board? Enter leaves, Esc stays. {kept}"
    if desk.guests:
        people = "one person loses" if desk.guests == 1 else f"{count_of(desk.guests)} people lose"
        question = f"You are sharing: {people} the board. Leave it?"
    if desk.unsaved:
        things = "One thing is" if desk.unsaved == 1 else f"{count_of(desk.unsaved).capitalize()} things are"
        lost = "it" if desk.unsaved == 1 else "them"
        question = f"{things} not saved yet: leaving loses {lost}. Enter leaves all the same, Esc stays."
    return Step(Confirm(question, lambda _desk: Step(None, post=(LeaveRequested(),)), "Enter leave   Esc stay"))


def _close_meeting(desk: Desk) -> Step:
    open_cards = sum(not card.is_done for cards in desk.board.columns.values() for card in cards)
    coming = f" {_things(open_cards)} open for next time." if open_cards else ""
    return Step(
        Confirm(
            f"Close the meeting?{coming}",
            lambda _desk: Step(None, (CloseMeeting(),), kept=ended),
            "Enter close the meeting   Esc go on",
            "The meeting goes on.",
        )
    )


def _things(number: int) -> str:
    return "One thing stays" if number == 1 else f"{count_of(number).capitalize()} things stay"


def _strike(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if not isinstance(record, Card):
        return closed("Only a card's words can be struck out; p puts this away.")
    label, card = desk.board.label_of(record), record.id

    def strike(_desk: Desk) -> Step:
        return Step(None, (StrikeOut(card),), kept=lambda _told, _desk: closed())

    question = f"Strike out {label}? Its words go from the board for good."
    return Step(Confirm(question, strike, "Enter strike out   Esc wait", "Nothing has changed."))


def _bring_back(desk: Desk) -> Step:
    put_away = _put_away(desk)
    if not put_away:
        return closed("Nothing has been put away.")
    return Step(
        Pick(
            lead="Bring back:",
            title="What shall come back to the wall?",
            first=put_away,
            command=lambda record: BringBack(record.id),
            hint="A number. The last put away come first.",
            is_wanted=lambda _record: False,
        )
    )


def _put_away(desk: Desk) -> tuple[Card | Absence, ...]:
    gone: list[tuple[int, CardId, Card | Absence]] = []
    for record in desk.board.records.values():
        if isinstance(record, Card | Absence) and record.is_gone:
            mark = record.fields.get("gone")
            if isinstance(mark, dict) and mark.get("undone"):
                continue  # it was never put away, but never meant to be
            at = mark.get("at") if isinstance(mark, dict) else 0
            gone.append((at if isinstance(at, int) else 0, record.id, record))
    return tuple(record for _, _, record in sorted(gone, key=lambda entry: entry[:2], reverse=True)[:9])


def _join(desk: Desk) -> Step:
    return Step(Admit(desk.ask)) if desk.ask else Step(None, post=(PageRequested("join"),))


_OPENS: Mapping[str, Opens] = {
    "add": _add,
    "edit": _edit,
    "move": _move,
    "missing": _missing,
    "timer": lambda _desk: Step(TimerLine()),
    "find": lambda _desk: Step(Find()),
    "whole": _whole,
    "link": _link,
    "join": _join,
    "leave": _leave,
    "purpose": lambda desk: Step(Purpose.of(desk)),
    "close_meeting": _close_meeting,
    "strike_out": _strike,
    "bring_back": _bring_back,
}
