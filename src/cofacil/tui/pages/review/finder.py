"""Finding a card, or somebody who was missing, by words, a name or a label; Enter leads to its story."""

from dataclasses import dataclass, field, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _, ngettext
from cofacil.review.findable import FoundHere
from cofacil.tui.keys import Press
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.review.leaf import READ_ONLY, Desk, Drawn, Leaf, ToStory, Turn
from cofacil.tui.pages.sheet import Edges, listed, sheet, typed_row, words_rows
from cofacil.tui.paint.cards import face, list_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_LONGEST = 200
"""Letters of a paste that are looked for."""


@dataclass(frozen=True, slots=True)
class Finder(Leaf):
    """What is typed, and what has these words."""

    typed: Typed = field(default_factory=Typed)
    found: FoundHere = field(default_factory=FoundHere)
    hand: int = 0
    top: int = 0

    @property
    def takes_words(self) -> bool:
        return True

    def draw(self, desk: Desk, window: Window, sentence: str) -> Drawn:
        brush, entities = window.brush, self.found.entities
        ground = blank(window.width, brush.style("screen"))
        room = window.height - 5

        def block(at: int) -> tuple[Strip, ...]:
            record = desk.board.records[entities[at]]
            assert isinstance(record, Card | Absence)  # noqa: S101  # nothing else is found
            shown = face(desk.board, record, brush.signs, desk.today, in_hand=at == self.hand)
            return list_rows(shown, window.width, brush, 1, 3)

        shown = listed(block, len(entities), self.hand, self.top, Window(window.width, room, brush), 2)
        rows = list(shown.rows)
        if not rows and self.typed.is_empty:
            rows = words_rows(_("Type words, a name, or a label such as O3."), window, "hint")
        rows = (rows + [ground] * room)[:room]
        line, cell = typed_row(window.width, f" {_('Find:')} ", self.typed, brush)
        offers = (
            Offer("", _("choose"), cap=brush.up_down),
            Offer("enter", _("its story"), _("story")),
            Offer("escape", _("back")),
        )
        edges = Edges(_("Find on this board"), offers, sentence or self._sentence(), _("looking back"), _(READ_ONLY))
        cursor = Offset(cell, window.height - 3)
        made = sheet(window, edges, [ground, *rows, line], shown.spots, cursor, shown.top)
        return Drawn(made, replace(self, top=shown.top))

    def press(self, press: Press, desk: Desk) -> Turn | None:
        last = max(0, len(self.found.entities) - 1)
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5}
        if press.key == "escape":
            return Turn(is_back=True)
        if press.key in moves:
            return Turn(replace(self, hand=max(0, min(last, self.hand + moves[press.key]))))
        if press.key == "enter":
            return self.choose(self.hand, desk) or Turn(
                self, sentence=_("Nothing to go to yet. Type other words, or Esc.")
            )
        typed = self.typed.press(press.key, press.character)
        return Turn(self.searched(typed, desk)) if typed is not None else None

    def choose(self, choice: int, desk: Desk) -> Turn | None:  # noqa: ARG002
        if not 0 <= choice < len(self.found.entities):
            return None
        return Turn(replace(self, hand=choice), ToStory(self.found.entities[choice]))

    def paste(self, text: str, desk: Desk) -> Turn:
        plain, sentence = taken(text, limit=_LONGEST)
        return Turn(self.searched(self.typed.insert(plain), desk), sentence=sentence or "")

    def searched(self, typed: Typed, desk: Desk) -> "Finder":
        """Return it with other words, and what has them."""
        return replace(self, typed=typed, found=desk.book.findable.find(typed.text), hand=0, top=0)

    def grown(self, before: Desk, desk: Desk) -> "Finder":  # noqa: ARG002
        return replace(self.searched(self.typed, desk), hand=self.hand)

    def _sentence(self) -> str:
        count = len(self.found.entities)
        if self.typed.is_empty:
            return _("Words, a name, or a label.")
        if not count:
            return _("Nothing on the board has these words. Fewer letters find more.")
        if self.found.read_as:
            return ngettext(
                '{number} card. "{typed}" read as "{word}".',
                '{number} cards. "{typed}" read as "{word}".',
                count,
                typed=self.typed.text.strip(),
                word=self.found.read_as,
            )
        return ngettext("{number} card.", "{number} cards.", count)
