"""The certificate by which browsers know this computer: made once, private, and the same for as long as it is good."""

import datetime as dt
import ssl
from pathlib import Path

import aiohttp
import pytest
from browsing import LIMIT
from serving import board, opened

from cofacil.board.errors import Trouble
from cofacil.language.worded import worded
from cofacil.web import certificate as module
from cofacil.web.certificate import CertificateFault, load_certificate, own_certificate
from cofacil.web.seated import PageBoard
from cofacil.web.server import PageServer


def test_it_is_made_once_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    first = load_certificate(folder, ["192.0.2.7"])
    assert (folder / "page.pem").stat().st_mode & 0o777 == 0o600
    assert load_certificate(folder, ["192.0.2.8"]).fingerprint == first.fingerprint
    assert len(first.fingerprint.split(":")) == 32


def test_one_that_has_run_out_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LASTS", dt.timedelta(hours=1))
    old = load_certificate(tmp_path / "share", [])
    monkeypatch.undo()
    assert load_certificate(tmp_path / "share", []).fingerprint != old.fingerprint


@pytest.mark.parametrize("harm", ["open", "none", "no key"])
def test_one_that_cannot_be_used_is_said_and_left_as_it_is(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "share"
    load_certificate(folder, [])
    file = folder / "page.pem"
    if harm == "open":
        file.chmod(0o644)
    elif harm == "none":
        file.write_text("nothing\n")
    else:
        file.write_text("-----BEGIN CERTIFICATE" + file.read_text().partition("-----BEGIN CERTIFICATE")[2])
    before = file.read_bytes()
    with pytest.raises(CertificateFault) as told:
        load_certificate(folder, [])
    assert "page.pem" in worded(told.value)
    assert file.read_bytes() == before


def test_ones_own_goes_with_its_key_or_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for name in ("a", "b"):
        load_certificate(tmp_path / name, ["board.example"])
    mine, other = (tmp_path / name / "page.pem" for name in ("a", "b"))
    whole = own_certificate(mine, None)
    assert whole.fingerprint == own_certificate(mine, mine).fingerprint
    with pytest.raises(CertificateFault) as told:
        own_certificate(mine, other)
    assert "do not go together" in worded(told.value)
    with pytest.raises(CertificateFault) as told:
        own_certificate(tmp_path / "nowhere.pem", None)
    assert "nowhere.pem cannot be read" in worded(told.value)


async def test_beyond_this_computer_the_page_is_sent_over_tls_by_the_certificate_whose_fingerprint_is_told(
    tmp_path: Path,
) -> None:
    async with board() as shared, opened(tmp_path, shared.screens) as place:
        (garden,) = place.lobby.boards.values()
        server = PageServer(place.lobby, [PageBoard(garden, shared.live)])
        port = await server.open("0.0.0.0", [0], tmp_path / "share")  # noqa: S104  # what is tested
        try:
            assert server.url.startswith("https://")
            known = aiohttp.Fingerprint(bytes.fromhex(server.fingerprint.replace(":", "")))
            timeout = aiohttp.ClientTimeout(total=LIMIT)
            async with aiohttp.ClientSession(timeout=timeout) as http:
                async with http.get(f"https://127.0.0.1:{port}/", ssl=known) as answer:
                    cookie = answer.headers["Set-Cookie"]
                    assert "Secure" in cookie
                    assert cookie.startswith("__Host-")
                with pytest.raises(aiohttp.ClientError):
                    await http.get(f"http://127.0.0.1:{port}/")
                old = ssl.create_default_context()
                old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
                old.minimum_version = ssl.TLSVersion.TLSv1_2
                old.maximum_version = ssl.TLSVersion.TLSv1_2
                async with http.get(f"https://127.0.0.1:{port}/", ssl=old) as answer:
                    assert answer.status == 200
        finally:
            await server.close()


async def test_a_port_that_is_somebody_elses_is_said_and_the_next_one_taken_where_none_was_asked_for(
    tmp_path: Path,
) -> None:
    async with board() as shared, opened(tmp_path, shared.screens) as place:
        (garden,) = place.lobby.boards.values()
        boards = [PageBoard(garden, shared.live)]
        first, second = PageServer(place.lobby, boards), PageServer(place.lobby, boards)
        taken = await first.open("127.0.0.1", [0], tmp_path)
        with pytest.raises(Trouble) as told:
            await second.open("127.0.0.1", [taken], tmp_path)
        assert f"somebody else has port {taken} here" in worded(told.value)
        assert await second.open("127.0.0.1", [taken, 0], tmp_path) not in {0, taken}
        await first.close()
        await second.close()


async def test_a_word_leads_to_its_own_board_where_several_are_shared(tmp_path: Path) -> None:
    from browsing import Browser

    async with (
        board() as one,
        board() as two,
        opened(tmp_path / "1", one.screens, presence=one.live.presence) as first,
        opened(tmp_path / "2", two.screens, presence=two.live.presence) as second,
    ):
        boards = [PageBoard(first.lobby.boards["garden"], one.live), PageBoard(second.lobby.boards["garden"], two.live)]
        server = PageServer(first.lobby, boards)
        await server.open("127.0.0.1", [0], tmp_path)
        browser = Browser(server.url.replace("localhost", "127.0.0.1"))
        try:
            assert "<h1>Join the board</h1>" in await browser.get()
            await browser.enter(second.word_for("Bea"), "Bea")
            assert two.live.presence.now().by_screen == ("Bea",)
            assert one.live.presence.now().by_screen == ()
            assert len(first.lobby.words.guesses.slowed()) == 0
        finally:
            await browser.close()
            await first.server.close()
            await server.close()
