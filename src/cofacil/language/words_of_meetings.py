"""The sentences of what is refused as a meeting begins, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "deck-gone": N_(
        "This group's own questions are in no file any more: ours are asked. Put the file back into the folder decks."
    ),
    "nobody-promised": N_('Nobody has said "I will" to {label}: there is nothing to ask after.'),
    "promise-of-another": N_("Whoever said it answers for {label}, or those who facilitate write it down."),
    "promise-of-absent": N_("{name} is not here, so nobody answers for them. {label} stays open by itself."),
}
