"""Who may import."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from bluestem.importing.api import importers
from bluestem.importing.rules import may_import, require_importer


@pytest.mark.parametrize("kind", ["organisation", "programme"])
def test_editors_import_and_others_do_not(kind, editor, administrator, organiser, member):
    importer = importers[kind]

    assert [may_import(person, importer) for person in (editor, administrator, organiser, member)] == [
        True,
        True,
        False,
        False,
    ]
    require_importer(actor=editor, importer=importer)
    with pytest.raises(PermissionDenied):
        require_importer(actor=member, importer=importer)


def test_an_account_that_is_closed_imports_nothing(editor):
    editor.is_active = False
    assert not may_import(editor, importers["organisation"])
