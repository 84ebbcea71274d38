import pytest
from sheets import KEYS, SIZES, brush, is_plain, is_whole, looks, on_screen, shown, window, words

from cofacil.board.kinds import Kind
from cofacil.tui.messages import BackRequested, ThemeChosen
from cofacil.tui.pages.themes import Themes, ThemesView, paint_themes
from cofacil.tui.paint.brush import Brush


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_cell_is_painted_and_the_theme_in_hand_is_seen(width: int, height: int) -> None:
    many = {f"{name} {n}": look for n in range(20) for name, look in looks().items()}
    for among in (looks(), many):
        for hand in (0, len(among) - 1):
            sheet = paint_themes(Themes(among, hand), window(width, height))
            assert is_whole(sheet, width, height)
            assert hand in {spot.choice for spot in sheet.spots}
    assert is_plain(paint_themes(Themes(looks(), 0), window(width, height, is_ascii=True)))


def test_each_theme_is_named_and_shows_the_four_kinds_in_its_own_colours() -> None:
    sheet = paint_themes(Themes(looks(), 0), window(80, 24))
    for at, look in enumerate(looks().values()):
        assert look.title in words(sheet)
        y = next(spot.y for spot in sheet.spots if spot.choice == at)
        styles = [segment.style for segment in sheet.rows[y]]
        assert all(look.style(f"kind.{kind}") in styles for kind in Kind)


def test_a_groups_own_title_stays_as_it_is() -> None:
    own = {"own": looks()["paper"]._replace(title="{Ours}")}
    assert " ▌ {Ours} " in words(paint_themes(Themes(own, 0), window(80, 24)))


async def test_moving_shows_a_theme_and_enter_keeps_it() -> None:
    names = list(looks())
    view = ThemesView(looks(), names[0], brush(), KEYS)
    async with shown(view) as (app, pilot):
        await pilot.press("down")
        view.wear(Brush(looks()[names[1]]))
        assert view.render_line(0).text.startswith(" How it looks")
        await pilot.press("enter")
    assert app.heard[:2] == [ThemeChosen(names[1]), ThemeChosen(names[1], is_kept=True)]
    assert isinstance(app.heard[2], BackRequested)


async def test_esc_brings_back_what_was_there() -> None:
    names = list(looks())
    view = ThemesView(looks(), names[1], brush(), KEYS)
    async with shown(view) as (app, pilot):
        assert " ▌ Projector, dark" in on_screen(view)
        await pilot.press("down", "escape")
    assert app.heard[:2] == [ThemeChosen(names[2]), ThemeChosen(names[1])]
    assert isinstance(app.heard[2], BackRequested)


async def test_a_key_that_means_nothing_says_so_until_the_next() -> None:
    view = ThemesView(looks(), next(iter(looks())), brush(), KEYS)
    async with shown(view) as (_app, pilot):
        await pilot.press("x")
        assert on_screen(view).splitlines()[-1].lstrip().startswith("x does nothing on this page. Esc goes back.")
        await pilot.press("down")
        assert "does nothing" not in on_screen(view)
