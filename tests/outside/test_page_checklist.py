"""What the page refuses and keeps to itself, asked of the real program over bare sockets."""

import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from page_visitor import LIMIT, Answer, Visitor
from ssh_home import Home, make_home, open_terminals, until

from free_ports import free_port

__all__ = ["make_home", "open_terminals"]  # fixtures: asked for by their names

pytestmark = pytest.mark.outside
_INLINE = re.compile(
    r"""<style|<script(?![^>]*\ssrc=)|\sstyle\s*=|\son[a-z]+\s*=|javascript:|(src|href|action)=["']?(https?:)?//"""
)


def word_for(home: Home, name: str, role: str = "participant") -> str:
    [word] = re.findall(r"word: (\S+)", home.cofacil("invite", "riverside", "--name", name, "--role", role))
    return str(word)


@contextmanager
def served(home: Home, *more: str) -> Iterator[tuple[Callable[[], Visitor], subprocess.Popen[str]]]:
    """Share the board with its page; whoever visits it is gone behind the test."""
    port, there = free_port(), []

    def visitor() -> Visitor:
        there.append(Visitor(port, is_sealed=bool(more)))
        return there[-1]

    with home.shared("--web", "--web-port", str(port), *more) as server:
        assert server.stdout
        until(lambda: f":{port}/" in server.stdout.readline(), "no page is told of")  # type: ignore[union-attr]
        try:
            yield visitor, server
        finally:
            for one in there:
                one.go()


def many_answers(mo: Visitor, stranger: Visitor) -> list[Answer]:
    """Have somebody who has come in, and somebody who has not, ask for everything and for what is not there."""
    paths = ("/", "/parted", "/card?id=card/1", "/waiting", "/nothing", "/page.css", "/../etc/passwd", "/enter?word=X")
    forms = ("/enter", "/add", "/change", "/put-away", "/bring-back", "/ask", "/ask-to-write", "/nothing")
    return [
        *(one.ask("GET", path) for one in (mo, stranger) for path in paths),
        *(one.ask("POST", path, {"token": "x"}) for one in (mo, stranger) for path in forms),
        *(mo.ask("POST", path, {"token": mo.token(), "id": "card/nobodys", "words": ""}) for path in forms[1:5]),
        *(mo.ask(method, "/") for method in ("PUT", "TRACE", "OPTIONS", "HEAD")),
        mo.ask("GET", "/", host="evil.example"),
        mo.send(b"\x16\x03\x01\x00\xff" * 50),
        mo.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n"),
        mo.send(b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n"),
    ]


def broken_answer(home: Home, mo: Visitor) -> Answer:
    """Have somebody add a card to a board whose folder has gone."""
    boards = home.folder / "home" / "boards"
    boards.rename(home.folder / "elsewhere")
    form = {"token": mo.token(), "kind": "offer", "words": "A ladder", "id": "01JD0000000000000000000000"}
    answer = mo.ask("POST", "/add", form, Accept="application/json")
    assert answer.status == 409, answer.raw
    (home.folder / "elsewhere").rename(boards)
    return answer


def test_no_answer_tells_of_this_computer_or_runs_what_somebody_wrote(home: Home) -> None:
    word, wall = word_for(home, "Mo"), "<script>alert(1)</script> onload=x \"'"
    home.cofacil("add", "riverside", "question", wall)
    with served(home) as (visitor, _server):
        mo, stranger = visitor(), visitor()
        mo.enter(word, "Mo")
        mo.listen()
        until(lambda: b"alert(1)" in mo.heard, "the stream tells nothing")
        answers = [*many_answers(mo, stranger), broken_answer(home, mo), Answer(mo.heard)]
        told = "\n".join(answer.raw.decode("utf-8", "replace") for answer in answers)
        assert "alert(1)" in told
        for secret in (str(home.folder), str(Path.home()), word, "Traceback", "aiohttp", "Python/", ".json"):
            assert secret not in told, secret
        for answer in answers:
            assert not _INLINE.search(answer.body.replace("onload=x", "")), answer.raw[:300]
            assert "default-src 'none'" in answer.header("Content-Security-Policy"), answer.raw[:300]
            assert "unsafe" not in answer.header("Content-Security-Policy")
            assert answer.header("X-Content-Type-Options") == "nosniff"
            assert answer.header("Referrer-Policy") == "no-referrer"
            assert answer.status < 500
        assert answers[0].status == 200
        assert not any(
            word in path.read_text(errors="replace") for path in (home.folder / "home").rglob("*") if path.is_file()
        )
        assert "word=X" not in home.access_log


@pytest.mark.parametrize("is_sealed", [False, True])
def test_cookies_are_for_no_script_and_no_other_page(home: Home, is_sealed: bool) -> None:
    word, more = word_for(home, "Mo"), []
    if is_sealed:
        command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
        files = ("-out", str(home.folder / "c.pem"), "-keyout", str(home.folder / "k.pem"))
        subprocess.run(["openssl", *command.split(), *files], check=True, capture_output=True)
        more = ["--cert", files[1], "--key", files[3]]
    with served(home, *more) as (visitor, _server):
        mo = visitor()
        before = mo.ask("GET", "/").header("Set-Cookie")
        stranger, token = mo.cookie, mo.token()
        entered = mo.ask("POST", "/enter", {"token": token, "word": word, "name": "Mo"})
        for cookie in (before, entered.header("Set-Cookie")):
            assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
            assert ("Secure" in cookie.split("; ")) == cookie.startswith("__Host-") == is_sealed
        assert mo.cookie != stranger
        assert "Mo" in mo.ask("GET", "/").body
        late = visitor()
        late.cookie = stranger  # whoever had laid it there has gained nothing
        assert 'name="word"' in late.ask("GET", "/").body


def test_a_forged_form_a_foreign_page_and_a_flood_get_a_sentence_and_write_nothing(home: Home) -> None:
    word = word_for(home, "Mo")
    with served(home) as (visitor, _server):
        mo, bea = visitor(), visitor()
        mo.enter(word, "Mo")
        token, others = mo.token(), bea.token()
        form = {"token": token, "kind": "offer", "words": "FORGED", "id": "01JD0000000000000000000000"}
        own = f"http://localhost:{mo.port}"
        refused = [
            mo.ask("POST", "/add", {**form, "token": ""}),
            mo.ask("POST", "/add", {**form, "token": others}),
            mo.ask("POST", "/add", form, Origin="http://evil.example"),
            mo.ask("POST", "/add", form, Origin=f"http://localhost:{mo.port + 1}"),
            mo.ask("POST", "/add", form, Origin="null", Sec_Fetch_Site="cross-site"),
            mo.ask("POST", "/add", form, Sec_Fetch_Site="same-site"),
            mo.ask("POST", "/add", form, host=f"evil.example:{mo.port}"),
            mo.ask("POST", "/add", form, host="", Content_Type="text/plain"),
            mo.ask("POST", "/add", form, host="", Content_Type="application/json"),
            mo.ask("POST", "/add", {**form, "words": "FORGED" * 2_000_000}),
            mo.ask("POST", "/add", {**form, **{f"f{number}": "" for number in range(100)}}),
            mo.ask("GET", f"/add?kind=offer&words=FORGED&token={token}"),
        ]
        chunk = b"10000\r\n" + b"y" * 65536 + b"\r\n"
        endless = mo.request(
            "POST", "/add", None, Transfer_Encoding="chunked", Content_Type="application/x-www-form-urlencoded"
        )
        refused.append(mo.send(endless, *[chunk] * 40))
        both = mo.request("POST", "/add", form, Transfer_Encoding="chunked")
        refused.append(mo.send(both))
        stolen = Visitor(mo.port)
        refused.append(stolen.ask("POST", "/add", form))
        assert [answer.status for answer in refused] == [*[403] * 6, 421, 400, 400, 413, 400, 405, 413, 400, 403]
        assert all("<h1" in answer.body or "<p" in answer.body for answer in refused)
        assert home.texts == []
        assert mo.ask("POST", "/add", form, Origin=own, Sec_Fetch_Site="same-origin").status == 303
        assert home.texts == ["FORGED"]


def test_whoever_is_put_out_or_left_by_the_host_reads_so_and_their_cookie_opens_nothing(home: Home) -> None:
    mos, beas = word_for(home, "Mo"), word_for(home, "Bea")
    with served(home) as (visitor, server), home.guest("Dee") as dee:
        mo, bea = visitor(), visitor()
        for one, word, name in ((mo, mos, "Mo"), (bea, beas, "Bea")):
            one.enter(word, name)
            one.listen()
        dee.say("j", "5 who is here")
        dee.say("5", "Who is here")
        for name in ("Bea", "Mo"):
            dee.press("Up")
            dee.until(f"▌ {name}")
        dee.say("4", "Put Mo out?")
        dee.press("Enter")
        until(lambda: b"event: go" in mo.heard, f"Mo is told nothing:\n{dee.text}")
        assert "Dee" in mo.ask("GET", "/parted").body
        form = {"token": "", "kind": "offer", "words": "STILL HERE", "id": "01JD0000000000000000000000"}
        assert mo.ask("POST", "/add", form).status in {303, 403}
        assert 'name="word"' in mo.ask("GET", "/").body
        assert b"event: go" not in bea.heard
        server.terminate()
        until(lambda: b"/parted" in bea.heard, "Bea is told nothing")
        server.wait(LIMIT)
        with pytest.raises(ConnectionError), socket.create_connection(("127.0.0.1", bea.port), 1):
            pass
    assert home.texts == []
