import subprocess
import sys
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from cofacil import paths


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    environ = {"COFACIL_HOME": str(tmp_path)}
    assert paths.home(environ) == tmp_path
    assert paths.boards(environ) == tmp_path / "boards"
    assert paths.backups("01J", environ) == tmp_path / "backups" / "01J"
    assert paths.config_folder(environ) == tmp_path / "config"
    assert paths.config_file(environ) == tmp_path / "config" / "config.toml"
    assert paths.decks_folder(environ) == tmp_path / "config" / "decks"
    assert paths.themes_folder(environ) == tmp_path / "config" / "themes"


def test_without_it_the_system_says_where_things_go() -> None:
    assert paths.home({}) == user_data_path("cofacil", appauthor=False)
    assert paths.config_folder({}) == user_config_path("cofacil", appauthor=False)


def test_an_empty_variable_moves_nothing() -> None:
    assert paths.home({"COFACIL_HOME": ""}) == paths.home({})


def test_the_place_is_whole_even_if_given_short() -> None:
    assert paths.home({"COFACIL_HOME": "~/meetings"}) == Path.home() / "meetings"
    assert paths.home({"COFACIL_HOME": "here"}) == Path.cwd() / "here"


def test_themes_are_looked_for_in_the_package_first(tmp_path: Path) -> None:
    package = tmp_path / "src" / "cofacil"
    (package / "_themes").mkdir(parents=True)
    (tmp_path / "themes").mkdir()
    assert paths.shipped_themes(package) == package / "_themes"


def test_themes_are_found_in_the_checkout_when_the_package_has_none(tmp_path: Path) -> None:
    package = tmp_path / "src" / "cofacil"
    package.mkdir(parents=True)
    (tmp_path / "themes").mkdir()
    assert paths.shipped_themes(package) == tmp_path / "themes"


def test_themes_are_where_we_say() -> None:
    assert (paths.shipped_themes() / "projector-light.toml").is_file()


def test_a_path_is_shown_as_people_write_it() -> None:
    environ = {"HOME": "/home/ana"}
    assert paths.tilde(Path("/home/ana/boards/riverside.json"), environ) == "~/boards/riverside.json"
    assert paths.tilde(Path("/home/ana"), environ) == "~"
    assert paths.tilde(Path("/home/anabel/boards"), environ) == "/home/anabel/boards"
    assert paths.tilde(Path("/srv/boards"), {"HOME": "/"}) == "/srv/boards"


def test_asking_for_a_moved_folder_is_quick_to_start(tmp_path: Path) -> None:
    code = "import sys, cofacil.paths as p; p.boards(); sys.exit('platformdirs' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], env={"COFACIL_HOME": str(tmp_path)}, check=False)
    assert asked.returncode == 0
