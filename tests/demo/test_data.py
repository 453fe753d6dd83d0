"""The files of the sample network: whole, consistent, in our own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bluestem.demo.reading import read
from bluestem.kit.html import TAGS
from bluestem.library.choices import PublicationKind
from bluestem.network.choices import NetworkRole, OrganisationKind, OrganisationRole
from bluestem.programmes.choices import Audience, DocumentKind, FrameState, FundingModel, IndicatorKind, Status
from bluestem.programmes.evidence import evidence_of
from bluestem.vocabularies.api import COUNTRIES, LANGUAGES, LEVELS, TOPICS

FILES = ("organisations", "countries", "programmes", "publications", "people")
SHARED = Path(__file__).parents[2].parent / "shared"
NETWORK_OPENED = date(2016, 1, 1)
# Facts, such as names and addresses, come back as often as they must; sentences do not.
SHORT_PROSE = {"measured_by", "source"}
LONG_PROSE = {"summary", "description", "lead", "abstract", "text", "aims", "impact", "impact_measured"}
PROSE = SHORT_PROSE | LONG_PROSE | {"strategy_text", "budget_text"}
OWN_WORDS = 8
OPEN_TAG = re.compile(r"</?([a-z0-9]+)([^>]*)>")
ADVERTISING = re.compile(
    r"\b(innovative|cutting-edge|world-class|state-of-the-art|unique|empower\w*|inspir\w+|exciting|vibrant|seamless|"
    r"holistic|game-chang\w+|groundbreaking|leverag\w+|unlock\w*|passionate|lorem ipsum)\b",
    re.IGNORECASE,
)


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string below a value, with the name of the field that holds it."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)


def bare(text: str) -> str:
    return re.sub(r"\s+", " ", OPEN_TAG.sub(" ", text)).strip()


def sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=[.?:;])\s+|<[^>]+>", text)
    return [part.strip().lower() for part in parts if len(part.split()) >= 5]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """All sequences of `length` words, without case and punctuation."""
    words = re.findall(r"[\w@]+", bare(text).lower().replace("’", "'"))
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def everything() -> Iterator[tuple[str, str, str]]:
    """File and record, field, text: for every text of the sample network."""
    for name in FILES:
        for row in read(name):
            record = f"{name}: {row.get('slug') or row.get('code') or row.get('email')}"
            for key, text in texts(row):
                yield record, key, text


def slugs(name: str) -> set[str]:
    return {row["slug"] for row in read(name)}


@pytest.mark.parametrize("name", ["organisations", "programmes", "publications"])
def test_slugs_are_unique_and_fit_into_addresses(name: str) -> None:
    found = [row["slug"] for row in read(name)]
    assert [slug for slug, count in Counter(found).items() if count > 1] == []
    assert [slug for slug in found if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_sheet_numbers_carry_the_country_and_run_without_gaps() -> None:
    by_country: dict[str, list[str]] = {}
    for row in read("programmes"):
        by_country.setdefault(row["country"].upper(), []).append(row["number"])
    for country, numbers in by_country.items():
        assert sorted(numbers) == [f"{country}-{n:03}" for n in range(1, len(numbers) + 1)]


def test_every_reference_leads_to_a_record() -> None:
    organisations, programmes = slugs("organisations"), slugs("programmes")
    used = {row["organisation"] for row in read("people")}
    used |= {row["national_contact"] for row in read("countries")}
    used |= {row["organisation"] for row in read("publications") if "organisation" in row}
    for row in read("programmes"):
        used |= {row["organisation"], *row.get("partners", [])}
        used |= {funder["organisation"] for funder in row.get("funders", []) if "organisation" in funder}
        assert row["organisation"] not in row.get("partners", [])
    assert used - organisations == set()
    assert {row["programme"] for row in read("publications") if "programme" in row} - programmes == set()


def allowed(row: dict[str, Any], key: str, codes: Any) -> None:
    value = row.get(key, [])
    found = set(value) if isinstance(value, list) else {value}
    assert found - set(codes) == set(), (row.get("slug"), key)


@pytest.mark.parametrize("name", FILES)
def test_codes_come_from_the_vocabularies(name: str) -> None:
    for row in read(name):
        for key, codes in (
            ("topics", TOPICS),
            ("levels", LEVELS),
            ("languages", LANGUAGES),
            ("language", LANGUAGES),
            ("country", COUNTRIES),
            ("countries", COUNTRIES),
            ("also_active_in", COUNTRIES),
            ("code", COUNTRIES),
        ):
            allowed(row, key, codes)
        for translation in row.get("translations", []):
            allowed(translation, "language", LANGUAGES)
            assert translation["language"] != row["language"], row["slug"]


def test_kinds_and_states_come_from_the_choices() -> None:
    for row in read("organisations"):
        allowed(row, "kind", OrganisationKind.values)
    for row in read("publications"):
        allowed(row, "kind", PublicationKind.values)
    for row in read("people"):
        allowed(row, "role", [*NetworkRole.values, *OrganisationRole.values])
    for row in read("programmes"):
        allowed(row, "audiences", Audience.values)
        allowed(row, "status", Status.values)
        allowed(row, "funding_model", FundingModel.values)
        for part, values in (("indicators", IndicatorKind), ("documents", DocumentKind)):
            for item in row.get(part, []):
                allowed(item, "kind", values.values)
        for frame in row.get("context", []):
            allowed(frame, "state", FrameState.values)


@pytest.mark.parametrize("name", ["organisations", "programmes", "publications"])
def test_what_a_reader_expects_is_there(name: str) -> None:
    needed = {
        "organisations": {"name", "kind", "country", "website", "summary", "description", "topics", "languages"},
        "programmes": {"name", "organisation", "summary", "description", "levels", "audiences", "topics", "year_start"},
        "publications": {"title", "authors", "countries", "kind", "year", "abstract", "topics", "levels"},
    }[name]
    missing = {row["slug"]: needed - {key for key, value in row.items() if value} for row in read(name)}
    assert {slug: keys for slug, keys in missing.items() if keys} == {}


def test_sizes_suit_the_pages_that_show_them() -> None:
    readings = [reading for row in read("programmes") for reading in (row, *row.get("translations", []))]
    assert [r["summary"] for r in readings if len(r["summary"]) > 200] == []
    assert [r["slug"] for r in read("organisations") if len(r["summary"]) > 250] == []
    words = {r["slug"]: len(bare(r["abstract"]).split()) for r in read("publications")}
    assert {slug: count for slug, count in words.items() if not 80 <= count <= 160} == {}


def test_rich_text_holds_only_plain_structure_and_closes_what_it_opens() -> None:
    for record, _key, text in everything():
        stack: list[str] = []
        for match in OPEN_TAG.finditer(text):
            tag, rest = match.groups()
            assert tag in TAGS, (record, tag)
            assert not rest.strip(), (record, match.group())
            if match.group().startswith("</"):
                assert stack, (record, tag)
                assert stack.pop() == tag, (record, tag)
            else:
                stack.append(tag)
        assert stack == [], record


def test_no_sentence_stands_twice() -> None:
    found = Counter(
        sentence
        for _record, key, text in everything()
        if key in PROSE - SHORT_PROSE
        for sentence in set(sentences(text))
    )
    assert [sentence for sentence, count in found.items() if count > 1] == []


def test_texts_are_plain() -> None:
    for record, key, text in everything():
        assert "!" not in text, record
        assert not re.search(r"\bplease\b|[“‘]{2}|\s{2,}\S", OPEN_TAG.sub("", text).replace("\n", ""), re.IGNORECASE), (
            record
        )
        if key in PROSE:
            assert not ADVERTISING.search(text), (record, ADVERTISING.search(text))
            assert "'" not in text, (record, "a straight apostrophe")


def test_years_and_dates_are_in_order() -> None:
    for row in read("programmes"):
        assert row["year_start"] <= row.get("year_end", row["year_start"]), row["slug"]
        assert (row["status"] == "planned") == (row["year_start"] > 2026), row["slug"]
        if "confirmed_on" in row:
            assert row["confirmed_by"], row["slug"]
            assert row["published_on"] <= row["confirmed_on"] <= date(2026, 11, 22), row["slug"]
    for name in ("organisations", "programmes", "publications"):
        for row in read(name):
            assert NETWORK_OPENED <= row["published_on"] <= date(2026, 11, 22), row["slug"]


def test_a_figure_says_where_it_comes_from() -> None:
    for row in read("programmes"):
        for part in (*row.get("indicators", []), *row.get("reach", [])):
            assert part["source"], row["slug"]
        for indicator in row.get("indicators", []):
            if "actual" in indicator and indicator["kind"] != "reach":
                assert indicator["n"] > 0, row["slug"]
                assert indicator["on"] <= date(2026, 11, 22), row["slug"]


def test_invented_organisations_live_in_the_reserved_domain_and_real_ones_do_not() -> None:
    for row in read("organisations"):
        assert row["website"].startswith("https://"), row["slug"]
        assert (".example" in row["website"]) == row.get("sample", False), row["slug"]
    for row in read("publications"):
        assert (".example" in row.get("url", "")) == row.get("sample", False), row["slug"]
        assert row.get("sample") or not row.get("file"), row["slug"]
    assert [row["email"] for row in read("people") if not row["email"].endswith("@bluestem.example")] == []


class Figure:
    def __init__(self, row: dict[str, Any]) -> None:
        self.kind, self.actual, self.answers = row["kind"], row.get("actual"), row.get("n")


def test_evidence_levels_spread_from_described_to_compared() -> None:
    levels = Counter(
        evidence_of(
            indicators=[Figure(part) for part in row.get("indicators", [])],
            has_counted_reach=any("actual" in part for part in row.get("reach", [])),
        ).level
        for row in read("programmes")
    )
    assert set(levels) == {1, 2, 3, 4, 5}
    assert levels[5] == 3


def test_the_network_is_wide_enough_to_look_alive() -> None:
    assert len({row["country"] for row in read("programmes")} - {"eu"}) >= 22
    assert len({code for row in read("publications") for code in row["countries"]} - {"eu"}) >= 18
    assert sum("be" in row["countries"] for row in read("publications")) >= 24
    assert sum(row["country"] == "be" for row in read("programmes")) >= 8
    assert sum("translations" in row for row in read("programmes")) >= 12


def test_the_facts_of_the_flagship_sheet_are_there() -> None:
    sheet = next(row for row in read("programmes") if row["slug"] == "together-4-stem")
    words = " ".join(text for _key, text in texts(sheet))
    assert {funder["name"] for funder in sheet["funders"]} == {"Huawei", "Toyota", "Unipol Group"}
    assert [part["target"] for part in sheet["indicators"] if "target" in part] == [400, 2, 100, 15]
    assert {part.get("actual") for part in sheet["reach"]} == {400, 2200, 500, None}
    assert (sheet["number"], sheet["year_start"], len(sheet["workstreams"])) == ("BE-007", 2019, 2)
    for fact in ("Pact for Youth", "Year of Youth", "Year of Skills", "Belgium and Italy", "working groups"):
        assert fact in words
    assert {part["language"] for part in sheet["translations"]} == {"fr", "nl", "de"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the sources of the sample content are not beside this checkout")
@pytest.mark.parametrize("pattern", ["seeds/*.txt", "design/*.html"])
def test_no_run_of_words_is_taken_from_the_sources(pattern: str) -> None:
    sources = list(SHARED.glob(pattern))
    assert sources
    theirs: set[tuple[str, ...]] = set()
    for source in sources:
        text = re.sub(r"<(svg|script|style)\b.*?</\1>", " ", source.read_text(), flags=re.DOTALL)
        theirs |= runs(text, OWN_WORDS)
    taken = [(record, " ".join(run)) for record, _key, text in everything() for run in runs(text, OWN_WORDS) & theirs]
    assert taken == []
