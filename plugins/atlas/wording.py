"""What is known of a story, in words, and who knows the words of the site's language."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

_RECEIVED = "day of receipt"
_STATED_ON = "line "
_INFERRED = "inferred: "


class Words(Protocol):
    """What is asked of the site's language."""

    @property
    def origin(self) -> object:
        """What decides all of these, beside the program."""

    def gettext(self, message: str, /) -> str:
        """An English text in that language."""

    def short_date(self, day: date, /) -> str:
        """A date without its weekday."""

    def listed(self, things: Iterable[str], /) -> str:
        """Things in a row, with the commas of that language."""

    def region(self, name: str, /) -> str:
        """The name of a region of the usual table."""

    def country(self, code: str, name: str, /) -> str:
        """The name of a country, by its ISO code and its English name."""


def doubt_in_words(basis: str, words: Words) -> str:
    """What is to be said beside a date that the bulletin does not state; empty where it does.

    Args:
        basis: A story's `Date_Basis`.
        words: Of the site's language.
    """
    if basis.startswith(_INFERRED):
        return words.gettext("date inferred")
    return words.gettext("day of receipt") if basis == _RECEIVED else ""


def basis_in_words(basis: str, words: Words) -> str:
    """Say how a date is known, as a sentence for readers.

    Args:
        basis: A story's `Date_Basis`: "file name", "day of receipt", "inferred: ..." or words of the newsroom's own.
        words: Of the site's language.

    Returns:
        A sentence; empty for an empty basis.
    """
    gettext = words.gettext
    known = {
        "": "",
        "file name": gettext("Date taken from the name of the bulletin’s file."),
        "mail header": gettext("Date taken from the mail that carried the bulletin."),
        "published lines of the stories": gettext(
            "Date taken from what the bulletin says of when its stories were published."
        ),
        _RECEIVED: gettext("The bulletin names no date: this is the day on which it was received."),
    }
    if basis in known:
        return known[basis]
    if basis.startswith(_INFERRED):
        return gettext("Date inferred from the text: %(signs)s.") % {"signs": basis.removeprefix(_INFERRED)}
    if basis.startswith(_STATED_ON):
        return gettext("Date stated in the bulletin, line %(line)s.") % {"line": basis.removeprefix(_STATED_ON)}
    return gettext("How the date is known: %(basis)s.") % {"basis": basis}
