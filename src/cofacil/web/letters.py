"""A request as it is read: which host it names, from which page it was sent, in which language it is answered, what its form says."""

import asyncio
import ipaddress
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from cofacil.language.catalog import catalog_for, spoken
from cofacil.language.elsewhere import said_elsewhere
from cofacil.language.locales import is_english
from cofacil.share.address import is_loopback

_FORM = "application/x-www-form-urlencoded"
_FIELDS = 16
_LANGUAGES = 10
_LONGEST = 200
_WEIGHT = re.compile(r";\s*q\s*=\s*([0-9.]{1,5})")
_OWN_PAGES = {"same-origin", "none"}


class TooLong(Exception):
    """More was sent than any form of ours has."""


class TooSlow(Exception):
    """What was begun to be sent did not come."""


def token_of(cookie: str) -> str:
    """Return what every form bears that is made for whoever has this cookie; nobody gets from it to the cookie."""
    return sha256(f"form {cookie}".encode()).hexdigest()[:32] if cookie else ""


def key_of(cookie: str) -> str:
    """Return what whoever has this cookie is known by; nobody gets from it to the cookie."""
    return token_of(f"key {cookie}")


def bears_token(form: Mapping[str, str], cookie: str) -> bool:
    """Say whether a form was made here for whoever sends it."""
    return bool(cookie) and compare_digest(form.get("token", "").encode(), token_of(cookie).encode())


def names_us(request: web.BaseRequest, names: Collection[str], *, is_local: bool) -> bool:
    """Say whether a request means this computer: a page elsewhere may have a name of its own that leads here.

    A figure as address can be no such name; on the loopback it has to be one of that.
    """
    with suppress(ValueError):
        host = (urlsplit(f"//{request.headers.get('Host', '')}").hostname or "").rstrip(".")
        if host in names:
            return True
        ipaddress.ip_address(host)
        return is_loopback(host) or not is_local
    return False


def comes_from_us(request: web.BaseRequest, scheme: str) -> bool:
    """Say whether a form was sent by a page of ours, as far as the browser tells.

    Where a page sends no referrer, its forms bear the origin `null`: then the browser says otherwise where it was sent from, or is
    an old one, which sends our cookie to nobody else's page all the same.
    Source: Fetch Standard, "append a request Origin header"; "Sec-Fetch-Site" in Fetch Metadata Request Headers.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in _OWN_PAGES:
        return False
    origin = request.headers.get("Origin")
    return origin in (None, "null") or origin == f"{scheme}://{request.headers.get('Host', '')}"


def language_wanted(request: web.BaseRequest) -> str:
    """Return the first language that a browser wants and there are words in; English where there is none."""
    wanted: list[tuple[float, int, str]] = []
    for at, part in enumerate(request.headers.get("Accept-Language", "")[:_LONGEST].split(",")[:_LANGUAGES]):
        name, _semicolon, _more = part.partition(";")
        weight = _WEIGHT.search(part)
        with suppress(ValueError):
            wanted.append((-float(weight.group(1)) if weight else -1.0, at, name.strip()))
    for weight_of, _at, name in sorted(wanted):
        if weight_of < 0 and name and (is_english(name) or catalog_for(name).language != "en"):
            return name
    return ""


@contextmanager
def heard_in(language: str) -> Iterator[None]:
    """Word things for whoever reads them in a browser: in their language, and without what is this computer's own."""
    with spoken(language), said_elsewhere():
        yield


def wants_json(request: web.BaseRequest) -> bool:
    """Say whether our script asks, which shows an answer without leaving the page."""
    return request.headers.get("Accept", "") == "application/json"


async def read_form(request: web.BaseRequest, most: int, patience: float) -> dict[str, str]:
    """Return the fields of a form, the first of each name.

    Raises:
        TooLong, TooSlow: it is not taken.
        ValueError: it is none.
    """
    if request.content_length is not None and request.content_length > most:
        raise TooLong
    if request.content_type != _FORM:
        raise ValueError(request.content_type)
    data = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for part in request.content.iter_any():
                data += part
                if len(data) > most:
                    raise TooLong
    except TimeoutError:
        raise TooSlow from None
    fields: dict[str, str] = {}
    for name, value in parse_qsl(
        data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS, errors="replace"
    ):
        fields.setdefault(name, value.replace("\r\n", "\n"))
    return fields
