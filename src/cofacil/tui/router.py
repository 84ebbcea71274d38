"""The one router: what the screen does for each action, by its name. An unknown name raises."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from cofacil.board.agreement import how_many
from cofacil.board.commands.agreeing import Agree
from cofacil.board.commands.base import Command, own_card, own_words
from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.moving import BringBack, StrikeOut
from cofacil.board.commands.timer import CountUp
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.errors import Refusal
from cofacil.board.events import EntityId, Event, subjects_of
from cofacil.board.kinds import IN_COLUMN, Kind, Role
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, CardId
from cofacil.board.timer import digits
from cofacil.board.undo import is_fresh
from cofacil.language.agreement_words import agreed_by, before_agreeing
from cofacil.language.catalog import _
from cofacil.language.happened import stays_words, undo_question
from cofacil.language.happened_in_closing import let_go_words
from cofacil.language.worded import worded
from cofacil.room.actions import ACTIONS, Action
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.tui.leaving import leave
from cofacil.tui.modes.admit import Admit
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.confirm import Confirm
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.find import Find
from cofacil.tui.modes.first_step import FirstStep
from cofacil.tui.modes.follow import Follow
from cofacil.tui.modes.gather import Gather
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.mode import Desk, DoTogether, LookUp, OpenPage, Step, closed, ended
from cofacil.tui.modes.move import Move
from cofacil.tui.modes.next_step import NextStep
from cofacil.tui.modes.pick import Pick, likely_ends, tied_ends
from cofacil.tui.modes.purpose import Purpose
from cofacil.tui.modes.taken_up import NEW, taken_up
from cofacil.tui.modes.timer import TimerMode
from cofacil.tui.modes.what_came import WhatCame
from cofacil.tui.modes.will import Will
from cofacil.tui.quiet_page import is_on_page, needs_board, past, past_words
from cofacil.tui.quiet_routes import QUIET_ROUTES, warned, why_not_typed
from cofacil.tui.view import SIDE_BY_SIDE

Route = Callable[[Desk], Step]


def step_for(name: str, desk: Desk) -> Step:
    """Return what an action comes to: a change at once, a mode, another page, or why it cannot be done here.

    Raises:
        KeyError: nothing is called that.
    """
    action, route = ACTIONS[name], ROUTES[name]
    if is_on_page(desk.board, desk.view, desk.now) and needs_board(name):
        behind = past(desk.board, desk.view, desk.now)
        return Step(None, view=behind, sentence=past_words(desk.view, behind))
    if action.types and (why_not := why_not_typed(desk)):
        return closed(why_not)
    if action.needs_hand and desk.view.in_hand(desk.board) is None:
        older = _("Older things stand here in one row: Enter shows them.")
        return closed(older if desk.view.is_on_older else _("Nothing is in hand: this column is empty."))
    return closed(why_not) if (why_not := _why_closed(action, desk.seat, desk.keys)) else route(desk)


def _why_closed(action: Action, seat: Seat, keys: Mapping[str, str]) -> str:
    """Return why this seat cannot do something, "" where it can."""
    if action.is_for(seat.role):
        return ""
    if seat.role is Role.VIEWER:
        if seat.via == "ssh":
            return _("You are watching. {key} asks to write.", key=keys["ask_to_write"])
        return _("You are watching. Nothing is written from here.")
    if action.only:
        return _("You can write already.")
    return _("That is for those who facilitate. Say it, and they will.")


# what changes the board at once


def _at_once(name: str) -> Route:
    """Return the route of an action whose command needs nothing but what is in hand."""

    def route(desk: Desk) -> Step:
        build = ACTIONS[name].build
        assert build is not None  # noqa: S101  # those below have one
        record = desk.view.in_hand(desk.board)
        return Step(None, (build(desk.board, record.id if record else ""),), kept=ended)

    return route


def _count_up(desk: Desk) -> Step:
    """Count up; ask first where a timer goes, or stands still, that it would replace."""
    timer = desk.board.timer

    def count(_desk: Desk) -> Step:
        return Step(None, (CountUp(timer),), kept=ended)

    if not timer.is_set(desk.now):
        return count(desk)
    left = digits(timer.remaining(desk.now), up=timer.counts_up)
    question = _("{left} is on the clock. Count up from nothing instead?", left=left)
    passed = _("The timer is as it was. Enter would have counted up.")
    return Step(Confirm(question, count, _("count up"), _("leave it"), passed, _("It is as it was.")))


def _undo(_desk: Desk) -> Step:
    return Step(None, look_up=LookUp(is_redo=False, found=_undo_found))


def _undo_found(event: Event | None, staying: Event | None, desk: Desk) -> Step:
    """Undo what was done last; ask first where that is long past, not on this screen, or behind something that stays."""
    board, key = desk.board, desk.keys["undo"]
    if event is None:
        nothing = _("You have changed nothing yet that could be undone.")
        return closed(stays_words(staying, board, "") if staying else nothing)

    def undo(_desk: Desk) -> Step:
        return Step(None, (Undo(event),), kept=_with_what_came_back)

    is_own = board.one(event.by) == board.one(desk.seat.who(board).person)
    if staying is None and is_own and is_fresh(event, desk.now) and desk.is_seen(event):
        return undo(desk)
    question = Confirm(
        undo_question(event, board, desk.today),
        undo,
        _("undo"),
        _("leave it"),
        _("Nothing is undone. Enter would have."),
        _("It stays as it is now."),
        again=key,
    )
    return Step(replace(question, so_far=stays_words(staying, board, key)) if staying else question)


def _with_what_came_back(news: News, desk: Desk) -> Step:
    """Return the step that ends an undo or a redo: what it changed is in hand, what came back before all."""
    subjects = [entity for event in news.own for entity in subjects_of(event)]
    here = next((entity for entity in subjects if _stands(news.board, entity)), None)
    return closed()._replace(view=desk.view.to(news.board, here) if here else None)


def _stands(board: Board, entity: EntityId) -> bool:
    record = board.records.get(entity)
    return isinstance(record, Card | Absence) and not record.is_gone


def _redo(_desk: Desk) -> Step:
    return Step(None, look_up=LookUp(is_redo=True, found=_redo_found))


def _redo_found(event: Event | None, _staying: Event | None, _desk: Desk) -> Step:
    if event is None:
        return closed(_("There is nothing to put back."))
    return Step(None, (Redo(event),), kept=_with_what_came_back)


# what opens a mode


def _add(desk: Desk) -> Step:
    kind = IN_COLUMN.get(desk.view.column)
    if kind is None:
        return _missing(desk)
    return warned(desk, lambda desk: Step(taken_up(desk, NEW) or Capture(kind)))


def _missing(desk: Desk) -> Step:
    return warned(desk, lambda desk: Step(taken_up(desk, {"missing"}) or Missing(desk.prompt, desk.prompt_id)))


def _next_step(desk: Desk) -> Step:
    if _has_plan(desk):
        return Step(NextStep.of(desk))
    plan = desk.board.plan_ahead if desk.board.meeting_at(desk.now) is None else None
    return Step(FirstStep(plan)) if plan else _page("plans")(desk)


def _steps(desk: Desk) -> Step:
    if _has_plan(desk):
        return _page("steps")(desk)
    key = desk.keys["next_step"]
    leads = ACTIONS["next_step"].is_for(desk.seat.role)
    return closed(
        _("This meeting has no steps. {key} chooses some.", key=key) if leads else _("This meeting has no steps.")
    )


def _has_plan(desk: Desk) -> bool:
    return desk.board.meeting_at(desk.now) is not None and bool(desk.board.plan)


def _edit(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if isinstance(record, Absence):
        return Step(taken_up(desk, {"missing"}, record.id) or Missing.again(record))
    assert record is not None  # noqa: S101  # the action needs something in hand
    if record.is_struck:
        return closed(_("{label} is struck out at somebody's wish. It stays so.", label=desk.board.label_of(record)))
    try:
        editor = Edit.of(own_card(desk.board, record.id, desk.seat.who(desk.board)))
    except Refusal as refusal:
        return closed(worded(refusal))  # said before anything is typed, not behind it
    return Step(taken_up(desk, {"edit"}, record.id) or editor)


def _move(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if isinstance(record, Card):
        return Step(Move.of(desk, record.id))
    assert record is not None  # noqa: S101  # the action needs something in hand
    return closed(
        _(
            "{label} keeps its place: those who are not here stand in the order they were named.",
            label=desk.board.label_of(record),
        )
    )


def _link(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    assert record is not None  # noqa: S101  # the action needs something in hand
    label = desk.board.label_of(record)
    is_offer = isinstance(record, Card) and record.kind is Kind.OFFER
    return Step(
        Pick(
            lead=_("{label} meets:", label=label),
            title=_("Which question or ask does it meet?") if is_offer else _("What does it meet?"),
            first=likely_ends(desk.board, record),
            command=lambda other: TieLink(f"link/{desk.new_id()}", record.id, other.id),
            about=record,
            is_wanted=lambda other: other.id != record.id,
            tied=tied_ends(desk.board, record),
            untie=lambda other: Untie(record.id, other.id),
        )
    )


def _gather(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if not isinstance(record, Card):
        return closed(_("Only cards are gathered: those who are not here stand in the order they were named."))
    try:
        return Step(Gather(own_words(desk.board, record.id, desk.seat.who(desk.board)).id))
    except Refusal as refusal:
        return closed(worded(refusal))


def _will(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if isinstance(record, Absence) and record.is_standing:
        return _always_missing(record, desk)
    if isinstance(record, Absence):
        return Step(Missing(part=MissingPart.ASKER, absence=record.id, is_answer=False))
    assert record is not None  # noqa: S101  # the action needs something in hand
    will = Step(taken_up(desk, {"will"}, record.id) or Will.on(record))
    if not record.is_done:
        return will
    label = desk.board.label_of(record)
    done = let_go_words(label) if record.is_let_go else _(record.kind.spec.done, label=label)
    question = " ".join((done, _('Does somebody still say "I will"?')))
    return Step(Confirm(question, lambda _desk: will, _("say who"), _("leave it"), _("It is as it was.")))


def _always_missing(absence: Absence, desk: Desk) -> Step:
    """Return what is said of those whom nobody can ask: how far they have come is no question."""
    label = desk.board.label_of(absence)
    return closed(_("Nobody can ask {label}. As a meeting closes, somebody is found to speak for them.", label=label))


def _agree(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if not isinstance(record, Card):
        return closed(_("Only a card can be agreed to."))
    card, label, agreed = record.id, desk.board.label_of(record), record.agreed
    if agreed is not None:
        question = _(
            "{label} is {agreed}. Is it no longer?", label=label, agreed=agreed_by(how_many(desk.board, agreed))
        )
        words = _("take it back"), _("leave it"), _("It stays agreed. Enter would have taken it back.")
    else:
        question = _("{label}: {agreed}?", label=label, agreed=agreed_by(max(1, len(desk.board.here))))
        words = _("we agree"), _("not now"), _("It is not agreed. Enter would have said so.")
    confirm = Confirm(question, lambda _desk: Step(None, (Agree(card, agreed is None),), kept=ended), *words)
    so_far = before_agreeing(desk.board)
    return Step(replace(confirm, so_far=so_far) if so_far and agreed is None else confirm)


def _close_meeting(desk: Desk) -> Step:
    return closed(_("No meeting is open.")) if desk.board.meeting is None else _page("closing")(desk)


def _strike(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if not isinstance(record, Card):
        return closed(_("Only a card's words can be struck out; {key} puts this away.", key=desk.keys["put_away"]))
    label, card = desk.board.label_of(record), record.id

    def strike(_desk: Desk) -> Step:
        return Step(None, (StrikeOut(card),), kept=lambda _news, _desk: closed())

    question = _("Strike out {label}? No screen and no page shows its words again.", label=label)
    passed = _("Nothing is struck out. Enter would have.")
    return Step(Confirm(question, strike, _("strike out"), _("wait"), passed, _("Nothing has changed.")))


def _bring_back(desk: Desk) -> Step:
    put_away = _put_away(desk)
    if not put_away:
        return closed(_("Nothing has been put away."))

    def bring_back(record: Card | Absence) -> Command:
        return BringBack(record.id)

    return Step(
        Pick(
            lead=_("Bring back:"),
            title=_("What shall come back to the wall?"),
            first=put_away,
            command=bring_back,
            hint=N_("A number. The last put away come first."),
            is_wanted=lambda _record: False,
        )
    )


def _put_away(desk: Desk) -> tuple[Card | Absence, ...]:
    """Return all that was put away, the last first."""
    gone: list[tuple[int, CardId, Card | Absence]] = []
    for record in desk.board.records.values():
        if isinstance(record, Card | Absence) and record.is_gone:
            mark = record.fields.get("gone")
            if isinstance(mark, dict) and mark.get("undone"):
                continue  # it was never put away, but never meant to be
            at = mark.get("at") if isinstance(mark, dict) else 0
            gone.append((at if isinstance(at, int) else 0, record.id, record))
    return tuple(record for _at, _id, record in sorted(gone, key=lambda entry: entry[:2], reverse=True))


# what looks elsewhere


def _room_view(desk: Desk) -> Step:
    return Step(None, view=desk.view.in_room_view(), sentence="")


def _wide(desk: Desk) -> Step:
    if desk.width < SIDE_BY_SIDE:
        return Step(
            None, view=desk.view._replace(is_wide=False), sentence=_("One column is all there is at this width.")
        )
    return Step(None, view=desk.view._replace(is_wide=not desk.view.is_wide), sentence="")


def _whole(desk: Desk) -> Step:
    record = desk.view.in_hand(desk.board)
    if isinstance(record, Absence) and record.is_standing:
        return _always_missing(record, desk)
    return Step(WhatCame(record.id)) if isinstance(record, Absence) else _page("whole")(desk)


def _join(desk: Desk) -> Step:
    return Step(Admit(desk.ask)) if desk.ask else _page("join")(desk)


def _follow(desk: Desk) -> Step:
    if len(desk.others_lead) > 1:
        return Step(Follow(desk.others_lead))
    return _together("follow")(desk)


def _page(name: str) -> Route:
    return lambda _desk: Step(None, errands=(OpenPage(name),))


def _together(action: str) -> Route:
    return lambda _desk: Step(None, errands=(DoTogether(action),))


ROUTES: Mapping[str, Route] = {
    **QUIET_ROUTES,
    "add": _add,
    "edit": _edit,
    "move": _move,
    "done": _at_once("done"),
    "put_away": _at_once("put_away"),
    "link": _link,
    "gather": _gather,
    "will": _will,
    "agree": _agree,
    "undo": _undo,
    "redo": _redo,
    "missing": _missing,
    "next_step": _next_step,
    "steps": _steps,
    "timer": lambda _desk: Step(TimerMode()),
    "join": _join,
    "ask_to_write": _together("ask_to_write"),
    "leave": leave,
    "whole": _whole,
    "find": lambda _desk: Step(Find()),
    "room_view": _room_view,
    "show_all": _together("show_all"),
    "hold_wall": _together("hold_wall"),
    "follow": _follow,
    "wide": _wide,
    "help": _page("help"),
    "people": _page("people"),
    "promises": _page("promises"),
    "plan": _page("plans"),
    "meeting": _page("meeting"),
    "what_we_said": _page("what_we_said"),
    "came_back": _page("came_back"),
    "close_meeting": _close_meeting,
    "catchup": _page("catchup"),
    "look_back": _page("look_back"),
    "keep_as_page": _page("keep_as_page"),
    "purpose": lambda desk: Step(taken_up(desk, {"purpose"}) or Purpose.of(desk)),
    "count_up": _count_up,
    "one_more": _at_once("one_more"),
    "big_timer": _page("big_timer"),
    "strike_out": _strike,
    "bring_back": _bring_back,
    "gathered": _page("gathered"),
    "own_names": _page("own_names"),
    "questions": _page("questions"),
    "colours": _page("colours"),
    "about": _page("about"),
}
"""What each action of `room.actions` comes to; a test holds that the two agree."""
