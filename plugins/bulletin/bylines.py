"""The grammar of bylines and sign-offs: who wrote a story, in the forms that stand on a line of their own.

It stands below the rooms because three of them need it: `label`, to see that a line is one, `looks`, to see that a line
is a name, and `segment`, to read it. What a wire puts behind a story about who made it is here too. The words are in
data/byline_words.tsv.
"""

import re
from functools import cache

from . import knowledge
from .knowledge import fold

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
PERSON = (
    rf"(?:{_CAPITAL}[\w’'.-]*|(?:ad|al|an|ar|as|ash|at|el)-[\w’'-]+"
    r"|(?:al|bin|bint|da|dal|das|de|del|della|den|der|di|do|dos|du|el|la|le|ten|ter|van|von|y|zu))"
)
AND = r"(?:,| and| &|, and| y| et| e| und)"
AGENCIES = (
    r"(?:and|y|et|e|und|with|con|avec|com|mit|/) (?:agencies|agencias|agences|agências|agenturen|wires|wire services)"
)
PEOPLE = re.compile(rf"{PERSON}(?: {PERSON}){{1,5}}(?:{AND} {PERSON}(?: {PERSON}){{1,5}})*(?: {AGENCIES})?")
ONE_OF_PEOPLE = re.compile(rf"({AND}) (?=\S)")
_BY = r"(?:by|de|del|von|por|par|da)"
BY = (
    r"(?:(?:words|text|texto|texte|story|stories|report|written|reported|reporting|posted|published|article|analysis|opinion"
    rf"|compiled|édité|edited|escrito|escrita|redactado|publicado|propos recueillis|reportage|reportagem|entrevista)"
    rf"(?: \([^()]{{2,20}}\))? {_BY}"
    r"|report(?:ing|s)? from [\w’' -]{2,30} by"
    r"|by|from|por|par|von|d'après|author|autor|autora|auteur|reporter|texto|texte|text|aus .{2,30} berichtet)"
)
BYLINE = re.compile(rf"[>*_•–—-]{{0,2}}\s*{BY}(?::|\s)\s*(?P<names>\S.{{1,100}}?)[*_]{{0,2}}", re.IGNORECASE)
# What stands behind the names: another sentence, an editor, a place, a date, an outlet.
CUT = re.compile(
    r"\.? (?:edited|photos?|photographs?|pictures?|graphics?|video|illustrations?|additional reporting"
    rf"|fotos?|fotograf\w*|édité|editado|editada|edição|edición|redigiert) ?(?:{_BY}\b|:)"
    r"|(?<=\w\w)\. (?-i:(?=[^\W\d_a-z]))"
    r"|\s+(?:published|updated|posted|publicado|publié|actualizado|atualizado)\b|\s*(?:[|•·/(]|\s[–—-]\s)| {2,}|\s\d",
    re.IGNORECASE,
)
PLACE = re.compile(r",? (?:in|en|for|at|à|au|aux|aus|em|no|na|from|desde|depuis|de|dans) (?=[^\W\d_a-z]).*$")
PLACE_BETWEEN = re.compile(
    rf" (?:in|en|à|em|aus) {_CAPITAL}[\w’'-]*(?: {_CAPITAL}[\w’'-]*)?(?=,? (?:and|y|et|e|und) {_CAPITAL})"
)
TITLES = re.compile(r"^\((?:mrs?|ms|dr|sr|fr|rev)\.?\)\s+", re.IGNORECASE)
# What a wire puts behind a story: who reported, wrote and edited it. What is not English stands in brackets.
_SIGNER = r"(?:by|de|del|por|par|von|durch)"
_WROTE, _EDITED = knowledge.any_of("wrote"), knowledge.any_of("edited")
_SOURCES = r"(?-i:[A-Z][\w.]*(?:(?:,| y| e| et)? [A-Z][\w.]*){0,6})"
SIGNOFF = re.compile(
    rf"\(?(?:{_EDITED}|{_WROTE}) by .{{2,300}}\)?"
    rf"|\(?(?:con|avec) (?:información|informations?) (?:adicional )?(?:de |d'){_SOURCES}\)?\.?"
    rf"|\((?:{_EDITED}|{_WROTE})\b[^()]{{0,40}}?(?:\b{_SIGNER}\b|:|\s(?-i:[A-ZÀ-Þ]))[^()]{{2,260}}\)\.?",
    re.IGNORECASE,
)
REPORTER = re.compile(rf"\(?{_WROTE}(?: {_SIGNER}\b|:)? (?P<names>[^;()]+)", re.IGNORECASE)
AFTER_REPORTER = re.compile(
    rf",? (?:in|en|à|em|aus) (?-i:{_CAPITAL}).*|[,.] ?(?:with|con|avec|com|mit|{_EDITED})\b.*|\.$", re.IGNORECASE
)
# "jcv/plo", "EFE jcv/plo", "Lusa/Fim", "-- EUROPA PRESS --": who sent it and whose initials it bears.
INITIALS = re.compile(
    r"(?:[^\W\d_]{2,12} )?[a-z]{2,4}(?:/{1,2}[a-z]{2,4}){1,4}|[A-Z]{2,4}(?:/[A-Z]{2,4})? ?(?:/{2} ?[A-Z]{2,4}){1,3}"
)
NO_INITIALS = frozenset({"and", "or", "yes", "no", "he", "she", "his", "her", "y", "o", "et", "ou", "e", "und", "oder"})
SENT = re.compile(
    r"(?P<dashes>[-–—*/+]{0,3}) ?(?P<agency>[^\W\d_][\w. ]{1,24}?)(?P<end> ?[/.-] ?(?:fim|fin|end|ende|final))?"
    r" ?[-–—*/+]{0,3}",
    re.IGNORECASE,
)
DASHED = re.compile(r"[/.*+–—-]")
LONGEST_MARK = 40
EDGES = " ,;:|·•/–—-()*_>"
LONGEST = 160


def strictly(text: str) -> str | None:
    """The names of a line that says "By"; None where it is no byline."""
    if len(text) > LONGEST:
        return None
    match = BYLINE.fullmatch(text)
    if not match:
        return text if len(text) <= LONGEST_MARK and fold(text) in _words("alone") else None
    names = _names(match["names"])
    is_people = PEOPLE.fullmatch(names) and (names[0].isupper() or "-" in names.split()[0])
    return names if is_people or _is_desk(names) else None


def loosely(text: str) -> str:
    """The names of a line that is known to be a byline, whatever its form."""
    if len(text) > LONGEST:
        return text[:LONGEST].strip(EDGES)
    match = BYLINE.fullmatch(text)
    return _names(match["names"] if match else text) or text.strip(EDGES)


def is_people(text: str) -> bool:
    """Whether a line could be nothing but names of persons."""
    return len(text) <= LONGEST and PEOPLE.fullmatch(text) is not None


def is_named(text: str) -> bool:
    """Whether a line is nothing but names, of which one at least is known as a given name."""
    words = fold(text).replace(",", " ").replace("-", " ").split()
    return is_people(text) and not knowledge.given_names().isdisjoint(words)


def signed(text: str) -> str | None:
    """The reporters' names in a wire's sign-off, empty where it has none; None where the line is no sign-off."""
    if not SIGNOFF.fullmatch(text):
        return None
    match = REPORTER.match(text)
    names = AFTER_REPORTER.sub("", match["names"].strip()).strip() if match else ""
    return names if is_people(names) else ""


def is_wire_mark(text: str) -> bool:
    """Whether a line is a wire's mark at a story's end: its name between dashes, or initials."""
    if len(text) > LONGEST_MARK or not DASHED.search(text):
        return False
    if "/" in text and INITIALS.fullmatch(text):
        return NO_INITIALS.isdisjoint(text.split("/"))
    match = SENT.fullmatch(text)
    return bool(match and (match["dashes"] or match["end"]) and knowledge.is_agency(match["agency"]))


def _names(text: str) -> str:
    """What is left of a byline without roles, outlets and places."""
    text = TITLES.sub("", text.strip()).strip(EDGES)
    text = PLACE_BETWEEN.sub("", text)
    cut = CUT.search(text)
    text = (text[: cut.start()] if cut else text).strip(EDGES)
    without = PLACE.sub("", text)
    text = without if without and (PEOPLE.fullmatch(without) or not PEOPLE.fullmatch(text)) else text
    return _without_roles(text).strip(EDGES)


def _without_roles(text: str) -> str:
    """Ada Bell, of "Health correspondent Ada Bell" and of "Ada Bell, BBC News, Nairobi"."""
    if _is_desk(text):
        return text
    # Pieces and what joins them: "Ada Bell", ",", "Health editor".
    first, *others = ONE_OF_PEOPLE.split(text)
    names = _name_of(first)
    for joint, piece in zip(others[::2], others[1::2], strict=True):
        is_name = re.fullmatch(rf"{PERSON}(?: {PERSON}){{1,5}}", piece) and not _holds(piece, "role", "outlet")
        is_name = is_name and not knowledge.is_agency(piece)
        if is_name or fold(f"x {piece}").endswith(_AGENCIES):
            names += f"{joint} {piece}"
        elif joint.strip(", "):
            names += f"{joint} {_name_of(piece)}" if PEOPLE.fullmatch(_name_of(piece)) else ""
        else:
            break
    return names


_AGENCIES = tuple(f" {word}" for word in ("agencies", "agencias", "agences", "agências", "agenturen", "wires"))


def _name_of(piece: str) -> str:
    """A person without the role before the name."""
    words = piece.split(" ")
    folded = [fold(word).strip(".,") for word in words]
    last = max((at for at, word in enumerate(folded) if word in _words("role")), default=-1)
    behind = " ".join(words[last + 1 :])
    return behind if 0 <= last < len(words) - 1 and PEOPLE.fullmatch(behind) else piece


def _holds(piece: str, *kinds: str) -> bool:
    folded = f" {fold(piece)} "
    return any(f" {word} " in folded for kind in kinds for word in _words(kind))


def _is_desk(text: str) -> bool:
    words = fold(text).split()
    return (
        0 < len(words) <= 5
        and (not _words("desk").isdisjoint((words[0], words[-1])) or knowledge.is_agency(text))
        and ("," not in text)
    )


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(knowledge.byline_words().get(kind, ()))
