"""How a command ends: in order, or with one sentence for a person; the one place where a trouble becomes one."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from cofacil.board.errors import Trouble

INTERRUPTED = 130


def run_to_end(work: Callable[[], object]) -> NoReturn:
    """Do the work and end the process with what it returns, or with the trouble it met."""
    try:
        result = work()
        sys.stdout.flush()
    except Trouble as trouble:
        end(trouble.exit_code, trouble)
    except KeyboardInterrupt:
        end(INTERRUPTED)
    except OSError as trouble:
        _end_unwritten(trouble)
    sys.exit(result if isinstance(result, int) else 0)


def end(code: int, trouble: Trouble | None = None) -> NoReturn:
    """End the process, behind a sentence on stderr where there was a trouble."""
    try:
        sys.stdout.flush()
        if trouble is not None:
            sys.stderr.write(f"{_said(trouble)}\n")
            sys.stderr.flush()
    except OSError:
        let_go_of_output()
    sys.exit(code)


def _said(trouble: Trouble) -> str:
    from cofacil.board.text import strip_text
    from cofacil.language.worded import worded

    return strip_text(worded(trouble))


def _end_unwritten(trouble: OSError) -> NoReturn:
    """End when the output cannot be written: quietly when its reader has gone, as `head` does."""
    if trouble.filename is not None:
        end(1, Trouble("file-trouble", file=trouble.filename, reason=trouble))
    let_go_of_output()
    if trouble.errno == errno.EPIPE:
        sys.exit(1)
    end(1, Trouble("output-unwritten", reason=trouble))


def let_go_of_output() -> None:
    """Keep the interpreter from trying once more, with a traceback, as it ends."""
    with suppress(OSError):
        out = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out)
        os.close(nowhere)
