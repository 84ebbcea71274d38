"""Guests who look at the same: a change is painted, and turned into what is sent, once for all of them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import MethodType
from typing import Any

import pytest
from serving import Board, board, until

from cofacil.board.commands.cards import AddCard
from cofacil.board.kinds import Kind, Role
from cofacil.share.boards import Guest
from cofacil.share.driver import driver_for
from cofacil.terminal.capability import Capability
from cofacil.terminal.frame import Frame
from cofacil.tui.paint import same_picture
from cofacil.tui.paint.board import paint_board
from cofacil.wiring.run import Loop


class Pipe:
    """The terminal of a guest."""

    def __init__(self) -> None:
        self.came = b""

    def write(self, data: bytes) -> None:
        self.came += data

    def is_closing(self) -> bool:
        return False


@asynccontextmanager
async def guests(made: Board, number: int) -> AsyncIterator[list[Pipe]]:
    """Have so many sit before the same board, at windows of one size."""
    loop = asyncio.get_running_loop()
    loop.set_task_factory = MethodType(Loop.set_task_factory, loop)  # type: ignore[method-assign]
    pipes = [Pipe() for _ in range(number)]
    running = []
    for at, pipe in enumerate(pipes):
        driver = driver_for(pipe, Capability(), lambda _driver: None)
        app = made.screens(Guest(f"Guest {chr(65 + at)}", Role.PARTICIPANT, "127.0.0.1"), Capability(), driver)
        running.append(asyncio.create_task(app.run_async(size=(90, 26))))
    try:
        await until(lambda: all(pipe.came for pipe in pipes))
        await asyncio.sleep(0.5)  # who is here is told in its own pace
        yield pipes
    finally:
        for task in running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def change(made: Board, pipes: list[Pipe], words: str) -> list[bytes]:
    """Have a card added, and wait until everybody has seen it; return what each was sent."""
    before = [len(pipe.came) for pipe in pipes]
    await made.do(AddCard(f"card/{made.live.new_id()}", Kind.QUESTION, words))
    await until(lambda: all(words.encode() in pipe.came[at:] for pipe, at in zip(pipes, before, strict=True)))
    return [pipe.came[at:] for pipe, at in zip(pipes, before, strict=True)]


def counting(calls: list[str], name: str, does: Callable[..., Any]) -> Callable[..., Any]:
    def called(*arguments: Any) -> Any:
        calls.append(name)
        return does(*arguments)

    return called


async def test_a_change_is_painted_and_found_out_once_however_many_look_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    async with board() as made:
        for number in (2, 8):
            async with guests(made, number) as pipes:
                for again in range(2):  # what each came to it with is drawn over then
                    await change(made, pipes, f"beginning {again} with {number}")
                calls: list[str] = []
                with monkeypatch.context() as patched:
                    patched.setattr(same_picture, "paint_board", counting(calls, "painted", paint_board))
                    patched.setattr(Frame, "_turned", counting(calls, "turned", Frame._turned))
                    sent = await change(made, pipes, f"van{number}")
            assert calls.count("painted") == 1
            # With which pen each was drawn last may be one of a few.
            assert calls.count("turned") == len(set(sent)) <= 3
