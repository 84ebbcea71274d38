"""Put out, let do less, let do more, while they type: over a real line; and who is put out for today stays out."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import asyncssh
import pytest
from serving import HOST_KEY, Board, Person, Place, board, connect, logged_in, opened, seated, sit, until

from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Kind, Role
from cofacil.language.here_words import here_words
from cofacil.room.here import Here as Count
from cofacil.room.presence import Place as Taken
from cofacil.room.seats import Seat
from cofacil.share.host_key import HostKey
from cofacil.share.how_to_join import HowToJoin
from cofacil.share.kept_out import KeptOut, KeptOutList
from cofacil.share.limits import Limits

OUT = "Ana has put you out of this meeting. What you saved is kept."
OUT_TODAY = "Ana has put you out of this meeting, until midnight. What you saved is kept."
KEPT_OUT = "Ana has put Kofi out of this meeting, until midnight. Only who facilitates can change that: ask Ana."


class Here(NamedTuple):
    board: Board
    place: Place
    ana: Taken

    def person(self, name: str) -> str:
        found = next(one.seat for one in self.board.live.presence.now().present if one.seat.name == name)
        return found.person

    def put_out(self, name: str, until: int = 0) -> None:
        self.board.live.presence.standing.put_out(self.ana, self.person(name), until)

    def let(self, name: str, role: Role) -> None:
        self.board.live.presence.standing.let(self.ana, self.person(name), role)

    @property
    def counted(self) -> str:
        """Return how many are here, as the pages say it."""
        live = self.board.live
        count = Count.of(live.board, live.presence.now(), live.now())
        return here_words(count.hall, count.screen, count.page, count.gone)

    @property
    def questions(self) -> list[str]:
        return [card.text for card in self.board.live.board.columns[Kind.QUESTION]]

    @property
    def tomorrow(self) -> int:
        return self.board.live.now() + 3_600_000


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Here]:
    async with board() as made, opened(tmp_path, made.screens, Limits(asking=3), presence=made.live.presence) as place:
        ana = made.live.presence.join(Seat("Ana").at(made.live.board), lambda _attending: None)
        yield Here(made, place, ana)


async def test_who_is_let_do_less_or_more_while_they_type_does_so_with_the_next_key(here: Here) -> None:
    async with seated(here.place.port, "Kofi") as kofi:
        await kofi.until("[1 ? QUESTIONS 0]")
        await kofi.say("a", "Question:")
        await kofi.say("Who waters", "Who waters")
        here.let("Kofi", Role.VIEWER)
        await kofi.say("\r", "You are watching. Nothing is written from here.")
        assert "Who waters" in kofi.text
        here.let("Kofi", Role.COFACILITATOR)
        kofi.type("\r")
        await until(lambda: here.questions == ["Who waters"])
        await kofi.say("\x1b", "m move")
        await kofi.say("d", "answered")
    assert here.place.known.called("Kofi").role is Role.COFACILITATOR  # type: ignore[union-attr]
    assert "viewer from now on, by Ana: Kofi" in here.place.access_log
    assert "cofacilitator from now on, by Ana: Kofi" in here.place.access_log


async def test_what_somebody_is_let_do_whose_line_broke_is_so_and_said_as_they_are_back(here: Here) -> None:
    word = here.place.word_for("Rhys")
    person = ""
    for who, name in ((lambda: "Kofi", "Kofi"), (lambda: Person(word), "Rhys")):

        async def lose(conn: asyncssh.SSHClientConnection, name: str = name) -> None:
            conn.abort()
            await until(lambda: name in here.board.live.presence.now().lost)

        async with logged_in(here.place.port, who()) as conn:
            await (await sit(conn)).until("[1 ? QUESTIONS 0]")
            person = here.person(name)
            await lose(conn)
        here.board.live.presence.standing.let(here.ana, person, Role.VIEWER)
        assert f"viewer from now on, by Ana: {name}" in here.place.access_log
        async with logged_in(here.place.port, who()) as conn:
            line = await sit(conn)
            await line.until("Ana lets you only watch from now on.")
            await line.say("a", "You are watching. r asks to write.")
            await lose(conn)
        here.board.live.presence.standing.let(here.ana, person, Role.COFACILITATOR)
        async with logged_in(here.place.port, who()) as conn:
            line = await sit(conn)
            await line.until("Ana lets you facilitate.")
            await line.say("q", "Leave the board?")
            line.type("\r")
            await line.ended()
    await until(lambda: here.place.known.called("Rhys").has_left)  # type: ignore[union-attr]
    with pytest.raises(Refusal):  # who has left is not in any more
        here.board.live.presence.standing.let(here.ana, person, Role.VIEWER)


async def test_who_is_put_out_reads_by_whom_loses_nothing_saved_and_may_come_again(here: Here) -> None:
    async with seated(here.place.port, "Kofi") as kofi:
        await kofi.until("[1 ? QUESTIONS 0]")
        await kofi.say("a", "Question:")
        await kofi.write("Who waters\r")
        await until(lambda: here.questions == ["Who waters"])
        await kofi.write("Half")
        here.put_out("Kofi")
        kofi.type(" of it\r")
        await kofi.ended()
        assert OUT in kofi.output
    assert here.questions == ["Who waters"]
    assert here.place.known.called("Kofi") is None
    assert "put out by Ana: Kofi" in here.place.access_log
    async with seated(here.place.port, "Kofi") as kofi:
        await kofi.until("[1 ? QUESTIONS 1]")


async def test_who_is_put_out_for_today_is_let_in_by_no_key_word_or_name_until_that_is_lifted(here: Here) -> None:
    word, wall = here.place.word_for("Kofi"), here.place.word_on_the_wall()
    async with seated(here.place.port, "Kofi") as kofi:
        await kofi.until("[1 ? QUESTIONS 0]")
        here.put_out("Kofi", here.tomorrow)
        await kofi.ended()
        assert OUT_TODAY in kofi.output
    by_wall = Person(wall, "kofi")
    for who in ("Kofi", by_wall):
        async with seated(here.place.port, who) as line:
            await line.ended()
            assert KEPT_OUT in " ".join(line.output.split()), who
    async with seated(here.place.port, Person("")) as line:
        await line.until("What is your name?")
        line.type("Kоfi\r")  # with a letter that only looks so
        await line.ended()
        assert KEPT_OUT in " ".join(line.output.split())
    by_word = Person(word, word)
    with pytest.raises((asyncssh.PermissionDenied, asyncssh.DisconnectError)):
        await connect(here.place.port, by_word)
    assert KEPT_OUT in by_word.asked[1]
    assert not here.place.lobby.seated
    assert here.place.access_log.count("kept out: put out for today by Ana") >= 4
    standing = here.board.live.presence.standing
    assert [out.name for out in standing.doors.kept_out()] == ["Kofi"]
    assert standing.lift(here.ana, "Kofi")
    assert "may come again, by Ana: Kofi" in here.place.access_log
    for who in ("Kofi", Person(word)):
        async with seated(here.place.port, who) as kofi:
            await kofi.until("[1 ? QUESTIONS 0]")


async def test_who_tries_a_word_that_they_used_reads_that_they_were_put_out(here: Here) -> None:
    word = here.place.word_for("Rhys")
    for end, said in (
        (0, "You were put out of this meeting, and that word opens nothing any more."),
        (
            here.tomorrow,
            "Ana has put Rhys out of this meeting, until midnight. Only who facilitates can change that: ask Ana.",
        ),
    ):
        async with seated(here.place.port, Person(word)) as rhys:
            await rhys.until("[1 ? QUESTIONS 0]")
            here.put_out("Rhys", end)
            await rhys.ended()
        again = Person(word, word)
        with pytest.raises((asyncssh.PermissionDenied, asyncssh.DisconnectError)):
            await connect(here.place.port, again)
        assert said in again.asked[1]
        word = here.place.word_for("Rhys")


async def test_whose_word_brings_them_back_no_more_is_told_to_who_invited_them(here: Here) -> None:
    place, word = here.place, here.place.word_for("Lou")
    tells = HowToJoin("garden", "127.0.0.1", place.port, HostKey(HOST_KEY), place.invitations, lobby=place.lobby)
    async with seated(place.port, Person(word)) as lou:
        await lou.until("[1 ? QUESTIONS 0]")
        assert [(one.has_come, one.is_spent) for one in (await tells.look()).invited] == [(True, False)]
        here.put_out("Lou")
        await lou.ended()
    assert [(one.has_come, one.is_spent) for one in (await tells.look()).invited] == [(True, True)]


async def test_a_key_that_was_only_shown_keeps_nobody_out_and_who_shares_is_told_of_it(here: Here) -> None:
    """Anybody can show the public half of anybody's key: who it belongs to is not who was put out."""
    wall, key = here.place.word_on_the_wall(), asyncssh.generate_private_key("ssh-ed25519")
    async with await connect(here.place.port, Person(wall, "Nia"), key=key) as conn:
        line = await sit(conn)
        await line.until("[1 ? QUESTIONS 0]")
        here.put_out("Nia", here.tomorrow)
        await line.ended()
    async with await connect(here.place.port, Person(wall, "Rhys"), key=key) as conn:
        await (await sit(conn)).until("[1 ? QUESTIONS 0]")
        told = "Rhys has come in: their ssh shows a key that Nia's showed too, who is put out. It proves nothing."
        assert here.place.notices == [told]
    assert "shows a key of somebody who is put out for today: Rhys" in here.place.access_log
    async with seated(here.place.port, Person(wall, "Nia")) as line:
        await line.ended()
        assert "Ana has put Nia out of this meeting, until midnight." in " ".join(line.output.split())


async def test_a_key_that_was_proved_keeps_out_whatever_the_person_is_called_by_then(here: Here) -> None:
    wall, key = here.place.word_on_the_wall(), asyncssh.generate_private_key("ssh-ed25519")
    for name in ("Nia", ""):  # the second time by their key alone
        async with await connect(here.place.port, Person(wall, "Nia") if name else None, key=key) as conn:
            line = await sit(conn)
            await line.until("[1 ? QUESTIONS 0]")
            if not name:
                here.put_out("Nia", here.tomorrow)
                await line.ended()
            else:
                conn.abort()
                await until(lambda: "Nia" in here.board.live.presence.now().lost)
    kept = here.place.lobby.boards["garden"].kept_out.now(here.board.live.now())
    assert [(len(one.keys), len(one.shown)) for one in kept] == [(1, 0)]
    async with await connect(here.place.port, Person("", "Rhys"), key=key, board="garden+ask") as conn:
        line = await sit(conn)
        await line.until("What is your name?")
        line.type("Rhys\r")
        await line.ended()
        assert "Ana has put Nia out of this meeting, until midnight." in " ".join(line.output.split())


async def test_who_was_let_do_less_does_no_more_when_they_are_put_out_and_come_again(here: Here) -> None:
    wall = here.place.word_on_the_wall()
    for who, name in ((lambda: Person(wall, "Rhys"), "Rhys"), (lambda: "Kofi", "Kofi")):
        for end, is_lifted in ((0, False), (here.tomorrow, True)):
            async with seated(here.place.port, who()) as line:
                await line.until("[1 ? QUESTIONS 0]")
                here.let(name, Role.VIEWER)
                here.put_out(name, end)
                await line.ended()
            if is_lifted:
                assert here.board.live.presence.standing.lift(here.ana, name)
            async with seated(here.place.port, who()) as line:
                await line.until("[1 ? QUESTIONS 0]")
                await line.say("a", "You are watching. r asks to write.")
                here.let(name, Role.PARTICIPANT)
                await line.say("a", "Question:")
                line.type("\x1b")


async def test_who_was_let_do_more_has_no_more_of_it_once_they_are_put_out(here: Here) -> None:
    """By the word on the wall anybody says any name."""
    wall = here.place.word_on_the_wall()
    async with seated(here.place.port, Person(wall, "Rhys")) as line:
        await line.until("[1 ? QUESTIONS 0]")
        here.let("Rhys", Role.COFACILITATOR)
        here.put_out("Rhys")
        await line.ended()
    async with seated(here.place.port, Person(wall, "Rhys")) as line:
        await line.until("[1 ? QUESTIONS 0]")
        assert here.place.known.called("Rhys").role is Role.PARTICIPANT  # type: ignore[union-attr]


async def test_who_is_invited_anew_may_do_what_they_are_invited_for(here: Here) -> None:
    word = here.place.word_for("Rhys")
    async with seated(here.place.port, Person(word)) as line:
        await line.until("[1 ? QUESTIONS 0]")
        here.let("Rhys", Role.VIEWER)
        here.put_out("Rhys")
        await line.ended()
    async with seated(here.place.port, Person(here.place.word_for("Rhys"))) as line:
        await line.until("[1 ? QUESTIONS 0]")
        await line.say("a", "Question:")


async def test_the_host_and_who_only_takes_part_put_nobody_out_of_their_way(here: Here) -> None:
    async with seated(here.place.port, "Dee") as dee, seated(here.place.port, "Kofi") as kofi:
        await dee.until("[1 ? QUESTIONS 0]")
        await kofi.until("[1 ? QUESTIONS 0]")
        here.put_out("Dee")
        await dee.ended()
        await kofi.write("2")
        await kofi.until("[2 + OFFERS 0]")


async def test_who_is_kept_out_is_known_again_behind_a_kill_of_the_process_and_forgotten_at_their_time(
    tmp_path: Path,
) -> None:
    kept = KeptOutList(tmp_path / "own" / "out")
    kept.put(
        KeptOut("Kofi", "Ana", 2_000, ("Kofi", "Kofi B"), ("ssh-ed25519 AAAA",), ("ssh-ed25519 CCCC",), ("f00d",)),
        1_000,
    )
    again = KeptOutList(tmp_path / "own" / "out")
    assert again.whoever(["KOFI"], (), 1_000) is not None
    assert again.whoever(["Kofi B"], (), 1_000) is not None
    assert again.whoever(["Nia"], ["ssh-ed25519 AAAA"], 1_000) is not None
    assert again.whoever(["Nia"], ["ssh-ed25519 BBBB", "ssh-ed25519 CCCC"], 1_000) is None
    assert again.showed(["ssh-ed25519 CCCC"], 1_000) is not None
    assert again.whoever(["Nia"], (), 1_000, "f00d") is not None
    assert again.whoever(["Nia"], (), 1_000, "beef") is None
    assert again.whoever(["Nia"], (), 1_000) is None
    assert again.whoever(["Kofi"], (), 2_000, "f00d") is None
    assert (tmp_path / "own" / "out").stat().st_mode & 0o077 == 0
    assert again.lift("Kofi", 1_000)
    assert not (tmp_path / "own" / "out").exists()


def test_of_a_list_that_knows_no_browsers_names_and_keys_keep_out(tmp_path: Path) -> None:
    file = tmp_path / "own" / "out"
    KeptOutList(file).put(KeptOut("Kofi", "Ana", 2_000, ("Kofi",), ("ssh-ed25519 AAAA",)), 1_000)
    doc = json.loads(file.read_text())
    del doc["out"][0]["browsers"]
    file.write_text(json.dumps(doc))
    again = KeptOutList(file)
    assert again.whoever(["Kofi"], (), 1_000) is not None
    assert again.whoever(["Nia"], ["ssh-ed25519 AAAA"], 1_000) is not None


def test_of_a_list_that_does_not_tell_what_was_proved_no_key_keeps_anybody_out(tmp_path: Path) -> None:
    file = tmp_path / "own" / "out"
    KeptOutList(file).put(KeptOut("Kofi", "Ana", 2_000, ("Kofi",), ("ssh-ed25519 AAAA",)), 1_000)
    doc = json.loads(file.read_text())
    del doc["out"][0]["shown"], doc["out"][0]["browsers"]
    file.write_text(json.dumps(doc))
    again = KeptOutList(file)
    assert again.whoever(["Kofi"], (), 1_000) is not None
    assert again.whoever(["Nia"], ["ssh-ed25519 AAAA"], 1_000) is None
    assert again.showed(["ssh-ed25519 AAAA"], 1_000) is not None


@pytest.mark.parametrize("held", ["", "{}", "{", '{"format":"cofacil-out/1","out":[{"name":"Kofi"}]}', "[" * 100_000])
def test_a_list_that_cannot_be_read_lets_nobody_in_who_was_put_out(tmp_path: Path, held: str) -> None:
    file = tmp_path / "own" / "out"
    KeptOutList(file).put(KeptOut("Kofi", "Ana", 2_000), 1_000)
    file.write_text(held)
    with pytest.raises(Trouble, match="kept-out-not-ours"):
        KeptOutList(file).whoever(["Kofi"], (), 1_000)
    assert file.read_text() == held


async def test_who_is_put_out_or_only_watches_and_goes_is_written_down_as_gone(here: Here) -> None:
    for is_put_out in (True, False):
        async with seated(here.place.port, "Kofi") as kofi:
            await kofi.until("1 ? QUESTIONS")
            await kofi.say("aWho waters", "Who waters")
            kofi.type("\r")
            await until(lambda: "kofi" in here.board.live.board.here)
            if is_put_out:
                here.put_out("Kofi")
            else:
                here.let("Kofi", Role.VIEWER)
                kofi.type("\x1b\x1b\x1bq\r")
            await kofi.ended()
        await until(lambda: "kofi" not in here.board.live.board.here)


async def test_who_is_put_out_is_gone_in_every_count_also_where_they_stood_among_those_in_the_hall(here: Here) -> None:
    for until_then, told in ((0, OUT), (here.tomorrow, OUT_TODAY)):
        await here.board.do(AddPerson("Kofi"))
        async with seated(here.place.port, "Kofi") as kofi:
            await kofi.until("1 ? QUESTIONS")
            assert here.counted == ("2 here: 1 in the hall, 1 by screen.")
            here.put_out("Kofi", until_then)
            await kofi.ended()
            assert told in kofi.output
        await until(lambda: here.counted == "1 here: 1 in the hall, 1 gone.")
        assert "kofi" not in here.board.live.board.here


async def test_who_stands_among_those_in_the_hall_and_only_closes_their_screen_stays_there(here: Here) -> None:
    await here.board.do(AddPerson("Kofi"))
    async with seated(here.place.port, "Kofi") as kofi:
        await kofi.until("1 ? QUESTIONS")
        await kofi.say("q", "Leave the board?")
        kofi.type("\r")
        await kofi.ended()
    await here.place.has_seated(0)
    assert here.counted == "2 here."
