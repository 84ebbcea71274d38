"""What a board file is, judged from its bytes: sound, torn, laid out by another program, or damaged."""

import json
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from cofacil.store.chain import Chain
from cofacil.store.codec import SEAL_LENGTH, checksum_of
from cofacil.store.high_water import Mark
from cofacil.store.layout import CLOSER, Header, lay_out_again, read_header


class State(StrEnum):
    """What may be done with a file."""

    SOUND = "sound"
    TORN = "torn"
    """An append was cut off before it was acknowledged; a writer puts it right."""
    RELAID = "relaid"
    """Another program laid it out in its own way; every event is whole."""
    DAMAGED = "damaged"
    """It is not what was acknowledged; nobody writes to it."""


class Findings(NamedTuple):
    """What was found in a file."""

    state: State
    header: Header | None
    chain: Chain
    """The good part."""
    image: bytes
    """The file as cofacil lays it out, which for all but a relaid one is the file."""
    sentence: str = ""
    line: int = 0
    """The line of the file on which the good part ends, 1 for the first."""

    @property
    def byte(self) -> int:
        """Where the good part ends, the first byte being 0."""
        return self.chain.end

    @property
    def tail(self) -> bytes:
        """What stands behind the good part."""
        return self.image[self.chain.end :]


def inspect(data: bytes, mark: Mark | None, name: str) -> Findings:
    """Judge a whole file by its own bytes and by what its mark says was acknowledged."""
    found = _as_laid_out(data, name)
    if found.state is State.DAMAGED:
        found = _as_another_wrote_it(data, name) or found
    if found.state is State.DAMAGED or found.header is None:
        return found
    missing = _against(mark, found, name)
    if not missing:
        return found
    return Findings(State.DAMAGED, found.header, found.chain, found.image, missing, found.line)


def judge_tail(tail: bytes, count: int) -> State:
    """Judge what stands behind `count` good lines: the closing line, the beginning of an append, or anything else."""
    core = tail.rstrip(b"\0")
    if core == CLOSER:
        return State.SOUND if core == tail else State.TORN
    lead = b',"%d":{' % (count + 1) if count else b'"1":{'
    # One or two bytes of an append may stand before what is left of the closing line it was to overwrite.
    if core in {lead[:1] + CLOSER[1:], lead[:2] + CLOSER[2:]} or CLOSER.startswith(core):
        return State.TORN
    if b"\n" not in core and b"\0" not in core and (core.startswith(lead) or lead.startswith(core)):
        return State.TORN
    return State.DAMAGED


def _as_laid_out(data: bytes, name: str) -> Findings:
    header = read_header(data)
    if header is None:
        return Findings(State.DAMAGED, None, Chain(0, 0), data, _no_board(data, name), 1)
    chain = Chain(header.meta.seed, header.length)
    chain.follow(data, at=header.length)
    state = judge_tail(data[chain.end :], chain.count)
    line = header.lines + chain.count + 1
    sentence = ""
    if state is State.TORN:
        sentence = f"The last change in “{name}” was cut off before it was saved; all before it is here. The next one who writes puts that right."
    elif state is State.DAMAGED:
        sentence = f"“{name}” is damaged at line {line}, byte {chain.end}: what stands there is not what was saved. Nothing was overwritten; `cofacil doctor` says more."
    return Findings(state, header, chain, data, sentence, line)


def _as_another_wrote_it(data: bytes, name: str) -> Findings | None:
    image = None
    with suppress(ValueError, RecursionError):
        tables = json.loads(data)
        image = lay_out_again(tables) if isinstance(tables, dict) else None
    if image is None:
        return None
    found = _as_laid_out(image, name)
    if found.state is not State.SOUND:
        return None
    return Findings(State.RELAID, found.header, found.chain, image, "", found.line)


def _against(mark: Mark | None, found: Findings, name: str) -> str:
    """Say what of the acknowledged is not in a file, or return ""."""
    if mark is None or found.header is None:
        return ""
    if mark.board != found.header.meta.board:
        return f"“{name}” is another board than the one that was saved there. If that is meant, `cofacil doctor --accept` takes it as it is."
    if mark.number > found.chain.count:
        return (
            f"“{name}” ends too early, at line {found.line}, byte {found.byte}: {mark.number} changes were saved, and it holds {found.chain.count}. "
            "It is an older copy, or was cut short. `cofacil doctor` says more."
        )
    if mark.checksum != checksum_at(found, mark.number):
        return f"“{name}” is not the file that was saved: its changes differ from change {mark.number} on or before. `cofacil doctor` says more."
    return ""


def checksum_at(found: Findings, count: int) -> int:
    """Return the checksum of event `count`, which is among the good ones; 0 asks for the beginning."""
    if count == 0:
        return found.header.meta.seed if found.header else 0
    end = found.chain.span(count, count)[0]
    return checksum_of(found.image[end - SEAL_LENGTH : end])


def _no_board(data: bytes, name: str) -> str:
    if not data:
        return (
            f"“{name}” is empty (line 1, byte 0), and no board ever is. Nothing was overwritten; a backup may have it."
        )
    if not data.strip(b"\0"):
        return (
            f"“{name}” holds nothing but zeros from line 1, byte 0 on. Nothing was overwritten; a backup may have it."
        )
    return f"“{name}” is no board that cofacil knows: it does not begin as one (line 1, byte 0). Nothing was overwritten; `cofacil doctor` says more."
