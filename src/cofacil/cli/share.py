"""`cofacil share`: open a door to boards, with or without a screen of one's own."""

from pathlib import Path

import click

from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.cli.typist_option import typist_option
from cofacil.files import real
from cofacil.wiring.terms import LOOPBACK, PORT, WEB_PORTS, Terms, Web


@command(
    short_help=N_("Share boards over SSH."),
    help=N_(
        "Open BOARD here and let others join it with nothing but ssh. The first BOARD is the one on your screen.\n\n"
        "Who may come in: `cofacil members` for those with a key, `cofacil invite` for a word."
    ),
)
@board_argument("boards", nargs=-1, required=True)
@option("--host", default=LOOPBACK, show_default=True, help=N_("The address to listen at; 0.0.0.0 is every one."))
@option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help=N_("0 takes any that is free."))
@option("--ask", "asks", is_flag=True, help=N_("Who has no word may ask to be let in; you answer on the board."))
@option("--no-screen", "has_no_screen", is_flag=True, help=N_("Only the door: for a computer that stays on."))
@option("--max-seats", default=64, show_default=True, type=click.IntRange(1, 1000), help=N_("How many may be in."))
@option(
    "--web",
    "has_web",
    is_flag=True,
    help=N_("Show a page for phones and browsers as well, with the same words and names."),
)
@option(
    "--web-port",
    type=click.IntRange(0, 65535),
    help=N_("Where browsers find it; as a rule the first free one from 8080."),
)
@option(
    "--cert", "certificate", type=click.Path(path_type=Path), help=N_("A certificate of your own for the page, in PEM.")
)
@option("--key", type=click.Path(path_type=Path), help=N_("Its key, where that is in another file."))
@typist_option
def share(  # noqa: PLR0913  # its options
    boards: tuple[str, ...],
    *,
    host: str,
    port: int,
    asks: bool,
    has_no_screen: bool,
    max_seats: int,
    has_web: bool,
    web_port: int | None,
    certificate: Path | None,
    key: Path | None,
    name: str | None,
) -> int:
    """Share boards until whoever does so leaves, or the process is asked to end."""
    from cofacil.board.errors import Refusal
    from cofacil.share.limits import STRANGERS, Limits
    from cofacil.wiring.screen import has_screen
    from cofacil.wiring.serve import run_shared

    paths = tuple(dict.fromkeys(real(find_board(board)) for board in boards))
    if not has_no_screen and not has_screen():
        raise Refusal("share-without-screen")
    if key is not None and certificate is None:
        raise Refusal("web-key-alone")
    if certificate is not None and not has_web:
        raise Refusal("web-page-unasked")
    web = Web(WEB_PORTS if web_port is None else (web_port,), certificate, key) if has_web else None
    terms = Terms(host, (port,), Limits(seats=max_seats, asking=STRANGERS if asks else 0), web=web)
    return run_shared(paths, terms, name, has_screen=not has_no_screen)
