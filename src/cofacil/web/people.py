"""Who is here, and by which way; who looks, and what they may do."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.board.slugs import HALL, SCREEN
from cofacil.language.catalog import _, language_now
from cofacil.language.here_words import here_words, way_words
from cofacil.made_lately import MadeLately
from cofacil.room.attending import Present
from cofacil.room.here import Here, ways_here
from cofacil.web.cards import line_of
from cofacil.web.html import Html, element, words
from cofacil.web.reader import Reader, Shown

_MAY: Mapping[Role, str] = {
    Role.HOST: N_("You facilitate. The terminal has keys for the rest of it."),
    Role.COFACILITATOR: N_("You facilitate. The terminal has keys for the rest of it."),
    Role.PARTICIPANT: N_("You can add cards, and change those that are yours."),
    Role.VIEWER: N_("You can look at everything."),
}


_rows: MadeLately[Sequence[Html]] = MadeLately(64)


def who(shown: Shown) -> Html:
    """Return who is here: who is connected, then those of the list who sit at no screen."""
    rows = _people(shown)
    here = Here.of(shown.board, shown.attending, shown.now)
    counted = here_words(here.hall, here.screen, here.page, here.gone)
    count = element("span", str(len(rows)), class_="count")
    return element(
        "section",
        element("h2", _("Who is here"), " ", count, id="who-head"),
        element("ul", *rows, class_="people") if rows else element("p", _("Nobody yet."), class_="hint"),
        words("p", counted, class_="hint") if here.elsewhere or here.gone else "",
        id="who",
        class_="who",
        aria_labelledby="who-head",
    )


def you(shown: Shown) -> Html:
    """Return what whoever looks may do here, and how they leave."""
    return _you(shown.reader, language_now())


def _people(shown: Shown) -> Sequence[Html]:
    """Return the rows of the list, which are the same for all who look."""
    board, attending = shown.board, shown.attending
    meeting = board.meeting if board.meeting_at(shown.now) else None
    things = (attending, board.people, meeting)
    key = (*map(id, things), language_now())
    if (found := _rows.made(key)) is not None:
        return found
    return _rows.put(key, things, tuple(_made(shown)))


def _made(shown: Shown) -> Iterator[Html]:
    board, seen = shown.board, set[str]()
    of_each: dict[str, list[Present]] = {}
    for one in shown.attending.present:
        if not one.is_wall:
            of_each.setdefault(one.seat.name, []).append(one)
    for one in shown.attending.present:
        seat = one.seat
        if seat.name in seen or one.is_wall or seat.is_guess or (seat.how == HALL and seat.role is Role.VIEWER):
            continue
        seen.add(seat.name)
        theirs = of_each[seat.name]
        facilitates = _("facilitates") if any(other.leads for other in theirs) else ""
        yield _row(seat.name, facilitates, way_words([other.seat.via for other in theirs]))
    is_open = board.meeting_at(shown.now) is not None
    for slug, way in ways_here(board, (), is_open=is_open, is_shared=shown.attending.is_shared).items():
        if (name := board.name_of(slug)) not in seen:
            seen.add(name)
            yield _row(name, "", _("by screen") if way == SCREEN else _("in the hall"))


def _row(name: str, *details: str) -> Html:
    # An item with an id is sent again only where it has changed.
    known = f"is-{blake2b(name.encode(errors='replace'), digest_size=6).hexdigest()}"
    return element("li", words("span", name, class_="name"), " ", line_of([each for each in details if each]), id=known)


@lru_cache(maxsize=1024)
def _you(reader: Reader, _language: str) -> Html:
    leave = element(
        "form",
        element("input", type="hidden", name="token", value=reader.token),
        element("button", _("Leave the board"), class_="quiet-button"),
        method="post",
        action="/leave",
    )
    return element(
        "div",
        words("p", _("You are here as {name}.", name=reader.seat.name)),
        element("p", _(_MAY[reader.seat.role]), class_="hint"),
        leave,
        id="you",
        class_="you",
    )
