"""Expects a trouble, and reads the sentence that a person is told of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from cofacil.board.errors import Trouble
from cofacil.language.worded import worded

Some = TypeVar("Some", bound=Trouble)


@contextmanager
def tells(kind: type[Trouble], words: str) -> Iterator[pytest.ExceptionInfo[Trouble]]:
    """Expect a trouble of that kind, of whose sentence `words` matches a part."""
    with pytest.raises(kind) as raised:
        yield raised
    sentence = worded(raised.value)
    assert re.search(words, sentence), sentence


def made_up(kind: type[Some], sentence: str) -> Some:
    """Return a trouble of that kind that is told in a made-up sentence."""
    return kind("only-why", why=sentence.removesuffix("."))
