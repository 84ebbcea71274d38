"""What was found, in words: what it is, how it stands, whom it has to do with."""

from collections.abc import Iterator, Mapping

from cofacil.board.kinds import KINDS, AbsenceState
from cofacil.board.marked import N_
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, day_of, say_day_short
from cofacil.language.names import commas, either
from cofacil.language.states import STATES
from cofacil.room.finding import ABSENCE, AWAY, BOARD, DONE, LET_GO, MEETING, PERSON, Hit, ReadAs

_KINDS: Mapping[str, str] = {
    ABSENCE: N_("not here"),
    MEETING: N_("meeting"),
    PERSON: N_("person"),
    BOARD: N_("the board"),
}
_STATES: Mapping[str, str] = {
    LET_GO: N_("let go"),
    AWAY: N_("put away"),
}


def kind_word(kind: str) -> str:
    """Return what something is, as it is said within a line."""
    if kind in KINDS:
        return _(KINDS[kind].spec.word)
    return _(_KINDS[kind])


def about(hit: Hit, now: int) -> list[str]:
    """Return what there is to say of something that was found, besides its words."""
    return [kind_word(hit.kind), *_about(hit, now)]


def _about(hit: Hit, now: int) -> Iterator[str]:
    today = date_of(now)
    if hit.who:
        yield commas(hit.who)
    if day := day_of(hit.by):
        yield _("by {day}", day=say_day_short(day, today))
    if state := _state(hit):
        yield state
    if hit.at:
        yield say_day_short(date_of(hit.at), today)
    if hit.meeting and hit.kind != MEETING:
        yield _("meeting {number}", number=hit.meeting)


def _state(hit: Hit) -> str:
    if hit.state == DONE and hit.kind in KINDS:
        return _(KINDS[hit.kind].spec.done_word)
    if hit.state in _STATES:
        return _(_STATES[hit.state])
    if hit.state not in tuple(AbsenceState):
        return ""
    words = STATES[AbsenceState(hit.state)]
    return _(words.choice) if hit.state == AbsenceState.BRIDGED else _(words.way)


def found_in_all(number: int, boards: int) -> str:
    """Return how much was found, and on how many boards."""
    on = ngettext("on {number} board", "on {number} boards", boards)
    return ngettext("Found: {number}, {on}", "Found: {number}, {on}", number, on=on)


def read_as_words(read_as: ReadAs) -> str:
    """Return what a word was read as that stands nowhere."""
    return _("“{typed}” stands nowhere; read as {words}.", typed=read_as.typed, words=either(read_as.words))
