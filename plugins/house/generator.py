"""The files that house adds to the site."""

from pathlib import Path

from pelican.generators import Generator
from pelican.writers import Writer
from rcssmin import cssmin

from .house import FEED_STYLESHEET, STYLESHEET, House
from .stylesheets import colours, said_in


class Stylesheets(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the newsroom's stylesheets, those that it needs."""

    def generate_output(self, writer: Writer) -> None:
        """Write them."""
        house: House = self.settings["HOUSE"]
        own = colours(house.look)
        if house.stylesheet:
            self._write(writer, STYLESHEET, own)
        if house.feed_face and self.settings.get("FEED_STYLESHEET") == FEED_STYLESHEET:
            theirs = house.feed_face.read_text("utf-8")
            self._write(writer, FEED_STYLESHEET, said_in(theirs, house.words.gettext, house.words.direction) + own)

    def _write(self, writer: Writer, path: str, text: str) -> None:
        """Write a stylesheet as small as the theme's own go out."""
        target = Path(self.output_path, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with writer._open_w(str(target), "utf-8") as file:  # noqa: SLF001 - Pelican has no other way to claim a file
            file.write(cssmin(text) + "\n")
