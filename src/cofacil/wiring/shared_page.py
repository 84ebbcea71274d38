"""The page for phones and browsers, put beside the SSH server of the same boards."""

import asyncio
import importlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cofacil.board.errors import Refusal
from cofacil.room.live import LiveRoom
from cofacil.share.server import Server
from cofacil.wiring.terms import Web

if TYPE_CHECKING:
    from cofacil.web.server import PageServer


def has_page() -> bool:
    """Say whether what serves the page is installed."""
    return importlib.util.find_spec("aiohttp") is not None


async def open_page(server: Server, host: str, web: Web, lives: Mapping[str, LiveRoom], folder: Path) -> "PageServer":
    """Show the page of the boards that a server shares; called outside every App.

    Raises:
        Trouble: it cannot be shown.
    """
    if not has_page():
        raise Refusal("web-not-installed")
    # What serves it takes a tenth of a second to fetch, in which the screen would stand still.
    await asyncio.to_thread(importlib.import_module, "cofacil.web.server")
    from cofacil.web.seated import PageBoard
    from cofacil.web.server import PageServer

    boards = server.lobby.boards
    page = PageServer(server.lobby, [PageBoard(boards[name], live) for name, live in lives.items()])
    own = (web.certificate, web.key) if web.certificate is not None else None
    await page.open(host, web.ports, folder, own)
    return page
