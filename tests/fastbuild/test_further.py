"""What a template asks of what it is handed, and of what it comes to from there."""

import pytest
from jinja2 import DictLoader, Environment

from fastbuild.further import asked

PARTS = {
    "macros": "{% macro link(article) %}{{ article.url }}{% endmacro %}",
    "part": "{{ article.next.title }}",
}


def of(template: str, *more: str):
    made = Environment(loader=DictLoader(PARTS))
    made.filters["ours"] = made.tests["ours"] = made.globals["ours"] = lambda thing: thing
    first, further = asked(made, [made.parse(text) for text in (template, *(PARTS[name] for name in more))])
    return first.get("article", set()), further


@pytest.mark.parametrize(
    ("template", "first", "further"),
    [
        ("{{ article.next.title }}", {"next"}, {"title"}),
        ("{{ article['next']['title'] }}", {"next"}, {"title"}),
        ("{% if article.next %}{{ article.next.next.title }}{% endif %}", {"next"}, {"next", "title"}),
        ("{{ (article.next or article).title }}", {"next"}, {"title"}),
        ("{% for one in article.related %}{{ one.next }}{% endfor %}", {"related"}, {"next"}),
        ("{% for article in articles %}{{ article.next }}{% endfor %}{{ article.url }}", {"url"}, {"next"}),
        ("{% for article in articles %}{% include 'part' %}{% endfor %}{{ article.url }}", set(), {"url"}),
        ("{% for article in articles %}{% block one %}{% endblock %}{% endfor %}{{ article.url }}", {"url"}, set()),
        (
            "{% for article in articles %}{% block one scoped %}{% endblock %}{% endfor %}{{ article.url }}",
            set(),
            {"url"},
        ),
        ("{% macro link(article) %}{{ article.next }}{% endmacro %}{{ link(article) }}", set(), {"next"}),
        ("{% with one = article.next %}{{ one.title }}{% endwith %}", {"next"}, {"title"}),
        ("{% set article = article.next %}{{ article.title }}", set(), {"next", "title"}),
        ("{% set one = namespace(at=article) %}{{ one.at.next }}", set(), {"at", "next"}),
        ("{{ articles[0].next }} {{ articles[:2] }}", set(), {"next"}),
        ("{{ articles|map(attribute='next.title')|list }}", set(), {"next", "title"}),
        ("{{ article|attr('next') }}", set(), {"next"}),
        ("{{ '{0.next}'.format(article) }}", set(), {"0", "next"}),
        ("{{ loop.previtem.next }}", set(), {"next"}),
        ("{{ TAG_URL.format(slug=article.slug) }}", {"slug"}, set()),
        ("{{ article.date.strftime(form) }}", {"date"}, set()),
        ("{{ pages.page(2).url }}", set(), {"url"}),
        ("{% import 'macros' as macros %}{{ macros.link(article) }}", set(), set()),
        ("{% from 'macros' import link %}{{ link(article.next) }}", {"next"}, set()),
        ("{% call link(article) %}{{ article.next }}{% endcall %}{% macro link(one) %}{% endmacro %}", {"next"}, set()),
    ],
)
def test_what_is_asked(template, first, further):
    of_first, of_further = of(template)
    assert of_first == first
    assert of_further is not None
    assert of_further - {"format", "link", "page", "strftime"} == further


def test_templates_that_belong_together_are_looked_at_together():
    first, further = of("{% include 'part' %}{% from 'macros' import link %}{{ link(article) }}", "part", "macros")
    assert (first, further) == ({"next"}, {"title", "url"})


@pytest.mark.parametrize(
    "template",
    [
        "{{ article[name] }}",
        "{{ article['next' ~ number] }}",
        "{{ article|attr(name) }}",
        "{{ articles|map(attribute=name)|list }}",
        "{{ articles|sort(**how) }}",
        "{{ article|ours }}",
        "{% if article is ours %}{% endif %}",
        "{{ ours(article) }}",
        "{{ helper(article) }}",
        "{{ article.next_of(1) }}",
        "{{ helper.show(article) }}",
        "{{ form.format(article) }}",
        "{{ helper.make()(article) }}",
    ],
)
def test_where_it_may_be_anything(template):
    assert of(template)[1] is None


def test_what_prints_in_a_way_of_its_own_may_ask_for_anything():
    assert asked(Environment(finalize=str), []).further is None
