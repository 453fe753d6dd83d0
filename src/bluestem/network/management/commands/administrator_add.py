from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from bluestem.accounts.api import create_person
from bluestem.network.appointments import appoint
from bluestem.network.choices import NetworkRole


class Command(BaseCommand):
    help = "Make an account for the first administrator of a new installation; asks for the password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="mail address to sign in with")
        parser.add_argument("name", help="name of the person")
        parser.add_argument("--password-from-input", action="store_true", help="read the password from standard input")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        password = input() if options["password_from_input"] else getpass("Password (12 characters or more): ")
        now = timezone.now()
        try:
            validate_password(password)
            person = create_person(email=options["address"], name=options["name"], password=password, now=now)
            appoint(person=person, role=NetworkRole.ADMINISTRATOR, actor=None, now=now)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except PermissionDenied:
            raise CommandError("This installation has an administrator; further ones are appointed by them.") from None
        self.stdout.write(f"{person.name} can sign in with {person.email}.")
