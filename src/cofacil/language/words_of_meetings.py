"""The sentences of what is refused as a meeting begins, and of its questions, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "deck-gone": N_(
        "This group's own questions are in no file any more: ours are asked. Put the file back into the folder decks."
    ),
    "deck-kept": N_(
        'The file of the questions "{title}" is not in the folder decks any more: they are asked as the board keeps them.'
    ),
    "deck-without-questions": N_("There is no question in it."),
    "question-without-words": N_("A question needs words that can be said."),
    "question-too-long": N_(
        "That has {number} letters, and {limit} can be read from the back of the hall. Which words can go?"
    ),
    "question-there": N_('"{text}" is asked already.'),
    "question-put-away-there": N_('"{text}" was put away. It stands last in the list, and can be brought back.'),
    "question-not-there": N_("That question is not among ours any more."),
    "question-stays": N_('"{text}" is asked in every meeting. Its words can be changed.'),
    "question-is-the-last": N_("It is the last one: add another question first."),
    "question-changed-meanwhile": N_('Somebody has changed it meanwhile: "{text}" Enter keeps yours in its place.'),
    "nobody-promised": N_('Nobody has said "I will" to {label}: there is nothing to ask after.'),
    "promise-of-another": N_("Whoever said it answers for {label}, or those who facilitate write it down."),
    "promise-of-absent": N_("{name} is not here, so nobody answers for them. {label} stays open by itself."),
}
