"""What the tests of every folder may ask for: a clock, a room, the people in it, and the made-up language."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from compiling import compile_catalogs
from hypothesis import HealthCheck, settings

from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.kinds import Role
from cofacil.board.prompts import Prompt
from cofacil.language.catalog import spoken
from cofacil.room.clock import HandClock
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog

START = 1_795_370_700_000
"""Sunday 22 November 2026, 18:05 UTC."""
DECK = (
    Prompt("after-us", "Who comes after us, and what would they ask?", "000", "always"),
    Prompt("lives-here", "Who lives or works here and never comes to this?", "000"),
    Prompt("their-side", "Whose side of this have we not heard?", "001"),
    Prompt("came-once", "Who came once and was never asked again?", "002", "second"),
    Prompt("one-door", "Which one person could open the door to many?", "004", "bridge"),
    Prompt("deciding-for", "Who would we be deciding for without asking?", "000", "agreeing"),
)

settings.register_profile("quick", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("full", parent=settings.get_profile("quick"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_xdist_auto_num_workers() -> int | None:
    """Have two workers for every processor: half of what the tests take is waiting."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 2 * processors


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Have the collector of garbage look no more at the thousands of tests, which stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def every_page_comes_that_keys_wait_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a test fail in which keys were held for a page until patience ended: slow to who tests, and broken to who types."""
    if "cofacil.tui.widgets.rows_view" not in sys.modules:  # what no test here has loaded opens no page
        yield
        return
    from textual.message import Message

    from cofacil.tui.messages import AwaitedMessage
    from cofacil.tui.widgets.rows_view import RowsView

    ask_app, never_came = RowsView.ask_app, list[Message]()

    async def watched(view: RowsView, message: Message) -> None:
        await ask_app(view, message)
        is_waiting = isinstance(message, AwaitedMessage) and message.opened is not None and not message.opened.done()
        if is_waiting and view.app.return_code is None:
            never_came.append(message)

    monkeypatch.setattr(RowsView, "ask_app", watched)
    yield
    assert not never_came


@pytest.fixture
def clock() -> HandClock:
    return HandClock(START)


@pytest.fixture
def ana() -> Seat:
    """She began the board."""
    return Seat("Ana", Role.HOST)


@pytest.fixture
def dee() -> Seat:
    """She facilitates from afar."""
    return Seat("Dee", Role.COFACILITATOR, via="ssh")


@pytest.fixture
def kofi() -> Seat:
    """He takes part."""
    return Seat("Kofi", Role.PARTICIPANT, via="ssh")


@pytest.fixture
def vic() -> Seat:
    """He watches."""
    return Seat("Vic", Role.VIEWER, via="ssh")


@pytest.fixture
def room(clock: HandClock, ana: Seat) -> Room:
    """A board that was begun, and on which nobody has met yet."""
    room = Room(MemoryLog(), clock, Practice(DECK))
    absence = f"absence/{clock.new_id()}"
    room.do(ana, FoundBoard(absence, "Riverside garden", "How do we share the garden?", "Riverside hall"))
    return room


@pytest.fixture(scope="session")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of catalogues, as they stand in `locale/`."""
    folder = tmp_path_factory.mktemp("built")
    compile_catalogs(Path(__file__).parents[1] / "locale", folder)
    return folder


@pytest.fixture
def qps_is_spoken(catalogs: Path) -> Iterator[None]:
    """Have all that is said in the made-up language."""
    with spoken("qps", catalogs):
        yield


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every program that runs use a folder of its own, as Ana."""
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COFACIL_NAME", "Ana")


@pytest.fixture
def board(own_home: None, tmp_path: Path) -> Path:  # it is begun there
    """Return the file of a board that the program itself has begun."""
    from tortured import begun

    return begun(tmp_path / "board.json")
