"""Whole drawings: the plate of a record, the thumb beside it in a list, the meadow of all countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from bluestem.ui.plates.geometry import Curve, Point, coordinates, seeded
from bluestem.ui.plates.ink import Mode, ink
from bluestem.ui.plates.parts import Parts
from bluestem.ui.plates.species import SPECIES
from bluestem.ui.plates.wash import wash

MAX_STEMS = 14
MAX_LEAVES = 16
MAX_SEEDS = 9
_CAPTION_SIZE = 12


@dataclass(frozen=True, kw_only=True)
class Stem:
    """One record as a plant.

    key: makes the plant's chance details its own; use something that never changes, such as a uuid or slug.
    height: 0 to 1, on a scale that the caller chooses; 0 draws nothing.
    leaves, seeds: counts; more than MAX_LEAVES or MAX_SEEDS are drawn as that many.
    species: a name in SPECIES. caption: a few letters below the plant (a year, a country's code).
    """

    key: str
    height: float
    leaves: int = 0
    seeds: int = 0
    species: str = "grass"
    caption: str = ""


def plate_svg(
    stems: Sequence[Stem], *, width: int = 620, height: int = 430, title: str, key: str = "", mode: Mode = "standalone"
) -> Markup:
    """Give the plate of a record as SVG: plants on a brushed ground, with their captions if they have any.

    stems: at most MAX_STEMS are drawn, the tallest, in the given order; none gives a bare plate.
    title: what the plate says, for those who cannot see it. key: chance of the ground, by default the title.
    """
    chosen = _tallest(stems)
    floor = height - (44 if any(stem.caption for stem in chosen) else 26)
    room = floor - 34
    scale = 1.35 - 0.03 * len(chosen)
    margin = max(46.0, width / (len(chosen) + 1) * 0.62)
    body = [_ground(key or title, width, height, mode)]
    for stem, x in zip(chosen, _spread(len(chosen), width, margin), strict=True):
        body.append(_plant(stem, (x, floor), 0.84 * room * _share(stem), scale, mode))
        body.append(_caption(stem.caption, x, floor + 21, mode))
    body.append(f'<path {ink(mode, "rule")} d="M34 {floor}H{width - 34}"/>')
    return _svg(width, height, "".join(body), mode, title)


def thumb_svg(stem: Stem, *, mode: Mode = "standalone") -> Markup:
    """Give the small square of a record in a list, 92 by 92, as SVG. It is decoration: it has no title."""
    plant = _plant(stem, (46, 84), 32 + 32 * _share(stem), 0.62, mode) if stem.height > 0 else ""
    return _svg(92, 92, _ground(stem.key, 92, 92, mode) + plant, mode)


def meadow_svg(
    stems: Sequence[Stem],
    *,
    title: str,
    grid: Sequence[tuple[float, str]] = (),
    width: int = 1600,
    height: int = 600,
    mode: Mode = "standalone",
) -> Markup:
    """Give a meadow without ground, to stand on a dark band: one plant for each country, in the given order.

    grid: height (0 to 1) and words of each line; a line starts where the first plant reaches it, so that it
    crosses no text on the left. Meant for stems that rise from left to right.
    """
    floor, room = height - 34, height - 120
    places = _spread(len(stems), width, 48.0)
    body = []
    for level, words in grid:
        reached = next((x for stem, x in zip(stems, places, strict=True) if stem.height >= level), width * 0.9)
        body.append(_grid_line(words, reached, width, floor - level * room, mode))
    for stem, x in zip(stems, places, strict=True):
        # Near an edge a plant leans inwards, so that nothing of it is cut off.
        inwards = 1 if x < width * 0.06 else -1 if x > width * 0.94 else 0
        body.append(_plant(stem, (x, floor), room * _share(stem), 0.65 + 0.6 * _share(stem), mode, inwards=inwards))
        body.append(_caption(stem.caption, x, floor + 20, mode))
    body.append(f'<path {ink(mode, "rule")} d="M0 {floor}H{width}"/>')
    return _svg(width, height, "".join(body), mode, title)


def _tallest(stems: Sequence[Stem]) -> list[Stem]:
    ranked = sorted(range(len(stems)), key=lambda i: (-stems[i].height, i))[:MAX_STEMS]
    return [stems[i] for i in sorted(ranked)]


def _share(stem: Stem) -> float:
    return min(1.0, max(0.0, stem.height))


def _spread(count: int, width: float, margin: float) -> list[float]:
    if count == 1:
        return [width / 2]
    return [margin + (width - 2 * margin) * i / (count - 1) for i in range(count)]


def _plant(stem: Stem, foot: Point, height: float, scale: float, mode: Mode, *, inwards: int = 0) -> str:
    if height <= 0:
        return ""
    chance = seeded(stem.key)
    lean = chance.uniform(-0.16, 0.16) * height
    lean = inwards * abs(lean) if inwards else lean
    curve = Curve.rising(foot, height, lean, chance.uniform(-0.06, 0.06) * height)
    parts = SPECIES[stem.species](curve, min(stem.leaves, MAX_LEAVES), chance, scale)
    for tip in parts.tips[: min(stem.seeds, MAX_SEEDS)]:
        parts.dot(tip, 3.1 * scale, "seed")
    return _coloured(parts, mode)


def _coloured(parts: Parts, mode: Mode) -> str:
    """Draw strokes behind leaves, what stands back behind what is lit, and seeds in front of all."""
    pens = {
        tone: "".join(
            f'<path {ink(mode, f"pen-{tone}")} stroke-width="{width:g}" d="{"".join(paths)}"/>'
            for (pen_tone, width), paths in parts.strokes.items()
            if pen_tone == tone
        )
        for tone in ("back", "front", "seed")
    }
    fills = {tone: f'<path {ink(mode, f"fill-{tone}")} d="{"".join(paths)}"/>' for tone, paths in parts.leaves.items()}
    return pens["back"] + pens["front"] + fills.get("back", "") + fills.get("front", "") + pens["seed"]


def _ground(key: str, width: int, height: int, mode: Mode) -> str:
    ground, traces = wash(key, width, height)
    drawn = f'<path {ink(mode, "ground")} d="{ground}"/>'
    return drawn + (f'<path {ink(mode, "trace")} d="{traces}"/>' if traces else "")


def _caption(words: str, x: float, y: float, mode: Mode) -> str:
    if not words:
        return ""
    place = f'x="{coordinates(x)}" y="{coordinates(y)}"'
    return f'<text {ink(mode, "text")} {place} text-anchor="middle" font-size="{_CAPTION_SIZE}">{escape(words)}</text>'


def _grid_line(words: str, start: float, end: float, y: float, mode: Mode) -> str:
    rule = f'<path {ink(mode, "rule")} stroke-dasharray="1 7" d="M{coordinates(start, y)}H{coordinates(end)}"/>'
    return rule + _caption(words, start - 18, y + 4, mode)


def _svg(width: int, height: int, body: str, mode: Mode, title: str = "") -> Markup:
    size = f'viewBox="0 0 {width} {height}"'
    said = f'role="img" aria-label={quoteattr(title)}' if title else 'aria-hidden="true" focusable="false"'
    if mode == "inline":
        drawn = f'<svg class="plate" {size} {said}>{body}</svg>'
    else:
        name = f"<title>{escape(title)}</title>" if title else ""
        drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {size} width="{width}" height="{height}">{name}{body}</svg>'
    return Markup(drawn)  # noqa: S704 - all words in it are escaped above
