"""What stands where on a card. What draws is loaded with this module: only when a card is missing."""

from PIL.ImageFont import FreeTypeFont

from .lettering import settable
from .model import HEIGHT, WIDTH, Card
from .sheet import ACCENT, HEADLINE, INK, SMALL, SOFT, Point, Sheet, measure_of, type_of
from .typesetting import Block, Size, set_block, shortened

MARGIN = 72
_RIGHT = WIDTH - MARGIN
_INNER = WIDTH - 2 * MARGIN
_NAME, _SMALL = 52, 32
_LINE = 110
"""Where the masthead's line stands on a card with a headline."""
_RULE, _TOP, _BOTTOM = 128, 188, HEIGHT - 56
"""Where the rule is, and below it what is left for region, place and headline."""
_KICKER = 58
"""How high region and place are, with the space below them."""
_COVER_RULE = 372
"""Where the rule is on a card without a headline."""
_RULE_HEIGHT, _RULE_WEIGHT, _STEP_AT, _STEP_WIDTH = 24, 4, 0.618, 22
_BELOW_RULE = 84
_BETWEEN = 40
"""At least, between two texts of one line."""
_SIZES = range(128, 44, -4)
_COVER_SIZES = range(196, 44, -4)
_LEADING = 1.1
_CAPITALS = 0.67
"""How high they are, in the type's size."""


def draw(card: Card) -> bytes:
    """Draw a card.

    Args:
        card: What it is to say. A text for which the type lacks letters is left out. Where that is the headline, the
            card is the site's, with region and day.

    Returns:
        A PNG file, the same for the same card.
    """
    card = _settable(card)
    sheet = Sheet()
    if card.headline:
        _front(sheet, card)
    else:
        _cover(sheet, card)
    return sheet.png()


def _settable(card: Card) -> Card:
    return Card(
        site=settable(card.site),
        tagline=settable(card.tagline),
        headline=settable(card.headline),
        date=settable(card.date),
        region=settable(card.region),
        where=settable(card.where),
    )


def _front(sheet: Sheet, card: Card) -> None:
    """A story's card: masthead, region and place, headline."""
    name = type_of(HEADLINE, _NAME)
    room = _INNER - _date(sheet, card.date, _LINE)
    sheet.write(_shortened(card.site, name, room), name, (MARGIN, _LINE), INK)
    _rule(sheet, _RULE)
    _story(sheet, card)


def _cover(sheet: Sheet, card: Card) -> None:
    """The site's card: its name above the rule, and below it what else is known."""
    block = set_block(card.site, _sizes(_COVER_SIZES, _COVER_RULE - MARGIN), _INNER)
    _write_block(sheet, block, _COVER_RULE - _BETWEEN)
    _rule(sheet, _COVER_RULE)
    line = _COVER_RULE + _BELOW_RULE
    _region(sheet, card, line, _INNER - _date(sheet, card.date, line))


def _date(sheet: Sheet, text: str, line: int) -> int:
    """Write the day at the end of a line; returns how much of the line it takes."""
    face = type_of(SMALL, _SMALL)
    date = _shortened(text, face, _INNER)
    sheet.write(date, face, (_RIGHT, line), SOFT, anchor="rs")
    return int(face.getlength(date)) + _BETWEEN if date else 0


def _region(sheet: Sheet, card: Card, line: int, room: int) -> None:
    """Write region and place, or what the site says of itself."""
    face = type_of(SMALL, _SMALL)
    region = _shortened(card.region, face, room)
    sheet.write(region, face, (MARGIN, line), ACCENT)
    taken = int(face.getlength(region)) + _BETWEEN // 2 if region else 0
    place = card.where if card.where != card.region else ""
    sheet.write(_shortened(place or card.tagline, face, room - taken), face, (MARGIN + taken, line), SOFT)


def _story(sheet: Sheet, card: Card) -> None:
    """Write region, place and headline, as one, in the middle of what is left of the card."""
    room = _BOTTOM - _TOP
    block = set_block(card.headline, _sizes(_SIZES, room - _KICKER), _INNER)
    height = _KICKER + ((len(block.lines) - 1) * _LEADING + _CAPITALS) * block.points
    top = _TOP + (room - height) / 2
    _region(sheet, card, round(top + _CAPITALS * _SMALL), _INNER)
    first = top + _KICKER + _CAPITALS * block.points
    _write_block(sheet, block, first + (len(block.lines) - 1) * block.points * _LEADING)


def _write_block(sheet: Sheet, block: Block, last_line: float) -> None:
    face = type_of(HEADLINE, block.points)
    for above, line in enumerate(reversed(block.lines)):
        sheet.write(line, face, (MARGIN, round(last_line - above * block.points * _LEADING)), INK)


def _rule(sheet: Sheet, top: int) -> None:
    """Draw the masthead's rule, which steps where the date changes."""
    low, step, weight = _RULE_HEIGHT, _INNER * _STEP_AT, _RULE_WEIGHT
    aslant = weight / 2
    upper: list[Point] = [(0, low - weight), (step, low - weight), (step + _STEP_WIDTH, 0), (_INNER, 0)]
    lower: list[Point] = [(_INNER, weight), (step + _STEP_WIDTH + aslant, weight), (step + aslant, low), (0, low)]
    sheet.fill([*upper, *lower], (_INNER, _RULE_HEIGHT), (MARGIN, top), ACCENT)


def _sizes(points: range, room: int) -> list[Size]:
    """The sizes of a block that is to go into a height."""
    return [Size(each, measure_of(type_of(HEADLINE, each)), int(room / each / _LEADING)) for each in points]


def _shortened(text: str, face: FreeTypeFont, room: int) -> str:
    return shortened(text, measure_of(face), room)
