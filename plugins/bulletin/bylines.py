"""The grammar of a byline: who wrote a story, in the forms that stand on a line of its own.

It stands below the rooms because three of them need it: `label`, to see that a line is one, `signs`, to see that a line is a
name, and `segment`, to read it.
"""

import re

PERSON = (
    r"(?:[^\W\d_a-z][\w’'.-]*|(?:ad|al|an|ar|as|ash|at|el)-[\w’'-]+"
    r"|(?:al|bin|bint|da|dal|de|del|della|den|der|di|do|dos|du|el|la|le|ten|van|von|y))"
)
AND = r"(?:,| and| &|, and| y| et| e| und)"
PEOPLE = re.compile(rf"{PERSON}(?: {PERSON}){{1,5}}(?:{AND} {PERSON}(?: {PERSON}){{1,5}})*(?: and agencies)?")
DESK = re.compile(
    r"(?:[\w’'.&-]+ ){0,4}(?:staff|staff writers?|reporters?|correspondents?|agencies|newsroom|desk|team|news agency"
    r"|redacción|rédaction|redação|redaktion|agencias|agências|agence|agência|agencia|agentur)",
    re.IGNORECASE,
)
BY = (
    r"(?:(?:words|text|texto|texte|story|stories|report|written|reported|reporting|posted|published|article|analysis|opinion"
    r"|compiled|édité|edited) (?:by|de|von)|by|from|por|par|von|d'après|author|autor|auteur|reporter)"
)
BYLINE = re.compile(rf"{BY}:?\s+(?P<names>\S.{{1,100}})", re.IGNORECASE)
TAIL = re.compile(
    r"\s*(?:,| in | en | for | at | à | aus | em | from ).*$|\s*(?:[|·•/(]|\s[–—-]\s).*$"
    r"|\s+(?:published|updated|posted) .*$",
    re.IGNORECASE,
)
EDGES = " ,;:|·•/–—-()"


def strictly(text: str) -> str | None:
    """The names of a line that says "By"; None where it is no byline."""
    match = BYLINE.fullmatch(text)
    if not match:
        return None
    names = match["names"] if PEOPLE.fullmatch(match["names"]) else TAIL.sub("", match["names"])
    return names if PEOPLE.fullmatch(names) or DESK.fullmatch(names) else None


def loosely(text: str) -> str:
    """The names of a line that is known to be a byline, whatever its form."""
    match = BYLINE.fullmatch(text)
    names = match["names"] if match else text
    if not PEOPLE.fullmatch(names):
        names = TAIL.sub("", names)
    return names.strip(EDGES)


def is_people(text: str) -> bool:
    """Whether a line could be nothing but names of persons."""
    return PEOPLE.fullmatch(text) is not None
