"""A Textual app with nothing in it but one word: what every start is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "This app is blank."


class BlankApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(READY)


if __name__ == "__main__":
    BlankApp().run()
