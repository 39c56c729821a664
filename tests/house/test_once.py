"""A part of a page that is the same on many is made once."""

from jinja2 import Environment

from house.once import MOST, once


def page(text):
    """A page, and what was made for it."""
    site, made = Environment(autoescape=True), []
    site.globals.update(once=once(), made=lambda what: made.append(what) or what)
    return site.from_string(text), made


def test_what_was_said_is_said_again():
    template, made = page("{% call once('navigation') %}<nav>{{ made(name) }}</nav>{% endcall %}")
    assert [template.render(name=name) for name in ("a & b", "c")] == ["<nav>a &amp; b</nav>"] * 2
    assert made == ["a & b"]


def test_other_arguments_make_another_part():
    template, made = page("{% call once('navigation', here) %}{{ made(here) }}{% endcall %}")
    assert [template.render(here=here) for here in ("a", "b", "a", None)] == ["a", "b", "a", "None"]
    assert made == ["a", "b", None]


def test_pages_that_do_not_say_where_they_are_have_one_together():
    template, made = page("{% call once('navigation', here) %}{{ made('x') }}{% endcall %}")
    assert [template.render(), template.render(), made] == ["x", "x", ["x"]]


def test_no_more_is_remembered_than_there_is_room_for():
    template, made = page("{% call once(here) %}{{ made(here) }}{% endcall %}")
    said = [template.render(here=str(here)) for here in (*range(MOST + 1), MOST, 0)]
    assert said == [str(here) for here in (*range(MOST + 1), MOST, 0)]
    assert made == [*said[:-2], "0"]
