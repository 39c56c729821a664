"""What a page says about itself to machines, in the words of schema.org."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from .credits import names_of
from .model import Country, Entry, Photo

Facts = dict[str, Any]
"""An object for JSON."""

LOGO = "theme/icon-512.png"
"""The site's sign, as a picture that every machine can read."""
CORRECTIONS = "corrections/"


@dataclass(frozen=True, slots=True)
class Outlet:
    """The site as a publisher."""

    name: str
    author: str
    """Who answers for a story that names nobody."""
    address: str
    """Whole, without a slash at the end; empty while the site has none."""

    def whole(self, path: str) -> str:
        """The whole address of what stands at a path; empty while the site has none."""
        return f"{self.address}/{path}" if self.address else ""


def news_article(outlet: Outlet, entry: Entry, language: str) -> Facts:
    """Describe a story as a NewsArticle.

    Args:
        outlet: The site.
        entry: The story.
        language: The story's language.

    Returns:
        An object without empty values.
    """
    address = outlet.whole(entry.address)
    return _told(
        "NewsArticle",
        context="https://schema.org",
        headline=entry.headline,
        description=entry.summary,
        datePublished=entry.published.isoformat(),
        dateModified=entry.modified.isoformat() if entry.modified else None,
        articleSection=entry.region.name,
        keywords=[topic.name for topic in entry.topics],
        dateline=entry.dateline,
        contentLocation=[_place(country) for country in entry.countries],
        wordCount=entry.words,
        inLanguage=language,
        isAccessibleForFree=True,
        image=[_image(photo, address) for photo in entry.photos],
        correction=[
            _told("CorrectionComment", text=notice.text, datePublished=notice.when.isoformat())
            for notice in entry.corrections
        ],
        author=_author(outlet, entry),
        publisher=_publisher(outlet),
        mainEntityOfPage=address,
        url=address,
    )


def breadcrumbs(outlet: Outlet, *steps: tuple[str, str]) -> Facts | None:
    """Describe the way to a page.

    Args:
        outlet: The site.
        steps: Name and address of each page on the way, the page itself last.

    Returns:
        A BreadcrumbList; None while the site has no address, since every step has to have a whole one.
    """
    if not outlet.address:
        return None
    items = [
        _told("ListItem", position=position, name=name, item=outlet.whole(address))
        for position, (name, address) in enumerate(steps, start=1)
    ]
    return _told("BreadcrumbList", context="https://schema.org", itemListElement=items)


def _author(outlet: Outlet, entry: Entry) -> Facts:
    if entry.byline:
        return _told("Person", name=entry.byline)
    return _told("Organization", name=outlet.author, url=outlet.whole(""))


def _publisher(outlet: Outlet) -> Facts:
    logo = outlet.whole(LOGO)
    return _told(
        "NewsMediaOrganization",
        name=outlet.name,
        url=outlet.whole(""),
        logo=_told("ImageObject", url=logo) if logo else None,
        correctionsPolicy=outlet.whole(CORRECTIONS),
    )


def _place(country: Country) -> Facts:
    if not country.code:
        return _told("Place", name=country.name)
    return _told("Country", name=country.name, address=_told("PostalAddress", addressCountry=country.code))


def _image(photo: Photo, page: str) -> Facts:
    """A picture and whose it is; one that the bulletin did not carry has no address."""
    photographer, _ = names_of(photo.credit)
    return _told(
        "ImageObject",
        caption=photo.caption,
        creditText=photo.credit,
        creator=_told("Person", name=photographer) if photographer else None,
        contentUrl=urljoin(page, photo.address) if page and photo.address else None,
    )


def _told(kind: str, context: str | None = None, **facts: object) -> Facts:
    """An object of a type of schema.org, without what is not known."""
    named = {"@context": context, "@type": kind, **facts}
    return {name: fact for name, fact in named.items() if fact not in (None, "", [], 0)}
