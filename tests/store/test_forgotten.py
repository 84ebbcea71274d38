"""Whatever has happened on a board, what is forgotten is in no byte of the new file, no undo has it, and the rest is as it was."""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from happenings import DECK, NAMES, Step, history, steps
from hypothesis import given, settings
from hypothesis import strategies as st
from storing import BOARD, START

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Agree
from cofacil.board.commands.cards import AddCard, EditCard, TakeCard
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.commands.one_person import MakeOne
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.steps import LayPlan
from cofacil.board.commands.themes import GatherCard
from cofacil.board.errors import Refusal
from cofacil.board.events import Event, Json
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board, Who
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.records import Absence, Card
from cofacil.store.board_file import BoardFile
from cofacil.store.forget import (
    Found,
    both,
    name_of_person,
    read,
    said_by,
    without,
    words_of_entity,
    words_of_things,
    write,
)
from cofacil.store.take_in import take_in
from cofacil.store.unwanted import Unwanted
from wall import Wall

NEW = "01KAK7ZZZZ0000000000000009"
GONE, SOMEBODY, CALLED = "removed at their wish", "somebody", "somebody who left no name"


def plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))


def stands_in(data: bytes, words: str) -> bool:
    """Say whether words stand in a file by a rule of its own: in any case, without accents, escaped, side by side."""
    text = data.decode()
    wanted = r"\b" + r"[\W_]+".join(map(re.escape, re.findall(r"\w+", plain(words)))) + r"\b"
    every = (text, json.dumps(json.loads(text), ensure_ascii=False))  # as it is, and with what was escaped
    return any(re.search(wanted, plain(each)) for each in every)


class Anew:
    """A board of some events, and what comes of forgetting something of it."""

    def __init__(self, events: Sequence[Event], folder: Path) -> None:
        self.path, self.new = folder / "old.json", folder / "new.json"
        take_in(self.path, BOARD, START, events)
        self.found: Found = read(self.path)

    def without(self, unwanted: Unwanted, *things: str) -> Board:
        write(without(self.found, unwanted, NEW, *things), self.new)
        log = BoardFile.open(self.new, for_writing=True)
        try:
            assert log.damage is None
            self.events = log.read(0)
        finally:
            log.close()
        self.bytes = self.new.read_bytes()
        return fold(EMPTY, self.events)

    def name(self, name: str, also: tuple[str, ...] = ()) -> Unwanted:
        return name_of_person(self.found, name, SOMEBODY, {"will", "mark"}.__contains__, (), CALLED, also)


def shape(board: Board) -> object:
    """Return what of a board has nothing to do with anybody's name or words."""
    return (
        {entity for entity in board.records if not entity.startswith("person/")},
        {kind: [(card.id, card.label, card.when, card.is_done) for card in board.columns[kind]] for kind in Kind},
        [(absence.id, absence.label, absence.state) for absence in board.absences],
        [(meeting.id, meeting.opened, meeting.closed, meeting.writing, len(meeting.here)) for meeting in board.held],
        {at: [(s.id, s.minutes, s.writing, s.column, s.began) for s in row] for at, row in board.steps.items()},
        {card.id: len(card.owners) for card in board.cards()},
        board.timer,
        len(board.people),
    )


def undone_to_the_beginning(events: Sequence[Event]) -> Wall:
    """Have everybody who ever did anything undo all of it."""
    wall = Wall(events)
    for slug in dict.fromkeys(event.by for event in events if event.by):
        for _ in range(len(events)):
            before = len(wall.events)
            try:
                wall.undo(Who(slug, slug, Role.HOST))
            except Refusal:
                break
            if len(wall.events) == before:
                break
    return wall


def texts_of(events: Sequence[Event], entity: str) -> set[str]:
    """Return every text and note that something has ever had."""
    values = [
        (write.after.get("text") if isinstance(write.after, dict) else write.after)
        for event in events
        for write in event.writes
        if write.entity == entity and write.field in {"", "text", "note"}
    ]
    return {row for value in values if isinstance(value, str) for row in (value, *value.splitlines()) if row}


def words_in(events: Sequence[Event]) -> bytes:
    return json.dumps([event.writes for event in events], ensure_ascii=False).encode()


@given(script=steps, name=st.sampled_from(NAMES))
@settings(max_examples=60, deadline=None)
def test_a_name_is_in_no_byte_whatever_has_happened(script: Sequence[Step], name: str) -> None:
    events = history([Step("person", 0, 0, NAMES.index(name)), *script])
    with TemporaryDirectory() as folder:
        anew = Anew(events, Path(folder))
        board = anew.without(anew.name(name))
    assert not stands_in(anew.bytes, name)
    assert shape(board) == shape(fold(EMPTY, events))
    assert [(e.e, e.t, e.op, len(e.writes)) for e in anew.events] == [(e.e, e.t, e.op, len(e.writes)) for e in events]
    assert not stands_in(words_in(undone_to_the_beginning(anew.events).events), name)


@given(script=steps)
@settings(max_examples=60, deadline=None)
def test_the_words_of_a_thing_are_in_no_byte_whatever_has_happened(script: Sequence[Step]) -> None:
    said = "I saw the caretaker’s büro burn"
    wall = Wall()
    wall.now += 1
    wall.do(AddCard(wall.new("card"), Kind.OFFER, said), Who("ana", "Ana", Role.HOST))
    card = wall.events[-1].writes[-1].entity
    wall.do(
        EditCard(card, text="The Büro of Quill burns well", note="Ask\nDr. Quillfeather"), Who("ana", "Ana", Role.HOST)
    )
    events = history(script, wall.events)
    things = [e for e in fold(EMPTY, events).records if e.startswith(("card/", "absence/")) and e != card]
    with TemporaryDirectory() as folder:
        anew = Anew(events, Path(folder))
        board = anew.without(words_of_entity(anew.found, card, GONE), card)
    for words in (said, "Büro", "Quill", "Quillfeather", "caretaker"):
        assert not stands_in(anew.bytes, words)
    assert board.records[card].word("text") == GONE
    assert shape(board) == shape(fold(EMPTY, events))
    before = fold(EMPTY, events).records
    every = {"Büro", *texts_of(events, card)}
    for entity in things:  # one that was made of it, or says the same, has its words
        fields = json.dumps(dict(before[entity].fields)).encode()
        if not any(stands_in(fields, words) for words in every):
            assert board.records[entity].fields == before[entity].fields
    assert not stands_in(words_in(undone_to_the_beginning(anew.events).events), "Büro")


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    wall.do(FoundBoard("absence/1", "Riverside"), Who("ana", "Ana", Role.HOST))
    wall.meet(*DECK)
    return wall


ANA = Who("ana", "Ana", Role.HOST)


@pytest.mark.parametrize(
    "name",
    ["Mark", "Open", "Question", "Tag", "Owner", "Hall", "Quiet", "Kind", "Gone", "At", "By", "Kept", "Pos", "Card"],
)
def test_somebody_who_is_called_like_a_word_of_the_file(wall: Wall, tmp_path: Path, name: str) -> None:
    wall.do(AddPerson(name), ANA)
    one = wall.new("card")
    wall.do(AddCard(one, Kind.ACTION, "Ask the caretaker", said=name, owners=(name,), tags=("gate",)), ANA)
    plan = Plan(
        "two", "Two", (PlannedStep("One", 5, "Who?", "", "question", Writing.QUIET), PlannedStep("Two", 5, "What?"))
    )
    wall.do(LayPlan((wall.new("step"), wall.new("step")), plan), ANA)
    wall.write(one, "promise.1", {"answer": "kept", "why": "It rained"})
    waiting: Json = ["three", [["Write", 5, "Who?", "", "question", "quiet"], ["Talk", 5, "", "", "", "open"]]]
    wall.write("board", "plan", waiting)
    wall.do(Agree(one), ANA)
    wall.do(MarkDone(one), ANA)
    wall.do(PutAway(one), Who(name.casefold(), name, Role.HOST))
    anew = Anew(wall.events, tmp_path)
    board = anew.without(anew.name(name))
    assert shape(board) == shape(wall.board)
    assert board.about.fields["plan"] == waiting
    assert name.casefold() not in {person.slug for person in board.people}
    card = board.card(one)
    assert (card.kind, card.said, card.owners) == (
        Kind.ACTION,
        "somebody-who-left-no-name",
        ("somebody-who-left-no-name",),
    )
    assert board.name_of(card.said) == CALLED
    assert card.fields.keys() - {f"owner.{card.said}"} == wall.board.card(one).fields.keys() - {
        f"owner.{name.casefold()}"
    }


def test_others_keep_a_name_that_is_theirs_too(wall: Wall, tmp_path: Path) -> None:
    for name in ("Siân Evans", "Siân Hughes", "Mo"):
        wall.do(AddPerson(name), ANA)
    one = wall.new("card")
    wall.do(AddCard(one, Kind.QUESTION, "Siân Evans asks Sian Hughes; does Hughes know, or Siân?"), ANA)
    anew = Anew(wall.events, tmp_path)
    unwanted = anew.name("Siân Hughes")
    board = anew.without(unwanted)
    assert board.card(one).text == "Siân Evans asks somebody; does somebody know, or Siân?"
    assert unwanted.shared == {"sian"}
    assert board.name_of("siân-evans") == "Siân Evans"
    anew.new = tmp_path / "all.json"
    board = anew.without(anew.name("Siân Hughes", also=("Siân",)))
    assert board.card(one).text == "Siân Evans asks somebody; does somebody know, or somebody?"


def test_one_name_alone_goes_and_a_longer_one_of_somebody_else_stays(wall: Wall, tmp_path: Path) -> None:
    for name in ("Siân", "Siân Evans"):
        wall.do(AddPerson(name), ANA)
    one = wall.new("card")
    wall.do(AddCard(one, Kind.QUESTION, "Does Siân know Siân Evans?"), ANA)
    anew = Anew(wall.events, tmp_path)
    assert anew.without(anew.name("Siân")).card(one).text == "Does somebody know Siân Evans?"


@pytest.mark.parametrize(
    "written", ["Juergen Mueller", "JÜRGENMÜLLER", "jurgen", "Müllers", "Ju\u0308rgen-Mu\u0308ller"]
)
def test_letters_that_others_write_otherwise(wall: Wall, tmp_path: Path, written: str) -> None:
    wall.do(AddPerson("Jürgen Müller"), ANA)
    one = wall.new("card")
    wall.do(AddCard(one, Kind.QUESTION, f"Ask {written} first"), ANA)
    anew = Anew(wall.events, tmp_path)
    assert anew.without(anew.name("Jürgen Müller")).card(one).text == "Ask somebody first"


def test_what_they_said_stays_unless_it_is_to_go_too(wall: Wall, tmp_path: Path) -> None:
    wall.do(AddPerson("Priya Rao", "a key for the hall"), ANA)
    one, other = wall.new("card"), wall.new("card")
    wall.do(AddCard(one, Kind.OFFER, "Forty blue chairs", said="Priya Rao"), ANA)
    wall.do(AddCard(other, Kind.QUESTION, "She said: forty BLUE chairs. Where are Priya’s?"), ANA)
    anew = Anew(wall.events, tmp_path)
    board = anew.without(anew.name("Priya Rao"))
    assert board.card(one).text == "Forty blue chairs"
    assert board.name_of(board.card(one).said) == CALLED
    assert not any(person.brings for person in board.people)
    anew.new = tmp_path / "words.json"
    unwanted = anew.name("Priya Rao")
    things = said_by(anew.found, unwanted.slugs)
    board = anew.without(both(unwanted, words_of_things(anew.found, things, GONE)), *things)
    assert board.card(one).text == GONE
    assert board.card(other).text == f"She said: {GONE}. Where are somebody’s?"


def test_what_is_no_word_of_a_thing_stays(wall: Wall, tmp_path: Path) -> None:
    one = wall.new("card")
    wall.do(AddPerson("Mo"), ANA)
    wall.do(AddCard(one, Kind.ACTION, "Ask the caretaker", said="Mo", note="He is in on Tuesdays."), ANA)
    wall.do(TakeCard(one, "Mo"), ANA)
    wall.do(GatherCard(one, "caretaker", ""), ANA)
    wall.write(one, "promise.1", {"answer": "partly", "why": "the caretaker slept"})
    wall.do(PutAway(one), ANA)
    anew = Anew(wall.events, tmp_path)
    card = anew.without(words_of_entity(anew.found, one, GONE), one).card(one)
    before = wall.board.card(one)
    assert (card.owners, card.said, card.label, card.fields["gone"]) == (("mo",), "mo", "A1", before.fields["gone"])
    assert card.fields["owner.mo"] == before.fields["owner.mo"]
    assert (card.note, card.tags) == ("", ())
    assert card.fields["promise.1"] == {"answer": "partly"}
    assert not stands_in(anew.bytes, "caretaker")
    assert not stands_in(anew.bytes, "Tuesdays")


def test_names_of_one_person_stay_names_of_one(wall: Wall, tmp_path: Path) -> None:
    for name in ("Siân", "Shan"):
        wall.do(AddPerson(name), ANA)
    wall.do(AddCard(wall.new("card"), Kind.OFFER, "Tea", said="Shan"), ANA)
    wall.do(MakeOne("shan", "siân"), ANA)
    anew = Anew(wall.events, tmp_path)
    board = anew.without(anew.name("Shan"))
    assert not stands_in(anew.bytes, "Shan")
    assert not stands_in(anew.bytes, "Siân")
    (card,) = board.cards()
    assert board.name_of(card.said) == CALLED
    assert len(board.people) == len(wall.board.people)


def test_who_is_missing_by_that_name_is_found_nowhere_any_more(wall: Wall, tmp_path: Path) -> None:
    one = wall.new("absence")
    wall.do(NameAbsence(one, "Tom Okafor"), ANA)
    wall.do(SetAbsence(one, where="14 Quay Street"), ANA)
    anew = Anew(wall.events, tmp_path)
    board = anew.without(anew.name("tom okafor"))
    absence = board.absence(one)
    assert isinstance(absence, Absence)
    assert (absence.who, absence.where, absence.label) == (CALLED, "", wall.board.absence(one).label)
    assert not stands_in(anew.bytes, "Quay")


def test_nobody_can_read_the_new_file_who_could_not_read_the_old_one(wall: Wall, tmp_path: Path) -> None:
    wall.do(AddPerson("Mo"), ANA)
    anew = Anew(wall.events, tmp_path)
    anew.path.chmod(0o600)
    found = read(anew.path)
    write(without(found, anew.name("Mo"), NEW), anew.new, found.mode)
    assert anew.new.stat().st_mode & 0o777 == 0o600
    assert isinstance(found.board, Board)
    assert not [record for record in found.board.records.values() if isinstance(record, Card)]
