"""The hand-coated ground of a plate: overlapping strokes of a broad brush."""

from __future__ import annotations

from random import Random

from bluestem.ui.plates.geometry import coordinates, seeded

ROUGHNESS = 9.0


def wash(key: str, width: float, height: float) -> tuple[str, str]:
    """Give two paths: the coated ground, and the paler traces that the brush left in it."""
    chance = seeded("wash" + key)
    bands = max(4, round(height / 26))
    step = (height - 4) / bands
    ground, traces = [], []
    for i in range(bands):
        overlap_above, overlap_below = (1.2 if i else 0.0), (1.2 if i < bands - 1 else 0.0)
        top, bottom = 2 + i * step - overlap_above, 2 + (i + 1) * step + overlap_below
        ground.append(_band(chance, width, top, bottom))
        if chance.random() < 0.6:
            traces.append(_trace(chance, width, top + (bottom - top) * chance.random()))
    return "".join(ground), "".join(traces)


def _band(chance: Random, width: float, top: float, bottom: float) -> str:
    left, right = chance.uniform(1, ROUGHNESS), width - chance.uniform(1, ROUGHNESS)
    tall = bottom - top
    sag_top, sag_bottom = chance.uniform(-1.4, 1.4), chance.uniform(-1.4, 1.4)
    left_belly, right_belly = chance.uniform(0.25, 0.75), chance.uniform(0.25, 0.75)
    left_ease, right_ease = chance.uniform(2, ROUGHNESS * 0.8), chance.uniform(2, ROUGHNESS * 0.8)
    middle = width * 0.5
    curves = (
        (middle, top + sag_top, right - right_ease, top),
        (right + 1, top + tall * 0.1, right, top + tall * right_belly),
        (right - 1, bottom - tall * 0.08, right - right_ease * 0.6, bottom),
        (middle, bottom + sag_bottom, left + left_ease * 0.7, bottom),
        (left - 1, bottom - tall * 0.1, left, top + tall * left_belly),
        (left + 1, top + tall * 0.08, left + left_ease, top),
    )
    return f"M{coordinates(left + left_ease, top)}" + "".join(f"Q{coordinates(*curve)}" for curve in curves) + "z"


def _trace(chance: Random, width: float, y: float) -> str:
    start = chance.uniform(ROUGHNESS, width * 0.5)
    length = min(chance.uniform(width * 0.2, width * 0.55), width - ROUGHNESS * 2 - start)
    there = f"q{coordinates(length * 0.5, -1.4, length, 0)}"
    back = f"q{coordinates(-length * 0.5, chance.uniform(1.2, 2.8), -length, 0)}z"
    return f"M{coordinates(start, y)}{there}{back}"
