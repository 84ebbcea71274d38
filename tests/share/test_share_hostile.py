"""Words made to harm a terminal: whoever puts them wherever, no guest's terminal is sent more than a driver may send."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, suppress
from itertools import count
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from harm import HARM, assert_harmless, assert_words_only, harm_in
from serving import (
    DEES,
    KOFIS,
    LIMIT,
    Board,
    Line,
    Person,
    Place,
    board,
    in_one_row,
    logged_in,
    opened,
    seated,
    settled,
    sit,
    written,
)

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import SetBoard
from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import Refusal
from cofacil.board.events import Event, Json
from cofacil.board.kinds import Kind, Role
from cofacil.example.meeting import example_log
from cofacil.room.clock import SystemClock
from cofacil.room.practice import Practice
from cofacil.share import invitations as invitations_module
from cofacil.share import server as server_module
from cofacil.share.limits import Limits
from cofacil.share.public_key import key_text
from cofacil.store.memory import MemoryLog
from cofacil.terminal import burst
from cofacil.terminal.driver import LEAVE
from cofacil.tui.paint.ask_words import known_words

SOUND = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?1004h\x1b[?2004h\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[2;3HWho? {}"


@pytest.mark.parametrize("harm", [harm for harm in HARM if not harm.isprintable() and not harm.startswith("e")])
def test_the_check_itself_finds_harm_and_passes_what_is_ours(harm: str) -> None:
    assert not harm_in(SOUND.format("\x1b[0;1;38;2;1;2;3;48;5;9mÇa va, 菜園? 🧑‍🌾\x1b[m\x1b[5C").encode())
    assert not harm_in(f"{SOUND}{LEAVE}\r\nClosed.\r\n".encode())
    if harm != "\x1b[1;1H":  # a move is a move: what imitates one is stopped where text enters the board
        assert harm_in(SOUND.format(harm).encode())
    assert harm_in(SOUND.format(LEAVE + "more").encode())


# every page

PAGES = ("234", "5\r", "1\r", "v", "v?", "t", "w", "e", "a", "m", "/o", "l", "s", "s", "r")
BY_NAME = ("who is here", "purpose", "timer, large")


async def look_everywhere(place: Place, *lines: Line) -> None:
    """Open every page and every line, and leave each again."""
    for keys in (*PAGES, *(f"?{name}\r" for name in BY_NAME)):
        for pressed in (keys, "\x1b\x1b"):
            for line in lines:
                line.type(pressed)
            await quiet(place, *lines)
    for number, line in enumerate(lines):
        line.resize(70 + number, 22)
    await quiet(place, *lines)


async def quiet(place: Place, *lines: Line) -> None:
    """Wait until every key has been taken, and what came of it has been drawn."""
    await settled(place)
    came = 0
    while came != (came := sum(len(line.came) for line in lines)):  # noqa: ASYNC110
        await asyncio.sleep(0.03)


async def leave(place: Place, line: Line) -> None:
    """Leave by the keys for it, from whatever page is there still."""
    async with asyncio.timeout(LIMIT):
        while "Leave the board?" not in line.text:
            for key in ("\x1b", "q"):
                line.type(key)
                await quiet(place, line)
    line.type("\r")
    assert await line.ended() == 0


TERMINALS: tuple[dict[str, Any], ...] = (
    {"size": (120, 40), "term": "xterm", "environ": {"COLORTERM": "truecolor"}},
    {"size": (80, 24), "term": "screen-256color"},
    {"size": (60, 18), "term": "vt100"},
)


async def watched(place: Place, made: Board) -> None:
    """Have guests of every kind look at everything; check every byte that they get."""
    made._options = made._options._replace(welcomes=True)
    async with AsyncExitStack() as stack:
        lines = [
            await stack.enter_async_context(seated(place.port, name, **how))
            for name, how in zip(("Dee", "Kofi", "Vic"), TERMINALS, strict=True)
        ]
        for line in lines:
            await line.until("Welcome, ")
            line.type("\r")
            await line.until_gone("Welcome, ")
        await look_everywhere(place, *lines)
        for line in lines:
            await leave(place, line)
            assert line.output.endswith(LEAVE)
        assert_harmless(*lines)
    assert_words_only(place.access_log.replace("\n", ""))


# what comes in by commands, by a file, over SSH


async def test_what_commands_write_into_every_field_harms_no_guest(tmp_path: Path) -> None:
    async with board() as made, opened(tmp_path, made.screens) as place:
        await made.do(AddCard("card/1", Kind.OFFER, "A ladder"))
        await made.do(NameAbsence("absence/1", "Night workers"))
        refused = 0
        for number, harm in enumerate(HARM):
            for command in commands_with(f"{harm}x{number}", made.live.new_id):
                try:
                    await made.do(command)
                except Refusal:
                    refused += 1
        assert refused < 20, "most of it is cleaned and kept, so that there is something to look at"
        assert_words_only([event.writes for event in made.events])
        await watched(place, made)


def commands_with(words: str, new_id: Callable[[], str]) -> Iterator[Command]:
    """Return what puts words into every field there is."""
    yield AddCard(f"card/{new_id()}", Kind.QUESTION, words, words, words, (words,), "", (words,), (words,))
    yield EditCard("card/1", words, words, words, (words,), None, (words,), (words,))
    yield AddPerson(f"{words} B", words)
    yield NameAbsence(f"absence/{new_id()}", words, words)
    yield SetAbsence("absence/1", words, words, words, None, words, (words,))
    yield SetBoard(words, words, words)


async def test_what_another_program_wrote_into_the_file_harms_no_guest(tmp_path: Path) -> None:
    turn = count()

    def harmful(words: str) -> str:
        at = next(turn) % len(HARM)
        return f"{'x'.join((*HARM[at:], *HARM[:at]))} {words}"

    log = MemoryLog([spoiled(event, harmful) for event in example_log(Practice(), SystemClock().now()).read(0)])
    async with board(log) as made, opened(tmp_path, made.screens) as place:
        await watched(place, made)


DUMB = "This terminal cannot draw a board. Try another one, or set TERM to what it is."
STRUCTURE = {"kind", "pos", "from", "to", "state", "meeting", "mode", "when", "how", "input"}


def spoiled(event: Event, harmful: Callable[[str], str]) -> Event:
    """Return an event with harm in every word of it that is anybody's to choose."""

    def fields(name: str, value: Json) -> Json:
        if isinstance(value, str):
            return value if name in STRUCTURE or (name, value[:1]) == ("label", "Q") else harmful(value)
        if isinstance(value, list):
            return [fields(name, inner) for inner in value]
        if isinstance(value, dict):
            told = {key: fields(key, inner) for key, inner in value.items()}
            return told | ({f"tag.{harmful('tag')}": True, f"owner.{harmful('who')}": True} if "text" in told else {})
        return value

    writes = tuple(write._replace(after=fields(write.field, write.after)) for write in event.writes)
    return event._replace(writes=writes, by=harmful(event.by), via=harmful(event.via))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words cost nothing, and nobody waits for a client to hang up."""
    monkeypatch.setattr(invitations_module, "_COST", 2)
    monkeypatch.setattr(server_module, "_GOING", 0.05)


async def test_names_comments_and_board_names_harm_nobody_on_the_way_in_or_inside(tmp_path: Path, quick: None) -> None:
    async with board() as made, opened(tmp_path, made.screens) as place, AsyncExitStack() as stack:
        made._options = made._options._replace(welcomes=True)
        place.members.revoke("Dee")
        place.members.revoke("Kofi")
        place.members.add("\x1b]0;owned\x07D\u202eee\x9b8m", Role.COFACILITATOR, f"{key_text(DEES)} \x1b[8mhome\x07")
        with (tmp_path / "share" / "01JDBOARD" / "members").open("a") as file:
            file.write(f'role=participant name="\x1b[5mKofi\x1b[2J" {key_text(KOFIS)} \x1b]52;c;eA==\x07\u202e\n')
        wall = place.word_on_the_wall()
        lines = [await stack.enter_async_context(seated(place.port, name)) for name in ("Dee", "Kofi")]
        asked = []
        for at in range(8):
            harm = "".join(harm for harm in HARM[at::8] if not harm.isprintable() and harm != "\x1b]0;")
            person = Person(wall, f"{harm}Nia", f"{harm}Nia {at}")
            lines.append(await stack.enter_async_context(seated(place.port, person)))
            asked.append(person.prompts)
        for harm in HARM:
            with suppress(asyncssh.Error, ValueError):  # AsyncSSH sends no name that it would not take itself
                await stack.enter_async_context(logged_in(place.port, "Vic", board=f"garden{harm}"))
        assert any(
            "already somebody called" in question for questions in asked for question in map(in_one_row, questions)
        )
        assert_words_only(asked)
        for line in lines:
            await line.until("Welcome, ")
            line.type("\r")
        for line in lines[:2]:
            await line.until("[1 ?")
            await line.say("?who is here\r", "Who is here?")
        assert_words_only([seat.guest.name for seat in place.lobby.seated])
        await place.server.close()
        for line in lines:
            await line.ended()
        assert_harmless(*lines)
        assert_words_only(place.access_log.replace("\n", ""))


async def test_what_guests_type_and_paste_harms_no_other_guest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(burst, "AT_ONCE", 1_000)  # these type as no hand does, commands among the words
    async with board() as made, opened(tmp_path, made.screens) as place, AsyncExitStack() as stack:
        dee, kofi, vic = [
            await stack.enter_async_context(seated(place.port, name, **how))
            for name, how in zip(("Dee", "Kofi", "Vic"), TERMINALS, strict=True)
        ]
        for line in (dee, kofi, vic):
            await line.until("QUESTIONS 0")
        for number, harm in enumerate(HARM):
            dee.type(f"\x1b\x1ba\x1b[200~{harm} pasted {number}\x1b[201~\r")
            kofi.type(f"\x1b\x1b4a{harm} typed {number}\r\x1b")
        await dee.until_so(lambda: len(made.live.board.columns[Kind.QUESTION]) >= len(HARM) - 6, "what was pasted")
        await settled(place)
        assert_words_only([event.writes for event in made.events])
        dee.type("\x1b\x1b")
        await dee.until_gone("?  Question:")
        assert_harmless(dee, kofi, vic)


async def test_what_a_terminal_says_of_itself_comes_back_to_nobody(tmp_path: Path) -> None:
    names = ("LANG", "LC_ALL", "COLORTERM", "TERM_PROGRAM", "NO_COLOR")
    async with board() as made, opened(tmp_path, made.screens) as place, seated(place.port, "Vic") as vic:
        await vic.until("QUESTIONS 0")
        for at in range(0, len(HARM), len(names)):
            said = {name: f"x{harm}".encode() for name, harm in zip(names, HARM[at:], strict=False)}
            unknown = {f"A{harm}".encode(): harm.encode() for harm in HARM[at : at + len(names)]}
            async with seated(
                place.port, "Dee", environ={**{n.encode(): v for n, v in said.items()}, **unknown}
            ) as line:
                await line.until("QUESTIONS 0")
                assert_harmless(line)
        for harm in HARM[::4]:
            async with logged_in(place.port, "Dee") as conn:
                with suppress(asyncssh.ProtocolError):  # AsyncSSH takes no name of a terminal that is not ASCII
                    line = await sit(conn, term=f"xterm{harm}")
                    if not harm.isprintable():
                        assert await line.ended() == 1
                        assert line.output == written(DUMB)
                    else:
                        await line.until("QUESTIONS 0")
                        assert_harmless(line)
        assert_harmless(vic)
        assert_words_only(place.access_log.replace("\n", ""))


async def test_the_name_of_a_stranger_who_asks_to_come_in_harms_nobody(tmp_path: Path) -> None:
    async with (
        board() as made,
        opened(
            tmp_path, made.screens, Limits(asking=len(HARM), asking_from_one=len(HARM)), presence=made.live.presence
        ) as place,
        AsyncExitStack() as stack,
    ):
        dee = await stack.enter_async_context(seated(place.port, "Dee", size=(120, 40)))
        await dee.until("QUESTIONS 0")
        said = [harm for harm in HARM[::5] if harm not in "\r\n"]
        for number, harm in enumerate(said):
            line = await stack.enter_async_context(seated(place.port, Person("")))
            await line.says("What is your name?")
            line.type(f"{harm}Nia {number}\r")
            await line.says("can see that you ask")
            assert_words_only(line.output.replace("\r\n", ""))
        asking = made.live.presence.asks.waiting
        assert len(asking) == len(said)
        assert_words_only([(ask.name, known_words(ask)) for ask in asking])
        await dee.until("Nia 0")
        await quiet(place, dee)
        assert_harmless(dee)
        assert_words_only(place.access_log.replace("\n", ""))
