"""What the screen does while people write quietly: `h`, a minute more, and a word of warning before what all could read."""

from collections.abc import Callable, Mapping

from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll, WrittenThen
from cofacil.board.errors import Refusal
from cofacil.board.plan import Writing
from cofacil.board.quiet import hidden_count, hiding, shown_last, still_runs, writing_at, written_in, written_since
from cofacil.language.catalog import _, ngettext
from cofacil.language.happened_in_quiet import counted_then, shown_words
from cofacil.language.numbers import count_first
from cofacil.language.worded import worded
from cofacil.room.room import News
from cofacil.tui.modes.choose import Answer, Choose
from cofacil.tui.modes.confirm import Confirm
from cofacil.tui.modes.mode import Desk, Step, closed, ended

Route = Callable[[Desk], Step]


def why_not_typed(desk: Desk) -> str:
    """Return why nothing is typed at this moment, "" where it can be."""
    is_closed = writing_at(desk.board, desk.now) is Writing.CLOSED
    return worded(Refusal("time-to-listen")) if is_closed else ""


def warned(desk: Desk, typed: Route) -> Step:
    """Return the step that opens a line; where people write quietly and the screen may be on the wall, it is said first."""
    if not desk.is_mirrored or writing_at(desk.board, desk.now) is not Writing.QUIET:
        return typed(desk)
    return Step(
        Confirm(
            _("What you type can be read here. Paper now, type later."),
            typed,
            _("write all the same"),
            _("wait"),
            _("No line was opened. Enter would have."),
        )
    )


def _hush(desk: Desk) -> Step:
    """Ask what `h` means at this moment: to show what is hidden, to take paper for it, to hide it again, or to begin."""
    board = desk.board
    if board.meeting_at(desk.now) is None:
        return closed(_("No meeting is open: the first card opens it."))
    if hiding(board) or writing_at(board, desk.now) is Writing.QUIET:
        return _ask_to_show(desk)
    if since := len(written_since(board)):
        return _ask_of_paper(since)
    if still_runs(board) is not None:
        return _ask_to_hide(desk)
    return closed(why_not) if (why_not := why_not_typed(desk)) else _ask_to_begin(desk)


def _ask_to_show(desk: Desk) -> Step:
    number = hidden_count(desk.board)
    question = ngettext(
        "Show the one card? Enter shows, Esc waits.", "Show all {number} cards? Enter shows, Esc waits.", number
    )
    if not number:
        question = _("Nothing is written yet. End the quiet writing?")

    def show(desk: Desk) -> Step:
        now, key = hidden_count(desk.board), desk.keys["hush"]
        shown = written_in(desk.board, hiding(desk.board))

        def kept(news: News, desk: Desk) -> Step:
            """Show them to whoever looks where none of them stands."""
            there = [news.board.column_of(one) for one in shown]
            is_elsewhere = bool(there) and desk.view.column not in there
            view = desk.view.to(news.board, shown[0].id) if is_elsewhere else None
            return closed(shown_words(now, key))._replace(view=view)

        return Step(None, (ShowAll(),), kept=kept)

    passed = _("Nothing is shown. Enter would have shown it.")
    return Step(
        Confirm(
            question,
            show,
            _("show all of it") if number else _("end it"),
            _("wait"),
            passed,
            so_far=_("Nobody's words can be seen, also not by us."),
        )
    )


def _ask_of_paper(since: int) -> Step:
    question = ngettext(
        "One card was typed since. This one, too?",
        "{Number} cards were typed since. These, too?",
        since,
        Number=count_first(since),
    )

    def count(desk: Desk) -> Step:
        cards = tuple(card.id for card in written_since(desk.board))
        return Step(None, (WrittenThen(cards),), kept=lambda _news, _desk: closed(counted_then(len(cards))))

    return Step(
        Choose(
            question,
            (Answer("enter", _("these too"), count), Answer("2", _("hide all again"), _hide)),
            _("leave them"),
            _("They are as they were."),
            _("What was on paper then belongs to the quiet writing."),
        )
    )


def _ask_to_hide(desk: Desk) -> Step:
    number = len(written_in(desk.board, shown_last(desk.board)))
    if not number:
        return Step(
            Choose(
                _("Write on quietly? Enter goes on, Esc leaves it."),
                (Answer("enter", _("write on quietly"), _hide),),
                _("leave it"),
                _("The meeting goes on as it is. Enter would have begun it."),
                _("Nothing has changed yet."),
            )
        )
    question = ngettext(
        "Hide the one card again? Enter hides, Esc leaves it.",
        "Hide all {number} cards again? Enter hides, Esc leaves them.",
        number,
    )
    return Step(
        Choose(
            question,
            (
                Answer("enter", _("hide all again"), _hide),
                Answer("2", _("write quietly once more"), _begin, _("once more")),
            ),
            _("leave them shown"),
            _("They stay shown. Enter would have hidden them."),
            _("Nothing has changed yet."),
        )
    )


def _ask_to_begin(desk: Desk) -> Step:
    hides = (Answer("2", _("hide again what was shown"), _hide, _("hide again")),) if shown_last(desk.board) else ()
    return Step(
        Choose(
            _("Write quietly for a while? Others' words stay hidden."),
            (Answer("enter", _("begin"), _begin), *hides),
            _("go on as now"),
            _("The meeting goes on as it is. Enter would have begun it."),
            _("Nothing has changed yet."),
        )
    )


def _hide(_desk: Desk) -> Step:
    return Step(None, (HideAgain(),), kept=ended)


def _begin(desk: Desk) -> Step:
    return Step(None, (BeginQuiet(f"step/{desk.new_id()}"),), kept=ended)


QUIET_ROUTES: Mapping[str, Route] = {"hush": _hush}
"""What each of these actions comes to."""
