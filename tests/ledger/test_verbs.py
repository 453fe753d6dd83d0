"""What can have happened is registered by rooms; nothing else is written."""

from __future__ import annotations

import pytest

from bluestem.ledger import verbs
from bluestem.ledger.api import Verb, all_verbs, find_verb, register_verb

BAKED = Verb(name="kitchen.baked", label="baked", unit="times", iri="https://example.org/verbs/baked")


@pytest.fixture(autouse=True)
def own_verbs(monkeypatch):
    monkeypatch.setattr(verbs, "_verbs", {})


def test_a_registered_verb_is_found():
    assert register_verb(BAKED) is BAKED
    assert find_verb("kitchen.baked") is BAKED
    assert all_verbs() == (BAKED,)


def test_a_verb_is_registered_once():
    register_verb(BAKED)

    with pytest.raises(ValueError, match=r"kitchen\.baked is registered twice"):
        register_verb(BAKED)


def test_an_unknown_verb_is_refused_by_name():
    with pytest.raises(LookupError, match=r"'kitchen\.burnt'"):
        find_verb("kitchen.burnt")
