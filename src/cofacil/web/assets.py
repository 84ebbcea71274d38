"""The files that a page is shown with, by their addresses: each bears what it holds in its name, so that it is kept for ever."""

from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple


class Asset(NamedTuple):
    """One file as it is sent."""

    body: bytes
    content_type: str


def _asset(name: str, content_type: str) -> tuple[str, Asset]:
    body = files("cofacil.web").joinpath("static", name).read_bytes()
    stem, _dot, ending = name.partition(".")
    return f"/static/{stem}-{sha256(body).hexdigest()[:12]}.{ending}", Asset(body, content_type)


_MADE = (
    _asset("page.css", "text/css; charset=utf-8"),
    _asset("page.js", "text/javascript; charset=utf-8"),
    _asset("icon.svg", "image/svg+xml"),
)
ASSETS: Mapping[str, Asset] = dict(_MADE)
STYLE, SCRIPT, ICON = (address for address, _file in _MADE)
