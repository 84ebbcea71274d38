"""What the key row offers on the board: what the drawings show at 80 columns, and in a narrow window what a meeting needs most."""

import pytest
from planned import planned
from riverside import Hall, Looking, riverside, rows_of

from cofacil.board.kinds import Role
from cofacil.tui.view import View


def keys_of(hall: Hall, size: tuple[int, int], role: Role = Role.HOST) -> str:
    scene = Looking(hall, View(2), *size).scene()
    return rows_of(scene._replace(role=role))[-2].strip()


def test_at_80_columns_the_row_offers_what_is_drawn() -> None:
    drawn = "a add  e edit  m move  d done  i I will  w missing  t timer  n next  ? more"
    assert keys_of(planned(), (80, 24)) == drawn


@pytest.mark.parametrize(
    ("hall", "turns"),
    [(planned(), "n next"), (riverside(), "t timer")],
    ids=["with steps, which bring their timer", "without"],
)
def test_a_narrow_row_offers_i_will_and_what_moves_the_meeting_on(hall: Hall, turns: str) -> None:
    assert keys_of(hall, (60, 18)) == f"a add  e edit  m move  i I will  w missing  {turns}  ? more"


def test_who_does_not_lead_is_offered_i_will_in_a_narrow_row_too() -> None:
    assert keys_of(planned(), (60, 18), Role.PARTICIPANT) == "a add  e edit  i I will  w missing  u undo  ? more"
