"""OAI-PMH: every verb, every error, and harvests that are complete while records change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sickle.oaiexceptions import NoRecordsMatch

from bluestem.catalogue.api import State, registry
from bluestem.interfaces.harvest import selecting
from bluestem.interfaces.models import JournalEntry
from tests.conftest import NOW
from tests.factories.records import new_organisation, new_programme, new_publication, store
from tests.interfaces.conftest import LONG, OAI, ask, code_of

PREFIX = {"metadataPrefix": "oai_dc"}
HOST = "oai:testserver:"


@pytest.fixture
def small_pages(monkeypatch) -> None:
    monkeypatch.setattr(selecting, "PAGE", {"ListRecords": 7, "ListIdentifiers": 7})


def public_identifiers() -> list[str]:
    return sorted(f"{HOST}{t.name}/{uuid}" for t in registry for uuid in t.public().values_list("uuid", flat=True))


def identifiers(records) -> list[str]:
    return [(getattr(record, "header", record)).identifier for record in records]


def test_it_says_what_it_is(client, journal):
    about = ask(client, verb="Identify").find("o:Identify", OAI)

    said = {part.tag.partition("}")[2]: part.text for part in about}
    assert said["baseURL"] == "http://testserver/oai"
    assert (said["protocolVersion"], said["deletedRecord"]) == ("2.0", "persistent")
    assert said["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert said["earliestDatestamp"] == JournalEntry.objects.earliest("pk").stamp.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_harvest_has_every_record_once(harvester, small_pages, verb, method):
    sickle = harvester(http_method=method)

    found = identifiers(getattr(sickle, verb)(**PREFIX))

    assert sorted(found) == public_identifiers()
    assert sickle.requests == -(-len(found) // 7)


@pytest.mark.parametrize(("size", "tokens"), [(0, 0), (1, 1), (-1, 1)])
def test_no_token_leads_to_an_empty_page(client, journal, monkeypatch, size, tokens):
    """Lists that are an exact multiple of a page end with their last record."""
    total = len(public_identifiers())
    monkeypatch.setattr(selecting, "PAGE", {"ListIdentifiers": total + size if size >= 0 else total // 2 or 1})
    pages, tree = 1, ask(client, verb="ListIdentifiers", **PREFIX)
    while (token := tree.findtext(".//o:resumptionToken", namespaces=OAI)) not in (None, ""):
        tree = ask(client, verb="ListIdentifiers", resumptionToken=token)
        pages += 1
        assert tree.findall(".//o:header", OAI)
    whole = tree.find(".//o:resumptionToken", OAI) is None
    assert whole == (size >= 0)
    assert pages == (1 if size >= 0 else -(-total // (total // 2)))


@pytest.mark.parametrize("kind", ["organisation", "programme", "publication"])
def test_sets_by_type_hold_their_records(harvester, small_pages, kind):
    found = identifiers(harvester().ListIdentifiers(set=f"type.{kind}", **PREFIX))

    assert sorted(found) == [name for name in public_identifiers() if name.startswith(f"{HOST}{kind}/")]


@pytest.mark.parametrize("code", ["be", "gr", "fi"])
def test_sets_by_country_hold_their_records(harvester, small_pages, code):
    found = identifiers(harvester().ListRecords(set=f"country.{code}", **PREFIX))

    expected = [
        f"{HOST}{t.name}/{record.uuid}"
        for t in registry
        for record in t.whole(t.public())
        if code in t.document(record).facets.get("country", ())
    ]
    assert sorted(found) == sorted(expected) != []


def test_every_set_that_is_listed_can_be_asked_for(client, journal):
    listed = [part.text for part in ask(client, verb="ListSets").iterfind(".//o:setSpec", OAI)]

    assert {"type.programme", "country.be", "country.gr"} <= set(listed)
    for name in listed:
        assert code_of(ask(client, verb="ListIdentifiers", set=name, **PREFIX)) in (None, "noRecordsMatch")


def changed(record, editor, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    return store(record, actor=editor, now=NOW)


def test_records_that_change_during_a_harvest_are_neither_lost_nor_doubled(
    harvester, small_pages, journal, editor, organisation
):
    expected = public_identifiers()
    everything = list(JournalEntry.objects.filter(kind__in=("programme", "publication")).order_by("pk"))

    def change(request: int) -> None:
        for entry in (everything[request], everything[-request]):  # one given before, one still to come
            record = registry[entry.kind].model.objects.get(pk=entry.record_id)
            changed(record, editor)
        store(new_programme(organisation), actor=editor, now=NOW)
        journal()

    found = identifiers(harvester(between=change).ListRecords(**PREFIX))

    assert sorted(found) == expected
    assert len(public_identifiers()) > len(expected)


def test_what_changed_during_a_harvest_is_in_the_next(harvester, small_pages, journal, editor, client):
    answered = ask(client, verb="ListRecords", **PREFIX).findtext("o:responseDate", namespaces=OAI)
    entry = JournalEntry.objects.filter(kind="programme").order_by("pk")[3]
    changed(registry[entry.kind].model.objects.get(pk=entry.record_id), editor)
    from django.utils import timezone

    journal(timezone.now())

    assert identifiers(harvester().ListRecords(**{"from": answered}, **PREFIX)) == [f"{HOST}{entry.kind}/{entry.uuid}"]


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DRAFT, "archived", None])
def test_what_is_no_longer_public_is_given_as_deleted(harvester, journal, editor, client, state):
    record = store(new_publication(title="Zyxquasar", countries=["is"]), actor=editor, now=NOW)
    never = store(new_publication(title="Zyxquasar", state=State.DRAFT), actor=editor, now=NOW)
    name = f"{HOST}publication/{record.uuid}"
    journal()
    before = client.get("/oai", {"verb": "GetRecord", "identifier": name, **PREFIX}).content
    if state:
        changed(record, editor, state=state)
    else:
        from bluestem.catalogue.api import records_changed

        pk = record.pk
        record.delete()
        records_changed(kind="publication", pks=[pk])
    at_once = client.get("/oai", {"verb": "GetRecord", "identifier": name, **PREFIX}).content
    journal()

    assert b"Zyxquasar" in before
    assert b"Zyxquasar" not in at_once
    deleted = harvester().GetRecord(identifier=name, **PREFIX)
    assert (deleted.deleted, deleted.header.setSpecs) == (True, ["type.publication", "country.is"])
    listed = {record.header.identifier: record.deleted for record in harvester().ListRecords(**PREFIX)}
    assert listed[name]
    assert f"{HOST}publication/{never.uuid}" not in listed


def test_what_was_withdrawn_before_the_journal_began_is_deleted_and_drafts_are_unknown(harvester, editor):
    from bluestem.interfaces.journal import follow_changes
    from bluestem.interfaces.models import ChangeNote

    gone = changed(store(new_organisation(), actor=editor, now=NOW), editor, state=State.WITHDRAWN)
    draft = store(new_organisation(state=State.DRAFT), actor=editor, now=NOW)
    JournalEntry.objects.all().delete()
    from bluestem.interfaces.models import JournalState

    JournalState.objects.all().delete()
    follow_changes(NOW, seconds=LONG)

    listed = {record.header.identifier: record.deleted for record in harvester().ListRecords(**PREFIX)}
    assert listed[f"{HOST}organisation/{gone.uuid}"]
    assert f"{HOST}organisation/{draft.uuid}" not in listed
    assert not ChangeNote.objects.exists()


def test_from_and_until_are_both_included(harvester, client, journal):
    stamps = sorted(set(JournalEntry.objects.values_list("stamp", flat=True)))
    begin, end = stamps[len(stamps) // 3], stamps[2 * len(stamps) // 3]
    expected = JournalEntry.objects.filter(stamp__range=(begin, end))
    for form in ("%Y-%m-%dT%H:%M:%SZ",):
        window = {"from": begin.strftime(form), "until": end.strftime(form)}
        found = identifiers(harvester().ListIdentifiers(**window, **PREFIX))
        assert sorted(found) == sorted(f"{HOST}{e.kind}/{e.uuid}" for e in expected)
    days = {"from": begin.strftime("%Y-%m-%d"), "until": end.strftime("%Y-%m-%d")}
    by_day = [e for e in JournalEntry.objects.all() if begin.date() <= e.stamp.date() <= end.date()]
    assert len(identifiers(harvester().ListIdentifiers(**days, **PREFIX))) == len(by_day)


def test_nothing_in_the_window_is_said_so(harvester, journal):
    later = (NOW + timedelta(days=400)).strftime("%Y-%m-%d")
    with pytest.raises(NoRecordsMatch):
        harvester().ListRecords(**{"from": later}, **PREFIX)


LIST = {"verb": "ListRecords"}
UNKNOWN = "oai:testserver:programme/00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "listrecords"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "GetRecord", **PREFIX}, "badArgument"),
        (LIST, "badArgument"),
        ({**LIST, "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({**LIST, **PREFIX, "from": "2026-1-1"}, "badArgument"),
        ({**LIST, **PREFIX, "from": "2026-02-30"}, "badArgument"),
        ({**LIST, **PREFIX, "from": "9999-12-31"}, "badArgument"),
        ({**LIST, **PREFIX, "from": "0000-01-01"}, "badArgument"),
        ({**LIST, **PREFIX, "until": ""}, "badArgument"),
        ({**LIST, **PREFIX, "from": "٢٠٢٦-٠١-٠١"}, "badArgument"),
        ({**LIST, **PREFIX, "from": "2026-01-01", "until": "2026-01-02T00:00:00Z"}, "badArgument"),
        ({**LIST, **PREFIX, "from": "2026-01-02", "until": "2026-01-01"}, "badArgument"),
        ({**LIST, **PREFIX, "set": "a b"}, "badArgument"),
        ({**LIST, **PREFIX, "set": "nothing"}, "noRecordsMatch"),
        ({**LIST, **PREFIX, "until": "1900-01-01"}, "noRecordsMatch"),
        ({**LIST, "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({**LIST, "resumptionToken": "x", **PREFIX}, "badArgument"),
        ({**LIST, "resumptionToken": "x"}, "badResumptionToken"),
        ({**LIST, "resumptionToken": "x" * 5000}, "badArgument"),
        ({**LIST, "resumptionToken": "\x00é:::"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "GetRecord", "identifier": UNKNOWN, **PREFIX}, "idDoesNotExist"),
        ({"verb": "GetRecord", "identifier": "oai:testserver:pro\x00/x", **PREFIX}, "idDoesNotExist"),
        ({"verb": "GetRecord", "identifier": "<script>", **PREFIX}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": UNKNOWN}, "idDoesNotExist"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_mistake_has_its_code(client, journal, arguments, code, method):
    from lxml import etree

    answer = getattr(client, method)("/oai", arguments)

    tree = etree.fromstring(answer.content)
    assert (answer.status_code, code_of(tree)) == (200, code)
    has_attributes = bool(tree.find("o:request", OAI).attrib)
    assert has_attributes == (code not in ("badVerb", "badArgument"))


def test_a_token_holds_for_its_verb_and_a_day(client, journal, small_pages, time_machine):
    time_machine.move_to(NOW)
    tree = ask(client, verb="ListRecords", **PREFIX)
    token = tree.findtext(".//o:resumptionToken", namespaces=OAI)

    assert code_of(ask(client, verb="ListIdentifiers", resumptionToken=token)) == "badResumptionToken"
    assert code_of(ask(client, verb="ListRecords", resumptionToken=token[:-1])) == "badResumptionToken"
    time_machine.move_to(NOW + timedelta(hours=23))
    assert code_of(ask(client, verb="ListRecords", resumptionToken=token)) is None
    assert code_of(ask(client, verb="ListRecords", resumptionToken=token)) is None  # the same again after a lost answer
    time_machine.move_to(NOW + timedelta(hours=25))
    assert code_of(ask(client, verb="ListRecords", resumptionToken=token)) == "badResumptionToken"


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_a_page_costs_the_same_for_one_record_and_for_fifty(client, journal, monkeypatch, count_queries, verb):
    numbers = []
    for size in (3, 50):
        monkeypatch.setattr(selecting, "PAGE", {verb: size})
        with count_queries() as counted:
            tree = ask(client, verb=verb, set="type.programme", **PREFIX)
        assert len(tree.findall(".//o:header", OAI)) == size
        numbers.append(counted.number)

    assert numbers[0] == numbers[1] <= 8, counted


def test_harvesters_wait_until_the_journal_is_filled(client, db):
    answer = client.get("/oai?verb=Identify")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_other_methods_are_refused(client, db):
    assert client.put("/oai").status_code == 405


@pytest.mark.parametrize("prefix", ["oai_dc", "datacite"])
def test_metadata_says_what_the_record_says(client, journal, editor, prefix):
    record = store(
        new_publication(title="Ohm & <Volt>", abstract="<p>One\x0btwo</p>", countries=["gr"], year=2021),
        actor=editor,
        now=NOW,
    )
    journal()
    tree = ask(client, verb="GetRecord", metadataPrefix=prefix, identifier=f"{HOST}publication/{record.uuid}")

    texts = list(tree.find(".//o:metadata", OAI).itertext())
    expected = ["Ohm & <Volt>", "Test Institute", "GR", f"http://testserver/id/publication/{record.uuid}/"]
    assert [text for text in expected if text not in [t.strip() for t in texts]] == []
