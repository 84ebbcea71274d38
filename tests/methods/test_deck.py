from pathlib import Path

import pytest

from cofacil.board.deck import LONGEST, Deck, Prompt
from cofacil.language.worded import worded
from cofacil.methods.deck import AFTER_US, When, load_deck, load_decks


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    return folder


def own(decks: Path, text: str, name: str = "ours.toml") -> Path:
    (decks / name).write_text(text, encoding="utf-8")
    return decks


def shipped() -> Deck:
    return load_deck(Path("no-such-folder"))[0]


def test_the_deck_that_comes_with_cofacil_is_whole() -> None:
    deck, said = load_deck(Path("no-such-folder"))
    assert said == ()
    assert len(deck.prompts) == 24
    assert len({prompt.id for prompt in deck.prompts}) == 24
    assert deck.prompts[0] == Prompt(AFTER_US, "Who comes after us, and what would they ask?", "000", When.ALWAYS)
    assert deck.prompts[23].text == "Who would rather write, ring or talk at home?"


def test_its_questions_fit_on_one_row_and_name_their_source() -> None:
    for prompt in shipped().prompts:
        assert len(prompt.text) <= LONGEST
        assert prompt.text.endswith("?")
        assert prompt.source in {"000", "001", "002", "003", "004"}


def test_each_special_moment_has_its_questions() -> None:
    moments = {
        when: [number for number, prompt in enumerate(shipped().prompts, 1) if prompt.when == when] for when in When
    }
    del moments[When.ANY]
    assert moments == {
        When.ALWAYS: [1],
        When.AGREEING: [4],
        When.OVERRUN: [9],
        When.SECOND: [14, 19],
        When.BRIDGE: [22],
    }


def test_a_groups_own_deck_takes_its_place(decks: Path) -> None:
    text = 'title = "Ours"\n[[prompt]]\ntext = "Who feeds the hens?"\n[[prompt]]\nid = "gate"\ntext = "Who locks up?"\nwhen = "second"\n'
    deck, said = load_deck(own(decks, text))
    assert said == ()
    assert deck.title == "Ours"
    assert deck.prompts == (
        shipped().prompts[0],
        Prompt("who-feeds-the-hens", "Who feeds the hens?"),
        Prompt("gate", "Who locks up?", when=When.SECOND),
    )


def test_those_who_come_after_us_may_have_other_words(decks: Path) -> None:
    deck, _ = load_deck(own(decks, f'[[prompt]]\nid = "{AFTER_US}"\ntext = "What would our grandchildren say?"\n'))
    assert [prompt.text for prompt in deck.prompts] == ["What would our grandchildren say?"]


def test_the_first_by_name_is_the_groups_deck(decks: Path) -> None:
    own(decks, '[[prompt]]\ntext = "Second?"\n', "b.toml")
    own(decks, '[[prompt]]\ntext = "First?"\n', "a.toml")
    own(decks, '[[prompt]]\ntext = "Hidden?"\n', "._a.toml")
    assert load_deck(decks)[0].prompts[1].text == "First?"


def test_a_question_without_figures_or_letters_gets_a_number(decks: Path) -> None:
    assert load_deck(own(decks, '[[prompt]]\ntext = "…?!"\n'))[0].prompts[1].id == "question-1"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("prompt = [", "cannot be read as TOML at end of document"),
        ('title = "Ours"', "prompt"),
        ("prompt = []", "prompt"),
        ('prompt = "Who?"', "prompt"),
        ('prompt = ["Who?"]', "prompt 1"),
        ('[[prompt]]\nid = "x"', "prompt 1, text"),
        ("[[prompt]]\ntext = 3", "prompt 1, text"),
        ('[[prompt]]\ntext = "\\u202e\\u0007"', "prompt 1, text"),
        ('[[prompt]]\ntext = "Who?"\nwhen = "never"', "prompt 1, when"),
        ('[[prompt]]\ntext = "Who?"\nwhen = ["any"]', "prompt 1, when"),
        ('[[prompt]]\ntext = "Who?"\nsource = 4', "prompt 1, source"),
        ('[[prompt]]\ntext = "Who?"\nid = ""', "prompt 1, id"),
        ('[[prompt]]\ntext = "Who?"\n[[prompt]]\ntext = "who?"', "prompt 2, id"),
        ('title = 1\n[[prompt]]\ntext = "Who?"', "title"),
    ],
)
def test_a_faulty_file_is_named_and_left_out(decks: Path, text: str, key: str) -> None:
    deck, said = load_deck(own(decks, text))
    assert deck == shipped()
    assert len(said) == 1
    words = worded(said[0])
    assert words.startswith("ours.toml")
    assert key in words
    assert words.endswith("The file is left out.")


def test_the_next_file_is_read_when_the_first_is_faulty(decks: Path) -> None:
    (decks / "a.toml").write_bytes(b'title = "\xff"')
    (decks / "b.toml").mkdir()
    own(decks, '[[prompt]]\ntext = "Who?"\n', "c.toml")
    deck, said = load_deck(decks)
    assert deck.prompts[1].text == "Who?"
    assert [worded(notice).split()[0] for notice in said] == ["a.toml", "b.toml"]


def test_a_long_question_is_named_and_kept(decks: Path) -> None:
    long = "Who " + "would " * 10 + "come?"
    deck, said = load_deck(own(decks, f'[[prompt]]\ntext = "{long}"\n'))
    assert deck.prompts[1].text == long
    assert tuple(map(worded, said)) == (f'ours.toml: "{long}" has {len(long)} letters; more than 52 take two rows.',)


def test_a_question_keeps_its_brackets_and_loses_what_a_terminal_would_obey(decks: Path) -> None:
    deck, _ = load_deck(own(decks, '[[prompt]]\ntext = "[b]Who[/b] \\u001b[31mis\\n[@click=quit]away?"\n'))
    assert deck.prompts[1].text == "[b]Who[/b] is [@click=quit]away?"


def test_every_deck_that_can_be_read_may_be_chosen(decks: Path) -> None:
    own(decks, 'title = "Hens"\n[[prompt]]\ntext = "Who feeds the hens?"\n', "hens.toml")
    own(decks, "prompt = [", "broken.toml")
    own(decks, '[[prompt]]\ntext = "Who locks up?"\n', "gate.toml")
    found, said = load_decks(decks)
    assert [(deck.name, deck.title, deck.is_own) for deck in found] == [
        ("who-is-not-in-the-room", "Who's not in the room?", False),
        ("gate", "gate", True),
        ("hens", "Hens", True),
    ]
    assert all(deck.prompts[0].id == AFTER_US for deck in found)
    assert [worded(notice).split()[0] for notice in said] == ["broken.toml"]


def test_a_groups_own_of_the_same_name_takes_the_place_of_ours(decks: Path) -> None:
    own(decks, '[[prompt]]\ntext = "Who?"\n', "Who-Is-Not-In-The-Room.toml")
    ((deck,), _said) = load_decks(decks)
    assert deck.is_own
