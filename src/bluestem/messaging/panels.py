"""The newest notices of a person, in their space."""

from __future__ import annotations

from django.template.loader import render_to_string
from markupsafe import Markup

from bluestem.accounts.api import User
from bluestem.messaging.queries import notices_of, open_notices

SHOWN = 5


def notices_panel(person: User) -> Markup | None:
    """Give the newest notices that this person may open now; costs one query and one for each question asked."""
    notices = open_notices(person, notices_of(person)[:SHOWN])
    return Markup(render_to_string("messaging/panel.html", {"notices": notices}))  # noqa: S704
