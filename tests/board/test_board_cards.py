import pytest

from cofacil.board.commands.cards import AddCard, AddCards, AddToNote, EditCard, EditConflict, TakeCard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind
from cofacil.board.model import MEETING_LASTS
from cofacil.board.slugs import ROOM
from refusing import refused, told
from wall import ANA, BEA, KOFI, MINUTE, Wall


def test_a_card_is_written_with_all_that_was_said() -> None:
    wall = Wall()
    meeting = wall.meet()
    card = wall.new("card")
    wall.do(
        AddCard(card, Kind.ACTION, " ask  the caretaker\n", "note", "Priya", ("Priya", ROOM), "2026-11-27", ("gate",))
    )
    kept = wall.board.card(card)
    assert (kept.label, kept.kind, kept.text, kept.note) == ("A1", Kind.ACTION, "ask the caretaker", "note")
    assert (kept.said, kept.owners, kept.when, kept.tags) == ("priya", ("priya", "room"), "2026-11-27", ("gate",))
    assert kept.word("meeting") == meeting.id.partition("/")[2]


def test_a_card_sent_twice_is_there_once() -> None:
    wall = Wall()
    twice = AddCard(wall.new("card"), Kind.QUESTION, "words", newcomers=("Mo",))
    wall.do(twice)
    assert wall.do(twice).writes == ()
    assert wall.labels() == ["Q1"]


def test_several_cards_at_once_stand_in_order_and_are_undone_together() -> None:
    wall = Wall()
    wall.add("before")
    cards = tuple(AddCard(wall.new("card"), Kind.QUESTION, text) for text in ("one", "two", "three"))
    wall.do(AddCards(cards))
    assert [card.text for card in wall.board.columns[Kind.QUESTION]] == ["before", "one", "two", "three"]
    assert wall.labels() == ["Q1", "Q2", "Q3", "Q4"]
    assert wall.do(AddCards(cards)).writes == ()
    wall.undo(ANA)
    assert wall.labels() == ["Q1"]


def test_one_card_that_cannot_be_kept_keeps_none_of_several() -> None:
    wall = Wall()
    with pytest.raises(Refusal):
        wall.do(AddCards((AddCard("card/1", Kind.OFFER, "one"), AddCard("card/2", Kind.OFFER, " "))))
    assert wall.labels() == []


def test_a_label_is_never_given_twice_whatever_becomes_of_the_card() -> None:
    wall = Wall()
    cards = [wall.add(f"{number}") for number in range(3)]
    wall.do(PutAway(cards[2].id))
    wall.undo(ANA)
    wall.undo(ANA)
    wall.add("after")
    assert wall.labels() == ["Q1", "Q2", "Q4"]


def test_each_kind_counts_its_own() -> None:
    wall = Wall()
    for kind in Kind:
        wall.add("one", kind)
    wall.add("two", Kind.ISSUE)
    assert [wall.labels(kind) for kind in Kind] == [["Q1"], ["O1"], ["A1"], ["I1", "I2"]]


@pytest.mark.parametrize(
    "hostile",
    [
        AddCard("card/1", Kind.OFFER, "x", tags=("\x1b]52;c;x\x07",)),
        AddCard("card/1", Kind.OFFER, "x", when="\x1b[2J"),
        AddCard("card/1", Kind.OFFER, "x", said="\u200b\u3164"),
        AddCard("card/1", Kind.OFFER, "\u202e"),
        AddCard("card/1", Kind.OFFER, "x" * 10_000),
        AddCard("card/1", Kind.OFFER, "x", owners=("y" * 33,)),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(hostile: AddCard) -> None:
    wall = Wall()
    with pytest.raises(Refusal):
        wall.do(hostile)
    assert wall.events == []


def test_markup_is_words() -> None:
    wall = Wall()
    assert wall.add("[/b] [@click=app.quit]x[/]").text == "[/b] [@click=app.quit]x[/]"


def test_a_newcomer_named_twice_is_added_once() -> None:
    wall = Wall()
    wall.meet()
    add = AddCard(wall.new("card"), Kind.OFFER, "seeds", said="Mo", owners=("mo",), newcomers=("Mo", "mo"))
    assert [write.entity for write in wall.do(add).writes].count("person/mo") == 1
    assert [person.slug for person in wall.board.people] == ["mo"]
    assert wall.board.here == ("ana", "mo")


def test_a_card_after_twelve_hours_belongs_to_no_meeting() -> None:
    wall = Wall()
    wall.meet()
    wall.now += MEETING_LASTS
    wall.do(AddCard(wall.new("card"), Kind.OFFER, "seeds", newcomers=("Mo",)))
    assert wall.board.columns[Kind.OFFER][0].word("meeting") == ""
    assert wall.board.here == ("ana",)


def test_an_edit_changes_what_it_names_and_nothing_else() -> None:
    wall = Wall()
    card = wall.new("card")
    wall.do(AddCard(card, Kind.ACTION, "words", "note", "Mo", ("Mo",), "2026-11-27"))
    change = wall.do(EditCard(card, text="other words", owners=("Priya",), when=""))
    assert {(write.field, write.after) for write in change.writes} == {
        ("text", "other words"),
        ("owner.mo", None),
        ("owner.priya", True),
        ("when", None),
    }


def test_an_edit_that_changes_nothing_writes_nothing() -> None:
    wall = Wall()
    card = wall.add("words", who=KOFI)
    assert wall.do(EditCard(card.id, text="words", note="", said="", owners=(), when=""), BEA).writes == ()


def test_who_writes_for_somebody_else_is_kept_as_having_heard_them() -> None:
    wall = Wall()
    card = wall.add("words", who=KOFI)
    wall.do(EditCard(card.id, text="other"), BEA)
    assert wall.board.card(card.id).word("heard_by") == "bea"


def test_two_who_change_the_same_words_are_told() -> None:
    wall = Wall()
    card = wall.add("before")
    wall.do(EditCard(card.id, text="of bea", seen="before"), BEA)
    with told("Bea kept other words first", EditConflict) as met:
        wall.do(EditCard(card.id, text="of ana", seen="before"), ANA)
    assert met.value.card.text == "of bea"
    assert wall.texts() == ["of bea"]


def test_the_one_named_is_the_one_who_wrote_last() -> None:
    wall = Wall()
    card = wall.new("card")
    wall.do(AddCard(card, Kind.OFFER, "before", said="Kofi"), BEA)
    wall.do(EditCard(card, text="of kofi"), KOFI)
    with told("Kofi kept other words", EditConflict):
        wall.do(EditCard(card, text="of ana", seen="before"), ANA)


def test_two_who_wrote_the_same_words_meet_without_noticing() -> None:
    wall = Wall()
    card = wall.add("before")
    wall.do(EditCard(card.id, text="after", seen="before"), BEA)
    assert wall.do(EditCard(card.id, text="after", seen="before"), ANA).writes == ()


def test_who_changed_only_the_note_writes_over_nobodys_words() -> None:
    wall = Wall()
    card = wall.add("before")
    wall.do(EditCard(card.id, text="of bea", seen="before"), BEA)
    wall.do(EditCard(card.id, text="before", note="of ana", seen="before"), ANA)
    kept = wall.board.card(card.id)
    assert (kept.text, kept.note) == ("of bea", "of ana")


def test_two_who_change_the_same_note_are_told() -> None:
    wall = Wall()
    card = wall.add("words")
    wall.do(EditCard(card.id, note="of bea", seen_note=""), BEA)
    with told("Bea kept another note first", EditConflict) as met:
        wall.do(EditCard(card.id, note="of ana", seen="words", seen_note=""), ANA)
    assert met.value.parts == ("note",)
    assert wall.board.card(card.id).note == "of bea"


def test_words_and_note_that_met_are_told_together() -> None:
    wall = Wall()
    card = wall.add("before")
    wall.do(EditCard(card.id, text="of bea", note="of bea"), BEA)
    with told("Bea kept other words and another note first", EditConflict) as met:
        wall.do(EditCard(card.id, text="of ana", note="of ana", seen="before", seen_note=""), ANA)
    assert met.value.parts == ("text", "note")


def test_a_note_that_was_not_changed_writes_over_nobodys() -> None:
    wall = Wall()
    card = wall.add("words")
    wall.do(EditCard(card.id, note="of bea"), BEA)
    assert wall.do(EditCard(card.id, note="", seen_note=""), ANA).writes == ()
    assert wall.do(EditCard(card.id, note="of bea", seen_note=""), ANA).writes == ()
    wall.do(EditCard(card.id, note="of ana"), ANA)
    assert wall.board.card(card.id).note == "of ana"


def test_a_card_that_was_put_away_meanwhile_is_not_changed() -> None:
    wall = Wall()
    card = wall.add()
    wall.do(PutAway(card.id))
    for command in (EditCard(card.id, text="x"), TakeCard(card.id, "Ana"), AddToNote(card.id, "x"), PutAway(card.id)):
        with refused("Q1 was put away"):
            wall.do(command)


def test_a_card_that_never_was_is_refused() -> None:
    with refused("not on this board"):
        Wall().do(EditCard("card/none", text="x"))


def test_struck_out_words_are_not_written_over_or_shown() -> None:
    wall = Wall()
    card = wall.add("a name", who=KOFI)
    wall.do(AddToNote(card.id, "more of it"), KOFI)
    wall.do(StrikeOut(card.id), KOFI)
    assert "a name" not in wall.texts()[0]
    assert wall.board.card(card.id).note == ""
    for command in (EditCard(card.id, text="x"), AddToNote(card.id, "x")):
        with refused("struck out"):
            wall.do(command, KOFI)


def test_words_are_added_behind_a_note_once() -> None:
    wall = Wall()
    card = wall.add()
    for words in ("first", "second", "second"):
        wall.do(AddToNote(card.id, words))
    assert wall.board.card(card.id).note == "first\nsecond"


def test_a_note_that_would_grow_too_long_stays_as_it_was() -> None:
    wall = Wall()
    card = wall.add()
    wall.do(AddToNote(card.id, "x" * 6_000))
    with refused("10,000 fit"):
        wall.do(AddToNote(card.id, "y" * 6_000))
    assert wall.board.card(card.id).note == "x" * 6_000


def test_i_will_by_a_day() -> None:
    wall = Wall()
    card = wall.add("ask the caretaker", Kind.ACTION)
    take = TakeCard(card.id, "Kofi", "2026-11-27")
    wall.do(take, KOFI)
    kept = wall.board.card(card.id)
    assert (kept.owners, kept.when) == (("kofi",), "2026-11-27")
    assert wall.do(take, KOFI).writes == ()


def test_nobody_decides_for_others_but_who_facilitates_writes_what_they_say() -> None:
    wall = Wall()
    card = wall.add("dig", Kind.ACTION, KOFI)
    attempts = (
        TakeCard(card.id, "Carol"),
        TakeCard(card.id, ROOM),
        EditCard(card.id, owners=("Carol",)),
        AddCard(wall.new("card"), Kind.ACTION, "x", owners=("Carol",)),
    )
    for command in attempts:
        with refused("decide for ourselves"):
            wall.do(command, KOFI)
    for command in attempts:
        wall.now += MINUTE
        wall.do(command, BEA)
    assert "carol" in wall.board.card(card.id).owners
    wall.do(EditCard(card.id, owners=("carol", "Kofi")), KOFI)
    assert wall.board.card(card.id).owners == ("carol", "kofi")
