"""What guests read without a screen: in rows that break between words, at whatever width; and by a name where a name is asked for."""

import asyncio
from functools import partial
from itertools import pairwise
from pathlib import Path

import asyncssh
import pytest
from compiling import compile_catalogs
from serving import Line, Person, connect, in_one_row, logged_in, opened, seated, sit
from test_share_knock import nothing

from cofacil.board.kinds import Role
from cofacil.language import catalog
from cofacil.language.catalog import speak
from cofacil.room.presence import Presence
from cofacil.room.seats import Seat
from cofacil.share import invitations as invitations_module
from cofacil.share.limits import Limits
from cofacil.share.rows import in_rows
from cofacil.terminal.widths import cell_len, letters

DENIED = (asyncssh.PermissionDenied, asyncssh.DisconnectError)
WANTED = "A name is asked for here, and there is nothing to read in that yet."
TOO_LONG = "A name has 32 letters here at most, and that one has more. A shorter one will do."
TAKEN = "There is already somebody called {name} here. Add a letter of your family name."
US = '"us here" means all of us here, so nobody can be called that: us here H?'
NAMES = {
    "": WANTED,
    "   ": WANTED,
    "\u3164": WANTED,
    "x" * 45: TOO_LONG,
    "菜" * 33: TOO_LONG,
    "x" * 1023: TOO_LONG,
    "Ana": TAKEN.format(name="Ana"),
    "Аna": TAKEN.format(name="Аna"),
    "us here": US,
}
"""What somebody may type who is asked for their name, and what they read behind it."""
WRONG = "That is no word here. Look at it again, letter by letter."
MOST_AT_60 = 58


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations_module, "_COST", 2)


def rows_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


@pytest.mark.parametrize(
    "words",
    [
        "One moment.",
        "菜園の 水やりは 土曜日の 朝です。" * 6,
        "菜園の水やりは土曜日の朝です。" * 12,
        "क्षि" * 60,
        "ẅ" * 200 + " and on",
        "👩‍🌾 " * 70,
        "ssh://a-very-long-name-of-a-computer.on-a-network.somewhere/that-does-not-fit-in-a-row at all",
    ],
)
@pytest.mark.parametrize("cells", [1, 2, 20, 58, 78])
def test_rows_are_no_wider_than_they_may_be_and_lose_no_letter(words: str, cells: int) -> None:
    rows = in_rows(words, cells)
    assert "".join(rows).replace(" ", "") == words.replace(" ", "")
    assert all(rows)
    widest = max(width for _letter, width in letters(words))
    assert all(cell_len(row) <= max(cells, widest) for row in rows)


def test_what_is_to_be_typed_stands_in_one_row_where_that_is_long_enough() -> None:
    words = "Somebody else here: ctrl+c, then `ssh -o PubkeyAuthentication=no` and the rest."
    assert in_rows(words, 40) == [
        "Somebody else here: ctrl+c, then",
        "`ssh -o PubkeyAuthentication=no` and the",
        "rest.",
    ]
    assert in_rows(words, 30)[1:3] == ["then `ssh -o", "PubkeyAuthentication=no` and"]
    assert in_rows("a ` b ` c", 3) == ["a `", "b `", "c"]


def test_a_row_ends_between_two_words_and_not_before_it_has_to() -> None:
    words = "There is already somebody called Ana here. Add a letter of your family name, or of another one of yours."
    rows = in_rows(words, 40)
    assert " ".join(rows) == words
    for row, after in pairwise(rows):
        assert cell_len(f"{row} {after.split()[0]}") > 40


async def test_a_name_is_asked_for_as_a_name_behind_the_word_on_the_wall(tmp_path: Path) -> None:
    async with opened(tmp_path, taken=lambda: frozenset({"Ana"})) as place:
        person = Person(place.word_on_the_wall(), *NAMES, "Rhys")
        async with seated(place.port, person) as line:
            await line.says("Rhys is participant")
        assert person.asked[2:] == [f"{why} What is your name? " for why in NAMES.values()]
        for prompt in person.prompts[2:]:
            first, *above, question = rows_of(prompt)
            assert (first, question) == ("", "What is your name? ")
            assert max(map(cell_len, above)) <= MOST_AT_60


async def test_a_name_is_asked_for_as_a_name_from_who_knocks(tmp_path: Path) -> None:
    presence = Presence()
    presence.join(Seat("Bea", Role.HOST), nothing)
    taken = frozenset({"Ana"})
    async with (
        opened(tmp_path, limits=Limits(asking=2), presence=presence, taken=lambda: taken) as place,
        logged_in(place.port, Person("")) as conn,
    ):
        line = await sit(conn, size=(60, 18))
        await line.says("What is your name?")
        for name, why in NAMES.items():
            before = len(line.output)
            line.type(f"{name}\r")
            await line.until_so(partial(has_answered, line, before), why)
            assert in_one_row(line.output[before:]).endswith(f"{why} What is your name?")
        assert not presence.asks.waiting
        line.type("Rhys\r")
        await line.says("Bea can see that you ask.")
        assert fits(line, 59, *NAMES)


async def test_a_blank_line_is_no_guess_at_the_word(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        person = Person("   ", "\t", "")
        with pytest.raises(DENIED):
            await connect(place.port, person)
        assert all(asked.startswith("A word is wanted here.") for asked in person.asked[1:])
        assert not place.lobby.words.guesses.slowed()
        assert " no word\n" not in place.access_log


async def test_a_question_stands_in_a_row_of_its_own_behind_a_sentence_and_is_short(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        person = Person("WRONG-12-WORDS", place.word_on_the_wall(), "Rhys")
        async with seated(place.port, person) as line:
            await line.says("Rhys is")
        assert person.prompts == ["Word: ", f"\n{WRONG}\nWord: ", "Welcome. What is your name? "]


async def test_two_languages_at_the_door_fit_in_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = tmp_path / "built"
    compile_catalogs(Path(__file__).parents[2] / "locale", built)
    monkeypatch.setattr(catalog, "shipped_catalogs", lambda: built)
    speak("qps")
    async with opened(tmp_path, taken=lambda: frozenset({"Ana"})) as place:
        person = Person("WRONG-12-WORDS", place.word_on_the_wall(), *NAMES, "Rhys")
        async with seated(place.port, person) as line:
            await line.says("Rhys is")
        for prompt in person.prompts:
            rows = rows_of(prompt)
            # The first stands behind what OpenSSH puts before it.
            assert cell_len(rows[0]) <= 30
            assert all(cell_len(row) <= MOST_AT_60 + 1 for row in rows)


async def test_who_is_shown_out_before_they_are_in_reads_why_in_rows(tmp_path: Path) -> None:
    class Told(Person):
        banner = why = ""

        def auth_banner_received(self, msg: str, lang: str) -> None:  # noqa: ARG002
            self.banner += msg

        def connection_lost(self, exc: Exception | None) -> None:
            self.why = str(exc)

    async with opened(tmp_path, limits=Limits(login_seconds=0.3)) as place:
        person = Told(*["WRONG-12-WORDS"] * 3)
        with pytest.raises(DENIED):
            await connect(place.port, person)
        assert person.banner == f"{WRONG}\r\n"
        assert person.why.startswith(f"\n{WRONG}")

        class Slow(Told):
            async def kbdint_challenge_received(self, *_asked: object) -> list[str]:  # type: ignore[override]
                await asyncio.sleep(5)
                return []

        with pytest.raises(DENIED):
            await connect(place.port, slow := Slow("?"))
        assert len(rows_of(slow.banner)) > 2
        assert all(cell_len(row) <= MOST_AT_60 for row in (*rows_of(slow.banner), *rows_of(slow.why)[:-1]))


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (20, 6)])
async def test_what_is_said_behind_a_board_fits_where_it_is_read(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path) as place, seated(place.port, "Dee", size=size) as line:
        await line.says("Dee is")
        await place.server.close()
        await line.ended()
        assert len(rows_of(line.output)) > 2
        assert fits(line, size[0] - 1, "Dee is")


def has_answered(line: Line, before: int) -> bool:
    return line.output[before:].endswith("What is your name? ")


def fits(line: Line, cells: int, *echoed: str) -> bool:
    """Say whether no row is wider but those in which somebody has typed themselves."""
    rows = rows_of(line.output)
    return all(cell_len(row) <= cells for row in rows if not any(name and name in row for name in echoed))
