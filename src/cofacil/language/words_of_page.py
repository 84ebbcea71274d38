"""The sentences of the page for phones and browsers, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    # where it listens
    "web-not-installed": N_("A page needs one thing more: pip install 'cofacil[web]'"),
    "web-port-taken": N_("The page cannot be shown: somebody else has port {port} here. --web-port takes another."),
    "web-port-of-the-system": N_(
        "The page cannot be shown: port {port} is kept for the system. --web-port takes another, 8080 for example."
    ),
    "web-key-alone": N_("--key is the key of a certificate: say which with --cert."),
    "web-page-unasked": N_("--cert is for the page: --web shows one."),
    "certificate-not-there": N_("{file} cannot be read: {reason}. Browsers would not know this computer."),
    "certificate-is-none": N_(
        "{file} holds no certificate. Move it away, and another one is made; with --cert name one that is."
    ),
    "certificate-not-with-key": N_(
        "The certificate and its key do not go together, or the key wants a password: {file}."
    ),
    "page-here": N_("A page for phones and browsers: {url}"),
    "page-fingerprint": N_("The SHA-256 fingerprint of its certificate: {fingerprint}"),
    # what somebody is told on it
    "page-word-missing": N_("Type the word that is on the wall, or that was sent to you."),
    "page-board-missing": N_("Choose first which board you want to be let in to."),
    "page-not-in": N_("You are not on the board any more. Come in again."),
    "page-no-room": N_("More come at once than this computer can answer. Load the page again in a while."),
}
