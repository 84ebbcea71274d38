"""The sentences of what a board refuses, its room and its questions among it, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.names import SEVERAL, either
from cofacil.language.sentence import Many, Sentence


def _edit_conflict(by: str, parts: tuple[str, ...]) -> str:
    if parts == ("text",):
        return _("{by} kept other words first. Yours are kept too: 1 both, 2 yours, 3 theirs.", by=by)
    if parts == ("note",):
        return _("{by} kept another note first. Yours is kept too: 1 both, 2 yours, 3 theirs.", by=by)
    return _("{by} kept other words and another note first. Choose: 1 both, 2 yours, 3 theirs.", by=by)


def _fits_several(typed: str, names: tuple[str, ...]) -> str:
    return _("{typed} could be {names}: type more of the name.", typed=typed, names=either(names[:SEVERAL]))


SENTENCES: Mapping[str, Sentence] = {
    # Text
    "too-many-letters": Many(
        "That is {number:,} letter; {limit:,} fit here. Nothing is kept: shorten it, or split it.",
        "That is {number:,} letters; {limit:,} fit here. Nothing is kept: shorten it, or split it.",
    ),
    "nothing-to-read": N_("There is nothing to read in that yet. Type the words, then Enter."),
    "not-a-day": N_("That is not a day I know. Try fri, 3/12, in 2 weeks."),
    "day-unknown": N_('"^{text}" is not a day I know: kept as words. Try fri, 3/12, in 2 weeks.'),
    # Names
    "name-wanted": N_("A name is asked for here, and there is nothing to read in that yet."),
    "name-too-long": N_("A name has {limit} letters here at most, and that one has more. A shorter one will do."),
    "name-means-us": N_('"{name}" means all of us here, so nobody can be called that: {name} H?'),
    "name-taken": N_("There is already somebody called {name} here: {name} H?"),
    "name-looks-like": N_(
        "That looks just like {name}, who is known here: nobody could tell the two apart. Add a letter: {name} H?"
    ),
    "person-not-here": N_("{name} is not on the list of those here."),
    "name-fits-several": _fits_several,
    "typist-known-as": N_("You type as {name} here."),
    "new-here": N_("New on this board: {name}."),
    "meant-by": N_("That is {name}."),
    "person-used": N_("{name} stays: they have said or done something here."),
    "person-unknown": N_("{person} is not somebody this board knows."),
    # Cards
    "card-not-here": N_("That card is not on this board."),
    "card-put-away": N_("{label} was put away while you were looking at it. Its words are kept."),
    "card-struck-out": N_("{label} was struck out at somebody's wish. Its words stay hidden."),
    "card-written-quietly": N_("{label} is written quietly. Wait until all cards are shown."),
    "card-of-another": N_("{label} is not yours to change. Ask who facilitates."),
    "line-refused": N_("Line {number}: {refusal} None of them is kept."),
    "edit-conflict": _edit_conflict,
    "deciding-for-others": N_("We decide for ourselves only: say I will for yourself."),
    "tie-unknown": N_("Two things on the wall are tied by meets, answers or knows."),
    "tie-end-gone": N_("One of the two was put away meanwhile. Nothing is tied."),
    "tie-of-another": N_("Others tied that, and neither card is yours. Ask whoever facilitates to take it away."),
    "tie-to-itself": N_("A card meets another, not itself. Type the other one's label."),
    # Who is not here
    "absence-not-here": N_("Nobody with that label is on this board."),
    "absence-put-away": N_("{label} was put away meanwhile. Its words are kept."),
    "absence-stays": N_("{label} stays: those not born yet are missing from every meeting."),
    "absence-not-yours": N_("Ask who facilitates to put that away."),
    "not-born-yet": N_("Those not born yet cannot come. Who speaks for them today?"),
    "absence-speaks-itself": N_("{label} can come themselves: ask who knows one of them."),
    # The meeting
    "board-begun-already": N_("This board has been begun already. Nothing of it is changed."),
    "no-meeting-open": N_("No meeting is open."),
    "no-meeting-just-closed": N_("No meeting was closed just now."),
    "step-not-here": N_("That step is not in the plan any more."),
    "step-gone-on": N_("Somebody has gone on already: this is step {number}."),
    "step-runs": N_("Step {number} is going on now. Go on to another first."),
    "step-has-been": N_("Step {number} has been. What was done stays in its place."),
    "step-length": N_("A step takes 1 to {most} minutes. Nothing is changed."),
    "step-column": N_('No column is called "{column}".'),
    "time-to-listen": N_("This is a time to listen: nothing is typed until it is over."),
    "nothing-shown-yet": N_("Nothing has been shown yet that could be hidden again."),
    "quiet-is-over": N_("The quiet writing is over. What is typed now stays as it is."),
    "person-writes-quietly": N_("One of the two is writing quietly. Show what was written first."),
    "no-question-yet": N_("There is no question on the wall yet."),
    "timer-length": N_("The timer takes a second to 24 hours. It is as it was."),
    "timer-runs": N_("Another timer was started meanwhile. It goes on."),
    "length-unknown": N_('"{text}" is no length I know. Try 5, 90s, 1:30, 1m30.'),
    "timer-not-running": N_("The timer is not running."),
    "timer-not-paused": N_("The timer does not stand still."),
    "timer-not-set": N_("No timer is running down. Type minutes, then Enter."),
    "timer-nearly-over": N_("Less than a minute is left: 0 Enter stops it."),
    "timer-too-long": N_("That is longer than a day."),
    # Undo
    "lived-through-already": N_("That cannot be undone: everybody has lived through it already."),
    "not-undone": N_("Only what was undone can be put back."),
    "not-your-doing": N_("That was somebody else's doing. You can undo what you did yourself."),
    # The room
    "only-watching": N_("You are watching. Nothing is written from here."),
    "ask-who-facilitates": N_("That changes it for everybody: ask who facilitates."),
    "not-saved": N_("Not saved: {why}."),
    "board-unread": N_("The board cannot be read: {reason}."),
    "last-change-ahead": Many(
        "The last change lies {number:,} minute in the future: look at this computer's clock.",
        "The last change lies {number:,} minutes in the future: look at this computer's clock.",
    ),
    # The questions of the practice
    "deck-left-out": N_("{fault} The file is left out."),
    "deck-empty": N_("{file}: prompt is missing; each question stands under a line [[prompt]]."),
    "deck-not-a-table": N_("{file}: {where} has to stand under a line [[prompt]]."),
    "deck-not-words": N_("{file}: {where} has to be words in quotes."),
    "deck-not-readable": N_("{file}: {where} has to be words that can be read, and not more than fit a card."),
    "deck-not-a-moment": N_("{file}: {where} has to be one of {moments}."),
    "deck-same-id": N_("{file}: prompt {number}, id is {id}, as is an earlier one."),
    "deck-unknown-field": N_("{file}: {where} means nothing here. It is left alone."),
    "deck-not-used": N_("{file} is not asked: {used} comes first by its name. Our questions, in ?, chooses."),
    "deck-long-question": Many(
        '{file}: "{text}" has {number} letter; more than {most} take two rows.',
        '{file}: "{text}" has {number} letters; more than {most} take two rows.',
    ),
}
