"""The files that hosts read in the repository itself: they name what is there."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_netlify_builds_the_site_as_published_at_the_address_that_it_gives() -> None:
    settings = tomllib.loads(text("netlify.toml"))
    commands = [settings["build"]["command"], *(context["command"] for context in settings["context"].values())]
    assert all(command.endswith('" make published') for command in commands)
    assert "\npublished:" in text("Makefile")
    assert settings["build"]["publish"] == "output"


def test_the_image_gets_what_it_serves_and_nothing_else() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+)", text("Containerfile"), re.MULTILINE)
    allowed = {line.removeprefix("!") for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert {path.split("/")[0] for path in copied} == allowed == {"container", "output"}
    assert "\n*\n" in text(".dockerignore")


def test_nothing_in_the_image_runs_as_root_or_is_of_any_version() -> None:
    lines = text("Containerfile").splitlines()
    bases = [line.split("=")[1] for line in lines if line.startswith("ARG")]
    assert len(bases) == 2
    assert all(re.search(r":\d+\.\d+\.\d+-\w+$", base) for base in bases)
    assert lines.index("USER 65532:65532") < lines.index('ENTRYPOINT ["/usr/bin/caddy"]')
    assert [line for line in lines if line.startswith("FROM")][-1] == "FROM scratch"
