"""Letting others in: two ways to begin; then one line to type, one word, and a picture where there is room for it."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from rich.cells import chop_cells
from textual.strip import Strip

from cofacil.board.errors import Trouble
from cofacil.language.numbers import count_of
from cofacil.language.worded import worded
from cofacil.room.door import Door, Joining
from cofacil.room.live import LiveRoom
from cofacil.tui.keys import Press
from cofacil.tui.messages import Noticed, PageRequested
from cofacil.tui.pages.qr import picture
from cofacil.tui.pages.sheet import INDENT, WIDEST, Frame, Offer, Sheet, Spot, choice_row, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import ASCII, Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.row import Piece, beside, blank, row
from cofacil.tui.paint.text import cell_len, wrap

_WORDS, _WIDE = 40, 60
"""Cells that the words keep beside the picture, and that they take where there are more."""

OPENING = "One moment: the door is being opened."
CLOSING = "One moment: the door is being closed."
CLOSED = "Not shared any more. What was written is kept."
ENDED = "The word before opens nothing any more."
_BRIEF = {CLOSED: "Not shared any more. All is kept."}

_ABOUT = "Others join from their own computers, with nothing but ssh."
_MORE = "They see the same board as you do, and look around in it for themselves. You say who may come in."
_WAYS = (
    (
        "with this network",
        "Everybody whose computer reaches this one can knock; only those with a word or a key come in.",
    ),
    ("only this computer", "For a try, or behind a tunnel."),
)
_KEYS = (
    ("invite one person", "stop sharing", "another word"),
    ("invite one person", "stop sharing", "new word"),
    ("invite", "stop sharing", "new word"),
    ("invite", "stop", "new word"),
)


class Part(NamedTuple):
    """Some rows of a page."""

    rows: Sequence[Strip]
    gives_way: int = 0
    """Where rows are few the highest give way first; 0 stays."""
    brief: Sequence[Strip] = ()
    """What stands there then."""
    choice: int | None = None
    """What a click on them chooses."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the page shows while the board is not shared."""

    hand: int = 0
    """The way to share that is in hand."""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """What the page shows while the board is shared."""

    joining: Joining | None = None
    """None while it cannot be known."""
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
    told: str = ""


def paint_share(share: Share, window: Window) -> Sheet:
    """Return the page that asks who may reach the board."""
    air = Part([blank(window.width, window.brush.style("screen"))], 8)
    parts = [air, Part(words_rows(f"{_ABOUT} {_MORE}", window), 6, words_rows(_ABOUT, window))]
    for at, (words, about) in enumerate(_WAYS):
        in_hand = at == share.hand
        head = choice_row(window.width, window.brush, [(f"{at + 1} {words}", False)], in_hand=in_hand)
        lines = wrap(about, min(WIDEST, window.width) - INDENT - 3, 9, window.brush.signs.more)
        rest = [choice_row(window.width, window.brush, [(f"  {line}", True)], in_hand=in_hand) for line in lines]
        parts += [air, Part([head, *rest], 4, [head], choice=at)]
    body, spots = laid_out([*parts, *told_whole(share.told, window)], window)
    keys = ((window.brush.signs.up_down, "choose"), ("Enter", "share"), ("Esc", "back"))
    told = _in_a_row(share.told or "This board is not shared now.", window.width)
    return sheet(window, Frame("Share this board", keys, told, state="" if share.told else window.kept), body, spots)


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
    picture = "" if cells or not can_be_seen else "words" if join.is_picture else "picture"
    told = _stop_words(join, window.width) if join.asks_stop else _in_a_row(join.told, window.width)
    state = "" if told else window.kept
    return sheet(
        window,
        Frame("Join this board", _keys(picture, window.width, is_ours=join.is_ours), told or _who(join), state=state),
        body,
    )


def laid_out(parts: Sequence[Part], window: Window) -> tuple[list[Strip], list[Spot]]:
    """Return the rows between head and keys, and where a click chooses something; what has no room gives way."""
    kept, room = list(parts), window.height - 3
    while sum(len(part.rows) for part in kept) > room and (most := max(part.gives_way for part in kept)):
        kept = [part._replace(rows=part.brief, gives_way=0) if part.gives_way == most else part for part in kept]
    rows: list[Strip] = []
    spots: list[Spot] = []
    for part in kept:
        if part.choice is not None:
            spots += [Spot(len(rows) + 1 + y, 0, window.width, part.choice) for y in range(len(part.rows))]
        rows += part.rows
    return rows, spots


def typed_rows(command: str, window: Window) -> list[Strip]:
    """Return the line to type in as few rows as it needs: no letter of it may be missing."""
    cells = window.width - INDENT - 1
    if cell_len(command) <= cells:
        return title_rows(window, command)
    before, address = _in_two(command)
    further = [f"  {line}" for line in chop_cells(address, cells - 2)]
    return title_rows(window, *chop_cells(before, cells), *further)


def type_words(command: str, window: Window) -> str:
    """Return what to do with the line: shown in several rows, it would be typed as several."""
    whole = cell_len(command) <= window.width - INDENT - 1
    return "On a computer, in a terminal, type:" if whole else "In a terminal, type as one line:"


def title_rows(window: Window, *texts: str) -> list[Strip]:
    """Return what is read out, one row each."""
    return [labelled(window, "", text) for text in texts]


def sentences(window: Window, *texts: str) -> list[Strip]:
    """Return what is said in one row where it fits, each part in its own otherwise."""
    joined = " ".join(texts)
    if cell_len(joined) <= window.width - INDENT - 1:
        return words_rows(joined, window)
    return [strip for text in texts for strip in words_rows(text, window)]


def labelled(window: Window, label: str, text: str) -> Strip:
    """Return a row with what is read out behind a few words."""
    brush, ground = window.brush, window.brush.style("screen")
    pieces: list[Piece] = [(" " * INDENT, ground), (label, brush.style("choice")), (text, brush.style("title"))]
    return row(window.width, pieces, ground)


def word_parts(label: str, word: str, window: Window, air: Part) -> list[Part]:
    """Return the word below what it is; beside it where rows are few."""
    beside_it = [labelled(window, "The word:  ", word)]
    return [Part(words_rows(label, window), 5), air, Part(title_rows(window, word), 5, beside_it)]


def told_whole(told: str, window: Window, width: int = 0) -> list[Part]:
    """Return the whole of a sentence that the last row has to cut: what to do stands at its end."""
    if cell_len(_BRIEF.get(told, told)) <= (width or window.width):
        return []
    return [Part([blank(window.width, window.brush.style("screen"))], 7), Part(words_rows(told, window, "told"), 1)]


def _words(join: Join, window: Window, width: int) -> list[Strip]:
    """Return how to join in words; `width` is that of the whole page."""
    air = Part([blank(window.width, window.brush.style("screen"))], 8)
    joining = join.joining
    if joining is None:
        known = [Part(words_rows("This board is shared. How to join it cannot be shown now; 4 tries again.", window))]
    else:
        known = [*_local(joining, window, air, is_ours=join.is_ours), *_how(joining, window, air)]
    rows, _ = laid_out([air._replace(gives_way=7), *known, *told_whole(join.told, window, width)], window)
    return rows


def _local(joining: Joining, window: Window, air: Part, *, is_ours: bool) -> list[Part]:
    """Return that nobody else can join so far, and how they could."""
    if not joining.is_local:
        return []
    plain = words_rows("Only this computer can join so far.", window, "title")
    here = sentences(window, "To let others in:", "3 twice, then 1 with this network.")
    return [Part([*plain, *here] if is_ours else plain, 6, plain), air]


def _how(joining: Joining, window: Window, air: Part) -> list[Part]:
    until = datetime.fromtimestamp(joining.until / 1000).astimezone()
    people = "1 person" if joining.seats == 1 else f"{joining.seats} people"
    more_air = air._replace(gives_way=9)
    parts = [Part(words_rows(type_words(joining.command, window), window)), more_air]
    parts += [Part(typed_rows(joining.command, window)), air]
    if joining.word:
        whom = f"for {people}, until {until:%H:%M}."
        parts += word_parts("It asks for a word:", joining.word, window, more_air)
        parts += [more_air, Part(sentences(window, whom, "You can add."), 3, words_rows(whom, window, lines=1))]
    else:
        parts += [Part(words_rows("There is no word for everybody now: 4 makes one.", window))]
    if joining.may_ask:
        parts += [Part(sentences(window, "No word? Press Enter at that", "question, and ask."), 2)]
    parts += [air, _fingerprint(joining.fingerprint, window)]
    if not joining.is_local:
        last = sentences(window, "No computer?", "Say it, somebody will write it.")
        parts += [air._replace(gives_way=10), Part(last, 10)]
    return parts


def _fingerprint(fingerprint: str, window: Window) -> Part:
    """Return what a guest compares: whole, or its two ends where rows are few."""
    cells = window.width - INDENT - 1
    lines = [fingerprint]
    if cell_len(fingerprint) > cells:
        count = -(-len(fingerprint) // (cells - 2))
        each = -(-len(fingerprint) // count)
        lines = [f"{'  ' if at else ''}{fingerprint[at : at + each]}" for at in range(0, len(fingerprint), each)]
    shown = [strip for line in lines for strip in words_rows(line, window, "hint")]
    short = f"It shows {fingerprint[:13]} ... {fingerprint[-6:]}"
    question = " The same?" if cell_len(short) + 10 <= cells else ""
    rows = [*words_rows("It shows a fingerprint. The same?", window), *shown]
    return Part(rows, 4, words_rows(short + question, window, lines=1))


def _in_two(command: str) -> tuple[str, str]:
    """Return what stands before the address, and the address: a quoted name in it may hold blanks."""
    words = command.split(" ", 3 if command.startswith("ssh -p ") else 1)
    return " ".join(words[:-1]), words[-1]


def _cells_beside(join: Join, width: int) -> int:
    """Return the cells that words have beside the picture, 0 where both do not fit."""
    command, spare = join.joining.command if join.joining else "", width - join.picture[0].cell_length
    needed = max(_WORDS, INDENT + cell_len(f"  {_in_two(command)[1]} "))
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


def _keys(picture: str, width: int, *, is_ours: bool) -> tuple[Offer, ...]:
    """Return the keys in the longest words that leave room for all of them."""
    keys: tuple[Offer, ...] = ()
    for invite, stop, word in _KEYS:
        look = (("2", picture),) if picture else ()
        ends = (("3", stop),) if is_ours else ()
        keys = (("1", invite), *look, *ends, ("4", word), ("Esc", "back"))
        if sum(cell_len(f"{key} {words}") + 2 for key, words in keys) - 2 <= width:
            break
    return keys


def _in_a_row(told: str, width: int) -> str:
    return told if cell_len(told) <= width else _BRIEF.get(told, told)


def _stop_words(join: Join, width: int) -> str:
    """Return how many people lose the board, and how to go on all the same."""
    count = len(join.by_screen)
    if not count:
        return "Nobody is in. 3 again stops sharing."
    number = count_of(count).capitalize()
    long = f"{number} {'person loses' if count == 1 else 'people lose'} the board. 3 again stops sharing."
    return (
        long if cell_len(long) <= width else f"{number} {'loses' if count == 1 else 'lose'} it. 3 again stops sharing."
    )


def _who(join: Join) -> str:
    if not join.by_screen:
        return "Nobody is here by screen yet."
    return f"{len(join.by_screen)} here by screen: {', '.join(join.by_screen)}."


_LOOKS = 2_000
"""Milliseconds after which it is looked again who has joined."""
_TURNS = 0.4
"""Seconds in which a page that has just become the other one takes no keys: of two quick Enters one would leave it."""
IS_OPEN = "The board is shared now."
_WITH_NETWORK, _ONLY_HERE = range(2)


class JoinView(SheetView):
    """Lets others in to a board, shows how they join as long as it is looked at, and lets nobody in any more."""

    def __init__(self, door: Door, live: LiveRoom, brush: Brush, by_screen: Callable[[], Sequence[str]]) -> None:
        super().__init__(brush)
        self._door = door
        self._live = live
        self._by_screen = by_screen
        self._is_busy = False
        self._pressed = self._turned_by = ""
        """The last key, and for a moment the one that has turned the page: pressed twice it means nothing there."""
        self.share = Share()
        self.join: Join | None = None
        """None while the board is not shared."""

    async def look_up(self) -> None:
        """Learn how to join, where others may already; what stands against it is said."""
        if self._door.is_open:
            try:
                await self._take_word()
            except Trouble as trouble:
                self.told = worded(trouble)

    def draw(self, window: Window) -> Sheet:
        if self.join is None:
            return paint_share(replace(self.share, told=self.told), window)
        return paint_join(replace(self.join, by_screen=tuple(self._by_screen()), told=self.told), window)

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        self.repaint()
        self.wake_in(_LOOKS)

    async def press(self, press: Press) -> None:
        if press.key == "escape":
            self.go_back()
        elif self._is_busy or (self._turned_by and press.key in {self._turned_by, "enter"}):
            return
        elif self.join is None:
            self.told, self._pressed = "", press.key
            self._press_closed(press.key)
        else:
            self.told, self._pressed = "", press.key
            join, self.join = self.join, replace(self.join, asks_stop=False)
            await self._press_open(press.key, join)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.join is None and not (self._is_busy or self._turned_by):
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
        self._soon(self._open(to_all=way == _WITH_NETWORK), OPENING)

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
            self._soon(self._close(), CLOSING)
        elif key == "3":
            self.join = replace(before, asks_stop=True)
        elif key == "4":
            self._soon(self._take_word(anew=True))

    # what takes a while

    def _soon(self, work: Coroutine[Any, Any, str], meanwhile: str = "") -> None:
        """Do one thing at a time beside the keys: the last row could say nothing while a key waited for it."""
        self._is_busy = True
        self.say(meanwhile)
        self.app.run_worker(self._do(work))

    async def _do(self, work: Coroutine[Any, Any, str]) -> None:
        """Say what came of it, wherever this person looks by then."""
        try:
            told = await work
        except Trouble as trouble:
            told = worded(trouble)
        finally:
            self._is_busy = False
        if self._is_left:
            self.app.post_message(Noticed(told or IS_OPEN))
        else:
            self.say(told)

    async def _open(self, *, to_all: bool) -> str:
        await self._door.open(self._live, to_all=to_all)
        self._turn()
        return await self._take_word()

    async def _close(self) -> str:
        await self._door.close()
        self.join = None
        self.go_back()  # to the board: on the page that shares it, the Enter of a habit would do so again
        return CLOSED

    def _turn(self) -> None:
        self._turned_by = self._pressed
        self.set_timer(_TURNS, self._has_turned)

    def _has_turned(self) -> None:
        self._turned_by = ""

    async def _take_word(self, *, anew: bool = False) -> str:
        try:
            joining = await self._door.joining(anew=anew)
        except Trouble:
            self.join = self.join or Join(is_ours=self._door.is_ours)
            raise
        drawn = () if self.brush.signs == ASCII else picture(joining.url)
        self.join = replace(self.join or Join(is_ours=self._door.is_ours), joining=joining, picture=drawn)
        return ENDED if anew else ""
