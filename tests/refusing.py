"""What a test expects somebody to be told when something is refused."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

import pytest

from cofacil.board.errors import Refusal, Trouble
from cofacil.language.worded import worded

Met = TypeVar("Met", bound=Trouble)


def refused(words: str) -> AbstractContextManager[pytest.ExceptionInfo[Refusal]]:
    """Hold that this is refused, in a sentence in which these words are found; a pattern, as pytest's `match`."""
    return told(words, Refusal)


@contextmanager
def told(words: str, kind: type[Met]) -> Iterator[pytest.ExceptionInfo[Met]]:
    """Hold the same of any trouble."""
    with pytest.raises(kind) as met:
        yield met
    said = worded(met.value)
    assert re.search(words, said), said
