"""Board files as they may come to us: cut, flipped, not JSON, JSON of something else, and sound ones that make no sense."""

import json
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from deep_files import deep
from happenings import _DEEDS, Step, history

from cofacil.board.events import Event, Json, Write
from cofacil.example.meeting import example_log
from cofacil.methods.deck import shipped_deck
from cofacil.room.practice import Practice
from cofacil.store.codec import to_doc
from cofacil.store.layout import lay_out, new_meta

BOARD = "01KAK7ZZZZ0000000000000000"
START = 1_795_370_700_000
_WORDS: tuple[str, ...] = (
    *(
        "",
        " ",
        "\0",
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\u202eturned",
        "\ufeff",
        "a\nb\r\nc",
        "[bold]x[/bold]",
        "=1+1",
    ),
    *(
        "<script>alert(1)</script>",
        "{name}",
        "%s",
        "A1",
        "ana",
        "room",
        "12",
        "2026-13-45",
        "9" * 40,
        "é" * 300,
        "🏴‍☠️",
        "question",
    ),
    *("card/1", "step/x", "\ud7ff", "'\"`$(reboot)", "..", "/", "x" * 5000, "…", "١٢", "²", "Ⅷ", "0" * 26),
)
_ENTITIES = (
    "card",
    "person",
    "absence",
    "link",
    "meeting",
    "step",
    "tally",
    "answer",
    "board",
    "timer",
    "weather",
    "",
    "/",
)
_FIELDS = (
    *(
        "kind",
        "label",
        "text",
        "note",
        "pos",
        "said",
        "heard_by",
        "meeting",
        "sealed",
        "when",
        "owner.ana",
        "owner.",
        "done",
        "gone",
    ),
    *(
        "struck",
        "tag.gate",
        "tag.",
        "mark.wicked",
        "agreed",
        "promise.1",
        "consent",
        "reword.1",
        "from",
        "who",
        "knows",
        "asks",
    ),
    *(
        "asks_in",
        "where",
        "state",
        "prompt",
        "card",
        "speaks",
        "person",
        "standing",
        "to",
        "via",
        "opened",
        "closed",
        "purpose",
    ),
    *(
        "deck",
        "here.ana",
        "here.",
        "input",
        "step",
        "plan",
        "planned",
        "next_time.1",
        "none_today",
        "round.1",
        "title",
        "place",
    ),
    *(
        "column.question",
        "minutes",
        "question",
        "guidance",
        "column",
        "writing",
        "began",
        "ended",
        "revealed",
        "aside",
        "closing",
    ),
    *(
        "name",
        "brings",
        "same",
        "mode",
        "length",
        "started",
        "ends",
        "left",
        "seen",
        "new.ana",
        "finds_out.ana",
        "asked.1",
        "x y",
        "",
    ),
)
_OPS = (
    "card.add",
    "card.edit",
    "undo",
    "redo",
    "board.set",
    "meeting.open",
    "meeting.close",
    "person.same",
    "import",
    "weather.rain",
    "",
)
_LABELS: tuple[Json, ...] = ("Q1", "Q999999999999", "A0", "Ü1", "", 7, "Q٣", "N1")
_KINDS: tuple[Json, ...] = (
    "question",
    "offer",
    "action",
    "issue",
    "weather",
    "",
    7,
    None,
    ["question"],
    {"question": 1},
)


def damaged(place: Path, seed: int) -> None:
    """Put a damaged file, or what is none, at a place; which one the seed says."""
    random = Random(seed)  # noqa: S311  # which damage is no secret
    kind = _WAYS[seed % len(_WAYS)]
    data = kind(random)
    if data is None:
        _no_file(place, random)
    else:
        place.write_bytes(data)


def sound(random: Random) -> bytes:
    return lay_out(new_meta(BOARD, START), b"", [to_doc(event) for event in _events(random)])


def _no_file(place: Path, random: Random) -> None:
    match random.randrange(3):
        case 0:
            place.mkdir()
            (place / "inside.json").write_bytes(sound(random))
        case 1:
            place.symlink_to(place.name)
        case _:
            os.mkfifo(place)


def _events(random: Random) -> Sequence[Event]:
    if random.random() < 0.1:
        return _example()
    script = [
        Step(random.choice(_DEEDS), random.randrange(3), random.randrange(40), random.randrange(40))
        for _ in range(random.randrange(30))
    ]
    return [event._replace(e=event.e[:26].zfill(26)) for event in history(script)]


@cache
def _example() -> Sequence[Event]:
    return example_log(Practice(shipped_deck().prompts), START).read(0)


# bytes


def _cut(random: Random) -> bytes:
    data = sound(random)
    return data[: random.randrange(len(data) + 1)]


def _flipped(random: Random) -> bytes:
    data = bytearray(sound(random))
    for _ in range(random.choice((1, 1, 1, 5, 50))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def _lines(random: Random) -> bytes:
    lines = sound(random).split(b"\n")
    for _ in range(random.choice((1, 1, 3))):
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(4):
            case 0:
                lines[one], lines[other] = lines[other], lines[one]
            case 1:
                lines.insert(one, lines[other])
            case 2 if len(lines) > 1:
                del lines[one]
            case _:
                lines[one] = bytes(len(lines[one]))
    return b"\n".join(lines)


def _around(random: Random) -> bytes:
    data = sound(random)
    return random.choice(
        (
            b"\xef\xbb\xbf" + data,
            data.replace(b"\n", b"\r\n"),
            data + data,
            data + random.randbytes(40),
            data[1:],
            b" " + data,
            data + b"\n\n",
            data[::-1],
        )
    )


def _no_json(random: Random) -> bytes:
    size = random.choice((0, 1, 2, 100, 5000))
    return random.choice(
        (
            random.randbytes(size),
            bytes(size),
            b"",
            b"\n" * size,
            b"{" * size,
            b"[" * 100_000,
            b'{"_meta":' * 2000,
            "Wer öffnet das Tor?\n? Who\n+ A lamp\n> Ask @ana ^fri\n".encode(
                random.choice(("utf-8", "latin-1", "utf-16"))
            ),
            b"kind,text\nquestion,Who\n" * size,
            b"SQLite format 3\0" + random.randbytes(size),
            b"%PDF-1.7\n" + random.randbytes(size),
            b"\x1b[2J\x1b]0;owned\x07" * 9,
        )
    )


def _other_json(random: Random) -> bytes:
    meta = {"1": {"format": "cofacil/1", "board": BOARD, "created": START}}
    shapes: tuple[object, ...] = (
        *([], {}, None, 1, "x", [[]], {"_meta": []}, {"_meta": {}}, {"events": {}}, {"_default": {"1": {"name": "x"}}}),
        *(
            {"_meta": meta},
            {"_meta": meta, "events": []},
            {"_meta": meta, "events": {"1": None}},
            {"_meta": meta, "events": {"2": {}}},
        ),
        *(
            {"_meta": {"1": {**meta["1"], "format": "cofacil/9"}}, "events": {}},
            {"_meta": {"1": {**meta["1"], "board": 7}}, "events": {}},
        ),
        *(
            {"_meta": {"1": {**meta["1"], "created": -1}}, "events": {}},
            {"_meta": {"1": {**meta["1"], "created": 10**30}}, "events": {}},
        ),
        {"_meta": meta, "events": {"1": _value(random, 3)}},
        {"_meta": meta, "events": {str(n): {"e": "x", "t": n, "w": [], "x": "00000000"} for n in range(1, 5)}},
        {"format": "cofacil-log/1", "board": BOARD, "created": START, "events": [_value(random, 3)]},
        {
            "format": "cofacil-log/1",
            "board": BOARD,
            "created": START,
            "events": [to_doc(event) for event in _senseless_events(random)],
        },
        {"format": "cofacil-log/2", "events": 0},
        {
            "cards": [_value(random, 2)],
            "lists": [_value(random, 2)],
            "name": _value(random, 1),
            "checklists": 3,
            "actions": [{}],
        },
        {
            "cards": [{"name": "x", "idList": "1", "due": _value(random, 1)}],
            "lists": [{"id": "1", "name": _value(random, 1)}],
        },
        {
            "included": _value(random, 3),
            "item": _value(random, 2),
            "lists": {},
            "swimlanes": [1],
            "stacks": [{"cards": _value(random, 2)}],
        },
    )
    text = json.dumps(random.choice(shapes), ensure_ascii=random.random() < 0.5, indent=random.choice((None, 1)))
    return text.encode("utf-8", "replace")


def _relaid(random: Random) -> bytes:
    """Return a board as another program lays it out, with or without a change of its own."""
    tables = json.loads(sound(random))
    if random.random() < 0.6 and tables["events"]:
        doc = random.choice(list(tables["events"].values()))
        doc[random.choice([*doc, "new"])] = _value(random, 2)
    return json.dumps(tables, indent=random.choice((None, 2)), sort_keys=random.random() < 0.5).encode(
        "utf-8", "replace"
    )


def _huge(random: Random) -> bytes:
    event = _events(random)[-1:] or _example()[-1:]
    write = Write("card/1", "", None, {"kind": "question", "label": "Q1", "text": "wide " * 20_000, "pos": "a"})
    return _laid([event[0]._replace(writes=(write,) * random.choice((1, 3)))])


# sound to the byte, and of no sense


def _senseless(random: Random) -> bytes:
    return _laid(_senseless_events(random))


def _senseless_events(random: Random) -> list[Event]:
    events = list(_events(random)) or list(_example()[:9])
    for _ in range(random.choice((1, 3, 20))):
        at = random.randrange(len(events))
        events[at] = random.choice((_odd_value, _odd_value, _odd_event, _odd_writes))(events[at], random)
    return events


def _laid(events: Sequence[Event]) -> bytes:
    docs = [{name: value for name, value in _doc(event).items() if value is not None} for event in events]
    return lay_out(new_meta(BOARD, START), b"", docs)


def _doc(event: Event) -> dict[str, object]:
    doc: dict[str, object] = {
        "e": event.e,
        "t": event.t,
        "by": event.by,
        "op": event.op,
        "w": [list(w) for w in event.writes],
    }
    return {
        **doc,
        "of": event.of,
        "clash": list(event.clash) or None,
        "m": event.meeting,
        "via": event.via,
        "v": event.v,
    }


def _odd_value(event: Event, random: Random) -> Event:
    """Return an event of which one field holds what it never should."""
    writes = list(event.writes)
    if not writes:
        return _odd_writes(event, random)
    at = random.randrange(len(writes))
    write = writes[at]
    if not write.field and isinstance(write.after, dict):
        field = random.choice([*write.after, random.choice(_FIELDS)])
        writes[at] = write._replace(after={**write.after, field: _value(random, 2)})
    else:
        writes[at] = write._replace(after=_value(random, 2))
    return event._replace(writes=tuple(writes))


def _odd_event(event: Event, random: Random) -> Event:
    words = random.choice(_WORDS)
    changes: tuple[dict[str, Any], ...] = (
        *(
            {"e": words},
            {"t": random.choice((0, 1, START * 2, 253_401_999_999_999))},
            {"by": words},
            {"op": random.choice(_OPS)},
        ),
        *(
            {"meeting": words},
            {"via": words},
            {"of": words},
            {"clash": (words, f"card/1 {words}")},
            {"v": random.choice((-1, 0, 99))},
        ),
    )
    return event._replace(**random.choice(changes))


def _odd_writes(event: Event, random: Random) -> Event:
    writes = []
    for _ in range(random.randrange(4)):
        entity = random.choice(
            (
                f"{random.choice(_ENTITIES)}/{random.choice(('1', 'ana', random.choice(_WORDS)))}",
                random.choice(_ENTITIES),
            )
        )
        fields: dict[str, Json] = {random.choice(_FIELDS): _value(random, 2) for _ in range(random.randrange(6))}
        if random.random() < 0.7:
            fields["kind"], fields["label"] = random.choice(_KINDS), random.choice(_LABELS)
        writes.append(Write(entity, "", _value(random, 1), random.choice((fields, fields, fields, _value(random, 1)))))
        writes.append(Write(entity, random.choice(_FIELDS), _value(random, 1), _value(random, 2)))
    return event._replace(writes=tuple(writes))


def _value(random: Random, depth: int) -> Json:
    what = random.randrange(8 if depth else 5)
    simple: tuple[Json, ...] = (None, True, False, 0, -1, 1, START, START * 3, 2**62, -(2**62))
    if what < 3:
        return random.choice(_WORDS)
    if what < 5:
        return random.choice(simple)
    if what < 6:
        return [_value(random, depth - 1) for _ in range(random.randrange(4))]
    keys = (
        "at",
        "by",
        "from",
        "to",
        "how",
        "here",
        "missing",
        "n",
        "every",
        "answer",
        "why",
        "text",
        "prompts",
        random.choice(_WORDS),
    )
    return {random.choice(keys): _value(random, depth - 1) for _ in range(random.randrange(4))}


_WAYS: tuple[Callable[[Random], bytes | None], ...] = (
    *(
        _cut,
        _flipped,
        _lines,
        _around,
        _no_json,
        _other_json,
        _relaid,
        _senseless,
        _senseless,
        _senseless,
        _senseless,
        lambda random: deep(_events(random) or _example()[:9], random),
    ),
    *(_cut, _flipped, _lines, _senseless, _senseless, _senseless, _huge, lambda _random: None),
)
