"""All checks of the built site, in the order in which they are made. Each has a module of its own."""

from . import feeds, limits, links, lists, markup, pictures, safety, styles, weight

OF_A_PAGE = (links.check, links.check_places, markup.check, safety.check, pictures.check, weight.check)
"""Of a page that has been read, and the site."""
OF_A_FILE = {
    ".css": styles.check,
    ".json": feeds.check_json,
    ".opml": feeds.check_xml,
    ".txt": lists.check_text,
    ".webmanifest": lists.check_manifest,
    ".xml": feeds.check_xml,
}
"""By how its name ends: of its path, its bytes, and the site."""
OF_THE_SITE = (limits.check_site, pictures.check_sizes)
"""Of the paths and sizes of all files."""
