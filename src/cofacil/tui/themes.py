"""The themes that come with cofacil and the group's own: their files, and the colours in them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind
from cofacil.board.marked import N_
from cofacil.board.notice import Notice
from cofacil.language.catalog import _
from cofacil.toml_file import TomlFault, read_toml
from cofacil.tui.contrast import worked_out
from cofacil.tui.styles import KINDS, styles_of

DEFAULT = "projector-light"

COLOURS = (
    "background", "text", "dim", "accent",
    "bar", "bar_text",
    "prompt", "prompt_text",
    "in_hand", "in_hand_text",
    "line", "line_text",
    "match", "match_text",
    "time", "time_text",
    "trouble", "trouble_text",
    *KINDS, "kind_text",
)  # fmt: skip
"""The colours that every theme names."""
ON_BAR = tuple(f"{kind}_on_bar" for kind in KINDS)
"""The letters of each kind on the row of columns."""
WORKED_OUT = ("card", "card_text", *ON_BAR)
"""The colours that are worked out from the others where a theme does not name them."""

_TITLES = frozenset(
    {
        N_("Projector, light"),
        N_("Projector, dark"),
        N_("Warm paper"),
        N_("Evening"),
        N_("Strong contrast"),
    }
)
"""What the themes that come with cofacil are called in their files."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Look(NamedTuple):
    """One theme, ready to paint with."""

    name: str
    title: str
    """What its file calls it."""
    is_dark: bool
    colours: Mapping[str, str]
    """Each of COLOURS and WORKED_OUT as #RRGGBB."""
    styles: Mapping[str, Style]
    """Each of ROLES; made once, so that painting a row makes none."""

    def style(self, role: str) -> Style:
        return self.styles[role]

    @property
    def shown_title(self) -> str:
        """What the list of themes says: ours are worded, a group's own stands as they wrote it."""
        return _(self.title) if self.title in _TITLES else self.title

    def textual_theme(self) -> Theme:
        """The same colours for Textual's own widgets and for `.tcss`, where each is `$board-…`."""
        colour = self.colours
        own = {f"board-{name.replace('_', '-')}": value for name, value in colour.items()}
        return Theme(
            self.name,
            primary=colour["accent"],
            secondary=colour["accent"],
            accent=colour["accent"],
            warning=colour["time"],
            error=colour["trouble"],
            success=colour[Kind.OFFER],
            foreground=colour["text"],
            background=colour["background"],
            surface=colour["background"],
            panel=colour["background"],
            dark=self.is_dark,
            variables=own | dict(_widget_colours(colour)),
        )


class ThemeFault(Trouble):
    """A theme's file that cannot be used as it is."""


class Looks(Mapping[str, Look]):
    """Every theme by its name, those for projectors first; one of ours is read when it is asked for."""

    def __init__(self, shipped: Iterable[Path], own: Mapping[str, Look]) -> None:
        self._known = dict(own)
        self._paths = {path.stem: path for path in shipped}
        first = [name for name in (DEFAULT, "projector-dark") if name in self._paths]
        self._names = tuple(dict.fromkeys([*first, *self._paths, *own]))

    def __getitem__(self, name: str) -> Look:
        if name not in self._known:
            self._known[name] = read_look(self._paths[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def load_themes(shipped: Path, own: Path) -> tuple[Looks, tuple[Notice, ...]]:
    """Finds every theme by the name of its file, ours first, and what is to be said of each of the group's that is left out.

    A group's theme takes the place of ours when it has the same name.
    """
    read: dict[str, Look] = {}
    said: list[Notice] = []
    for path in _files(own):
        try:
            read[path.stem] = read_look(path)
        except (TomlFault, ThemeFault) as fault:
            said.append(Notice.of("theme-left-out", why=fault))
    return Looks(_files(shipped), read), tuple(said)


def read_look(path: Path) -> Look:
    """Reads one theme.

    Raises:
        TomlFault: the file cannot be read.
        ThemeFault: names the file and the key that cannot be used.
    """
    found = read_toml(path)
    title, is_dark, named = found.get("title", path.stem), found.get("dark"), found.get("colours")
    if not isinstance(title, str) or not title.isprintable():
        raise ThemeFault("theme-no-title", file=path.name)
    if not isinstance(is_dark, bool):
        raise ThemeFault("theme-not-dark-or-light", file=path.name)
    if not isinstance(named, dict):
        raise ThemeFault("theme-no-colours", file=path.name)
    colours = {name: _colour(path, name, named.get(name)) for name in COLOURS}
    chosen = {name: _colour(path, name, named[name]) for name in WORKED_OUT if name in named}
    colours = worked_out(colours | chosen)
    styles = styles_of(colours)
    return Look(path.stem, title, is_dark, MappingProxyType(colours), MappingProxyType(styles))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def _colour(path: Path, name: str, found: object) -> str:
    if not isinstance(found, str) or not _COLOUR.fullmatch(found):
        raise ThemeFault("theme-no-colour", file=path.name, name=name)
    return found.upper()


def _widget_colours(colour: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What Textual would mix itself: it would miss the contrast, or the 256 colours by one."""
    for name, ours in (
        ("foreground", "text"),
        ("background", "background"),
        ("surface", "background"),
        ("panel", "background"),
    ):
        yield name, colour[ours]
    yield "text", "auto 100%"
    for name in ("text-muted", "text-disabled", "foreground-muted", "foreground-disabled"):
        yield name, colour["dim"]
    for name in ("block-cursor", "block-cursor-blurred", "input-selection", "screen-selection"):
        yield f"{name}-background", colour["in_hand"]
        yield f"{name}-foreground", colour["in_hand_text"]
    yield "input-cursor-background", colour["line_text"]
    yield "input-cursor-foreground", colour["line"]
    for name in ("scrollbar", "scrollbar-hover", "scrollbar-active"):
        yield name, colour["dim"]
        yield name.replace("scrollbar", "scrollbar-background", 1), colour["background"]
    yield "scrollbar-corner-color", colour["background"]
    for name in ("border", "border-blurred"):
        yield name, colour["dim"]
