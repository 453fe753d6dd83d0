"""Files of any list: complete, readable by machines, harmless in spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.catalogue.api import registry
from bluestem.catalogue.exports import as_json
from bluestem.kit.tables import FORMULA_STARTS, as_cell
from bluestem.programmes.api import Funder, Programme
from tests.factories.records import new_organisation, new_programme, new_publication
from tests.reading import body_of

KINDS = ["programme", "publication", "organisation"]


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("", ""),
        ("plain", "plain"),
        (["a", "b"], "a|b"),
        ((), ""),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3), "2026-01-02T03:00:00"),  # noqa: DTZ001 - as it is given
        (Decimal("-1.50"), "-1.50"),
        (-5, "-5"),
        (True, "True"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (["=1", "b"], "'=1|b"),
        ("a=1", "a=1"),
    ],
)
def test_cells(value, cell):
    assert as_cell(value) == cell


@given(st.text() | st.lists(st.text(), max_size=3))
def test_no_text_is_a_formula(value):
    assert not as_cell(value).startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    ("value", "json_value"),
    [(None, None), (Decimal("1.50"), 1.5), (("a",), ["a"]), (date(2026, 1, 2), "2026-01-02"), ("=1", "=1"), (0, 0)],
)
def test_values_in_json(value, json_value):
    assert as_json(value) == json_value


@pytest.mark.parametrize("kind", KINDS)
def test_csv_holds_every_record_and_column(client, db, kind):
    record_type = registry[kind]

    answer = client.get(f"/{record_type.path}/export.csv")

    text = body_of(answer)
    rows = read_csv(text)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{record_type.path}.csv"'
    assert text.splitlines()[0] == ",".join(column.name for column in record_type.columns)
    assert len({row["uuid"] for row in rows}) == len(rows) == record_type.public().count()
    for record in record_type.whole(record_type.public()):
        row = next(row for row in rows if row["uuid"] == str(record.uuid))
        assert row == {column.name: as_cell(column.value(record)) for column in record_type.columns}


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_every_record_and_column(client, db, kind):
    record_type = registry[kind]

    answer = client.get(f"/{record_type.path}/export.json")

    rows = {row["uuid"]: row for row in json.loads(body_of(answer))}
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{record_type.path}.json"'
    records = list(record_type.whole(record_type.public()))
    assert len(rows) == len(records)
    for record in records:
        assert rows[str(record.uuid)] == {column.name: as_json(column.value(record)) for column in record_type.columns}


def test_a_file_follows_words_filters_and_order_to_the_last_hit(client, db):
    query = "country=be&country=FI&country=nl&country=de&sort=title&page=2"
    rows = read_csv(body_of(client.get(f"/programmes/export.csv?{query}")))

    asked = {"be", "fi", "nl", "de"}
    expected = [p for p in Programme.objects.public() if asked & {p.country, *p.also_active_in}]
    names = [row["name"] for row in rows]
    assert sorted(names) == sorted(p.name for p in expected)
    assert names == sorted(names, key=str.casefold)
    assert len(names) > 20


def test_an_empty_list_is_a_file_with_a_header(client, db):
    assert read_csv(body_of(client.get("/programmes/export.csv?status=nonsense"))) == []
    assert json.loads(body_of(client.get("/programmes/export.json?status=nonsense"))) == []


@pytest.mark.parametrize("address", ["/programmes/export.xlsx", "/programmes/export.", "/programmes/export.csv?page=0"])
def test_what_is_no_file_answers_404(client, db, address):
    assert client.get(address).status_code == 404


STARTS = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"]


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_sheet_is_a_formula(client, publish, start):
    text = f"{start} quasar"
    title = text.strip()  # a title is one line and cannot begin with a tab
    owner = publish(new_organisation(name=title))
    programme = new_programme(owner, name=title, summary=text, number=start, topics=[start], levels=[start])
    programme.audiences = programme.also_active_in = [start]
    programme.funders = [Funder(name=text)]
    publish(programme)

    rows = read_csv(body_of(client.get("/programmes/export.csv?q=quasar")))

    planted = {name for name, cell in rows[0].items() if start.strip() in cell}
    assert len(rows) == 1
    assert {"number", "name", "organisation", "summary", "topics", "audiences", "funders"} <= planted
    assert [cell for cell in rows[0].values() if cell.startswith(FORMULA_STARTS)] == []


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("kind", ["publication", "organisation"])
def test_no_cell_of_other_records_is_a_formula(start, kind, now):
    common = {"topics": [start], "published_at": now, "changed_at": now}
    texts = {
        "publication": ("title", "authors", "abstract", "licence"),
        "organisation": ("name", "acronym", "city", "summary"),
    }
    make = {"publication": new_publication, "organisation": new_organisation}[kind]
    record = make(**common, **dict.fromkeys(texts[kind], start))

    cells = [as_cell(column.value(record)) for column in registry[kind].columns]

    assert len([cell for cell in cells if cell.startswith("'")]) >= 5
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []


def test_quotes_commas_and_line_breaks_survive(client, organisation, publish):
    summary = 'Quasar, "so called"\nsecond line'
    publish(new_programme(organisation, summary=summary))

    assert [row["summary"] for row in read_csv(body_of(client.get("/programmes/export.csv?q=quasar")))] == [summary]


def test_a_search_over_everything_leaves_with_the_columns_that_all_kinds_have(client, db):
    rows = read_csv(body_of(client.get("/search/export.csv?q=stem")))

    assert list(rows[0]) == ["uuid", "kind", "title", "summary", "language", "author", "published", "url"]
    assert {row["kind"] for row in rows} == {*KINDS, "page"}
    same = json.loads(body_of(client.get("/search/export.json?q=stem")))
    assert [row["uuid"] for row in same] == [row["uuid"] for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_costs_the_same_for_one_record_and_for_all(client, db, count_queries, kind):
    record_type = registry[kind]
    one = record_type.title(record_type.public().order_by("pk")[0])
    numbers = []
    for query in ("", f'?q="{one}"'):
        with count_queries() as counted:
            body_of(client.get(f"/{record_type.path}/export.csv{query}"))
        numbers.append(counted.number)

    assert numbers == [{"programme": 3, "publication": 2, "organisation": 1}[kind]] * 2, counted
