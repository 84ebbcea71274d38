"""What is asked before a board is left: what is lost by that, and whether what is nowhere else is written to a new file."""

from dataclasses import replace

from cofacil.language.catalog import _, ngettext
from cofacil.language.numbers import count_of
from cofacil.tui.file_gone import only_here_words
from cofacil.tui.modes.choose import Answer, Choose
from cofacil.tui.modes.confirm import Confirm
from cofacil.tui.modes.mode import Desk, Leave, OpenPage, Step


def leave(desk: Desk) -> Step:
    """Return the question before the board is left, which says what is lost by that."""
    going = Leave(loses=desk.unsaved > 0 or bool(desk.unread))
    passed = _("You are still on the board. Enter would have left it.")
    if desk.only_here and desk.seat.via == "screen":
        return Step(_write_or_leave(desk, going))
    ask = Confirm(_leave_words(desk), lambda _desk: Step(None, errands=(going,)), _("leave"), _("stay"), passed)
    if desk.guests and (desk.unsaved or desk.waiting):
        return Step(replace(ask, so_far=_guests_words(desk)))
    return Step(ask)


def _write_or_leave(desk: Desk, going: Leave) -> Choose:
    """Ask about a board that is only on the screen, before that goes."""
    answers = (
        Answer(
            "enter", _("write a new file"), lambda _desk: Step(None, errands=(OpenPage("write_anew"),)), _("write it")
        ),
        Answer("1", _("leave all the same"), lambda _desk: Step(None, errands=(going,)), _("leave")),
    )
    passed = _("You are still on the board. Enter would have written it to a new file.")
    lines = tuple(filter(None, (_lines_words(desk),)))
    return Choose(only_here_words(desk.only_here), answers, _("stay"), passed, desk.unread, lines)


def _lines_words(desk: Desk) -> str:
    """Return what else is not kept; "" for nothing."""
    if desk.unsaved:
        return ngettext(
            "One thing that was typed is not saved either.",
            "{Number} things that were typed are not saved either.",
            desk.unsaved,
            Number=count_of(desk.unsaved).capitalize(),
        )
    if desk.waiting:
        return ngettext(
            "One line is not kept yet: it waits for you.",
            "{Number} lines are not kept yet: they wait for you.",
            desk.waiting,
            Number=count_of(desk.waiting).capitalize(),
        )
    return ""


def _leave_words(desk: Desk) -> str:
    """Return the question that names what leaving loses."""
    if desk.unsaved:
        return ngettext(
            "One thing is not saved yet: leaving loses it. Leave?",
            "{Number} things are not saved yet: leaving loses them. Leave?",
            desk.unsaved,
            Number=count_of(desk.unsaved).capitalize(),
        )
    if desk.waiting:
        return ngettext(
            "One line is not kept yet: it waits for you. Leave?",
            "{Number} lines are not kept yet: they wait for you. Leave?",
            desk.waiting,
            Number=count_of(desk.waiting).capitalize(),
        )
    if desk.only_here:
        return _("What is on the screen is in no file that is known now. Leave?")
    if desk.unread:
        return _("Nothing is kept in the board's file now. Leave?")
    if desk.guests:
        return ngettext(
            "You are sharing: one person loses the board. Leave it?",
            "You are sharing: {number} people lose the board. Leave it?",
            desk.guests,
            number=count_of(desk.guests),
        )
    if desk.is_kept:
        return _("Leave the board? Enter leaves, Esc stays. All is kept.")
    return _("Leave the board? Enter leaves, Esc stays. It is not kept.")


def _guests_words(desk: Desk) -> str:
    """Return what leaving does to others, where something else is asked."""
    return ngettext(
        "You are sharing: one person loses the board as well.",
        "You are sharing: {number} people lose the board as well.",
        desk.guests,
        number=count_of(desk.guests),
    )
