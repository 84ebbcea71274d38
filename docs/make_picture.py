"""Draws the README's picture: the second meeting of the example at 120 by 36, as an SVG that loads nothing from anywhere.

Run it from the project's root: .venv/bin/python docs/make_picture.py [theme] [width] [height] [file] [keys...]
"""

import asyncio
import re
import sys
from datetime import datetime
from pathlib import Path

from cofacil.example.meeting import example_log
from cofacil.paths import shipped_themes
from cofacil.room.clock import HandClock
from cofacil.room.live import LiveRoom
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.settings import Settings
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.themes import load_themes
from cofacil.wiring.practice import load_practice

NOWHERE = Path("no such folder")
NOW = datetime(2026, 12, 20, 18, 55).astimezone()
"""Every picture is of one moment: drawn anew, only what looks different differs."""


async def draw(theme: str, width: int, height: int, keys: list[str]) -> str:
    practice, _ = load_practice(Settings())
    clock = HandClock(round(NOW.timestamp() * 1000))
    live = LiveRoom(Room(example_log(practice, clock.now(), None), clock, practice))
    await live.open()
    looks, _ = load_themes(shipped_themes(), NOWHERE)
    app = BoardApp(_NoRooms(), Seat("Ana"), Options(looks, theme), live)  # type: ignore[arg-type]  # one board is enough
    async with app.run_test(size=(width, height)) as pilot:
        for key in keys or ["2", "down", "down"]:
            await pilot.press(key)
        await pilot.pause(0.3)
        svg = app.export_screenshot(title="cofacil")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return svg.replace("<text ", '<text xml:space="preserve" ')  # some viewers drop the blanks a piece begins with


class _NoRooms:
    """The picture needs no other board."""


def main() -> None:
    theme, width, height, file, *keys = [
        *sys.argv[1:],
        *["projector-light", "120", "36", "docs/board.svg"][len(sys.argv) - 1 :],
    ]
    Path(file).write_text(asyncio.run(draw(theme, int(width), int(height), keys)), encoding="utf-8")


if __name__ == "__main__":
    main()
