"""All stories of a region and of a country, 50 on a page."""

PAGINATED_TEMPLATES: dict[str, int] = {"tag": 50, "category": 50}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
