"""What a plant is made of before it has colours: strokes, leaves and the tips where seeds sit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bluestem.ui.plates.geometry import Point, dot

Tone = Literal["front", "back", "seed"]


@dataclass
class Parts:
    """The parts of one plant.

    strokes: paths drawn with a pen, by tone and width. leaves: filled outlines by tone.
    tips: where seeds go, best places first.
    """

    strokes: dict[tuple[Tone, float], list[str]] = field(default_factory=dict)
    leaves: dict[Tone, list[str]] = field(default_factory=dict)
    tips: list[Point] = field(default_factory=list)

    def stroke(self, path: str, width: float, tone: Tone = "front") -> None:
        self.strokes.setdefault((tone, round(width, 1) or 0.1), []).append(path)

    def leaf(self, path: str, tone: Tone) -> None:
        self.leaves.setdefault(tone, []).append(path)

    def dot(self, centre: Point, radius: float, tone: Tone) -> None:
        self.stroke(dot(centre), 2 * radius, tone)


def side_tone(side: float) -> Tone:
    """Leaves on one side of the stem are lit, those on the other stand back."""
    return "front" if side > 0 else "back"
