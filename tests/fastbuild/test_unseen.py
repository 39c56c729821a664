"""What decides a page though no template says its name: a site that was built before is what a new one would be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from markdown.extensions.toc import slugify, slugify_unicode

from newsroom_changes import files
from workshop import Workshop

PLUGIN = """
from gettext import NullTranslations
from pathlib import Path
from markupsafe import Markup
from pelican import signals

def note():
    return Path(NOTE).read_text()

class Clock:
    told = ""

    @classmethod
    def now(cls):
        return cls.told

def give(generator):
    stories = sorted(generator.articles, key=lambda story: story.slug)
    GIVE

def tell(generator, content):
    TELL

def register():
    signals.article_generator_finalized.connect(give)
    if TELLS:
        signals.article_generator_write_article.connect(tell)
"""
ARTICLE = "{{ article.title }} {{ article.content }}"


class Case(NamedTuple):
    """What is there, and what changes between two builds."""

    article: str = ARTICLE
    index: str = "{% for story in articles %}{{ story.title }} {{ story.url }} {{ story.date }}{% endfor %}"
    more: dict[str, str] | None = None
    """Other templates."""
    give: str = "pass"
    tell: str = ""
    change: Callable[[Path], object] = lambda folder: (folder / "note.txt").write_text("later")
    settings: dict[str, Any] | None = None
    later: dict[str, Any] | None = None
    """Settings of the second build that are others."""


def markdown(**toc: Any) -> dict[str, Any]:
    return {"MARKDOWN": {"extension_configs": {"markdown.extensions.toc": toc}, "output_format": "html5"}}


CASES = {
    "the name of a story's file": Case(
        settings={"FILENAME_METADATA": r"(?P<date>\d{4}-\d\d-\d\d)-(?P<slug>.*)"},
        change=lambda folder: (folder / "content/2026-01-05-five.md").rename(folder / "content/2026-01-06-six.md"),
    ),
    "something odd, and the story as a whole": Case(
        article="{{ article }} {{ (article.near or article).title }}",
        give="stories[0].near = stories[1]; stories[0].odd = lambda: 1; stories[1].title = note()",
    ),
    "in a macro that an inner template has from elsewhere": Case(
        article="{% for a in [article] %}{% from 'm.html' import show with context %}{{ show() }}{% endfor %}",
        more={"m.html": "{% macro show() %}{{ a.near.near.title }}{% endmacro %}"},
        give="stories[0].near, stories[1].near = stories[1], stories[2]; stories[2].title = note()\n"
        "    for story in stories[2:]: story.near = stories[0]",
    ),
    "a category that was told something": Case(
        article="{{ article.category.about }}", give="stories[0].category.about = note()"
    ),
    "a category that leads to a story": Case(
        article="{{ article.category.first.title }}",
        give="stories[0].category.first = stories[1]; stories[1].title = note()",
    ),
    "an address of what a plugin put into the fields": Case(
        settings={"ARTICLE_URL": "{section}/{slug}/", "ARTICLE_SAVE_AS": "{section}/{slug}/index.html"},
        give="[story.metadata.update(section=note()) for story in stories]",
    ),
    "nothing, and None": Case(
        article="{{ article.near is defined }} {{ article.near }}",
        give="stories[0].near = stories[1]\n    if note() == 'later': stories[2].near = None",
    ),
    "the first story's page, where others are odd": Case(
        article="{% for one in articles %}{{ one.series.first.title }}{% endfor %}",
        give="[setattr(story, 'series', {'first': stories[0]}) for story in stories]; stories[0].title = note()",
        tell="pass",
    ),
    "what a page is told while others are written": Case(
        article="{{ said }} {{ article.said }}",
        tell="generator.context['said'] = content.slug + note(); content.said = note()",
    ),
    "another name of a category": Case(
        article="{{ article.category }} {{ article.category.slug }}",
        give="next(iter(dict(generator.categories))).name = 'news ' + note()",
    ),
    "a class that is asked": Case(
        article="{{ clock.now() }} {{ article.title }}",
        give="Clock.told = note(); generator.context['clock'] = Clock",
    ),
    "a catalogue of words": Case(
        article="{{ gettext('Read on') }} {{ article.title }}",
        give="words = NullTranslations(); words.gettext = lambda text, told=note(): text + told\n"
        "    generator.env.add_extension('jinja2.ext.i18n')\n"
        "    generator.env.install_gettext_translations(words, newstyle=True)",
    ),
    "a macro that is a function": Case(
        article="{{ icon() }} {{ article.title }}",
        give="generator.env.globals['icon'] = generator.env.from_string("
        "'{% macro icon() %}' + note() + '{% endmacro %}').module.icon",
    ),
    "markup and text": Case(
        article="{{ shown }}",
        give="generator.context['shown'] = Markup('<b>') if note() == 'later' else '<b>'",
        settings={"JINJA_ENVIRONMENT": {"autoescape": True, "extensions": []}},
    ),
    "a function among the settings": Case(settings=markdown(slugify=slugify), later=markdown(slugify=slugify_unicode)),
    "a part of a setting that has a function": Case(
        settings=markdown(slugify=slugify), later=markdown(slugify=slugify, permalink=True)
    ),
    "a filter of the settings": Case(
        article="{{ article.title | ours }}",
        settings={"JINJA_FILTERS": {"ours": str.upper}},
        later={"JINJA_FILTERS": {"ours": str.lower}},
    ),
    "somebody's table": Case(
        article="{{ views('x') }} {{ article.title }}",
        give="generator.env.globals['views'] = {'x': note()}.get",
    ),
}


@pytest.fixture
def workshop():
    """One for each case: what its plugin hears it would hear in the next one, too."""
    shop = Workshop()
    yield shop
    shop.close()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_it_is_seen(case, tmp_path, workshop):
    plugin = f"given_{abs(hash(tmp_path))}"
    settings = {
        "PLUGIN_PATHS": [str(tmp_path)],
        "PLUGINS": ["bulletin", plugin, "fastbuild"],
        "DIRECT_TEMPLATES": ["index"],
        "PAGINATED_TEMPLATES": {},
        **dict.fromkeys(("AUTHOR_SAVE_AS", "CATEGORY_SAVE_AS", "TAG_SAVE_AS", "YEAR_ARCHIVE_SAVE_AS"), ""),
        **dict.fromkeys(("MONTH_ARCHIVE_SAVE_AS", "DAY_ARCHIVE_SAVE_AS"), ""),
        "ARTICLE_PATHS": [""],
        "PAGE_PATHS": [],
        "STATIC_PATHS": [],
        "THEME_STATIC_PATHS": [],
        "ARTICLE_TRANSLATION_ID": "slug",
        **(case.settings or {}),
    }
    templates = {"article.html": case.article, "index.html": case.index, **(case.more or {})}
    (tmp_path / "theme/templates").mkdir(parents=True)
    for name, text in templates.items():
        (tmp_path / "theme/templates" / name).write_text(text)
    (tmp_path / "content").mkdir()
    for day, name in enumerate(("one", "two", "three", "four", "five"), 1):
        fields = f"Title: {name}\nDate: 2026-01-0{day}\nSlug: {name}\nCategory: news\nSection: none\n"
        text = f"{fields}\n## É {name}\n\nText *of* {name}.\n"
        if "FILENAME_METADATA" in settings:
            text = "\n".join(line for line in text.split("\n") if not line.startswith(("Date", "Slug")))
        (tmp_path / f"content/2026-01-0{day}-{name}.md").write_text(text)
    (tmp_path / "note.txt").write_text("early")
    text = PLUGIN.replace("NOTE", repr(str(tmp_path / "note.txt"))).replace("GIVE", case.give)
    text = text.replace("TELLS", str(bool(case.tell))).replace("TELL", case.tell or "pass")
    (tmp_path / f"{plugin}.py").write_text(text)
    workshop.build(tmp_path, "site", hands=1, **settings)
    before = files(tmp_path / "site")
    case.change(tmp_path)
    workshop.build(tmp_path, "site", hands=1, **{**settings, **(case.later or {})})
    workshop.build(tmp_path, "clean", hands=1, **{**settings, **(case.later or {})})
    site, clean = files(tmp_path / "site"), files(tmp_path / "clean")
    assert site == clean
    assert site != before
