"""The interface's words in six languages."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from atlas.topics import from_vocabulary
from bulletin import regions
from english import ENGLISH, TRANSLATIONS
from house.words import capital, words_of

DAY = date(2026, 11, 20)
STORIES = ("%(number)s story", "%(number)s stories")


def words(language):
    return words_of(language, TRANSLATIONS)


@pytest.mark.parametrize(
    ("language", "long", "short", "month"),
    [
        ("en", "Friday 20 November 2026", "20 November 2026", "November 2026"),
        ("en-US", "Friday, November 20, 2026", "November 20, 2026", "November 2026"),
        ("es", "viernes, 20 de noviembre de 2026", "20 de noviembre de 2026", "noviembre de 2026"),
        ("fr", "vendredi 20 novembre 2026", "20 novembre 2026", "novembre 2026"),
        ("pt", "sexta-feira, 20 de novembro de 2026", "20 de novembro de 2026", "novembro de 2026"),
        ("de", "Freitag, 20. November 2026", "20. November 2026", "November 2026"),
        ("ar", "الجمعة، 20 نوفمبر 2026", "20 نوفمبر 2026", "نوفمبر 2026"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language, long, short, month):
    own = words(language)
    assert (own.long_date(DAY), own.short_date(DAY), own.month_year(DAY)) == (long, short, month)


def test_a_moment_has_its_time_and_zone_unless_it_is_a_whole_day():
    kathmandu = timezone(timedelta(hours=5, minutes=45), "")
    assert ENGLISH.moment(datetime(2026, 11, 20, tzinfo=UTC)) == "Friday 20 November 2026"
    assert ENGLISH.moment(datetime(2026, 11, 20, 14, 30, tzinfo=UTC)) == "Friday 20 November 2026, 14:30 UTC"
    assert (
        ENGLISH.moment(datetime(2026, 11, 20, 14, 30, tzinfo=kathmandu)) == "Friday 20 November 2026, 14:30 UTC+05:45"
    )


@pytest.mark.parametrize(
    ("zone", "name"), [("Asia/Kathmandu", "UTC+05:45"), ("America/Sao_Paulo", "UTC-03:00"), ("Africa/Nairobi", "EAT")]
)
def test_a_zone_without_a_name_in_letters_is_told_by_its_distance(zone, name):
    when = datetime(2026, 11, 20, 14, 30, tzinfo=ZoneInfo(zone))
    assert ENGLISH.moment(when) == f"Friday 20 November 2026, 14:30 {name}"


def test_a_date_that_opens_a_line_has_a_capital():
    assert capital(words("es").long_date(DAY)) == "Viernes, 20 de noviembre de 2026"
    assert capital("") == ""


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", ["0 stories", "1 story", "2 stories", "11 stories", "1,200 stories"]),
        ("fr", ["0 article", "1 article", "2 articles", "11 articles", "1\u202f200 articles"]),
        ("de", ["0 Meldungen", "1 Meldung", "2 Meldungen", "11 Meldungen", "1.200 Meldungen"]),
        ("ar", ["لا أخبار", "خبر واحد", "خبران", "11 خبرًا", "1,200 خبر"]),
    ],
)
def test_numbers_and_their_words(language, counts):
    assert [words(language).count(number, *STORIES) for number in (0, 1, 2, 11, 1200)] == counts


def test_a_script_that_counts_gets_every_form():
    assert words("en").plural_forms("{n} story found", "{n} stories found") == {
        "one": "{n} story found",
        "other": "{n} stories found",
    }
    arabic = words("ar").plural_forms("{n} story found", "{n} stories found")
    assert list(arabic) == ["zero", "one", "two", "few", "many", "other"]
    assert len(set(arabic.values())) == len(arabic)


@pytest.mark.parametrize(
    ("language", "two", "four"),
    [
        ("en", "A, B", "A, B, C, D"),
        ("es", "A, B", "A, B, C, D"),
        ("fr", "A et B", "A, B, C et D"),
        ("pt", "A e B", "A, B, C e D"),
        ("de", "A, B", "A, B, C, D"),
        ("ar", "A، وB", "A، وB، وC، وD"),
    ],
)
def test_things_in_a_row_stand_there_once_each(language, two, four):
    own = words(language)
    assert [own.listed("ABCD"[:number]) for number in (0, 1, 2, 4)] == ["", "A", two, four]


def test_places_have_the_names_that_newspapers_give_them():
    assert [words(each).country("CI", "Ivory Coast") for each in ("en", "de")] == ["Ivory Coast", "Côte d’Ivoire"]
    assert [words(each).country("PS", "Palestine") for each in ("es", "ar")] == ["Palestina", "فلسطين"]
    assert words("fr").region("Middle East") == "Moyen-Orient"
    assert words("de").country("XX", "Atlantis") == "Atlantis"


@pytest.mark.parametrize("language", ["es", "fr", "pt", "de", "ar"])
def test_a_topic_keeps_its_address_in_every_language(language):
    english, own = (from_vocabulary(regions.load(), words(each)) for each in ("en", language))
    assert own.by_slug.keys() == english.by_slug.keys()
    assert [topic.address for topic in own.by_slug.values()] == [topic.address for topic in english.by_slug.values()]
    assert own.by_slug["europe"].name != ""
    assert own.by_slug["kenya"].kind == "country"


def test_an_editor_writes_places_in_english_or_in_the_site_s_language():
    topics = from_vocabulary(regions.load(), words("es"))
    kenya = topics.by_slug["kenya"]
    assert kenya.name == "Kenia"
    assert [topics.named(name) for name in ("Kenya", "Kenia", "kenia", "Atlantis")] == [kenya, kenya, kenya, None]


@pytest.mark.parametrize(
    ("wished", "tag", "direction"),
    [("pt-BR", "pt-BR", "ltr"), ("pt", "pt-PT", "ltr"), ("ar-EG", "ar-EG", "rtl"), ("de-XX", "de", "ltr")],
)
def test_a_language_may_have_a_country(wished, tag, direction):
    own = words(wished)
    assert (own.tag, own.direction) == (tag, direction)


def test_a_language_without_a_catalogue_is_none():
    assert words("it") is None
