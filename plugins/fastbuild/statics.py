"""The files that no template makes: the theme's and the newsroom's."""

from collections.abc import Iterator
from pathlib import Path

from pelican.generators import Generator
from pelican.writers import Writer

from .packed import packed, without_parts
from .quiet import write_if_changed
from .writer import QuickWriter


class QuietStatics(Generator):  # type: ignore[misc]  # Pelican has no types
    """Packs and copies the theme's static files when they change, where Pelican would copy them on every build."""

    def generate_output(self, writer: Writer) -> None:
        """Bring the theme's files up to date, and note the newsroom's, which Pelican copies itself."""
        output = Path(self.output_path)
        produced = {output / static.save_as for static in self.context["staticfiles"]}
        for source, target in self._theme_files():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_if_changed(target, packed(source))
            produced.add(target)
        if isinstance(writer, QuickWriter):
            writer.produced |= produced

    def _theme_files(self) -> Iterator[tuple[Path, Path]]:
        target = Path(self.output_path) / self.settings["THEME_STATIC_DIR"]
        for folder in self.settings["FASTBUILD_THEME_STATIC_PATHS"]:
            root = Path(self.theme) / folder
            for source in without_parts(sorted(path for path in root.rglob("*") if path.is_file())):
                yield source, target / source.relative_to(root)
