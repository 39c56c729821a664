"""A small site as it is published at https://news.example/repo/, without a fault, and its story's file."""

from pathlib import Path

HOME = "https://news.example/repo/"
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
ID = "urn:uuid:2f1c6a52-6f0e-5d0c-9a3e-8f6b7a1c0d11"
STORY = "2026/11/20/ferry/index.html"


def page(title: str, body: str, head: str = "") -> str:
    """A page of the site, with all that each has."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
{POLICY}
<title>{title}</title>
{head}
<link rel="manifest" href="{HOME}site.webmanifest">
<link rel="stylesheet" href="{HOME}theme/dateline.css">
<script src="{HOME}theme/dateline.js"></script>
</head>
<body>
<a class="skip" href="#Content">Skip to the content</a>
<nav><a href="{HOME}">Front page</a> <a href="{HOME}about/#aims">Aims</a></nav>
<main id="Content">
{body}
</main>
</body>
</html>
"""


FILES = {
    "index.html": page(
        "News",
        f'<h1>News</h1>\n<a href="{HOME}2026/11/20/ferry/">Ferry sails again</a>',
        f'<link rel="canonical" href="{HOME}">\n<link rel="alternate" href="{HOME}feeds/all.rss.xml">',
    ),
    "about/index.html": page("About", '<h1>About</h1>\n<h2 id="aims">Aims</h2>\n<p>We tell what happens.</p>'),
    "404.html": page("Not found", "<h1>Not found</h1>", '<meta name="robots" content="noindex">'),
    STORY: page(
        "Ferry sails again",
        '<h1>Ferry sails again</h1>\n<img src="../../../../pictures/quay.jpg" alt="The quay" '
        'srcset="../../../../pictures/quay.jpg 320w, ../../../../pictures/quay-large.jpg 640w">\n'
        '<p>It left <b>at <i>dawn</i></b>.</p>\n<a href="../../../../about/">About us</a>',
        f'<meta property="article:published_time" content="2026-11-20T06:00:00+00:00">\n'
        f'<link rel="canonical" href="{HOME}2026/11/20/ferry/">\n'
        f'<meta property="og:image" content="{HOME}pictures/quay.jpg">',
    ),
    "2026/11/19/old-ferry/index.html": page(
        "Moved",
        f'<a href="{HOME}2026/11/20/ferry/">Ferry sails again</a>',
        '<meta http-equiv="refresh" content="0; url=../../20/ferry/">\n<meta name="robots" content="noindex">',
    ),
    "feeds/all.rss.xml": f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>News</title><link>{HOME}</link><description>What happens</description>
<atom:link href="{HOME}feeds/all.rss.xml" rel="self" type="application/rss+xml"/>
<item><title>Ferry sails again</title><link>{HOME}2026/11/20/ferry/</link><guid isPermaLink="false">{ID}</guid>
<pubDate>Fri, 20 Nov 2026 06:00:00 +0000</pubDate>
<content:encoded>&lt;p&gt;At dawn. &lt;a href="{HOME}about/"&gt;About us&lt;/a&gt;&lt;/p&gt;</content:encoded></item>
<item><title>Older news</title><link>{HOME}about/</link><guid isPermaLink="false">urn:uuid:older</guid></item>
</channel></rss>
""",
    "feeds/all.atom.xml": f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>News</title><id>urn:uuid:feed</id><updated>2026-11-20T06:00:00+00:00</updated>
<author><name>The desk</name></author>
<link href="{HOME}" rel="alternate"/><link href="{HOME}feeds/all.atom.xml" rel="self"/>
<entry><title>Ferry sails again</title><id>{ID}</id><updated>2026-11-20T06:00:00+00:00</updated>
<link href="{HOME}2026/11/20/ferry/" rel="alternate"/></entry>
</feed>
""",
    "feeds/all.json": f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "News", "home_page_url": "{HOME}",
"feed_url": "{HOME}feeds/all.json", "items": [{{"id": "{ID}", "url": "{HOME}2026/11/20/ferry/",
"content_html": "<p>It left at dawn.</p>", "date_published": "2026-11-20T06:00:00+00:00"}}]}}
""",
    "feeds/regions.opml": f"""<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Regions</title></head><body>
<outline type="rss" text="All" xmlUrl="{HOME}feeds/all.rss.xml" htmlUrl="{HOME}"/></body></opml>
""",
    "sitemap.xml": f"""<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{HOME}about/</loc></url></urlset>
""",
    "robots.txt": f"User-agent: *\nDisallow:\n\nSitemap: {HOME}sitemap.xml\n",
    "llms.txt": f"# News\n\n- [About]({HOME}about/)\n",
    "site.webmanifest": '{"name": "News", "start_url": "./", "icons": [{"src": "theme/icon.png"}]}\n',
    "theme/dateline.css": "body { background: url(paper.png) }\n/* url(nothing.png) */\n",
    "theme/dateline.js": "'use strict';\n",
    "theme/icon.png": "a picture",
    "theme/paper.png": "a picture",
    "pictures/quay.jpg": "a picture",
    "pictures/quay-large.jpg": "a picture",
}

FERRY = """Title: Ferry sails again
Date: 2026-11-20 06:00+00:00
Slug: ferry
Tags: Africa; Malawi
Region: Africa
Status: published
Photo_Credits: Ana Rojas / Lakeside

It left at dawn.

<figure class="photo">
<img src="{static}/pictures/quay.jpg" alt="The quay">
<figcaption>The quay <span class="credit">Ana Rojas / Lakeside</span></figcaption>
</figure>
"""
FILE = "2026/11/20/ferry.md"


def write(folder: Path) -> tuple[Path, Path]:
    """Lay the site and its story's file out: the output folder and the content folder."""
    output, content = folder / "output", folder / "content"
    for name, text in FILES.items():
        put(output / name, text)
    put(content / FILE, FERRY)
    put(content / "pages" / "about.md", "Title: About\n\nWe tell what happens.\n")
    return output, content


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
