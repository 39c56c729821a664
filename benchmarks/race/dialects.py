"""A story's file, as each program wants it."""

import json
from collections.abc import Iterator, Sequence

from .archive import Story, plain


def pelican(story: Story) -> str:
    """Fields as lines."""
    fields = {
        "Title": story.title,
        "Date": f"{story.when:%Y-%m-%d %H:%M}",
        "Slug": story.slug,
        "Category": story.region,
        "Tags": ", ".join(story.countries),
        "Countries": " ".join(story.countries),
        "Summary": story.teaser,
    }
    front = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
    return f"{front}\n\n{story.body}"


def hugo(story: Story) -> str:
    """Fields as YAML; months are a taxonomy like the others."""
    return _yaml(
        story,
        {
            "slug": story.slug,
            "regions": [story.region],
            "countries": story.countries,
            "months": [f"{story.when:%Y-%m}"],
        },
    )


def eleventy(story: Story) -> str:
    """Fields as YAML, with the page's address."""
    return _yaml(
        story,
        {"permalink": f"/{story.place}/index.html", "region": story.region, "countries": story.countries},
    )


def dateline(story: Story) -> str:
    """The file as it is."""
    return story.file


def raw(stories: Sequence[Story]) -> str:
    """A bulletin, as it comes in: headlines and paragraphs, without what stands below pictures."""
    return "\n\n\n".join("\n\n".join([story.title, *_paragraphs(story)]) for story in stories) + "\n"


def _paragraphs(story: Story) -> Iterator[str]:
    for block in story.body.strip().split("\n\n"):
        if not block.startswith("<figure"):
            yield plain(block.removeprefix("## "))


def _yaml(story: Story, more: dict[str, object]) -> str:
    shared = {"title": story.title, "teaser": story.teaser}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in (shared | more).items()]
    return "\n".join(["---", f"date: {story.when:%Y-%m-%dT%H:%M:%SZ}", *lines, "---", "", story.body])
