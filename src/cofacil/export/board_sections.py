"""What a board has come to, section by section: who does what by when, who was missing, what was agreed, what is open."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from cofacil.board.in_column import in_column
from cofacil.board.kinds import Kind
from cofacil.board.records import Absence, Card
from cofacil.export.document import Block, Item, Items, Label, Paragraph, Row, Section, Table
from cofacil.export.exported import Exported
from cofacil.language.agreement_words import missing_names
from cofacil.language.catalog import _
from cofacil.language.column_names import kind_called
from cofacil.language.days import date_of, day_of, say_day_short
from cofacil.language.fact_words import Form, fact_words
from cofacil.language.facts import Fact, FactKind, fact_of, facts
from cofacil.language.names import commas, listed
from cofacil.review.questions import CardTold, Missing, Promise, Way
from cofacil.review.words import asks_words, came_words, outcome_words, who_will

_WAYS_DATED = (Way.NOT_ASKED, Way.INVITED, Way.SAID_NO)
"""Those of which it is said when, beside what they are."""
_WITH_YEAR = date.min
"""A day from which all others are far away: said from there, they have their year, and are true whenever they are read."""
_OF_WAY = (FactKind.KNOWS, FactKind.ASKS, FactKind.ASKS_TOO, FactKind.SOMETIME)
"""What is said of the way to somebody who was missing."""
_SAID = (FactKind.SAID, FactKind.WILL, FactKind.BY, FactKind.SUGGESTED, FactKind.WICKED, FactKind.EVIDENCE)
"""What is said of a card on the page beside its words, in this order."""


class BoardSections:
    """Makes the sections of one board."""

    def __init__(self, exported: Exported) -> None:
        self.board, self.answers = exported.board, exported.answers
        self.today = date_of(exported.moment)

    def sections(self) -> Iterator[Section]:
        """Yield those that have something in them, and the first two in any case: that there is nothing is an answer too."""
        yield Section(_("Who does what by when"), tuple(self._promises()), "promises")
        yield Section(_("Who was missing, and what came of it"), tuple(self._missing()), "missing")
        for title, anchor, blocks in (
            (_("What was agreed, and by how many"), "agreed", self._agreed()),
            (_("What is still open"), "open", self._open()),
            (_("What was offered"), "offers", self._offers()),
            (_("What is settled"), "settled", self._settled()),
            (_("What belongs together"), "themes", self._themes()),
        ):
            if found := tuple(blocks):
                yield Section(title, found, anchor)

    # who does what by when

    def _promises(self) -> Iterator[Block]:
        told = [promise for promise in self.answers.promises if self._is_told(promise.card)]
        if not told:
            yield Paragraph(_("Nobody has said yet that they will do something."))
            return
        heads = (_("What"), _("Who"), _("By when"), _("How it stands"))
        rows = tuple(map(self._promise, told))
        yield Table(heads, rows, _("What people said they would do, by whom, by when, and how it stands"))

    def _promise(self, promise: Promise) -> Row:
        day = day_of(promise.when)
        by = self._by(day, is_open=promise.is_open) if day else promise.when
        card, record = promise.card, self._record(promise.card)
        return Row(
            (card.text, who_will(promise), by, self._outcome(promise)),
            Label(card.label, card.kind, not promise.is_open),
            tuple(record.note.splitlines()) if record else (),
        )

    def _by(self, day: date, *, is_open: bool) -> str:
        said = _day(day)
        return _("{day} (late)", day=said) if is_open and day < self.today else said

    def _outcome(self, promise: Promise) -> str:
        at = promise.closed_at
        if not at and (held := self.answers.meeting(promise.answered_in)):
            at = held.opened
        said = _on(at, outcome_words(promise))
        return _("{how}: {words}", how=said, words=promise.why) if promise.why else said

    # who was missing

    def _missing(self) -> Iterator[Block]:
        told = [one for one in self.answers.missing if one.who]
        if told:
            heads = (_("Who"), _("The way to them"), _("What came of it"))
            rows = tuple(map(self._absence, told))
            yield Table(heads, rows, _("Who was not in the room, who asks them, and what came of it"))
        else:
            yield Paragraph(_("Nobody was named as missing."))
        for one in self.answers.always:
            if one.who:
                yield Items((Item(one.who, Label(one.label, "not_here"), self._of_always(one)),))

    def _absence(self, one: Missing) -> Row:
        record = self.board.records.get(one.id)
        way = self._way(record) if isinstance(record, Absence) else ()
        return Row(
            (one.who, "; ".join(way) or asks_words(one, _WITH_YEAR), self._came(one)),
            Label(one.label, "not_here", one.way is Way.CAME),
        )

    def _way(self, absence: Absence) -> Iterator[str]:
        """Yield the way to somebody, part by part: *today* is no day on a page that is read another day."""
        for fact in facts(self.board, absence, self.today):
            if fact.kind in _OF_WAY and (words := fact_words(fact._replace(today=_WITH_YEAR), Form.WAY)):
                yield _("{words} (late)", words=words) if fact.is_late else words

    def _came(self, one: Missing) -> str:
        said = _on(one.at if one.way in _WAYS_DATED else 0, came_words(one, _WITH_YEAR))
        if one.became:
            said = _("{how}: {words}", how=said, words=listed(one.became))
        if one.why:
            said = _("{how}: {words}", how=said, words=one.why)
        return said

    def _of_always(self, one: Missing) -> tuple[str, ...]:
        speaks = (_("{who} speaks for them next time", who=one.speaks),) if one.speaks else ()
        return (_("missing from every meeting"), *speaks)

    # cards

    def _agreed(self) -> Iterator[Block]:
        agreed = [card for card in self._cards() if card.agreed]
        first = (FactKind.AGREED,)
        if agreed:
            yield Items(tuple(self._item(card, (*first, FactKind.WILL), has_more=False) for card in agreed))

    def _open(self) -> Iterator[Block]:
        opened = {one.card.id for one in self.answers.still_open}
        yield from self._by_kind(lambda card: card.id in opened)

    def _offers(self) -> Iterator[Block]:
        waiting = {offer.id for each in self.answers.offers for offer in each.offers}
        cards = [card for card in self._cards() if card.kind is Kind.OFFER and not card.is_let_go]
        for title, several in (
            (_("Not taken up yet"), [card for card in cards if card.id in waiting]),
            (_("Taken up"), [card for card in cards if card.id not in waiting]),
        ):
            if several:
                yield Section(title, (Items(tuple(map(self._item, several))),))

    def _settled(self) -> Iterator[Block]:
        told = {promise.card.id for promise in self.answers.promises}
        yield from self._by_kind(
            lambda card: not card.is_open and card.id not in told and (card.kind is not Kind.OFFER or card.is_let_go),
            (FactKind.DONE,),
        )

    def _by_kind(self, fits: Callable[[Card], bool], first: Sequence[FactKind] = ()) -> Iterator[Block]:
        for kind in Kind:
            cards = [card for card in self._cards(kind) if fits(card)]
            if cards:
                items = tuple(self._item(card, (*first, *_SAID)) for card in cards)
                yield Section(kind_called(self.board, kind), (Items(items),))

    def _themes(self) -> Iterator[Block]:
        for theme in self.answers.themes:
            items = [
                Item(card.text, _label_of(card, self._record(card))) for card in theme.cards if self._is_told(card)
            ]
            if items:
                yield Section(theme.name, (Items(tuple(items)),))

    def _cards(self, *kinds: Kind) -> Iterator[Card]:
        """Yield the cards that have words to tell, in the order in which their columns are seen."""
        for kind in kinds or Kind:
            yield from (card for card in in_column(self.board, kind).cards if card.text and not card.is_withheld)

    def _item(self, card: Card, kinds: Sequence[FactKind] = _SAID, *, has_more: bool = True) -> Item:
        found = facts(self.board, card, self.today)
        details = [words for kind in kinds for fact in found if fact.kind is kind and (words := self._said(card, fact))]
        details += self._more(found) if has_more else ()
        label = Label(self.board.label_of(card), card.kind, card.is_done)
        return Item(card.text, label, tuple(details), tuple(card.note.splitlines()))

    def _said(self, card: Card, fact: Fact) -> str:
        match fact.kind:
            case (
                FactKind.SAID
            ):  # that it is nobody's in particular is said by saying nothing, and who wrote it down is no matter
                return fact_words(fact, Form.PLAIN) if fact.names else ""
            case FactKind.AGREED if card.agreed:  # on a page there is room for everybody who was missing
                missing = commas(missing_names(self.board, card.agreed))
                return fact_words(fact._replace(words=(fact.words[0], missing), today=_WITH_YEAR), Form.PAGE)
            case _:
                return fact_words(fact, Form.PAGE)

    def _more(self, found: Iterable[Fact]) -> Iterator[str]:
        """Yield what a card meets, and from which of several meetings it is."""
        if meets := [fact.label for fact in found if fact.kind is FactKind.MEETS]:
            yield _("meets {labels}", labels=listed(meets))
        if carried := fact_of(found, FactKind.FROM):
            yield _("from {day}", day=_day(date_of(carried.at)))

    def _record(self, card: CardTold) -> Card | None:
        record = self.board.records.get(card.id)
        return record if isinstance(record, Card) else None

    def _is_told(self, card: CardTold) -> bool:
        return bool(card.text) and not card.is_withheld


def _on(at: int, how: str) -> str:
    """Return how something stands, with the day since when where that is known."""
    return _("{how}, {day}", how=how, day=_day(date_of(at))) if at else how


def _day(day: date) -> str:
    return say_day_short(day, _WITH_YEAR, weekday=True)


def _label_of(card: CardTold, record: Card | None) -> Label:
    return Label(card.label, card.kind, record is not None and record.is_done)
