"""Everything that is typed or asked is seen in every view, and a filter stands until it is ended."""

import asyncio

import pytest
from keyboard import Keyboard
from riverside import ASKED, painted, riverside

from cofacil.board.kinds import Kind
from cofacil.tui.keys import Press
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.find import Find
from cofacil.tui.modes.paste import Paste
from cofacil.tui.modes.pick import Pick
from cofacil.tui.paint.board import editor_cursor
from cofacil.tui.paint.last_row import last_lines
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.text import cell_len
from cofacil.tui.view import View

VIEWS = {
    "board at 40": (View(), (40, 24)),
    "board at 60": (View(), (60, 18)),
    "board at 80": (View(), (80, 24)),
    "board at 100": (View(), (100, 30)),
    "board at 120": (View(), (120, 36)),
    "board at 160": (View(), (160, 45)),
    "wide column at 120": (View(is_wide=True), (120, 36)),
    "wide column at 160": (View(is_wide=True), (160, 45)),
    "room view at 60": (View(is_room=True), (60, 18)),
    "room view at 80": (View(is_room=True), (80, 24)),
    "room view at 120": (View(is_room=True), (120, 36)),
    "room view at 160": (View(is_room=True), (160, 45)),
}


@pytest.fixture(params=VIEWS)
def form(request: pytest.FixtureRequest) -> tuple[View, tuple[int, int]]:
    return VIEWS[request.param]


def holding(label: str, form: tuple[View, tuple[int, int]]) -> Keyboard:
    hall, (view, size) = riverside(), form
    one = Keyboard(hall, view.settled(hall.board).to(hall.board, hall.called(label)), size=size)
    one.session.painted(painted(one.session.scene()))
    return one.ask(ASKED)


def paint(one: Keyboard) -> Picture:
    picture = painted(one.session.scene())
    one.session.painted(picture)
    return picture


def words_in(picture: Picture, left: int = 0, right: int | None = None) -> str:
    """Return what is painted between two cells, as it is read on from row to row."""
    width = picture.rows[0].cell_length
    rows = (strip.crop(left, width if right is None else right).text for strip in picture.rows)
    return " ".join(" ".join(row.strip("▌█ ") for row in rows).split())


# the editor


@pytest.mark.parametrize("label", ["Q1", "O1", "O5", "O9", "A2", "I3"])
def test_the_editor_stands_in_its_cards_column_and_every_field_is_seen(
    label: str, form: tuple[View, tuple[int, int]]
) -> None:
    one = holding(label, form).open("edit")
    one.press("end", " and more", "tab", "A note", "tab", "tab", "fri", "tab")
    assert isinstance(one.mode, Edit)
    picture = paint(one)
    span = picture.columns[one.view.column]
    inside = words_in(picture, span.left, span.right)
    for words in (" and more", label, "Note A note", "Who", "When fri"):
        assert " ".join(words.split()) in inside, "\n".join(strip.text for strip in picture.rows)
    assert "You are changing" in picture.rows[-1].text
    for other, cells in picture.columns.items():
        if other != one.view.column:
            assert "A note" not in words_in(picture, cells.left, cells.right)


@pytest.mark.parametrize("label", ["Q1", "O5", "I3"])
def test_other_columns_stay_as_they_are_beside_the_editor(label: str, form: tuple[View, tuple[int, int]]) -> None:
    one = holding(label, form)
    before = paint(one)
    opened = paint(one.open("edit"))
    height = min(len(before.rows) - 5, len(opened.rows) - 5)
    for number, span in before.columns.items():
        if number != one.view.column:
            for y in range(before.first, height):
                assert (
                    opened.rows[y].crop(span.left, span.right).text == before.rows[y].crop(span.left, span.right).text
                )


def test_each_field_of_the_editor_has_its_ground_and_one_has_the_cursor(form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O3", form).open("edit")
    brush = one.session.brush
    for part in ("words", "note", "who", "when"):
        picture = paint(one)
        cursors = [
            (y, segment)
            for y, strip in enumerate(picture.rows)
            for segment in strip
            if segment.style == brush.style("line_cursor")
        ]
        assert len(cursors) == 1, part
        grounds = [y for y, strip in enumerate(picture.rows) if any(s.style == brush.style("line") for s in strip)]
        assert len(grounds) >= 4
        assert cursors[0][0] in grounds
        one.press("tab")


def test_a_long_note_is_seen_where_it_is_typed(form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O9", form).open("edit").press("tab", "one two three " * 12, "the end of it")
    picture = paint(one)
    span = picture.columns[one.view.column]
    assert "the end of it" in words_in(picture, span.left, span.right), "\n".join(s.text for s in picture.rows)


def test_of_a_note_longer_than_the_screen_the_rows_around_the_cursor_are_seen(
    form: tuple[View, tuple[int, int]],
) -> None:
    one = holding("O3", form).open("edit").press("tab").paste("\n".join(f"row {number} of it" for number in range(90)))
    for keys, row in (((), 89), (("up",) * 40, 49), (("up",) * 49, 0)):
        picture = paint(one.press(*keys))
        span = picture.columns[one.view.column]
        assert f"row {row} of it" in words_in(picture, span.left, span.right)
    assert "O3" in words_in(paint(one)), "the words above it come back into sight"


# lists to choose from, a paste, finding


def test_a_list_to_choose_from_is_seen(form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O9", form).open("link").press("gate")
    assert isinstance(one.mode, Pick)
    text = words_in(paint(one))
    for words in (
        "O9 meets: gate",
        "ask does it meet?",
        "Who opens the gate",
        "The gate is too",
    ):
        assert words in text
    assert "Who opens the gate" in words_in(paint(holding("O9", form).open("link")))


def test_what_is_put_away_and_can_come_back_is_seen(form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O9", form)
    one.open("put_away").open("bring_back")
    text = words_in(paint(one))
    assert "What shall come back" in text
    assert "I have a spare" in text


def test_a_question_about_a_paste_is_seen(form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O9", form).open("add").paste("a pressure washer\nbean seed\ntime on Tuesdays")
    assert isinstance(one.mode, Paste)
    text = words_in(paint(one))
    for words in ("Pasted: 3 lines. Keep them as 3 offers?", "a pressure washer", "bean seed", "one card with a note"):
        assert words in text
    assert "time on Tuesdays" in text or "… and 1 more" in text
    assert "Esc no" in text


def test_what_is_found_is_seen(form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O9", form).open("find").press("caretaker")
    assert isinstance(one.mode, Find)
    text = words_in(paint(one))
    for words in ("Find: caretaker", "1 of 2", "O4 I know the school", "A2 I will ask the"):
        assert words in text


@pytest.mark.parametrize("action", ["leave", "strike_out", "purpose", "timer", "move", "missing"])
def test_every_question_and_its_answers_are_seen(action: str, form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O3", form).open(action)
    text = words_in(paint(one))
    lead = one.foot.lead or "Purpose"
    assert " ".join(lead.split())[:30] in text
    assert "Esc" in text


# a filter


FILTERED = [
    ((60, 18), False),
    ((80, 24), False),
    ((120, 36), False),
    ((60, 18), True),
    ((80, 24), True),
    ((120, 36), True),
]


@pytest.mark.parametrize("size", [(40, 12), (40, 10), (60, 17), (60, 18), (80, 24), (160, 45)])
@pytest.mark.parametrize(
    "words", ["a", "{number} and so many words behind it that no row of such a list has room for them"]
)
@pytest.mark.parametrize("is_room", [False, True])
def test_of_what_is_found_the_chosen_one_is_seen_and_nothing_of_the_board(
    size: tuple[int, int], words: str, *, is_room: bool
) -> None:
    hall = riverside()
    for number in range(20):
        hall.card(f"gate {number} {words.format(number=number)}", Kind.OFFER)
    one = Keyboard(hall, View(2, is_room=is_room).settled(hall.board), size=size)
    one.open("find").press("gate")
    assert isinstance(one.mode, Find)
    for at, record in enumerate(one.mode.found.records):
        picture = paint(one)
        label = hall.board.label_of(record)
        assert f" {label} " in f" {words_in(picture)} ", (at, label)
        shown = [row.text.split()[1] for row in picture.rows if row.text[:1] == "▌" and row.text[2:3].isalpha()]
        assert len(shown) == len(set(shown)), "no row of the board is left below"
        assert sum(" below" in row.text for row in picture.rows) <= 1
        one.press("down")


def filter_rows(picture: Picture) -> list[int]:
    return [y for y, strip in enumerate(picture.rows) if 'Only what has "caretaker" · Esc' in strip.text]


@pytest.mark.parametrize(("size", "is_room"), FILTERED)
def test_a_filter_stands_as_a_row_until_esc_ends_it(size: tuple[int, int], is_room: bool) -> None:
    one = holding("O3", (View(is_room=is_room), size)).open("find").press("caretaker", "tab")
    assert one.mode is None
    assert one.view.only is not None
    picture = paint(one)
    (stands,) = filter_rows(picture)
    assert picture.rows[stands].text.strip() == 'Only what has "caretaker" · Esc shows all'
    assert list(picture.rows[stands])[-1].style == one.session.brush.style("match"), "it is a band"
    below = 5 if not is_room else 5 if size[1] >= 24 else 3
    assert stands == size[1] - below
    for key in ("down", "1", "3", "2", "up", "x"):
        asyncio.run(one.session.press(Press(key, key)))
        assert filter_rows(paint(one)) == [stands], key
    one.hall.clock.pass_minutes(3)
    one.session.tick()
    one.session.say("Something else.")
    assert filter_rows(paint(one)) == [stands]
    one.open("add")
    picture = paint(one)
    assert len(filter_rows(picture)) == 1
    one.press("words that take three rows of the line that is typed here, whichever it is " * 4)
    picture = paint(one)
    (y,) = filter_rows(picture)
    assert picture.rows[y + 1].text.lstrip().startswith("+")
    one.press("escape")
    assert filter_rows(paint(one)) == [stands + 1 - len(last_lines(one.session.scene()))]
    asyncio.run(one.session.press(Press("escape")))
    assert one.view.only is None
    assert filter_rows(paint(one)) == []


@pytest.mark.parametrize(("size", "is_room"), FILTERED)
def test_the_words_of_a_filter_that_are_too_many_end_with_a_sign(size: tuple[int, int], is_room: bool) -> None:
    hall = riverside()
    view = View(2, is_room=is_room, only=(hall.called("O4"),), found="caretaker " * 19).settled(hall.board)
    picture = painted(Keyboard(hall, view, size=size).session.scene())
    (y,) = (y for y, strip in enumerate(picture.rows) if "Only what has" in strip.text)
    assert picture.rows[y].text.rstrip().endswith("…")
    assert cell_len(picture.rows[y].text) == size[0]


@pytest.mark.parametrize(("size", "is_room"), FILTERED)
def test_a_filter_covers_no_card_that_is_in_hand(size: tuple[int, int], is_room: bool) -> None:
    hall = riverside()
    for number in range(20):
        hall.card(f"The caretaker's number {number}", Kind.OFFER)
    one = Keyboard(hall, View(2, is_room=is_room).settled(hall.board), size=size).open("find").press("caretaker", "tab")
    for _step in range(21):
        picture = paint(one)
        (stands,) = filter_rows(picture)
        place = one.view.place(hall.board)
        assert place in picture.shown[2].ends
        assert picture.first + picture.shown[2].ends.index(place) < stands
        asyncio.run(one.session.press(Press("down")))


def test_the_terminals_own_cursor_stands_where_the_editor_is_typed_in(form: tuple[View, tuple[int, int]]) -> None:
    one = holding("O3", form)
    one.open("edit")
    scene = one.session.scene()
    picture = paint(one)
    at = editor_cursor(scene, picture)
    assert at is not None
    span = picture.columns[picture.view.column]
    assert span.left <= at.x < span.right
    [segment] = list(picture.rows[at.y].crop(at.x, at.x + 1))
    assert segment.style == scene.brush.style("line_cursor")
    assert editor_cursor(scene._replace(over_hand=()), picture) is None


@pytest.mark.parametrize("label", ["Q1", "O1", "O5", "O9"])
def test_what_stands_below_the_editor_is_said_once_in_its_column(
    label: str, form: tuple[View, tuple[int, int]]
) -> None:
    one = holding(label, form)
    one.open("edit")
    picture = paint(one)
    span = picture.columns[picture.view.column]
    rows = [strip.crop(span.left, span.right).text for strip in picture.rows]
    assert sum("▼" in row for row in rows) <= 1, "\n".join(rows)
