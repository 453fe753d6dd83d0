"""Whoever looks at data of others leaves a line."""

from __future__ import annotations

from datetime import timedelta

from bluestem.privacy.api import forget_expired, record_look
from bluestem.privacy.models import Look


def test_a_look_is_kept_as_told(member, editor, now):
    look = record_look(actor=editor, about=member, what="profile of a member", now=now)

    look.refresh_from_db()
    assert (look.actor, look.about, look.what, look.at) == (editor, member, "profile of a member", now)


def test_a_look_at_data_of_many_names_nobody(editor, now):
    assert record_look(actor=editor, about=None, what="members, export", now=now).about is None


def test_looks_are_forgotten_after_two_years(editor, now):
    old = record_look(actor=editor, about=None, what="old", now=now - timedelta(days=731))
    young = record_look(actor=editor, about=None, what="young", now=now - timedelta(days=729))

    assert forget_expired(now=now)["privacy.Look"] == 1

    assert set(Look.objects.filter(pk__in=[old.pk, young.pk])) == {young}
