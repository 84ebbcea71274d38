"""`cofacil completion`."""

from pathlib import Path

import pytest
from cli_running import Cofacil


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_script(cofacil: Cofacil, shell: str) -> None:
    result = cofacil("completion", shell)
    assert result.exit_code == 0
    assert "_COFACIL_COMPLETE" in result.stdout


def test_a_shell_is_offered_the_names_of_boards(cofacil: Cofacil) -> None:
    for title in ("Riverside", "Rooftop", "Garden"):
        cofacil.begin(title)
    asked = {"_COFACIL_COMPLETE": "bash_complete", "COMP_WORDS": "cofacil show r", "COMP_CWORD": "2"}
    assert cofacil(env=asked).stdout.split() == ["plain,riverside", "plain,rooftop"]
    asked |= {"COMP_WORDS": "cofacil add riverside o", "COMP_CWORD": "3"}
    assert cofacil(env=asked).stdout.split() == ["plain,offer"]
