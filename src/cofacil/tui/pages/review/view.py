"""Looking back on a screen: the leaf on top has the keys, and a meeting that is played goes on by the clock."""

from collections.abc import Awaitable, Callable, Mapping
from time import monotonic
from types import MappingProxyType

from cofacil.language.catalog import _, ngettext
from cofacil.review.book import Book
from cofacil.tui.keys import Press
from cofacil.tui.messages import LeaveRequested, PageRequested
from cofacil.tui.pages.review.commands import Command, Commands
from cofacil.tui.pages.review.finder import Finder
from cofacil.tui.pages.review.leaf import Desk, Leaf, ToMoment, ToStory, Turn
from cofacil.tui.pages.review.listing import Listing
from cofacil.tui.pages.review.moment import Moment
from cofacil.tui.pages.review.pages import FIRST, MOMENT, TABS, tab_of
from cofacil.tui.pages.review.story import Story
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.sheet_view import SheetView, means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.window import Window

_DEEPEST = 50
"""Leaves one over the other, behind which the lowest are let go: nobody goes back so far."""
_NAMES_NOBODY = frozenset({"missing"})
"""Actions whose keys the board names in its head: not where it is only looked back at."""
_PAGES = frozenset(tab.key for tab in TABS)


class ReviewView(SheetView):
    """Shows what a saved board tells; nothing of it is written."""

    def __init__(self, book: Book, brush: Brush, keys: Mapping[str, str], clock: Callable[[], int]) -> None:
        super().__init__(brush, keys)
        self.book = book
        self.is_over = False
        """Whether a page lies below: Esc on the first page leads back to it, and so does leaving."""
        self.does: dict[str, Callable[[], Awaitable[None]]] = {}
        """What can be done here besides, by its action's name: `keep_as_page`."""
        self.extra: tuple[Command, ...] = ()
        """How that is offered."""
        self._clock = clock
        self._board_keys = MappingProxyType({name: key for name, key in keys.items() if name not in _NAMES_NOBODY})
        self._leaves: list[Leaf] = [Listing(FIRST)]
        self._left: dict[str, Leaf] = {}
        """Each page as it was left."""
        self._since = 0.0
        """When the moment that is played was shown, by the clock that only goes on."""

    @property
    def leaf(self) -> Leaf:
        """Return what is looked at."""
        return self._leaves[-1]

    def grow(self, book: Book) -> None:
        """Show a board on which more has happened meanwhile: where one looks stays, and it is said."""
        before, more = self._desk(), len(book.replay) - len(self.book.replay)
        self.book = book
        desk = self._desk()
        self._leaves = [leaf.grown(before, desk) for leaf in self._leaves]
        self._left = {key: leaf.grown(before, desk) for key, leaf in self._left.items()}
        if more > 0:
            words = ngettext(
                "{number} thing has happened meanwhile: it is shown here.",
                "{number} things have happened meanwhile: they are shown here.",
                more,
            )
            self.say(words)
        self.repaint()

    # what it shows

    def draw(self, window: Window) -> Sheet:
        drawn = self.leaf.draw(self._desk(window), window, self.sentence)
        self._leaves[-1] = drawn.leaf
        return drawn.sheet

    def _desk(self, window: Window | None = None) -> Desk:
        width, height = (window.width, window.height) if window else self.size
        return Desk(self.book, self.keys, self._board_keys, self._clock(), self.brush, width, height)

    @property
    def takes_words(self) -> bool:
        return self.leaf.takes_words

    # keys

    async def press(self, press: Press) -> None:
        desk = self._desk()
        turn = self.leaf.press(press, desk)
        if turn is not None:
            await self._turn(turn)
        elif not self.leaf.takes_words:
            await self._common(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if isinstance(self.leaf, Listing) and (page := tab_of(choice)):
            self._to_page(page)
        elif (turn := self.leaf.choose(choice, self._desk())) is not None:
            await self._turn(turn)
        self.repaint()

    def paste(self, text: str) -> None:
        if not isinstance(self.leaf, Finder):
            super().paste(text)
            return
        turn = self.leaf.paste(text, self._desk())
        if turn.leaf is not None:
            self._leaves[-1] = turn.leaf
        self.sentence = turn.sentence
        self.repaint()

    async def on_mouse_scroll_down(self) -> None:
        await self.take(Press("right" if isinstance(self.leaf, Moment) else "down"))

    async def on_mouse_scroll_up(self) -> None:
        await self.take(Press("left" if isinstance(self.leaf, Moment) else "up"))

    async def _common(self, press: Press) -> None:
        """Let a key do what it does on every page."""
        if press.key in _PAGES and not isinstance(self.leaf, Moment):  # there the figures are its columns'
            self._to_page(press.key)
        elif self.is_key(press, "find"):
            await self._do("find")
        elif self.is_key(press, "help"):
            self._lay(Commands(isinstance(self.leaf, Moment), self.extra))
        elif self.is_key(press, "leave"):
            await self._do("leave")
        else:
            self.sentence = means_nothing(press)

    async def _turn(self, turn: Turn) -> None:
        self.sentence = turn.sentence
        if turn.leaf is not None:
            self._show(turn.leaf)
        if turn.is_back:
            self._back(is_asked=not (turn.action or turn.then))
        if turn.to is not None:
            self._go(turn.to)
        if turn.action:
            await self._do(turn.action)
        if turn.then is not None:
            await self.press(turn.then)

    def _show(self, leaf: Leaf) -> None:
        """Show a leaf in the place of the one on top; one that is played from now on goes on by itself."""
        before, self._leaves[-1] = self._leaves[-1], leaf
        if (
            isinstance(leaf, Moment)
            and leaf.player.is_on
            and not (isinstance(before, Moment) and before.player == leaf.player)
        ):
            self._play(leaf)

    def _go(self, to: ToMoment | ToStory) -> None:
        desk = self._desk()
        if isinstance(to, ToMoment):
            self._lay(Moment.behind(to.at, desk, to.entity))
            return
        story = Story.of(to.entity, desk, to.at)
        below = self._leaves[-2] if len(self._leaves) > 1 else None
        if isinstance(below, Story) and below.entity == to.entity:
            # One came from there: it is gone back to, and not laid over once more.
            self._leaves[-2:] = [story]
        else:
            self._lay(story)

    def _lay(self, leaf: Leaf) -> None:
        self._rest()
        self._leaves = [*self._leaves, leaf][-_DEEPEST:]

    def _rest(self) -> None:
        """Let what is played stand still: something comes over it."""
        if isinstance(self.leaf, Moment) and self.leaf.player.is_on:
            self._leaves[-1] = self.leaf.stopped()

    def _to_page(self, page: str) -> None:
        """Turn to a page, as it was left; the board as it was is laid over the page that one comes from."""
        self._rest()
        self._remember()
        if page == MOMENT:
            self._lay(self._left.get(MOMENT) or self._beginning())
            return
        self._leaves = [self._left.get(page) or Listing(page)]

    def _remember(self) -> None:
        for leaf in self._leaves:
            if isinstance(leaf, Listing):
                self._left[leaf.page] = leaf
            elif isinstance(leaf, Moment):
                self._left[MOMENT] = leaf

    def _beginning(self) -> Moment:
        """Return the beginning of the last meeting: how it came to what stands on the board now."""
        meetings = self.book.meetings
        return Moment.behind(meetings[-1].first if meetings else 1, self._desk())

    def _back(self, *, is_asked: bool = True) -> None:
        self._remember()
        if len(self._leaves) > 1:
            self._leaves.pop()
        elif isinstance(self.leaf, Listing) and self.leaf.page != FIRST:
            self._leaves = [self._left.get(FIRST) or Listing(FIRST)]
        elif self.is_over:
            self.go_back()
        elif is_asked:
            self.sentence = _("This is the first page. {key} leaves; nothing was changed.", key=self.keys["leave"])

    async def _do(self, action: str) -> None:
        if action in _PAGES:
            self._to_page(action)
        elif action == "find":
            self._lay(Finder())
        elif action == "leave" and self.is_over:
            self.go_back()
        elif action == "leave":
            self.post_message(LeaveRequested())
        elif action == "colours":
            await self.ask_app(PageRequested(action))
        elif action in self.does:
            await self.does[action]()

    # playing

    def _play(self, moment: Moment) -> None:
        self._since = monotonic()
        self.wake_in(moment.tick(self._desk()))

    def wake(self) -> None:
        """Show how it went on."""
        moment = self.leaf
        if not isinstance(moment, Moment) or not moment.player.is_on:
            return
        now = monotonic()
        passed, self._since = round((now - self._since) * 1000), now
        desk = self._desk()
        moment = moment.played(passed, desk)
        if moment.at >= len(self.book.replay):
            moment = moment.stopped()
            self.sentence = _("This is the last thing that has happened.")
        self._leaves[-1] = moment
        self.repaint()
        if moment.player.is_on:
            self.wake_in(moment.tick(desk))
