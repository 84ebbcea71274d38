"""Gathering: which other card, or which theme, the one in hand goes with; by figure, by label, by words, by a new name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.themes import GatherCard, LeaveTheme
from cofacil.board.errors import Refusal
from cofacil.board.in_column import in_column, theme_of
from cofacil.board.model import Board
from cofacil.board.records import Card, CardId
from cofacil.board.text import NAME_LIMIT, bare, shorten
from cofacil.board.themes import SIGN, clean_theme, keys_of, names_of, theme_called, theme_key, theme_name
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import listed
from cofacil.language.worded import worded
from cofacil.made_lately import MadeLately
from cofacil.room.room import News
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed, ended
from cofacil.tui.modes.paste import taken
from cofacil.tui.modes.pick import FIGURES, MOVES, cap_of_figures, figure_lead, room_for_choices, words_above
from cofacil.tui.paint.cards import face, list_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.scrolling import Visible, visible
from cofacil.tui.paint.text import cut
from cofacil.tui.paint.window import Window
from cofacil.tui.search import find
from cofacil.tui.typed import Typed


class Choice(NamedTuple):
    """Something that the card in hand can go with: a theme, a new one, another card."""

    theme: str = ""
    """The key of a theme that there is."""
    new: str = ""
    """The name of a new one."""
    card: Card | None = None


class Choices(NamedTuple):
    """All that can be chosen now."""

    each: Sequence[Choice]
    first: int = -1
    """What Enter takes where nobody has looked further, -1 for nothing."""


_lately: MadeLately[Choices] = MadeLately(2)


@dataclass(frozen=True, slots=True)
class Gather(Mode):
    """Asks what a card goes with; Enter on an empty line takes it out of the theme it stands with."""

    card: CardId
    typed: Typed = field(default_factory=Typed)
    at: int = -1

    # what it shows

    def foot(self, desk: Desk) -> Foot:
        board, choices = desk.board, self._choices(desk.board)
        card = board.card(self.card)
        hand, figures = self._hand(choices), "".join(self._figures(choices, board).values())
        is_out = hand.theme in keys_of(card) if hand else self.typed.is_empty and bool(theme_of(board, card))
        what = _("take it out") if is_out else _("keep") if hand else None
        offers = (
            *((Offer("", _("choose"), cap=cap_of_figures(figures)),) if figures else ()),
            Offer("", _("look"), cap=desk.brush.up_down),
            *(() if self.typed.is_empty else (Offer("tab", _("finish the name"), _("finish")),)),
            *(() if what is None else (Offer("enter", what),)),
            Offer("escape", _("back"), stays=True),
        )
        lead = _("{label} goes with which?", label=board.label_of(card))
        return Foot(lead, self.typed, self._readback(board, card, hand), offers=offers)

    def _readback(self, board: Board, card: Card, hand: Choice | None) -> str:
        label, own = board.label_of(card), theme_of(board, card)
        if hand is None:
            if not self.typed.is_empty:
                return _("Only cards go together. Esc goes back.")
            if own:
                theme = theme_name(board, own)
                return _(
                    "Enter alone takes {label} out of {theme}. Or a label, words, a name.", label=label, theme=theme
                )
            return _("A label, words, or a name for a new theme.")
        if hand.card is not None:
            return _goes_with(board, card, hand.card)
        if hand.new:
            return _("A new theme: {theme}. {label} is the first in it.", theme=hand.new, label=label)
        theme = theme_name(board, hand.theme)
        if hand.theme in keys_of(card):
            return _("{label} is in {theme}: Enter takes it out.", label=label, theme=theme)
        if own:
            return _("{label} goes from {before} to {theme}.", label=label, before=theme_name(board, own), theme=theme)
        return _("{label} goes to the others of {theme}.", label=label, theme=theme)

    def over(self, desk: Desk) -> tuple[Strip, ...]:
        shown = face(desk.board, desk.board.card(self.card), desk.brush.signs, desk.today)
        heading = list_rows(shown, desk.width, desk.brush, 1 if desk.is_tight else 2, 1)
        empty = blank(desk.width, desk.brush.style("screen"))
        rows = (*heading, *self._seen(self._choices(desk.board), desk, len(heading)).rows)
        return (*rows, *[empty] * (desk.height - len(rows)))

    def _seen(self, choices: Choices, desk: Desk, heading: int) -> Visible:
        """Return the rows of the list that are seen, what is in hand among them."""
        window, hand = Window(desk.width, max(1, room_for_choices(desk) - heading), desk.brush), self._at(choices)
        figures = self._figures(choices, desk.board)

        def block(at: int) -> list[Strip]:
            return self._block(choices, at, figures.get(at, ""), desk, window)

        return visible(max(1, len(choices.each)), hand if hand >= 0 else None, 0, block, window)

    def _figures(self, choices: Choices, board: Board) -> dict[int, str]:
        """Return what is pressed for the first choices; a theme that it is in has none, so that no slip takes it out."""
        if not self.typed.is_empty:
            return {}  # they are letters of the words
        own = keys_of(board.card(self.card))
        free = (at for at, choice in enumerate(choices.each) if choice.card is not None or choice.theme not in own)
        return dict(zip(free, FIGURES, strict=False))

    def _block(self, choices: Choices, at: int, figure: str, desk: Desk, window: Window) -> list[Strip]:
        if not choices.each:
            return [*words_above(_("Nothing on the wall fits that."), window)]
        choice, before = choices.each[at], choices.each[at - 1] if at else None
        lead, in_hand = figure_lead(figure, desk.width), at == self._at(choices)
        rows: list[Strip] = []
        if before is None or (before.card is None) != (choice.card is None):
            rows += words_above(_("Themes") if choice.card is None else _("Cards"), window)
        if choice.card is not None:
            shown = face(desk.board, choice.card, desk.brush.signs, desk.today, in_hand=in_hand)
            return [*rows, *list_rows(shown, desk.width, desk.brush, 2, 3, lead)]
        return [*rows, theme_row(desk, choice.theme, lead, in_hand=in_hand, new=choice.new)]

    # what keys make of it

    def press(self, press: Press, desk: Desk) -> Step | None:
        choices = self._choices(desk.board)
        if press.key == "escape":
            return closed()
        if press.key in MOVES and choices.each:
            at = 0 if self._at(choices) < 0 else self._at(choices) + MOVES[press.key]
            return Step(replace(self, at=max(0, min(len(choices.each) - 1, at))))
        if press.key == "enter":
            return self._take(self._hand(choices), desk)
        if press.key == "tab":
            return self._finished(desk.board)
        figure = press.key if press.character else ""
        if figure.isdecimal() and self.typed.is_empty and not press.is_burst:
            seen = self._seen(choices, desk, 1 if desk.is_tight else 2).ends
            at = next((at for at, one in self._figures(choices, desk.board).items() if one == figure), -1)
            return self._take(choices.each[at], desk) if at in seen and at >= 0 else None
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed, at=-1)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text, limit=NAME_LIMIT)
        return Step(replace(self, typed=self.typed.insert(plain), at=-1), sentence=sentence)

    def _take(self, hand: Choice | None, desk: Desk) -> Step:
        board, card = desk.board, desk.board.card(self.card)
        if hand is None:
            return self._take_out(board, card)
        if hand.card is not None:
            if theme := theme_of(board, hand.card):
                return self._kept(GatherCard(self.card, theme_name(board, theme)), desk)
            words = "" if board.called(self.typed.text) else self.typed.text.strip()
            return Step(NameTheme(self.card, hand.card.id, Typed.of(words)))
        if hand.theme in keys_of(card):
            return self._kept(LeaveTheme(self.card, hand.theme), desk)
        return self._kept(GatherCard(self.card, theme_name(board, hand.theme) if hand.theme else hand.new), desk)

    def _take_out(self, board: Board, card: Card) -> Step:
        own = theme_of(board, card)
        if self.typed.is_empty and own:
            return Step(self, (LeaveTheme(self.card, own),), kept=ended)
        if self.typed.is_empty:
            return Step(self, sentence=_("A label, words or a name, then Enter. Esc goes back."))
        try:
            clean_theme(self.typed.text)
        except Refusal as refusal:
            return Step(self, sentence=worded(refusal))
        return Step(self, sentence=_("A card goes with another card, not with itself, and not with who is not here."))

    def _kept(self, command: Command, desk: Desk) -> Step:
        return Step(self, (command,), kept=_on_to(_following(desk, self.card)))

    def _finished(self, board: Board) -> Step | None:
        """Return the line with the name of a theme that it begins; again, with that of the next."""
        typed = self.typed.finish(lambda before: _names_begun(board, before))
        return Step(replace(self, typed=typed, at=-1)) if typed else None

    # what can be chosen

    def _at(self, choices: Choices) -> int:
        return choices.first if self.at < 0 else min(self.at, len(choices.each) - 1)

    def _hand(self, choices: Choices) -> Choice | None:
        at = self._at(choices)
        return choices.each[at] if 0 <= at < len(choices.each) else None

    def _choices(self, board: Board) -> Choices:
        """Return what it can go with: asked by each key and each picture, found once."""
        key = (id(board), self.card, self.typed.text)
        found = _lately.get(key)
        return found[1] if found is not None else _lately.put(key, (board,), self._found(board))

    def _found(self, board: Board) -> Choices:
        card = board.card(self.card)
        if self.typed.is_empty:
            own = keys_of(card)
            others = [Choice(key) for key in names_of(board.themes) if key not in own]
            beside = (other for other in in_column(board, card.kind).cards if not keys_of(other))
            cards = [Choice(card=other) for other in beside if other.id != card.id and not other.is_struck]
            return Choices((*(Choice(key) for key in own), *others, *cards))
        return _meant(board, card, self.typed.text)


@dataclass(frozen=True, slots=True)
class NameTheme(Mode):
    """Asks what two cards are called together, neither of which was of a theme."""

    card: CardId
    beside: CardId
    typed: Typed = field(default_factory=Typed)

    def foot(self, desk: Desk) -> Foot:
        board = desk.board
        labels = listed([board.label_of(board.card(card)) for card in (self.card, self.beside)])
        name = self._name(board)
        known = theme_called(board, name)
        readback = (
            _("{labels} go to the others of {theme}.", labels=labels, theme=theme_name(board, known))
            if known
            else _("A new theme: {theme}, with {labels} in it.", theme=name, labels=labels)
        )
        offers = (Offer("enter", _("keep")), Offer("escape", _("back"), stays=True))
        return Foot(_("What are {labels} about together?", labels=labels), self.typed, readback, offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return Step(Gather(self.card))
        if press.key == "enter":
            command = GatherCard(self.card, self._name(desk.board), self.beside)
            return Step(self, (command,), kept=_on_to(_following(desk, self.card, self.beside)))
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text, limit=NAME_LIMIT)
        return Step(replace(self, typed=self.typed.insert(plain)), sentence=sentence)

    def _name(self, board: Board) -> str:
        """Return the name that Enter keeps: what was typed, else the first words of the other card."""
        words = shorten(board.card(self.beside).text, NAME_LIMIT, "").rstrip("?!.,;: ")
        return self.typed.text.strip().lstrip(SIGN).strip() or words or _("together")


def _meant(board: Board, card: Card, typed: str) -> Choices:
    """Return what typed words can mean: a label, a theme by its name or the beginning of it, a new one, cards."""
    labelled = board.called(typed)
    if labelled is not None:
        is_other = isinstance(labelled, Card) and labelled.id != card.id and not labelled.is_gone
        return Choices((Choice(card=labelled),), 0) if is_other and isinstance(labelled, Card) else Choices(())
    found = find(board, typed.strip().lstrip(SIGN))
    cards = [other for other in found.records if isinstance(other, Card) and other.id != card.id]
    known, begun = theme_called(board, typed), list(_begun(board, typed))
    themes = [Choice(key) for key in dict.fromkeys((*filter(None, (known,)), *begun))]
    fresh = [] if known else list(_new(typed))
    each = (*themes, *fresh, *(Choice(card=other) for other in cards))
    # Words that only one card has mean that card, where they begin no theme: what they are called together is asked then.
    is_card = (
        not themes
        and len(cards) == 1
        and not found.read_as
        and " " in typed.strip()
        and not typed.strip().startswith(SIGN)
    )
    return Choices(each, len(fresh) if is_card else 0 if each else -1)


def _begun(board: Board, typed: str) -> Iterator[str]:
    """Yield the themes of whose name a word begins as was typed, those first that begin so themselves."""
    wanted = _bare_key(typed)
    keys = [key for key in names_of(board.themes) if wanted and f" {bare(key)}".find(f" {wanted}") >= 0]
    yield from sorted(keys, key=lambda key: not bare(key).startswith(wanted))


def _names_begun(board: Board, typed: str) -> tuple[str, ...]:
    begun = _bare_key(typed)
    return tuple(name for key, name in names_of(board.themes).items() if begun and bare(key).startswith(begun))


def _new(typed: str) -> Iterator[Choice]:
    try:
        yield Choice(new=clean_theme(typed))
    except Refusal:
        return  # said at Enter


def _bare_key(typed: str) -> str:
    return bare(theme_key(typed.strip().lstrip(SIGN)))


def _goes_with(board: Board, card: Card, other: Card) -> str:
    label, with_ = board.label_of(card), board.label_of(other)
    if theme := theme_of(board, other):
        return _("{label} goes with {other}, to {theme}.", label=label, other=with_, theme=theme_name(board, theme))
    return _("{label} goes with {other}. Next: what are they about together?", label=label, other=with_)


def _following(desk: Desk, *gathered: CardId) -> CardId:
    """Return the card behind it that stands alone, which is looked at next; behind the last one "": that stays in hand."""
    standing = desk.view.standing(desk.board)
    cards = standing.cards
    at = standing.place_of(desk.board.card(gathered[0]))
    if at is None or standing.named(at):
        return ""
    behind = range(at + 1, len(cards))
    return next((cards[n].id for n in behind if cards[n].id not in gathered and not standing.named(n)), "")


def _on_to(following: CardId) -> Callable[[News, Desk], Step]:
    """Return what comes once it is kept: the next that stands alone is in hand, so that one after the other is gathered."""

    def kept(news: News, desk: Desk) -> Step:
        if not news.own:
            return ended(news, desk)
        return closed()._replace(view=desk.view.to(news.board, following) if following else None)

    return kept


def theme_row(desk: Desk, theme: str, lead: str, *, in_hand: bool, new: str = "") -> Strip:
    """Return a theme that can be chosen: its name, and how many cards it has."""
    brush, cards = desk.brush, desk.board.themes.get(theme, ())
    ink = brush.style("choice_in_hand") if in_hand else brush.style("choice")
    quiet = brush.style("card_detail_in_hand") if in_hand else brush.style("choice_detail")
    name = new or theme_name(desk.board, theme)
    beside = _("a new theme") if new else ngettext("{number} card", "{number} cards", len(cards))
    words = cut(f"{SIGN} {name}", desk.width - len(lead) - 24, brush.signs.more)
    sign = brush.signs.hand if in_hand else " "
    return row(desk.width, [(lead, brush.style("key")), (f"{sign} {words}", ink), (f"   {beside}", quiet)], ink)
