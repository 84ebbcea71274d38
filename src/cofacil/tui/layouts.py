"""Keyboards that write another script: which of our letters stands on the same key, so that a command needs no change of layout.

Source: the layouts of xkeyboard-config (ru, ua, by, bg, rs, mk, gr, il, ara, ir, ge, am), the rows of letters from left to right.
"""

from collections.abc import Mapping
from types import MappingProxyType

_PLAIN = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_ROWS = {
    "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."),
    "uk": ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю."),
    "be": ("йцукенгшўзх'", "фывапролджэ", "ячсмітьбю."),
    "bg": (",уеишщксдзц;", "ьяаожгтнвмч", "юйъэфхпрлб"),
    "sr": ("љњертзуиопшђ", "асдфгхјклчћ", "ѕџцвбнм,.-"),
    "mk": ("љњертѕуиопшѓ", "асдфгхјклчќ", "зџцвбнм,./"),
    "el": (";ςερτυθιοπ[]", "ασδφγηξκλ΄'", "ζχψωβνμ,./"),
    "he": ("/'קראטוןםפ][", "שדגכעיחלךף,", "זסבהנמצתץ."),
    "ar": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر\0ىةوزظ"),
    "fa": ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو./"),
    "ka": ("ქწერტყუიოპ[]", "ასდფგჰჯკლ;'", "ზხცვბნმ,./"),
    "hy": ("խւէրտեըիոպչջ", "ասդֆքհճկլթփ", "զցգվբնմշղծ"),
}
LAYOUTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        name: MappingProxyType(
            {
                letter: ours
                for row, plain in zip(rows, _PLAIN, strict=True)
                for letter, ours in zip(row, plain, strict=True)
                if not letter.isascii()
            }
        )
        for name, rows in _ROWS.items()
    }
)
"""By the language of a keyboard: our letter for each of its own. What is one of ours already stays that."""
