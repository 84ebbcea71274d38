"""A saved board to look back at: the example, four weeks behind its first meeting, and every leaf of it."""

from collections.abc import Iterator, Sequence
from functools import cache
from types import MappingProxyType

from riverside import moment
from sheets import KEYS, brush

from cofacil.board.events import Event
from cofacil.example.meeting import example_log
from cofacil.language.catalog import _, language_now
from cofacil.methods.deck import shipped_deck
from cofacil.review.book import Book
from cofacil.room.practice import Practice
from cofacil.tui.pages.review.commands import Commands
from cofacil.tui.pages.review.finder import Finder
from cofacil.tui.pages.review.leaf import Desk, Drawn, Leaf
from cofacil.tui.pages.review.listing import Listing
from cofacil.tui.pages.review.moment import Moment
from cofacil.tui.pages.review.pages import TABS
from cofacil.tui.pages.review.story import Story
from cofacil.tui.pages.review.view import ReviewView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

BOARD_KEYS = MappingProxyType({name: key for name, key in KEYS.items() if name != "missing"})


def events_now() -> Sequence[Event]:
    """Return what has happened on the example's board, in the language spoken here."""
    return _events(language_now())


@cache
def _events(_language: str) -> Sequence[Event]:
    prompts = tuple(prompt._replace(text=_(prompt.text)) for prompt in shipped_deck().prompts)
    return example_log(Practice(prompts), moment("18:57")).read(0)


def book() -> Book:
    return _book(language_now())


@cache
def _book(language: str) -> Book:
    return Book(_events(language))


def desk_of(saved: Book, window: Window | None = None, look: Brush | None = None) -> Desk:
    """Return what a leaf looks at, three days behind the second meeting."""
    width, height = (window.width, window.height) if window else (80, 24)
    now = moment("18:57") + 3 * 86_400_000
    return Desk(saved, KEYS, BOARD_KEYS, now, look or (window.brush if window else brush()), width, height)


def drawn(leaf: Leaf, window: Window, saved: Book | None = None) -> Drawn:
    return leaf.draw(desk_of(saved or book(), window), window, "")


def view_of(saved: Book | None = None) -> ReviewView:
    return ReviewView(saved or book(), brush(), KEYS, lambda: moment("18:57") + 3 * 86_400_000)


def all_leaves(saved: Book) -> Iterator[tuple[str, Leaf]]:
    """Yield every page, with its first and its last in hand, and the board at moments all along."""
    desk = desk_of(saved)
    for tab in TABS:
        if tab.key != "2":
            yield from ((f"page {tab.key}, {hand}", Listing(tab.key, hand)) for hand in (0, 3, 1000))
    for at in range(0, len(saved.replay) + 1, 7):
        yield f"moment {at}", Moment.behind(at, desk)
    for label in ("A1", "A2", "O3", "O6", "I1", "N2", "N3", "Q11"):
        record = saved.board.called(label)
        assert record is not None
        yield from ((f"story of {label}, {hand}", Story(record.id, hand)) for hand in (0, 2, 1000))
    yield "finder", Finder()
    yield "finder, found", Finder().searched(Typed.of("e"), desk)
    yield "finder, nothing", Finder().searched(Typed.of("0000"), desk)
    for is_on_moment in (False, True):
        yield from ((f"commands {is_on_moment} {hand}", Commands(is_on_moment, hand=hand)) for hand in (0, 5, 11))
