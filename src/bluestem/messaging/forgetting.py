"""What the outbox and the lists of notices keep is for a time only."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from bluestem.messaging.models import Bounce, Mail, Notice

KEPT_MAIL = timedelta(days=30)
KEPT_NOTICES = timedelta(days=183)
KEPT_BOUNCES = timedelta(days=365)


def forget_old() -> None:
    """Delete mails, notices and refused addresses after the times that the register of personal data names."""
    now = timezone.now()
    Notice.objects.filter(created_at__lt=now - KEPT_NOTICES).delete()
    Mail.objects.filter(created_at__lt=now - KEPT_MAIL, holder=None).delete()
    Bounce.objects.filter(at__lt=now - KEPT_BOUNCES).delete()
