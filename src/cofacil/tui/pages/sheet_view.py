"""What every page around the board does alike: keys in the order they come, clicks, the wheel, a window too small."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence

from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.timer import Timer as Wake

from cofacil.language.catalog import _
from cofacil.room.drafts import Unkept
from cofacil.terminal.burst import BurstKey
from cofacil.tui.keys import Press
from cofacil.tui.last_row import NOTHING, LastRow, Moment, Said, answer
from cofacil.tui.messages import BackRequested, LeaveRequested, LetterBehindEsc, NextRequested
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.focus import focus
from cofacil.tui.paint.key_row import Offer, cap_of
from cofacil.tui.paint.too_small import is_too_small, paint_too_small
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import is_typed
from cofacil.tui.widgets.rows_view import RowsView

_LEAVING = 0.5
"""Seconds in which a page that was left takes no more keys: two quick ones must not leave two pages."""


_SAID_OF = frozenset({"enter", "tab", "backspace"})


def means_nothing(press: Press) -> str:
    """Return what is said of a key that does nothing on a page; "" for one that nobody presses to have something done."""
    if press.character is None and press.key not in _SAID_OF:
        return ""
    return _("{key} does nothing on this page. Esc goes back.", key=cap_of(press.key))


class SheetView(RowsView):
    """A page that fills the screen."""

    for_who_leads = False
    """Whether nobody sees it but who facilitates: it closes for who does no more."""

    def __init__(self, brush: Brush, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.brush = brush
        self.keys = keys
        """From an action of the board to the group's key for it."""
        self.last_row = LastRow()
        """What was said last, and what ends it."""
        self._who_asks = NOTHING
        """Who asks for an answer from those who facilitate: as long as they do, nothing but the answer to a key covers that."""
        self.moment: Callable[[], Moment | None] = lambda: None
        """Returns how things are on the board below, None where there is none."""
        self.unread: Callable[[], str] = lambda: ""
        """Returns why the file of the board below keeps nothing, "" while it does: that is said on every page until it is mended."""
        self.state: Callable[[], str] = lambda: ""
        """Returns whether all of the board below is kept, "" where there is none."""
        self.is_kept = True
        self.is_watching = False
        """Whether nothing is written from here."""
        self.noticed: Callable[[], None] = lambda: None
        """Called behind each key: what was typed may wait where it outlives the window."""
        self.sheet: Sheet | None = None
        self._is_left = False
        self.last_key = ""
        """The key that was pressed last, "" where it was a click."""
        self._held: Offer | int | None = None
        """What the mouse's button went down on: an offer of the key row, or a choice."""
        self._wake: Wake | None = None

    # what it is told

    def say(self, said: Said | str) -> None:
        """Say something in the last row; what is only words is what a key came to."""
        self._say(answer(said) if isinstance(said, str) else said)
        self.repaint()

    def say_asked(self, said: Said) -> None:
        """Say that somebody asks: it is said again whenever what covers it has been read, as long as they wait."""
        self._who_asks = said
        self.say(said)

    @property
    def _stands(self) -> Said:
        """Return what stands here for as long as it is so: who asks, and why nothing is kept; who waits is not cut off by that."""
        moment = self.moment()
        asks = self._who_asks if moment is not None and self._who_asks.holds(moment) else NOTHING
        return asks._replace(words=" ".join(filter(None, (asks.words, self.unread()))))

    @property
    def _is_held(self) -> bool:
        return self.asks or self.unkept() is not None

    @property
    def sentence(self) -> str:
        """Return what is said now; what it is set to is what the last key came to."""
        return self.last_row.words(self.moment(), is_held=self._is_held, stands=self._stands)

    @sentence.setter
    def sentence(self, words: str) -> None:
        if words:
            self._say(answer(words))
        else:
            self.last_row = LastRow()

    def _say(self, said: Said) -> None:
        """Say something; where that or what it follows has been read, show what comes then."""
        moment = self.moment()
        self.last_row = self.last_row.say(said, moment.now if moment is not None else None)
        self._say_next_later()

    def _say_next_later(self) -> None:
        moment = self.moment()
        if moment is None or not self.is_running:
            return
        if (turns_in := self.last_row.turns_in(moment.now, self._stands)) is not None:
            self.set_timer((turns_in + 2) / 1000, self._say_next)

    def _say_next(self) -> None:
        """Show what comes behind what has been read by now."""
        self.repaint()
        self._say_next_later()

    @property
    def asks(self) -> bool:
        """Say whether what is said is a question that the next key answers: nothing takes its place meanwhile."""
        return False

    @property
    def is_trouble(self) -> bool:
        """Say whether what the last key came to is that something is not kept."""
        return self.last_row.key.is_trouble

    def wear(self, brush: Brush) -> None:
        """Paint the page with another look."""
        self.brush = brush
        self.repaint()

    # what it shows

    @abstractmethod
    def draw(self, window: Window) -> Sheet:
        """Return the page as it is now."""

    def paint(self, width: int, height: int) -> Sequence[Strip]:
        if is_too_small(width, height):
            self.sheet = None
            return paint_too_small(width, height, self.brush, self.keys)
        self.sheet = self.draw(self._window(width, height))
        return self.sheet.rows

    def _window(self, width: int, height: int) -> Window:
        return Window(width, height, self.brush, self.is_kept, self.is_watching, self.state(), self.is_trouble)

    def cursor(self) -> Offset | None:
        return self.sheet.cursor if self.sheet else None

    def focus_place(self) -> Offset:
        return focus(self.sheet.rows, self.brush) if self.sheet else Offset()

    # keys

    @abstractmethod
    async def press(self, press: Press) -> None:
        """Let a key do what it does here."""

    async def choose(self, choice: int) -> None:
        """Let a click on a choice do what it does here."""

    @property
    def takes_words(self) -> bool:
        """Say whether a line is open: letters are words here, and no commands."""
        return self.sheet is not None and self.sheet.cursor is not None

    def unkept(self) -> Unkept | None:
        """Return the words that were typed here and are not kept, None for none."""
        return None

    def take_up(self, unkept: Unkept) -> bool:  # noqa: ARG002  # pages with a line do
        """Let words stand again where they were typed before the window went; say whether there is a place for them."""
        return False

    def paste(self, text: str) -> None:  # noqa: ARG002  # pages with a line take it
        """Take what was pasted; where no line is open, say that nothing was."""
        self.say(_("Nothing was pasted: no line is open here."))

    async def take(self, press: Press) -> None:
        """Take a key, unless the page is being left."""
        if self._is_left:
            return
        if press.is_burst and not self.takes_words:
            self.say(_("So many letters at once do nothing: no line is open here."))
        elif self.is_seen and self.sheet is not None:
            before, self.last_row = self.last_row, self.last_row.at_key()
            self.last_key = press.key
            await self.press(press)
            if before.key.words and self.last_row != before:
                self.repaint()
            self.noticed()
        elif self.is_key(press, "leave"):
            self.post_message(LeaveRequested())

    def is_key(self, press: Press, action: str) -> bool:
        """Say whether this is the group's key for an action; Caps Lock must not harm."""
        return press.key.casefold() == self.keys[action]

    def go_back(self) -> None:
        """Ask for the page below, once."""
        if not self._is_left:
            self._is_left = True
            self.set_timer(_LEAVING, self._stay)
            self.post_message(BackRequested())

    def go_on(self) -> None:
        """Ask for the part behind this one, once: what a meeting begins with is gone through page by page."""
        if not self._is_left:
            self._is_left = True
            self.set_timer(_LEAVING, self._stay)
            self.post_message(NextRequested())

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self.pass_on(event):
            return
        key = self.keymap.plain_key(event.key, event.character)
        if key.startswith("alt+") and len(key) == 5:
            await self.take(Press("escape"))
            await self._take_or_pass(Press(key[4:], key[4:]))
            return
        character = event.character if is_typed(event.character or "\0") else None
        await self._take_or_pass(Press(key, character, isinstance(event, BurstKey)))

    async def _take_or_pass(self, press: Press) -> None:
        """Take a key; a letter right behind the Esc that leaves is for the page below."""
        if self._is_left and self.last_key == "escape" and press.character and not press.is_burst:
            self.post_message(LetterBehindEsc(press.character, self))
        else:
            await self.take(press)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.paste(event.text)
        self.noticed()
        self.say_broken(event)

    # the mouse

    def come_back(self) -> None:
        self._held = None
        super().come_back()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._held = self._under(event)

    async def on_mouse_up(self, event: events.MouseUp) -> None:
        """Do what is clicked: where the button goes down and up on the same."""
        held, self._held = self._held, None
        if held is None or self._is_left or self._under(event) != held:
            return
        if not isinstance(held, Offer):
            self.last_key = ""
            await self.choose(held)
        elif held.press is not None:
            await self.take(held.press)

    def _under(self, event: events.MouseEvent) -> Offer | int | None:
        """Return the offer or the choice under the mouse."""
        if self.sheet is None:
            return None
        offer = self.sheet.offer_at(event.x, event.y)
        return self.sheet.choice_at(event.x, event.y) if offer is None else offer

    async def on_mouse_scroll_down(self) -> None:
        await self.take(Press("down"))

    async def on_mouse_scroll_up(self) -> None:
        await self.take(Press("up"))

    # time

    def wake_in(self, milliseconds: int) -> None:
        """Repaint, and ask for the next time, when so much time has passed."""
        if self._wake is not None:
            self._wake.stop()
        self._wake = self.set_timer((milliseconds + 2) / 1000, self.wake)

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        """Show that time has passed."""
        self.repaint()
        if (milliseconds := self.until_next()) is not None:
            self.wake_in(milliseconds)

    def until_next(self) -> int | None:
        """Return in how many milliseconds the page shows something else by itself; None where no time is on it."""
        return None

    def _stay(self) -> None:
        self._is_left = False
