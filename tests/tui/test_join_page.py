"""How the pages look that let others in: both ways to share, the line, the word, a picture that a camera can read."""

import re
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
import segno
from hosting import JOINING, LOCAL, LONG, LONG_JOINING, PRINT, TAKEN, URL, looked_at
from rich.color import Color
from sheets import NOW, SIZES, is_plain, is_whole, window, words
from textual.strip import Strip

from cofacil.board.kinds import Role
from cofacil.room.here import Here
from cofacil.room.ports import Invited, Slowed
from cofacil.tui.pages.join import CLOSED, OPENING
from cofacil.tui.pages.join_sheet import Join, invited_words, paint_join
from cofacil.tui.pages.qr import picture
from cofacil.tui.pages.share_form import Share, paint_share
from cofacil.tui.pages.sheet import Sheet

joined = partial(Join, now=NOW)

BUSY = JOINING._replace(
    may_ask=True,
    came=("Bea", "Mo", "Zoe"),
    invited=(Invited("Dee", Role.COFACILITATOR, NOW, has_come=True), Invited("Kofi", Role.VIEWER, NOW)),
    slowed=(Slowed("192.168.1.50", "riverside", 7, NOW),),
    page="https://192.168.1.24:8443/",
    page_fingerprint=":".join(["AB", "CD"] * 16),
)

BLOCKS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
BOTH = [joined(joining, picture(joining.url)) for joining in (JOINING, LONG_JOINING)]
EVERY = [
    *BOTH,
    joined(LONG_JOINING._replace(is_local=True, may_ask=True), picture(LONG_JOINING.url)),
    joined(LOCAL, picture(LOCAL.url)),
    joined(JOINING._replace(word="")),
    joined(JOINING, here=Here(screens=("[/b]", "漢字会議" * 8)), sentence=TAKEN),
    joined(sentence=TAKEN),
    joined(BUSY, picture(BUSY.page)),
    joined(BUSY._replace(word=""), is_ours=False, is_beside=True),
    joined(BUSY._replace(command="", url="", page="", page_fingerprint="")),
]


def squares(rows: tuple[Strip, ...]) -> list[list[int]]:
    """Return what half blocks show as rows of squares: 1 is black."""
    pairs = [[BLOCKS[letter] for letter in row.text] for row in rows]
    return [[pair[half] for pair in row] for row in pairs for half in (0, 1)]


def matrix(url: str) -> list[list[int]]:
    code = segno.make(url, error="l", micro=False)
    return [[int(square) for square in row] for row in code.matrix_iter(border=4)]


def has_picture(sheet: Sheet) -> bool:
    return "▀▀▀▀▀" in words(sheet)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (160, 45)])
def test_the_pages_are_as_they_were_looked_at(size: tuple[int, int]) -> None:
    three = ("Dee", "Kofi", "Siân")
    looked_at("join/share", paint_share(Share(), window(*size)))
    looked_at("join/taken", paint_share(Share(1, TAKEN), window(*size)))
    looked_at("join/join", paint_join(replace(BOTH[0], here=Here(screens=three)), window(*size)))
    looked_at("join/local", paint_join(joined(LOCAL, picture(LOCAL.url)), window(*size)))
    looked_at("join/busy", paint_join(joined(BUSY, picture(BUSY.page), here=Here(screens=three)), window(*size)))
    looked_at("join/beside", paint_join(joined(JOINING, is_ours=False, is_beside=True), window(*size)))
    looked_at("join/stop", paint_join(replace(BOTH[0], here=Here(screens=three[:2]), asks="3"), window(*size)))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("join", EVERY)
def test_every_cell_is_painted(width: int, height: int, join: Join) -> None:
    for is_picture in (False, True):
        for shown_join in (replace(join, is_picture=is_picture), replace(join, picture=(), is_picture=is_picture)):
            assert is_whole(paint_join(shown_join, window(width, height)), width, height)
    assert is_plain(paint_join(replace(join, picture=(), here=Here()), window(width, height, is_ascii=True)))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("sentence", ["", OPENING, CLOSED, TAKEN])
def test_both_ways_to_share_are_always_there(width: int, height: int, sentence: str) -> None:
    for hand in (0, 1):
        sheet = paint_share(Share(hand, sentence), window(width, height))
        assert is_whole(sheet, width, height)
        assert {spot.choice for spot in sheet.spots} == {0, 1, 2, 3, 4}
        assert "3 [ ] people without a word may ask" in words(sheet)
        assert "4 port: the usual one" in words(sheet)
        assert "5 [ ] a page for phones" in words(sheet)
        assert f" ▌ {hand + 1} {('with this network', 'only this computer')[hand]}" in words(sheet)
        assert "Enter share   Esc back" in words(sheet)
        assert " ".join(sentence.split()) in " ".join(words(sheet).split())
        assert is_plain(paint_share(Share(hand, sentence), window(width, height, is_ascii=True)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("join", [join for join in EVERY if join.joining and join.joining.word])
def test_no_letter_of_what_is_to_be_typed_is_missing(size: tuple[int, int], join: Join) -> None:
    joining = join.joining
    assert joining
    text = words(paint_join(replace(join, picture=(), sentence=""), window(*size)))
    assert joining.command.replace(" ", "") in "".join(text.split())
    assert "GARDEN-42-BEANS" in text
    assert "lets in 20 people" in text or "3 of 20 people have come by it" in text or "3 of 20 have come." in text
    assert size != (40, 12) or "No computer?" not in text
    if size != (40, 12) and not joining.page:
        assert PRINT in "".join(text.split())
        assert "add cards" in text
        assert "question, and ask." in text or not joining.may_ask
    assert PRINT in "".join(text.split()) or "It shows SHA256:WvTnUJ ... 6vlXyE" in text


@pytest.mark.parametrize("size", SIZES)
def test_no_pair_of_a_certificates_fingerprint_is_cut_in_two(size: tuple[int, int]) -> None:
    rows = [row.strip() for row in words(paint_join(joined(BUSY, picture(BUSY.page)), window(*size))).splitlines()]
    pieces = [row.split()[0] for row in rows if row.startswith(("AB:", "CD:"))]
    assert all(re.fullmatch("((AB|CD)(:|$))+", piece) for piece in pieces)
    assert "".join(pieces) in {BUSY.page_fingerprint, "", BUSY.page_fingerprint[:11]}


def test_a_line_in_several_rows_is_said_to_be_one() -> None:
    rows = words(paint_join(replace(BOTH[1], picture=()), window(80, 24))).splitlines()
    at = rows.index("   ssh -p 8022")
    assert "type as one line:" in "".join(rows[:at])
    assert [row[:5] for row in rows[at + 1 : at + 3]] == ["     "] * 2
    assert "one line" not in words(paint_join(BOTH[0], window(80, 24)))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_the_picture_stands_beside_the_words(size: tuple[int, int]) -> None:
    sheet = paint_join(BOTH[0], window(*size))
    text = words(sheet)
    assert has_picture(sheet)
    assert "riverside@192.168.1.24" in text
    assert "GARDEN-42-BEANS" in text
    assert "2 picture" not in text
    first = next(number for number, row in enumerate(sheet.rows) if "█▀▀▀▀▀█" in row.text)
    code = BOTH[0].picture
    left = sheet.rows[first].text.index("█▀▀▀▀▀█") - 4
    painted = [row.text[left : left + code[0].cell_length] for row in sheet.rows[first - 2 : first - 2 + len(code)]]
    assert painted == [row.text for row in code]


def test_a_long_line_pushes_the_picture_aside_and_not_its_own_end() -> None:
    beside = paint_join(BOTH[1], window(160, 45))
    assert has_picture(beside)
    assert LONG_JOINING.command in words(beside)
    alone = paint_join(BOTH[1], window(120, 40))
    assert not has_picture(alone)
    assert f"{LONG}@gardens.riverside.example" in words(alone)
    assert "2 picture" in words(alone)


@pytest.mark.parametrize("size", [(60, 18), (40, 12)])
def test_where_the_picture_has_no_room_it_is_not_offered(size: tuple[int, int]) -> None:
    sheet = paint_join(BOTH[0], window(*size))
    assert not has_picture(sheet)
    assert "2 picture" not in words(sheet)


@pytest.mark.parametrize("width", [40, 50, 60, 66, 70, 80, 100])
@pytest.mark.parametrize("has_room", [True, False])
def test_every_key_is_shown_at_every_width(width: int, has_room: bool) -> None:
    keys = words(paint_join(BOTH[1], window(width, 45 if has_room else 14))).splitlines()[-2]
    assert keys.endswith("Esc back")
    if width >= 60 or not has_room:
        assert [keys.count(f"{key} ") for key in "134"] == [1, 1, 1]
        assert ("2 picture" in keys) == has_room
    if width >= 60:
        assert "3 stop" in keys
    if width >= 70:
        assert "6 asking" in keys or "6 let them ask" in keys


@pytest.mark.parametrize("size", SIZES)
def test_on_the_loopback_it_is_said_that_nobody_else_can_join_and_how_they_could(size: tuple[int, int]) -> None:
    text = words(paint_join(joined(LOCAL), window(*size)))
    assert "Only this computer can join so far." in text
    if size != (40, 12):
        assert "3 twice, then 1 with this network." in " ".join(text.split())
        assert "3 twice" not in words(paint_join(joined(LOCAL, is_ours=False), window(*size)))
    assert "Only this computer" not in words(paint_join(joined(JOINING), window(*size)))


def test_who_has_no_word_may_ask_where_that_is_so() -> None:
    asks = "No word? Press Enter at that question, and ask."
    assert asks in words(paint_join(joined(JOINING._replace(may_ask=True)), window(80, 24)))
    assert asks not in words(paint_join(joined(JOINING), window(80, 24)))


def test_without_a_word_for_everybody_it_is_said_how_there_comes_one() -> None:
    text = words(paint_join(joined(JOINING._replace(word="", until=0)), window(80, 24)))
    assert "There is no word for everybody now: 4 makes one." in text
    assert "It asks for a word" not in text
    assert "20 people" not in text


@pytest.mark.parametrize("url", [URL, LONG_JOINING.url, "ssh://a@b:1"])
def test_the_picture_is_the_url_and_its_quiet_zone(url: str) -> None:
    rows, wanted = squares(picture(url)), matrix(url)
    assert rows[: len(wanted)] == wanted
    assert not any(square for row in rows[len(wanted) :] for square in row)
    assert all(not any(row) for row in rows[:4])


def test_the_picture_is_black_on_white_whatever_the_theme() -> None:
    for strip in picture(URL):
        for segment in strip:
            assert segment.style
            assert (segment.style.color, segment.style.bgcolor) == (Color.parse("#000000"), Color.parse("#ffffff"))


def test_where_the_window_is_narrow_the_question_is_still_whole() -> None:
    for guests in ((), ("Dee",), ("Dee",) * 11):
        last = words(paint_join(joined(JOINING, here=Here(screens=guests), asks="3"), window(40, 12))).splitlines()[-1]
        assert last.endswith("3 again stops sharing.")
    assert "not shared any more" in words(paint_share(Share(sentence=CLOSED), window(40, 12))).casefold()


def test_a_word_that_ends_on_another_day_says_which() -> None:
    late = int(datetime(2026, 11, 22, 23, 30).astimezone().timestamp() * 1000)  # the reader's own zone
    joining = JOINING._replace(until=late + 3_600_000)
    assert "until tomorrow 00:30." in words(paint_join(Join(joining, now=late), window(80, 24)))
    assert "until 00:30." in words(paint_join(Join(joining, now=late + 3_000_000), window(80, 24)))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_words_that_wait_from_many_places_take_no_more_room_than_from_two(size: tuple[int, int]) -> None:
    many = tuple(Slowed(f"192.168.1.{at}", "riverside", 7, NOW) for at in range(50))
    text = words(paint_join(joined(JOINING._replace(slowed=many)), window(*size)))
    assert "Words from 50 places wait, 7 lifts it: 350 were wrong." in " ".join(text.split())
    assert JOINING.command in text
    assert PRINT in text
    two = " ".join(words(paint_join(joined(JOINING._replace(slowed=many[:2])), window(*size))).split())
    assert "Words from 192.168.1.0 wait" in two
    assert "Words from 192.168.1.1 wait" in two


def test_who_was_invited_and_is_here_is_told_from_who_has_gone_by_those_who_are_here() -> None:
    came = Invited("Dee", Role.COFACILITATOR, NOW, has_come=True)
    spent = Invited("Lou", Role.VIEWER, NOW, has_come=True, is_spent=True)
    both = (came, spent, Invited("Kofi", Role.VIEWER, NOW))
    gone = "Gone again, and their word brings them back: Dee. Gone, and their word opens nothing more: Lou."
    assert invited_words(both, ()) == f"Invited by name, and not here yet: Kofi. {gone}"
    here = "Invited by name, and here: Dee, Kofi. Gone, and their word opens nothing more: Lou."
    assert invited_words(both, ("Dee", "kofi")) == here
    page = " ".join(words(paint_join(joined(JOINING._replace(invited=(came, spent))), window(120, 40))).split())
    assert "Nobody is here by screen yet." in page
    assert "and here" not in page


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_what_can_be_switched_says_so_and_whether_it_is_on(size: tuple[int, int]) -> None:
    for at, is_on in ((2, False), (2, True), (4, False), (4, True)):
        page = words(paint_share(Share(at, may_ask=is_on, has_page=is_on), window(*size)))
        assert f"{at + 1} {'[x]' if is_on else '[ ]'} " in page
        assert f"Enter switch it {'off' if is_on else 'on'}" in page
