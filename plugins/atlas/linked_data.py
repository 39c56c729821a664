"""What a story's page says about itself to machines: schema.org's NewsArticle."""

from typing import Any

from .model import Entry


def news_article(entry: Entry, site: str, publisher: str, language: str, address: str | None) -> dict[str, Any]:
    """Describe a story as a NewsArticle.

    Args:
        entry: The story.
        site: The site's name.
        publisher: Who answers for a story that names nobody.
        language: The story's language, as in `<html lang>`.
        address: The page's whole address; None while the site has none.

    Returns:
        An object for JSON, without empty values.
    """
    countries = [{"@type": "Country", "name": topic.name} for topic in entry.topics if topic.kind == "country"]
    author = {"@type": "Person", "name": entry.byline} if entry.byline else {"@type": "Organization", "name": publisher}
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.headline,
        "description": entry.summary,
        "datePublished": entry.published.isoformat(),
        "dateModified": entry.modified.isoformat() if entry.modified else None,
        "articleSection": entry.region.name,
        "dateline": entry.dateline,
        "contentLocation": countries,
        "wordCount": entry.words,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "correction": [
            {"@type": "CorrectionComment", "text": notice.text, "datePublished": notice.when.isoformat()}
            for notice in entry.corrections
        ],
        "author": author,
        "publisher": {"@type": "Organization", "name": site},
        "mainEntityOfPage": address,
        "url": address,
    }
    return {name: fact for name, fact in facts.items() if fact not in (None, "", [], 0)}
