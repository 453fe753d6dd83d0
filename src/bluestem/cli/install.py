"""`bluestem init`: folder, secret key, translations, database, static files, index. Repeating it changes nothing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

KEY_FILE = "secret-key"
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def install() -> None:
    """Prepare the installation that the environment describes, or bring it up to date; tell what was done."""
    from bluestem.config import env as reader

    make_folder(reader.env.data)
    if not reader.env.secret_key:
        write_secret_key(reader.env.data)
        reader.env = reader.Environment.read()  # the settings are read below, with the key that is there now
    compile_translations()
    from bluestem.cli.management import start_django

    start_django()
    _migrate()
    _collect_static_files()
    from bluestem.catalogue.api import apply_changes
    from bluestem.editorial.api import prepare_moderation, prepare_page_tree
    from bluestem.kit.generation import Generation

    prepare_page_tree()
    prepare_moderation()
    apply_changes()  # makes the search index where there is none, so that the first reader finds it
    Generation(reader.env.data / "generation").advance()
    print(f"The installation in {reader.env.data} is ready.")


def make_folder(data: Path) -> None:
    """Make the data folder for its owner alone. One that exists stays as it is."""
    if not data.is_dir():
        data.mkdir(mode=PRIVATE_FOLDER, parents=True)
        print(f"Made the folder {data}.")


def write_secret_key(data: Path) -> None:
    """Write a new key that signs sessions, readable by its owner alone; raises FileExistsError if there is one."""
    file = os.open(data / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(file, "w") as key:
        key.write(f"{secrets.token_urlsafe(64)}\n")
        key.flush()
        os.fsync(key.fileno())
    print("Wrote a new secret key.")


def compile_translations() -> None:
    """Compile the translation files that are newer than their compiled form (in a checkout; packages bring them)."""
    stale = [source for source in translation_sources() if is_stale(source)]
    for source in stale:
        _compile(source)
    if stale:
        print(f"Compiled {len(stale)} translation files.")


def translation_sources() -> list[Path]:
    import bluestem

    return sorted(Path(bluestem.__path__[0]).glob("locale/*/LC_MESSAGES/*.po"))


def is_stale(source: Path) -> bool:
    """Whether a .po file has no .mo file beside it, or an older one."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3])
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


def _migrate() -> None:
    from django.core.management import call_command

    from bluestem.config.health import pending_migrations

    pending = pending_migrations()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
        print(f"Brought the database up to date ({len(pending)} migrations).")


def _collect_static_files() -> None:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    if settings.DEBUG:
        return  # Django serves them as they are
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    mark = settings.STATIC_ROOT / ".sources"
    fingerprint = _fingerprint(files)
    if mark.is_file() and mark.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(fingerprint)
    print(f"Collected and packed {len(files)} static files.")


def _fingerprint(files: Iterable[Path]) -> str:
    digest = blake2b(digest_size=16)
    for file in sorted(files):
        facts = file.stat()
        digest.update(f"{file} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
