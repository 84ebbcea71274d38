"""The form at the bottom: one line for a card or for who is missing; or why nothing is written here."""

from cofacil.board.errors import Refusal
from cofacil.board.kinds import COLUMNS, IN_COLUMN
from cofacil.board.own_names import own_name
from cofacil.board.plan import Writing
from cofacil.board.text import CARD_LIMIT
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.web.columns import glyph_of, key_of
from cofacil.web.html import Child, Html, element, words
from cofacil.web.reader import Reader, Said, Shown

_TYPED = ("words", "note", "when")
"""The fields of forms that somebody types in, in their order."""


def form(shown: Shown) -> Html:
    """Return the form to write with, or what is in its place for who watches."""
    inside = _writing(shown) if shown.reader.writes else _watching(shown.reader, shown.said)
    return element("section", *inside, id="form", class_="form", aria_label=_("Write"))


def state(shown: Shown) -> Html:
    """Return what is so as long as it is so: something is not saved, or nobody types now."""
    is_closed = shown.writing is Writing.CLOSED
    said = shown.trouble or (worded(Refusal("time-to-listen")) if is_closed else "")
    return element(
        "p", said, id="state", class_="state trouble" if shown.trouble else "state", role="status", hidden=not said
    )


def hidden_fields(reader: Reader, **fields: str) -> tuple[Html, ...]:
    """Return the fields that nobody sees: first of all the token."""
    named = {"token": reader.token, **fields}
    return tuple(element("input", type="hidden", name=name, value=value) for name, value in named.items())


def error_of(said: Said, field: str) -> Html | None:
    """Return what is wrong with a field, which `aria_describedby` of it names."""
    sentence = said.errors.get(field, "")
    return element("p", sentence, class_="error", id=f"{field}-error") if sentence else None


def field(
    name: str,
    label: Child,
    *,
    said: Said,
    value: str = "",
    hint: str = "",
    rows: int = 0,
    **more: str | int | bool | None,
) -> Html:
    """Return a labelled field with its hint and its error beside it; of several rows where `rows` says so."""
    typed, wrong = said.typed.get(name, value), name in said.errors
    about = " ".join([f"{name}-hint"] * bool(hint) + [f"{name}-error"] * wrong) or None
    attributes: dict[str, str | int | bool | None] = {
        "id": name,
        "name": name,
        "aria_describedby": about,
        "aria_invalid": "true" if wrong else None,
        **more,
    }
    # The first new line behind the tag of such a field is none of its words.
    entry = (
        element("textarea", f"\n{typed}", rows=rows, **attributes)
        if rows
        else element("input", type="text", value=typed, **attributes)
    )
    return element(
        "div",
        element("label", label, for_=name),
        element("p", hint, class_="hint", id=f"{name}-hint") if hint else None,
        entry,
        error_of(said, name),
        class_="field",
    )


def _writing(shown: Shown) -> tuple[Child, ...]:
    reader, said = shown.reader, shown.said
    is_closed = shown.writing is Writing.CLOSED
    chosen = said.typed.get("kind") or _of_the_step(shown)
    kinds = element(
        "fieldset",
        element("legend", _("What is it?"), class_="heard"),
        *(_kind(shown, number, is_chosen=key_of(number) == chosen) for number in COLUMNS),
        class_="kinds",
    )
    entry = field(
        "words",
        _("Your words"),
        said=said,
        hint=_("@name says who, ^fri by when, #theme what it belongs to."),
        rows=1,
        maxlength=CARD_LIMIT,
        enterkeyhint="send",
        autocomplete="off",
        required=True,
    )
    button = element("button", _("Add"), class_="main-button", disabled=is_closed)
    return (
        element(
            "form",
            *hidden_fields(reader, id=shown.new_id),
            kinds,
            element("div", entry, button, class_="line"),
            error_of(said, ""),
            method="post",
            action="/add",
            data_sends="here",
        ),
    )


def _of_the_step(shown: Shown) -> str:
    """Return the kind that the step that runs is about, the first where there is none."""
    step = shown.board.step if shown.board.meeting_at(shown.now) else None
    return key_of(step.column if step and step.column else COLUMNS[0])


def _kind(shown: Shown, number: int, *, is_chosen: bool) -> Html:
    kind, key = IN_COLUMN.get(number), key_of(number)
    own = own_name(shown.board, kind) if kind else None
    called = own.short if own else _(kind.spec.brief) if kind else _("not here")
    entry = element("input", type="radio", name="kind", value=key, id=f"kind-{key}", checked=is_chosen)
    glyph = element("span", glyph_of(number), class_="glyph", aria_hidden="true")
    label = element("label", glyph, " ", words("span", called, class_="name"), for_=f"kind-{key}")
    return element("span", entry, label, class_=f"kind {key}")


def kept(said: Said, **script: bool) -> Html:
    """Return words that were typed and are not kept, to be read and copied: what was sent, or what the script knows."""
    typed = [said.typed[name] for name in _TYPED if said.typed.get(name, "").strip()]
    return element(
        "div",
        element("p", _("What you typed is still here:")),
        *(words("p", each, class_="typed") for each in typed),
        None if typed else element("p", class_="typed", **script),
        class_="kept",
        hidden=not typed,
        data_kept=True,
    )


def _watching(reader: Reader, said: Said) -> tuple[Child, ...]:
    if reader.is_waiting:
        return (element("p", _("You have asked. Go on watching.")), kept(said))
    if not reader.may_ask:
        return (element("p", _("You are watching. Nothing is written from here.")), kept(said))
    button = element("button", _("Ask to write"), class_="main-button")
    asking = element("form", *hidden_fields(reader), button, method="post", action="/ask-to-write", data_sends="here")
    return (element("div", element("p", _("You are watching.")), asking, class_="line watching"), kept(said))
