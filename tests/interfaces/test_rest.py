"""REST: complete lists by cursor, the list page's filters, schemas that hold, errors in plain words."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from bluestem.catalogue.api import ListState, State, list_page, registry
from bluestem.interfaces import limits as limits_module
from bluestem.interfaces.limits import Limits
from bluestem.interfaces.rest import serving
from tests.factories.records import new_programme, new_publication

KINDS = [(record_type.name, record_type.path) for record_type in registry]


def read(client, address: str, **headers: str):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def every_page(client, address: str, between=lambda: None) -> list[dict]:
    """Follow `next` to the end."""
    items = []
    while address:
        page = read(client, address.removeprefix("http://testserver"))
        items += page["items"]
        address = page["next"]
        between()
    return items


@pytest.fixture
def schema(client, db) -> dict:
    return read(client, "/api/v1/openapi.json")


def test_the_description_is_valid_openapi(schema):
    assert schema["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(schema).iter_errors()) == []


def test_every_address_of_the_root_answers(client, db, schema):
    for address in read(client, "/api/v1/").values():
        path = address.removeprefix("http://testserver")
        read(client, path)
        assert path == "/api/v1/openapi.json" or path in schema["paths"]


@pytest.mark.parametrize(("kind", "path"), KINDS)
@pytest.mark.parametrize("limit", [7, 100])
def test_following_next_gives_every_record_once(client, db, kind, path, limit):
    items = every_page(client, f"/api/v1/{path}?limit={limit}")

    assert sorted(item["uuid"] for item in items) == sorted(
        str(uuid) for uuid in registry[kind].public().values_list("uuid", flat=True)
    )


@pytest.mark.parametrize(
    "query",
    ["country=be", "country=EL", "country=be&country=fr&topic=science", "q=teachers", "q=educaton", "sort=title"],
)
@pytest.mark.parametrize("path", ["programmes", "records"])
def test_a_list_is_that_of_its_page(client, db, path, query):
    from django.http import QueryDict

    types = tuple(registry) if path == "records" else (registry["programme"],)
    shown = list_page(ListState.read(types, QueryDict(query)))
    page = read(client, f"/api/v1/{path}?{query}&limit=20")

    assert page["total"] == shown.total > 0
    assert [item["uuid"] for item in page["items"]] == [str(record.uuid) for _type, record in shown.rows]
    assert (page["correction"], page["corrected"]) == (shown.correction, shown.corrected)


def test_facets_are_counted_as_on_the_page(client, db):
    from django.http import QueryDict

    views = {
        v.facet.name: v for v in list_page(ListState.read((registry["programme"],), QueryDict("country=be"))).facets
    }
    facets = read(client, "/api/v1/programmes?country=be&facets=country,topic")["facets"]

    assert set(facets) == {"country", "topic"}
    for name, values in facets.items():
        assert [(v["code"], v["count"]) for v in values] == [(v.code, v.count) for v in views[name].values]


@pytest.mark.parametrize("change", ["before", "last given", "after"])
def test_what_is_withdrawn_while_someone_reads_costs_nobody_else(client, publish, change):
    """Offsets would skip a record when one before them goes."""
    first = read(client, "/api/v1/programmes?limit=10&sort=title")
    uuids = [item["uuid"] for item in every_page(client, "/api/v1/programmes?sort=title")]
    place = {"before": 2, "last given": 9, "after": 15}[change]
    gone = registry["programme"].model.objects.get(uuid=uuids[place])
    gone.state = State.WITHDRAWN
    publish(gone)

    rest = [item["uuid"] for item in every_page(client, first["next"])]

    assert rest == [uuid for uuid in uuids[10:] if uuid != str(gone.uuid)]


def test_what_is_published_while_someone_reads_doubles_nobody(client, publish, organisation):
    first = read(client, "/api/v1/programmes?limit=10&sort=title")
    uuids = [item["uuid"] for item in every_page(client, "/api/v1/programmes?sort=title")]
    publish(new_programme(organisation, name="0 comes first"))

    assert [item["uuid"] for item in every_page(client, first["next"])] == uuids[10:]


@pytest.mark.parametrize(("kind", "path"), KINDS)
def test_every_record_fits_its_schema(client, db, schema, kind, path):
    name = kind.capitalize()
    validate = validator(schema, name)
    whole = validator(schema, f"{name}Item")

    items = every_page(client, f"/api/v1/{path}?limit=100")
    assert [error.message for item in items for error in validate.iter_errors(item)] == []
    for item in items[:3]:
        found = read(client, item["self"].removeprefix("http://testserver"))
        assert [error.message for error in whole.iter_errors(found)] == []
        assert {key: found[key] for key in item} == item


def validator(schema: dict, name: str) -> Draft202012Validator:
    wanted = {"$ref": f"#/components/schemas/{name}", "components": schema["components"]}
    return Draft202012Validator(wanted, format_checker=FormatChecker())


@pytest.mark.parametrize(("kind", "path"), KINDS)
def test_every_column_has_a_type_of_its_own(schema, kind, path):
    fields = schema["components"]["schemas"][kind.capitalize()]["properties"]["fields"]["properties"]

    assert list(fields) == [column.name for column in registry[kind].columns]
    assert [name for name, said in fields.items() if isinstance(said["type"], list) and len(said["type"]) > 2] == []


def test_kinds_countries_and_facets_count_what_is_public(client, db):
    kinds = {kind["kind"]: kind["total"] for kind in read(client, "/api/v1/kinds")}
    countries = {country["code"]: country for country in read(client, "/api/v1/countries?lang=fr")}
    facets = {facet["name"]: facet["values"] for facet in read(client, "/api/v1/facets")}

    assert kinds == {t.name: t.public().count() for t in registry}
    assert (countries["gr"]["eu_code"], countries["gr"]["name"]) == ("EL", "Grèce")
    assert sum(c["records"]["organisation"] for c in countries.values()) == kinds["organisation"]
    assert set(facets) == set(registry.facets())
    values = {v["code"]: v["count"] for v in read(client, facets["topic"].removeprefix("http://testserver"))}
    assert (
        values["science"] == read(client, "/api/v1/records?q=&limit=1&facets=kind")["total"] - kinds["publication"]
        or values
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/programmes?page=2", 400),
        ("/api/v1/programmes?sort=nothing", 400),
        ("/api/v1/programmes?sort=match", 400),
        ("/api/v1/programmes?limit=0", 400),
        ("/api/v1/programmes?limit=101", 400),
        ("/api/v1/programmes?limit=1&limit=2", 400),
        ("/api/v1/programmes?limit=%D9%A3", 400),
        ("/api/v1/programmes?facets=state", 400),
        ("/api/v1/programmes?lang=xx", 400),
        ("/api/v1/programmes?cursor=abc", 400),
        ("/api/v1/programmes?cursor=%00:%F0%9F%92%A9:x", 400),
        ("/api/v1/kinds?x=1", 400),
        ("/api/v1/nothing", 404),
        ("/api/v1/a/b/c", 404),
        ("/api/v1/facets/nothing", 404),
        ("/api/v1/programmes/no-uuid", 404),
        ("/api/v1/programmes/00000000-0000-4000-8000-000000000000", 404),
        ("/api/v1/kinds?" + "x" * 9000, 414),
    ],
)
def test_mistakes_are_told_as_problems(client, journal, address, status):
    answer = client.get(address)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    said = answer.json()
    assert said["status"] == status
    assert said["detail"].endswith((".", "is."))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_cursor_of_another_list_is_refused(client, db):
    following = read(client, "/api/v1/programmes?limit=1")["next"].partition("cursor=")[2]

    for query in ("country=be", "sort=title", "q=school"):
        answer = client.get(f"/api/v1/programmes?{query}&cursor={following}")
        assert answer.status_code == 400
    assert client.get(f"/api/v1/programmes?limit=3&cursor={following}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_reading_addresses_refuse_writing(client, db, method):
    answer = getattr(client, method)("/api/v1/programmes", data=b"{}", content_type="application/json")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_only_json_is_given(client, db):
    assert client.get("/api/v1/kinds", headers={"Accept": "text/csv"}).status_code == 406
    for accepted in ("application/json", "*/*", "text/html, application/*;q=0.5"):
        assert client.get("/api/v1/kinds", headers={"Accept": accepted}).status_code == 200


def test_other_sites_may_read_without_credentials(client, db):
    answer = client.options("/api/v1/kinds", headers={"Origin": "https://elsewhere.example"})

    assert (answer.status_code, answer.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
    answer = client.get("/api/v1/kinds", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_what_is_known_is_not_sent_again_until_it_changes(client, publish, organisation):
    answer = client.get("/api/v1/programmes")
    known = {"If-None-Match": answer.headers["ETag"]}

    again = client.get("/api/v1/programmes", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    publish(new_programme(organisation))
    assert client.get("/api/v1/programmes", headers=known).status_code == 200


def test_a_record_that_was_public_is_gone_and_a_draft_never_was(client, journal, publish):
    record, draft = publish(new_publication()), publish(new_publication(state=State.DRAFT))
    journal()
    address = f"/api/v1/publications/{record.uuid}"
    assert read(client, address)["title"] == record.title
    record.state = State.WITHDRAWN
    publish(record)

    assert client.get(address).status_code == 410
    assert client.get(f"/api/v1/publications/{draft.uuid}").status_code == 404


def test_whoever_asks_too_often_is_told_when_to_come_back(client, db, tmp_path, monkeypatch, time_machine):
    time_machine.move_to("2026-11-22T12:00:20Z", tick=False)
    counters = Limits(tmp_path / "limits")
    monkeypatch.setattr(serving, "limits", lambda: counters)
    monkeypatch.setattr(serving, "PER_ADDRESS", 3)

    statuses = [client.get("/api/v1/kinds").status_code for _ in range(4)]
    refused = client.get("/api/v1/kinds")

    assert statuses == [200, 200, 200, 429]
    assert refused.headers["Retry-After"] == "40"
    assert client.get("/api/v1/kinds", REMOTE_ADDR="192.0.2.7").status_code == 200
    time_machine.move_to("2026-11-22T12:01:00Z", tick=False)
    assert client.get("/api/v1/kinds").status_code == 200


@pytest.mark.parametrize(
    ("trusted", "address"), [(0, "127.0.0.1"), (1, "198.51.100.9"), (2, "203.0.113.5"), (3, "127.0.0.1")]
)
def test_only_trusted_proxies_say_where_a_request_comes_from(rf, settings, trusted, address):
    settings.TRUSTED_PROXIES = trusted
    request = rf.get("/", headers={"X-Forwarded-For": "203.0.113.5, 198.51.100.9"})

    assert serving.client_address(request) == address


@pytest.mark.parametrize("path", ["programmes", "publications", "organisations", "records"])
def test_a_page_costs_the_same_for_one_record_and_for_fifty(client, db, count_queries, path):
    numbers = []
    for limit in (2, 50):
        with count_queries() as counted:
            assert len(read(client, f"/api/v1/{path}?limit={limit}&sort=title")["items"]) == limit
        numbers.append(counted.number)

    assert numbers[0] <= numbers[1] <= 7, counted


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_labels_come_in_the_language_asked_for(client, db, language):
    said = json.dumps(read(client, f"/api/v1/facets?{urlencode({'lang': language})}"), ensure_ascii=False)

    assert ("Pays" in said, "Land" in said) == (language == "fr", language in ("de", "nl"))


def test_counters_are_shared_and_make_room(tmp_path):
    mine, theirs = Limits(tmp_path / "n", slots=8), Limits(tmp_path / "n", slots=8)

    assert [mine.count("a", seconds=60, now=0), theirs.count("a", seconds=60, now=59)] == [1, 2]
    assert mine.count("a", seconds=60, now=60) == 1
    assert [mine.count(f"k{n}", seconds=60, now=61) for n in range(20)] == [1] * 20
    assert limits_module.SLOTS % 2 == 0
