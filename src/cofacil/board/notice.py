"""Something to tell a person that is no trouble: by a name, and what belongs in its sentence."""

from typing import NamedTuple


class Notice(NamedTuple):
    """A sentence by its name; `language.worded` has the words, and each seat reads them in its own language."""

    name: str
    places: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, name: str, /, **places: object) -> "Notice":
        return cls(name, tuple(places.items()))

    def place(self, name: str) -> object:
        """Return what belongs in that place of the sentence, None where it has no such place."""
        return dict(self.places).get(name)

    def put(self, **places: object) -> "Notice":
        """Return it with other things in some of its places."""
        return Notice(self.name, tuple({**dict(self.places), **places}.items()))
