"""Board files of which one change goes down ten thousand levels, or counts further than anybody."""

from collections.abc import Sequence
from random import Random

from cofacil.board.events import Event
from cofacil.store.codec import canonical, seal, to_doc
from cofacil.store.layout import CLOSER, header_bytes, new_meta

META = new_meta("01KAK7ZZZZ0000000000000000", 1_795_370_700_000)


def deep(events: Sequence[Event], random: Random) -> bytes:
    """Return a board of which every byte bears out its checksum, and of which one change goes down and down, or counts too far."""
    levels = random.choice((60, 300, 700, 900, 10_000, 200_000))
    down = random.choice((b"[" * levels + b"1" + b"]" * levels, b'{"a":' * levels + b"1" + b"}" * levels, b"9" * 5000))
    start = header_bytes(META)
    lines, before = [], META.seed
    which = random.randrange(len(events))
    field = random.choice((b"text", b"agreed", b"odd", b"done", b"tag.gate"))
    new = b'["card/z9","",null,{"kind":"question","label":"Q9","pos":"z","text":"x","%b":%b}]' % (field, down)
    odd = random.choice((new, b'["card/1","%b",null,%b]' % (field, down), b'["card/1","%b",%b,"x"]' % (field, down)))
    for number, event in enumerate(events, 1):
        body = canonical(to_doc(event))
        if number - 1 == which:
            plain = body[: body.index(b'"w":')]
            body = plain + random.choice((b'"w":[%b]}' % odd, b'"w":[],"y":%b}' % down))
        line, before = seal(number, {}, before, lambda _, body=body: body)  # type: ignore[misc]
        lines.append(line)
    return start + b",".join(lines) + CLOSER
