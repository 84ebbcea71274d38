"""What is given away with initials, or with nobody's name: no name of anybody is left in any word of it."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.closing import AddNextTime
from cofacil.board.commands.meetings import FoundBoard, OpenMeeting, SetBoard
from cofacil.board.commands.moving import StrikeOut
from cofacil.board.commands.one_person import MakeOne
from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.board.commands.steps import LayPlan
from cofacil.board.commands.undo import Undo
from cofacil.board.events import Event, Json, Write
from cofacil.board.fold import fold
from cofacil.board.kinds import Kind
from cofacil.board.look_alikes import look_alike
from cofacil.board.model import EMPTY, Board
from cofacil.board.plan import Plan, PlannedStep
from cofacil.board.prompts import Prompt
from cofacil.export.given_away import GivenAway, Giving, given_away
from cofacil.export.initials import Names, initials_of
from cofacil.export.plain_lines import board_lines
from cofacil.language.words_that_are_names import ARTICLES, BETWEEN, KIN, OF_GROUPS, TITLES, small_words_in
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog

START = 1_795_370_700_000
PROGRAM_WORDS = frozenset(
    {"question", "offer", "action", "issue", "open", "quiet", "closed", "noticed", "hall", "screen", "always"}
)
ANA = Seat("Ana")


class Telling:
    """A board on which people say things."""

    def __init__(self) -> None:
        self.room = Room(MemoryLog(), HandClock(START))
        self.do(FoundBoard(self.id("absence"), "Riverside garden"), Seat("Ana", via="add"))

    def id(self, kind: str) -> str:
        return f"{kind}/{self.room.clock.new_id()}"

    def do(self, command: object, seat: Seat = ANA) -> Event:
        return self.room.do(seat, command).own[-1]  # type: ignore[arg-type]

    def say(
        self, text: str, kind: Kind = Kind.QUESTION, said: str = "", note: str = "", tags: tuple[str, ...] = ()
    ) -> str:
        card = self.id("card")
        owners = (said,) if said and kind.has_owners else ()
        self.do(AddCard(card, kind, text, note, said, owners=owners, tags=tags, newcomers=(said,) if said else ()))
        return card

    def miss(self, who: str) -> str:
        absence = self.id("absence")
        self.do(NameAbsence(absence, who))
        return absence

    def given(self, how: Names = Names.INITIALS, **more: tuple[str, ...]) -> GivenAway:
        events = tuple(self.room.log.read(0))
        return given_away(events, Giving(how, **more))


def board_of(given: GivenAway) -> Board:
    return fold(EMPTY, given.events)


def text_of(given: GivenAway, label: str) -> str:
    found = board_of(given).called(label)
    assert found is not None
    return found.word("text") or found.word("who")


@pytest.fixture
def telling() -> Telling:
    return Telling()


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ana", "A."),
        ("Siân Mair Hughes", "S.M.H."),
        ("Maria de la Cruz", "M.C."),
        ("Anne-Marie", "A.M."),
        ("Dr Osei", "O."),
        ("Ólafur", "Ó."),
        ("Жанна", "Ж."),
        ("王小明", "P."),
        ("김지민", "P."),
        ("42", "P."),
        ("a b c d e", "A.B.E."),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_two_of_the_same_initials_stay_apart_and_the_first_keeps_hers(telling: Telling) -> None:
    telling.say("I bring tea", said="Sam Hill")
    first = telling.given()
    telling.say("I bring cups", said="Siân Hughes")
    then = telling.given()
    assert [person.name for person in board_of(first).people] == ["A.", "S.H."]
    assert [person.name for person in board_of(then).people] == ["A.", "S.H.", "S.H.2"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Ask Siân about it", "Ask S.H. about it"),
        ("ask SIAN, she knows", "ask S.H., she knows"),
        ("Sian's key, and Siân’s bag", "S.H.'s key, and S.H.’s bag"),
        ("Siân Hughes has it", "S.H. has it"),
        ("It is Hughes who has it", "It is S.H. who has it"),
        ("sian_hughes@example.org", "S.H.@example.org"),
        ("mail sianhughes", "mail S.H."),
        ("The Sianwood stays", "The Sianwood stays"),
        ("SIÂN-HUGHES", "S.H."),
        ("Siâns Garten", "S.H. Garten"),
        ("ask Sia\u0302n", "ask S.H."),
        ("Ask Siân. Or me.", "Ask S.H. Or me."),
    ],
)
def test_every_form_of_a_name_goes(telling: Telling, words: str, left: str) -> None:
    telling.say(words, said="Siân Hughes")
    assert text_of(telling.given(), "Q1") == left


def test_scripts_without_blanks(telling: Telling) -> None:
    telling.say("请王小明带钥匙", said="王小明")
    telling.say("지민이가 열쇠를", said="지민")
    telling.say("اسأل ليلى عن المفتاح", said="ليلى")
    given = telling.given()
    assert text_of(given, "Q1") == "请P.带钥匙"
    assert text_of(given, "Q2") == "P.2이가 열쇠를"
    assert "ليلى" not in text_of(given, "Q3")


def test_a_first_name_of_two_people_is_either(telling: Telling) -> None:
    telling.say("Sam knows", said="Sam Hill")
    telling.say("So do I", said="Sam Ward")
    assert text_of(telling.given(), "Q1") == "S.H. or S.W. knows"


def test_every_text_is_looked_through(telling: Telling) -> None:
    telling.do(SetBoard("Priya's garden", "Where Priya sows", "Priya's yard"))
    deck = (Prompt("ask-priya", "Has anybody asked Priya?", "Priya", "always"),)
    telling.do(OpenMeeting(telling.id("meeting"), deck))
    steps = (PlannedStep("Priya tells", 5, "What does Priya say?", "Let Priya speak", "question"),)
    telling.do(LayPlan((telling.id("step"),), Plan("x", "Priya's plan", steps)))
    telling.say("x", said="Priya", note="Priya\nsaid so", tags=("priya and us",))
    telling.do(AddNextTime(telling.room.clock.new_id(), "Hear Priya first"))
    absence = telling.miss("Friends of Priya")
    telling.do(SetAbsence(absence, knows="Priya", asks="Priya", where="at Priya's"))
    given = telling.given()
    for event in given.events:
        assert "priya" not in json.dumps([list(event)], ensure_ascii=False).casefold(), event
    assert text_of(given, "N2") == "Friends of P."
    kept = board_of(given).held[-1].fields["deck"]
    assert isinstance(kept, list)
    assert kept[0] == ["ask-P.", "Has anybody asked P.?", "P.", "always"]
    assert board_of(given).plan[0].column == Kind.QUESTION.column


def test_whoever_is_missing_is_nobodys_name(telling: Telling) -> None:
    telling.say("Dave Okafor has a drill, ask Dave")
    telling.miss("Dave Okafor")
    given = telling.given()
    assert text_of(given, "N2") == "somebody who was missing"
    assert text_of(given, "Q1") == "N2 has a drill, ask N2"
    assert given.as_people == (("N2", "Dave Okafor"),)


@pytest.mark.parametrize(
    ("who", "left"),
    [
        ("Night cleaners at the school", "Night cleaners at the school"),
        ("The allotment group", "The allotment group"),
        ("Teenagers", "Teenagers"),
        ("Under-16s", "Under-16s"),
        ("Syrian Families", "Syrian Families"),
        ("people who cannot do stairs", "people who cannot do stairs"),
        ("Tom's mum", "somebody's mum"),
        ("Mrs Okafor next door", "Mrs somebody next door"),
        ("Okafor", "somebody who was missing"),
        ("Mrs Okafor", "somebody who was missing"),
        ("dave smith", "somebody who was missing"),
        ("Nuria de la Fuente", "somebody who was missing"),
        ("Nø Ab", "somebody who was missing"),
        ("Ana Máté", "somebody who was missing"),
        ("Heung-min Son", "somebody who was missing"),
        ("Neil Young", "somebody who was missing"),
        ("Will Young", "somebody who was missing"),
        ("young Zbigniew", "somebody who was missing"),
        ("Young Muslims", "Young Muslims"),
        ("the Okafors", "somebody who was missing"),
        ("the Patel family", "the somebody family"),
        ("Familie Müller", "Familie somebody"),
        ("Zbigniew's mum", "somebody's mum"),
        ("tom's mum", "somebody's mum"),
        ("my neighbour Zbigniew", "my neighbour somebody"),
        ("mrs okafor next door", "mrs somebody next door"),
        ("Mr O'Brien's boy", "Mr somebody's boy"),
        ("the school's caretaker", "the school's caretaker"),
        ("my mum", "my mum"),
    ],
)
def test_a_group_stays_and_a_person_goes(telling: Telling, who: str, left: str) -> None:
    telling.miss(who)
    assert text_of(telling.given(), "N2") == left


def test_who_exports_says_who_is_a_group_and_who_is_not(telling: Telling) -> None:
    telling.miss("Riverside Rovers")
    telling.miss("five of Baker Street")
    given = telling.given(keep=("Riverside Rovers",), also=("five of Baker Street",))
    assert text_of(given, "N2") == "Riverside Rovers"
    assert text_of(given, "N3") == "somebody who was missing"
    assert given.as_groups == (("N2", "Riverside Rovers"),)


def test_a_name_that_is_a_word_too_is_told_and_decided(telling: Telling) -> None:
    telling.say("Will you ask Will? He will know", said="Will")
    told = telling.given()
    assert text_of(told, "Q1") == "W. you ask W.? He will know"
    assert dict(told.doubtful) == {"Will": 2}
    assert dict(told.small) == {"will": 2}, "those not born yet will have this place"
    assert text_of(telling.given(keep=("Will",)), "Q1") == "Will you ask Will? He will know"
    also = telling.given(also=("will",))
    assert "will" not in text_of(also, "Q1").casefold()
    assert not also.small


@pytest.mark.parametrize(
    ("name", "words", "left"),
    [
        ("Mark", "MARK it, mark it, marks of chalk, Mark's, mark’s", "M. it, mark it, marks of chalk, M.'s, mark’s"),
        ("Mark", "Marks Garten", "M. Garten"),
        ("May", "@may brings it, and so may we; may@example.org", "@M. brings it, and so may we; M.@example.org"),
        ("Rose May", "rose may bring a rose", "R.M. bring a rose"),
        ("Rose", "a rose for Rose", "a rose for R."),
        ("Priya", "ask priya", "ask P."),
        ("Pat O'Neil", "o'neil, oneil, O’NEIL and a pat on the back", "P.O., P.O., P.O. and a pat on the back"),
        ("Anne-May", "annemay and anne may come", "A.M. and A.M. come"),
        ("Işık", "ışık and IŞIK, Isik", "I. and I., I."),
        ("İlk", "ilk and İLK", "İ. and İ."),
        ("Hope Straße", "STRASSE, we hope", "H.S., we hope"),
    ],
)
def test_in_small_letters_a_word_is_a_word_and_another_name_a_name(
    telling: Telling, name: str, words: str, left: str
) -> None:
    telling.say(words, said=name)
    assert text_of(telling.given(), "Q1") == left


def test_where_nothing_has_a_capital_a_word_may_be_the_name(telling: Telling) -> None:
    telling.do(OpenMeeting(telling.id("meeting"), (Prompt("ask-will", "Has anybody asked Will?", "x", "always"),)))
    telling.say("We will see", said="Will", tags=("will",))
    given = telling.given()
    assert board_of(given).held[-1].fields["deck"] == [["ask-W.", "Has anybody asked W.?", "x", "always"]]
    assert text_of(given, "Q1") == "We will see"
    assert "tag.will" not in json.dumps([list(event) for event in given.events])


@pytest.mark.parametrize(("language", "left"), [("en", "dweud M. popeth"), ("cy", "dweud mai popeth")])
def test_the_words_of_a_language_are_words_where_it_is_spoken(
    telling: Telling, language: str, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.language.names_in_text.language_now", lambda: language)
    telling.say("dweud mai popeth", said="Mai")
    assert text_of(telling.given(), "Q1") == left


def test_what_stands_here_in_small_letters_may_be_a_word(telling: Telling) -> None:
    telling.say("a linde is a tree", said="Linde")
    telling.say("Wood for the zorb", said="Zorb")
    assert [word for word, _count in telling.given().doubtful] == ["linde", "zorb"]


def test_more_words_go_where_asked(telling: Telling) -> None:
    telling.say("Gracie lives at number four")
    assert text_of(telling.given(also=("gracie",)), "Q1") == "somebody lives at number four"


@pytest.mark.parametrize("name", ["Tô", "By", "How", "From", "At", "Was", "Screen"])
def test_a_name_that_is_a_word_of_the_file_breaks_nothing(telling: Telling, name: str) -> None:
    telling.do(OpenMeeting(telling.id("meeting")))
    telling.do(AddPerson(name, was_by_screen=True))
    telling.say("x", said=name)
    stays = [
        [stay for field, stay in board.held[-1].fields.items() if field.startswith("here.")]
        for board in (telling.room.board, board_of(telling.given()))
    ]
    assert stays[0] == stays[1]


def test_it_is_still_known_in_which_meeting_somebody_said_they_will(telling: Telling) -> None:
    card = telling.say("Bring the key", Kind.ACTION)
    meeting = telling.id("meeting")
    telling.do(OpenMeeting(meeting))
    telling.do(EditCard(card, owners=("Kofi",), newcomers=("Kofi",)))
    (given,) = board_of(telling.given()).columns[Kind.ACTION]
    assert [given.promised_in(owner) for owner in given.owners] == [meeting.partition("/")[2]]


def test_consent_is_obeyed(telling: Telling) -> None:
    card = telling.say("I was evicted in May", note="Twice", tags=("homes",))
    other = telling.say("Say this to all")
    events = list(telling.room.log.read(0))
    asked = [Write(card, "consent", None, "ask"), Write(other, "consent", None, "yes")]
    events.append(events[-1]._replace(e="Z", op="card.edit", writes=tuple(asked)))
    given = given_away(events, Giving(Names.INITIALS))
    assert text_of(given, "Q1") == "These words are not to be passed on."
    assert text_of(given, "Q2") == "Say this to all"
    assert given.withheld == ("Q1",)
    assert not re.search("evicted|Twice|homes", json.dumps([list(event) for event in given.events]))


def test_somebody_who_was_called_otherwise_is_gone_by_both_names(telling: Telling) -> None:
    telling.say("Ask Robert, or Bobo", said="Robert")
    telling.do(ChangePerson("robert", "Bobo"))
    assert text_of(telling.given(), "Q1") == "Ask B., or B."


def test_two_names_of_one_person_are_one(telling: Telling) -> None:
    telling.say("x", said="Kofi")
    telling.say("Coffee knows", said="Coffee")
    telling.do(MakeOne("coffee", "kofi"))
    given = telling.given()
    assert [person.name for person in board_of(given).people] == ["A.", "K."]
    assert text_of(given, "Q2") == "K. knows"
    assert board_of(given).name_of(board_of(given).columns[Kind.QUESTION][1].said) == "K."


def test_nobodys_names(telling: Telling) -> None:
    telling.say("Ask Kofi", said="Kofi")
    given = telling.given(Names.NOBODY)
    assert text_of(given, "Q1") == "Ask somebody"
    assert len(board_of(given).people) == 2
    assert {person.name for person in board_of(given).people} == {"somebody"}


def test_with_names_all_is_as_it_was(telling: Telling) -> None:
    events = tuple(telling.room.log.read(0))
    assert given_away(events, Giving()) == GivenAway(events)


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))


_LATIN = st.text("abcdefghijklmnoprstuvyzáéíóúàèâêîôûäöüßñçøłş", min_size=2, max_size=7)
_OTHER = st.text("абвгдежз", min_size=2, max_size=6) | st.text("αβγδεζηθ", min_size=2, max_size=6)
_PART = (_LATIN | _OTHER).map(str.capitalize)
_NAME = st.lists(_PART, min_size=1, max_size=3).map(" ".join).filter(lambda name: len(name) <= 30)
_AROUND = st.sampled_from([" ", ", ", "! ", " (", "'s ", "’s ", "-", "_", "/", ". "])
_AS: st.SearchStrategy[Callable[[str], str]] = st.sampled_from([str, str.upper, str.lower, str.title, _bare])


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key.partition(".")[2]
            yield from _strings(each)


def _all_words(given: GivenAway) -> Iterator[str]:
    for event in given.events:
        yield event.by
        for write in event.writes:
            yield from (write.entity.partition("/")[2], write.field.partition(".")[2])
            yield from (*_strings(write.before), *_strings(write.after))


@given(st.data())
def test_no_name_of_anybody_is_left(data: st.DataObject) -> None:
    names = data.draw(st.lists(_NAME, min_size=1, max_size=4, unique_by=str.casefold), label="names")
    missing = data.draw(st.lists(_NAME, max_size=2), label="missing")
    parts = {part for name in (*names, *missing) for part in _first_last_and_between(name.split())}
    # What a group is called by, what stands before a name, and what is another word in small letters, is no name by itself.
    no_names = OF_GROUPS | KIN | ARTICLES | TITLES
    bare_parts = {_bare(part.casefold()) for part in parts}
    assume(not bare_parts & (PROGRAM_WORDS | _OURS | no_names | small_words_in("en")))
    # Nobody can have the name of somebody else in other letters.
    assume(not any(look_alike(one, other) for one, other in combinations([*names, *missing], 2)))
    telling = Telling()
    for name in names:
        telling.do(AddPerson(name))
    pieces = st.tuples(st.sampled_from(sorted(parts)), _AS, _AROUND)
    texts = st.lists(pieces, min_size=1, max_size=5).map(
        lambda all_of: "x " + "".join(f(p) + a for p, f, a in all_of) + "x"
    )
    for who in missing:
        telling.miss(who)
    for text in data.draw(st.lists(texts, min_size=1, max_size=3), label="texts"):
        card = telling.say(text, note=text, said=data.draw(st.sampled_from(["", *names])), tags=(_tag(text),))
        changed = telling.do(EditCard(card, text=text + "!"))
        telling.do(Undo(changed))
    telling.do(SetBoard(purpose=data.draw(texts)[:200]))
    how = data.draw(st.sampled_from([Names.INITIALS, Names.NOBODY]))
    given = telling.given(how)
    said = [_bare(words.casefold()) for words in (*_all_words(given), *board_lines(board_of(given), START))]
    for part in parts:
        wanted = re.compile(rf"(?<![^\W_]){re.escape(_bare(part.casefold()))}(?![^\W_])")
        left = [words for words in said if wanted.search(words)]
        assert not left, (part, left)
    assert _same_shape(board_of(given), telling.room.board)


_OURS = frozenset(
    re.findall(
        r"\w+",
        "riverside garden ana x not born yet who will have this place in 30 years somebody or was missing room the board "
        "count questions offers actions open issues here people meeting nov number since title said by theme nobody knows them "
        "purpose a note tag no is so far there were none has",
    )
)
"""Words of our own around what people say."""


def _first_last_and_between(words: list[str]) -> Iterator[str]:
    """Yield the parts of a name; in the middle, von and de la are no name of anybody by themselves."""
    for at, word in enumerate(words):
        if not (0 < at < len(words) - 1 and _bare(word.casefold()) in BETWEEN):
            yield word


def _tag(text: str) -> str:
    return text[:30].strip() or "x"


def _same_shape(given: Board, board: Board) -> bool:
    return (
        [len(cards) for cards in given.columns.values()] == [len(cards) for cards in board.columns.values()]
        and len(given.people) == len(board.people)
        and [card.label for card in given.cards()] == [card.label for card in board.cards()]
        and given.position == board.position
    )


def test_who_typed_is_no_name_either(telling: Telling) -> None:
    telling.say("x")
    assert {event.by for event in telling.given().events} == {"a-"}


def test_words_that_were_struck_out_are_not_given_away(telling: Telling) -> None:
    card = telling.say("my secret")
    telling.do(EditCard(card, text="my other secret"))
    telling.do(StrikeOut(card))
    assert "secret" not in json.dumps([list(event) for event in telling.given().events])
