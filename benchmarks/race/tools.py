"""The programs: what each is given, and how it is called."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from load import ROOT

from . import dialects
from .archive import Story

TEMPLATES = Path(__file__).parents[1] / "peers"
ADDRESS = "https://race.example.org"
LISTS = NEWEST, WHOLE = "newest", "whole"
"""What pages of regions and countries show: their newest 50 stories, or all of them, 50 on a page."""
MADE = "output", "cache"
PLUGINS = str(ROOT / "plugins")


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that builds the site."""

    name: str
    templates: tuple[str, ...]
    """Folders of benchmarks/peers that are laid into its workshop one over the other."""
    stories: str
    """The folder of the stories, in its workshop."""
    places: str
    """The file of the places' names, in its workshop; empty where it has its own."""
    dialect: Callable[[Story], str]
    command: Callable[[Path], list[str]]
    """For a workshop."""
    bulletins: str = ""
    """The folder of raw bulletins, in its workshop, where it makes stories of these itself."""
    environment: Mapping[str, str] = field(default_factory=dict)
    is_alike: bool = True
    """Whether it builds the site that all build, and not one of its own."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a program works on an archive."""

    tool: Tool
    folder: Path
    lists: str = NEWEST
    """Of `LISTS`; Dateline's own site has its own."""

    @property
    def output(self) -> Path:
        """Where the site is built."""
        return self.folder / "output"

    def open(self, places: Mapping[str, object]) -> None:
        """Set it up, without stories; what lay there before goes."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / self.tool.bulletins).mkdir(parents=True)
        for name in self.tool.templates:
            shutil.copytree(TEMPLATES / name, self.folder, dirs_exist_ok=True)
        if self.tool.places:
            names = self.folder / self.tool.places
            names.parent.mkdir(parents=True, exist_ok=True)
            names.write_text(json.dumps({**places, "lists": self.lists}), "utf-8")

    def lay(self, stories: Iterable[Story]) -> None:
        """Put stories there."""
        for story in stories:
            path = self.folder / self.tool.stories / story.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.tool.dialect(story), "utf-8")

    def receive(self, stories: Sequence[Story]) -> None:
        """Put the stories of a new bulletin there, or the bulletin itself."""
        if self.tool.bulletins:
            path = self.folder / self.tool.bulletins / f"{stories[0].when:%Y-%m-%d}-evening.txt"
            path.write_text(dialects.raw(stories), "utf-8")
        else:
            self.lay(stories)

    def forget(self) -> None:
        """Put away all that was built and remembered. It is not deleted: ext4 is slow where files have just gone."""
        self._past.mkdir(exist_ok=True)
        number = sum(1 for _ in self._past.iterdir())
        for name in MADE:
            if (self.folder / name).exists():
                (self.folder / name).rename(self._past / f"{number}-{name}")

    def clear(self) -> None:
        """Delete what was put away."""
        shutil.rmtree(self._past, ignore_errors=True)

    @property
    def _past(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-past")

    @property
    def command(self) -> list[str]:
        """What builds the site."""
        return self.tool.command(self.folder)

    @property
    def environment(self) -> dict[str, str]:
        """What it is run with: as for its users, Python keeps what it has compiled."""
        own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return own | self.tool.environment


def tools(hugo: str, eleventy: Path) -> dict[str, Tool]:
    """All that can race, by name.

    Args:
        hugo: The program.
        eleventy: Its main file, for Node.js.
    """
    every = (
        Tool("hugo", ("hugo",), "content/stories", "data/places.json", dialects.hugo, _hugo(hugo)),
        Tool(
            name="eleventy",
            templates=("eleventy",),
            stories="pages/stories",
            places="pages/_data/places.json",
            dialect=dialects.eleventy,
            command=lambda _: ["node", str(eleventy), "--quiet"],
        ),
        Tool("pelican", ("pelican",), "stories", "places.json", dialects.pelican, _pelican("pelicanconf.py")),
        Tool(
            name="dateline-plain",
            templates=("pelican", "dateline-plain"),
            stories="stories",
            places="places.json",
            dialect=dialects.pelican,
            command=_pelican("fastconf.py"),
            environment={"PYTHONPATH": PLUGINS},
        ),
        _own("dateline"),
    )
    return {tool.name: tool for tool in every}


def apart() -> list[Tool]:
    """Dateline without share images and search, which it races with, and with each of the two."""
    return [_own("without"), _own("search", "SEARCH"), _own("share images", "SHARE_IMAGES")]


def _own(name: str, *rooms: str) -> Tool:
    """Dateline, as publishing has it, with some of the rooms that are measured apart."""
    return Tool(
        name=name,
        templates=(),
        stories="content",
        places="",
        dialect=dialects.dateline,
        command=_dateline({room: room in rooms for room in ("SHARE_IMAGES", "SEARCH")}),
        bulletins="seeds",
        environment={"PYTHONPATH": PLUGINS, "DATELINE_SITEURL": ADDRESS},
        is_alike=False,
    )


def _hugo(program: str) -> Callable[[Path], list[str]]:
    options = ["--quiet", "--buildFuture", "--noBuildLock", "--destination", "output"]
    return lambda folder: [program, *options, "--cacheDir", str(folder / "cache")]


def _pelican(settings: str) -> Callable[[Path], list[str]]:
    return lambda _: [sys.executable, "-m", "pelican", "-s", settings, "--fatal", "errors"]


def _dateline(rooms: Mapping[str, bool]) -> Callable[[Path], list[str]]:
    def command(folder: Path) -> list[str]:
        words = [sys.executable, "-m", "pelican", str(folder / "content"), "-o", str(folder / "output")]
        words += ["-s", str(ROOT / "publishconf.py"), "--fatal", "errors", "-e", f'CACHE_PATH="{folder / "cache"}"']
        return [*words, "WITH_FUTURE_DATES=true", *(f"{room}={str(is_on).lower()}" for room, is_on in rooms.items())]

    return command
