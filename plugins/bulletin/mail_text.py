"""A mail as it was sent to what its reader sees: who, when, what about, and the text.

The standard library's email package takes it apart.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

# Header lines, one of which only a mail as it was sent has; a mail that was pasted has not.
START = re.compile(rb"(?:[A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type): ", re.IGNORECASE)
LONGEST_HEAD = 50_000
HEADERS = ("From", "Date", "Subject")
# In letters, of a header line with those that continue it: what takes it apart takes the square of its length.
LONGEST_HEADER = 2_000
# A text part this short only says that the mail is to be read elsewhere.
SHORTEST_TEXT = 200


class _ShortHeaders(EmailPolicy):
    """The usual policy, which looks at no more of a header than a mail program writes into one.

    A header that it stumbles over (Python's own grammar has faults) is taken to be empty.
    """

    def header_fetch_parse(self, name: str, value: str) -> str:
        is_read = hasattr(value, "name")
        try:
            header: str = super().header_fetch_parse(name, value if is_read else value[:LONGEST_HEADER])
        except (AttributeError, LookupError, TypeError, ValueError):
            header = self.header_factory(name, "")
        return header


POLICY = _ShortHeaders()


def is_mail(raw: bytes) -> bool:
    """Whether a file is a mail as it was sent."""
    return START.match(raw[:LONGEST_HEAD]) is not None


def open_mail(raw: bytes) -> str:
    """A mail's head as lines ("Date: ..."), a blank line, and its body: plain text where it has any, else HTML."""
    message = cast("EmailMessage", message_from_bytes(raw, policy=POLICY))
    head = [f"{name}: {' '.join(str(message[name]).split())}" for name in HEADERS if message[name]]
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    text = _content(plain) if plain else ""
    if html and len(text) < SHORTEST_TEXT:
        text = f"<html>{_content(html)}"
    return "\n".join([*head, "", text])


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
