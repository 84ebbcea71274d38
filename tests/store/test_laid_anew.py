"""A board that another program laid out anew and whose meaning it kept: it is the same board, to the byte once it is written to."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from laid_anew import WAYS
from storing import BOARD, START, adding, new_board, texts, words

from cofacil.board.errors import BoardDamaged
from cofacil.board.events import Change, Draft, Event, Json, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.board.records import Card
from cofacil.example.meeting import example_log
from cofacil.language.worded import worded
from cofacil.settings import Settings
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import as_it_stands, seal_of, to_doc
from cofacil.store.event_table import BoardDB
from cofacil.store.forget import read, without
from cofacil.store.layout import CLOSER, header_bytes, lay_out, new_meta
from cofacil.store.lock import sidecar
from cofacil.store.merge_files import merge_files
from cofacil.store.salvage import salvage
from cofacil.store.take_in import copies_of
from cofacil.store.unwanted import Unwanted
from cofacil.wiring.practice import load_practice
from troubles import tells

NOW = 1_797_793_500_000
EVENTS = 5


TEXT = "“Zäune” \U0001f33b ki\u0323t \u2028 </script> 1e5"


def full_board(folder: Path) -> Path:
    path = new_board(folder, 0)
    file = BoardFile.open(path, for_writing=True)
    for number in range(1, EVENTS + 1):
        file.append(adding(number, text=f"{TEXT} {number}"))
    file.close()
    return path


def append_again(path: Path) -> None:
    file = BoardFile.open(path, for_writing=True)
    file.append(adding(99, text="afterwards"))
    file.close()


@pytest.mark.parametrize("way", WAYS)
def test_it_is_read_as_it_is_and_put_back_by_who_writes(tmp_path: Path, way: str) -> None:
    path = full_board(tmp_path)
    whole, before = path.read_bytes(), texts(path)
    path.write_bytes(WAYS[way](json.loads(whole)))
    foreign = path.read_bytes()
    reader = BoardFile.open(path, for_writing=False)
    assert reader.damage is None
    assert texts(path) == before
    assert path.read_bytes() == foreign
    append_again(path)
    assert path.read_bytes().startswith(whole.removesuffix(CLOSER))
    assert texts(path) == [*before, "afterwards"]


@pytest.mark.parametrize("way", WAYS)
def test_a_board_that_is_only_begun_is_the_same(tmp_path: Path, way: str) -> None:
    path = new_board(tmp_path, 0)
    whole = path.read_bytes()
    path.write_bytes(WAYS[way](json.loads(whole)))
    assert texts(path, for_writing=True) == []
    assert path.read_bytes() == whole


@pytest.mark.parametrize("way", WAYS)
def test_one_that_is_open_meanwhile_goes_on(tmp_path: Path, way: str) -> None:
    path = full_board(tmp_path)
    file, reader = BoardFile.open(path, for_writing=True), BoardFile.open(path, for_writing=False)
    file.read(0)
    reader.read(0)
    path.write_bytes(WAYS[way](json.loads(path.read_bytes())))
    assert list(reader.read(EVENTS)) == []
    file.append(adding(6))
    assert [event.writes[0].entity for event in reader.read(EVENTS)] == ["card/6"]
    assert len(texts(path)) == EVENTS + 1


@pytest.mark.parametrize("way", WAYS)
def test_a_word_that_was_changed_besides_is_named_and_the_rest_can_be_saved(tmp_path: Path, way: str) -> None:
    path = full_board(tmp_path)
    tables = json.loads(path.read_bytes())
    tables["events"]["3"]["w"][0][3]["text"] += "!"
    path.write_bytes(WAYS[way](tables))
    foreign = path.read_bytes()
    with tells(BoardDamaged, "laid out anew by another program, and change 3"):
        append_again(path)
    reader = BoardFile.open(path, for_writing=False)
    assert reader.damage is not None
    assert "change 3" in worded(reader.damage)
    assert len(reader.read(0)) == 2
    assert path.read_bytes() == foreign
    saved = salvage(path, tmp_path / "saved.json")
    assert (saved.kept, saved.lost) == (EVENTS - 1, 1)


@pytest.mark.parametrize("into", ["NFD", "NFC"])
def test_letters_that_look_the_same_are_not_the_same(tmp_path: Path, into: Any) -> None:
    import unicodedata

    path = full_board(tmp_path)
    tables = json.loads(path.read_bytes())
    fields = tables["events"]["2"]["w"][0][3]
    fields["text"] = unicodedata.normalize(into, fields["text"])
    path.write_text(json.dumps(tables, sort_keys=True))
    with tells(BoardDamaged, "change 2"):
        append_again(path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"by": "ana"', '"by": "ana", "by": "ana"'),
        ('"kind": "question"', '"kind": "offer", "kind": "question"'),
        ('"events": {', '"events": {"1": {}, '),
        ('"_meta": {', '"_meta": {"1": 1}, "_meta": {'),
        ('"label": "Q1"', '"label": "Q1", "label": "Q1"'),
    ],
)
def test_what_is_said_twice_is_never_taken_for_once(tmp_path: Path, before: str, after: str) -> None:
    path = full_board(tmp_path)
    foreign = json.dumps(json.loads(path.read_bytes()), sort_keys=True).replace(before, after, 1)
    path.write_text(foreign)
    with pytest.raises(BoardDamaged):
        append_again(path)
    assert path.read_text() == foreign


FOREIGN = r'{"1":{"a":1.0,"b":1e0,"a":2,"long":1.00000000000000000001,"esc":"\ud83d\ude00\u00e9\/","half":"\ud800","big":12345678901234567890123}}'


@pytest.mark.parametrize("first", [True, False])
def test_tables_of_others_stay_to_the_letter(tmp_path: Path, first: bool) -> None:
    path = full_board(tmp_path)
    table = f'"of others": {FOREIGN}'
    ours = json.dumps(json.loads(path.read_bytes()), sort_keys=True)[1:-1]
    path.write_text(f"{{{table}, {ours}}}" if first else f"{{{ours},\n  {table} }}\n")
    append_again(path)
    assert f'\n"of others":{FOREIGN},\n' in path.read_text()
    append_again(path)
    assert len(texts(path)) == EVENTS + 2
    merged = merge_files(path, path)
    assert merged.image == path.read_bytes()
    kept = salvage(path, tmp_path / "saved.json")
    assert FOREIGN in kept.path.read_text()


def old_file(events: Sequence[Event], board: str = BOARD) -> bytes:
    """Write a board as it was written before keys were sorted."""
    meta = new_meta(board, START)
    checksum, lines = meta.seed, []
    for number, event in enumerate(events, 1):
        doc = {key: value for key, value in to_doc(event).items() if key != "o"}
        line = b'"%d":%b' % (number, as_it_stands(doc)[:-1])
        checksum = crc32(line, checksum)
        lines.append(line + seal_of(checksum) + b"\n")
    return header_bytes(meta) + b",".join(lines) + CLOSER


def happened() -> list[Event]:
    practice, _said = load_practice(Settings())
    return list(example_log(practice, NOW).read(0))


def test_an_old_file_is_read_and_appended_to_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(old_file(happened()))
    old = path.read_bytes()
    file = BoardFile.open(path, for_writing=True)
    assert list(file.read(0)) == happened()
    file.append(adding(99))
    assert path.read_bytes().startswith(old.removesuffix(CLOSER))


@pytest.mark.parametrize("way", WAYS)
def test_an_old_file_that_was_laid_out_anew_is_found_again(tmp_path: Path, way: str) -> None:
    path = tmp_path / "old.json"
    old = old_file(happened())
    path.write_bytes(WAYS[way](json.loads(old)))
    file = BoardFile.open(path, for_writing=True)
    assert path.read_bytes() == old
    assert list(file.read(0)) == happened()


def with_themes(*names: str) -> Write:
    made: dict[str, Json] = {
        "kind": "question",
        "label": "Q1",
        "text": "Who has a key?",
        **{f"tag.{name}": True for name in names},
    }
    return Write("card/1", "", None, made)


def one_card(path: Path) -> Card:
    file = BoardFile.open(path, for_writing=False)
    card = fold(EMPTY, file.read(0)).records["card/1"]
    file.close()
    assert isinstance(card, Card)
    return card


@pytest.mark.parametrize("way", [None, *WAYS])
@pytest.mark.parametrize("is_old", [False, True])
def test_themes_stay_in_the_order_in_which_they_were_given(tmp_path: Path, way: str | None, is_old: bool) -> None:
    given = ("soup", "Äpfel", "bread")
    path = tmp_path / "board.json"
    file = BoardFile.create(path, START, BOARD)
    file.append(lambda _: [Draft(START, "ana", "add", "", Change("card.add", (with_themes(*given),)))])
    if is_old:
        path.write_bytes(old_file(file.read(0)))
        sidecar(path).unlink()
    if way:
        path.write_bytes(WAYS[way](json.loads(path.read_bytes())))
    assert one_card(path).tags == given
    image = merge_files(path, path).image
    (tmp_path / "merged.json").write_bytes(image)
    assert one_card(tmp_path / "merged.json").tags == given
    assert one_card(salvage(path, tmp_path / "saved.json").path).tags == given
    found = read(path)
    (tmp_path / "less.json").write_bytes(without(found, unwanted("bread", "water"), "01KAK7ZZZZ0000000000000009"))
    assert one_card(tmp_path / "less.json").tags == ("soup", "Äpfel", "water")


def unwanted(word: str, instead: str) -> Unwanted:
    return Unwanted(phrases=frozenset({(word,)}), instead=instead)


@pytest.mark.parametrize(
    "order", [7, [7], [[0]], [[0, 7]], [[0, [5, 6, 7]]], [[9, [0]]], [["0", [0]]], [[0, [True, 0, 0]]]]
)
def test_an_order_that_says_nothing_is_passed_over(tmp_path: Path, order: object) -> None:
    doc = to_doc(Event("01KAK802419390RXWMC6NTS72D", START, "ana", "card.add", (with_themes("b", "a", "c"),)))
    path = tmp_path / "board.json"
    path.write_bytes(lay_out(new_meta(BOARD, START), b"", [{**doc, "o": order}]))
    assert one_card(path).tags == ("a", "b", "c")


def test_copies_of_which_one_was_laid_out_anew_are_one_board(tmp_path: Path) -> None:
    path = full_board(tmp_path)
    copy = tmp_path / "copy.json"
    copy.write_bytes(WAYS["sorted and indented"](json.loads(path.read_bytes())))
    append_again(path)
    for one, two in ((path, copy), (copy, path)):
        merged = merge_files(one, two)
        assert len(merged.events) == EVENTS + 1
        assert merged.written_twice == ()
        assert merged.image == path.read_bytes()
    assert copies_of(BOARD, tmp_path) == ["board", "copy"]


def test_what_one_copy_says_itself_is_no_news_in_whatever_order_the_other_says_it(tmp_path: Path) -> None:
    events = [
        Event(
            "01KAK802419390RXWMC6NTS72D",
            START,
            "ana",
            "card.done",
            (Write("card/1", "done", None, {"how": "b", "at": 1}),),
        ),
        Event(
            "01KAK802419390RXWMC6NTS72E",
            START,
            "bo",
            "card.done",
            (Write("card/1", "done", None, {"how": "a", "at": 2}),),
        ),
    ]
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_bytes(old_file(events))
    two.write_bytes(lay_out(new_meta(BOARD, START), b"", list(map(to_doc, events))))
    assert merge_files(one, two).written_twice == merge_files(two, one).written_twice == ()
    assert merge_files(one, two).image == two.read_bytes()


def test_a_document_of_a_script_keeps_its_numbers(tmp_path: Path) -> None:
    path = new_board(tmp_path, 0)
    with BoardDB(path) as board:
        board.insert({"whole": 1.0, "half": 0.5, "a": {"z": 1, "b": 2}})
    whole = path.read_bytes()
    path.write_text(json.dumps(json.loads(whole), sort_keys=True, indent=1))
    with BoardDB(path) as board:
        assert board.all() == [{"whole": 1.0, "half": 0.5, "a": {"z": 1, "b": 2}}]
    assert path.read_bytes() == whole


def test_a_script_cannot_say_what_the_checksum_is(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    with BoardDB(path) as board, pytest.raises(ValueError, match="checksum"):
        board.insert({"x": "mine"})
    assert texts(path) == words(1)
