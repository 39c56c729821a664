"""The pages that Pelican does not write by itself: regions, countries and tags, and where a story stood before."""

from pelican.generators import Generator
from pelican.writers import Writer

from .links import file_of


class TopicPages(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes `tag/<slug>/` for every topic of the atlas."""

    pages_may_wait = True
    """What it hands to a page, it changes no more."""

    def generate_output(self, writer: Writer) -> None:
        """Write every page of every topic."""
        template = self.get_template("tag")
        for page in self.context["atlas"].pages:
            writer.write_file(
                file_of(page.address),
                template,
                self.context,
                self.settings["RELATIVE_URLS"],
                url=page.address,
                topic_page=page,
            )


class PrintedEditions(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes a page for every edition with all of its stories, to be printed as a paper."""

    pages_may_wait = True
    """What it hands to a page, it changes no more."""

    def generate_output(self, writer: Writer) -> None:
        """Write them."""
        template = self.get_template("printed")
        articles = {article.url: article for article in self.context["articles"]}
        for edition in self.context["atlas"].editions:
            address, lead = edition.link.printed, edition.link.lead
            others = (entry for entry in edition.entries if entry is not lead)
            writer.write_file(
                address,
                template,
                self.context,
                self.settings["RELATIVE_URLS"],
                url=address,
                printed=edition.link,
                stories=tuple(articles[entry.address] for entry in (lead, *others)),
            )


class OldAddresses(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes a page at every old address of a story, which leads on to the story, and of an edition without stories."""

    pages_may_wait = True
    """What it hands to a page, it changes no more."""

    def generate_output(self, writer: Writer) -> None:
        """Write them, but for those that are another story's by now."""
        atlas = self.context["atlas"]
        for redirect in atlas.redirects:
            if redirect.owner is None:
                self._write(writer, "moved", redirect.address, entry=redirect.entry)
        for period in atlas.empty_periods:
            self._write(writer, "empty_period", period.address, period=period)

    def _write(self, writer: Writer, template: str, address: str, **more: object) -> None:
        page = self.get_template(template)
        writer.write_file(file_of(address), page, self.context, self.settings["RELATIVE_URLS"], url=address, **more)
