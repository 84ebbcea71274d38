"""What a board file is, judged from its bytes: sound, torn, laid out by another program, or damaged."""

from enum import StrEnum
from typing import NamedTuple

from cofacil.board.errors import BoardDamaged
from cofacil.board.notice import Notice
from cofacil.store.chain import Chain
from cofacil.store.codec import SEAL_LENGTH, checksum_of
from cofacil.store.high_water import Mark
from cofacil.store.layout import CLOSER, Header, read_header


class State(StrEnum):
    """What may be done with a file."""

    SOUND = "sound"
    TORN = "torn"
    """An append was cut off before it was acknowledged; a writer puts it right."""
    RELAID = "relaid"
    """Another program laid it out in its own way; every event is whole."""
    DAMAGED = "damaged"
    """It is not what was acknowledged; nobody writes to it."""


class Verdict(NamedTuple):
    """What was found in a file."""

    state: State
    header: Header | None
    chain: Chain
    """The good part."""
    image: bytes
    """The file as cofacil lays it out, which is the file unless another program laid it out."""
    fault: Notice | None = None
    """What is wrong, None for nothing."""
    line: int = 0
    """The line of the file on which the good part ends, 1 for the first."""
    is_laid_again: bool = False
    """Whether another program laid the file out, so that its image is made of it."""

    @property
    def trouble(self) -> BoardDamaged:
        """Return what is raised for a file that is not sound."""
        assert self.fault is not None  # noqa: S101  # what is not sound has a fault
        return BoardDamaged.of(self.fault)

    def since(self, board: str, count: int, name: str) -> BoardDamaged:
        """Return what is raised of a board that is open, of which `count` events stood in its file, and this stands there now."""
        fault = self.fault.name if self.fault is not None else ""
        held = self.chain.count if self.header is not None else 0
        # No mark says so of a board that nobody has written to here, or of one whose lock went with it.
        if fault == "another-board-than-saved" or (self.header is not None and self.header.meta.board != board):
            return BoardDamaged("board-replaced-by-another", file=name)
        if fault in {"board-empty", "board-all-zeros"}:
            return BoardDamaged("board-emptied", file=name)
        if fault == "ends-too-early" or (held < count and not fault):
            return BoardDamaged("board-older", file=name, number=count, held=held)
        return BoardDamaged("board-damaged-since" if fault else "board-replaced", file=name)

    @property
    def byte(self) -> int:
        """Where the good part ends, the first byte being 0."""
        return self.chain.end

    @property
    def tail(self) -> bytes:
        """What stands behind the good part."""
        return self.image[self.chain.end :]


def judge(data: bytes, mark: Mark | None, name: str) -> Verdict:
    """Judge a whole file by its own bytes and by what its mark says was acknowledged."""
    found = _as_laid_out(data, name)
    if found.state is State.DAMAGED:
        other = _as_another_wrote_it(data, name)
        if other is not None and (other.state is State.RELAID or found.header is None):
            found = other
    if found.state is State.DAMAGED or found.header is None:
        return found
    missing = _against(mark, found, name)
    if missing is None:
        return found
    return found._replace(state=State.DAMAGED, fault=missing)


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


def _as_laid_out(data: bytes, name: str) -> Verdict:
    header = read_header(data)
    if header is None:
        return Verdict(State.DAMAGED, None, Chain(0, 0), data, _no_board(data, name), 1)
    chain = Chain(header.meta.seed, header.length)
    chain.follow(data, at=header.length)
    state = judge_tail(data[chain.end :], chain.count)
    line = header.lines + chain.count + 1
    fault = None
    if state is State.TORN:
        fault = Notice.of("last-change-cut-off", file=name)
    elif state is State.DAMAGED:
        fault = Notice.of("damaged-at", file=name, line=line, byte=chain.end)
    return Verdict(state, header, chain, data, fault, line)


def _as_another_wrote_it(data: bytes, name: str) -> Verdict | None:
    from cofacil.store.layout_again import lay_out_again  # noqa: PLC0415  # few files were laid out by another program

    image = lay_out_again(data)
    if image is None:
        return None
    found = _as_laid_out(image, name)
    if found.state is State.SOUND:
        return Verdict(State.RELAID, found.header, found.chain, image, None, found.line, is_laid_again=True)
    if found.header is None:
        return None
    fault = Notice.of("laid-out-and-changed", file=name, change=found.chain.count + 1)
    return Verdict(State.DAMAGED, found.header, found.chain, image, fault, found.line, is_laid_again=True)


def _against(mark: Mark | None, found: Verdict, name: str) -> Notice | None:
    """Return what of the acknowledged is not in a file, None where all of it is."""
    if mark is None or found.header is None:
        return None
    if mark.board != found.header.meta.board:
        return Notice.of("another-board-than-saved", file=name)
    count = found.chain.count
    if mark.number > count:
        return Notice.of("ends-too-early", file=name, line=found.line, byte=found.byte, number=mark.number, held=count)
    if mark.checksum != checksum_at(found, mark.number):
        return Notice.of("differs-from-saved", file=name, change=mark.number)
    return None


def checksum_at(found: Verdict, count: int) -> int:
    """Return the checksum of event `count`, which is among the good ones; 0 asks for the beginning."""
    if count == 0:
        return found.header.meta.seed if found.header else 0
    end = found.chain.span(count, count)[0]
    return checksum_of(found.image[end - SEAL_LENGTH : end])


def _no_board(data: bytes, name: str) -> Notice:
    if not data:
        return Notice.of("board-empty", file=name)
    return Notice.of("no-board-known" if data.strip(b"\0") else "board-all-zeros", file=name)
