"""The languages of the interface: every official language of the EU that has a translation file."""

from __future__ import annotations

from pathlib import Path

SOURCE = ("en", "English")
# Names in the languages themselves; the order in which menus show them (Interinstitutional Style Guide, 7.2).
EU_LANGUAGES = {
    "bg": "Български",
    "es": "Español",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "et": "Eesti",
    "el": "Ελληνικά",
    "fr": "Français",
    "ga": "Gaeilge",
    "hr": "Hrvatski",
    "it": "Italiano",
    "lv": "Latviešu",
    "lt": "Lietuvių",
    "hu": "Magyar",
    "mt": "Malti",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "fi": "Suomi",
    "sv": "Svenska",
}


def languages_of(locale: Path) -> list[tuple[str, str]]:
    """Give code and name of the source language and of each language with a catalogue in the folder."""
    translated = [
        (code, name) for code, name in EU_LANGUAGES.items() if (locale / code / "LC_MESSAGES" / "django.po").is_file()
    ]
    return [SOURCE, *translated]
