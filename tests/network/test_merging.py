"""Two records of one organisation become one, and separate again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.catalogue.api import State
from bluestem.catalogue.models import IndexChange
from bluestem.library.api import Publication
from bluestem.network.api import Organisation, OrganisationRole, join_organisation, standing_of
from bluestem.network.duplicates import candidates, evidence_for, normal_name
from bluestem.network.errors import CannotMerge, MergedAlready, NotMerged
from bluestem.network.merging import merge_organisations, merge_parts, register_merge_part, unmerge_organisations
from bluestem.network.models import Merge
from bluestem.programmes.api import Funder, Partner, Programme
from tests.factories.people import make_person
from tests.factories.records import new_organisation, new_programme, new_publication, store

MANAGER, MEMBER = OrganisationRole.MANAGER, OrganisationRole.MEMBER


@pytest.fixture
def kept(editor, now) -> Organisation:
    return store(new_organisation(name="Elhuyar Fundazioa", slug="elhuyar"), actor=editor, now=now)


@pytest.fixture
def merged(editor, now) -> Organisation:
    return store(new_organisation(name="Elhuyar", slug="elhuyar-2"), actor=editor, now=now)


@pytest.fixture
def sheet(merged, editor, now) -> Programme:
    sheet = new_programme(merged)
    sheet.partners, sheet.funders = [Partner(organisation=merged)], [Funder(name="Elhuyar", organisation=merged)]
    return store(sheet, actor=editor, now=now)


@pytest.fixture
def paper(merged, editor, now) -> Publication:
    return store(new_publication(organisation=merged), actor=editor, now=now)


@pytest.fixture
def merge(kept, sheet, paper, editor, now) -> Merge:
    IndexChange.objects.all().delete()
    reason = "The same centre."
    return merge_organisations(kept=kept, merged=sheet.organisation, reason=reason, actor=editor, now=now)


def pointing_to(organisation: Organisation) -> dict[str, int]:
    """How many rows of each part point to it."""
    counted = {p.name: p.model._default_manager.filter(**{p.field: organisation}).count() for p in merge_parts()}
    return {name: number for name, number in counted.items() if number}


EVERYTHING = {
    "programmes.programme.organisation": 1,
    "programmes.partner.organisation": 1,
    "programmes.funder.organisation": 1,
    "library.publication.organisation": 1,
}


def test_everything_moves_and_the_index_hears_of_it(merge, sheet, paper):
    assert (pointing_to(merge.merged), pointing_to(merge.kept)) == ({}, EVERYTHING)
    noted = set(IndexChange.objects.values_list("kind", "record_id"))
    assert noted >= {("programme", sheet.pk), ("publication", paper.pk), ("organisation", merge.merged_id)}


def test_every_relation_to_an_organisation_moves_along():
    """A room that points to organisations says so; what stays where it is stands here, with the reason."""
    stays = {"network.merge.kept", "network.merge.merged"}  # the history of merges itself
    pointing = {
        f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }

    assert pointing - stays == {part.name for part in merge_parts()}


def test_the_old_addresses_lead_to_the_organisation_that_was_kept(merge, client):
    page = client.get("/organisations/elhuyar-2/")
    permanent = client.get(f"/id/organisation/{merge.merged.uuid}/", follow=True)

    assert (page.status_code, page.headers["Location"]) == (302, "/organisations/elhuyar/")
    assert permanent.redirect_chain[-1] == ("/organisations/elhuyar/", 302)


def test_separating_gives_everything_back(merge, editor, client, now):
    unmerge_organisations(merge=merge, actor=editor, now=now)

    assert (pointing_to(merge.kept), pointing_to(merge.merged)) == ({}, EVERYTHING)
    merge.merged.refresh_from_db()
    assert (merge.merged.state, merge.merged.withdrawn_because) == (State.PUBLISHED, "")
    assert client.get("/organisations/elhuyar-2/").status_code == 200


def test_what_happened_since_stays_where_it_happened(merge, sheet, editor, organisation, now):
    later = store(new_publication(organisation=merge.kept), actor=editor, now=now)
    Programme.objects.filter(pk=sheet.pk).update(organisation=organisation)

    unmerge_organisations(merge=merge, actor=editor, now=now)

    later.refresh_from_db()
    sheet.refresh_from_db()
    assert (later.organisation, sheet.organisation) == (merge.kept, organisation)


def test_a_draft_stays_a_draft_after_it_was_separated(kept, editor, now):
    draft = store(new_organisation(state=State.DRAFT), actor=editor, now=now)
    merge = merge_organisations(kept=kept, merged=draft, reason="Twice.", actor=editor, now=now)

    unmerge_organisations(merge=merge, actor=editor, now=now)

    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_whoever_manages_one_manages_the_result(kept, merged, administrator, editor, now):
    both, one = make_person("Bo Both", now=now), make_person("Olga One", now=now)
    for person, organisation, role in ((both, kept, MEMBER), (both, merged, MANAGER), (one, merged, MEMBER)):
        join_organisation(person=person, organisation=organisation, role=role, actor=administrator, now=now)

    merge = merge_organisations(kept=kept, merged=merged, reason="Twice.", actor=editor, now=now)

    assert (standing_of(both).places, standing_of(one).places) == ({kept.pk: MANAGER}, {kept.pk: MEMBER})
    unmerge_organisations(merge=merge, actor=editor, now=now + timedelta(days=1))
    assert standing_of(both).places == {kept.pk: MANAGER, merged.pk: MANAGER}
    assert standing_of(one).places == {merged.pk: MEMBER}


def test_a_row_that_would_stand_twice_stays(kept, merged, editor, now):
    sheet = new_programme(kept)
    sheet.partners = [Partner(organisation=kept), Partner(organisation=merged)]
    store(sheet, actor=editor, now=now)

    merge = merge_organisations(kept=kept, merged=merged, reason="Twice.", actor=editor, now=now)

    assert merge.moved["programmes.partner.organisation"] == []
    assert Partner.objects.filter(programme=sheet).count() == 2


def test_only_the_secretariat_merges(kept, sheet, member, organiser, now):
    merged = sheet.organisation
    for actor in (member, organiser):
        with pytest.raises(PermissionDenied):
            merge_organisations(kept=kept, merged=merged, reason="Mine.", actor=actor, now=now)

    assert (Merge.objects.count(), sheet.organisation) == (0, merged)


def test_only_the_secretariat_separates(merge, member, now):
    with pytest.raises(PermissionDenied):
        unmerge_organisations(merge=merge, actor=member, now=now)

    merge.refresh_from_db()
    assert merge.undone_at is None


def test_an_organisation_is_not_merged_with_itself_or_into_a_draft(kept, editor, now):
    draft = store(new_organisation(state=State.DRAFT), actor=editor, now=now)
    for other in (kept, draft):
        with pytest.raises(CannotMerge):
            merge_organisations(kept=other, merged=kept, reason="Twice.", actor=editor, now=now)


def test_no_chains_of_merges(merge, organisation, editor, now):
    for kept, merged in ((organisation, merge.merged), (merge.merged, organisation)):
        with pytest.raises((MergedAlready, CannotMerge)):
            merge_organisations(kept=kept, merged=merged, reason="Twice.", actor=editor, now=now)


def test_a_reason_is_needed(kept, merged, sheet, editor, now):
    with pytest.raises(ValidationError) as refusal:
        merge_organisations(kept=kept, merged=merged, reason="", actor=editor, now=now)

    assert list(refusal.value.message_dict) == ["reason"]


def test_separated_once(merge, editor, now):
    unmerge_organisations(merge=merge, actor=editor, now=now)

    with pytest.raises(NotMerged):
        unmerge_organisations(merge=merge, actor=editor, now=now)


def test_a_part_is_registered_once():
    with pytest.raises(ValueError, match="already"):
        register_merge_part(Publication, "organisation")


@pytest.mark.parametrize(
    ("first", "second"),
    [("Elhuyar Fundazioa", "ELHUYAR  FUNDAZIOA"), ("CSR Europe A.I.S.B.L.", "CSR Europe"), ("Évora", "Evora")],
)
def test_names_that_count_as_the_same(first, second):
    assert normal_name(first) == normal_name(second) != ""


def test_the_worklist_shows_what_speaks_for_it(kept, merged, editor, now):
    for organisation in (kept, merged):
        organisation.website, organisation.ror = "https://www.elhuyar.example/eu/", "https://ror.org/0abcdef12"
        store(organisation, actor=editor, now=now)

    pair = candidates()[0]

    assert (pair.first, pair.second) == (kept, merged)
    assert [str(label) for label in pair.evidence] == ["same ROR", "same website"]
    assert evidence_for(kept, merged) == pair.evidence


def test_what_many_share_says_nothing(editor, now):
    made = [store(new_organisation(website="https://school.example/"), actor=editor, now=now) for _ in range(6)]

    assert not [pair for pair in candidates() if pair.first in made and "same website" in map(str, pair.evidence)]
