"""The table of the pictures: what is pressed, what must be on the screen then, and what it is kept as."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from making.boards import two_meetings, weeks_after
from making.terminal import DOWN, ENTER, ESC, TAB

Size = tuple[int, int]
HALL, DESK, WALL = (80, 24), (120, 36), (60, 18)
"""What the back row reads, what a laptop shows, and letters as large as they become."""


class Told(NamedTuple):
    """What a picture is, for those who do not see it."""

    title: str
    told: str


class Step(NamedTuple):
    """What is pressed, and what comes of it."""

    keys: str
    """A key, or words; "" for nothing."""
    shows: str
    picture: str = ""
    """What the screen is kept as, "" where it is only gone past."""


class Walk(NamedTuple):
    """One run of the program."""

    arguments: tuple[str, ...]
    size: Size
    steps: tuple[Step, ...]
    boards: Callable[[Path], None] | None = None
    """Makes what is there before."""
    beside: tuple[Step, ...] = ()
    """What is pressed meanwhile on the laptop, on the same board; it is open there where something is."""


_BEGUN = Step("", "nothing of it is kept")

WALKS = (
    Walk(
        ("demo",),
        DESK,
        (
            _BEGUN,
            Step("2", "O2 said by Joe"),
            Step(DOWN, "O9 said by Bea"),
            Step(DOWN, "O12 said by Mo", "board"),
        ),
    ),
    Walk(
        ("demo",),
        HALL,
        (
            _BEGUN,
            Step("5", "[5 _ NOT HERE 5]"),
            Step(DOWN, "N2 "),
            Step(DOWN, "N3 named", "not-here"),
            Step("2", "[2 + OFFERS 13]"),
            Step("a", "First letter:"),
            Step("We could borrow the school's ladders @pri", "an offer by Priya", "writing"),
            Step(ENTER, "Priya added an offer, O16."),
            Step(ESC, "O16 said by Priya"),
            Step("g", "O16 goes with which?", "gather"),
            Step(ESC, "O16 said by Priya"),
            Step("i", "who will do what?"),
            Step("I will ask for them @pri ^sat", "Priya will, by Sat 26 December 2026", "i-will"),
            Step(ENTER, "Priya: I will ask for them."),
            Step("n", "Next: 6 of 8"),
            Step("3", "The steps of this meeting", "steps"),
            Step(ESC, "a add"),
            Step("h", "Write quietly for a while?"),
            Step(ENTER, "Nobody's words can be seen", "quiet"),
        ),
    ),
    Walk(
        ("demo",),
        HALL,
        (
            _BEGUN,
            Step("?", "What you can do here"),
            Step("close", "close the meeting"),
            Step(ENTER, "1 of 4  What will we do?", "closing"),
            Step(ENTER, "2 of 4  What stays open?"),
            Step(ENTER, "3 of 4  Who will we ask to join us?"),
            Step(ENTER, "4 of 4  What shall we do differently next time?"),
            Step(ENTER, "For you who could not be here", "for-whoever-was-away"),
        ),
    ),
    Walk(
        (),
        HALL,
        (
            Step("", "start your first board"),
            Step(ENTER, "What is the group or the place called?"),
            Step("Riverside garden", "▌ Riverside garden"),
            Step(ENTER, "What is this meeting about?"),
            Step("How do we share the garden?", "27 letters, fits", "new-board"),
        ),
    ),
    Walk(
        (),
        HALL,
        (
            Step("", "Four weeks since you met."),
            Step(ENTER, "The next meeting"),
            Step(TAB, "Enter says they are here", "who-is-here"),
            Step(ENTER, "Eleven of last time are here."),
            Step(ENTER, "1 of 10"),
            Step("1", "A6 kept", "what-we-said"),
        ),
        weeks_after,
    ),
    Walk(
        ("review", "riverside"),
        HALL,
        (Step("", "Who does what by when"), Step(DOWN, "read only", "looking-back")),
        two_meetings,
    ),
    Walk(
        ("open", "riverside", "--wall"),
        WALL,
        (Step("", "follows Ana", "wall"),),
        two_meetings,
        (Step("", "O2 said by Joe"), Step(DOWN, "O9 said by Bea"), Step("v", "v board")),
    ),
)

PICTURES: Mapping[str, Told] = {
    "board": Told(
        "The board in the middle of a meeting",
        "What it is about, the step and its timer, and the question who is not in the room stand at the top. Below are four "
        "columns of cards side by side: questions, offers, actions, open issues. Who is not here stands in a row below them. "
        "The last rows tell of the card in hand, which keys there are, and what happened last.",
    ),
    "new-board": Told(
        "A new board",
        "A page that asks what the group is called, what the meeting is about, where it is, and how to go through it. Two "
        "answers are given: Riverside garden, and How do we share the garden? Eight ways through a meeting stand below.",
    ),
    "wall": Told(
        "The same board on the projector",
        "Large letters and no keys: what the meeting is about, how much time is left, how many cards there are of each kind, "
        "the question of the step, and three offers. At the bottom: If we hurry now, who do we leave behind? It follows Ana.",
    ),
    "who-is-here": Told(
        "Who is here?",
        "Ana is here. Eleven names of last time wait, with what each brings. Enter says that all of them are here; a line is "
        "open for new names.",
    ),
    "what-we-said": Told(
        "What we said we would do",
        "One thing of four weeks ago after the other. Now it is Priya's: I will ask the caretaker about the second key. The "
        "answers are kept, partly, not yet, let go. Ask Priya first; not yet is a good answer. The last row thanks Ana.",
    ),
    "steps": Told(
        "The steps of this meeting",
        "Eight steps with their minutes and what each took. The fifth, Offers and asks, is now. What whoever facilitates may "
        "say stands below, and when the meeting ends at this pace.",
    ),
    "writing": Told(
        "Writing down what somebody says",
        "A line is open at the bottom: We could borrow the school's ladders, and @pri. The row below reads it back: an offer "
        "by Priya. Enter keeps it.",
    ),
    "quiet": Told(
        "Quiet writing",
        "Nearly empty: the question, Write for yourself, Nobody sees it yet, and where people write: on paper in the hall, or "
        "on a screen of their own. The timer runs.",
    ),
    "gather": Told(
        "What goes with this card?",
        "An offer is in hand. Four themes to choose from stand below it, each with its number and how many cards it has, then "
        "cards. A line asks for a label, words, or a name for a new theme.",
    ),
    "i-will": Told(
        "Saying I will",
        "From an offer comes a deed: I will ask for them. The row below reads it back: Priya will, by Saturday, only they can say so. "
        "The last row says how many are not in the room, and asks whether this is for us to decide.",
    ),
    "not-here": Told(
        "Who is not here",
        "The fifth column: those not born yet, the night cleaners, who have joined, the under-16s, whom Priya knows and "
        "asks, the allotment group, people who cannot do stairs or late evenings, and the five-a-side team, who said no.",
    ),
    "closing": Told(
        "The first part of closing",
        "What people said they would do stands at the top, with what came of it. Below it asks: Is there one small thing you "
        "will do before we meet again? If there is none today, say why in a few words.",
    ),
    "for-whoever-was-away": Told(
        "The page for whoever was away",
        "For you who could not be here. It says when the meeting was and what about, what was not decided for those who were "
        "away, and what some will do. Figures below it keep it as a file or print it large.",
    ),
    "looking-back": Told(
        "Looking back at a saved board",
        "Who does what by when, each with what came of it. Below that: who was missing and what came of it; the night "
        "cleaners came. Nothing can be changed here.",
    ),
}
"""What each of them is called and shows."""
