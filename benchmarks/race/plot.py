"""A drawing of how long builds take: seconds over stories, both axes by powers of ten."""

from collections.abc import Iterator, Mapping
from html import escape
from math import ceil, floor, log10

from .figures import KINDS

Curves = Mapping[str, Mapping[int, float]]
"""By program: stories -> seconds."""
COLOURS = {
    "hugo": "#b8336a",
    "eleventy": "#8a6d00",
    "pelican": "#14708a",
    "dateline-plain": "#3f7d20",
    "dateline": "#5b3fa0",
}
WIDTH, HEIGHT = 400, 300
LEFT, TOP, RIGHT, BOTTOM = 60, 40, 110, 50
APART = 12
STYLE = "text{font:12px sans-serif;fill:#222}.axis{stroke:#ccc}path{fill:none;stroke-width:2}"


def drawing(panels: Mapping[str, Curves]) -> str:
    """An SVG with a panel for each kind of build.

    Args:
        panels: The curves by kind of build, one at least with a point.
    """
    points = [point for curves in panels.values() for curve in curves.values() for point in curve.items()]
    across = _decades([stories for stories, _ in points])
    up = _decades([seconds for _, seconds in points])
    panel = LEFT + WIDTH + RIGHT
    width, height = panel * len(panels), TOP + HEIGHT + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>Seconds of a build over the number of stories</title>",
        f'<style>{STYLE}</style><rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for at, (kind, curves) in enumerate(panels.items()):
        parts.append(f'<g transform="translate({at * panel + LEFT} {TOP})">')
        parts += [f'<text y="-16" font-weight="bold">{KINDS[kind]}, seconds</text>', *_grid(across, up)]
        parts += [*_curves(curves, across, up), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _decades(values: list[float]) -> tuple[int, int]:
    """The powers of ten that values lie between."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _grid(across: tuple[int, int], up: tuple[int, int]) -> Iterator[str]:
    for power in range(across[0], across[1] + 1):
        x = _place(10**power, across) * WIDTH
        yield f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y2="{HEIGHT}"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT + 18}" text-anchor="middle">{10**power:,}</text>'
    yield f'<text x="{WIDTH / 2}" y="{HEIGHT + 38}" text-anchor="middle">stories</text>'
    for power in range(up[0], up[1] + 1):
        y = HEIGHT * (1 - _place(10.0**power, up))
        yield f'<line class="axis" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="-8" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>'


def _curves(curves: Curves, across: tuple[int, int], up: tuple[int, int]) -> Iterator[str]:
    lowest = float(HEIGHT + APART)
    # From below, so that names that would stand on one another move up.
    for name, curve in sorted(curves.items(), key=lambda item: item[1][max(item[1])]):
        points = [(_place(n, across) * WIDTH, HEIGHT * (1 - _place(curve[n], up))) for n in sorted(curve)]
        colour = COLOURS.get(name, "#222")
        steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield f'<path d="M{steps}" stroke="{colour}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
        x, y = points[-1]
        lowest = min(y + 4, lowest - APART)
        yield f'<text x="{x + 8:.1f}" y="{lowest:.1f}" style="fill:{colour}">{escape(name)}</text>'


def _place(value: float, decades: tuple[int, int]) -> float:
    return (log10(value) - decades[0]) / (decades[1] - decades[0])
