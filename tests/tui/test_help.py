import pytest
from sheets import KEYS, OWN_KEYS, SIZES, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.kinds import Role
from cofacil.room.actions import ACTIONS, Action, Group
from cofacil.room.answers import ANSWERS
from cofacil.tui.messages import ActionChosen, BackRequested
from cofacil.tui.pages.help import Help, HelpView, offered, paint_help, search
from cofacil.tui.typed import Typed

FILE = "~/.local/share/cofacil/boards/riverside-garden.json"


def test_every_action_has_words_for_help() -> None:
    for name, action in ACTIONS.items():
        assert action.name == name
        assert len(action.words) >= 5
        assert action.words.isprintable()
        assert action.group is Group.RARE or name in KEYS


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("role", list(Role))
def test_every_cell_is_painted_and_what_is_in_hand_is_seen(width: int, height: int, role: Role) -> None:
    actions = offered(role)
    for hand in (None, 0, len(actions) // 2, len(actions) - 1):
        sheet = paint_help(Help(actions, KEYS, hand=hand, file=FILE), window(width, height))
        assert is_whole(sheet, width, height)
        assert hand is None or hand in {spot.choice for spot in sheet.spots}
    assert is_plain(paint_help(Help(actions, KEYS, hand=0), window(width, height, is_ascii=True)))


def test_at_80x24_all_that_has_a_key_stands_on_one_page_and_the_arrows_reach_the_rest() -> None:
    actions = offered(Role.HOST)
    text = words(paint_help(Help(actions, KEYS, file=FILE), window(80, 24)))
    assert not [action.words for action in actions if action.group is not Group.RARE and action.words not in text]
    assert "Without a key:" in text
    assert "▼" in text
    for hand, action in enumerate(actions):
        sheet = paint_help(Help(actions, KEYS, hand=hand, file=FILE), window(80, 24))
        assert action.words in words(sheet)
        spot = next(spot for spot in sheet.spots if spot.choice == hand)
        assert action.words in sheet.rows[spot.y].text[spot.left : spot.right]
    last = paint_help(Help(actions, KEYS, hand=len(actions) - 1, file=FILE), window(80, 24))
    assert "▼" not in words(last)


@pytest.mark.parametrize(("width", "height"), [(120, 40), (160, 45), (300, 80)])
def test_all_of_it_stands_on_one_page_where_there_is_room(width: int, height: int) -> None:
    sheet = paint_help(Help(offered(Role.HOST), KEYS, file=FILE), window(width, height))
    text = words(sheet)
    for action in offered(Role.HOST):
        assert action.words in text
    for explained in (
        "a  add what somebody says",
        "Enter  all of a card",
        "Esc  always brings you back",
        "look around",
    ):
        assert explained in text
    assert "Without a key:" in text
    assert f"File: {FILE}" in text
    assert {spot.choice for spot in sheet.spots} == set(range(len(offered(Role.HOST))))


def test_a_group_sees_its_own_keys() -> None:
    text = words(paint_help(Help(offered(Role.HOST), OWN_KEYS), window(80, 24)))
    assert "k  timer" in text
    assert "t  timer" not in text


def test_what_a_seat_may_not_do_is_left_out() -> None:
    text = words(HelpView(Role.VIEWER, brush(), KEYS, FILE).draw(window(80, 24)))
    assert "find words" in text
    assert "add what somebody says" not in text
    assert "the timer, large" in text


@pytest.mark.parametrize(
    ("typed", "first"),
    [("timer", "timer"), ("tmer", "timer"), ("put aw", "put_away"), ("strike", "strike_out"), ("room_view", "room_view"),
     ("Thems", "gathered"), ("here", "people"), ("delete", "put_away"), ("quit", "leave"), ("letters", "room_view"),
     ("colours", "colours"), ("end", "close_meeting"), ("close", "close_meeting"), ("font", "room_view"),
     ("people", "people"), ("who is here", "people"), ("what people will do", "promises"), ("themes", "gathered"),
     ("close the meeting", "close_meeting"), ("bring back what was put away", "bring_back")],
)  # fmt: skip
def test_searching_forgives_a_slip_of_the_finger(typed: str, first: str) -> None:
    assert next(action.name for action in search(offered(Role.HOST), typed)) == first


@pytest.mark.parametrize(
    ("typed", "first", "said"),
    [("help", "help", "This is it"), ("export", "export", "cofacil export NAME --to page.html"),
     ("print", "export", "cofacil export NAME --to page.html"), ("agenda", "steps", "all steps of this meeting"),
     ("email", "email", "sends nothing by itself"), ("mail", "email", "sends nothing"),
     ("sort", "sort", "m carries a card to its place."), ("size", "room_view", "room view"),
     ("gone home", "people", "who is here"), ("unlink", "link", "link: an offer"), ("untie", "link", "link: an offer"),
     ("vote", "vote", "Comes later."), ("hands", "vote", "Comes later."), ("history", "look_back", "look back on this board"),
     ("look back", "look_back", "look back on this board"), ("replay", "look_back", "look back on this board"),
     ("save", "save", "kept at its own Enter"), ("backup", "backup", "cofacil doctor NAME"), ("filter", "find", "find words"),
     ("bigger", "letters", "Ctrl and + larger"), ("larger letters", "letters", "Ctrl and + larger"),
     ("password", "join", "join from"), ("qr", "join", "join from"), ("language", "language", 'language = "en"'),
     ("anonymous", "anonymous", "Without @name"),
     ("i will", "will", 'say "I will"'), ("screen reader", "read_aloud", "cofacil show NAME says everything")],
)  # fmt: skip
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_people_look_for_has_the_right_answer(typed: str, first: str, said: str, width: int, height: int) -> None:
    view = HelpView(Role.HOST, brush(), KEYS, FILE)
    view.paste(typed)
    assert view.help.actions[0].name == first
    sheet = view.draw(window(width, height))
    assert is_whole(sheet, width, height)
    assert said in " ".join(words(sheet).split())


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_every_answer_is_read_whole_at_the_smallest_size(answer: Action) -> None:
    sheet = paint_help(Help((answer,), KEYS, Typed.of(answer.words), hand=0), window(40, 12))
    assert answer.answer.format(board="NAME", **KEYS) in " ".join(words(sheet).split())
    assert answer.answer[-1] == "."
    assert answer.name not in ACTIONS or answer.name == "help"


async def test_enter_on_an_answer_does_nothing_and_says_so() -> None:
    view = HelpView(Role.HOST, brush(), KEYS, FILE)
    async with shown(view) as (app, pilot):
        await pilot.press(*"vote", "enter")
        assert on_screen(view).splitlines()[-1].lstrip().startswith("There is nothing to press for it")
    assert app.heard == []


@pytest.mark.parametrize(
    ("role", "typed", "said"),
    [(Role.VIEWER, "put away", "You are watching."), (Role.PARTICIPANT, "purpose", "That is for those who facilitate."),
     (Role.HOST, "xylophone", "Nothing is called that."), (Role.VIEWER, "xylophone", "Nothing is called that.")],
)  # fmt: skip
def test_what_a_seat_may_not_do_is_not_said_to_be_unknown(role: Role, typed: str, said: str) -> None:
    view = HelpView(role, brush(), KEYS, FILE)
    view.paste(typed)
    assert view.sentence.startswith(said)


def test_what_is_typed_outside_names_this_board() -> None:
    view = HelpView(Role.HOST, brush(), KEYS, FILE)
    view.call_it("riverside-garden")
    view.paste("export")
    assert "cofacil export riverside-garden --to page.html" in " ".join(words(view.draw(window(80, 24))).split())


def test_what_cannot_be_done_now_is_left_out_and_who_looks_for_it_reads_why() -> None:
    view = HelpView(Role.HOST, brush(), KEYS, FILE)
    view.without("close_meeting", "No meeting is open.")
    assert "close the meeting" not in words(view.draw(window(80, 24)))
    view.paste("close")
    assert view.help.actions == ()
    assert view.sentence == "No meeting is open."


def test_at_home_only_the_answers_that_are_true_there_are_found() -> None:
    view = HelpView(Role.HOST, brush(), KEYS, is_home=True)
    view.paste("export")
    assert [action.name for action in view.help.actions] == ["export"]
    view = HelpView(Role.HOST, brush(), KEYS, is_home=True)
    view.paste("vote")
    assert view.help.actions == ()


def test_nothing_is_found_for_what_nothing_is_called() -> None:
    assert search(offered(Role.HOST), "xylophone") == ()
    assert search(offered(Role.HOST), "sound") == ()
    sheet = paint_help(Help((), KEYS, Typed.of("xylophone")), window(80, 24))
    assert is_whole(sheet, 80, 24)


async def test_what_is_typed_finds_and_enter_does() -> None:
    view = HelpView(Role.HOST, brush(), KEYS, FILE)
    async with shown(view) as (app, pilot):
        await pilot.press("enter")
        assert "Choose with the arrows" in on_screen(view)
        view.paste("[/b]")
        assert "[/b]" in on_screen(view)
        await pilot.press("ctrl+u", "u", "n", "d", "o", "enter")
        await pilot.press("ctrl+u", "down", "right", "enter")
        await pilot.click(HelpView, offset=(5, 4))
        await pilot.press("escape", "escape")
    assert app.heard[0] == ActionChosen("undo")
    assert app.heard[1] == ActionChosen("whole")
    assert app.heard[2] == ActionChosen("edit")
    assert [type(message) for message in app.heard[3:]] == [BackRequested]


def test_where_no_board_is_open_only_what_works_there_is_offered() -> None:
    assert [action.name for action in offered(Role.HOST, is_home=True)] == ["leave", "colours"]


def test_where_no_board_is_open_none_is_spoken_of() -> None:
    text = words(HelpView(Role.HOST, brush(), KEYS, is_home=True).draw(window(80, 24)))
    assert "Esc back to your boards" in text
    assert "q  leave\n" in text
    assert "the board" not in text
    text = words(HelpView(Role.HOST, brush(), KEYS, FILE).draw(window(80, 24)))
    assert "Esc back to the board" in text
    assert "q  leave the board" in text


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_words_touch_the_right_edge(width: int) -> None:
    sheet = paint_help(Help(offered(Role.HOST), KEYS, file=FILE), window(width, 40))
    assert all(strip.text.endswith(" ") for strip in sheet.rows)
    assert "1-5  a column" in words(sheet)


@pytest.mark.parametrize(("width", "height"), [(40, 12), (60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("is_home", [False, True])
def test_that_nothing_is_found_stands_below_what_was_typed(width: int, height: int, *, is_home: bool) -> None:
    view = HelpView(Role.HOST, brush(), KEYS, FILE, is_home=is_home)
    view.paste("zzzz")
    sheet = view.draw(window(width, height))
    assert is_whole(sheet, width, height)
    page = words(sheet)
    said = "Nothing is called that. Fewer letters find more."
    assert said in " ".join(" ".join(page.splitlines()[2:6]).split())
    assert " ".join(page.split()).count(said) == 1


def test_on_the_first_page_it_says_where_boards_are_kept() -> None:
    view = HelpView(Role.HOST, brush(), KEYS, "~/boards", is_home=True)
    page = " ".join(words(view.draw(window(80, 24))).split())
    assert "Boards are kept in ~/boards." in page
    assert "Nothing here is kept" not in page
    assert "saved" not in page
