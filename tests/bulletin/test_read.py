"""Bytes to text: every encoding that people send, and a clear word about what cannot be read."""

import io
import unicodedata
import zipfile
from datetime import date

import pytest

from bulletin.errors import BadInput
from bulletin.read import read

TEXT = "Café owners in São Tomé strike\n\n“We open at six”, said Zoë Brûlé – no more.\n"
DAY = date(2026, 3, 9)


def lines(raw: bytes) -> tuple[str, ...]:
    return read("a.txt", raw, DAY).lines


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with a byte order mark"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16"),
        pytest.param(TEXT.encode("windows-1252"), id="Windows-1252"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="lone CR"),
        pytest.param(TEXT.encode().decode("windows-1252", "ignore").encode(), id="mojibake"),
        pytest.param(TEXT.replace("é", "e\u0301").encode(), id="accents apart from their letters"),
        pytest.param(TEXT.replace("strike", "st\u00adri\u200bke\x07").encode(), id="invisible characters"),
    ],
)
def test_the_same_text_comes_out(raw: bytes) -> None:
    found = [line.replace("”", '"').replace("“", '"') for line in lines(raw)]
    expected = [line.replace("”", '"').replace("“", '"') for line in TEXT.split("\n")]
    # Mojibake of a closing quotation mark has lost a byte for ever: all else must be whole.
    assert found[0] == expected[0]
    assert found[2].split(",")[1:] == expected[2].split(",")[1:]


def test_what_was_mended_is_said() -> None:
    found = read("a.txt", "Garbled cafÃ© in the\u200b headline".encode(), DAY)
    assert found.lines == ("Garbled café in the headline",)
    assert len(found.repairs) == 2


def test_direction_overrides_and_what_xml_forbids_are_gone() -> None:
    assert lines("a\u202eb\x00c".replace("\x00", "\x01").encode()) == ("abc",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("می\u200cخواهم 👩\u200d🚒", id="joiners of Persian and of emoji"),
        pytest.param("العبّارة (MV Likoma\u200e) \u061c300", id="marks of direction"),
        pytest.param("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", id="the flag of England"),
        pytest.param("❤\ufe0f and 葛\U000e0100城", id="variants of a letter"),
        pytest.param("שָׁלוֹם and ท\u0e35\u0e48", id="vowels and accents"),
    ],
)
def test_what_scripts_and_emoji_are_spelled_with_stays(text: str) -> None:
    assert lines(text.encode()) == (unicodedata.normalize("NFC", text),)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("a\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069b", "ab", id="overrides of direction"),
        pytest.param("a&#8238;b&#x2067;c", "abc", id="the same as entities"),
        pytest.param("a\U000e0068\U000e0069b", "ab", id="tag characters"),
        pytest.param("a\ufe0f\ufe01\ufe02b", "a\ufe0fb", id="variants of a variant"),
        pytest.param("a\u3164\u115fb\u2063c\u180ed", "abcd", id="blank letters"),
        pytest.param("a" + "\u0316" * 90 + "b", "a" + "\u0316" * 4 + "b", id="a heap of accents"),
    ],
)
def test_what_nobody_sees_or_no_letter_has_goes(text: str, seen: str) -> None:
    assert lines(text.encode()) == (seen,)


def test_a_header_that_cannot_be_taken_apart_is_passed_over() -> None:
    """Python's own grammar of addresses stumbles over this one (found by tools/fuzz.py)."""
    head = "From: <\nSubject: Night file\nMIME-Version: 1.0\n\n"
    assert lines(f"{head}Ferry sails again\n".encode())[:3] == ("Subject: Night file", "", "Ferry sails again")


def test_a_mail_of_parts_within_parts_is_refused() -> None:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=a{at}\n\n--a{at}\n" for at in range(9_000))
    with pytest.raises(BadInput, match="parts within parts"):
        read("a.eml", f"Subject: x\nMIME-Version: 1.0\n{parts}".encode(), DAY)


def packed(*names: str, of: str = "The ferry") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        for name in names:
            folder.writestr(name, of)
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "line", "what"),
    [
        pytest.param(b"", None, "empty", id="nothing in it"),
        pytest.param(b" \n\t\n", None, "empty", id="only blank lines"),
        pytest.param(b"Headline\n\nText\x00\xff\n", 3, "not a text file", id="binary"),
        pytest.param("Заголовок новости дня\n".encode("koi8-r"), 1, "encoding", id="Cyrillic of the nineties"),
        pytest.param(b"Plain line\nBroken \x81 byte\n", 2, "encoding", id="neither UTF-8 nor Windows-1252"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\x00\n", 1, "PDF", id="a PDF"),
        pytest.param(b"{\\rtf1\\ansi The ferry}", 1, "RTF", id="an RTF file"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), 1, "Word", id="a .doc"),
        pytest.param(b"\xdb\xa5-\0\0\0\0\0The ferry", 1, "Word", id="a .doc of Word 2"),
        pytest.param(b"\xffWPC\x10\0\0\0The ferry", 1, "Word", id="WordPerfect"),
        pytest.param(packed("[Content_Types].xml", "word/document.xml"), 1, "Word", id="a .docx"),
        pytest.param(packed("mimetype", of="application/vnd.oasis.opendocument.text"), 1, "Word", id="an .odt"),
        pytest.param(packed("a.txt"), 1, "not a text file", id="a ZIP file"),
        pytest.param(b"\1\2" + bytes(600), 1, "not a text file", id="zeros"),
    ],
)
def test_what_cannot_be_read_is_said_with_line_and_remedy(raw: bytes, line: int | None, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        read("bad.txt", raw, DAY)
    assert (caught.value.file, caught.value.line) == ("bad.txt", line)
    assert what in caught.value.what
    assert caught.value.remedy
    assert str(caught.value).startswith("bad.txt")


MAIL = """From: Night desk <desk@paper.example>
To: editors@paper.example
Date: Mon, 9 Mar 2026 06:30:00 +0000
Subject: =?utf-8?q?Night_file=2C_S=C3=A3o_Tom=C3=A9?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{plain}
--b
Content-Type: text/html; charset=utf-8

<div><h2>Ferry sails again to S&atilde;o Tom&eacute;</h2><p>The ferry <b>left</b> at dawn.</p></div>
--b--
"""


def test_a_mail_as_it_was_sent() -> None:
    plain = "Ferry sails again to S=C3=A3o Tom=C3=A9\n\nThe ferry left at dawn, with a brass =\nband and a goat."
    found = lines(MAIL.format(plain=plain + "\n\n" + "It was the first in four years. " * 6).encode())
    assert found[:3] == (
        "From: Night desk <desk@paper.example>",
        "Date: Mon, 09 Mar 2026 06:30:00 +0000",
        "Subject: Night file, São Tomé",
    )
    assert "The ferry left at dawn, with a brass band and a goat." in found


def test_a_mail_whose_text_only_points_to_its_html() -> None:
    found = lines(MAIL.format(plain="Please read this in a browser.").encode())
    assert "## Ferry sails again to São Tomé" in found
    assert "The ferry left at dawn." in found


PAGE = """<!DOCTYPE html><html><head><title>Page</title><style>p{color:red}</style></head><body>
<nav><ul><li>Home</li><li>World</li></ul></nav>
<main><article><header><h1>Ferry   sails again</h1></header>
<p>The ferry <em>left</em> at <a href="/x">dawn</a>.<!-- not this --></p><script>alert(1)</script>
<figure><img src="a.jpg" alt="The pier">
<figcaption>The pier at dawn <span class="credit">Ana Rojas/AFP</span></figcaption></figure>
<img src="b.jpg" alt="A goat"><div>Loose text<br>of a div <p>and a paragraph in it</p></div>
<ul><li>One</li><li>Two</li></ul></article></main>
<div class="share-bar social">Share</div><footer><p>All rights reserved</p></footer></body></html>"""


def test_a_web_page() -> None:
    found = read("page.html", PAGE.encode(), DAY)
    assert [line for line in found.lines if line] == [
        "Home",
        "World",
        "# Ferry sails again",
        "The ferry left at dawn.",
        "Image caption, The pier at dawn [Photo: Ana Rojas/AFP]",
        "Image caption, A goat",
        "Loose text",
        "of a div",
        "and a paragraph in it",
        "• One",
        "• Two",
        "Share",
        "All rights reserved",
    ]
    assert [found.lines[number - 1] for number in sorted(found.standings)] == [
        "Home",
        "World",
        "Share",
        "All rights reserved",
    ]


def test_a_page_that_is_nested_beyond_reason() -> None:
    assert lines(("<html>" + "<div>" * 50_000 + "Ferry sails again" + "</div>" * 50_000).encode())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The clerk arrived in a&nbsp, a van that was not hers.", "The clerk arrived in a , a van that was not hers."),
        ("Marks &amp; Spencer &lt;3 &eacute;t&eacute; &#8211; caf&#xe9;", "Marks & Spencer <3 été – café"),
        ("float&shy;ing roofs&amp;nbsp;and &amp;rsquo;s", "floating roofs and ’s"),
        ("AT&T asks a=1&lt=2 of R&D", "AT&T asks a=1&lt=2 of R&D"),
    ],
)
def test_entities_are_read_and_what_only_looks_like_one_stays(written: str, shown: str) -> None:
    assert lines(written.encode()) == (shown,)


def test_a_mail_forwarded_as_a_quotation_loses_its_marks() -> None:
    quoted = "\n".join(f"> line {number} of it" for number in range(9))
    assert lines(f"See below.\n\n{quoted}".encode())[2:4] == ("line 0 of it", "line 1 of it")
    assert lines(b"See below.\n\n> one line") == ("See below.", "", "> one line")


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Prix : 5 €, un œuf".encode("iso-8859-15"), "iso-8859-15"),
        ("Prix : 5 €, un œuf".encode("windows-1252"), "windows-1252"),
        ("Ferry sails again".encode("utf-16-le"), "utf-16-le"),
        ("Ferry sails again".encode("utf-16-be"), "utf-16-be"),
        ('<html><head><meta charset="koi8-r"></head><p>Паром снова идёт</p>'.encode("koi8-r"), "koi8-r"),
    ],
)
def test_encodings_without_a_mark(raw: bytes, encoding: str) -> None:
    found = read("a.txt", raw, DAY)
    assert found.encoding == encoding
    assert any(word in "\n".join(found.lines) for word in ("5 €, un œuf", "Ferry sails again", "Паром снова идёт"))


def test_a_piece_of_a_page_is_one_too() -> None:
    piece = "<!-- pasted -->\n<div><h2>Ferry sails</h2><p>It left.</p><p>It came back.</p></div>"
    assert [line for line in lines(piece.encode()) if line] == ["## Ferry sails", "It left.", "It came back."]
    assert lines(b"<p> is the mark of a paragraph") == ("<p> is the mark of a paragraph",)
