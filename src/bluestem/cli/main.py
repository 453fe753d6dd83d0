"""The `bluestem` command: a small front that imports what a command needs when it is asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import TypeAlias

from bluestem.cli.errors import CommandFailed

Run = Callable[[argparse.Namespace], None]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name

DESCRIPTION = "Bluestem runs the site of a network for science, technology, engineering and maths education."
MORE = """\
further commands come from the rooms of the site, such as
  demo load [--scale N]   fill the site with the sample network
  demo accounts           show the sample sign-ins
  import KIND FILE --as MAIL [--dry-run]
                          import a table of organisations or programmes
  search rebuild          write the search index anew
  ledger verify           compare the ledger with the tables it was written from

Settings are read from the environment: BLUESTEM_DATA (folder of the installation), BLUESTEM_ORIGIN (public
address) and others; docs/reference/settings.md lists them all. `bluestem COMMAND --help` explains a command.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exit with 0 when it is done, otherwise with one sentence on the error stream."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _run(words)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(141)  # whoever read our output has heard enough
    except Exception as error:
        sentence, code = _sentence_for(error)
        if sentence is None:
            raise
        print(f"bluestem: {sentence}", file=sys.stderr)
        sys.exit(code)


def _run(words: list[str]) -> None:
    parser, commands = build_parser()
    if words[:1] == ["manage"]:
        from bluestem.cli.management import manage

        manage(words[1:])
        return
    os.umask(0o077)  # database, uploads and index are for the user who runs the site
    if words and not words[0].startswith("-") and words[0] not in commands:
        from bluestem.cli.management import run_command_of_a_room

        run_command_of_a_room(words)
    elif not words:
        parser.print_help()
    else:
        options = parser.parse_args(words)
        options.run(options)


def build_parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Give the parser and, by name, the parsers of its own commands."""
    parser = argparse.ArgumentParser(
        prog="bluestem",
        description=DESCRIPTION,
        epilog=MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Bluestem {version('bluestem')}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_running(commands)
    _add_keeping(commands)
    _add_looking(commands)
    return parser, commands.choices


def _add_running(commands: Commands) -> None:
    init = _command(commands, "init", _init, "prepare a new installation, or bring one up to date")
    init.description = (
        "Make the data folder, a secret key, the database and the static files. Safe to repeat: what exists stays."
    )
    serve = _command(commands, "serve", _serve, "run the site: web processes and one worker")
    serve.description = (
        "Run the web processes (BLUESTEM_WEB_WORKERS, 2 by default) and one worker for background work, and start "
        "again whichever ends by itself. Refuses to start in a way that is not safe. Stop it with Ctrl-C."
    )
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", help="port to listen on (default: PORT, otherwise 8000)")
    serve.add_argument("--no-worker", action="store_true", help="leave background work to `bluestem worker` elsewhere")
    worker = _command(commands, "worker", _worker, "do background work only, beside `bluestem serve --no-worker`")
    worker.description = "Run queued tasks and the work that comes back every few seconds, until it is stopped."


def _add_keeping(commands: Commands) -> None:
    backup = _command(commands, "backup", _backup, "write the database and the uploaded files into one file")
    backup.description = (
        "Write one .tar with the database as it stands at one moment, the uploaded files and a checksum of each; the "
        "site may go on running. The secret key stays out (keep it apart), and so does what can be computed anew."
    )
    backup.add_argument("file", nargs="?", help="file to write (default: backups/bluestem-DATE.tar in the data folder)")
    restore = _command(commands, "restore", _restore, "put a backup back in place")
    restore.description = "Check every checksum and the database, then put both in place. The site must be stopped."
    restore.add_argument("file", help="a file that `bluestem backup` wrote")
    restore.add_argument("--replace", action="store_true", help="move what is there aside first; it is not deleted")


def _add_looking(commands: Commands) -> None:
    doctor = _command(commands, "doctor", _doctor, "check the installation and say what to do")
    doctor.description = "Look at folder, key, database, translations and disk; one line each. Exits with 1 on a fault."
    _command(commands, "version", _version, "show the version")
    _command(commands, "manage", _manage, "run a command of Django, such as `bluestem manage shell`")


def _command(commands: Commands, name: str, run: Run, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _init(_options: argparse.Namespace) -> None:
    from bluestem.cli.install import install

    install()


def _serve(options: argparse.Namespace) -> None:
    from bluestem.cli.serve import serve

    serve(host=options.host, port=options.port, with_worker=not options.no_worker)


def _worker(_options: argparse.Namespace) -> None:
    from bluestem.cli.worker import work

    work()


def _backup(options: argparse.Namespace) -> None:
    from bluestem.cli.backup import backup

    print(backup(options.file))


def _restore(options: argparse.Namespace) -> None:
    from bluestem.cli.restore import restore

    restore(options.file, replace=options.replace)


def _doctor(_options: argparse.Namespace) -> None:
    from bluestem.cli.doctor import examine

    sys.exit(0 if examine() else 1)


def _version(_options: argparse.Namespace) -> None:
    print(f"Bluestem {version('bluestem')}")


def _manage(_options: argparse.Namespace) -> None:
    raise AssertionError("`manage` is passed on before its words are parsed")


def _sentence_for(error: Exception) -> tuple[str | None, int]:
    """Give the sentence and exit code for an error that a person can do something about, else None."""
    if isinstance(error, CommandFailed):
        return str(error), error.code
    kind = type(error).__name__
    if kind.startswith("InsecureSetting"):
        return str(error), 2
    if kind in ("CommandError", "ImproperlyConfigured"):
        return str(error), getattr(error, "returncode", 1)
    if kind in ("OperationalError", "ProgrammingError"):
        return f"The database cannot do this: {str(error).strip()}. Run `bluestem doctor`.", 1
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{where}.", 1
    return None, 1
