"""What has come of a promise or an invitation, in words: as it is chosen, and as it is said later."""

from collections.abc import Mapping

from cofacil.board.asked_after import Came, Kept
from cofacil.board.kinds import AbsenceState
from cofacil.board.marked import N_
from cofacil.language.states import STATES

ANSWERS: Mapping[Kept | Came, str] = {
    Kept.KEPT: N_("kept"),
    Kept.PARTLY: N_("partly"),
    Kept.NOT_YET: N_("not yet"),
    Kept.LET_GO: N_("let go"),
    Came.CAME: N_("came"),
    Came.ASKED: N_("asked, no answer yet"),
    Came.NOT_ASKED: N_("not asked yet"),
    Came.SAID_NO: STATES[AbsenceState.DECLINED].choice,
}
