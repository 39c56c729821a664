"""How house hangs on Pelican."""

import logging
from collections.abc import Callable
from functools import cache
from gettext import NullTranslations
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import Pelican
from pelican.contents import Content
from pelican.generators import Generator
from pelican.plugins import signals

from .footer import placed
from .generator import Stylesheets
from .house import FEED_STYLESHEET, THEME_FEED_STYLESHEET, House, house_of
from .once import once
from .tags import language_tag, open_graph_locale
from .words import capital

log = logging.getLogger(__name__)


def move_in(pelican: Pelican) -> None:
    """Read the house style and leave it with the settings, as `HOUSE`, and its words as `WORDS`.

    Other plugins ask those for their texts and know nothing else of it. `DEFAULT_LANG` becomes a tag that
    browsers know.
    """
    settings: dict[str, Any] = pelican.settings
    house, remarks = house_of(settings)
    for remark in remarks:
        log.warning("%s", remark)
    settings |= {"HOUSE": house, "WORDS": house.words, "DEFAULT_LANG": house.language}
    if house.changes_feeds and settings.get("FEED_STYLESHEET") == THEME_FEED_STYLESHEET:
        settings["FEED_STYLESHEET"] = FEED_STYLESHEET


def name_language(content: Content) -> None:
    """Give a story or a page its language as a tag that browsers know.

    Pelican has compared what is written with `DEFAULT_LANG` in small letters; that is done anew.
    """
    own = content.settings["DEFAULT_LANG"]
    tag = language_tag(str(content.lang))
    if content.lang and tag is None:
        log.warning(
            "%s: Lang: %r names no language. Write it like “pt” or “pt-BR”; until then it is taken for %s",
            content.source_path,
            content.lang,
            own,
        )
    content.lang = tag or own
    content.in_default_lang = content.lang == own


def equip_templates(generator: Generator) -> None:
    """Give the templates their words."""
    house: House = generator.settings["HOUSE"]
    words, env = house.words, generator.env
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_translations(words.texts, newstyle=True)
    env.globals["_"] = _saying(words.texts)
    env.filters.update(
        capital=capital,
        long_date=words.long_date,
        moment=words.moment,
        month_name=words.month_name,
        month_year=words.month_year,
        number=words.number,
        open_graph_locale=open_graph_locale,
        short_date=words.short_date,
    )
    env.globals.update(house=house, count=words.count, plural_forms=words.plural_forms)
    env.globals.update(house_footer=_footer, once=once())
    # For fastbuild: what these look at of all that templates are handed, beside their arguments.
    vars(env).setdefault("reads", {}).update(
        dict.fromkeys(("_", "gettext", "ngettext", "pgettext", "npgettext", "count", "plural_forms"), ()),
        **dict.fromkeys(("capital", "long_date", "moment", "month_name", "month_year", "number"), ()),
        **dict.fromkeys(("once", "open_graph_locale", "short_date"), ()),
        house_footer=("SITEURL", "RELATIVE_URLS"),
    )


def _saying(texts: NullTranslations) -> Callable[..., Markup]:
    """What templates call as `_`: as Jinja's own, but what is said on every page is looked up once."""

    @cache
    def alone(message: str) -> Markup:
        return Markup(texts.gettext(message)) % {}  # noqa: S704 - the theme's own text

    def said(message: str, /, **values: object) -> Markup:
        return Markup(texts.gettext(message)) % values if values else alone(message)  # noqa: S704 - values are escaped

    return said


@pass_context
def _footer(context: Context) -> Markup:
    """The newsroom's lines for the foot of the page that is being rendered."""
    link: Callable[[Context, str], str] = context["link"]
    return Markup(placed(context["house"].footer, lambda address: link(context, address)))  # noqa: S704 - cleaned by nh3


def _generators(pelican: object) -> type[Stylesheets]:  # noqa: ARG001 - the signal's shape
    return Stylesheets


def _looks_at(settings: dict[str, Any]) -> object:  # noqa: ARG001 - plain settings count anyway
    """For fastbuild: on what it depends what becomes of a story, beside the story and plain settings."""
    return None


def register() -> None:
    """Connect to Pelican's signals."""
    vars(name_language)["looks_at"] = _looks_at
    signals.initialized.connect(move_in)
    signals.content_object_init.connect(name_language)
    signals.generator_init.connect(equip_templates)
    signals.get_generators.connect(_generators)
