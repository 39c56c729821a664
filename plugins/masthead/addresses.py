"""What a site's address must be so that readers see the site, and see it as it is meant."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from .github import HOST, pages_address, repository_of


def why_not(address: str) -> str | None:
    """Why no site can be published at an address, and what to do; None where it can.

    Args:
        address: The whole of it.
    """
    if not address.startswith(("https://", "http://")):
        return f"{address!r} must begin with https://. Write it like https://news.example.org"
    if repository := repository_of(address):
        return f"{address} is where the repository is, not its site. Write {pages_address(repository)}"
    host = urlsplit(address).hostname or ""
    if host == HOST:
        return f"{address} is a page of GitHub, not of your site. Write it like https://OWNER.github.io/REPOSITORY"
    if address.startswith("http://") and host != "localhost" and not _is_number(host):
        safe = address.replace("http", "https", 1)
        return f"{address} must begin with https://, or browsers show the site without its style. Write {safe}"
    return None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
