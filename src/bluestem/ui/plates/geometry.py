"""Curves, leaves and numbers of a drawing. Lengths are in the drawing's own units, angles in radians."""

from __future__ import annotations

import hashlib
import math
import random
from dataclasses import dataclass
from functools import lru_cache

Point = tuple[float, float]


def seeded(key: str) -> random.Random:
    """Give a source of chance that depends on the key alone, so that a record always looks the same."""
    return random.Random(int(hashlib.sha256(key.encode()).hexdigest()[:12], 16))  # noqa: S311 - drawing, not secrets


def coordinates(*values: float) -> str:
    """Write numbers for a path, to a tenth and as short as SVG allows: `12.5-3 .4`."""
    text = ""
    for value in values:
        word = _tenths(round(value * 10))
        text += word if not text or word[0] == "-" else " " + word
    return text


@lru_cache(maxsize=65536)
def _tenths(tenths: int) -> str:
    whole, tenth = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{tenth}" if tenth else str(whole)
    return f"-{digits}" if tenths < 0 else digits


def away(start: Point, angle: float, length: float) -> Point:
    """Give the point at a distance in a direction."""
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


@dataclass(frozen=True)
class Curve:
    """A stem: a cubic Bézier from the ground up, given by its four points."""

    points: tuple[Point, Point, Point, Point]

    @classmethod
    def rising(cls, foot: Point, height: float, lean: float, bend: float) -> Curve:
        """Give a stem from `foot`; `lean` carries its top sideways, `bend` its upper half."""
        x, y = foot
        return cls(
            (
                (x, y),
                (x + lean * 0.05, y - height * 0.38),
                (x + lean * 0.35 + bend, y - height * 0.70),
                (x + lean, y - height),
            )
        )

    @property
    def foot(self) -> Point:
        return self.points[0]

    @property
    def top(self) -> Point:
        return self.points[3]

    @property
    def length(self) -> float:
        return math.dist(self.foot, self.top)

    def at(self, t: float) -> Point:
        """Give the point at parameter t, from 0 (foot) to 1 (top)."""
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        return (
            sum(w * p[0] for w, p in zip(weights, self.points, strict=True)),
            sum(w * p[1] for w, p in zip(weights, self.points, strict=True)),
        )

    def angle(self, t: float) -> float:
        """Give the direction of growth at parameter t."""
        (x0, y0), (x1, y1) = self.at(max(0.0, t - 1e-3)), self.at(min(1.0, t + 1e-3))
        return math.atan2(y1 - y0, x1 - x0)

    def path(self) -> str:
        start, *rest = self.points
        return f"M{coordinates(*start)}C{coordinates(*(value for point in rest for value in point))}"


def line(start: Point, end: Point) -> str:
    """Give the path of a straight line."""
    return f"M{coordinates(*start)}l{coordinates(end[0] - start[0], end[1] - start[1])}"


def bend(start: Point, middle: Point, end: Point) -> str:
    """Give the path of two straight lines that meet in the middle."""
    first = coordinates(middle[0] - start[0], middle[1] - start[1])
    return f"M{coordinates(*start)}l{first}l{coordinates(end[0] - middle[0], end[1] - middle[1])}"


def bow(start: Point, control: Point, end: Point) -> str:
    """Give the path of a bowed line."""
    return f"M{coordinates(*start)}Q{coordinates(*control, *end)}"


def leaf(start: Point, angle: float, length: float, width: float, curl: float = 0.0) -> str:
    """Give the outline of a lens-shaped leaf; `curl` carries its tip sideways."""
    cos, sin = math.cos(angle), math.sin(angle)

    def turned(u: float, v: float) -> Point:
        return u * cos - v * sin, u * sin + v * cos

    half = length * 0.5
    there = (*turned(half, -width + curl * 0.12), *turned(length, curl))
    back = (*turned(half - length, width + curl * 0.12 - curl), *turned(-length, -curl))
    return f"M{coordinates(*start)}q{coordinates(*there)}q{coordinates(*back)}z"


def dot(centre: Point) -> str:
    """Give the path of a dot: a stroke of almost no length whose round ends and width make the disc."""
    return f"M{coordinates(*centre)}h.1"
