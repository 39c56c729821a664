"""Every command and every setting is documented, and every link in the documents leads somewhere."""

import ast
import re
from pathlib import Path
from runpy import run_path

import click
import pytest
from invoke.tasks import Task

from bulletin import amendments, page
from bulletin.cli import main
from bulletin.model import Kind
from courier.cli import parser
from newsfeed.__main__ import ping
from proof.__main__ import main as proof
from proof.model import Kind as Finding

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TASKS = [one.name.replace("_", "-") for one in run_path(str(ROOT / "tasks.py")).values() if isinstance(one, Task)]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def settings_of(name: str) -> set[str]:
    """The settings that a settings file sets."""
    targets = (target for node in ast.parse(text(name)).body if isinstance(node, ast.Assign) for target in node.targets)
    annotated = {node.target.id for node in ast.parse(text(name)).body if isinstance(node, ast.AnnAssign)}
    return annotated | {target.id for target in targets if isinstance(target, ast.Name)}


def settings_read() -> set[str]:
    """The settings of ours that the plugins ask for."""
    found = re.compile(
        r"(?:settings|given|wishes)(?:\.get\(|\.setdefault\(|\[)\"((?:BULLETIN|FEED|FASTBUILD|HOSTING|HOUSE)_[A-Z_]+)\""
    )
    return {name for path in (ROOT / "plugins").rglob("*.py") for name in found.findall(path.read_text("utf-8"))}


def courier() -> dict[str, list[str]]:
    """The commands of the courier, with their options."""
    (commands,) = (action for action in parser()._actions if action.choices)
    return {
        name: [option for action in one._actions for option in action.option_strings if option not in {"-h", "--help"}]
        for name, one in dict(commands.choices).items()
    }


@pytest.mark.parametrize(
    "setting", sorted(settings_of("pelicanconf.py") | settings_of("publishconf.py") | settings_read())
)
def test_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in text("docs/settings.md")


@pytest.mark.parametrize("name", TASKS)
def test_invoke_command_is_documented(name: str) -> None:
    assert f"| `{name}` |" in text("docs/commands.md")


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (name, option)
        for name, command in main.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    ],
)
def test_bulletin_option_is_documented(command: str, option: str) -> None:
    (row,) = (line for line in text("docs/commands.md").splitlines() if line.startswith(f"| `bulletin {command}"))
    assert f"`{option}`" in row


@pytest.mark.parametrize(
    "option", [parameter.opts[0] for parameter in ping.params if isinstance(parameter, click.Option)]
)
def test_option_of_the_ping_is_documented(option: str) -> None:
    assert f"\n| `{option}` |" in text("docs/commands.md")


@pytest.mark.parametrize(
    "option", [parameter.opts[0] for parameter in proof.params if isinstance(parameter, click.Option)]
)
def test_option_of_the_proof_is_documented(option: str) -> None:
    assert f"\n| `{option}` |" in text("docs/commands.md")


@pytest.mark.parametrize("kind", Finding)
def test_what_the_proof_finds_is_documented(kind: Finding) -> None:
    assert re.search(rf"^\| `{kind}` \| (error|warning) \|", text("docs/commands.md"), re.MULTILINE)


@pytest.mark.parametrize("command", sorted(courier()))
def test_command_of_the_courier_is_documented(command: str) -> None:
    (row,) = (line for line in text("docs/commands.md").splitlines() if line.startswith(f"| `courier {command}"))
    assert all(f"`{option}`" in row for option in courier()[command])


def test_make_targets_are_documented() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text("Makefile"), re.MULTILINE)
    assert all(f"`make {name}`" in text("docs/commands.md") for name in phony.split())


def test_files_of_knowledge_are_documented() -> None:
    readme = text("plugins/bulletin/data/README.md")
    files = {path.name for path in (ROOT / "plugins" / "bulletin" / "data").iterdir()} - {"README.md"}
    assert {name for name in files if f"`{name}`" not in readme} == set()


def test_fields_of_a_story_are_documented() -> None:
    fields = re.findall(r"^        \"([A-Z]\w+)\": ", text("plugins/bulletin/page.py"), re.MULTILINE)
    assert len(fields) == 18
    assert all(f"| `{field}` |" in text("docs/editors.md") for field in fields)
    assert all(f"| `{field}` |" in text("docs/editors.md") for field in amendments.FIELDS)
    assert all(f"`{value}`" in text("docs/editors.md") for value in (*Kind, *page.STATUSES))


@pytest.mark.parametrize("document", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in DOCUMENTS])
def test_links_of_the_documents_lead_somewhere(document: Path) -> None:
    missing = [link for link in LINK.findall(document.read_text("utf-8")) if not (document.parent / link).exists()]
    assert missing == []


ANCHOR = re.compile(r"\]\((?!https?:)([^)#]*)#([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(document: Path) -> set[str]:
    """What one can link to in a document, as GitHub names it."""
    headings = HEADING.findall(document.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in DOCUMENTS])
def test_links_into_documents_lead_to_a_heading(document: Path) -> None:
    links = ANCHOR.findall(document.read_text("utf-8"))
    assert [f"{to}#{at}" for to, at in links if at not in anchors((document.parent / to) if to else document)] == []


@pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if path.parent.name == "docs"], ids=lambda path: path.stem
)
def test_document_is_in_the_index(document: Path) -> None:
    assert document.name == "README.md" or f"]({document.name})" in text("docs/README.md")


def test_ci_runs_the_command_of_the_readme() -> None:
    assert "\n    make test\n" in text("README.md")
    assert text(".ci/run").splitlines()[-1] == "make test"
