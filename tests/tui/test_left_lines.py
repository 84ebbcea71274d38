"""Words that were typed and are not kept: they wait with their kind, column and fields, and nothing untrue is said of them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from keyboard import Keyboard
from quietly import planned
from riverside import ANA, DEE, Hall, riverside
from sheets import looks
from test_board_screen import Screen, ShakyLog
from textual import events

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import IN_COLUMN, Kind
from cofacil.room import draft_keeper
from cofacil.room.drafts import Unkept
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms
from cofacil.room.seats import Seat
from cofacil.store.draft_file import DraftFile, DraftFolder
from cofacil.tui import unsaved
from cofacil.tui.app import BoardApp
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.paste import Paste
from cofacil.tui.modes.purpose import Purpose
from cofacil.tui.modes.taken_up import reachable
from cofacil.tui.options import Options
from cofacil.tui.typed import Typed
from troubles import made_up

BOARD = "01KAK7ZZZZ0000000000000000"
WAIT = "Not kept yet. Your words wait: "


@pytest.fixture
def hall() -> Hall:
    return riverside()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ShakyLog, "board_id", BOARD)
    monkeypatch.setattr(draft_keeper, "PAUSE", 0.01)
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 0.1)
    return tmp_path


@asynccontextmanager
async def window(hall: Hall, home: Path, seat: Seat = ANA, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Screen]:
    """A window of somebody whose words wait in a file; it goes as a closed terminal does."""
    log = ShakyLog(hall.log.read(0))
    hall.log = hall.room.log = log
    log.read(0)
    live = LiveRoom(hall.room)
    await live.open()
    options = Options(looks(), "projector-light", drafts=DraftFolder(home / "drafts"))
    app = BoardApp(NoRooms(), seat, options, live)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Screen(hall, live, app, pilot, log)
    finally:
        await live.close()


def files(home: Path, name: str = "*.json") -> list[Path]:
    return list(home.rglob(name))


def look_at(screen: Screen, label: str) -> None:
    screen.session.look(screen.session.view.to(screen.live.board, screen.hall.called(label)))


def leads(screen: Screen) -> str:
    return screen.rows[-4]


async def in_file(screen: Screen, home: Path, words: str) -> None:
    await screen.until(lambda: any(words in file.read_text() for file in files(home)))


# lines that were left


@pytest.mark.parametrize(("column", "sign", "kind"), [(1, "", Kind.QUESTION), (2, ">", Kind.ACTION)])
def test_a_card_comes_back_with_its_kind_in_its_column_wherever_one_looks(
    hall: Hall, column: int, sign: str, kind: Kind
) -> None:
    line = Keyboard(hall)
    line.session.view = line.view._replace(column=column)
    line.open("add").press(f"{sign}Ring them @pri ^fri").press("escape")
    assert line.sentence == f"{WAIT}a takes them up again."
    line.session.view = line.view._replace(column=4)
    line.open("add")
    assert line.sentence == "These words waited. Go on with them, or Esc."
    assert isinstance(line.mode, Capture)
    assert (line.mode.kind, line.mode.column, line.typed) == (kind, IN_COLUMN[column], "Ring them @pri ^fri")
    line.press("enter")
    assert [card.text for card in line.board.columns[kind]][-1] == "Ring them"
    assert not line.session.lines.left


def test_what_somebody_was_to_do_about_a_card_is_taken_up_on_that_card_and_meets_it(hall: Hall) -> None:
    line = Keyboard(hall).look("Q1").open("will").press("Ring them @pri ^fri").press("escape")
    assert line.sentence == f"{WAIT}i takes them up again."
    assert line.look("Q2").open("will").typed == ""
    line.press("escape")
    assert line.open("add").typed == ""
    line.press("escape")
    line.look("Q1").open("will")
    assert (line.typed, line.sentence) == (
        "Ring them @pri ^fri",
        "These words waited. Go on with them, or Esc.",
    )
    line.press(" today").press("enter")
    (made,) = (card for card in line.board.cards() if card.text == "Ring them today")
    assert [link.end for link in line.board.links_of(made.id)] == [hall.called("Q1")]
    assert not line.session.lines.left


def test_a_promise_half_said_waits_on_its_action(hall: Hall) -> None:
    line = Keyboard(hall).look("A2").open("will").press("@mo ^fri").press("escape")
    assert line.look("A2").open("will").typed == "@mo ^fri"


async def test_what_somebody_was_to_do_outlives_the_window_and_is_greeted_with_its_card(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "Q1")
        await screen.pilot.press("i", *"Ring")
        await in_file(screen, home, "Ring")
    async with window(hall, home) as screen:
        assert screen.session.sentence == "One line is not kept yet: i on Q1 takes up what waits."


@pytest.mark.parametrize("over", [PutAway, StrikeOut])
def test_what_was_to_be_done_about_a_card_that_is_gone_is_offered_as_an_action(
    hall: Hall, over: type[PutAway | StrikeOut]
) -> None:
    left = Unkept("will", hall.called("Q1"), {"text": "Ring them"})
    assert reachable(left, hall.board) == left
    hall.do(over(hall.called("Q1")))
    assert reachable(left, hall.board) == Capture(Kind.ACTION, Typed.of("Ring them")).unkept


def test_words_taken_up_behind_a_question_are_kept_once_and_wait_no_more() -> None:
    line = Keyboard(planned(1))
    line.open("add").press("enter", "Who locks the shed?").press("escape")
    assert line.session.lines.left
    line.open("add").press("enter")
    assert line.typed == "Who locks the shed?"
    assert line.sentence == "These words waited. Go on with them, or Esc."
    line.press("enter")
    assert not line.session.lines.left
    assert line.open("add").press("enter").typed == ""


def test_the_mending_of_the_last_card_waits_and_mends_it(hall: Hall) -> None:
    line = Keyboard(hall)
    line.session.view = line.view._replace(column=2)
    line.open("add").press("Spades", "enter", "up", " and rakes").press("escape").open("add").press("enter")
    assert line.texts(2)[9:] == ["Spades and rakes"]


@pytest.mark.parametrize("tabs", range(4))
def test_every_field_of_the_editor_comes_back(hall: Hall, tabs: int) -> None:
    line = Keyboard(hall).look("A1").open("edit").press(*["tab"] * tabs, "x")
    assert isinstance(line.mode, Edit)
    before = line.mode.unkept
    line.press(*["escape"] * (2 if tabs else 1))
    assert line.sentence == f"{WAIT}e takes them up again."
    line.look("O1").open("edit")
    assert isinstance(line.mode, Edit)
    assert line.mode.unkept is None
    line.press("escape").look("A1").open("edit")
    assert isinstance(line.mode, Edit)
    assert line.mode.unkept == before
    assert line.mode.part == "words"


def test_words_that_waited_are_kept_over_nobodys_unseen(hall: Hall) -> None:
    line = Keyboard(hall).look("O3").open("edit").press(" and lids", "escape")
    hall.do(EditCard(hall.called("O3"), text="Somebody else's words"), DEE)
    line.open("edit").press("enter")
    assert "Somebody kept other words first:" in line.panel
    assert "and lids" in line.panel


def test_who_is_missing_comes_back_in_each_part(hall: Hall) -> None:
    line = Keyboard(hall).ask("Who is not here?").open("missing").press("Night cleaners").press("escape")
    assert line.sentence == f"{WAIT}w takes them up again."
    line.open("missing")
    assert (line.typed, line.lead) == ("Night cleaners", "_ Not here:")
    line.press("enter", "bea", "escape").open("missing")
    assert isinstance(line.mode, Missing)
    assert (line.mode.part, line.typed) == (MissingPart.BRIDGE, "bea")
    line.press("enter", "@mo ^fri", "escape").open("missing").press("enter")
    absence = line.board.absence(line.board.column(5)[-1].id)
    assert (absence.knows, absence.asks) == ("bea", "mo")
    assert not line.session.lines.left


def test_a_change_of_who_is_missing_comes_back_on_them(hall: Hall) -> None:
    line = Keyboard(hall).look("N2").open("edit").press(" too", "escape").look("N3").open("edit")
    assert line.typed != "The allotment group too"
    line.press("escape").look("N2").open("edit")
    assert line.typed.endswith(" too")


def test_what_the_board_is_about_waits_too(hall: Hall) -> None:
    line = Keyboard(hall).open("purpose").press(" And how?", "escape")
    assert line.sentence == f"{WAIT}? takes them up again."
    line.open("purpose")
    assert isinstance(line.mode, Purpose)
    assert line.typed.endswith(" And how?")


def test_nothing_waits_of_a_line_with_nothing_in_it(hall: Hall) -> None:
    line = Keyboard(hall).look("O3")
    for action in ("add", "edit", "missing", "purpose", "find", "timer", "link"):
        line.open(action).press("escape")
        assert not line.session.lines.left, action
        assert WAIT not in line.sentence


@pytest.mark.parametrize("action", ["add", "edit", "missing", "purpose"])
def test_what_was_only_taken_away_is_no_words_that_wait(hall: Hall, action: str) -> None:
    line = Keyboard(hall).look("O3").open(action).press("x", "ctrl+u", "escape")
    assert not line.session.lines.left


def test_words_are_thrown_away_only_on_purpose(hall: Hall) -> None:
    line = Keyboard(hall).open("add").press("Half a sent", "escape").open("add").press("escape")
    assert line.lead == "Throw these words away? They are not kept yet."
    line.press("escape").open("add").press("x", "escape")
    assert line.mode is None
    line.open("add")
    assert line.typed == "Half a sentx"
    line.press("escape", "enter")
    assert line.sentence == "Your words are thrown away."
    assert line.open("add").typed == ""


def test_several_lines_wait_and_the_last_is_taken_up_first(hall: Hall) -> None:
    line = Keyboard(hall)
    line.session.lines.left = tuple(
        Unkept("card", "", {"column": "offer", "sign": "", "text": text}) for text in ("one", "two")
    )
    line.open("add").press("enter")
    assert line.typed == ""
    line.press("escape").open("add").press("enter")
    assert line.texts(2)[9:] == ["two", "one"]


# when the window goes


@pytest.mark.parametrize("is_left", [True, False])
async def test_a_closed_terminal_keeps_the_line_for_the_next_window(hall: Hall, home: Path, is_left: bool) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        await screen.type("a?Who has the key")
        if is_left:
            await screen.press("escape")
            assert "one line waits" in screen.rows[-1]
            assert "saved" not in screen.rows[-1]
    assert [file.stat().st_mode & 0o777 for file in files(home)] == [0o600]
    async with window(hall, home) as screen:
        assert screen.rows[-1].lstrip().startswith("One line is not kept yet: a takes up what waits.")
        await screen.type("a\n")
        await screen.until(lambda: screen.live.board.columns[Kind.QUESTION][-1].text == "Who has the key")
        await screen.until(lambda: not files(home))
        await screen.press("escape", "q")
        assert "All is kept." in leads(screen)


async def test_an_edit_with_its_note_a_paste_and_who_is_missing_outlive_the_window(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        await screen.press("e", "tab")
        await screen.type("first\nsecond")
        await screen.press("escape", "escape", "w")
        await screen.type("Night cleaners")
        await screen.press("escape", "a")
        screen.app.post_message(events.Paste("one\ntwo"))
        await screen.pilot.pause()
        assert isinstance(screen.session.mode, Paste)
    async with window(hall, home) as screen:
        assert "3 lines are not kept yet: e on O3, w, a takes up what waits." in screen.rows[-1]
        look_at(screen, "O3")
        await screen.press("a")
        assert isinstance(screen.session.mode, Paste)
        await screen.press("enter", "escape", "w", "enter", "escape")
        look_at(screen, "O3")  # what was pasted is in hand
        await screen.press("e", "enter")
        await screen.until(lambda: not files(home))
        assert screen.offers()[9:] == ["one", "two"]
        assert screen.live.board.card(screen.hall.called("O3")).note == "first\nsecond"
        assert "Night cleaners" in [absence.word("who") for absence in screen.live.board.column(5)]


async def test_the_words_are_in_the_file_without_a_writing_for_every_letter(
    hall: Hall, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_keeper, "PAUSE", 1.0)
    written: list[Sequence[Unkept]] = []
    write = DraftFile.write

    def noted(place: DraftFile, lines: Sequence[Unkept], *, is_lasting: bool) -> None:
        written.append(lines)
        write(place, lines, is_lasting=is_lasting)

    monkeypatch.setattr(DraftFile, "write", noted)
    async with window(hall, home) as screen:
        await screen.type("aas fast as hands go")
        await in_file(screen, home, "as fast as hands go")
        assert len(written) <= 2


async def test_what_is_being_kept_as_the_window_goes_does_not_come_back(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        screen.log.slow = 0.6
        screen.send("aA lawn roller\n")
        await screen.until(lambda: "saving" in screen.rows[-1])
        screen.session.lines.close()
        assert "A lawn roller" in files(home)[0].read_text()
    async with window(hall, home) as screen:
        assert screen.offers()[-1] == "A lawn roller"
        assert not screen.session.lines.left


async def test_a_second_window_of_the_same_person_takes_nothing_from_the_first(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        await screen.type("aMine")
        await in_file(screen, home, "Mine")
        second = BoardApp(NoRooms(), ANA, screen.app.options, screen.live)
        async with second.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert second.board_view is not None
            assert not second.board_view.session.lines.left
            await pilot.press("a", "x")
        assert len(files(home)) == 2
    async with window(hall, home) as screen:
        assert sorted(line.fields["text"] for line in screen.session.lines.left) == ["Mine", "x"]


async def test_a_damaged_draft_is_said_and_put_aside(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        await screen.type("aMine")
    files(home)[0].write_text("{")
    async with window(hall, home) as screen:
        assert "Words that waited here cannot be read." in screen.text
        assert not screen.session.lines.left
    assert len(files(home, "*.damaged-1")) == 1


async def test_who_only_looks_at_the_example_or_the_wall_has_no_draft(
    hall: Hall, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ShakyLog, "description", "")
    async with window(hall, home) as screen:
        await screen.type("aMine")
    assert not files(home, "*")


# leaving


@pytest.mark.parametrize(
    ("lines", "said"),
    [(1, "One line is not kept yet: it waits for you."), (2, "Two lines are not kept yet: they wait for you.")],
)
async def test_behind_the_board_it_is_said_that_lines_wait(hall: Hall, home: Path, lines: int, said: str) -> None:
    async with window(hall, home) as screen:
        await screen.type("aMine")
        await screen.press("escape")
        if lines == 2:
            await screen.type("e and this")
            await screen.press("escape")
        await screen.press("q", "enter")
        await screen.until(lambda: screen.app.return_code is not None)
        assert screen.app.parting == f"You have left Riverside garden. {said}"


# outages


async def test_a_full_disk_and_then_esc_is_not_saved_until_it_is(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        screen.log.trouble = "The disk is full."
        await screen.type("aA lawn roller\n")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        await screen.press("escape")
        assert screen.session.mode is None
        assert "NOT SAVED: " in screen.text
        await in_file(screen, home, "A lawn roller")
        await screen.press("q")
        assert "One line is not kept yet: it waits for you. Leave?" in screen.text
        await screen.press("escape")
        screen.log.trouble = ""
        await screen.until(lambda: screen.offers()[9:] == ["A lawn roller"])
        await screen.until(lambda: "NOT SAVED" not in screen.text)
        await screen.until(lambda: not files(home))
        await screen.press("q")
        assert "All is kept." in leads(screen)


async def test_lines_that_could_not_be_saved_come_back_when_the_window_went(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        screen.log.trouble = "The disk is full."
        await screen.type("aone\n")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        await screen.type("two\n")
        await screen.type("three")
        assert screen.typed == "three"
        screen.log.trouble = "The disk is full."
    async with window(hall, home) as screen:
        assert screen.offers()[9:] == []
        assert [line.fields["text"] for line in screen.session.lines.left] == ["one", "two", "three"]


async def test_lines_are_saved_in_the_order_in_which_they_were_said(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        screen.log.trouble = "The disk is full."
        await screen.type("aone\n")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        await screen.type("two\n")
        screen.log.trouble = ""
        await screen.type("three\n")
        await screen.until(lambda: screen.offers()[9:] == ["one", "two", "three"])
        await screen.until(lambda: "NOT SAVED" not in screen.text)


async def test_enter_on_a_line_that_waits_tries_at_once_and_adds_nothing_twice(
    hall: Hall, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 30.0)
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        screen.log.trouble = "The disk is full."
        await screen.type("aone\n")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        await screen.press("enter", "enter")
        assert "NOT SAVED: " in screen.text
        screen.log.trouble = ""
        await screen.press("enter")
        await screen.until(lambda: screen.offers()[9:] == ["one"])
        assert screen.typed == ""
        assert "NOT SAVED" not in screen.text


@pytest.mark.parametrize(("opens", "enters"), [("e", "enter"), ("w", "enter")])
async def test_what_is_typed_while_another_line_waits_joins_nothing(
    hall: Hall, home: Path, opens: str, enters: str
) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        screen.log.trouble = "The disk is full."
        await screen.type(f"{opens}Kept")
        await screen.press(enters)
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        await screen.type("meanwhile")
        screen.app.post_message(events.Paste("pasted"))
        await screen.pilot.pause()
        assert "NOT SAVED: " in screen.text
        screen.log.trouble = ""
        await screen.until(lambda: "NOT SAVED" not in screen.text)
        words = [screen.live.board.card(screen.hall.called("O3")).text]
        words += [absence.word("who") for absence in screen.live.board.column(5)]
        assert any("Kept" in word for word in words)
        assert not any("meanwhile" in word or "pasted" in word for word in words)


async def test_words_that_are_refused_behind_an_outage_wait(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        look_at(screen, "O3")
        screen.log.trouble = "The disk is full."
        await screen.press("e")
        await screen.type(" and lids\n")
        await screen.until(lambda: "NOT SAVED: " in screen.text)
        await screen.press("escape", "down", "d", "up")
        screen.log.trouble = ""
        await screen.live.submit(DEE, EditCard(screen.hall.called("O3"), text="Somebody else's words"))
        await screen.until(lambda: "NOT SAVED" not in screen.text)
        assert screen.live.board.card(screen.hall.called("O4")).is_done
        assert [line.line for line in screen.session.lines.left] == ["edit"]
        await screen.press("e", "enter")
        assert "Somebody kept other words first:" in screen.text


async def test_words_that_can_wait_nowhere_are_said_to_be_lost_by_leaving(
    hall: Hall, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_place: DraftFile, _lines: Sequence[Unkept], *, is_lasting: bool) -> None:
        raise made_up(NotSaved, "The disk is full.")

    monkeypatch.setattr(draft_keeper, "TRY_AGAIN", 0.05)
    async with window(hall, home) as screen:
        with monkeypatch.context() as bad:
            bad.setattr(DraftFile, "write", full)
            await screen.type("aHalf")
            await screen.press("escape")
            await screen.until(lambda: screen.session.lines.trouble is not None)
            await screen.press("q")
            assert leads(screen).lstrip().startswith("One thing is not saved yet: leaving loses it. Leave?")
            await screen.press("escape")
        await screen.until(lambda: screen.session.lines.trouble is None)
        await in_file(screen, home, "Half")
        await screen.press("q")
        assert leads(screen).lstrip().startswith("One line is not kept yet: it waits for you.")
        with monkeypatch.context() as bad:
            bad.setattr(DraftFile, "write", full)
            screen.session.lines.left = (*screen.session.lines.left, *screen.session.lines.left)
            await screen.press("enter")
            await screen.until(lambda: screen.rows[-1].lstrip().startswith("Your words cannot wait: The disk is full."))
            assert screen.app.is_running
            await screen.press("q")
            assert leads(screen).lstrip().startswith("Two things are not saved yet: leaving loses them.")
            await screen.press("enter")
            await screen.until(lambda: not screen.app.is_running)


async def test_words_that_could_wait_nowhere_and_were_thrown_away_are_no_trouble(
    hall: Hall, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_place: DraftFile, _lines: Sequence[Unkept], *, is_lasting: bool) -> None:
        raise made_up(NotSaved, "The disk is full.")

    monkeypatch.setattr(DraftFile, "write", full)
    async with window(hall, home) as screen:
        await screen.type("aHalf")
        await screen.until(lambda: screen.session.lines.trouble is not None)
        await screen.press("ctrl+u", "escape")
        await screen.until(lambda: screen.session.lines.trouble is None)
        await screen.press("q")
        assert "All is kept." in leads(screen)


async def test_no_other_way_out_says_that_all_is_kept(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        await screen.type("aHalf")
        await screen.press("escape", "ctrl+c")
        assert "The board is kept." not in screen.text
        assert "Not all is kept yet." in screen.text
        await screen.pilot.resize_terminal(38, 10)
        assert "Not all is saved." in screen.text
        await screen.press("q")
        assert screen.app.is_running


# what came from elsewhere


def test_words_are_reachable_whatever_became_of_what_they_change(hall: Hall) -> None:
    edit = Unkept("edit", "card/gone", {"words": "Half a", "note": "a\nnote", "words_was": "Half"})
    missing = Unkept("missing", "absence/gone", {"part": "bridge", "text": "bea"})
    mended = Unkept("card", "card/gone", {"column": "offer", "sign": "", "text": "Spades", "seen": "Spade"})
    strange = Unkept("of a later cofacil", "", {"words": "Kept all the same"})
    texts = [reachable(line, hall.board) for line in (edit, missing, mended, strange)]
    assert [line.fields["text"] for line in texts if line] == ["Half a a note", "bea", "Spades", "Kept all the same"]
    assert all(line == reachable(line, hall.board) for line in texts if line)


def test_what_is_on_the_board_already_waits_no_more(hall: Hall) -> None:
    card = hall.card("A lawn roller")
    made = Unkept("card", "", {"column": "offer", "sign": "", "text": "A lawn roller"}, card)
    edit = Edit.of(hall.board.card(card))
    typed = Unkept("edit", card, {"words": "A lawn roller", "note": "", "who": edit.who.text, "when": ""})
    assert reachable(made, hall.board) is None
    assert reachable(typed, hall.board) is None
    assert reachable(typed._replace(fields={**typed.fields, "note": "x"}), hall.board) is not None


def test_words_of_a_card_that_was_struck_out_do_not_come_back(hall: Hall) -> None:
    hall.do(AddCard("card/struck", Kind.OFFER, "A secret"))
    edit = Unkept("edit", "card/struck", {"words": "A secret, told", "words_was": "A secret"})
    assert reachable(edit, hall.board) is not None
    hall.do(StrikeOut("card/struck"))
    assert reachable(edit, hall.board) is None
