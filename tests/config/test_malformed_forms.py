"""Forms of the admin that no page of ours sends are bad requests, not faults of the server."""

from __future__ import annotations

import pytest

from bluestem.network.api import Organisation


@pytest.mark.parametrize("typed", ["no JSON", "<script>", "{", ""])
def test_formatted_text_that_is_none_is_refused(editing, organisation, typed):
    answer = editing.post(f"/admin/organisations/edit/{organisation.pk}/", {"name": "Changed", "description": typed})

    assert answer.status_code == 400
    assert Organisation.objects.get(pk=organisation.pk).name == organisation.name


def test_other_faults_stay_faults(editing):
    editing.raise_request_exception = False

    assert editing.get("/admin/failwhale/").status_code == 500
