"""Pelican's side of the feeds: where articles come from and files go to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from .addresses import Feeds
from .channels import Site, Subject, make_channels
from .rss import render_rss


class FeedGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes every feed of the site."""

    def generate_context(self) -> None:
        """Tell the templates where the feeds stand."""
        self.context["feeds"] = Feeds()

    def generate_output(self, writer: Writer) -> None:
        """Write the feeds."""
        site = site_of(self.settings)
        articles = self.context.get("articles_and_withdrawn", self.context["articles"])
        for path, channel in make_channels(site, articles, self._tagged(articles)):
            target = Path(self.output_path, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            with writer._open_w(str(target), "utf-8") as file:  # noqa: SLF001 - Pelican has no other way to claim a file
                file.write(render_rss(channel))

    def _tagged(self, articles: Sequence[Any]) -> dict[Subject, Sequence[Any]]:
        """The articles of every tag, and the regions that have none, if the atlas knows the regions."""
        subjects: dict[str, Subject] = {}
        tagged: dict[Subject, list[Any]] = {}
        for article in articles:
            for tag in dict.fromkeys(getattr(article, "tags", ())):
                subject = subjects.setdefault(tag.slug, Subject(tag.name, tag.slug, tag.url))
                tagged.setdefault(subject, []).append(article)
        for region in getattr(self.context.get("atlas"), "regions", ()):
            topic = region.topic
            tagged.setdefault(subjects.get(topic.slug, Subject(topic.name, topic.slug, topic.address)), [])
        return dict(tagged)


def site_of(settings: dict[str, Any]) -> Site:
    """What the settings say of the site.

    Args:
        settings: Pelican's. `FEED_DOMAIN` stands in for `SITEURL` where a site is only for reading at home.

    Returns:
        The site, its description never empty.
    """
    return Site(
        address=(settings["SITEURL"] or settings.get("FEED_DOMAIN") or "http://localhost:8000").rstrip("/"),
        name=settings["SITENAME"],
        description=settings.get("SITESUBTITLE") or f"News from {settings['SITENAME']}",
        language=settings["DEFAULT_LANG"],
        most_items=settings["FEED_MAX_ITEMS"],
    )
