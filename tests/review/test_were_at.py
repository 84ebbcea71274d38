"""Who was at a meeting is one count, of each person once, whatever names they came by: on the first page, in lists, looking back."""

from pathlib import Path

from cofacil.board.events import Event, Json, Write
from cofacil.board.fold import fold
from cofacil.board.model import EMPTY
from cofacil.export.json_report import board_report
from cofacil.export.plain_lines import counts
from cofacil.review.book import Book
from cofacil.room.clock import ulid
from cofacil.store.summary import summarise

START = 1_795_370_700_000
STAY: dict[str, Json] = {"how": "hall", "from": START, "to": None}


def test_somebody_of_two_names_is_one_and_who_has_gone_home_was_there() -> None:
    writes = (
        Write("person/dee", "", None, {"name": "Dee"}),
        Write("person/deirdre", "", None, {"name": "Deirdre", "same": "dee"}),
        Write("person/bo", "", None, {"name": "Bo"}),
        Write("meeting/1", "", None, {"opened": START, "here.dee": STAY, "here.deirdre": STAY}),
        Write("meeting/1", "here.bo", None, {**STAY, "to": START + 1}),
    )
    events = [Event(ulid(START, at), START, "dee", "meeting.open", (write,)) for at, write in enumerate(writes)]
    board = fold(EMPTY, events)
    [held] = Book(events).meetings
    assert summarise("garden", Path("garden.json"), board, None).here == 2
    assert sorted(held.here) == ["Bo", "Dee"]
    assert "people here 1" in counts(board, START)
    assert board_report(board, START)["here"] == ["Dee"]
