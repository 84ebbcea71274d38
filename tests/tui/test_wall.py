"""The wall: what its head says, what it looks at, who holds it, and that nobody's own panels reach it."""

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from planned import QUESTION, begun, lay, planned
from riverside import ANA, DEE, Hall, HallRoom, Looking, Pane, riverside, rows_of
from sheets import KEYS, looks
from sheets import window as page_window
from sheets import words as page_words
from test_seats_together import BY_SSH, Window, hall, look_at, room, until, window

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.commands.steps import GoToStep
from cofacil.board.commands.timer import StartTimer, StopTimer, TimerSeen
from cofacil.board.kinds import NOT_HERE, Kind, Role
from cofacil.board.timer import MINUTE
from cofacil.room.attending import Attending, Beside
from cofacil.room.here import Here
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms
from cofacil.room.seats import Seat
from cofacil.room.walls import LOOKS_FOR, CardShown, Look, Wall
from cofacil.tui.app import BoardApp
from cofacil.tui.keys import Keymap, Press
from cofacil.tui.options import Options
from cofacil.tui.pages.card import ShownView
from cofacil.tui.pages.closing.parts import PARTS
from cofacil.tui.pages.closing.view import ClosingView
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.timer import BigTimer, paint_timer
from cofacil.tui.pages.wall import WallView
from cofacil.tui.paint.last_row import last_rows
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.too_small import is_too_small
from cofacil.tui.paint.wall import paint_wall
from cofacil.tui.view import View
from cofacil.tui.wall_session import WallSession

__all__ = ["hall"]

SIZES = [(60, 18), (80, 24), (100, 30), (120, 36), (160, 45), (200, 60), (40, 12)]
DRAWN_SIGNS = set("▌✓▇▁▲▼█▀▄")
BEAMER = Seat("Ana", Role.VIEWER)


def wall_scene(hall: Hall, size: tuple[int, int] = (80, 24), *, column: int = 2, is_ascii: bool = False) -> Scene:
    looking = Looking(hall, View(column).settled(hall.board), *size, is_ascii=is_ascii)
    return looking.scene()._replace(is_wall=True, is_writable=False, wall="follows Ana")


def wall_rows(scene: Scene) -> list[str]:
    return [strip.text for strip in paint_wall(scene).rows]


def at_zero(seconds: float = 0) -> Hall:
    """Return a hall whose timer has been at zero for so long."""
    hall = riverside()
    hall.do(StartTimer(1))
    hall.clock.pass_minutes(1 + seconds / 60)
    return hall


# what it says


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_ascii", [False, True])
@pytest.mark.parametrize("moment", [None, 0, 130])
def test_every_cell_is_painted_once_at_every_size(size: tuple[int, int], moment: int | None, *, is_ascii: bool) -> None:
    hall = riverside() if moment is None else at_zero(moment)
    for column in range(1, 6):
        for is_room in (False, True):
            scene = wall_scene(hall, size, column=column, is_ascii=is_ascii)
            picture = paint_wall(scene._replace(view=scene.view._replace(is_room=is_room)))
            cells = [sum(segment.cell_length for segment in strip) for strip in picture.rows]
            assert cells == [size[0]] * size[1]
            assert not (is_ascii and set("".join(strip.text for strip in picture.rows)) & DRAWN_SIGNS)


@pytest.mark.parametrize("size", SIZES)
def test_each_column_is_counted_once(hall: Hall, size: tuple[int, int]) -> None:
    rows = [row.casefold() for row in wall_rows(wall_scene(hall, size))]
    assert sum(len(re.findall(r"offers 9|\+ 9", row)) for row in rows) == 1
    assert sum(len(re.findall(r"actions 2|> 2", row)) for row in rows) == 1
    assert sum("5 _ not here" in row or "_ 4" in row or "_ not here 4" in row for row in rows) == 1


def test_two_columns_side_by_side_are_not_counted_above_them_again(hall: Hall) -> None:
    for column, above in ((1, "> Actions 2"), (3, "+ Offers 9"), (5, "+ 9")):
        rows = wall_rows(wall_scene(hall, (100, 30), column=column))
        (counted,) = (row for row in rows if above in row)
        assert ("[" in counted) is (column == 5), "the one in hand is in brackets where it stands"


@pytest.mark.parametrize("size", [size for size in SIZES if size[0] < 100])
def test_the_head_counts_all_five_in_their_colours(hall: Hall, size: tuple[int, int]) -> None:
    scene = wall_scene(hall, size)
    row = next(strip for strip in paint_wall(scene).rows if "? " in strip.text and "! " in strip.text)
    for number, kind in enumerate(("question", "offer", "action", "issue", "not_here"), 1):
        style = scene.brush.style(f"kind.{kind}")
        (text,) = (piece.text for piece in row if piece.style == style)
        assert str(len(hall.board.column(number))) in text
        assert text.startswith("[") is (number == 2), "the column in hand is in brackets"
        assert ("OFFERS" in text) is (number == 2)


def test_the_wall_counts_what_the_board_counts() -> None:
    hall = riverside()
    done = next(card for card in hall.board.columns[Kind.OFFER] if card.is_open)
    hall.do(MarkDone(done.id))
    hall.do(CloseMeeting())
    hall.clock.pass_minutes(28 * 24 * 60)
    hall.do(OpenMeeting(f"meeting/{hall.clock.new_id()}"))
    scene = wall_scene(hall)
    (counted,) = re.findall(r"\[\+ OFFERS (\d+)\]", "\n".join(wall_rows(scene)))
    (as_well,) = re.findall(r"\[2 \+ OFFERS (\d+)\]", "\n".join(rows_of(scene._replace(is_wall=False))))
    assert counted == as_well
    assert int(counted) < len(hall.board.columns[Kind.OFFER]), "what was taken up four weeks ago is out of sight"


@pytest.mark.parametrize(("size", "rows"), [((60, 18), 2), ((80, 24), 3), ((120, 36), 5), ((160, 45), 5)])
def test_what_is_left_stands_large_and_nothing_moves_when_it_begins(size: tuple[int, int], rows: int) -> None:
    hall = riverside()
    hall.do(StopTimer())
    still = wall_rows(wall_scene(hall, size))
    hall.do(StartTimer(10))
    running = wall_rows(wall_scene(hall, size))
    counts = next(y for y, row in enumerate(still) if "+ OFFERS" in row)
    assert counts == (max(1, rows - 2) if rows < 5 else rows)
    assert running[counts].startswith(still[counts].rstrip())
    assert still[rows:-2] == running[rows:-2]
    if rows == 2:
        assert running[0].endswith("10:00")
    else:
        assert all("█" in row or "▀" in row for row in running[:rows])
    assert running[0].strip().startswith("How do we share")


def test_what_is_left_is_said_in_words_too() -> None:
    hall = riverside()
    hall.do(StartTimer(10))
    assert "more than half left" in wall_rows(wall_scene(hall))[2]
    hall.clock.pass_minutes(9.5)
    assert "nearly over" in wall_rows(wall_scene(hall))[2]


@pytest.mark.parametrize("size", SIZES[:-1])
def test_at_zero_the_whole_head_is_turned_round_and_then_says_how_long_it_has_been(size: tuple[int, int]) -> None:
    hall = at_zero()
    scene = wall_scene(hall, size)
    rows = paint_wall(scene).rows
    head = [strip for strip in rows[:5] if {piece.style for piece in strip} == {scene.brush.style("time")}]
    assert len(head) == (1 if size[1] < 20 else 2 if size[1] < 34 else 5), "all of it but the counts"
    assert "Time. Finish what you are saying." in rows[0].text
    small = wall_scene(at_zero(), (60, 18))
    assert paint_wall(small).rows[0].text.endswith("TIME")
    assert paint_wall(wall_scene(at_zero(9), (60, 18))).rows[0].text.endswith("TIME")
    assert paint_wall(wall_scene(at_zero(10), (60, 18))).rows[0].text.endswith("+00:10")
    assert paint_wall(wall_scene(at_zero(130), (60, 18))).rows[0].text.endswith("+02:10")
    hall.do(TimerSeen())
    assert "Time." not in "".join(wall_rows(wall_scene(hall, size)))


def test_what_is_over_ticks_by_the_second() -> None:
    session = wall_session(at_zero(10.25))
    assert session.next_tick() == 750
    assert not session.tick(), "the head of the board is not painted over that of the wall"


def test_yesterdays_zero_is_not_on_the_wall() -> None:
    assert "Time." not in "".join(wall_rows(wall_scene(at_zero(60 * 60))))


# what its last row says


def wall_session(hall: Hall, size: tuple[int, int] = (80, 24)) -> WallSession:
    pane = Pane(*size)
    session = WallSession(BEAMER, Looking(hall).brush, Keymap.of({}), HallRoom(hall, ANA), pane)
    session.board, session.size = hall.board, pane.size
    session.view = View().settled(hall.board)
    return session


def last_row(session: WallSession) -> str:
    return paint_wall(session.scene()).rows[-1].text


def test_the_last_row_says_what_is_true_now_and_news_for_a_minute_only() -> None:
    hall = riverside()
    session = wall_session(hall)
    assert last_row(session).strip().startswith("The meeting is open. 12 here: 9 in the hall, 3 by screen.")
    assert last_row(session).rstrip().endswith("follows changes")
    session.hear(hall.do(AddCard("card/x", Kind.ISSUE, "The gate squeaks", said="Joe")))
    assert last_row(session).strip().startswith("Joe added an open issue, I4.")
    assert session.next_tick() <= 60_000
    hall.clock.pass_minutes(0.9)
    session.tick()
    assert "I4" in last_row(session)
    hall.clock.pass_minutes(0.1)
    session.tick()
    assert last_row(session).strip().startswith("The meeting is open. 12 here: 9 in the hall, 3 by screen.")
    hall.clock.pass_minutes(13 * 60)
    session.tick()
    assert last_row(session).strip().startswith("No meeting is open.")


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (120, "The meeting is open. 12 here: 9 in the hall, 2 by screen, 1 by page, 2 gone."),
        (80, "12 here: 9 in the hall, 2 by screen, 1 by page, 2 gone."),
        (60, "12 here, 2 by screen, 1 by page, 2 gone"),
    ],
)
def test_the_wall_counts_who_is_here_as_every_screen_does(width: int, said: str) -> None:
    session = wall_session(riverside(), (width, 24))
    scene = session.scene()
    there = Attending.of([])._replace(
        beside=Beside(("Kofi", "Siân"), ("Pia",), ("Rhys",)), lost=("Rhys",), is_shared=True
    )
    scene = scene._replace(here=Here.of(scene.board, there, scene.now), sentence="")
    assert paint_wall(scene).rows[-1].text.strip().startswith(f"{said}  ")


def test_nothing_that_was_said_for_another_moment_stays() -> None:
    hall = at_zero(-1)
    session = wall_session(hall)
    session.say_time_is_up()
    hall.clock.pass_minutes(0.05)
    session.say_time_is_up()
    assert "Time." not in last_row(session), "the head says it, as long as it is true"
    session.say("This will not stay.")
    assert "This will not stay." in last_row(session)
    hall.clock.pass_minutes(1)
    session.tick()
    assert "This will not stay." not in last_row(session)


@pytest.mark.parametrize("size", SIZES[:-1])
@pytest.mark.parametrize("name", ["Ana", "W" * 32])
def test_the_last_row_says_whom_it_follows_and_who_holds_it(hall: Hall, size: tuple[int, int], name: str) -> None:
    session = wall_session(hall, size)
    for wall, words in (
        (Wall(), "follows changes"),
        (Wall(name, Look(), time.monotonic_ns()), f"follows {name[:12]}"),
        (Wall(name, Look(), 0, is_held=True), f"held by {name[:12]}"),
        (Wall(name, Look(), time.monotonic_ns() - LOOKS_FOR), "follows changes"),
    ):
        session.look_where(wall, None)
        assert words in last_row(session)
        assert "12 here" in last_row(session)


def test_what_was_just_said_is_turned_round_and_a_row_says_it_where_its_column_is_not_seen(hall: Hall) -> None:
    session = wall_session(hall)
    session.look_where(Wall("Ana", Look(1), time.monotonic_ns()), None)
    session.hear(hall.do(AddCard("card/x", Kind.ISSUE, "The gate squeaks", said="Joe")))
    assert session.view.column == 1
    assert any("The gate squeaks" in strip.text for strip in paint_wall(session.scene()).rows)
    hall.clock.pass_minutes(0.06)
    session.tick()
    assert not any("The gate squeaks" in strip.text for strip in paint_wall(session.scene()).rows)


def test_what_is_looked_at_may_come_before_the_board_that_it_is_on(hall: Hall) -> None:
    session = wall_session(hall)
    session.look_where(Wall("Ana", Look(4, "card/x"), time.monotonic_ns()), CardShown("Ana", "card/x"))
    assert session.view.column == 4
    session.hear(hall.do(AddCard("card/x", Kind.ISSUE, "The gate squeaks")))
    assert session.hand == "card/x"
    session.hear(hall.do(PutAway("card/x")))
    assert session.view.column == 4
    assert session.hand


# what it looks at


@asynccontextmanager
async def wall(live: LiveRoom, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Window]:
    app = BoardApp(NoRooms(), BEAMER, Options(looks(), "projector-light", is_wall=True), live)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Window(app, pilot)


async def the_wall_has_heard(live: LiveRoom, beamer: Window) -> None:
    """Wait until what was done before has come to the wall, if it ever does."""
    await beamer.pilot.pause(0.1)
    await until(lambda: live.presence._pace is None and live.presence._telling.is_done)
    await beamer.pilot.pause()


def is_large(one: Window) -> bool:
    """Say whether the timer alone is seen."""
    return sum(row.count("█") > 10 for row in one.rows) >= 5


def shows(one: Window, words: str) -> Callable[[], bool]:
    return lambda: words in "\n".join(one.rows)


async def test_the_wall_shows_what_who_facilitates_looks_at(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        view = beamer.view
        assert isinstance(view, WallView)
        assert view.session.view.is_room, "while nobody leads it has few words"
        ana.send("4")
        await until(lambda: view.session.view.column == 4)
        assert not view.session.view.is_room
        ana.send("down", "down")
        await until(lambda: view.session.hand == hall.called("I3"))
        ana.send("v")
        await until(lambda: view.session.view.is_room)
        await until(lambda: beamer.rows[-1].rstrip().endswith("follows Ana"))
        ana.send("v", "z")
        await until(lambda: not view.session.view.is_room)
        assert isinstance(beamer.app.screen, Page)
        assert beamer.app.screen.view is view, "nothing is ever opened over it"


@pytest.mark.parametrize("size", SIZES[:-1])
@pytest.mark.parametrize("moment", [None, 0, 130])
async def test_the_timer_alone_and_a_card_for_everyone_fill_the_wall(size: tuple[int, int], moment: int | None) -> None:
    hall = riverside() if moment is None else at_zero(moment)
    session = wall_session(hall, size)
    view = WallView(BEAMER, session.brush, session.keymap, HallRoom(hall, ANA))
    for scene in (
        session.scene()._replace(is_timer=True),
        session.scene()._replace(shown=CardShown("Ana", hall.called("O3"))),
    ):
        rows = view.picture_of(scene).rows
        assert [sum(segment.cell_length for segment in strip) for strip in rows] == [size[0]] * size[1]
        assert rows[-1].text.rstrip().endswith("follows changes")
        assert ("Time. Finish what you are saying." in rows[0].text) is (moment is not None)
        assert rows[0].text.rstrip().endswith("+02:10") is (moment == 130 and size[1] < 20)


async def test_a_column_with_nothing_in_it_is_looked_at_too(hall: Hall) -> None:
    for card in tuple(hall.board.column(4)):
        hall.do(PutAway(card.id))
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        ana.send("4")
        await until(lambda: beamer.view.session.view.column == 4)


async def test_the_wall_shows_the_large_timer_and_a_card_for_everyone_with_the_time(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        await live.submit(ANA, StartTimer(10))
        look_at(ana, hall, "O3")
        ana.send("t", "t")
        await until(lambda: is_large(beamer))
        assert not beamer.rows[-2].strip()
        ana.send("escape")
        await until(shows(beamer, "[+ OFFERS"))
        await ana.view.session.run("big_timer")  # as it is found in help
        await until(lambda: is_large(beamer))
        ana.send("escape")
        await until(lambda: isinstance(ana.app.screen, Page) and ana.app.screen.view is ana.view)
        ana.send("s")
        await until(shows(beamer, "Ana asks everyone to look here"))
        text = "\n".join(beamer.rows)
        assert "Cooking for twenty" in text
        assert "▀" in "".join(beamer.rows[:3]), "the timer stays in sight"
        assert "end it for all" not in text
        assert beamer.rows[-1].rstrip().endswith("follows Ana")
        ana.send("s")
        await until(lambda: "asks everyone" not in "\n".join(beamer.rows))
        assert beamer.view.session.hand == hall.called("O3")


@pytest.mark.parametrize("size", SIZES[:-1])
@pytest.mark.parametrize("part", range(1, len(PARTS) + 1))
@pytest.mark.parametrize("moment", [None, 0])
def test_the_wall_shows_each_part_of_closing_with_its_question_large(
    size: tuple[int, int], part: int, moment: int | None
) -> None:
    hall = riverside() if moment is None else at_zero(moment)
    session = wall_session(hall, size)
    view = WallView(BEAMER, session.brush, session.keymap, HallRoom(hall, ANA))
    rows = view.picture_of(session.scene()._replace(closing=part)).rows
    assert [sum(segment.cell_length for segment in strip) for strip in rows] == [size[0]] * size[1]
    text = "\n".join(strip.text for strip in rows)
    assert PARTS[part - 1].title in text
    assert ("How do we share" in text) is (moment is None), "the head of the wall stays, with the time"
    assert rows[-1].text.rstrip().endswith("follows changes")
    gone = session.scene()._replace(closing=part, now=session.clock() + 24 * 60 * MINUTE)
    assert PARTS[part - 1].title not in "\n".join(strip.text for strip in view.picture_of(gone).rows)


async def test_the_wall_goes_through_closing_with_who_facilitates_and_never_shows_what_is_half_typed(
    hall: Hall,
) -> None:
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        ana.send("1")  # who has pressed nothing leads nobody
        await until(lambda: beamer.rows[-1].rstrip().endswith("follows Ana"))
        await ana.view.session.run("close_meeting")
        await until(shows(beamer, "What will we do?"))
        assert isinstance(ana.app.screen, Page)
        page = ana.app.screen.view
        assert isinstance(page, ClosingView)
        ana.send(*"hush")
        await until(lambda: page.closing.line is not None and page.closing.line.typed.text == "hush")
        await the_wall_has_heard(live, beamer)
        assert "hush" not in "\n".join(beamer.rows)
        ana.send(*["backspace"] * 4, "right", "right")
        await until(shows(beamer, "Who will we ask to join us?"))
        hand = page.closing.hand
        await until(lambda: beamer.view.session.scene().closing_hand == hand)
        ana.send("escape")
        await until(lambda: "Who will we ask to join us?" not in "\n".join(beamer.rows))


@pytest.mark.parametrize("page", ["help", "people", "whole", "colours"])
async def test_panels_of_ones_own_never_reach_the_wall(hall: Hall, page: str) -> None:
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        ana.send("3")
        await until(lambda: beamer.rows[-1].rstrip().endswith("follows Ana"))
        await until(lambda: beamer.view.session.view.column == 3)
        before = beamer.rows[:-1]
        assert "[> ACTIONS 2]" in "".join(before)
        await ana.app.pages.open(page)
        ana.send("down", "right")
        ana.app.together.looked()
        await the_wall_has_heard(live, beamer)
        assert beamer.rows[:-1] == before


async def test_a_line_that_is_typed_and_a_filter_stay_with_who_types(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        ana.send("2", "a", *"secret")
        await until(lambda: "secret" in ana.rows[20])
        ana.send("escape", "/", *"van", "tab")
        await until(lambda: ana.view.session.view.only is not None)
        await until(lambda: beamer.view.session.view.column == 2)
        await the_wall_has_heard(live, beamer)
        assert "secret" not in "\n".join(beamer.rows)
        assert "[+ OFFERS 9]" in "\n".join(beamer.rows)
        assert beamer.view.session.view.only is None


async def test_b_holds_the_wall_while_one_looks_around_and_lets_it_go(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        ana.send("2")
        await until(lambda: beamer.view.session.view.column == 2)
        ana.send("b")
        await until(lambda: "The wall stays where it is" in "\n".join(ana.rows[-3:]))
        assert "wall held" in ana.rows[-1]
        await until(lambda: beamer.rows[-1].rstrip().endswith("held by Ana"))
        ana.send("4", "v")
        await until(lambda: "wall held" in ana.rows[-1] and ana.view.session.view.is_room)
        await live.submit(DEE, AddCard("card/x", Kind.ISSUE, "The gate squeaks"))
        await until(lambda: "card/x" in beamer.view.session.board.records)
        assert beamer.view.session.view.column == 2
        assert not beamer.view.session.view.is_room
        ana.send("v", "b")
        await until(lambda: "The wall follows you again." in "\n".join(ana.rows[-3:]))
        assert "wall follows you" in ana.rows[-1]
        await until(lambda: beamer.view.session.view.column == 4)


async def test_that_it_is_held_is_said_beside_any_sentence_and_at_any_width(hall: Hall) -> None:
    held = Wall("Ana", Look(), 1, is_held=True, walls=1)
    for width in (60, 80, 120):
        session = Looking(hall, View(2), width, 24).session()
        attending = session.attending()._replace(wall=held)
        session.attending = lambda attending=attending: attending  # type: ignore[misc]
        session.say("Words that go on and on. " * 8)
        assert last_rows(session.scene())[-1].text.rstrip().endswith(("wall held  saved", "wall held  12 here  saved"))
        session.attending = lambda attending=attending: attending._replace(wall=held._replace(is_held=False))  # type: ignore[misc]
        session.say("Words that take the whole row here, and leave nothing free. " * 8)
        assert "wall" not in last_rows(session.scene())[-1].text, "news comes first where nothing is held"


async def test_without_a_wall_there_is_nothing_to_hold(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        ana.send("b")
        await until(lambda: "No wall is open." in "\n".join(ana.rows[-3:]))
        assert not live.presence.now().wall.is_held


async def test_who_takes_part_holds_nothing(hall: Hall) -> None:
    kofi = Seat("Kofi", Role.PARTICIPANT, "ssh")
    async with room(hall) as live, window(live, kofi) as guest, wall(live):
        guest.send("b")
        await until(lambda: "That is for those who facilitate." in "\n".join(guest.rows[-3:]))


async def test_of_two_who_facilitate_the_wall_follows_who_pressed_a_key_last(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee, wall(live) as beamer:
        ana.send("4")
        await until(lambda: beamer.view.session.view.column == 4)
        dee.send("3")
        await until(lambda: beamer.view.session.view.column == 3)
        await until(lambda: "wall follows Dee" in ana.rows[-1])
        assert dee.view.session.scene().wall == "wall follows you"
        ana.send("x")  # any key at all
        await until(lambda: beamer.view.session.view.column == 4)


async def test_while_nobody_leads_the_wall_goes_where_something_is_changed(hall: Hall) -> None:
    async with room(hall) as live, wall(live) as beamer:
        async with window(live, ANA) as ana:
            ana.send("3")
            await until(lambda: beamer.view.session.view.column == 3)
            await live.submit(DEE, AddCard("card/x", Kind.ISSUE, "The gate squeaks"))
            await until(lambda: "card/x" in beamer.view.session.board.records)
            assert beamer.view.session.view.column == 3, "others move nobody's hand"
        await until(lambda: beamer.rows[-1].rstrip().endswith("follows changes"))
        await live.submit(DEE, AddCard("card/y", Kind.ISSUE, "The tap drips"))
        await until(lambda: beamer.view.session.hand == "card/y")


async def test_a_wall_that_opens_later_looks_where_the_others_look(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        ana.send("4", "s")
        await until(lambda: bool(ana.sees_for_all))
        async with wall(live) as beamer:
            await until(shows(beamer, "Ana asks everyone to look here"))
            assert beamer.view.session.view.column == 4


async def test_a_guest_who_joins_later_is_shown_what_everybody_looks_at(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana:
        look_at(ana, hall, "O3")
        ana.send("s")
        await until(lambda: bool(ana.sees_for_all))
        async with window(live, BY_SSH) as dee:
            await until(lambda: bool(dee.sees_for_all))


async def test_a_card_that_is_shown_before_it_has_come_is_shown_when_it_comes(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee, wall(live) as beamer:
        place = ana.app.together._place
        assert place is not None
        place.show("card/x")
        await the_wall_has_heard(live, beamer)
        assert not dee.sees_for_all
        await live.submit(ANA, AddCard("card/x", Kind.ISSUE, "The gate squeaks"))
        await until(lambda: "The gate squeaks" in dee.sees_for_all)
        await until(shows(beamer, "Ana asks everyone to look here"))


async def test_the_timer_stays_in_sight_while_a_card_is_shown(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, window(live, BY_SSH) as dee:
        look_at(ana, hall, "O3")
        ana.send("s")
        await until(lambda: bool(ana.sees_for_all and dee.sees_for_all))
        await live.submit(ANA, StartTimer(10))
        await until(lambda: dee.sees_for_all.splitlines()[0].rstrip().endswith("10:00"))
        hall.clock.pass_minutes(1)
        top = dee.app.screen
        assert isinstance(top, Page)
        assert isinstance(top.view, ShownView)
        top.view.wake()
        assert dee.sees_for_all.splitlines()[0].rstrip().endswith("09:00")
        hall.clock.pass_minutes(9)
        top.view.wake()
        assert dee.sees_for_all.splitlines()[0].rstrip().endswith("TIME")


async def test_the_wall_keys_nothing_and_two_q_close_it(hall: Hall) -> None:
    async with room(hall) as live, window(live, ANA) as ana, wall(live) as beamer:
        ana.send("4", "s")
        await until(shows(beamer, "asks everyone"))
        before, position = beamer.rows, live.board.position
        beamer.send("escape", "s", "b", "a", "x", "enter", "d", "down", "1")
        await beamer.pilot.pause(0.05)
        assert beamer.rows == before
        assert live.board.position == position
        assert live.presence.now().shown is not None
        beamer.send("q")
        await until(lambda: "q again closes this window." in beamer.rows[-1])
        beamer.send("q")
        await until(lambda: not beamer.app.is_running)


async def test_a_wall_too_small_says_how_to_close_it(hall: Hall) -> None:
    assert is_too_small(30, 8)
    session = wall_session(hall, (30, 8))
    await session.press(Press("q"))
    assert session.scene().sentence.startswith("q again closes this window.")


# the step


@pytest.mark.parametrize("size", SIZES)
def test_the_step_has_a_row_of_its_own_which_is_there_with_the_plan(size: tuple[int, int]) -> None:
    hall = riverside()
    before = wall_rows(wall_scene(hall, size))
    lay(hall)
    waiting = wall_rows(wall_scene(hall, size))
    row = next(at for at, line in enumerate(waiting) if not line.strip() and at >= 2)
    assert waiting[:row] == before[:row]
    hall.do(GoToStep(hall.board.plan[4].id))
    asked = wall_rows(wall_scene(hall, size))
    assert asked[row].strip() == QUESTION if size[0] > 42 else asked[row].strip().startswith(QUESTION[:20])
    assert [asked[row + 1 :][:4]] == [waiting[row + 1 :][:4]]


def test_the_large_timer_asks_what_the_step_asks() -> None:
    hall = planned(until="18:57:48")
    seen = page_words(paint_timer(BigTimer(hall.board, hall.now, KEYS, "Who?"), page_window(80, 24)))
    assert QUESTION in seen
    assert "Who?" not in seen


async def test_a_wall_that_nobody_leads_goes_where_the_step_is(hall: Hall) -> None:
    begun(hall, 5)
    async with room(hall) as live, wall(live) as beamer:
        assert beamer.view.session.view.column == 2
        await live.submit(ANA, GoToStep(hall.board.plan[5].id))
        await until(lambda: beamer.view.session.view.column == NOT_HERE)
        assert any("Who should be part of this, and who knows them?" in row for row in beamer.rows)
