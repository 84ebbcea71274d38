"""Yes and no, typed in plain lines."""

import pytest

from cofacil.language.yes import says_no, says_yes


@pytest.mark.parametrize("said", ["no", " N ", "NO"])
def test_no_is_no_however_it_is_written(said: str) -> None:
    assert says_no(said)
    assert not says_yes(said)


@pytest.mark.parametrize("said", ["", "yes", "Y", "Noor", "none", "n o"])
def test_what_is_not_no_is_no_no(said: str) -> None:
    assert not says_no(said)


@pytest.mark.usefixtures("qps_is_spoken")
def test_no_is_also_what_it_is_in_the_language_in_which_was_asked() -> None:
    assert says_no("⟦ñö ~⟧")
    assert says_no("no")
    assert says_yes("⟦ýéš ~⟧")
