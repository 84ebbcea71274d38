"""The parts of a board's page, each by its id: what is the same for many readers is made once."""

from collections.abc import Hashable

from cofacil.board.course import planned_end
from cofacil.language.catalog import language_now
from cofacil.web.columns import columns, counts
from cofacil.web.form import form, state
from cofacil.web.held import Held
from cofacil.web.html import Html
from cofacil.web.people import who
from cofacil.web.reader import Said, Shown
from cofacil.web.top import everyone_looks, now, quiet, top

_common: Held[dict[str, Html]] = Held(128)
_forms: Held[Html] = Held(1024)


def every_part(shown: Shown, *, is_live: bool = False) -> dict[str, Html]:
    """Return each part by its id; `is_live` leaves to the script what moves by itself, and what was typed."""
    made = _for_all(shown) if is_live else _made(shown, is_live=False)
    return {
        **made,
        **columns(shown),
        "who": who(shown),
        "state": state(shown),
        "form": _form(shown._replace(said=Said(), new_id="")) if is_live else form(shown),
    }


def board_parts(shown: Shown) -> dict[str, str]:
    """Return each part of the board's page by its id, for the stream: equal states make equal parts."""
    return dict(every_part(shown, is_live=True))


def _made(shown: Shown, *, is_live: bool) -> dict[str, Html]:
    return {
        "top": top(shown),
        "now": now(shown, is_live=is_live),
        "shown": everyone_looks(shown),
        "quiet": quiet(shown),
        "counts": counts(shown),
    }


def _for_all(shown: Shown) -> dict[str, Html]:
    """Return the parts that are the same for all who see this board and may do the same."""
    board, reader = shown.board, shown.reader
    key = (
        id(board),
        reader.writes,
        shown.prompt,
        shown.attending.shown,
        planned_end(board, shown.now),
        board.timer.state(shown.now),
        *_moment(shown),
    )
    if (found := _common.get(key)) is not None:
        return found
    return _common.put(key, (board,), _made(shown, is_live=True))


def _form(shown: Shown) -> Html:
    board, reader = shown.board, shown.reader
    things = (board.about, board.step)
    key = (*map(id, things), reader.token, reader.writes, reader.is_waiting, reader.may_ask, *_moment(shown))
    if (found := _forms.get(key)) is not None:
        return found
    return _forms.put(key, things, form(shown))


def _moment(shown: Shown) -> tuple[Hashable, ...]:
    """Return what of the moment and the reader's language a part depends on."""
    return shown.writing, shown.board.meeting_id(shown.now), shown.today, language_now()
