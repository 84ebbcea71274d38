"""In which order a cofacil wrote the keys of an event before they were sorted: as far as that can be found again.

Another program may have sorted them. Each order that is likely is tried, until the checksum that the event carries is borne out.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, permutations, product
from typing import Any

from cofacil.store.codec import Doc

_EVENT = ("e", "t", "by", "op", "w", "of", "clash", "m", "via", "v")
_SHAPES = tuple(
    tuple(shape.split())
    for shape in (
        "kind label text note pos said when meeting sealed owner. agreed tag. new. mark.",
        "kind label text note pos said when done owner. tag. from sealed",
        "label who state meeting sealed prompt card standing group new. mark.",
        "label who state when from sealed",
        "meeting aside pos title minutes question guidance column writing began closing",
        "title purpose place plan",
        "name title own prompts",
        "text source added behind",
        "opened deck prompt here.",
        "how from to",
        "from to kind",
        "at how",
        "at by undone",
        "at here missing",
        "answer why",
        "every passed over bridge_asked agreeing_asked always_asked at came seen n back",
        "n at every",
    )
)
"""What was made of which keys, in their order; one that ends in a dot stands for all members of a set."""
_LATE = ("passed", "over", "n", "back", "bridge_asked", "agreeing_asked", "always_asked")
"""Keys of which some were written behind those that stood there already."""
_FEW = 5
"""Keys of which every order is tried."""
_MOST = 400
"""Orders of one thing."""
_LAST = 6
"""Values of one field that are remembered: an undo writes one of them again."""

_Path = tuple[str, str]


class OldOrder:
    """Knows what it has seen: what stood in a field stands in the same order where it is written over."""

    def __init__(self) -> None:
        self._seen: dict[_Path, list[Any]] = {}

    def orders(self, doc: Doc) -> Iterator[Doc]:
        """Yield an event in every order in which an old cofacil may have written it, the likeliest first."""
        writes = doc.get("w")
        if not isinstance(writes, list):
            return
        keys = [key for key in _EVENT if key in doc]
        keys += [key for key in doc if key not in _EVENT]
        for each in _together([self._write(write) for write in writes]):
            yield {key: list(each) if key == "w" else doc[key] for key in keys}

    def learn(self, doc: Doc) -> None:
        """Remember in which order the values of an event stand, which is known now."""
        for write in _all_of(doc.get("w")):
            if len(write) >= 4 and isinstance(write[0], str) and isinstance(write[1], str):
                fields = write[3] if not write[1] and isinstance(write[3], dict) else {write[1]: write[3]}
                for field, value in fields.items():
                    if _has_order(value):
                        self._remember((write[0], field), value)

    def _remember(self, path: _Path, value: Any) -> None:
        self._seen[path] = [value, *(other for other in self._seen.get(path, ()) if other != value)][:_LAST]
        for inner, each in value.items() if isinstance(value, dict) else ():
            if _has_order(each):
                self._remember((path[0], f"{path[1]}/{inner}"), each)

    def _write(self, write: Any) -> Sequence[Any]:
        if not isinstance(write, list) or len(write) < 4 or not isinstance(write[0], str):
            return [write]
        path = (write[0], str(write[1]))
        parts = [[part] if number < 2 else self._value(part, path) for number, part in enumerate(write)]
        return [list(each) for each in _together(parts)]

    def _value(self, value: Any, path: _Path) -> Sequence[Any]:
        if not _has_order(value):
            return [value]
        before = self._seen.get(path, [])
        known = [seen for seen in before if seen == value]
        if isinstance(value, list):
            return [*known, *map(list, _together([self._value(each, path) for each in value]))]
        last = next((list(seen) for seen in before if isinstance(seen, dict)), [])
        inside = {key: self._value(each, (path[0], _inner(path[1], key))) for key, each in value.items()}
        return [*known, *islice(_in_orders(inside, _key_orders(list(value), last)), _MOST)]


def _in_orders(inside: dict[str, Sequence[Any]], orders: Iterable[Sequence[str]]) -> Iterator[dict[str, Any]]:
    for order in orders:
        for values in _together([inside[key] for key in order]):
            yield dict(zip(order, values, strict=True))


def _key_orders(keys: list[str], last: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the orders in which some keys may have been written, each once; `last` is how they stood there before."""
    yielded = set()
    for order in _likely(keys, last):
        if (one := tuple(order)) not in yielded:
            yielded.add(one)
            yield one


def _likely(keys: list[str], last: Sequence[str]) -> Iterator[Sequence[str]]:
    kept = [key for key in last if key in keys]
    if kept:
        new = sorted(set(keys) - set(kept))
        yield from ([*kept, *more] for more in islice(permutations(new), 24))
    fitting = sorted(_SHAPES, key=lambda shape: sum(_rank(key) not in shape for key in keys))
    for shape in fitting[:2]:
        inside = sorted((key for key in keys if _rank(key) in shape), key=lambda key: (shape.index(_rank(key)), key))
        base = [*inside, *sorted(set(keys) - set(inside))]
        for order in _with_sets_turned(base):
            yield order
            yield from _with_some_late(order)
    if len(keys) <= _FEW:
        yield from permutations(keys)


def _with_sets_turned(order: Sequence[str]) -> Iterator[list[str]]:
    """Yield an order with the members of each set in every order of their own."""
    groups: list[list[str]] = []
    for key in order:
        if groups and "." in key and _rank(groups[-1][0]) == _rank(key):
            groups[-1].append(key)
        else:
            groups.append([key])
    turned = [islice(permutations(group), 120) if len(group) > 1 else [group] for group in groups]
    for each in islice(product(*turned), 120):
        yield [key for group in each for key in group]


def _with_some_late(order: Sequence[str]) -> Iterator[list[str]]:
    late = [key for key in order if key in _LATE] or list(order)
    for number in range(1, 4):
        for some in permutations(late, number):
            yield [*(key for key in order if key not in some), *some]


def _rank(key: str) -> str:
    return key.partition(".")[0] + "." if "." in key else key


def _inner(field: str, key: str) -> str:
    return f"{field}/{key}" if field else key


def _has_order(value: Any) -> bool:
    """Say whether there is anything in a value whose order is not certain."""
    if isinstance(value, dict):
        return len(value) > 1 or any(map(_has_order, value.values()))
    return isinstance(value, list) and any(map(_has_order, value))


def _together(choices: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    return product(*choices)


def _all_of(writes: Any) -> Iterator[list[Any]]:
    return (write for write in writes if isinstance(write, list)) if isinstance(writes, list) else iter(())
