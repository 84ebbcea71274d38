"""What comes in one piece is told apart from what is pressed, on the way in that terminal, guest and browser share."""

import asyncio
from collections.abc import Callable

import pytest
from textual import events
from textual.message import Message

from cofacil.share.driver import CHUNK, PACE
from cofacil.terminal import burst
from cofacil.terminal.burst import AT_ONCE, GOES_ON, BurstKey
from cofacil.terminal.keys import Keys


class Heard:
    """What a terminal's keys became."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def __call__(self, message: Message) -> None:
        self.messages.append(message)

    def keys(self, wanted: Callable[[events.Key], bool] = lambda _key: True) -> list[str]:
        return [message.key for message in self.messages if isinstance(message, events.Key) and wanted(message)]

    @property
    def pressed(self) -> list[str]:
        return self.keys(lambda key: not isinstance(key, BurstKey))

    @property
    def came(self) -> list[str]:
        return self.keys(lambda key: isinstance(key, BurstKey))


async def fed(
    *pieces: bytes, quiet: float = 0.0, chunk: int = 4096, pace: float = 0.0, is_ahead: bool = False
) -> Heard:
    heard = Heard()
    keys = Keys(heard, chunk=chunk, pace=pace)
    if not is_ahead:
        keys.screen_is_there()
    await asyncio.sleep(burst.GOES_ON)
    for piece in pieces:
        keys.feed(piece)
        while keys.waiting:  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(pace)
        await asyncio.sleep(quiet)
    keys.close()
    return heard


async def test_a_piece_of_many_letters_is_a_burst_with_its_enters() -> None:
    heard = await fed(b"people\tdo\rthis\r")
    assert heard.came == [*"people", "tab", *"do", "enter", *"this", "enter"]
    assert heard.pressed == []


async def test_keys_that_a_slow_link_has_joined_are_pressed() -> None:
    assert AT_ONCE == 5
    assert (await fed(b"juepa")).pressed == [*"juepa"]
    assert (await fed(b"juepaq")).came == [*"juepaq"]


@pytest.mark.parametrize("letter", [b"j", b"\x1b[B", b" ", b"\x7f", b"\x1b[106;1;106u"])
async def test_a_key_that_is_held_counts_each_time(letter: bytes) -> None:
    heard = await fed(letter * 60)
    assert len(heard.pressed) == 60
    assert heard.came == []


async def test_arrows_count_among_letters_that_do_not() -> None:
    heard = await fed(b"people\x1b[B\x1b[Bstay")
    assert heard.pressed == ["down", "down"]
    assert len(heard.came) == 10


async def test_what_follows_a_burst_at_once_belongs_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert GOES_ON == 0.25
    heard = await fed(b"people", b"p", b"\x1b[B")
    assert heard.came[-1] == "p"
    assert heard.pressed == ["down"]
    monkeypatch.setattr(burst, "GOES_ON", 0.02)
    heard = await fed(b"people", b"p", quiet=0.05)
    assert heard.pressed == ["p"]


async def test_a_guests_burst_is_one_however_slowly_it_is_taken() -> None:
    text = b"O3 is done and put away, the rest of it we do next week\r" * 2
    heard = await fed(text, chunk=CHUNK, pace=PACE)
    assert heard.pressed == []
    assert len(heard.came) == len(text)


async def test_letters_that_come_one_by_one_are_pressed_however_fast() -> None:
    heard = await fed(*(bytes([letter]) for letter in b"people"))
    assert heard.pressed == list("people")


async def test_what_was_typed_ahead_of_the_first_frame_is_pressed() -> None:
    heard = await fed(b"aTyped ahead\r", is_ahead=True)
    assert heard.came == []
    assert len(heard.pressed) == 13
