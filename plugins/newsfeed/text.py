"""Text made fit for feeds."""

import re
from urllib.parse import urljoin

from lxml import html as lxml_html

# Everything that https://www.w3.org/TR/xml/#charsets leaves out.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Leave out the characters that XML 1.0 cannot carry in any form."""
    return _NOT_XML.sub("", text)


def parse_body(body: str, base: str) -> lxml_html.HtmlElement:
    """Read a story's HTML, with every address in it made whole.

    Args:
        body: The HTML of a story's body.
        base: The whole address of the story's page.

    Returns:
        A `div` that holds the body.
    """
    root = lxml_html.fragment_fromstring(xml_text(body), create_parent="div")
    root.make_links_absolute(base, resolve_base_href=False, handle_failures="ignore")
    for picture in root.iter("img", "source"):
        if srcset := picture.get("srcset"):
            picture.set("srcset", _whole_srcset(srcset, base))
    return root


def inner_html(root: lxml_html.HtmlElement) -> str:
    """The HTML inside an element."""
    whole = lxml_html.tostring(root, encoding="unicode", method="html", with_tail=False)
    return xml_text(whole[whole.index(">") + 1 : whole.rindex("</")]).strip()


def _whole_srcset(srcset: str, base: str) -> str:
    candidates = (candidate.split(maxsplit=1) for candidate in srcset.split(",") if candidate.strip())
    return ", ".join(" ".join([urljoin(base, address), *size]) for address, *size in candidates)
