"""Pelican's side of the share images: where the stories come from and the files go to."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from keepsakes import kept_of_each, tell

from .model import Card, ShareImage
from .naming import FOLDER, SITE, address, names, own_name
from .shelf import Shelf, copy_if_changed

NAME = "cards.name"


class CardGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Draws the share images of the stories that are published, and one for all other pages."""

    def generate_context(self) -> None:
        """Tell the templates where the images will be: each story has its own, and one stands for all other pages."""
        articles = self._articles()
        own_names = kept_of_each(articles, NAME, own_name)
        self._names = names(dict(zip((article.url for article in articles), own_names, strict=True)))
        for article in articles:
            tell(article, "share_image", ShareImage(address(self._names[article.url]), article.title))
        self.context["share_image_of_site"] = ShareImage(address(SITE), self._site_in_words())

    def generate_output(self, writer: Writer) -> None:
        """Write the images, if this site is to be published: no link leads to one that is for reading at home."""
        if not self.settings["SITEURL"] or self.settings["RELATIVE_URLS"]:
            return
        cards = {address(SITE): Card(self.settings["SITENAME"], self.settings.get("SITESUBTITLE") or "")}
        dates = self._dates()
        for article in self._articles():
            cards[address(self._names[article.url])] = self._card(article, dates)
        drawn = Shelf(Path(self.settings["CACHE_PATH"], "cards")).fetch(list(cards.values()))
        Path(self.output_path, FOLDER).mkdir(parents=True, exist_ok=True)
        for path, card in zip(cards, drawn, strict=True):
            target = Path(self.output_path, path)
            copy_if_changed(card, target)
            if hasattr(writer, "produced"):  # fastbuild's takes away what no build stands for
                writer.produced.add(target)

    def _articles(self) -> list[Any]:
        return list(self.context["articles"]) if self.settings.get("SHARE_IMAGES", True) else []

    def _site_in_words(self) -> str:
        return ": ".join(filter(None, [self.settings["SITENAME"], self.settings.get("SITESUBTITLE")]))

    def _card(self, article: Any, dates: Callable[[date], str]) -> Card:  # noqa: ANN401 - Pelican has no types
        entry = getattr(article, "entry", None)  # with the atlas
        return Card(
            site=self.settings["SITENAME"],
            headline=article.title,
            date=dates(article.date.date()),
            region=entry.region.name if entry else "",
            where=entry.where if entry else "",
        )

    def _dates(self) -> Callable[[date], str]:
        """How the theme writes a day; in figures, if it has no words for it. Each day is written once."""
        if "long_date" not in self.env.filters:
            return date.isoformat
        template = self.env.from_string("{{ day|long_date|capital }}")
        return cache(lambda day: template.render(self.context, day=day))
