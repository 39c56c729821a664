"""The web, as far as a WebSub hub needs it: seeing that a site serves what is new, and telling the hub of it."""

import time
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

SILENCE = 15.0
"""Seconds after which a server that says nothing is given up."""
PAUSE = 5.0
"""Seconds between two looks at a site."""
LONGEST_REASON = 200
# No answer at all, or one that is no HTTP; ValueError is what Python calls an address that cannot be asked.
NO_ANSWER = (OSError, HTTPException, ValueError)


class Refused(Exception):  # noqa: N818 - it is said so
    """A hub has answered that it does not take what it was told."""


class Silent(Exception):  # noqa: N818 - it is said so
    """There is no answer."""


def is_web_address(address: object) -> bool:
    """Whether this is a whole address on the web, and not that of a file or of nothing."""
    if not isinstance(address, str) or any(letter.isspace() for letter in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of a port, for instance, that is no number
        return False


def await_content(address: str, content: bytes, seconds: float) -> str | None:
    """Wait until an address serves what it should.

    Args:
        address: whole.
        content: what it should serve, to the byte.
        seconds: how long to wait.

    Returns:
        None when it serves it; else what it did at last.
    """
    until = time.monotonic() + seconds
    while instead := _instead(address, content):
        left = until - time.monotonic()
        if left <= 0:
            return instead
        time.sleep(min(PAUSE, left))
    return None


def _instead(address: str, content: bytes) -> str | None:
    """What an address does instead of serving the content that it should."""
    try:
        with _following().open(_request(address), timeout=SILENCE) as answer:
            served = answer.read(len(content) + 1)
    except HTTPError as answer:
        with answer:
            return f"it answers {_status(answer)}"
    except NO_ANSWER as error:
        return f"it does not answer ({_why(error)})"
    return None if served == content else "it still serves something else"


def tell(hub: str, feed: str) -> None:
    """Tell a hub that a feed has changed.

    Which words a hub wants is not laid down: most want `hub.url`, some `hub.topic`. A redirection is not followed: what
    was to be said would be left behind on the way, and a page would be taken for the hub's consent.

    Args:
        hub: its address.
        feed: the feed's whole address.

    Raises:
        Refused: the hub does not take it.
        Silent: there is no answer.
    """
    form = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
    try:
        with _direct().open(_request(hub, form), timeout=SILENCE):
            pass
    except HTTPError as answer:
        with answer:
            raise Refused(_refusal(answer)) from None
    except NO_ANSWER as error:
        raise Silent(_why(error)) from None


def _refusal(answer: HTTPError) -> str:
    location = answer.headers.get("Location")
    if answer.code // 100 == 3 and location:
        return f"{answer.code}: it has moved to {_line(location)}"
    return " ".join(filter(None, (_status(answer), _said(answer))))


def _status(answer: HTTPError) -> str:
    return f"{answer.code} {_line(answer.reason)}".strip()


def _said(answer: HTTPError) -> str:
    """What a hub says of its refusal, in brackets; hubs say it as plain text, others show a page."""
    if answer.headers.get_content_type() != "text/plain":
        return ""
    try:
        said = _line(answer.read(LONGEST_REASON).decode("utf-8", "replace"))
    except NO_ANSWER:
        return ""
    return f"({said})" if said else ""


def _why(error: Exception) -> str:
    """What an error of the network says, on one line."""
    reason = error.reason if isinstance(error, URLError) else error
    return _line(getattr(reason, "strerror", None) or str(reason)) or type(reason).__name__


def _line(text: str) -> str:
    """A stranger's text as one line that does nothing to a terminal."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:LONGEST_REASON]


def _request(address: str, form: bytes | None = None) -> Request:
    # A cache on the way is asked for what is new. Some servers turn Python's own name away.
    return Request(address, form, {"User-Agent": "Dateline", "Cache-Control": "no-cache"})  # noqa: S310 - no files


def _following() -> OpenerDirector:
    return _opener(HTTPRedirectHandler())


def _direct() -> OpenerDirector:
    return _opener()


def _opener(*more: BaseHandler) -> OpenerDirector:
    """What opens addresses on the web, and none of files, as Python's own would."""
    opener = OpenerDirector()
    web = (ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor())
    for handler in (*web, UnknownHandler(), *more):
        opener.add_handler(handler)
    return opener
