import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.widgets import Label, OptionList

from cofacil.language.worded import worded
from cofacil.paths import shipped_themes
from cofacil.tui.styles import KINDS, ROLES
from cofacil.tui.themes import _TITLES, COLOURS, ON_BAR, WORKED_OUT, Look, load_themes, read_look

TEXT = 7.0
"""WCAG 2.2, 1.4.6: letters that are read from the back of a hall."""
SIGNS = 4.5
"""Marks and bars, which are seen rather than read; WCAG 1.4.11 asks for 3."""
APART = 20.0
"""CIE 1976 colour difference: about nine times the least that can be seen side by side."""
SURFACE_APART = 5.0
"""The same of a card and the ground around it: a surface is seen as one from about twice the least."""

DECORATION = {f"{edge}.{kind}" for edge in ("edge", "row_edge") for kind in KINDS}
"""Bars down the edges of cards: what they say stands in the chip and in their sign as well."""
NOT_READ = {"bar_full", "bar_empty", "border"}
SHIPPED = [path.stem for path in sorted(shipped_themes().glob("*.toml"))]

BLINDNESSES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira and Fernandes 2009, severity 1.0, for linear light.
    "no long waves": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no middle waves": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no short waves": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.95047, 1.0, 1.08883)


def channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def linear(colour: str) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(colour))]


def times(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, blindness: str) -> list[float]:
    seen = [min(1.0, max(0.0, light)) for light in times(BLINDNESSES[blindness], linear(colour))]
    ratios = [value / white for value, white in zip(times(TO_XYZ, seen), WHITE, strict=True)]
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def difference(one: str, other: str, blindness: str) -> float:
    squares = ((a - b) ** 2 for a, b in zip(lab(one, blindness), lab(other, blindness), strict=True))
    return float(sum(squares) ** 0.5)


def pair(style: Style) -> tuple[str, str]:
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color.get_truecolor().hex.upper(), style.bgcolor.get_truecolor().hex.upper()


def is_of_256(colour: str) -> bool:
    red, green, blue = channels(colour)
    cube = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF}
    return {red, green, blue} <= cube or (red == green == blue and red in range(0x08, 0xEF, 10))


@pytest.fixture(params=SHIPPED)
def look(request: pytest.FixtureRequest) -> Look:
    looks, said = load_themes(shipped_themes(), Path("no-such-folder"))
    assert said == ()
    return looks[request.param]


def test_the_measures_themselves_are_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21, abs=0.01)
    measured = [round(contrast("#000000", colour), 1) for colour in ("#D7FFFF", "#00D787", "#FFD700", "#FF5FD7")]
    assert measured == [19.6, 11.1, 15.0, 7.9]
    assert difference("#D70000", "#5F8700", "none") > 100
    assert difference("#D70000", "#5F8700", "no middle waves") < 10
    assert difference("#000000", "#FFFFFF", "none") == pytest.approx(100, abs=0.1)


def test_the_projectors_come_first() -> None:
    looks, _ = load_themes(shipped_themes(), Path("no-such-folder"))
    assert list(looks)[:2] == ["projector-light", "projector-dark"]
    assert len(looks) >= 5
    assert len({look.title for look in looks.values()}) == len(looks)


def test_everything_can_be_read(look: Look) -> None:
    low = {
        role: round(contrast(*pair(look.style(role))), 2)
        for role in ROLES
        if role not in DECORATION and contrast(*pair(look.style(role))) < (SIGNS if role in NOT_READ else TEXT)
    }
    assert low == {}


def test_only_bars_are_decoration_and_their_colour_is_that_of_the_chip_beside_them(look: Look) -> None:
    assert {role for role in ROLES if "edge" in role} == DECORATION
    for kind in KINDS:
        chip = pair(look.style(f"kind.{kind}"))[1]
        grounds = {"edge": "card", "row_edge": "background"}
        for edge, ground in grounds.items():
            assert pair(look.style(f"{edge}.{kind}")) == (chip, look.colours[ground])


def test_heads_wear_their_kinds_colour_and_the_one_in_hand_is_turned_round(look: Look) -> None:
    for kind in KINDS:
        letters, ground = pair(look.style(f"head.{kind}"))
        assert (letters, ground) == (look.colours[f"{kind}_on_bar"], look.colours["bar"])
        assert pair(look.style(f"kind.{kind}")) == (look.colours["kind_text"], look.colours[kind])
        assert pair(look.style(f"said.{kind}")) == pair(look.style(f"kind.{kind}"))


def test_a_card_is_seen_on_its_ground_and_the_one_in_hand_among_the_others(look: Look) -> None:
    colours = look.colours
    assert difference(colours["card"], colours["background"], "none") >= SURFACE_APART
    assert difference(colours["in_hand"], colours["card"], "none") >= APART


def test_quieter_words_are_told_from_a_cards_own(look: Look) -> None:
    for words, quieter in (("card", "card_detail"), ("card", "card_done"), ("row", "row_detail"), ("row", "row_done")):
        own_pair, quiet_pair = pair(look.style(words)), pair(look.style(quieter))
        assert own_pair != quiet_pair
        # In strong contrast nothing is weaker: there they are told apart by their colour alone.
        assert look.name == "strong" or contrast(*own_pair) > contrast(*quiet_pair)


def test_of_cards_only_chips_and_the_words_in_hand_are_bold(look: Look) -> None:
    bold = {role for role in ROLES if look.style(role).bold}
    assert {role for role in bold if role.startswith(("card", "row", "said"))} == {"card_in_hand"}
    assert {f"{part}.{kind}" for part in ("kind", "head") for kind in KINDS} | {"chip_done"} <= bold


def test_a_remote_screen_has_every_colour(look: Look) -> None:
    assert [colour for colour in look.colours.values() if not is_of_256(colour)] == []


def test_dark_says_whether_it_is_dark(look: Look) -> None:
    assert look.is_dark == (
        contrast(look.colours["background"], "#FFFFFF") > contrast(look.colours["background"], "#000000")
    )


@pytest.mark.parametrize("blindness", BLINDNESSES)
def test_the_kinds_are_told_apart(look: Look, blindness: str) -> None:
    fills = {kind: look.colours[kind] for kind in KINDS}
    close = {
        f"{one} {other}": difference(fills[one], fills[other], blindness)
        for one, other in combinations(KINDS, 2)
        if difference(fills[one], fills[other], blindness) < APART
    }
    assert close == {}


def test_what_is_in_hand_stands_out(look: Look) -> None:
    colour = look.colours
    for kind in KINDS:
        assert contrast(colour[kind], colour["bar"]) >= SIGNS
        # The chip in hand is seen on the turned card: by its ground, or by the letters in it.
        assert max(contrast(part, colour["in_hand"]) for part in pair(look.style(f"kind.{kind}"))) >= SIGNS


def test_on_a_projector_the_card_in_hand_is_the_other_way_round() -> None:
    looks, _ = load_themes(shipped_themes(), Path("no-such-folder"))
    for name in ("projector-light", "projector-dark", "strong"):
        assert contrast(looks[name].colours["in_hand"], looks[name].colours["background"]) >= TEXT


def test_every_file_names_exactly_the_colours_that_are_used(look: Look) -> None:
    text = (shipped_themes() / f"{look.name}.toml").read_text()
    named = [line.split(" = ")[0] for line in text.partition("[colours]")[2].splitlines() if " = " in line]
    assert sorted(named) == sorted((*COLOURS, *WORKED_OUT))


def without(text: str, *names: str) -> str:
    """Return a theme's file without some of its colours, as a group wrote it before they were there."""
    return "".join(line for line in text.splitlines(keepends=True) if line.split(" = ")[0] not in names)


def test_an_older_theme_of_a_group_gets_what_it_lacks_worked_out(look: Look, tmp_path: Path) -> None:
    own(tmp_path, "hall.toml", without(shipped_text(look.name), *WORKED_OUT))
    looks, said = load_themes(shipped_themes(), tmp_path)
    assert said == ()
    hall = looks["hall"]
    assert {name: hall.colours[name] for name in COLOURS} == {name: look.colours[name] for name in COLOURS}
    assert set(WORKED_OUT) <= set(hall.colours)
    low = {
        role: round(contrast(*pair(hall.style(role))), 2)
        for role in ROLES
        if role not in DECORATION | NOT_READ and contrast(*pair(hall.style(role))) < TEXT
    }
    assert low == {}
    assert [colour for colour in hall.colours.values() if not is_of_256(colour)] == []
    assert difference(hall.colours["card"], hall.colours["background"], "none") >= SURFACE_APART
    assert contrast(hall.colours["card"], hall.colours["background"]) < 2, "a card is a ground, never a block"


def test_each_colour_that_a_theme_does_name_is_taken(look: Look, tmp_path: Path) -> None:
    for name in WORKED_OUT:
        own(tmp_path, "hall.toml", without(shipped_text(look.name), *(other for other in WORKED_OUT if other != name)))
        looks, said = load_themes(shipped_themes(), tmp_path)
        assert said == ()
        assert looks["hall"].colours[name] == look.colours[name]


def test_where_no_surface_can_be_seen_and_read_on_a_card_is_its_ground(tmp_path: Path) -> None:
    grey = without(shipped_text("evening"), *WORKED_OUT)
    for name, colour in (("background", "#FFFFFF"), ("text", "#585858"), ("dim", "#585858")):
        old = next(line for line in grey.splitlines() if line.startswith(f"{name} = "))
        grey = grey.replace(old, f'{name} = "{colour}"')
    own(tmp_path, "hall.toml", grey)
    colours = read_look(tmp_path / "hall.toml").colours
    assert colours["card"] == colours["background"] == "#FFFFFF"
    assert contrast(colours["card_dim"], colours["card"]) >= TEXT


def test_letters_too_quiet_for_a_chosen_card_give_way_to_its_words(tmp_path: Path) -> None:
    own(tmp_path, "hall.toml", re.sub(r"(?m)^card = .*$", 'card = "#3A3A3A"', shipped_text("evening")))
    colours = read_look(tmp_path / "hall.toml").colours
    assert contrast(colours["dim"], colours["card"]) < TEXT
    assert contrast(colours["card_dim"], colours["card"]) >= TEXT
    assert colours["card_dim"] == colours["card_text"]


def test_heads_that_cannot_be_read_on_the_bar_take_the_bars_own_letters(look: Look, tmp_path: Path) -> None:
    own(tmp_path, "hall.toml", without(shipped_text(look.name), *ON_BAR))
    hall = read_look(tmp_path / "hall.toml").colours
    for kind in KINDS:
        is_read = contrast(hall[kind], hall["bar"]) >= TEXT
        assert hall[f"{kind}_on_bar"] == hall[kind if is_read else "bar_text"]


@pytest.mark.parametrize("name", WORKED_OUT)
def test_a_faulty_colour_that_could_be_worked_out_is_named_too(tmp_path: Path, name: str) -> None:
    own(tmp_path, "hall.toml", re.sub(rf"(?m)^{name} = .*$", f'{name} = "pale"', shipped_text()))
    looks, said = load_themes(shipped_themes(), tmp_path)
    assert "hall" not in looks
    (notice,) = said
    assert f"{name}" in worded(notice)


def test_a_role_that_does_not_exist_is_an_error(look: Look) -> None:
    with pytest.raises(KeyError):
        look.style("sparkle")


async def test_textual_takes_the_colours_as_they_are(look: Look) -> None:
    class Shown(App[None]):
        CSS = "Label { background: $board-line; color: $board-line-text } OptionList { color: $text }"

        def compose(self) -> ComposeResult:
            yield Label("words")
            yield OptionList("one")

    app = Shown()
    app.register_theme(look.textual_theme())
    app.theme = look.name
    async with app.run_test() as pilot:
        await pilot.pause()
        assert pair(app.query_one(Label).rich_style) == pair(look.style("line"))
        assert pair(app.screen.rich_style) == pair(look.style("screen"))
        assert pair(app.query_one(OptionList).rich_style)[0] in {"#000000", "#FFFFFF"}
        cursor = app.query_one(OptionList).get_visual_style("option-list--option-highlighted").rich_style
        assert pair(cursor) == pair(look.style("choice_in_hand"))


def own(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def shipped_text(name: str = "paper") -> str:
    return (shipped_themes() / f"{name}.toml").read_text()


def test_a_groups_theme_joins_ours_or_takes_the_place_of_one(tmp_path: Path) -> None:
    own(tmp_path, "hall.toml", shipped_text().replace("Warm paper", "[b]Our hall"))
    own(tmp_path, "paper.toml", shipped_text().replace("#FFFFD7", "#ffffff"))
    looks, said = load_themes(shipped_themes(), tmp_path)
    assert said == ()
    assert looks["hall"].title == "[b]Our hall"
    assert looks["paper"].colours["background"] == "#FFFFFF"


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ('"#121212"', '"dark"', "text"),
        ('dim = "#4E4E4E"', "", "dim"),
        ('dim = "#4E4E4E"', "dim = 4", "dim"),
        ("dark = false", 'dark = "no"', "dark"),
        ("dark = false", "", "dark"),
        ('title = "Warm paper"', "title = 1", "title"),
        ('title = "Warm paper"', 'title = "\\u001b[2J"', "title"),
        ("[colours]", "[colors]", "colours"),
        ("[colours]", "[colours", "TOML at line 6"),
    ],
)
def test_a_faulty_theme_is_named_and_left_out(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    assert right in shipped_text()
    own(tmp_path, "hall.toml", shipped_text().replace(right, wrong, 1))
    looks, said = load_themes(shipped_themes(), tmp_path)
    assert "hall" not in looks
    assert len(looks) == len(SHIPPED)
    assert len(said) == 1
    sentence = worded(said[0])
    assert sentence.startswith("hall.toml")
    assert key in sentence
    assert sentence.endswith("The theme is left out.")


def test_what_is_no_text_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.toml").mkdir()
    looks, said = load_themes(shipped_themes(), tmp_path)
    assert len(looks) == len(SHIPPED)
    assert [worded(notice).split()[0] for notice in said] == ["a.toml", "b.toml"]


def test_ours_are_called_in_every_language_and_a_groups_own_as_it_is_written(tmp_path: Path) -> None:
    assert set(_TITLES) == {read_look(path).title for path in shipped_themes().glob("*.toml")}
    own(tmp_path, "hall.toml", shipped_text().replace("Warm paper", "{Our} hall"))
    assert read_look(tmp_path / "hall.toml").shown_title == "{Our} hall"


def test_a_style_is_made_once(look: Look) -> None:
    assert look.style("card") is look.style("card")
    assert read_look(shipped_themes() / f"{look.name}.toml") == look
