"""The page of the group's questions: what is asked when, another deck, one more, other words, put away; for whoever looks."""

from dataclasses import replace

import pytest
from bare_english import bare_words
from sheets import KEYS, SIZES, Meeting, below, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.commands.questions import AddQuestion, ChangeQuestion, ChooseDeck, PutAwayQuestion
from cofacil.board.deck import Deck, Prompt, chosen_deck, with_own
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.prompts import asked, deck_of
from cofacil.room.actions import ACTIONS
from cofacil.tui.messages import BackRequested, CardActionChosen
from cofacil.tui.pages.help import offered, search
from cofacil.tui.pages.questions import Questions, QuestionsView, Turn, in_order, paint_questions
from cofacil.tui.typed import Typed

DECK = (
    Prompt("after-us", "Who comes after us, and what would they ask?", "000", "always"),
    Prompt("lives-here", "Who lives or works here and never comes to this?", "000"),
    Prompt("their-side", "Whose side of this have we not heard?", "001"),
    Prompt("one-door", "Which one person could open the door to many?", "004", "bridge"),
    Prompt("deciding-for", "Who would we be deciding for without asking?", "000", "agreeing"),
)
OURS = Deck("Who's not in the room?", DECK, "who-is-not-in-the-room")
HENS = Deck("Hens and gate", (DECK[0], Prompt("hens", "Who feeds the hens?", "Siân")), "hens", is_own=True)


@pytest.fixture
def meeting() -> Meeting:
    meeting = Meeting()
    meeting.do(OpenMeeting(f"meeting/{meeting.clock.new_id()}", DECK))
    return meeting


def page(meeting: Meeting, role: Role = Role.HOST, ahead: tuple[Prompt, ...] = DECK) -> QuestionsView:
    def next_time(board: Board) -> tuple[Prompt, ...]:
        chosen = chosen_deck(board)
        return chosen.prompts if chosen else ahead

    over = below(meeting.board, meeting.clock.now, meeting.ask, role=role)
    return QuestionsView(over, next_time, (OURS, HENS), meeting.clock.new_id)


def shows(meeting: Meeting, **changes: object) -> Questions:
    base = Questions(meeting.board, DECK, (OURS, HENS), meeting.clock.now())
    return replace(base, **changes)  # type: ignore[arg-type]


def deck_now(meeting: Meeting) -> dict[str, str]:
    assert meeting.board.meeting
    return {prompt.text: prompt.source for prompt in deck_of(meeting.board.meeting)}


@pytest.mark.parametrize("typed", ["deck", "questions", "prompt", "our questions", "who is not in the room"])
def test_help_finds_it_by_the_words_people_look_for(typed: str) -> None:
    for role in (Role.HOST, Role.VIEWER):
        found = [action.name for action in search(offered(role), typed)]
        assert "questions" in found[:2]
    assert ACTIONS["questions"].is_for(Role.VIEWER)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"hand": "one-door"},
        {"chooses": 1},
        {"part": "words", "typed": Typed.of("Who waters it?")},
        {"part": "source", "words": "Who waters it?", "typed": Typed.of("Mo")},
        {"part": "words", "hand": "lives-here", "about": "lives-here", "typed": Typed.of("W" * 52)},
    ],
)
def test_every_cell_is_painted(meeting: Meeting, width: int, height: int, changes: dict[str, object]) -> None:
    sheet = paint_questions(shows(meeting, **changes), KEYS, "", window(width, height), may_change=True)
    assert is_whole(sheet, width, height)
    assert (sheet.cursor is not None) == ("part" in changes)
    if sheet.cursor:
        assert "letter" in words(sheet) or width < 80
        assert sheet.rows[sheet.cursor.y].text.strip().endswith(("letters", "letter", "W", "?", "Mo"))
    assert is_plain(
        paint_questions(shows(meeting, **changes), KEYS, "", window(width, height, is_ascii=True), may_change=True)
    )


def test_each_says_when_it_comes_and_where_it_is_from(meeting: Meeting) -> None:
    meeting.do(AddQuestion("01X", "Who waters it in August?", "Mo"))
    meeting.do(ChangeQuestion("their-side", "Whose side is missing?"))
    text = words(paint_questions(shows(meeting, hand="their-side"), KEYS, "", window(160, 45), may_change=True))
    rows = {row[3:55].strip(): row[55:] for row in text.split("\n")}
    assert 'from 001, "working as equals", in our words' in rows["Whose side is missing?"]
    assert "our own, asked first by Mo" in rows["Who waters it in August?"]
    assert "when nobody knows one of them" in rows["Which one person could open the door to many?"]
    assert "before something is agreed" in rows["Who would we be deciding for without asking?"]
    narrow = words(paint_questions(shows(meeting, hand="their-side"), KEYS, "", window(60, 18), may_change=True))
    assert 'from 001, "working as equals", in our words' in " ".join(narrow.split())
    assert "p put away" in narrow


def test_the_one_on_the_wall_stands_first_then_those_to_come(meeting: Meeting) -> None:
    meeting.do(PutAwayQuestion("lives-here" if _on_wall(meeting) != "lives-here" else "their-side"))
    listed = in_order(meeting.board, DECK, meeting.clock.now())
    assert listed[0].prompt.id == _on_wall(meeting)
    assert [one.turn for one in listed][:2] == [Turn.ON_WALL, Turn.NEXT]
    assert [one.turn for one in listed][-1] == Turn.AWAY
    assert len({one.prompt.id for one in listed}) == len(DECK)


def _on_wall(meeting: Meeting) -> str:
    prompt = asked(meeting.board, meeting.clock.now())
    return prompt.id if prompt else ""


async def test_a_question_of_ones_own_is_typed_and_who_asked_it(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("a", *"Who waters it?", "enter")
        assert "Who asked it first?" in on_screen(view)
        assert "Who waters it?" not in deck_now(meeting)
        await pilot.press(*"Mo", "enter")
        assert deck_now(meeting)["Who waters it?"] == "Mo"
        assert 'Ana added "Who waters it?" It comes next.' in on_screen(view)
        assert view.page.in_hand
        assert view.page.in_hand.turn is Turn.NEXT
        await pilot.press("enter", *" Now", "enter", "enter")
        assert deck_now(meeting)["Who waters it? Now"] == "Mo"


async def test_one_of_a_deck_is_said_in_other_words_and_keeps_its_source(meeting: Meeting) -> None:
    view = page(meeting)
    view.page = replace(view.page, hand="their-side")
    async with shown(view) as (_app, pilot):
        await pilot.press("enter", *(["backspace"] * 60), *"Whose side is missing?", "enter")
        assert deck_now(meeting)["Whose side is missing?"] == "001"
        assert not view.takes_words


async def test_another_deck_is_chosen(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("enter")
        assert "your own, hens.toml" in on_screen(view)
        await pilot.press("down", "enter")
        assert deck_now(meeting) == {DECK[0].text: "000", "Who feeds the hens?": "Siân"}
        assert 'Ana chose the questions "Hens and gate".' in on_screen(view)
        assert "Hens and gate   2 questions" in on_screen(view)
        await pilot.press("enter", "enter")
        assert "Nothing has changed" in on_screen(view)


async def test_put_away_and_brought_back_the_list_stays_where_it_is(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (app, pilot):
        await pilot.press("down", "down")
        at, one = view.page.ids.index(view.page.hand), view.page.hand
        await pilot.press("p")
        if one == "after-us":
            assert "is asked in every meeting" in on_screen(view)
            return
        assert view.page.ids.index(view.page.hand) == at
        await pilot.press("end")
        assert view.page.hand == one
        assert "p bring it back" in on_screen(view)
        await pilot.press("p", "u", "y")
        turned = [message.action for message in app.heard if isinstance(message, CardActionChosen)]
    assert turned == ["undo", "redo"]
    assert all(prompt.when != "away" for prompt in with_own(DECK, meeting.board.about))


async def test_what_somebody_takes_back_leaves_the_next_in_hand_and_the_list_where_it_is(meeting: Meeting) -> None:
    view = page(meeting)
    before = meeting.board
    meeting.do(AddQuestion("01X", "Who waters it?"))
    async with shown(view) as (_app, _pilot):
        view.hear(meeting.board)
        at = view.page.ids.index("01X")
        view.page = replace(view.page, hand="01X")
        view.hear(before)
        assert at > 0
        assert view.page.ids.index(view.page.hand) == at


@pytest.mark.parametrize(("width", "height"), [(60, 18), (80, 24)])
def test_what_was_added_is_said_whole_beside_a_full_list(meeting: Meeting, width: int, height: int) -> None:
    for number in range(20):
        meeting.do(AddQuestion(f"01{number}", f"Who is number {number} of us?"))
    said = 'Ana added "Who is quiet here, and never says so to any of us?" It comes next.'
    sheet = paint_questions(shows(meeting), KEYS, said, window(width, height), may_change=True)
    assert "It comes next." in " ".join(words(sheet).split())
    assert is_whole(sheet, width, height)


def test_when_it_comes_is_said_once(meeting: Meeting) -> None:
    meeting.do(AddQuestion("01X", "Who waters it?"))
    for width in (60, 80, 120, 160):
        text = words(paint_questions(shows(meeting, hand="01X"), KEYS, "", window(width, 40), may_change=True))
        row = text.split("\n").index(next(line for line in text.split("\n") if "Who waters it?" in line))
        assert " ".join(text.split("\n")[row : row + 2]).count("next") == 1


async def test_what_is_refused_or_not_saved_stays_in_the_line(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("a", "enter")
        assert "A question needs words that can be said." in on_screen(view)
        await pilot.press(*DECK[1].text, "enter", "enter")
        assert "is asked already." in on_screen(view)
        assert view.page.typed.text == DECK[1].text
        assert view.page.part == "words"
        view.paste(" and many, many more")
        assert "No more than 52 letters fit here." in on_screen(view)
        await pilot.press("escape")
        meeting.trouble = NotSaved("not-saved", why="the disk is full")
        await pilot.press("a", *"Who?", "enter", "enter")
        assert "the disk is full" in on_screen(view)
        meeting.trouble = None
        await pilot.press("enter")
        assert "Who?" in deck_now(meeting)


async def test_who_changes_what_another_has_just_changed_is_shown_it_first(meeting: Meeting) -> None:
    view = page(meeting)
    view.page = replace(view.page, hand="their-side")
    async with shown(view) as (_app, pilot):
        await pilot.press("enter", *" Whose?")
        meeting.do(ChangeQuestion("their-side", "Whose side is missing?"), by="Bea")
        view.hear(meeting.board)
        await pilot.press("enter")
        assert 'Somebody has changed it meanwhile: "Whose side is missing?"' in " ".join(on_screen(view).split())
        await pilot.press("enter")
        assert f"{DECK[2].text} Whose?" in deck_now(meeting)


async def test_who_takes_part_reads_them_and_changes_none(meeting: Meeting) -> None:
    meeting.do(AddQuestion("01X", "Who waters it?", "Mo"))
    meeting.do(ChooseDeck(HENS))
    for role in (Role.PARTICIPANT, Role.VIEWER):
        view = page(meeting, role)
        async with shown(view) as (app, pilot):
            assert "Hens and gate   3 questions" in on_screen(view)
            assert "Who waters it?" in on_screen(view)
            for key in ("enter", "p", "a"):
                await pilot.press("down", key)
                assert "does nothing on this page" in on_screen(view)
                assert not view.takes_words
            await pilot.press("escape")
            assert any(isinstance(message, BackRequested) for message in app.heard)


@pytest.mark.usefixtures("qps_is_spoken")
@pytest.mark.parametrize(("width", "height"), [(60, 18), (80, 24), (120, 40)])
def test_every_word_of_it_can_be_another_languages(meeting: Meeting, width: int, height: int) -> None:
    meeting.do(AddQuestion("01X", "Pwy?", "Mo"))
    deck = tuple(prompt._replace(text=f"Pwy {n}?") for n, prompt in enumerate(DECK))
    typed = (
        "Pwy?",
        "Mo",
        HENS.title,
        OURS.title,
        "hens.toml",
        *(prompt.text for prompt in (*DECK, *deck)),
        "000",
        "001",
        "004",
    )
    for changes in ({}, {"hand": "01X"}, {"hand": "one-door"}, {"chooses": 1}, {"part": "words"}, {"part": "source"}):
        sheet = paint_questions(shows(meeting, **changes), KEYS, "", window(width, height), may_change=True)
        assert bare_words(words(sheet), typed) == []
