"""The region table: what comes with the program, and what a site may put in its place."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin import regions
from bulletin.errors import BadInput

REGIONS = ["Africa", "Asia", "Asia Pacific", "Europe", "Latin America", "Middle East", "US & Canada"]
SLUGS = ["africa", "asia", "asia-pacific", "europe", "latin-america", "middle-east", "us-canada"]


def load(folder: Path, text: str) -> regions.Vocabulary:
    table = folder / "regions.tsv"
    table.write_text(text, "utf-8")
    return regions.load(table)


def test_regions_stand_in_the_order_of_the_table_with_the_slugs_of_their_addresses() -> None:
    known = regions.load()
    assert [region.name for region in known.regions] == REGIONS
    assert [region.slug for region in known.regions] == SLUGS
    assert (known.world.name, known.world.slug) == ("World", "world")


@pytest.mark.parametrize(
    ("codes", "region"),
    [
        ("MA LY SD ET ZA", "Africa"),
        ("EG IL PS LB SY JO IQ IR TR SA AE QA BH KW OM YE", "Middle East"),
        ("IN PK BD LK NP BT MV AF KZ KG TJ TM UZ", "Asia"),
        ("CN JP KR KP TW MN HK ID PH VN AU NZ FJ PG", "Asia Pacific"),
        ("RU UA GE AM AZ CY IS GB XK", "Europe"),
        ("MX CR BR CU JM HT GY", "Latin America"),
        ("US CA", "US & Canada"),
        ("AQ ZZ", None),
    ],
)
def test_each_country_has_its_region(codes: str, region: str | None) -> None:
    known = regions.load()
    assert {known.region_of(code) for code in codes.split()} == {region}


def test_no_two_pages_share_an_address() -> None:
    known = regions.load()
    names = [*known.regions, known.world, *known.countries.values()]
    assert len({name.slug for name in names}) == len(names)


def test_all_countries_are_there() -> None:
    assert len(regions.load().countries) == 249 + 1


def test_the_table_is_read_once() -> None:
    assert regions.load() is regions.load()


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("region\tOceania\nworld\tWorld\ncountry\tFJ\tOcenia\tFiji\n", 3, "no region is called 'Ocenia'"),
        ("region\tOceania\nworld\tWorld\ncountry\tQQ\tOceania\tQuux\n", 3, "'QQ' is no country's code"),
        ("region\tOceania\nworld\tWorld\ncountry\tfj\tOceania\tFiji\n", 3, "'fj' is no country code"),
        ("region\tOceania\nworld\tWorld\n" + 2 * "country\tFJ\tOceania\tFiji\n", 4, "FJ stands in the table twice"),
        ("region\tOceania\nregion\tOCEANIA\nworld\tWorld\n", 2, "the same address as 'Oceania' (/tag/oceania/)"),
        ("region\tFiji\nworld\tWorld\ncountry\tFJ\tFIJI\tFiji\n", 3, "no region is called 'FIJI'"),
        ("region\tFiji\nregion\tB\nworld\tWorld\ncountry\tFJ\tB\tFiji\n", 4, "the same address as 'Fiji'"),
        ("region\tOceania\nworld\tWorld\nworld\tEarth\n", 3, "a second home"),
        ("region\t—\nworld\tWorld\n", 1, "no letters"),
        ("# mine\ncontinent\tOceania\n", 2, "neither a region nor a country"),
        ("world\tWorld\n", 1, "no region is named"),
        ("region\tOceania\n", 1, "no line names the home"),
    ],
)
def test_a_fault_in_a_site_s_table_names_file_line_and_remedy(tmp_path: Path, text: str, line: int, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'regions.tsv'}:{line}: ")
    assert fault in caught.value.what
    assert caught.value.remedy


def test_a_table_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.tsv: .*cannot be read"):
        regions.load(tmp_path / "none.tsv")


def test_the_vocabulary_does_not_load_the_gazetteer() -> None:
    code = "import sys, bulletin.regions; bulletin.regions.load(); print('ahocorasick' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


CARIBBEAN = """\
region\tLatin America
region\tCaribbean\tLatin America
world\tWorld
country\tJM\tCaribbean\tJamaica
country\tCU\tCaribbean\tCuba
country\tBR\tLatin America\tBrazil
"""
STATES = """\
region\tSouth
region\tTexas\tSouth
region\tWest
world\tNation
division\tUS\tSouth\tGeorgia\tGeorgia (US)
division\tUS\tTexas\tTexas
division\tUS\tWest\tOregon
country\tMX\tSouth\tMexico
"""


def test_a_region_can_be_part_of_a_larger_one(tmp_path: Path) -> None:
    known = load(tmp_path, CARIBBEAN)
    assert known.region_of("JM") == "Caribbean"
    assert known.lineage("Caribbean") == ("Caribbean", "Latin America")
    assert known.lineage("World") == known.lineage(None) == ()


def test_the_region_of_a_group_is_the_smallest_that_most_of_it_lies_in(tmp_path: Path) -> None:
    known = load(tmp_path, CARIBBEAN)
    assert known.region_of_all(["JM", "CU"]) == "Caribbean"
    assert known.region_of_all(["JM", "BR"]) == "Latin America"
    assert known.region_of_all(["JM", "FJ", "KE"]) is None


def test_regions_can_be_made_of_states(tmp_path: Path) -> None:
    known = load(tmp_path, STATES)
    assert known.region_of("US.OR") == "West"
    assert known.divisions["US.GA"].name == "Georgia (US)"
    assert known.divisions["US.TX"].slug == "texas" == known.regions[1].slug


@pytest.mark.parametrize(
    ("line", "fault", "remedy"),
    [
        ("division\tUS\tSouth\tTexs", "no state or province of US is called 'Texs'", "Is Texas meant?"),
        ("division\tUX\tSouth\tTexas", "'UX' is no country's code", "ISO 3166-1"),
        ("division\tUS\tNorth\tTexas", "no region is called 'North'", "Use one of South"),
        ("region\tGulf\tNorth", "part of 'North', which is no region above it", "name North further up"),
        ("division\tUS\tSouth\tTexas\ndivision\tUS\tSouth\ttexas", "US.TX stands in the table twice", "Keep one"),
    ],
)
def test_a_fault_in_states_and_parts_is_told(tmp_path: Path, line: str, fault: str, remedy: str) -> None:
    with pytest.raises(BadInput) as caught:
        load(tmp_path, f"world\tNation\nregion\tSouth\n{line}\n")
    assert caught.value.line == 2 + len(line.splitlines())
    assert fault in caught.value.what
    assert remedy in caught.value.remedy


def test_a_vocabulary_can_be_sent_to_another_process(tmp_path: Path) -> None:
    known = load(tmp_path, STATES)
    assert pickle.loads(pickle.dumps(known)) == known
