"""Where a story is placed. Most cases are plain text, in cases/places/."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin import gazetteer, knowledge, places, regions
from bulletin.model import Place
from cases import Case, parametrize

CASES = Path(__file__).parent / "cases" / "places"
LINES = {"dateline": "dateline", "crosshead": "crossheads", "caption": "captions"}
NAMES = (
    "Georgia",
    "Jordan",
    "US",
    "us",
    "Paris",
    ", ",
    ". ",
    "Texas",
    "in",
    "University of",
    "Niger",
    "South Sudan",
    "EU",
)
WORDS = st.sampled_from(NAMES)
TEXT = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=15).map(" ".join))


def locate(text: str) -> Place:
    """Place a story given as lines: headline, paragraphs, and lines of other kinds by their first word."""
    headline, *lines = text.splitlines()
    parts: dict[str, list[str]] = {"paragraphs": [], "crossheads": [], "captions": [], "dateline": []}
    for line in lines:
        kind, colon, rest = line.partition(": ")
        parts[LINES[kind] if colon and kind in LINES else "paragraphs"].append(rest if kind in LINES else line)
    return places.locate(
        headline,
        parts["paragraphs"],
        crossheads=parts["crossheads"],
        captions=parts["captions"],
        dateline=next(iter(parts["dateline"]), None),
    )


def told(place: Place) -> str:
    if not place.regions:
        return "nowhere"
    if not place.countries:
        return f"nowhere but {', '.join(place.regions)}"
    return f"{' '.join(place.countries)}\n{', '.join(place.regions)}"


@parametrize(CASES / "traps.txt")
def test_a_name_is_read_for_what_it_is(case: Case) -> None:
    assert told(locate(case.given)) == case.expected


@parametrize(CASES / "about.txt")
def test_a_story_is_placed_where_it_is_about(case: Case) -> None:
    assert told(locate(case.given)) == case.expected


def test_the_evidence_names_the_word_its_reading_and_where_it_stood() -> None:
    place = locate("Floods cut road to Caracas\nVenezuelan engineers have closed the road.")
    assert place.evidence == ("Caracas (VE, headline)", "Venezuelan (VE, lede)")


def test_more_evidence_gives_more_confidence() -> None:
    thin = locate("Ferry runs late\nThe ferry ran late, and the captain of the Greek ship was sorry.")
    thick = locate("Greek ferry runs late\nThe ferry from Piraeus ran late on Monday, Greece's coastguard said.")
    assert 0 < thin.confidence < thick.confidence <= 1


def test_a_site_s_own_regions_are_used(tmp_path: Path) -> None:
    table = tmp_path / "regions.tsv"
    table.write_text("region\tOceania\nworld\tWorld\ncountry\tFJ\tOceania\tFiji\n", "utf-8")
    own = regions.load(table)
    placed = places.locate("Fiji counts its reefs", ["Divers from Japan helped."], vocabulary=own)
    assert (placed.countries, placed.regions) == (("FJ",), ("Oceania",))


STATES = """\
region\tSouth
region\tWest
region\tRocky Mountains\tWest
world\tNation
division\tUS\tSouth\tTexas
division\tUS\tSouth\tTennessee
division\tUS\tWest\tOregon
division\tUS\tRocky Mountains\tUtah
"""


@pytest.mark.parametrize(
    ("text", "divisions", "regions_found"),
    [
        ("Ferry back at Galveston\nThe ferry, in Texas since 1934, was away.", ("US.TX",), ("South",)),
        ("Salt Lake City mends its clock\nThe clock is the oldest in Utah.", ("US.UT",), ("Rocky Mountains", "West")),
        ("Portland swaps its buses\nOregon pays half. The buses are from Tennessee.", ("US.OR",), ("West",)),
        (
            "Memphis and Eugene twin their zoos\nMemphis and Eugene sign on Friday.",
            ("US.TN", "US.OR"),
            ("South", "West"),
        ),
        ("Senate votes on clocks\nThe United States Senate voted in Washington.", (), ()),
        ("Kenya trains beekeepers\nKenya has trained them in Nakuru.", (), ()),
    ],
)
def test_a_site_of_one_country_is_browsed_by_its_states(
    tmp_path: Path, text: str, divisions: tuple[str, ...], regions_found: tuple[str, ...]
) -> None:
    table = tmp_path / "regions.tsv"
    table.write_text(STATES, "utf-8")
    headline, *paragraphs = text.splitlines()
    place = places.locate(headline, paragraphs, vocabulary=regions.load(table))
    assert (place.divisions, place.regions) == (divisions, regions_found)
    assert set(place.countries) == {division[:2] for division in divisions}


@pytest.mark.parametrize(
    ("headline", "region"),
    [
        ("Caricom leaders meet about sargassum", "Caribbean"),
        ("Pacific Islands Forum meets about tuna", "Oceania"),
        ("Latin America counts its parrots", "Latin America"),
        ("European Union counts its storks", None),
    ],
)
def test_a_group_of_states_lies_in_the_region_of_most_of_them(
    tmp_path: Path, headline: str, region: str | None
) -> None:
    table = tmp_path / "regions.tsv"
    table.write_text(f"{SMALLER}{_countries('Caribbean')}{_countries('Oceania')}{_countries('South America')}", "utf-8")
    assert places.locate(headline, [], vocabulary=regions.load(table)).region == region


SMALLER = "region\tLatin America\nregion\tCaribbean\tLatin America\nregion\tOceania\nworld\tWorld\n"


def _countries(group: str) -> str:
    region = "Latin America" if group == "South America" else group
    return "".join(f"country\t{code}\t{region}\t{code} of {group}\n" for code in gazetteer.group(group))


def test_a_country_of_no_region_has_no_region() -> None:
    placed = locate("Penguins march past station in Antarctica\nThe station in Antarctica counted them.")
    assert (placed.countries, placed.region) == (("AQ",), None)


def test_every_fact_of_the_gazetteer_is_about_a_place_that_readers_can_browse() -> None:
    groups = {line.split("\t")[0] for line in knowledge.lines("groups.tsv")}
    everywhere = {*regions.load().countries, *(line.split("\t")[0] for line in knowledge.lines("divisions.tsv"))}
    allowed = {gazetteer.Kind.BLOC: groups, gazetteer.Kind.OUTLET: {"-"}}
    for file in ("gazetteer.tsv", "places.tsv"):
        for line in knowledge.lines(file):
            for kind, code in facts(file, line):
                assert code in allowed[kind] if kind in allowed else code in everywhere, line


def facts(file: str, line: str) -> list[tuple[str, str]]:
    columns = line.split("\t")
    if file == "places.tsv":
        return [(gazetteer.Kind(columns[0]), columns[1])]
    found = (fact.split(":") for fact in columns[1].split())
    return [(gazetteer.Kind("people" if kind == "demonym" else kind), code) for kind, code, _ in found]


@pytest.mark.parametrize("text", ["İzmir’s Ørsted ﬁle", "ẞ Straße İİ", "São Tomé—Príncipe\u2028x", "\U0001f600 Łódź"])
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(gazetteer.fold(text)) == len(text)


@settings(deadline=None)
@given(TEXT, st.lists(TEXT, max_size=3), st.none() | TEXT)
def test_any_text_is_placed_with_evidence_or_not_at_all(headline: str, texts: list[str], dateline: str | None) -> None:
    place = places.locate(headline, texts, captions=texts[:1], crossheads=texts[1:], dateline=dateline)
    assert bool(place.evidence) == bool(place.countries or place.regions)
    assert 0 <= place.confidence <= 1
    assert len(set(place.countries)) == len(place.countries)
    assert place == places.locate(headline, texts, captions=texts[:1], crossheads=texts[1:], dateline=dateline)


@settings(deadline=None)
@given(TEXT)
def test_a_hit_is_the_very_words_of_the_text(text: str) -> None:
    for hit in gazetteer.load().find(text):
        assert gazetteer.fold(text[hit.start : hit.end]) == hit.name.key
