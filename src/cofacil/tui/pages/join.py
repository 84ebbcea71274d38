"""Letting others in: two ways to begin; then one line to type, one word, and a picture where there is room for it."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from textual.strip import Strip

from cofacil.board.errors import Trouble
from cofacil.board.marked import N_
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, say_clock
from cofacil.language.numbers import count_of
from cofacil.language.worded import worded
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Door, Joining
from cofacil.tui.keys import Press
from cofacil.tui.last_row import LastRow, Said
from cofacil.tui.messages import Noticed, PageRequested
from cofacil.tui.pages.qr import picture
from cofacil.tui.pages.sections import Section, air, laid_out, sentence_rows, whole_sentence
from cofacil.tui.pages.sheet import INDENT, KEY_GAPS, WIDEST, Edges, Sheet, choice_row, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.pages.way_in import in_two, type_words, typed_rows, word_sections
from cofacil.tui.paint.brush import ASCII, Brush
from cofacil.tui.paint.key_row import Offer, cells_of
from cofacil.tui.paint.row import beside, blank
from cofacil.tui.paint.text import cell_len, fitting, wrap
from cofacil.tui.paint.window import Window

OPENING = N_("One moment: the door is being opened.")
CLOSING = N_("One moment: the door is being closed.")
IS_OPEN = N_("The board is shared now.")
CLOSED = N_("Not shared any more. What was written is kept.")
ENDED = N_("The word before opens nothing any more.")

WAYS = (
    (
        N_("with this network"),
        N_("Everybody whose computer reaches this one can knock; only those with a word or a key come in."),
    ),
    (N_("only this computer"), N_("For a try, or behind a tunnel.")),
)
"""Who may reach the board, and what that means."""
_WITH_NETWORK, _ONLY_HERE = range(2)

_LOOKS = 2_000
"""Milliseconds after which it is looked again who has joined."""
_SETTLING = 0.4
"""Seconds in which a page that has just become the other one takes no keys: of two quick Enters one would leave it."""
_WORDS, _WIDE = 40, 60
"""Cells that the words keep beside the picture, and that they take where there are more."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the page shows while the board is not shared."""

    hand: int = 0
    """The way to share that is in hand."""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """What the page shows while the board is shared."""

    joining: Joining | None = None
    """None while it cannot be known."""
    now: int = field(kw_only=True)
    """UTC milliseconds."""
    picture: tuple[Strip, ...] = ()
    """Rows of the picture; none where it cannot be drawn."""
    is_picture: bool = False
    """Whether the picture alone is looked at, where it does not fit beside the words."""
    by_screen: tuple[str, ...] = ()
    """Who has joined."""
    asks_stop: bool = False
    """Whether one more key ends it."""
    is_ours: bool = True
    """Whether it can be ended from this screen."""
    sentence: str = ""


class JoinView(SheetView):
    """Lets others in to a board, shows how they join as long as it is looked at, and lets nobody in any more."""

    for_who_leads = True

    def __init__(
        self,
        door: Door,
        live: LiveRoom,
        brush: Brush,
        keys: Mapping[str, str],
        by_screen: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__(brush, keys)
        self._door = door
        self._live = live
        self._by_screen = by_screen
        self._is_busy = False
        self._pressed = self._opened_by = ""
        """The last key, and for a moment the one that has changed the page: pressed twice it means nothing there."""
        self.share = Share()
        self.join: Join | None = None
        """None while the board is not shared."""

    async def look_up(self) -> None:
        """Learn how to join, where others may already; what stands against it is said."""
        if self._door.is_open:
            try:
                await self._take_word()
            except Trouble as trouble:
                self.sentence = worded(trouble)

    def draw(self, window: Window) -> Sheet:
        if self.join is None:
            return paint_share(replace(self.share, sentence=self.sentence), window)
        return paint_join(
            replace(self.join, by_screen=tuple(self._by_screen()), now=self._live.now(), sentence=self.sentence), window
        )

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        self.repaint()
        self.wake_in(_LOOKS)

    async def press(self, press: Press) -> None:
        if press.key == "escape":
            self.go_back()
        elif self._is_busy or (self._opened_by and press.key in {self._opened_by, "enter"}):
            return
        elif self.join is None:
            self.sentence, self._pressed = "", press.key
            self._press_closed(press.key)
        else:
            self.sentence, self._pressed = "", press.key
            join, self.join = self.join, replace(self.join, asks_stop=False)
            await self._press_open(press.key, join)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.join is None and not (self._is_busy or self._opened_by):
            self._begin(choice)

    # while the board is not shared

    def _press_closed(self, key: str) -> None:
        if key in {"up", "down"}:
            self.share = replace(self.share, hand=_WITH_NETWORK if key == "up" else _ONLY_HERE)
        elif key == "enter":
            self._begin(self.share.hand)
        elif key in {"1", "2"}:
            self._begin(int(key) - 1)

    def _begin(self, way: int) -> None:
        self.share = replace(self.share, hand=way)
        self._soon(self._open(to_all=way == _WITH_NETWORK), _(OPENING))

    # while it is

    async def _press_open(self, key: str, before: Join) -> None:
        if key == "enter":
            self.go_back()
        elif key == "1":
            await self.ask_app(PageRequested("invite"))
        elif key == "2":
            self.join = replace(before, is_picture=not before.is_picture, asks_stop=False)
        elif key == "3" and not before.is_ours:
            return
        elif key == "3" and before.asks_stop:
            self._soon(self._close(), _(CLOSING))
        elif key == "3":
            self.join = replace(before, asks_stop=True)
        elif key == "5":
            await self.ask_app(PageRequested("people"))
        elif key == "4":
            self._soon(self._take_word(anew=True))

    # what takes a while

    def _soon(self, work: Coroutine[Any, Any, str], meanwhile: str = "") -> None:
        """Do one thing at a time beside the keys: the last row could say nothing while a key waited for it."""
        self._is_busy = True
        self.say(Said(meanwhile))
        self.app.run_worker(self._do(work))

    async def _do(self, work: Coroutine[Any, Any, str]) -> None:
        """Say what came of it, wherever this person looks by then."""
        try:
            sentence = await work
        except Trouble as trouble:
            sentence = worded(trouble)
        finally:
            self._is_busy = False
            self.last_row = LastRow()
        if self._is_left:
            self.app.post_message(Noticed(sentence or _(IS_OPEN)))
        else:
            self.say(sentence)

    async def _open(self, *, to_all: bool) -> str:
        await self._door.open(self._live, to_all=to_all)
        self._settle()
        return await self._take_word()

    async def _close(self) -> str:
        await self._door.close()
        self.join = None
        self.go_back()  # to the board: on the page that shares it, the Enter of a habit would do so again
        return _(CLOSED)

    def _settle(self) -> None:
        self._opened_by = self._pressed
        self.set_timer(_SETTLING, self._has_settled)

    def _has_settled(self) -> None:
        self._opened_by = ""

    async def _take_word(self, *, anew: bool = False) -> str:
        try:
            joining = await self._door.joining(anew=anew)
        except Trouble:
            self.join = self.join or Join(now=self._live.now(), is_ours=self._door.is_ours)
            raise
        drawn = () if self.brush.signs == ASCII else picture(joining.url)
        self.join = replace(
            self.join or Join(now=self._live.now(), is_ours=self._door.is_ours), joining=joining, picture=drawn
        )
        return _(ENDED) if anew else ""


def paint_share(share: Share, window: Window) -> Sheet:
    """Return the page that asks who may reach the board."""
    brush, some = window.brush, air(window)
    about = _("Others join from their own computers, with nothing but ssh.")
    more = _("They see the same board as you do, and look around in it for themselves. You say who may come in.")
    sections = [some, Section(words_rows(f"{about} {more}", window), 6, words_rows(about, window))]
    for at, (way, meaning) in enumerate(WAYS):
        in_hand = at == share.hand
        head = choice_row(window.width, brush, [(f"{at + 1} {_(way)}", False)], in_hand=in_hand)
        lines = wrap(_(meaning), min(WIDEST, window.width) - INDENT - 3, 9, brush.signs.more)
        rest = [choice_row(window.width, brush, [(f"  {line}", True)], in_hand=in_hand) for line in lines]
        sections += [some, Section([head, *rest], 4, [head], choice=at)]
    body, spots = laid_out([*sections, *whole_sentence(share.sentence, window)], window)
    offers = (
        Offer("", _("choose"), cap=brush.up_down),
        Offer("enter", _("share")),
        Offer("escape", _("back")),
    )
    sentence, state = share.sentence or _("This board is not shared now."), "" if share.sentence else window.saved_state
    return sheet(window, Edges(_("Share this board"), offers, sentence, state=state, most_rows=1), body, spots)


def paint_join(join: Join, window: Window) -> Sheet:
    """Return the page that says how to join."""
    can_be_seen = bool(join.picture) and len(join.picture) <= window.height - 3
    cells = _cells_beside(join, window.width) if can_be_seen else 0
    if cells:
        body = _beside(_words(join, window._replace(width=cells), window.width), join.picture, window)
    elif join.is_picture and can_be_seen:
        body = _beside([], join.picture, window)
    else:
        body = _words(join, window, window.width)
    offers = _offers(join, window.width, is_other_offered=can_be_seen and not cells)
    sentence = _stop_words(join, window.width) if join.asks_stop else join.sentence
    edges = Edges(
        _("Join this board"), offers, sentence or _who(join), state="" if sentence else window.saved_state, most_rows=1
    )
    return sheet(window, edges, body)


def _words(join: Join, window: Window, width: int) -> list[Strip]:
    """Return how to join in words; `width` is that of the whole page."""
    joining = join.joining
    if joining is None:
        unknown = _("This board is shared. How to join it cannot be shown now; 4 tries again.")
        known = [Section(words_rows(unknown, window))]
    else:
        known = [*_local(joining, window, is_ours=join.is_ours), *_how(joining, join.now, window)]
    rows, _spots = laid_out([air(window, 7), *known, *whole_sentence(join.sentence, window, width)], window)
    return rows


def _local(joining: Joining, window: Window, *, is_ours: bool) -> list[Section]:
    """Return that nobody else can join so far, and how they could."""
    if not joining.is_local:
        return []
    plain = words_rows(_("Only this computer can join so far."), window, "title")
    here = sentence_rows(_("To let others in:\n3 twice, then 1 with this network."), window)
    return [Section([*plain, *here] if is_ours else plain, 6, plain), air(window)]


def _how(joining: Joining, now: int, window: Window) -> list[Section]:
    some, little = air(window), air(window, 9)
    sections = [Section(words_rows(type_words(joining.command, window), window)), little]
    sections += [Section(typed_rows(joining.command, window)), some]
    if joining.word:
        sections += [*word_sections(joining.word, window, little), little, _for_whom(joining, now, window)]
    else:
        sections += [Section(words_rows(_("There is no word for everybody now: 4 makes one."), window))]
    if joining.may_ask:
        asks = _("No word? Press Enter at that\nquestion, and ask.")
        sections += [Section(sentence_rows(asks, window), 2)]
    sections += [some, _fingerprint(joining.fingerprint, window)]
    if not joining.is_local:
        last = _("No computer?\nSay it, somebody will write it.")
        sections += [air(window, 10), Section(sentence_rows(last, window), 10)]
    return sections


def _for_whom(joining: Joining, now: int, window: Window) -> Section:
    """Return how many the word is for, and until when."""
    clock = say_clock(joining.until, date_of(now))
    brief = ngettext(
        "for {number} person, until {clock}.", "for {number} people, until {clock}.", joining.seats, clock=clock
    )
    whole = ngettext(
        "for {number} person, until {clock}.\nYou can add.",
        "for {number} people, until {clock}.\nYou can add.",
        joining.seats,
        clock=clock,
    )
    return Section(sentence_rows(whole, window), 3, words_rows(brief, window, lines=1))


def _fingerprint(fingerprint: str, window: Window) -> Section:
    """Return what a guest compares: whole, or its two ends where rows are few."""
    cells = window.width - INDENT - 1
    lines = [fingerprint]
    if cell_len(fingerprint) > cells:
        count = -(-len(fingerprint) // (cells - 2))
        each = -(-len(fingerprint) // count)
        lines = [f"{'  ' if at else ''}{fingerprint[at : at + each]}" for at in range(0, len(fingerprint), each)]
    shown = [strip for line in lines for strip in words_rows(line, window, "hint")]
    ends = f"{fingerprint[:13]} ... {fingerprint[-6:]}"
    brief = fitting((_("It shows {ends} The same?", ends=ends), _("It shows {ends}", ends=ends), ends), cells)
    rows = [*words_rows(_("It shows a fingerprint. The same?"), window), *shown]
    return Section(rows, 4, words_rows(brief, window, lines=1))


def _cells_beside(join: Join, width: int) -> int:
    """Return the cells that words have beside the picture, 0 where both do not fit."""
    command, spare = join.joining.command if join.joining else "", width - join.picture[0].cell_length
    needed = max(_WORDS, INDENT + cell_len(f"  {in_two(command)[1]} "))
    liked = max(_WIDE, INDENT + cell_len(f"{command} "))
    return max(needed, min(liked, spare - INDENT)) if spare >= needed else 0


def _beside(words: list[Strip], picture: tuple[Strip, ...], window: Window) -> list[Strip]:
    """Return the words with the picture at their right."""
    ground = window.brush.style("screen")
    left = words[0].cell_length if words else (window.width - picture[0].cell_length) // 2
    height = max(len(words), len(picture))
    lead = [*words, *[blank(left, ground)] * (height - len(words))]
    gone = blank(picture[0].cell_length, ground)
    right = [*picture, *[gone] * (height - len(picture))]
    return [beside([one, other], window.width, ground) for one, other in zip(lead, right, strict=True)]


def _offers(join: Join, width: int, *, is_other_offered: bool) -> tuple[Offer, ...]:
    """Return the keys in the longest words that leave room for all of them."""
    one, few = _("invite one person"), _("invite")
    stop, end = _("stop sharing"), _("stop")
    another, new = _("another word"), _("new word")
    other = (Offer("2", _("words") if join.is_picture else _("picture")),) if is_other_offered else ()
    offers: tuple[Offer, ...] = ()
    for invite, ends, word in ((one, stop, another), (one, stop, new), (few, stop, new), (few, end, new)):
        stops = (Offer("3", ends),) if join.is_ours else ()
        offers = (Offer("1", invite), *other, *stops, Offer("4", word), Offer("escape", _("back")))
        if cells_of(offers, KEY_GAPS[-1]) <= width:
            break
    return offers


def _stop_words(join: Join, width: int) -> str:
    """Return how many people lose the board, and how to go on all the same."""
    count = len(join.by_screen)
    if not count:
        return _("Nobody is in. 3 again stops sharing.")
    number = count_of(count).capitalize()
    whole = ngettext(
        "{number} person loses the board. 3 again stops sharing.",
        "{number} people lose the board. 3 again stops sharing.",
        count,
        number=number,
    )
    brief = ngettext(
        "{number} loses it. 3 again stops sharing.",
        "{number} lose it. 3 again stops sharing.",
        count,
        number=number,
    )
    return fitting((whole, brief), width)


def _who(join: Join) -> str:
    if not join.by_screen:
        return _("Nobody is here by screen yet.")
    names = ", ".join(join.by_screen)
    return ngettext(
        "{number} here by screen: {names}.", "{number} here by screen: {names}.", len(join.by_screen), names=names
    )
