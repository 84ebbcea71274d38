"""How far the way to somebody who is not here has come, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from cofacil.board.kinds import AbsenceState
from cofacil.board.marked import N_


class StateWords(NamedTuple):
    """How a state is said of somebody who is not here."""

    choice: str
    """Where one of them is chosen."""
    way: str
    """Behind the way to them; "" where there is nothing to say."""
    came: str
    """When it has just come so far."""


STATES: Mapping[AbsenceState, StateWords] = {
    AbsenceState.NOTICED: StateWords(N_("noticed"), "", N_("{label}: noticed, no more yet.")),
    AbsenceState.BRIDGED: StateWords(N_("we know one"), "", N_("{label}: somebody knows one of them.")),
    AbsenceState.INVITED: StateWords(N_("invited"), N_("invited"), N_("{label}: invited.")),
    AbsenceState.JOINED: StateWords(N_("joined"), N_("joined"), N_("{label}: joined, and here.")),
    AbsenceState.DECLINED: StateWords(N_("said no"), N_("said no"), N_("{label}: said no.")),
}
