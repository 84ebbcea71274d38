"""Every picture of the board: all of its rows, each of its width, whatever is on it and however large the window is."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from riverside import ASKED, DEE, Hall, Looking, moment, painted, riverside, rows_of

from cofacil.board.commands.absences import AbsenceCame
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import SetBoard
from cofacil.board.commands.moving import MarkDone
from cofacil.board.commands.people import AddPerson, ChangePerson, PersonLeft
from cofacil.board.commands.timer import StartTimer
from cofacil.board.kinds import COLUMNS, AbsenceState, Kind, Role
from cofacil.board.records import Absence, Card
from cofacil.board.text import PURPOSE_SHOWN, has_ink, strip_text
from cofacil.room.attending import Attending, Present
from cofacil.room.here import Here
from cofacil.room.seats import Seat
from cofacil.terminal.widths import cell_len
from cofacil.tui.keys import Press
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.conflict import Conflict
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.find import Find
from cofacil.tui.modes.missing import Missing
from cofacil.tui.modes.mode import Mode
from cofacil.tui.modes.move import Move
from cofacil.tui.modes.paste import Paste
from cofacil.tui.modes.timer import TimerMode
from cofacil.tui.paint.foot import FOOT, foot
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.router import step_for
from cofacil.tui.typed import Typed
from cofacil.tui.view import View

WIDTHS = (40, 41, 47, 59, 60, 61, 79, 80, 81, 99, 100, 101, 119, 120, 121, 159, 160, 161, 200, 240, 299, 300)
HEIGHTS = (12, 13, 17, 18, 19, 23, 24, 25, 30, 36, 50, 80)
SIZES = [(width, height) for width in WIDTHS for height in HEIGHTS]
WORDS = (
    "漢字会議の議事録をここに書きます",
    "👩‍🚀🌻🏴󠁧󠁢󠁷󠁬󠁳󠁿👍🏽",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "y tŷ ŵyr â chŵn ëang a hir",
    "e\u0301\u0302\u0303\u0304 o\u0308 ạ̈",
    "[/b] [@click=app.quit]x[/] {x} %s \\",
    "x" * 190,
    "one two three " * 13,
)


def fills(scene: Scene) -> bool:
    """Say whether a picture is exactly as wide and as high as the window, each row's own word about its width true."""
    rows = painted(scene).rows
    widths = {(strip.cell_length, sum(cell_len(segment.text) for segment in strip)) for strip in rows}
    return len(rows) == scene.height and widths == {(scene.width, scene.width)}


def line_of(scene: Scene) -> list[str]:
    """Return the rows of the line that is typed on."""
    rows, _keys = foot(scene)
    below = 2 if scene.is_tight else 3
    return [strip.text for strip in rows[:-below]]


@pytest.fixture(scope="module")
def hall() -> Hall:
    return riverside()


@pytest.fixture(scope="module")
def crowded() -> Hall:
    hall = riverside()
    for number in range(60):
        words = WORDS[number % len(WORDS)]
        hall.card(words, tuple(Kind)[number % 4], ("Siân", "漢字", "", "X" * 32)[number // 4 % 4])
    for words in WORDS:
        hall.absence(words)
    hall.do(SetBoard(title="漢" * 30, purpose="花" * 100, place="🌻" * 100))
    for one, other in (("O10", "Q6"), ("O10", "Q7"), ("O10", "Q8"), ("O10", "I4")):
        hall.tie(one, other)
    return hall


def lines_of(looking: Looking) -> list[Mode | None]:
    """Return one of every line that can be open, with more typed than fits."""
    desk, board = looking.desk(), looking.hall.board
    long = Typed.of("漢字 and words @priya ^fri " * 12)
    card = board.columns[Kind.OFFER][2]
    opened = [step_for(name, desk).mode for name in ("link", "leave", "purpose", "strike_out", "bring_back")]
    return [
        None,
        Capture(Kind.OFFER, long),
        Paste(Capture(Kind.OFFER), Kind.OFFER, tuple(WORDS) * 12),
        replace(Edit.of(card), note=long, part="note"),
        Conflict(replace(Edit.of(card), words=long), EditCard(card.id, text=long.text)),
        Missing(ASKED, typed=long),
        Move.of(desk, card.id),
        Find(long),
        Find()._searched(Typed.of("e"), desk),
        TimerMode(),
        *opened,
    ]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_board_fills_every_window(crowded: Hall, width: int, height: int) -> None:
    for column in COLUMNS:
        for form in (View(column), View(column, is_wide=True), View(column, is_room=True)):
            view = form.settled(crowded.board).step(crowded.board, 9)
            looking = Looking(crowded, view, width, height, is_ascii=column % 2 == 0)
            assert fills(looking.scene())


@pytest.mark.parametrize(
    ("width", "height"), [(w, h) for w in (40, 59, 60, 79, 80, 100, 120, 160) for h in (12, 18, 24, 36)]
)
@pytest.mark.parametrize("is_ascii", [False, True])
def test_the_board_fills_every_window_whatever_line_is_open(
    crowded: Hall, width: int, height: int, is_ascii: bool
) -> None:
    view = View(2).settled(crowded.board).to(crowded.board, crowded.called("O3"))
    looking = Looking(crowded, view, width, height, is_ascii=is_ascii)
    for line in lines_of(looking):
        assert fills(looking.scene(line)), line
        room = replace(looking, view=view._replace(is_room=True))
        assert fills(room.scene(line)), line


def test_a_letter_in_the_editor_paints_only_its_own_rows_anew(crowded: Hall) -> None:
    view = View(2).settled(crowded.board).to(crowded.board, crowded.called("O3"))
    looking, desk = Looking(crowded, view, 160, 45), Looking(crowded, view, 160, 45).desk()
    card = crowded.board.columns[Kind.OFFER][2]
    edit = replace(Edit.of(card), words=Typed.of("one two three four five six seven eight nine ten " * 4))
    before = painted(looking.scene(edit)).rows[:-FOOT]
    step = edit.press(Press("x", "x"), desk)
    assert step is not None
    typed = painted(looking.scene(step.mode)).rows[:-FOOT]
    assert [old == new for old, new in zip(before, typed, strict=True)].count(False) == 1
    assert [old is new for old, new in zip(before, typed, strict=True)].count(False) == 1


def test_a_step_down_paints_only_the_rows_of_two_cards_anew(crowded: Hall) -> None:
    view = View(1).settled(crowded.board)
    before, after = (painted(Looking(crowded, shown, 160, 45).scene()) for shown in (view, view.step(crowded.board, 1)))
    of_both = {
        y + before.first for shown in (before, after) for y, at in enumerate(shown.shown[1].ends) if at in {0, 1}
    }
    rows = zip(before.rows[:-FOOT], after.rows[:-FOOT], strict=True)
    assert {y for y, (old, new) in enumerate(rows) if old is not new} == of_both


@pytest.mark.parametrize(
    ("width", "height"), [(w, h) for w in (1, 9, 30, 39, 200) for h in (1, 2, 5, 11, 40) if w < 40 or h < 12]
)
def test_too_small_a_window_says_so_in_whole_rows(hall: Hall, width: int, height: int) -> None:
    scene = Looking(hall, View(), width, height).scene()
    assert fills(scene)
    if width >= 30 and height >= 8:
        text = "\n".join(rows_of(scene))
        assert f"This window is {width} by {height}." in text
        assert "The board needs 40 by 12." in text
        assert "q leaves." in text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30), (120, 36), (160, 45), (300, 80)])
def test_the_eight_fixed_rows_never_move(hall: Hall, size: tuple[int, int]) -> None:
    looking = Looking(hall, View(2).settled(hall.board).to(hall.board, hall.called("O3")), *size)
    height = looking.height
    for line in lines_of(looking):
        rows = rows_of(looking.scene(line))
        assert rows[0].lstrip().startswith("How do we share the garden?")
        assert ASKED in rows[2]
        assert rows[3].strip(" [").startswith("1 ?")
        if line is None:
            assert rows[height - 4].lstrip().startswith("O3 said by Sam 18:52")
            assert not rows[height - 3].strip()
            assert rows[height - 2].lstrip().startswith("a add")
            assert rows[height - 1].lstrip().startswith("Mo added an offer, O9.")
        else:
            opened = line.foot(looking.desk())
            grown = line_of(looking.scene(line)) if opened.typed is not None else rows[height - 4 : height - 3]
            assert opened.lead[:20].rstrip() in grown[0]
            assert len(grown) <= 3
            assert grown[-1] == rows[height - 4], "it grows upwards"
            assert opened.readback[:20] in rows[height - 3]
            assert opened.offers[0].shown in rows[height - 2]
            assert (opened.sentence or "Mo added")[:12] in rows[height - 1]


def test_a_window_with_few_rows_saves_two_of_them_while_a_line_is_open(hall: Hall) -> None:
    looking = Looking(hall, View(2).settled(hall.board), 50, 14)
    closed, opened = rows_of(looking.scene()), rows_of(looking.scene(Capture(Kind.OFFER)))
    assert closed[2].startswith("Who does this work")
    assert opened[2].startswith(" 1 ?")
    assert opened[-3].startswith(" +  Offer:")


def test_without_a_question_and_without_a_timer_nothing_moves_up() -> None:
    hall = Hall(deck=())
    hall.card("A van")
    rows = rows_of(Looking(hall, View(2).settled(hall.board)).scene())
    assert [rows[1].strip(), rows[2].strip()] == ["", ""]
    assert "[2 + OFFERS 1]" in rows[3]
    assert rows[4].lstrip().startswith("▌ O1")


# words that hold all kinds of letters, as they may come out of clean_text
_letters = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" "),
        st.sampled_from("漢字会議🌻👍🏽\u200dŵŷâ\u0301\u0308\ufe0f[]/\\"),
    ),
    min_size=1,
    max_size=80,
).filter(lambda words: has_ink(strip_text(words)))
_names = st.sampled_from(("", "Tom", "Siân", "漢字", "X" * 32))


@st.composite
def boards(draw: st.DrawFn) -> Hall:
    hall = Hall()
    for number, words in enumerate(draw(st.lists(_letters, max_size=12))):
        hall.do(AddCard(f"card/{number:03}", draw(st.sampled_from(Kind)), words, note=words, said=draw(_names)))
    return hall


@st.composite
def looks_at_boards(draw: st.DrawFn) -> Looking:
    hall = draw(boards())
    view = View(draw(st.sampled_from(COLUMNS)), is_room=draw(st.booleans()), is_wide=draw(st.booleans()))
    view = view.settled(hall.board).step(hall.board, draw(st.integers(0, 12)))
    return Looking(hall, view, draw(st.integers(40, 300)), draw(st.integers(12, 80)), is_ascii=draw(st.booleans()))


@given(looks_at_boards())
@settings(max_examples=60)
def test_any_words_fill_any_window_and_what_is_in_hand_is_seen(looking: Looking) -> None:
    hall, view = looking.hall, looking.view
    scene = looking.scene()
    assert fills(scene)
    place = view.place(hall.board)
    if place is not None:
        assert place in painted(scene).shown[view.column].ends
    for line in (Capture(Kind.OFFER, Typed.of(hall.board.title * 9)), Find()):
        assert fills(looking.scene(line))


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (100, 30), (120, 36), (200, 50)])
def test_whatever_is_in_hand_is_among_the_rows_on_every_step_through_a_column(
    crowded: Hall, size: tuple[int, int]
) -> None:
    for column in COLUMNS:
        looking = Looking(crowded, View(column).settled(crowded.board), *size)
        count = len(crowded.board.column(column))
        for by in [1] * count + [-1] * count:
            picture = painted(looking.scene())
            assert looking.view.place(crowded.board) in picture.shown[column].ends
            looking = replace(looking, view=picture.view.step(crowded.board, by))


def test_signs_say_how_many_are_above_and_below_in_the_first_and_the_last_card_row(crowded: Hall) -> None:
    board = crowded.board
    looking = Looking(crowded, View(2).settled(board))
    count = len(board.column(2))
    rows = rows_of(looking.scene())
    seen = sum(bool(re.match(r"..O\d+", row)) for row in rows[4:20])
    assert rows[19].split() == ["▼", str(count - seen), "below"]
    end = rows_of(replace(looking, view=looking.view.step(board, count)).scene())
    assert end[4].split()[0] == "▲"
    assert not any("below" in row for row in end[4:20])


def test_the_key_row_offers_nine_keys_at_80_and_more_stands_last(hall: Hall) -> None:
    offered = [
        re.split(" {2,}", rows_of(Looking(hall, View(2), width, 24).scene())[-2].strip())
        for width in (40, 60, 80, 120, 300)
    ]
    assert [len(keys) for keys in offered] == [5, 7, 9, 13, 17]
    assert {keys[-1] for keys in offered} == {"? more"}


def test_a_column_row_that_is_too_long_drops_signs_first_and_then_words(hall: Hall) -> None:
    hall = riverside()
    assert "3 > Actions 2 " in rows_of(Looking(hall, View(2)).scene())[3]
    for number in range(100):
        hall.card(f"offer {number}", tuple(Kind)[number % 4])
    for number in range(6):
        hall.absence(f"People of number {number}")
    view = View(2).settled(hall.board)
    no_signs = rows_of(Looking(hall, view, 80, 24).scene())[3]
    assert " 3 Actions 27 " in no_signs
    assert "[2 OFFERS 34]" in no_signs
    assert " 3 > 27 " in rows_of(Looking(hall, view, 60, 18).scene())[3]


@pytest.mark.parametrize(
    ("width", "height", "counted"),
    [
        (40, 12, " 5 12"),
        (60, 18, " 5 _ 12"),
        (80, 24, " 5 _ Not here 12"),
        (100, 30, " 5 _ Not here 12"),
        (120, 36, ""),
    ],
)
def test_how_many_are_missing_is_counted_however_narrow_and_named_from_four_columns_on(
    width: int, height: int, counted: str
) -> None:
    """Narrower boards count who is missing in their fourth row, ask in their third, and list them in column 5."""
    hall = riverside()
    for number in range(8):
        hall.absence(f"People of number {number}")
    rows = rows_of(Looking(hall, View(2).settled(hall.board), width, height).scene())
    if counted:
        assert counted in rows[3]
        assert not any("People of number" in row for row in rows)
    else:
        assert any("Not here 12" in row and "People of number 7" in row for row in rows)
    last = View(5).to(hall.board, hall.board.absences[-1].id)
    listed = rows_of(Looking(hall, last, width, height).scene())
    assert any("People of number 7" in row for row in listed)


def test_the_timer_is_figures_at_60_a_bar_at_80_and_words_at_120(hall: Hall) -> None:
    rows = {width: rows_of(Looking(hall, View(2), width, 24).scene()) for width in (60, 80, 120)}
    assert rows[60][0].endswith("06:12")
    assert rows[80][1].endswith("06:12 ▇▇▇▇▁▁▁▁ ")
    assert rows[120][1].endswith("less than half left  06:12 ▇▇▇▇▁▁▁▁ ")


def test_time_stands_on_the_wall_until_somebody_has_seen_it() -> None:
    hall = riverside()
    hall.at("19:04")
    assert rows_of(Looking(hall, View(2)).scene())[1].endswith("TIME ▁▁▁▁▁▁▁▁ ")


def test_what_is_not_saved_is_said_over_the_whole_last_row(hall: Hall) -> None:
    scene = Looking(hall, View(2), 60, 18).scene()._replace(trouble="NOT SAVED: the disk is full. " + "x " * 50)
    for room in (False, True):
        first, _middle, last = rows_of(scene._replace(view=scene.view._replace(is_room=room)))[-3:]
        assert first.startswith("NOT SAVED: the disk is full.")
        assert last.startswith("x x")
        assert "saved" not in last


def _who_is_here(hall: Hall, width: int, *names: str, sentence: str = "") -> str:
    """Return the right end of the last row, up to whether it is saved."""
    scene = _with(Looking(hall, View(2), width, 24).scene(sentence=sentence), *names)
    return rows_of(scene)[-1].strip().removesuffix("  saved")


def _with(scene: Scene, *names: str, via: str = "ssh") -> Scene:
    """Return a scene with people who sit elsewhere."""
    attending = Attending.of([Present(Seat(name, Role.VIEWER, via)) for name in names])
    return scene._replace(here=Here.of(scene.board, attending, scene.now))


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (60, "12 here"),
        (79, "12 here"),
        (80, "12 here, 3 by screen"),
        (119, "12 here, 3 by screen"),
        (120, "Kofi, Siân, Dee by screen · 12 here"),
        (160, "Kofi, Siân, Dee by screen · 12 here"),
    ],
)
def test_who_is_here_is_a_number_then_how_many_by_screen_then_their_names(hall: Hall, width: int, said: str) -> None:
    assert _who_is_here(hall, width, "Kofi", "Siân", "Dee") == said


@pytest.fixture
def in_hall() -> Hall:
    """Return a meeting that nobody is at by screen."""
    hall = riverside()
    for slug, name in (("kofi", "Kofi"), ("siân", "Siân"), ("dee", "Dee")):
        hall.do(PersonLeft(slug))
        hall.do(AddPerson(name))
    return hall


def test_without_anybody_by_screen_it_is_a_number_however_wide(in_hall: Hall) -> None:
    assert {_who_is_here(in_hall, width) for width in (60, 80, 120, 300)} == {"12 here"}


def test_names_are_said_while_they_fit_half_the_row(in_hall: Hall) -> None:
    names = ("漢字会議" * 4, "x" * (120 // 2 - len(", by screen · 14 here") - 1 - 32))
    assert _who_is_here(in_hall, 120, *names) == f"{', '.join(names)} by screen · 14 here"
    assert _who_is_here(in_hall, 120, names[0], f"{names[1]}x") == "14 here, 2 by screen"
    many = [f"Guest {number}" for number in range(40)]
    assert _who_is_here(in_hall, 300, *many) == "52 here, 40 by screen"
    assert fills(_with(Looking(in_hall, View(2), 300, 24).scene(), *many))


def test_who_looks_on_before_a_meeting_is_counted_too() -> None:
    hall = Hall()
    assert _who_is_here(hall, 80, "Dee") == "1 here, 1 by screen"


def test_who_reads_the_page_is_counted_by_page_and_named_so(hall: Hall) -> None:
    def said(width: int) -> str:
        return rows_of(_with(Looking(hall, View(2), width, 24).scene(sentence=""), "Pia", via="page"))[-1].strip()

    assert said(80) == "13 here, 3 by screen, 1 by page  saved"
    assert said(120) == "Kofi, Siân, Dee by screen, Pia by page · 13 here  saved"


def test_who_is_gone_is_counted_in_the_last_row_as_on_the_page_of_who_is_here(in_hall: Hall) -> None:
    def said(width: int, *there: str) -> str:
        scene = Looking(in_hall, View(2), width, 24).scene(sentence="")
        attending = Attending.of([Present(Seat(name, Role.VIEWER, "ssh")) for name in there], lost=("Rhys",))
        return rows_of(scene._replace(here=Here.of(scene.board, attending, scene.now)))[-1].strip()

    assert said(60) == "12 here  saved"
    assert said(80) == "12 here, 1 gone  saved"
    assert said(80, "Kofi") == "12 here, 1 by screen, 1 gone  saved"
    assert said(120, "Kofi") == "Kofi by screen · 12 here, 1 gone  saved"


def test_what_happened_goes_before_who_is_here(in_hall: Hall) -> None:
    sentence = "x" * 55
    assert _who_is_here(in_hall, 80, "Dee", sentence=sentence).split() == [sentence]
    assert _who_is_here(in_hall, 120, "Dee", sentence=sentence).split(maxsplit=1) == [
        sentence,
        "Dee by screen · 12 here",
    ]


def test_with_ascii_signs_the_names_are_parted_by_one_of_them(in_hall: Hall) -> None:
    scene = _with(Looking(in_hall, View(2), 120, 24, is_ascii=True).scene(sentence=""), "Dee")
    assert rows_of(scene)[-1].isascii()
    assert "Dee by screen" in rows_of(scene)[-1]


def test_a_viewers_key_row_says_so_and_offers_nothing_that_writes(hall: Hall) -> None:
    rows = rows_of(Looking(hall, View(2)).scene()._replace(is_writable=False))
    assert rows[-2].lstrip().startswith("You are watching.")
    assert "add" not in rows[-2]
    assert rows[-1].rstrip().endswith("watching")


def test_equal_scenes_paint_equal_rows_and_another_brush_does_not(hall: Hall) -> None:
    looking = Looking(hall, View(2))
    assert painted(looking.scene()).rows == painted(looking.scene()).rows
    assert rows_of(looking.scene()) != rows_of(replace(looking, is_ascii=True).scene())


def test_with_ascii_signs_nothing_of_ours_is_beyond_ascii() -> None:
    hall = riverside()
    hall.do(AddCard("card/done", Kind.OFFER, "x " * 90, said="Tom"), DEE)
    for view in (View(2), View(5), View(2, is_room=True)):
        for size in ((60, 18), (80, 24), (120, 36), (200, 50)):
            looking = Looking(hall, view.settled(hall.board), *size, is_ascii=True)
            for line in (None, Capture(Kind.OFFER), Find(), TimerMode(), Missing(ASKED)):
                text = "\n".join(rows_of(looking.scene(line, sentence=""))).replace("Siân", "")
                assert text.isascii(), re.findall(r"[^\x00-\x7f]+", text)


def test_one_hour_later_the_clock_is_another_and_the_board_the_same(hall: Hall) -> None:
    scene = Looking(hall, View(2)).scene()
    later = rows_of(scene._replace(now=moment("18:58")))
    assert "18:58" in later[0]
    assert later[3:-1] == rows_of(scene)[3:-1]


def test_what_a_card_and_an_absence_show_is_never_cut_inside_a_letter(crowded: Hall) -> None:
    for record in (*crowded.board.cards(), *crowded.board.absences):
        assert isinstance(record, Card | Absence)
    text = "\n".join(
        "\n".join(rows_of(Looking(crowded, View(c).settled(crowded.board), 80, 60).scene())) for c in COLUMNS
    )
    assert "\ufffd" not in text


def test_the_room_view_ticks_what_is_done_and_says_by_when() -> None:
    hall = riverside()
    hall.do(MarkDone(hall.called("A1")))
    hall.do(EditCard(hall.called("A2"), when="2026-11-27"))
    rows = rows_of(Looking(hall, View(3, is_room=True).settled(hall.board), 80, 24).scene())
    assert any(row.startswith("▌✓A1") for row in rows)
    at = next(number for number, row in enumerate(rows) if " A2 " in row)
    assert any(row.strip(" ▌") == "Priya · by 27 Nov" for row in rows[at : at + 4])


@pytest.mark.parametrize("width", [60, 70, 80, 99])
@pytest.mark.parametrize("said", ["Jo", "Grace", "Aurelia Montgomery", "漢字漢字漢字"])
def test_that_a_card_is_carried_is_said_whole_and_the_author_gives_way(width: int, said: str) -> None:
    hall = Hall()
    hall.card("A spare greenhouse, and somebody with a van who brings it here", said=said)
    looking = Looking(hall, View(Kind.OFFER.column), width, 18)
    in_hand = Move.of(looking.desk(), hall.called("O1"))
    rows = rows_of(looking.scene(in_hand))
    assert any(re.search(r" in hand *$", row) for row in rows), "\n".join(rows)


@pytest.mark.parametrize("width", [120, 160])
def test_place_and_access_take_what_the_purpose_leaves_free(width: int) -> None:
    hall = Hall(deck=())
    place = "Old boathouse, ramp at the back; tea and bread; BSL on request"
    hall.do(SetBoard("Riverside", "How do we share it?", place))
    assert rows_of(Looking(hall, View(), width, 40).scene())[0].endswith(f"   Riverside · {place}  18:05 ")
    hall.do(SetBoard("Riverside", "How do we share the garden and all that grows in it, " * 2, place))
    row = rows_of(Looking(hall, View(), width, 40).scene())[0]
    assert "Riverside · Old boathouse, ramp at the back; tea" in row


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (99, 30), (119, 30), (120, 40), (160, 45), (300, 80)])
@pytest.mark.parametrize("title", ["Garden", "Harbour Lane Kitchen", "The kitchen " * 5])
def test_a_purpose_of_which_the_page_says_that_it_fits_is_whole_on_the_board(size: tuple[int, int], title: str) -> None:
    hall = Hall(deck=())
    purpose = "How do we open the community kitchen on Saturdays????"[:PURPOSE_SHOWN]
    hall.do(SetBoard(title.strip(), purpose, "Harbour Lane community centre, 4 Harbour Lane, side door"))
    hall.do(StartTimer(15))
    first = rows_of(Looking(hall, View(), *size).scene())[0]
    assert purpose in first
    assert size[0] < 80 or title[:6] in first


@pytest.mark.parametrize("width", [60, 70, 80])
def test_an_indented_line_that_does_not_fit_ends_with_a_sign(width: int) -> None:
    scene = Looking(Hall(deck=()), View(), width, 24).scene()
    opened = Foot(panel=("     " + "all of us " * 9, "   " + "all of us " * 9))
    rows = rows_of(scene._replace(foot=opened))[4:6]
    assert [row.rstrip()[-1] for row in rows] == ["…", "…"]
    assert [len(row) - len(row.lstrip()) for row in rows] == [5, 3]


def test_the_row_of_the_card_in_hand_follows_a_name_a_tie_and_the_words_at_its_other_end() -> None:
    hall = riverside()
    card = hall.card("a rope", Kind.OFFER, "Mo")
    view = View().to(hall.board, card)

    def row() -> str:
        return rows_of(Looking(hall, view, 160, 40).scene())[-4]

    assert "said by Mo" in row()
    hall.do(ChangePerson("mo", "Moira"))
    assert "said by Moira" in row()
    hall.tie(hall.board.label_of(hall.board.card(card)), "Q1")
    assert "meets Q1" in row()
    hall.say("Q1", "Where does it hang?")
    assert "Where does it hang?" in row()


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_who_joined_is_counted_no_more_and_who_said_no_is_named_where_they_are_counted(size: tuple[int, int]) -> None:
    hall = riverside()
    hall.do(AbsenceCame(hall.called("N2"), AbsenceState.JOINED))
    hall.do(AbsenceCame(hall.called("N3"), AbsenceState.DECLINED))
    rows = rows_of(Looking(hall, View(2), *size).scene())
    (counted,) = (row for row in rows if re.search(r"5 _ (Not here )?\d", row))
    assert re.search(r"5 _ (Not here )?3", counted)
    assert size[0] < 120 or ("Under-16s" not in counted and "The allotment group (said no)" in counted), counted
