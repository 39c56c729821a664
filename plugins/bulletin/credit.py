"""The grammar of a photo credit: tells a caption with a credit from other text, and takes the two apart.

It stands below the rooms because several need it: `label`, to see that a block is a caption, `captions` and `segment`,
to put a credit to its caption, and `photos`.
A credit stands in brackets, behind a word for it ("Foto:"), or bare behind the caption ("REUTERS/Ada Bell"), at the end
or at the start. Brackets are also used by editors ("[the city of]", "[$600]", "(left)"): what is in them is a credit
only where it names an agency, has the form name/source, or opens with a word that only credits open with. The words are
in data/credit_words.tsv.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from . import knowledge
from .knowledge import any_of, fold

# Longer texts are no captions, and what is longer behind or before a caption is no credit.
LONGEST = 1500
LONGEST_CREDIT = 160
LONGEST_SOURCE, MOST_WORDS_OF_SOURCE = 90, 9

_BY = r"(?:by|par|por|von)"
_THANKS = any_of("thanks")
_LABEL = rf"(?:{any_of('owner')}|{any_of('label')})"
# "Photo:", "Photo by", "Photograph by:", "Image source,", "©", "Photo courtesy of" without its first word.
_LABELLED = rf"(?:\b{_LABEL}(?:(?:\s+(?:{_BY}|de))?\s*:|\s+{_BY}\b|,(?=\s)|\s+(?={_THANKS}\b|©))|(?:©|\(c\)))\s*"
LABEL = re.compile(_LABELLED, re.IGNORECASE)
# In brackets a colon is not needed: "(Photo Ada Bell/EPA)".
LABEL_IN_BRACKETS = re.compile(
    rf"{_LABELLED}|(?:photos?|fotos?|bild|crédits?|crédito)\s+(?-i:(?=[A-ZÀ-Þ][^/]{{2,40}}/))", re.IGNORECASE
)
# Where a label stands in a line, and what stands before it.
LABEL_BEHIND = re.compile(rf"(?P<mark>[.!?…:][\"”’»)]*\s|\s[|–—•·-]\s|\s|^\()\s*(?P<label>{_LABELLED})", re.IGNORECASE)
OPENING = re.compile(rf"{_LABEL}\s*[:.]\s+(?=\S)", re.IGNORECASE)
OPENING_CREDIT = re.compile(r"(?P<credit>[^.!?|:]{3,90}?)(?:[.:]\s+|\s[|–—-]\s+)(?P<caption>\S.*)", re.DOTALL)
GRAPH = re.compile(rf"(?P<caption>.*\S)\s+{any_of('graph')}\s*:\s+(?P<credit>[^:]{{2,60}})", re.IGNORECASE | re.DOTALL)
GRAPH_OF_LINE = re.compile(rf"{any_of('graph')}\s*:\s+(?=\S)", re.IGNORECASE)
OWNER = re.compile(rf"{any_of('owner')}", re.IGNORECASE)
OWNED = re.compile(r"credit|crédit", re.IGNORECASE)

# "Express photo: Ada Bell" and "Riverland: Ada Bell".
OF_OUTLET = re.compile(
    r"(?P<agency>[^:/|()]{2,40}?)(?P<photo>\s+(?:photo|foto|picture|image)s?)?(?::|(?<=[os])\s+by\b)\s+(?P<name>[^:/|]{3,60})",
    re.IGNORECASE,
)
# Words that say how a picture came; they stay in the credit, and what follows them is the source.
KEPT = re.compile(
    rf"(?:{any_of('kept')}(?:\s*[:/|,]\s*|\s[–—-]\s|\s+(?:via|of|from|de|del|da|do|du|{_BY})\b\s*|$)"
    rf"|{_THANKS}(?:\s*[:/]\s*|\s+(?:via|of|de|del|da|do|du|{_BY})\b\s*|\s+|$))",
    re.IGNORECASE,
)
KEPT_END = re.compile(r"(?:,\s*|\s+|\s*/\s*)\(?(?:file(?: photo)?|archivo|archives?|arquivo|archiv)\)?$", re.IGNORECASE)
# Short words that mean other things too, unless it is known that a credit stands there.
OFTEN_OTHER = frozenset({"dr", "d.r.", "pool", "privat", "particular"})

# What may stand between a caption and a bare credit.
BOUNDARY = re.compile(r"(?P<stop>[.!?…][\"”’»)]*)?(?:(?<=\S)\s+(?P<mark>[|•·–—-]))?(?<=\S)\s+(?=\S)")
SLASH = re.compile(r"\s*/\s*")
BAR = re.compile(r"\s*\|\s*")
# A line without a label has one of these, or is an agency's name.
UNLABELLED = re.compile(r"[/|:,]|\s(?:via|of|de|from|for|para|pour|für|[–—-])\s")
# "© 2026 City Council" is no credit.
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COMPANY = re.compile(r"\b(?:Ltd|Limited|Inc|LLC|Corp|GmbH|AG|S\.?A|Ltda|SL|Copyright|Rights)\b", re.IGNORECASE)
FOR = re.compile(r",\s+|\s[–—-]\s|\s(?:for|para|pour|für)\s+(?=[A-ZÀ-Þ])")
PARTS_OF_AGENCY = re.compile(r" via | / |/| & ")
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?]\s")
STOPPED = re.compile(r"[.!?…][\"”’»]*$")
PARTICLES = frozenset(
    {"al", "ap", "ben", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "d'"}
    | {"e", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van", "von", "y", "zu"}
)
JOINING = PARTICLES | {
    "and",
    "et",
    "und",
    "of",
    "the",
    "for",
    "para",
    "pour",
    "für",
    "via",
    "&",
    "/",
    "|",
    "-",
    "des",
    "dpa",
    "sda",
}
MOST_NAMES = 6

# A cheap look before a close one: no credit is without one of these.
MARKS = re.compile(r"[\[\](|/:©•·]")
BARE_WORDS = re.compile(r"[.!?…][\"”’»)]*\s+\S{2,14}(?:\s\S{2,14}){0,2}$")
# No label is behind a caption without one of these.
LABELLING = re.compile(rf":|©|\(c\)|\s{_BY}\s|,\s|{_THANKS}", re.IGNORECASE)
LAST, FIRST = 170, 90
PICTURED = re.compile(r"image|photo|picture|handout|frame|grab")
# "This combo of images provided by X show ..." and "... are seen in this photo by X."
_GIVEN_BY = (
    r"(?:image|photo|picture|photograph|handout|frame|grab)s?"
    r"(?: \w{1,20}){0,4}? (?:provided|released|supplied|issued|published|distributed|taken|made available) by "
    r"(?P<source>.{1,120}?)(?:,| shows?\b| on \w{1,12}day\b| on \d|\.$)"
)
PROSE = (
    re.compile(rf"^(?:in )?this (?:undated |combination |combo |file )*(?:of )?{_GIVEN_BY}", re.IGNORECASE),
    re.compile(
        r"\b(?:seen|shown|pictured|standing|pose[sd]?)\b.{0,80}? in (?:this|these|an?) (?:undated |handout |file )*"
        r"(?:image|photo|picture|photograph|handout|frame)s? (?:provided |released |supplied |taken )?by "
        r"(?P<source>[^.]{1,120}?)\.?$",
        re.IGNORECASE,
    ),
)
# In a story "The pictures released by police show a man" is a sentence; in a caption it is the credit.
PROSE_OF_CAPTION = re.compile(rf"\b{_GIVEN_BY}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """A caption and its credit, taken apart. At least one of photographer, agency and credit is known."""

    caption: str
    photographer: str | None
    agency: str | None
    credit: str


@dataclass(frozen=True, slots=True)
class _Source:
    """What a credit says, and how surely it is one."""

    photographer: str | None
    agency: str | None
    credit: str
    is_kept: bool
    """Opens with a word that says how the picture came."""
    is_labelled: bool

    @property
    def is_known(self) -> bool:
        """Whether an agency that is known stands in it."""
        return _is_agency(self.agency)

    @property
    def is_full(self) -> bool:
        """Whether it names a person and a source."""
        return self.agency is not None and _is_full_name(self.photographer)


def take_apart(text: str, *, is_caption: bool = False) -> Credit | None:
    """The caption and credit that a block is, or None where it is no caption.

    Args:
        text: the block.
        is_caption: whether it is known to be one; then a looser form of words is enough to tell the source.
    """
    if len(text) > LONGEST or not _may_hold_credit(text):
        return None
    text = text.strip()
    for form in FORMS:
        found = form(text, is_caption)
        if found and found.caption:
            return found
    return _in_prose(text, (*PROSE, PROSE_OF_CAPTION) if is_caption else PROSE)


def _may_hold_credit(text: str) -> bool:
    tail = text[-LAST:]
    return bool(MARKS.search(tail) or " by " in tail.lower() or BARE_WORDS.search(tail) or MARKS.search(text[:FIRST]))


def of_line(text: str) -> str | None:
    """The credit that a line is ("Photograph: Ada Bell/Reuters", "Image source, EPA"); None where it is none."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST_SOURCE + 30 or len(text.split()) > MOST_WORDS_OF_SOURCE + 2:
        return None
    bracketed = text[:1] in "([" and text[-1:] in ")]" and text.count(text[0]) == 1
    line = GRAPH_OF_LINE.sub("", text[1:-1].strip() if bracketed else text)
    label = LABEL.match(line)
    if not label and not bracketed and not UNLABELLED.search(line) and not knowledge.is_agency(line.rstrip(".")):
        return None
    inner = line[label.end() :] if label else line
    if not _reads_as_source(inner.rstrip("."), most=MOST_WORDS_OF_SOURCE) and not (label and OWNER.match(line)):
        return None
    source = _source(line.rstrip(".") if not line.endswith("..") else line, in_brackets=bracketed)
    if source is None or not source.credit:
        return None
    is_owned = label is not None and (OWNER.match(line) or OWNED.search(label[0]))
    told = (
        source.is_known
        or is_owned
        or (label and label[0][0] not in "©(" and (source.photographer or source.agency or source.is_kept))
        or (label and source.photographer and not COMPANY.search(source.credit))
        or (bracketed and source.is_kept and source.credit[0].isupper())
        or (source.is_full and "/" in source.credit and _is_outlet_alone(source))
    )
    return source.credit if told and not SENTENCE.search(source.credit) and not YEAR.search(source.credit) else None


def _is_outlet_alone(source: _Source) -> bool:
    return _holds_source_word(source.agency) and not _holds_source_word(source.photographer)


def _in_square(text: str, is_caption: bool) -> Credit | None:
    end = text.rstrip(" .")
    start = end.rfind("[")
    if end.endswith("]") and 0 < len(end) - start - 2 <= LONGEST_CREDIT and start > 0:
        return _told(end[:start], end[start + 1 : -1], is_caption=is_caption)
    close = text.find("]", 0, LONGEST_CREDIT)
    if text.startswith("[") and close > 0:
        return _told(text[close + 1 :], text[1:close], is_caption=is_caption)
    return None


def _told(caption: str, inner: str, *, is_caption: bool) -> Credit | None:
    """What stands in square brackets: a person with a source is enough."""
    source = _source(inner, in_brackets=True)
    if source and (source.is_labelled or source.is_kept or source.is_known or source.is_full):
        return _credit(caption, source)
    return _loose(caption, source) if source and is_caption else None


def _in_round(text: str, is_caption: bool) -> Credit | None:
    end = text.rstrip(" .")
    start = end.rfind("(")
    if not end.endswith(")") or start < 1 or not 1 < len(end) - start - 2 <= LONGEST_CREDIT:
        return None
    caption, inner = end[:start].strip(), end[start + 1 : -1]
    source = _source(inner, in_brackets=True)
    if source is None:
        return None
    if source.is_labelled or (source.is_kept and _opens_as_credit(source, is_caption)):
        return _credit(caption, source)
    is_end = end == text.rstrip()
    if source.is_known and (
        source.photographer or _stands_alone(caption, source, is_end=is_end, is_caption=is_caption)
    ):
        return _credit(caption, source)
    if source.is_full and (is_caption or _is_known_person(source)):
        return _credit(caption, source)
    return _loose(caption, source) if is_caption and STOPPED.search(caption) else None


def _opens_as_credit(source: _Source, is_caption: bool) -> bool:
    return is_caption or (source.credit[0].isupper() and fold(source.credit) not in OFTEN_OTHER)


def _stands_alone(caption: str, source: _Source, *, is_end: bool, is_caption: bool) -> bool:
    """Whether "(Agency)" behind a line is its credit: not the end of a story, not the short form of a name."""
    agency = fold(source.agency or "")
    if _is_short_form(agency, caption):
        return False
    return is_caption or (is_end and not STOPPED.search(caption) and agency not in knowledge.credit_words()["also"])


def _is_short_form(letters: str, text: str) -> bool:
    """Whether letters are the first ones of the words that a text ends with: "World Food Programme", "WFP"."""
    words = fold(text[-LONGEST_CREDIT:]).replace("-", " ").split()
    return letters in ("".join(word[0] for word in words[-at:]) for at in (len(letters), len(letters) + 1)) or (
        letters == "".join(word[0] for word in words if word not in JOINING)[-len(letters) :]
    )


def _is_known_person(source: _Source) -> bool:
    """Whether the photographer's first name is known as one, and the source is no other person."""
    given = knowledge.given_names()
    return (
        "/" in source.credit
        and fold(source.photographer or "").split()[0] in given
        and not (_is_full_name(source.agency) and fold(source.agency or "").split()[0] in given)
    )


def _loose(caption: str, source: _Source) -> Credit | None:
    """In a caption that is known to be one: a name in capitals is whose the picture is."""
    name = source.photographer or source.agency
    if not name or not _reads_as_source(source.credit, most=MOST_NAMES) or not name[0].isupper() or name.isdigit():
        return None
    if source.photographer is None and _is_full_name(name) and not _holds_source_word(name):
        source = replace(source, photographer=name, agency=None)
    return _credit(caption, source)


def _opened(text: str, _is_caption: bool) -> Credit | None:
    """As in: Foto: X/Y. The caption; and in: Photo: The caption. (X/Y)."""
    opening = OPENING.match(text) or LABEL.match(text)
    if not opening:
        return None
    rest = text[opening.end() :]
    for form in (_in_square, _in_round, _behind_label, _bare):
        found = form(rest, True)
        if found and found.caption:
            return found
    match = OPENING_CREDIT.match(rest)
    source = match and _source(match["credit"], in_brackets=False, is_labelled=True)
    if match and source and _reads_as_source(match["credit"], most=MOST_WORDS_OF_SOURCE):
        is_name = source.photographer or source.is_known or source.is_kept
        return _credit(match["caption"], source) if is_name else None
    return None


def _behind_label(text: str, is_caption: bool) -> Credit | None:
    """As in: The caption. Foto: X/Y; without a stop or a dash before the label it must name an agency or a person."""
    start = max(0, len(text) - LAST)
    labels = list(LABEL_BEHIND.finditer(text, start)) if LABELLING.search(text, start) else []
    if not labels:
        return _graph(text)
    match = labels[-1]
    inner = text[match.end() :].strip().rstrip(".").rstrip(")" if text.startswith("(") else "")
    if not _reads_as_source(inner, most=MOST_WORDS_OF_SOURCE):
        return None
    source = _source(inner, in_brackets=False, is_labelled=True, by_name=not OWNER.match(match["label"]))
    if source is None:
        return None
    is_parted = bool(match["mark"].strip()) or "©" in f"{match['label']}{inner[:1]}" or is_caption
    is_shouted = source.credit.isupper() and source.photographer is not None and not text[: match.start()].isupper()
    told = is_parted or is_shouted or source.is_full or source.is_known or source.is_kept
    # "these pictures by Ada Bell" goes on with the sentence.
    is_written = (
        match["label"][0].isupper() or ":" in match["label"] or bool(match["mark"].strip()) or "©" in match["label"]
    )
    caption = text[: match.start()] + (match["mark"] if match["mark"].strip(" |–—•·-") else "")
    return (
        _credit(caption.removeprefix("(") if text.endswith(")") else caption, source) if told and is_written else None
    )


def _graph(text: str) -> Credit | None:
    match = GRAPH.fullmatch(text) if ":" in text[-70:] else None
    source = match and _source(match["credit"].rstrip("."), in_brackets=False)
    return _credit(match["caption"], source) if match and source and source.is_known else None


def _bare(text: str, is_caption: bool) -> Credit | None:
    """As in: The caption. REUTERS/Ada Bell; The caption | Ada Bell / EPA; The caption. Archivo."""
    start = max(0, len(text) - LONGEST_SOURCE)
    for match in BOUNDARY.finditer(text, start):
        mark = match["mark"] or match["stop"]
        if not mark:
            continue
        inner = text[match.end() :].rstrip(" .")
        source = _source(inner, in_brackets=False) if _reads_as_source(inner, most=MOST_WORDS_OF_SOURCE) else None
        if source and _is_bare_credit(source, mark, is_caption):
            is_name = (
                _is_full_name(source.agency)
                and source.photographer is None
                and not source.is_known
                and not source.is_kept
            )
            if is_name and not _holds_source_word(source.agency):
                source = replace(source, photographer=source.agency, agency=None)
            return _credit(text[: match.start()] + (match["stop"] or ""), source)
    return None


def _is_bare_credit(source: _Source, mark: str, is_caption: bool) -> bool:
    is_divided = "/" in source.credit or "|" in source.credit
    if source.is_kept:
        is_word = fold(source.credit) not in OFTEN_OTHER or is_caption
        return is_word and source.credit[0].isupper() and (mark[0] in ".!?…|" or is_caption)
    if source.is_known:
        return (is_divided and _is_full_name(source.photographer)) or (is_caption and mark != "-")
    if source.is_full and ("/" in source.credit or (is_divided and mark[0] not in "|•·")):
        return is_caption or mark[0] in "|•·" or source.credit.isupper()
    if source.agency and _is_full_name(source.agency) and source.credit.isupper() and mark[0] in ".!?…":
        return is_caption or fold(source.agency).split()[0] in knowledge.given_names()
    return is_caption and mark in "•·|" and bool(source.agency) and source.credit.isupper()


def _credit(caption: str, source: _Source) -> Credit:
    return Credit(caption.strip(), source.photographer, source.agency, source.credit)


def _source(inner: str, *, in_brackets: bool, is_labelled: bool = False, by_name: bool = True) -> _Source | None:
    """Read what a credit says; None where nothing is left of it."""
    inner = inner.strip()
    for _ in range(2):  # "Photo: © Ada Bell"
        label = (LABEL_IN_BRACKETS if in_brackets else LABEL).match(inner)
        if label:
            by_name = by_name and not OWNER.match(label[0])
            inner, is_labelled = inner[label.end() :], True
    credit = ARTICLE.sub("", SLASH.sub("/", inner)).strip()
    source, is_kept = KEPT_END.sub("", credit), False
    for _ in range(2):  # "File: Handout via EPA"
        kept = KEPT.match(source)
        if kept:
            source, is_kept = source[kept.end() :].strip(), True
    if not credit:
        return None
    photographer, agency = _split_source(source, by_name=is_labelled and by_name and not is_kept)
    outlet = OF_OUTLET.fullmatch(source)
    is_labelled = is_labelled or bool(photographer and outlet and outlet["photo"])
    return _Source(photographer, agency, credit, is_kept, is_labelled)


def _split_source(source: str, *, by_name: bool) -> tuple[str | None, str | None]:
    """Photographer and agency of "Name/Agency", "AGENCY/Name", "Name | Agency", "Agency: Name", "Agency", "Name"."""
    no_source = knowledge.credit_words()["kept"]
    parts = [part for part in (BAR if "|" in source else SLASH).split(source) if part and fold(part) not in no_source]
    if not parts:
        return None, None
    if len(parts) == 1:
        return _of_one(parts[0], by_name=by_name)
    is_turned = _is_full_name(parts[-1]) and not _is_full_name(parts[0])
    if (_is_agency(parts[0]) or is_turned) and not _is_agency(parts[-1]):
        return parts[-1], " / ".join(parts[:-1])
    if all(map(_is_agency, parts)):
        return None, " / ".join(parts)
    return parts[0], " / ".join(parts[1:])


def _of_one(source: str, *, by_name: bool) -> tuple[str | None, str | None]:
    outlet = OF_OUTLET.fullmatch(source)
    if outlet and _is_full_name(outlet["name"]):
        known = f"{outlet['agency']}{outlet['photo'] or ''}"
        return outlet["name"], known if _is_agency(known) else outlet["agency"]
    who, *behind = FOR.split(source)
    if len(behind) == 1 and _is_full_name(who) and (_is_agency(behind[0]) or f", {behind[0]}" not in source):
        return who, behind[0]
    is_person = by_name and not _is_agency(source) and _is_full_name(source) and not _holds_source_word(source)
    return (source, None) if is_person else (None, source)


def _reads_as_source(text: str, *, most: int) -> bool:
    """Whether a text could be names and nothing else: a few words, capitals in front, no sentence."""
    words = text.replace("/", " / ").split()
    if not 0 < len(words) <= most + 4 or len(text) > LONGEST_SOURCE or SENTENCE.search(text):
        return False
    if KEPT.match(text):
        return True
    names = [word.strip("().,:;'’") for word in words if word not in "/|&-–—"]
    told = [not name or not name[0].islower() or fold(name) in JOINING or not name.islower() for name in names]
    small = told.count(False)
    # "dpa" and "adhocFOTOS" begin small; so do "photo" in "Express photo: Ada Bell", and "via".
    return bool(names) and len(names) <= most and (small == 0 or (small == 1 and _is_small_name(names)))


def _is_small_name(names: Iterable[str]) -> bool:
    return any(name.islower() and (_is_agency(name) or fold(name) in ("photo", "foto", "file")) for name in names)


@lru_cache(maxsize=1024)
def _is_full_name(text: str | None) -> bool:
    words = (text or "").split()
    return (
        2 <= len(words) <= MOST_NAMES
        and words[0][0].isalpha()
        and all((word[0].isupper() and not word[-1].isdigit()) or fold(word) in PARTICLES for word in words)
    )


@lru_cache(maxsize=1024)
def _is_agency(name: str | None) -> bool:
    return name is not None and knowledge.names_agency(name.removeprefix("© "), PARTS_OF_AGENCY)


def _holds_source_word(name: str | None) -> bool:
    return not frozenset(knowledge.credit_words()["source"]).isdisjoint(fold(name or "").split())


def _in_prose(text: str, patterns: Iterable[re.Pattern[str]]) -> Credit | None:
    if " by " not in text or not PICTURED.search(text.lower()):
        return None
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            source = ARTICLE.sub("", match["source"].strip())
            return Credit(text, None, source, source)
    return None


FORMS = (_opened, _in_square, _in_round, _behind_label, _bare)
