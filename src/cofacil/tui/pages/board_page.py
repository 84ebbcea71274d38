"""A page that asks the room for changes: it waits for the answer, and says what happened, or what is not saved."""

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal, Trouble
from cofacil.language.catalog import _
from cofacil.language.happened import tell
from cofacil.language.worded import worded
from cofacil.room.room import News
from cofacil.tui.last_row import answer, happened
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.key_row import cap_of


class BoardPage(SheetView):
    """A page over a board."""

    undoes_here = False
    """Whether the keys that undo and redo do so on this page; where not, nothing is said of them."""

    def __init__(self, below: Below) -> None:
        super().__init__(below.brush, below.keys)
        self.clock = below.clock
        self._submit = below.submit

    async def ask(self, *commands: Command) -> News | None:
        """Ask for changes and wait for the answer; where they are not kept, say why and return None."""
        try:
            return await self._submit(*commands)
        except Trouble as trouble:
            self.say_why(trouble)
            return None

    async def keep(self, *commands: Command) -> bool:
        """Ask for changes; where they are kept, show the board as it is then and say what happened. Say whether they are."""
        news = await self.ask(*commands)
        if news is not None:
            self.tell(news)
        return news is not None

    def tell(self, news: News) -> None:
        """Show the board after a change, and say what has happened, or that it was so already."""
        self.hear(news.board, "")
        if news.own:
            self.say(happened(self.told(news), self.clock(), news.own, is_own=True))
        else:
            self.say(_("Nothing has changed: it is so already."))

    def told(self, news: News) -> str:
        """Return what has happened in a sentence; how it is undone only where that can be done here."""
        more = self.brush.signs.more
        if not self.undoes_here:
            return tell(news.own, news.board, more=more)
        return tell(news.own, news.board, news.own[0].by, self.keys["undo"], self.keys["redo"], more)

    def say_why(self, trouble: Trouble) -> None:
        """Say why something is not kept: refused, or not saved; then it can be tried again, with all that is typed."""
        if isinstance(trouble, Refusal):
            self.say(worded(trouble))
            return
        why = worded(trouble.cause)
        words = (
            _("NOT SAVED: {why} {key} tries again.", why=why, key=cap_of(self.last_key))
            if self.last_key
            else _("NOT SAVED: {why} Nothing here is lost: try it again.", why=why)
        )
        self.say(answer(words)._replace(is_trouble=True))
