"""What each request of a browser is answered with."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from aiohttp import web

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.notice import Notice
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.share.guesses import block_of
from cofacil.web import letters
from cofacil.web.assets import ASSETS
from cofacil.web.coming import Coming, Sent, Turn
from cofacil.web.deeds import Form, Moment, NewHere, NotSo, adding, bringing_back, changing, putting_away
from cofacil.web.door import Asking, IsThatYou, NotIn, PageDoor
from cofacil.web.limits import Pace, WebLimits
from cofacil.web.pages import (
    Entering,
    Parted,
    board_page,
    change_page,
    enter_page,
    parted_page,
    trouble_page,
    waiting_page,
)
from cofacil.web.reader import Said as Told
from cofacil.web.seated import Seated

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "Server": "cofacil",
}
"""What every answer bears."""
_FOR_EVER = "public, max-age=31536000, immutable"
_LASTS = 24 * 3600
"""Seconds that a browser keeps a cookie; how long it means anything is said here."""
_LETTERS = 43
"""How long a cookie of ours is."""
_COME_IN = {"/enter", "/ask"}


class Address(NamedTuple):
    """Where the page is reached."""

    scheme: str
    port: int
    names: frozenset[str]
    """What this computer may be called by a browser."""
    is_local: bool

    @property
    def cookie(self) -> str:
        # Other pages of this computer share its cookies, whatever their port is.
        return f"{'__Host-' if self.scheme == 'https' else ''}cofacil-{self.port}"


class Asked(NamedTuple):
    """A request that was read."""

    request: web.BaseRequest
    cookie: str
    form: Form
    address: str
    session: Seated | Asking | None

    @property
    def sent(self) -> Sent:
        return Sent(self.form, self.address)


_Answer = Callable[["Site", Asked], Awaitable[web.StreamResponse]]


class Site:
    """Answers browsers; knows who has come in by their cookies."""

    def __init__(self, door: PageDoor, where: Address, limits: WebLimits) -> None:
        self._door = door
        self._where = where
        self._limits = limits
        self._sessions: dict[str, Seated | Asking] = {}
        """By what the cookie comes to, which nobody gets back from it."""
        self._pace = Pace(limits.asking, 2 * limits.asking)
        self._coming = Coming()
        self._streams = 0
        self.is_ending = False
        """Whether sharing ends, and nobody comes in any more."""

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request, in the language that its browser wants."""
        with letters.heard_in(letters.language_wanted(request)):
            try:
                return await self._answer(request)
            except NotIn as not_in:
                return self._refuse(request, HTTPStatus.CONFLICT, worded(not_in.why))
            except Trouble as trouble:
                return self._refuse(request, HTTPStatus.CONFLICT, worded(trouble))
            except letters.TooLong:
                return self._refuse(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_long())
            except letters.TooSlow:
                return self._refuse(request, HTTPStatus.REQUEST_TIMEOUT, too_slow())
            except ValueError:
                return self._refuse(request, HTTPStatus.BAD_REQUEST, not_understood())

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if not letters.names_us(request, self._where.names, is_local=self._where.is_local):
            sentence = _("This page is not found under that address. Use the one that you were shown.")
            return self._refuse(request, HTTPStatus.MISDIRECTED_REQUEST, sentence)
        if (asset := ASSETS.get(request.path)) is not None and request.method in {"GET", "HEAD"}:
            headers = {**HEADERS, "Cache-Control": _FOR_EVER, "Content-Type": asset.content_type}
            return web.Response(body=asset.body, headers=headers)
        return await self._answer_page(request)

    async def _answer_page(self, request: web.BaseRequest) -> web.StreamResponse:
        does = _DOES.get((request.method, request.path))
        if does is None:
            is_known = any(path == request.path for _method, path in _DOES)
            status = HTTPStatus.METHOD_NOT_ALLOWED if is_known else HTTPStatus.NOT_FOUND
            return self._refuse(request, status, _("There is no such page here."))
        cookie = request.cookies.get(self._where.cookie, "")
        cookie = cookie if len(cookie) == _LETTERS else ""
        session = self._sessions.get(letters.key_of(cookie)) if cookie else None
        address = request.remote or "?"
        await self._take_turn(session, address)
        asked = Asked(request, cookie, {}, address, session)
        if request.method == "POST":
            if not letters.comes_from_us(request, self._where.scheme):
                return self._refuse(request, HTTPStatus.FORBIDDEN, forged())
            form = await letters.read_form(request, self._limits.body, self._limits.body_seconds)
            asked = asked._replace(form=form)
            if not cookie and request.path in _COME_IN:
                return self._entering(asked, {"": no_cookies()}, HTTPStatus.FORBIDDEN)
            if not letters.bears_token(form, cookie):
                return self._refuse(request, HTTPStatus.FORBIDDEN, forged())
        if isinstance(session, Seated):
            session.language = letters.language_wanted(request)
        return await does(self, asked)

    async def _take_turn(self, session: Seated | Asking | None, address: str) -> None:
        """Wait for one's turn: who asks again and again waits, and holds up nobody else."""
        now = asyncio.get_running_loop().time()
        if isinstance(session, Seated):
            session.pace = session.pace or Pace(self._limits.doing, 3 * self._limits.doing)
            wait = session.pace.wait("", now)
        else:
            wait = self._pace.wait(block_of(address), now)
        if wait:
            await asyncio.sleep(wait)

    # pages

    async def board(self, asked: Asked) -> web.StreamResponse:
        session = asked.session
        if isinstance(session, Asking):
            return self._to("/waiting")
        if session is None:
            return self._entering(asked)
        if session.farewell is not None and session.has_read_how:
            self.forget(session)
            return self._entering(asked)
        if not session.come():
            if session.farewell is None:
                return self._page(trouble_page(worded(Notice.of("no-seat"))), HTTPStatus.SERVICE_UNAVAILABLE)
            return self._to("/parted")
        said, session.said = session.said, Told()
        return self._page(board_page(session.shown(said=said)))

    async def parted(self, asked: Asked) -> web.StreamResponse:
        """Show how a seat has ended; who goes on from there comes in anew."""
        session = asked.session
        if session is None:
            return self._page(parted_page(Parted.LOST))
        if not isinstance(session, Seated) or session.farewell is None:
            return self._to("/")
        session.read_how()
        return self._page(parted_page(session.farewell.kind, session.farewell.by, session.said, session.farewell.words))

    async def card(self, asked: Asked) -> web.StreamResponse:
        session = asked.session
        if not isinstance(session, Seated) or not session.come():
            return self._to("/")
        entity = asked.request.query.get("id", "")
        shown = session.shown(said=session.said)
        if entity not in shown.board.records or not entity.startswith(("card/", "absence/")):
            return self._refuse(asked.request, HTTPStatus.NOT_FOUND, worded(Refusal("card-not-here")))
        session.said = Told()
        return self._page(change_page(shown, entity))

    def _not_in(self, asked: Asked, not_in: NotIn) -> web.StreamResponse:
        """Return the page again, with why nobody comes in, or what they are asked first."""
        is_you = not_in.name if isinstance(not_in, IsThatYou) else ""
        return self._entering(asked, {not_in.field: worded(not_in.why)}, HTTPStatus.FORBIDDEN, is_you)

    def _entering(
        self,
        asked: Asked,
        errors: Mapping[str, str] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        is_you: str = "",
    ) -> web.StreamResponse:
        cookie = asked.cookie or secrets.token_urlsafe(32)
        # Of a word that was not good nothing stands there again; who is only asked who they are has no other to type.
        kept = ("name", "board", "word") if is_you else ("name", "board")
        typed = {name: asked.form.get(name, "") for name in kept} if errors else {}
        said = Told("", errors or {}, typed)
        token = letters.token_of(cookie)
        page = enter_page(Entering(self._door.title, token, self._door.may_ask, said, self._door.to_choose, is_you))
        response = self._page(page, status)
        if not asked.cookie:
            self._set_cookie(response, cookie)
        return response

    # coming in

    async def enter(self, asked: Asked) -> web.StreamResponse:
        return await self._once(asked, self._enter)

    async def ask(self, asked: Asked) -> web.StreamResponse:
        return await self._once(asked, self._ask)

    async def _enter(self, asked: Asked, turn: Turn) -> web.StreamResponse:
        if isinstance(asked.session, Seated) and asked.session.farewell is None:
            return self._to("/")
        if self.is_ending:
            return self._page(parted_page(Parted.STOPPED))
        try:
            asking = asked.session if isinstance(asked.session, Asking) else None
            seated = await self._door.enter(asked.form, asked.address, asking, browser=letters.key_of(asked.cookie))
        except NotIn as not_in:
            turn.refused = asked.sent, not_in
            return self._not_in(asked, not_in)
        return self._let_in(asked, seated)

    async def _ask(self, asked: Asked, turn: Turn) -> web.StreamResponse:
        if asked.session is not None:
            return self._to("/")
        try:
            asking = await self._door.ask(asked.form, asked.address, browser=letters.key_of(asked.cookie))
        except NotIn as not_in:
            turn.refused = asked.sent, not_in
            return self._not_in(asked, not_in)
        self._sessions[letters.key_of(asked.cookie)] = asking
        return self._to("/waiting")

    async def _once(
        self, asked: Asked, does: "Callable[[Asked, Turn], Awaitable[web.StreamResponse]]"
    ) -> web.StreamResponse:
        """Do what a browser asks that wants in; what it sends twice is answered twice, and done once."""
        browser = letters.key_of(asked.cookie)
        async with self._coming.turn(browser) as turn:
            if cookie := self._coming.again(browser, asked.sent):
                return self._given(cookie)
            if (not_in := turn.why_not(asked.sent)) is not None:
                return self._not_in(asked, not_in)
            # It may have come in, or asked, since this was sent.
            return await does(asked._replace(session=self._sessions.get(browser)), turn)

    async def waiting(self, asked: Asked) -> web.StreamResponse:
        session, is_script = asked.session, letters.wants_json(asked.request)
        if not isinstance(session, Asking):
            if not is_script and (cookie := self._coming.again(letters.key_of(asked.cookie), asked.sent)):
                return self._given(cookie)
            return self._json({"go": "/"}) if is_script else self._to("/")
        if session.is_waiting:
            page = waiting_page(session.name, letters.token_of(asked.cookie))
            return self._json({}) if is_script else self._page(page)
        if is_script:
            return self._json({"go": "/waiting"})
        if self._sessions.pop(letters.key_of(asked.cookie), None) is None:
            return self._to("/")  # it was answered to the same browser meanwhile
        if session.guest is None:
            why = session.why_not
            if why is None or why.name == "not-let-in-now":
                return self._page(waiting_page(session.name, is_refused=True))
            return self._page(trouble_page(worded(why)))
        return self._let_in(asked, self._door.let_in(session))

    def _let_in(self, asked: Asked, seated: Seated) -> web.StreamResponse:
        """Give a browser a cookie of its own: one that it had before it came in is nobody's any more."""
        before = letters.key_of(asked.cookie)
        self._sessions.pop(before, None)
        cookie = secrets.token_urlsafe(32)
        self._coming.came(before, asked.sent, cookie)
        seated.browser = letters.key_of(cookie)
        seated.token = letters.token_of(cookie)
        seated.language = letters.language_wanted(asked.request)
        self._sessions[seated.browser] = seated
        return self._given(cookie)

    def _given(self, cookie: str) -> web.Response:
        response = self._to("/")
        self._set_cookie(response, cookie)
        return response

    def forget(self, seated: Seated) -> None:
        """Know a browser no more."""
        self._sessions.pop(seated.browser, None)

    async def leave(self, asked: Asked) -> web.StreamResponse:
        if isinstance(asked.session, Asking):
            asked.session.end(None)
            self._sessions.pop(letters.key_of(asked.cookie), None)
        elif asked.session is not None:
            asked.session.leave()
            return self._to("/parted")
        return self._to("/")

    # doing

    async def add(self, asked: Asked) -> web.StreamResponse:
        return await self._do(asked, lambda form, moment, session: adding(form, moment, session.live.new_id()))

    async def change(self, asked: Asked) -> web.StreamResponse:
        return await self._do(asked, lambda form, moment, _session: changing(form, moment), is_change=True)

    async def put_away(self, asked: Asked) -> web.StreamResponse:
        return await self._do(asked, lambda form, moment, _session: putting_away(form, moment))

    async def bring_back(self, asked: Asked) -> web.StreamResponse:
        return await self._do(asked, lambda form, moment, _session: bringing_back(form, moment))

    async def ask_to_write(self, asked: Asked) -> web.StreamResponse:
        session = asked.session
        if not isinstance(session, Seated) or not session.come():
            return self._gone(asked)
        words = session.ask_to_write()
        session.wake()
        return self._told(asked, session, Told(words), HTTPStatus.OK)

    async def _do(
        self, asked: Asked, makes: "Callable[[Form, Moment, Seated], Command]", *, is_change: bool = False
    ) -> web.StreamResponse:
        """Ask the room for what a form says; whatever comes of it, what was typed is not lost."""
        session, form = asked.session, asked.form
        if not isinstance(session, Seated) or not session.come():
            if isinstance(session, Seated):
                session.said = Told("", {}, _typed(form))
            return self._gone(asked)
        live, seat = session.live, session.seat
        has_read = session.has_read_new(form)
        moment = Moment(live.board_for(seat), seat, live.presence.now(), live.now(), has_read)
        field, why = "", ""
        try:
            words = await session.do(makes(form, moment, session))
        except NotSo as refusal:
            if isinstance(refusal, NewHere):
                session.read_new(form)
            words, field, why = "", refusal.field, refusal.words
        except Trouble as trouble:
            words, why = "", worded(trouble)
            field = "words" if trouble.name == "edit-conflict" else ""
        if not why:
            return self._told(asked, session, Told(words), HTTPStatus.OK)
        told = Told("", {field: why}, _typed(form))
        if is_change and not letters.wants_json(asked.request) and form.get("id", "") in moment.board.records:
            return self._page(change_page(session.shown(said=told), form["id"]), HTTPStatus.CONFLICT)
        return self._told(asked, session, told, HTTPStatus.CONFLICT)

    def _told(self, asked: Asked, session: Seated, told: Told, status: HTTPStatus) -> web.StreamResponse:
        """Say what came of a form: to our script at once, else on the page that the browser goes on to."""
        if not letters.wants_json(asked.request):
            session.said = told
            return self._to("/")
        answer = {"said": told.words, "errors": dict(told.errors), "new_id": session.live.new_id()}
        return self._json(answer, status)

    def _gone(self, asked: Asked) -> web.StreamResponse:
        if letters.wants_json(asked.request):
            return self._json({"go": "/"}, HTTPStatus.UNAUTHORIZED)
        return self._to("/")

    # being told

    async def events(self, asked: Asked) -> web.StreamResponse:
        """Tell a window of each change for as long as it is there."""
        session = asked.session
        if not isinstance(session, Seated) or not session.come():
            return self._refuse(asked.request, HTTPStatus.UNAUTHORIZED, worded(Notice.of("page-not-in")))
        if self._streams >= self._limits.streams:
            return self._refuse(asked.request, HTTPStatus.SERVICE_UNAVAILABLE, worded(Notice.of("no-seat")))
        headers = {**HEADERS, "Content-Type": "text/event-stream; charset=utf-8"}
        response = web.StreamResponse(headers=headers)
        stream = session.open_stream(self._limits.streams_of_one, self._limits.write_seconds)
        self._streams += 1
        try:
            await response.prepare(asked.request)
            await stream.run(response)
            await response.write_eof()
        except (TimeoutError, ConnectionError):
            if asked.request.transport is not None:
                asked.request.transport.abort()
        finally:
            self._streams -= 1
            session.close_stream(stream)
        return response

    async def close(self) -> None:
        """Know nobody any more."""
        for session in tuple(self._sessions.values()):
            if isinstance(session, Seated):
                session.close()
        self._sessions.clear()

    # answers

    def _set_cookie(self, response: web.StreamResponse, value: str) -> None:
        response.set_cookie(
            self._where.cookie,
            value,
            max_age=_LASTS,
            path="/",
            secure=self._where.scheme == "https",
            httponly=True,
            samesite="Strict",
        )

    def _page(self, html: str, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
        return web.Response(text=html, status=status, headers=HEADERS, content_type="text/html", charset="utf-8")

    def _json(self, answer: object, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
        text = json.dumps(answer, ensure_ascii=False)
        return web.Response(text=text, status=status, headers=HEADERS, content_type="application/json")

    def _to(self, path: str) -> web.Response:
        return web.Response(status=HTTPStatus.SEE_OTHER, headers={**HEADERS, "Location": path})

    def _refuse(self, request: web.BaseRequest, status: HTTPStatus, sentence: str) -> web.Response:
        """Answer with one sentence, and hang up on who still sends."""
        if letters.wants_json(request):
            response = self._json({"said": sentence, "errors": {"": sentence}}, status)
        else:
            response = self._page(trouble_page(sentence), status)
        if request.body_exists and not request.content.is_eof():
            response.force_close()
        return response


def _typed(form: Form) -> dict[str, str]:
    return {name: value for name, value in form.items() if name not in {"token", "id"}}


def forged() -> str:
    return _("This was not sent from a page that was made for you here. Load the page again, and send it once more.")


def no_cookies() -> str:
    return _(
        "Your browser keeps no cookie of this page, so it could not be known again. Allow it one, and come in again."
    )


def too_long() -> str:
    return _("That is more than is taken at once. Send it in parts.")


def too_slow() -> str:
    return _("That took too long to come. Send it once more.")


def not_understood() -> str:
    return _("That was not understood. Load the page again, and send it once more.")


_DOES: Mapping[tuple[str, str], _Answer] = {
    ("GET", "/"): Site.board,
    ("HEAD", "/"): Site.board,
    ("GET", "/parted"): Site.parted,
    ("GET", "/card"): Site.card,
    ("GET", "/waiting"): Site.waiting,
    ("GET", "/events"): Site.events,
    ("POST", "/enter"): Site.enter,
    ("POST", "/ask"): Site.ask,
    ("POST", "/leave"): Site.leave,
    ("POST", "/add"): Site.add,
    ("POST", "/change"): Site.change,
    ("POST", "/put-away"): Site.put_away,
    ("POST", "/bring-back"): Site.bring_back,
    ("POST", "/ask-to-write"): Site.ask_to_write,
}
