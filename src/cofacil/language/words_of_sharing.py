"""The sentences of sharing over SSH, by their names: what is refused, and what guests and hosts are told."""

from collections.abc import Mapping, Sequence

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.sentence import Sentence


def _no_such_member(name: str, names: Sequence[str]) -> str:
    if not names:
        return _("There is nobody called {name} here. So far nobody may come in by key.", name=name)
    return _(
        "There is nobody called {name} here. Those who may come in: {names}.",
        name=name,
        names=", ".join(names),
    )


def _guessing_slowed(address: str, number: int) -> str:
    if number > 1:
        return _("Wrong words come from {number} places; words from there are only looked at in turn.", number=number)
    return _("Wrong words come from {address}; words from there are only looked at in turn.", address=address)


SENTENCES: Mapping[str, Sentence] = {
    # where the server listens
    "port-taken": N_(
        "The door cannot be opened: somebody else has port {port} here, another cofacil perhaps. --port takes another."
    ),
    "every-port-taken": N_(
        "The door cannot be opened: every port from {first} to {last} is somebody else's here. "
        "Stop sharing another board first."
    ),
    "port-of-the-system": N_(
        "The door cannot be opened: port {port} is kept for the system. --port takes another, 8022 for example."
    ),
    "address-not-here": N_(
        "The door cannot be opened at {host}: this computer has no such address. --host 0.0.0.0 takes every one it has."
    ),
    "cannot-listen": N_("The door cannot be opened at {host}: {reason}."),
    # sharing, on the host's side
    "example-not-shared": N_("Nothing of this example is kept, so it is not shared. Begin a board: that one can be."),
    "not-shared-any-more": N_("The board is not shared any more."),
    "shared-elsewhere": N_("Sharing is begun and ended on the computer that shares the board."),
    "shared-as-another-file": N_(
        "“{file}”, another file of this board, is shared from this computer: end sharing there first."
    ),
    "shared-already": N_(
        "This board is shared from this computer already, at port {port}: open it as always, and its page of how to "
        "join shows the same line and word."
    ),
    "sharing-window-silent": N_("The window that shares this board does not answer. Try it there."),
    "wish-not-left": N_("The window that shares this board cannot be told: {reason}. Try it there."),
    "page-where-shared": N_("A page for phones can be shown only by the window that shares this board."),
    "no-page-there": N_("The window that shares this board says: {why}"),
    "words-not-made": N_("No word could be kept: {reason}. The one before is still good."),
    "boards-of-one-name": N_("Two of these boards have one name. Give one of the files another name first."),
    "share-without-screen": N_("There is no screen here to draw a board on. --no-screen opens the door without one."),
    "guessing-slowed": _guessing_slowed,
    "word-ran-out-here": N_(
        "The word for everybody has let in its {number} people: it lets in nobody else. Another can be made where you see it."
    ),
    "crowd-at-the-door": N_(
        "So many are at the door that some have to come again. Those who are in feel nothing of it."
    ),
    "members-as-before": N_("{fault} Until then those may come in who could before."),
    "shared-here-only": N_("Shared on this computer only. {key} shows how to join."),
    "shared-with-network": N_("Shared with this network. {key} shows how to join."),
    "word-there-already": N_(
        "{name} has a word already, until {until}: it stays. With --again it opens nothing any more, and another is made."
    ),
    "nobody-to-invite": N_("Say who it is for: --name NAME."),
    # what strangers are known by, for whoever answers them
    # Translators: no longer than 60 cells: the key is compared letter by letter.
    "stranger-with-key": N_("Key {fingerprint}"),
    "stranger-without-key": N_("From {address}, without a key: nothing proves it."),
    # what a guest is told
    "name-of-another": N_("There is already somebody called {name} here. Add a letter of your family name."),
    "name-in-hall": N_("{name} is in the hall already. Is that you?"),
    "no-terminal": N_("A board needs a terminal: leave out -T and the command, and type only the line you were sent."),
    "dumb-terminal": N_("This terminal cannot draw a board. Try another one, or set TERM to what it is."),
    "no-plain-lines-yet": N_("The board cannot be read out in plain lines yet. Leave out +plain for the screen."),
    "no-seat": N_("All seats are taken. Try again in a while, or ask whoever facilitates."),
    "too-many-ask": N_("Others are asking to be let in already. Try again in a while, or ask for a word."),
    "nobody-leads": N_("Nobody is there who could let you in. Try again in a while, or ask for a word."),
    "nobody-answers": N_("Nobody has answered. Try again in a while, or ask for a word."),
    "not-let-in-now": N_("Not now. Ask whoever facilitates in another way."),
    "session-broke": N_("Something broke on our side. What was saved is saved: join again."),
    "session-idle": N_(
        "Nothing was pressed here for a long time, so the line was closed. Join again whenever you like."
    ),
    "membership-ended": N_("You are no longer among those who may join here. Ask whoever facilitates."),
    "put-out": N_("{by} has put you out of this meeting. What you saved is kept."),
    "put-out-today": N_("{by} has put you out of this meeting, until midnight. What you saved is kept."),
    "kept-out-today": N_(
        "{by} has put {name} out of this meeting, until midnight. Only who facilitates can change that: ask {by}."
    ),
    "key-of-who-is-out": N_(
        "{name} has come in: their ssh shows a key that {out}'s showed too, who is put out. It proves nothing."
    ),
    "sharing-stopped-for-now": N_(
        "The computer that shares this board has stopped for now. What was written is kept: "
        "once it is back, the line that you were sent brings you back to your place."
    ),
    "seat-taken-over": N_("You are at this board in another window now: all is there as it was here."),
    "sharing-ended": N_(
        "The board is no longer shared. What was written is kept. To come back, ask whoever facilitates."
    ),
    # words to come in with
    "word-makes-no-host": N_("A host comes in by their key only: `cofacil members` says how. A word makes no host."),
    "wall-word-facilitates": N_("The word on the wall lets people take part or watch. Invite who facilitates by name."),
    "wall-word-for-nobody": N_("The word on the wall has to let in one person at least."),
    "word-already-over": N_("That moment has been already. Choose a later one: 18:30, fri, in 2 weeks."),
    "no-such-moment": N_("“{typed}” is no moment I know. Try 18:30, fri, 3/12, in 2 weeks, fri 18:30."),
    "words-not-ours": N_(
        "{file} is not as cofacil wrote it, so no word opens anything. "
        "It is left as it is: move it away and invite anew."
    ),
    "kept-out-not-ours": N_(
        "{file} is not as cofacil wrote it, so nobody can tell who was put out for today. "
        "Nothing is shared until it is moved away: then those may come again."
    ),
    # what whoever typed a word is told
    "word-not-known": N_("That is no word here. Look at it again, letter by letter."),
    "word-used": N_("That word has let in the one person it was for. Ask whoever facilitates for a new one."),
    "word-used-put-out": N_(
        "You were put out of this meeting, and that word opens nothing any more. Ask whoever facilitates for a new one."
    ),
    "word-over": N_("That word was good until a moment that is over. Ask whoever facilitates for a new one."),
    "word-taken-back": N_("That word opens nothing any more. Ask whoever facilitates for the one that does."),
    "word-ran-out": N_("That word has let in as many people as it is for. Ask whoever facilitates for another."),
    "words-not-read": N_("No word can be looked at here just now. Whoever facilitates is told; try again in a while."),
    "word-wanted": N_("A word is wanted here. Ask whoever facilitates for one."),
    "word-waits": N_("Many wrong words have come from where you are, so yours is looked at in its turn. One moment."),
    "too-many-keys": N_(
        "Your ssh has offered more keys than are looked at here. Name one: `ssh -o IdentitiesOnly=yes -i KEY`."
    ),
    # what somebody is told at the door who cannot be let in
    "door-crowded": N_("Too many are at the door at this moment. Try again in a minute."),
    "door-waited": N_("Nothing was typed for a long time, so the line was closed. Join again whenever you like."),
    # members
    "no-such-member": _no_such_member,
    "member-name-taken": N_("There is already a {name} here. Add a letter of the family name."),
    "member-key-taken": N_("That key is {name}'s already."),
    "members-line-wrong": N_("Line {line} of {file} is not right. {wrong}"),
    "member-name-twice": N_("The name {name} stands in line {line} already."),
    "member-key-twice": N_("The key stands in line {line} already."),
    "members-line-not-utf8": N_("It is not UTF-8 text."),
    "member-role-missing": N_('The role is missing. A line is like this: role=viewer name="Vic" ssh-ed25519 AAAA…'),
    "member-name-missing": N_('The name is missing. A line is like this: role=viewer name="Vic" ssh-ed25519 AAAA…'),
    "member-role-said-twice": N_("The role stands there twice."),
    "member-name-said-twice": N_("The name stands there twice."),
    "member-option-unknown": N_(
        '“{option}” is nothing that can be said here. A line is like this: role=viewer name="Vic" ssh-ed25519 AAAA…'
    ),
    "member-role-unknown": N_("“{role}” is no role. The roles are {roles}."),
    "member-name-unquoted": N_(
        'The name has to be in quotes. A line is like this: role=viewer name="Vic" ssh-ed25519 AAAA…'
    ),
    # keys
    "key-is-private": N_("That is a private key, for nobody else to see. Give the file beside it that ends in .pub."),
    "key-missing": N_("There is no key in that. Give one line, as OpenSSH writes it."),
    "several-keys": N_(
        "There are {number} keys in that. Give one at a time: the line of the one that comes in, or its own file."
    ),
    "words-before-key": N_(
        "Before the key stands “{words}”, and that would count for nothing here. Give only the key, from its kind on: ssh-ed25519 AAAA…"
    ),
    "key-is-certificate": N_(
        "That is a certificate, for which somebody else vouches. Give the key itself: the file that ends in .pub, and not in -cert.pub."
    ),
    "key-is-fingerprint": N_("That is the fingerprint of a key, and not the key. Give the file that ends in .pub."),
    "key-of-another-form": N_(
        "That is a key or a certificate for other programs ({form}), not for ssh. `ssh-keygen -t ed25519` makes one that may come in."
    ),
    "key-not-known": N_(
        "That begins as no key that is known here. A key is one line, as OpenSSH writes it: ssh-ed25519 AAAA… "
        "Of a key in another form, `ssh-keygen -i -f FILE` prints that line; PuTTYgen shows it above, to be copied."
    ),
    "kind-of-key-not-let-in": N_(
        "“{kind}” is no kind of key that may come in. `ssh-keygen -t ed25519` makes one that may come in."
    ),
    "key-body-missing": N_("Behind the kind of the key there is no key. Copy the whole line again."),
    "key-not-whole": N_("The key cannot be read: something of it is missing. Copy the whole line again."),
    "rsa-key-too-short": N_(
        "An RSA key of {bits} bits is too short. `ssh-keygen -t ed25519` makes one that may come in."
    ),
    "host-key-not-there": N_("The key of this computer, {file}, can neither be read nor made: {reason}."),
    "host-key-not-ed25519": N_(
        "The key of this computer, {file}, cannot be read as an ed25519 key without a passphrase. "
        "Put it back from a copy; if there is none, delete it, and tell your guests that a new one comes."
    ),
    # files for their owner alone
    "private-file-unread": N_("{file} could not be read: {reason}."),
    "private-file-unwritten": N_("{file} could not be written: {reason}. It is as it was."),
    "private-file-is-link": N_("{file} is a link. Put the file itself there."),
    "private-file-busy": N_("Another cofacil is changing {file}. Try again in a moment."),
    "private-file-of-others": N_("{file} belongs to somebody else, so it is not believed. Move it away."),
    "private-file-open": N_("Others on this computer can get at {file}. This keeps them out: {command}"),
}
