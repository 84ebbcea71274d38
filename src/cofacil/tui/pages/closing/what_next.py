"""Closing ends with what the group will do differently next time, and says what closing does."""

from typing import ClassVar

from cofacil.board.coming_back import coming_back
from cofacil.board.events import EntityId
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.quiet import hidden_count
from cofacil.board.records import Meeting
from cofacil.board.timer import MINUTE
from cofacil.language.catalog import _, ngettext
from cofacil.language.numbers import count_first, count_of
from cofacil.tui.modes.mode import Desk
from cofacil.tui.pages.closing.lines import NextTime
from cofacil.tui.pages.closing.listing import said
from cofacil.tui.pages.closing.part import Closing, Drawn, Listed, OpenLine, Part, back, on_empty
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot, Scene

_DEEPER = 5
_LONGEST = 6 * 60
"""Minutes: of what took longer, somebody forgot to close it."""


class WhatNext(Part):
    """Lists what was said so far; an empty line closes the meeting."""

    title: ClassVar[str] = N_("What shall we do differently next time?")

    def listed(self, board: Board, meeting: Meeting) -> Listed:
        return ()

    def line(self, hand: EntityId, desk: Desk) -> OpenLine | None:
        return NextTime()

    def draw(self, closing: Closing, scene: Scene, meeting: Meeting, most: int = 1) -> Drawn:  # its list is short
        dot = scene.brush.signs.dot
        blocks = [said(f"{dot} {line}", scene, indent=_DEEPER) for line in meeting.next_time]
        opens = said(_("This opens the next meeting."), scene)
        closes = [*said(_("When you close:"), scene)]
        for line in _what_closing_does(scene.board):
            closes += said(line, scene, indent=_DEEPER)
        return Drawn((), blocks, (opens, closes))

    def foot(self, closing: Closing, desk: Desk) -> Foot:
        line = closing.line
        if line is None:
            return Foot(offers=(back(),))
        foot = line.foot(desk)
        keep = Offer("enter", _("keep, write the next"), _("keep"))
        close = (on_empty(_("on an empty line: close it"), _("empty: close it")),) if line.typed.is_empty else ()
        return foot._replace(offers=(keep, *close, back()))

    def sentence(self, board: Board, meeting: Meeting, now: int) -> str:
        """Thank those who are here, for as long as they have been."""
        count, minutes = len(board.here), max(0, (meeting.closed or now) - meeting.opened) // MINUTE
        if count < 2 or not 1 <= minutes <= _LONGEST:
            return _("Thank you.")
        people = ngettext("One of us", "{Number} of us", count, Number=count_first(count))
        lasted = ngettext("one minute", "{number} minutes", minutes, number=count_of(minutes))
        return _("Thank you. {people}, {lasted}.", people=people, lasted=lasted)


def _what_closing_does(board: Board) -> list[str]:
    count = len(coming_back(board))
    lines = [
        ngettext(
            "what is still open comes back by itself: one thing",
            "what is still open comes back by itself: {number} things",
            count,
        )
        if count
        else _("nothing is open: nothing comes back")
    ]
    if hidden := hidden_count(board):
        lines.append(
            ngettext(
                "one card that was written quietly is shown to everybody",
                "{number} cards that were written quietly are shown to everybody",
                hidden,
            )
        )
    lines.append(_("the page for people who were away is written: show it, print it, send it"))
    lines.append(_("nothing is sent by this computer"))
    return lines
