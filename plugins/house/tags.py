"""The names of languages: what people write, what the web wants (BCP 47) and what Open Graph wants."""

from functools import cache

from babel import parse_locale


@cache
def language_tag(written: str) -> str | None:
    """Bring the name of a language to the form that browsers, feeds and the search know.

    Args:
        written: As people and Pelican write it: "pt_PT", "pt-br", "zh-hant-tw".

    Returns:
        "pt-PT", "pt-BR", "zh-Hant-TW"; None for what names no language.
    """
    try:
        language, country, script, *more = parse_locale(written.strip().replace("_", "-"), sep="-")
    except ValueError:
        return None
    # Babel takes any word for a language; browsers do not.
    if not 2 <= len(language) <= 3:
        return None
    variant = (more[0] or "").lower()
    return "-".join(filter(None, (language, script, country, variant)))


def open_graph_locale(tag: str) -> str:
    """A language as Open Graph names it.

    Args:
        tag: One that `language_tag` made.

    Returns:
        "pt_BR"; "pt" where no country is known.
    """
    language, country, *_ = parse_locale(tag, sep="-")
    return f"{language}_{country}" if country and country.isalpha() else language
