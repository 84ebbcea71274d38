"""What is said once a page or a board is left: that a theme is kept, that all is kept."""

from test_board_screen import shown

from cofacil.tui.messages import PageRequested


async def test_a_theme_that_is_kept_says_so_on_the_board() -> None:
    async with shown() as screen:
        screen.app.screen.post_message(PageRequested("colours"))
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        await screen.press("down", "enter")
        await screen.until(lambda: len(screen.app.screen_stack) == 1)
        title = screen.app.look_now.shown_title
        await screen.until(lambda: f"{title} is kept: it looks so from now on." in screen.text)
        await screen.press("?", "escape")
        await screen.until(lambda: "is kept: it looks" not in screen.text)


async def test_a_theme_that_is_only_looked_at_says_nothing() -> None:
    async with shown() as screen:
        screen.app.screen.post_message(PageRequested("colours"))
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        await screen.press("down", "escape")
        await screen.until(lambda: len(screen.app.screen_stack) == 1)
        assert "it looks so" not in screen.text


async def test_a_board_that_is_left_for_the_shell_says_there_that_all_is_kept() -> None:
    async with shown() as screen:
        await screen.press("q", "enter")
        await screen.until(lambda: not screen.app.is_running or screen.app.parting != "")
        assert screen.app.parting == "All is kept. You have left Riverside garden."


async def test_nothing_is_said_to_be_kept_where_a_line_waits() -> None:
    async with shown() as screen:
        await screen.press("a", "h", "m", "escape", "q", "enter")
        await screen.until(lambda: screen.app.return_code is not None)
        assert screen.app.parting == "You have left Riverside garden. One thing was not saved, and is lost."
