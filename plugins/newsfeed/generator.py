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
        for path, channel in make_channels(site, self.context["articles"], self._tagged()):
            target = Path(self.output_path, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            with writer._open_w(str(target), "utf-8") as file:  # noqa: SLF001 - Pelican has no other way to claim a file
                file.write(render_rss(channel))

    def _tagged(self) -> dict[Subject, Sequence[Any]]:
        """The articles of every tag, and the regions that have none, if the atlas knows the regions."""
        tagged: dict[Subject, Sequence[Any]] = {
            Subject(tag.name, tag.slug, tag.url): articles for tag, articles in self.context["tags"]
        }
        slugs = {subject.slug for subject in tagged}
        for region in getattr(self.context.get("atlas"), "regions", ()):
            topic = region.topic
            if topic.slug not in slugs:
                tagged[Subject(topic.name, topic.slug, topic.address)] = ()
        return tagged


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
