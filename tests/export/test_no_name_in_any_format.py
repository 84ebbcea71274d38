"""What is given away, in each format as it leaves the house: no name of anybody is in any byte of it."""

import html
import re
from functools import cache

import pytest
from every_field import NAMES, every_field
from exporting import START, carried

from cofacil.export.exported import ALL, LAST, Exported
from cofacil.export.formats import FORMATS
from cofacil.export.given_away import Giving
from cofacil.export.initials import Names
from cofacil.language.names_in_text import words_of
from cofacil.wiring.wall_picture import painted_wall

READ_AS_TEXT = tuple(name for name, kind in FORMATS.items() if kind.is_text)


@cache
def given(how: Names, chosen: str) -> Exported:
    made = carried(tuple(every_field().log.read(0)), Giving(how), chosen)
    return made._replace(painted=painted_wall(made.board, START))


def words_in(text: str) -> set[str]:
    return {word.bare for word in words_of(re.sub(r"\r?\n ", "", html.unescape(text)))}


SOUGHT = {"".join(word.bare for word in words_of(name)) for name in NAMES}


@pytest.mark.parametrize("how", [Names.INITIALS, Names.NOBODY])
@pytest.mark.parametrize("chosen", [ALL, "1", LAST])
@pytest.mark.parametrize("name", READ_AS_TEXT)
def test_no_name_is_in_any_byte_of_it(name: str, chosen: str, how: Names) -> None:
    if name == "json" and chosen != ALL:
        return
    assert not SOUGHT & words_in(FORMATS[name].written(given(how, chosen)).decode())


@pytest.mark.parametrize("name", READ_AS_TEXT)
def test_with_names_they_are_there(name: str) -> None:
    assert {"zwack", "xochitl", "kwabs"} & words_in(FORMATS[name].written(given(Names.WHOLE, ALL)).decode())
