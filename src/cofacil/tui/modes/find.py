"""Finding: the list below the columns follows every letter; Enter goes there."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from textual.strip import Strip

from cofacil.board.records import Absence, Card
from cofacil.board.themes import SIGN, theme_name
from cofacil.language.catalog import _, ngettext
from cofacil.tui.keys import Press
from cofacil.tui.modes.gather import theme_row
from cofacil.tui.modes.mode import Desk, Mode, OpenPage, Step
from cofacil.tui.modes.paste import taken
from cofacil.tui.modes.pick import figure_lead
from cofacil.tui.paint.cards import face, list_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.scrolling import visible
from cofacil.tui.paint.text import cut
from cofacil.tui.paint.window import Window
from cofacil.tui.search import Found, find, themes_found
from cofacil.tui.typed import Typed
from cofacil.tui.view import View

THEME_PAGE = "theme"
"""The page of one theme: behind a colon stands its key."""
_LONGEST = 200
"""Letters of a paste that are searched for."""
_BESIDE, _BESIDE_TIGHT = 8, 6
"""Rows above and below what is found: of a board, and of one where rows are few."""


@dataclass(frozen=True, slots=True)
class Find(Mode):
    """Words, a name, or a label as people say it aloud."""

    typed: Typed = field(default_factory=Typed)
    found: Found = field(default_factory=Found)
    themes: tuple[str, ...] = ()
    """The keys of the themes that are found, where the words begin with their sign: they are chosen, and not cards."""
    at: int = 0

    def foot(self, desk: Desk) -> Foot:
        offers = (
            Offer("", _("choose"), cap=desk.brush.up_down),
            Offer("enter", _("all of the theme") if self.themes else _("go there")),
            Offer("tab", _("keep only these on the board"), _("only these")),
            Offer("escape", _("back"), stays=True),
        )
        return Foot(_("Find:"), self.typed, self._readback(), sentence=_("Only your screen shows this."), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return Step(None, view=desk.view._replace(only=None, found="").settled(desk.board))
        if press.key in {"up", "down"}:
            by = 1 if press.key == "down" else -1
            last = len(self.themes or self.found.records) - 1
            return Step(replace(self, at=max(0, min(last, self.at + by))))
        if press.key == "enter":
            return self._go(desk)
        if press.key == "tab":
            return self._keep_only(desk)
        typed = self.typed.press(press.key, press.character)
        return Step(self._searched(typed, desk)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text, limit=_LONGEST)
        return Step(self._searched(self.typed.insert(plain), desk), sentence=sentence)

    def view(self, desk: Desk) -> View:
        if self.typed.is_empty:
            return desk.view
        return desk.view._replace(only=tuple(record.id for record in self.found.records))

    def over(self, desk: Desk) -> tuple[Strip, ...]:
        ground, hint = desk.brush.style("screen"), desk.brush.style("hint")
        height = max(4, desk.height - (_BESIDE_TIGHT if desk.is_tight else _BESIDE))
        count = len(self.themes or self.found.records)
        words = ""
        if count:
            words = ngettext("{at} of {number}", "{at} of {number}", count, at=self.at + 1)
        elif self.typed.is_empty:
            words = _("Type words, a name, a label such as O3, or # and a theme.")
        words = cut(words, desk.width - 4, desk.brush.signs.more)
        empty = blank(desk.width, ground)
        heading = [row(desk.width, [(f"   {words}", hint)], ground)]
        if not desk.is_tight:
            heading.append(empty)
        if not count:
            return (*heading, *[empty] * (height - len(heading)))

        def block(number: int) -> Sequence[Strip]:
            is_chosen = number == self.at
            if self.themes:
                lead = " " * len(figure_lead("", desk.width))
                return [theme_row(desk, self.themes[number], lead, in_hand=is_chosen)]
            record = self.found.records[number]
            shown = face(desk.board, record, desk.brush.signs, desk.today, in_hand=is_chosen)
            return list_rows(shown, desk.width, desk.brush, 1, 3)

        window = Window(desk.width, height - len(heading), desk.brush)
        return (*heading, *visible(count, self.at, 0, block, window).rows)

    def _searched(self, typed: Typed, desk: Desk) -> "Find":
        is_theme = typed.text.strip().startswith(SIGN)
        themes = themes_found(desk.board, typed.text) if is_theme else ()
        return replace(self, typed=typed, found=find(desk.board, typed.text), themes=themes, at=0)

    def _readback(self) -> str:
        count = len(self.found.records)
        if self.typed.is_empty:
            return ""
        if self.typed.text.strip().startswith(SIGN) and not self.themes:
            return _("No theme begins so. g gathers cards, and #name in a line does.")
        if self.themes:
            return ngettext("{number} theme.", "{number} themes.", len(self.themes))
        if not count:
            return _("Nothing on the wall has these words. Fewer letters find more.")
        if not self.found.read_as:
            return ngettext("{number} card.", "{number} cards.", count)
        return ngettext(
            '{number} card. "{typed}" read as "{word}".',
            '{number} cards. "{typed}" read as "{word}".',
            count,
            typed=self.typed.text.strip(),
            word=self.found.read_as,
        )

    def _go(self, desk: Desk) -> Step:
        if not self.found.records:
            return Step(self, sentence=_("Nothing to go to yet. Type other words, or Esc."))
        if self.themes:
            page = OpenPage(f"{THEME_PAGE}:{self.themes[self.at]}")
            return Step(None, view=desk.view._replace(only=None, found="").settled(desk.board), errands=(page,))
        return Step(None, view=desk.view._replace(only=None, found="").to(desk.board, self.found.records[self.at].id))

    def _keep_only(self, desk: Desk) -> Step | None:
        if not self.found.records:
            return None
        records: tuple[Card | Absence, ...] = self.found.records
        words, first = self.typed.text.strip(), self.at
        if self.themes:
            theme = self.themes[self.at]
            records, words, first = desk.board.themes[theme], f"{SIGN}{theme_name(desk.board, theme)}", 0
        view = desk.view._replace(only=tuple(record.id for record in records), found=words)
        view = view.to(desk.board, records[first].id)
        # What is left out is said in a row of its own, as long as it is.
        return Step(None, view=view, sentence=_("Only your screen shows this."))
