"""Contrast, recomputed from the stylesheet in both themes: text at least 4.5 to 1, marks at least 3 to 1 (WCAG 2.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bluestem.ui

TOKENS = Path(bluestem.ui.__file__).parent / "static/ui/css/tokens.css"
THEMES = ("light", "dark")
# Text on ground, as DESIGN.md lists them, and the pairs that components use besides.
TEXT = [
    ("ink", "ground"), ("ink", "surface"), ("ink", "wash"), ("ink", "wash-2"), ("ink-2", "ground"),
    ("ink-2", "surface"), ("ink-2", "wash"), ("ink-2", "wash-2"), ("ink-3", "ground"), ("ink-3", "surface"),
    ("ink-3", "wash"), ("ink-3", "wash-2"), ("stem", "ground"), ("stem", "surface"), ("stem", "wash"),
    ("stem", "wash-2"), ("stem", "stem-soft"), ("stem-strong", "ground"), ("stem-strong", "stem-soft"),
    ("on-stem", "stem"), ("on-stem", "stem-strong"), ("surface", "alert"), ("evidence", "ground"),
    ("evidence", "surface"), ("evidence", "wash"), ("evidence", "evidence-soft"), ("leaf", "leaf-soft"),
    ("amber", "amber-soft"), ("alert", "alert-soft"), ("alert", "ground"), ("alert", "surface"),
    ("plum", "plum-soft"), ("ink", "leaf-soft"), ("ink", "amber-soft"), ("ink", "alert-soft"),
    ("ink", "evidence-soft"), ("stem", "leaf-soft"), ("stem", "amber-soft"), ("stem", "alert-soft"),
    ("stem", "evidence-soft"), ("on-focus", "focus"), ("on-focus", "mark"), ("plate-ink", "plate"),
    ("plate-2", "plate"), ("plate-evidence", "plate"), ("plate-strong", "plate"), ("plate-ink", "plate-deep"),
    ("plate-2", "plate-deep"), ("on-plate-ink", "plate-ink"), ("on-plate-ink", "plate-2"),
    ("plate-field-ink", "plate-field"), ("plate-field-hint", "plate-field"), ("seq-ink-low", "seq-0"),
    ("seq-ink-low", "seq-1"), ("seq-ink-low", "seq-2"), ("seq-ink-mid", "seq-3"), ("seq-ink-high", "seq-4"),
    ("seq-ink-high", "seq-5"),
]  # fmt: skip
MARKS = [
    ("line-strong", "ground"), ("line-strong", "surface"), ("line-strong", "wash"), ("evidence-mark", "ground"),
    ("evidence-mark", "surface"), ("evidence-mark", "wash"), ("stem", "ground"), ("stem", "wash"),
    ("focus-edge", "focus"), ("leaf", "leaf-soft"), ("amber", "amber-soft"), ("alert", "alert-soft"),
    ("evidence-mark", "evidence-soft"),
]  # fmt: skip


def colours() -> dict[str, tuple[str, str]]:
    """Give each colour token in light and in dark."""
    found = {}
    for name, value in re.findall(r"--([a-z0-9-]+):\s*(light-dark\([^)]*\)|#[0-9a-f]{6})", TOKENS.read_text()):
        shades = re.findall(r"#[0-9a-f]{6}", value)
        found[name] = (shades[0], shades[-1])
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_low(pairs: list[tuple[str, str]], theme: str, floor: float) -> dict[str, float]:
    shades = {name: values[THEMES.index(theme)] for name, values in colours().items()}
    ratios = {f"{text} on {ground}": contrast(shades[text], shades[ground]) for text, ground in pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < floor}


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read(theme):
    assert too_low(TEXT, theme, 4.5) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_marks_can_be_seen(theme):
    assert too_low(MARKS, theme, 3.0) == {}
