"""The manual page says what the commands are."""

import re
import runpy
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from cofacil.cli.root import cofacil
from cofacil.room.actions import ACTIONS
from cofacil.tui.keys import Keymap

MAN = Path(__file__).parents[2] / "man"


def test_the_manual_page_is_up_to_date() -> None:
    made = runpy.run_path(str(MAN / "make_page.py"))["page"]()
    assert (MAN / "cofacil.1").read_text() == made, "run: python man/make_page.py"


def test_the_fields_of_json_are_documented_as_they_are() -> None:
    from cofacil.board.model import EMPTY
    from cofacil.export.json_report import SHOW_FIELDS, board_report

    documented = [name for names, _ in SHOW_FIELDS for name in names.split(", ")]
    assert sorted(board_report(EMPTY, 0)) == sorted(documented)


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here")
def test_the_manual_page_can_be_read() -> None:
    ended = subprocess.run(
        ["man", "--warnings", "-l", str(MAN / "cofacil.1")], capture_output=True, text=True, check=True
    )
    assert "EXIT STATUS" in ended.stdout
    assert ended.stderr == ""


def test_every_variable_of_an_option_is_on_the_page_and_no_other_is_promised() -> None:
    context = click.Context(cofacil, info_name="cofacil")
    commands = [cofacil.get_command(context, name) for name in cofacil.list_commands(context)]
    read = {param.envvar for command in commands if command for param in command.params if param.envvar}
    page = (MAN / "cofacil.1").read_text()
    named = set(re.findall(r"COFACIL_[A-Z_]+", page))
    assert named == read | {"COFACIL_HOME"}
    assert "auto_envvar_prefix" not in cofacil.context_settings


def test_commands_of_a_command_stand_behind_it_with_their_help_and_options() -> None:
    page = (MAN / "cofacil.1").read_text().replace("\\-", "-")
    sections = dict(re.findall(r"^\.SS (.+)\n((?:(?!\.S).*\n)*)", page, re.MULTILINE))
    names = list(sections)
    first = names.index("cofacil members [OPTIONS] BOARD [COMMAND] [ARGS]...")
    assert names[first + 1 : first + 4] == [
        "cofacil members BOARD add [OPTIONS]",
        "cofacil members BOARD revoke [OPTIONS] NAME",
        "cofacil members BOARD role [OPTIONS] NAME ROLE",
    ]
    added = sections[names[first + 1]]
    assert "Let somebody in by the key in FILE.pub" in added
    assert re.findall(r"\\fB(--\w+)", added) == ["--name", "--role", "--key"]
    assert "Let NAME in no more." in sections[names[first + 2]]


def test_the_page_lists_every_action_that_a_group_may_give_a_key() -> None:
    page = (MAN / "cofacil.1").read_text().partition("keymap] TAKES")[2].partition(".SH")[0]
    listed = re.findall(r"\\fB(\w+)\\fP", page)
    assert listed == [name for name in ACTIONS if name != "whole"]
    for action in listed:
        assert not Keymap.of({action: "x"}).notices, action
