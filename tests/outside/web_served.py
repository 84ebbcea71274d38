"""A board served to a browser with nothing behind it but a wall in memory: what the page and its script do, without the door."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from urllib.parse import parse_qs, urlsplit

from web_reading import MO, on

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.errors import Refusal
from cofacil.board.kinds import KINDS, Kind, Role
from cofacil.board.model import Who
from cofacil.language.worded import worded
from cofacil.room.seats import Seat
from cofacil.web.assets import ASSETS
from cofacil.web.cards import MISSING
from cofacil.web.news import news
from cofacil.web.pages import Entering, Parted, board_page, change_page, enter_page, parted_page, waiting_page
from cofacil.web.parts import NO_PARTS, board_parts
from cofacil.web.reader import Said, Shown
from wall import Wall

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)


class Stream(SimpleQueue[str]):
    """What one window is told."""

    sent = NO_PARTS

    def tell(self, shown: Shown) -> None:
        """Tell it of a board what is not as it was told last."""
        before, self.sent = self.sent, board_parts(shown)
        self.put(f"retry: 300\nevent: parts\ndata: {{{news(before, self.sent).decode()}}}\n\n")


class Served:
    """What the browser is given, in the test's hand."""

    def __init__(self, make: Callable[[], Wall]) -> None:
        self.wall = make()
        self.seat = MO
        self.said = Said()
        self.pages: dict[str, str] = {}
        """Whole pages by their addresses, for those that no board makes."""
        self.streams: list[Stream] = []
        self.posted: list[dict[str, str]] = []
        self.is_down = False
        self.once = ""
        """The address of a page that is given once."""
        self.is_full = False
        """Whether there is no room for one more line."""
        self.is_garbled = False
        """Whether what is sent is answered with something else than we ask for."""
        self.is_still = False
        """Whether the line says nothing of the wall: the page is another's."""
        self.address = ""

    def shown(self) -> Shown:
        return on(self.wall, self.seat)._replace(said=self.said, now=self.wall.now)

    def tell(self, words: str = "") -> None:
        """Let everybody see what is new."""
        for stream in tuple(self.streams):  # a window that goes meanwhile is taken out by its own thread
            stream.tell(self.shown())
        if words:
            self.send("said", {"words": words})

    def send(self, event: str, told: object) -> None:
        for stream in tuple(self.streams):
            stream.put(f"event: {event}\ndata: {json.dumps(told)}\n\n")

    def be(self, role: Role) -> None:
        self.seat = Seat(self.seat.name, role, "page")
        self.tell()

    def drop(self) -> None:
        """Break every line, and answer nobody."""
        self.is_down = True
        for stream in tuple(self.streams):
            stream.put("")

    def page(self, path: str) -> str | None:
        at = urlsplit(path)
        if at.path in self.pages:
            return self.pages.pop(at.path) if at.path == self.once else self.pages[at.path]
        if at.path == "/":
            page = board_page(self.shown())
            self.said = Said()
            return page
        if at.path == "/card":
            return change_page(self.shown(), parse_qs(at.query)["id"][0])
        return None

    def do(self, path: str, form: dict[str, str]) -> Said:
        """Do what a form asks, as the server would."""
        self.posted.append(form)
        who = Who(self.seat.name.lower(), self.seat.name, self.seat.role)
        try:
            if path == "/add" and form["kind"] == MISSING:
                self.wall.do(NameAbsence(f"absence/{form['id']}", form["words"]), who)
            elif path == "/add":
                self.wall.do(AddCard(f"card/{form['id']}", KINDS[form["kind"]], form["words"]), who)
            elif path == "/change":
                self.wall.do(EditCard(form["id"], text=form["words"], note=form["note"], seen=form["seen"]), who)
        except Refusal as refusal:
            return Said(errors={"words": worded(refusal)}, typed=form)
        return Said("Kept.")


class _Handler(BaseHTTPRequestHandler):
    served: Served
    protocol_version = "HTTP/1.1"

    def log_message(self, *_told: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.served.is_down:
            self.close_connection = True
            return
        if self.path == "/events" and self.served.is_full:
            self._answer(b"", "text/plain", 503)
        elif self.path == "/events":
            self._stream()
        elif self.path in ASSETS:
            self._answer(ASSETS[self.path].body, ASSETS[self.path].content_type)
        elif (page := self.served.page(self.path)) is not None:
            self._answer(page.encode(), "text/html; charset=utf-8")
        else:
            self._answer(b"", "text/plain", 404)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.served.is_down:
            self.close_connection = True
            return
        form = {name: values[-1] for name, values in parse_qs(sent, keep_blank_values=True).items()}
        if self.served.is_garbled:
            self._answer(b"<html>", "text/html", 413)
            return
        said = self.served.do(self.path, form)
        if "json" in self.headers.get("Accept", ""):
            self.served.tell()
            told = {"said": said.words, "errors": dict(said.errors)}
            self._answer(json.dumps(told).encode(), "application/json", 409 if said.errors else 200)
        else:
            self.served.said = said
            self._answer(b"", "text/plain", 303)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        own = Stream()
        if not self.served.is_still:
            own.tell(self.served.shown())
        self.served.streams.append(own)
        try:
            while not self.served.is_down and (event := _next(own)) is not None:
                self.wfile.write(event.encode())
                self.wfile.flush()
        except OSError:
            pass
        self.served.streams.remove(own)
        self.close_connection = True

    def _answer(self, body: bytes, content_type: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        if status == 303:
            self.send_header("Location", "/")
        self.end_headers()
        self.wfile.write(body)


def _next(own: "SimpleQueue[str]") -> str | None:
    """Return the next event, a comment where none comes, None at the end of the line."""
    try:
        return own.get(timeout=1) or None
    except Empty:
        return ":\n\n"


@contextmanager
def serving(make: Callable[[], Wall]) -> Iterator[Served]:
    served = Served(make)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"served": served}))
    server.daemon_threads = True
    served.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield served
    served.drop()
    server.shutdown()
    server.server_close()


def beside_the_board() -> dict[str, str]:
    """Return the pages that no board makes, by their addresses."""
    errors = Said(errors={"word": "Not known, or used already.", "": "It could not be looked at now."})
    return {
        "/enter": enter_page(Entering("Riverside garden", "t", may_ask=True)),
        "/wrong": enter_page(Entering("Riverside garden", "t", may_ask=True, said=errors)),
        "/is-you": enter_page(
            Entering(
                "Riverside garden",
                "t",
                may_ask=True,
                said=Said(
                    errors={"name": "Lou is in the hall already. Is that you?"},
                    typed={"name": "Lou", "word": "amber-tide-lantern"},
                ),
                is_you="Lou",
            )
        ),
        "/several": enter_page(
            Entering(
                "",
                "t",
                may_ask=True,
                said=Said(errors={"board": "Choose first which board it is."}),
                boards=(("garden", "Riverside garden"), ("shed", "The shed, and all of the tools in it")),
            )
        ),
        "/waiting": waiting_page("Mo", "t"),
        "/refused": waiting_page("Mo", is_refused=True),
        "/parted": parted_page(Parted.STOPPED),
        "/out": parted_page(Parted.PUT_OUT, "Ana", Said(typed={"words": "what I typed"})),
    }


def garden() -> Wall:
    """Return a board in the middle of a meeting, at this moment: the browser counts by its own clock."""
    wall = Wall()
    wall.now = time.time_ns() // 1_000_000
    wall.do(FoundBoard(wall.new("absence"), "Riverside garden", "How do we share the garden?", "Riverside hall"))
    wall.meet()
    mo = Who("mo", "Mo", Role.PARTICIPANT)
    for number in range(12):
        for kind in Kind:
            wall.do(
                AddCard(wall.new("card"), kind, f"{kind} number {number} of some words", note="a note" * (number % 3))
            )
    wall.do(AddCard("card/mine", Kind.OFFER, "my van, most mornings", "from the yard"), mo)
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"))
    return wall
