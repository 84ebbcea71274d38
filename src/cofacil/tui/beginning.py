"""What a meeting begins with: its pages, one after the other, each left out where it has nothing to show."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from cofacil.board.commands.base import Command
from cofacil.board.deck import chosen_deck, with_own
from cofacil.board.just_closed import just_closed
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.notice import Notice
from cofacil.board.prompts import is_forgotten
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.live import LiveRoom
from cofacil.room.room import News
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import Said
from cofacil.tui.modes.mode import Step
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.brush import Brush
from cofacil.tui.session import Session
from cofacil.tui.widgets.board_view import BoardView

if TYPE_CHECKING:
    from textual.screen import Screen

    from cofacil.tui.pages.came_back import CameBackView
    from cofacil.tui.pages.next_meeting import NextMeetingView
    from cofacil.tui.pages.what_we_said import WhatWeSaidView

BEGINNING = ("this_meeting", "people", "what_we_said", "came_back")
"""The pages that a meeting begins with, in their order."""
FIRST = ("people",)
"""The same for a board that was only just begun, and has said already what it is about."""


class Begun(Protocol):
    """What these pages ask of the app they are opened over."""

    keymap: Keymap
    live: LiveRoom | None
    board_view: BoardView | None

    @property
    def brush(self) -> Brush: ...

    @property
    def screen(self) -> "Screen[Any]": ...

    def push_screen(self, screen: Page) -> Any: ...

    def switch_screen(self, screen: Page) -> Any: ...

    async def ask(self, *commands: Command) -> News: ...

    def say(self, said: Said | str) -> None: ...

    def say_who(self, name: str) -> str: ...


class Beginning:
    """Goes through these pages, and makes those that are its own."""

    def __init__(
        self,
        app: Begun,
        session: Callable[[], Session | None],
        made: Callable[[str], Page | None],
        back: Callable[[], Awaitable[None]],
    ) -> None:
        self._app = app
        self._session = session
        self._made = made
        self._back = back
        self._prepared: tuple[str, NextMeetingView] | None = None
        """The page on which a meeting was prepared last, and the board it was of."""
        self._ahead: tuple[str, ...] = ()
        """The pages that have not been gone through."""
        self.is_on = False
        """Whether a page that is opened now is one of a beginning."""

    async def begin(self, *, is_asked: bool = True) -> None:
        """Go through what the next meeting begins with, where it can begin from here.

        Where nobody asked for it, only on a board that has met, and not a moment after that: somebody may be back.
        """
        session = self._session()
        if not self._may_begin(session):
            return
        has_met = session is not None and session.board.meetings > 0
        is_over = session is not None and just_closed(session.board, session.clock()) is None
        if is_asked or (has_met and is_over):
            await self.begin_with(BEGINNING)

    async def begin_with(self, names: tuple[str, ...]) -> None:
        """Go through pages, one after the other."""
        self._ahead, self.is_on = names, True
        await self.next_part()

    async def next_part(self) -> None:
        """Show the next page in place of the one on top; behind the last, the board, and the first step of its plan."""
        following = None
        while following is None and self._ahead:
            name, *rest = self._ahead
            self._ahead = tuple(rest)
            following = self._made(name)
        view, page = self._app.board_view, self._app.screen
        if following is None:
            await self._back()
            if view is not None and view.session.board.plan and view.session.board.step is None:
                view.call_later(_ask_for_first_step, view.session)
        elif isinstance(page, Page) and page.view is view:
            await self._app.push_screen(following)
        else:
            await self._app.switch_screen(following)

    def leave(self) -> None:
        """Go through no more of them: whoever wants to goes on from help."""
        self._ahead, self.is_on = (), False

    async def change_or_begin(self) -> None:
        """Say something else of this meeting; where none is open, begin the next one."""
        if self._may_begin(self._session()):
            await self.begin_with(BEGINNING)
        elif (page := self._made("this_meeting")) is not None:
            await self._app.push_screen(page)

    def this_meeting(self) -> "NextMeetingView | None":
        from cofacil.tui.pages.next_meeting import NextMeetingView, Preparing  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session()
        if session is None:
            return None
        plans, faults = app.live.practice.plans() if app.live is not None else ((), ())
        given = Preparing(session.new_id, plans, session.seat.name if session.seat.is_guess else "", app.say_who)
        view = NextMeetingView(Below.of(app, session, begins=self.is_on), given)
        name, before = app.live.name if app.live is not None else "", self._prepared
        if before is not None and before[0] == name:
            view.go_on_from(before[1])
        self._prepared = (name, view)
        gone = self._deck_gone(session.board) if self.is_on else ()
        view.sentence = " ".join(map(worded, (*gone, *faults)))
        return view

    def _deck_gone(self, board: Board) -> tuple[Notice, ...]:
        """Say whether the group's own questions are in no file any more; what it chose on the board is asked all the same."""
        practice = self._app.live.practice if self._app.live is not None else None
        if practice is None:
            return ()
        if (chosen := chosen_deck(board)) is not None:
            is_there = not chosen.is_own or chosen.name in {deck.name for deck in practice.decks()[0]}
            return () if is_there else (Notice.of("deck-kept", title=chosen.title),)
        is_gone = not practice.is_own_deck and is_forgotten(board, with_own(practice.deck, board.about))
        return (Notice.of("deck-gone"),) if is_gone else ()

    def what_we_said(self) -> "WhatWeSaidView | None":
        from cofacil.tui.pages.what_we_said import WhatWeSaidView  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session()
        if session is None:
            return None
        view = WhatWeSaidView(Below.of(app, session, begins=self.is_on))
        if view.page.records:
            return view
        if not self.is_on:
            app.say(_("Nothing was promised in an earlier meeting, and nobody was to be invited."))
        return None

    def came_back(self) -> "CameBackView | None":
        from cofacil.tui.pages.came_back import CameBackView  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session()
        if session is None:
            return None
        view = CameBackView(Below.of(app, session, begins=self.is_on))
        if not view.is_empty:
            return view
        if not self.is_on:
            app.say(_("Nothing has come back from an earlier meeting."))
        return None

    def _may_begin(self, session: Session | None) -> bool:
        """Say whether the next meeting can begin from here: this seat leads, and none is open."""
        if session is None or not session.seat.role.includes(Role.COFACILITATOR):
            return False
        return session.board.meeting_at(session.clock()) is None


async def _ask_for_first_step(session: Session) -> None:
    """Ask whether the first step begins; who then presses the key that begins it has not asked for another."""
    from cofacil.tui.modes.next_step import NextStep  # noqa: PLC0415  # start-up time

    await session.take(Step(NextStep.of(session.desk(), is_unasked=True)))
