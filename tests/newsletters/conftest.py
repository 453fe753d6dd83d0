from __future__ import annotations

from collections.abc import Callable

import pytest

from bluestem.accounts.api import User
from bluestem.newsletters.api import Issue, save_issue
from bluestem.newsletters.models import Subscription
from tests.conftest import NOW

BODY = [
    {"type": "heading", "value": "What is new"},
    {
        "type": "text",
        "value": '<p>Read <a href="/programmes/">every sheet</a>.</p><ul><li>One</li></ul><script>alert(1)</script>',
    },
    {
        "type": "records",
        "value": {
            "heading": "Programmes",
            "records": [{"kind": "programme", "slug": "stem-at-home"}],
        },
    },
    {"type": "action", "value": {"words": "See countries", "link": "/countries/"}},
]


def body(parts: list[dict]) -> object:
    return Issue.body.field.stream_block.to_python(parts)


@pytest.fixture
def issue(editor: User) -> Issue:
    """An issue in English that is still being written."""
    written = Issue(title="STEM in November", slug="november", summary="Three things.", language="en", body=body(BODY))
    return save_issue(issue=written, actor=editor, now=NOW)


@pytest.fixture
def subscriber(db: None) -> Callable[..., Subscription]:
    """`subscriber("a@example.org", language="fr", confirmed=False)`"""

    def make(email: str, *, language: str = "en", confirmed: bool = True) -> Subscription:
        at = NOW if confirmed else None
        return Subscription.objects.create(email=email, language=language, asked_at=NOW, confirmed_at=at)

    return make
