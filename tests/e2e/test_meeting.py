"""A whole meeting through a terminal, read back from the file with nothing but TinyDB."""

from pathlib import Path

import pytest

from terminal import BACKSPACE, DOWN, ENTER, ESC, HOME, Terminal, cards_of, fields_of

KINDS = ("?", "+", ">", "!")
NAMES = ("Mo", "Priya", "Bea", "Joe", "Grace")


def begin_by_hand(terminal: Terminal) -> None:
    """Go from the very first screen to an empty board, as Ana does."""
    terminal.until("Start a new board")
    terminal.say(ENTER, "called?")
    for words in ("Riverside garden", "How do we share the garden?", "Riverside hall"):
        terminal.send(words)
        terminal.say(ENTER, "Just the board, no steps" if words == "Riverside hall" else "A new board")
    terminal.say("1", "A new board")
    terminal.say(ENTER, "Who is here?")
    for name in NAMES:
        terminal.say(name + ENTER, f"{name} is here.")
    terminal.say(ENTER, "QUESTIONS 0]")


def type_cards(terminal: Terminal, count: int) -> list[str]:
    """Write cards as fast as a terminal sends them; return their words, once all are said to be kept."""
    texts = [f"Thing {number} that somebody said" for number in range(count)]
    terminal.say("a", "?  Question:")
    for number, text in enumerate(texts):
        sign = KINDS[number % 4]
        name = f" @{NAMES[number % 5].casefold()}" if number % 2 else ""
        terminal.send(f"{BACKSPACE}{sign}{text}{name}{ENTER}")
    last = count // 4
    terminal.until(f"I{last}.")
    terminal.say(ESC, "a add  e edit")
    return texts


def undo(terminal: Terminal) -> None:
    """Undo, whether it asks first or not: what is seen is undone at once."""
    before = terminal.text
    terminal.send("u")
    terminal.until_changed(before)
    if "Undo your" in terminal.text:
        terminal.send(ENTER)
    terminal.until(". y ")
    terminal.send("2")
    terminal.settle()


@pytest.mark.parametrize(
    ("size", "count"), [((80, 24), 40), ((60, 18), 8), ((120, 36), 8)], ids=["80x24", "60x18", "120x36"]
)
def test_a_meeting_and_what_is_in_the_file_behind_it(tmp_path: Path, size: tuple[int, int], count: int) -> None:
    with Terminal(tmp_path, size=size) as terminal:
        begin_by_hand(terminal)
        texts = type_cards(terminal, count)
        path = next(tmp_path.rglob("*.json"))
        assert sorted(card["text"] for card in cards_of(path)) == sorted(texts)

        moved = min(10, count // 4)
        terminal.say("1", "[1 ? QUESTIONS")
        for left in range(moved, 0, -1):
            terminal.say("m", "Carrying Q")
            terminal.say("3", f"[3 > ACTIONS {count // 4 + moved - left + 1}]")
            terminal.send("1")
            terminal.until(f"[1 ? QUESTIONS {count // 4 - moved + left - 1}]")
        terminal.say(f"2{HOME}", "[2 + OFFERS")  # in hand there is what was said last
        for number in range(1, 6 if count == 40 else 3):
            terminal.say("e", f"You are changing O{number}.")
            terminal.say(f" again{ENTER}", f"changed O{number}.")
            terminal.send(DOWN)

        terminal.say("t9" + ENTER, "Nine minutes, started by Ana.")
        terminal.say("t++-", "09:5")
        terminal.say(ESC, "a add  e edit")
        name_the_missing(terminal)
        assert terminal.leave_by_home() == 0
        assert terminal.is_as_before

    edited = 5 if count == 40 else 2
    check(path, texts, moved, edited)

    with Terminal(tmp_path, "open", "riverside", size=size) as terminal:
        terminal.until("5 _")
        before = {card["label"]: card["text"] for card in cards_of(path)}
        for _ in range(2):
            undo(terminal)
        assert terminal.leave() == 0
    assert {card["label"]: card["text"] for card in cards_of(path)} == before
    assert absences_of(path) == [("People of number 1", "bea")], "what was done before the restart is undone"


def name_the_missing(terminal: Terminal) -> None:
    """Answer two of six questions, pass the others."""
    for number in range(6):
        terminal.say("w", "_  Not here:")
        if number in {1, 4}:
            terminal.say(f"People of number {number}{ENTER}", "who knows one of them?")
            terminal.say(f"bea{ENTER}", "who asks, by when")
            terminal.say(ESC, "The question above is a new one.")
        else:
            terminal.say(ENTER, "Passed for now")
        terminal.settle()


def absences_of(path: Path) -> list[tuple[str, str | None]]:
    found = (fields for entity, fields in fields_of(path).items() if entity.startswith("absence/"))
    return [
        (fields["who"], fields.get("knows"))
        for fields in found
        if not fields.get("gone") and not fields.get("standing")
    ]


def check(path: Path, texts: list[str], moved: int, edited: int) -> None:
    cards = cards_of(path)
    assert sorted(card["text"].removesuffix(" again") for card in cards) == sorted(texts)
    assert sum(card["text"].endswith(" again") for card in cards) == edited
    assert sum(card["kind"] == "action" and card["label"].startswith("Q") for card in cards) == moved
    said = {card["text"].removesuffix(" again"): card.get("said") for card in cards}
    assert [said[text] for text in texts[:4]] == [None, "priya", None, "joe"]
    fields = fields_of(path)
    assert fields["timer"]["length"] >= 10 * 60_000
    assert sorted(absences_of(path)) == [("People of number 1", "bea"), ("People of number 4", "bea")]
    assert fields["board"]["purpose"] == "How do we share the garden?"
    assert {f"person/{name.casefold()}" for name in ("Ana", *NAMES)} <= set(fields)
