"""Whole pages: the board, all of one card, the way in, and what is said behind it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.marked import N_
from cofacil.board.records import Absence, Card
from cofacil.board.text import CARD_LIMIT, CARD_SHOWN, NAME_LIMIT, NOTE_LIMIT
from cofacil.language.catalog import _, language_now
from cofacil.language.days import day_of, say_clock, say_day
from cofacil.language.fact_words import Form, facts_in_words
from cofacil.language.facts import facts
from cofacil.web.assets import ICON, SCRIPT, STYLE
from cofacil.web.cards import anchor, classes, face, head_of
from cofacil.web.columns import is_theirs, may_change
from cofacil.web.form import error_of, field, hidden_fields, kept
from cofacil.web.html import Child, Html, element, words
from cofacil.web.parts import every_part
from cofacil.web.reader import Reader, Said, Shown
from cofacil.web.top import topic


class Entering(NamedTuple):
    """What the page to come in by shows."""

    title: str = ""
    """Which board it is, "" where that is not told to who has not come in."""
    token: str = ""
    may_ask: bool = False
    """Whether who has no word may ask to be let in."""
    said: Said = Said()
    boards: tuple[tuple[str, str], ...] = ()
    """The boards that somebody may ask for, where there are several: what each is known by, and called."""
    is_you: str = ""
    """The name that was said, where it is asked whether they are that one in the hall; "" else."""


class Parted(StrEnum):
    """How somebody came to be on the board no longer."""

    STOPPED = "stopped"
    LEFT = "left"
    PUT_OUT = "put_out"
    LOST = "lost"


_PARTED: Mapping[Parted, tuple[str, str]] = {
    Parted.STOPPED: (
        N_("The board is no longer shared."),
        N_("What was written is kept. To come back, ask whoever facilitates."),
    ),
    Parted.LEFT: (N_("You have left the board."), N_("What was written is kept. The same word lets you in again.")),
    Parted.PUT_OUT: (N_("{who} has ended your seat here."), N_("What was written is kept.")),
    Parted.LOST: (N_("You are not on the board any more."), N_("Come in again: what was written is kept.")),
}
_LEADS_BACK = frozenset({Parted.LEFT, Parted.LOST})


def board_page(shown: Shown) -> str:
    """Return the page of a board."""
    parts = every_part(shown)
    columns_here = [part for name, part in parts.items() if name.startswith("column-")]
    main = element(
        "main",
        parts["shown"],
        parts["quiet"],
        parts["counts"],
        element("div", *columns_here, class_="columns"),
        parts["who"],
        parts["you"],
        id="board",
        tabindex="-1",
    )
    skips = (
        element("a", _("To the board"), class_="skip", href="#board"),
        element("a", _("To the form"), class_="skip", href="#form"),
    )
    return _document(
        topic(shown),
        *skips,
        parts["top"],
        _as_it_was(shown),
        parts["now"],
        main,
        _dock(shown, parts),
        class_="board",
        data_now=shown.now,
        data_lost=_("Line lost, trying again."),
        data_refused=_("That was not kept. Look at the page again, and send it once more."),
        data_not_kept=_("Not kept yet: it is sent again when the line is back."),
    )


def _as_it_was(shown: Shown) -> Html:
    """Return what says of which moment the page is: without the script nothing on it moves by itself."""
    clock = say_clock(shown.now, shown.today)
    look = element("a", _("Look again"), href="/")
    return element("noscript", element("p", _("As it was at {clock}.", clock=clock), " ", look, class_="again"))


def _dock(shown: Shown, parts: Mapping[str, Html]) -> Html:
    """Return what stays in sight below the board: the state of the line, what was said, and the form."""
    words_said = shown.said.words or shown.said.errors.get("", "")
    return element(
        "div",
        element("p", id="lost", class_="lost", role="status"),
        parts["state"],
        element("p", words_said, id="said", class_="said", role="status"),
        parts["form"],
        class_="dock",
    )


def change_page(shown: Shown, entity: EntityId) -> str:
    """Return all of one card, or of somebody who is not here; with a form where whoever looks may change it."""
    record = shown.board.records.get(entity)
    back = element("p", element("a", _("Back to the board"), href=f"/#{anchor(entity)}"), class_="back")
    if not isinstance(record, Card | Absence) or record.is_withheld:
        gone = element("h1", _("It is not on this board any more."))
        return _document(_("Not on this board"), _plain(gone, kept(shown.said), back))
    seen = face(shown.board, record, shown.today)
    title = _title(record, seen.label)
    said = element("p", shown.said.words, class_="said", role="status") if shown.said.words else None
    told = facts_in_words(facts(shown.board, record, shown.today), Form.PAGE)
    way = [detail for detail in seen.details if isinstance(record, Absence) and detail not in told]
    foot = facts_in_words(facts(shown.board, record, shown.today), Form.FOOT)
    note = (words("p", row, class_="row") for row in seen.note.split("\n") if row.strip())
    card = element(
        "div",
        head_of(seen),
        *(words("p", fact, class_="details") for fact in (*way, *told)),
        *note,
        *(words("p", fact, class_="hint") for fact in foot),
        class_=classes("card", seen.kind, "done" if seen.is_done or seen.is_quiet else ""),
    )
    is_theirs_now = may_change(shown, record, shown.person)
    changing = _changing(shown, record) if is_theirs_now else (*_not_kept(shown.said), *_gone(shown, record))
    return _document(title, _plain(element("h1", title), card, said, *changing, back))


def enter_page(door: Entering) -> str:
    """Return the page by which somebody comes in: a word and a name; or they ask."""
    said = door.said
    head = _("Join {title}", title=door.title) if door.title else _("Join the board")
    entry = element(
        "form",
        element("input", type="hidden", name="token", value=door.token),
        error_of(said, ""),
        field(
            "name",
            _("Your name"),
            said=said,
            hint=_("As people here call you: it stands beside what you write."),
            maxlength=NAME_LIMIT,
            autocomplete="given-name",
            required=True,
        ),
        field(
            "word",
            _("The word"),
            said=said,
            hint=_("It is on the wall, or was sent to you. Capitals and dashes do not matter."),
            autocomplete="off",
            autocapitalize="none",
            spellcheck="false",
        ),
        element("button", _("Come in"), class_="main-button"),
        element("button", _("Yes, that is me"), class_="quiet-button", name="is_me", value=door.is_you)
        if door.is_you
        else None,
        *(_asking(door) if door.may_ask else ()),
        method="post",
        action="/enter",
        class_="entering",
    )
    about = element(
        "p", _("Of you it shows your name, and what you write. Nothing is loaded from the internet."), class_="hint"
    )
    return _document(head, _plain(words("h1", head), entry, about))


def _asking(door: Entering) -> tuple[Child, ...]:
    """Return the way in of who has no word: which board they mean, where there are several, and the button."""
    button = element("button", _("Ask to be let in"), class_="quiet-button", formaction="/ask", formnovalidate=True)
    if not door.boards:
        return (element("p", _("No word? "), button, class_="asking"),)
    chosen, wrong = door.said.typed.get("board", ""), "board" in door.said.errors
    options = (element("option", called, value=name, selected=name == chosen) for name, called in door.boards)
    choice = element(
        "select",
        element("option", _("Choose one"), value=""),
        *options,
        id="board-wanted",
        name="board",
        aria_describedby="board-error" if wrong else None,
        aria_invalid="true" if wrong else None,
    )
    label = element("label", _("No word? Which board is it?"), for_="board-wanted")
    return (
        element("div", label, choice, error_of(door.said, "board"), class_="field asking"),
        element("p", button),
    )


def waiting_page(name: str, token: str = "", *, is_refused: bool = False) -> str:
    """Return what somebody reads who has asked to be let in."""
    if is_refused:
        sentence = _("Not now. Ask whoever facilitates in another way.")
        return _document(sentence, _plain(element("h1", sentence), _link_back(_("To the beginning"))))
    head = _("You have asked to be let in.")
    waits = words("p", _("{name}, whoever facilitates sees your name and answers.", name=name))
    again = element("p", element("a", _("Look again"), href="/waiting", class_="button"), class_="back")
    leave = element(
        "form",
        element("input", type="hidden", name="token", value=token),
        element("button", _("Ask no more"), class_="quiet-button"),
        method="post",
        action="/leave",
    )
    lost = element("p", id="lost", class_="lost", role="status")
    return _document(
        head,
        _plain(element("h1", head), waits, again, leave, lost),
        class_="waiting",
        data_lost=_("Line lost, trying again."),
    )


def parted_page(kind: Parted, by: str = "", left: Said = Said(), why: str = "") -> str:  # noqa: B008  # it never changes
    """Return what stands where a board was, and why; words that were typed and are not kept stand there, to be copied."""
    head, more = (_(sentence, who=by or _("Whoever facilitates")) for sentence in _PARTED[kind])
    more = why or more
    back = _link_back(_("Come in again")) if kind in _LEADS_BACK else None
    return _document(
        head, _plain(words("h1", head), element("p", more), kept(left, data_typed=True), back), class_="parted"
    )


def trouble_page(sentence: str, way_back: str = "/") -> str:
    """Return what happened that was not wanted, in a sentence, with a way back."""
    return _document(sentence, _plain(words("h1", sentence), _link_back(_("Back to the board"), way_back)))


def _link_back(label: str, to: str = "/") -> Html:
    return element("p", element("a", label, href=to, class_="button"), class_="back")


def _title(record: Card | Absence, label: str) -> str:
    if isinstance(record, Card):
        return _("{kind} {label}, all of it", kind=_(record.kind.singular), label=label)
    return _("Not here {label}, all of it", label=label)


def _changing(shown: Shown, record: Card | Absence) -> tuple[Child, ...]:
    said, reader = shown.said, shown.reader
    if isinstance(record, Absence):
        fields = [
            field("words", _("Who is not here"), said=said, value=record.who, maxlength=CARD_SHOWN, required=True)
        ]
        seen = {"seen": record.who}
    else:
        day = day_of(record.when)
        when = say_day(day) if day else record.when
        seen = {"seen": record.text, "seen_note": record.note, "seen_when": when}
        fields = [
            field("words", _("Words"), said=said, value=record.text, rows=3, maxlength=CARD_LIMIT, required=True),
            field("note", _("Note"), said=said, value=record.note, rows=4, maxlength=NOTE_LIMIT),
            field(
                "when",
                _("By when"),
                said=said,
                value=when,
                hint=_("fri, 3/12, in 2 weeks; empty for no day."),
                autocomplete="off",
            ),
        ]
    seen |= {name: said.typed[name] for name in seen if name in said.typed}
    keeping = element(
        "form",
        *hidden_fields(reader, id=record.id, **seen),
        error_of(said, ""),
        *fields,
        element("button", _("Keep"), class_="main-button"),
        method="post",
        action="/change",
        class_="changing",
    )
    head = element("h2", _("Change it"), id="change-head")
    put = (
        _sent("/put-away", _("Put it away, off the wall"), reader, record.id) if _may_put_away(shown, record) else None
    )
    return (element("section", head, keeping, put, aria_labelledby="change-head"),)


def _may_put_away(shown: Shown, record: Card | Absence) -> bool:
    return shown.reader.leads or (isinstance(record, Card) and is_theirs(shown.board, record, shown.person))


def _not_kept(said: Said) -> tuple[Child, ...]:
    """Return why a change was not kept that may not be made any more, with its words: they are nowhere else."""
    return (error_of(said, ""), kept(said)) if said.typed else ()


def _gone(shown: Shown, record: Card | Absence) -> tuple[Child, ...]:
    """Return the way back to the wall of something that was put away, for who facilitates."""
    if not (record.is_gone and shown.reader.leads):
        return ()
    return (_sent("/bring-back", _("Bring it back to the wall"), shown.reader, record.id),)


def _sent(action: str, label: str, reader: Reader, entity: EntityId) -> Html:
    button = element("button", label, class_="quiet-button")
    return element("form", *hidden_fields(reader, id=entity), button, method="post", action=action)


def _plain(*children: Child) -> Html:
    """Return the one part of a page that is no board."""
    return element("main", *children, id="board", class_="page")


def _document(title: str, *children: Child, class_: str = "plain", **body: str | int | None) -> str:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", title),
        element(
            "meta", name="viewport", content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        ),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", type="image/svg+xml", href=ICON),
        element("link", rel="stylesheet", href=STYLE),
        element("script", src=SCRIPT, defer=True),
    )
    page = element(
        "html", head, element("body", *children, class_=class_, **body), lang=language_now().replace("_", "-")
    )
    return f"<!doctype html>\n{page}\n"
