"""Something to tell a person that is no trouble: by a name, and what belongs in its sentence."""

from typing import NamedTuple


class Notice(NamedTuple):
    """A sentence by its name; `language.worded` has the words, and each seat reads them in its own language."""

    name: str
    places: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, name: str, /, **places: object) -> "Notice":
        return cls(name, tuple(places.items()))
