"""The pages that Pelican does not write by itself: regions, countries and tags, split so that old parts stay."""

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
