"""What the library shows on pages of other rooms."""

from __future__ import annotations

import pytest

from bluestem.ledger.api import total
from bluestem.library.panels import downloads
from bluestem.ui.api import number

pytestmark = pytest.mark.django_db


def test_the_home_page_has_the_downloads_that_the_ledger_counted(client):
    counted = number(total(verb="library.downloaded"))

    assert f'<span class="bignum">{counted}</span>' in downloads(None)
    assert downloads(None).strip() in client.get("/").content.decode()
