"""Settings for working on the site on your own machine; `publishconf.py` says what publishing changes.

The first block is the newsroom's: change it freely. What stands below it keeps the site's addresses and its
safety in order.
"""

# ---------------------------------------------------------------------------------------------- the newsroom's
SITENAME = "Dateline"
SITESUBTITLE = "The day's bulletins, story by story"  # under the name; also the feeds' description
AUTHOR = "The Dateline newsroom"  # who publishes; a story's own byline goes before it
TIMEZONE = "UTC"  # the zone of every date on the site, for instance "Africa/Nairobi"
DEFAULT_LANG = "en"  # the site's own language: en, es, fr, pt, de, ar; each story has the one that it is written in
REWRITTEN_NOTICE = False  # True: stories of bulletins say that they are rewritten, quotes unchecked; or say it yourself
SHARE_IMAGES = True  # a picture of each headline, for links to the story; about 15 kB a story
SEARCH = True  # readers can search in all stories; False leaves out the page, its links and the index
BULLETIN_DRAFT_BELOW = 0.54  # a story that is less sure to be cut rightly waits as a draft; 0 publishes all

# Your own look; None or "" is the theme's (docs/publishers.md, "Your own look and language").
HOUSE_ACCENT = None  # the colour of links and lines, like "#9c2a1c"
HOUSE_ACCENT_DARK = None  # the same on dark paper; made of HOUSE_ACCENT where it is None
HOUSE_PAPER = None  # the colour of the paper, like "#fff1e5"
HOUSE_PAPER_DARK = None
HOUSE_LOGO = ""  # a file in content/pictures/, like "pictures/logo.svg"
HOUSE_LOGO_ALONE = False  # True: the logo stands in place of the site's name, not beside it
HOUSE_FOOTER = ""  # your lines at the foot of every page, as Markdown

# ------------------------------------------------------------------------------------------------------ folders
BULLETIN_SEEDS = "seeds"  # where the raw bulletins lie
BULLETIN_CONVERT = True  # Pelican converts the bulletins before it reads the stories
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
CACHE_PATH = ".cache"
STATIC_PATHS = ["pictures"]  # content/pictures/, copied as it is
STATIC_CHECK_IF_MODIFIED = True

# ------------------------------------------------------------------------------------------------------ plugins
PELICAN_CLASS = "fastbuild.FastPelican"  # Pelican on all cores
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["bulletin", "atlas", "newsfeed", "cards", "finder", "signposts", "hosting", "house", "fastbuild"]

# ------------------------------------------------------------------------------------------------------ safety
# What a page may load, told to the reader's browser: the site's own style, pictures, sound and script. The part of the
# script stands last, so that a page that needs more can add to it.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; script-src 'self'"
)

# What a host sends with every file besides: {"Strict-Transport-Security": "max-age=31536000"} (docs/hosting.md).
HOSTING_HEADERS: dict[str, str | None] = {}

# -------------------------------------------------------------------------- addresses: once published, for ever
SITEURL = ""
RELATIVE_URLS = True  # so that the built site can be read from the disk, without a server
FEED_DOMAIN = "http://localhost:8000"  # feeds need whole addresses: those of `invoke serve`

ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = ARTICLE_URL, ARTICLE_SAVE_AS  # in whatever language it is written
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
PAGE_LANG_URL, PAGE_LANG_SAVE_AS = PAGE_URL, PAGE_SAVE_AS
DRAFT_URL = "drafts/{date:%Y}/{date:%m}/{date:%d}/{slug}/"
DRAFT_SAVE_AS = DRAFT_URL + "index.html"
DRAFT_LANG_URL, DRAFT_LANG_SAVE_AS = DRAFT_URL, DRAFT_SAVE_AS
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_URL + "index.html"
DRAFT_PAGE_LANG_URL, DRAFT_PAGE_LANG_SAVE_AS = DRAFT_PAGE_URL, DRAFT_PAGE_SAVE_AS
DAY_ARCHIVE_URL = "{date:%Y}/{date:%m}/{date:%d}/"
DAY_ARCHIVE_SAVE_AS = DAY_ARCHIVE_URL + "index.html"
MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
YEAR_ARCHIVE_URL = "{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = ""  # atlas writes these pages: every region has one, and long ones are split so that old parts stay
CATEGORY_SAVE_AS = ""  # regions are tags
DEFAULT_METADATA = {"category": "news"}  # never shown; without one, Pelican 4.12 fails on drafts
AUTHOR_SAVE_AS = ""

DIRECT_TEMPLATES = ["index", "archives", "regions", "corrections", "credits", "subscribe", "404"]
ARCHIVES_SAVE_AS = "archives/index.html"
ARCHIVES_URL = "archives/"
REGIONS_SAVE_AS = "regions/index.html"
REGIONS_URL = "regions/"
CORRECTIONS_SAVE_AS = "corrections/index.html"
CORRECTIONS_URL = "corrections/"
CREDITS_SAVE_AS = "credits/index.html"
CREDITS_URL = "credits/"
SUBSCRIBE_SAVE_AS = "subscribe/index.html"
SUBSCRIBE_URL = "subscribe/"
SEARCH_SAVE_AS = "search/index.html"  # finder adds this page to DIRECT_TEMPLATES
SEARCH_URL = "search/"
PAGINATED_TEMPLATES: dict[str, int | None] = {}

# ------------------------------------------------------------------------- feeds: newsfeed writes them, all of them
FEED_MAX_ITEMS = 30
FEED_HUB = None  # the address of a WebSub hub that is told of new stories; None for none
FEED_MAX_BYTES = 512_000  # readers fetch a feed every hour, many of them on bad networks
FEED_ARCHIVES = True  # what a feed no longer carries stands in others, to which it leads on
FEED_STYLESHEET = "theme/feed.css"  # for people who open a feed in a browser
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# ------------------------------------------------------------------------------------------------------ reading
LOCALE = ["C.UTF-8", "C"]  # two machines build the same bytes
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
WITH_FUTURE_DATES = False  # a story dated in the future is under embargo: it waits as a draft
USE_FOLDER_AS_CATEGORY = False
ARTICLE_TRANSLATION_ID = None  # two days may carry the same headline
PAGE_TRANSLATION_ID = None  # one address, one page, in whatever language
SUMMARY_MAX_LENGTH = 40  # words, for a story that an editor wrote without a summary
TYPOGRIFY = False  # a story reads as it came
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.extra": {"tables": {"use_align_attribute": True}},  # no style in a page
        "markdown.extensions.toc": {"marker": "", "toc_depth": "2-4"},  # gives every crosshead an anchor
    },
    "output_format": "html5",
}
JINJA_ENVIRONMENT = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "autoescape": True,  # headlines and captions may hold any text; none of it is markup
    "extensions": [],
}
