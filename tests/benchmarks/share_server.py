"""A door with its limits raised, for load tests: `python tests/benchmarks/share_server.py BOARD PORT`.

The limits that ward off guessing and crowding would measure themselves, and the welcome would stand before the board;
everything else is as in `cofacil share --no-screen`.
"""

import gc
import sys
from pathlib import Path

from cofacil.cli.share import LOOPBACK
from cofacil.cli.sharing import Sharing, run_shared
from cofacil.share.limits import Limits

RAISED = Limits(arriving=600, arriving_from_one=600, seats=600, seats_of_one=600)

if __name__ == "__main__":
    gc.disable()
    sharing = Sharing((Path(sys.argv[1]),), LOOPBACK, int(sys.argv[2]), RAISED, welcomes=False)
    sys.exit(run_shared(sharing, "Ana", has_screen=False))
