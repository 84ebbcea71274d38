"""What shows boards, and what is left behind it."""

import io
import sys

from cofacil.wiring.run import run_loop


def test_what_is_said_at_the_end_reaches_the_terminal_whoever_took_it_over_meanwhile() -> None:
    """A guest's screens end behind the host's, and give back what they found: the host's, which have ended."""
    before = sys.stdout, sys.stderr

    async def main() -> int:
        sys.stdout = sys.stderr = io.StringIO()
        return 3

    assert run_loop(main()) == 3
    assert (sys.stdout, sys.stderr) == before
