"""What leads search engines and other machines through the site: sitemaps, robots.txt, llms.txt, the web manifest."""

from .wiring import register

__all__ = ["register"]
