"""Bytes to lines of text: mails, web pages, encodings, byte order marks, mojibake, characters that no page may hold."""

import codecs
import hashlib
import html
import re
import unicodedata
from collections.abc import Callable
from datetime import date

from . import html_text, mail_text, markdown_marks
from .errors import BadInput
from .html_text import Line
from .model import Bulletin, Standing

LINE_END = re.compile(r"\r\n|\n|\r")

# What mojibake of UTF-8 read as Windows-1252 always holds; ftfy is only asked (and loaded) where one stands.
MOJIBAKE_MARK = re.compile("[ÃÂâÅÄÐØã][\x80-\xff\u0100-\u02ff\u2010-\u2122]")

# What XML 1.0 forbids or nobody sees, and what turns the letters around it (decision 18). What scripts and emoji
# are spelled with stays: the joiners ZWJ and ZWNJ, the marks of direction LRM, RLM and ALM, which turn nothing by
# themselves, and the tags in the flags of England, Scotland and Wales.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # overrides, embeddings and isolates of direction
    "\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # of no width
    "\u115f\u1160\u180e\u3164\uffa0"  # letters that are blank
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"  # no characters
    "|(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]+"  # variants of a variant
    "|(?<=[\U000e0100-\U000e01ef])[\U000e0100-\U000e01ef]+"
    "|(?P<flag>\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f)|[\U000e0000-\U000e007f]+"
)
# No letter has more signs above and below it than this; with a hundred it runs over the lines around it.
SIGN = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
HEAPED = re.compile(f"(?P<first>{SIGN}{{4}}){SIGN}+")
LINE_SEPARATORS = re.compile("[\n\r\v\f\x85\u2028\u2029]")
C1 = re.compile("[\x80-\x9f]")
CONTROLS = {code: bytes([code]).decode("windows-1252", "ignore") or None for code in range(0x80, 0xA0)}

# Text in a wrong single-byte reading is full of accents; in European prose well under a tenth of the letters have one.
MOST_FOREIGN = 0.3

# Only entities with their semicolon: "AT&T" and "?a=1&lt=2" stay.
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Entities that have lost it stand where a space was lost too: "in a&nbsp, a small plane".
BARE_SPACE = re.compile(r"&(?:nbsp|ensp|emsp|thinsp)\b;?")

# Letters of ISO-8859-15 that are signs in Windows-1252: the euro for a currency's sign, œ between letters for a half.
LATIN_9 = re.compile(rb"\xa4|(?<=[A-Za-z])[\xa6\xa8\xb4\xb8\xbc-\xbe](?=[A-Za-z])")
CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,30})", re.IGNORECASE)
LONGEST_HEAD = 4_000
WESTERN = frozenset({"windows-1252", "iso-8859-15"})
# Pages that say Latin 1 mean Windows-1252, as browsers know.
LATIN_1 = {"iso8859-1": "windows-1252", "cp1252": "windows-1252", "ascii": "windows-1252", "iso8859-15": "iso-8859-15"}
# Encodings of other things than the letters of a page.
NOT_OF_PAGES = re.compile(r"utf|idna|punycode|undefined|.*escape")
MOST_EMPTY, FEWEST_LETTERS, MOST_ZEROS = 0.6, 8, 0.1

QUOTE_MARKS = re.compile(r"^(?:> ?)+")
# A bulletin that was forwarded has marks before most of its lines; a few lines are quoted in any mail.
FEWEST_QUOTED, MOST_UNQUOTED = 5, 0.4

PDF, RTF = b"%PDF-", "{\\rtf"
# How files of Word (OLE; before 1997; for DOS) and of WordPerfect begin, and what the packed ones of today hold.
OFFICE = (b"\xd0\xcf\x11\xe0", b"\xdb\xa5-\0", b"\x9b\xa5", b"1\xbe\0\0", b"2\xbe\0\0", b"\xffWPC")
PACKED = b"PK\x03\x04"
PACKED_OFFICE = re.compile(rb"\[Content_Types\]\.xml|word/|mimetypeapplication/vnd\.(?:oasis|sun)|Index/Document\.iwa")
COPY = "Copy its text into a .txt file"
SAVE_AS_TEXT = "Save it there as plain text (.txt) or as a web page (.html), or copy its text into a .txt file"


def read(name: str, raw: bytes, received: date) -> Bulletin:
    """Read a bulletin from its bytes.

    Args:
        name: the file's name, without folder.
        raw: its bytes.
        received: the day it was last written.

    Returns:
        Its lines without line ends, in NFC, with what was mended.

    Raises:
        BadInput: empty, binary, or in an encoding that cannot be told.
    """
    text, encoding = _unpacked(name, raw)
    written, repairs = _as_read(text)
    lines = tuple(line for line, _ in written)
    standings = {at: standing for at, (_, standing) in enumerate(written, 1) if standing is not Standing.INSIDE}
    for what, mend in REPAIRS:
        mended = tuple(map(mend, lines))
        changed = sum(before != after for before, after in zip(lines, mended, strict=True))
        if changed:
            repairs.append(f"{what} in {changed} line{'s' if changed > 1 else ''}")
        lines = mended
    if markdown_marks.is_markdown(name, lines):
        lines = tuple(map(markdown_marks.plain, lines))
        repairs.append("read as Markdown")
    if not any(line.strip() for line in lines):
        raise BadInput(name, "the file is empty", "Paste the bulletin into it and save it again")
    if encoding != "utf-8":
        repairs.insert(0, f"read as {encoding}")
    digest = hashlib.sha256(raw).hexdigest()
    return Bulletin(name, lines, digest, received, encoding, tuple(repairs), standings)


def _unpacked(name: str, raw: bytes) -> tuple[str, str]:
    """The text of a file, and the encoding that it was in; of a mail as it was sent, its head and its body."""
    if mail_text.is_mail(raw):
        try:
            return mail_text.open_mail(raw), "a mail"
        except RecursionError:
            raise BadInput(name, "this mail has parts within parts within parts, without end", COPY, 1) from None
    text, encoding = _decode(name, raw)
    if text.startswith(RTF):
        raise BadInput(name, "this is an RTF file", COPY, 1)
    return text, encoding


def _as_read(text: str) -> tuple[list[Line], list[str]]:
    """The lines that a reader sees, and how they were come by: those of an HTML page are taken from its markup."""
    start = html_text.start(text)
    if start is None:
        lines, repairs = _unquoted(LINE_END.split(text))
        return [(line, Standing.INSIDE) for line in lines], repairs
    head = [(line, Standing.INSIDE) for line in text[:start].splitlines()]
    return [*head, *html_text.lines(text[start:])], ["read as HTML; lines are those of its text"]


def _unquoted(lines: list[str]) -> tuple[list[str], list[str]]:
    """A mail that was forwarded as a quotation, without the marks at the beginning of its lines."""
    quoted = sum(line.startswith(">") for line in lines)
    if quoted < FEWEST_QUOTED or quoted < MOST_UNQUOTED * sum(map(bool, lines)):
        return lines, []
    return [QUOTE_MARKS.sub("", line) for line in lines], ["read as a quoted mail"]


def _decode(name: str, raw: bytes) -> tuple[str, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return _strictly(name, raw, encoding), encoding.removesuffix("-sig")
    if raw.startswith(PDF):
        raise BadInput(name, "this is a PDF file", COPY, 1)
    if raw.startswith(OFFICE) or (raw.startswith(PACKED) and PACKED_OFFICE.search(raw)):
        raise BadInput(name, "this is a document of Word or another office program", SAVE_AS_TEXT, 1)
    if b"\0" in raw:
        return _wide(name, raw)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _declared(raw) or ("iso-8859-15" if LATIN_9.search(raw) else "windows-1252")
    text = _strictly(name, raw, encoding)
    if encoding in WESTERN:
        _refuse_symbols(name, text)
    return text, encoding


def _wide(name: str, raw: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: of two bytes of a Western letter one is empty, always the same one."""
    halves = raw[::2], raw[1::2]
    for encoding, (full, empty) in (("utf-16-le", halves), ("utf-16-be", halves[::-1])):
        is_text = full.count(0) <= MOST_ZEROS * len(full)
        if len(empty) >= FEWEST_LETTERS and is_text and empty.count(0) > MOST_EMPTY * len(empty):
            return _strictly(name, raw, encoding), encoding
    line = raw[: raw.index(b"\0")].count(b"\n") + 1
    raise BadInput(name, "this is not a text file", "Save the bulletin as plain text (UTF-8)", line)


def _declared(raw: bytes) -> str | None:
    """The encoding that a web page names on top, by its usual name; None where it names none that is known."""
    match = CHARSET.search(raw[:LONGEST_HEAD])
    try:
        found = codecs.lookup(match[1].decode("ascii")).name if match else "utf-8"
        b"a".decode(found)
    except (LookupError, UnicodeError):
        return None
    return None if NOT_OF_PAGES.match(found) else LATIN_1.get(found, found)


def _strictly(name: str, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _unreadable(name, line) from None


def _refuse_symbols(name: str, text: str) -> None:
    """A legacy encoding that is not Western decodes without an error, but not to words."""
    letters = list(filter(str.isalpha, text))
    if sum(letter > "~" for letter in letters) > MOST_FOREIGN * len(letters):
        at = next(at for at, letter in enumerate(text) if letter > "~" and letter.isalpha())
        raise _unreadable(name, len(LINE_END.findall(text, 0, at)) + 1)


def _unreadable(name: str, line: int) -> BadInput:
    return BadInput(name, "the encoding cannot be told", "Open it in an editor and save it as UTF-8", line)


def _fix_mojibake(line: str) -> str:
    if not MOJIBAKE_MARK.search(line):
        return line
    import ftfy  # only loaded for the few bulletins that need it

    return ftfy.fix_encoding(line)


def _mend_entities(line: str) -> str:
    """Entities as a page's source has them, also where they were escaped twice; those that lost their end, too."""
    if "&" not in line:
        return line
    for _ in range(2):
        line = ENTITY.sub(lambda match: html.unescape(match[0]), BARE_SPACE.sub(" ", line))
    return line


def _mend_controls(line: str) -> str:
    """Controls that a page or mail in Windows-1252 has where it says Latin 1; browsers read them so, too."""
    return line.translate(CONTROLS) if C1.search(line) else line


def _drop_invisible(line: str) -> str:
    return INVISIBLE.sub(lambda match: match["flag"] or "", LINE_SEPARATORS.sub(" ", line))


def _compose(line: str) -> str:
    return HEAPED.sub(r"\g<first>", unicodedata.normalize("NFC", line))


REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("letters garbled by a wrong encoding mended", _fix_mojibake),
    ("entities read", _mend_entities),
    ("Windows letters read", _mend_controls),
    ("invisible characters removed", _drop_invisible),
    ("letters and their accents joined", _compose),
)
