"""Who is in, on the page of who is here: what each may do, by which way, since when; and who facilitates decides it there."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from riverside import ANA, DEE, KOFI, VIC, Hall, riverside
from sheets import HOSTILE, NOW, SIZES, is_plain, is_whole, window, words
from test_seats_together import Window, room, until
from test_seats_together import window as sits

from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.room import presence
from cofacil.room.here import Here
from cofacil.room.live import LiveRoom
from cofacil.room.seats import Seat
from cofacil.room.standing import Came, NoDoors, Out
from cofacil.tui.messages import PageRequested
from cofacil.tui.pages import people
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.pages.people_in import came_words, put_out_words, putting_out_words
from cofacil.tui.pages.people_sheet import People, paint_people
from cofacil.tui.pages.someone import Sitting, Someone
from cofacil.tui.paint.text import cell_len

BY_SSH = Seat("Dee", DEE.role, "ssh")
WATCHER = Seat("Vic", VIC.role, "ssh")
KEY = "SHA256:bsQsGCxPH/CMf6yFX04IObCTWOkWUnhxYw4Hreucsa0"
SHOWN_AT = NOW - 3_600_000


class Doors(NoDoors):
    """Doors that know by what people came in, and keep out whom they are told to."""

    is_open = True

    def __init__(self) -> None:
        self.outs: dict[str, Out] = {}

    def put_out(self, seat: Seat, by: str, until: int) -> None:
        if until:
            self.outs[seat.name] = Out(seat.name, by, until)

    def lift(self, name: str, by: str) -> bool:  # noqa: ARG002
        return self.outs.pop(name, None) is not None

    def kept_out(self) -> tuple[Out, ...]:
        return tuple(self.outs.values())

    def came(self) -> Mapping[str, Came]:
        wall = Came(Notice.of("came-by-wall"), SHOWN_AT, (KEY,))
        return {"kofi": wall, "dee": Came(Notice.of("came-by-key"), SHOWN_AT, (KEY,), Role.PARTICIPANT)}


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setattr(presence, "PACE", 0.01)
    return riverside()


def doors_of(live: LiveRoom) -> Doors:
    doors = Doors()
    live.presence.standing.set_doors(doors)
    return doors


async def looks_who(one: Window) -> PeopleView:
    """Open the page of who is here."""
    one.app.post_message(PageRequested("people"))
    await until(lambda: isinstance(one.app.screen, Page) and isinstance(one.app.screen.view, PeopleView))
    assert isinstance(one.app.screen, Page)
    assert isinstance(one.app.screen.view, PeopleView)
    await one.pilot.pause()
    return one.app.screen.view


def page(view: PeopleView) -> str:
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


async def take(one: Window, view: PeopleView, name: str) -> None:
    """Take somebody in hand."""
    await view.choose(next(at for at, someone in enumerate(view.people.everyone) if someone.name == name))
    await one.pilot.pause()


async def test_everybody_may_see_who_is_in_and_only_who_facilitates_by_what_and_with_keys(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, KOFI) as kofi, sits(live, WATCHER) as vic:
        doors_of(live)
        for one, keeps in ((ana, True), (kofi, False), (vic, False)):
            view = await looks_who(one)
            await take(one, view, "Kofi" if one is not kofi else "Vic")
            text = page(view)
            assert "host, in the hall since" in text
            assert "takes part, by screen since" in text
            assert "only watches, by screen since" in text
            assert ("4 put out" in text or "4 out" in text) is keeps
            assert (KEY in text) is (keeps and one is ana)
        assert "Kofi: in by the word on the wall. Their ssh has shown" in page(await looks_who_again(ana))


async def looks_who_again(one: Window) -> PeopleView:
    assert isinstance(one.app.screen, Page)
    assert isinstance(one.app.screen.view, PeopleView)
    return one.app.screen.view


async def test_figures_let_do_more_or_less_and_the_other_window_does_so_at_once(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, KOFI) as kofi:
        doors_of(live)
        view = await looks_who(ana)
        await take(ana, view, "Kofi")
        ana.send("2")
        await until(lambda: kofi.view.session.seat.role is Role.VIEWER)
        await until(lambda: "Kofi only watches now, for this meeting." in page(view))
        assert "2 " not in page(view).splitlines()[-2], "what is so already is not offered"
        kofi.send("a")
        await until(lambda: "You are watching. r asks to write." in kofi.rows[-1])
        ana.send("3")
        await until(lambda: kofi.view.session.seat.role is Role.COFACILITATOR)
        await until(lambda: "facilitates, by screen" in page(view))
        kofi.send("2", "d")
        await until(lambda: "O1 is taken up." in kofi.rows[-1])
        ana.send("1")
        await until(lambda: kofi.view.session.seat.role is Role.PARTICIPANT)


async def test_putting_out_asks_once_and_any_other_key_is_no(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, KOFI):
        doors = doors_of(live)
        view = await looks_who(ana)
        for other in ("escape", "x", "4"):
            await take(ana, view, "Kofi")
            ana.send("4")
            await until(lambda: "Put Kofi out?" in page(view))
            assert "Enter put out   5 put out for today   Esc leave them in" in page(view)
            ana.send(other)
            await until(lambda: "Kofi stays in." in page(view))
            assert "Kofi" in live.presence.now().by_screen
        ana.send("4", "enter")
        await until(lambda: "Kofi is put out." in page(view))
        assert "Kofi" not in live.presence.now().by_screen
        assert not doors.outs
        assert Here.of(live.board, live.presence.now(), live.now()).gone > 0


async def test_who_is_put_out_for_today_stands_there_until_they_are_let_come_again(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, WATCHER):
        doors = doors_of(live)
        view = await looks_who(ana)
        await take(ana, view, "Vic")
        ana.send("4", "5")
        await until(lambda: "put out by Ana, until midnight" in page(view))
        assert doors.outs["Vic"].until > live.now()
        await take(ana, view, "Vic")
        assert "Enter let them come again" in page(view)
        ana.send("enter")
        await until(lambda: "Let Vic come in again today? Enter does." in page(view))
        assert "Enter let them come again   Esc keep them out" in page(view)
        assert view.asks
        ana.send("down")
        await until(lambda: "Vic stays out." in page(view))
        assert doors.outs
        ana.send("enter", "enter")
        await until(lambda: "Vic can come in again." in page(view))
        assert not doors.outs


async def test_who_is_put_out_for_now_is_said_to_be_and_that_they_may_come_again(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana:
        doors_of(live)
        view = await looks_who(ana)
        for seat in (KOFI, BY_SSH):
            async with sits(live, seat):
                await puts_out(ana, view, seat.name)
                assert "put out by Ana, may come again" in row_of(view, seat.name)
        await until(lambda: "Enter is here" in page(view))
        ana.send("enter")
        await until(lambda: "Dee is here." in page(view))
        assert "put out" not in row_of(view, "Dee")
        assert "may come again" in row_of(view, "Kofi")
        async with sits(live, KOFI):
            await until(lambda: "may come again" not in page(view))


async def puts_out(ana: Window, view: PeopleView, name: str) -> None:
    await until(lambda: any(one.name == name and one.sitting for one in view.people.everyone))
    await take(ana, view, name)
    ana.send("4", "enter")
    await until(lambda: f"{name} is put out." in page(view))


def row_of(view: PeopleView, name: str) -> str:
    """Return the row in which somebody stands."""
    return next(row for row in page(view).splitlines() if row.strip(" ▌›>").startswith(name))


@pytest.mark.parametrize("keys", [("4", "enter"), ("4", "5")])
async def test_one_enter_too_many_undoes_no_putting_out_and_nobody_else_is_in_hand(
    hall: Hall, keys: tuple[str, ...]
) -> None:
    for seat in (WATCHER, KOFI):
        async with room(hall) as live, sits(live, ANA) as ana, sits(live, seat) as other:
            doors = doors_of(live)
            view = await looks_who(ana)
            await take(ana, view, seat.name)
            before = live.board.here
            ana.send(*keys, "enter", "enter")
            name = other.view.session.seat.name
            await until(lambda name=name: name not in live.presence.now().by_screen)  # type: ignore[misc]  # bound at once
            await ana.pilot.pause(0.1)
            assert live.board.here == before
            assert bool(doors.outs) is ("5" in keys)
            if view.people.hand is not None:
                assert view.people.everyone[view.people.hand].name == name
                assert f"{name} is put out" in page(view)
            if doors.outs:
                await take(ana, view, name)
                ana.send("enter", "enter", "enter", "enter")
                await until(lambda: not doors.outs)  # noqa: B023  # at once
                await ana.pilot.pause(0.1)
                assert live.board.here == before, "nor is anybody taken for here by the Enter behind that"


@pytest.mark.parametrize(("answers", "offer"), [("5", "Enter let them come again"), ("enter", "Enter is here")])
async def test_what_is_offered_behind_a_decision_enter_does_without_another_key(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, answers: str, offer: str
) -> None:
    monkeypatch.setattr(people, "_SETTLING", 0.05)
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, KOFI):
        doors = doors_of(live)
        view = await looks_who(ana)
        await take(ana, view, "Kofi")
        ana.send("4", answers)
        await until(lambda: "Kofi is put out" in page(view))
        await until(lambda: offer in page(view))
        ana.send("enter")
        await until(lambda: "Kofi is put out" not in page(view))
        if answers == "5":
            await until(lambda: "Let Kofi come in again today? Enter does." in page(view))
            ana.send("enter")
            await until(lambda: "Kofi can come in again." in page(view) and "Enter is here" in page(view))
            assert not doors.outs
            ana.send("enter")
            await until(lambda: "Kofi can come in again." not in page(view))


async def test_nothing_is_offered_for_enter_as_long_as_it_is_the_one_that_goes_on_behind_a_decision(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "_SETTLING", 60)
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, WATCHER), sits(live, KOFI):
        doors = doors_of(live)
        view = await looks_who(ana)
        before = live.board.here
        for name in ("Kofi", "Vic"):
            await take(ana, view, name)
            ana.send("4", "5")
            for _time in range(3):
                await until(lambda: f"{name} is put out, until midnight." in page(view))  # noqa: B023  # at once
                assert "Enter" not in page(view).splitlines()[-2]
                ana.send("enter", "enter")
                await ana.pilot.pause()
            assert name in doors.outs
            assert live.board.here == before
            assert not view.asks
        ana.send("down", "up", "enter")
        await until(lambda: "Let Vic come in again today? Enter does." in page(view))


@pytest.mark.parametrize("hand", [None, "Vic", "Ana"])
async def test_a_figure_that_is_not_on_offer_begins_no_name(hall: Hall, hand: str | None) -> None:
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, WATCHER):
        doors_of(live)
        view = await looks_who(ana)
        for figure in "6789045" if hand != "Vic" else "567890":
            if hand is not None:
                await take(ana, view, hand)
            ana.send(figure)
            await until(lambda: f"{figure} does nothing here: no name begins with a figure." in page(view))  # noqa: B023
            assert view.people.typed.is_empty
            assert (view.people.hand is None) is (hand is None)
        if hand is None:
            ana.send(*"Pip 2, 3 chairs")
            await until(lambda: view.people.typed.text == "Pip 2, 3 chairs")
            ana.send("home", "7")
            await until(lambda: "7 does nothing here" in page(view))
            assert view.people.typed.text == "Pip 2, 3 chairs"


def test_what_somebody_may_do_once_they_are_back_is_said_to_who_puts_them_out_where_it_is_another_thing() -> None:
    def said(role: Role, comes_as: Role | None, *, is_let: bool = True) -> str:
        came = Came(Notice.of("came-by-wall"), SHOWN_AT, (), None, comes_as, is_let)
        kofi = Someone("kofi", "Kofi", sitting=Sitting(role, ("ssh",), NOW, came))
        return put_out_words(kofi, "j", is_for_today=False)

    assert said(Role.VIEWER, Role.VIEWER) == "Kofi is put out. Once back: only watches."
    assert said(Role.COFACILITATOR, Role.PARTICIPANT) == "Kofi is put out. Once back: takes part."
    assert said(Role.PARTICIPANT, Role.PARTICIPANT, is_let=False) == "Kofi is put out."
    assert said(Role.VIEWER, None) == "Kofi is put out."


@pytest.mark.parametrize(("how", "opens"), [("came-by-wall", True), ("came-by-word", False), ("came-by-key", False)])
def test_who_puts_somebody_out_for_today_who_came_by_the_wall_is_told_that_its_word_still_opens(
    how: str, *, opens: bool
) -> None:
    came = Came(Notice.of(how), SHOWN_AT, (), None, Role.PARTICIPANT, is_let=True)
    sam = Someone("sam", "Sam", sitting=Sitting(Role.PARTICIPANT, ("page",), NOW, came))
    words = put_out_words(sam, "k", is_for_today=True)
    assert words.startswith("Sam is put out, until midnight. ")
    assert ("The word on the wall still opens; k, then 4, ends it." in words) is opens
    assert words.endswith("Once back: takes part.")
    assert "wall" not in put_out_words(sam, "k", is_for_today=False)


async def test_people_stay_where_they_stand_while_the_page_is_open_and_so_does_the_hand(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana:
        doors_of(live)
        async with sits(live, WATCHER), sits(live, KOFI):
            view = await looks_who(ana)
            before = [one.name for one in view.people.everyone]
            await take(ana, view, "Vic")
            ana.send("4", "5")
            await until(lambda: "put out by Ana, until midnight" in page(view))
            assert view.people.hand == before.index("Vic")
            await take(ana, view, "Kofi")
            assert [one.name for one in view.people.everyone] == before
        await until(lambda: "Kofi" not in live.presence.now().by_screen)
        await ana.pilot.pause()
        assert [one.name for one in view.people.everyone] == before
        async with sits(live, Seat("Rhys", VIC.role, "ssh")), sits(live, KOFI):
            await until(lambda: "Rhys" in page(view))
            assert [one.name for one in view.people.everyone] == [*before, "Rhys"]
            assert view.people.hand == before.index("Kofi")


async def test_nobody_is_offered_to_do_anything_about_the_host_or_themselves(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA), sits(live, BY_SSH) as dee:
        doors_of(live)
        view = await looks_who(dee)
        for name in ("Ana", "Dee"):
            await take(dee, view, name)
            assert "put out" not in page(view)
            dee.send("4")
            await dee.pilot.pause()
            assert "Put " not in page(view)
            dee.send("escape")
            await dee.pilot.pause()
            view = await looks_who(dee)


async def test_a_role_of_the_members_file_is_said_to_be_changed_for_this_meeting_only(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, BY_SSH):
        doors_of(live)
        view = await looks_who(ana)
        await take(ana, view, "Dee")
        assert "For this meeting only: the members file says takes part." in " ".join(page(view).split())


async def test_who_facilitates_no_more_loses_the_keys_and_what_only_facilitators_see_while_they_look(
    hall: Hall,
) -> None:
    async with room(hall) as live, sits(live, ANA), sits(live, BY_SSH) as dee, sits(live, KOFI):
        doors_of(live)
        ana_place = live.presence.places[0]
        view = await looks_who(dee)
        await take(dee, view, "Kofi")
        assert view.people.keeps
        live.presence.standing.let(ana_place, "dee", Role.VIEWER)
        await until(lambda: not view.people.keeps)
        assert "4 " not in page(view).splitlines()[-2]
        dee.send("4")
        await dee.pilot.pause()
        assert "Kofi" in live.presence.now().by_screen
        view.for_who_leads = True
        live.presence.standing.let(ana_place, "dee", Role.COFACILITATOR)
        await until(lambda: view.people.keeps)
        await dee.pilot.pause(0.1)
        assert dee.app.screen.view is view  # type: ignore[attr-defined]  # a page
        live.presence.standing.let(ana_place, "dee", Role.PARTICIPANT)
        await until(lambda: isinstance(dee.app.screen, Page) and dee.app.screen.view is dee.view)


async def test_of_several_who_facilitate_one_is_chosen_to_be_followed_wherever_they_sit(hall: Hall) -> None:
    async with room(hall) as live, sits(live, ANA) as ana, sits(live, BY_SSH) as dee, sits(live, WATCHER) as vic:
        vic.send("f")
        await until(lambda: "Whom do you follow?" in vic.rows[-4])
        assert "1 Ana" in vic.rows[-2]
        assert "2 Dee" in vic.rows[-2]
        vic.send("2")
        await until(lambda: vic.rows[-1].lstrip().startswith("You follow Dee."))
        for one, label in ((ana, "O1"), (dee, "O6")):
            session = one.view.session
            session.look(session.view.to(session.board, hall.called(label)))
        await until(lambda: vic.view.session.hand == hall.called("O6"))
        live.presence.standing.let(live.presence.places[0], "dee", Role.PARTICIPANT)
        await until(lambda: "Dee does not facilitate here any more: you look for yourself." in vic.rows[-1])
        vic.send("f")
        await until(lambda: vic.rows[-1].lstrip().startswith("You follow Ana."))
        vic.send("f")
        await until(lambda: vic.rows[-1].lstrip().startswith("You look for yourself."))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("asks_out", [False, True])
def test_every_cell_is_painted_and_whoever_is_in_hand_is_seen_with_keys(
    width: int, height: int, *, asks_out: bool
) -> None:
    came = Came(Notice.of("came-by-wall"), NOW, (KEY,))
    crowd = tuple(
        Someone(
            f"p{at}",
            HOSTILE[at % 4],
            "brings " * at,
            sitting=Sitting(list(Role)[at % 4], (("ssh", "page")[: at % 3] or ("screen",)), NOW, came),
            out=Out("x", HOSTILE[at % 4], NOW) if at % 7 == 6 else None,
        )
        for at in range(50)
    )
    for hand in (None, 0, 6, 25, 49):
        shown = People(crowd, hand=hand, keeps=True, asks_out=asks_out and hand is not None, now=NOW)
        sheet = paint_people(shown, window(width, height))
        assert is_whole(sheet, width, height)
        if hand is not None:
            assert hand in {spot.choice for spot in sheet.spots}
    plain = tuple(replace(someone, name="Tom", out=None) for someone in crowd)
    assert is_plain(paint_people(People(plain, keeps=True, now=NOW), window(width, height, is_ascii=True)))
    assert "Tom" in words(paint_people(People(plain, keeps=True, now=NOW), window(width, height)))


def crowd() -> tuple[Someone, ...]:
    """Return many who are in, with long and short names, and one whose line broke."""
    names = (
        "محمد عبد الرحمن",
        "王小明漢字",
        "Ł",
        "Ana María de los Ángeles",
        "🙂 Pip",
        *(f"Guest {at}" for at in range(40)),
    )
    came = Came(Notice.of("came-by-wall"), SHOWN_AT, (KEY,))
    sitting = Sitting(Role.PARTICIPANT, ("ssh",), SHOWN_AT, came)
    host = Someone("ana", "Ana", sitting=Sitting(Role.HOST, ("screen",), SHOWN_AT, is_me=True))
    lost = Someone("bea", "Bea", is_here=False, is_lost=True)
    return (host, *(Someone(name, name, sitting=sitting, is_remote=True) for name in names), lost)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_said_of_each_stands_in_one_column(size: tuple[int, int]) -> None:
    width, height = size
    for hand in (None, 3, 45):
        sheet = paint_people(People(crowd(), now=NOW, keeps=True, hand=hand), window(width, height))
        assert is_whole(sheet, width, height)
        rows = [row.text for row in sheet.rows if " · " in row.text]
        assert len(rows) > 2
        assert len({cell_len(row.partition(" · ")[0]) for row in rows}) == 1


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("name", ["Bea", "🙂 Pip", "Ana María de los Ángeles"])
def test_what_is_asked_and_by_what_somebody_came_is_read_whole_below_a_full_list(
    size: tuple[int, int], name: str
) -> None:
    everyone = crowd()
    hand = next(at for at, one in enumerate(everyone) if one.name == name)
    for sentence in (putting_out_words(name, size[0] - 12), came_words(everyone[hand])):
        sheet = paint_people(People(everyone, now=NOW, keeps=True, hand=hand, sentence=sentence), window(*size))
        assert "".join(sentence.split()) in "".join(words(sheet).split())
