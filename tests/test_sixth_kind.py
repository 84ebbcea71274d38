"""Another kind of card is one entry in the registry and one colour a theme: nothing else knows how many there are."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cofacil.board.kinds import COLUMNS, NOT_HERE, Kind
from cofacil.terminal.widths import cell_len

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cofacil"
KNOWS_THEM = {"board/kinds.py", "example/words.py", "example/words_since.py"}
"""Where the words of kinds stand: the registry, and a meeting that was written down with them."""
ALSO_MEANS = {
    ("board/commands/steps.py", "question"),
    ("board/records.py", "question"),
    ("cli/doctor_own_files.py", "Questions"),
    ("cli/plans.py", "question"),
    ("export/json_report.py", "question"),
    ("methods/plan_file.py", "question"),
    ("review/meetings.py", "question"),
    ("store/forget.py", "action"),
    ("store/forget.py", "issue"),
    ("store/forget.py", "offer"),
    ("store/forget.py", "question"),
    ("tui/pages/step_form.py", "Question"),
    ("tui/pages/step_form.py", "question"),
}
"""The same letters, meaning something else: a file of questions, and what a step of a plan asks."""
STORY = """
    STORY = (
        "story",
        KindSpec(
            letter="S",
            glyph="=",
            singular=N_("Story"),
            plural=N_("Stories"),
            short=N_("Tales"),
            brief=N_("story"),
            word=N_("story"),
            counted=N_("stories {number}"),
            noun=N_("a story"),
            by=N_("a story by {who}"),
            from_room=N_("a story from the room"),
            added=N_("{who} told a story, {label}."),
            added_by_room=N_("The room told a story, {label}."),
            added_several=Many("{who} told {number} story, {labels}.", "{who} told {number} stories, {labels}."),
            pasted=Many("Keep it as {number} story?", "Keep them as {number} stories?"),
            done=N_("{label} is told."),
            done_word=N_("told"),
            belongs=N_("What happened to us."),
            example=N_("Last summer the gate was open"),
            came_back=N_("Stories to go on with"),
            meets=("question", ""),
        ),
    )
"""
PLAYED = """
import json
from keyboard import Keyboard
from riverside import ANA, Looking, painted, riverside
from cofacil.board.commands.cards import AddCards, AddCard
from cofacil.board.commands.moving import MarkDone, MoveCard
from cofacil.board.kinds import KINDS
from cofacil.export.json_report import board_report
from cofacil.export.plain_lines import board_lines
from cofacil.language.happened import tell
from cofacil.tui.keys import Press
from cofacil.tui.view import View

hall, story, said = riverside(), KINDS["story"], []

def hear():
    said.append(tell(hall.room.log.read(0)[-1:], hall.board))

keys = Keyboard(hall)
keys.open("add").press("=", "We fell in the pond @mo")
lead, readback = keys.lead, keys.readback
keys.press("enter", "escape")
hear()
keys._do(keys.session.press(Press("5", "5")))
keys.open("add").press("Another one", "enter", "escape")
hear()
cards = [AddCard("card/" + hall.clock.new_id(), story, text) for text in ("One more", "And one")]
for command in (AddCards(tuple(cards)), MarkDone(hall.called("S1")), MoveCard(hall.called("O9"), story)):
    hall.do(command)
    hear()
screens = {}
for width, height in ((60, 18), (80, 24), (100, 30), (120, 36), (160, 45), (200, 50)):
    for column in range(1, 7):
        for is_room in (False, True):
            view = View(column, is_room=is_room).settled(hall.board)
            rows = [strip.text for strip in painted(Looking(hall, view, width, height).scene()).rows]
            screens[f"{width} {column} {'room' if is_room else 'board'}"] = "\\n".join(rows)
keys = Keyboard(hall, View(5).settled(hall.board))
panel = keys.open("link").panel
keys.press("escape")
print(json.dumps({
    "said": said, "lead": lead, "readback": readback, "lines": list(board_lines(hall.board, hall.now)),
    "report": board_report(hall.board, hall.now), "screens": screens, "panel": panel,
}))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of cofacil that knows one kind more."""
    root = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src" / "cofacil", root / "src" / "cofacil", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "themes", root / "themes")
    kinds = root / "src" / "cofacil" / "board" / "kinds.py"
    before, mark, behind = kinds.read_text().partition("\n    @property\n    def column")
    kinds.write_text(before + STORY + mark + behind)
    for theme in (root / "themes").glob("*.toml"):
        theme.write_text(theme.read_text().replace("\nnot_here =", '\nstory = "#AFAFFF"\nnot_here ='))
    return root


@pytest.fixture(scope="module")
def played(house: Path) -> dict[str, Any]:
    """What people see of a meeting in which the sixth kind is written, moved, done and linked."""
    path = ":".join(str(folder) for folder in (house / "src", ROOT / "tests", ROOT / "tests" / "tui"))
    env = {"PYTHONPATH": path, "TZ": "UTC"}
    done = subprocess.run([sys.executable, "-c", PLAYED], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    came: dict[str, Any] = json.loads(done.stdout)
    return came


def test_another_kind_is_written_and_said(played: dict[str, Any]) -> None:
    assert (played["lead"], played["readback"]) == ("= Story:", "a story by Mo")
    assert played["said"] == [
        "Mo told a story, S1.",
        "The room told a story, S2.",
        "Ana told two stories, S3 and S4.",
        "S1 is told.",
        "Ana moved O9 to Stories. It is still called O9.",
    ]


def test_it_has_its_column_beside_the_others(played: dict[str, Any]) -> None:
    screens = played["screens"]
    assert " 5 = 5 " in screens["60 1 board"]
    assert " 5 Tales 5 " in screens["80 1 board"]
    assert "[5 TALES 5]" in screens["80 5 board"]
    assert "[6 NOT HERE 4]" in screens["80 6 board"]
    assert "5 = Stories 5" in screens["120 1 board"]
    assert " 6 _ Not here 4 " in screens["120 1 board"]
    assert "6 _ Not here 4" in screens["160 1 board"]
    assert "[5 = TALES 5]" in screens["80 5 room"]
    assert "[5 = STORIES 5]" in screens["120 5 room"]
    assert all("We fell in" in screens[f"{width} 5 board"] for width in (60, 80, 100, 120, 160, 200))


def test_every_row_of_every_screen_is_as_wide_as_the_screen(played: dict[str, Any]) -> None:
    for name, screen in played["screens"].items():
        assert {cell_len(row) for row in screen.split("\n")} == {int(name.split()[0])}, name


def test_it_is_in_lines_and_in_json(played: dict[str, Any]) -> None:
    assert "Stories: 5" in played["lines"]
    assert "S1 (story, said by Mo, told): We fell in the pond" in played["lines"]
    assert "stories 5, not here 4" in next(line for line in played["lines"] if line.startswith("Count:"))
    assert [card["label"] for card in played["report"]["cards"]["story"]] == ["S1", "S2", "S3", "S4", "O9"]


def test_it_meets_what_it_says_that_it_meets(played: dict[str, Any]) -> None:
    assert "Q1   What is the garden for?" in played["panel"]


def test_the_columns_are_counted() -> None:
    assert len(Kind) + 1 == NOT_HERE == len(COLUMNS) == 5


def test_no_other_module_says_the_words_of_a_kind() -> None:
    own = {word for kind in Kind for word in _words(kind)}
    found = {
        (str(path.relative_to(SOURCE)), word)
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).as_posix() not in KNOWS_THEM
        for word in _literals(ast.parse(path.read_text())) & own
    }
    assert found <= ALSO_MEANS, found - ALSO_MEANS


def _words(kind: Kind) -> set[str]:
    spec = kind.spec
    return {
        str(kind),
        spec.singular,
        spec.plural,
        spec.short,
        spec.brief,
        spec.word,
        spec.noun,
    }


def _literals(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
