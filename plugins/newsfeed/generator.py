"""Pelican's side of the feeds: where articles come from and files go to."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from .addresses import ATOM, FORMATS, JSON_FEED, OPML, RSS, Format
from .atom import render_atom
from .budget import Budget
from .channels import Site, Subject, plan_channels
from .json_feed import render_json
from .model import Channel, Plan
from .opml import render_opml
from .rss import render_rss
from .shown import FeedsForTemplates

_RENDERERS: Mapping[Format, Callable[[Channel], str]] = {
    RSS: render_rss,
    ATOM: render_atom,
    JSON_FEED: render_json,
}


class FeedGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes every feed of the site."""

    pages_may_wait = True
    """What it hands to a page, it changes no more."""

    def generate_context(self) -> None:
        """Tell the templates where the feeds stand."""
        self.context["feeds"] = FeedsForTemplates(site_of(self.settings).address)

    def generate_output(self, writer: Writer) -> None:
        """Write the feeds."""
        site = site_of(self.settings)
        articles = self.context.get("articles_and_withdrawn", self.context["articles"])
        for plan in plan_channels(site, articles, self._tagged(articles)):
            shows = plan.shows()
            for form in (ATOM,) if plan.is_archive else FORMATS:
                self._write(writer, plan.place.path(form), partial(_rendered, form, plan), shows)
        self._write(writer, OPML, partial(render_opml, site, self._regions()), None)

    def _write(self, writer: Writer, path: str, make: Callable[[], str], shows: bytes | None) -> None:
        """Write a file; fastbuild's writer does so only where it would be another than it is."""
        if hasattr(writer, "write_text"):
            writer.write_text(path, make, shows)
            return
        target = Path(self.output_path, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with writer._open_w(str(target), "utf-8") as file:  # noqa: SLF001 - Pelican has no other way to claim a file
            file.write(make())

    def _regions(self) -> Sequence[Subject]:
        """The regions, if the atlas knows them; those without stories too."""
        topics = (region.topic for region in getattr(self.context.get("atlas"), "regions", ()))
        return [Subject(topic.name, topic.slug, topic.address) for topic in topics]

    def _tagged(self, articles: Sequence[Any]) -> dict[Subject, Sequence[Any]]:
        """The articles of every tag, and the regions that have none."""
        tagged: dict[str, tuple[Subject, dict[Any, None]]] = {}
        for tag, own in self.context["tags"]:
            tagged.setdefault(tag.slug, (Subject(tag.name, tag.slug, tag.url), {}))[1].update(dict.fromkeys(own))
        # Pelican has filed what is published; withdrawn stories come to where they stood.
        published = set(self.context["articles"])
        touched = set()
        for article in [article for article in articles if article not in published]:
            for tag in getattr(article, "tags", ()):
                tagged.setdefault(tag.slug, (Subject(tag.name, tag.slug, tag.url), {}))[1][article] = None
                touched.add(tag.slug)
        if touched:
            place = {article: at for at, article in enumerate(articles)}
            for slug in touched:
                subject, own = tagged[slug]
                tagged[slug] = subject, dict.fromkeys(sorted(own, key=place.__getitem__))
        for region in self._regions():
            tagged.setdefault(region.slug, (region, {}))
        return {subject: tuple(own) for subject, own in tagged.values()}


def _rendered(form: Format, plan: Plan) -> str:
    return _RENDERERS[form](plan.made())


def site_of(settings: dict[str, Any]) -> Site:
    """What the settings say of the site.

    Args:
        settings: Pelican's. Without `FEED_MAX_ITEMS` there is no limit but that of bytes. `FEED_DOMAIN` stands in for
            `SITEURL` where a site is only for reading at home.

    Returns:
        The site, its description and its author never empty.
    """
    name = settings["SITENAME"]
    gettext = settings.get("WORDS", NullTranslations()).gettext
    return Site(
        address=(settings["SITEURL"] or settings.get("FEED_DOMAIN") or "http://localhost:8000").rstrip("/"),
        name=name,
        description=settings.get("SITESUBTITLE") or gettext("News from %(site)s") % {"site": name},
        author=settings.get("AUTHOR") or name,
        language=settings["DEFAULT_LANG"],
        budget=Budget(settings["FEED_MAX_ITEMS"] or sys.maxsize, settings.get("FEED_MAX_BYTES", 512_000)),
        has_archives=settings.get("FEED_ARCHIVES", True),
        hub=settings.get("FEED_HUB"),
        stylesheet=settings.get("FEED_STYLESHEET"),
        gettext=gettext,
    )
