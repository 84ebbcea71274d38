import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.errors import Refusal
from cofacil.board.model import Board
from cofacil.board.prompts import asked
from cofacil.board.records import Absence, Card, Meeting, Person, Record
from cofacil.board.slugs import slug_of
from cofacil.board.text import (
    CARD_LIMIT,
    NOTE_LIMIT,
    clean_day,
    clean_name,
    clean_note,
    clean_text,
    has_ink,
    shorten,
    strip_text,
)
from cofacil.board.themes import clean_theme
from refusing import refused

JOINERS = "\u200c\u200d"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
SHARP = "abc 1\u0301\u200d\u200c\u200b\u202e\u2028\u3164\ufe0f\t\n\r\v\x1b[]mx7\x07\x9b\x9d\x85é한👩💻" + WALES
hostile = st.text(st.sampled_from(SHARP) | st.characters(), max_size=60)


@pytest.mark.parametrize(
    "kept",
    [
        "[/b] and [@click=app.quit]x[/] stay words",
        "Ble mae'r ŵyl? Tŷ Gwyrdd, Llanfair",
        "菜園は誰のもの？ 한국어 정원",
        "👩‍💻 and 👨‍👩‍👧‍👦 and ❤️‍🔥 and 1️⃣",
        f"Cymru am byth {WALES}",
        "می‌خواهم باغ",
        "क्‍ष क्षेत्र",
        "🩷 is newer than some Pythons",
    ],
)
def test_what_people_write_is_kept_as_it_is(kept: str) -> None:
    assert clean_text(kept) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x1b]52;c;ZXZpbA==\x07b", "ab"),
        ("a\x1b]52;c;ZXZpbA==\x1b\\b", "ab"),
        ("a\x9d52;c;ZXZpbA==\x9cb", "ab"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b\x1b[[31mred", "[[31mred"),
        ("a\u202egnp.exe\u202cb", "agnp.exeb"),
        ("\u2066a\u2069\u061c\ufeffb", "ab"),
        ("one\r\ntwo\rthree\x0bfour\x85five\u2028six", "one two three four five six"),
        ("a\u3164\u115f\uffa0b", "ab"),
        ("⠓⠊⠀⠞⠕", "⠓⠊ ⠞⠕"),
        ("adm\u200din", "admin"),
        ("👩\u200d", "👩"),
        ("\U000e0068\U000e0069 hello", "hello"),
        ("half \ud83d a pair", "half a pair"),
        ("e\u200b\u0301", "é"),
        ("a" + "\u0301" * 30, "á" + "\u0301" * 4),
        ("a" + "\u0335" * 4 + "\u200b" + "\u0335" * 4, "a" + "\u0335" * 4),
        ("  wide \u00a0\u3000 room  ", "wide room"),
    ],
)
def test_what_would_harm_a_terminal_is_taken_out(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize("empty", ["", "  \n", "\u200b\u200d", "\u3164", "\u2800", "\x1b[31m", "\u0301", "\ufe0f"])
def test_what_nobody_can_see_is_refused(empty: str) -> None:
    assert not has_ink(strip_text(empty))
    with refused("nothing to read"):
        clean_text(empty)


def test_ten_thousand_letters_are_refused_for_a_card_and_fit_a_note() -> None:
    with refused(r"10,000 letters; 2,000 fit"):
        clean_text("x" * 10_000)
    assert clean_text("x" * CARD_LIMIT) == "x" * CARD_LIMIT
    assert clean_note("x" * NOTE_LIMIT) == "x" * NOTE_LIMIT


def test_a_very_long_paste_is_refused_without_being_read() -> None:
    for clean in (clean_text, clean_note):
        with refused(r"5,000,000 letters"):
            clean("\u0301" * 5_000_000)


def test_a_note_keeps_its_rows_and_no_more_than_one_empty_one() -> None:
    assert clean_note("\n one  two \r\n\n\n\n\u200b\nthree\n") == "one two\n\nthree"


def test_an_empty_note_is_a_note_taken_away() -> None:
    assert clean_note(" \u200b\n") == ""


def test_a_card_is_one_row() -> None:
    assert clean_text("one\ntwo") == "one two"


def test_a_day_is_an_iso_date_or_refused() -> None:
    assert clean_day("2026-11-24") == "2026-11-24"
    assert clean_day("") == ""
    for word in ("tuesday", "2026-02-30", "\x1b]52;c;x\x07", "2026-11-24 18:00"):
        with refused("not a day"):
            clean_day(word)


@pytest.mark.parametrize(
    ("long", "short"), [("night cleaners", "night…"), ("nightcleaners", "nightcle…"), ("cleaners.", "cleaners.")]
)
def test_words_are_shortened_whole_where_there_is_a_space(long: str, short: str) -> None:
    assert shorten(long, 9) == short


@given(hostile, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = strip_text(text, lines=lines)
    assert strip_text(once, lines=lines) == once


@given(hostile, st.booleans())
def test_only_what_can_be_printed_comes_out(text: str, lines: bool) -> None:
    for character in strip_text(text, lines=lines).replace(WALES, "").replace("\n", "" if lines else "\n"):
        category = unicodedata.category(character)
        assert character == " " or character in JOINERS or category[0] not in "ZC" or category == "Cn"
        assert not 0x7F <= ord(character) <= 0x9F


@given(hostile)
def test_cleaning_returns_or_refuses_and_never_fails_otherwise(text: str) -> None:
    for clean in (clean_text, clean_note, clean_name, clean_day, clean_theme):
        try:
            kept = clean(text)
        except Refusal:
            continue
        assert unicodedata.is_normalized("NFC", kept)


@given(hostile)
def test_a_name_has_one_slug_that_is_its_own_slug(name: str) -> None:
    try:
        slug = slug_of(name)
    except Refusal:
        return
    assert not set(slug) & set("./ \n")
    assert slug
    if len(slug) <= 32:
        assert slug_of(slug) == slug


def test_what_another_program_wrote_is_cleaned_on_its_way_out() -> None:
    hostile = "a\n\x1b[2Jb\u202ec"
    card = Card("card/1", {"kind": "question", "text": hostile, "note": f"one\n{hostile}", f"tag.{hostile}": True})
    assert (card.text, card.note, card.tags) == ("a bc", "one\na\nbc", ("a bc",))
    assert Person("person/1", {"name": hostile, "brings": hostile}).brings == "a bc"
    absence = Absence("absence/1", {"who": hostile, "where": hostile, "label": hostile, "prompt": hostile})
    assert {absence.who, absence.where, absence.label, absence.prompt} == {"a bc"}
    board = Board(records={"board": Record("board", {"title": hostile, "purpose": hostile, "place": hostile})})
    assert {board.title, board.purpose, board.place, board.name_of(hostile)} == {"a bc", "A bc"}
    meeting = Meeting("meeting/1", {"deck": [["id", hostile, "000", "any"]], "opened": 10**18})
    shown_now = asked(board._replace(meeting=meeting), 0)
    assert shown_now is not None
    assert shown_now.text == "a bc"
    assert meeting.opened == 0
    assert card.write("text", "x").before == hostile
