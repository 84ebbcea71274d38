"""The lines that somebody left before their words were kept: they wait, and are taken up again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from cofacil.board.errors import Trouble
from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.records import Card
from cofacil.language.catalog import _, ngettext
from cofacil.language.worded import worded
from cofacil.room.actions import ACTIONS
from cofacil.room.draft_keeper import DraftKeeper
from cofacil.room.drafts import PAGE, DraftPlace, Unkept
from cofacil.tui.modes.mode import Mode, Step

Open = tuple[Mode | None, Sequence[Step]]
"""The mode that is open, and the steps that were asked for and are not kept yet."""
ACTION_OF_PAGE = {"closing": "close_meeting", "this_meeting": "meeting"}
"""What a page is opened by, where that has another name."""
_ACTIONS = {"card": "add", "paste": "add", "edit": "edit", "missing": "missing", "purpose": "help", "will": "will"}
"""What takes a line up again."""


class TypedOn(Protocol):
    """A page on which something may be typed."""

    def unkept(self) -> Unkept | None:
        """Return the words that were typed there and are not kept, None for none."""
        ...

    def take_up(self, unkept: Unkept) -> bool:
        """Let words stand again where they were typed; say whether there is a place for them."""
        ...


class LeftLines:
    """What one person has typed on one board and is not kept, and the place where it outlives the window."""

    def __init__(self, keys: Mapping[str, str], seen: Callable[[], Open]) -> None:
        self.left: tuple[Unkept, ...] = ()
        """The lines that were left, the last one last."""
        self._keys = keys
        self._seen = seen
        self._taken: Unkept | None = None
        """What the open line was filled with as it was taken up."""
        self._keeper = DraftKeeper(None, self.unkept)
        self._noticed: tuple[object, ...] = ()
        self._pages: dict[str, TypedOn] = {}
        """The pages that were opened, each the last of its name."""
        self._of_pages: dict[str, Unkept] = {}
        """Words of a page that wait until it is opened."""
        self._was_open: Unkept | None = None
        """The line that was open as this person was here last, where that was found as they came."""

    def wait_in(self, place: DraftPlace | None, board: Board, *, may_write: bool = True) -> str:
        """Let words wait in a place, and take over those that wait there; return what to say of them."""
        self._keeper = DraftKeeper(place, self.unkept)
        if lines := self._keeper.read():
            from cofacil.tui.modes.taken_up import reachable  # noqa: PLC0415  # start-up time

            waiting = (reachable(line, board) for line in lines)
            lines = tuple(line for line in waiting if line is not None)
            self._was_open = next((line._replace(is_open=False) for line in lines if line.is_open), None)
            lines = tuple(line._replace(is_open=False) for line in lines)
            self.left = tuple(line for line in lines if line.line != PAGE)
            self._of_pages = {line.fields.get("page", ""): line for line in lines if line.line == PAGE}
        self.changed()
        notice = worded(place.notice) if place is not None and place.notice is not None else ""
        return " ".join(filter(None, (notice, self.greeting(board, may_write=may_write))))

    def come_back(self, lines: Sequence[Unkept], mode: Mode | None, board: Board) -> Mode | None:
        """Have all again that was left in another window: return the line that was open there, open as it was.

        Where that window was another process's, which was killed, the line is as it was written down last.
        """
        from cofacil.tui.modes.taken_up import line_of, reachable  # noqa: PLC0415  # start-up time

        were_open = [line for line in lines if line.is_open]
        waiting = (reachable(line._replace(is_open=False), board) for line in lines if line.line != PAGE)
        self.left = (*self.left, *(line for line in waiting if line is not None and line not in self.left))
        pages = {line.fields.get("page", ""): line for line in lines if line.line == PAGE}
        self._of_pages = {**pages, **self._of_pages}
        last = were_open[0]._replace(is_open=False) if were_open else self._was_open
        self._was_open = None
        wanted = reachable(last, board) if last is not None else None
        if wanted is None or wanted not in self.left:
            return None
        self.drop(wanted)
        self._taken = wanted
        return mode if mode is not None and mode.unkept == wanted else line_of(wanted, board)

    @property
    def trouble(self) -> Trouble | None:
        """Return why the words are not where they should wait, None where they are."""
        return self._keeper.trouble

    @property
    def has_place(self) -> bool:
        """Say whether words wait where they outlive this window."""
        return self._keeper.has_place

    @property
    def waiting(self) -> int:
        """Return how many lines are not kept, and lose nothing when the window goes."""
        return len(self._of_board()) if self._keeper.has_place and self.trouble is None else 0

    def unkept(self) -> tuple[Unkept, ...]:
        """Return all words that are not kept: of lines that were left, that wait to be saved, of the open one, of pages."""
        return (*self._of_board(), *self._on_pages())

    def _of_board(self) -> tuple[Unkept, ...]:
        mode, asked = self._seen()
        return (*self.left, *_words(mode, asked))

    def _on_pages(self) -> tuple[Unkept, ...]:
        typed = (page.unkept() for page in self._pages.values())
        return (*self._of_pages.values(), *(words for words in typed if words is not None))

    # pages

    def opens(self, name: str, page: TypedOn) -> None:
        """Take notice that a page is opened: what waited for it stands there again, or is a line of the board's."""
        before = self._pages.get(name)
        typed = before.unkept() if before is not None and before is not page else None  # it was taken away as it was
        self._pages[name] = page
        if (words := self._of_pages.pop(name, typed)) is not None and not page.take_up(words):
            from cofacil.tui.modes.taken_up import as_new_card  # noqa: PLC0415  # start-up time

            line = as_new_card(words)
            self.left = self.left if line is None else (*self.left, line)
        self.changed()

    # lines that are left, and taken up

    def leave(self, mode: Mode, step: Step | None, *, may_write: bool = True) -> Step | None:
        """Return what comes of a key that closes a line: its words wait. Who has only looked at them again is asked."""
        if step is None or step.mode is not None or (unkept := mode.unkept) is None:
            return step
        is_untouched, self._taken = unkept == self._taken, None
        self.left = (*self.left, unkept)
        key = self._key(unkept)
        sentence = _("Not kept yet. Your words wait: {key} takes them up again.", key=key)
        if not may_write:
            sentence = _("Not kept. Your words wait until somebody lets you write: {key} takes them up then.", key=key)
        if not is_untouched:
            return step._replace(sentence=sentence)
        from cofacil.tui.modes.confirm import Confirm  # noqa: PLC0415  # start-up time

        question = _("Throw these words away? They are not kept yet.")
        thrown = Step(None, drop=unkept, sentence=_("Your words are thrown away."))
        return Step(
            Confirm(question, lambda _desk: thrown, _("throw them away"), _("let them wait"), sentence, sentence)
        )

    def put_back(self, mode: Mode | None) -> None:
        """Let the words of a line wait that could not be kept after all, and is not open any more."""
        if mode is not None and (unkept := mode.unkept) is not None:
            self.left = (*self.left, unkept)

    def take_up(self, mode: Mode | None) -> str | None:
        """Take notice that a line opens; where it is filled with words that waited, return what to say of that."""
        unkept = mode.unkept if mode is not None else None
        self._taken = next((line for line in self.left if line == unkept), None)
        if self._taken is None:
            return None
        self.drop(self._taken)
        return _("These words waited. Go on with them, or Esc.")

    def drop(self, unkept: Unkept) -> None:
        """Forget one line."""
        lines = list(self.left)
        if unkept in lines:
            lines.remove(unkept)
        self.left = tuple(lines)

    # where they wait

    def changed(self, *, is_soon: bool = False) -> None:
        """Take notice that something may have been typed, left or kept."""
        mode, asked = self._seen()
        noticed = (self.left, mode, *self._on_pages(), *map(id, asked))
        if is_soon or noticed != self._noticed:
            is_left = bool(self._noticed) and noticed[0] is not self._noticed[0]
            self._noticed = noticed
            self._keeper.touch(is_soon=is_soon or is_left)

    async def settle(self) -> None:
        """Return once everything waits where it outlives the window, or cannot."""
        await self._keeper.settle()

    def close(self) -> None:
        """Let another window have the place."""
        self._keeper.close()

    # what is said of them

    def _key(self, unkept: Unkept) -> str:
        return self._keys[_ACTIONS[unkept.line]]

    def greeting(self, board: Board, *, may_write: bool) -> str:
        """Say what waits, and by which key it is taken up; "" for nothing."""
        waiting = (*self.left, *self._of_pages.values())
        if not waiting:
            return ""
        keys = dict.fromkeys(self._way(line, board) for line in waiting)
        lines = ngettext("One line is not kept yet", "{number} lines are not kept yet", len(waiting))
        if not may_write:
            return _("{lines}: what waits is taken up once somebody lets you write.", lines=lines)
        return _("{lines}: {keys} takes up what waits.", lines=lines, keys=", ".join(keys))

    def _way(self, unkept: Unkept, board: Board) -> str:
        """Return the key that takes a line up, and the card that has to be in hand for it."""
        if unkept.line == PAGE:
            name = ACTION_OF_PAGE.get(page := unkept.fields.get("page", ""), page)
            words = _(ACTIONS[name].words) if name in ACTIONS else ""
            return f"{self._keys['help']} {words}".strip()
        card = board.records.get(unkept.about) if unkept.line in {"edit", "will"} else None
        if not isinstance(card, Card):
            return self._key(unkept)
        return _("{key} on {label}", key=self._key(unkept), label=board.label_of(card))


def _words(mode: Mode | None, asked: Iterable[Step]) -> Iterator[Unkept]:
    """Return the words of steps that are not kept yet, each with what it would make, and those of the open line."""
    modes: list[Mode] = []
    for step in asked:
        if step.mode is not None and all(step.mode is not other for other in modes):
            modes.append(step.mode)
            if (unkept := step.mode.unkept) is not None:
                yield unkept._replace(made=_made(step))
    if mode is not None and all(mode is not other for other in modes) and (unkept := mode.unkept) is not None:
        yield unkept._replace(is_open=True)


def _made(step: Step) -> EntityId:
    from cofacil.board.commands.absences import NameAbsence  # noqa: PLC0415  # start-up time
    from cofacil.board.commands.agreeing import AddFrom  # noqa: PLC0415  # start-up time
    from cofacil.board.commands.cards import AddCard, AddCards  # noqa: PLC0415  # start-up time

    for command in step.commands:
        if isinstance(command, AddCard | NameAbsence):
            return command.id
        if isinstance(command, AddFrom):
            return command.card.id
        if isinstance(command, AddCards):
            return command.cards[0].id
    return ""
