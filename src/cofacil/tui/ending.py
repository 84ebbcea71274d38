"""The pages with which a meeting ends: closing, gone on with where it was left, and the page for whoever was away."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from cofacil.board.commands.base import Command
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.records import Meeting
from cofacil.board.redaction import NOBODY, redacted
from cofacil.language.catalog import _, ngettext
from cofacil.room.live import LiveRoom
from cofacil.room.room import News
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import Said
from cofacil.tui.options import Options
from cofacil.tui.pages.below import Below
from cofacil.tui.paint.brush import Brush
from cofacil.tui.session import Session

if TYPE_CHECKING:
    from cofacil.language.catchup import CatchUp
    from cofacil.tui.pages.catchup import CatchUpView
    from cofacil.tui.pages.closing.view import ClosingView
    from cofacil.tui.pages.keep_as_page import KeepAsPageView


class Ended(Protocol):
    """What these pages ask of the app they are opened over."""

    keymap: Keymap
    options: Options
    live: LiveRoom | None

    @property
    def brush(self) -> Brush: ...

    async def ask(self, *commands: Command) -> News: ...

    def say(self, said: Said | str) -> None: ...


class Ending:
    """Makes these pages; None, and a sentence, where there is no meeting for them, or this seat has no part in it."""

    def __init__(self, app: Ended, session: Callable[[], Session | None]) -> None:
        self._app = app
        self._session = session
        self._closing: ClosingView | None = None

    def close_meeting(self) -> "ClosingView | None":
        """Go through closing, from where one was in it before one looked at the board."""
        from cofacil.tui.pages.closing.part import Closing  # noqa: PLC0415  # start-up time
        from cofacil.tui.pages.closing.view import ClosingView  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session()
        meeting = session.board.meeting if session else None
        if session is None or meeting is None:
            app.say(_("No meeting is open."))
            return None
        if not session.seat.role.includes(Role.COFACILITATOR):
            app.say(_("That is for those who facilitate. Say it, and they will."))
            return None
        before = self._closing.closing if self._closing is not None else None
        self._closing = ClosingView(
            Below.of(app, session),
            before if before is not None and before.meeting == meeting.id else Closing(meeting.id),
            lambda: session.desk()._replace(now=session.clock()),
            lambda: session.scene()._replace(now=session.clock()),
        )
        return self._closing

    def catch_up(self) -> "CatchUpView | None":
        """Show the page for whoever was away from the meeting that is open, or was the last."""
        from cofacil.language.catchup import catch_up  # noqa: PLC0415  # start-up time
        from cofacil.language.days import date_of  # noqa: PLC0415  # start-up time
        from cofacil.tui.pages.catchup import CatchUpView  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session()
        if session is None or not session.board.held:
            app.say(_("This board has not met yet: there is nothing to tell."))
            return None
        last = session.board.meeting or session.board.held[-1]

        def make(board: Board) -> "CatchUp":
            board = redacted(board, NOBODY)  # it is for others: nothing that only this seat has been shown
            meeting = board.records[last.id]
            return catch_up(board, meeting if isinstance(meeting, Meeting) else last, session.clock())

        name = f"~/{app.live.name if app.live else 'board'}-{date_of(last.opened).isoformat()}.txt"
        keeps = app.options.keep_page if session.seat.via == "screen" else None
        return CatchUpView(make, session.board, app.brush, app.keymap.keys, name, keeps)

    def keep_as_page(self) -> "KeepAsPageView | None":
        """Ask whose names stand on a page of all there is here, and keep it as a file of this computer."""
        from cofacil.language.days import date_of  # noqa: PLC0415  # start-up time
        from cofacil.tui.pages.keep_as_page import KeepAsPageView  # noqa: PLC0415  # start-up time

        app, session, live = self._app, self._session(), self._app.live
        if session is None or live is None:
            return None
        keep = app.options.keep_board
        if keep is None or session.seat.via != "screen":
            app.say(_("Whoever sits at the board's own computer can keep it as a page, and send it to you."))
            return None
        name = f"~/{live.name or 'board'}-{date_of(session.clock()).isoformat()}.html"
        return KeepAsPageView(app.brush, app.keymap.keys, name, partial(keep, live.board_id), live.happened)

    def goodbye(self) -> "CatchUpView | None":
        """Return the page that comes behind closing, which has been gone through."""
        self._closing = None
        return self.catch_up()

    def goodbye_words(self) -> str:
        """Return what is said once a meeting is closed: how much comes back."""
        from cofacil.board.coming_back import coming_back  # noqa: PLC0415  # start-up time

        session = self._session()
        count = len(coming_back(session.board)) if session else 0
        closed = _("The meeting is closed.")
        if not count:
            return closed
        back = ngettext("One thing comes back next time.", "{number} things come back next time.", count)
        return f"{closed} {back}"
