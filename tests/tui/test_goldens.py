"""The screens as they were drawn, row for row. `COFACIL_UPDATE_GOLDENS=1 pytest tests/tui/test_goldens.py` writes them anew."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from keyboard import Keyboard
from planned import begun, planned
from quietly import seen_quietly, session_of, writing_quietly
from riverside import ANA, ASKED, KOFI, TWO_QUESTIONS, Hall, Looking, riverside, rows_of, with_night_cleaners

from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.timer import StartTimer
from cofacil.board.timer import TimerState
from cofacil.tui.keys import Press
from cofacil.tui.paint.scene import Scene
from cofacil.tui.view import View

FOLDER = Path(__file__).with_name("goldens")
IS_UPDATE = os.environ.get("COFACIL_UPDATE_GOLDENS") == "1"
PASTED = "a pressure washer for one weekend\nbeans and squash seed, plenty\nmy mother knew how this was planted in 1970\ntime on Tuesdays"


def at(label: str, size: tuple[int, int] = (80, 24), hall: Hall | None = None) -> Looking:
    hall = hall or riverside()
    return Looking(hall, View().settled(hall.board).to(hall.board, hall.called(label)), *size)


def typing(looking: Looking, action: str, *keys: str, paste: str = "") -> Scene:
    """Return the scene after an action and some keys."""
    keyboard = Keyboard(looking.hall, looking.view, size=(looking.width, looking.height))
    keyboard.ask(ASKED).open(action)
    if paste:
        keyboard.paste(paste)
    keyboard.press(*keys)
    scene = keyboard.session.scene()
    return scene if scene.sentence else scene._replace(sentence="Mo added an offer, O9.")


def first_minute() -> Scene:
    hall = Hall(deck=())
    return Looking(hall, View().settled(hall.board)).scene(
        sentence="Nothing is written yet: the first change opens the meeting."
    )


def met_without_a_card() -> Scene:
    hall = Hall()
    hall.do(AddPerson("Tom"))
    hall.do(StartTimer(10))
    return Looking(hall, View().settled(hall.board)).scene(sentence="Ten minutes, started by Ana.")


def time_is_up() -> Scene:
    hall = riverside(TWO_QUESTIONS)
    hall.at("19:04")
    assert hall.board.timer.state(hall.now) is TimerState.TIME
    return at("O3", hall=hall).scene(sentence="Time. Finish what you are saying.")


def not_here() -> Scene:
    hall = riverside()
    with_night_cleaners(hall)
    return at("N5", hall=hall).scene(sentence="Bea said they will ask night cleaners at the school, by Tue 24 Nov.")


def in_the_room_view(size: tuple[int, int]) -> Scene:
    looking = at("O4", size)
    return replace(looking, view=looking.view._replace(is_room=True)).scene()


def own_line(size: tuple[int, int]) -> Scene:
    session = session_of(writing_quietly(), KOFI, size)
    for key in ("a", *"Who pays for the water"):
        asyncio.run(session.press(Press(key, key)))
    return session.scene()


def next_step(size: tuple[int, int]) -> Scene:
    hall = planned()
    keyboard = Keyboard(hall, at("O3", size, hall).view, size=size)
    return keyboard.ask(ASKED).open("next_step").session.scene()


def first_minute_of_a_plan() -> Scene:
    hall = begun(Hall(), 1)
    return Looking(hall, View().settled(hall.board)).scene(sentence="Step 1, ten minutes.")


def in_a_step(size: tuple[int, int]) -> Scene:
    hall = planned(until="18:57:48")
    return at("O3", size, hall).scene()


DRAWN: dict[str, Callable[[], Scene]] = {
    "b1_first_minute_80x24": first_minute,
    "b1_nobody_has_spoken_80x24": met_without_a_card,
    "b1_first_step_80x24": first_minute_of_a_plan,
    "b2_step_80x24": lambda: in_a_step((80, 24)),
    "b3_step_60x18": lambda: in_a_step((60, 18)),
    "b4_step_120x36": lambda: in_a_step((120, 36)),
    "g1_next_80x24": lambda: next_step((80, 24)),
    "g1_next_60x18": lambda: next_step((60, 18)),
    "b2_board_80x24": lambda: at("O3").scene(),
    "b3_board_60x18": lambda: at("O3", (60, 18)).scene(),
    "b4_board_120x36": lambda: at("O3", (120, 36)).scene(),
    "b5_board_100x30": lambda: at("O3", (100, 30)).scene(),
    "b6_board_160x45": lambda: at("O3", (160, 45)).scene(),
    "c1_capture_80x24": lambda: typing(at("O9"), "add", ">I'll ask the caretaker about the second key @pri ^fri #gate"),
    "c2_day_first_80x24": lambda: typing(at("O9"), "add", ">I'll bring the soil test @rhys ^3/12"),
    "c3_pasted_80x24": lambda: typing(at("O9"), "add", paste=PASTED),
    "c4_edit_80x24": lambda: typing(
        at("O3"),
        "edit",
        "tab",
        "Vegetarian is easiest. Needs the hall kitchen from 10:00.",
        "enter",
        "Could teach two people to do it next time.",
        "shift+tab",
    ),
    "c4_edit_60x18": lambda: typing(at("O3", (60, 18)), "edit", "tab", "Vegetarian is easiest."),
    "c5_move_80x24": lambda: typing(at("O3"), "move"),
    "c6_find_80x24": lambda: typing(at("O3"), "find", "caretakr"),
    "c7_link_80x24": lambda: typing(at("O9"), "link"),
    "d1_timer_80x24": lambda: typing(at("O3"), "timer"),
    "d4_time_80x24": time_is_up,
    "e1_missing_80x24": lambda: typing(at("O3"), "missing", "night cleaners at the school"),
    "e2_bridge_80x24": lambda: typing(at("O3"), "missing", "night cleaners at the school", "enter", "@bea"),
    "e3_asker_80x24": lambda: typing(
        at("O3"), "missing", "night cleaners at the school", "enter", "@bea", "enter", "@bea ^tue at the gate"
    ),
    "e4_not_here_80x24": not_here,
    "f1_room_80x24": lambda: in_the_room_view((80, 24)),
    "f1_room_120x36": lambda: in_the_room_view((120, 36)),
    "f1_room_60x18": lambda: in_the_room_view((60, 18)),
    **{f"g3_quiet_{w}x{h}": partial(seen_quietly, ANA, (w, h)) for w, h in ((60, 18), (80, 24), (120, 40), (160, 45))},
    **{f"g4_quiet_{w}x{h}": partial(own_line, (w, h)) for w, h in ((60, 18), (80, 24), (120, 40), (160, 45))},
    "k1_too_small_38x10": lambda: at("O3", (38, 10)).scene(),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_screen_is_as_it_was_looked_at(name: str) -> None:
    shown = "\n".join(f"|{row}|" for row in rows_of(DRAWN[name]())) + "\n"
    path = FOLDER / f"{name}.txt"
    if IS_UPDATE:
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(DRAWN)
