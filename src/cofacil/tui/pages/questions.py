"""The questions of *who is not in the room?*: which are asked and when, another deck, one more, one in other words, one put away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.questions import AddQuestion, ChangeQuestion, ChooseDeck, PutAwayQuestion, questions_of
from cofacil.board.deck import ALWAYS, AWAY, LONGEST, SOURCE_LIMIT, Deck, Prompt, chosen_deck
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.prompts import ROTATING, asked, coming
from cofacil.board.text import has_ink
from cofacil.language.catalog import _, ngettext
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.messages import CardActionChosen
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, choice_row, limited, listed, sheet, typed_row, words_rows
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut, fit, wrap_listed
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

WIDE = 136
"""Cells from which when a question comes, and where it is from, stand beside it."""
_WHEN = 34
_A_SCREEN = 8
_LIMITS = {"words": LONGEST, "source": SOURCE_LIMIT}


class Turn(StrEnum):
    """When a question comes."""

    ON_WALL = N_("on the wall now")
    NEXT = N_("next")
    COMES = N_("comes round")
    WAITS = N_("when its moment comes")
    PASSED = N_("passed: the next meeting asks it")
    AWAY = N_("put away")


_MOMENTS: Mapping[str, str] = {
    "always": N_("in every meeting"),
    "agreeing": N_("before something is agreed"),
    "overrun": N_("when a step takes longer"),
    "second": N_("from the second meeting on"),
    "bridge": N_("when nobody knows one of them"),
}
"""For which moment a question is, where it does not come round at any time."""
_DOCUMENTS: Mapping[str, str] = {
    "000": N_("what doing it together is"),
    "001": N_("working as equals"),
    "002": N_("getting to the heart of it"),
    "003": N_("ten components"),
    "004": N_("key ingredients"),
}
"""What the documents are about that our own questions lean on."""


class Asked(NamedTuple):
    """A question, and when it comes."""

    prompt: Prompt
    turn: Turn


@dataclass(frozen=True, slots=True)
class Questions:
    """What the page shows."""

    board: Board
    ahead: tuple[Prompt, ...]
    """What the next meeting would be asked, before the group's own changes."""
    decks: tuple[Deck, ...]
    now: int
    hand: str = ""
    """The id of the question in hand, "" for the row of the deck above them."""
    top: int = 0
    chooses: int | None = None
    """Which deck is in hand while another is chosen, None while none is."""
    part: str = ""
    """What is typed: the words of a question, or where it comes from; "" while nothing is."""
    about: str = ""
    """The id of the question that is said otherwise, "" for a new one."""
    words: str = ""
    """The words, while it is typed where they come from."""
    seen: str = ""
    """What the question read when its line was opened."""
    typed: Typed = Typed()  # noqa: RUF009  # a value

    @property
    def asked(self) -> list[Asked]:
        """Return the questions in the order in which they come; behind them those that do not."""
        return in_order(self.board, self.ahead, self.now)

    @property
    def ids(self) -> list[str]:
        """Return what can be in hand, from above."""
        return ["", *(one.prompt.id for one in self.asked)]

    @property
    def in_hand(self) -> Asked | None:
        return next((one for one in self.asked if one.prompt.id == self.hand), None)

    @property
    def title(self) -> str:
        """Return what the deck that is asked is called."""
        if (chosen := chosen_deck(self.board)) is not None:
            return chosen.title
        same = (deck.title for deck in self.decks if deck.prompts == self.ahead)
        return next(same, "")


def in_order(board: Board, ahead: Sequence[Prompt], now: int) -> list[Asked]:
    """Return the questions of this meeting, or of the next where none is open, in the order in which they come."""
    prompts, meeting = questions_of(board, ahead, now), board.meeting_at(now)
    known = {prompt.id: prompt for prompt in prompts}
    standing = {prompt.id: Turn.AWAY for prompt in prompts if prompt.when == AWAY}
    turns: dict[str, Turn] = {}
    if meeting is not None:
        if (wall := asked(board, now)) is not None:
            turns[wall.id] = Turn.ON_WALL
        for prompt in coming(meeting, board, now):
            turns.setdefault(prompt.id, Turn.COMES if Turn.NEXT in turns.values() else Turn.NEXT)
    else:
        turns = {prompt.id: Turn.COMES for prompt in prompts if prompt.when in ROTATING}
    for prompt in prompts:
        if prompt.id not in standing and prompt.id not in turns:
            turns[prompt.id] = Turn.PASSED if prompt.when in ROTATING else Turn.WAITS
    return [Asked(known[name], turn) for name, turn in (turns | standing).items() if name in known]


class QuestionsView(BoardPage):
    """Lists the questions; Enter says the one in hand in other words, or chooses another deck."""

    undoes_here = True

    def __init__(
        self,
        below: Below,
        ahead: Callable[[Board], tuple[Prompt, ...]],
        decks: Sequence[Deck],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(below)
        self._ahead, self._new_id = ahead, new_id
        self._may_change = below.role.includes(AddQuestion.role)
        self.page = Questions(below.board, ahead(below.board), tuple(decks), below.clock())

    def hear(self, board: Board, sentence: str = "") -> None:
        page = self.page
        ahead = page.ahead if board.about is page.board.about else self._ahead(board)
        at = page.ids.index(page.hand) if page.hand in page.ids else 0
        page = replace(page, board=board, ahead=ahead, now=self.clock())
        ids = page.ids
        # What is gone leaves the next in hand: the list stays where it is.
        self.page = page if page.hand in ids else replace(page, hand=ids[min(at, len(ids) - 1)])
        self.sentence = sentence or self.sentence
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        self.page = replace(self.page, now=self.clock())
        drawn = paint_questions(self.page, self.keys, self.sentence, window, may_change=self._may_change)
        if self.page.chooses is None:
            self.page = replace(self.page, top=drawn.top)
        return drawn

    @property
    def takes_words(self) -> bool:
        return bool(self.page.part)

    async def press(self, press: Press) -> None:
        said, self.sentence = self.sentence, ""
        if self.page.part:
            await self._press_line(press, said)
        elif self.page.chooses is not None:
            await self._press_decks(self.page.chooses, press)
        else:
            await self._press_list(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        page = self.page
        if page.part:
            return
        if page.chooses is not None:
            self.page = replace(page, chooses=choice)
        else:
            self.page = replace(page, hand=page.ids[choice])
        self.repaint()

    async def _press_list(self, press: Press) -> None:
        page = self.page
        at = page.ids.index(page.hand) if page.hand in page.ids else 0
        if press.key == "escape":
            self.go_back()
        elif (hand := moved(press.key, at, len(page.ids), _A_SCREEN)) is not None:
            self.page = replace(page, hand=page.ids[hand])
        elif self.is_key(press, "undo") or self.is_key(press, "redo"):
            await self.ask_app(CardActionChosen("undo" if self.is_key(press, "undo") else "redo", ""))
        elif not (self._may_change and await self._change(press)):
            self.sentence = means_nothing(press)

    async def _change(self, press: Press) -> bool:
        """Let a key change the questions; say whether it is one that does."""
        page, one = self.page, self.page.in_hand
        if self.is_key(press, "add"):
            self.page = replace(page, part="words", about="", seen="", typed=Typed())
        elif press.key == "enter" and one is None:
            used = next((at for at, deck in enumerate(page.decks) if deck.title == page.title), 0)
            self.page = replace(page, chooses=used) if page.decks else page
        elif one is not None and (press.key == "enter" or self.is_key(press, "edit")):
            text = one.prompt.text
            self.page = replace(page, part="words", about=one.prompt.id, seen=text, typed=Typed.of(text))
        elif one is not None and self.is_key(press, "put_away"):
            at = page.ids.index(one.prompt.id)
            await self._ask(PutAwayQuestion(one.prompt.id, one.turn is not Turn.AWAY, page.ahead))
            self.page = replace(self.page, hand=self.page.ids[at])  # the list stays where it is
        else:
            return False
        return True

    async def _press_decks(self, at: int, press: Press) -> None:
        page = self.page
        if press.key == "escape":
            self.page = replace(page, chooses=None)
        elif (hand := moved(press.key, at, len(page.decks))) is not None:
            self.page = replace(page, chooses=hand)
        elif press.key == "enter":
            await self._ask(ChooseDeck(page.decks[at]))
        else:
            self.sentence = means_nothing(press)

    async def _press_line(self, press: Press, said: str) -> None:
        page = self.page
        if press.key == "escape":
            self.page = _closed(page)
        elif press.key == "enter":
            await self._enter()
        elif (changed := page.typed.press(press.key, press.character)) is not None:
            self._take(changed)
        else:
            self.sentence = said

    def _take(self, changed: Typed) -> None:
        line, self.sentence = limited(changed, self.page.typed, _LIMITS[self.page.part])
        self.page = replace(self.page, typed=line)

    def paste(self, text: str) -> None:
        if not self.page.part:
            super().paste(text)
            return
        plain, told = taken(text)
        self._take(self.page.typed.insert(plain))
        self.sentence = self.sentence or told or ""
        self.repaint()

    async def _enter(self) -> None:
        """Keep the words; of a question of the group's own it is asked first where they come from."""
        page, text = self.page, self.page.typed.text.strip()
        one = page.in_hand if page.about else None
        if page.part == "words" and has_ink(text) and (one is None or one.prompt.is_added):
            source = one.prompt.source if one else ""
            self.page = replace(page, part="source", words=text, typed=Typed.of(source))
            return
        words, source = (text, "") if page.part == "words" else (page.words, text)
        if page.about:
            await self._ask(ChangeQuestion(page.about, words, source, page.seen, page.ahead))
        else:
            await self._ask(AddQuestion(self._new_id(), words, source, page.ahead))

    async def _ask(self, command: Command) -> None:
        if not await self.keep(command):
            return
        hand = command.id if isinstance(command, AddQuestion) else self.page.hand
        self.page = _closed(replace(self.page, hand=hand, chooses=None))

    def say_why(self, trouble: Trouble) -> None:
        """Say why something is not kept; go back to words that were refused, behind another's change with these seen."""
        super().say_why(trouble)
        page = self.page
        if page.part == "source" and isinstance(trouble, Refusal):
            self.page = page = replace(page, part="words", typed=Typed.of(page.words))
        if page.about and trouble.name == "question-changed-meanwhile" and page.in_hand is not None:
            self.page = replace(page, seen=page.in_hand.prompt.text)

    def unkept(self) -> Unkept | None:
        page = self.page
        if not page.part:
            return None
        return on_page("questions", page.typed.text, part=page.part, about=page.about, words=page.words, seen=page.seen)

    def take_up(self, unkept: Unkept) -> bool:
        kept = unkept.fields
        part, about = kept.get("part", ""), kept.get("about", "")
        if not self._may_change or part not in _LIMITS or about not in self.page.ids:
            return False
        typed, words, seen = Typed.of(kept.get("text", "")), kept.get("words", ""), kept.get("seen", "")
        self.page = replace(self.page, hand=about, part=part, about=about, words=words, seen=seen, typed=typed)
        return True


def _closed(page: Questions) -> Questions:
    return replace(page, part="", about="", words="", seen="", typed=Typed())


def paint_questions(
    page: Questions,
    keys: Mapping[str, str],
    sentence: str,
    window: Window,
    *,
    may_change: bool,
) -> Sheet:
    """Return the page: the questions, or the decks there are while another is chosen; below, the line while it is typed."""
    width, brush = window.width, window.brush
    air = [blank(width, brush.style("screen"))] * (window.height >= 16)
    below, cursor = _line(page, window)
    head = [*air, *words_rows(_(_LEAD_DECKS), window, "hint", lines=2)] if page.chooses is not None else [*air]
    # A row stays free above the keys while nothing is typed: what is said last may need two.
    room = window.height - 3 - len(head) - (len(below) or 1)
    rows = Window(width, max(1, room), brush)
    if page.chooses is None:
        asked_now = page.asked
        hand = page.ids.index(page.hand) if page.hand in page.ids else 0
        shown = listed(
            lambda at: _block(page, asked_now[at - 1] if at else None, rows),
            len(asked_now) + 1, hand, page.top, rows, 1 + len(head),
        )  # fmt: skip
    else:
        shown = listed(lambda at: [_deck_row(page, at, rows)], len(page.decks), page.chooses, 0, rows, 1 + len(head))
    offers = _offers(page, keys, brush, may_change=may_change)
    edges = Edges(_("Our questions: who's not in the room?"), offers, sentence, state=window.saved_state)
    body = [*head, *shown.rows]
    body += [blank(width, brush.style("screen"))] * (window.height - 3 - len(below) - len(body))
    at = Offset(cursor, 1 + len(body) + len(below) - 1) if cursor is not None else None
    return sheet(window, edges, [*body, *below], shown.spots, at, shown.top)


_LEAD_DECKS = N_("Which questions shall be asked, in this meeting and in those to come?")


def _line(page: Questions, window: Window) -> tuple[list[Strip], int | None]:
    """Return the line that is typed with what it is for above it, and the cell of its cursor."""
    if not page.part:
        return [], None
    if page.part == "source":
        hint, lead = _("Nobody in particular: leave it empty."), _("   Who asked it first?  ")
    else:
        hint = _("One question, to {limit} letters: they can be read from the back of the hall.", limit=LONGEST)
        lead = _("   The question:  ")
    if cell_len(lead) + LONGEST > window.width:
        lead = " " * INDENT
    right = ngettext("{number} letter", "{number} letters", len(page.typed.text))
    most = max(LONGEST if page.part == "words" else 0, cell_len(page.typed.text))
    is_tight = cell_len(lead) + most + cell_len(right) + 3 > window.width
    line, cell = typed_row(window.width, lead, page.typed, window.brush, "" if is_tight else f"{right} ")
    return [*words_rows(hint, window, "hint", lines=2), line], cell


def _offers(page: Questions, keys: Mapping[str, str], brush: Brush, *, may_change: bool) -> tuple[Offer, ...]:
    choose, back = Offer("", _("choose"), cap=brush.up_down), Offer("escape", _("back to the board"), _("back"))
    if page.part:
        one = page.in_hand if page.about else None
        asks_source = page.part == "words" and (one is None or one.prompt.is_added)
        return (
            Offer("enter", _("next: who asked it") if asks_source else _("keep")),
            Offer("escape", _("leave it as it was"), _("as it was")),
        )
    if page.chooses is not None:
        return (choose, Offer("enter", _("ask these")), Offer("escape", _("leave it as it was"), _("as it was")))
    if not may_change:
        return (choose, back)
    one = page.in_hand
    put = _("bring it back") if one and one.turn is Turn.AWAY else _("put away")
    return (
        choose,
        Offer("enter", *((_("other words"), _("reword")) if one else (_("other questions"), _("others")))),
        Offer(keys["add"], _("add one of ours"), _("add one")),
        *((Offer(keys["put_away"], put),) if one and one.prompt.when != ALWAYS else ()),
        back,
    )


def _block(page: Questions, one: Asked | None, window: Window) -> list[Strip]:
    """Return a question with when it comes; of the one in hand also where it is from, below it where it is narrow."""
    width, brush = window.width, window.brush
    if one is None:
        return [_deck_in_use(page, window)]
    in_hand = one.prompt.id == page.hand
    is_quiet = one.turn in {Turn.AWAY, Turn.PASSED}
    cells = min(LONGEST, width - INDENT - 2)
    words = fit(cut(one.prompt.text, cells, brush.signs.more), cells)
    when, source = _when_words(one), _source_words(one.prompt)
    room = width - INDENT - cells - 3
    if width >= WIDE:
        beside = f"  {fit(cut(when, _WHEN, brush.signs.more), _WHEN)}  "
        rest = cut(source, room - _WHEN - 4, brush.signs.more)
        return [choice_row(width, brush, [(words, is_quiet), (beside, True), (rest, True)], in_hand=in_hand)]
    shows_turn = one.turn is not Turn.COMES
    beside = cut(_(one.turn), room, "") if shows_turn and room >= cell_len(_(one.turn)) else ""
    first = choice_row(width, brush, [(words, is_quiet), (f"  {beside}", True)], in_hand=in_hand)
    if not in_hand:
        return [first]
    detail = f" {brush.signs.dot} ".join(filter(None, ("" if when == beside else when, source)))
    quiet = brush.style("card_detail_in_hand")
    lines = wrap_listed(detail, width - INDENT - 1, 2, brush.signs.dot, brush.signs.more)
    return [first, *(row(width, [(" " * INDENT + line, quiet)], brush.style("choice_in_hand")) for line in lines)]


def _when_words(one: Asked) -> str:
    moment = _MOMENTS.get(one.prompt.when, "")
    if one.turn in {Turn.WAITS, Turn.COMES} and moment:
        return _(moment)
    return _(one.turn)


def _source_words(prompt: Prompt) -> str:
    """Return where a question comes from: the document that it leans on, or who asked it first."""
    if prompt.is_added:
        return _("our own, asked first by {name}", name=prompt.source) if prompt.source else _("our own")
    leans = ""
    if prompt.source:
        about = _DOCUMENTS.get(prompt.source, "")
        leans = (
            _('from {source}, "{about}"', source=prompt.source, about=_(about))
            if about
            else _("from {source}", source=prompt.source)
        )
    if prompt.is_changed:
        return _("{source}, in our words", source=leans) if leans else _("in our words")
    return leans


def _deck_in_use(page: Questions, window: Window) -> Strip:
    count = sum(one.turn is not Turn.AWAY for one in page.asked)
    counted = ngettext("{number} question", "{number} questions", count)
    title = page.title or _("The questions of this meeting")
    room = window.width - INDENT - cell_len(counted) - 4
    words = [(cut(title, room, window.brush.signs.more), False), (f"   {counted}", True)]
    return choice_row(window.width, window.brush, words, in_hand=not page.hand)


def _deck_row(page: Questions, at: int, window: Window) -> Strip:
    deck, brush = page.decks[at], window.brush
    count = ngettext("{number} question", "{number} questions", len(deck.prompts))
    whose = _("your own, {file}.toml", file=deck.name) if deck.is_own else _("come with cofacil")
    used = _("asked now") if deck.title == page.title else ""
    detail = f" {brush.signs.dot} ".join(filter(None, (count, whose, used)))
    room = window.width - INDENT - 1
    cells = max(12, min(max(cell_len(other.title) for other in page.decks), room // 2))
    words = fit(cut(deck.title, cells, brush.signs.more), cells)
    return choice_row(
        window.width, brush, [(words, False), (f"  {cut(detail, room - cells - 2, brush.signs.more)}", True)],
        in_hand=at == page.chooses,
    )  # fmt: skip
