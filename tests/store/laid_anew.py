"""Ways in which other programs write the same JSON: what it means stays."""

import json
import random
from collections.abc import Callable, Mapping
from typing import Any


def turned(value: Any, chance: random.Random) -> Any:
    """Return the same JSON with its keys in any order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: turned(value[key], chance) for key in keys}
    return [turned(each, chance) for each in value] if isinstance(value, list) else value


def with_floats(value: Any) -> Any:
    """Return the same for a program that knows one kind of number."""
    if isinstance(value, dict):
        return {key: with_floats(each) for key, each in value.items()}
    if isinstance(value, list):
        return [with_floats(each) for each in value]
    return float(value) if type(value) is int else value


WAYS: Mapping[str, Callable[[Any], bytes]] = {
    "sorted": lambda doc: json.dumps(doc, sort_keys=True).encode(),
    "sorted and indented": lambda doc: json.dumps(doc, sort_keys=True, indent=4, ensure_ascii=False).encode(),
    "indented": lambda doc: json.dumps(doc, indent=2).encode(),
    "indented by tabs": lambda doc: json.dumps(doc, indent="\t").encode(),
    "any order": lambda doc: json.dumps(turned(doc, random.Random(4))).encode(),  # noqa: S311  # a run that can be repeated
    "in one line": lambda doc: json.dumps(doc, separators=(",", ":"), ensure_ascii=False).encode(),
    "escaped": lambda doc: json.dumps(doc).replace("/", "\\/").encode(),
    "CRLF": lambda doc: json.dumps(doc, indent=1).replace("\n", "\r\n").encode(),
    "with a BOM": lambda doc: ("\ufeff" + json.dumps(doc, ensure_ascii=False)).encode(),
    "UTF-16": lambda doc: json.dumps(doc, ensure_ascii=False).encode("utf-16"),
    "floats": lambda doc: json.dumps(with_floats(doc), sort_keys=True).encode(),
}
