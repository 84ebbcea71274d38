"""A page that is served in the test's own process, and browsers that ask for it."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
from serving import ANA, Board, Place, board, opened

from cofacil.board.kinds import Role
from cofacil.room.attending import Attending
from cofacil.room.presence import Place as Sitting
from cofacil.share.limits import Limits
from cofacil.web.limits import WebLimits
from cofacil.web.seated import PageBoard
from cofacil.web.server import PageServer

TOKEN = re.compile(r'name="token" value="([0-9a-f]*)"')
LIMIT = 10.0


class Browser:
    """One browser with cookies of its own."""

    def __init__(self, url: str, **headers: str) -> None:
        self.url = url.rstrip("/")
        # A browser keeps cookies of an address in figures too.
        self._jar = aiohttp.CookieJar(unsafe=True)
        self.http = aiohttp.ClientSession(cookie_jar=self._jar, headers=headers)
        self.status = 0
        self.headers: Mapping[str, str] = {}
        self.token = ""

    async def close(self) -> None:
        await self.http.close()

    async def get(self, path: str = "/", **more: Any) -> str:
        async with asyncio.timeout(LIMIT), self.http.get(self.url + path, **more) as answer:
            return await self._read(answer)

    async def post(
        self, path: str, *, follow: bool = True, headers: Mapping[str, str] | None = None, **form: str
    ) -> str:
        form.setdefault("token", self.token)
        sent = {"Origin": self.url, **(headers or {})}
        asked = self.http.post(self.url + path, data=form, headers=sent, allow_redirects=follow)
        async with asyncio.timeout(LIMIT), asked as answer:
            return await self._read(answer)

    async def send(self, path: str, **form: str) -> dict[str, Any]:
        """Send a form as our script does."""
        told = await self.post(path, follow=True, headers={"Accept": "application/json"}, **form)
        answer: dict[str, Any] = json.loads(told)
        return answer

    async def enter(self, word: str, name: str) -> str:
        await self.get()
        return await self.post("/enter", word=word, name=name)

    async def _read(self, answer: aiohttp.ClientResponse) -> str:
        self.status, self.headers = answer.status, answer.headers
        text = await answer.text()
        if found := TOKEN.search(text):
            self.token = found.group(1)
        return text

    @asynccontextmanager
    async def stream(self) -> AsyncIterator["Events"]:
        async with self.http.get(self.url + "/events") as answer:
            self.status = answer.status
            yield Events(answer)


class Events:
    """What a window is told."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer
        self.parts: dict[str, str] = {}
        self.names: list[str] = []

    async def next(self, wanted: str = "") -> Any:
        """Return what is told next, or next of one name."""
        async with asyncio.timeout(LIMIT):
            while True:
                name, data = "", ""
                while line := (await self._answer.content.readuntil(b"\n")).decode().rstrip("\n"):
                    kind, _colon, value = line.partition(": ")
                    name, data = (value, data) if kind == "event" else (name, value if kind == "data" else data)
                if not name:
                    if self._answer.content.at_eof():
                        raise EOFError
                    continue
                told = json.loads(data)
                self.names.append(name)
                if name == "parts":
                    self.parts |= told
                if wanted in ("", name):
                    return told

    async def shows(self, words: str) -> None:
        """Wait until the board shows something."""
        async with asyncio.timeout(LIMIT):
            while words not in "".join(self.parts.values()):
                await self.next()


class Page:
    """A board with its page, an SSH door beside it, and whoever facilitates."""

    def __init__(self, place: Place, board: Board, server: PageServer) -> None:
        self.place, self.board, self.server = place, board, server
        self.live = board.live
        self.host: Sitting | None = None
        self.heard: list[Attending] = []
        self._browsers: list[Browser] = []

    @property
    def url(self) -> str:
        return self.server.url.replace("localhost", "127.0.0.1")

    def browser(self, **headers: str) -> Browser:
        self._browsers.append(Browser(self.url, **headers))
        return self._browsers[-1]

    async def reader(self, name: str = "Bea", role: Role = Role.PARTICIPANT, language: str = "") -> Browser:
        """Return the browser of somebody who has come in by a word of their own."""
        browser = self.browser(**({"Accept-Language": language} if language else {}))
        page = await browser.enter(self.place.word_for(name, role), name)
        assert browser.status == 200, page
        return browser

    def comes_to_facilitate(self) -> Sitting:
        self.host = self.live.presence.join(ANA, self.heard.append)
        return self.host

    async def close(self) -> None:
        for browser in self._browsers:
            await browser.close()


@asynccontextmanager
async def page_of_a_board(
    folder: Path, limits: Limits | None = None, web: WebLimits | None = None
) -> AsyncIterator[Page]:
    async with board() as shared, opened(folder, shared.screens, limits, presence=shared.live.presence) as place:
        (garden,) = place.lobby.boards.values()
        server = PageServer(place.lobby, [PageBoard(garden, shared.live)], web)
        await server.open("127.0.0.1", [0], folder / "share")
        page = Page(place, shared, server)
        try:
            yield page
        finally:
            await page.close()
            server.end_entering()
            with suppress(TimeoutError):
                async with asyncio.timeout(LIMIT):
                    await place.server.close()
                    await server.close()
