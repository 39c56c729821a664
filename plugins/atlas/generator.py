"""The pages that Pelican does not write by itself: regions, countries and tags, and where a story stood before."""

from pelican.generators import Generator
from pelican.writers import Writer


class TopicPages(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes `tag/<slug>/` for every topic of the atlas."""

    def generate_output(self, writer: Writer) -> None:
        """Write every page of every topic."""
        template = self.get_template("tag")
        for page in self.context["atlas"].pages:
            writer.write_file(
                f"{page.address}index.html",
                template,
                self.context,
                self.settings["RELATIVE_URLS"],
                url=page.address,
                topic_page=page,
            )


class OldAddresses(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes a page at every old address of a story, which leads on to the story."""

    def generate_output(self, writer: Writer) -> None:
        """Write them, but for those that are another story's by now."""
        template = self.get_template("moved")
        for redirect in self.context["atlas"].redirects:
            if redirect.owner is None:
                writer.write_file(
                    f"{redirect.address}index.html",
                    template,
                    self.context,
                    self.settings["RELATIVE_URLS"],
                    url=redirect.address,
                    entry=redirect.entry,
                )
