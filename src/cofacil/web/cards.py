"""One card, or somebody who is not here, as an item of a list: label, words, and what there is to say of it in a line."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from cofacil.board.carried import carried_into
from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.quiet import is_hidden
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _, language_now
from cofacil.language.fact_words import Form, brief_words, fact_words, facts_in_words, is_late, state_words
from cofacil.language.facts import FactKind, fact_of, facts, words_of
from cofacil.made_lately import MadeLately
from cofacil.web.html import Html, element, join, words

MISSING = "missing"
"""What stands for those who are not here where a kind stands for cards: in ids, classes and the form."""
_PLAIN = re.compile(r"[^A-Za-z0-9]+")


class Face(NamedTuple):
    """What a card shows, as plain words: equal faces are equal markup, whoever looks."""

    entity: EntityId
    kind: str
    called: str
    """What such a one is called, before its label, for whoever listens."""
    label: str
    text: str
    details: tuple[str, ...] = ()
    note: str = ""
    is_late: bool = False
    is_done: bool = False
    is_quiet: bool = False
    """Whether it was let go, or struck out: as quiet as what is done, without its tick."""
    is_hidden: bool = False
    """Whether nobody but who wrote it sees it yet."""


_faces: MadeLately[Face] = MadeLately(8192)


def anchor(entity: EntityId) -> str:
    """Return the id that something has on a page."""
    return _PLAIN.sub("-", entity) or "-"


def address(entity: EntityId) -> str:
    """Return where all of something is read, and one's own changed."""
    return f"/card?id={quote(entity, safe='', errors='replace')}"


def face(board: Board, record: Card | Absence, today: date, beneath: str = "") -> Face:
    """Return what something shows today; the theme that it stands beneath is said by the line above."""
    things = (record, *_told_with(board, record))
    key = (
        *map(id, things),
        carried_into(board),
        board.label_of(record),
        is_hidden(board, record.id),
        beneath,
        today,
        language_now(),
    )
    if (found := _faces.made(key)) is not None:
        return found
    made = (
        _card_face(board, record, today, beneath) if isinstance(record, Card) else _absence_face(board, record, today)
    )
    return _faces.put(key, things, made._replace(is_hidden=is_hidden(board, record.id)))


def item(shown: Face, *, is_own: bool = False, may_change: bool = False) -> Html:
    """Return it as an item of a list; one's own is marked, and what one may change leads there."""
    return _item(shown, language_now(), is_own=is_own, may_change=may_change)


def _told_with(board: Board, record: Card | Absence) -> Sequence[object]:
    """Return what is told of something beside itself: names, what it is tied to, who was missing as it was agreed."""
    ends = (board.records.get(end) for link in board.links_of(record.id) for end in (link.start, link.end))
    agreed = (board.absences,) if isinstance(record, Card) and record.fields.get("agreed") else ()
    return (board.people, board.links.get(record.id), *ends, *agreed, board.held)


def _card_face(board: Board, card: Card, today: date, beneath: str) -> Face:
    found = facts(board, card, today)
    who = fact_of(found, FactKind.WILL) or fact_of(found, FactKind.SAID)
    done = fact_of(found, FactKind.DONE)
    detail = brief_words(found, beneath)[0]
    is_done = card.is_done and not card.is_let_go
    said = (fact_words(who, Form.CARD) if who else "", _(card.kind.done_word) if done and is_done else "", detail)
    return Face(
        card.id,
        str(card.kind),
        _(card.kind.singular),
        board.label_of(card),
        words_of(card),
        tuple(filter(None, said)),
        card.note,
        is_late=is_late(found),
        is_done=is_done,
        is_quiet=card.is_struck or card.is_let_go,
    )


def _absence_face(board: Board, absence: Absence, today: date) -> Face:
    found = facts(board, absence, today)
    way = facts_in_words(found, Form.WAY) or [state_words(found)]
    return Face(
        absence.id,
        MISSING,
        _("Not here"),
        board.label_of(absence),
        words_of(absence),
        tuple(filter(None, way)),
        is_late=is_late(found),
        is_done=absence.state in {AbsenceState.JOINED, AbsenceState.DECLINED},
    )


@lru_cache(maxsize=8192)
def _item(shown: Face, _language: str, *, is_own: bool, may_change: bool) -> Html:
    name = f"{shown.called} {shown.label}"
    marks = (_("yours") if is_own else "", _("only you see it") if is_own and shown.is_hidden else "")
    change = element(
        "a", _("change"), element("span", f" {name}", class_="heard"), href=address(shown.entity), class_="change"
    )
    details = [
        *(element("span", mark, class_="mark") for mark in marks if mark),
        *shown.details,
        *([change] if may_change else []),
    ]
    return element(
        "li",
        head_of(shown, address(shown.entity)),
        line_of(details, is_late=shown.is_late) if details else None,
        note_of(shown) if shown.note else None,
        id=anchor(shown.entity),
        class_=classes("card", shown.kind, "own" if is_own else "", "done" if shown.is_done or shown.is_quiet else ""),
    )


def head_of(shown: Face, leads_to: str = "") -> Html:
    """Return the label and the words behind it."""
    return element("p", chip(shown, leads_to), " ", words("span", shown.text, class_="words"), class_="head")


def chip(shown: Face, leads_to: str = "") -> Html:
    """Return the label in its kind's colour; where there is more to read it leads there."""
    called = element("span", f"{shown.called} ", class_="heard")
    if leads_to:
        return element(
            "a", called, shown.label, class_=classes("chip", "ticked" if shown.is_done else ""), href=leads_to
        )
    return element("span", called, shown.label, class_=classes("chip", "ticked" if shown.is_done else ""))


def line_of(details: Sequence[Html | str], *, is_late: bool = False) -> Html:
    """Return details in one line, each as its own letters run."""
    parts = [each if isinstance(each, Html) else words("span", each, class_="fact") for each in details]
    return element(
        "p", *(part for each in parts for part in (" ", each)), class_=classes("details", "late" if is_late else "")
    )


def note_of(shown: Face) -> Html:
    """Return its note, folded."""
    rows = join(words("p", row) for row in shown.note.split("\n") if row.strip())
    summary = element("summary", _("note"), element("span", f" {shown.called} {shown.label}", class_="heard"))
    return element("details", summary, rows, class_="note", id=f"note-{anchor(shown.entity)}")


def classes(*names: str) -> str | None:
    return " ".join(filter(None, names)) or None
