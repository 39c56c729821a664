"""Builds of a site in a process of their own, which stays warm; as live reload has it."""

import logging
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WHOLE = ["bulletin", "atlas", "newsfeed", "cards", "finder", "signposts", "hosting", "house", "fastbuild"]


class Workshop:
    """Builds, one after another."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"))

    def build(self, folder: Path, output: str, *, hands: int, **settings: Any) -> list[str]:
        """Build `folder/content` as it is published.

        Args:
            folder: With `content` and perhaps `theme`; the cache of an output stands beside it.
            output: The folder of the built site, in `folder`.
            hands: How many processes share the work; 1 for none but this.
            settings: Of the site.

        Returns:
            The pages that were rendered, by their paths.
        """
        return self._pool.submit(_build, folder, output, hands, settings).result()

    def close(self) -> None:
        self._pool.shutdown()


def _build(folder: Path, output: str, hands: int, settings: Mapping[str, Any]) -> list[str]:
    from pelican.log import LimitFilter
    from pelican.settings import read_settings

    from fastbuild import FastPelican
    from fastbuild import hands as cores

    LimitFilter._raised_messages.clear()
    cores.FEWEST_JOBS = 2
    cores.number_of_hands = lambda: hands
    rendered = _Rendered(folder / output)
    log = logging.getLogger("fastbuild.writer")
    log.setLevel(logging.INFO)
    log.handlers = [rendered]
    theme = folder / "theme" if (folder / "theme").is_dir() else ROOT / "theme"
    override = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / output),
        "CACHE_PATH": str(folder / f".cache of {output}"),
        "THEME": str(theme),
        "SITEURL": "https://news.example/repo",
        "PLUGINS": WHOLE,
        "BULLETIN_CONVERT": False,
    }
    FastPelican(read_settings(str(ROOT / "publishconf.py"), override={**override, **settings})).run()
    return sorted(rendered.paths)


class _Rendered(logging.Handler):
    def __init__(self, output: Path) -> None:
        super().__init__()
        self._output = output
        self.paths: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.paths.append(Path(record.args[0]).relative_to(self._output).as_posix())
