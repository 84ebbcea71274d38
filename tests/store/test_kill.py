"""Eight writers that are killed at any moment."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

from storing import new_board, texts

WRITERS = 8
LIVES = 3

STREAM = """
import sys
from storing import adding
from cofacil.store.board_file import BoardFile
file = BoardFile.open(sys.argv[1], for_writing=True)
for word in sys.stdin:
    file.append(adding(1, text=word.strip()))
    print(word.strip(), flush=True)
"""


def live(path: Path, writer: int, acknowledged: list[str], sent: list[str], problems: list[str]) -> None:
    rng = random.Random(writer)  # noqa: S311  # a run that can be repeated
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    for life in range(LIVES):
        process = subprocess.Popen(
            [sys.executable, "-c", STREAM, str(path)],
            env=here,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin
        assert process.stdout
        assert process.stderr
        names = [f"w{writer}l{life}n{number}" for number in range(400)]
        sent += names
        process.stdin.write("\n".join(names) + "\n")
        process.stdin.flush()
        first = process.stdout.readline().strip()
        threading.Timer(rng.uniform(0, 0.1), process.kill).start()
        acknowledged += [first, *(line.strip() for line in process.stdout if line.endswith("\n"))]
        if process.wait() != -signal.SIGKILL:
            problems.append(process.stderr.read())
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


def test_no_acknowledged_word_is_lost_or_there_twice(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    acknowledged: list[str] = []
    sent: list[str] = []
    problems: list[str] = []
    threads = [threading.Thread(target=live, args=(path, n, acknowledged, sent, problems)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    there = texts(path, for_writing=True)
    assert len(acknowledged) > WRITERS * LIVES
    assert sorted(set(acknowledged) - set(there)) == []
    assert len(there) == len(set(there))
    assert set(there) <= set(sent)
    assert len(json.loads(path.read_bytes())["events"]) == len(there)
