"""Three meetings of one group, from its first `cofacil` to goodbye, in real terminals and with guests over the real ssh."""

import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from panes import Pane, Tmux
from player import Player, labels_on, on_the_wall, standing
from ssh_home import PROGRAM, Home, open_terminals
from weeks_later import weeks_later

__all__ = ["open_terminals"]

pytestmark = pytest.mark.outside

MOST = 130
"""Keys besides words and names that a whole first meeting may take."""
KEYS = 113
"""How many it takes as it is played here."""
NAMES = (
    "Tom, builds things",
    "Joe, a van",
    "Lin, four languages",
    "Sam, cooks for twenty",
    "Grace",
    "Priya",
    "Bea, lives next door",
    "Mo",
)
MATTERS = (
    "Who opens the gate, and when? @joe",
    "May we dig near the old wall? @grace",
    "How do people hear about it? @bea",
    "Is there water in winter? @lin",
    "!Cars on the path at school time @tom",
    "!Nobody knows who owns the shed @mo",
    "!The gate is too narrow for a wheelchair @priya",
)
PAPER = (
    "Where do the bins go?",
    "Could there be a bench in the sun?",
    "Who has the key when Ana is away?",
    "What do we do about foxes?",
    "May dogs come in?",
)
OFFERS = (
    "I can open up on Saturdays @ana",
    "My van, most mornings @joe",
    "Cooking for twenty, if somebody lends me pans @sam",
    "I know the school caretaker @priya",
    "Two raised beds that people in wheelchairs can reach @tom",
    "I can put any leaflet into Polish @lin",
    "Rainwater barrels from the old depot @grace",
    "I have a spare greenhouse @mo",
)
ACTIONS = (">I'll ask the caretaker about the second key @pri ^fri", ">Clear the first two beds @tom @mo ^sat")


def written(text: str) -> str:
    """Return the words of a card as it was typed."""
    return text.lstrip(">!+?").partition(" @")[0]


def begin(ana: Player) -> None:
    """From the shell to the first step: A1, A2, A3, B1."""
    ana.pane.run(str(PROGRAM), "Ready. Press Enter to start your first board.")
    ana.keys += 1
    ana.key("Enter", shows="1 of 2")
    ana.line("Riverside garden", "   Riverside garden")
    ana.words("How do we share the garden?", "27 letters, fits")
    ana.key("Enter")
    ana.words("Riverside hall. Step-free at the side door.")
    ana.key("Enter", "2")
    ana.until("▌  2  A first meeting together              8 steps, 90 minutes")
    ana.key("Enter", shows="Who is here?")
    for name in NAMES:
        ana.line(name, f"{name.partition(',')[0]} is here.")
    ana.key("Enter", shows="Welcome. Who is here, and what brings you?")
    ana.until("n    begins the first step", "Next: 1 of 8, ten minutes.")
    ana.key("n")
    ana.key("Enter", shows="Step 1, ten minutes.")
    ana.until("1 of 8  Who is here, and what brings you?", "[1 ? QUESTIONS 0] 2 + Offers 0")


def shared(home: Home, ana: Player) -> str:
    """Share the board from the screen; return the word that guests are asked for."""
    ana.key("j", shows="Share this board")
    ana.key("2", shows="It asks for a word:")
    port, word = re.search(r"ssh -p (\d+)", ana.pane.text), re.search(r"[A-Z]+-\d\d-[A-Z]+", ana.pane.text)
    assert port
    assert word
    home.port = int(port[1])
    ana.key("Escape", shows="QUESTIONS")
    return word[0]


def come_in(home: Home, pane: Pane, word: str) -> None:
    """Join by ssh with the word for the room."""
    pane.run(home.ssh(pane.name).replace("riverside@", "riverside-garden@"), "Word:")
    pane.type(f"{word.lower()}\r")
    pane.until("What is your name?")
    pane.type(f"{pane.name}\r")
    pane.until("Enter to the board")
    pane.press("Enter")
    pane.until("QUESTIONS")


def next_step(ana: Player, number: int, question: str) -> None:
    """Go on to a step, which is asked about once."""
    ana.key("n", shows=f"Next: {number} of 8")
    ana.until("Enter start it")
    ana.key("Enter", shows=f"{number} of 8  {question}")


def write(player: Player, *lines: str) -> None:
    """Write one card after the other on a line that stays open."""
    player.key("a", shows="First letter:")
    for text in lines:
        player.line(text, written(text)[:30])
        player.pane.until_gone(f": {text}")
    player.key("Escape", shows="a add")


def whisper(pane: Pane, *lines: str) -> None:
    """Have a guest write on the page of quiet writing."""
    guest = Player(pane)
    guest.key("a", shows="Esc stop")
    for text in lines:
        guest.line(text, f"· {text}")
    guest.key("Escape", shows="a write")


def write_quietly(ana: Player, kofi: Pane, sian: Pane) -> None:
    """Step 3: guests on their own screens, the hall on paper, which is typed afterwards: G3, G4."""
    ana.key("n", shows="Next: 3 of 8, five minutes.")
    ana.key("Enter", shows="Write for yourself. Nobody sees it yet.")
    ana.until("On paper in the hall, on your own screen if you have one.", "Nothing is written yet.")
    whisper(kofi, "How will people with allergies know what is planted?", "Could the gate have a number lock?")
    whisper(sian, "Who pays for the water?", "Is there a quiet corner?")
    ana.until("4 cards are written.")
    kofi.until("Others have written 2 cards.")
    assert "allergies" not in ana.pane.text + sian.text
    ana.key("h", shows="Show all 4 cards?")
    ana.key("Enter", shows="All 4 cards are shown.")
    sian.until("How will people with allergies know")
    write(ana, *PAPER)
    ana.key("h", shows="Five cards were typed since. These, too?")
    ana.key("Enter", shows="count as written then, too.")


def name_missing(ana: Player, who: str, *bridge: str, goes_on: bool = False, is_open: bool = False) -> None:
    """Name who is not here, and whoever knows them, and asks; with both said the line stays open for the next."""
    if not is_open:
        ana.key("w", shows="Who? A group, not a person.")
    ana.line(who, "who knows one of them?")
    for text, shows in zip(bridge, ("who asks, by when", "Who else? A group, not a person."), strict=False):
        ana.line(text, shows)
    if not goes_on:
        ana.key("Escape", shows="a add")


def say_i_will(ana: Player) -> None:
    """Step 7: promises, one of them offered for somebody who is not here: G7, G8."""
    next_step(ana, 7, "What will you do before we meet again?")
    write(ana, *ACTIONS, ">Ring the allotment group about the water")
    ana.key("i", shows='who says "I will"?')
    ana.until("Is this for us to decide?")
    ana.line("@carol", "Carol is not here. We decide for ourselves only. What shall this be?")
    ana.until("1 invitation to Carol   2 suggestion   3 Carol is here, add them   Esc back", "Nothing is kept yet.")
    ana.key("1", shows="Who will ask?")
    ana.line("@bea ^tue", "Bea said they will ask Carol, by Tue")


def close(ana: Player, count: int) -> None:
    """Step 8: closing part by part, and the page for whoever was away: H1, H2, H3, H6, H7."""
    ana.key("n", shows="Next: 8 of 8")
    ana.key("Enter", shows="1 of 4  What will we do?")
    ana.until("Is there one small thing you will do before we meet again?")
    ana.line("I'll bring a kettle @mo", "Mo: I'll bring a kettle.")
    ana.key("Enter", shows="2 of 4  What stays open?")
    ana.key("2", shows="is marked: bigger than us.")
    ana.key("3", shows="who finds out?")
    ana.line("@grace", "Grace finds out")
    ana.key("4", shows="let go")
    ana.key("Enter", shows="3 of 4  Who will we ask to join us?")
    ana.key("Enter", shows="4 of 4  What shall we do differently next time?")
    ana.line("Start with what people brought to eat", "· Start with what people brought to eat")
    ana.line("Meet on a Saturday once", "· Meet on a Saturday once")
    ana.until(f"comes back by itself: {count} things")
    ana.key("Enter", shows="For you who could not be here")
    ana.until(f"The meeting is closed. {count} things come back next time.")
    ana.key("Down", shows="One card names somebody who was missing: it is left out.")


def look_together(ana: Player, kofi: Pane) -> None:
    """All of a card, and then for everybody: F2."""
    ana.key("Enter", shows="Only your screen shows this.")
    ana.key("s", shows="s end it for all")
    kofi.until("Ana asks everyone to look here")
    ana.key("s", shows="a add")
    kofi.until_gone("Ana asks everyone to look here")


def offer(ana: Player, kofi: Pane, sian: Pane) -> None:
    """Step 5: offers from everywhere, and one that answers what is in the way: B2, C6."""
    next_step(ana, 5, "What could you bring? What would help you?")
    write(ana, *OFFERS)
    write(Player(kofi), "+Reading to children @kofi")
    write(Player(sian), "+I'll sit with anybody new on their first day @siân")
    ana.until("OFFERS 10]")
    ana.key("/", shows="Find:")
    ana.words("o5", "Two raised beds")
    ana.key("Enter", shows="O5 said by Tom")
    ana.key("l", shows="O5 meets:")
    ana.words("i3", "The gate is too narrow")
    ana.key("Enter", shows="O5 meets I3.")


def first_meeting(home: Home, stack: ExitStack) -> Player:
    """From the first `cofacil` to the seventh step."""
    ana = Player(stack.enter_context(home.pane("Ana")))
    begin(ana)
    word = shared(home, ana)
    kofi, sian = (stack.enter_context(home.pane(name)) for name in ("Kofi", "Siân"))
    for guest in (kofi, sian):
        come_in(home, guest, word)
    ana.until("11 here, 2 by screen")
    write(ana, "What is the garden for? @gra")
    next_step(ana, 2, "What matters to you about this?")
    write(ana, *MATTERS)
    name_missing(ana, "Under-16s")
    write_quietly(ana, kofi, sian)
    look_together(ana, kofi)
    next_step(ana, 4, "Which of these are close to each other?")
    offer(ana, kofi, sian)
    ana.key("t", "+", "Escape", shows="a add")
    next_step(ana, 6, "Who should be part of this, and who knows them?")
    name_missing(ana, "Night cleaners at the school", "@bea", "@bea ^tue", goes_on=True)
    name_missing(ana, "The allotment group", "@tom", is_open=True)
    say_i_will(ana)
    return ana


@pytest.fixture(name="bare")
def make_bare(tmp_path: Path, terminals: Tmux) -> Home:
    return Home(tmp_path, terminals, is_bare=True)


def leave(ana: Player, question: str = "Leave the board?") -> None:
    ana.key("Escape", shows="The meeting is closed.")
    ana.key("q", shows=question)
    ana.key("Enter", shows="All is kept.")
    ana.key("q", shows="ready>")


def come_together(ana: Player, path: Path, people: int) -> None:
    """The next meeting, as last time, with all of last time: L1, A3."""
    ana.pane.run(str(PROGRAM), "start the next meeting")
    now = standing(path)
    cards = sum(not label.startswith("N") for label in now.open)
    ana.until(
        f"Riverside garden        4 weeks ago, {people} people", f"open: {cards}", f"to invite: {len(now.open) - cards}"
    )
    ana.key("Enter", shows="As last time. Enter goes on.")
    ana.key("Tab", shows="of last time: Enter says they are here.")
    ana.key("Enter", shows="of last time are here.")


def answer(ana: Player, answers: dict[str, str]) -> list[str]:
    """Say of each what has come of it; return in which order they were asked after: G11."""
    ana.until("What did we say we would do?")
    asked: list[str] = []
    for number in range(1, len(answers) + 1):
        ana.until(f"{number} of {len(answers)}")
        found = re.search(r"^     ([AN]\d+)  ", ana.pane.text, re.MULTILINE)
        assert found
        asked.append(found[1])
        ana.key(answers[found[1]])
    ana.until("That is all we said.")
    return asked


def comes_back(ana: Player, path: Path, wish: str) -> frozenset[str]:
    """Go on to what comes back, and to the board: all that is open is there, and nothing that is over: L2."""
    now = standing(path)
    ana.key("Enter", shows="Last time you wanted to:")
    ana.until("This is still with us.", wish, f"{len(now.open)} things came back from")
    assert labels_on(ana) == now.open
    ana.key("Enter", shows="Next: 1 of 8")
    ana.key("Escape", shows="a add")
    wall = on_the_wall(ana)
    assert wall.all == now
    ana.key("n", shows="Next: 1 of 8")
    ana.key("Enter", shows="Step 1, ten minutes.")
    return wall.at_first


def close_again(ana: Player) -> None:
    """Close from the list of all that can be done, with nothing but a line for next time."""
    ana.key("?", shows="What you can do here")
    ana.words("close the meeting")
    ana.key("Enter", shows="1 of 4  What will we do?")
    ana.key("Enter", shows="None today, because:")
    ana.line("We wait for the second key", "None today, and why is kept.")
    ana.key("Enter", shows="2 of 4  What stays open?")
    ana.key("Enter", shows="3 of 4  Who will we ask to join us?")
    ana.key("Enter", shows="4 of 4  What shall we do differently next time?")
    ana.line("Sit in a circle", "· Sit in a circle")
    ana.key("Enter", shows="For you who could not be here")


def second_meeting(ana: Player, path: Path) -> None:
    come_together(ana, path, 11)
    ana.line("Ewa", "Ewa is here.")
    ana.key("Enter")
    answer(ana, {"A1": "1", "A2": "2", "A4": "Enter", "N2": "3", "N3": "1", "N4": "2", "N5": "4"})
    seen = comes_back(ana, path, "Start with what people brought to eat")
    assert standing(path).over == {"Q3", "A1", "N3", "N5"}
    assert "Q3" not in seen
    assert standing(path).open <= seen
    ana.key("/", shows="Find:")
    ana.words("o6", "leaflet")
    ana.key("Enter", shows="O6 said by Lin")
    ana.key("d", shows="O6 is taken up.")
    write(ana, "?What shall we eat in spring? @ewa")
    close_again(ana)
    leave(ana)


def third_meeting(ana: Player, path: Path) -> None:
    come_together(ana, path, 12)
    ana.key("Enter")
    answer(ana, {"A2": "1", "A4": "4", "N2": "1", "N4": "4"})
    seen = comes_back(ana, path, "Sit in a circle")
    assert standing(path).over == {"Q3", "A1", "A2", "A4", "O6", "N2", "N3", "N4", "N5"}
    assert len(standing(path).open) == 27
    # What nobody has touched in a whole meeting waits in one row; what was over before this one is not seen again.
    assert {label for label in seen if not label.startswith("N")} == {"Q15", "A2", "A4"}


def test_three_meetings_forget_nothing_that_is_open_and_bring_back_nothing_that_is_over(bare: Home) -> None:
    with ExitStack() as stack:
        ana = first_meeting(bare, stack)
        [path] = (bare.folder / "home" / "boards").glob("*.json")
        close(ana, len(standing(path).open))
        leave(ana, "You are sharing: two people lose the board. Leave it?")
        assert ana.keys == KEYS <= MOST
        assert (len(standing(path).open), standing(path).over) == (34, frozenset({"Q3"}))
        weeks_later(path, 4)
        second_meeting(ana, path)
        weeks_later(path, 4)
        third_meeting(ana, path)
