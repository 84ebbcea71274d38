"""Letters that are several characters, and characters that make one of what stands beside them."""

from hypothesis import strategies as st

WHOLE = (
    "🇩🇪",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "👩\u200d👩\u200d👧\u200d👦",
    "👩🏽\u200d🚀",
    "👍🏽",
    "1\ufe0f\u20e3",
    "☺\ufe0f",
    "e\u0301",
    "o\u0308\u0304\u0301",
    "각",
    "\u1112\u1161\u11ab",
    "क्षि",
    "नी",
    "ශ්\u200dරී",
    "กำ",
    "漢",
    "ｶﾞ",
)
"""Each is one to whoever reads it."""
_PARTS = (
    *(character for whole in WHOLE for character in whole),
    *"a .\n",
    "ŵ",
    "\u200b",
    "\u0600",
    "©",
)

parts = st.one_of(st.sampled_from(WHOLE), st.sampled_from(_PARTS), st.characters(exclude_categories=["C"]))
"""Whole letters, and halves of them."""
texts = st.lists(parts, max_size=30).map("".join)
