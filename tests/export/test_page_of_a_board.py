"""The page of a board: what stands on it, in which order, and what never does."""

import html
from collections.abc import Iterator

import pytest
from board_pages import example

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Agree
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.closing import StayOpen, Stays
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard, OpenMeeting
from cofacil.board.commands.moving import MarkDone, StrikeOut
from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Kind
from cofacil.export.board_page import board_page
from cofacil.export.document import Block, Items, Page, Paragraph, Row, Section, Table
from cofacil.export.exported import Exported, exported
from cofacil.export.html_page import html_of
from cofacil.export.markdown_page import markdown_of
from cofacil.export.text_page import text_of
from cofacil.review.book import Book
from wall import MINUTE, Wall


def made(wall: Wall, chosen: str = "all", *, has_people: bool = True) -> Exported:
    return exported(Book(wall.events), chosen, wall.now, "en", has_people=has_people)


def below(page: Page, anchor: str) -> Section:
    return next(section for section in page.sections if section.anchor == anchor)


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield everything that is read in some blocks, heads too, as one row for each thing."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Items():
                yield from (
                    "; ".join((*([item.label.text] if item.label else []), item.words, *item.details, *item.note))
                    for item in block.items
                )
            case Table():
                yield from (" | ".join(_cells(row)) for row in block.rows)
            case Section():
                yield block.title
                yield from texts(block.blocks)


def _cells(row: Row) -> list[str]:
    return [*([row.label.text] if row.label else []), *row.cells, *row.note]


def all_of(page: Page) -> str:
    return "\n".join((page.title, *texts(page.blocks), page.foot))


def test_who_does_what_comes_first_and_who_was_missing_next() -> None:
    assert [section.title for section in board_page(example()).sections] == [
        "Who does what by when",
        "Who was missing, and what came of it",
        "What was agreed, and by how many",
        "What is still open",
        "What was offered",
        "What is settled",
        "What belongs together",
        "How we got here",
    ]


def test_it_begins_with_what_it_was_about_when_and_how_it_stands() -> None:
    page = board_page(example())
    assert page.title == "Riverside garden"
    assert list(texts(page.opening)) == [
        "How do we share the garden?",
        "Place: Riverside hall. Step-free at the side door. Tea from 18:00.",
        "Two meetings: Sunday 22 November 2026 and Sunday 20 December 2026.",
        "Three promises are kept. Three are open. One who was missing came. Still open: 20. Offers not taken up: 13.",
    ]


def test_a_promise_says_who_by_when_and_what_came_of_it() -> None:
    rows = list(texts(below(board_page(example()), "promises").blocks))
    assert rows[0] == "A4 | I will fetch the barrels from the depot | Joe | Sun 29 Nov 2026 (late) | open"
    assert (
        "A2 | I will ask the caretaker about the second key | Priya | Fri 27 Nov 2026 | "
        "kept, Sun 20 Dec 2026: He gave us his spare one."
    ) in rows


def test_who_was_missing_says_the_way_to_them_and_what_came_of_it() -> None:
    rows = list(texts(below(board_page(example()), "missing").blocks))
    assert rows[0] == (
        "N2 | Night cleaners at the school | Bea knows one of them; asks by Tue 24 Nov 2026, the school gate, at six | "
        "came on 20 Dec 2026: Nadia"
    )
    assert "N5 | People who cannot do stairs or late evenings | nobody yet | noticed" in rows
    assert rows[-1] == (
        "N1; Not born yet: who will have this place in 30 years; missing from every meeting; Lin speaks for them next time"
    )


@pytest.mark.parametrize(
    ("when", "way"),
    [
        ("2026-11-22", "asks by Sun 22 Nov 2026"),
        ("2026-11-23", "asks by Mon 23 Nov 2026"),
        ("2026-11-21", "asks by Sat 21 Nov 2026 (late)"),
    ],
)
def test_a_day_by_which_somebody_asks_is_true_whenever_the_page_is_read(when: str, way: str) -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Ana"))
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, "Teenagers"))
    wall.do(SetAbsence(absence, asks="Ana", when=when))
    (row,) = texts(below(board_page(made(wall)), "missing").blocks)
    assert f"| Ana {way} |" in row


def test_what_was_agreed_says_by_how_many_and_all_who_were_missing() -> None:
    (row,) = texts(below(board_page(example()), "agreed").blocks)
    assert row.startswith("A1; We here will clear the first two beds; agreed by the 12 of us here, Sun 22 Nov 2026; ")
    for name in ("Night cleaners at the school", "Under-16s", "The allotment group", "Not born yet"):
        assert name in row


def test_the_steps_stand_with_what_each_took_and_the_questions_that_were_on_the_wall() -> None:
    rows = list(texts(below(board_page(example()), "meetings").blocks))
    assert rows[0] == "Meeting 1, Sunday 22 November 2026"
    assert rows[1].endswith("Kofi and Siân. It took 90 minutes.")
    assert "2. What matters here | What matters to you about this? | took 14, 15 planned" in rows
    assert "Who lives with this every day?" in rows
    assert "meet on a Saturday once, for those who work at night" in rows


def test_one_meeting_is_told_as_the_board_was_when_it_had_ended() -> None:
    page = board_page(example("1"))
    read = all_of(page)
    assert "Meeting 1, Sunday 22 November 2026. All of this is as it stood when that meeting had ended." in read
    assert "No promises are kept. Six are open." in read
    assert "Meeting 2" not in read
    assert "Nadia" not in read
    assert "(late)" not in read


def test_where_people_are_not_named_nobody_is_listed_as_here() -> None:
    page = board_page(example()._replace(has_people=False))
    assert "Twelve people were here. It took 90 minutes." in list(texts(below(page, "meetings").blocks))


def test_a_board_with_nothing_on_it_is_a_page_too() -> None:
    read = all_of(board_page(exported(Book(()), "all", Wall().now, "en")))
    assert "We have not met yet." in read
    assert "Nobody has said yet that they will do something." in read
    assert "Nobody was named as missing." in read


@pytest.fixture
def garden() -> Wall:
    """Return two meetings: of the first one card was struck out in the second, one let go, one answered."""
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Garden", "What is it for?", "The hall"))
    wall.meet()
    wall.do(AddPerson("Ana"))
    secret, kept, settled, away = (
        wall.add("A word too many"),
        wall.add("Who opens?"),
        wall.add("Is there a tap?"),
        wall.add("What of the fruit?"),
    )
    wall.do(Agree(secret.id))
    wall.do(NameAbsence(wall.new("absence"), "Night cleaners"))
    wall.now += 30 * MINUTE
    wall.do(CloseMeeting())
    wall.do(OpenMeeting(wall.new("meeting"), ()))
    wall.do(StrikeOut(secret.id))
    wall.do(MarkDone(settled.id))
    wall.do(StayOpen(away.id, Stays.LET_GO))
    assert kept.is_open
    return wall


def test_what_was_struck_out_is_on_no_page_of_any_meeting(garden: Wall) -> None:
    for chosen in ("1", "2", "last", "all"):
        assert "too many" not in all_of(board_page(made(garden, chosen)))


def test_what_is_open_and_what_is_settled_stand_apart(garden: Wall) -> None:
    page = board_page(made(garden))
    assert list(texts(below(page, "open").blocks)) == ["Questions", "Q2; Who opens?; from Sun 22 Nov 2026"]
    assert list(texts(below(page, "settled").blocks)) == [
        "Questions",
        "Q3; Is there a tap?; answered; from Sun 22 Nov 2026",
        "Q4; What of the fruit?; let go; from Sun 22 Nov 2026",
    ]
    before = board_page(made(garden, "1"))
    assert [row.partition(";")[0] for row in texts(below(before, "open").blocks)] == ["Questions", "Q2", "Q3", "Q4"]
    assert "settled" not in [section.anchor for section in before.sections]


def test_a_promise_that_was_kept_is_told_once() -> None:
    page = board_page(example())
    assert any(row.startswith("A2 | ") for row in texts(below(page, "promises").blocks))
    assert not any(row.startswith("A2; ") for row in texts(below(page, "settled").blocks))


def test_every_card_that_is_on_the_board_is_on_the_page_with_its_note() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Ana"))
    for number, kind in enumerate(Kind):
        for owners in ((), ("Ana",)):
            for is_done in (False, True):
                card = wall.new("card")
                wall.do(
                    AddCard(
                        card,
                        kind,
                        f"{kind} {number} {owners} {is_done}",
                        f"Why {number} {owners} {is_done}",
                        owners=owners,
                    )
                )
                if is_done:
                    wall.do(MarkDone(card))
    page = board_page(made(wall))
    read = all_of(page)
    assert all(card.text in read and card.note in read for card in wall.board.cards())
    for written in (html_of(page), markdown_of(page), text_of(page)):
        flat = " ".join(html.unescape(written.decode()).replace("\\", "").split())
        assert all(card.note in flat for card in wall.board.cards())
