"""The newest stories of a region and of a country, on one page."""

PAGINATED_TEMPLATES: dict[str, int] = {}
PAGINATION_PATTERNS = [(1, "{url}", "{save_as}")]
