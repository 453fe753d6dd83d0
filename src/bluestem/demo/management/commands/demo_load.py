from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from bluestem.catalogue.api import rebuild_index, suspend_indexing
from bluestem.demo.loading import load_sample_network
from bluestem.demo.scaling import load_large_world


class Command(BaseCommand):
    help = "Load the sample network. What is there already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale",
            type=int,
            default=1,
            help="Make the world this many times as large with generated records, for benchmarks (default 1).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        with suspend_indexing():
            load_sample_network(now=now, say=self.stdout.write)
            if options["scale"] > 1:
                load_large_world(scale=options["scale"], now=now, say=self.stdout.write)
        rebuild_index()
        self.stdout.write("The sample network is ready.")
