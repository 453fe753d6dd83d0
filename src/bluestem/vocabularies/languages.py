"""Languages by BCP 47 code: the 24 official languages of the EU and those of its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bluestem.ui.api import language_name

EU_LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)
LANGUAGES = (
    *EU_LANGUAGES,
    *("bs", "ca", "eu", "gl", "is", "ka", "lb", "mk", "nb", "nn", "no", "rm", "sq", "sr", "tr", "uk"),
)


def language_labels(codes: Sequence[str]) -> Mapping[str, str]:
    """Give the names of several languages in the reader's language, each beginning with a capital for lists."""
    return {code: (name := language_name(code))[:1].upper() + name[1:] for code in codes}
