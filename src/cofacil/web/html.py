"""The one way in which words become a page: whatever is no `Html` is escaped, so no word can be markup."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

_VOID = frozenset({"input", "link", "meta"})
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no page may hold, and no browser shows."""

_ITEM = re.compile(r'<li id="([^"]+)"[^>]*>.*?</li>', re.DOTALL)
"""An item with an id: no item of ours has another inside, and nobody's words can end one."""
_STAYS = '<li data-same="', '"></li>'


class Html(str):
    """Markup: made by `element` and `join`, and nowhere else."""

    __slots__ = ()


Child: TypeAlias = "Html | str | None"


def element(tag: str, /, *children: Child, **attributes: str | bool | int | None) -> Html:
    """Return an element around its children; words among them are escaped, None is nothing.

    The name of an attribute may end in `_`, and has `-` for each other one: `class_`, `aria_label`. True is one without
    a value, False and None are none at all.
    """
    begun = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{begun}>")
    return Html(f"<{tag}{begun}>{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Html:
    """Return what stands one behind the other."""
    return Html("".join(child if isinstance(child, Html) else escaped(child) for child in children if child))


def words(tag: str, text: str, /, **attributes: str | bool | int | None) -> Html:
    """Return an element that holds what somebody may have typed: it runs as its own letters do, whichever way the page does."""
    return element(tag, text, **attributes, dir=None if text.isascii() else "auto")


def only_new(before: str, now: str) -> Html:
    """Return markup in which each item that was there before, just so, is only named: by its id, several in a row by all of theirs."""
    had = {found.group() for found in _ITEM.finditer(before)}
    begins, ends = _STAYS
    return Html("".join(_with_places(now, had)).replace(ends + begins, " "))


def _with_places(now: str, had: set[str]) -> Iterator[str]:
    upto = 0
    for found in _ITEM.finditer(now):
        if found.group() in had:
            yield now[upto : found.start()]
            yield found.group(1).join(_STAYS)
            upto = found.end()
    yield now[upto:]


def escaped(text: str) -> str:
    """Return words so that a browser shows them as they are."""
    return html.escape(text if text.isprintable() else _UNSEEN.sub("\ufffd", text))


def _attribute(name: str, value: str | bool | int | None) -> str:
    if value is None or value is False:
        return ""
    called = name.rstrip("_").replace("_", "-")
    return f" {called}" if value is True else f' {called}="{escaped(str(value))}"'
