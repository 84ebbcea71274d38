"""One picture for all who look at the same, and for nobody who would see another one."""

from typing import Any

import pytest
from quietly import SIAN, writing_quietly
from riverside import ANA, KOFI, Looking, riverside

from cofacil.board.kinds import Kind, Role
from cofacil.board.plan import Writing
from cofacil.board.redaction import Redactions
from cofacil.room.here import Here
from cofacil.room.requests import Ask, Wish
from cofacil.tui.paint.board import paint_board
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.same_picture import board_picture
from cofacil.tui.paint.scene import Scene
from cofacil.tui.view import View

OTHERWISE: dict[str, Any] = {
    "width": 100,
    "height": 30,
    "view": View(2),
    "brush": Looking(riverside(), is_ascii=True).brush,
    "now": riverside().clock.now() + 90_000,
    "sentence": "Something else.",
    "trouble": "Nothing is saved.",
    "is_writable": False,
    "role": Role.VIEWER,
    "is_saving": True,
    "is_typing": True,
    "left": 2,
    "is_wall": True,
    "is_kept": False,
    "here": Here(1, ("Kofi",)),
    "editor": "Kofi",
    "asks": (Ask(1, "Eve", Wish.JOIN),),
    "may_ask": True,
    "fresh": "card/x",
    "said": "card/x",
    "prompt": "Who lives here and never comes?",
    "wall": "wall: Ana",
    "is_held": True,
    "writing": Writing.CLOSED,
    "is_private": True,
}


def rows(picture: Picture) -> list[str]:
    return [strip.text for strip in picture.rows]


@pytest.fixture
def scene() -> Scene:
    return Looking(riverside(), View(), 80, 24).scene()


def test_scenes_that_are_equal_to_the_eye_have_one_picture(scene: Scene) -> None:
    first = board_picture(scene)
    assert board_picture(scene._replace(now=scene.now + 1)) is first
    assert rows(first) == rows(paint_board(scene))


@pytest.mark.parametrize("name", OTHERWISE)
def test_whatever_is_otherwise_has_a_picture_of_its_own(scene: Scene, name: str) -> None:
    first, other = board_picture(scene), scene._replace(**{name: OTHERWISE[name]})
    assert getattr(scene, name) != OTHERWISE[name]
    assert board_picture(other) is not first
    assert rows(board_picture(other)) == rows(paint_board(other))
    assert board_picture(scene) is first


def test_the_board_and_the_keys_count_by_what_they_are(scene: Scene) -> None:
    hall = riverside()
    hall.card("Something new", Kind.OFFER)
    first, other = board_picture(scene), scene._replace(board=hall.board)
    assert rows(board_picture(other)) == rows(paint_board(other)) != rows(first)
    others = scene._replace(keys={**scene.keys, "help": "F9"})
    assert "F9" in "".join(rows(board_picture(others)))


def test_figures_that_go_on_are_painted_anew(scene: Scene) -> None:
    seen = {tuple(rows(board_picture(scene._replace(now=scene.now + 1000 * second)))) for second in range(5)}
    assert len(seen) == 5


def test_who_may_see_other_words_has_another_picture() -> None:
    hall, redactions = writing_quietly(), Redactions()
    for _again in range(2):
        for seat, own in ((KOFI, "number lock"), (SIAN, "the shed"), (ANA, "")):
            seen = Looking(hall, View(), 120, 40, seat=seat).scene()
            board = redactions.board(hall.board, seat.who(hall.board))
            told = "".join(rows(board_picture(seen._replace(board=board))))
            assert [words for words in ("number lock", "the shed") if words in told] == [own][: bool(own)]
