"""Pelican's side of the signposts: what they lead to, and where they are written."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from pelican.generators import Generator
from pelican.writers import Writer

from keepsakes import foretell_of_pages, of_pages

from .changes import last_changes
from .news import newest, render_news
from .pages import HOME, home, inviting
from .sitemap import Place, make_sitemap

NEWS = "sitemap-news.xml"
TEXTS = ("robots.txt", "llms.txt", "site.webmanifest")
"""Templates of the theme, and what they are called on the site."""


class Signposts(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the signposts of a site that has an address; one that is read at home needs none."""

    pages_may_wait = True
    """What it hands to a page, it changes no more."""

    def generate_context(self) -> None:
        """Tell who writes the pages that each will be asked for its address."""
        if self._has_address():
            foretell_of_pages(self.settings, HOME, home)

    def generate_output(self, writer: Writer) -> None:
        """Write them, when all pages are written."""
        if not self._has_address():
            return
        site = self.settings["SITEURL"]
        changes = last_changes(self.context["articles"], self.context["pages"], self.context.get("atlas"))
        places = [Place(f"{site}/{address}", changes.get(address)) for address in self._pages(site, writer)]
        for path, listing in make_sitemap(site, places).items():
            self._write(writer, path, listing.document, listing.shows())
        news = partial(render_news, site, self.settings["SITENAME"], newest(self.context["articles"]))
        self._write(writer, NEWS, news, None)
        for path in TEXTS:
            writer.write_file(path, self.env.get_template(path), self.context, url=path)

    def _has_address(self) -> bool:
        return bool(self.settings["SITEURL"]) and not self.settings["RELATIVE_URLS"]

    def _pages(self, site: str, writer: Writer) -> Iterable[str]:
        written = writer._written_files  # noqa: SLF001 - nobody else knows what is of this build
        return inviting(site, self.output_path, written, of_pages(writer))

    def _write(self, writer: Writer, path: str, make: Callable[[], str], shows: bytes | None) -> None:
        """Write a file; fastbuild's writer does so only where it would be another than it is."""
        if hasattr(writer, "write_text"):
            writer.write_text(path, make, shows)
            return
        with writer._open_w(str(Path(self.output_path, path)), "utf-8") as file:  # noqa: SLF001 - as for feeds
            file.write(make())
