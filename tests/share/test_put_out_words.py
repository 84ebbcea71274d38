"""Whoever is put out as they type loses no word by it: it waits for them, and for nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncssh
import pytest
from serving import STRANGER, Board, Person, Place, board, connect, opened, sit, until

from cofacil.board.kinds import Role
from cofacil.room.seats import Seat
from cofacil.share.known_guests import CameBy, KnownGuests
from cofacil.store.draft_file import DraftFolder
from cofacil.store.memory import MemoryLog
from cofacil.wiring.guests import _forget_left

BOARD = "01KAK7ZZZZ0000000000000000"
WAITS = "One line of yours is not kept yet: it waits for you here."
TAKES_UP = "One line is not kept yet: a takes up what waits."
UNTIL = 2**45
OTHER = asyncssh.generate_private_key("ssh-ed25519")


class Hall:
    """A board that is shared, and where its guests' words wait."""

    def __init__(self, made: Board, place: Place, drafts: DraftFolder) -> None:
        self.live = made.live
        self.place = place
        self.drafts = drafts
        place.known.forgotten = lambda whose: _forget_left(made.live, drafts, whose)
        self.ana = made.live.presence.join(Seat("Ana").at(made.live.board), lambda _attending: None)

    def put_out(self, name: str, until: int = 0) -> None:
        person = next(one.seat.person for one in self.live.presence.now().present if one.seat.name == name)
        self.live.presence.standing.put_out(self.ana, person, until)


@pytest.fixture
async def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hall]:
    monkeypatch.setattr(MemoryLog, "board_id", BOARD)
    monkeypatch.setattr(MemoryLog, "description", "/nowhere/garden.json")
    drafts = DraftFolder(tmp_path / "drafts", is_for_a_while=True)
    async with board() as made:
        made._options = made._options._replace(drafts=drafts)
        async with opened(tmp_path, made.screens, presence=made.live.presence) as place:
            yield Hall(made, place, drafts)


async def test_who_is_put_out_while_they_type_is_told_that_it_waits_and_has_it_again(hall: Hall) -> None:
    wall = hall.place.word_on_the_wall()
    async with await connect(hall.place.port, Person(wall, "Kofi"), key=STRANGER) as conn:
        kofi = await sit(conn)
        await kofi.until("[1 ? QUESTIONS 0]")
        await kofi.say("a", "Question:")
        await kofi.write("Who waters")
        await kofi.until("Who waters")
        hall.put_out("Kofi")
        await kofi.ended()
        assert f"Ana has put you out of this meeting. What you saved is kept. {WAITS}" in " ".join(kofi.output.split())
    async with await connect(hall.place.port, Person(wall, "Kofi"), key=STRANGER) as conn:
        kofi = await sit(conn)
        await kofi.until(TAKES_UP)
        await kofi.say("a", "Who waters")


async def test_who_is_put_out_for_today_has_their_words_once_they_are_let_come_again(hall: Hall) -> None:
    wall = hall.place.word_on_the_wall()
    async with await connect(hall.place.port, Person(wall, "Kofi")) as conn:
        kofi = await sit(conn)
        await kofi.until("[1 ? QUESTIONS 0]")
        await kofi.say("a", "Question:")
        await kofi.write("Who waters")
        await kofi.until("Who waters")
        hall.put_out("Kofi", hall.live.now() + 3_600_000)
        await kofi.ended()
    async with await connect(hall.place.port, Person(wall, "Kofi")) as conn:
        await (await sit(conn)).ended()
    hall.live.presence.standing.lift(hall.ana, "Kofi")
    async with await connect(hall.place.port, Person(wall, "Kofi")) as conn:
        await (await sit(conn)).until(TAKES_UP)


async def test_somebody_else_who_comes_by_the_name_of_who_was_put_out_reads_none_of_their_words(hall: Hall) -> None:
    wall = hall.place.word_on_the_wall()
    async with await connect(hall.place.port, Person(wall, "Kofi"), key=STRANGER) as conn:
        kofi = await sit(conn)
        await kofi.until("[1 ? QUESTIONS 0]")
        await kofi.say("a", "Question:")
        await kofi.write("Who waters")
        await kofi.until("Who waters")
        hall.put_out("Kofi")
        await kofi.ended()
    async with await connect(hall.place.port, Person(wall, "kofi"), key=OTHER) as conn:
        other = await sit(conn)
        await other.until("[1 ? QUESTIONS 0]")
        assert "not kept yet" not in other.text
    await until(lambda: not list((hall.drafts._folder / BOARD).glob("*.json")))


def test_who_was_put_out_is_known_behind_a_kill_and_forgotten_with_the_sharing(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir(mode=0o700)
    path = tmp_path / "share" / "guests"
    guests = KnownGuests(path)
    guests.come("Bea", Role.PARTICIPANT, CameBy.WORD, UNTIL)
    guests.put_out("bea")
    assert guests.now() == ()
    again = KnownGuests(path)
    again.begin(goes_on=True)
    forgotten: list[str] = []
    again.forgotten = forgotten.append
    assert (again.now(), again.called("Bea"), again.came_by_word("Bea")) == ((), None, False)
    again.come("Bea", Role.PARTICIPANT, CameBy.WORD, UNTIL)
    assert not forgotten
    again.put_out("Bea")
    again.end()
    assert forgotten == ["Bea"]
    assert not path.exists()
