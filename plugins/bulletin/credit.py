"""The grammar of a photo credit: tells a caption with a credit from other text, and takes the two apart.

It stands below the rooms because two of them need it: `label`, to see that a block is a caption, and `photos`.
Square brackets are also used by editors ("[the city of]", "[$600]"): what is in them is a credit only where it names
an agency, has the form name/source, or opens with a word that only credits open with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import knowledge
from .knowledge import fold

SQUARE_END = re.compile(r"^(?P<caption>.+\S)\s*\[(?P<credit>[^\[\]]{2,160})\]\s*\.?$", re.DOTALL)
ROUND_END = re.compile(r"^(?P<caption>.+\S)\s*\((?P<credit>[^()]{2,160})\)\s*\.?$", re.DOTALL)
SQUARE_START = re.compile(r"^\[(?P<credit>[^\[\]]{2,160})\]\s*(?P<caption>\S.*)$", re.DOTALL)
LABELLED_END = re.compile(
    r"^(?P<caption>.*[.!?”\"’])\s+"
    r"(?P<credit>(?:(?:photo(?:graph)?s?|pictures?|images?|credit)(?:\s+(?:by|credit|source))?\s*:|©)[^:]{2,80})\.?$",
    re.IGNORECASE | re.DOTALL,
)
# As in: Photo: A man crosses the river. (Agency/Name)
LABELLED_START = re.compile(r"^(?:photo|picture|image)\s*:\s+(?P<caption>\S.*)$", re.IGNORECASE | re.DOTALL)
# "... at sunset. REUTERS/Ada Bell": only where an agency that is known says so.
BARE_END = re.compile(r"^(?P<caption>.*[.!?”\"’])\s+(?P<credit>[^./\[\]()]{2,40}/[^./\[\]()]{2,60})\.?$", re.DOTALL)
# The forms in the order they are tried; True where brackets are square, and a full name with a source is enough.
FORMS = (
    (SQUARE_END, True),
    (SQUARE_START, True),
    (ROUND_END, False),
    (LABELLED_END, True),
    (BARE_END, False),
)
# A line of its own. "Image source, X" says whose it is whatever X is; "Photo: X" may also be a caption.
SOURCE_LABEL = re.compile(r"(?:image|photo(?:graph)?|picture)s? (?:source|credit)", re.IGNORECASE)
CREDIT_LINE = re.compile(
    rf"(?P<label>(?:{SOURCE_LABEL.pattern}|(?:photo(?:graph)?s?|pictures?|images?)(?: by)?|credits?)\s*[:,]\s*"
    r"|(?:photo|photograph|picture|image) by\s+|©\s*)?(?P<credit>\S[^\d.!?]{1,80})\.?",
    re.IGNORECASE,
)
MOST_WORDS_OF_LINE = 9
# "This combo of images provided by X show ..." and "... are seen in this photo by X."
_GIVEN_BY = (
    r"(?:image|photo|picture|photograph|handout|frame|grab)s?"
    r"(?: \w+){0,4}? (?:provided|released|supplied|issued|published|distributed|taken|made available) by "
    r"(?P<source>.+?)(?:,| shows?\b| on \w+day\b| on \d|\.$)"
)
PROSE = (
    re.compile(rf"^(?:in )?this (?:undated |combination |combo |file )*(?:of )?{_GIVEN_BY}", re.IGNORECASE),
    re.compile(
        r"\b(?:seen|shown|pictured|standing|pose[sd]?)\b.{0,80}? in (?:this|these|an?) (?:undated |handout |file )*"
        r"(?:image|photo|picture|photograph|handout|frame)s? (?:provided |released |supplied |taken )?by "
        r"(?P<source>[^.]+?)\.?$",
        re.IGNORECASE,
    ),
)
# In a story "The pictures released by police show a man" is a sentence; in a caption it is the credit.
PROSE_OF_CAPTION = re.compile(rf"\b{_GIVEN_BY}", re.IGNORECASE)

PHOTO_WORD = re.compile(
    r"^(?:(?:photo(?:graph|s)?|pictures?|images?|credits?)(?:\s+(?:by|credit|source))?(?:\s*[:,]\s*|(?<=by)\s+)|©\s*)",
    re.IGNORECASE,
)
# Words that say how a picture came; they stay in the credit, and what follows them is the source.
KEPT = re.compile(
    r"^(?:(?:file(?: photo)?|archive)\s*[:/]|(?:handout|courtesy|supplied)(?:\s+(?:via|of|by|from)\b|\s*[:/]|$)"
    r"|(?:screen ?gra?b|screenshot)(?:\s+(?:from|via)\b|\s*[:/]|$)|(?:file(?: photo)?|archive)$)\s*",
    re.IGNORECASE,
)
FILE_END = re.compile(r",?\s+file(?: photo)?$", re.IGNORECASE)
SLASH = re.compile(r"\s*/\s*")
BAR = re.compile(r"\s*\|\s*")
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
NO_SOURCE = frozenset({"handout", "file", "file photo", "archive", "supplied", "pool"})
PARTICLES = frozenset(
    {"al", "ap", "ben", "bin", "da", "das", "de", "del", "der", "di", "do", "dos", "du"}
    | {"e", "el", "ibn", "la", "le", "van", "von", "y", "zu"}
)
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Credit:
    """A caption and its credit, taken apart. At least one of photographer, agency and credit is known."""

    caption: str
    photographer: str | None
    agency: str | None
    credit: str


def take_apart(text: str, *, is_caption: bool = False) -> Credit | None:
    """The caption and credit that a block is, or None where it is no caption.

    Args:
        text: the block.
        is_caption: whether it is known to be one; then a looser form of words is enough to tell the source.
    """
    opening = LABELLED_START.match(text)
    text = opening["caption"] if opening else text
    for pattern, square in FORMS:
        match = pattern.match(text)
        found = match and _named(match["caption"], match["credit"], square=square or bool(opening))
        if found:
            return found
    return _in_prose(text, (*PROSE, PROSE_OF_CAPTION) if is_caption else PROSE)


def of_line(text: str) -> str | None:
    """The credit that a line is ("Photograph: Ada Bell/Reuters", "Image source, EPA"); None where it is none."""
    match = CREDIT_LINE.fullmatch(text.strip())
    if match is None or len(match["credit"].split()) > MOST_WORDS_OF_LINE:
        return None
    found = _named("", match["credit"], square=True)
    is_labelled = bool(match["label"])
    if found and (_is_agency(found.agency) or (is_labelled and (found.photographer or found.agency))):
        return match["credit"]
    return match["credit"] if SOURCE_LABEL.match(match["label"] or "") else None


def _named(caption: str, inner: str, *, square: bool) -> Credit | None:
    """Read what stands in the brackets; None where an editor's remark does."""
    labelled = bool(PHOTO_WORD.match(inner))
    credit = SLASH.sub("/", PHOTO_WORD.sub("", inner.strip(), count=1)).strip()
    source = FILE_END.sub("", credit)
    kept = KEPT.match(source)
    if kept:
        source = source[kept.end() :].strip()
    is_name = labelled and not kept and not SOURCE_LABEL.match(inner)
    photographer, agency = _split_source(source, by_name=is_name)
    told = labelled or kept or _is_agency(agency) or (square and _is_full_name(photographer))
    return Credit(caption.strip(), photographer, agency, credit) if told else None


def _split_source(source: str, *, by_name: bool) -> tuple[str | None, str | None]:
    """Photographer and agency of "Name/Agency", "AGENCY/Name", "Name | Agency", "Agency", "Name"."""
    parts = [part for part in (BAR if "|" in source else SLASH).split(source) if part and fold(part) not in NO_SOURCE]
    if not parts:
        return None, None
    if len(parts) == 1:
        is_person = by_name and not _is_agency(source) and _is_full_name(source)
        return (source, None) if is_person else (None, parts[0])
    is_turned = _is_full_name(parts[-1]) and not _is_full_name(parts[0])
    if (_is_agency(parts[0]) or is_turned) and not _is_agency(parts[-1]):
        return parts[-1], parts[0]
    return parts[0], " / ".join(parts[1:])


def _is_full_name(text: str | None) -> bool:
    words = (text or "").split()
    return 2 <= len(words) <= MOST_NAMES and all(word[0].isupper() or fold(word) in PARTICLES for word in words)


def _is_agency(name: str | None) -> bool:
    if name is None:
        return False
    known = knowledge.agencies()
    folded = fold(name)
    return folded in known or any(part in known for part in re.split(r" via | / ", folded))


def _in_prose(text: str, patterns: Iterable[re.Pattern[str]]) -> Credit | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            source = ARTICLE.sub("", match["source"].strip())
            return Credit(text, None, source, source)
    return None
