"""Lines from paper, and tables of whatever program: our own among them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY
from cofacil.board.slugs import ROOM
from cofacil.intake.found import Intake, LeftOut
from cofacil.intake.lists import Into, becomes, read_map
from cofacil.intake.own_json import OwnLog
from cofacil.intake.reading import read_file

NOW = 1_795_370_700_000


def read(text: str, name: str = "party.csv", encoding: str = "utf-8") -> Intake:
    found = read_file(text.encode(encoding), name, EMPTY, NOW)
    assert not isinstance(found, OwnLog)
    return found


@pytest.mark.parametrize("sep", [",", ";", "\t", "|"])
def test_whatever_stands_between_cells(sep: str) -> None:
    rows = [
        ["Title", "List", "Due date", "Labels"],
        ['Who brings "it", and when; so?', "To discuss", "2026-12-03", "a"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=sep).writerows(rows)
    (found,) = read(out.getvalue()).found
    assert found.text == 'Who brings "it", and when; so?'
    assert (found.place, found.when, found.tags) == ("To discuss", "2026-12-03", ("a",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_however_its_letters_are_written(encoding: str) -> None:
    found = read("Words;List\r\nÜber die Brücke;Fragen\r\n", encoding=encoding)
    assert [one.text for one in found.found] == ["Über die Brücke"]
    assert bool(found.encoding) == (encoding in {"utf-16-le", "utf-16-be", "cp1252"})


def test_a_table_without_a_head_says_what_it_wants() -> None:
    with pytest.raises(Trouble) as refused:
        read("Tom,van\nAna,drill\n")
    assert refused.value.name == "import-table-without-head"


def test_rows_without_words_and_archived_ones_are_counted() -> None:
    found = read("text,list,archived\nOne,A,false\n,A,\nTwo,A,true\n")
    assert found.left_out == {LeftOut.WORDLESS: 1, LeftOut.ARCHIVED: 1}
    assert [one.text for one in found.found] == ["One"]


def test_lists_that_say_what_they_are_are_not_asked_for() -> None:
    found = read("words,kind\nOne,question\nTwo,Offers\nThree,Not here\nFour,Whatever\n")
    assert found.known_lists == {"question": Kind.QUESTION, "Offers": Kind.OFFER, "Not here": Into.MISSING}


def test_a_day_as_people_write_it_and_one_that_is_none() -> None:
    one, two = read("words,by when,note\nOne,3 dec,x\nTwo,sometime,x\n").found
    assert one.when == "2026-12-03"
    assert (two.when, two.note) == ("", "x\n\nBy: sometime")


def test_the_same_row_twice_is_two_cards_and_the_same_file_has_the_same_keys() -> None:
    text = "words,list\nOne,A\nOne,A\n"
    keys = [one.key for one in read(text).found]
    assert len(set(keys)) == 2
    assert [one.key for one in read(text).found] == keys


def test_lines_have_signs_bullets_heads_names_days_and_themes() -> None:
    found = read(
        "? Who opens the gate?\n+ my van @Tom #van\n> ring them @Tom ^3/12\n- [x] done already\n\n"
        "## Open issues\n1. The key is lost\n* It rains\n\nNot here:\n• Night cleaners\n> we clear it @us\n",
        "paper.txt",
    )
    places = {one.text: one.place for one in found.found}
    assert places == {
        "Who opens the gate?": "Questions",
        "my van": "Offers",
        "ring them": "Actions",
        "done already": "lines",
        "The key is lost": "Open issues",
        "It rains": "Open issues",
        "Night cleaners": "Not here",
        "we clear it": "Actions",
    }
    by_words = {one.text: one for one in found.found}
    assert by_words["my van"].said == "Tom"
    assert by_words["my van"].tags == ("van",)
    assert by_words["ring them"].people == ("Tom",)
    assert by_words["ring them"].when == "2026-12-03"
    assert by_words["we clear it"].people == (ROOM,)
    assert by_words["done already"].is_done
    assert list(found.lists)[3:4] == ["lines"]
    assert "lines" not in found.known_lists


@pytest.mark.parametrize("name", ["paper.txt", "paper", ""])
def test_lines_with_commas_are_lines(name: str) -> None:
    assert len(read("One, two, three\nFour, five, six\n", name).found) == 2


def test_a_table_is_known_by_its_head_whatever_it_is_called() -> None:
    assert [one.text for one in read("Card Name,List Name\nOne,A\n", "").found] == ["One"]


@given(st.text(), st.sampled_from(["a.csv", "a.txt", "a", "a.json"]))
def test_whatever_is_in_a_file_is_no_mistake_of_ours(text: str, name: str) -> None:
    try:
        found = read_file(text.encode("utf-8", "surrogatepass"), name, EMPTY, NOW)
    except Trouble:
        return
    assert isinstance(found, Intake)
    assert all(one.text and one.place and one.key for one in found.found)


@given(st.binary(max_size=200))
def test_whatever_bytes_come(data: bytes) -> None:
    try:
        read_file(data, "a", EMPTY, NOW)
    except Trouble:
        return


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("question", Kind.QUESTION),
        ("Actions", Kind.ACTION),
        ("open issue", Kind.ISSUE),
        ("MISSING", Into.MISSING),
        ("not here", Into.MISSING),
        ("skip", Into.NOTHING),
        ("banana", None),
    ],
)
def test_words_for_kinds(word: str, meant: object) -> None:
    assert becomes(word) == meant


def test_lists_are_named_however_they_are_written() -> None:
    lists = ("To discuss", "Café, later", "Done = good")
    assert read_map(["to discuss=question,cafe, later=offer", "Done = good=nothing"], lists) == {
        "To discuss": Kind.QUESTION,
        "Café, later": Kind.OFFER,
        "Done = good": Into.NOTHING,
    }


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Nope=question", "import-no-such-list"), ("A=banana", "import-no-such-kind"), ("A", "import-no-such-kind")],
)
def test_what_is_not_understood_is_said(typed: str, name: str) -> None:
    with pytest.raises(Trouble) as refused:
        read_map([typed], ["A"])
    assert refused.value.name == name


def test_who_made_a_card_is_not_who_will_do_it() -> None:
    rows = (
        "Title,Description,List,Swimlane,Owner,Requested By,Members,Assignee\n"
        "Paint the gate,Green,Doing,Default,admin, ,tomr,ana\n"
    )
    (one,) = read(rows, "wekan.csv").found
    assert (one.people, one.place, one.note) == (("ana",), "Doing", "Green")


def test_the_table_that_trello_makes() -> None:
    rows = (
        "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Archived,Start Date,Due Complete\n"
        "5f,Book the band,https://x.example,Ask Tom,tables,Tom Reed,2026-12-03T11:00:00.000Z,6a,Doing,false,,true\n"
    )
    (one,) = read(rows, "trello.csv").found
    assert (one.text, one.place, one.people, one.is_done) == ("Book the band", "Doing", ("Tom Reed",), True)
