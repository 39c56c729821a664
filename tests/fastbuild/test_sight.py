"""What a template may see, and when two pages are taken for the same."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from jinja2 import DictLoader, Environment, pass_context

from fastbuild.likeness import Likeness, UnlikeError
from fastbuild.sight import Eyes


@pass_context
def link(context, address):
    return f"{context['SITEURL']}/{address}"


def environment(**templates):
    made = Environment(loader=DictLoader({name.replace("_", "."): text for name, text in templates.items()}))
    made.globals["link"] = link
    made.filters["shout"] = made.filters["murmur"] = lambda text: text
    made.reads = {"link": ("SITEURL",), "shout": ()}
    return made


def seen(**templates):
    """The reaches of the template `a`, as one would write them; None where they cannot be told."""
    made = environment(**templates)
    sight = Eyes(made).sight(made.get_template("a"))
    return sight and {str(reach) for reaches in sight.reaches.values() for reach in reaches}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ story.headline }}", {"story.headline"}),
        ("{{ story['headline'] }} {{ story.region.name }}", {"story.headline", "story.region.name"}),
        ("{{ story.headline }} {{ story }}", {"story", "story.headline"}),
        ("{{ story.headline|upper }}", {"story.headline"}),
        ("{{ story.topics.index(1) }}", {"story.topics"}),
        ("{% for one in story.topics %}{{ one.name }}{% endfor %}", {"story.topics", "one.name"}),
        ("{% set one = story %}{{ one.name }}", {"story", "one.name"}),
        ("{{ names|reject('eq', story)|list }}", {"names", "story"}),
        ("{{ archives[day] }} {{ archives.get(day) }}", {"archives[day]", "day"}),
        ("{{ archives.get(day, 1) }}", {"archives", "day"}),
        ("{{ archives[story.day].name }}", {"archives[story.day].name", "story.day"}),
        ("{% set day = 1 %}{{ archives[day] }}", {"archives", "day"}),
        ("{% for day in days %}{{ archives[day].name }}{% endfor %}", {"archives", "days", "day"}),
        ("{{ archives[1] }} {{ archives[day + 1] }}", {"archives", "day"}),
        ("{{ link(story.address) }}", {"link", "SITEURL", "story.address"}),
        ("{% set go = link %}{{ go('') }}", {"link", "SITEURL", "go"}),
        ("{{ story.name|shout }}", {"story.name"}),
        ("{% if story is defined %}{% endif %}", {"story"}),
    ],
)
def test_reaches(template, expected):
    assert seen(a=template) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{{ story.name|murmur }}",
        "{{ names|map('murmur')|list }}",
        "{{ names|map(which)|list }}",
        "{% include which %}",
        "{% include ['x', 'y'] %}",
        "{% extends 'base' if story else 'other' %}",
        "{% include 'nowhere' %}",
    ],
)
def test_what_cannot_be_told(template):
    assert seen(a=template) is None


def test_what_belongs_to_a_template_is_seen_too():
    frame = "{% import 'show' as show with context %}{% block body %}{% endblock %}{% include 'foot' %}"
    show = "{% macro day() %}{{ story.day }}{% endmacro %}"
    found = seen(
        a="{% extends 'frame' %}{% block body %}{{ show.day() }}{% endblock %}",
        frame=frame,
        show=show,
        foot="{{ SITENAME }}",
    )
    assert found == {"story.day", "SITENAME", "show"}


@dataclass(frozen=True)
class Story:
    name: str
    when: datetime
    more: tuple = ()


NOW = datetime(2026, 11, 20, tzinfo=UTC)


def likeness_of(template, /, **context):
    made = environment(a=template)
    sight = Eyes(made).sight(made.get_template("a"))
    with suppress(UnlikeError):
        return Likeness().of(sight, context, made)
    return None


@pytest.mark.parametrize(
    ("template", "one", "other"),
    [
        ("{{ x }}", {"x": Story("a", NOW)}, {"x": Story("".join(["a"]), datetime(2026, 11, 20, tzinfo=UTC))}),
        ("{{ x }}", {"x": (Story("a", NOW), Story("a", NOW))}, {"x": (same := Story("a", NOW), same)}),
        ("{{ x.name }}", {"x": Story("a", NOW)}, {"x": Story("a", datetime(2025, 1, 1, tzinfo=UTC))}),
        ("{{ x }}", {"x": 1, "y": 2}, {"x": 1, "y": 3}),
        ("{{ x[k].name }}", {"x": {1: Story("a", NOW), 2: 3}, "k": 1}, {"x": {1: Story("a", NOW), 2: 4}, "k": 1}),
        ("{{ x }}", {}, {}),
        (
            "{{ x.when }}",
            {"x": Story("a", NOW.astimezone(ZoneInfo("Asia/Tokyo")))},
            {"x": Story("b", NOW.astimezone(ZoneInfo("Asia/Tokyo")))},
        ),
    ],
)
def test_alike(template, one, other):
    first = likeness_of(template, **one)
    assert first is not None
    assert first == likeness_of(template, **other)


@pytest.mark.parametrize(
    ("template", "one", "other"),
    [
        ("{{ x }}", {"x": Story("a", NOW)}, {"x": Story("b", NOW)}),
        ("{{ x }}", {"x": [Story("a", NOW)]}, {"x": [Story("a", NOW, (1,))]}),
        ("{{ x }}", {"x": 1}, {"x": "1"}),
        ("{{ x }}", {"x": 1}, {"x": True}),
        ("{{ x }}", {"x": None}, {}),
        ("{{ x }}", {"x": None}, {"x": "N"}),
        ("{{ x }}", {"x": date(2026, 11, 20)}, {"x": repr(date(2026, 11, 20))}),
        ("{{ x }}{{ y }}", {"x": "a"}, {"y": "a"}),
        ("{{ x[k] }}", {"x": {1: 2}, "k": 1}, {"x": {1: 2}, "k": 2}),
        ("{% for k in ks %}{{ x[k] }}{% endfor %}", {"x": {1: 2}, "ks": [1]}, {"x": {1: 3}, "ks": [1]}),
        ("{% for k in ks %}{{ x[k] }}{% endfor %}", {"x": {1: 2}, "ks": [1], "k": 2}, {"x": {1: 3}, "ks": [1], "k": 2}),
        ("{{ link('') }}", {"SITEURL": "a"}, {"SITEURL": "b"}),
        (
            "{{ x }}",
            {"x": datetime(2026, 1, 1, tzinfo=UTC)},
            {"x": datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo"))},
        ),
    ],
)
def test_unlike(template, one, other):
    assert likeness_of(template, **one) != likeness_of(template, **other)


@pytest.mark.parametrize(
    "value",
    [
        SimpleNamespace(name="a"),
        {1, 2},
        object(),
        lambda: 1,
        [SimpleNamespace()],
        Story("a", NOW, (SimpleNamespace(),)),
    ],
)
def test_of_what_may_change_unseen_nobody_says_that_it_is_the_same(value):
    assert likeness_of("{{ x }}", x=value) is None


def test_an_attribute_of_it_may_be_plain():
    assert likeness_of("{{ x.name }}", x=SimpleNamespace(name="a")) == likeness_of(
        "{{ x.name }}", x=SimpleNamespace(name="a", other=1)
    )
    assert likeness_of("{{ x.name }}", x=SimpleNamespace(name="a")) != likeness_of(
        "{{ x.name }}", x=SimpleNamespace(name="b")
    )


def test_a_list_may_be_another_for_the_next_generator():
    made = environment(a="{{ x }}")
    sight, likeness, stories = Eyes(made).sight(made.get_template("a")), Likeness(), [1]
    first = likeness.of(sight, {"x": stories}, made)
    stories.append(2)
    likeness.forget()
    assert likeness.of(sight, {"x": stories}, made) != first
