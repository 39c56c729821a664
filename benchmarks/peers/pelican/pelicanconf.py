"""Stock Pelican, with its own cache: what the last build has read is not converted again."""

import json
from pathlib import Path

PLACES = json.loads(Path(__file__).with_name("places.json").read_text("utf-8"))

SITENAME = "The Race"
SITEURL = "https://race.example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C.UTF-8", "C"]
PATH = "stories"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["neighbours"]

CACHE_PATH = "cache"
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
GZIP_CACHE = False  # packing takes longer than it saves

USE_FOLDER_AS_CATEGORY = False
ARTICLE_TRANSLATION_ID = None
FORMATTED_FIELDS: list[str] = []
ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "region/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "country/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}-{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"tag": 50, "category": 50} if PLACES["lists"] == "whole" else {}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

FEED_ALL_RSS = "index.xml"
CATEGORY_FEED_RSS = "region/{slug}/index.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20

JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": []}
