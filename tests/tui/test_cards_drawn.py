"""How cards are drawn: bars and chips, what is done, and the cell that stays free beside every row of words."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.segment import Segment
from riverside import ANA, Hall, Looking, painted, riverside
from sheets import looks
from test_board_painting import lines_of
from textual.strip import Strip

from cofacil.board.commands.absences import AbsenceCame
from cofacil.board.commands.closing import StayOpen, Stays
from cofacil.board.commands.moving import MarkDone
from cofacil.board.kinds import COLUMNS, IN_COLUMN, AbsenceState, Kind
from cofacil.room.ports import NoRooms
from cofacil.settings import Settings
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.paint.brush import ASCII, COLOURLESS, DRAWN, Brush, Signs, brush_of
from cofacil.tui.paint.cards import Face, list_rows, stack_rows
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.row import margin
from cofacil.tui.paint.scene import Scene
from cofacil.tui.view import View
from cofacil.wiring.run import options_of

SIZES = ((40, 12), (60, 18), (80, 24), (100, 30), (120, 36), (160, 45))


def with_signs(scene: Scene, signs: Signs) -> Scene:
    return scene._replace(brush=brush_of(scene.brush.look, signs, scene.brush.language))


def bars(picture: Picture, column: int) -> tuple[set[str], set[str]]:
    """Return the signs at the left edge of the card in hand, and of the others in its column."""
    span, shown = picture.columns[column], picture.shown[column]
    hand = shown.ends.index(place) if (place := _place(picture, column)) is not None else -1
    own: set[str] = set()
    others: set[str] = set()
    for y, end in enumerate(shown.ends):
        text = picture.rows[picture.first + y].crop(span.left, span.right).text
        if end < 0 or not text.strip():
            continue
        (own if end == shown.ends[hand] else others).add(text[0])
    return own, others


def _place(picture: Picture, column: int) -> int | None:
    return picture.view.places[column - 1]


@pytest.mark.parametrize("signs", [COLOURLESS, ASCII])
@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_without_colours_the_bar_in_hand_is_another_sign_on_each_of_its_rows(
    size: tuple[int, int], is_room: bool, signs: Signs
) -> None:
    hall = riverside()
    hall.do(MarkDone(hall.called("O3")))
    for column in COLUMNS:
        view = View(column, is_room=is_room).settled(hall.board).step(hall.board, 1)
        picture = painted(with_signs(Looking(hall, view, *size).scene(), signs))
        own, others = bars(picture, column)
        assert own == {signs.hand}
        assert others == {signs.mark} or (not others and size[1] < 18)
        for other in picture.columns.keys() - {column}:
            seen = {
                strip.text[picture.columns[other].left]
                for y, strip in enumerate(picture.rows[picture.first :])
                if y < len(picture.shown[other].ends) and picture.shown[other].ends[y] >= 0
            }
            assert signs.hand not in seen, "one card alone is in hand"


def test_the_signs_of_bars_are_two_where_there_are_no_colours() -> None:
    assert COLOURLESS.hand != COLOURLESS.mark
    assert ASCII.hand != ASCII.mark
    assert (ASCII.hand + ASCII.mark).isascii()


@pytest.mark.parametrize(
    ("is_ascii", "has_colours", "signs"), [(False, True, DRAWN), (False, False, COLOURLESS), (True, False, ASCII)]
)
def test_the_app_takes_the_signs_that_its_terminal_needs(is_ascii: bool, has_colours: bool, signs: Signs) -> None:
    options = Options(looks(), "projector-light", ascii=is_ascii, has_colours=has_colours)
    assert BoardApp(NoRooms(), ANA, options).brush.signs is signs


@pytest.mark.parametrize(
    ("environ", "has_colours"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, False),
        ({"TERM": "vt100"}, False),
    ],
)
def test_no_color_is_taken_for_no_colours(
    environ: dict[str, str], has_colours: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    options = options_of(Settings(), (), NoRooms(), asks_name=False, is_wall=False)  # type: ignore[arg-type]  # none is opened
    assert options.has_colours == has_colours


# chips


def chips(picture: Picture, brush: Brush) -> dict[str, Segment]:
    """Return the pieces in which the labels of cards stand."""
    styles = {f"kind.{kind}" for kind in (*Kind, "not_here")} | {"chip_done"}
    found = {}
    for strip in picture.rows[picture.first : -4]:
        for segment in strip:
            label = segment.text.strip(f"{brush.signs.done} ")
            if any(segment.style == brush.style(role) for role in styles) and label[1:].isdecimal():
                found[label] = segment
    return found


@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36), (160, 45)])
def test_the_label_is_a_chip_of_five_cells_in_its_kinds_colour(size: tuple[int, int], is_room: bool) -> None:
    hall = riverside()
    for column in COLUMNS:
        scene = Looking(hall, View(column, is_room=is_room).settled(hall.board), *size).scene()
        found = chips(painted(scene), scene.brush)
        assert found
        for label, segment in found.items():
            record = hall.board.called(label)
            assert record
            kind = IN_COLUMN.get(hall.board.column_of(record))
            assert segment.style == scene.brush.style(f"kind.{kind or 'not_here'}")
            assert segment.text == f" {label}".ljust(5)


def test_a_longer_label_pushes_the_words() -> None:
    hall = Hall(deck=())
    for number in range(1001):
        hall.card(f"words of {number + 1}", Kind.OFFER)
    view = View(2).settled(hall.board).step(hall.board, 1000)
    for size in ((60, 18), (80, 24), (120, 36)):
        rows = [strip.text for strip in painted(Looking(hall, view, *size).scene()).rows]
        assert any("▌ O1001 words of 1001" in row for row in rows)
        assert any("▌ O998 words of 998" in row for row in rows)


@pytest.mark.parametrize("signs", [DRAWN, COLOURLESS, ASCII])
@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36), (160, 45)])
def test_what_is_done_keeps_its_place_with_a_grey_chip_and_a_tick(
    size: tuple[int, int], is_room: bool, signs: Signs
) -> None:
    hall = riverside()
    hall.do(MarkDone(hall.called("O2")))
    hall.do(AbsenceCame(hall.called("N3"), AbsenceState.JOINED))
    for label, column in (("O2", 2), ("N3", 5)):
        for by in (0, 1):
            view = View(column, is_room=is_room).settled(hall.board).to(hall.board, hall.called(label))
            scene = with_signs(Looking(hall, view.step(hall.board, by), *size).scene(), signs)
            picture = painted(scene)
            chip = chips(picture, scene.brush)[label]
            assert chip.text == f"{signs.done}{label}".ljust(5)
            assert chip.style == scene.brush.style("chip_done")
            words = hall.board.called(label)
            assert words
            said = (words.word("text") or words.word("who"))[:12]
            inks = [segment.style for strip in picture.rows for segment in strip if segment.text.startswith(said)]
            is_list = picture.columns[column].cells == size[0] and not is_room
            quiet = "row_done" if is_list else "card_done"
            assert inks == [scene.brush.style("card_in_hand" if by == 0 else quiet)]
            spots = [y for y, end in enumerate(picture.shown[column].ends) if end == 1]
            assert spots or label != "O2", "it is still the second of its column"


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36), (160, 45)])
def test_what_was_let_go_is_as_quiet_as_what_is_done_and_bears_no_tick(size: tuple[int, int]) -> None:
    hall = riverside()
    hall.do(StayOpen(hall.called("O2"), Stays.LET_GO))
    scene = Looking(hall, View(2).settled(hall.board), *size).scene()
    picture = painted(scene)
    chip = chips(picture, scene.brush)["O2"]
    assert chip.text == " O2  "
    assert chip.style == scene.brush.style("chip_done")
    assert "let" in "".join(strip.text for strip in picture.rows)


# margins


def is_free(strip: Strip) -> bool:
    """Say whether the first and the last cell of a row are empty."""
    return strip.text[0] == strip.text[-1] == " "


def rows_of_words(picture: Picture, scene: Scene) -> Sequence[Strip]:
    """Return the rows that hold words from edge to edge: not those of heads, of cards and of the line."""
    top = [strip for y, strip in enumerate(picture.rows[: picture.first]) if y != picture.first - 1]
    bottom = picture.rows[-4:] if scene.foot is None or scene.foot.typed is None else picture.rows[-3:]
    return [*top, *bottom]


@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("width", [80, 81, 100, 120, 160, 300])
def test_every_row_of_words_has_a_free_cell_at_both_ends(width: int, is_room: bool) -> None:
    hall = riverside()
    hall.card("long " * 60, Kind.OFFER, "Bartholomew")
    for number in range(12):
        hall.absence(f"People of number {number} who could not come")
    looking = Looking(hall, View(2, is_room=is_room).settled(hall.board), width, 30)
    lines = lines_of(looking)
    for line in lines:
        scene = looking.scene(line, sentence="What happened here, in words. " * 12)
        picture = painted(scene)
        assert all(is_free(strip) for strip in rows_of_words(picture, scene)), line
    trouble = looking.scene()._replace(trouble="NOT SAVED: the disk is full. " * 12)
    assert is_free(painted(trouble).rows[-1])


def test_below_80_columns_no_cell_is_given_away() -> None:
    assert [margin(width) for width in (40, 60, 79, 80, 120)] == [0, 0, 0, 1, 1]
    rows = painted(Looking(riverside(), View(2), 60, 18).scene()).rows
    assert rows[0].text.lstrip().startswith("How do we")
    assert rows[-1].text.lstrip().startswith("Mo added")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_cards_are_parted_by_a_row_of_air_where_they_are_surfaces(size: tuple[int, int]) -> None:
    hall = riverside()
    for is_room in (False, True):
        looking = Looking(hall, View(2, is_room=is_room).settled(hall.board), *size)
        picture = painted(replace(looking, view=looking.view).scene())
        shown, span = picture.shown[2], picture.columns[2]
        is_list = span.cells == size[0] and not is_room
        tops = [y for y in range(1, len(shown.ends)) if shown.ends[y] != shown.ends[y - 1] >= 0 and shown.ends[y] >= 0]
        assert tops
        for y in tops:
            above = picture.rows[picture.first + y - 1].crop(span.left, span.right)
            assert is_list == bool(above.text.strip())


# details


@pytest.mark.parametrize("width", [100, 120, 160])
def test_in_a_wide_list_all_details_begin_on_the_same_cell_and_are_whole(width: int) -> None:
    brush = Looking(riverside(), View(1), 80, 24).scene().brush
    long = Face("question", "Q1", "What is it for?", who="Nadia", detail="# everybody can come")
    short = Face("question", "Q2", "And who opens it?", who="Tom", detail="meets O2")
    texts = [list_rows(card, width, brush, 2, 2)[0].text for card in (long, short)]
    assert texts[0].index("# everybody can come") == texts[1].index("meets O2")
    missing = Face("not_here", "N1", "Not born yet", who="Lin speaks for them", detail="Lin speaks for them")
    assert "Lin speaks for them" in list_rows(missing, width, brush, 2, 2)[0].text


@pytest.mark.parametrize("cells", range(20, 60))
def test_no_row_of_details_begins_or_ends_with_a_lone_dot_that_parts_nothing(cells: int) -> None:
    brush = Looking(riverside(), View(1), 80, 24).scene().brush
    way = "Priya knows one of them · asks by Tue 3 Nov, at the school gate"
    card = Face("not_here", "N3", "Under-16s", who="Priya asks", detail=way, has_way=True, in_hand=True)
    for strips in (stack_rows(card, cells, brush, 3, 3), list_rows(card, cells + 20, brush, 2, 2)):
        for strip in strips:
            assert not strip.text[8:].strip().startswith("·")
            assert "·…" not in strip.text
            assert " · …" not in strip.text


def test_who_speaks_for_somebody_is_whole_at_80_columns_where_the_words_leave_room() -> None:
    brush = Looking(riverside(), View(1), 80, 24).scene().brush
    short = Face("not_here", "N1", "Not born yet", who="Lin speaks for them", detail="Lin speaks for them")
    assert "Lin speaks for them" in list_rows(short, 80, brush, 2, 2)[0].text
    long = short._replace(text="People who cannot do stairs or late evenings, or live far away")
    first, *rest = list_rows(long, 80, brush, 2, 2)
    assert "Lin speaks…" in first.text
    assert first.text.index("Lin") == 80 - 14
    assert len(rest) == 1
