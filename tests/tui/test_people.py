from dataclasses import replace

import pytest
from sheets import HOSTILE, NOW, SIZES, Meeting, below, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.people import AddPerson, AtScreen, PersonLeft
from cofacil.board.errors import BoardMissing, NotSaved, ReadOnly
from cofacil.board.kinds import Kind, Role
from cofacil.room.attending import Attending, Beside, Present
from cofacil.room.here import Here
from cofacil.room.presence import Presence
from cofacil.room.seats import Seat
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.pages.people_sheet import People, everyone, paint_people
from cofacil.tui.pages.someone import Someone
from cofacil.tui.typed import Typed


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("count", [0, 1, 12, 90])
def test_every_cell_is_painted_and_whoever_is_in_hand_is_seen(width: int, height: int, count: int) -> None:
    crowd = tuple(
        Someone(f"p{n}", HOSTILE[n % 4], "brings " * n, is_here=n % 3 > 0, is_remote=n % 5 == 1) for n in range(count)
    )
    for hand in {None, *([0, count // 2, count - 1] if count else [])}:
        page = People(crowd, Typed.of("Rhys, a saw"), hand)
        sheet = paint_people(page, window(width, height))
        assert is_whole(sheet, width, height)
        assert "Rhys, a saw" in words(sheet)
        if hand is not None:
            assert hand in {spot.choice for spot in sheet.spots}
    plain = tuple(replace(someone, name="Tom") for someone in crowd)
    assert is_plain(paint_people(People(plain), window(width, height, is_ascii=True)))


def test_those_here_come_first_and_the_others_say_so() -> None:
    meeting = Meeting()
    meeting.people(("Tom", "builds things"), ("Lin", ""))
    meeting.do(PersonLeft("tom"))
    meeting.do(AddPerson("Kofi", how="screen"))
    known = everyone(meeting.board, NOW)
    assert [someone.is_here for someone in known] == [True] * (len(known) - 1) + [False]
    text = words(paint_people(People(known), window(80, 24)))
    assert "Tom, builds things · not here" in text
    assert "Kofi · by screen" in text
    assert "No titles." in text


def test_words_that_look_like_markup_are_only_words() -> None:
    text = words(paint_people(People((Someone("x", HOSTILE[1], " ".join(HOSTILE)),)), window(160, 45)))
    assert all(part in text for part in HOSTILE)


async def test_a_name_and_enter_adds_somebody_and_words_that_cannot_be_kept_stay() -> None:
    meeting = Meeting()
    view = PeopleView(below(meeting.board, lambda: NOW, meeting.ask), can_write=True)
    async with shown(view) as (_app, pilot):
        view.paste("Rhys, a saw")
        await pilot.press("enter")
        assert "Rhys, a saw" in on_screen(view)
        view.paste("rhys")
        await pilot.press("enter")
        assert "There is already somebody called Rhys here" in on_screen(view)
        assert view.people.typed.text == "rhys"
        for kind in (NotSaved, ReadOnly, BoardMissing):
            meeting.trouble = kind("not-saved", why="the disk is full")
            view.paste("ian" if kind is NotSaved else "")
            await pilot.press("enter")
            assert "NOT SAVED: " in on_screen(view)
            assert "the disk is full" in on_screen(view)
        assert view.people.typed.text == "ian"
    assert meeting.board.here.count("rhys") == 1


async def test_arrows_take_somebody_in_hand_who_is_changed_or_goes_home() -> None:
    meeting = Meeting()
    meeting.people(("Rhys", ""))
    view = PeopleView(below(meeting.board, lambda: NOW, meeting.ask), can_write=True)
    async with shown(view) as (app, pilot):
        await pilot.press("up", "enter")
        assert "Rhys has gone home." in on_screen(view)
        assert "rhys" not in meeting.board.here
        await pilot.press("enter")
        assert "rhys" in meeting.board.here
        await pilot.press("comma")
        assert view.people.typed.text == "Rhys, "
        view.paste("a saw")
        await pilot.press("enter", "enter")
    person = meeting.board.person("rhys")
    assert person is not None
    assert person.brings == "a saw"
    assert isinstance(app.heard[-1], BackRequested)


def test_who_watches_is_told_so_and_has_no_line() -> None:
    meeting = Meeting()
    view = PeopleView(below(meeting.board, lambda: NOW, meeting.ask), can_write=False)
    text = words(view.draw(window(80, 24)))
    assert "You are watching." in text
    assert "Enter next name" not in text


@pytest.fixture
def meeting() -> Meeting:
    meeting = Meeting()
    meeting.people(("Siân", "seeds"), ("Siân Evans", ""), ("Tom", ""), ("Sian Hughes", ""))
    meeting.do(PersonLeft("tom"))
    return meeting


@pytest.fixture
def view(meeting: Meeting) -> PeopleView:
    return PeopleView(below(meeting.board, lambda: NOW, meeting.ask), can_write=True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Rhys, a saw", "New: Rhys. Enter adds them as here."),
        ("to", "Known: Tom. Enter says they are here."),
        ("TOM", "Known: Tom. Enter says they are here."),
        ("siân", "Here already: Siân."),
        ("sian", 'Here already: Siân. Somebody new: "sian", in quotes.'),
        ("sian e", 'Here already: Siân Evans. Somebody new: "sian e", in quotes.'),
        ("si", "Tab chooses: si could be Sian Hughes or Siân or Siân Evans."),
        ('"To"', "New: To. Enter adds them as here."),
        ("us", '"us" means all of us here, so nobody can be called that: us H?'),
        (", a saw", "4 here."),
    ],
)
async def test_whom_a_name_means_is_said_before_enter(view: PeopleView, typed: str, said: str) -> None:
    async with shown(view):
        view.paste(typed)
        assert said in words(view.draw(window(100, 24)))


async def test_who_is_known_is_here_by_the_beginning_of_their_name_and_nobody_is_added(
    view: PeopleView, meeting: Meeting
) -> None:
    async with shown(view) as (_app, pilot):
        view.paste("to, a van")
        await pilot.press("enter")
    assert "tom" in meeting.board.here
    assert [(person.name, person.brings) for person in meeting.board.people if person.slug.startswith("to")] == [
        ("Tom", "a van")
    ]


async def test_the_next_letter_takes_the_place_of_a_refused_name_and_a_blank_goes_on_with_it(view: PeopleView) -> None:
    async with shown(view) as (_app, pilot):
        await pilot.press(*"siân", "enter")
        assert "There is already somebody called Siân here" in on_screen(view)
        await pilot.press(*"Rhys", "enter")
        assert "Rhys" in [someone.name for someone in view.people.everyone]
        await pilot.press(*"rhys", "enter", "space", "H", "enter")
        assert "rhys H" in [someone.name for someone in view.people.everyone]
        await pilot.press(*"rhys", "enter", "backspace", *"da")
        assert view.people.typed.text == "rhyda"
        await pilot.press("ctrl+u", *"rhys", "enter", "left", "x")
        assert view.people.typed.text == "rhyxs"


async def test_the_next_letter_takes_the_place_of_a_name_that_fits_several(view: PeopleView) -> None:
    async with shown(view) as (_app, pilot):
        await pilot.press(*"si", "enter")
        assert "Tab chooses: si could be" in on_screen(view)
        await pilot.press("tab")
        assert view.people.typed.text == "Sian Hughes"
        await pilot.press("ctrl+u", *"si", "enter", *"Rhys")
        assert view.people.typed.text == "Rhys"


async def test_what_is_pasted_takes_the_place_of_a_refused_name(view: PeopleView) -> None:
    async with shown(view) as (_app, pilot):
        await pilot.press(*"siân", "enter")
        view.paste("Rhys")
        assert view.people.typed.text == "Rhys"


async def test_tab_chooses_a_name_also_behind_what_they_bring(view: PeopleView) -> None:
    async with shown(view) as (_app, pilot):
        await pilot.press(*"si", "comma", "space", *"saw")
        seen = []
        for _ in range(3):
            await pilot.press("tab")
            seen.append(view.people.typed.text)
    assert seen == ["Sian Hughes, saw", "Siân, saw", "Siân Evans, saw"]


async def test_tab_goes_through_all_whom_a_name_could_mean(view: PeopleView) -> None:
    async with shown(view) as (_app, pilot):
        view.paste("si")
        seen = []
        for _ in range(4):
            await pilot.press("tab")
            seen.append(view.people.typed.text)
    assert seen == ["Sian Hughes", "Siân", "Siân Evans", "Sian Hughes"]


async def test_a_name_that_is_anothers_asks_whether_the_two_are_one(view: PeopleView, meeting: Meeting) -> None:
    meeting.card("a van", said="Tom")
    view.hear(meeting.board)
    async with shown(view) as (_app, pilot):
        view.people = replace(view.people, typed=Typed.of("SIAN"), changing="tom")
        assert "Siân is known here. Is this the same person?" in words(view.draw(window(80, 24)))
        await pilot.press("enter")
        assert "Is Tom the same person as Siân? Enter makes them one." in on_screen(view)
        await pilot.press("escape")
        assert view.people.changing == "tom"
        assert meeting.board.name_of("tom") == "Tom"
        await pilot.press("enter", "enter")
        assert "Tom and Siân are one person now." in on_screen(view)
    assert meeting.board.one("tom") == "siân"
    assert "Tom" not in [person.name for person in meeting.board.people]


async def test_what_was_typed_behind_the_name_of_another_is_what_they_bring(view: PeopleView, meeting: Meeting) -> None:
    async with shown(view) as (_app, pilot):
        view.people = replace(view.people, typed=Typed.of("Siân, a saw"), changing="tom")
        await pilot.press("enter", "enter")
        assert (view.people.changing, view.people.typed.text) == ("", "")
    person = meeting.board.person("siân")
    assert person is not None
    assert person.brings == "a saw"


async def test_other_accents_are_a_change_of_ones_own_name(view: PeopleView, meeting: Meeting) -> None:
    async with shown(view) as (_app, pilot):
        view.people = replace(view.people, typed=Typed.of("Siân Hughes"), changing="sian-hughes")
        await pilot.press("enter")
    assert meeting.board.name_of("sian-hughes") == "Siân Hughes"


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_a_slip_is_taken_away_and_who_was_heard_stays(view: PeopleView, meeting: Meeting, key: str) -> None:
    meeting.card("a van", said="Sian Hughes")
    view.hear(meeting.board)
    async with shown(view) as (_app, pilot):
        for slug, said in (("siân-evans", "Siân Evans is off the list."), ("sian-hughes", "Sian Hughes stays")):
            hand = [someone.slug for someone in view.people.everyone].index(slug)
            view.people = replace(view.people, hand=hand)
            view.repaint()
            assert ("Del takes a slip off" in words(view.draw(window(100, 24)))) is (slug == "siân-evans")
            await pilot.press(key)
            assert said in on_screen(view)
    assert {"Siân", "Sian Hughes"} <= {person.name for person in meeting.board.people}
    assert "siân-evans" not in meeting.board.here


async def test_who_is_in_by_another_window_cannot_be_sent_home_from_this_one(
    view: PeopleView, meeting: Meeting
) -> None:
    there = Attending.of([Present(Seat("Ana"))])._replace(beside=Beside(("Kofi",), ("Pia",)), is_shared=True)
    view.count_in(lambda: there)
    async with shown(view) as (_app, pilot):
        for name, way in (("Kofi", "by screen"), ("Pia", "by page")):
            someone = next(one for one in view.people.everyone if one.name == name)
            assert someone.is_here
            view.people, view.sentence = replace(view.people, hand=view.people.everyone.index(someone)), ""
            view.repaint()
            await pilot.pause()
            assert f"{name} · {way}" in on_screen(view)
            assert f"{name} is in by another window of this computer" in on_screen(view)
            assert "gone" not in on_screen(view).splitlines()[-3]
            await pilot.press("enter")
            assert f"{name} is here as long as they look on from elsewhere." in on_screen(view)
    assert not {person.name for person in meeting.board.people} & {"Pia"}


@pytest.mark.parametrize("begins", [False, True])
@pytest.mark.parametrize("how", ["in hand", "typed"])
async def test_who_was_here_by_screen_and_sits_at_none_is_here_in_the_hall_where_enter_offers_it(
    meeting: Meeting, how: str, *, begins: bool
) -> None:
    for name in ("Kofi", "Dee"):
        meeting.room.do(Seat(name, Role.PARTICIPANT, "ssh"), AddCard(f"card/{name}", Kind.QUESTION, "Who waters?"))
    view = PeopleView(below(meeting.board, lambda: NOW, meeting.ask, begins=begins), can_write=True)
    # Kofi's line broke; Dee's did as another process shared the board, and none waits for her any more.
    there = Attending.of([Present(Seat("Ana"))], lost=("Kofi",))._replace(is_shared=True)
    view.count_in(lambda: there)
    async with shown(view) as (_app, pilot):
        for number, name in enumerate(("Kofi", "Dee"), start=1):
            if how == "typed":
                await pilot.press(*name)
                assert f"Known: {name}. Enter says they are here." in on_screen(view)
            else:
                at = next(at for at, someone in enumerate(view.people.everyone) if someone.name == name)
                await view.choose(at)
                await pilot.pause()
                assert "Enter is here" in on_screen(view)
            await pilot.press("enter")
            assert f"{name} is here." in on_screen(view)
            count = Here.of(meeting.board, there, NOW)
            assert (count.hall, count.screen) == (4 + number, 0)


@pytest.mark.parametrize("begins", [False, True])
@pytest.mark.parametrize("how", ["in hand", "typed"])
async def test_who_only_looked_on_until_their_line_broke_is_gone_once_they_were_back_and_leave_the_screen(
    meeting: Meeting, how: str, *, begins: bool
) -> None:
    view = PeopleView(below(meeting.board, lambda: NOW, meeting.ask, begins=begins), can_write=True)
    there = Attending.of([Present(Seat("Ana"))], lost=("Pia",))._replace(is_shared=True)
    place = Presence().join(Seat("Ana").at(meeting.board), lambda _attending: None)
    view.count_in(lambda: there, lambda: place)
    async with shown(view) as (_app, pilot):
        if how == "typed":
            await pilot.press(*"Pia")
        else:
            await view.choose(next(at for at, one in enumerate(view.people.everyone) if one.name == "Pia"))
        await pilot.press("enter")
    assert "pia" in meeting.board.here
    for is_there in (True, False):
        meeting.room.do(Seat("Pia", Role.PARTICIPANT, "ssh"), AtScreen(is_there))
    assert "pia" not in meeting.board.here


async def test_who_types_on_this_computer_is_not_said_to_have_gone_home(meeting: Meeting) -> None:
    view = PeopleView(below(meeting.board, lambda: NOW, meeting.ask), can_write=True)
    presence = Presence()
    place = presence.join(Seat("Ana").at(meeting.board), lambda _attending: None)
    view.count_in(presence.now, lambda: place)
    async with shown(view) as (_app, pilot):
        at = next(at for at, someone in enumerate(view.people.everyone) if someone.name == "Ana")
        await view.choose(at)
        await pilot.pause()
        assert "Enter" not in on_screen(view).splitlines()[-2]
        await pilot.press("enter")
        assert "Ana is here as long as a window of theirs is open on this computer." in on_screen(view)
    assert "ana" in meeting.board.here


def test_an_account_that_only_ran_a_command_is_nobody_in_the_room(meeting: Meeting) -> None:
    seat = Seat("Root", via="add")
    meeting.room.do(seat, AddCard("card/9", Kind.QUESTION, "Who has the key?"))
    assert "Root" in {person.name for person in meeting.board.people}, "the board still knows who wrote it"
    assert "Root" not in {someone.name for someone in everyone(meeting.board, NOW)}
    meeting.room.do(seat._replace(via="screen"), AddCard("card/8", Kind.QUESTION, "In the shop?"))
    assert "Root" in {someone.name for someone in everyone(meeting.board, NOW) if someone.is_here}


def test_whoever_types_is_here_and_who_looks_from_elsewhere_also_before_they_write(meeting: Meeting) -> None:
    seats = (Seat("Bea"), Seat("Kofi", Role.VIEWER, "ssh"), Seat("Wall", Role.VIEWER), Seat("TOM", via="ssh"))
    shown_here = {someone.name: someone.is_remote for someone in everyone(meeting.board, NOW, seats) if someone.is_here}
    assert shown_here["Bea"] is False
    assert shown_here["Kofi"] is shown_here["Tom"] is True
    assert "Wall" not in shown_here


async def test_esc_leaves_whoever_is_changed_as_they_were_and_then_the_page(view: PeopleView, meeting: Meeting) -> None:
    async with shown(view) as (app, pilot):
        await pilot.press("up", "enter", "x", "escape")
        assert (view.people.changing, view.people.typed.text) == ("", "")
        assert not any(isinstance(message, BackRequested) for message in app.heard)
        await pilot.press("escape")
        assert isinstance(app.heard[-1], BackRequested)
    assert meeting.board.name_of("tom") == "Tom"


async def test_esc_empties_the_line_first_and_says_so_and_then_leaves_the_page(view: PeopleView) -> None:
    async with shown(view) as (app, pilot):
        await pilot.press(*"Ros")
        assert on_screen(view).split("\n")[-2].strip() == "Enter next name   Tab finish the name   Esc empty the line"
        await pilot.press("escape")
        assert view.people.typed.is_empty
        assert not any(isinstance(message, BackRequested) for message in app.heard)
        await pilot.press("escape")
        assert isinstance(app.heard[-1], BackRequested)
