#!/usr/bin/env python3
"""The texts of the interface and their translations.

    python tools/messages.py update            brings every catalogue up to date with the sources
    python tools/messages.py check             says where sources and catalogues differ, and what is wrong in them
    python tools/messages.py check --strict    the same, and which texts have no translation yet
    python tools/messages.py compile           writes the .mo files that the site reads
    python tools/messages.py new LANGUAGE      begins the catalogue of a language, such as `es`
    python tools/messages.py extract FILE      writes the texts alone, for tools that want a template

A catalogue is `src/bluestem/locale/<language>/LC_MESSAGES/django.po`. It names files but no lines and carries no dates,
so it changes only when a text does. Sources are all Python files and Jinja templates of the package; British English
is the source language and has no catalogue. How to add a language: docs/how-to/add-a-language.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src/bluestem"
JINJA = {
    "extensions": "jinja2.ext.do",
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "silent": "false",
    "encoding": "utf-8",
}
METHODS = [
    ("**.py", "python"),
    ("**/jinja2/**.html", "jinja2.ext:babel_extract"),
    ("**/jinja2/**.txt", "jinja2.ext:babel_extract"),
]
OPTIONS = {"**/jinja2/**.html": JINJA, "**/jinja2/**.txt": JINJA}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Whoever changes a text shows in the history; dates and tools' names in a file only make it differ.
UNKEPT_HEADERS = (
    *("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Project-Id-Version"),
    *("Last-Translator", "Language-Team", "Report-Msgid-Bugs-To"),
)
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[a-z]|%[sd]|\{[a-z_]*\}")
TAG = re.compile(r"</?[a-z0-9]+")

Key = tuple[str, str]  # context and source text


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if options.command == "extract":
        Path(options.file).write_bytes(as_po(extract(PACKAGE)))
    elif options.command == "new":
        print(begin(PACKAGE, options.language))
        update(PACKAGE)
    elif options.command == "update":
        update(PACKAGE)
    elif options.command == "compile":
        compile_all(PACKAGE)
    else:
        found = check(PACKAGE, strict=options.strict)
        print("\n".join(found) if found else "Sources and catalogues agree.")
        return 1 if found else 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="The texts of the interface and their translations.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update")
    commands.add_parser("compile")
    commands.add_parser("new").add_argument("language")
    commands.add_parser("extract").add_argument("file")
    commands.add_parser("check").add_argument("--strict", action="store_true")
    return parser


def extract(package: Path) -> Catalog:
    """Give the texts of a package's sources as a catalogue without translations."""
    template = Catalog(charset="utf-8", fuzzy=False)
    found = extract_from_dir(package, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, _line, message, comments, context in found:
        template.add(message, None, [(Path(name).as_posix(), 0)], auto_comments=comments, context=context)
    return template


def catalogues(package: Path) -> list[Path]:
    return sorted(package.glob("locale/*/LC_MESSAGES/django.po"))


def language_of(path: Path) -> str:
    return path.parts[-3]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language_of(path), abort_invalid=True)


def as_po(catalogue: Catalog) -> bytes:
    """Give the catalogue's file: sorted by source, without line numbers and dates."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(tuple(f'"{name}:' for name in UNKEPT_HEADERS)))
    return "".join(kept).encode()


def begin(package: Path, language: str) -> Path:
    """Write an empty catalogue; raise FileExistsError if there is one, UnknownLocaleError for an unknown code."""
    catalogue = Catalog(locale=language, charset="utf-8", fuzzy=False)
    path = package / "locale" / language / "LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(_with_head(as_po(catalogue), language))
    return path


def update(package: Path) -> None:
    """Bring every catalogue up to date: new texts without translation, changed ones marked as fuzzy, old ones gone."""
    template = extract(package)
    for path in catalogues(package):
        catalogue = read(path)
        catalogue.update(template)
        path.write_bytes(_with_head(as_po(catalogue), language_of(path)))


def _with_head(po: bytes, language: str) -> bytes:
    """Replace the comment that Babel writes on top (it carries a year) by our own."""
    body = re.sub(rb"\A(#.*\n)+", b"", po)
    return f"# Bluestem in the language `{language}`. Licensed under the EUPL-1.2.\n".encode() + body


def compile_all(package: Path) -> None:
    """Write the .mo file beside each catalogue; what is not translated, or only fuzzily, stays English."""
    for path in catalogues(package):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path), use_fuzzy=False)


def check(package: Path, *, strict: bool) -> list[str]:
    """Say what is wrong with the catalogues; `strict` asks for every text to be translated."""
    sources = {_key(message): message for message in extract(package) if message.id}
    found = []
    for path in catalogues(package):
        catalogue = read(path)
        known = {_key(message): message for message in catalogue if message.id}
        found += [f"{language_of(path)}: {p}" for p in _drift(sources, known)]
        found += [f"{language_of(path)}: {p}" for m in known.values() for p in _faults(m, catalogue, strict=strict)]
    return found


def _key(message: Message) -> Key:
    return (message.context or "", message.id if isinstance(message.id, str) else message.id[0])


def _drift(sources: dict[Key, Message], known: dict[Key, Message]) -> Iterator[str]:
    advice = "run `python tools/messages.py update`"
    for key in sorted(sources.keys() - known.keys()):
        yield f"the text {key[1]!r} is not in the catalogue; {advice}."
    for key in sorted(known.keys() - sources.keys()):
        yield f"the text {key[1]!r} is no longer in the sources; {advice}."
    for key in sorted(sources.keys() & known.keys()):
        if sources[key].id != known[key].id:
            yield f"the plural of {key[1]!r} has changed; {advice}."


def _faults(message: Message, catalogue: Catalog, *, strict: bool) -> Iterator[str]:
    text = _key(message)[1]
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        if strict:
            yield f"{text!r} has changed; look at its translation and take the mark `fuzzy` off."
    elif not any(forms):
        if strict:
            yield f"{text!r} has no translation."
    elif not all(forms) or (message.pluralizable and len(forms) != catalogue.num_plurals):
        yield f"{text!r} needs {catalogue.num_plurals} plural forms."
    else:
        yield from (f"{text!r}: {fault}" for fault in _form_faults(message, forms))


def _form_faults(message: Message, forms: list[str]) -> Iterator[str]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = set(PLACEHOLDER.findall(sources[-1]))
    allowed = wanted.union(*(PLACEHOLDER.findall(source) for source in sources))
    for form in forms:
        own = set(PLACEHOLDER.findall(form))
        # "one programme" may do without its number; the form for many may not.
        if own - allowed or (form == forms[-1] and wanted - own):
            yield f"the placeholders of {form!r} should be {', '.join(sorted(wanted)) or 'none'}."
        if sorted(TAG.findall(form)) != sorted(TAG.findall(sources[-1])):
            yield f"the markup of {form!r} is not that of the source."
        if form != form.strip() and sources[-1] == sources[-1].strip():
            yield f"{form!r} begins or ends with a space."
        if wanted and _breaks(form):
            yield f"{form!r} cannot be filled in; a percent sign beside placeholders is written %%."


def _breaks(form: str) -> bool:
    """Whether filling the placeholders in would fail, as a lone percent sign makes it."""
    rest = PLACEHOLDER.sub("", form).replace("%%", "")
    return "%" in rest


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
