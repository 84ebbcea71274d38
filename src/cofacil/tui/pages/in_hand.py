"""Taking another of several in hand by the keys that move."""


def moved(key: str, at: int, count: int, page: int = 5) -> int | None:
    """Return which of so many is in hand after a key, the nearest there is; None for a key that moves nothing."""
    last = max(0, count - 1)
    moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -last, "end": last}
    return max(0, min(last, at + moves[key])) if key in moves else None
