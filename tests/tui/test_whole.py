import pytest
from rich.style import Style
from sheets import HOSTILE, KEYS, NOW, SIZES, Meeting, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.absences import SetAbsence
from cofacil.board.commands.cards import TakeCard
from cofacil.board.commands.moving import PutAway
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.records import Absence, Card
from cofacil.language.days import date_of
from cofacil.room.walls import CardShown
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages.card import ShownView, Whole, WholeView, paint_whole
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.paint.brush import ASCII, COLOURLESS, Brush, Signs, brush_of
from cofacil.tui.paint.window import Window

BEDS = "Two raised beds that people in wheelchairs can reach, and an afternoon to show how they are built"


def found(board: Board, entity: str) -> Card | Absence:
    record = board.records[entity]
    assert isinstance(record, Card | Absence)
    return record


def page(meeting: Meeting, entity: str, top: int = 0) -> Whole:
    return Whole(meeting.board, found(meeting.board, entity), date_of(NOW), top)


def a_card(meeting: Meeting, note: str = "") -> str:
    card = meeting.card(BEDS, note=note)
    meeting.link(card, meeting.card("The gate is too narrow for a wheelchair", "Priya", kind=Kind.ISSUE))
    return card


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("note", ["", "one line", "\n".join(" ".join(HOSTILE) for _ in range(90))])
def test_every_cell_is_painted_wherever_it_is_scrolled(width: int, height: int, note: str) -> None:
    meeting = Meeting()
    card = a_card(meeting, note)
    for top in (0, 1, 5, 10**6):
        assert is_whole(paint_whole(page(meeting, card, top), window(width, height)), width, height)
    assert is_whole(paint_whole(Whole(EMPTY, None, date_of(NOW)), window(width, height)), width, height)
    plain = paint_whole(page(meeting, a_card(meeting, "plain " * 200)), window(width, height, is_ascii=True))
    assert is_plain(plain)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_scrolling_shows_every_line_of_a_long_note(width: int, height: int) -> None:
    meeting = Meeting()
    card = a_card(meeting, "\n".join(f"line-{n}." for n in range(60)))
    seen = "".join(words(paint_whole(page(meeting, card, top), window(width, height))) for top in range(90))
    assert all(f"line-{n}." in seen for n in range(60))
    assert "written " in seen


def test_it_shows_all_that_belongs_to_a_card() -> None:
    meeting = Meeting()
    card = a_card(meeting, "There is wood in the shed.")
    meeting.do(TakeCard(card, "Tom", "2026-12-03"))
    text = words(paint_whole(page(meeting, card), window(80, 24)))
    for part in (
        " ▌ O1   Two raised beds that people in wheelchairs can reach, and an afternoon\n ▌\n ▌      to show how",
        "There is wood in the shed.",
        "said by Tom, as heard by Ana",
        "Tom will, by Thu 3 December 2026",
        "meets I1   The gate is too narrow for a wheelchair",
        "by Ana, Sun 22 Nov",
    ):
        assert part in text


def card_rows(sheet: Sheet, look: Brush) -> list[int]:
    """Return the rows that have the ground of a card."""
    ground = look.style("card").bgcolor
    return [y for y, strip in enumerate(sheet.rows) if any(one.style and one.style.bgcolor == ground for one in strip)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("lines", [0, 90])
def test_it_is_one_surface_with_the_bar_down_its_whole_left_edge(width: int, height: int, lines: int) -> None:
    meeting, look = Meeting(), brush()
    card = meeting.card(" ".join([BEDS] * 4) if lines else BEDS, note="A note.\n" * (lines or 1))
    meeting.do(TakeCard(card, "Tom", "2026-12-03"))
    left, cells = (1 if width >= 80 else 0), min(100, width - (2 if width >= 80 else 0))
    for top in (0, 1, 2, 4):
        painted = paint_whole(page(meeting, card, top), window(width, height))
        rows = card_rows(painted, look)
        assert rows == list(range(rows[0], rows[-1] + 1))
        for y in rows:
            (bar,) = painted.rows[y].crop(left, left + 1)
            edge, chip = look.style("edge.offer"), look.style("kind.offer")
            assert (bar.text, bar.style) == ("▌", edge)
            inside = painted.rows[y].crop(left, left + cells)
            assert all(one.style and one.style.bgcolor == edge.bgcolor for one in inside if one.style != chip)
            around = [*painted.rows[y].crop(0, left), *painted.rows[y].crop(left + cells)]
            assert all(one.style == look.style("screen") for one in around)
        for y, strip in enumerate(painted.rows):
            if "A note." in strip.text or "written " in strip.text:
                assert y not in rows
                assert "▌" not in strip.text


@pytest.mark.parametrize(("width", "height", "is_ascii"), [(40, 12, False), (60, 18, False), (60, 18, True)])
def test_where_more_of_the_card_stands_above_or_below_its_bar_goes_on(width: int, height: int, is_ascii: bool) -> None:
    meeting = Meeting()
    card = meeting.card(" ".join([BEDS] * 10))
    painted = paint_whole(page(meeting, card, 4), window(width, height, is_ascii=is_ascii))
    bar, above, below = "|^v" if is_ascii else "▌▲▼"
    assert painted.rows[1].text.rstrip() == f"{bar}      {above} more above"
    assert painted.rows[-3].text.rstrip() == f"{bar}      {below} more below"
    assert card_rows(painted, brush()) == list(range(1, height - 2))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_its_chip_has_five_cells_its_words_are_strong_and_what_is_known_is_quieter(width: int, height: int) -> None:
    meeting, look = Meeting(), brush()
    cards = [meeting.card("first")]
    cards += [meeting.card(f"number {number}") for number in range(100)]
    left = 1 if width >= 80 else 0
    for number in (0, 9, 99):
        painted = paint_whole(page(meeting, cards[number]), window(width, height))
        rows = [painted.rows[y] for y in card_rows(painted, look)]
        (strip,) = (one for one in rows if f" O{number + 1} " in one.text)
        (chip,) = strip.crop(left + 1, left + 6)
        assert (chip.text, chip.style) == (f" O{number + 1}".ljust(5), look.style("kind.offer"))
        words = next(iter(strip.crop(left + 7)))
        assert words.text[0] != " "
        assert words.style == look.style("card") + Style(bold=True)
        (said,) = (one for one in rows if "said by Tom" in one.text)
        assert next(iter(said.crop(left + 7))).style == look.style("card_detail")


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_where_there_is_room_a_row_of_the_card_is_free_above_and_below_its_words(width: int, height: int) -> None:
    meeting = Meeting()
    painted = paint_whole(page(meeting, a_card(meeting, "plain")), window(width, height))
    first, *_rows, last = card_rows(painted, brush())
    assert painted.rows[first].text.strip() == painted.rows[last].text.strip() == "▌"


@pytest.mark.parametrize(("signs", "sign"), [(ASCII, "|"), (COLOURLESS, "▌")])
def test_without_colours_or_drawn_signs_the_bar_shows_how_far_the_card_goes(signs: Signs, sign: str) -> None:
    meeting = Meeting()
    painted = paint_whole(
        page(meeting, a_card(meeting, "A note.")), Window(60, 24, brush_of(brush().look, signs, "en"))
    )
    rows = [y for y, strip in enumerate(painted.rows) if strip.text.startswith(sign)]
    assert rows == list(range(rows[0], rows[-1] + 1))
    assert painted.rows[rows[1]].text.startswith(f"{sign} O1   Two raised beds")
    assert "meets I1" in "".join(painted.rows[y].text for y in rows)
    assert "A note." in "".join(strip.text for strip in painted.rows[rows[-1] + 1 :])
    assert signs is not ASCII or is_plain(painted)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_card_for_everyone_is_the_same_large_card(size: tuple[int, int]) -> None:
    meeting = Meeting()
    card = a_card(meeting, "A note.")
    alone = WholeView(meeting.board, card, brush(), KEYS, meeting.clock.now)
    for_all = ShownView(meeting.board, CardShown("Ana", card), brush(), KEYS, meeting.clock.now, can_end=True)
    bodies = []
    for view in (alone, for_all):
        async with shown(view, size):
            assert view.sheet
            rows = card_rows(view.sheet, brush())
            bodies.append([view.sheet.rows[y] for y in rows])
    assert bodies[0] == bodies[1] != []


def test_it_shows_somebody_who_is_not_here_and_the_way_to_them() -> None:
    meeting = Meeting()
    meeting.people(("Bea", ""))
    absence = meeting.absence("Night cleaners at the school")
    meeting.do(SetAbsence(absence, None, "Bea", "Bea", "2026-11-24", "the school gate"))
    text = words(paint_whole(page(meeting, absence), window(80, 24)))
    assert "Bea knows one of them · asks by Tue 24 Nov, the school gate" in text
    assert 'named after "Who could not get in here today?"' in text


def test_words_that_look_like_markup_are_only_words() -> None:
    meeting = Meeting()
    card = meeting.card(" ".join(HOSTILE), said="Tom", note=HOSTILE[1])
    text = words(paint_whole(page(meeting, card), window(80, 24)))
    assert all(part in text for part in HOSTILE)
    assert text.count(HOSTILE[1]) == 2


async def test_left_and_right_go_to_the_next_and_what_is_put_away_says_so() -> None:
    meeting = Meeting()
    first, second = meeting.card("first"), meeting.card("second", note="more\n" * 40)
    view = WholeView(meeting.board, first, brush(), KEYS, meeting.clock.now)
    async with shown(view) as (app, pilot):
        await pilot.press("right", "right", "end")
        assert view.entity == second
        assert "written " in on_screen(view)
        await pilot.press("left")
        meeting.do(PutAway(first))
        view.hear(meeting.board, "O1 is put away.")
        assert "put away, off the wall" in on_screen(view)
        assert on_screen(view).split("\n")[-1].startswith(" O1 is put away.")
        await pilot.press("escape")
    assert isinstance(app.heard[-1], BackRequested)
