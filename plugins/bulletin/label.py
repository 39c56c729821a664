"""What each block looks like on its own: a catalogue of rules, tried in order; the first that speaks decides.

A rule knows nothing of the block's neighbours. What only they can tell is for `context` (is this line the underline of
a heading?) and `tagging` (is it a headline or a crosshead?).
"""

import re
from collections.abc import Callable, Sequence

from . import bylines, credit, knowledge, written_dates
from .knowledge import fold
from .model import Block, Label, Marked, Standing

Rule = Callable[[Block], Marked | None]

ORNAMENT = re.compile(r"[\W_]+")
# "[3]" or "(3)" on a line of its own counts the stories.
COUNTER = re.compile(r"[\[(]\d{1,3}[\])]")
TELEPHONE = re.compile(r"(?:[a-z]{2,9}\.?:? )?\+?[\d ()/.-]{7,20}", re.IGNORECASE)
STORY_END = re.compile(
    r"(?:[-–—\s]*30[-–—\s]*|#{3,}|(?:[-–—*\s]*)\b(?:ends?|ends all|fin|fim|ende)\b(?:[-–—*\s]*))", re.IGNORECASE
)
MAIL_HEADER = re.compile(r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Message-ID|List-[A-Za-z-]+): \S.*")

# Words that may stand beside a date on a line of its own; more, and it is a headline or a sentence.
MOST_WORDS_OF_DATE = 10
# And beside one that says that it is the day of publication, or of a change, or both.
MOST_WORDS_OF_PUBLISHED = 20
DIGIT = re.compile(r"\d")
FEW_WORDS = 4
PUNCTUATION = ".,:;!?()[]\"'"
PUBLISHED_REST = re.compile(r"(?::| on| at| am| le| el| em| il y a| hace| há| vor)?(?::\s*|\s+)(?:\w+[,.]? ){0,3}\d")

SLUGLINE = re.compile(r"[A-Z0-9]{2,}(?:-[A-Z0-9]+)*/(?:[A-Z0-9-]+)?(?: \([A-Z0-9 ,]+\))?")
# No caption, heading or furniture has more letters; what is longer is prose, and no rule need be tried on it.
LONGEST_LINE_OF_ITS_OWN = 1500

NAMED = "called a caption"
NAMED_CAPTION = re.compile(
    rf"{knowledge.any_of('caption')}(?:[,:]|(?-i:(?= [^\W\d_a-zß-öø-ÿ])))\s*(?P<text>\S.*)", re.IGNORECASE
)
BULLET = re.compile(r"(?:[•·▪‣◦*–-]|→|►|\+(?=\s+[^\d\s]))\s+(?P<text>\S.*)")
NUMBER = re.compile(r"(?:\(?\d{1,3}[.)/]|#\d{1,3}[.:]?)\s+(?P<text>\S.*)")
COUNTED = re.compile(r"^(?:\d{1,2}[.)]|[•·*–-])\s+")
# A line that is bold or italic as a whole is a heading, below those that say their level.
STARRED = re.compile(r"(?P<marks>\*{1,3}|_{1,2}|~{1,2})(?P<text>[^*_~\s](?:[^*_~]*[^*_~\s])?)(?P=marks)")
STARRED_LEVEL = 7
HASHES = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>\S.*?)\s*#*")

CONTACT = re.compile(r"\W?[\w.+-]{1,64}@[\w.-]{1,190}\.\w{2,24}\W?|\W?https?://\S+|\W?www\.\S+")
MOST_CONTACT_WORDS = 8
PARENTHESIS = re.compile(r"[(\[].*[)\]]")
# More numbers than this among the words, and a line gives results, not a heading.
MOST_NUMBERS = 1 / 3
# Officials or players with their initials, after a word and a colon.
ROLL = re.compile(r"[^\W\d][\w’' -]{1,30}: (?:.*?\b[^\W\d_]\. ?[^\W\d_]\w+){2}")

# A sentence ends with one of these; a heading does not, except with a question or an exclamation.
SENTENCE_END = re.compile(r"[.…:;,]+[\"'”’»)\]]*$")
SPOKEN = re.compile(r"^[\"“«„].*[.!?…,][\"”»]$")
MOST_HEADING_WORDS = 26
MOST_HEADING_LETTERS = 180
# Letters at the end of a line in which its last word and the marks behind it stand.
LAST = 12
FIRST_WORD = re.compile(r"\S*\w\S*")
MOST_CAPITALS = 0.85
INITIALS_END = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|No|vs|etc)\.$")


def label(blocks: Sequence[Block]) -> tuple[Marked, ...]:
    """Each block with what it looks like and why."""
    return tuple(_label(block) for block in blocks)


def _label(block: Block) -> Marked:
    if len(block.text) > LONGEST_LINE_OF_ITS_OWN and block.standing is not Standing.OUTSIDE:
        return Marked(block, Label.PROSE, block.text, "long")
    for rule in RULES if len(block.text) <= MOST_HEADING_LETTERS else RULES_OF_LONG_LINES:
        marked = rule(block)
        if marked:
            return marked
    return Marked(block, Label.PROSE, block.text, "reads as a sentence")


def _ornament(block: Block) -> Marked | None:
    if STORY_END.fullmatch(block.text):
        return Marked(block, Label.RULE, block.text, "end of a story")
    if ORNAMENT.fullmatch(block.text) or COUNTER.fullmatch(block.text):
        return Marked(block, Label.RULE, block.text, "separator")
    return None


def _mail_header(block: Block) -> Marked | None:
    return _marked_if(MAIL_HEADER.fullmatch(block.text), block, Label.FURNITURE, "mail header")


def _published(block: Block) -> Marked | None:
    is_date = DIGIT.search(block.text) and (_is_date_line(block.text) or _says_published(block.text))
    return _marked_if(is_date, block, Label.PUBLISHED, "says when it was published")


def _is_date_line(text: str) -> bool:
    """A whole date with few words beside it: "Wednesday 3 December 2025 | Issue 211"."""
    short = len(text.split()) <= MOST_WORDS_OF_DATE and not _ends_as_sentence(text)
    return short and any(True for _ in written_dates.find(text))


def _says_published(text: str) -> bool:
    """As in: Updated 3 hours ago; Stand: 02.12.2025, 14:30 Uhr. The word, and a number soon after."""
    if len(text.split()) > MOST_WORDS_OF_PUBLISHED or _ends_as_sentence(text):
        return False
    folded = fold(text)
    word = next((word for word in knowledge.published_words() if folded.startswith(word)), None)
    return word is not None and PUBLISHED_REST.match(folded, len(word)) is not None


def _furniture(block: Block) -> Marked | None:
    folded = fold(block.text)
    words = folded.split()
    # A pattern for a line of many words has at least one that is telling.
    if len(words) > FEW_WORDS and knowledge.furniture_words().isdisjoint(map(_bare, words)):
        return None
    reason = knowledge.furniture(folded)
    return Marked(block, Label.FURNITURE, block.text, reason) if reason else None


def _bare(word: str) -> str:
    return word.strip(PUNCTUATION)


def _contact(block: Block) -> Marked | None:
    words = block.text.split()
    is_address = len(words) <= MOST_CONTACT_WORDS and any(map(CONTACT.fullmatch, words))
    is_contact = is_address or TELEPHONE.fullmatch(block.text)
    return _marked_if(is_contact, block, Label.FURNITURE, "contact line")


def _results(block: Block) -> Marked | None:
    """Lines of a score card or a vote: mostly numbers, or a roll of names with initials, and no full stop."""
    if _ends_as_sentence(block.text):
        return None
    words = block.text.split()
    numbers = sum(DIGIT.search(word) is not None for word in words)
    is_card = len(words) > 1 and numbers >= MOST_NUMBERS * len(words)
    return _marked_if(is_card or ROLL.match(block.text), block, Label.PROSE, "a line of results")


def _slugline(block: Block) -> Marked | None:
    return _marked_if(SLUGLINE.fullmatch(block.text), block, Label.SLUGLINE, "slug line of a wire")


def _initials(block: Block) -> Marked | None:
    if not bylines.is_wire_mark(block.text):
        return None
    return Marked(block, Label.SIGNOFF, "", "sign-off of a wire")


def _signoff(block: Block) -> Marked | None:
    names = bylines.signed(block.text)
    return None if names is None else Marked(block, Label.SIGNOFF, names, "sign-off of a wire")


def _section(block: Block) -> Marked | None:
    is_section = COUNTED.sub("", fold(block.text)).strip(" :.-–—*=#|") in knowledge.section_heads()
    return _marked_if(is_section, block, Label.SECTION, "section head")


def _byline(block: Block) -> Marked | None:
    names = bylines.strictly(block.text)
    return Marked(block, Label.BYLINE, names, "byline") if names else None


def _caption(block: Block) -> Marked | None:
    named = NAMED_CAPTION.fullmatch(block.text)
    if named:
        return Marked(block, Label.CAPTION, named["text"], NAMED)
    return _marked_if(credit.take_apart(block.text), block, Label.CAPTION, "carries a photo credit")


def _outside(block: Block) -> Marked | None:
    return _marked_if(block.standing is Standing.OUTSIDE, block, Label.FURNITURE, "outside the stories of the page")


def _credit(block: Block) -> Marked | None:
    found = credit.of_line(block.text)
    return Marked(block, Label.CREDIT, found, "credit of a photo") if found else None


def _listed(block: Block) -> Marked | None:
    """Bulleted and numbered lines: a heading where they look like one, an item of a list otherwise."""
    for pattern, numbered in ((BULLET, False), (NUMBER, True)):
        match = pattern.fullmatch(block.text)
        if match:
            text = match["text"]
            looks = Label.HEADING if _is_heading(text) else Label.PROSE if numbered else Label.ITEM
            why = "numbered" if numbered else "bulleted"
            return Marked(block, looks, text, why, numbered, _is_shouted(text), listed=True)
    return None


def _heading(block: Block) -> Marked | None:
    for pattern, told in ((HASHES, "marked as a heading"), (STARRED, "set off as a whole")):
        match = pattern.fullmatch(block.text)
        if match and len(match["text"].split()) <= MOST_HEADING_WORDS:
            level = len(match["marks"]) if pattern is HASHES else STARRED_LEVEL
            return Marked(block, Label.HEADING, match["text"], told, shouted=_is_shouted(match["text"]), level=level)
    if _is_heading(block.text):
        why = "short, and does not end as a sentence does"
        return Marked(block, Label.HEADING, block.text, why, shouted=_is_shouted(block.text))
    return None


def _is_heading(text: str) -> bool:
    if len(text) > MOST_HEADING_LETTERS or text.count(" ") >= MOST_HEADING_WORDS:
        return False
    ending = text[-LAST:]
    first = FIRST_WORD.search(text)
    return (
        # "iPhone sales fall" and "al-Shabaab says" begin small, and are headlines all the same.
        first is not None
        and not first[0].islower()
        and (not SENTENCE_END.search(ending) or bool(INITIALS_END.search(ending)))
        and not SPOKEN.match(text)
        and not PARENTHESIS.fullmatch(text)
    )


def _ends_as_sentence(text: str) -> bool:
    return SENTENCE_END.search(text[-LAST:]) is not None


def _is_shouted(text: str) -> bool:
    """Whether nearly all letters that can be capitals are."""
    capitals = sum(map(str.isupper, text))
    return capitals > 2 and capitals > MOST_CAPITALS * (capitals + sum(map(str.islower, text)))


def _marked_if(told: object, block: Block, looks: Label, why: str) -> Marked | None:
    return Marked(block, looks, block.text, why) if told else None


RULES: tuple[Rule, ...] = (
    _ornament,
    _mail_header,
    _published,
    _outside,
    _initials,
    _credit,
    _furniture,
    _contact,
    _slugline,
    _signoff,
    _section,
    _byline,
    _caption,
    _listed,
    _results,
    _heading,
)
RULES_OF_LONG_LINES: tuple[Rule, ...] = (
    _ornament,
    _mail_header,
    _outside,
    _furniture,
    _signoff,
    _caption,
    _listed,
    _results,
    _heading,
)
"""Those that a line longer than any heading may be told by."""
