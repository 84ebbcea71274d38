"""What a person has chosen for themselves, in `config.toml`."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from cofacil.board.errors import NotSaved

Value: TypeAlias = str | int | bool | None
"""What one setting may be; None takes its line away, so that the default holds again."""

_KEYMAP = "keymap."


class Settings(NamedTuple):
    """What `config.toml` says, the rest as it comes."""

    name: str = ""
    """Who types here; "" until somebody has said so."""
    theme: str = "projector-light"
    keymap: Mapping[str, str] = MappingProxyType({})
    """An action's name and the key that the group gave it."""
    ascii: bool | None = None
    """Plain letters instead of drawn signs; None leaves it to the terminal."""
    cursor: bool = False
    """The terminal's own cursor follows the card in hand, for braille lines and magnifiers."""
    prompt_minutes: int = 15
    """After how long without a step the question above turns by itself."""


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_minutes(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 240


_WANTED: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "name": (_is_words, 'words in quotes, like "Ana"'),
    "theme": (lambda value: _is_words(value) and value != "", 'the name of a theme in quotes, like "projector-dark"'),
    "ascii": (_is_yes_or_no, "true or false"),
    "cursor": (_is_yes_or_no, "true or false"),
    "prompt_minutes": (_is_minutes, "a number of minutes from 1 to 240"),
}
_KEY_WANTED: tuple[Callable[[object], bool], str] = (_WANTED["theme"][0], 'a key in quotes, like "x"')


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Reads what can be read, and a sentence for each thing that cannot; no file is no fault."""
    try:
        found = _parsed(_read(path))
    except NotSaved as unreadable:
        return Settings(), (f"{unreadable} The settings are as they come.",)
    except ValueError as broken:
        return Settings(), (f"{path.name} cannot be read as TOML {_place(broken)}. The settings are as they come.",)
    keymap = found.pop("keymap", {})
    faults = [_fault(path, key, value) for key, value in found.items()]
    kept = {key: value for key, value in found.items() if not _fault(path, key, value)}
    if not isinstance(keymap, dict):
        faults.append(f"{path.name}: keymap has to be a table, [keymap] on a line of its own. It is left out.")
        keymap = {}
    faults.extend(_fault(path, _KEYMAP + action, key) for action, key in keymap.items())
    keys = {action: key for action, key in keymap.items() if not _fault(path, _KEYMAP + action, key)}
    return Settings(**kept, keymap=MappingProxyType(keys)), tuple(fault for fault in faults if fault)


def save_setting(path: Path, key: str, value: Value) -> None:
    """Changes one setting in its file, and leaves every other line of it as it is.

    `key` is a field of Settings, or `keymap.` and the name of an action.

    Raises:
        NotSaved: when the file cannot be read, changed safely or written; it is then as it was.
    """
    fault = _fault(path, key, value)
    if value is not None and fault:
        raise NotSaved(fault)
    text = _read(path)
    try:
        wanted = _with(_parsed(text), key, value)
    except ValueError as broken:
        raise NotSaved(
            f"{path.name} is not written as TOML: {broken}. Nothing is changed in it; mend that line first."
        ) from None
    for changed in _ways_to_write(text, key, value):
        if _reads_as(changed, wanted):
            return _write(path, changed)
    raise NotSaved(f"{path.name} is written in a way I cannot change without harm. Write {key} into it by hand.")


def _fault(path: Path, key: str, value: object) -> str:
    """A sentence on what is wrong with a setting; none when it is right."""
    if key not in _WANTED and not key.startswith(_KEYMAP):
        return f"{path.name}: {key} is not a setting I know. It is left alone."
    is_right, words = _WANTED.get(key, _KEY_WANTED)
    return "" if is_right(value) else f"{path.name}: {key} has to be {words}. It is left out."


def _parsed(text: str) -> dict[str, Any]:
    if not text:
        return {}
    # 14 ms, which `cofacil add` pays only where somebody has chosen something.
    import tomllib  # noqa: PLC0415

    return tomllib.loads(text)


def _place(broken: ValueError) -> str:
    """Where the reader stopped, without its own words for why: at line 3, column 8."""
    return str(broken).rpartition("(")[2].rstrip(")")


def _with(found: dict[str, Any], key: str, value: Value) -> dict[str, Any]:
    table, name = (
        (found.setdefault("keymap", {}), key.removeprefix(_KEYMAP)) if key.startswith(_KEYMAP) else (found, key)
    )
    if value is None:
        table.pop(name, None)
    else:
        table[name] = value
    return {name: part for name, part in found.items() if part != {}}


def _reads_as(text: str, wanted: dict[str, Any]) -> bool:
    # The lines are edited without knowing all of TOML; that nothing else has changed is proved by reading it again.
    try:
        return {name: part for name, part in _parsed(text).items() if part != {}} == wanted
    except ValueError:
        return False


def _ways_to_write(text: str, key: str, value: Value) -> Iterator[str]:
    """The text with the setting changed, the most pleasant way first; some may be wrong."""
    table, name = ("keymap", key.removeprefix(_KEYMAP)) if key.startswith(_KEYMAP) else ("", key)
    name = name if re.fullmatch(r"[\w-]+", name, re.ASCII) else json.dumps(name, ensure_ascii=False)
    line = "" if value is None else f"{name} = {json.dumps(value, ensure_ascii=False)}"
    lines = re.split(r"(?<=\n)", text)
    lines = lines if lines[-1] else lines[:-1]
    yield from _replaced(lines, name, line)
    if value is None:
        yield text
        return
    heads = [at for at, found in enumerate(lines) if re.match(r"\s*\[", found)]
    if table:
        for at in [at + 1 for at in heads if re.match(rf"\s*\[\s*{table}\s*\]", lines[at])]:
            yield _joined([*lines[:at], line, *lines[at:]])
        yield _joined([*lines, *(["", f"[{table}]"] if lines else [f"[{table}]"]), line])
        return
    keys = [
        at + 1 for at, found in enumerate(lines[: heads[0] if heads else None]) if re.match(r"\s*[\w\"'-]+\s*=", found)
    ]
    yield _joined([*lines[: keys[-1]], line, *lines[keys[-1] :]] if keys else [*lines, line])
    yield _joined([line, *lines])


def _replaced(lines: list[str], name: str, line: str) -> Iterator[str]:
    """The text with one line's setting replaced, its comment kept; once for each line that might be the one."""
    bare = re.escape(name.strip('"'))
    one = re.compile(
        rf"""\s*(?:{bare}|"{bare}"|'{bare}')\s*=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'\[{{]+)(\s*(?:#.*)?)""",
        re.DOTALL,
    )
    for at, found in enumerate(lines):
        if match := one.fullmatch(found):
            yield _joined([*lines[:at], *([line + match[1]] if line else []), *lines[at + 1 :]])


def _joined(lines: list[str]) -> str:
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise NotSaved(f"{path.name} could not be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise NotSaved(f"{path.name} could not be read: it is not UTF-8 text.") from None


def _write(path: Path, text: str) -> None:
    # A linked file stays linked: people keep their settings in a folder of their own.
    path = path.resolve()
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            new.chmod(path.stat().st_mode & 0o7777)
        new.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        new.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or "it holds a letter that no file can keep"
        raise NotSaved(f"{path.name} could not be written: {reason}. It is as it was.") from None
