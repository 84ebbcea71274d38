"""What was made lately is held, and of more than fits what was made first goes."""

from cofacil.made_lately import MadeLately


def test_of_more_than_fits_what_was_made_first_goes_and_nothing_else() -> None:
    held: MadeLately[str] = MadeLately(3)
    for number in range(5):
        held.put((number,), (), str(number))
    assert [held.made((number,)) for number in range(5)] == [None, None, "2", "3", "4"]
