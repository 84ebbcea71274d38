"""What a locale is called, and by which names its language's catalogue may be found: `no_NO.UTF-8` is `no_no`, else `no`."""

_NO_LANGUAGE = frozenset({"", "c", "posix"})
_LONGEST_NAME = 40
_LETTERS_OF_A_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-.@")


def is_english(language: str) -> bool:
    """Say whether that is a name of English, or of no language at all."""
    return tongue_of(language) in {*_NO_LANGUAGE, "en"}


def is_no_language(language: str) -> bool:
    """Say whether that names no language at all, as `C` does."""
    return tongue_of(language) in _NO_LANGUAGE


def tongue_of(language: str) -> str:
    """The language alone, without country, encoding and variant."""
    return language.replace("-", "_").partition("@")[0].partition(".")[0].partition("_")[0].lower()


def catalogue_names(language: str) -> list[str]:
    """What the catalogue might be called, the closest name first: sr_rs@latin, sr@latin, sr_rs, sr; none if it is no name."""
    language = language.lower()
    if len(language) > _LONGEST_NAME or not _LETTERS_OF_A_NAME.issuperset(language):
        return []
    name, at, variant = language.replace("-", "_").partition("@")
    parts = name.partition(".")[0].split("_")
    shorter = ["_".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return [*(f"{short}@{variant}" for short in shorter if at), *shorter]
