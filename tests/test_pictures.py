"""The pictures of the README and of docs/: each is a real screen that the script comes by, and speaks to those who do not see it."""

import html
import json
import re
from pathlib import Path

import pytest
from make_pictures import FOLDER, SCHEMES, drawn
from making.cast import Cast
from making.film import film
from making.first_minute import BEATS, NAME, TOLD, film_files, record
from making.playing import played
from making.rows import GROUNDS
from making.walks import PICTURES, WALKS, Told, Walk

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "facilitating.md")
KEPT = {step.picture: step.shows for walk in WALKS for step in walk.steps if step.picture}
STILLS = sorted(f"{name}-{scheme}.svg" for name in KEPT for scheme in SCHEMES)
FILMS = sorted(f"{NAME}-{scheme}{end}" for scheme in SCHEMES for end in (".svg", "-still.svg", ".cast"))
_IMAGE = re.compile(
    r'<picture>\n  <source media="\(prefers-color-scheme: dark\)" srcset="(?P<dark>[^"]+)">\n'
    r'  <img src="(?P<light>[^"]+)" alt="(?P<alt>[^"]+)">\n</picture>'
)


def svg(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def told_of(name: str) -> Told:
    return TOLD if name.startswith(NAME) else PICTURES[name.rpartition("-")[0]]


def test_every_picture_that_is_made_is_kept_and_no_other() -> None:
    assert set(KEPT) == set(PICTURES)
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted((*STILLS, *FILMS))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_of_a_page_is_there_light_and_dark_and_says_what_it_shows(page: Path) -> None:
    words = page.read_text(encoding="utf-8")
    found = list(_IMAGE.finditer(words))
    assert len(found) == words.count("<img ") == words.count("<source ")
    assert not re.findall(r"!\[", words), "each has a dark one, too"
    for picture in found:
        light = (page.parent / picture["light"]).resolve()
        assert light.parent == FOLDER
        assert light.is_file()
        assert (page.parent / picture["dark"]).resolve() == light.with_name(light.name.replace("-light", "-dark"))
        assert picture["alt"] == told_of(light.name).told


def test_every_picture_stands_on_a_page_once() -> None:
    shown = [Path(found["light"]).name for page in PAGES for found in _IMAGE.finditer(page.read_text(encoding="utf-8"))]
    assert sorted(shown) == sorted((*(f"{name}-light.svg" for name in KEPT), f"{NAME}-light-still.svg"))


@pytest.mark.parametrize("name", [*STILLS, *(name for name in FILMS if name.endswith(".svg"))])
def test_a_picture_is_small_loads_nothing_and_says_what_it_is(name: str) -> None:
    words, told = svg(name), told_of(name)
    assert len(words.encode()) < (400_000 if name in {f"{NAME}-{scheme}.svg" for scheme in SCHEMES} else 60_000)
    loads = re.findall(
        r"href|url\(|@import|@font-face|<script|<image|<foreignObject| on\w+=|http(?!://www\.w3\.org/2000/svg)", words
    )
    assert not loads
    assert f'<title id="title">{html.escape(told.title)}</title>' in words
    said = re.search(r'<desc id="desc">(.+)</desc>', words)
    assert said
    assert html.unescape(said[1]).startswith(told.told)
    assert 'role="img" aria-labelledby="title desc"' in words


@pytest.mark.parametrize("name", STILLS)
def test_a_picture_shows_what_its_row_of_the_table_says(name: str) -> None:
    shown = "".join(html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg(name)))
    assert KEPT[name.rpartition("-")[0]].replace(" ", "").strip("▌") in shown.replace(" ", "")


@pytest.mark.parametrize("name", [*STILLS, *FILMS])
def test_nothing_of_a_computer_is_on_a_picture(name: str) -> None:
    assert not re.search(r"/(?:home|root|tmp|Users|work)\b|\b\d+\.\d+\.\d+\.\d+\b|bash", svg(name))


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.steps[-1].picture)
def test_the_program_still_comes_by_every_picture(walk: Walk, tmp_path: Path) -> None:
    seen = list(played(walk, tmp_path / "home", "light"))
    assert [one.name for one in seen] == [step.picture for step in walk.steps if step.picture]
    assert all(KEPT[one.name] in one.text for one in seen)


def test_a_picture_that_is_made_again_is_the_same(tmp_path: Path) -> None:
    (walk,) = (walk for walk in WALKS if walk.steps[-1].picture == "wall")

    def again(folder: str) -> list[str]:
        return [drawn(seen, "dark") for seen in played(walk, tmp_path / folder, "dark")]

    assert again("one") == again("two")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_recording_is_one_that_asciinema_plays_and_a_minute_long(scheme: str) -> None:
    words = svg(f"{NAME}-{scheme}.cast")
    head, *lines = map(json.loads, words.splitlines())
    assert head["version"] == 2
    assert (head["width"], head["height"]) == (80, 24)
    assert "timestamp" not in head, "made again it is the same"
    assert len(words.encode()) < 400_000
    times = [line[0] for line in lines]
    assert times == sorted(times)
    assert times[-1] == 60
    assert {line[1] for line in lines} == {"o", "i", "m"}
    assert "".join(line[2] for line in lines if line[1] == "i") == "".join(beat.keys for beat in BEATS)
    assert [line[2] for line in lines if line[1] == "m"] == [beat.caption for beat in BEATS if beat.caption]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_picture_that_moves_is_made_from_the_recording(scheme: str) -> None:
    cast = Cast.read(svg(f"{NAME}-{scheme}.cast"), GROUNDS[scheme])
    words = svg(f"{NAME}-{scheme}.svg")
    said = re.search(r'<desc id="desc">(.+)</desc>', words)
    assert said
    assert film(cast, GROUNDS[scheme].ground, TOLD.title, html.unescape(said[1])) == words
    assert all(beat.caption in html.unescape(words) for beat in BEATS)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_picture_that_moves_stops_by_itself_and_stands_still_for_who_wants_it_so(scheme: str) -> None:
    words = svg(f"{NAME}-{scheme}.svg")
    assert "60s step-end 1 both" in words
    assert "infinite" not in words
    assert "@media(prefers-reduced-motion:reduce){g{animation:none!important}}" in words
    frames = re.findall(r"@keyframes (\w+)\{(.+?\})\}", words)
    assert len(frames) > 20
    for name, moves in frames:
        at_last = re.findall(r"\{(transform:[^}]+)\}", moves)[-1]
        assert f'style="animation-name:{name};{at_last}"' in words, "without motion it stands where it ends"


@pytest.mark.outside
def test_the_first_minute_can_still_be_played(tmp_path: Path) -> None:
    cast = record(tmp_path / "home", "light")
    assert cast.length == 60
    assert {name for name, _ in film_files(cast, "light")} == {name for name in FILMS if "light" in name}
