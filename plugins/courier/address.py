"""The address that a site is published at."""

from urllib.parse import urlsplit

# A name that no site can have (RFC 2606): it stands in publishconf.py until the newsroom sets its own.
EXAMPLE = ".example"
GITHUBS = ".github.io"


def published_at(own: str, pages: str, repository: str) -> str:
    """The address of the site, without a slash at its end.

    Args:
        own: What publishconf.py says. A domain of the newsroom's own stands; the example, and an address that GitHub
            gives, follow what GitHub says.
        pages: What GitHub says; empty where it says nothing.
        repository: Like newsroom/bulletins.
    """
    host = urlsplit(own).hostname or ""
    if host and not host.endswith((EXAMPLE, GITHUBS)):
        return own.rstrip("/")
    if pages:
        return f"https://{pages.partition('://')[2]}".rstrip("/")
    return own.rstrip("/") if host.endswith(GITHUBS) else of_repository(repository)


def of_repository(repository: str) -> str:
    """The address that GitHub Pages gives to a repository."""
    owner, _, name = repository.partition("/")
    home = f"{owner.lower()}{GITHUBS}"
    return f"https://{home}" if name.lower() == home else f"https://{home}/{name}"


def is_elsewhere(address: str, pages: str) -> bool:
    """Whether GitHub Pages shows the site at another host than the one that it is built for."""
    return bool(pages) and urlsplit(address).hostname != urlsplit(pages).hostname
