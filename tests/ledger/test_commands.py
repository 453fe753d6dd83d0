"""`ledger_verify` counts every room again."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bluestem.ledger.api import LedgerEntry
from bluestem.library.api import Publication


def verified() -> str:
    out = StringIO()
    call_command("ledger_verify", stdout=out)
    return out.getvalue()


def test_the_sample_network_has_no_differences(db):
    assert verified() == "library.downloaded: 0 differences\n"


def test_planted_differences_are_named(db):
    downloaded = Publication.objects.filter(downloads__gt=0).order_by("pk")
    more, less = downloaded[0], downloaded[1]
    in_ledger = more.downloads, less.downloads
    Publication.objects.filter(pk=more.pk).update(downloads=more.downloads + 2)
    LedgerEntry.objects.filter(object_id=str(less.uuid)).first().delete()
    out = StringIO()

    with pytest.raises(CommandError, match="2 differences between rooms and ledger"):
        call_command("ledger_verify", stdout=out)

    assert sorted(out.getvalue().splitlines()) == sorted(
        [
            "library.downloaded: 2 differences",
            f"  publication {more.uuid}: room {in_ledger[0] + 2}, ledger {in_ledger[0]}",
            f"  publication {less.uuid}: room {in_ledger[1]}, ledger {in_ledger[1] - 1}",
        ]
    )
