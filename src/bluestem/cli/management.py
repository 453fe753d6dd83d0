"""Django's management commands behind the `bluestem` command."""

from __future__ import annotations

import gc
import os
from difflib import get_close_matches

from bluestem.cli.errors import CommandFailed


def start_django() -> None:
    """Load the settings that BLUESTEM_MODE names, and every room."""
    from bluestem.config.env import env

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"bluestem.config.settings.{env.mode}")
    import django

    # Nothing of what is imported becomes rubbish: looking for it meanwhile costs a quarter of the time.
    gc.disable()
    try:
        django.setup()
        from bluestem.config import checks  # noqa: F401 - registers them
    finally:
        gc.enable()


def manage(words: list[str]) -> None:
    """Run a management command as Django's own `manage.py` would."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["bluestem manage", *words])


def run_command_of_a_room(words: list[str]) -> None:
    """Run `bluestem demo load --scale 2` as the management command `demo_load` with the words that remain.

    Raises CommandFailed when there is none of that name.
    """
    start_django()
    from django.core.management import get_commands, load_command_class

    commands = get_commands()
    plain = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    for length in range(plain, 0, -1):
        name = "_".join(words[:length])
        if name in commands and commands[name].startswith("bluestem."):
            command = load_command_class(commands[name], name)
            command.run_from_argv(["bluestem", " ".join(words[:length]), *words[length:]])
            return
    raise CommandFailed(_no_such_command(words[:plain], [n for n in commands if commands[n].startswith("bluestem.")]))


def _no_such_command(words: list[str], known: list[str]) -> str:
    name = "_".join(words)
    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean `bluestem {near[0].replace('_', ' ')}`?" if near else ""
    return f"There is no command `{' '.join(words)}`.{hint} `bluestem --help` lists them."
