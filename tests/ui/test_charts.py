"""Charts: well formed, read aloud, on a scale that holds everything."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.ui import charts

EXAMPLES = {
    "stem_plot": charts.stem_plot(86, 120, label="86 of 100", target=charts.Mark(100, "target 100"), pace=75),
    "effect_plot": charts.effect_plot(
        charts.Interval(3.05, 2.8, 3.3), charts.Interval(3.43, 3.2, 3.6), (1, 5), label="Before 3.05, after 3.43"
    ),
    "schedule": charts.schedule(
        [charts.Span("One <b>", 0, 2), charts.Span("Two", 1, 6, later=True)],
        6,
        ticks=[charts.Mark(0, "week 1")],
        label="Two parts",
        marks=[charts.Mark(5, "last day")],
    ),
    "columns": charts.columns([3, 0, 165], ["a", "b", "c"], label="3, 0, 165", marked=[2]),
    "progress_stem": charts.progress_stem(4, 8, label="4 of 8"),
}


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def positions(svg: str) -> list[float]:
    return [float(share) for share in re.findall(r'(?:x|x1|x2|cx)="(-?[\d.]+)%"', svg)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_chart_is_well_formed_and_says_its_values(name):
    root = parsed(EXAMPLES[name])
    assert root.get("role") == "img"
    assert root.get("aria-label")


@pytest.mark.parametrize("svg", [charts.axis(["1", "2", "3"]), charts.flows(2, 2, [(0, 1, 3)])])
def test_what_the_words_beside_it_say_is_hidden_from_screen_readers(svg):
    assert parsed(svg).get("aria-hidden") == "true"


def test_value_stands_at_its_share_of_the_scale():
    svg = charts.stem_plot(86, 120, label="l")
    assert re.search(r'<circle class="a-node" cx="([\d.]+)%"', svg).group(1) == "71.67"


def test_measured_effects_are_copper():
    assert 'class="e-node"' in charts.stem_plot(1, 2, label="l", evidence=True)
    before = charts.Interval(3, 2.9, 3.1)
    assert 'class="e-node"' in charts.effect_plot(before, before, (1, 5), label="l")
    assert 'class="n-node"' in charts.effect_plot(before, before, (1, 5), label="l", changed=False)


def test_averages_stand_at_their_place_on_the_whole_scale():
    svg = EXAMPLES["effect_plot"]
    assert re.findall(r'<circle class="(\w-\w+)" cx="([\d.]+)%"', svg) == [("a-open", "51.25"), ("e-node", "60.75")]
    assert svg.count('class="axis"') == 5


@pytest.mark.parametrize(
    ("top", "lines"),
    [
        (165, ["50", "100", "150"]),
        (4, ["1", "2", "3", "4"]),
        (1, ["1"]),
        (9, ["2", "4", "6", "8"]),
        (11, ["5", "10"]),
        (100, ["25", "50", "75", "100"]),
        (0, ["1"]),
    ],
)
def test_grid_lines_are_round(top, lines):
    svg = charts.columns([0, top], ["a", "b"], label="l")
    assert re.findall(r'text-anchor="start">([^<]+)<', svg) == lines


def test_columns_need_words_for_each():
    with pytest.raises(ValueError, match="Each column needs its words"):
        charts.columns([1, 2], ["a"], label="l")


def test_progress_shows_done_now_and_to_come():
    assert re.findall(r'<circle class="(\w+)"', EXAMPLES["progress_stem"]) == ["done"] * 4 + ["now"] + ["todo"] * 3
    assert re.findall(r'<circle class="(\w+)"', charts.progress_stem(2, 2, label="l")) == ["done", "done"]


def test_words_are_escaped():
    assert "One &lt;b&gt;" in EXAMPLES["schedule"]
    assert 'aria-label="&quot;&lt;"' in charts.progress_stem(0, 1, label='"<')


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.floats(-1e6, 1e6))
def test_nothing_leaves_the_drawing(value, top, target):
    svg = charts.stem_plot(value, top, label="l", target=charts.Mark(target, "t"), pace=value / 2)
    parsed(svg)
    assert all(0 <= share <= 100 for share in positions(svg))


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=24))
def test_columns_have_at_most_four_grid_lines(values):
    svg = charts.columns(values, ["x"] * len(values), label="l")
    parsed(svg)
    assert 1 <= svg.count('class="axis"') <= 4
