"""The plants, one for each strand. Each takes a stem, the number of leaves, its chance and a scale, and gives parts."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from bluestem.ui.plates.geometry import Curve, Point, away, bend, bow, leaf, line
from bluestem.ui.plates.parts import Parts, side_tone

Grow = Callable[[Curve, int, random.Random, float], Parts]
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def grass(stem: Curve, leaves: int, chance: random.Random, scale: float) -> Parts:
    """Big bluestem: long blades and a head of three prongs."""
    parts = Parts()
    parts.stroke(stem.path(), 1.6 * scale)
    for i in range(leaves):
        t = 0.04 + 0.62 * (i + 0.3 * chance.random()) / leaves
        side = 1 if i % 2 else -1
        length = stem.length * (0.40 - 0.26 * t) * chance.uniform(0.8, 1.15)
        angle = stem.angle(t) + side * chance.uniform(0.22, 0.42)
        width = max(2.4, length * 0.055) * scale**0.3
        parts.leaf(leaf(stem.at(t), angle, length, width, side * length * chance.uniform(0.18, 0.42)), side_tone(side))
    for prong in (-1, 0, 1):
        _prong(parts, stem, prong, chance, scale)
    return parts


def _prong(parts: Parts, stem: Curve, prong: int, chance: random.Random, scale: float) -> None:
    start = stem.at(0.80 if prong else 0.86)
    angle = stem.angle(0.97) + prong * 0.39 + chance.uniform(-0.06, 0.06)
    length = stem.length * (0.165 if prong else 0.20) * chance.uniform(0.9, 1.1)
    parts.stroke(line(start, away(start, angle, length)), 0.9 * scale)
    steps = max(4, int(length / (5 * scale)))
    for j in range(1, steps + 1):
        side = -1 if j % 2 else 1
        parts.leaf(leaf(away(start, angle, length * j / steps), angle + side * 0.30, 7 * scale, 1.7 * scale), "front")
    parts.tips.append(away(start, angle, length + 3 * scale))


def fern(stem: Curve, leaves: int, chance: random.Random, scale: float) -> Parts:
    """A fern: pairs of fronds, each with its leaflets as fine strokes."""
    parts = Parts()
    parts.stroke(stem.path(), 1.5 * scale)
    pairs = max(7, min(16, leaves + 6))
    for i in range(pairs):
        t = 0.16 + 0.83 * i / pairs
        outline = math.sin(math.pi * (0.16 + 0.84 * t) ** 0.8) ** 0.9
        length = stem.length * 0.24 * max(0.06, outline) * chance.uniform(0.94, 1.06)
        for side in (-1, 1):
            angle = stem.angle(t) + side * (1.12 - 0.35 * t)
            _frond(parts, stem.at(t), angle, length=length, side=side, scale=scale)
            if i >= 2 and i % 2 == 0:
                parts.tips.append(away(stem.at(t), angle, length * 1.03))
    parts.tips.insert(0, stem.top)
    return parts


def _frond(parts: Parts, start: Point, angle: float, *, length: float, side: int, scale: float) -> None:
    parts.stroke(line(start, away(start, angle, length)), 0.7 * scale)
    leaflets = max(2, min(10, int(length / (6.5 * scale))))
    for j in range(leaflets):
        root = away(start, angle, length * (j + 0.6) / leaflets)
        reach = min(9 * scale, max(3.2 * scale, length * 0.17 * (1 - 0.55 * j / leaflets)))
        fork = bend(away(root, angle - 0.95, reach), root, away(root, angle + 0.95, reach))
        parts.stroke(fork, 1.1 * scale, side_tone(side))


def umbel(stem: Curve, leaves: int, chance: random.Random, scale: float) -> Parts:
    """An umbellifer: rays that carry small round umbels, a family of many under one roof."""
    parts = Parts()
    parts.stroke(stem.path(), 1.6 * scale)
    for i in range(leaves):
        t = 0.06 + 0.62 * i / leaves
        side = 1 if i % 2 else -1
        angle = stem.angle(t) + side * chance.uniform(0.55, 0.8)
        _finger_leaf(parts, stem.at(t), angle, length=stem.length * (0.2 - 0.12 * t), side=side, scale=scale)
    middle_out = (4, 2, 6, 0, 8, 3, 5, 1, 7)
    ends = [_ray(parts, stem, k - 4, scale) for k in range(9)]
    parts.tips = [ends[k] for k in middle_out]
    return parts


def _finger_leaf(parts: Parts, start: Point, angle: float, *, length: float, side: int, scale: float) -> None:
    palm = away(start, angle, length * 0.32)
    parts.stroke(line(start, palm), 0.9 * scale)
    for finger in range(-2, 3):
        reach = length * (0.72 - 0.1 * abs(finger))
        parts.stroke(line(palm, away(palm, angle + finger * 0.30, reach)), 1.3 * scale, side_tone(side))


def _ray(parts: Parts, stem: Curve, k: int, scale: float) -> Point:
    """Draw ray k (-4 to 4) with its small umbel; give the place of its seed."""
    top, upright = stem.top, stem.angle(1)
    angle = upright + k * 0.27
    length = stem.length * 0.17 * (1 - 0.08 * abs(k))
    end = away(top, angle, length)
    parts.stroke(bow(top, away(top, upright + (angle - upright) * 0.6, length * 0.55), end), 0.8 * scale)
    florets = [away(end, angle + m * 0.38, 6.5 * scale) for m in range(-3, 4)]
    parts.stroke(line(end, florets[3]), 0.5 * scale)
    for m in range(3):
        parts.stroke(bend(florets[m], end, florets[6 - m]), 0.5 * scale)
    for m, floret in enumerate(florets):
        parts.dot(floret, 1.25 * scale, side_tone(m % 2 - 0.5))
    return away(end, angle, 9.5 * scale)


def alga(stem: Curve, leaves: int, chance: random.Random, scale: float) -> Parts:
    """Seaweed: every branch divides in two."""
    parts = Parts()
    depth = 3 if leaves < 4 else 4 if leaves < 9 else 5

    def grow(start: Point, angle: float, length: float, width: float, depth: int) -> None:
        end = away(start, angle, length)
        middle = ((start[0] + end[0]) / 2 + chance.uniform(-0.09, 0.09) * length, (start[1] + end[1]) / 2)
        parts.stroke(bow(start, middle, end), width)
        if depth == 0 or length < 5 * scale:
            parts.stroke(line(end, away(end, angle - 0.24, 7.5 * scale)), 2 * scale, "front")
            parts.stroke(line(end, away(end, angle + 0.24, 7.5 * scale)), 2 * scale, "back")
            parts.tips.append(away(end, angle, 11 * scale))
            return
        spread = chance.uniform(0.30, 0.48)
        for side in (-1, 1):
            turn = side * spread + chance.uniform(-0.1, 0.1)
            grow(end, angle + turn, length * chance.uniform(0.66, 0.80), max(0.7 * scale, width * 0.74), depth - 1)

    (x0, y0), (x1, y1) = stem.foot, stem.top
    grow(stem.foot, math.atan2(y1 - y0, x1 - x0), stem.length * 0.30, 2.6 * scale, depth)
    parts.tips.sort(key=lambda tip: tip[1])
    return parts


def horsetail(stem: Curve, leaves: int, chance: random.Random, scale: float) -> Parts:
    """Horsetail: whorls at equal distances, as if engineered."""
    parts = Parts()
    parts.stroke(stem.path(), 2.2 * scale)
    whorls = max(4, min(11, leaves + 3))
    for i in range(whorls):
        t = 0.14 + 0.8 * i / whorls
        start, upright = stem.at(t), stem.angle(t)
        length = stem.length * 0.17 * (1.02 - t) + 7 * scale
        for k in (-3, -2, -1, 1, 2, 3):
            side = 1 if k > 0 else -1
            angle = upright + k / 3 * 0.95 + side * 0.12
            needle = leaf(start, angle, length * (1.06 - 0.07 * abs(k)), 1.9 * scale, -side * length * 0.22)
            parts.leaf(needle, side_tone(side))
        if i > 1:
            parts.tips.append(away(start, upright + 1.07, length * 1.04))
    top, upright = stem.top, stem.angle(1)
    parts.leaf(leaf((top[0], top[1] + 2), upright, 17 * scale, 3.4 * scale), "front")
    parts.tips.insert(0, away(top, upright, 22 * scale))
    return parts


def spiral(stem: Curve, leaves: int, chance: random.Random, scale: float) -> Parts:
    """A composite flower: florets at the golden angle, which fills a disc without gaps (Vogel 1979)."""
    parts = Parts()
    parts.stroke(stem.path(), 1.8 * scale)
    for i in range(leaves):
        t = 0.08 + 0.6 * i / leaves
        side = 1 if i % 2 else -1
        length = stem.length * (0.22 - 0.1 * t)
        angle = stem.angle(t) + side * chance.uniform(0.5, 0.75)
        parts.leaf(leaf(stem.at(t), angle, length, length * 0.30, side * length * 0.18), side_tone(side))
    _flower(parts, stem.top, max(9 * scale, stem.length * 0.085), scale)
    return parts


def _flower(parts: Parts, centre: Point, radius: float, scale: float) -> None:
    florets = 64
    for k in range(1, florets):
        place = away(centre, k * GOLDEN_ANGLE, radius * math.sqrt(k / florets))
        # Four sizes instead of sixty-four: each size is one path.
        parts.dot(place, (0.55 + 0.19 * (4 * k // florets)) * scale, "front")
    for k in range(21):
        angle = k * 2 * math.pi / 21
        parts.leaf(leaf(away(centre, angle, radius * 1.1), angle, radius * 0.85, radius * 0.11), "back")
    parts.tips = [away(centre, -math.pi / 2 + k * 2.4, radius * 2.25) for k in range(9)]


SPECIES: dict[str, Grow] = {
    "grass": grass,
    "fern": fern,
    "alga": alga,
    "horsetail": horsetail,
    "spiral": spiral,
    "umbel": umbel,
}
STRAND_SPECIES = {
    "careers": "grass",
    "science": "fern",
    "technology": "alga",
    "engineering": "horsetail",
    "mathematics": "spiral",
    "inclusion": "umbel",
}
