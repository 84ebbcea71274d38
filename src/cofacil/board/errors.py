"""What can go wrong, each by a name and what belongs in its sentence; `language.worded` has the words."""

from typing import Self

from cofacil.board.notice import Notice


class Trouble(Exception):
    """Something a person should be told; it is worded where it is shown, in the language of whoever reads it."""

    exit_code = 1
    """What the command line ends with: 1 failed, 3 board missing or damaged, 4 busy or of a newer format."""

    def __init__(self, name: str, /, **places: object) -> None:
        super().__init__(name, places)
        self.name = name
        """What has happened: a key of `language.worded`."""
        self.places = places
        """What belongs in the sentence: names, labels, numbers, days, another trouble."""

    @classmethod
    def of(cls, notice: Notice) -> Self:
        """Return it for what a notice tells."""
        return cls(notice.name, **dict(notice.places))

    @property
    def notice(self) -> Notice:
        """Return what it tells, to be kept: it holds nothing of where it was raised."""
        return Notice(self.name, tuple(self.places.items()))

    @property
    def cause(self) -> Notice:
        """Return why, for a screen that says *not saved* itself, and tries again by itself."""
        return self.notice

    def __str__(self) -> str:
        """Return it for a log: a person is shown `worded(trouble)`."""
        return " ".join([self.name, *(f"{name}={value}" for name, value in self.places.items())])


class Refusal(Trouble):
    """The board does not allow this now; nothing was written."""


class NotSaved(Trouble):
    """A change could not be made durable; it is in no file and on no screen."""

    @property
    def cause(self) -> Notice:
        """Return why alone, without saying again that it is not saved, or that one should try again."""
        if self.name != "not-saved":
            return self.notice
        why = self.places["why"]
        if isinstance(why, Notice) and why.place("again"):
            why = why.put(again=False)
        return Notice.of("only-why", why=why)


class ReadOnly(Trouble):
    """The file may only be looked at here."""


class BoardMissing(Trouble):
    """There is no such board."""

    exit_code = 3


class BoardCopied(Refusal):
    """The file is a copy of another, and nobody has said whether it is to be a board of its own; nothing was changed."""


class BoardDamaged(Trouble):
    """The file is not what was acknowledged, or is no board; nothing of it is overwritten."""

    exit_code = 3


class BoardBusy(Trouble):
    """Somebody else held the board's lock for too long."""

    exit_code = 4


class NewerFormat(Trouble):
    """A newer cofacil wrote this file; it can be read and not written."""

    exit_code = 4
