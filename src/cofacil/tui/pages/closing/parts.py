"""The parts of closing, in the order in which they are gone through."""

from cofacil.tui.pages.closing.part import Part
from cofacil.tui.pages.closing.small_action import SmallAction
from cofacil.tui.pages.closing.stays_open import StaysOpen
from cofacil.tui.pages.closing.what_next import WhatNext
from cofacil.tui.pages.closing.who_to_invite import WhoToInvite

PARTS: tuple[Part, ...] = (
    SmallAction(),
    StaysOpen(),
    WhoToInvite(),
    # The two questions about how it was stand here once hands can be counted.
    WhatNext(),
)
