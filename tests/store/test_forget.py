"""A new file without somebody's words: they are in no byte of it, its chain is whole, and everything else is as it was."""

import errno
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from storing import BOARD, START

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard, TakeCard
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.board.commands.undo import Undo
from cofacil.board.errors import BoardDamaged, Refusal
from cofacil.board.events import Change, Draft, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.store.forget import name_of_person, read, without, words_of_entity, write
from cofacil.store.holders import holders
from cofacil.store.merge_files import merge_files
from cofacil.store.unwanted import Unwanted, phrase_of

NEW = "01KAK7ZZZZ0000000000000009"
GONE = "removed at their wish"


class Garden:
    """A board on which somebody said something that they want forgotten."""

    def __init__(self, folder: Path) -> None:
        self.path, self.new = folder / "garden.json", folder / "new.json"
        self.clock = HandClock(START)
        BoardFile.create(self.path, START, BOARD).close()
        self.do(FoundBoard("absence/1", "Garden of Siân Evans"))
        self.do(AddPerson("Siân Evans"), AddPerson("Mo"))
        self.do(AddCard("card/1", Kind.OFFER, "I know the caretaker of the lighthouse"), name="Siân Evans")
        self.do(AddCard("card/2", Kind.ACTION, "Siân’s neighbour and SIAN EVANS ask Evans-Hughes"))
        self.do(AddCard("card/3", Kind.QUESTION, "Who asks?"))

    def do(self, *commands: Command, name: str = "Ana") -> None:
        log = BoardFile.open(self.path, for_writing=True)
        room = Room(log, self.clock)
        room.pull()
        for command in commands:
            self.clock.pass_minutes(1)
            room.do(Seat(name), command)
        log.close()

    def write(self, *writes: Write, op: str = "card.edit") -> None:
        log = BoardFile.open(self.path, for_writing=True)
        log.append(lambda _: [Draft(self.clock.now(), "ana", "line", "", Change(op, writes))])
        log.close()

    def forget(self, label: str = "", name: str = "", doubtful: Sequence[str] = (), keep: Sequence[str] = ()) -> Board:
        found = read(self.path)
        record = found.board.called(label) if label else None
        if record is not None:
            unwanted, entity = words_of_entity(found, record.id, GONE), record.id
        else:
            unwanted, entity = name_of_person(found, name, GONE, list(doubtful).__contains__, keep), ""
        self.new.unlink(missing_ok=True)
        self.new.with_name("new.json.lock").unlink(missing_ok=True)
        write(without(found, unwanted, NEW, entity), self.new)
        log = BoardFile.open(self.new, for_writing=True)
        try:
            assert log.damage is None
            assert log.board_id == NEW
            return fold(EMPTY, log.read(0))
        finally:
            log.close()

    def holds(self, *words: str) -> list[str]:
        """Return which of these words stand in the new file, in whatever case, with or without accents, escaped or not."""
        text = self.new.read_bytes().decode()
        escaped = json.dumps(text)
        plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
        every = [bare(each) for each in (text, escaped, plain, self.new.name)]
        return [word for word in words if any(re.search(rf"\b{re.escape(bare(word))}", each) for each in every)]


def bare(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))


@pytest.fixture
def garden(tmp_path: Path) -> Garden:
    return Garden(tmp_path)


def test_a_name_is_in_no_byte_and_the_rest_is_as_it_was(garden: Garden) -> None:
    garden.do(
        TakeCard("card/2", "Siân Evans"), ChangePerson("siân-evans", brings="a lamp from Llandudno"), name="Siân Evans"
    )
    board = garden.forget(name="Siân Evans")
    assert garden.holds("Siân", "Evans", "siân-evans", "Llandudno") == []
    assert board.title == f"Garden of {GONE}"
    assert board.card("card/1").text == "I know the caretaker of the lighthouse"
    assert board.name_of(board.card("card/1").said or board.card("card/1").by) == GONE
    assert board.card("card/2").text == f"{GONE}’s neighbour and {GONE} ask {GONE}-Hughes"
    before = read(garden.path)
    assert [(event.e, event.t, event.op) for event in before.events] == [
        (event.e, event.t, event.op) for event in read(garden.new).events
    ]


def test_the_words_of_a_card_are_in_no_byte_in_none_of_their_versions(garden: Garden) -> None:
    garden.do(
        EditCard("card/1", text="The lighthouse keeper has a rowing boat", note="It is called\nEsmeralda of the bay")
    )
    garden.do(Undo(read(garden.path).events[-1]))
    garden.do(EditCard("card/3", note="see: i know THE caretaker of the lighthouse. And more"))
    board = garden.forget(label="O1")
    assert garden.holds("caretaker", "lighthouse", "rowing", "Esmeralda") == []
    assert board.card("card/1").text == GONE
    assert board.card("card/1").label == "O1"
    assert board.card("card/3").note == f"see: {GONE}. And more"
    assert board.card("card/2").text.startswith("Siân")


def test_who_is_missing_is_forgotten_by_their_label(garden: Garden) -> None:
    garden.do(NameAbsence("absence/2", "Mrs Pennyfeather"), SetAbsence("absence/2", knows="Mo"))
    garden.do(AddCard("card/4", Kind.QUESTION, "Does mrs pennyfeather's son come?"))
    board = garden.forget(label="N2")
    assert garden.holds("pennyfeather") == []
    assert board.absence("absence/2").who == GONE
    assert board.absence("absence/2").knows == "mo"


def test_short_words_go_only_where_they_are_all_of_a_text(garden: Garden) -> None:
    garden.do(AddCard("card/4", Kind.OFFER, "Tea"), AddCard("card/5", Kind.OFFER, "Tea and cake"))
    garden.do(AddCard("card/6", Kind.QUESTION, "tea"))
    board = garden.forget(label="O2")
    texts = [board.card(f"card/{number}").text for number in (4, 5, 6)]
    assert texts == [GONE, "Tea and cake", GONE]


@pytest.mark.parametrize(
    "odd",
    [
        "si\u0301an with another accent, SIA\u0302N",
        "a mail to sian.evans@example.org, #sian_evans",
        "Evansʼs and Sians Garten",
        "(Siân)…Evans/Evans\u200d",
    ],
)
def test_however_it_is_written(garden: Garden, odd: str) -> None:
    fields = {"text": odd, "tag.siân": True, "odd": [{"Siân": odd}, {"deep": [odd]}], "kind": "question", "label": "Q9"}
    garden.write(Write("card/9", "", None, fields))  # type: ignore[arg-type]
    garden.write(Write("card/9", "owner.siân-evans", None, True), Write("card/9", "note", odd, odd))
    garden.forget(name="siân evans")
    assert garden.holds("sian", "evans") == []


def test_letters_that_json_escapes_and_tables_of_other_programs(garden: Garden) -> None:
    data = garden.path.read_bytes().replace(b',\n"events"', b',\n"notes":{"1":{"x":"Si\\u00e2n was here"}},\n"events"')
    garden.path.write_bytes(data)
    garden.forget(name="Siân Evans")
    assert garden.holds("sian") == []
    assert b"was here" in garden.new.read_bytes()


def test_a_name_in_a_script_without_spaces(garden: Garden) -> None:
    garden.do(AddPerson("田中さくら"), AddCard("card/4", Kind.OFFER, "昨日田中さくらさんが来た"))
    board = garden.forget(name="田中さくら")
    assert "田中さくら" not in garden.new.read_bytes().decode()
    assert board.card("card/4").text.startswith("昨日")


def test_a_part_that_is_another_word_goes_where_it_is_written_as_a_name(garden: Garden) -> None:
    garden.do(AddPerson("May Fox"), AddCard("card/4", Kind.OFFER, "May asks whether we may keep a fox; MAY FOX pays"))
    board = garden.forget(name="May Fox", doubtful=("may", "fox"))
    assert board.card("card/4").text == f"{GONE} asks whether we may keep a fox; {GONE} pays"
    board = garden.forget(name="May Fox", doubtful=("may", "fox"), keep=("May",))
    assert board.card("card/4").text == f"May asks whether we may keep a fox; {GONE} pays"


def test_everybody_whom_it_was_found_to_be_is_forgotten(garden: Garden) -> None:
    garden.do(ChangePerson("siân-evans", name="Siân Morgan"))
    garden.do(AddCard("card/4", Kind.OFFER, "Morgan was Evans"))
    board = garden.forget(name="Siân Morgan")
    assert garden.holds("sian", "evans", "morgan") == []
    assert board.card("card/4").text == f"{GONE} was {GONE}"


def test_a_second_one_is_somebody_else(garden: Garden) -> None:
    garden.do(AddCard("card/4", Kind.OFFER, "A lamp"), name="Mo")
    garden.forget(name="Siân Evans")
    garden.path = garden.new
    garden.new = garden.new.with_name("newer.json")
    found = read(garden.path)
    write(without(found, name_of_person(found, "Mo", GONE, lambda _: False), NEW[:-1] + "8"), garden.new)
    slugs = {person.slug for person in read(garden.new).board.people}
    assert "mo" not in slugs
    assert len(slugs) == len({person.slug for person in found.board.people})


def test_what_stands_nowhere_is_not_forgotten(garden: Garden) -> None:
    found = read(garden.path)
    with pytest.raises(Refusal) as refused:
        without(found, name_of_person(found, "Zorro", GONE, lambda _: False), NEW)
    assert refused.value.name == "nothing-to-forget"


def test_it_is_not_joined_with_an_older_copy(garden: Garden) -> None:
    garden.forget(name="Mo")
    with pytest.raises(Refusal):
        merge_files(garden.path, garden.new)


def test_a_damaged_board_is_not_written_anew(garden: Garden) -> None:
    garden.path.write_bytes(garden.path.read_bytes().replace(b"caretaker", b"undertake"))
    with pytest.raises(BoardDamaged):
        read(garden.path)


def test_files_that_still_hold_the_words_are_found(garden: Garden, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    held = {
        "plain": b"Sian was here",
        "escaped.json": json.dumps({"text": "Siân"}).encode(),
        "decomposed": unicodedata.normalize("NFD", "with siân").encode(),
        "binary": b"\0\x01offerSi\xc3\xa2nEvans\0",
        "large": bytes(33 * 1024 * 1024) + b"sian evans",
    }
    for name, data in held.items():
        (folder / name).write_bytes(data)
    for name, data in {"other": b"Sienna and Jan", "none": b"", "zeros": bytes(99)}.items():
        (folder / name).write_bytes(data)
    unwanted = name_of_person(read(garden.path), "Siân Evans", GONE, lambda _: False)
    found = holders((garden.path, folder, tmp_path / "nowhere"), unwanted, folder / "besides")
    assert {path.name for path in found.files} == {*held, "garden.json"}
    assert found.unread == ()


def test_files_and_folders_that_cannot_be_read_are_named_as_that(
    garden: Garden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "stale").write_bytes(b"Sian")
    (tmp_path / "gone").write_bytes(b"Sian")
    real_read, real_scan = Path.read_bytes, os.scandir

    def read_bytes(path: Path) -> bytes:
        if path.name in {"stale", "gone"}:
            raise OSError(errno.ESTALE if path.name == "stale" else errno.ENOENT, "Stale file handle")
        return real_read(path)

    def scandir(folder: Path) -> Iterator[os.DirEntry[str]]:
        if Path(folder).name == "away":
            raise OSError(errno.ENOTCONN, "Not connected", str(folder))
        return real_scan(folder)

    unwanted = name_of_person(read(garden.path), "Siân Evans", GONE, lambda _: False)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "scandir", scandir)
    found = holders((tmp_path, tmp_path / "nowhere"), unwanted, tmp_path / "besides")
    assert {path.name for path in found.unread} == {"stale", "away"}


def test_words_are_found_whole() -> None:
    unwanted = Unwanted(frozenset({phrase_of("Mo")}), instead="X")
    assert unwanted.text("Mo's more, mo! Momo mos") == "X's more, X! Momo mos"
