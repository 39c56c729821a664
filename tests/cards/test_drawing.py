"""What a card looks like, as far as that can be told without eyes."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from cards.drawing import MARGIN, draw
from cards.lettering import settable
from cards.model import HEIGHT, WIDTH, Card

CARD = Card(
    site="The Lake Gazette",
    headline="Night crossing returns to the lake",
    date="Friday 20 November 2026",
    region="Africa",
    where="Kisumu",
)
COVER = replace(CARD, headline="")
LEAN = 24
"""How far a letter may lean over the edge of its place."""
ANY = st.text(max_size=400) | st.text("Aäßøžęțő ЖщїΩάфgjy-–“”", max_size=400)


def opened(card):
    return Image.open(io.BytesIO(draw(card)))


def inked(picture):
    """The box that holds everything on the card."""
    return picture.point([0] + [255] * 255, "L").getbbox()


def differing(one, other):
    """The box that holds every difference of two cards."""
    return ImageChops.difference(opened(one).convert("L"), opened(other).convert("L")).getbbox()


@settings(max_examples=60)
@given(ANY, ANY, ANY, ANY)
def test_whatever_is_to_be_said_there_is_a_card_with_margins(site, headline, region, where):
    picture = opened(Card(site=site, headline=headline, date="20 November 2026", region=region, where=where))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (WIDTH, HEIGHT))
    assert len(picture.getcolors()) <= 16
    left, top, right, bottom = inked(picture)
    assert left >= MARGIN - LEAN
    assert right <= WIDTH - MARGIN + LEAN
    assert top >= MARGIN // 2
    assert bottom <= HEIGHT - MARGIN // 2


def test_the_same_card_is_the_same_bytes():
    assert draw(CARD) == draw(replace(CARD))


@pytest.mark.parametrize("field", ["site", "headline", "date", "region", "where"])
def test_everything_that_a_card_says_is_on_it(field):
    assert differing(CARD, replace(CARD, **{field: "Other words"}))


def test_the_tagline_is_on_the_site_s_card():
    assert differing(Card("The Lake Gazette"), Card("The Lake Gazette", "All that floats"))


@pytest.mark.parametrize(
    "headline",
    ["Ferry crews agree", "Night crossing returns to the lake after eleven years and a day", "Night crossing " * 13],
)
def test_a_card_is_a_small_file(headline):
    assert len(draw(replace(CARD, headline=headline))) < 24_000


@pytest.mark.parametrize(
    "headline",
    [
        "عودة العبارة الليلية إلى البحيرة",
        "המעבורת חוזרת לאגם",
        "रात की नाव झील पर लौटी",
        "夜行船、湖に戻る",
        "Ọ̀pọ̀lọpọ̀ ọkọ̀ ojú omi",
        "🚢🚢",
        "",
    ],
)
def test_a_headline_that_cannot_be_set_leaves_the_site_s_card_with_region_and_day(headline):
    assert draw(replace(CARD, headline=headline)) == draw(COVER)


@pytest.mark.parametrize(
    "headline",
    [
        "Çeşme’de öğretmenler: Łódź, Þórshöfn, Đà Nẵng, «São Tomé», Čačak, Târgu Mureș, Ľubľana, Kırşehir, Őr, Ħamrun",
        "Ночной паром: Київ, Ґданськ, Врање, Ђаково, Қарағанды",
        "Επιστρέφει το νυχτερινό πλοίο ύστερα από χρόνια",
        "“No” – ‘yes’ … £5, €6, ₦7, ₹8, ₺9, 50 % ± 2°, № 4, § 5, ½ → ¾",
    ],
)
def test_headlines_of_europe_are_set_as_they_are(headline):
    assert settable(headline) == headline


def test_emoji_are_left_out_and_letters_are_composed():
    assert settable("Ferry 🚢 back 👩🏽‍✈️ at ☀️ last 🇰🇪") == "Ferry back at last"
    assert settable("Cafe\u0301 1️⃣") == "Café 1"


def test_what_is_read_aloud_is_not_left_out():
    assert settable("Five ∉ the six") == ""
