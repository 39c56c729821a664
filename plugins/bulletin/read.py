"""Bytes to lines of text: encodings, byte order marks, mojibake, characters that no page may hold."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date

from . import markdown_marks
from .errors import BadInput
from .model import Bulletin

LINE_END = re.compile(r"\r\n|\n|\r")

# What mojibake of UTF-8 read as Windows-1252 always holds; ftfy is only asked (and loaded) where one stands.
MOJIBAKE_MARK = re.compile("[ÃÂâÅÄÐØã][\x80-\xff\u0100-\u02ff\u2010-\u2122]")

# XML 1.0 forbids most controls; zero-width characters, soft hyphens and direction overrides are invisible to an editor
# and change what the reader sees. ZWJ and ZWNJ stay: emoji, Persian and Indic scripts are spelled with them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
LINE_SEPARATORS = re.compile("[\u2028\u2029]")

# Text in a wrong single-byte reading is full of accents; in European prose well under a tenth of the letters have one.
MOST_FOREIGN = 0.3

_COPY = "Copy its text into a .txt file"
# What is text, but not a bulletin as a person would read it.
FORMATS = (
    (
        re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE),
        "an HTML page",
        "Copy the text that the browser shows into a .txt file",
    ),
    (re.compile(r"%PDF-"), "a PDF file", _COPY),
    (re.compile(r"\{\\rtf"), "an RTF file", _COPY),
    (
        re.compile(r"(?:[A-Za-z-]+: .*\r?\n(?:[ \t].*\r?\n)*)*(?:MIME-Version|Content-Type): ", re.IGNORECASE),
        "a mail as it was sent, not as it is read",
        "Open it in a mail program and copy its text into a .txt file",
    ),
)


def read(name: str, raw: bytes, received: date) -> Bulletin:
    """Decode a bulletin.

    Args:
        name: the file's name, without folder.
        raw: its bytes.
        received: the day it was last written.

    Returns:
        Its lines without line ends, in NFC, with what was mended.

    Raises:
        BadInput: empty, binary, or in an encoding that cannot be told.
    """
    text, encoding = _decode(name, raw)
    _refuse_formats(name, text)
    lines: Iterable[str] = LINE_END.split(text)
    repairs = []
    for what, mend in REPAIRS:
        mended = tuple(map(mend, lines))
        changed = sum(before != after for before, after in zip(lines, mended, strict=True))
        if changed:
            repairs.append(f"{what} in {changed} line{'s' if changed > 1 else ''}")
        lines = mended
    if markdown_marks.is_markdown(name, tuple(lines)):
        lines = tuple(map(markdown_marks.plain, lines))
        repairs.append("read as Markdown")
    if not any(line.strip() for line in lines):
        raise BadInput(name, "the file is empty", "Paste the bulletin into it and save it again")
    if encoding != "utf-8":
        repairs.insert(0, f"read as {encoding}")
    return Bulletin(name, tuple(lines), hashlib.sha256(raw).hexdigest(), received, encoding, tuple(repairs))


def _decode(name: str, raw: bytes) -> tuple[str, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return _strictly(name, raw, encoding), encoding.removesuffix("-sig")
    if raw.startswith(b"%PDF-"):
        _refuse_formats(name, "%PDF-")
    if b"\0" in raw:
        line = raw[: raw.index(b"\0")].count(b"\n") + 1
        raise BadInput(name, "this is not a text file", "Save the bulletin as plain text (UTF-8)", line)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = _strictly(name, raw, "windows-1252")
    _refuse_symbols(name, text)
    return text, "windows-1252"


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


def _refuse_formats(name: str, text: str) -> None:
    for start, what, remedy in FORMATS:
        if start.match(text):
            raise BadInput(name, f"this is {what}", remedy, 1)


def _fix_mojibake(line: str) -> str:
    if not MOJIBAKE_MARK.search(line):
        return line
    import ftfy  # only loaded for the few bulletins that need it

    return ftfy.fix_encoding(line)


def _drop_invisible(line: str) -> str:
    return INVISIBLE.sub("", LINE_SEPARATORS.sub(" ", line))


def _compose(line: str) -> str:
    return unicodedata.normalize("NFC", line)


REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("letters garbled by a wrong encoding mended", _fix_mojibake),
    ("invisible characters removed", _drop_invisible),
    ("letters and their accents joined", _compose),
)
