"""What a newsroom answers, checked at once: each function takes what was written and returns what is kept.

Raises `Unusable` with a remedy where nothing can be made of it.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel import Locale
from slugify import slugify

from house.catalogues import languages
from house.tags import language_tag
from house.words import words_of

from .addresses import why_not
from .errors import Unusable
from .github import pages_address, repository_of

_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[\w.-]+", re.ASCII)
_HOST = re.compile(r"localhost|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]", re.ASCII)
_PATH = re.compile(r"(?:/[\w.~-]+)*", re.ASCII)
# A name that no site can have (RFC 2606): it stands in publishconf.py until the newsroom sets its own.
_EXAMPLE = ".example"
_LIKE = "Write it like https://news.example.org, or OWNER/REPOSITORY for a project of GitHub"
_NOT_FOR_PEOPLE = ("Etc/", "SystemV/", "posix/", "right/")


def line(written: str) -> str:
    """A name: one line of text, spaces evened out."""
    text = " ".join(written.split())
    if not text:
        raise Unusable("This may not be empty. Write a name")
    if any(0xD800 <= ord(letter) < 0xE000 for letter in text):
        raise Unusable("This has characters that are no letters. Write it anew, in UTF-8")
    return text


def address(written: str) -> str:
    """The whole address of a site, without a slash at the end; a repository of GitHub has one of its own.

    Args:
        written: "https://news.example.org", "OWNER/REPOSITORY", or the address of that on GitHub.
    """
    given = written.strip().rstrip("/")
    if repository := given if _REPOSITORY.fullmatch(given) else repository_of(given):
        return pages_address(repository)
    if "://" not in given:
        raise Unusable(f"{given!r} has no https:// in front. {_LIKE}")
    try:
        parts = urlsplit(given)
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        raise Unusable(f"{given!r} is no address of a site. {_LIKE}") from None
    if parts.scheme not in {"http", "https"} or not (_HOST.fullmatch(host) or _is_number(host)):
        raise Unusable(f"{given!r} is no address of a site. {_LIKE}")
    if host.endswith(_EXAMPLE):
        raise Unusable(f"{host} is an example that nobody can have. {_LIKE}")
    if parts.query or parts.fragment or parts.username is not None or not _PATH.fullmatch(parts.path):
        raise Unusable(
            f"{given!r} has something in it that a site's address cannot have. Leave out what stands behind "
            "? and # and before @; in the path there may be letters, digits and - . _ ~"
        )
    whole = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{parts.path}"
    if fault := why_not(whole):
        raise Unusable(fault)
    return whole


def zone(written: str) -> str:
    """The name of a time zone, in its own spelling."""
    given = written.strip()
    known = {name.casefold(): name for name in available_timezones() if not name.startswith(_NOT_FOR_PEOPLE)}
    if found := known.get(given.replace(" ", "_").casefold()):
        return found
    raise Unusable(f"{given!r} is no time zone. {_suggested(_near(given, known), 'Write it like Africa/Nairobi')}")


def language(written: str, theme: Path) -> str:
    """A language that the theme speaks, with a country or not, as browsers write it.

    Args:
        written: "pt", "pt-BR", "pt_br"; or its name, "Portuguese", "português".
        theme: Its folder.
    """
    folder = theme / "translations"
    known = languages(folder)
    tag = _called(written, known) or language_tag(written)
    words = words_of(tag, folder) if tag else None
    if tag is None or words is None:
        raise Unusable(
            f"The site does not speak {written.strip()!r}. It speaks "
            f"{', '.join(f'{code} ({_names(code)[0]})' for code in known)}; with a country: en-US"
        )
    if "-" in tag and words.tag != tag:
        raise Unusable(
            f"{tag!r} names no country where {tag.partition('-')[0]} is written. Write it like pt-BR, or alone"
        )
    return tag


def _called(written: str, known: Sequence[str]) -> str | None:
    """The code of a language that is called so, in English or in itself."""
    return next((code for code in known if slugify(written) in map(slugify, _names(code))), None)


def _names(code: str) -> tuple[str, str]:
    """What a language is called in English and in itself."""
    own = Locale.parse(code)
    return own.get_language_name("en") or code, own.get_language_name() or code


def _ascii(host: str) -> str:
    """A host as the web writes it, also where people write it in their own letters."""
    return host if host.isascii() else host.encode("idna").decode()


def _is_number(host: str) -> bool:
    return re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", host) is not None


def _near(given: str, known: Mapping[str, str]) -> list[str]:
    """The zones that somebody may have meant: of that town, or written nearly so."""
    wanted = given.replace(" ", "_").casefold()
    towns = {name: folded.rpartition("/")[2] for folded, name in known.items()}
    there = sorted(name for name, town in towns.items() if town == wanted)
    if there:
        return there
    whole = [known[folded] for folded in get_close_matches(wanted, known, 3, 0.75)]
    close = get_close_matches(wanted.rpartition("/")[2], set(towns.values()), 3, 0.75)
    return list(dict.fromkeys([*whole, *(name for one in close for name, town in towns.items() if town == one)]))[:4]


def _suggested(names: list[str], otherwise: str) -> str:
    return f"Did you mean {' or '.join(names)}?" if names else otherwise
