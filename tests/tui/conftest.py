"""Screens are read in one zone, wherever the tests run."""

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def utc() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
