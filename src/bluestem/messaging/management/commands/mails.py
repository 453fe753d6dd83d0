"""`bluestem manage mails`: what became of the mails of the outbox, and sending one again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bluestem.messaging.choices import MailState
from bluestem.messaging.delivering import resend
from bluestem.messaging.models import Mail

TROUBLED = (MailState.UNCERTAIN, MailState.REFUSED, MailState.GIVEN_UP)


class Command(BaseCommand):
    help = "List the mails that were refused, given up or perhaps sent; with --resend, send one of them again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resend", type=int, metavar="NUMBER", help="number of the mail to send again")

    def handle(self, *args: Any, **options: Any) -> None:
        if number := options["resend"]:
            self._resend(number)
            return
        for mail in Mail.objects.filter(state__in=TROUBLED).order_by("pk"):
            self.stdout.write(f"{mail.pk}  {mail.state}  {mail.recipient}  {mail.subject}  {mail.answer}")

    def _resend(self, number: int) -> None:
        mail = Mail.objects.filter(pk=number).first()
        if mail is None or not resend(mail=mail, now=timezone.now()):
            raise CommandError(f"There is no mail {number} that was refused, given up or perhaps sent.")
        self.stdout.write(f"Mail {number} waits to be sent again.")
