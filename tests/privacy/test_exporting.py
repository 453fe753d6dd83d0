"""A person takes away everything that is kept about them."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import FileField

from bluestem.privacy.api import export_person, record_look, register_of_personal_data
from bluestem.privacy.exporting import _value
from bluestem.privacy.rows import addresses_of


def export(person, now) -> dict[str, Any]:
    with export_person(person=person, now=now) as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    assert archive.testzip() is None
    return {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}


def test_each_kind_of_data_is_a_file_that_says_why_it_is_kept(member, now):
    found = export(member, now)

    assert found["about.json"] == {"person": str(member.uuid), "made_at": "2026-11-22T12:00:00Z"}
    account = found["accounts.user.json"]
    assert (account["purpose"], account["legal_basis"]) == (
        "To sign you in and to address you by your name.",
        "6(1)(b)",
    )
    assert [row["email"] for row in account["rows"]] == [member.email]
    assert found["network.organisationmembership.json"]["rows"][0]["organisation"]["name"] == "CSR Europe"


def test_secrets_are_left_out(member, now):
    Authenticator.objects.create(user=member, type="totp", data={"secret": "sealed-secret"})

    text = json.dumps(export(member, now))

    assert "sealed-secret" not in text
    assert member.password not in text
    assert "totp" in text


def test_nothing_of_others_is_in_it(member, editor, now):
    record_look(actor=editor, about=editor, what="own", now=now)

    text = json.dumps(export(member, now))

    assert editor.email not in text


def test_what_others_did_with_the_data_is_in_it(member, editor, now):
    record_look(actor=editor, about=member, what="profile", now=now)

    rows = export(member, now)["privacy.look.json"]["rows"]

    assert [(row["what"], row["actor"]["name"]) for row in rows] == [("profile", "Eda Editor")]


def test_all_addresses_of_a_person_are_known(member):
    EmailAddress.objects.create(user=member, email="Mira.Second@example.org")

    assert addresses_of(member) == {"mira.member@example.org", "mira.second@example.org"}


def test_every_kind_can_be_read(administrator, now):
    """Each registered model is asked for the rows of somebody who may have some of each."""
    found = export(administrator, now)

    labels = {f"{entry.model._meta.label_lower}.json" for entry in register_of_personal_data.entries()}
    assert set(found) - {"about.json"} <= labels


def test_a_file_is_named_by_its_place():
    class Row:
        pass

    field = FileField(name="paper")
    field.attname = "paper"
    row = Row()
    row.paper = field.attr_class(row, field, default_storage.save("paper.txt", ContentFile(b"x")))

    assert _value(field, row) == row.paper.name
