"""Logging in with a real client: who comes in as whom, and what nobody may do who has come in."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from serving import (
    ANAS,
    DEES,
    HOST_KEY,
    KEYS,
    STRANGER,
    Line,
    Person,
    Place,
    connect,
    logged_in,
    opened,
    seated,
    sit,
    until,
    written,
)

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Role
from cofacil.board.text import clean_text
from cofacil.language.worded import worded
from cofacil.share import invitations as invitations_module
from cofacil.share.boards import People, SharedBoard
from cofacil.share.invitations import WordRefused
from cofacil.share.limits import Limits
from cofacil.share.lobby import TAKEN_OVER
from cofacil.share.server import Server
from cofacil.share.words import Lane
from troubles import tells

DENIED = (asyncssh.PermissionDenied, asyncssh.DisconnectError)
WRONG = "GARDEN-42-BEAN"
NO_TERMINAL = "A board needs a terminal: leave out -T and the command, and type only the line you were sent."
DUMB = "This terminal cannot draw a board. Try another one, or set TERM to what it is."
NO_LINES_YET = "The board cannot be read out in plain lines yet. Leave out +plain for the screen."
USED = "That word has let in the one person it was for. Ask whoever facilitates for a new one."
TAKEN_BACK = "That word opens nothing any more. Ask whoever facilitates for the one that does."
OVER = "That word was good until a moment that is over. Ask whoever facilitates for a new one."
WAITS = "Many wrong words have come from where you are, so yours is looked at in its turn. One moment."
RAN_OUT = (
    "The word for everybody has let in its 2 people: it lets in nobody else. Another can be made where you see it."
)
NO_SEAT = "All seats are taken. Try again in a while, or ask whoever facilitates."


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations_module, "_COST", 2)


async def is_let_in(place: Place, person: Person | None = None, **how: Any) -> bool:
    """Knock, and go again."""
    try:
        conn = await connect(place.port, person, **how)
    except DENIED:
        return False
    conn.close()
    await conn.wait_closed()
    return True


async def guess(place: Place, *words: str) -> int:
    """Try words over one connection; return how many were asked for."""
    person = Person(*words)
    assert not await is_let_in(place, person)
    return len(person.asked)


def make_slow(place: Place) -> None:
    """Have words from addresses that are slowed looked at once a minute, and none at once."""
    place.lobby.words._slow = {is_known: Lane(1, 60) for is_known in (False, True)}


# who comes in


@pytest.mark.parametrize(("name", "role"), [("Ana", "host"), ("Dee", "cofacilitator"), ("Vic", "viewer")])
async def test_a_member_comes_in_as_who_the_file_says(tmp_path: Path, name: str, role: str) -> None:
    async with opened(tmp_path) as place, seated(place.port, name) as line:
        await line.says(f"{name} is {role}, 80 by 24.")
        assert f" 127.0.0.1 in as {role} by key: {name}\n" in place.access_log
    assert place.access_log.endswith(f" 127.0.0.1 left: {name}\n")


@pytest.mark.parametrize("name", ["garden", "Ana", "host", "root"])
async def test_the_name_before_the_at_sign_is_a_board_and_nobody(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as place:
        place.lobby.boards = {name: place.lobby.boards["garden"]}
        async with logged_in(place.port, "Vic", board=name) as conn:
            await (await sit(conn)).says("Vic is viewer")


@pytest.mark.parametrize("typed", ["Harbour Lane Kitchen", "harbour lane kitchen", "Harbour-Lane-Kitchen", "GARDEN"])
async def test_a_boards_whole_title_or_name_leads_to_it_in_any_letters(tmp_path: Path, typed: str) -> None:
    async with opened(tmp_path) as place:
        garden = place.lobby.boards["garden"]._replace(title=lambda: "Harbour Lane Kitchen")
        other = garden._replace(name="pond", title=lambda: "Pond")
        place.lobby.boards = {"garden": garden, "pond": other}
        assert place.lobby.board_called(typed) is garden
        async with logged_in(place.port, "Vic", board=typed) as conn:
            await (await sit(conn)).says("Vic is viewer")


@pytest.mark.parametrize("typed", ["", "g", "gard", "harbour lane", "Kitchen", "!", "+"])
async def test_how_a_name_begins_leads_nowhere_and_neither_does_a_title_of_two(tmp_path: Path, typed: str) -> None:
    async with opened(tmp_path) as place:
        garden = place.lobby.boards["garden"]._replace(title=lambda: "Harbour Lane Kitchen")
        twins = {name: garden._replace(name=name, title=lambda: "Kitchen") for name in ("one", "two")}
        place.lobby.boards = {"garden": garden, **twins}
        assert place.lobby.board_called(typed) is None
        assert not await is_let_in(place, key=ANAS, board=typed)


async def test_neither_an_unknown_key_nor_an_unknown_board_nor_nothing_lets_in(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        for how in ({"key": STRANGER}, {"key": ANAS, "board": "gardens"}, {"key": ANAS, "board": ""}, {}):
            assert not await is_let_in(place, **how)
        await until(lambda: place.access_log.count(" 127.0.0.1 went without coming in\n") == 4)
        assert " in as " not in place.access_log


async def test_only_keys_and_words_are_asked_for(tmp_path: Path) -> None:
    class Trying(Person):
        tried: Sequence[str] = ()

        def password_auth_requested(self) -> str:
            self.tried = (*self.tried, "password")
            return "Ana"

    async with opened(tmp_path) as place:
        assert not await is_let_in(place, trying := Trying(), preferred_auth="password,hostbased,gssapi-with-mic")
        assert not trying.tried
        assert await asyncssh.get_server_auth_methods("127.0.0.1", place.port, username="garden", config=None) == [
            "publickey",
            "keyboard-interactive",
        ]


async def test_a_key_that_was_only_shown_proves_nothing(tmp_path: Path) -> None:
    class Pretender(Person):
        """Shows Ana's key, and cannot sign with it."""

        has_shown = False

        def public_key_auth_requested(self) -> asyncssh.SSHKeyPair | None:
            if self.has_shown:
                return None
            self.has_shown = True
            anas, another = asyncssh.load_keypairs([ANAS, STRANGER])
            anas.sign = another.sign  # type: ignore[method-assign]
            return anas

    async with opened(tmp_path) as place:
        assert not await is_let_in(place, Pretender())
        rhys = Pretender(place.word_for("Rhys"))
        async with seated(place.port, rhys) as line:
            await line.says("Rhys is participant")
            assert rhys.has_shown
        assert "Ana" not in place.access_log


async def test_a_key_takes_no_name_or_role_from_the_environment(tmp_path: Path) -> None:
    claims = dict.fromkeys(("USER", "LOGNAME", "ROLE", "role", "NAME", "COFACIL_NAME", "COFACIL_ROLE"), "host")
    async with opened(tmp_path) as place, seated(place.port, "Vic", environ=claims) as line:
        await line.says("Vic is viewer")


# by a word


async def test_a_word_lets_in_one_person_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        word = place.word_for("Rhys", Role.COFACILITATOR)
        async with seated(place.port, Person(word.lower())) as line:
            await line.says("Rhys is cofacilitator")
        async with seated(place.port, Person(word)) as line:
            await line.says("Rhys is cofacilitator")  # who is known already, and nobody else
        place.known.put_out("Rhys")
        assert not await is_let_in(place, person := Person(word, ""))
        out = "You were put out of this meeting, and that word opens nothing any more. Ask whoever facilitates for a new one."
        assert person.asked[1:] == [f"{out} Word: "]
        assert " in as cofacilitator by word: Rhys\n" in place.access_log
        assert " a word that was used: Rhys\n" in place.access_log
        assert " wrong word\n" not in place.access_log


async def test_words_that_opened_once_are_no_guesses_and_are_answered(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        now = time.time_ns() // 1_000_000
        used, taken_back, over = (
            place.word_for("Rhys"),
            place.word_for("Nia"),
            place.invitations.invite("Siân", Role.VIEWER, now - 1, now - 2),
        )
        good = place.word_for("Nia")
        assert await is_let_in(place, Person(used))
        for word, why in ((used, USED), (taken_back, TAKEN_BACK), (over, OVER)) * 4:
            await is_let_in(place, person := Person(word, ""))
            assert person.asked[1] == f"{why} Word: "
        assert not place.lobby.words.guesses.slowed()
        assert await is_let_in(place, Person(good))


async def test_an_empty_line_is_no_guess_and_is_answered(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        for board in ("garden", "nowhere"):
            person = Person("", "")
            await is_let_in(place, person, board=board)
            assert person.asked[1].startswith("A word is wanted here.")
        assert " wrong word" not in place.access_log


async def test_everybody_is_asked_for_a_word_in_the_same_words(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        asked = []
        for name, key in (("garden", None), ("nowhere", None), ("garden", STRANGER), ("garden", None)):
            await is_let_in(place, person := Person(WRONG), board=name, key=key)
            asked.append(person.asked)
        assert asked == [["Word: "]] * 4


async def test_a_word_of_another_board_opens_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path / "one") as one, opened(tmp_path / "other") as other:
        one.lobby.boards = {**one.lobby.boards, "shed": other.lobby.boards["garden"]}
        word = other.word_for("Rhys")
        assert not await is_let_in(one, Person(word))
        assert await is_let_in(one, Person(word), board="shed")


async def test_the_third_wrong_word_ends_the_connection(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        assert await guess(place, *[WRONG] * 9) == 3
        assert " turned away: too many words that were not good\n" in place.access_log


async def test_an_address_that_guessed_is_slowed_and_told_and_a_right_word_still_lets_in(tmp_path: Path) -> None:
    class Told(Person):
        banner = ""

        def auth_banner_received(self, msg: str, lang: str) -> None:  # noqa: ARG002
            self.banner += msg

    async with opened(tmp_path) as place:
        make_slow(place)
        own, wall = place.word_for("Rhys"), place.word_on_the_wall()
        await guess(place, *[WRONG] * 3)
        assert not place.notices
        await guess(place, *[WRONG] * 2)
        assert place.notices == ["Wrong words come from 127.0.0.1; words from there are only looked at in turn."]
        assert [(one.address, one.door, one.wrong) for one in place.lobby.words.guesses.slowed("garden")] == [
            ("127.0.0.1", "garden", 5)
        ]
        assert await is_let_in(place, person := Told(own))
        assert person.banner == written(WAITS, 58)
        # By it three wrong ones are forgiven.
        assert await is_let_in(place, person := Told(wall, "Nia"))
        assert not person.banner


async def test_a_word_that_was_used_brings_back_and_forgives_no_guessing(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        mine, guesses = place.word_for("Rhys"), place.lobby.words.guesses
        async with seated(place.port, Person(mine)) as line:
            await line.says("Rhys is")
            for _ in range(4):
                guesses.wrong("127.0.0.1", "garden")
            assert await is_let_in(place, Person(mine))
            assert guesses.wrong("127.0.0.1", "garden")


async def test_a_word_that_waits_holds_up_nobody_elsewhere_and_lifting_lets_it_in(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        guesses, wall = place.lobby.words.guesses, place.word_on_the_wall()
        make_slow(place)
        # The first turn of all, and the first of those from where somebody has come in.
        for name in ("Nia", "Mo"):
            for _ in range(5):
                guesses.wrong("127.0.0.1", "garden")
            async with asyncio.timeout(5):
                assert await is_let_in(place, Person(wall, name))
        for _ in range(5):
            guesses.wrong("127.0.0.1", "garden")
        waiting = asyncio.ensure_future(is_let_in(place, Person(wall, "Siân")))
        async with asyncio.timeout(5):
            assert await is_let_in(place, Person(wall, "Rhys"), local_addr=("127.0.0.9", 0))
            assert await is_let_in(place, key=DEES)
            assert not waiting.done()
            guesses.lift("127.0.0.1", "garden")
            assert await is_let_in(place, Person(wall, "Mair"))
        waiting.cancel()


async def test_guessing_over_many_connections_at_once_gains_two_words_at_most(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        words, garden = place.lobby.words, place.lobby.boards["garden"]
        make_slow(place)
        knocks = [asyncio.ensure_future(words.take(garden, "garden", "127.0.0.1", WRONG)) for _ in range(20)]
        await until(lambda: bool(words._slow[False]._waiting))
        await asyncio.wait(knocks, timeout=0.5)
        # Two are looked at at once, and the first of those who wait has its turn.
        assert 5 <= place.access_log.count(" wrong word\n") <= 5 + 1 + 1
        for knock in knocks:
            knock.cancel()
        await asyncio.gather(*knocks, return_exceptions=True)


async def test_from_where_somebody_came_in_by_key_or_word_their_words_wait_apart_from_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        guesses = place.lobby.words.guesses
        await guess(place, WRONG)
        assert not guesses.is_known("127.0.0.1")
        async with seated(place.port, "Dee") as line:
            await line.says("Dee is")
        assert guesses.is_known("127.0.0.1")
        assert not guesses.is_known("127.0.0.2")
        assert await is_let_in(place, Person(place.word_for("Rhys")), local_addr=("127.0.0.2", 0))
        assert guesses.is_known("127.0.0.2")


async def test_what_can_be_no_word_is_answered_at_once_and_is_no_guess(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        make_slow(place)
        for _ in range(2):
            for slip in ("GARDN-42-BEAN", "garden 4 bean", "my own password"):
                assert await guess(place, slip) == 1
        assert place.access_log.count(" no word\n") == 6
        assert not place.lobby.words.guesses.slowed()
        assert place.lobby.words.guesses.is_quiet("127.0.0.1", "garden")


async def test_who_guesses_at_many_names_of_boards_is_slowed_at_all(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        for number in range(4):
            for _ in range(5):
                place.lobby.words.guesses.wrong("127.0.0.1", f"garden-{number}")
        assert not place.lobby.words.guesses.is_quiet("127.0.0.1", "garden")
        assert place.lobby.words.guesses.is_quiet("127.0.0.2", "garden")


async def test_places_from_which_wrong_words_come_are_counted_once_each(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        words, garden = place.lobby.words, place.lobby.boards["garden"]
        for number in range(3):
            for _ in range(6):
                words.guesses.wrong("127.0.0.1", f"garden-{number}")
        for _ in range(5):
            with suppress(WordRefused):
                await words.take(garden, "garden", "127.0.0.2", WRONG)
        assert place.notices == ["Wrong words come from 2 places; words from there are only looked at in turn."]


async def test_the_word_on_the_wall_counts_people_and_tells_who_shares_when_it_has_run_out(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        wall = place.word_on_the_wall(seats=2)
        for name in ("Nia", "Nia", "nia", "Rhys", "Nia"):
            assert await is_let_in(place, Person(wall, name))
            await until(lambda: not place.lobby.named)
        assert place.notices == [RAN_OUT]
        assert not await is_let_in(place, person := Person(wall, "Siân", ""))
        assert person.asked[2:] == [
            "That word has let in as many people as it is for. Ask whoever facilitates for another. Word: "
        ]
        assert not place.lobby.named
        assert await is_let_in(place, Person(wall, "Rhys"))


async def test_words_that_cannot_be_read_are_told_to_the_host_and_open_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        word = place.word_for("Rhys")
        (tmp_path / "share" / "01JDBOARD" / "words").write_bytes(b"{")
        assert not await is_let_in(place, Person(word))
        assert "is not as cofacil wrote it" in place.notices[0]


async def test_the_word_on_the_wall_asks_for_a_name_that_nobody_else_has(tmp_path: Path) -> None:
    async with opened(tmp_path, taken=lambda: frozenset({"ana", "sian"})) as place:
        person = Person(place.word_on_the_wall(), "Ana", " sian ", "\x1b[31m", "Rhys")
        async with seated(place.port, person) as line:
            await line.says("Rhys is participant")
        assert person.asked[:3] == [
            "Word: ",
            "Welcome. What is your name? ",
            "There is already somebody called Ana here. Add a letter of your family name. What is your name? ",
        ]
        assert len(person.asked) == 5


def has_lou_in_the_hall(monkeypatch: pytest.MonkeyPatch) -> None:
    people = People(in_hall=lambda name: "Lou" if name.casefold() == "lou" else "")
    monkeypatch.setattr(SharedBoard, "people", people)


@pytest.mark.parametrize("answer", ["yes", " Y ", "lou"])
async def test_who_says_the_name_of_one_in_the_hall_is_asked_whether_that_is_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    has_lou_in_the_hall(monkeypatch)
    async with opened(tmp_path) as place:
        word = place.word_on_the_wall()
        person = Person(word, "lou", answer)
        async with seated(place.port, person) as line:
            await line.says("lou is participant")
        assert person.asked[2:3] == ["Lou is in the hall already. Is that you? Type yes, or another name: "]
        back = Person(word, "lou", answer)
        async with seated(place.port, back) as line:
            await line.says("lou is participant")
        assert back.asked[2:] == person.asked[2:], "it is their own seat by then, and they stand in the hall still"
        assert place.invitations.room_used(0).people == ("lou",)


@pytest.mark.parametrize("answer", ["no", " N ", "NO"])
async def test_who_answers_no_is_asked_for_their_name_and_is_not_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    has_lou_in_the_hall(monkeypatch)
    async with opened(tmp_path) as place:
        person = Person(place.word_on_the_wall(), "Lou", answer, "yes", "Lou", "Lou B")
        async with seated(place.port, person) as line:
            await line.says("yes is participant")
        assert person.asked[3:] == ["What is your name? "], "yes is a name behind that question"
        async with seated(place.port, Person(place.word_on_the_wall(), "No")) as line:
            await line.says("No is participant")


async def test_the_seat_of_one_whose_line_broke_and_who_is_in_the_hall_now_is_nobodys_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as place:
        word = place.word_on_the_wall()
        async with logged_in(place.port, Person(word, "Lou")) as conn:
            await (await sit(conn)).says("Lou is participant")
            place.known.given("Lou", Role.COFACILITATOR)
            conn.abort()
        await until(lambda: not place.lobby.named and not place.lobby.seated)
        left = place.known.called("Lou")
        has_lou_in_the_hall(monkeypatch)
        other = Person(word, "Lou", "no", "Lou B")
        async with seated(place.port, other) as line:
            await line.says("Lou B is participant")
        assert other.asked[2:] == [
            "Lou is in the hall already. Is that you? Type yes, or another name: ",
            "What is your name? ",
        ]
        assert place.known.called("Lou") == left, "nothing of the seat was touched"
        async with seated(place.port, Person(word, "Lou", "yes")) as line:
            await line.says("Lou is cofacilitator")


async def test_who_is_not_that_one_says_another_name_and_yes_is_one_only_behind_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_lou_in_the_hall(monkeypatch)
    async with opened(tmp_path) as place:
        word = place.word_on_the_wall(seats=2)
        async with seated(place.port, Person(word, "Lou", "\x1b[31m", "Lou", "Lou B")) as line:
            await line.says("Lou B is participant")
        async with seated(place.port, Person(word, "Yes")) as line:
            await line.says("Yes is participant")
        used = place.invitations.room_used(0)
        assert used.people == ("Lou B", "Yes"), "nobody was counted whose name was only asked about"


async def test_a_seat_with_a_key_of_its_own_is_taken_by_no_yes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has_lou_in_the_hall(monkeypatch)
    async with opened(tmp_path) as place:
        word = place.word_on_the_wall()
        async with await connect(place.port, Person(word, "Lou", "yes"), key=STRANGER) as conn:
            await (await sit(conn)).says("Lou is participant")
            other = Person(word, "Lou", "yes", "Lou C")
            async with seated(place.port, other) as line:
                await line.says("yes is participant")
            assert other.asked[2].startswith("There is already somebody called Lou here.")


@pytest.mark.parametrize("name", ["Аna", "Ａna", "Ànа", "A\u00adna", "lan", "1an", "|an"])
async def test_nobody_comes_in_under_a_name_that_looks_like_another(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path, taken=lambda: frozenset({"Ana", "Ian"})) as place:
        person = Person(place.word_on_the_wall(), name, "Rhys")
        async with seated(place.port, person) as line:
            await line.says("Rhys is participant")
        assert "There is already somebody called" in person.asked[2]
        assert place.access_log.count(" in as ") == 1


async def test_two_who_come_at_once_are_not_called_what_looks_alike(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        word = place.word_on_the_wall()
        async with seated(place.port, Person(word, "Ian")) as first:
            await first.says("Ian is participant")
            person = Person(word, "lan", "Lan")
            async with seated(place.port, person) as second:
                await second.says("Lan is participant")
        assert "There is already somebody called" in person.asked[2]


@pytest.mark.parametrize("name", ["Room", "roOM", "room ", " ROOM", "Ｒoom", "the room", "Us", "us here"])
async def test_nobody_comes_in_by_the_word_on_the_wall_under_a_name_that_means_all_of_us(
    tmp_path: Path, name: str
) -> None:
    async with opened(tmp_path) as place:
        person = Person(place.word_on_the_wall(), name, "Rhys")
        async with seated(place.port, person) as line:
            await line.says("Rhys is participant")
        first, again = person.asked[1:]
        assert first == "Welcome. What is your name? "
        assert again.endswith(" What is your name? ")
        assert again != first
        assert clean_text(name) in again
        assert place.access_log.count(" in as ") == 1


async def test_two_who_say_the_same_name_at_once_do_not_both_get_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        wall = place.word_on_the_wall()
        async with logged_in(place.port, Person(wall, "Rhys")):
            assert not await is_let_in(place, Person(wall, "Rhys"))
            assert await is_let_in(place, Person(wall, "rhys", "Rhys W"))
        await until(lambda: not place.lobby.named)
        assert await is_let_in(place, Person(wall, "Rhys"))


async def test_the_word_on_the_wall_is_no_way_to_the_facilitators_place(tmp_path: Path) -> None:
    async with (
        opened(tmp_path) as place,
        seated(place.port, Person(place.word_on_the_wall(Role.VIEWER), "Rhys")) as line,
    ):
        await line.says("Rhys is viewer")


async def test_the_access_log_holds_who_and_from_where_and_no_word(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        personal, wall = place.word_for("Rhys"), place.word_on_the_wall()
        async with seated(place.port, Person(personal)) as line, seated(place.port, Person(wall, "Nia")) as other:
            await line.says("Rhys")
            await other.says("Nia")
            line.type("Nobody may read this")
        await guess(place, WRONG, "\x1b[31mforged\n2026 in as host by key: Eve")
        await place.has_seated(0)
        log = place.access_log.casefold()
        for word in (personal, wall, WRONG, "forged", "nobody may"):
            assert word.casefold() not in log
        assert all(" 127.0.0.1 " in row and row.startswith("20") for row in place.access_log.splitlines())


# what nobody may do who has come in


@pytest.mark.parametrize("how", [{"command": "id"}, {"command": "scp -t /tmp"}, {"subsystem": "sftp"}])
@pytest.mark.parametrize("term", ["xterm", None])
async def test_nothing_is_run_for_a_guest(tmp_path: Path, how: dict[str, Any], term: str | None) -> None:
    async with opened(tmp_path) as place, logged_in(place.port, "Ana") as conn:
        with pytest.raises(asyncssh.ChannelOpenError):
            await sit(conn, term=term, **how)
        assert not place.lobby.seated


async def test_no_file_is_fetched_or_left(tmp_path: Path) -> None:
    async with opened(tmp_path) as place, logged_in(place.port, "Ana") as conn:
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError)):
            await conn.start_sftp_client()
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError)):
            await asyncssh.scp(str(Path(__file__)), (conn, "/tmp/left"))  # noqa: S108


async def test_no_port_or_socket_is_passed_on_either_way(tmp_path: Path) -> None:
    async with opened(tmp_path) as place, logged_in(place.port, "Ana") as conn:
        with pytest.raises(asyncssh.ChannelOpenError):
            await conn.open_connection("127.0.0.1", place.port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await conn.open_unix_connection(str(tmp_path / "socket"))
        with pytest.raises(asyncssh.ChannelListenError):
            await conn.forward_remote_port("", 0, "127.0.0.1", place.port)
        with pytest.raises(asyncssh.ChannelListenError):
            await conn.forward_remote_path(str(tmp_path / "socket"), str(tmp_path / "other"))
        assert not (tmp_path / "socket").exists()
        # The one thing that is allowed still is.
        await (await sit(conn)).says("Ana is host")


async def test_neither_an_agent_nor_a_display_is_passed_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        async with logged_in(place.port, "Ana", agent_forwarding=str(tmp_path / "agent")) as conn:
            line = await sit(conn)
            await line.says("Ana is host")
            [seat] = place.lobby.seated
            assert seat._chan.get_agent_path() is None  # type: ignore[attr-defined]
        async with logged_in(place.port, "Ana") as conn:
            with pytest.raises(asyncssh.ChannelOpenError, match="X11"):
                await sit(conn, x11_forwarding=True, x11_display="127.0.0.1:99")


async def test_a_connection_has_one_seat(tmp_path: Path) -> None:
    async with opened(tmp_path) as place, logged_in(place.port, "Ana") as conn:
        first = await sit(conn)
        await first.says("Ana is host")
        with pytest.raises(asyncssh.ChannelOpenError):
            await sit(conn)
        assert place.access_log.endswith(" 127.0.0.1 a second session refused\n")
        assert len(place.lobby.seated) == 1
        assert not first.is_closed


@pytest.mark.parametrize(
    ("how", "sentence"),
    [({"term": None}, NO_TERMINAL), ({"term": "dumb"}, DUMB), ({"term": "x" * 10_000}, DUMB)],
    ids=["none", "dumb", "long"],
)
async def test_who_has_no_screen_is_told_so_in_one_sentence(tmp_path: Path, how: dict[str, Any], sentence: str) -> None:
    async with opened(tmp_path) as place, seated(place.port, "Ana", **how) as line:
        assert await line.ended() == 1
        assert line.output == written(sentence, 78 if how["term"] else 58)
        assert not place.lobby.seated


async def test_lines_are_not_read_out_yet_and_that_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as place, logged_in(place.port, "Ana", board="garden+plain") as conn:
        line = await sit(conn, term=None)
        assert await line.ended() == 1
        assert line.output == written(NO_LINES_YET, 58)


# how many


async def test_a_person_has_so_many_seats_and_then_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=Limits(seats_of_one=1)) as place, seated(place.port, "Ana") as first:
        await first.says("Ana is host")
        async with seated(place.port, "Dee") as other, logged_in(place.port, "Ana", board="garden+review") as conn:
            await other.says("Dee is cofacilitator")
            second = await sit(conn)
            assert await second.ended() == 1
            assert second.output == f"{NO_SEAT}\r\n"


async def test_who_comes_once_more_has_their_seat_at_the_new_line(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=Limits(seats=1, seats_of_one=1)) as place, seated(place.port, "Ana") as first:
        await first.says("Ana is host")
        async with seated(place.port, "Ana") as second:
            await second.says("Ana is host")
            assert await first.ended() == 0
            assert worded(TAKEN_OVER) in first.output
            assert place.lobby.counts.seats.total() == len(place.lobby.seated) == 1


async def test_there_are_so_many_seats_in_all(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=Limits(seats=2)) as place, AsyncExitStack() as stack:
        for name in ("Ana", "Dee"):
            line = await stack.enter_async_context(seated(place.port, name))
            await line.says(f"{name} is")
        turned = await stack.enter_async_context(seated(place.port, "Vic"))
        assert await turned.ended() == 1
        assert turned.output == f"{NO_SEAT}\r\n"


async def test_many_unfinished_connections_keep_nobody_out(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        knocks = [await asyncio.open_connection("127.0.0.1", place.port) for _ in range(40)]
        for reader, _ in knocks:
            assert (await reader.readline()).startswith(b"SSH-2.0-cofacil")
        assert await is_let_in(place, key=ANAS)
        for _, writer in knocks:
            writer.close()
        await until(lambda: not len(place.lobby.arrivals))
        assert await is_let_in(place, key=ANAS)


async def test_who_does_not_log_in_in_time_makes_room_for_others(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=Limits(login_seconds=1, arriving=1)) as place:
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        async with asyncio.timeout(5):
            await reader.read()
            assert not await reader.read()
        writer.close()
        assert await is_let_in(place, key=ANAS)


async def test_who_is_in_does_not_count_as_at_the_door(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=Limits(arriving=1)) as place, AsyncExitStack() as stack:
        for name in KEYS:
            line = await stack.enter_async_context(seated(place.port, name))
            await line.says(f"{name} is")
        assert len(place.lobby.seated) == 4


async def test_bytes_that_are_no_ssh_hold_up_nobody(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        for junk in (b"GET / HTTP/1.1\r\n\r\n", b"\0" * 4096, b"SSH-2.0-x\r\n" + b"\xff" * 4096, b"SSH-1.5-old\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
            writer.write(junk)
            writer.write_eof()
            with suppress(ConnectionError):
                await reader.read()
            writer.close()
        await until(lambda: not len(place.lobby.arrivals))
        assert await is_let_in(place, key=ANAS)


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        with tells(Trouble, "--port takes another"):
            await Server(place.lobby, place.server.host_key).open("127.0.0.1", place.port)


async def test_only_the_best_algorithms_are_spoken(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        weaker: tuple[dict[str, Any], ...] = (
            {"kex_algs": ["diffie-hellman-group14-sha256"]},
            {"encryption_algs": ["aes256-cbc"]},
            {"encryption_algs": ["aes256-ctr"], "mac_algs": ["hmac-sha1"]},
            {"server_host_key_algs": ["rsa-sha2-256"]},
            {"compression_algs": ["zlib@openssh.com"]},
        )
        for weak in weaker:
            with pytest.raises(asyncssh.KeyExchangeFailed):
                await connect(place.port, key=ANAS, **weak)
        async with await connect(place.port, key=ANAS, known_hosts=([HOST_KEY.convert_to_public()], [], [])) as conn:
            assert conn.get_extra_info("send_cipher") == "chacha20-poly1305@openssh.com"
            assert isinstance(await sit(conn), Line)
