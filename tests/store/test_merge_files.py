"""Two files of one board, changed apart, become one: the same bytes whichever is named first, every change, every conflict."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storing import BOARD, OTHER_BOARD, START, adding

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import FoundBoard, SetBoard
from cofacil.board.commands.moving import MoveCard, PutAway
from cofacil.board.errors import BoardDamaged, NewerFormat, Refusal
from cofacil.board.kinds import Kind
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.store.layout import Meta, lay_out
from cofacil.store.lock import sidecar
from cofacil.store.merge_files import MergedFiles, merge_files, write_merged


class Copies:
    """Two copies of one board, and a clock for each computer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = HandClock(START)
        self.one, self.two = folder / "one.json", folder / "two.json"
        BoardFile.create(self.one, START, BOARD).close()
        self.do(
            self.one, FoundBoard("absence/1", "Garden"), AddCard("card/first", Kind.QUESTION, "Who opens the gate?")
        )
        self.two.write_bytes(self.one.read_bytes())
        sidecar(self.two).write_bytes(sidecar(self.one).read_bytes())

    def do(self, path: Path, *commands: Command, name: str = "Ana") -> None:
        log = BoardFile.open(path, for_writing=True)
        room = Room(log, self.clock)
        room.pull()
        for command in commands:
            self.clock.pass_minutes(0.1)
            room.do(Seat(name), command)
        log.close()

    def merged(self) -> MergedFiles:
        merged = merge_files(self.one, self.two)
        other = merge_files(self.two, self.one)
        assert merged.image == other.image
        assert merged.written_twice == other.written_twice
        assert (merged.both, merged.first, merged.second) == (other.both, other.second, other.first)
        return merged


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    return Copies(tmp_path)


def names(path: Path) -> list[str]:
    log = BoardFile.open(path, for_writing=False)
    try:
        return [event.e for event in log.read(0)]
    finally:
        log.close()


def test_every_change_of_both_is_in_it_and_it_is_a_sound_board(copies: Copies) -> None:
    copies.do(copies.one, AddCard("card/a", Kind.OFFER, "A spade"), name="Joe")
    copies.do(copies.two, AddCard("card/b", Kind.OFFER, "A van"), AddCard("card/c", Kind.ISSUE, "Cars"), name="Mo")
    merged = copies.merged()
    place = write_merged(merged, copies.folder / "joined.json")
    assert set(names(place)) == set(names(copies.one)) | set(names(copies.two))
    assert all(first < second for first, second in pairwise(names(place)))
    log = BoardFile.open(place, for_writing=True)
    assert log.damage is None
    log.append(adding(1))
    log.close()
    assert merged.written_twice == ()


def test_a_board_joined_with_itself_is_itself_byte_for_byte(copies: Copies) -> None:
    copies.do(copies.one, MoveCard("card/first", Kind.OFFER))
    merged = merge_files(copies.one, copies.one)
    assert merged.image == copies.one.read_bytes()
    assert (merged.first, merged.second, merged.written_twice) == (0, 0, ())
    place = write_merged(merged, copies.folder / "joined.json")
    assert merge_files(place, copies.one).image == place.read_bytes()


def test_an_older_copy_adds_nothing(copies: Copies) -> None:
    copies.do(copies.one, AddCard("card/a", Kind.OFFER, "A spade"))
    assert copies.merged().image == copies.one.read_bytes()


def test_everything_that_both_changed_is_listed_and_the_later_stands(copies: Copies) -> None:
    copies.do(copies.one, EditCard("card/first", text="Who opens the gate, and when?"), SetBoard("Orchard"), name="Joe")
    copies.do(copies.two, EditCard("card/first", text="Who has the key?"), name="Mo")
    copies.do(copies.two, SetBoard("Meadow"), MoveCard("card/first", Kind.ISSUE), name="Mo")
    merged = copies.merged()
    listed = {(each.entity, each.field, each.by, each.after, each.found) for each in merged.written_twice}
    assert listed == {
        ("card/first", "text", "mo", "Who has the key?", "Who opens the gate, and when?"),
        ("card/first", "heard_by", "mo", "mo", "joe"),
        ("board", "title", "mo", "Meadow", "Orchard"),
    }


def test_what_one_copy_has_joined_before_is_no_news(copies: Copies) -> None:
    copies.do(copies.one, SetBoard("Orchard"), name="Joe")
    copies.do(copies.two, SetBoard("Meadow"), name="Mo")
    place = write_merged(copies.merged(), copies.folder / "joined.json")
    assert merge_files(place, copies.one).written_twice == ()
    assert merge_files(place, copies.two).image == place.read_bytes()


def test_fields_of_a_newer_cofacil_and_tables_of_another_program_stay(copies: Copies) -> None:
    for path, table in ((copies.one, "notes"), (copies.two, "more")):
        data = path.read_bytes().replace(b',\n"events"', b',\n"%b":{"1":{"x":1}},\n"events"' % table.encode())
        path.write_bytes(data)
    image = copies.merged().image
    assert image.count(b'"notes"') == image.count(b'"more"') == 1


def test_two_changes_of_one_name_are_one_either_way_round(copies: Copies) -> None:
    for path, title in ((copies.one, "Orchard"), (copies.two, "Meadow")):
        path.write_bytes(relaid(path, lambda docs, title=title: docs[0]["w"][0][3].update(title=title)))  # type: ignore[misc]
        sidecar(path).unlink()
    image = copies.merged().image
    assert image.count(b"Meadow") + image.count(b"Orchard") == 1


def test_a_board_whose_changes_stand_in_an_order_of_their_own_is_itself(copies: Copies) -> None:
    copies.one.write_bytes(relaid(copies.one, lambda docs: docs.reverse()))
    sidecar(copies.one).unlink()
    assert merge_files(copies.one, copies.one).image == copies.one.read_bytes()


def relaid(path: Path, change: Callable[[list[Any]], object]) -> bytes:
    """Return a board as another program might have written it."""
    tables = json.loads(path.read_bytes())
    docs = list(tables["events"].values())
    for doc in docs:
        del doc["x"]
    change(docs)
    return lay_out(Meta(tables["_meta"]["1"]), b"", docs)


def test_only_copies_of_one_board_are_joined(copies: Copies, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    BoardFile.create(other, START, OTHER_BOARD).close()
    with pytest.raises(Refusal) as refused:
        merge_files(copies.one, other)
    assert refused.value.name == "not-copies-of-one-board"


def test_damaged_newer_and_taken(copies: Copies) -> None:
    place = write_merged(merge_files(copies.one, copies.one), copies.folder / "joined.json")
    with pytest.raises(Refusal):
        write_merged(merge_files(copies.one, copies.one), place)
    good = copies.two.read_bytes()
    copies.two.write_bytes(good.replace(b"the gate", b"the goat"))
    with pytest.raises(BoardDamaged):
        merge_files(copies.one, copies.two)
    sidecar(copies.two).unlink()
    copies.two.write_bytes(good.replace(b"cofacil/1", b"cofacil/2"))
    with pytest.raises((NewerFormat, BoardDamaged)):
        merge_files(copies.one, copies.two)


COMMANDS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["add", "edit", "move", "away", "title"]), st.integers(0, 3)), max_size=8
)


@settings(max_examples=40)
@given(COMMANDS)
def test_whatever_both_did_it_is_the_same_board_either_way_round(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[bool, str, int]]
) -> None:
    copies = Copies(tmp_path_factory.mktemp("copies"))
    for number, (is_one, what, which) in enumerate(done):
        made: dict[str, Command] = {
            "add": AddCard(f"card/{number}", Kind.OFFER, f"A spade {number}"),
            "edit": EditCard("card/first", text=f"Words {which}"),
            "move": MoveCard("card/first", list(Kind)[which]),
            "away": PutAway("card/first"),
            "title": SetBoard(f"Title {which}"),
        }
        try:
            copies.do(copies.one if is_one else copies.two, made[what], name="Joe" if is_one else "Mo")
        except Refusal:
            continue
    merged = copies.merged()
    assert {event.e for event in merged.events} == set(names(copies.one)) | set(names(copies.two))
    place = write_merged(merged, copies.folder / "joined.json")
    assert merge_files(place, place).image == place.read_bytes()
    assert merge_files(place, copies.one).image == place.read_bytes()
