"""Plates: the drawing is the data, and the same record always gives the same drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluestem.ui.plates import MAX_STEMS, SPECIES, STRAND_SPECIES, Stem, meadow_svg, plate_svg, thumb_svg

SEED_COLOUR = "#f5b391"
stems = st.builds(
    Stem,
    key=st.text(max_size=20),
    height=st.floats(-1, 2),
    leaves=st.integers(0, 60),
    seeds=st.integers(0, 60),
    species=st.sampled_from(list(SPECIES)),
    caption=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=6
    ),
)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def many(count: int, species: str = "grass", **values) -> list[Stem]:
    return [
        Stem(
            key=f"k{i}",
            height=values.get("height", 0.8),
            leaves=values.get("leaves", 5),
            species=species,
            seeds=values.get("seeds", 2),
            caption=str(2000 + i),
        )
        for i in range(count)
    ]


def seeds_in(svg: str) -> int:
    drawn = re.findall(rf'<path[^>]*stroke="{SEED_COLOUR}"[^>]* d="([^"]*)"', svg)
    return sum(path.count("M") for path in drawn)


@settings(max_examples=40, deadline=None)
@given(st.lists(stems, max_size=4), st.sampled_from(["inline", "standalone"]))
def test_any_record_gives_a_well_formed_drawing(given_stems, mode):
    for svg in (
        plate_svg(given_stems, title='A "plate" & <more>', mode=mode),
        meadow_svg(given_stems, title="m", mode=mode),
    ):
        parsed(svg)
        assert not re.search(r"nan|inf", svg.split("<text")[0])


@pytest.mark.parametrize("species", SPECIES)
def test_same_record_same_drawing(species):
    stem = Stem(key="be-007", height=0.7, leaves=6, seeds=3, species=species)
    assert thumb_svg(stem) == thumb_svg(stem)
    assert thumb_svg(stem) != thumb_svg(Stem(key="be-008", height=0.7, leaves=6, seeds=3, species=species))


@pytest.mark.parametrize("species", SPECIES)
@pytest.mark.parametrize("seeds", [0, 1, 3])
def test_each_measured_result_is_one_copper_seed(species, seeds):
    assert seeds_in(thumb_svg(Stem(key="a", height=0.9, leaves=4, seeds=seeds, species=species))) == seeds


def test_taller_means_more():
    def top(height: float) -> float:
        drawn = plate_svg([Stem(key="a", height=height)], title="t")
        stem = re.search(r'd="M[^"C]+C[^"]*?([-\d.]+)"', drawn[drawn.index('stroke="#eef5fc"') :]).group(1)
        return float(re.findall(r"-?\d*\.?\d+", stem)[-1])

    assert top(1.0) < top(0.6) < top(0.2)


def test_no_activity_is_a_bare_plate():
    bare = plate_svg([], title="Nothing yet")
    assert bare == plate_svg([Stem(key="a", height=0)], title="Nothing yet")
    assert "#eef5fc" not in bare


def test_a_plate_has_fourteen_stems_at_most_and_keeps_the_tallest():
    given_stems = [Stem(key=str(i), height=0.1 + i / 40, caption=f"c{i}") for i in range(20)]
    captions = re.findall(r">(c\d+)</text>", plate_svg(given_stems, title="t"))
    assert captions == [f"c{i}" for i in range(6, 20)]
    assert len(captions) == MAX_STEMS


def test_standalone_drawing_carries_its_own_colours_and_no_style():
    svg = plate_svg(many(3), title="t")
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "class=" not in svg
    assert "style" not in svg


def test_inline_drawing_leaves_colours_to_the_page():
    svg = plate_svg(many(3), title="t", mode="inline")
    assert svg.startswith('<svg class="plate"')
    assert re.search(r'(?:fill|stroke)="#', svg) is None


def test_meadow_has_no_ground_and_every_country():
    svg = meadow_svg(many(42), title="m", grid=[(0.5, "10")])
    assert svg.count("</text>") == 43
    assert 'fill="#08385c"' not in svg


@pytest.mark.parametrize("species", SPECIES)
def test_drawings_stay_light(species):
    fullest = {"species": species, "height": 1.0, "leaves": 16, "seeds": 9}
    assert len(thumb_svg(Stem(key="w", **fullest))) <= 6_000
    assert len(plate_svg(many(14, **fullest), title="t")) <= 120_000
    assert len(meadow_svg(many(42, **fullest), title="m")) <= 450_000


def test_a_usual_meadow_stays_light():
    names = list(SPECIES)
    usual = [Stem(key=str(i), height=(i + 1) / 42, leaves=i // 5, seeds=i % 4, species=names[i % 6]) for i in range(42)]
    assert len(meadow_svg(usual, title="m")) <= 300_000


def test_every_strand_has_its_plant():
    assert set(STRAND_SPECIES.values()) == set(SPECIES)
