"""What a reader of the page sees: a person reads it top down, a strict parser reads all of it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from xml.etree.ElementTree import Element

import pytest
from board_pages import HOSTILE
from web_reading import (
    ANA,
    MO,
    QUESTION,
    ULID,
    VIC,
    by_id,
    of_the_example,
    of_the_hostile,
    on,
    read,
    with_class,
    words,
)

from cofacil.board.commands.absences import AbsenceCame, NameAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.commands.quiet import BeginQuiet, ShowAll
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.commands.timer import PauseTimer, StartTimer
from cofacil.board.kinds import COLUMNS, AbsenceState, Kind, Role
from cofacil.board.model import Who
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.room.attending import Attending, Present
from cofacil.room.seats import Seat
from cofacil.room.walls import CardShown
from cofacil.web.assets import ASSETS
from cofacil.web.cards import anchor
from cofacil.web.pages import (
    Entering,
    Parted,
    board_page,
    change_page,
    enter_page,
    parted_page,
    trouble_page,
    waiting_page,
)
from cofacil.web.parts import Parts, board_parts
from cofacil.web.reader import Said, Shown
from wall import MINUTE, Wall

MO_SAYS = Who("mo", "Mo", Role.PARTICIPANT)
KOFI_SAYS = Who("kofi", "Kofi", Role.PARTICIPANT)
ELEMENTS = {
    *("html", "head", "meta", "title", "link", "script", "body", "noscript"),
    *("a", "header", "h1", "h2", "h3", "nav", "main", "section", "div", "p", "span", "ul", "li", "details", "summary"),
    *("form", "fieldset", "legend", "label", "input", "textarea", "button", "select", "option"),
}
_SENT = Said(errors={"": HOSTILE[1]}, typed={"words": HOSTILE[0], "note": HOSTILE[2]})
EVERY: Mapping[str, Callable[[], str]] = {
    "board": lambda: board_page(of_the_example()),
    "hostile": lambda: board_page(of_the_hostile()),
    "viewer": lambda: board_page(of_the_example(VIC)),
    "refused": lambda: board_page(of_the_hostile(said=Said(HOSTILE[0], {"words": HOSTILE[1]}, {"words": HOSTILE[2]}))),
    "change": lambda: change_page(of_the_example(), _own(of_the_example())),
    "whole": lambda: change_page(of_the_hostile(VIC), next(of_the_hostile().board.cards()).id),
    "missing": lambda: change_page(of_the_hostile(), of_the_hostile().board.absences[-1].id),
    "not kept": lambda: change_page(of_the_hostile(VIC, said=_SENT), next(of_the_hostile().board.cards()).id),
    "not kept, watching": lambda: board_page(of_the_hostile(VIC, said=_SENT)),
    "gone": lambda: change_page(of_the_example(), "card/none"),
    "several": lambda: enter_page(
        Entering(
            "", "t", may_ask=True, said=Said("", {"board": HOSTILE[0]}), boards=((HOSTILE[1], HOSTILE[0]), ("b", "B"))
        )
    ),
    "enter": lambda: enter_page(Entering(HOSTILE[1], "t", may_ask=True, said=Said("", {"word": HOSTILE[0]}))),
    "waiting": lambda: waiting_page(HOSTILE[3], "t"),
    "refused to join": lambda: waiting_page("Mo", is_refused=True),
    **{str(kind): partial(parted_page, kind, HOSTILE[1], Said(typed={"words": HOSTILE[0]})) for kind in Parted},
    "trouble": lambda: trouble_page(HOSTILE[1]),
}


def _own(shown: Shown) -> str:
    return next(card.id for card in shown.board.cards() if shown.board.is_own(card, shown.person))


def all_of(parts: Parts) -> str:
    return "".join([*parts.common.values(), *parts.own.values()])


def board(wall: Wall, seat: Seat = MO, **more: object) -> Element:
    return read(board_page(on(wall, seat, **more)))


def cards(tree: Element, key: str) -> list[str]:
    return [words(card) for card in with_class(by_id(tree, f"column-{key}"), "card")]


@pytest.mark.parametrize("name", EVERY)
def test_every_page_is_whole_and_only_of_our_own_elements(name: str) -> None:
    page = EVERY[name]()
    tree = read(page)
    assert {element.tag for element in tree.iter()} <= ELEMENTS
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert [each for each, count in ids.items() if count > 1] == []
    assert len(list(tree.iter("h1"))) == 1
    assert len(list(tree.iter("main"))) == 1
    assert tree.get("lang") == "en"


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(name: str) -> None:
    tree = read(EVERY[name]())
    for element in tree.iter():
        assert not [attribute for attribute in element.attrib if attribute.startswith("on") or attribute == "style"]
        assert element.tag != "script" or not words(element)
        for attribute in ("href", "src", "action", "formaction"):
            assert re.match(r"/(?!/)|#", element.get(attribute, "/")), element.get(attribute)
    fetched = [element.get("href") or element.get("src") for element in (*tree.iter("link"), *tree.iter("script"))]
    assert sorted(map(str, fetched)) == sorted(ASSETS)


@pytest.mark.parametrize("name", EVERY)
def test_every_field_has_a_label_and_every_form_its_token(name: str) -> None:
    tree = read(EVERY[name]())
    labelled = {label.get("for") for label in tree.iter("label")}
    for field in (*tree.iter("input"), *tree.iter("textarea")):
        assert field.get("type") == "hidden" or field.get("id") in labelled
    for form in tree.iter("form"):
        assert form.get("method") == "post"
        assert next(field.get("name") for field in form.iter("input") if field.get("type") == "hidden") == "token"
    named = {element.get("id") for element in tree.iter()}
    for attribute in ("aria-labelledby", "aria-describedby"):
        told = [name for element in tree.iter() for name in element.get(attribute, "").split()]
        assert set(told) <= named


def test_what_people_typed_stands_there_as_they_typed_it() -> None:
    tree = read(board_page(of_the_hostile()))
    said = " ".join(map(words, with_class(tree, "words")))
    for typed in HOSTILE:
        assert " ".join(typed.split()) in said


def test_question_and_timer_stand_on_top() -> None:
    wall = Wall()
    wall.meet()
    step = PlannedStep("Offers and asks", 15, "What could you bring?", "", Kind.OFFER)
    wall.do(LayPlan((wall.new("step"),), Plan("", "Garden", (step,))))
    wall.do(GoToStep(wall.board.plan[0].id))
    wall.do(StartTimer(10))
    wall.now += 4 * MINUTE
    tree = board(wall, prompt=QUESTION)
    told = words(by_id(tree, "now"))
    assert (
        told
        == f"1 of 1 Offers and asks What could you bring? Who's not in the room? {QUESTION} 06:00 more than half left"
    )
    assert by_id(tree, "kind-offer").get("checked") is not None
    # Of the meeting, and not of the page, which stays open.
    assert re.search(r" the meeting is planned until \d\d:\d\d$", words(by_id(tree, "top")))


def test_the_timer_goes_on_in_the_browser_and_the_part_stays_the_same() -> None:
    wall = Wall()
    wall.meet()
    wall.do(StartTimer(10))
    before = board_parts(on(wall))
    wall.now += MINUTE
    assert board_parts(on(wall)) == before
    timer = by_id(board(wall), "timer")
    assert int(timer.get("data-ends", 0)) - wall.now == 9 * MINUTE
    assert board(wall).find("body").get("data-now") == str(wall.now)  # type: ignore[union-attr]  # a page has one
    wall.now += 9 * MINUTE
    assert words(by_id(board(wall), "timer")) == "TIME"
    assert board_parts(on(wall)).common["now"] != before.common["now"]
    wall.do(StartTimer(5))
    wall.do(PauseTimer())
    assert words(by_id(board(wall), "timer")) == "05:00 paused more than half left"


def test_without_timer_step_and_question_nothing_stands_still_on_top() -> None:
    wall = Wall()
    assert by_id(board(wall), "now").get("hidden") is not None


def test_columns_have_their_names_counts_and_cards() -> None:
    wall = Wall()
    wall.meet()
    wall.add("What is the garden for?", who=MO_SAYS)
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"))
    tree = board(wall)
    assert cards(tree, "question") == ["Question Q1 What is the garden for? yours change Question Q1"]
    heads = [words(by_id(tree, f"column-{key}-head")) for key in (*map(str, Kind), "missing")]
    assert heads == ["? Questions 1", "+ Offers 0", "> Actions 0", "! Open issues 0", "_ Not here 1"]
    assert [words(link) for link in by_id(tree, "counts").iter("a")] == heads
    assert "What somebody could bring." in words(by_id(tree, "column-offer"))
    assert cards(tree, "missing") == ["Not here N1 night cleaners nobody yet"]


def test_ones_own_are_marked_and_lead_to_their_change() -> None:
    wall = Wall()
    wall.meet()
    mine, other = wall.add("mine", who=MO_SAYS), wall.add("theirs", who=KOFI_SAYS)
    tree = board(wall)
    assert "yours" in words(by_id(tree, anchor(mine.id)))
    assert "change" in words(by_id(tree, anchor(mine.id)))
    assert "yours" not in words(by_id(tree, anchor(other.id)))
    assert "change" not in words(by_id(tree, anchor(other.id)))
    assert "change" in words(by_id(board(wall, Seat("Bea", Role.COFACILITATOR, "page")), anchor(other.id)))
    assert "change" not in words(by_id(board(wall, Seat("Mo", Role.VIEWER, "page")), anchor(mine.id)))


def test_done_is_told_in_words_and_put_away_is_gone() -> None:
    wall = Wall()
    wall.meet()
    done, away = wall.add("done"), wall.add("away")
    wall.do(MarkDone(done.id))
    wall.do(PutAway(away.id))
    tree = board(wall)
    card = by_id(tree, anchor(done.id))
    assert "answered" in words(card)
    assert {"done"} <= set(card.get("class", "").split())
    assert anchor(away.id) not in [element.get("id") for element in tree.iter()]


def test_who_came_after_all_counts_no_more() -> None:
    wall = Wall()
    wall.meet()
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, "night cleaners"))
    wall.do(AbsenceCame(absence, AbsenceState.JOINED))
    tree = board(wall)
    assert words(by_id(tree, "column-missing-head")) == "_ Not here 0"
    assert "joined" in words(by_id(tree, anchor(absence)))


def quietly() -> Wall:
    wall = Wall()
    wall.meet()
    wall.do(BeginQuiet(wall.new("step")))
    wall.add("only mine", who=MO_SAYS)
    wall.add("a secret of Kofi", who=KOFI_SAYS)
    wall.add("another secret", Kind.OFFER, who=KOFI_SAYS)
    return wall


def test_what_others_write_quietly_is_counted_and_not_told() -> None:
    wall = quietly()
    page = board_page(on(wall))
    assert "secret" not in page
    assert "secret" not in all_of(board_parts(on(wall)))
    tree = read(page)
    quiet = words(by_id(tree, "quiet"))
    assert "only mine" in quiet
    assert "Others have written 2 cards." in quiet
    assert words(by_id(tree, "column-question")).endswith("2 cards are written quietly, not shown yet.")
    assert words(by_id(tree, "column-offer")).endswith("One card is written quietly, not shown yet.")
    assert "only mine" not in board_page(on(wall, Seat("Kofi", Role.PARTICIPANT, "page")))
    assert "only mine" not in board_page(on(wall, Seat("Mo", Role.VIEWER, "page")))


def test_one_is_never_given_what_was_made_for_another() -> None:
    wall = quietly()
    for seat, own, others in (
        (MO, "only mine", "secret"),
        (Seat("Kofi", Role.PARTICIPANT, "page"), "secret", "only mine"),
    ):
        for _again in range(2):
            told = all_of(board_parts(on(wall, seat)))
            assert own in told
            assert others not in told


def test_what_was_shown_is_the_boards_own() -> None:
    wall = quietly()
    wall.do(ShowAll())
    tree = board(wall)
    assert by_id(tree, "quiet").get("hidden") is not None
    assert len(cards(tree, "question")) == 2


def test_nobody_types_while_people_listen() -> None:
    wall = Wall()
    wall.meet()
    step = PlannedStep("Listen", 5, "What did you hear?", "", Kind.QUESTION, Writing.CLOSED)
    wall.do(LayPlan((wall.new("step"),), Plan("", "Garden", (step,))))
    wall.do(GoToStep(wall.board.plan[0].id))
    tree = board(wall)
    assert words(by_id(tree, "state"))
    assert [button.get("disabled") is not None for button in by_id(tree, "form").iter("button")] == [True]


def test_a_card_for_everyone_stands_above_all() -> None:
    wall = Wall()
    card = wall.add("What is the garden for?")
    shown = on(wall)
    there = Attending.of((Present(ANA), Present(MO)), CardShown("Ana", card.id))
    told = words(by_id(read(board_page(shown._replace(attending=there))), "shown"))
    assert told.startswith("Ana asks everyone to look here Question Q1 What is the garden for?")


def test_what_is_hidden_is_not_shown_to_everyone() -> None:
    wall = quietly()
    hidden = next(card for card in wall.board.cards() if card.text == "another secret")
    there = Attending.of((Present(ANA), Present(MO)), CardShown("Ana", hidden.id))
    assert by_id(read(board_page(on(wall)._replace(attending=there))), "shown").get("hidden") is not None


def test_everybody_is_on_the_list_with_their_way_in() -> None:
    wall = Wall()
    wall.meet()
    rows = [words(row) for row in by_id(board(wall), "who").iter("li")]
    assert rows == ["Ana facilitates in the hall", "Dee facilitates by screen", "Mo by page"]
    assert "3 here: 1 in the hall, 1 by screen, 1 by page." in words(by_id(board(wall), "who"))


def test_who_is_in_by_screen_and_page_stands_there_once_and_who_is_gone_is_counted() -> None:
    wall = Wall()
    wall.meet()
    there = Attending.of((Present(ANA), Present(MO), Present(MO._replace(via="ssh"))), lost=("Bea",))
    tree = by_id(read(board_page(on(wall)._replace(attending=there))), "who")
    assert [words(row) for row in tree.iter("li")] == ["Ana facilitates in the hall", "Mo by screen and page"]
    assert "2 here: 1 in the hall, 1 by screen, 1 gone." in words(tree)


def test_who_watches_may_ask() -> None:
    wall = Wall()
    assert [form.get("action") for form in by_id(board(wall, VIC), "form").iter("form")] == ["/ask-to-write"]
    assert not list(by_id(board(wall, VIC, is_waiting=True), "form").iter("form"))
    assert "Go on watching" in words(by_id(board(wall, VIC, is_waiting=True), "form"))
    assert not list(by_id(board(wall, VIC, may_ask=False), "form").iter("form"))


def test_what_was_refused_stands_beside_its_field_with_what_was_typed() -> None:
    wall = Wall()
    said = Said(errors={"words": "That is no day."}, typed={"words": "\n mow ^never", "kind": "action"})
    tree = board(wall, said=said)
    field = by_id(tree, "words")
    assert field.text == "\n mow ^never"
    assert field.get("aria-invalid") == "true"
    assert words(by_id(tree, "words-error")) == "That is no day."
    assert "words-error" in field.get("aria-describedby", "")
    assert by_id(tree, "kind-action").get("checked") is not None


def test_the_card_that_is_sent_has_an_id_beforehand() -> None:
    sent = {
        field.get("name"): field.get("value")
        for field in by_id(read(board_page(of_the_example())), "form").iter("input")
    }
    assert (sent["id"], sent["token"]) == (ULID, "the-token")
    assert {field.get("value") for field in by_id(read(board_page(of_the_example())), "form").iter("input")} >= {
        *map(str, Kind),
        "missing",
    }
    assert len(COLUMNS) == len(Kind) + 1


def test_parts_are_those_of_the_page() -> None:
    shown = of_the_example()
    page, made = board_page(shown), board_parts(shown)
    parts = {**made.common, **{name: part for name, part in made.own.items() if not name.startswith("card-")}}
    assert set(parts) == {
        *("top", "now", "shown", "quiet", "counts", "who", "you", "state", "form", "column-missing"),
        *(f"column-{kind}" for kind in Kind),
    }
    for name, part in parts.items():
        assert f'id="{name}"' in part[: part.index(">")]
        assert name in {"now", "form"} or name.startswith("column-") or part in page
    assert all(made.own[name] in page for name in made.own.keys() - parts.keys())


def test_a_part_that_does_not_change_is_not_made_again() -> None:
    wall = Wall()
    wall.meet()
    wall.add("one")
    before = board_parts(on(wall)).common
    wall.add("two", Kind.OFFER)
    after = board_parts(on(wall)).common
    assert {name for name in before if before[name] != after[name]} == {"counts", "column-offer"}
    assert after["column-question"] is before["column-question"]


def test_a_name_that_changes_changes_on_every_card() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddCard(wall.new("card"), Kind.OFFER, "my van", said="Joe", newcomers=("Joe",)))
    assert "Joe" in board_parts(on(wall)).common["column-offer"]
    wall.write("person/joe", "name", "Joseph")
    assert "Joseph" in board_parts(on(wall)).common["column-offer"]


def test_ones_own_card_is_changed_on_a_page_of_its_own() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddCard("card/1", Kind.ACTION, "mow", "with Joe", said="Mo", when="2026-11-27", newcomers=("Mo",)), MO_SAYS)
    tree = read(change_page(on(wall), "card/1"))
    (form, away) = tree.iter("form")
    assert (form.get("action"), away.get("action")) == ("/change", "/put-away")
    sent = {field.get("name"): field.get("value") for field in form.iter("input")}
    assert sent["seen"] == "mow"
    assert sent["seen_note"] == "with Joe"
    assert sent["seen_when"] == sent["when"] == "Fri 27 November 2026"
    assert (by_id(tree, "words").text or "").strip() == "mow"
    assert not list(read(change_page(on(wall, VIC), "card/1")).iter("form"))
    other = on(wall, Seat("Kofi", Role.PARTICIPANT, "page"))
    assert not list(read(change_page(other, "card/1")).iter("form"))


def test_what_was_put_away_is_brought_back_by_who_facilitates() -> None:
    wall = Wall()
    wall.meet()
    card = wall.add("mow", who=MO_SAYS)
    wall.do(PutAway(card.id), MO_SAYS)
    assert not list(read(change_page(on(wall), card.id)).iter("form"))
    tree = read(change_page(on(wall, Seat("Dee", Role.COFACILITATOR, "page")), card.id))
    assert [form.get("action") for form in tree.iter("form")] == ["/bring-back"]


def test_what_is_hidden_has_no_page() -> None:
    wall = quietly()
    hidden = next(card for card in wall.board.cards() if card.text == "another secret")
    assert "secret" not in change_page(on(wall), hidden.id)
    assert "secret" not in change_page(on(wall, ANA), hidden.id)


def test_one_comes_in_by_word_and_name_or_asks() -> None:
    tree = read(enter_page(Entering("Garden", "t", may_ask=True)))
    (form,) = tree.iter("form")
    assert form.get("action") == "/enter"
    assert [field.get("name") for field in form.iter("input")] == ["token", "name", "word"]
    assert [button.get("formaction") for button in form.iter("button")] == [None, "/ask"]
    assert len(list(read(enter_page(Entering())).iter("button"))) == 1


def test_words_that_were_typed_stand_where_the_board_was() -> None:
    assert "what I typed" in parted_page(Parted.STOPPED, left=Said(typed={"words": "what I typed"}))
    assert "Dee has ended your seat here." in words(read(parted_page(Parted.PUT_OUT, "Dee")))
    assert list(with_class(read(parted_page(Parted.LOST)), "button"))
    assert not list(with_class(read(parted_page(Parted.STOPPED)), "button"))


def test_words_that_were_sent_and_may_not_be_kept_any_more_stand_where_the_form_was() -> None:
    wall = Wall()
    wall.meet()
    card = wall.add("mow", who=MO_SAYS)
    said = Said(errors={"": "You are watching."}, typed={"words": "mow ^fri", "kind": "action", "seen": "mow"})
    for page in (
        board_page(on(wall, VIC, said=said)),
        board_page(on(wall, VIC, said=said, is_waiting=True)),
        board_page(on(wall, VIC, said=said, may_ask=False)),
        change_page(on(wall, VIC, said=said), card.id),
        change_page(on(wall, said=said), "card/none"),
        parted_page(Parted.PUT_OUT, "Ana", said),
    ):
        (kept,) = with_class(read(page), "kept")
        assert kept.get("hidden") is None
        assert [words(typed) for typed in with_class(kept, "typed")] == ["mow ^fri"]
    assert "You are watching." in words(read(change_page(on(wall, VIC, said=said), card.id)))
    assert next(iter(with_class(read(board_page(on(wall, VIC))), "kept"))).get("hidden") is not None


def test_files_bear_what_they_hold_in_their_names() -> None:
    assert len(ASSETS) == 3
    for address, file in ASSETS.items():
        assert re.fullmatch(r"/static/\w+-[0-9a-f]{12}\.\w+", address)
        assert file.body


def test_no_style_names_an_address() -> None:
    told = next(file.body.decode() for address, file in ASSETS.items() if address.endswith(".css"))
    assert "url(" not in told
    assert "@import" not in told
