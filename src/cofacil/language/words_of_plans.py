"""The sentences of plans, by their names: what a file of one says wrong, and what becomes of it."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Many, Sentence

SENTENCES: Mapping[str, Sentence] = {
    "plan-left-out": N_("{fault} The file is left out."),
    "plan-empty": N_("{file}, line {line}: there is no step; each stands under a line [[step]]."),
    "plan-not-a-table": N_("{file}, line {line}: {where} has to stand under a line [[step]]."),
    "plan-too-many": Many(
        "{file}: {number} step is more than one meeting has; {most} is the most.",
        "{file}: {number} steps are more than one meeting has; {most} is the most.",
    ),
    "plan-missing": N_("{file}, line {line}: {where} is missing."),
    "plan-minutes": N_("{file}, line {line}: {where} has to be a whole number from 1 to {most}."),
    "plan-not-words": N_("{file}, line {line}: {where} has to be words in quotes."),
    "plan-nothing-to-read": N_("{file}, line {line}: {where} holds nothing that can be read."),
    "plan-too-long": Many(
        "{file}, line {line}: {where} has {number} letter; no more than {most} can be kept.",
        "{file}, line {line}: {where} has {number} letters; no more than {most} can be kept.",
    ),
    "plan-not-a-column": N_("{file}, line {line}: {where} has to be one of {columns}; without it there is none."),
    "plan-not-a-way-to-write": N_("{file}, line {line}: {where} has to be one of {ways}."),
    "plan-not-true-or-false": N_("{file}, line {line}: {where} has to be true or false."),
    "plan-unknown-field": N_("{file}, line {line}: {where} means nothing here. It is left alone."),
    "plan-long-question": Many(
        "{file}, line {line}: {where} has {number} letter; more than {most} take two rows.",
        "{file}, line {line}: {where} has {number} letters; more than {most} take two rows.",
    ),
    "plan-no-name": N_("No plan can be called “{name}”: its name is that of a file."),
    "no-plan-called": N_("There is no plan called “{name}”. There are {names}."),
    "plan-called-by-several": N_("“{name}” may be {names}. Type a little more of its name."),
    "plan-there-already": N_(
        "{path} is there already, and stays as it is. `cofacil plans new` writes one of another name."
    ),
    "plan-unwritten": N_("{path} could not be written: {reason}."),
}
