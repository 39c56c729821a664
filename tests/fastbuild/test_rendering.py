"""Templates are rendered as Jinja renders them, and leave nothing behind that Python would have to look for."""

import gc
from types import SimpleNamespace

import pytest
from jinja2 import (
    DictLoader,
    Environment,
    Template,
    UndefinedError,
    pass_context,
    pass_environment,
    pass_eval_context,
)
from jinja2.runtime import Context

from fastbuild import rendering
from fastbuild.rendering import equip_environment

TEXTS = {
    "base": "{% from 'kit' import line %}{{ line(site) }}{% block body %}{% endblock %}{{ self.body() }}",
    "kit": "{% set sign = '*' %}"
    "{% macro line(text, end='.') %}{{ sign }}{{ text }}{{ end }}{{ caller and caller() }}{% endmacro %}",
    "ring": "{% macro even(n) %}{{ 'yes' if n == 0 else odd(n - 1) }}{% endmacro %}"
    "{% macro odd(n) %}{{ 'no' if n == 0 else even(n - 1) }}{% endmacro %}{{ site }}",
    "page": "{% extends 'base' %}{% import 'kit' as kit %}{% import 'kit' as own with context %}"
    "{% block body %}{{ kit.line(story, end='!') }}{{ own.line(story) }}{% include 'part' %}{% endblock %}",
    "called": "{% import 'ring' as ring with context %}{{ ring.odd(3) }}{{ ring }}",
    "part": "{% for each in [1, 2] %}{% set kept = each %}{{ kept }}{{ loop.index }}{% include 'least' %}{% endfor %}",
    "least": "({{ each }}{{ kept }}{{ story }})",
    "call": "{% from 'kit' import line %}{% call line('a') %}b{{ story }}{% endcall %}",
}
CALLS = {
    "a function": "{{ loud(story) }}",
    "a function with what it is handed by name": "{{ loud(text=story) }}",
    "in a loop": "{% for each in ['a'] %}{{ loud(each) }}{{ placed(each) }}{% endfor %}",
    "one that wants the context": "{{ placed('x') }}",
    "one that wants the context of a loop": "{% for _ in [1] %}{% set story = 'a' %}{{ placed('x') }}{% endfor %}",
    "one that wants to know whether to escape": "{{ escaping() }}",
    "one that wants the environment": "{{ where() }}",
    "a method": "{{ thing.said('x') }}",
    "a method that wants the context": "{{ thing.placed('x') }}",
    "a thing that is called": "{{ thing('x') }}",
    "a thing that is called and wants the context": "{{ placing('x') }}",
    "a class": "{{ kind('7') + 1 }}",
    "a method of a text": "{{ story.upper() }}",
    "one that stops": "[{{ stopping() }}]",
    "a macro that is handed nothing": "{% macro bold() %}<b>{% endmacro %}{{ bold() }}",
}


def loud(text):
    return text.upper()


@pass_context
def placed(context, text):
    return f"{text} {context['story']}"


@pass_eval_context
def escaping(evaluation):
    return evaluation.autoescape


@pass_environment
def where(environment):
    return min(environment.loader.mapping)


def stopping():
    raise StopIteration


class Thing:
    def said(self, text):
        return f"said {text}"

    @pass_context
    def placed(self, context, text):
        return placed(context, text)

    def __call__(self, text):
        return f"<{text}>"


class Placing:
    @pass_context
    def __call__(self, context, text):
        return placed(context, text)


def environment(is_ours, more=()):
    """An environment as Pelican has it; ours or Jinja's own."""
    made = Environment(loader=DictLoader({**TEXTS, **dict(more)}), autoescape=True)
    if is_ours:
        equip_environment(made)
    made.globals.update(loud=loud, placed=placed, escaping=escaping, where=where, stopping=stopping)
    made.globals.update(thing=Thing(), placing=Placing(), kind=int)
    return made


def rendered(is_ours, text, **given):
    return environment(is_ours, {"text": text}).get_template("text").render(site="<Quay>", story="Ink & oil", **given)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_what_is_called_says_what_it_says_in_jinja(call):
    assert rendered(True, call) == rendered(False, call) != ""


@pytest.mark.parametrize("name", TEXTS)
def test_a_template_says_what_it_says_in_jinja(name):
    said = [
        environment(is_ours).get_template(name).render(site="<Quay>", story="Ink & oil", each=3)
        for is_ours in (True, False)
    ]
    assert said[0] == said[1]


def test_a_page_leaves_nothing_that_has_to_be_looked_for():
    left = {}
    for is_ours in (True, False):
        page = environment(is_ours).get_template("page")
        page.render(site="Quay", story="Ink")
        gc.collect()
        gc.disable()
        try:
            page.render(site="Quay", story="Ink")
            left[is_ours] = gc.collect()
        finally:
            gc.enable()
    assert left[True] == 0 < left[False]


def test_what_is_imported_once_for_all_pages_stays():
    page = environment(True).get_template("base")
    assert [page.render(site=site) for site in ("Quay", "Pier", "Mole")] == ["*Quay.", "*Pier.", "*Mole."]


def test_a_page_of_many_pieces_is_whole(monkeypatch):
    monkeypatch.setattr(rendering, "MANY", 3)
    for count in range(6):
        said = rendered(True, "{% for number in range(count) %}{{ '' }}{{ number }}{% endfor %}", count=count)
        assert said == "01234"[:count]


def test_what_such_a_thing_has_imported_for_itself_stays_too():
    inner = "{% import 'kit' as kit with context %}{% macro starred(text) %}{{ kit.line(text) }}{% endmacro %}"
    texts = {"inner": inner, "text": "{% import 'inner' as inner %}{{ inner.starred(site) }}"}
    page = environment(True, texts).get_template("text")
    assert [page.render(site=site) for site in ("Quay", "Pier", "Mole")] == ["*Quay.", "*Pier.", "*Mole."]


def test_a_page_that_is_rendered_within_another_leaves_it_alone():
    site = environment(
        True, {"outer": "{% import 'kit' as kit with context %}{{ inner() }}{{ kit.line('after') }}{{ story }}"}
    )
    site.globals["inner"] = lambda: site.get_template("page").render(site="within", story="x")
    assert site.get_template("outer").render(story="Ink").endswith("*after.Ink")


def test_a_page_that_fails_leaves_the_next_one_alone():
    site = environment(True, {"broken": "{% import 'kit' as kit with context %}{{ nothing.at.all }}"})
    with pytest.raises(UndefinedError):
        site.get_template("broken").render()
    assert site.get_template("call").render(story="Ink") == "*a.bInk"


def test_what_fails_is_told_with_the_line_of_its_template():
    site = environment(True, {"broken": "one\n\n{{ nothing.at.all }}"})
    with pytest.raises(UndefinedError) as failure:
        site.get_template("broken").render()
    assert [entry.lineno + 1 for entry in failure.traceback if str(entry.path) == "<template>"] == [3]


def test_what_plugins_add_to_the_globals_later_is_there():
    site = environment(True, {"text": "{{ house }}{{ own }}"})
    page = site.get_template("text", globals={"own": "mine"})
    assert page.render() == "mine"
    site.globals["house"] = "Quay "
    assert page.render() == "Quay mine"


def test_what_somebody_else_has_put_in_its_place_is_left():
    site = environment(False)
    site.template_class, site.context_class = others = type("Own", (Template,), {}), type("OwnToo", (Context,), {})
    equip_environment(site)
    assert (site.template_class, site.context_class) == others


def test_what_is_handed_is_as_it_was():
    given = {"site": "Quay", "story": SimpleNamespace(title="Ink")}
    environment(True, {"text": "{% set site = 'x' %}{% include 'least' %}"}).get_template("text").render(given)
    assert given == {"site": "Quay", "story": SimpleNamespace(title="Ink")}
