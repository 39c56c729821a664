"""Parts of pages that are the same on many: made once."""

from collections.abc import Callable

MOST = 100
"""Parts that are remembered at a time."""


def once() -> Callable[..., str]:
    """What the templates of one generator call as `once`.

    Returns:
        A function for `{% call once(name, ...) %}`: it says what the block says, and the next time that it is called
        with equal arguments it says the same again. What else decides on the block must be the same on all pages.
    """
    made: dict[tuple[object, ...], str] = {}

    def said(*which: object, caller: Callable[[], str]) -> str:
        known = made.get(which)
        if known is None:
            if len(made) >= MOST:
                made.clear()
            known = made[which] = caller()
        return known

    return said
