"""The pages of what a group has named, each as it is made over a board: its themes, one of them alone, its words, its questions."""

from typing import TYPE_CHECKING, Protocol

from cofacil.language.worded import worded
from cofacil.room.live import LiveRoom
from cofacil.room.practice import Practice
from cofacil.tui.pages.below import Below, Over
from cofacil.tui.session import Session

if TYPE_CHECKING:
    from cofacil.tui.pages.sheet_view import SheetView


class OverRoom(Over, Protocol):
    """What these pages need of the app that they are opened over: also what its room is given of the practice."""

    live: LiveRoom | None


def group_page(page: str, app: OverRoom, session: Session, about: str = "") -> "SheetView":
    """Return a page by its name; `about` is the key of the theme that it shows alone, "" for all.

    Raises:
        KeyError: none of these is called that.
    """
    below = Below.of(app, session)
    if page == "own_names":
        from cofacil.tui.pages.own_names import OwnNamesView  # noqa: PLC0415  # start-up time

        return OwnNamesView(below)
    if page == "questions":
        from cofacil.tui.pages.questions import QuestionsView  # noqa: PLC0415  # start-up time

        practice = app.live.practice if app.live is not None else Practice()
        decks, faults = practice.decks()
        view = QuestionsView(below, practice.deck_for, decks, session.new_id)
        view.sentence = " ".join(map(worded, faults))
        return view
    if page in {"gathered", "theme"}:
        from cofacil.tui.pages.gathered import GatheredView  # noqa: PLC0415  # start-up time

        return GatheredView(below, theme=about)
    raise KeyError(page)
