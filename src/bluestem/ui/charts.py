"""Charts as SVG that fills its column: x in percent of the drawing's width, heights and type in pixels.

So text never shrinks, circles stay round, a chart prints, and no script runs. Colours are classes of the
stylesheet. Each function gives one <svg>; the macro `chart` adds title, source and the same numbers as a table.
`label` is what a screen reader says: the main values in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True)
class Interval:
    """An average and the ends of its 95 % interval, all on the scale of the chart."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Span:
    """One row of a schedule: words, start and end on the chart's scale, and whether it is still to come."""

    words: str
    start: float
    end: float
    later: bool = False


@dataclass(frozen=True)
class Mark:
    """A place on a scale with its words."""

    at: float
    words: str


def stem_plot(
    value: float,
    top: float,
    *,
    label: str,
    target: Mark | None = None,
    pace: float | None = None,
    evidence: bool = False,
) -> Markup:
    """Draw an indicator against its target: a stem that grows towards a mark.

    top: right end of the scale, which starts at zero. target: where it should get, with its words ("target 100").
    pace: what is expected by now, a diamond. evidence: the indicator is a measured effect (copper).
    """
    kind, y = ("e" if evidence else "a"), 30
    parts = [_line("base", 0, 100, y), _line(f"{kind}-stem", 0, _share(value, 0, top), y)]
    if target:
        x = _share(target.at, 0, top)
        parts.append(_upright("target", x, y - 11, y + 11))
        parts.append(_text(target.words, x, y - 16, "end" if x > 80 else "middle"))
    if pace is not None:
        diamond = '<path class="pace" d="M0-6 6 0 0 6-6 0z"/>'
        parts.append(f'<svg x="{_percent(_share(pace, 0, top))}" y="{y}" overflow="visible">{diamond}</svg>')
    parts.append(_node(f"{kind}-node", _share(value, 0, top), y, 7.5))
    return _chart(46, parts, label)


def effect_plot(
    before: Interval, after: Interval, scale: tuple[int, int], *, label: str, changed: bool = True
) -> Markup:
    """Draw two averages with their intervals, before above after, on the whole scale of the answers.

    changed: the interval of the change leaves out zero; if not, the answer after is grey.
    """
    low, high = scale
    kind, height, above, below = ("e" if changed else "n"), 52, 15, 37

    def x(value: float) -> float:
        return _share(value, low, high)

    parts = [_upright("axis", x(tick), 0, height) for tick in range(low, high + 1)]
    ends = f'x1="{_percent(x(before.mean))}" y1="{above}" x2="{_percent(x(after.mean))}" y2="{below}"'
    parts.append(f'<line class="join" {ends}/>')
    parts += [_line("a-ci", x(before.low), x(before.high), above), _node("a-open", x(before.mean), above, 5.5)]
    parts += [_line(f"{kind}-ci", x(after.low), x(after.high), below), _node(f"{kind}-node", x(after.mean), below, 6.5)]
    return _chart(height, parts, label)


def axis(words: Sequence[str]) -> Markup:
    """Draw the words of a scale at equal distances, first and last flush with its ends.

    It is hidden from screen readers, and on a narrow screen the words between are left out.
    """
    last = len(words) - 1
    first_word, last_word = _text(words[0], 0, 14, "start"), _text(words[last], 100, 14, "end")
    between = [_text(words[k], 100 * k / last, 14, "middle", style="mid") for k in range(1, last)]
    return _chart(20, [first_word, *between, last_word])


def schedule(
    rows: Sequence[Span], length: float, *, ticks: Iterable[Mark], label: str, marks: Iterable[Mark] = ()
) -> Markup:
    """Draw spans of time, one under the other; `length` is the right end of the scale, which starts at zero.

    ticks: light lines with words above, such as weeks. marks: dashed lines with words, such as the last day.
    """
    pitch, first = 34, 30
    height = pitch * len(rows) + first
    parts = []
    for tick in ticks:
        x = _share(tick.at, 0, length)
        parts += [_upright("axis", x, 22, height), _text(tick.words, x, 13, "start", shift=3)]
    for k, row in enumerate(rows):
        parts += _span(row, length, first + k * pitch, pitch - 8)
    for mark in marks:
        x = _share(mark.at, 0, length)
        parts.append(_upright("target", x, 22, height, dashed=True))
        parts.append(_text(mark.words, x, first + 17.5, "start", shift=7, style="strong"))
    return _chart(height, parts, label)


def columns(
    values: Sequence[float], words: Sequence[str], *, label: str, marked: Iterable[int] = (), height: int = 150
) -> Markup:
    """Draw a count over time, at most 24 columns from zero, with two to four round grid lines.

    words: below each column. marked: indexes of columns that stand out.
    """
    if len(values) != len(words):
        raise ValueError("Each column needs its words.")
    top = max([*values, 1]) * 1.08
    base, slot = height - 22, 100 / len(values)
    parts = []
    for line in _round_lines(top):
        y = base - base * line / top
        parts += [_line("axis", 0, 100, y), _text(f"{line:g}", 0, y - 4, "start")]
    for k, (value, word) in enumerate(zip(values, words, strict=True)):
        tall = base * value / top
        kind = "bar on" if k in set(marked) else "bar"
        place = f'x="{_percent((k + 0.16) * slot)}" width="{_percent(0.68 * slot)}"'
        parts.append(f'<rect class="{kind}" {place} y="{_short(base - tall)}" height="{_short(tall)}"/>')
        parts.append(_text(word, (k + 0.5) * slot, height - 5, "middle"))
    return _chart(height, [*parts, _line("base", 0, 100, base)], label)


def progress_stem(done: int, total: int, *, label: str) -> Markup:
    """Draw progress as one node a part: `done` of `total` filled, the next one open and larger."""

    def x(k: int) -> float:
        return 2 + 96 * k / max(1, total - 1)

    parts = [_line(None, 2, 98, 12), _line("run", 2, x(min(done, total - 1)), 12)]
    for k in range(total):
        kind: Literal["done", "now", "todo"] = "done" if k < done else "now" if k == done else "todo"
        parts.append(_node(kind, x(k), 12, 8 if kind == "now" else 6))
    return _chart(24, parts, label, style="pstem")


def flows(left: int, right: int, links: Iterable[tuple[int, int, float]], *, evidence: bool = False) -> Markup:
    """Draw what feeds what between two columns of equal rows: `links` are (row left, row right, width in pixels)."""
    kind, paths = ("fe" if evidence else "fa"), ""
    for a, b, width in links:
        y0, y1 = _short(100 * (a + 0.5) / left), _short(100 * (b + 0.5) / right)
        paths += f'<path class="{kind}" stroke-width="{_short(width)}" d="M0 {y0}C50 {y0} 50 {y1} 100 {y1}"/>'
    return Markup(  # noqa: S704 - numbers only
        '<svg class="flow" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{paths}</svg>"
    )


def _span(row: Span, length: float, y: float, tall: float) -> list[str]:
    start, end = _share(row.start, 0, length), _share(row.end, 0, length)
    box = f'x="{_percent(start)}" y="{_short(y)}" width="{_percent(end - start)}" height="{_short(tall)}"'
    middle = y + tall / 2
    return [
        f'<rect class="ghost" {box} rx="2"/>',
        _node("a-open" if row.later else "a-node", start, middle, 6),
        _text(row.words, start, middle + 4.5, "start", shift=14, style="strong"),
    ]


def _round_lines(top: float) -> list[float]:
    """Give one to four round numbers below `top` at equal distances; whole numbers, since counts are drawn."""
    power = 1
    while top / power > 40:
        power *= 10
    factors = (1, 2, 5, 10) if power == 1 else (1, 2, 2.5, 5, 10)
    step = next(power * factor for factor in factors if top / (power * factor) < 5)
    return [step * k for k in range(1, 5) if step * k < top]


def _share(value: float, low: float, high: float) -> float:
    """Give where a value lies on a scale, in percent, never outside it."""
    return min(100.0, max(0.0, 100 * (value - low) / (high - low)))


def _percent(share: float) -> str:
    return f"{_short(share)}%"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _line(kind: str | None, start: float, end: float, y: float) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<line{named} x1="{_percent(start)}" x2="{_percent(end)}" y1="{_short(y)}" y2="{_short(y)}"/>'


def _upright(kind: str, share: float, top: float, bottom: float, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="3 3"' if dashed else ""
    x = _percent(share)
    return f'<line class="{kind}" x1="{x}" x2="{x}" y1="{_short(top)}" y2="{_short(bottom)}"{dashes}/>'


def _node(kind: str, share: float, y: float, radius: float) -> str:
    return f'<circle class="{kind}" cx="{_percent(share)}" cy="{_short(y)}" r="{_short(radius)}"/>'


def _text(words: str, share: float, y: float, anchor: str, *, shift: float = 0, style: str = "") -> str:
    extra = (f' dx="{_short(shift)}"' if shift else "") + (f' class="{style}"' if style else "")
    return f'<text x="{_percent(share)}" y="{_short(y)}" text-anchor="{anchor}"{extra}>{escape(words)}</text>'


def _chart(height: float, parts: Iterable[str], label: str = "", style: str = "ch") -> Markup:
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    drawn = f'<svg class="{style}" height="{_short(height)}" {said}>{"".join(parts)}</svg>'
    return Markup(drawn)  # noqa: S704 - all words in it are escaped
