"""The sentences of the command line, of settings and of themes, by their names."""

from collections.abc import Mapping, Sequence

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.sentence import Many, Sentence


def _unknown_command(name: str, near: Sequence[str]) -> str:
    match near:
        case []:
            return _("No such command '{name}'.", name=name)
        case [one]:
            return _("No such command '{name}'. Did you mean '{near}'?", name=name, near=one)
        case _several:
            return _("No such command '{name}'. (Did you mean one of: {near}?)", name=name, near=_quoted(near))


def _unknown_option(name: str, near: Sequence[str]) -> str:
    match near:
        case []:
            return _("No such option '{name}'.", name=name)
        case [one]:
            return _("No such option '{name}'. Did you mean '{near}'?", name=name, near=one)
        case _several:
            return _("No such option '{name}'. (Did you mean one of: {near}?)", name=name, near=_quoted(near))


def _missing_option(name: str, choices: Sequence[str]) -> str:
    if not choices:
        return _("Missing option '{name}'.", name=name)
    return _("Missing option '{name}'. Choose from: {choices}.", name=name, choices=", ".join(choices))


def _missing_argument(name: str, choices: Sequence[str]) -> str:
    if not choices:
        return _("Missing argument '{name}'.", name=name)
    return _("Missing argument '{name}'. Choose from: {choices}.", name=name, choices=", ".join(choices))


def _not_one_of_them(name: str, value: object, choices: Sequence[str]) -> str:
    return _("{name}: '{value}' is not one of {choices}.", name=name, value=value, choices=_quoted(choices))


def _quoted(names: Sequence[str]) -> str:
    """Return what could be typed, each as it is typed."""
    return ", ".join(f"'{name}'" for name in names)


SENTENCES: Mapping[str, Sentence] = {
    # what was typed
    "no-board-to-put-back": N_("Which board? `cofacil archive` lists those that are off the shelf."),
    "not-understood": N_("{why} `{command} --help` says more."),
    "unknown-command": _unknown_command,
    "unknown-option": _unknown_option,
    "option-takes-no-value": N_("Option '{name}' does not take a value."),
    "option-wants-a-value": N_("Option '{name}' requires an argument."),
    "missing-option": _missing_option,
    "missing-argument": _missing_argument,
    "too-many-words": Many("Got unexpected extra argument ({words}).", "Got unexpected extra arguments ({words})."),
    "not-one-of-them": _not_one_of_them,
    # Translators: 40<=x<=100000, say.
    "out-of-range": N_("{name}: {number} is not in the range {least}<=x<={most}."),
    "no-number": N_("{name}: '{value}' is not a valid integer range."),
    "argument-file-unread": N_("{name}: '{file}': {reason}."),
    "unread-value": N_("{name}: {reason}"),
    "unread-words": "{reason}",
    "words-without-redact": N_(
        "--keep and --also say which words go as names: --redact or --nobody stands before them."
    ),
    "words-or-stdin": N_("Give the words of one card, in quotes, or --stdin for a card a line."),
    "words-not-utf-8": N_("{name} is not UTF-8 text: one of its letters was written for another encoding."),
    "not-here-to-will": N_(
        '{name} is not here, and only they can say "I will". Nothing is added: without --will it is; --said {name} where '
        "they said it themselves."
    ),
    "only-an-action-has-will": N_("Only an action has somebody who will: --will stands behind the kind action."),
    "line-not-utf-8": N_("it is not UTF-8 text. It and all behind it were left out; what stands before it is kept."),
    "file-not-utf-8": Many(
        "Line {lines} is not UTF-8 text. Nothing was added; `iconv -f LATIN1 -t UTF-8` may make text of it.",
        "{number} lines are not UTF-8 text: {lines}. Nothing was added; `iconv -f LATIN1 -t UTF-8` may make text of them.",
    ),
    "one-way-to-mend": N_("Choose one of --salvage, --restore and --accept."),
    "no-board-to-mend": N_("Say which board is meant."),
    "board-name-too-long": N_("There is no board called “{name}”; no file can be."),
    "line-not-added": N_("Line {number}: {why}"),
    "kept-untold": N_("Kept, and not to be printed: {line} ({reason})."),
    "file-trouble": N_("{file}: {reason}."),
    "output-unwritten": N_("What was to be printed could not be written: {reason}."),
    # files that people write
    "toml-unread": N_("{file} could not be read: {reason}."),
    "toml-no-text": N_("{file} could not be read: it is not UTF-8 text."),
    "toml-broken": N_("{file} cannot be read as TOML at line {line}, column {column}."),
    "toml-too-deep": N_("{file} cannot be read as TOML: it is nested more deeply than anybody writes."),
    "toml-broken-at-end": N_("{file} cannot be read as TOML at end of document."),
    # settings
    "settings-left-out": N_("{why} The settings are as they come."),
    "settings-to-mend": N_("{why} Nothing is changed in it; mend that line first."),
    "setting-unknown": N_("{file}: {key} is not a setting I know. It is left alone."),
    "setting-no-words": N_('{file}: {key} has to be words in quotes, like "Ana". It is left out.'),
    "setting-nobodys-name": N_("{file}: {key} is left out. {why}"),
    "setting-no-theme": N_(
        '{file}: {key} has to be the name of a theme in quotes, like "projector-dark". It is left out.'
    ),
    "setting-no-language": N_(
        '{file}: {key} has to be the short name of a language in quotes, like "cy". It is left out.'
    ),
    "setting-not-yes-or-no": N_("{file}: {key} has to be true or false. It is left out."),
    "setting-no-minutes": N_("{file}: {key} has to be a number of minutes from 1 to 240. It is left out."),
    "setting-no-key": N_('{file}: {key} has to be a key in quotes, like "x". It is left out.'),
    "setting-no-keymap": N_("{file}: keymap has to be a table, [keymap] on a line of its own. It is left out."),
    "setting-not-changeable": N_(
        "{file} is written in a way I cannot change without harm. Write {key} into it by hand."
    ),
    "settings-unwritten": N_("{file} could not be written: {reason}. It is as it was."),
    "letter-of-no-file": N_("it holds a letter that no file can keep"),
    "no-such-action": N_('config.toml, keymap: there is no action called "{action}". It is left out.'),
    "no-such-layout": N_('config.toml, keymap.layout: "{layout}" is no keyboard known here. These are: {layouts}.'),
    "no-key-here": N_('config.toml, keymap.{action}: "{key}" cannot be a key here: one letter is. It keeps its own.'),
    "key-of-another": N_('config.toml, keymap.{action}: "{key}" is the key of "{other}" already. It keeps its own.'),
    # languages
    "no-such-language": N_("There are no words of “{language}” yet. They are English for now."),
    "words-unread": N_("The words of “{language}” cannot be read: {reason}. They are English for now."),
    # themes
    "theme-left-out": N_("{why} The theme is left out."),
    "theme-no-title": N_("{file}: title has to be words in quotes."),
    "theme-not-dark-or-light": N_("{file}: dark has to be true or false."),
    "theme-no-colours": N_("{file}: colours is missing; they stand under a line [colours]."),
    "theme-no-colour": N_('{file}: {name} has to be a colour like "#5F87AF".'),
    "theme-unknown-colour": N_("{file}: {name} is the colour of nothing here. It is left alone."),
    "theme-chosen-missing": N_("{file}: there is no theme called {name}. `cofacil themes` lists those there are."),
    "file-not-looked-at": N_("{file} is not looked at: {folder} is for files whose names end in .toml."),
    "folder-is-a-file": N_("{folder} is a file and no folder: nothing of it is looked at."),
    "file-of-no-name": N_("{file} is not looked at: settings stand in config.toml."),
    "no-such-theme": N_("There is no theme called {name}. `cofacil themes` lists those there are."),
    # screens and browsers
    "forget-name-options": N_("--and-words and --also go with a name: of a label all words go in any case."),
    "stopped": N_(
        "cofacil has stopped because of a mistake of its own ({fault}). "
        "Everything that had said saved is in the file: open the board again to go on."
    ),
}
