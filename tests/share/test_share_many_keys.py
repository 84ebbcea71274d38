"""An agent that holds many keys: the right one is found, be it the last; and how many are looked at has an end."""

import time
from pathlib import Path

import asyncssh
import pytest
from serving import DEES, VICS, Person, connect, opened, seated, sit

from cofacil.share.limits import Limits

OTHERS = [asyncssh.generate_private_key("ssh-ed25519") for _ in range(70)]


@pytest.mark.parametrize("before", [0, 19, 63])
async def test_the_right_key_is_found_behind_others(tmp_path: Path, before: int) -> None:
    async with opened(tmp_path) as place:
        async with await connect(place.port, client_keys=[*OTHERS[:before], VICS]) as conn:
            await (await sit(conn)).says("Vic is viewer")
        assert " in as viewer by key: Vic\n" in place.access_log


async def test_a_word_comes_behind_twenty_keys_that_are_nobodys(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        word = place.word_for("Bea")
        async with await connect(place.port, Person(word), client_keys=OTHERS[:20]) as conn:
            await (await sit(conn)).says("Bea is participant")


async def test_who_offers_more_keys_than_are_looked_at_is_told_how_to_name_one(tmp_path: Path) -> None:
    class Reading(Person):
        banner = ""

        def auth_banner_received(self, msg: str, lang: str) -> None:  # noqa: ARG002
            self.banner += msg

    person = Reading()
    async with opened(tmp_path) as place:
        with pytest.raises(asyncssh.DisconnectError, match="-o IdentitiesOnly=yes -i KEY"):
            await connect(place.port, person, client_keys=[*OTHERS, VICS])
        assert person.banner.startswith("Your ssh has offered more keys than are looked at here.")
        assert " turned away: too many keys\n" in place.access_log
        async with seated(place.port, "Ana") as line:
            await line.says("Ana is host")


async def test_keys_that_were_offered_leave_as_many_tries_at_words_as_ever(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        person = Person("wrong", "worse", "no", place.word_for("Bea"))
        with pytest.raises(asyncssh.Error):
            await connect(place.port, person, client_keys=OTHERS[:20])
        assert len(person.asked) == Limits().failures
        assert " turned away: too many words that were not good\n" in place.access_log


async def test_an_offered_key_costs_less_than_the_beginning_of_a_line(tmp_path: Path) -> None:
    """Whoever offers as many as they may takes no more of this computer's time than by coming in again."""

    async def cost(keys: list[asyncssh.SSHKey]) -> float:
        best = 60.0
        for _ in range(3):
            began = time.process_time()
            with pytest.raises(asyncssh.Error):
                await connect(place.port, client_keys=keys or None)
            best = min(best, time.process_time() - began)
        return best

    async with opened(tmp_path) as place:
        alone, many = await cost([]), await cost(OTHERS[:60])
    assert (many - alone) / 60 < alone


@pytest.mark.parametrize("typed", ["Garden", "GARDEN", "Garden+Review", "garden+REVIEW", "GARDEN+Ask"])
async def test_capital_letters_before_the_at_sign_lead_where_small_ones_do(tmp_path: Path, typed: str) -> None:
    async with opened(tmp_path) as place, await connect(place.port, board=typed, key=DEES) as conn:
        await (await sit(conn)).says(
            "Dee, looking back, is" if "review" in typed.casefold() else "Dee is cofacilitator"
        )


async def test_a_members_file_that_an_editor_of_windows_has_saved_counts(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        file = place.members._path
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
        async with seated(place.port, "Ana") as line:
            await line.says("Ana is host")
        assert place.members.fault is None
