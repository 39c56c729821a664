"""The feeds as templates see them: to link to them, and to explain them."""

from dataclasses import dataclass

import segno

from . import addresses
from .addresses import FORMATS, OPML, OPML_TYPE, RSS, FeedPlace, Format


@dataclass(frozen=True, slots=True)
class FeedsForTemplates:
    """Where the feeds stand, as paths below the site's root and as whole addresses."""

    address: str
    """The site's, whole, without a slash at the end."""
    site: FeedPlace = addresses.SITE
    corrections: FeedPlace = addresses.CORRECTIONS
    formats: tuple[Format, ...] = FORMATS
    """The usual one first."""
    rss: Format = RSS
    opml: str = OPML
    opml_type: str = OPML_TYPE

    def topic(self, slug: str) -> FeedPlace:
        """The feed of a region, a country or a tag."""
        return addresses.topic(slug)

    def whole(self, path: str) -> str:
        """The address to copy into a feed reader."""
        return f"{self.address}/{path}"

    def qr_code(self, path: str) -> str:
        """The whole address as a QR code: an SVG without size and colour, which the stylesheet gives."""
        code = segno.make_qr(self.whole(path))
        return code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=4)
