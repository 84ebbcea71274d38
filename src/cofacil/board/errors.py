"""What can go wrong, each as one sentence that says what happened and what to do."""


class Trouble(Exception):
    """Something a person should be told; its message is a whole sentence for them."""

    exit_code = 1
    """What the command line ends with: 1 failed, 3 board missing or damaged, 4 busy or of a newer format."""

    @property
    def sentence(self) -> str:
        return str(self)


class Refusal(Trouble):
    """The board does not allow this now; nothing was written."""


class NotSaved(Trouble):
    """A change could not be made durable; it is in no file and on no screen."""


class ReadOnly(Trouble):
    """The file may only be looked at here."""


class BoardMissing(Trouble):
    """There is no such board."""

    exit_code = 3


class BoardDamaged(Trouble):
    """The file is not what was acknowledged, or is no board; nothing of it is overwritten."""

    exit_code = 3


class BoardBusy(Trouble):
    """Somebody else held the board's lock for too long."""

    exit_code = 4


class NewerFormat(Trouble):
    """A newer cofacil wrote this file; it can be read and not written."""

    exit_code = 4
