"""The pages around the board in a made-up language: no word of English is left, and nothing is cut that must be whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from bare_english import PATH, bare_words
from hosting import JOINING, LOCAL, LONG_JOINING, Door, hosted
from qps import CLOSED as CLOSES
from qps import OPENED as OPENS
from qps import made_up
from sheets import DAY, KEYS, NOW, Meeting, below, brush, looks, on_screen, shown, window, words

from cofacil.board.commands.absences import SetAbsence
from cofacil.board.commands.cards import TakeCard
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.commands.timer import CountUp, PauseTimer, StartTimer
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.board.notice import Notice
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.records import Absence, Card
from cofacil.board.timer import MINUTE
from cofacil.language.catalog import spoken
from cofacil.language.days import date_of
from cofacil.room.answers import ANSWERS
from cofacil.room.attending import Attending, Present
from cofacil.room.finding import AWAY, DONE, KINDS_FOUND, LET_GO, OPEN, FoundOn, Hit, Place, ReadAs
from cofacil.room.here import Here
from cofacil.room.ports import Invitation, Invited, Shelved, Slowed
from cofacil.room.seats import Seat, WayBack
from cofacil.room.walls import CardShown
from cofacil.room.ways import Backup, WaysOn
from cofacil.tui.pages.card import ShownView, Whole, paint_whole
from cofacil.tui.pages.damaged import Damaged, paint_damaged
from cofacil.tui.pages.find_boards import Finding, Row, paint_finding
from cofacil.tui.pages.help import Help, HelpView, offered, paint_help, search
from cofacil.tui.pages.home import Home, HomeView, paint_home
from cofacil.tui.pages.invite import ROLES, Invite, InviteView, paint_invite
from cofacil.tui.pages.join_sheet import Join, paint_join
from cofacil.tui.pages.new_board import NewBoard, NewBoardView, paint_new_board
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.pages.people_sheet import People, everyone, paint_people
from cofacil.tui.pages.qr import picture
from cofacil.tui.pages.share_form import Share, paint_share
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.pages.step_form import StepForm
from cofacil.tui.pages.steps import Steps, paint_steps
from cofacil.tui.pages.themes import Themes, paint_themes
from cofacil.tui.pages.timer import BigTimer, paint_timer
from cofacil.tui.pages.welcome import Greeting, paint_welcome
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.too_small import paint_too_small
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

joined = partial(Join, now=NOW)

pytestmark = pytest.mark.usefixtures("qps_is_spoken")
SIZES = ((60, 18), (80, 24), (120, 40))
TITLE, ASKED, NAMES = "Gardd yr Afon", "Pwy sydd heb ddod?", ("Siân", "Rhys", "Mair")
TYPED = (TITLE, ASKED, *NAMES, "Ana", "cacen gri a bara brith", "berfa", "mainc", "gofalwyr nos", "cofacil", "ffeil")
COMMANDS = (JOINING.command, LOCAL.command, LONG_JOINING.command, JOINING.fingerprint, "GARDEN-42-BEANS", "7K3PX-9QW2M")
LETTERS = "Aa"
"""How the letters of a theme look."""
ALLOWED: tuple[str | re.Pattern[str], ...] = (*TYPED, *COMMANDS, LETTERS, PATH, "WvTnUJ", "https")
"""What people have typed, what is to be typed as it stands, and names."""
GARDEN = Shelved("gardd", Path("/b/gardd.json"), TITLE, ASKED, NOW - 28 * DAY, 12, promised=3, to_invite=2, open=14)
DAMAGED = WaysOn(
    Path("/b/ffeil.json"),
    Notice.of("damaged-at", file="ffeil", line=8, byte=1322),
    saved=100,
    good=40,
    whole=99,
    backups=(Backup(Path("/k/2026-11-21.json"), "2026-11-21", NOW - DAY, 50),),
)


def meeting() -> Meeting:
    """Return a meeting of people who write Welsh."""
    meeting = Meeting(TITLE, ASKED)
    meeting.people(("Siân", "cacen gri a bara brith"), ("Rhys", "berfa"))
    meeting.do(PersonLeft("rhys"), by="Siân")
    meeting.do(AddPerson("Mair", how="screen"), by="Siân")
    return meeting


def findings() -> Iterator[Finding]:
    """Yield nothing typed, nothing found yet and at all, and each kind of thing in each of its states."""
    typed = Typed.of("mainc")
    yield Finding(NOW)
    yield Finding(NOW, typed, is_looking=True)
    yield Finding(NOW, typed)
    for state in (OPEN, DONE, LET_GO, AWAY, *AbsenceState):
        hits = [
            Hit(kind, kind, "L1", "mainc", (Place(0, 5),), "", (), ("Mair",), (), "2026-11-27", NOW, NOW, 2, state)
            for kind in KINDS_FOUND
        ]
        board = FoundOn("mainc", Path("/b"), "mainc", NOW, len(hits), tuple(hits))
        rows = tuple(Row(board, hit) for hit in hits)
        yield Finding(NOW, typed, rows, len(rows), 1, (ReadAs("mainc", ("mainc",)),))


def homes() -> Iterator[Home]:
    met = (0, 1, 5, 13, 28, 275, 800)
    shelf = (*(GARDEN._replace(met=NOW - days * DAY) for days in met), GARDEN._replace(met=None))
    yield Home((), "~/byrddau", NOW, KEYS)
    yield Home((), "~/byrddau", NOW, KEYS, hand=2, path=Typed.of("~/ffeil"))
    for hand in range(len(shelf) + 3):
        yield Home(shelf, "~/byrddau", NOW, KEYS, hand=hand)


PAGE = "https://192.168.1.24:8443/"
BUSY = JOINING._replace(
    may_ask=True,
    came=NAMES[:2],
    invited=(Invited(NAMES[0], Role.VIEWER, NOW, has_come=True), Invited(NAMES[1], Role.VIEWER, NOW)),
    slowed=(Slowed("192.168.1.50", "riverside", 7, NOW),),
    page=PAGE,
    page_fingerprint=":".join(["12"] * 32),
)


def joins() -> Iterator[Join]:
    for joining in (JOINING, LOCAL, LONG_JOINING, JOINING._replace(word="", may_ask=True)):
        for drawn in ((), picture(joining.url)):
            yield joined(joining, drawn)
            yield joined(joining, drawn, here=Here(screens=NAMES), is_ours=False)
            yield joined(joining, drawn, asks="3", here=Here(screens=NAMES[:2]))
    yield joined(JOINING, picture(JOINING.url), is_picture=True, asks="3")
    for joining in (BUSY, BUSY._replace(seats=2), BUSY._replace(word=""), BUSY._replace(command="", url="", came=())):
        yield joined(joining)
        yield joined(joining, picture(PAGE), is_ours=False, is_beside=True)
    yield joined()


def invites() -> Iterator[Invite]:
    yield Invite(Typed.of("Siân"))
    yield Invite(Typed.of("Siân"), invited=BUSY.invited, slowed=BUSY.slowed, now=NOW)
    yield Invite(Typed.of("Siân"), 1)
    for invited in ROLES:
        made = Invitation("Siân", invited.role, JOINING.command, "7K3PX-9QW2M", NOW, JOINING.fingerprint, PAGE)
        yield Invite(invitation=made)
        yield Invite(invitation=made._replace(command=LONG_JOINING.command, name="Siân Mair Rhys"))


def crowds() -> Iterator[People]:
    crowd = everyone(meeting().board, NOW)
    yield People(())
    yield People(crowd)
    yield People(crowd * 30)
    yield from (People(crowd, hand=hand) for hand in range(len(crowd)))
    yield People(crowd, changing="rhys")
    yield People(crowd, can_write=False)


def timers() -> Iterator[BigTimer]:
    gathered = meeting()
    yield BigTimer(gathered.board, NOW, KEYS, ASKED)
    gathered.do(StartTimer(15))
    yield from (BigTimer(gathered.board, NOW + n * MINUTE, KEYS, ASKED) for n in (0, 5, 10, 14, 15))
    gathered.do(PauseTimer())
    yield BigTimer(gathered.board, NOW, KEYS, ASKED)
    gathered.do(CountUp())
    yield BigTimer(gathered.board, NOW, KEYS, ASKED)


def all_steps() -> Iterator[Steps]:
    """Yield the page of all steps: as it is looked at, as one is changed and as one is made; early, in time and late."""
    gathered = Meeting()
    steps = tuple(PlannedStep("mainc", 10, ASKED, "cacen gri a bara brith", "offer", way) for way in Writing)
    gathered.do(LayPlan(("step/01", "step/02", "step/03"), Plan("", TITLE, steps)))
    yield Steps(gathered.board, NOW, KEYS, "step/01", can_lead=True)
    gathered.do(GoToStep("step/01"))
    began = (gathered.board.step and gathered.board.step.began) or 0
    for minutes in (5, 11, 15):
        yield Steps(gathered.board, began + minutes * MINUTE, KEYS, "step/01", can_lead=True)
    gathered.do(GoToStep("step/03"))
    yield Steps(gathered.board, began, KEYS, "step/01")
    yield Steps(gathered.board, began, KEYS, "step/02", is_carrying=True, can_lead=True)
    for form in (StepForm.of(gathered.board.plan[0]), StepForm.new("step/04", None)):
        yield from (Steps(gathered.board, began, KEYS, "step/01", form=form.to(at), can_lead=True) for at in range(6))


def greetings() -> Iterator[Greeting]:
    gathered = meeting()
    gathered.card("mainc", said="Rhys")
    gathered.card("berfa", said="")
    gathered.absence("gofalwyr nos")
    gathered.do(StartTimer(5))
    for role in Role:
        for way_back in WayBack:
            seat = Seat("Siân", role, via="ssh")
            attending = Attending.of((Present(Seat("Rhys", Role.HOST)), Present(seat)))
            yield Greeting(gathered.board, seat, attending, NOW, way_back)
            yield Greeting(gathered.board, seat, Attending.of((Present(seat),)), NOW + 13 * 60 * MINUTE, way_back)


def cards() -> Iterator[Whole]:
    gathered = meeting()
    labels = [gathered.card("mainc", "Rhys", note="berfa\n" * lines, kind=kind) for kind in Kind for lines in (1, 60)]
    gathered.do(TakeCard(labels[0], "Siân", "2026-12-03"))
    absence = gathered.absence("gofalwyr nos")
    gathered.do(SetAbsence(absence, None, "Mair", "Rhys", "2026-11-24", "mainc"))
    for entity in (*labels, absence):
        record = gathered.board.records[entity]
        assert isinstance(record, Card | Absence)
        yield from (Whole(gathered.board, record, date_of(NOW), top) for top in (0, 3))
    yield Whole(gathered.board, None, date_of(NOW))


def sheets(window: Window) -> Iterator[tuple[str, Sheet]]:
    """Return every page as it is painted, by what it shows."""
    for role in Role:
        actions = offered(role)
        yield f"help for {role}", paint_help(Help(actions, KEYS, file="~/byrddau/gardd.json"), window)
        yield f"help for {role}, at its end", paint_help(Help(actions, KEYS, hand=len(actions) - 1), window)
    for answer in ANSWERS:
        yield "help, an answer", paint_help(Help((answer,), KEYS, Typed.of("i"), 0), window)
    yield "help, found", paint_help(Help(search(offered(Role.HOST), "i"), KEYS, Typed.of("i"), 0), window)
    yield from ((f"home {home.hand}", paint_home(home, window)) for home in homes())
    yield from ((f"finding {at}", paint_finding(finding, window)) for at, finding in enumerate(findings()))
    yield from ((f"join {join}", paint_join(join, window)) for join in joins())
    yield from ((f"share {hand}", paint_share(Share(hand), window)) for hand in (0, 1))
    yield from ((f"invite {invite}", paint_invite(invite, window)) for invite in invites())
    for at, line in product(range(4), ("", "mainc", "mainc " * 10)):
        yield f"new board {at}", paint_new_board(NewBoard((Typed.of(line),) * 4, at), "", window)
    yield from ((f"people {people.hand}", paint_people(people, window)) for people in crowds())
    yield from ((f"timer {timer.now}", paint_timer(timer, window)) for timer in timers())
    yield from ((f"welcome {one.seat}", paint_welcome(one, KEYS, window)) for one in greetings())
    for hand, is_asked in product(range(3), (False, True)):
        yield f"damaged {hand}", paint_damaged(Damaged(DAMAGED, hand, is_asked), window)
    yield from ((f"steps {number}", paint_steps(page, window)) for number, page in enumerate(all_steps()))
    yield "themes", paint_themes(Themes(looks(), 1), window)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_ascii", [False, True])
def test_no_page_has_english_left(size: tuple[int, int], is_ascii: bool) -> None:
    for name, sheet in sheets(window(*size, is_ascii=is_ascii)):
        assert not bare_words(words(sheet), ALLOWED), f"{name}\n{words(sheet)}"


@pytest.mark.parametrize("size", SIZES)
def test_what_is_to_be_read_or_chosen_is_whole_though_it_is_longer(size: tuple[int, int]) -> None:
    for name, sheet in sheets(window(*size)):
        body = words(sheet).splitlines()[: -sheet.below_keys]
        if name == "themes":
            sample = [row for row in body if row.startswith(("▌", "█"))]
            assert all(row.count(OPENS) == row.count(CLOSES) or row.endswith("…") for row in sample), words(sheet)
            body = [row for row in body if row not in sample]  # cards are cut as cards are, with a sign
        text = "\n".join(body)
        assert text.count(OPENS) == text.count(CLOSES), f"{name}\n{words(sheet)}"


@pytest.mark.parametrize("size", SIZES)
def test_no_key_is_lost_though_its_words_are_longer(size: tuple[int, int]) -> None:
    def keys() -> list[set[str]]:
        painted = list(sheets(window(*size)))
        # What is seldom pressed is said on the page of how to join where the key row has no room for it.
        said = [set(re.findall(r"(?<![\w:])[568](?=: )|(?<=, )7(?= )", words(sheet))) for _name, sheet in painted]
        rows = [{one.offer.key for one in sheet.keys.placed} - {""} for _name, sheet in painted]
        return [row | more for row, more in zip(rows, said, strict=True)]

    longer = keys()
    with spoken("en"):
        assert longer == keys()


@pytest.mark.parametrize("size", SIZES)
def test_around_a_card_there_is_no_english(size: tuple[int, int]) -> None:
    for whole in cards():
        for title, offers in (("", ()), ("Mair", (Offer("s", "mainc"),))):
            rows = words(paint_whole(replace(whole, title=title, offers=offers), window(*size))).splitlines()
            assert not bare_words("\n".join((rows[0], *rows[-2:])), ALLOWED), rows


@pytest.mark.parametrize(("width", "height"), [(39, 11), (38, 10), (60, 5), (20, 30), (25, 9)])
@pytest.mark.parametrize(("is_typing", "is_saved"), [(False, True), (True, True), (False, False)])
def test_a_window_too_small_speaks_it_too(width: int, height: int, is_typing: bool, is_saved: bool) -> None:
    rows = paint_too_small(width, height, brush(), KEYS, is_typing=is_typing, is_saved=is_saved)
    assert [row.cell_length for row in rows] == [width] * height
    assert not bare_words("\n".join(row.text for row in rows))


def test_what_can_be_done_is_found_by_words_of_the_language_and_by_its_name() -> None:
    everything = offered(Role.HOST)
    for action in everything:
        for typed in (made_up(action.words), action.name, action.name.replace("_", " ")):
            assert search(everything, typed)[0] is action
    assert search(everything, made_up("colours")[1:6])[0].name == "colours"


# what they say while they are used


async def said(view: SheetView, *keys: str) -> str:
    """Return what a page shows after some keys."""
    async with shown(view, (120, 40)) as (_app, pilot):
        await pilot.press(*keys)
        return on_screen(view)


async def test_help_and_the_boards_say_nothing_in_english() -> None:
    view = HelpView(Role.HOST, brush(), KEYS)
    assert OPENS in (await said(view, "enter")).splitlines()[-1]
    for text in (
        await said(HelpView(Role.HOST, brush(), KEYS), *"0000"),
        await said(HomeView((), Path("/b"), brush(), KEYS, lambda: NOW), "end", "enter", "enter"),
        await said(HomeView((), Path("/b"), brush(), KEYS, lambda: NOW), "end", "enter", "0", "tab"),
    ):
        assert not bare_words(text, ALLOWED)


async def test_lines_that_are_filled_in_say_nothing_in_english() -> None:
    for view in (InviteView(Door(), brush(), KEYS), NewBoardView(brush(), KEYS, asks_name=True, name="Siân")):
        view.paste("0" * 12_001)
        assert not bare_words(await said(view), ALLOWED)
    assert not bare_words(await said(InviteView(Door(), brush(), KEYS), "enter"), ALLOWED)
    assert not bare_words(await said(NewBoardView(brush(), KEYS, asks_name=False, name=""), *["enter"] * 3), ALLOWED)


def people_view(meeting: Meeting, *, can_write: bool = True) -> PeopleView:
    return PeopleView(below(meeting.board, lambda: NOW, meeting.ask), can_write=can_write)


async def test_those_who_are_here_are_told_nothing_in_english() -> None:
    for keys in (("0", "home", "comma", "enter"), ("up", "tab"), ("up", "tab", "tab"), ("up", "enter")):
        assert not bare_words(await said(people_view(meeting()), *keys), ALLOWED)
    assert not bare_words(await said(people_view(meeting(), can_write=False)), ALLOWED)
    troubled = meeting()
    troubled.trouble = NotSaved("board-unread", reason="000")
    assert not bare_words(await said(people_view(troubled), "0", "enter"), ALLOWED)


async def test_sharing_says_nothing_in_english() -> None:
    door = Door(is_open=False)
    async with hosted(door, (120, 40)) as host:
        host.guests[:] = NAMES
        door.free.clear()
        await host.pilot.press("1")
        opening = host.text
        door.free.set()
        await host.rest()
        await host.press("4")
        asked_anew = host.text
        await host.press("4")
        ended = host.text
        await host.press("8")
        asked_page = host.text
        await host.press("3")
        asked = host.text
    for text in (opening, asked_anew, ended, asked_page, asked):
        assert OPENS in text.splitlines()[-1]
        assert not bare_words(text, (*ALLOWED, "WORD-12-ANEW", "WORD-11-FIRST"))


async def test_a_card_for_everyone_says_by_whom_in_their_own_language() -> None:
    gathered = meeting()
    card = gathered.card("mainc", said="Rhys")
    view = ShownView(gathered.board, CardShown("Mair", card), brush(), KEYS, gathered.clock.now, can_end=True)
    rows = (await said(view)).splitlines()
    assert not bare_words("\n".join((rows[0], *rows[-2:])), ALLOWED)
    assert rows[0].lstrip().startswith(f"{OPENS}Mair")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_from_80_columns_every_row_of_a_page_has_a_free_cell_at_both_ends(size: tuple[int, int]) -> None:
    for name, sheet in sheets(window(*size)):
        for y, strip in enumerate(sheet.rows):
            is_card = name == "themes" and strip.text[0] in "▌█"
            assert strip.text[0] == " " or is_card, f"{name}, row {y}\n{words(sheet)}"
            assert strip.text[-1] == " ", f"{name}, row {y}\n{words(sheet)}"
