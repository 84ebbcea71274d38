"""The whole log as JSON: as its schema says, read back to the byte, and without what nobody may see."""

import json
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from exporting import BOARD_ID, START, Written, board_of, carried, example
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import StrikeOut
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.errors import Trouble
from cofacil.board.fold import fold
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY
from cofacil.export.given_away import Giving
from cofacil.export.initials import Names
from cofacil.export.log_json import log_json
from cofacil.intake.own_json import is_own, own_log
from cofacil.store.board_file import BoardFile
from cofacil.store.take_in import take_in

SCHEMA = json.loads(files("cofacil.export").joinpath("log.schema.json").read_text())


def valid(data: bytes) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(data), SCHEMA)


def taken_in(data: bytes, path: Path) -> bytes:
    """Return what is exported of the board that is made of an export."""
    log = own_log(json.loads(data))
    take_in(path, log.board, log.created, log.events)
    file = BoardFile.open(path, for_writing=True)
    assert file.damage is None
    events = tuple(file.read(0))
    made = carried(events, Giving())._replace(board_id=file.board_id, created=file.storage.header.meta.created)
    file.close()
    return log_json(made)


@pytest.mark.parametrize("how", Names)
def test_out_and_in_and_out_again_is_the_same_to_the_byte(tmp_path: Path, how: Names) -> None:
    data = log_json(example().exported(Giving(how)))
    valid(data)
    assert taken_in(data, tmp_path / "board.json") == data


def test_the_board_that_comes_of_it_is_the_board(tmp_path: Path) -> None:
    written = example()
    log = own_log(json.loads(log_json(written.exported())))
    assert log.board == BOARD_ID
    assert log.created == START - 1000
    assert fold(EMPTY, log.events) == written.room.board


def test_what_was_struck_out_and_what_is_quiet_is_in_no_word_of_it(tmp_path: Path) -> None:
    written = Written()
    written.do(AddCard("card/1", Kind.QUESTION, "my secret", note="deep", tags=("hush",)))
    written.do(EditCard("card/1", text="my other secret"))
    written.do(StrikeOut("card/1"))
    written.do(BeginQuiet(written.id("step")))
    written.do(AddCard("card/2", Kind.QUESTION, "not yet said"))
    data = log_json(written.exported())
    assert not any(words in data for words in (b"secret", b"deep", b"hush", b"not yet said"))
    valid(data)
    assert taken_in(data, tmp_path / "board.json") == data
    assert len(json.loads(data)["events"]) == written.room.board.position


def test_a_copy_with_initials_is_another_board() -> None:
    ids = {json.loads(log_json(example().exported(Giving(how))))["board"] for how in Names}
    assert len(ids) == 3
    assert BOARD_ID in ids


def test_one_meeting_is_no_log() -> None:
    with pytest.raises(Trouble) as refused:
        log_json(example().exported(chosen="1"))
    assert refused.value.name == "log-is-whole"


def test_what_people_type_comes_through(tmp_path: Path) -> None:
    written = Written()
    words = "“quotes” \\ / </script> \N{PILE OF POO} Żółw مرحبا"
    written.do(AddCard("card/1", Kind.QUESTION, words, note="one\ntwo"))
    data = log_json(written.exported())
    assert board_of(own_log(json.loads(data)).events).card("card/1").text == words
    assert taken_in(data, tmp_path / "board.json") == data


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"format": "cofacil-log/2"}, "log-of-newer"),
        ({"board": "x"}, "log-without-head"),
        ({"created": 1.5}, "log-without-head"),
        ({"created": True}, "log-without-head"),
        ({"events": {}}, "log-without-head"),
        ({"events": []}, "log-empty"),
    ],
)
def test_what_is_no_log_is_said(change: dict[str, object], name: str) -> None:
    tables = json.loads(log_json(example().exported())) | change
    assert is_own(tables)
    with pytest.raises(Trouble) as refused:
        own_log(tables)
    assert refused.value.name == name


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)


@given(st.data())
def test_no_other_event_comes_in(data: st.DataObject) -> None:
    tables = json.loads(log_json(_ONE))
    number = data.draw(st.integers(0, len(tables["events"]) - 1))
    field = data.draw(st.sampled_from([*tables["events"][number]]))
    tables["events"][number][field] = data.draw(_VALUES)
    with suppress(Trouble):
        log = own_log(tables)
        jsonschema.validate(tables, SCHEMA)
        fold(EMPTY, log.events)


_WRITTEN = Written()
_WRITTEN.do(AddCard("card/1", Kind.QUESTION, "one"))
_ONE = _WRITTEN.exported()
