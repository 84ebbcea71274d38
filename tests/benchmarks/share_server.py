"""A door with its limits raised, for load tests: `python tests/benchmarks/share_server.py BOARD PORT`.

The limits that ward off guessing and crowding would measure themselves, and the welcome would stand before the board;
everything else is as in `cofacil share --no-screen`.
"""

import gc
import sys
from pathlib import Path

from cofacil.share.limits import Limits
from cofacil.wiring.serve import run_shared
from cofacil.wiring.terms import LOOPBACK, Terms

RAISED = Limits(arriving=600, seats=600, seats_of_one=600, takes_over=False)

if __name__ == "__main__":
    gc.disable()
    terms = Terms(LOOPBACK, (int(sys.argv[2]),), RAISED, welcomes=False)
    sys.exit(run_shared((Path(sys.argv[1]),), terms, "Ana", has_screen=False))
