"""A board that is not what was saved: what is wrong with it, and the ways on, each with how much it keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.strip import Strip

from cofacil.language.catalog import _, ngettext
from cofacil.language.kept_by import say_backup, say_fewer, say_kept
from cofacil.language.worded import worded
from cofacil.room.ways import Way, WayOn, WaysOn
from cofacil.tui.keys import Press
from cofacil.tui.messages import WayChosen
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, choice_row, listed, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.text import wrap
from cofacil.tui.paint.window import Window


@dataclass(frozen=True, slots=True)
class Damaged:
    """What the page shows."""

    ways: WaysOn
    hand: int = 0
    is_asked: bool = False
    """Whether Enter has been pressed once on a backup, and has to be again."""
    top: int = 0
    sentence: str = ""

    @property
    def chosen(self) -> WayOn:
        return self.ways.each[self.hand]


class DamagedView(SheetView):
    """Offers a way on from a board that cannot be opened as it is."""

    def __init__(self, ways: WaysOn, brush: Brush, keys: Mapping[str, str]) -> None:
        super().__init__(brush, keys)
        self.damaged = Damaged(ways)

    def draw(self, window: Window) -> Sheet:
        sheet = paint_damaged(replace(self.damaged, sentence=self.sentence), window)
        self.damaged = replace(self.damaged, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        self.sentence = ""
        if (hand := moved(press.key, self.damaged.hand, len(self.damaged.ways.each))) is not None:
            self.damaged = replace(self.damaged, hand=hand, is_asked=False)
        elif press.key == "enter":
            await self._enter()
        elif press.key == "escape" and self.damaged.is_asked:
            self.damaged = replace(self.damaged, is_asked=False)
        elif press.key == "escape":
            self.go_back()
        self.repaint()

    async def choose(self, choice: int) -> None:
        is_again = choice == self.damaged.hand
        self.damaged = replace(self.damaged, hand=choice, is_asked=self.damaged.is_asked and is_again)
        await self._enter()
        self.repaint()

    async def _enter(self) -> None:
        if self.damaged.chosen.way is Way.BACKUP and not self.damaged.is_asked:
            self.damaged = replace(self.damaged, is_asked=True)
            return
        self.damaged = replace(self.damaged, is_asked=False)
        await self.ask_app(WayChosen(self.damaged.ways.path, self.damaged.chosen))


def paint_damaged(damaged: Damaged, window: Window) -> Sheet:
    """Return the page: what is wrong, as far as there is room for it, and the ways on."""
    ways, empty = damaged.ways, blank(window.width, window.brush.style("screen"))
    offered = ways.each
    blocks = [_block(damaged, at, window) for at in range(len(offered))]
    room = window.height - 3
    above: list[Strip] = [empty, *words_rows(worded(ways.fault), window), *_saved(ways, window), empty]
    if len(above) + len(blocks[damaged.hand]) > room:
        above = []
    inner = Window(window.width, room - len(above), window.brush)
    shown = listed(lambda at: blocks[at], len(blocks), damaged.hand, damaged.top, inner, 1 + len(above))
    return sheet(window, _edges(damaged, window), [*above, *shown.rows], shown.spots, top=shown.top)


def gone_on(chosen: WayOn, name: str) -> str:
    """Return what is said on the board, which is called so, that one of the ways has led to, from a copy as well."""
    match chosen.way:
        case Way.LOOK:
            return _("What is whole, to look at; nothing is written.")
        case Way.NEW_FILE:
            return _("Now in {name}; the damaged file stays.", name=name)
        case Way.BACKUP:
            return _("The backup is the board now; the rest is kept.")
        case Way.OWN:
            return _("A board of its own now; the other stays as it is.")
        case Way.MOVED:
            return _("This is the board now; the other file is the copy.")
        case Way.JOIN:
            return _("Both are joined in {name}; both files stay.", name=name)


def _saved(ways: WaysOn, window: Window) -> Sequence[Strip]:
    words = ngettext("{number:,} change was saved.", "{number:,} changes were saved.", ways.saved)
    return words_rows(words, window)


def _edges(damaged: Damaged, window: Window) -> Edges:
    enter = Offer("enter", _("do it")) if damaged.is_asked else Offer("enter", _("choose"))
    offers = (Offer("", _("look"), cap=window.brush.up_down), enter, Offer("escape", _("back")))
    return Edges(
        damaged.ways.path.stem, offers, damaged.sentence or _ready(damaged, window), right=_("not as it was saved")
    )


def _ready(damaged: Damaged, window: Window) -> str:
    if not damaged.is_asked:
        return _("Nothing is changed before you choose.")
    if window.width < 60:
        return _("Enter again takes it. Esc does not.")
    return _("Enter again puts it in this board's place. Esc does not.")


def _block(damaged: Damaged, at: int, window: Window) -> list[Strip]:
    """Return one way on, what it keeps below it."""
    in_hand, brush = at == damaged.hand, window.brush
    cells = window.width - INDENT - 1
    what, keeps = _words(damaged.ways.each[at], damaged.ways)
    rows = [[(line, False)] for line in wrap(what, cells, 2, brush.signs.more)]
    rows += [[(line, True)] for line in wrap(keeps, cells, 2, brush.signs.more)]
    return [choice_row(window.width, brush, words, in_hand=in_hand) for words in rows]


def _words(chosen: WayOn, ways: WaysOn) -> tuple[str, str]:
    """Return what a way on does, and how much it keeps."""
    if chosen.backup is not None:
        fewer = say_fewer(chosen.backup.changes, ways.saved)
        what = _("Take {backup}", backup=say_backup(chosen.backup.made))
        return what, _("{fewer}; what stands here now is kept in a file beside it", fewer=fewer)
    kept = say_kept(ways.whole or 0, ways.saved)
    if chosen.way is Way.LOOK:
        return _("Look at what is whole"), _("{kept}; nothing is written", kept=kept)
    return _("Make a new file of what is whole"), _("{kept}; this file stays as it is", kept=kept)
