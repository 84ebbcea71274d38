"""What holds for every test of the screens."""

from collections.abc import Iterator

import pytest
from textual.message import Message

from cofacil.tui.messages import AwaitedMessage
from cofacil.tui.widgets.rows_view import RowsView


@pytest.fixture(autouse=True)
def every_page_comes_that_keys_wait_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a test fail in which keys were held for a page until patience ended: it is slow to who tests, and broken to who types."""
    ask_app, never_came = RowsView.ask_app, list[Message]()

    async def watched(view: RowsView, message: Message) -> None:
        await ask_app(view, message)
        is_waiting = isinstance(message, AwaitedMessage) and message.opened is not None and not message.opened.done()
        if is_waiting and view.app.return_code is None:
            never_came.append(message)

    monkeypatch.setattr(RowsView, "ask_app", watched)
    yield
    assert not never_came
