"""What people may do here, in a word or two."""

from collections.abc import Mapping

from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.language.catalog import _

_WORDS: Mapping[Role, str] = {
    Role.HOST: N_("host"),
    Role.COFACILITATOR: N_("facilitates"),
    Role.PARTICIPANT: N_("takes part"),
    Role.VIEWER: N_("only watches"),
}


def role_words(role: Role) -> str:
    """Return what somebody may do here."""
    return _(_WORDS[role])
