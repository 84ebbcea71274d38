"""The parts of a board's page, each by its id: what is the same for many readers is made once."""

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from cofacil.language.catalog import language_now
from cofacil.made_lately import MadeLately
from cofacil.web.columns import columns, counts, own_items
from cofacil.web.form import form, state
from cofacil.web.html import Html
from cofacil.web.moment import moment_of
from cofacil.web.people import who, you
from cofacil.web.reader import Said, Shown
from cofacil.web.top import everyone_looks, now, quiet, top

_common: MadeLately[Mapping[str, Html]] = MadeLately(256)
_owns: MadeLately[Mapping[str, Html]] = MadeLately(1024)


class Parts(NamedTuple):
    """What a window shows, each part by its id."""

    common: Mapping[str, Html]
    """What is the same for all who see this board and may do the same: for all of them this is one object."""
    own: Mapping[str, Html]
    """What is the reader's alone; their own cards among them, which stand marked in the places of those in a column."""


NO_PARTS = Parts({}, {})


def every_part(shown: Shown) -> dict[str, Html]:
    """Return each part of a page that is sent whole, with what was typed in it."""
    return {
        **_made(shown, is_live=False),
        **columns(shown),
        "who": who(shown),
        "you": you(shown),
        "state": state(shown),
        "form": form(shown),
    }


def board_parts(shown: Shown) -> Parts:
    """Return each part of the board's page for the stream, which leaves to the script what moves by itself."""
    return Parts(_for_all(shown), _for_one(shown))


def _made(shown: Shown, *, is_live: bool) -> dict[str, Html]:
    return {
        "top": top(shown),
        "now": now(shown, is_live=is_live),
        "shown": everyone_looks(shown),
        "quiet": quiet(shown),
        "counts": counts(shown),
    }


def _for_all(shown: Shown) -> Mapping[str, Html]:
    """Return the parts that are the same for all who see this board and may do the same.

    Each sees a board of which is taken out what is hidden from them: where others see another board, they have other parts.
    """
    board, reader = shown.board, shown.reader
    key = (
        id(board),
        id(shown.attending),
        reader.writes,
        reader.leads,
        shown.prompt,
        moment_of(board, shown.now),
        *_moment(shown),
    )
    if (found := _common.made(key)) is not None:
        return found
    common = shown._replace(is_common=True)
    made = {**_made(common, is_live=True), **columns(common), "who": who(common)}
    return _common.put(key, (board, shown.attending), made)


def _for_one(shown: Shown) -> Mapping[str, Html]:
    """Return the parts that are the reader's alone; the same object as long as nothing of it has changed."""
    board, reader = shown.board, shown.reader
    things = (board.about, board.step)
    key = (*map(id, things), reader, shown.trouble, *_moment(shown))
    found = _owns.made(key)
    if found is None:
        line = form(shown._replace(said=Said(), new_id=""))
        found = _owns.put(key, things, {"you": you(shown), "state": state(shown), "form": line})
    own = own_items(shown)
    return {**found, **own} if own else found


def _moment(shown: Shown) -> tuple[Hashable, ...]:
    """Return what of the moment and the reader's language a part depends on."""
    return shown.writing, shown.board.meeting_id(shown.now), shown.today, language_now()
