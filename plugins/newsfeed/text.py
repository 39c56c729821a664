"""Text made fit for feeds."""

import html
import re
from urllib.parse import urljoin

from lxml import html as lxml_html

# What https://www.w3.org/TR/xml/#charsets leaves out or advises against: controls, and what is no character at all.
_UNFIT = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|["
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# What an HTML reader would take for the beginning of a tag or of a character's name.
_MARKUP = re.compile(r"<|&(?=[\w#])")
# Elements that are void since HTML5, which libxml2 does not know.
_CLOSED_IN_VAIN = re.compile("</(?:source|track|wbr)>")
# What feed readers and validators do not let through; its text stays.
_STRANGE = ("bdo", "rtc")
# Blocks without an address or a character that libxml2 would write otherwise.
_WORDS = r"(?=[^\s<])[^<>&\r\xa0]*(?:&(?:amp|lt|gt);[^<>&\r\xa0]*)*"
_LIST = rf"<ul>\n(?:<li>{_WORDS}</li>\n)+</ul>"
_CAPTION = rf'<figcaption>{_WORDS}(?:<span class="credit">{_WORDS}</span>)?</figcaption>'
_BLOCK = rf'(?:<p>{_WORDS}</p>|<h2 id="[a-z\d_-]+">{_WORDS}</h2>|{_LIST}|<figure class="photo">\n{_CAPTION}\n</figure>)'
_PLAIN = re.compile(rf"{_BLOCK}(?:\n+{_BLOCK})*")


def xml_text(text: str) -> str:
    """Leave out the characters that XML 1.0 cannot carry in any form, or should not."""
    has_none = text.replace("\n", "").isprintable()  # as most texts are, and told in a tenth of the time
    return text if has_none else _UNFIT.sub("", text)


def as_html(text: str) -> str:
    """Plain text for a field that is read as HTML, like a description in RSS; as it is where that reads the same."""
    return html.escape(xml_text(text), quote=False) if _MARKUP.search(text) else xml_text(text)


def is_plain(body: str) -> bool:
    """Whether a story's HTML is made of plain blocks, as most are: to read it would only tell what it is already."""
    return _PLAIN.fullmatch(body) is not None


def parse_body(body: str, base: str) -> lxml_html.HtmlElement:
    """Read a story's HTML, with every address in it made whole.

    Args:
        body: The HTML of a story's body, fit for XML.
        base: The whole address of the story's page.

    Returns:
        A `div` that holds the body.
    """
    root = lxml_html.fragment_fromstring(body, create_parent="div")
    root.make_links_absolute(base, resolve_base_href=False, handle_failures="ignore")
    for strange in list(root.iter(*_STRANGE)):
        strange.tag = "span"
    for video in root.iter("video"):
        if poster := video.get("poster"):
            video.set("poster", urljoin(base, poster))
    for picture in root.iter("img", "source"):
        if srcset := picture.get("srcset"):
            picture.set("srcset", _whole_srcset(srcset, base))
    return root


def inner_html(root: lxml_html.HtmlElement) -> str:
    """The HTML inside an element."""
    whole = lxml_html.tostring(root, encoding="unicode", method="html", with_tail=False)
    inside = whole[whole.index(">") + 1 : whole.rindex("</")]
    return xml_text(_CLOSED_IN_VAIN.sub("", inside)).strip()


def _whole_srcset(srcset: str, base: str) -> str:
    candidates = (candidate.split(maxsplit=1) for candidate in srcset.split(",") if candidate.strip())
    return ", ".join(" ".join([urljoin(base, address), *size]) for address, *size in candidates)
