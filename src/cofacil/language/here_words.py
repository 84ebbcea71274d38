"""How many are here, and how: the same words on every screen."""

from collections.abc import Collection, Iterable

from cofacil.language.catalog import _, ngettext


def ways_words(hall: int, screen: int, page: int, gone: int = 0) -> str:
    """Return how many are here in which way, those ways that nobody is here in left out; "" for nobody."""
    ways = (
        (hall, _("{number} in the hall", number=hall)),
        (screen, _("{number} by screen", number=screen)),
        (page, _("{number} by page", number=page)),
        (gone, _("{number} gone", number=gone)),
    )
    return ", ".join(words for number, words in ways if number)


def here_words(hall: int, screen: int, page: int, gone: int = 0) -> str:
    """Return how many are here, in a sentence; and how, where they are not all in the hall."""
    number = hall + screen + page
    if not number and not gone:
        return _("Nobody is written down as here yet.")
    if not (screen or page or gone):
        return ngettext("{number} here.", "{number} here.", number)
    ways = ways_words(hall, screen, page, gone)
    return ngettext("{number} here: {ways}.", "{number} here: {ways}.", number, ways=ways)


def here_brief(hall: int, screen: int, page: int, gone: int = 0) -> str:
    """Return how many are here, how many of them not in the hall, and how many are gone, in a few words."""
    number = hall + screen + page
    here = ngettext("{number} here", "{number} here", number)
    ways = ways_words(0, screen, page, gone)
    return f"{here}, {ways}" if ways else here


def elsewhere_words(screen: Iterable[str], page: Iterable[str]) -> str:
    """Return the names of those who are not in the hall, behind each way those who came by it."""
    by_screen, by_page = ", ".join(screen), ", ".join(page)
    ways = (
        _("{names} by screen", names=by_screen) if by_screen else "",
        _("{names} by page", names=by_page) if by_page else "",
    )
    return ", ".join(filter(None, ways))


def way_words(ways: Collection[str]) -> str:
    """Return by which ways somebody is here, as a seat names them: screen, line and add are this computer's."""
    if {"ssh", "page"} <= set(ways):
        return _("by screen and page")
    if "ssh" in ways:
        return _("by screen")
    return _("by page") if "page" in ways else _("in the hall")
