"""A copy of a board of which nobody has said what it is to be: what it is a copy of, and what may be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.strip import Strip

from cofacil.board.text import shown
from cofacil.language.catalog import _
from cofacil.paths import tilde
from cofacil.room.ways import Copied, Way, WaysOn
from cofacil.tui.keys import Press
from cofacil.tui.messages import WayChosen
from cofacil.tui.pages.damaged import DamagedView
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, choice_row, listed, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.text import wrap
from cofacil.tui.paint.window import Window


@dataclass(frozen=True, slots=True)
class CopyAsked:
    """What the page shows."""

    copy: Copied
    hand: int = 0
    top: int = 0
    sentence: str = ""


def ways_view(ways: WaysOn | Copied, brush: Brush, keys: Mapping[str, str]) -> SheetView:
    """Return the page that offers ways on: from a damaged board, or from a copy."""
    return CopiedView(ways, brush, keys) if isinstance(ways, Copied) else DamagedView(ways, brush, keys)


class CopiedView(SheetView):
    """Asks what a copy of a board is to be."""

    def __init__(self, copy: Copied, brush: Brush, keys: Mapping[str, str]) -> None:
        super().__init__(brush, keys)
        is_conflict = bool(copy.conflict)
        self.asked = CopyAsked(
            copy, next(at for at, way in enumerate(copy.each) if (way.way is Way.JOIN) == is_conflict)
        )

    def draw(self, window: Window) -> Sheet:
        sheet = paint_copied(replace(self.asked, sentence=self.sentence), window)
        self.asked = replace(self.asked, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        self.sentence = ""
        count = len(self.asked.copy.each)
        if (hand := moved(press.key, self.asked.hand, count)) is not None:
            self.asked = replace(self.asked, hand=hand)
        elif press.key == "enter":
            await self._choose(self.asked.hand)
        elif press.key in {str(at + 1) for at in range(count)}:
            await self._choose(int(press.key) - 1)
        elif press.key == "escape":
            self.go_back()
        self.repaint()

    async def choose(self, choice: int) -> None:
        await self._choose(choice)
        self.repaint()

    async def _choose(self, choice: int) -> None:
        self.asked = replace(self.asked, hand=choice)
        await self.ask_app(WayChosen(self.asked.copy.path, self.asked.copy.each[choice]))


def paint_copied(asked: CopyAsked, window: Window) -> Sheet:
    """Return the page: what the board is a copy of, as far as there is room for it, and what it may be."""
    copy, empty = asked.copy, blank(window.width, window.brush.style("screen"))
    blocks = [_block(asked, at, window) for at in range(len(copy.each))]
    room = window.height - 3
    above: list[Strip] = [empty, *_about(copy, window), empty]
    if len(above) + sum(map(len, blocks)) > room:
        above = [*_about(copy, window, is_brief=True)]
    if len(above) + len(blocks[asked.hand]) > room:
        above = []
    inner = Window(window.width, room - len(above), window.brush)
    seen = listed(lambda at: blocks[at], len(blocks), asked.hand, asked.top, inner, 1 + len(above))
    offers = (
        Offer("", _("look"), cap=window.brush.up_down),
        Offer("enter", _("choose")),
        Offer("escape", _("back")),
    )
    said = asked.sentence or _("Nothing is changed before you choose.")
    edges = Edges(shown(copy.path.stem), offers, said, right=_("a copy"))
    return sheet(window, edges, [*above, *seen.rows], seen.spots, top=seen.top)


def _about(copy: Copied, window: Window, *, is_brief: bool = False) -> Sequence[Strip]:
    file, title = shown(copy.path.name), shown(copy.title)
    if copy.conflict:
        what = _(
            "“{file}” has the name that {service} gives a copy of {title} where two computers changed it at once.",
            file=file,
            title=title,
            service=copy.conflict,
        )
    else:
        what = _("“{file}” is a copy of {title}.", file=file, title=title)
    rows = [
        *words_rows(what, window),
        *words_rows(_("It is in {path}", path=shown(tilde(copy.path.parent))), window, lines=2),
    ]
    rows += words_rows(_("The board itself is {path}", path=shown(tilde(copy.original))), window, lines=2)
    return rows[:4] if is_brief else rows


def _block(asked: CopyAsked, at: int, window: Window) -> list[Strip]:
    """Return one thing that the copy may be, what comes of it below."""
    in_hand, brush = at == asked.hand, window.brush
    cells = window.width - INDENT - 1
    what, comes = _words(asked.copy.each[at].way)
    rows = [[(line, False)] for line in wrap(f"{at + 1}  {what}", cells, 2, brush.signs.more)]
    rows += [[("   " + line, True)] for line in wrap(comes, cells - 3, 3, brush.signs.more)]
    return [choice_row(window.width, brush, words, in_hand=in_hand) for words in rows]


def _words(way: Way) -> tuple[str, str]:
    """Return what a copy may be, and what comes of it."""
    if way is Way.OWN:
        return _("Make it a board of its own"), _(
            "Backups, words and members stay with the other; this one begins with none."
        )
    if way is Way.MOVED:
        return _("It is the same board, moved"), _("Backups, words and members are this one's; the other is the copy.")
    return _("Join both in a new file"), _("Every change of both is in it, and it is the board then; both files stay.")
