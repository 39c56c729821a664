"""Write the type of the share images from Source Serif 4. Run by hand, when the source has changed.

    pip download --no-deps fontpkg-source-serif-4==4.4 && unzip fontpkg_source_serif_4-4.4-*.whl
    pip install -r requirements/data.txt && python tools/make_card_type.py fontpkg_source_serif_4

Source and licence stand in plugins/cards/data/README.md.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, product
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parents[1] / "plugins" / "cards" / "data"
SOURCE = Path("files", "SourceSerif4[opsz,wght].ttf")
STYLES = {"headline": {"opsz": 60, "wght": 640}, "small": {"opsz": 20, "wght": 480}}
# Licences of types may reserve a name for what nobody has changed: this is another one.
FAMILY = "Dateline Card"
# What newspapers set in Latin, Greek and Cyrillic letters. The source lacks some of it: letters.txt says what it has.
WANTED = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0259, 0x0259), (0x02B9, 0x02BF), (0x0370, 0x03FF), (0x0400, 0x052F),
    (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x208E), (0x20A0, 0x20BF),
    (0x2113, 0x2126), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2265),
)  # fmt: skip
# What stands together in a word. There is room for 10,900 pairs: two rare letters are left as they are.
SIGNS = ((0x0027, 0x0027), (0x002C, 0x002E), (0x2013, 0x2013), (0x2018, 0x201D))
COMMON_AND_RARE = (
    ((*SIGNS, (0x0041, 0x005A), (0x0061, 0x007A)), ((0x00C0, 0x017F),)),
    ((*SIGNS, (0x0386, 0x03CE)), ()),
    ((*SIGNS, (0x0410, 0x044F)), ((0x0400, 0x040F), (0x0450, 0x045F))),
)
LEAST = 24
"""In thousandths of the type's size: a smaller move is hardly seen."""
HEAD = """\
# The letters that the type of the share images has. Written by tools/make_card_type.py (README.md says more); not to be
# edited. A line: the first and the last of some letters that follow on each other, in hexadecimal.
"""


def cut(source: Path, style: Mapping[str, float]) -> TTFont:
    """Make one style of the variable font, with the wanted letters alone.

    Pillow looks for kerning only where old fonts have it, so it is put there.
    """
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), style)
    pairs = dict(kerning(font))
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[1, 2])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points(WANTED))
    subsetter.subset(font)
    for table in {"GPOS", "GSUB", "GDEF", "STAT"} & set(font.keys()):
        del font[table]
    font["kern"] = kern_table(pairs)
    for number, name in ((1, FAMILY), (2, "Regular")):
        font["name"].setName(name, number, 3, 1, 0x409)
    return font


def kerning(font: TTFont) -> Iterator[tuple[tuple[str, str], int]]:
    """The pairs of glyphs that move together or apart, and by how much."""
    glyphs = font.getBestCmap()
    tables = list(pair_tables(font))
    for one, other in neighbours():
        if not {one, other} <= glyphs.keys():
            continue
        pair = glyphs[one], glyphs[other]
        moves = (distance(table, *pair) for table in tables)
        found = next((move for move in moves if move is not None), 0)
        if abs(found) >= LEAST:
            yield pair, found


def neighbours() -> Iterator[tuple[int, int]]:
    """The letters that may stand beside each other in a word."""
    for common, rare in COMMON_AND_RARE:
        often, seldom = list(points(common)), list(points(rare))
        yield from chain(product(often, often), product(often, seldom), product(seldom, often))


def pair_tables(font: TTFont) -> Iterator[otTables.PairPos]:
    """The tables of pairs of the feature "kern", in the order in which they count."""
    table = font["GPOS"].table
    features = (each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag == "kern")
    for index in sorted({index for feature in features for index in feature.LookupListIndex}):
        lookup = table.LookupList.Lookup[index]
        yield from (each for each in lookup.SubTable if isinstance(each, otTables.PairPos))


def distance(table: otTables.PairPos, first: str, second: str) -> int | None:
    """How far a table moves the second glyph; None if it says nothing of the two."""
    if first not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        own = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        record = next((each for each in own if each.SecondGlyph == second), None)
    else:
        row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
        record = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)]
    return getattr(record.Value1, "XAdvance", 0) if record and record.Value1 else None


def kern_table(pairs: Mapping[tuple[str, str], int]) -> object:
    """The table of old, which holds single pairs."""
    part = KernTable_format_0()
    part.coverage, part.apple, part.kernTable = 1, False, dict(pairs)
    table = newTable("kern")
    table.version, table.kernTables = 0, [part]
    return table


def points(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    """All code points of some ranges."""
    for first, last in ranges:
        yield from range(first, last + 1)


def ranges_of(letters: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The code points as ranges."""
    for _, run in groupby(enumerate(sorted(letters)), key=lambda each: each[1] - each[0]):
        following = [point for _, point in run]
        yield following[0], following[-1]


def main(package: Path) -> None:
    """Write the type and the list of its letters."""
    fonts = {name: cut(package / SOURCE, style) for name, style in STYLES.items()}
    for name, font in fonts.items():
        font.save(OUT / f"{name}.ttf")
    letters = set.intersection(*(set(font.getBestCmap()) for font in fonts.values()))
    lines = (f"{first:04X} {last:04X}\n" for first, last in ranges_of(letters))
    (OUT / "letters.txt").write_text(HEAD + "".join(lines), "utf-8")
    print(f"{len(letters)} letters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
