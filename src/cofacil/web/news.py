"""What a window is sent: what is not as it was sent last, and of what is the same for many the bytes that were made once."""

import json
from collections.abc import Mapping

from cofacil.made_lately import MadeLately
from cofacil.web.html import Html, only_new
from cofacil.web.parts import NO_PARTS, Parts

_told: MadeLately[bytes] = MadeLately(256)


def news(before: Parts, now: Parts) -> bytes:
    """Return in JSON, without its braces, what a window shows otherwise than it is to; b"" for nothing.

    Of a part that it shows only the items are sent that are new: the script puts those it has in the places of the others.
    """
    if not now.own.keys() >= before.own.keys():
        # What is no longer theirs has to lose its mark.
        before = NO_PARTS
    changed = _common(before.common, now.common)
    if not changed and now.own is before.own:
        return b""
    own = [
        _fragment(name, html) for name, html in now.own.items() if before.own.get(name) != html or _is_in(name, changed)
    ]
    return b",".join([changed, *own] if changed else own)


def _common(before: Mapping[str, Html], now: Mapping[str, Html]) -> bytes:
    """Return what has changed for all who were sent the same and see the same now."""
    if before is now:
        return b""
    key = (id(before), id(now))
    if (found := _told.made(key)) is not None:
        return found
    parts = ((name, before.get(name, ""), html) for name, html in now.items())
    made = b",".join(_fragment(name, only_new(old, html)) for name, old, html in parts if old != html)
    # Both are held with it, so that nothing else gets their ids.
    return _told.put(key, (before, now), made)


def _is_in(name: str, changed: bytes) -> bool:
    """Say whether something is sent as all see it, so that what marks it as somebody's own has to be sent behind that."""
    return f'id=\\"{name}\\"'.encode() in changed


def _fragment(name: str, html: Html) -> bytes:
    return f"{json.dumps(name)}:{json.dumps(html, ensure_ascii=False)}".encode()
