"""The columns of a board, each a section with a heading and lists; and the list of all of them to jump to."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from cofacil.board.carried import carried_into, older
from cofacil.board.events import EntityId
from cofacil.board.in_column import in_column
from cofacil.board.kinds import COLUMNS, IN_COLUMN, Kind
from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.quiet import is_hidden
from cofacil.board.records import Absence, Card, not_here_count
from cofacil.board.themes import SIGN
from cofacil.language.catalog import _, language_now, ngettext
from cofacil.language.column_names import column_called
from cofacil.made_lately import MadeLately
from cofacil.web.cards import MISSING, anchor, face, item
from cofacil.web.html import Html, element, join, words
from cofacil.web.reader import Shown

_columns_held: MadeLately[Html] = MadeLately(2048)
_boards_held: MadeLately[dict[str, Html]] = MadeLately(512)
_owned_held: MadeLately[Mapping[str, Sequence[Card | Absence]]] = MadeLately(64)
COLUMN = "column-"
"""What the id of a column begins with."""


def key_of(number: int) -> str:
    """Return what a column is called in ids, classes and the form."""
    kind = IN_COLUMN.get(number)
    return str(kind) if kind else MISSING


def glyph_of(number: int) -> str:
    kind = IN_COLUMN.get(number)
    return kind.glyph if kind else "_"


def columns(shown: Shown) -> dict[str, Html]:
    """Return each column by its id."""
    board, reader = shown.board, shown.reader
    person = shown.person if shown.person in _owned(board) else ""
    may = (reader.leads, bool(person) and reader.writes)
    moment = (shown.writing, carried_into(board), shown.today, language_now())
    key = (id(board), person, *may, *moment)
    if (found := _boards_held.made(key)) is not None:
        return found
    made = {COLUMN + key_of(number): _held(shown, number, (person, *may, *moment)) for number in COLUMNS}
    return _boards_held.put(key, (board,), made)


def own_items(shown: Shown) -> dict[str, Html]:
    """Return what in the columns is whoever looks's own, marked as theirs, by the ids that it has there."""
    board, today = shown.board, shown.today
    return {
        anchor(record.id): item(
            face(board, record, today, _beneath(board, record)),
            is_own=True,
            may_change=may_change(shown, record, shown.person),
        )
        for record in _owned(board).get(shown.person, ())
        if not is_apart(shown, record)
    }


def _beneath(board: Board, record: Card | Absence) -> str:
    """Return the theme that something stands beneath, "" for none."""
    return (
        in_column(board, record.kind, older(board, record.kind)).beneath.get(record.id, "")
        if isinstance(record, Card)
        else ""
    )


def _owned(board: Board) -> Mapping[str, Sequence[Card | Absence]]:
    """Return what is on the wall by the slugs of all whose own it is: to all others the wall looks the same."""
    key = (id(board),)
    if (found := _owned_held.made(key)) is not None:
        return found
    owned: dict[str, list[Card | Absence]] = {}
    standing: Iterable[Card | Absence] = chain(board.cards(), board.absences)
    for record in standing:
        for person in set(_owners_of(board, record)):
            owned.setdefault(person, []).append(record)
    return _owned_held.put(key, (board,), owned)


def _owners_of(board: Board, record: Card | Absence) -> Iterator[str]:
    """Yield the slugs of those whose something is, as `is_theirs` has it."""
    if isinstance(record, Card):
        yield from (board.one(slug) for slug in (record.said, record.by) if slug)
    elif record.by and not record.is_standing:
        yield board.one(record.by)


def _held(shown: Shown, number: int, seen_by: tuple[Hashable, ...]) -> Html:
    """Return a column as somebody sees it: on a board on which only another has changed it is the one of before."""
    board, kind = shown.board, IN_COLUMN.get(number)
    ends = (*board.columns.values(), board.absences) if board.links else ()
    standing = (board.columns[kind], older(board, kind)) if kind else ()
    told = (board.people, board.twins, board.links, board.themes, board.held, board.absences)
    things = (*standing, *ends, *told)
    key = (*map(id, things), number, column_called(board, number), *seen_by)
    if (found := _columns_held.made(key)) is not None:
        return found
    return _columns_held.put(key, things, _column(shown, number))


def counts(shown: Shown) -> Html:
    """Return how many stand in each column, to jump to it."""
    jumps = (_jump(shown.board, number) for number in COLUMNS)
    return element("nav", element("ul", *jumps), id="counts", aria_label=_("Columns"))


def how_many(board: Board, number: int) -> int:
    """Return how many stand in a column: what is over and out of sight counts no more."""
    kind = IN_COLUMN.get(number)
    if kind is None:
        return not_here_count(board.absences)
    standing = in_column(board, kind, older(board, kind))
    return len(standing.cards) + sum(card.is_open for card in standing.waiting)


def _jump(board: Board, number: int) -> Html:
    glyph = element("span", glyph_of(number), class_="glyph", aria_hidden="true")
    name = words("span", column_called(board, number), class_="name")
    count = element("span", str(how_many(board, number)), class_="count")
    link = element("a", glyph, " ", name, " ", count, href=f"#{COLUMN}{key_of(number)}")
    return element("li", link, id=f"to-{key_of(number)}", class_=key_of(number))


def _column(shown: Shown, number: int) -> Html:
    board, key = shown.board, key_of(number)
    head = element(
        "h2",
        element("span", glyph_of(number), class_="glyph", aria_hidden="true"),
        " ",
        words("span", column_called(board, number)),
        " ",
        element("span", str(how_many(board, number)), class_="count"),
        id=f"{COLUMN}{key}-head",
    )
    kind = IN_COLUMN.get(number)
    body = _cards(shown, kind) if kind else _absences(shown)
    return element(
        "section",
        head,
        body or element("p", _belongs(kind), class_="hint"),
        id=COLUMN + key,
        class_=f"column {key}",
        aria_labelledby=f"{COLUMN}{key}-head",
        tabindex="-1",
    )


def _belongs(kind: Kind | None) -> str:
    return _(kind.spec.belongs) if kind else _("Who should be here, and is not.")


def _cards(shown: Shown, kind: Kind) -> Html:
    board = shown.board
    standing = in_column(board, kind, older(board, kind))
    here = [card for card in standing.cards if not is_apart(shown, card)]
    seen = [(card, standing.beneath.get(card.id, "")) for card in here]
    made: list[Html | None] = [_list(shown, [(card, "") for card, theme in seen if not theme])]
    for theme in dict.fromkeys(theme for _card, theme in seen if theme):
        made.append(words("h3", f"{SIGN} {theme}"))
        made.append(_list(shown, [(card, theme) for card, other in seen if other == theme]))
    made.append(_withheld(len(standing.cards) - len(here)))
    made.append(_older(shown, kind, standing.waiting))
    return join(made)


def _absences(shown: Shown) -> Html:
    absences = shown.board.absences
    seen = [(absence, "") for absence in absences if not is_apart(shown, absence)]
    return join([_list(shown, seen), _withheld(len(absences) - len(seen))])


def _list(shown: Shown, records: Sequence[tuple[Card | Absence, str]]) -> Html | None:
    if not records:
        return None
    today, own = shown.today, shown.person
    return element("ul", *(_item(shown, record, today, theme, own) for record, theme in records), class_="cards")


def _item(shown: Shown, record: Card | Absence, today: date, theme: str, person: str) -> Html:
    is_own = is_theirs(shown.board, record, person)
    return item(face(shown.board, record, today, theme), is_own=is_own, may_change=may_change(shown, record, person))


def is_theirs(board: Board, record: Card | Absence, person: str) -> bool:
    """Say whether something is somebody's own: said by them, or written down."""
    if isinstance(record, Card):
        return board.is_own(record, person)
    return bool(person) and bool(record.by) and not record.is_standing and board.one(record.by) == person


def is_apart(shown: Shown, record: Card | Absence) -> bool:
    """Say whether something stands in no list: nobody sees it here, or it stands on the page of quiet writing above."""
    if record.is_withheld:
        return True
    return is_hidden(shown.board, record.id) and shown.writing is Writing.QUIET


def may_change(shown: Shown, record: Card | Absence, person: EntityId) -> bool:
    """Say whether whoever looks may change something here: what is theirs, where they write at all; any, where they lead."""
    if not shown.reader.writes or record.is_withheld or record.is_gone:
        return False
    if isinstance(record, Card) and record.is_struck:
        return False
    return shown.reader.leads or is_theirs(shown.board, record, person)


def _withheld(number: int) -> Html | None:
    """Return in one line how many are there whose words nobody sees yet: each alone would say the same."""
    if not number:
        return None
    sentence = ngettext(
        "One card is written quietly, not shown yet.", "{number} cards are written quietly, not shown yet.", number
    )
    return element("p", sentence, class_="hint withheld")


def _older(shown: Shown, kind: Kind, cards: Sequence[Card]) -> Html | None:
    """Return what has waited from earlier meetings, folded."""
    if not cards:
        return None
    summary = ngettext("{number} older thing", "{number} older things", len(cards))
    listed = _list(shown, [(card, "") for card in cards if not card.is_withheld])
    return element("details", element("summary", summary), listed, class_="older", id=f"older-{kind}")
