"""What a person has chosen for themselves, in `config.toml`."""

from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from cofacil.board.errors import NotSaved, Refusal
from cofacil.board.notice import Notice
from cofacil.board.text import clean_name
from cofacil.files import locked_if_possible, put_instead, put_new, real
from cofacil.toml_file import TomlFault, parse_toml, read_text

Value: TypeAlias = str | int | bool | None
"""What one setting may be; None takes its line away, so that the default holds again."""

_KEYMAP = "keymap."
_PATIENCE = 2.0
"""Seconds that one who wants to save a setting waits for another process that is at it; behind that it is saved all the same."""
_LONGEST_LANGUAGE = 40
_LETTERS_OF_LANGUAGES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-.@")


class Settings(NamedTuple):
    """What `config.toml` says, the rest as it comes."""

    name: str = ""
    """Who types here; "" until somebody has said so."""
    theme: str = "projector-light"
    language: str = ""
    """The language that cofacil speaks here; "" leaves it to the locale."""
    keymap: Mapping[str, str] = MappingProxyType({})
    """An action's name and the key that the group gave it."""
    ascii: bool | None = None
    """Plain letters instead of drawn signs; None leaves it to the terminal."""
    cursor: bool = False
    """The terminal's own cursor follows the card in hand, for braille lines and magnifiers."""
    mouse: bool = True
    """The board takes the mouse; else the terminal keeps it, which marks and copies words with it."""
    prompt_minutes: int = 15
    """After how long without a step the question above turns by itself."""


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_name(value: object) -> bool:
    return _is_words(value) and value != ""


def _is_language(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_LANGUAGE and {*value.lower()} <= _LETTERS_OF_LANGUAGES


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_minutes(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 240


_WANTED: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "name": (_is_words, "setting-no-words"),
    "theme": (_is_name, "setting-no-theme"),
    "language": (_is_language, "setting-no-language"),
    "ascii": (_is_yes_or_no, "setting-not-yes-or-no"),
    "cursor": (_is_yes_or_no, "setting-not-yes-or-no"),
    "mouse": (_is_yes_or_no, "setting-not-yes-or-no"),
    "prompt_minutes": (_is_minutes, "setting-no-minutes"),
}
"""How each setting is known to be right, and what is to be said where it is not."""
_KEY_WANTED: tuple[Callable[[object], bool], str] = (_is_name, "setting-no-key")


def load_settings(path: Path) -> tuple[Settings, tuple[Notice, ...]]:
    """Reads what can be read, and what is to be said of each thing that cannot; no file is no fault."""
    try:
        text = _text(path)
        found = parse_toml(text, path.name) if text else {}
    except TomlFault as fault:
        return Settings(), (Notice.of("settings-left-out", why=fault),)
    keymap = found.pop("keymap", {})
    faults = [_fault(path, key, value) for key, value in found.items()]
    sound = {key: value for key, value in found.items() if not _fault(path, key, value)}
    if not isinstance(keymap, dict):
        faults.append(Notice.of("setting-no-keymap", file=path.name))
        keymap = {}
    faults.extend(_fault(path, _KEYMAP + action, key) for action, key in keymap.items())
    keys = {action: key for action, key in keymap.items() if not _fault(path, _KEYMAP + action, key)}
    return Settings(**sound, keymap=MappingProxyType(keys)), tuple(fault for fault in faults if fault)


def save_setting(path: Path, key: str, value: Value) -> None:
    """Changes one setting in its file, and leaves every other line of it as it is.

    `key` is a field of Settings, or `keymap.` and the name of an action.

    Raises:
        NotSaved: when the file cannot be read, changed safely or written; it is then as it was.
    """
    fault = _fault(path, key, value)
    if value is not None and fault:
        raise NotSaved.of(fault)
    # A linked file stays linked: people keep their settings in a folder of their own. So who writes it locks that one file.
    place = real(path)
    with suppress(OSError):  # what cannot be made is said by who writes there
        place.parent.mkdir(parents=True, exist_ok=True)
    with locked_if_possible(place, _PATIENCE):
        text = _text_to_change(path)
        changed = _changed(text, key, value)
        if changed is None:
            raise NotSaved("setting-not-changeable", file=path.name, key=key)
        if changed != text:
            _write(place, changed, path.name)


def _fault(path: Path, key: str, value: object) -> Notice | None:
    """What is wrong with a setting; None when it is right."""
    if key not in _WANTED and not key.startswith(_KEYMAP):
        return Notice.of("setting-unknown", file=path.name, key=key)
    is_right, wrong = _WANTED.get(key, _KEY_WANTED)
    if not is_right(value):
        return Notice.of(wrong, file=path.name, key=key)
    if key == "name" and value:
        try:
            clean_name(str(value))
        except Refusal as why:
            return Notice.of("setting-nobodys-name", file=path.name, key=key, why=why)
    return None


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except TomlFault as fault:
        if isinstance(fault.places.get("reason"), FileNotFoundError):
            return ""
        raise


def _text_to_change(path: Path) -> str:
    """The text of the file, known to be TOML."""
    try:
        text = _text(path)
    except TomlFault as fault:
        raise NotSaved.of(fault.notice) from None
    try:
        parse_toml(text, path.name)
    except TomlFault as fault:
        raise NotSaved("settings-to-mend", why=fault) from None
    return text


def _changed(text: str, key: str, value: Value) -> str | None:
    """The text with one setting changed; None when that cannot be done without harm to the rest."""
    # 28 ms, for those who change a setting.
    import tomlkit  # noqa: PLC0415

    document = tomlkit.parse(text)
    is_key = key.startswith(_KEYMAP)
    table, name = (document.setdefault("keymap", {}), key.removeprefix(_KEYMAP)) if is_key else (document, key)
    if not isinstance(table, MutableMapping):
        return None
    if name not in table and value is None:
        return text
    _put(table, name, value)
    changed = tomlkit.dumps(document)
    # That nothing else has changed is proved by another reader.
    return changed if _filled(parse_toml(changed, "")) == _filled(document.unwrap()) else None


def _put(table: MutableMapping[str, Any], name: str, value: Value) -> None:
    if value is None:
        del table[name]
    elif name in table:
        table[name] = value
    else:
        _add(table, name, value)


def _add(table: MutableMapping[str, Any], name: str, value: Value) -> None:
    """Adds a line behind the last of its table; tomlkit would put it behind what is said of the table that follows."""
    from tomlkit import TOMLDocument, item  # noqa: PLC0415  # as above
    from tomlkit.items import AoT, Table  # noqa: PLC0415  # as above

    lines = table if isinstance(table, TOMLDocument) else table.value if isinstance(table, Table) else None
    if lines is None or not lines.body:
        table[name] = value
        return
    names = [known for known, found in lines.body if known is not None and not isinstance(found, Table | AoT)]
    if names:
        lines._insert_after(names[-1], name, item(value))  # noqa: SLF001  # there is no public way; our tests hold it
    else:
        lines._insert_at(0, name, item(value))  # noqa: SLF001  # as above


def _filled(found: Mapping[str, Any]) -> dict[str, Any]:
    """All but what is empty: a table whose last line is taken away may go or stay."""
    return {name: part for name, part in found.items() if part != {}}


def _write(place: Path, text: str, name: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            put_instead(place, text.encode(), like=place.stat())
        else:
            put_new(place, text.encode())
    except OSError as error:
        raise NotSaved("settings-unwritten", file=name, reason=error) from None
    except UnicodeEncodeError:
        raise NotSaved("settings-unwritten", file=name, reason=Notice.of("letter-of-no-file")) from None
