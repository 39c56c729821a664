"""What GitHub takes, and when the archive will have grown beyond it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from .model import Finding, Forecast, Gravity, Kind, Site

SITE = 1_000_000_000
"""GitHub Pages publishes no more than "1 GB", and gives a deployment 10 minutes."""
NEARLY = 0.8
FILE = 100 * 2**20
"""GitHub refuses a larger file in a repository."""
WINDOW = 90
DAYS_PER_MONTH = 365.2425 / 12
# With fewer, one busy week makes the forecast.
FEW_DAYS = 28
# Up to here a forecast counts in months, not in years.
MONTHS_TOLD = 18
SOON = 12
"""In months."""
FARTHEST = 200 * 365
"""In days: nobody can tell so far."""
# Stays the same however many stories there are.
FIXED = "theme/"
KILOBYTE, MEGABYTE, GIGABYTE = 1000, 1_000_000, 1_000_000_000
LESS = "Keep pictures small, set SHARE_IMAGES or FEED_ARCHIVES to False, or publish elsewhere (docs/publishers.md)"


def check_site(site: Site) -> Iterator[Finding]:
    """Whether the site and each of its files are small enough to be published."""
    size = sum(site.files.values())
    used = f"the site has {size / MEGABYTE:,.0f} MB; GitHub Pages publishes {SITE // MEGABYTE:,} at most"
    if size > SITE:
        yield Finding(Kind.SIZE, "", used, LESS)
    elif size > NEARLY * SITE:
        what = f"{used}, and breaks off what takes longer than 10 minutes"
        yield Finding(Kind.SIZE, "", what, LESS, Gravity.WARNING)
    for file, each in site.files.items():
        if each > FILE:
            what = f"the file has {each / MEGABYTE:,.0f} MB; GitHub takes {FILE / MEGABYTE:,.0f} at most"
            yield Finding(Kind.SIZE, file, what, "Make it smaller, or keep it elsewhere and link to it")


def foresee(site: Site, days: Sequence[date]) -> Forecast | None:
    """When the site is too large, if stories go on as in the last 90 days of the archive.

    The newest story's day is today: the same site has the same forecast whenever it is asked for.

    Args:
        site: the site.
        days: when each of its stories came out, in any order.

    Returns:
        The forecast; None where there is no story.
    """
    if not days:
        return None
    today = max(days)
    window = min(WINDOW, (today - min(days)).days + 1)
    recent = sum((today - day).days < window for day in days)
    size = sum(site.files.values())
    per_story = sum(size for file, size in site.files.items() if not file.startswith(FIXED)) / len(days)
    per_day = recent / window
    left = int(max(0, SITE - size) / (max(1, per_story) * per_day))
    return Forecast(
        size=size,
        limit=SITE,
        stories=len(days),
        days=window,
        bytes_per_story=round(per_story),
        stories_per_month=round(per_day * DAYS_PER_MONTH, 1),
        reaches=today + timedelta(left) if left < FARTHEST else None,
        months_left=round(left / DAYS_PER_MONTH, 1) if left < FARTHEST else None,
    )


def check_forecast(forecast: Forecast | None) -> Iterator[Finding]:
    """A warning while there is time to do something, by an archive that is old enough to tell."""
    if forecast is None or forecast.days < FEW_DAYS or forecast.size > forecast.limit:
        return
    if forecast.months_left is not None and forecast.months_left <= SOON:
        yield Finding(Kind.FORECAST, "", said(forecast), LESS, Gravity.WARNING)


def said(forecast: Forecast) -> str:
    """The forecast in words."""
    limit = f"{forecast.limit // GIGABYTE} GB"
    if forecast.size > forecast.limit:
        return f"the archive has outgrown {limit}"
    weight = max(1, forecast.bytes_per_story // KILOBYTE)
    by = f"{forecast.stories_per_month:,.0f} stories a month, of {weight:,} kB each"
    basis = f"{by}, as in the last {forecast.days} days of the archive"
    if forecast.days < FEW_DAYS:
        days = "1 day of the archive is" if forecast.days == 1 else f"{forecast.days} days of the archive are"
        basis = f"{by}; {days} too few to rely on"
    return f"the archive reaches {limit} {_when(forecast)} ({basis})"


def _when(forecast: Forecast) -> str:
    if forecast.reaches is None or forecast.months_left is None:
        return "in more than 200 years"
    month = f"{forecast.reaches:%B %Y}"
    if forecast.months_left < MONTHS_TOLD:
        return f"in about {_number(round(forecast.months_left), 'month')} ({month})"
    return f"in about {_number(round(forecast.months_left / 12), 'year')} ({month})"


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
