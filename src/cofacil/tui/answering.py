"""Giving an asker what came of their asking, whatever that is."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from cofacil.board.errors import NotSaved

Answer = TypeVar("Answer")


async def give_answer(answer: asyncio.Future[Answer], work: Awaitable[Answer]) -> None:
    """Give an asker what came of some work, whatever that is: who asked never waits for ever."""
    done = asyncio.ensure_future(work)
    await asyncio.wait({done})
    if answer.done():
        return
    error = None if done.cancelled() else done.exception()
    if done.cancelled():
        answer.cancel()
    elif isinstance(error, OSError):
        answer.set_exception(NotSaved(f"Not saved: {error.strerror or error}."))
    elif error is not None:
        answer.set_exception(error)
    else:
        answer.set_result(done.result())
