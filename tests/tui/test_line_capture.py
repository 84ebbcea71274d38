"""Writing down what somebody says, key by key."""

import pytest
from keyboard import Keyboard
from riverside import DEE, Hall, riverside, rows_of

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.kinds import Kind
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.conflict import Conflict
from cofacil.tui.modes.paste import Paste
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    return riverside()


@pytest.fixture
def line(hall: Hall) -> Keyboard:
    return Keyboard(hall, View(2)).open("add")


def test_a_card_costs_its_words_and_enter_and_the_line_stays_open(line: Keyboard) -> None:
    line.press("A lawn roller", "enter", "Three spades", "enter")
    assert line.texts(2)[-2:] == ["A lawn roller", "Three spades"]
    assert [type(command) for command in line.submitted] == [AddCard, AddCard]
    assert isinstance(line.mode, Capture)
    assert line.typed == ""


def test_what_was_kept_is_in_hand_where_the_column_shows_it(line: Keyboard) -> None:
    line.press("A lawn roller", "enter")
    in_hand = line.view.in_hand(line.board)
    assert in_hand
    assert in_hand.word("text") == "A lawn roller"
    line.press("?Who mows", "enter")
    assert line.view.column == 2
    assert line.view.in_hand(line.board) == in_hand


@pytest.mark.parametrize(
    ("sign", "kind"), [("?", Kind.QUESTION), ("+", Kind.OFFER), (">", Kind.ACTION), ("!", Kind.ISSUE)]
)
def test_the_first_letter_typed_chooses_the_kind(line: Keyboard, sign: str, kind: Kind) -> None:
    line.press(sign)
    assert line.lead == f"{sign} {kind.singular}:"
    assert line.foot.role == str(kind), "its chip wears the kind's colour"
    assert line.typed == ""
    line.press("the gate", "enter")
    assert line.texts(kind.column)[-1] == "the gate"
    assert line.lead.startswith(sign), "the next one is of the same kind"


def test_a_sign_is_a_sign_only_as_the_first_letter_blanks_aside(line: Keyboard) -> None:
    line.press("a?+>!", "enter")
    assert line.texts(2)[-1] == "a?+>!"
    line.press("> ", "enter")
    assert line.sentence.startswith("Nothing to keep yet.")
    line.press("> Build a rota", "enter")
    assert line.texts(3)[-1] == "Build a rota"
    line.press("  ?")
    assert (line.lead, line.typed) == ("? Question:", "")


def test_the_last_of_several_signs_counts_and_backspace_takes_it_back(line: Keyboard) -> None:
    line.press("?>")
    assert line.lead == "> Action:"
    line.press("backspace")
    assert line.lead == "+ Offer:"
    line.press("backspace")
    assert line.lead == "+ Offer:"


def test_a_sign_typed_before_words_that_stand_there_chooses_their_kind_and_backspace_there_takes_it_back(
    line: Keyboard,
) -> None:
    line.press("ring the caretaker", "home", ">")
    assert (line.lead, line.typed) == ("> Action:", "ring the caretaker")
    line.press("?")
    assert (line.lead, line.typed) == ("? Question:", "ring the caretaker")
    line.press("backspace")
    assert (line.lead, line.typed) == ("+ Offer:", "ring the caretaker")
    line.press(">", "end", " today", "enter")
    assert line.texts(3)[-1] == "ring the caretaker today"


def test_a_deed_in_the_name_of_somebody_who_is_not_here_says_so_before_enter(hall: Hall, line: Keyboard) -> None:
    words = "Priya is not here. We decide for ourselves only."
    line.press(">Ring the school @priya")
    assert words not in line.notice
    hall.do(PersonLeft("priya"))
    line.ask("").press(" ")
    assert words in line.notice
    assert line.readback == "an action by Priya"
    line.press("home", "+")
    assert words not in line.notice, "what somebody said before they went is theirs"


def test_backspace_in_the_words_leaves_the_sign(line: Keyboard) -> None:
    line.press(">ab", "backspace", "backspace")
    assert line.lead == "> Action:"
    assert line.typed == ""


def test_a_pasted_sign_is_a_word(line: Keyboard) -> None:
    line.paste("> is it open?")
    assert line.lead == "+ Offer:"
    line.press("enter")
    assert line.texts(2)[-1] == "> is it open?"


def test_behind_a_pasted_space_a_sign_is_a_word(line: Keyboard) -> None:
    line.paste("  ")
    assert line.typed == ""
    line.paste("x").press("backspace", "?")
    assert line.lead == "? Question:"


@pytest.mark.parametrize("key", ["enter", "tab"])
def test_an_empty_line_keeps_nothing_and_says_what_helps(line: Keyboard, key: str) -> None:
    line.press(key)
    assert not line.submitted
    assert isinstance(line.mode, Capture)
    if key == "enter":
        assert line.sentence == "Nothing to keep yet. Type the words, or Esc stops."


def test_blanks_alone_are_nothing(line: Keyboard) -> None:
    line.press("   ", "enter")
    assert not line.submitted
    assert line.sentence.startswith("Nothing to keep yet.")


def test_esc_stops_at_any_point_and_keeps_nothing(line: Keyboard) -> None:
    line.press(">half a sent", "escape")
    assert line.mode is None
    assert not line.submitted


def test_the_read_back_says_in_full_what_enter_will_keep(line: Keyboard) -> None:
    assert line.readback.startswith("First letter: ? question")
    line.press(">I'll ask the caretaker about the second key @pri ^fri #gate")
    assert line.readback == "an action by Priya, by Fri 27 November 2026 (in 5 days), theme gate"
    line.press("enter")
    card = line.board.columns[Kind.ACTION][-1]
    assert (card.text, card.owners, card.when, card.tags) == (
        "I'll ask the caretaker about the second key", ("priya",), "2026-11-27", ("gate",)
    )  # fmt: skip


@pytest.mark.parametrize("day", ["soon", "nxt", "3,5", "٣/١٢", "by:never"])
def test_a_day_that_cannot_be_read_is_said_under_the_line_and_what_is_kept_below(line: Keyboard, day: str) -> None:
    sign = "" if day.startswith("by:") else "^"
    line.press(f"Spades {sign}{day} @mo")
    assert line.readback.startswith(f'"^{day.removeprefix("by:")}" is not a day I know: kept as words.')
    assert line.notice == "an offer by Mo"
    line.press("enter")
    assert line.texts(2)[-1] == f"Spades {sign}{day}"


def test_a_name_that_fits_two_is_said_before_a_day_that_cannot_be_read(line: Keyboard) -> None:
    line.press("Spades ^soon @s")
    assert "Tab chooses: @s could be Sam or Siân." in line.readback


@pytest.mark.parametrize("size", [(60, 18), (60, 17), (50, 20), (80, 24)])
def test_that_it_stays_words_is_seen_whole_at_every_size(hall: Hall, size: tuple[int, int]) -> None:
    line = Keyboard(hall, View(2), size=size).open("add").press("Spades ^")
    line.press("soonerthanwethinkitis" * 3)
    rows = rows_of(line.session.scene())
    words = "is not a day I know: kept as words." if size[0] >= 60 and size[1] >= 18 else "is not a day I kn"
    assert any(words in row for row in rows[-4:]), rows[-4:]


def test_a_name_that_nobody_knows_is_added_as_here(line: Keyboard) -> None:
    line.press("I have a spare greenhouse @rhys")
    assert line.readback == "an offer by Rhys (new: added as here)"
    line.press("enter")
    assert line.board.name_of("rhys") == "Rhys"
    assert "rhys" in line.board.here


def deed(line: Keyboard, words: str = ">We bring the soil test @rhys @tom ^3/12") -> Keyboard:
    return line.press(words, "enter")


def test_nobody_decides_for_a_stranger_it_is_asked_what_the_deed_shall_be(line: Keyboard) -> None:
    count = len(line.board.columns[Kind.ACTION])
    line.press(">I'll bring the soil test @rhys ^3/12")
    assert line.readback == "an action by Rhys (new: Enter asks), by Thu 3 December 2026 (in 11 days)"
    assert line.notice == "Day first: 3/12 is 3 December."
    line.press("enter")
    assert line.readback == "Rhys is not here. We decide for ourselves only. What shall this be?"
    assert [offer.key for offer in line.foot.offers] == ["1", "2", "3", "escape"]
    line.press("enter")
    assert len(line.board.columns[Kind.ACTION]) == count
    assert line.session.mode is not None
    assert line.session.mode.unkept is not None, "the words are in no file yet, and wait where this is left"
    line.press("escape")
    assert line.typed == "I'll bring the soil test @rhys ^3/12"
    line.press("enter", "3")
    assert "rhys" in line.board.here
    assert line.board.columns[Kind.ACTION][-1].owners == ("rhys",)
    assert line.typed == ""


def test_a_deed_for_a_stranger_becomes_an_invitation_to_them(line: Keyboard) -> None:
    deed(line).press("1")
    card = line.board.columns[Kind.ACTION][-1]
    assert (card.owners, card.said, card.when) == (("tom",), "tom", "2026-12-03")
    absence = line.board.absences[-1]
    assert absence.who == "Rhys"
    assert [link.end for link in line.board.links_of(card.id)] == [absence.id]
    assert "rhys" not in line.board.here
    assert line.typed == "", "the line stays open for the next"


def test_a_deed_for_a_stranger_becomes_a_suggestion(line: Keyboard) -> None:
    deed(line).press("2")
    card = line.board.columns[Kind.ACTION][-1]
    assert (card.owners, card.marks) == (("tom",), ("suggestion",))
    assert line.board.person("rhys") is None


def test_nobody_who_is_not_here_is_counted_among_those_who_agree(hall: Hall, line: Keyboard) -> None:
    here = len(hall.board.here)
    deed(line).press("2")
    deed(line, ">We here will meet again @us").press("escape")
    agreed = line.board.columns[Kind.ACTION][-1].agreed
    assert agreed is not None
    assert len(agreed.here) == here


def test_whoever_went_home_is_asked_about_too_and_a_letter_goes_on_with_the_words(hall: Hall, line: Keyboard) -> None:
    hall.do(PersonLeft("priya"))
    line.ask("")
    line.press(">Ring the school @priya", "enter")
    assert line.readback.startswith("Priya is not here.")
    line.press(" ^fri", "enter", "3")
    assert "priya" in line.board.here
    assert line.board.columns[Kind.ACTION][-1].when == "2026-11-27"


def test_a_stranger_who_comes_as_the_last_card_is_mended_is_asked_about_too(line: Keyboard) -> None:
    line.press(">Bring the soil test @tom", "enter", "up", " @rhys")
    assert "Rhys (new: Enter asks)" in line.readback
    line.press("enter")
    assert line.readback.startswith("Rhys is not here.")
    line.press("1")
    card = line.board.columns[Kind.ACTION][-1]
    assert "rhys" not in line.board.here
    assert (card.text, line.board.absences[-1].who) == ("Bring the soil test", "Rhys")
    assert [link.end for link in line.board.links_of(card.id)] == [line.board.absences[-1].id]
    line.press("up", " @rhys", "enter", "3")
    assert "rhys" in line.board.here
    assert line.board.columns[Kind.ACTION][-1].owners == ("rhys",)
    assert line.typed == "", "the line stays open for the next"


def test_a_name_that_fits_two_keeps_nothing_before_it_is_clear(line: Keyboard) -> None:
    line.press("spades @s")
    assert line.readback == "Tab chooses: @s could be Sam or Siân."
    line.press("enter")
    assert not line.submitted
    assert line.typed == "spades @s"
    assert line.sentence == line.readback
    line.press("a", "enter")
    assert line.board.columns[Kind.OFFER][-1].said == "sam"


def test_tab_finishes_the_name(line: Keyboard) -> None:
    line.press("spades @pri", "tab")
    assert line.typed == "spades @Priya "
    line.press("x", "tab")
    assert line.typed == "spades @Priya x"


@pytest.mark.parametrize("words", ["spades", "spades @zz", "spades @Priya ", "a@pri", ""])
def test_tab_with_nothing_to_finish_leaves_line_and_cursor_alone(line: Keyboard, words: str) -> None:
    line.press(words, "home", *["right"] * min(2, len(words)), "tab", "X")
    assert line.typed == f"{words[:2]}X{words[2:]}"


def test_longer_than_a_card_says_that_the_rest_becomes_its_note(line: Keyboard) -> None:
    words = "seven77 " * 40
    line.press(words)
    assert line.notice == "That is longer than a card. The first 200 letters are the card, the rest is its note."
    line.press("enter")
    card = line.board.columns[Kind.OFFER][-1]
    assert len(card.text) <= 200
    assert f"{card.text} {card.note}".split() == words.split()


def test_up_takes_the_last_card_up_again(line: Keyboard) -> None:
    line.press("A lawn roler", "enter", "up")
    assert line.typed == "A lawn roler"
    assert line.readback == "the last card again, with these words"
    line.press("backspace", "backspace", "ler", "enter")
    assert line.texts(2)[-1] == "A lawn roller"
    assert isinstance(line.submitted[-1], EditCard)
    line.press("And a rake", "enter")
    assert line.texts(2)[-2:] == ["A lawn roller", "And a rake"]


def test_which_kinds_have_owners_is_said_by_their_spec(line: Keyboard, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (Kind.OFFER, Kind.ACTION):
        monkeypatch.setattr(kind, "spec", kind.spec._replace(has_owners=kind is Kind.OFFER))
    line.press("+Spades @bea @mo", "enter", "up", " @pri @mo", "enter")
    offer = line.board.columns[Kind.OFFER][-1]
    line.press("escape").look(offer.label).open("edit").press("tab", "tab")
    assert line.readback.startswith("@name, as many as you like")
    line.press("end", " @bea", "enter")
    offer = line.board.columns[Kind.OFFER][-1]
    assert (offer.text, sorted(offer.owners)) == ("Spades", ["bea", "mo", "priya"])
    line.open("add").press(">Ring them @bea @mo", "enter")
    action = line.board.columns[Kind.ACTION][-1]
    assert (action.text, action.said, action.owners) == ("Ring them @mo", "bea", ())


def test_a_name_and_a_day_typed_behind_the_last_card_are_kept_with_it(line: Keyboard) -> None:
    line.press(">Ring them @pri", "enter", "up", " @rhys ^fri")
    assert line.readback.endswith(
        "with these words: an action by Rhys (new: Enter asks), by Fri 27 November 2026 (in 5 days)"
    )
    line.press("enter", "3")
    card = line.board.columns[Kind.ACTION][-1]
    assert (card.text, card.owners, card.when) == ("Ring them", ("rhys",), "2026-11-27")
    line.press("up", " soon", "enter")
    card = line.board.columns[Kind.ACTION][-1]
    assert (card.text, card.owners, card.when) == ("Ring them soon", ("rhys",), "2026-11-27")


def test_a_tag_typed_behind_the_last_card_is_kept_with_it(line: Keyboard) -> None:
    line.press("A lawn roller #tools", "enter", "up", " #gate")
    assert line.readback.endswith("theme gate")
    line.press("enter")
    assert line.board.columns[Kind.OFFER][-1].tags == ("tools", "gate")


def test_mended_words_that_grow_too_long_go_behind_the_note_that_was_there(line: Keyboard) -> None:
    line.press("seven77 " * 40, "enter", "up")
    before = line.board.columns[Kind.OFFER][-1].note
    assert before
    line.press(" and more words than fit", "enter")
    note = line.board.columns[Kind.OFFER][-1].note
    assert note.startswith(f"{before}\n")
    assert note.endswith("than fit")


@pytest.mark.parametrize(
    ("key", "kept"), [("2", "A lawn roler, old"), ("3", "Two lawn rollers"), ("1", "Two lawn rollers")]
)
def test_a_last_card_that_somebody_mended_meanwhile_is_asked_about(
    line: Keyboard, hall: Hall, key: str, kept: str
) -> None:
    line.press("A lawn roler", "enter", "up")
    hall.do(EditCard(hall.called("O10"), text="Two lawn rollers"), DEE)
    line.press(", old", "enter")
    assert isinstance(line.mode, Conflict)
    assert line.texts(2)[-1] == "Two lawn rollers"
    line.press(key)
    assert line.texts(2)[-1] == kept
    assert isinstance(line.mode, Capture)
    assert line.typed == ""


def test_esc_at_that_choice_goes_back_to_the_words(line: Keyboard, hall: Hall) -> None:
    line.press("A lawn roler", "enter", "up")
    hall.do(EditCard(hall.called("O10"), text="Two lawn rollers"), DEE)
    line.press(", old", "enter", "escape")
    assert line.typed == "A lawn roler, old"


def test_a_second_speaker_of_an_offer_stays_in_its_words(line: Keyboard) -> None:
    line.press("a van @tom @joe")
    assert line.readback == "an offer by Tom"
    assert line.notice == "One card has one speaker: Joe stays in its words."
    line.press("enter")
    assert line.board.columns[Kind.OFFER][-1].text == "a van @joe"
    assert line.board.columns[Kind.OFFER][-1].said == "tom"


def test_up_does_nothing_before_a_card_and_never_throws_words_away(line: Keyboard) -> None:
    line.press("up")
    assert line.typed == ""
    line.press("A rake", "enter", "half", "up")
    assert line.typed == "half"


def test_taking_the_last_card_up_and_emptying_it_does_not_lose_it(line: Keyboard) -> None:
    line.press("A rake", "enter", "up", "ctrl+u", "enter")
    assert line.texts(2)[-1] == "A rake"
    line.press("escape")
    assert line.texts(2)[-1] == "A rake"


def test_words_that_the_board_refuses_stay_in_the_line(line: Keyboard) -> None:
    line.press("x" * 40 + " @" + "\u200b" * 3 + "y", "enter")
    assert line.texts(2)[-1].startswith("x" * 40)
    line.press("\u3164\u3164", "enter")
    assert line.typed == "\u3164\u3164"
    assert line.sentence == "There is nothing to read in that yet. Type the words, then Enter."


def test_a_column_of_those_not_here_opens_the_line_that_names_them(hall: Hall) -> None:
    keyboard = Keyboard(hall, View(5)).open("add")
    assert keyboard.lead == "_ Not here:"


def test_one_pasted_line_goes_into_the_words_and_several_ask(line: Keyboard) -> None:
    line.press("We have ").paste("  a press\r\n")
    assert line.typed == "We have a press"
    line.paste("one\ntwo\r\nthree\rfour\n\n")
    assert isinstance(line.mode, Paste)
    assert line.mode.lines == ("one", "two", "three", "four")


def test_a_paste_of_a_hundred_thousand_letters_is_refused_in_words(line: Keyboard) -> None:
    line.paste("x" * 100_000)
    assert line.typed == ""
    assert line.sentence == "That is 100,000 letters in one line. Paste it in parts: a card takes 2,000."


class TestPasted:
    @pytest.fixture
    def pasted(self, line: Keyboard) -> Keyboard:
        return line.paste("a washer\n- beans\n? what was here in 1970\n> time on Tuesdays")

    def test_enter_keeps_them_as_so_many_cards_and_signs_and_dots_are_words(self, pasted: Keyboard) -> None:
        assert "Pasted: 4 lines. Keep them as 4 offers?" in pasted.panel
        assert "Enter  yes, four cards        2  one card with a note        Esc  no" in pasted.panel
        assert pasted.notice == "Nothing is kept yet."
        pasted.press("enter")
        assert pasted.texts(2)[-4:] == ["a washer", "- beans", "? what was here in 1970", "> time on Tuesdays"]
        assert isinstance(pasted.mode, Capture)

    def test_two_keeps_them_as_one_card_with_a_note(self, pasted: Keyboard) -> None:
        pasted.press("2")
        card = pasted.board.columns[Kind.OFFER][-1]
        assert (card.text, card.note) == ("a washer", "- beans\n? what was here in 1970\n> time on Tuesdays")

    def test_esc_keeps_nothing_and_goes_back_to_what_was_typed(self, line: Keyboard) -> None:
        line.press("We have ").paste("one\ntwo").press("escape")
        assert line.typed == "We have "
        assert not line.submitted
        assert line.sentence == "Nothing is kept of what was pasted."

    @pytest.mark.parametrize("key", ["1", "3", "x", " ", "tab"])
    def test_every_other_key_means_nothing(self, pasted: Keyboard, key: str) -> None:
        pasted.press(key)
        assert isinstance(pasted.mode, Paste)
        assert not pasted.submitted

    @pytest.mark.parametrize(
        ("text", "key", "sentence"),
        [
            ("x\n" * 101, "enter", "Those are 101 lines; 100 at a time fit. Nothing is kept: paste them in parts."),
            ("a\n" + "y" * 2_001, "enter", "One line has 2,001 letters; a card takes 2,000. Nothing is kept."),
            ("a\n" + "y" * 10_001, "2", "That is 10,002 letters; a note takes 10,000. Nothing is kept."),
        ],
    )
    def test_too_much_is_refused_whole(self, line: Keyboard, text: str, key: str, sentence: str) -> None:
        before = line.texts(2)
        line.paste(text).press(key)
        assert line.sentence == sentence
        assert line.texts(2) == before
        assert not line.submitted

    def test_a_hundred_lines_are_kept_in_their_order(self, line: Keyboard) -> None:
        line.paste("\n".join(f"line {n}" for n in range(100))).press("enter")
        assert line.texts(2)[-100:] == [f"line {n}" for n in range(100)]

    def test_words_typed_before_a_paste_are_still_there_behind_it(self, line: Keyboard) -> None:
        line.press("Half a sent").paste("one\ntwo").press("enter")
        assert line.typed == "Half a sent"


def test_tab_goes_through_the_names_of_the_one_in_question_wherever_the_cursor_is(hall: Hall) -> None:
    for name in ("Rhys Evans", "Rhys Other"):
        hall.do(AddPerson(name))
    line = Keyboard(hall, View(2)).open("add").press("I can lend a wheelbarrow @rhys, ^fri #tools")
    assert line.readback == "Tab chooses: @rhys could be Rhys Evans or Rhys Other."
    assert line.press("tab").typed == "I can lend a wheelbarrow @Rhys-Evans, ^fri #tools"
    assert line.press("tab").typed == "I can lend a wheelbarrow @Rhys-Other, ^fri #tools"
    assert line.press("tab").typed == "I can lend a wheelbarrow @Rhys-Evans, ^fri #tools"
    line.press(" and more", "enter")
    card = line.board.columns[Kind.OFFER][-1]
    assert (card.said, card.text, card.tags) == ("rhys-evans", "I can lend a wheelbarrow and more", ("tools",))


def test_of_two_in_question_tab_chooses_the_one_that_is_asked_about(hall: Hall) -> None:
    for name in ("Rhys Evans", "Rhys Other", "Ivy A", "Ivy B"):
        hall.do(AddPerson(name))
    line = Keyboard(hall, View(3)).open("add").press(">Mow @rhys @ivy soon", "home")
    assert line.press("tab").typed == "Mow @rhys @Ivy-A soon"
    assert line.readback == "Tab chooses: @rhys could be Rhys Evans or Rhys Other."
    assert line.press("tab").typed == "Mow @Rhys-Evans @Ivy-A soon"
    line.press("x")
    assert line.typed == "xMow @Rhys-Evans @Ivy-A soon", "the cursor stays where it was"
