"""Boards of other programs: what is read of them, what is left out, and what is said of files that are none."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from other_boards import Json, deck, planka, trello, wekan, written

from cofacil.board.errors import Trouble
from cofacil.board.model import EMPTY
from cofacil.intake.found import Found, Intake, LeftOut
from cofacil.intake.own_json import OwnLog
from cofacil.intake.reading import read_file
from cofacil.language.worded import worded

NOW = 1_795_370_700_000


def read(data: bytes, name: str = "export.json") -> Intake:
    found = read_file(data, name, EMPTY, NOW)
    assert not isinstance(found, OwnLog)
    return found


def by_words(found: Intake) -> dict[str, Found]:
    return {one.text: one for one in found.found}


@pytest.mark.parametrize(
    ("make", "program", "texts"),
    [
        (trello, "Trello", ["First of all: the date", "Who brings tables?", "Book the band"]),
        (wekan, "Wekan", ["The date", "Who brings tables?", "Book the band"]),
        (planka, "Planka", ["The date", "Who brings tables?", "Book the band", "Ask the council"]),
        (deck, "Nextcloud Deck", ["The date", "Who brings tables?", "Book the band"]),
    ],
)
def test_cards_come_in_the_order_of_their_lists(make: Callable[[], Json], program: str, texts: list[str]) -> None:
    found = read(written(make()))
    assert found.program == program
    assert [one.text for one in found.found] == texts
    assert list(found.lists)[:2] == ["To discuss", "Doing"]
    assert found.title in {"Street party", "Party 1"}
    card = by_words(found)["Who brings tables?"]
    assert card.when == "2026-12-03"
    assert "Tom Reed" in card.people
    assert card.tags == ("tables",)
    assert "[x] the hall\n" in card.note
    assert "[ ] the school" in card.note
    assert card.note.startswith("We need")
    assert by_words(found)["Book the band"].is_done
    assert not card.is_done
    assert len({one.key for one in found.found}) == len(found.found)
    assert found == read(written(make())), "the keys are the same each time"


def test_what_trello_has_put_away_stays_there() -> None:
    found = read(written(trello()))
    assert found.left_out == {
        LeftOut.ARCHIVED: 2,
        LeftOut.WORDLESS: 1,
        LeftOut.IN_NO_LIST: 1,
        LeftOut.ATTACHMENT: 1,
    }


def test_what_is_left_out_of_the_others() -> None:
    assert read(written(wekan())).left_out == {LeftOut.ATTACHMENT: 1, LeftOut.ARCHIVED: 1, LeftOut.LINKED: 1}
    assert read(written(planka())).left_out == {LeftOut.ATTACHMENT: 1, LeftOut.ARCHIVED: 1}
    assert read(written(deck())).left_out == {LeftOut.ARCHIVED: 2}


@pytest.mark.parametrize("make", [trello, wekan])
def test_comments_stand_in_the_note_the_oldest_first(make: Callable[[], Json]) -> None:
    note = by_words(read(written(make())))["Who brings tables?"].note
    assert "Tom Reed, Sun 1 November 2026: " in note
    assert note.index("Sun 1 November") < note.index("Mon 2 November")


def test_tasks_of_an_older_planka_hang_on_the_card() -> None:
    assert by_words(read(written(planka())))["The date"].note == "[ ] ask round"
    assert by_words(read(written(planka())))["Ask the council"].is_done


def test_several_boards_of_deck_are_told_apart() -> None:
    assert list(read(written(deck(2))).lists) == [
        "Party 1: To discuss",
        "Party 1: Doing",
        "Party 2: To discuss",
        "Party 2: Doing",
    ]
    one = deck()["boards"]["1"]
    assert len(read(written(one)).found) == len(read(written([one])).found) == 3
    assert len(read(written(list(one["stacks"].values()))).found) == 3


def test_two_thousand_cards() -> None:
    assert len(read(written(trello(2000))).found) == 2003


def test_a_mark_at_the_beginning_and_wide_letters_are_read() -> None:
    data = written(trello())
    assert read(b"\xef\xbb\xbf" + data) == read(data)
    assert read(data.decode().encode("utf-16")) == read(data)
    assert read(data.decode().encode("utf-16-le"))._replace(encoding="") == read(data)


@pytest.mark.parametrize("make", [trello, wekan, planka, deck])
@given(st.data())
def test_a_file_that_is_cut_off_says_so(make: Callable[[], Json], data: st.DataObject) -> None:
    whole = written(make())
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(Trouble) as refused:
        read(whole[:cut])
    assert refused.value.name in {"import-cut-off", "import-broken"}
    assert worded(refused.value)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "import-empty"),
        (b" \n", "import-empty"),
        (b"{}", "import-of-no-program"),
        (b"[]", "import-of-no-program"),
        (b'{"cards": [], "lists": 3}', "import-of-no-program"),
        (b'{"format": "cofacil-show/1"}', "import-of-show"),
        (b'{"_meta": {}, "events": {}}', "import-of-board-file"),
        (b'{"format": "cofacil-log/9"}', "log-of-newer"),
        (b"{not json}", "import-broken"),
        (b'{"lists": [', "import-cut-off"),
        (b"[" * 100_000, "import-broken"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "import-no-text"),
    ],
)
def test_what_is_no_board_is_said(data: bytes, name: str) -> None:
    with pytest.raises(Trouble) as refused:
        read(data)
    assert refused.value.name in {name, "import-cut-off"} if data.startswith(b"[[") else refused.value.name == name
    assert worded(refused.value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.sampled_from(["c1", "l1", "k"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "_id", "name"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.mark.parametrize("make", [trello, wekan, planka, deck])
@given(st.data())
def test_whatever_another_version_writes_is_no_mistake_of_ours(make: Callable[[], Json], data: st.DataObject) -> None:
    tables = make()
    for _ in range(data.draw(st.integers(1, 4))):
        _spoil(tables, data)
    with suppress(Trouble):
        assert all(one.text and one.place for one in read(written(tables)).found)


def _spoil(tables: object, data: st.DataObject) -> None:
    """Put something else in the place of one thing, somewhere inside."""
    at: object = tables
    while True:
        keys: list[object] = list(at) if isinstance(at, dict) else list(range(len(at))) if isinstance(at, list) else []
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = at[key]  # type: ignore[index]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            at[key] = data.draw(_JSON)  # type: ignore[index]
            return
        at = inner


def test_cards_of_a_lane_that_wekan_put_away_stay_there() -> None:
    tables = wekan()
    tables["swimlanes"].append({"_id": "old", "title": "Last year", "archived": True})
    tables["cards"].append({"_id": "c9", "title": "Old", "listId": "l1", "archived": False, "swimlaneId": "old"})
    before, after = (read(written(each)).left_out[LeftOut.ARCHIVED] for each in (wekan(), tables))
    assert after == before + 1
    assert "Old" not in [one.text for one in read(written(tables)).found]


def test_what_was_said_below_a_card_that_trello_copied_is_in_its_note() -> None:
    tables = trello()
    for action in tables["actions"]:
        if action["type"] == "commentCard":
            action["type"] = "copyCommentCard"
    assert [one.note for one in read(written(tables)).found] == [one.note for one in read(written(trello())).found]


def test_boards_of_deck_by_their_numbers_alone() -> None:
    tables = deck()
    assert read(written(tables["boards"])).found == read(written(tables)).found


def test_a_part_that_trello_plays_may_be_anything() -> None:
    tables = trello()
    for card in tables["cards"]:
        card["cardRole"] = ["mirror"]
    assert read(written(tables)).found == read(written(trello())).found


def test_a_list_that_trello_knows_by_nothing_has_no_cards() -> None:
    tables = trello()
    tables["lists"].append({"id": None, "name": None})
    tables["cards"].append({"id": "c9", "name": "Lost", "idList": None})
    found = read(written(tables))
    assert "Lost" not in [one.text for one in found.found]
    assert found.left_out[LeftOut.IN_NO_LIST] == read(written(trello())).left_out[LeftOut.IN_NO_LIST] + 1
