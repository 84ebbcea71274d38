"""Makes every picture of the README and of docs/, and the recording: real screens of the example, light and dark.

Run it from the project's root: .venv/bin/python docs/make_pictures.py [names...]
Without names it makes all of them, the recording too (`first-minute`), in two minutes. Made again, a file has the same bytes, but
for what looks different now. `making/walks.py` says what is pressed for each.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from making.first_minute import NAME, film_files, record
from making.playing import Seen, played
from making.rows import GROUNDS
from making.still import still
from making.walks import PICTURES, WALKS, Walk

FOLDER = Path(__file__).with_name("pictures")
SCHEMES = tuple(GROUNDS)


def picture_files(walk: Walk, scheme: str, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the file names of a walk's pictures, and what is in them."""
    with TemporaryDirectory() as home:
        for seen in played(walk, Path(home), scheme):
            if seen.name in wanted:
                yield f"{seen.name}-{scheme}.svg", drawn(seen, scheme)


def drawn(seen: Seen, scheme: str) -> str:
    """Return the picture of a screen."""
    return still(seen.rows, GROUNDS[scheme].ground, *PICTURES[seen.name])


def recorded(scheme: str) -> Iterator[tuple[str, str]]:
    """Yield the file names of the recording, and what is in them."""
    with TemporaryDirectory() as home:
        yield from film_files(record(Path(home), scheme), scheme)


def made(names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield all files of these names, or of all; several are made at once."""
    wanted = names or {*PICTURES, NAME}
    walks = [walk for walk in WALKS if wanted & {step.picture for step in walk.steps}]
    with ThreadPoolExecutor(3) as several:
        films = [several.submit(list, recorded(scheme)) for scheme in SCHEMES if NAME in wanted]
        stills = [several.submit(list, picture_files(*each, wanted)) for each in product(walks, SCHEMES)]
        for one in (*stills, *films):
            yield from one.result()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, words in made(set(sys.argv[1:])):
        file = FOLDER / name
        is_same = file.exists() and file.read_text(encoding="utf-8") == words
        file.write_text(words, encoding="utf-8")
        sys.stdout.write(f"{'as it was' if is_same else 'made'}  {name}  {len(words.encode()) // 1000} kB\n")


if __name__ == "__main__":
    main()
