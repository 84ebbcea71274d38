"""Browsers that mean no good, and what they are answered: sentences, and nothing else."""

import asyncio
import re
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from browsing import LIMIT, Page, page_of_a_board
from serving import until

from cofacil.board.kinds import Role
from cofacil.web.limits import Pace, WebLimits

FORMS = ("/enter", "/ask", "/leave", "/add", "/change", "/put-away", "/bring-back", "/ask-to-write")


async def raw(page: Page, *sent: bytes, pause: float = 0) -> bytes:
    """Send bytes as they are; return all that comes back until the line is closed."""
    host, port = page.url.removeprefix("http://").rstrip("/").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        for part in sent:
            writer.write(part)
            await asyncio.sleep(pause)
        async with asyncio.timeout(LIMIT):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


def is_a_sentence(answer: bytes | str) -> bool:
    text = answer.decode() if isinstance(answer, bytes) else answer
    head = re.search(r"<h1[^>]*>([^<]+[.!?])</h1>", text)
    return head is not None and "Traceback" not in text and "aiohttp" not in text


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example"},
    ],
)
async def test_a_form_from_elsewhere_does_nothing(tmp_path: Path, path: str, headers: dict[str, str]) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        before = len(page.board.events)
        answer = await bea.post(path, headers=headers, kind="offer", words="forged", word="x", name="y")
        assert bea.status in {403, 421}
        assert is_a_sentence(answer), answer
        assert len(page.board.events) == before
        assert page.live.presence.now().by_screen == ("Bea",)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", ["", "0" * 32, "é" * 32, "a" * 2000])
async def test_a_form_without_its_token_does_nothing(tmp_path: Path, path: str, token: str) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        before = len(page.board.events)
        answer = await bea.post(path, token=token, kind="offer", words="forged")
        assert bea.status == 403
        assert is_a_sentence(answer)
        assert len(page.board.events) == before


async def test_the_token_of_another_opens_nothing(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea, cy = await page.reader("Bea"), await page.reader("Cy")
        await bea.post("/add", token=cy.token, kind="offer", words="forged")
        assert bea.status == 403
        assert [card for column in page.live.board.columns.values() for card in column] == []


async def test_a_form_of_a_browser_that_tells_no_referrer_is_taken(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        await bea.post("/add", headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}, kind="offer", words="A van")
        assert bea.status == 200


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::", "192.168.1.4"]
)
async def test_a_name_that_leads_here_from_elsewhere_is_answered_with_nothing_of_the_board(
    tmp_path: Path, name: str
) -> None:
    async with page_of_a_board(tmp_path) as page:
        answer = await raw(page, f"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
        assert is_a_sentence(answer)
        assert b"Riverside" not in answer


@pytest.mark.parametrize("path", ["/", "/enter", "/add"])
async def test_ten_megabytes_are_refused_with_a_sentence_and_never_held(tmp_path: Path, path: str) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        shown = await bea.post("/add", kind="offer", words="x" * 200_000)
        assert bea.status == 413
        assert is_a_sentence(shown)
        cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in bea.http.cookie_jar)
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {page.url[7:-1]}\r\nCookie: {cookies}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
        )
        told = await raw(page, f"{head}Content-Length: 10000000\r\n\r\n".encode(), b"x" * 100_000)
        assert told.startswith((b"HTTP/1.1 413", b"HTTP/1.1 405"))
        assert is_a_sentence(told)
        chunk = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
        told = await raw(page, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode(), *[chunk] * 12)
        assert told.startswith((b"HTTP/1.1 413", b"HTTP/1.1 405", b""))


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(500)) + b"\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 5_000_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 5_000_000 + b" HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x00\xff not this door\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -4\r\n\r\n",
        b"POST /add HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_answered_with_a_sentence(tmp_path: Path, sent: bytes) -> None:
    async with page_of_a_board(tmp_path) as page:
        answer = await raw(page, sent)
        assert re.match(rb"HTTP/1\.[01] 4", answer), answer[:80]
        assert is_a_sentence(answer), answer


async def test_who_sends_a_letter_at_a_time_is_hung_up_on(tmp_path: Path) -> None:
    web = WebLimits(head_seconds=0.3, body_seconds=0.3)
    async with page_of_a_board(tmp_path, web=web) as page:
        started = asyncio.get_running_loop().time()
        assert await raw(page, b"G", b"E", b"T", b" ", pause=0.2) == b""
        assert asyncio.get_running_loop().time() - started < 3
        bea = await page.reader("Bea")
        cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in bea.http.cookie_jar)
        head = (
            f"POST /add HTTP/1.1\r\nHost: {page.url[7:-1]}\r\nCookie: {cookies}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
        )
        told = await raw(page, head.encode(), b"a")
        assert told.startswith(b"HTTP/1.1 408")
        assert is_a_sentence(told)


async def test_streams_are_for_those_who_have_come_in_and_each_has_a_few(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, web=WebLimits(streams_of_one=2)) as page:
        stranger = page.browser()
        assert is_a_sentence(await stranger.get("/events"))
        assert stranger.status == 401
        bea = await page.reader("Bea")
        async with bea.stream() as first, bea.stream() as second, bea.stream() as third:
            await first.next("parts")
            await second.next("parts")
            await third.next("parts")
            with pytest.raises(EOFError):
                await first.next("go")
            (seated,) = page.place.lobby.seated
            assert getattr(seated, "streams", 0) == 2


async def test_a_thousand_lines_leave_room_for_who_comes_in(tmp_path: Path) -> None:
    web = WebLimits(lines=60, lines_of_one=40, coming=2000, coming_in_all=2000)
    async with page_of_a_board(tmp_path, web=web) as page:
        host, port = page.url.removeprefix("http://").rstrip("/").split(":")
        held: list[socket.socket] = []
        try:
            for _number in range(300):
                line = socket.socket()
                line.setblocking(False)
                await asyncio.get_running_loop().sock_connect(line, (host, int(port)))
                held.append(line)
            bea = await page.reader("Bea")
            async with bea.stream() as events:
                await events.next("parts")
        finally:
            for line in held:
                line.close()


@pytest.mark.parametrize("waiting", [256, 4])
async def test_everybody_of_a_crowd_beyond_what_is_answered_reads_a_sentence(tmp_path: Path, waiting: int) -> None:
    web = WebLimits(lines=20, lines_of_one=10, waiting=waiting, coming=2000, coming_in_all=2000)
    async with page_of_a_board(tmp_path, web=web) as page:
        host = page.url.removeprefix("http://").rstrip("/")

        async def ask(number: int) -> bytes:
            reader, writer = await asyncio.open_connection(*host.split(":"))
            try:
                # As people do: some ask when others are let in already.
                await asyncio.sleep(0.1 * (number % 4))
                with suppress(ConnectionError):
                    writer.write(f"GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                    await writer.drain()
                async with asyncio.timeout(LIMIT):
                    return await reader.read(4096)
            finally:
                writer.close()

        answers = await asyncio.gather(*(ask(number) for number in range(120)))
        assert {answer.split(b"\r\n")[0] for answer in answers} <= {
            b"HTTP/1.1 401 Unauthorized",
            b"HTTP/1.1 503 Service Unavailable",
        }
        assert any(b"More come at once than this computer can answer." in answer for answer in answers)
        assert all(is_a_sentence(answer) for answer in answers)


async def test_who_takes_nothing_holds_up_nobody_and_is_given_up(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path, web=WebLimits(write_seconds=1.5)) as page:
        bea, cy = await page.reader("Bea"), await page.reader("Cy")
        cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in bea.http.cookie_jar)
        host, port = page.url.removeprefix("http://").rstrip("/").split(":")
        deaf = socket.socket()
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        deaf.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(deaf, (host, int(port)))
        await loop.sock_sendall(
            deaf, f"GET /events HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookies}\r\n\r\n".encode()
        )
        async with cy.stream() as events:
            await events.next("parts")
            for number in range(40):
                await cy.send("/add", kind="offer", words=f"{number} " + "many words " * 150)
            await events.shows("39 many")
            beas = next(one for one in page.place.lobby.seated if one.guest.name == "Bea")
            await until(lambda: getattr(beas, "streams", 0) == 0)
        deaf.close()


async def test_every_answer_bears_what_keeps_a_page_to_itself(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        for path in ("/", "/parted", "/card?id=x", "/nowhere", "/waiting", "/enter"):
            await bea.get(path)
            assert "unsafe-inline" not in bea.headers["Content-Security-Policy"]
            assert "default-src 'none'" in bea.headers["Content-Security-Policy"]
            assert bea.headers["X-Content-Type-Options"] == "nosniff"
            assert bea.headers["Referrer-Policy"] == "no-referrer"
            assert bea.headers["Server"] == "cofacil"
        other = page.browser()
        async with other.http.get(other.url) as answer:
            cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Path=/" in cookie


async def test_what_breaks_is_one_sentence_and_one_line_in_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_given: object) -> str:
        raise RuntimeError("somebody's words")

    async with page_of_a_board(tmp_path) as page:
        bea = await page.reader("Bea")
        monkeypatch.setattr("cofacil.web.site.board_page", breaks)
        answer = await bea.get()
        assert bea.status == 500
        assert is_a_sentence(answer)
        assert "somebody" not in answer
        assert "the page broke (RuntimeError)" in page.place.access_log
        assert "somebody's words" not in page.place.access_log


async def test_a_viewer_who_sends_every_form_leaves_the_board_as_it_was(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        vic = await page.reader("Vic", Role.VIEWER)
        before = page.board.events
        for path in FORMS:
            await vic.post(path, kind="offer", words="x", id="card/1", name="Ana", word="x")
        assert page.board.events == before


def test_an_address_takes_no_more_than_its_turns() -> None:
    pace = Pace(10, 5)
    assert [pace.wait("a", 100.0) for _turn in range(5)] == [0.0] * 5
    assert pace.wait("a", 100.0) > 0
    assert pace.wait("b", 100.0) == 0


async def test_who_sends_on_and_on_behind_their_answer_is_hung_up_on(tmp_path: Path) -> None:
    async with page_of_a_board(tmp_path) as page:
        host, port = page.url.removeprefix("http://").rstrip("/").split(":")
        _reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"no request\r\n\r\n")
        with pytest.raises(ConnectionError):
            await asyncio.wait_for(send_on(writer), LIMIT)
        writer.close()


async def send_on(writer: asyncio.StreamWriter) -> None:
    for _number in range(2_000):
        writer.write(b"x" * 100_000)
        await writer.drain()
